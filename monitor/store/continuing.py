"""Clips a person wants once more: in which issue each stood last, and which of them the next issue of a kind takes.

A mark names the issue its clip is continued from. Once a later issue has taken the clip, its last issue is another one,
so the mark is spent without anybody touching it. SQL only; decides nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from monitor import schema
from monitor.store.decisions import values_in_force
from monitor.store.engine import reading

FIELD = "continued"
_CHUNK = 500  # ids in one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """The last approved issue of one kind that counted a clip; `twins`: its texts in another language."""

    issue: str  # «thematic/2026/48»
    day: str
    twins: tuple[str, ...] = ()


class Continuing:
    """The marks of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine, self._place = engine, place

    def stood(self, article: str) -> dict[str, str]:
        """kind -> the last approved issue that counted the clip."""
        with reading(self._engine) as tx:
            return last_issues(tx, self._place, article)

    def marked(self, kind: str, day: str) -> dict[str, tuple[str, ...]]:
        """Clips that the issue of this kind and day takes once more -> their texts in another language."""
        with reading(self._engine) as tx:
            wanted = {article: _of(kind, value) for article, value in values_in_force(tx, self._place, FIELD).items()}
            stood = _stood(tx, self._place, [article for article, issue in wanted.items() if issue])
        return {
            article: one.twins
            for (article, of), one in stood.items()
            if of == kind and one.issue == wanted[article] and one.day < day
        }


def last_issues(tx: Connection, place: str, article: str) -> dict[str, str]:
    """kind -> the last approved issue that counted the article, in the order of approval."""
    return {kind: one.issue for (_, kind), one in _stood(tx, place, [article]).items()}


def _of(kind: str, value: str) -> str:
    """The issue of this kind that a mark names, or nothing."""
    return next((word for word in value.split() if word.startswith(f"{kind}/")), "")


def _stood(tx: Connection, place: str, articles: Sequence[str]) -> dict[tuple[str, str], Stood]:
    items, issues = schema.issue_items, schema.issues
    found: dict[tuple[str, str], Stood] = {}
    for start in range(0, len(articles), _CHUNK):
        query = (
            select(items.c.article, items.c.body, issues.c.kind, issues.c.day, issues.c.year, issues.c.number)
            .join_from(items, issues, items.c.issue == issues.c.id)
            .where(items.c.place == place, issues.c.number.is_not(None))
            .where(items.c.article.in_(articles[start : start + _CHUNK]))
            .order_by(issues.c.approved, issues.c.year, issues.c.number)
        )
        for row in tx.execute(query):
            found[str(row.article), str(row.kind)] = Stood(
                issue=f"{row.kind}/{row.year}/{row.number}",
                day=str(row.day),
                twins=tuple(twin["article"] for twin in json.loads(row.body).get("twins", ())),
            )
    return found
