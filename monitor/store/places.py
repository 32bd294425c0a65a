"""Which places a database holds, and how far each has come. The only door here that sees other places than its own."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Table, select

from monitor import schema
from monitor.store.engine import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A place something is stored of. `approved`: it has numbered issues."""

    id: str
    approved: bool


class Places:
    """All places of the database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def recorded(self) -> tuple[Recorded, ...]:
        """Every place with a found or imported item or an issue, by id."""
        table = schema.issues
        with reading(self.engine) as tx:
            found = {name for one in (schema.entries, schema.articles, table) for name in _places(tx, one)}
            approved = set(tx.execute(select(table.c.place).where(table.c.number.is_not(None)).distinct()).scalars())
        return tuple(Recorded(id=name, approved=name in approved) for name in sorted(found))


def _places(tx: Connection, table: Table) -> list[str]:
    """From one to the next by the index: a database of a million rows holds two or three places."""
    found: list[str] = []
    query = select(table.c.place).order_by(table.c.place).limit(1)
    while (name := tx.execute(query.where(table.c.place > found[-1]) if found else query).scalar()) is not None:
        found.append(str(name))
    return found
