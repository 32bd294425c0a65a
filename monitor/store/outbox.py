"""Rows of the outbox: who is to get an issue, and what became of it. Functions over an open transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select, update

from monitor import schema
from monitor.codec import instant, stamp
from monitor.store.intake import upsert
from monitor.store.rows import Letter


def queue(connection: Connection, issue: int, letters: Sequence[tuple[str, str, str]], at: datetime) -> int:
    """Put (channel, recipient, message id) rows into the outbox, once each; returns how many are new."""
    new = 0
    for channel, recipient, message_id in letters:
        statement = (
            upsert(connection, schema.outbox)
            .values(
                issue=issue,
                channel=channel,
                recipient=recipient,
                message_id=message_id,
                state="queued",
                attempts=0,
                error="",
                changed=stamp(at),
            )
            .on_conflict_do_nothing()
        )
        new += connection.execute(statement).rowcount
    return new


def letters(connection: Connection, place: str, issue: int | None, due: datetime | None) -> list[Letter]:
    table = schema.outbox
    query = (
        select(table)
        .join_from(table, schema.issues, table.c.issue == schema.issues.c.id)
        .where(schema.issues.c.place == place)
        .order_by(table.c.id)
    )
    if issue is not None:
        query = query.where(table.c.issue == issue)
    if due is not None:
        query = query.where(table.c.state == "queued", or_(table.c.next_try.is_(None), table.c.next_try <= stamp(due)))
    return [_letter(row) for row in connection.execute(query).mappings()]


def claim(connection: Connection, letter: int, at: datetime) -> bool:
    table = schema.outbox
    done = connection.execute(
        update(table)
        .where(table.c.id == letter, table.c.state == "queued")
        .values(state="sending", attempts=table.c.attempts + 1, changed=stamp(at))
    )
    return done.rowcount == 1


def settle(
    connection: Connection, letter: int, state: str, *, at: datetime, error: str, next_try: datetime | None
) -> None:
    table = schema.outbox
    connection.execute(
        update(table)
        .where(table.c.id == letter)
        .values(state=state, error=error, changed=stamp(at), next_try=stamp(next_try) if next_try else None)
    )


def requeue(connection: Connection, place: str, at: datetime, issue: int | None) -> int:
    table = schema.outbox
    mine = select(schema.issues.c.id).where(schema.issues.c.place == place)
    query = update(table).where(table.c.state == "failed", table.c.issue.in_(mine))
    if issue is not None:
        query = query.where(table.c.issue == issue)
    return int(connection.execute(query.values(state="queued", attempts=0, next_try=None, changed=stamp(at))).rowcount)


def interrupted(connection: Connection, place: str, at: datetime) -> list[Letter]:
    table = schema.outbox
    mine = select(schema.issues.c.id).where(schema.issues.c.place == place)
    values = {"state": "unknown", "error": "the program stopped while this was being sent", "changed": stamp(at)}
    query = select(table).where(table.c.state == "sending", table.c.issue.in_(mine)).order_by(table.c.id)
    rows = connection.execute(query).mappings().all()
    connection.execute(update(table).where(table.c.id.in_([row["id"] for row in rows])).values(**values))
    return [_letter({**row, **values}) for row in rows]


def _letter(row: Mapping[Any, Any]) -> Letter:
    return Letter(
        id=row["id"],
        issue=row["issue"],
        channel=row["channel"],
        recipient=row["recipient"],
        message_id=row["message_id"],
        state=row["state"],
        attempts=row["attempts"],
        next_try=instant(row["next_try"]) if row["next_try"] else None,
        error=row["error"],
        changed=instant(row["changed"]),
    )
