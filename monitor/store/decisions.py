"""What people decided: labels and hand-made merges and splits. Append-only; undoing is a row of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, or_, select, update

from monitor import schema
from monitor.codec import instant, stamp
from monitor.model import Label
from monitor.store import standing


def add_label(
    connection: Connection,
    place: str,
    label: Label,
    origin: str,
    *,
    verdict: str | None = None,
    asked: bool | None = None,
) -> int:
    """One row of the history; `verdict` and `asked` are what the program said of the field by then."""
    row = connection.execute(
        insert(schema.labels).values(
            place=place,
            article=label.article,
            field=label.field,
            value=label.value,
            by=label.by,
            at=stamp(label.at),
            why=label.why,
            origin=origin,
            verdict=verdict,
            asked=asked,
        )
    )
    standing.refresh(connection, place, [label.article])
    return int(row.inserted_primary_key[0])  # type: ignore[index]


def labels(connection: Connection, place: str, articles: Sequence[str] | None = None) -> dict[str, list[Label]]:
    """Standing labels by article, oldest first."""
    table = schema.labels
    query = select(table).where(table.c.place == place, table.c.undone.is_(None)).order_by(table.c.id)
    if articles is not None:
        query = query.where(table.c.article.in_(articles))
    found: dict[str, list[Label]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["article"], []).append(_label(row))
    return found


def _label(row: RowMapping) -> Label:
    return Label(
        article=row["article"],
        field=row["field"],
        value=row["value"],
        by=row["by"],
        at=instant(row["at"]),
        why=row["why"],
    )


def history(connection: Connection, place: str, article: str) -> Sequence[RowMapping]:
    """Every label row of one article, undone ones too, oldest first."""
    table = schema.labels
    query = select(table).where(table.c.place == place, table.c.article == article).order_by(table.c.id)
    return connection.execute(query).mappings().all()


def undo(connection: Connection, place: str, identifier: int, by: int) -> bool:
    """Take a label back; `by` is the id of the label that replaces it, or its own id."""
    table = schema.labels
    done = connection.execute(
        update(table)
        .where(table.c.place == place, table.c.id == identifier, table.c.undone.is_(None))
        .values(undone=by)
    )
    standing.refresh_label(connection, place, identifier)
    return done.rowcount == 1


def add_story_decision(
    connection: Connection, place: str, kind: str, articles: Sequence[str], *, by: str, at: datetime, why: str
) -> None:
    connection.execute(
        insert(schema.story_decisions).values(
            place=place, kind=kind, articles=json.dumps(sorted(articles)), by=by, at=stamp(at), why=why, undone=False
        )
    )


def values_in_force(connection: Connection, place: str, field: str) -> dict[str, str]:
    """article -> what people decided last of it in this field, and nobody took back."""
    table = schema.labels
    query = (
        select(table.c.article, table.c.value)
        .where(table.c.place == place, table.c.field == field, table.c.undone.is_(None))
        .order_by(table.c.id)
    )
    return {str(article): str(value) for article, value in connection.execute(query)}


def decided_since(connection: Connection, place: str, at: datetime) -> bool:
    """Has a person joined or parted stories since, or taken that back?"""
    table = schema.story_decisions
    since = or_(table.c.at >= stamp(at), table.c.undone_at >= stamp(at))
    return connection.execute(select(table.c.id).where(table.c.place == place, since).limit(1)).first() is not None


def story_decisions(connection: Connection, place: str) -> list[tuple[str, tuple[str, ...]]]:
    """(merge | split, articles) in the order they were made."""
    table = schema.story_decisions
    query = select(table).where(table.c.place == place, table.c.undone.is_(False)).order_by(table.c.id)
    return [(row["kind"], tuple(json.loads(row["articles"]))) for row in connection.execute(query).mappings()]
