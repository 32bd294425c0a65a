"""One outlet at one instant -> every address it answers. Pure: the same instant gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.demo import feeds, pages, social
from monitor.demo.city import REDESIGN, City, Piece, Published

_GUARD = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<script>window._cf_chl_opt={cvId:'3',cType:'managed'};</script></head><body><noscript>Enable JavaScript and cookies to
continue</noscript><div id="challenge-stage"></div></body></html>"""

LIST_PAGE = "/tag/tykhorichensk/"  # the sitemap names it as if it were an article


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: int = 200
    content_type: str
    body: bytes
    modified: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()


def site(city: City, outlet: Published, now: datetime, base: str) -> Mapping[str, Reply]:
    """path with query -> reply."""
    if outlet.condition == "blocked":
        guard = Reply(
            status=403,
            content_type="text/html; charset=utf-8",
            body=_GUARD.encode(),
            headers=(("cf-mitigated", "challenge"),),
        )
        return {outlet.entry: guard, "/robots.txt": guard}
    shown = city.of(outlet, now)
    found = {"/robots.txt": _text("User-agent: *\nDisallow: /admin/\n")}
    found |= _documents(outlet, shown, now, base)
    if outlet.source not in ("telegram", "youtube"):
        for number, piece in enumerate(shown):
            rest = [*shown[:number], *shown[number + 1 :]][:5]
            found |= _pages(outlet, piece, rest, now, base)
    return found


def address(outlet: Published, piece: Piece, base: str) -> str:
    """Where readers find the item: what its collector stores."""
    if outlet.source == "telegram":
        return f"https://t.me/{outlet.entry.rpartition('/')[2]}/{piece.number}"
    if outlet.source == "youtube":
        return f"https://www.youtube.com/watch?v={social.video(piece)}"
    return base + pages.path(outlet, piece)


def _documents(outlet: Published, shown: tuple[Piece, ...], now: datetime, base: str) -> dict[str, Reply]:
    """What a collector visits: feed, list, sitemap, preview."""
    if outlet.source == "telegram":
        return {path: _html(outlet, text) for path, text in social.telegram(outlet, shown, now).items()}
    modified = max((piece.changed_at(now) for piece in shown), default=None)
    if outlet.source == "youtube":
        return {outlet.entry: _xml(social.youtube(outlet, shown[: outlet.recent]), modified)}
    if outlet.source == "sitemap":
        maps = feeds.sitemaps(outlet, shown, now, base)
        found = {path: _xml(text, modified) for path, text in maps.items()}
        return found | {LIST_PAGE: _html(outlet, pages.listing(outlet, shown[:12], tag=True))}
    if outlet.source == "listing":
        return _lists(outlet, shown, now)
    text = feeds.feed(outlet, shown[: outlet.recent], now, base)
    kinds = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
    body = text.encode(outlet.encoding, "xmlcharrefreplace")
    kind = f"{kinds[outlet.format]}; charset={outlet.encoding}"
    return {outlet.entry: Reply(content_type=kind, body=body, modified=modified)}


def _lists(outlet: Published, shown: tuple[Piece, ...], now: datetime) -> dict[str, Reply]:
    """Pages of a list; since the redesign they look unlike what they were."""
    found = {}
    for start in range(0, max(1, len(shown)), outlet.recent):
        number = start // outlet.recent + 1
        more = f"{outlet.entry}?page={number + 1}" if start + outlet.recent < len(shown) else ""
        part = shown[start : start + outlet.recent]
        text = pages.listing(outlet, part, following=more, new=now >= REDESIGN)
        found[outlet.entry if number == 1 else f"{outlet.entry}?page={number}"] = _html(outlet, text)
    return found


def _pages(outlet: Published, piece: Piece, rest: list[Piece], now: datetime, base: str) -> dict[str, Reply]:
    """The item's page, and its Russian twin."""
    modified = piece.changed_at(now)
    article = pages.article(outlet, piece, rest, now, base=base)
    found = {pages.path(outlet, piece): _html(outlet, article, modified)}
    if piece.twin:
        twin = pages.article(outlet, piece, rest, now, base=base, russian=True)
        found["/ru" + pages.path(outlet, piece)] = _html(outlet, twin, modified)
    return found


def _html(outlet: Published, text: str, modified: datetime | None = None) -> Reply:
    body = text.encode(outlet.encoding, "xmlcharrefreplace")
    return Reply(content_type=f"text/html; charset={outlet.encoding}", body=body, modified=modified)


def _xml(text: str, modified: datetime | None) -> Reply:
    return Reply(content_type="application/xml; charset=utf-8", body=text.encode(), modified=modified)


def _text(text: str) -> Reply:
    return Reply(content_type="text/plain; charset=utf-8", body=text.encode())
