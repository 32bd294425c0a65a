"""Issues and letters page by page, without their bodies; and the one decision about a letter only a person can make."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime

from sqlalchemy import Engine, RowMapping, and_, case, func, select, update

from monitor import schema
from monitor.codec import instant, stamp
from monitor.store import registrations, superseding
from monitor.store.engine import reading, writing
from monitor.store.issues import head
from monitor.store.registrations import Registered
from monitor.store.rows import IssueHead

MOST_ROWS = 1000  # of one answer, whatever is asked (promise 21)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine(IssueHead):
    """One issue as a row of a list; `superseded_by`: the issues that left nothing of a draft."""

    clips: int
    direct: int
    superseded_by: superseding.Superseded | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One letter with the issue it carries."""

    id: int
    issue: int
    issue_name: str
    channel: str
    recipient: str
    state: str
    attempts: int
    next_try: datetime | None
    error: str
    changed: datetime


class Shelf:
    """Issues and letters of one place, as lists."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    def count(self, kind: str | None = None) -> int:
        table = schema.issues
        query = select(func.count()).select_from(table).where(table.c.place == self.place)
        with reading(self.engine) as tx:
            return int(tx.execute(query.where(table.c.kind == kind) if kind else query).scalar_one())

    def kinds(self) -> list[str]:
        table = schema.issues
        with reading(self.engine) as tx:
            rows = tx.execute(select(table.c.kind).where(table.c.place == self.place).distinct().order_by(table.c.kind))
            return [str(row[0]) for row in rows]

    def issues(self, limit: int, offset: int = 0, *, kind: str | None = None) -> list[IssueLine]:
        """The newest first."""
        table, items = schema.issues, schema.issue_items
        names = [field.name for field in fields(IssueHead)]
        mine = items.c.issue == table.c.id
        clips = select(func.count()).select_from(items).where(mine).scalar_subquery()
        direct = select(func.count()).select_from(items).where(mine, items.c.direct.is_(True)).scalar_subquery()
        query = (
            select(*(table.c[name] for name in names), clips.label("clips"), direct.label("direct"))
            .where(table.c.place == self.place)
            .order_by(table.c.day.desc(), table.c.id.desc())
            .limit(min(limit, MOST_ROWS))
            .offset(offset)
        )
        if kind:
            query = query.where(table.c.kind == kind)
        with reading(self.engine) as tx:
            rows = [_issue(row) for row in tx.execute(query).mappings()]
            drafts = [row.id for row in rows if row.number is None]
            gone = superseding.wholly(tx, self.place, drafts) if drafts else {}
        return [replace(row, superseded_by=gone.get(row.id)) for row in rows]

    def registrations(self, issue: int) -> list[Registered]:
        """Every outgoing registration, the oldest first; the last one stands."""
        with reading(self.engine) as tx:
            return registrations.history(tx, self.place, issue)

    def registered(self, issue: int) -> Registered | None:
        """The outgoing registration that stands."""
        return next(reversed(self.registrations(issue)), None)

    def signed_copies(self, issue: int) -> list[tuple[str, bytes]]:
        """(name, bytes) of the signed copies, the replaced ones included, the oldest first."""
        with reading(self.engine) as tx:
            return registrations.copies(tx, self.place, issue)

    def signed(self, issue: int) -> tuple[str, bytes] | None:
        """The signed copy: (name, bytes)."""
        table = schema.issues
        query = select(table.c.signed_name, table.c.signed_copy)
        with reading(self.engine) as tx:
            row = tx.execute(query.where(table.c.place == self.place, table.c.id == issue)).one_or_none()
        return (row.signed_name, bytes(row.signed_copy)) if row is not None and row.signed_copy is not None else None

    def decided_since(self, issue: int) -> int:
        """How many decisions, of any item, are newer than the draft: it was built without them."""
        issues, labels = schema.issues, schema.labels
        built = select(issues.c.built).where(issues.c.place == self.place, issues.c.id == issue).scalar_subquery()
        query = (
            select(func.count())
            .select_from(labels)
            .where(labels.c.place == self.place, labels.c.undone.is_(None), labels.c.at > built)
        )
        with reading(self.engine) as tx:
            return int(tx.execute(query).scalar_one())

    def letters(self, limit: int, offset: int = 0, *, state: str | None = None) -> list[LetterLine]:
        """The outbox: what waits for a person first (unknown, failed), then the newest."""
        table, issues = schema.outbox, schema.issues
        query = (
            select(table, issues.c.kind, issues.c.day, issues.c.number)
            .join_from(table, issues, table.c.issue == issues.c.id)
            .where(issues.c.place == self.place)
            .order_by(
                case((table.c.state == "unknown", 1), (table.c.state == "failed", 2), else_=3),
                table.c.id.desc(),
            )
            .limit(min(limit, MOST_ROWS))
            .offset(offset)
        )
        if state:
            query = query.where(table.c.state == state)
        with reading(self.engine) as tx:
            return [
                LetterLine(
                    id=row["id"],
                    issue=row["issue"],
                    issue_name=_name(row["kind"], row["day"], row["number"]),
                    channel=row["channel"],
                    recipient=row["recipient"],
                    state=row["state"],
                    attempts=row["attempts"],
                    next_try=instant(row["next_try"]) if row["next_try"] else None,
                    error=row["error"],
                    changed=instant(row["changed"]),
                )
                for row in tx.execute(query).mappings()
            ]

    def letter_counts(self) -> dict[str, int]:
        """state -> letters."""
        table, issues = schema.outbox, schema.issues
        query = (
            select(table.c.state, func.count())
            .join_from(table, issues, table.c.issue == issues.c.id)
            .where(issues.c.place == self.place)
            .group_by(table.c.state)
        )
        with reading(self.engine) as tx:
            return {str(row[0]): int(row[1]) for row in tx.execute(query)}

    def answer(self, letter: int, state: str, *, at: datetime, note: str) -> int | None:
        """What a person found out of a letter nobody knows about: `sent`, or `queued` to be sent again.

        Returns the issue; None where the letter is not `unknown` any more: then somebody else has answered.
        """
        table = schema.outbox
        mine = select(schema.issues.c.id).where(schema.issues.c.place == self.place)
        where = and_(table.c.id == letter, table.c.state == "unknown", table.c.issue.in_(mine))
        values = {"state": state, "error": note, "changed": stamp(at), "next_try": None}
        with writing(self.engine) as tx:
            if tx.execute(update(table).where(where).values(**values)).rowcount != 1:
                return None
            return int(tx.execute(select(table.c.issue).where(table.c.id == letter)).scalar_one())

    def all_sent(self, issue: int) -> bool:
        """Has every letter of this issue gone out?"""
        table = schema.outbox
        query = select(func.count()).where(table.c.issue == issue, table.c.state != "sent")
        with reading(self.engine) as tx:
            return int(tx.execute(query).scalar_one()) == 0


def _issue(row: RowMapping) -> IssueLine:
    return IssueLine(**head(row), clips=row["clips"], direct=row["direct"])


def _name(kind: str, day: str, number: int | None) -> str:
    return f"{kind}/{day[:4]}/{number}" if number else f"{kind}/{day}"
