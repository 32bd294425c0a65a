"""The log of stories merged and split by hand: what was decided, by whom, and what was taken back. Never deleted."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, select, update

from monitor import schema
from monitor.codec import instant, stamp
from monitor.store.rows import StoryDecision


def log(connection: Connection, place: str) -> list[StoryDecision]:
    table = schema.story_decisions
    query = select(table).where(table.c.place == place).order_by(table.c.id)
    return [
        StoryDecision(
            id=row["id"],
            kind=row["kind"],
            articles=tuple(json.loads(row["articles"])),
            by=row["by"],
            at=instant(row["at"]),
            why=row["why"],
            undone=row["undone"],
            undone_by=row["undone_by"],
            undone_at=instant(row["undone_at"]) if row["undone_at"] else None,
        )
        for row in connection.execute(query).mappings()
    ]


def undo(connection: Connection, place: str, identifier: int, *, by: str, at: datetime) -> bool:
    table = schema.story_decisions
    done = connection.execute(
        update(table)
        .where(table.c.place == place, table.c.id == identifier, table.c.undone.is_(False))
        .values(undone=True, undone_by=by, undone_at=stamp(at))
    )
    return done.rowcount == 1
