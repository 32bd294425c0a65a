"""Decisions as a history: read whole, and written in turns that nobody can step between. SQL only; decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, Select, func, select, text, update

from monitor import schema
from monitor.codec import decode, instant, stamp
from monitor.judgement import ASKS
from monitor.ledger import Entry
from monitor.model import Classification, Label, Verdict
from monitor.store import decisions, results, standing
from monitor.store.engine import reading, writing
from monitor.store.issues import insert_erratum

_LAST_ID = 2**63 - 1


class Turn:
    """One write transaction over the history; what it read cannot change before it ends."""

    def __init__(self, connection: Connection, place: str) -> None:
        self._tx, self._place = connection, place

    def known(self, article: str) -> bool:
        return results.article(self._tx, self._place, article) is not None

    def entries(self, article: str, field: str) -> list[Entry]:
        """The history of one field of one article, oldest first."""
        table = schema.labels
        query = _rows(self._place).where(table.c.article == article, table.c.field == field)
        return [_entry(row) for row in self._tx.execute(query).mappings()]

    def entry(self, identifier: int) -> Entry | None:
        if not 0 < identifier <= _LAST_ID:  # a slip of the finger; databases take no such number
            return None
        found = self._tx.execute(_rows(self._place).where(schema.labels.c.id == identifier)).mappings().first()
        return _entry(found) if found else None

    def add(self, label: Label, origin: str, *, undone: int | None = None) -> int:
        """One more row; returns its id."""
        verdict, asked = self._verdict(label.article, label.field)
        made = decisions.add_label(self._tx, self._place, label, origin, verdict=verdict, asked=asked)
        if undone is not None:
            self._mark(made, undone)
        return made

    def take_back(self, identifier: int, label: Label, origin: str) -> int:
        """The row of an undoing; the row `identifier` no longer stands."""
        made = decisions.add_label(self._tx, self._place, label, origin)
        self._mark(made, made)
        self._mark(identifier, made)
        return made

    def _mark(self, identifier: int, undone: int) -> None:
        table = schema.labels
        self._tx.execute(
            update(table).where(table.c.place == self._place, table.c.id == identifier).values(undone=undone)
        )
        standing.refresh_label(self._tx, self._place, identifier)

    def note_erratum(self, label: Label, was: str | None, now: str | None) -> None:
        """A correction beside every approved issue that counted the article; None: what the program said."""
        items, issues = schema.issue_items, schema.issues
        held = self._tx.execute(
            select(items.c.issue)
            .join_from(items, issues, items.c.issue == issues.c.id)
            .where(issues.c.place == self._place, items.c.article == label.article, issues.c.number.is_not(None))
        ).scalars()
        said = self._verdict(label.article, label.field)[0] or ""
        change = (label.field, said if was is None else was, said if now is None else now)
        for issue in held.all():
            insert_erratum(self._tx, issue, label.article, change, by=label.by, at=label.at, why=label.why)

    def _verdict(self, article: str, field: str) -> tuple[str | None, bool]:
        """What the program says of a field now, "" where it abstains, None where it says nothing; does it ask?"""
        table = schema.verdicts
        query = select(table.c.body).where(table.c.place == self._place, table.c.article == article)
        body = self._tx.execute(query).scalar()
        if body is None:
            return None, False
        found = decode(Classification, body)
        asked = any(ASKS.get(flag.classifier, flag.classifier) == field for flag in found.flags)
        if field == "event":
            return "yes" if found.event else "no", asked
        if field == "secondary":
            return " ".join(found.secondary), asked
        verdict = getattr(found, field, None)
        return (verdict.label or "", asked) if isinstance(verdict, Verdict) else (None, asked)


class Opinions:
    """The history of decisions of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine, self._place = engine, place

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """All of it or nothing, and nobody else writes a decision meanwhile."""
        with writing(self._engine) as tx:
            if tx.dialect.name == "postgresql":  # SQLite's BEGIN IMMEDIATE lets one writer in; here we say so
                tx.execute(text("LOCK TABLE labels IN SHARE ROW EXCLUSIVE MODE"))
            yield Turn(tx, self._place)

    def mark(self) -> int:
        """The id of the newest row: what a page or file made now has seen; 0 where nobody decided anything.

        Of any place: ids are given to all alike, and the newest of all is found without reading the others.
        """
        with reading(self._engine) as tx:
            found = tx.execute(select(func.max(schema.labels.c.id))).scalar()
        return int(found or 0)

    def history(self, articles: Sequence[str] | None = None, *, until: datetime | None = None) -> list[Entry]:
        """Every row of these articles (None: of all), taken back and refused ones too, in the order they came."""
        query = _rows(self._place)
        if articles is not None:
            query = query.where(schema.labels.c.article.in_(articles))
        if until is not None:
            query = query.where(schema.labels.c.at < stamp(until))
        with reading(self._engine) as tx:
            return [_entry(row) for row in tx.execute(query).mappings()]


def _rows(place: str) -> Select[tuple[object, ...]]:
    table = schema.labels
    return select(*table.c).where(table.c.place == place).order_by(table.c.id)


def _entry(row: RowMapping) -> Entry:
    label = Label(
        article=row["article"],
        field=row["field"],
        value=row["value"],
        by=row["by"],
        at=instant(row["at"]),
        why=row["why"],
    )
    return Entry(
        id=row["id"],
        label=label,
        origin=row["origin"],
        undone=row["undone"],
        verdict=row["verdict"],
        asked=bool(row["asked"]),
    )
