"""Opens the database: SQLite with WAL and full synchronisation by default, PostgreSQL by its URL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from monitor import migrations
from monitor.errors import StoreError
from monitor.store import patience

BUSY_MILLISECONDS = 30_000  # a second writer waits this long: longer than any transaction of ours


def open_engine(location: str | Path) -> Engine:
    """An engine whose schema is up to date. Raises StoreError with a sentence an operator can act on."""
    url = str(location)
    if "://" not in url:
        Path(url).parent.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{Path(url).absolute()}"
    try:
        engine = create_engine(url)
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(f"the database {url.split('@')[-1]} cannot be opened: {error}") from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    patience.watch(engine)
    with reading(engine) as connection:
        current = migrations.is_current(connection)
    if not current:
        with writing(engine) as connection:
            migrations.upgrade(connection)
    return engine


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so that DDL is transactional too
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_MILLISECONDS}",
            "secure_delete=ON",  # a deleted text must not stay in free pages
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction: all of it or nothing."""
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(f"the database refused: {getattr(error, 'orig', None) or error}") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view for reading. Raises TooSlow where a limit was set and reached."""
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        if patience.is_cut(getattr(error, "orig", None)):
            raise patience.TooSlow("the database was asked for too much at once") from error
        raise StoreError(f"the database could not be read: {getattr(error, 'orig', None) or error}") from error
