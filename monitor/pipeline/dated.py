"""Clips typed in ahead of their day: once it has come, their date is no doubt any more and they enter by themselves."""

from __future__ import annotations

from monitor.items import RULE, doubt
from monitor.model import Article
from monitor.pipeline.desk import Desk
from monitor.pipeline.story import settle


def release_dated(desk: Desk) -> int:
    """Judge the date again of what was taken in with a day ahead of it; returns how many clips wait no longer."""
    come = [
        article for article in desk.store.ahead.doubted(desk.now) if _is_ahead(article) and _has_come(article, desk)
    ]
    if come:
        desk.store.ahead.release(come)
        settle(desk.store, [article.id for article in come])
    return len(come)


def _is_ahead(article: Article) -> bool:
    """Was its date the doubt? A typed or imported clip knows no other."""
    return article.published is not None and article.published.rule == RULE


def _has_come(article: Article, desk: Desk) -> bool:
    return article.published is not None and doubt(article.published.at, desk.now) is None
