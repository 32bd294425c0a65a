"""Pages that were found and given up: of most their source's own words are kept; of some nothing but the address.

Such a page is no longer on its way, so nobody counts it as unread; a person sees it and may drop it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Join, Select, and_, func, or_, select, update

from monitor import schema
from monitor.codec import instant, stamp
from monitor.model import LIST_PAGE, NO_TEXT, PAGE_UNREAD, Entry
from monitor.store.engine import reading, writing

GIVEN_UP, DROPPED = "quarantine", "dropped"
ON_THE_WAY = ("new", "fetched")
FINISHED_IN = timedelta(days=3)  # an article whose page is still empty has its text by then


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A page given up of which nothing is known but its address; `why` is for people."""

    article: str
    source: str  # "add" and "import": a person named it
    url: str
    why: str
    first_seen: datetime


class Rejects:
    """The sub-door of the store for pages that were given up."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    def all(self) -> list[Rejected]:
        """Those of which nothing is kept, the oldest first; what a person dropped is none of them."""
        table = schema.entries
        columns = (table.c.article, table.c.source, table.c.url, table.c.error, table.c.first_seen)
        query = select(*columns).select_from(with_article()).where(*without_article(self.place, (GIVEN_UP,)))
        with reading(self.engine) as tx:
            return [
                Rejected(article=article, source=source, url=url, why=why, first_seen=instant(seen))
                for article, source, url, why, seen in tx.execute(query.order_by(table.c.first_seen, table.c.article))
            ]

    def count(self, since: datetime, until: datetime, *, without: Sequence[str] = ()) -> int:
        """How many of them were given up in (since, until], whenever they were found; none of these sources."""
        table = schema.entries
        when = func.coalesce(table.c.given_up, table.c.first_seen)
        query = (
            select(func.count())
            .select_from(with_article())
            .where(*without_article(self.place, (GIVEN_UP,)))
            .where(when > stamp(since), when <= stamp(until), table.c.source.not_in(without))
        )
        with reading(self.engine) as tx:
            return int(tx.execute(query).scalar_one())

    def drop(self, article: str) -> bool:
        """A person has seen it; False where it is none of them. Named again, or said anew by its source, it is read."""
        table = schema.entries
        mine = and_(table.c.place == self.place, table.c.article == article, table.c.state == GIVEN_UP)
        known = select(schema.articles.c.id).where(schema.articles.c.place == self.place)
        with writing(self.engine) as tx:
            if tx.execute(known.where(schema.articles.c.id == article)).first() is not None:
                return False
            return tx.execute(update(table).where(mine).values(state=DROPPED)).rowcount == 1


def is_settled(known: Any, entry: Entry) -> bool:
    """Was the page read to no avail, and says its source nothing of it but that it changed? So lists in a sitemap do.

    What was found to be a list is not fetched at every visit, nor, after FINISHED_IN, what had no text. Once the source
    gives it a headline it is read again.
    """
    if known.state not in (GIVEN_UP, DROPPED) or entry.title or entry.summary:
        return False
    old = instant(known.last_seen) - instant(known.first_seen) >= FINISHED_IN
    return bool(known.error == LIST_PAGE or (known.error == NO_TEXT and old))


def announced(place: str) -> Select[Any]:
    """The articles of which only what their source said is known: their page was given up, or is asked for again."""
    table, articles = schema.entries, schema.articles
    asked = and_(table.c.state.in_(ON_THE_WAY), articles.c.quarantine == PAGE_UNREAD)
    return (
        select(table.c.article)
        .select_from(with_article())
        .where(table.c.place == place, articles.c.id.is_not(None), or_(table.c.state == GIVEN_UP, asked))
    )


def set_asked_again(
    connection: Connection, place: str, article: str, error: str, *, since: datetime, until: datetime
) -> None:
    """Something else stands at its address for now: the page is fetched anew at `until`."""
    table = schema.entries
    values = {"state": "new", "error": error, "next_try": stamp(until), "given_up": stamp(since)}
    connection.execute(update(table).where(table.c.place == place, table.c.article == article).values(**values))


def with_article() -> Join:
    table, articles = schema.entries, schema.articles
    return table.join(articles, and_(articles.c.place == table.c.place, articles.c.id == table.c.article), isouter=True)


def without_article(place: str, states: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    """Entries in one of these states (named, so that an index helps) of which nothing is kept."""
    table = schema.entries
    return table.c.place == place, table.c.state.in_(states), schema.articles.c.id.is_(None)
