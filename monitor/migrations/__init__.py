"""Schema changes, append-only: a released migration is never edited, a new one is added."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from monitor.errors import StoreError

HEAD = "0014"


def upgrade(connection: Connection) -> None:
    """Bring the database to HEAD inside the caller's transaction; a database already there costs one query.

    Raises StoreError where a newer program wrote it.
    """
    from alembic import command
    from alembic.config import Config

    found = _version(connection)
    if found is not None and found not in known():
        raise StoreError(
            f"the database was written by a newer ohliad (schema {found}, this one knows up to {HEAD}):"
            " install that version, or restore a backup from before it"
        )

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def known() -> tuple[str, ...]:
    """The schemas this program knows, oldest first."""
    return tuple(sorted(path.name[:4] for path in (Path(__file__).parent / "versions").glob("[0-9]*_*.py")))


def is_current(connection: Connection) -> bool:
    """Is the schema the one this program knows? Needs only to read."""
    return _version(connection) == HEAD


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
