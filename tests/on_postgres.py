"""The suite's stores on PostgreSQL: OHLIAD_TEST_POSTGRES=postgresql://USER@HOST/ (databases are made and dropped there).

Every path at which a test keeps its database stands for a database of its own on that server. Without the variable
nothing here does anything.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, Engine, create_engine, inspect
from sqlalchemy.pool import NullPool

import monitor.cli.wiring
import monitor.store
from monitor.store import postgres
from monitor.store.engine import open_engine

SERVER = os.environ.get("OHLIAD_TEST_POSTGRES", "")
_RUN = f"ohliad_test_{secrets.token_hex(4)}"  # two runs at once keep out of each other's way
_made: dict[str, Path] = {}  # database -> the path it stands for
_engines: list[Engine] = []  # a test may leave a store open: nobody may find its connections lying about


def skip_sqlite(items: list[pytest.Item]) -> None:
    """Tests about SQLite itself say nothing of another database."""
    for item in items:
        if item.get_closest_marker("sqlite"):
            item.add_marker(pytest.mark.skip(reason="about SQLite itself"))


def begin() -> None:
    """From now on every path of a database means one on the server."""
    of_options = monitor.cli.wiring.database

    def database(options: monitor.cli.wiring.Options) -> str | Path:
        return location(of_options(options))

    for name, module in list(sys.modules.items()):
        if name.startswith("monitor.cli") and getattr(module, "database", None) is of_options:
            module.database = database  # type: ignore[attr-defined]

    def opened(where: str | Path) -> Engine:
        _engines.append(open_engine(location(where)))
        return _engines[-1]

    monitor.store.open_engine = opened  # type: ignore[attr-defined]


def location(where: str | Path) -> str:
    """The URL of the database that stands for this path, made where it is new; without a server the path itself."""
    if not SERVER or "://" in str(where):
        return str(where)
    path = Path(where).absolute()
    name = named(path)
    if name not in _made:
        with server() as tx:
            tx.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{_template()}"')
        _made[name] = path
    return url(name)


def environment(where: Path) -> dict[str, str]:
    """What a process of its own must be told, so that it works on the database that stands for this path."""
    return {"OHLIAD_DATABASE": location(where)} if SERVER else {}


def copytree(old: Path, new: Path) -> None:
    """A folder with the databases that stand for paths in it; none of them may be open."""
    shutil.copytree(old, new)
    for name, path in list(_made.items()):
        if path.is_relative_to(old):
            there = (new / path.relative_to(old)).absolute()
            with server() as tx:
                tx.exec_driver_sql(f'CREATE DATABASE "{named(there)}" TEMPLATE "{name}"')
            _made[named(there)] = there


def contents(folder: Path) -> dict[str, bytes]:
    """Every value of every table in the databases that stand for paths of this folder, one text a table."""
    found = {}
    for path in [path for path in _made.values() if path.is_relative_to(folder)]:
        engine = create_engine(url(named(path)), poolclass=NullPool)
        with engine.connect() as connection:
            for table in inspect(connection).get_table_names():
                rows = connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()
                values = [value for row in rows for value in row if value is not None]
                found[f"{path.name}: {table}"] = b"\n".join(
                    value if isinstance(value, bytes) else str(value).encode() for value in values
                )
    return found


def named(path: Path) -> str:
    """The name of the database that stands for a path."""
    return f"{_RUN}_{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"


def drop(below: Path | None = None) -> None:
    """The databases that stand for paths of this folder are gone; None: all of them."""
    while _engines:
        _engines.pop().dispose()
    gone = [name for name, path in _made.items() if below is None or path.is_relative_to(below)]
    if gone:
        with server() as tx:
            for name in gone:
                tx.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
                del _made[name]


def _template() -> str:
    """An empty database with the schema of today: copying it is quicker than making the schema anew."""
    name = f"{_RUN}_template"
    if name not in _made:
        with server() as tx:
            tx.exec_driver_sql(f'CREATE DATABASE "{name}"')
        _made[name] = Path("template")
        open_engine(url(name)).dispose()
    return name


@contextmanager
def server() -> Iterator[Connection]:
    engine = create_engine(_address("postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def _address(name: str) -> URL:
    return postgres.address(SERVER).set(database=name)


def url(name: str) -> str:
    return _address(name).render_as_string(hide_password=False)
