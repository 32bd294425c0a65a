"""Drafts that came too late: a later approved issue of their kind took what they hold, or covers their whole period.

They stay as they are, for whoever asks what was once prepared; nothing here changes or deletes one. SQL only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Select, and_, select

from monitor import schema
from monitor.store.engine import reading

_DRAFT, _LATER = schema.issues, schema.issues.alias()


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseded:
    """`by`: the approved issue («thematic/2026/48»); `wholly`: nothing that the draft holds is left to be issued."""

    by: str
    wholly: bool


class Superseding:
    """The drafts of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine, self._place = engine, place

    def drafts(self, among: Sequence[int] | None = None) -> dict[int, Superseded]:
        """draft -> what a later issue left of it; those no later issue touched are left out. None: all drafts."""
        with reading(self._engine) as tx:
            return _superseded(tx, self._place, among)

    def wholly(self) -> dict[int, str]:
        """draft -> the issue that left nothing of it."""
        with reading(self._engine) as tx:
            return wholly(tx, self._place)


def wholly(tx: Connection, place: str, among: Sequence[int] | None = None) -> dict[int, str]:
    """draft -> the later issue that left nothing of it."""
    return {draft: found.by for draft, found in _superseded(tx, place, among).items() if found.wholly}


def _superseded(tx: Connection, place: str, among: Sequence[int] | None) -> dict[int, Superseded]:
    items, again = schema.issue_items, schema.issue_items.alias()
    held: dict[int, set[str]] = {}
    query = select(items.c.issue, items.c.article).join_from(items, _DRAFT, items.c.issue == _DRAFT.c.id)
    for row in tx.execute(_of(query, place, among)):
        held.setdefault(int(row.issue), set()).add(str(row.article))
    by: dict[int, str] = {}
    taken: dict[int, set[str]] = {}
    shared = _pairs(items.c.article).join(items, items.c.issue == _DRAFT.c.id)
    shared = shared.join(again, and_(again.c.issue == _LATER.c.id, again.c.article == items.c.article))
    for row in tx.execute(_of(shared, place, among)):
        by.setdefault(int(row.id), f"{row.kind}/{row.year}/{row.number}")
        taken.setdefault(int(row.id), set()).add(str(row.article))
    covering = _pairs().where(_LATER.c.since <= _DRAFT.c.since, _LATER.c.until >= _DRAFT.c.until)
    for row in tx.execute(_of(covering, place, among)):
        by.setdefault(int(row.id), f"{row.kind}/{row.year}/{row.number}")
    return {
        draft: Superseded(by=one, wholly=held.get(draft, set()) <= taken.get(draft, set())) for draft, one in by.items()
    }


def _pairs(*more: object) -> Select[tuple[object, ...]]:
    """Each draft with each approved issue of its kind and of a later day, the earliest first."""
    columns = (_DRAFT.c.id, _LATER.c.kind, _LATER.c.year, _LATER.c.number, *more)
    later = and_(
        _LATER.c.place == _DRAFT.c.place,
        _LATER.c.kind == _DRAFT.c.kind,
        _LATER.c.day > _DRAFT.c.day,
        _LATER.c.number.is_not(None),
    )
    return select(*columns).select_from(_DRAFT).join(_LATER, later).order_by(_LATER.c.day)  # type: ignore[call-overload, no-any-return]


def _of(query: Select[tuple[object, ...]], place: str, among: Sequence[int] | None) -> Select[tuple[object, ...]]:
    query = query.where(_DRAFT.c.place == place, _DRAFT.c.number.is_(None))
    return query if among is None else query.where(_DRAFT.c.id.in_(among))
