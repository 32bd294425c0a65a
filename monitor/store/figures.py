"""Stored figures with their corrections, and the issues and items that queried figures count. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Engine, RowMapping, func, insert, select

from monitor import schema
from monitor.codec import instant, stamp
from monitor.store.engine import reading, writing
from monitor.store.membership import MOST_NAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One row of the figures table; `value` None withdraws what stood there."""

    series: str
    year: int
    month: int | None = None
    value: int | None
    approximate: str = "exact"
    as_of: date | None = None
    partial: int | None = None
    source: str = "typed"
    by: str
    at: datetime
    note: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedIssue:
    """One approved issue, as figures count it; `day` is the local date it belongs to."""

    id: int
    kind: str
    number: int
    day: date
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedItem:
    """One clip in one approved issue."""

    issue: int
    article: str
    position: int
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedErratum:
    """A decision about a clip that came after its issue was approved."""

    issue: int
    article: str
    field: str
    now: str


class Figures:
    """Figures of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    def add(self, rows: Sequence[FigureRow]) -> None:
        """All rows or none; what stood in their places becomes history."""
        with writing(self.engine) as tx:
            for row in rows:
                tx.execute(
                    insert(schema.figures).values(
                        place=self.place,
                        series=row.series,
                        year=row.year,
                        month=row.month,
                        value=row.value,
                        approximate=row.approximate,
                        as_of=row.as_of.isoformat() if row.as_of else None,
                        partial=row.partial,
                        source=row.source,
                        by=row.by,
                        at=stamp(row.at),
                        note=row.note,
                        origin=row.origin,
                    )
                )

    def rows(self, series: str | None = None, *, until: datetime | None = None) -> list[FigureRow]:
        """Every row ever written (`until`: up to that instant), the oldest first."""
        table = schema.figures
        query = select(table).where(table.c.place == self.place).order_by(table.c.id)
        if series is not None:
            query = query.where(table.c.series == series)
        if until is not None:
            query = query.where(table.c.at <= stamp(until))
        with reading(self.engine) as tx:
            return [_row(row) for row in tx.execute(query).mappings()]

    def issues(self, kinds: Sequence[str], *, until: datetime | None = None) -> list[CountedIssue]:
        """The issues of these kinds that were approved (`until`: by that instant), by day."""
        table = schema.issues
        query = (
            select(table.c.id, table.c.kind, table.c.number, table.c.day, table.c.sha256)
            .where(*self._approved(kinds, until))
            .order_by(table.c.day, table.c.kind, table.c.id)
        )
        with reading(self.engine) as tx:
            return [
                CountedIssue(
                    id=row["id"],
                    kind=row["kind"],
                    number=row["number"],
                    day=date.fromisoformat(row["day"]),
                    sha256=row["sha256"] or "",
                )
                for row in tx.execute(query).mappings()
            ]

    def items(self, kinds: Sequence[str], *, until: datetime | None = None) -> list[CountedItem]:
        """The clips of the same issues, by day of the issue and position."""
        items, table = schema.issue_items, schema.issues
        query = (
            select(items.c.issue, items.c.article, items.c.position, items.c.direct)
            .join_from(items, table, items.c.issue == table.c.id)
            .where(*self._approved(kinds, until))
            .order_by(table.c.day, table.c.kind, table.c.id, items.c.position)
        )
        with reading(self.engine) as tx:
            return [CountedItem(**dict(row)) for row in tx.execute(query).mappings()]

    def printed(self, issues: Sequence[int], articles: Sequence[str]) -> dict[tuple[int, str], str]:
        """(issue, article) -> its line as it was printed, as JSON."""
        items = schema.issue_items
        query = select(items.c.issue, items.c.article, items.c.body).where(
            items.c.place == self.place, items.c.issue.in_(issues)
        )
        found: dict[tuple[int, str], str] = {}
        with reading(self.engine) as tx:
            for start in range(0, len(articles), MOST_NAMED):
                named = query.where(items.c.article.in_(articles[start : start + MOST_NAMED]))
                found |= {(int(issue), str(article)): str(body) for issue, article, body in tx.execute(named)}
        return found

    def errata(self, kinds: Sequence[str], *, until: datetime | None = None) -> list[CountedErratum]:
        """Decisions after the approval of the same issues, the oldest first."""
        table, issues = schema.errata, schema.issues
        query = (
            select(table.c.issue, table.c.article, table.c.field, table.c.now)
            .join_from(table, issues, table.c.issue == issues.c.id)
            .where(*self._approved(kinds, until))
            .order_by(table.c.id)
        )
        if until is not None:
            query = query.where(table.c.at <= stamp(until))
        with reading(self.engine) as tx:
            return [CountedErratum(**dict(row)) for row in tx.execute(query).mappings()]

    def _approved(self, kinds: Sequence[str], until: datetime | None) -> list[ColumnElement[bool]]:
        table = schema.issues
        found = [table.c.place == self.place, table.c.kind.in_(kinds), table.c.number.is_not(None)]
        return found if until is None else [*found, func.coalesce(table.c.approved, table.c.built) <= stamp(until)]


def _row(row: RowMapping) -> FigureRow:
    values = {name: row[name] for name in FigureRow.__slots__}
    day = date.fromisoformat(row["as_of"]) if row["as_of"] else None
    return FigureRow(**{**values, "as_of": day, "at": instant(row["at"])})
