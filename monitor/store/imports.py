"""Items of one imported file as rows. Functions over an open transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, and_, func, select

from monitor import schema
from monitor.model import Article, Outlet
from monitor.store import ahead, intake, results
from monitor.store.rows import StoredPage
from monitor.urls import plainer

LONGEST_NAME = 200  # of an id that came from elsewhere
NAMES_AT_ONCE = 500  # in one question


def save(
    connection: Connection,
    place: str,
    stored: StoredPage,
    items: Sequence[tuple[Article, Outlet]],
    aliases: Sequence[tuple[str, str]],
) -> tuple[int, int, list[str]]:
    """The items with the file itself as evidence; returns (new, changed, ids that other items brought too)."""
    new = changed = 0
    page = intake.save_page(connection, place, stored)
    known = results.outlets(connection, place)
    results.save_outlets(connection, place, {o.id: o for _, o in items if o.id not in known}.values())
    for given, _ in items:
        item = given
        old = results.article(connection, place, item.id)
        if old is not None:
            item = replace(item, url=plainer(old.article.url, item.url))
        if old is not None and replace(old.article, fetched=item.fetched) == item:
            continue
        if old is not None and ahead.only_doubt_differs(old.article, item):
            if item.quarantine is not None:  # what is no doubt any more is released once its day has come
                ahead.set_doubt(connection, place, old.article, item.quarantine)
            continue
        new += old is None
        changed += old is not None
        results.save_article(connection, place, item, page=page, missed=False, difference=())
    return new, changed, save_aliases(connection, place, aliases)


def save_aliases(connection: Connection, place: str, aliases: Sequence[tuple[str, str]]) -> list[str]:
    """The ids that imported items brought with them, so that people may go on using them.

    Returns those that other items brought too: such an id names none of them.
    """
    table = schema.aliases
    others = [(name, article) for name, article in aliases if name != article]
    brought = {name[:LONGEST_NAME]: name for name, _ in others}
    if not brought:
        return []
    rows = [{"place": place, "name": name[:LONGEST_NAME], "article": article} for name, article in others]
    connection.execute(intake.upsert(connection, table).on_conflict_do_nothing(), rows)
    names = list(brought)
    found: set[str] = set()
    for start in range(0, len(names), NAMES_AT_ONCE):
        mine = and_(table.c.place == place, table.c.name.in_(names[start : start + NAMES_AT_ONCE]))
        query = select(table.c.name).where(mine).group_by(table.c.name).having(func.count() > 1)
        found |= set(connection.execute(query).scalars())
    return [given for name, given in brought.items() if name in found]


def named(connection: Connection, place: str, name: str) -> list[str]:
    """The articles whose items brought this id."""
    table = schema.aliases
    query = select(table.c.article).where(table.c.place == place, table.c.name == name[:LONGEST_NAME])
    return list(connection.execute(query.order_by(table.c.article)).scalars())
