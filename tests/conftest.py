"""For every test: the same examples on every machine, no log on standard output, the database that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import settings

from tests import on_postgres

# A search for new examples belongs to `make torture`; a check must not fail by chance.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _quiet_log() -> None:
    structlog.configure(processors=[_drop])


def _drop(_logger: object, _method: str, _event: object) -> dict[str, object]:
    raise structlog.DropEvent


if on_postgres.SERVER:

    @pytest.fixture(scope="session", autouse=True)
    def _server() -> Iterator[None]:
        on_postgres.begin()
        yield
        on_postgres.drop()

    @pytest.fixture(autouse=True)
    def _databases(tmp_path: Path) -> Iterator[None]:
        yield
        on_postgres.drop(tmp_path)

    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        on_postgres.skip_sqlite(items)
