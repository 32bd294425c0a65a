"""Schema changes, append-only: a released migration is never edited, a new one is added."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

HEAD = "0009"


def upgrade(connection: Connection) -> None:
    """Bring the database to HEAD inside the caller's transaction; a database already there costs one query."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    """Is the schema the one this program knows? Needs only to read."""
    return _version(connection) == HEAD


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
