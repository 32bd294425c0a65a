"""Decisions as a history: read whole, and written in turns that nobody can step between. SQL only; decides nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, and_, func, or_, select, update

from monitor import schema
from monitor.codec import decode, instant, stamp
from monitor.judgement import ASKS
from monitor.ledger import Entry
from monitor.model import Classification, Label, Verdict
from monitor.store import continuing, decisions, results, standing
from monitor.store.engine import reading, writing
from monitor.store.errata import insert_erratum

_LAST_ID = 2**63 - 1
FORMER = {"command line": "командний рядок"}  # as decisions of older versions have it
_LINE = ("topic", "citation", "tone")  # fields that a printed line holds


class Turn:
    """One write transaction over the history; what it read cannot change before it ends.

    `began`: the id of the newest row of any place when it began, 0 where there was none.
    """

    def __init__(self, connection: Connection, place: str) -> None:
        self._tx, self._place = connection, place
        self.began = int(connection.execute(select(func.max(schema.labels.c.id))).scalar() or 0)

    def known(self, article: str) -> bool:
        return results.article(self._tx, self._place, article) is not None

    def entries(self, article: str, field: str) -> list[Entry]:
        """The history of one field of one article, oldest first."""
        table = schema.labels
        query = _rows(self._place).where(table.c.article == article, table.c.field == field)
        return [_entry(row) for row in self._tx.execute(query).mappings()]

    def withdrawn(self, article: str) -> bool:
        found = results.article(self._tx, self._place, article)
        return found is not None and found.article.withdrawn

    def last_issues(self, article: str) -> dict[str, str]:
        """kind -> the last approved issue that counted the article itself."""
        return continuing.last_issues(self._tx, self._place, article)

    def counted_as(self, label: Label) -> str:
        """The clip with which approved issues counted the article as its text in another language; "" for none."""
        clips = {clip for _, clip, _ in self._counted(label)}
        return "" if label.article in clips else min(clips, default="")

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
        """A correction beside every approved issue that counted the clip and says otherwise; None: the program's word.

        A second address of the clip is the clip. What an issue says is what was frozen in it (`was` where that is not
        printed) or its last erratum; a decision for just that corrects nothing.
        """
        said = self._verdict(label.article, label.field)[0] or ""
        was, now = said if was is None else was, said if now is None else now
        for issue, article, body in self._counted(label):
            last = self._last_erratum(issue, article, label.field)
            before = last if last is not None else _frozen(body, label.field, was)
            if before == now:
                continue
            twin = "" if article == label.article else f"рішення про той самий текст іншою мовою ({label.article})"
            why = "; ".join(part for part in (label.why, twin) if part)
            insert_erratum(self._tx, issue, article, (label.field, before, now), by=label.by, at=label.at, why=why)

    def _counted(self, label: Label) -> list[tuple[int, str, dict[str, Any]]]:
        """(issue, clip, its printed line) of every approved issue that counted the article, itself or as a twin."""
        items, issues, members = schema.issue_items, schema.issues, schema.members
        article, other = label.article, members.alias()
        kin = (
            select(other.c.article)
            .join_from(members, other, and_(members.c.place == other.c.place, members.c.story == other.c.story))
            .where(members.c.place == self._place, members.c.article == article)
        )
        query = (
            select(items.c.issue, items.c.article, items.c.body)
            .join_from(items, issues, items.c.issue == issues.c.id)
            .where(issues.c.place == self._place, issues.c.number.is_not(None))
            .where(or_(items.c.article == article, items.c.article.in_(kin)))
            .order_by(items.c.issue, items.c.position)
        )
        rows = [(int(issue), str(clip), json.loads(body)) for issue, clip, body in self._tx.execute(query)]
        # To leave one address out takes a link off the clip and leaves the clip.
        twins = label.field != "use"
        return [row for row in rows if row[1] == article or (twins and _is_twin(article, row[2]))]

    def _last_erratum(self, issue: int, article: str, field: str) -> str | None:
        table = schema.errata
        query = select(table.c.now).where(table.c.issue == issue, table.c.article == article, table.c.field == field)
        return self._tx.execute(query.order_by(table.c.id.desc()).limit(1)).scalar()

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


def _is_twin(article: str, line: Mapping[str, Any]) -> bool:
    return any(twin["article"] == article for twin in line.get("twins", ()))


def _frozen(line: Mapping[str, Any], field: str, otherwise: str) -> str:
    """What an issue says of a clip: what stands in its line is used."""
    if field == "use":
        return "yes"
    return str(line[field] or "") if field in _LINE and field in line else otherwise


class Opinions:
    """The history of decisions of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine, self._place = engine, place

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """All of it or nothing, and nobody else writes a decision meanwhile."""
        with writing(self._engine) as tx:
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
        origin=FORMER.get(row["origin"], row["origin"]),
        undone=row["undone"],
        verdict=row["verdict"],
        asked=bool(row["asked"]),
    )
