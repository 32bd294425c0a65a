"""The office's own outgoing registrations of an issue: the one that stands and every one it replaced.

Functions over an open transaction. Nothing is overwritten: who holds a paper with the earlier number must find it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from monitor import schema
from monitor.codec import instant, stamp
from monitor.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """An outgoing number and its date; `copy`: the name of the signed file, if there is one.

    `by`, `at`: who wrote it down and when; None where an earlier version, which did not keep that, wrote it.
    """

    number: str
    day: str
    copy: str | None
    by: str | None = None
    at: datetime | None = None


def write(tx: Connection, issue: int, number: str, day: str, *, by: str, at: datetime, signed: Document | None) -> None:
    """Without a new copy the one kept before stays. The same again changes nothing."""
    table = schema.issues
    old = tx.execute(select(table).where(table.c.id == issue)).mappings().one()
    same = (old["registered_number"], old["registered_date"]) == (number, day)
    copied = signed is None or (signed.filename, signed.content) == (old["signed_name"], old["signed_copy"])
    if same and copied:
        return
    if old["registered_number"] is not None:
        tx.execute(
            insert(schema.registrations).values(
                place=old["place"],
                issue=issue,
                number=old["registered_number"],
                day=old["registered_date"] or "",
                by=old["registered_by"],
                at=old["registered_at"],
                copy_name=old["signed_name"],
                copy=None if copied else old["signed_copy"],  # the bytes that still stand are kept once
            )
        )
    values: dict[str, object] = {"registered_number": number, "registered_date": day}
    values |= {"registered_by": by, "registered_at": stamp(at)}
    if signed is not None:
        values |= {"signed_name": signed.filename, "signed_copy": signed.content}
    tx.execute(update(table).where(table.c.id == issue).values(**values))


def history(tx: Connection, place: str, issue: int) -> list[Registered]:
    """Every registration of the issue, the oldest first; the last one stands."""
    table, before = schema.issues, schema.registrations
    columns = (
        table.c.registered_number,
        table.c.registered_date,
        table.c.registered_by,
        table.c.registered_at,
        table.c.signed_name,
    )
    standing = tx.execute(select(*columns).where(table.c.place == place, table.c.id == issue)).one_or_none()
    if standing is None or standing.registered_number is None:
        return []
    kept = (before.c.number, before.c.day, before.c.by, before.c.at, before.c.copy_name)
    rows = tx.execute(select(*kept).where(before.c.place == place, before.c.issue == issue).order_by(before.c.id)).all()
    return [
        Registered(number=number, day=day or "", by=by, at=instant(at) if at else None, copy=copy)
        for number, day, by, at, copy in (*rows, standing)
    ]


def copies(tx: Connection, place: str, issue: int) -> list[tuple[str, bytes]]:
    """(name, bytes) of every signed copy there ever was, the oldest first; deleted ones are gone."""
    table, before = schema.issues, schema.registrations
    replaced = select(before.c.copy_name, before.c.copy).where(before.c.place == place, before.c.issue == issue)
    standing = select(table.c.signed_name, table.c.signed_copy).where(table.c.place == place, table.c.id == issue)
    rows = (*tx.execute(replaced.order_by(before.c.id)), *tx.execute(standing))
    return [(name, bytes(content)) for name, content in rows if content is not None]
