"""Clips that were taken in with a day still ahead of them: which of them wait though it has come, and their release.

SQL only; whether a date is to be believed now is decided by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, and_, select, update

from monitor import schema
from monitor.codec import decode, encode, stamp
from monitor.items import RULE
from monitor.model import Article
from monitor.store import standing
from monitor.store.engine import reading, writing


class Ahead:
    """The clips of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine, self._place = engine, place

    def doubted(self, until: datetime) -> list[Article]:
        """Clips dated `until` or earlier that wait for a person, whatever the doubt is."""
        table, known = schema.articles, schema.catalogue
        query = (
            select(table.c.body)
            .join(known, and_(known.c.place == table.c.place, known.c.article == table.c.id))
            .where(known.c.place == self._place, known.c.flagged.is_(True), known.c.published <= stamp(until))
            .where(table.c.quarantine.is_not(None))
            .order_by(table.c.id)
        )
        with reading(self._engine) as tx:
            return [decode(Article, body) for body in tx.execute(query).scalars()]

    def release(self, articles: Iterable[Article]) -> None:
        """Their doubt is over; what they say, and so their version, is the same. What was changed meanwhile stays."""
        table = schema.articles
        with writing(self._engine) as tx:
            for article in articles:
                mine = and_(table.c.place == self._place, table.c.id == article.id)
                body = tx.execute(select(table.c.body).where(mine)).scalar()
                if body is not None and decode(Article, body) == article:
                    set_doubt(tx, self._place, article, None)


def only_doubt_differs(old: Article, new: Article) -> bool:
    """Is it the same clip, of whose date another day thinks otherwise? Its words, and so its version, are the same."""
    dated = new.published is not None and new.published.rule == RULE
    return dated and replace(old, fetched=new.fetched, quarantine=new.quarantine) == new


def set_doubt(tx: Connection, place: str, article: Article, doubt: str | None) -> None:
    """Keep a stored article with this doubt in place of its own; no version of it is made."""
    table = schema.articles
    mine = and_(table.c.place == place, table.c.id == article.id)
    tx.execute(update(table).where(mine).values(quarantine=doubt, body=encode(replace(article, quarantine=doubt))))
    standing.refresh(tx, place, [article.id])
