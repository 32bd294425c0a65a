"""Drafts that came too late: approved issues of their kind, a later one among them, left nothing of what they hold.

They stay as they are, for whoever asks what was once prepared; nothing here changes or deletes one. SQL only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, or_, select

from monitor import schema
from monitor.store.decisions import values_in_force
from monitor.store.engine import reading

_DRAFT, _OTHER = schema.issues, schema.issues.alias()
_IS_LATER = _OTHER.c.day > _DRAFT.c.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseded:
    """What became of a draft of which nothing is left to be issued.

    `by`: the approved issues («thematic/2026/48») that took what it holds; where none did, the later one that covers
    its whole period (`took` is False). `left_out`: some of what it holds stands in no issue, for people left it out.
    """

    by: tuple[str, ...]
    took: bool
    left_out: bool

    @property
    def names(self) -> str:
        return ", ".join(self.by)

    @property
    def reason(self) -> str:
        """Why it has nothing left, for who approves it by a command."""
        if not self.took:
            return f"its whole period is in {self.names}" + (", what it held was left out" if self.left_out else "")
        return f"what it held went into {self.names}" + (" or was left out" if self.left_out else "")


class Superseding:
    """The drafts of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine, self._place = engine, place

    def wholly(self, among: Sequence[int] | None = None) -> dict[int, Superseded]:
        """draft -> the issues that left nothing of it. None: of all drafts."""
        with reading(self._engine) as tx:
            return wholly(tx, self._place, among)


def wholly(tx: Connection, place: str, among: Sequence[int] | None = None) -> dict[int, Superseded]:
    """The drafts of which every clip stands in another issue of their kind or was left out by a person.

    A later issue must have taken one of them or cover the period: what earlier ones left is an honest empty issue.
    """
    by, taken, later = _takers(tx, place, among)
    covering = select(_DRAFT.c.id, _OTHER.c.kind, _OTHER.c.year, _OTHER.c.number).join(_OTHER, _same_kind())
    covering = covering.where(_IS_LATER, _OTHER.c.since <= _DRAFT.c.since, _OTHER.c.until >= _DRAFT.c.until)
    covered: dict[int, str] = {}
    for row in tx.execute(_of(covering.order_by(_OTHER.c.day), place, among)):
        covered.setdefault(int(row.id), f"{row.kind}/{row.year}/{row.number}")
    held = _held(tx, place, among)
    rest = {draft: held.get(draft, set()) - taken.get(draft, set()) for draft in later | covered.keys()}
    out = _left_out(tx, place) if any(rest.values()) else frozenset()
    return {
        draft: Superseded(
            by=tuple(by[draft]) if draft in by else (covered[draft],), took=draft in by, left_out=bool(left)
        )
        for draft, left in rest.items()
        if left <= out
    }


def _takers(
    tx: Connection, place: str, among: Sequence[int] | None
) -> tuple[dict[int, list[str]], dict[int, set[str]], set[int]]:
    """Of each draft the issues that took some of it, by day, and what they took; the drafts a later one took from."""
    items, again = schema.issue_items, schema.issue_items.alias()
    query = (
        select(_DRAFT.c.id, items.c.article, _OTHER.c.kind, _OTHER.c.year, _OTHER.c.number, _IS_LATER.label("later"))
        .join(_OTHER, _same_kind())
        .join(items, items.c.issue == _DRAFT.c.id)
        .join(again, and_(again.c.issue == _OTHER.c.id, again.c.article == items.c.article))
        # What is continued in the draft stood in an earlier issue: only a later one takes it from the draft.
        .where(or_(_IS_LATER, items.c.continued.is_(False)))
        .order_by(_OTHER.c.day)
    )
    by: dict[int, list[str]] = {}
    taken: dict[int, set[str]] = {}
    later: set[int] = set()
    for row in tx.execute(_of(query, place, among)):
        names, name = by.setdefault(int(row.id), []), f"{row.kind}/{row.year}/{row.number}"
        if name not in names:
            names.append(name)
        taken.setdefault(int(row.id), set()).add(str(row.article))
        if row.later:
            later.add(int(row.id))
    return by, taken, later


def _held(tx: Connection, place: str, among: Sequence[int] | None) -> dict[int, set[str]]:
    items = schema.issue_items
    query = select(items.c.issue, items.c.article).join_from(items, _DRAFT, items.c.issue == _DRAFT.c.id)
    held: dict[int, set[str]] = {}
    for row in tx.execute(_of(query, place, among)):
        held.setdefault(int(row.issue), set()).add(str(row.article))
    return held


def _left_out(tx: Connection, place: str) -> frozenset[str]:
    """What people keep out of all issues: their decision in force is «use = no»."""
    return frozenset(article for article, value in values_in_force(tx, place, "use").items() if value == "no")


def _same_kind() -> ColumnElement[bool]:
    """Each draft with each approved issue of its kind and of another day."""
    return and_(
        _OTHER.c.place == _DRAFT.c.place,
        _OTHER.c.kind == _DRAFT.c.kind,
        _OTHER.c.day != _DRAFT.c.day,
        _OTHER.c.number.is_not(None),
    )


def _of(query: Select[Any], place: str, among: Sequence[int] | None) -> Select[Any]:
    query = query.where(_DRAFT.c.place == place, _DRAFT.c.number.is_(None))
    return query if among is None else query.where(_DRAFT.c.id.in_(among))
