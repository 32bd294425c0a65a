"""What makes PostgreSQL keep SQLite's promises: one writer at a time, one view for reading, counted rows, no NUL.

Knows nothing of our tables. Where it cannot do what SQLite does, docs/operations.md says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from monitor.errors import StoreError

# Any number, the same for all who write: PostgreSQL keeps such locks a database, so every database has its own.
_WRITER = 7_031_968_432
# Of the words of one text that are indexed, in UTF-8. A tsvector takes 1,048,575 bytes: words with a hyphen, which
# stand there whole and in their parts, with the places where they stand, take two and a half times their own.
MOST_BYTES = 350_000

HINT = " (the driver comes with the extra `postgres`: pip install 'ohliad[postgres]')"


def address(url: str) -> URL:
    """The URL as the engine takes it: «postgres://» and «postgresql://» mean our driver (extra `postgres`)."""
    found = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
    return found.set(drivername="postgresql+psycopg") if found.drivername == "postgresql" else found


def prepare(engine: Engine, patience: int) -> None:
    """Make the engine's transactions what SQLite's are; a writer waits `patience` milliseconds for the one before."""
    # What an INSERT … ON CONFLICT wrote is counted by the driver, which forgets it once the answer is read.
    engine.update_execution_options(preserve_rowcount=True)

    @event.listens_for(engine, "connect")
    def wait(connection: Any, _: Any) -> None:
        connection.execute(f"SET lock_timeout = {patience}")
        connection.commit()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") == "AUTOCOMMIT":
            return
        if options.get("writes", False):
            # As BEGIN IMMEDIATE: what a writer read cannot change before it ends, so numbers have no gaps and nothing
            # is claimed twice. Taken before the first look at a table, so that it sees what the one before wrote.
            connection.execute(text("SELECT pg_advisory_xact_lock(:writer)"), {"writer": _WRITER})
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def strip(
        _connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
    ) -> tuple[str, Any]:
        return statement, [clean(row) for row in parameters] if many else clean(parameters)


def check(connection: Connection) -> None:
    """Before the tables are made. Raises StoreError where the database cannot hold every letter."""
    if connection.dialect.name != "postgresql":
        return
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise StoreError(f"the database has the encoding {encoding}: make one with `createdb -E UTF8 -T template0`")


def sentence(error: SQLAlchemyError) -> str:
    """What the database said, without the lines in which a server quotes the statement or a row."""
    said = str(getattr(error, "orig", None) or error)
    return said.strip().partition("\n")[0]


def clean(row: Any) -> Any:
    """The parameters of one statement with U+FFFD for NUL, the one character that a PostgreSQL text cannot hold.

    Left out, it would make one name of two: «analyst» and «analyst\\0» are not one person.
    """
    if isinstance(row, Mapping):
        return {name: _bare(value) for name, value in row.items()}
    return tuple(map(_bare, row)) if isinstance(row, Sequence) else row


def _bare(value: object) -> object:
    return value.replace("\0", "\ufffd") if isinstance(value, str) and "\0" in value else value


def rewrite(engine: Engine, tables: Sequence[str]) -> None:
    """Write these tables anew, without the rows that are no more. Raises StoreError where others keep them busy."""
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in tables:
                connection.exec_driver_sql(f'VACUUM (FULL) "{table}"')
    except SQLAlchemyError as error:
        raise StoreError(f"the database refused: {sentence(error)}") from error


def words(lemmas: str) -> str:
    """The words of a text as its index can take them: all of them, unless they take more than MOST_BYTES.

    Then each counts once, in the order of the text; only the last words of a text without end (a dictionary, a damaged
    file) cannot be searched for.
    """
    if len(lemmas.encode()) <= MOST_BYTES:
        return lemmas
    once = " ".join(dict.fromkeys(lemmas.split())).encode()
    return once.decode() if len(once) <= MOST_BYTES else once[:MOST_BYTES].decode(errors="ignore").rpartition(" ")[0]


def quoted(form: str) -> str:
    """A word of a tsquery, whatever characters it has."""
    return "'" + form.replace("\\", "\\\\").replace("'", "''") + "'"
