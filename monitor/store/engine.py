"""Opens the database: SQLite with WAL and full synchronisation by default, PostgreSQL by its URL.

A file that this user may not write is opened for reading alone, so that looking works there too.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from monitor import migrations
from monitor.errors import RIGHTS, AccessError, StoreError
from monitor.store import patience, postgres

BUSY_MILLISECONDS = 30_000  # a second writer waits this long: longer than any transaction of ours


def open_engine(location: str | Path) -> Engine:
    """An engine whose schema is up to date. Raises StoreError with a sentence an operator can act on."""
    url: str | URL = str(location)
    may_write = True
    if "://" not in str(location):
        path = Path(location).absolute()
        path.parent.mkdir(parents=True, exist_ok=True)
        may_write = _may_write(path)
        url = f"sqlite:///{path}" if may_write else _for_reading(path)
    try:
        # A server may have been started anew since the last question; a file has not.
        address = postgres.address(url) if isinstance(url, str) else url
        engine = create_engine(address, pool_pre_ping=not address.drivername.startswith("sqlite"))
    except (SQLAlchemyError, ImportError) as error:
        hint = postgres.HINT if isinstance(error, ImportError) else ""
        raise StoreError(f"the database {str(url).split('@')[-1]} cannot be opened: {error}{hint}") from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, may_write=may_write)
    else:
        postgres.prepare(engine, BUSY_MILLISECONDS)
    patience.watch(engine)
    try:
        _upgrade(engine)
    except BaseException:
        engine.dispose()  # nobody will have it to close it
        raise
    return engine


def _upgrade(engine: Engine) -> None:
    with reading(engine) as connection:
        current = migrations.is_current(connection)
    if not current:
        with writing(engine) as connection:
            postgres.check(connection)
            migrations.upgrade(connection)


def _may_write(path: Path) -> bool:
    """May this user write the file, and its log beside it? One that is not there yet is for its folder to refuse."""
    return not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _for_reading(path: Path) -> URL:
    """The file for reading alone. Raises AccessError where even that is forbidden.

    SQLite reads a log through a file of shared memory beside it. Where no log is left, nobody is writing, and the
    file is read as what it is: one that stays as it is.
    """
    log, shared = (path.with_name(f"{path.name}-{end}") for end in ("wal", "shm"))
    forbidden = [one for one in (path, log, shared) if one.exists() and not os.access(one, os.R_OK)]
    if forbidden:
        raise AccessError(f"{forbidden[0]} may not be read by this user: {RIGHTS}")
    query = {"mode": "ro", "uri": "true", **({} if log.exists() else {"immutable": "1"})}
    return URL.create("sqlite", database=f"file:{quote(str(path))}", query=query)


def _prepare_sqlite(engine: Engine, *, may_write: bool) -> None:
    pragmas = ["foreign_keys=ON", f"busy_timeout={BUSY_MILLISECONDS}"]
    if may_write:
        # A deleted text must not stay in free pages: secure_delete.
        pragmas += ["journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"]

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so that DDL is transactional too
        for pragma in pragmas:
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
        if _is_about_rights(error):
            raise AccessError(f"the database may not be written by this user: {RIGHTS}") from error
        raise StoreError(f"the database refused: {postgres.sentence(error)}") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view for reading. Raises TooSlow where a limit was set and reached."""
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        if patience.is_cut(getattr(error, "orig", None)):
            raise patience.TooSlow("the database was asked for too much at once") from error
        if _is_about_rights(error):
            raise AccessError(f"the database may not be read by this user: {RIGHTS}") from error
        raise StoreError(f"the database could not be read: {postgres.sentence(error)}") from error


def _is_about_rights(error: SQLAlchemyError) -> bool:
    said = str(getattr(error, "orig", ""))
    return "readonly database" in said or "unable to open database file" in said
