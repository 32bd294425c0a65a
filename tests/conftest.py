"""For every test: the same examples on every machine, no log on standard output."""

from __future__ import annotations

import pytest
import structlog
from hypothesis import settings

# A search for new examples belongs to `make torture`; a check must not fail by chance.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _quiet_log() -> None:
    structlog.configure(processors=[_drop])


def _drop(_logger: object, _method: str, _event: object) -> dict[str, object]:
    raise structlog.DropEvent
