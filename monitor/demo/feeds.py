"""Feeds and sitemaps of an outlet: RSS, Atom, JSON Feed, news sitemap with an index. Pure."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from monitor.demo.city import Piece, Published
from monitor.demo.pages import path, plain

SUMMARY = 180  # characters of the first paragraph a feed shows


def feed(outlet: Published, shown: tuple[Piece, ...], now: datetime, base: str) -> str:
    """The outlet's feed in its own format, newest first."""
    if outlet.format == "rss":
        return _rss(outlet, shown, base)
    return (_atom if outlet.format == "atom" else _json)(outlet, shown, now, base)


def summary(piece: Piece) -> str:
    words = plain(piece.paragraphs[0]) if piece.paragraphs else ""
    return words if len(words) <= SUMMARY else words[:SUMMARY].rsplit(" ", 1)[0] + "…"


def _rss(outlet: Published, shown: tuple[Piece, ...], base: str) -> str:
    rows = []
    for piece in shown:
        link = base + path(outlet, piece)
        marks = ["?utm_source=rss&utm_medium=feed", "?utm_source=rss_top&fbclid=IwAR0demo"] if piece.twice else [""]
        for number, mark in enumerate(marks):
            rows.append(
                f"<item><title>{escape(piece.title)}</title><link>{escape(link + mark)}</link>"
                f'<guid isPermaLink="false">{piece.id}{"-" + str(number) if number else ""}</guid>'
                f"<pubDate>{format_datetime(piece.at)}</pubDate>"
                f"<description>{escape(summary(piece))}</description></item>"
            )
    return (
        f'<?xml version="1.0" encoding="{outlet.encoding}"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(outlet.name)}</title><link>{base}/</link><description>Новини</description>\n"
        + "\n".join(rows)
        + "\n</channel></rss>"
    )


def _atom(outlet: Published, shown: tuple[Piece, ...], now: datetime, base: str) -> str:
    rows = []
    for piece in shown:
        rows.append(_atom_entry(outlet, piece, now, base + path(outlet, piece)))
        if piece.twin:
            twin = replace(piece, id=f"{piece.id}-ru", title=piece.twin[0], paragraphs=piece.twin[1:])
            rows.append(_atom_entry(outlet, twin, now, f"{base}/ru{path(outlet, piece)}"))
    updated = max((piece.changed_at(now) for piece in shown), default=now).isoformat()
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f'<title>{escape(outlet.name)}</title><id>{base}/</id><link href="{base}/"/><updated>{updated}</updated>\n'
        + "\n".join(rows)
        + "\n</feed>"
    )


def _atom_entry(outlet: Published, piece: Piece, now: datetime, link: str) -> str:
    return (
        f"<entry><id>tag:{outlet.id}.example,2026:{piece.id}</id><title>{escape(piece.title)}</title>"
        f'<link rel="alternate" href="{link}"/><published>{piece.at.isoformat()}</published>'
        f"<updated>{piece.changed_at(now).isoformat()}</updated>"
        f'<summary type="text">{escape(summary(piece))}</summary></entry>'
    )


def _json(outlet: Published, shown: tuple[Piece, ...], now: datetime, base: str) -> str:
    items = [
        {
            "id": piece.id,
            "url": base + path(outlet, piece),
            "title": piece.title,
            "summary": summary(piece),
            "date_published": piece.at.isoformat(),
            "date_modified": piece.changed_at(now).isoformat(),
        }
        for piece in shown
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": f"{base}/",
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def sitemaps(outlet: Published, shown: tuple[Piece, ...], now: datetime, base: str) -> dict[str, str]:
    """An index, the news map, and a map of rubrics with list pages among them."""
    newest = max((piece.changed_at(now) for piece in shown), default=now).astimezone(UTC).isoformat()
    index = "".join(
        f"<sitemap><loc>{base}{name}</loc><lastmod>{newest}</lastmod></sitemap>"
        for name in ("/sitemap-news.xml", "/sitemap-more.xml")
    )
    news = "".join(
        f"<url><loc>{base}{path(outlet, piece)}</loc><news:news><news:publication><news:name>{escape(outlet.name)}"
        f"</news:name><news:language>uk</news:language></news:publication>"
        f"<news:publication_date>{piece.at.isoformat()}</news:publication_date>"
        f"<news:title>{escape(piece.title)}</news:title></news:news></url>\n"
        for piece in shown
    )
    opening = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return {
        outlet.entry: f"{opening}<sitemapindex {space}>{index}</sitemapindex>",
        "/sitemap-news.xml": (
            f'{opening}<urlset {space} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{news}</urlset>'
        ),
        "/sitemap-more.xml": f"{opening}<urlset {space}><url><loc>{base}/tag/tykhorichensk/</loc></url></urlset>",
    }
