"""Items of one imported file as rows. Functions over an open transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from monitor.model import Article, Outlet
from monitor.store import ahead, intake, results
from monitor.store.rows import StoredPage
from monitor.urls import plainer


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
    return new, changed, intake.save_aliases(connection, place, aliases)
