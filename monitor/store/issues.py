"""Numbered products: drafts, approval, frozen documents. Their errata and letters are written by the modules beside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, delete, func, insert, select, update

from monitor import schema
from monitor.codec import instant, stamp
from monitor.errors import StoreError
from monitor.model import Document
from monitor.store import errata, outbox, registrations
from monitor.store.engine import reading, writing
from monitor.store.rows import Draft, IssueHead, IssueItem, IssueRow, Letter


class Issues:
    """Issues of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    # --- drafts and approval --------------------------------------------------------------------------------------

    def save_draft(self, draft: Draft) -> IssueRow:
        """Make or replace the draft of this kind and day. Raises StoreError where that issue is approved already."""
        table = schema.issues
        with writing(self.engine) as tx:
            old = tx.execute(
                select(table.c.id, table.c.state).where(
                    table.c.place == self.place, table.c.kind == draft.kind, table.c.day == draft.day
                )
            ).one_or_none()
            if old is not None and old.state != "draft":
                raise StoreError(f"the issue {draft.kind} of {draft.day} is approved and cannot be rebuilt")
            values = {
                "since": stamp(draft.since),
                "until": stamp(draft.until),
                "built": stamp(draft.built),
                "body": draft.body,
                "state": "draft",
            }
            if old is None:
                row = tx.execute(
                    insert(table).values(
                        place=self.place, kind=draft.kind, day=draft.day, year=int(draft.day[:4]), **values
                    )
                )
                identifier = int(row.inserted_primary_key[0])  # type: ignore[index]
            else:
                identifier = int(old.id)
                tx.execute(update(table).where(table.c.id == identifier).values(**values))
            self._replace_contents(tx, identifier, draft.items, draft.documents)
            return self._get(tx, identifier)

    def _replace_contents(
        self, tx: Connection, issue: int, items: Sequence[IssueItem], documents: Sequence[Document]
    ) -> None:
        tx.execute(delete(schema.issue_items).where(schema.issue_items.c.issue == issue))
        tx.execute(delete(schema.documents).where(schema.documents.c.issue == issue))
        for item in items:
            tx.execute(
                insert(schema.issue_items).values(
                    issue=issue,
                    article=item.article,
                    place=self.place,
                    position=item.position,
                    section=item.section,
                    direct=item.direct,
                    undecided=item.undecided,
                    continued=item.continued,
                    body=item.body,
                )
            )
        for document in documents:
            tx.execute(
                insert(schema.documents).values(
                    issue=issue,
                    filename=document.filename,
                    media_type=document.media_type,
                    sha256=hashlib.sha256(document.content).hexdigest(),
                    content=document.content,
                )
            )

    def next_number(self, kind: str, year: int) -> int:
        """The number an approval would give now."""
        with reading(self.engine) as tx:
            return self._next_number(tx, kind, year)

    def _next_number(self, tx: Connection, kind: str, year: int) -> int:
        table = schema.issues
        query = select(func.max(table.c.number)).where(
            table.c.place == self.place, table.c.kind == kind, table.c.year == year
        )
        return int(tx.execute(query).scalar() or 0) + 1

    def approve(
        self,
        issue: int,
        number: int,
        *,
        by: str,
        at: datetime,
        documents: Sequence[Document],
        sha256: str,
        manifest: str,
        letters: Sequence[tuple[str, str, str]] = (),
    ) -> IssueRow:
        """Freeze an issue under `number` and queue its letters with it: none may be lost between the two.

        `letters`: channel, recipient, message id. Raises StoreError where it is frozen already or the number was taken.
        """
        table = schema.issues
        with writing(self.engine) as tx:
            row = self._get(tx, issue)
            if row.state != "draft":
                raise StoreError(f"the issue {row.name} is approved already")
            if number != self._next_number(tx, row.kind, int(row.day[:4])):
                raise StoreError(f"another issue of {row.kind} was approved meanwhile; try again")
            previous = self._previous_hash(tx, row.kind)
            tx.execute(
                update(table)
                .where(table.c.id == issue)
                .values(
                    number=number,
                    state="approved",
                    approved=stamp(at),
                    approved_by=by,
                    sha256=sha256,
                    previous_sha256=previous,
                    manifest=manifest,
                )
            )
            items = self._items(tx, issue)
            self._replace_contents(tx, issue, items, documents)
            outbox.queue(tx, issue, letters, at)
            return self._get(tx, issue)

    def _previous_hash(self, tx: Connection, kind: str) -> str | None:
        """The end of the chain, which no issue quotes yet; December may be approved after January."""
        table, later = schema.issues, schema.issues.alias()
        quoted = select(later.c.id).where(
            later.c.place == self.place, later.c.kind == kind, later.c.previous_sha256 == table.c.sha256
        )
        query = (
            select(table.c.sha256)
            .where(table.c.place == self.place, table.c.kind == kind, table.c.number.is_not(None), ~quoted.exists())
            .order_by(table.c.approved.desc(), table.c.year.desc(), table.c.number.desc())
        )
        return tx.execute(query.limit(1)).scalar()

    def previous_hash(self, kind: str) -> str | None:
        """The manifest hash of the last approved issue of this kind; the next one is chained to it."""
        with reading(self.engine) as tx:
            return self._previous_hash(tx, kind)

    def add_erratum(
        self, issue: int, article: str, change: tuple[str, str, str], *, by: str, at: datetime, why: str
    ) -> None:
        """A correction after approval: (field, was, now). The issue itself never changes."""
        with writing(self.engine) as tx:
            errata.insert_erratum(tx, issue, article, change, by=by, at=at, why=why)

    def corrections(self, issue: int, asked: Collection[str] = ("about",)) -> list[RowMapping]:
        """The errata that hold, in order (see errata.corrections)."""
        with reading(self.engine) as tx:
            return errata.corrections(tx, self.place, issue, asked)

    def holding(self, articles: Collection[str]) -> list[int]:
        """The approved issues that count one of these articles, the oldest first."""
        with reading(self.engine) as tx:
            return errata.holding(tx, self.place, articles)

    def errata(self, issue: int) -> list[RowMapping]:
        """Every correction ever made beside the issue, the oldest first: what its audit archive carries."""
        with reading(self.engine) as tx:
            return errata.errata(tx, issue)

    def register(
        self, issue: int, number: str, day: str, *, by: str, at: datetime, signed: Document | None = None
    ) -> None:
        """The office's own outgoing number, date and signed copy; they stand beside the frozen bytes.

        What they replace is kept, too. Raises StoreError for a day before the issue's own.
        """
        with writing(self.engine) as tx:
            row = self._get(tx, issue)
            if day < row.day:
                raise StoreError(f"{row.name} is of {row.day}: it cannot have gone out on {day} already")
            registrations.write(tx, issue, number, day, by=by, at=at, signed=signed)

    def mark_sent(self, issue: int) -> None:
        table = schema.issues
        with writing(self.engine) as tx:
            tx.execute(update(table).where(table.c.id == issue, table.c.state == "approved").values(state="sent"))

    # --- reading --------------------------------------------------------------------------------------------------

    def first_place(self) -> str | None:
        """The place, of all in the database, that made the first issue; None while there is none."""
        table = schema.issues
        with reading(self.engine) as tx:
            return tx.execute(select(table.c.place).order_by(table.c.id).limit(1)).scalar()

    def heads(self, kind: str | None = None) -> list[IssueHead]:
        """All issues without their contents, the newest first: a year of bodies is megabytes."""
        with reading(self.engine) as tx:
            return self._heads(tx, kind)

    def _heads(self, tx: Connection, kind: str | None = None) -> list[IssueHead]:
        return [IssueHead(**head(row)) for row in tx.execute(self._select(IssueHead, kind)).mappings()]

    def _select(self, record: type[IssueHead], kind: str | None) -> Select[Any]:
        """The columns of a record, of all issues or of a kind: the signed copies stay where they are."""
        table = schema.issues
        query = select(*(table.c[one.name] for one in fields(record))).where(table.c.place == self.place)
        query = query.order_by(table.c.day.desc(), table.c.id.desc())
        return query if kind is None else query.where(table.c.kind == kind)

    def get(self, issue: int) -> IssueRow:
        with reading(self.engine) as tx:
            return self._get(tx, issue)

    def _get(self, tx: Connection, issue: int) -> IssueRow:
        row = tx.execute(self._select(IssueRow, None).where(schema.issues.c.id == issue)).mappings().first()
        if row is None:
            raise StoreError(f"there is no issue {issue}")
        return _issue(row)

    def listed(self, kind: str | None = None) -> list[IssueRow]:
        """All issues with their bodies, the newest first; `heads` where the bodies are not read."""
        with reading(self.engine) as tx:
            return [_issue(row) for row in tx.execute(self._select(IssueRow, kind)).mappings()]

    def find(self, name: str, *, draft: bool = False) -> IssueRow | None:
        """By id, «kind/2026/48», «kind/2026-11-22» or the bare kind: its newest, with `draft` its newest draft."""
        with reading(self.engine) as tx:
            rows = self._heads(tx)
            rows = [row for row in rows if name in (str(row.id), row.name, f"{row.kind}/{row.day}", row.kind)]
            drafts = [row for row in rows if row.number is None]
            found = next(iter(drafts if draft and drafts else rows), None)
            return None if found is None else self._get(tx, found.id)

    def first_window(self, kind: str) -> tuple[datetime, datetime] | None:
        """Where the first approved issue of a kind begins and ends."""
        table = schema.issues
        query = select(table.c.since, table.c.until).where(
            table.c.place == self.place, table.c.kind == kind, table.c.number.is_not(None)
        )
        with reading(self.engine) as tx:
            found = tx.execute(query.order_by(table.c.since, table.c.until).limit(1)).first()
        return None if found is None else (instant(found[0]), instant(found[1]))

    def used(self, kind: str, *, other_than_day: str | None = None) -> frozenset[str]:
        """Articles that stand in approved issues of this kind, twins in another language included."""
        items, table = schema.issue_items, schema.issues
        query = (
            select(items.c.article, items.c.body)
            .join_from(items, table, items.c.issue == table.c.id)
            .where(table.c.place == self.place, table.c.kind == kind, table.c.number.is_not(None))
        )
        if other_than_day is not None:
            query = query.where(table.c.day != other_than_day)
        with reading(self.engine) as tx:
            rows = tx.execute(query).all()
        twins = (twin["article"] for _, body in rows for twin in json.loads(body).get("twins", ()))
        return frozenset((*(article for article, _ in rows), *twins))

    def items(self, issue: int) -> list[IssueItem]:
        with reading(self.engine) as tx:
            return self._items(tx, issue)

    def _items(self, tx: Connection, issue: int) -> list[IssueItem]:
        table = schema.issue_items
        names = list(IssueItem.__slots__)
        query = select(*(table.c[name] for name in names)).where(table.c.issue == issue).order_by(table.c.position)
        return [IssueItem(**dict(row)) for row in tx.execute(query).mappings()]

    def documents(self, issue: int) -> list[Document]:
        table = schema.documents
        query = select(table).where(table.c.issue == issue).order_by(table.c.filename)
        with reading(self.engine) as tx:
            return [
                Document(filename=row["filename"], media_type=row["media_type"], content=row["content"])
                for row in tx.execute(query).mappings()
            ]

    # --- the way out ----------------------------------------------------------------------------------------------

    def queue(self, issue: int, letters: Sequence[tuple[str, str, str]], at: datetime) -> int:
        """Put (channel, recipient, message id) rows into the outbox, once each; returns how many are new."""
        with writing(self.engine) as tx:
            return outbox.queue(tx, issue, letters, at)

    def letters(self, issue: int | None = None, *, due: datetime | None = None) -> list[Letter]:
        """The outbox; with `due` only what may be tried at that instant."""
        with reading(self.engine) as tx:
            return outbox.letters(tx, self.place, issue, due)

    def claim(self, letter: int, at: datetime) -> bool:
        """queued -> sending, once; False where somebody else has it."""
        with writing(self.engine) as tx:
            return outbox.claim(tx, letter, at)

    def settle(
        self, letter: int, state: str, *, at: datetime, error: str = "", next_try: datetime | None = None
    ) -> None:
        """What became of a claimed letter: sent | failed | unknown | queued (again, not before `next_try`)."""
        with writing(self.engine) as tx:
            outbox.settle(tx, letter, state, at=at, error=error, next_try=next_try)

    def requeue(self, at: datetime, issue: int | None = None) -> int:
        """failed -> queued, by hand. `unknown` ones stay: they may have arrived."""
        with writing(self.engine) as tx:
            return outbox.requeue(tx, self.place, at, issue)

    def interrupted(self, at: datetime) -> list[Letter]:
        """Letters that were being sent when a process died become `unknown`, a person must look; returns them."""
        with writing(self.engine) as tx:
            return outbox.interrupted(tx, self.place, at)


def head(row: RowMapping) -> dict[str, Any]:
    """The fields of an IssueHead."""
    return {
        **{name: row[name] for name in ("id", "kind", "day", "number", "state", "approved_by", "sha256")},
        **{name: instant(row[name]) for name in ("since", "until", "built")},
        "approved": instant(row["approved"]) if row["approved"] else None,
    }


def _issue(row: RowMapping) -> IssueRow:
    return IssueRow(**head(row), body=row["body"], manifest=row["manifest"])
