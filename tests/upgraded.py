"""Databases of past versions, and upgrades that kill themselves: `python -m tests.upgraded FOLDER K…`.

FOLDER holds old.sqlite; for every K a copy K.sqlite is upgraded by a child that dies before its K-th statement
(0: never). Prints how many statements the whole upgrade has.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event

from monitor import migrations
from monitor.store.engine import open_engine


def made(path: Path, revision: str, filled: Path) -> None:
    """A database of a past version that holds the rows of a present one, as that version had them."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(migrations.__file__).parent))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
    engine.dispose()
    with closing(sqlite3.connect(path)) as database:
        database.execute("ATTACH ? AS new", (str(filled),))
        for table, columns in shape(database).items():
            names = ", ".join(f'"{name}"' for name in columns)
            database.execute(f'INSERT INTO main."{table}" ({names}) SELECT {names} FROM new."{table}"')
        database.commit()


def shape(database: sqlite3.Connection) -> dict[str, list[str]]:
    """table -> columns, without what SQLite and alembic keep for themselves; parents before children."""
    tables = [row[0] for row in database.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    own = [name for name in tables if not name.startswith(("sqlite_", "fulltext_", "alembic"))]
    found = {name: [row[1] for row in database.execute(f'PRAGMA main.table_info("{name}")')] for name in sorted(own)}
    first = ("pages", "issues", "outlets", "deletions", "alerts_sent")
    return {name: found[name] for name in sorted(found, key=lambda name: (name not in first, name))}


def hashed(path: Path, tables: dict[str, list[str]]) -> dict[str, str]:
    """One hash a table over these columns."""
    sums = {}
    with closing(sqlite3.connect(path)) as database:
        for table, columns in tables.items():
            names = ", ".join(f'"{name}"' for name in columns)
            digest = hashlib.sha256()
            for row in database.execute(f'SELECT {names} FROM "{table}" ORDER BY {names}'):
                digest.update(repr(row).encode())
            sums[table] = digest.hexdigest()
    return sums


def main() -> None:
    folder = Path(sys.argv[1])
    for fatal in map(int, sys.argv[2:]):
        path = folder / f"{fatal}.sqlite"
        shutil.copy(folder / "old.sqlite", path)
        child = os.fork()
        if child == 0:
            print(upgrade(path, fatal), flush=True)
            os._exit(0)
        os.waitpid(child, 0)


def upgrade(path: Path, fatal: int) -> int:
    count = 0

    @event.listens_for(Engine, "connect")
    def trace(connection: sqlite3.Connection, _: object) -> None:
        def step(_statement: str) -> None:
            nonlocal count
            count += 1
            if count == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

        connection.set_trace_callback(step)

    open_engine(path).dispose()
    return count


if __name__ == "__main__":
    main()
