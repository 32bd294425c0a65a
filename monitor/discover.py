"""For the owner who knows only a site's address: which feed, sitemap or list could be watched there, with samples.

Asks for a few documents through the given `get` and proposes. Writes no configuration, trusts nothing it has not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from monitor import charset, pagekind
from monitor.collectors import COLLECTORS
from monitor.dates import is_future, kyiv_day
from monitor.errors import CollectError, FetchError
from monitor.listing_guess import guess_listing
from monitor.model import Entry, Get, ListingRule, Outlet, Page, Source, SourceKind, Unchanged
from monitor.text import clean_line, shorten
from monitor.urls import absolute, canonical, host, is_web

# Where the usual content systems of Ukrainian sites keep their feeds: WordPress, Joomla, DLE, Drupal, Bitrix, own.
FEED_PATHS = (
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/rss/all.xml",
    "/news/rss",
    "/uk/rss",
)
SITEMAP_PATHS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_index.xml", "/sitemap.xml")
LISTING_PATHS = ("/news", "/novyny", "/category/news")
SAMPLES = 3
# Requests of one search; at the usual pace they take under two minutes.
MOST_REQUESTS = 24
_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)

__all__ = ["Proposal", "discover", "guess_listing", "render_yaml", "source_lines"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to watch a site, seen answering: `samples` are its latest titles or addresses, newest first.

    `latest` is the newest date that had come, `ahead` the farthest that had not: then dates of events may be read.
    """

    kind: SourceKind
    url: str
    entries: int
    samples: tuple[str, ...] = ()
    latest: datetime | None = None
    ahead: datetime | None = None
    rule: ListingRule | None = None
    note: str = ""


@dataclass(slots=True)
class _Search:
    """The pages already asked for; never the same twice, and never more than MOST_REQUESTS."""

    get: Get
    asked: dict[str, Page | None]

    def page(self, url: str) -> Page | None:
        key = canonical(url)
        if key in self.asked:
            return self.asked[key]
        if len(self.asked) >= MOST_REQUESTS:
            return None
        try:
            found = self.get(url)
        except FetchError:
            found = None
        page = None if isinstance(found, Unchanged) else found
        self.asked[key] = page
        return page


def discover(url: str, get: Get) -> tuple[Proposal, ...]:
    """What could be watched at a site, best first: feeds, news sitemap, sitemap, list of articles.

    A Telegram or YouTube address gives the channel. Raises FetchError when the address itself does not answer.
    """
    if special := _channel(url):
        found = _tried(special[0], special[1], _Search(get, {}))
        return (found,) if found else ()
    search = _Search(get, {})
    first = get(url)
    if isinstance(first, Unchanged):
        return ()
    search.asked[canonical(url)] = first
    text, _ = charset.decode(first.content, first.content_type)
    proposals = [*_feeds(url, first, text, search), *_sitemaps(first, search)]
    if not any(proposal.kind == "feed" for proposal in proposals):
        proposals += _listings(first, search)
    return tuple(proposals)


def _channel(url: str) -> tuple[SourceKind, str] | None:
    name = host(url).removeprefix("www.")
    parts = urlsplit(url)
    if name in ("t.me", "telegram.me"):
        words = [part for part in parts.path.split("/") if part and part != "s"]
        return ("telegram", f"https://t.me/s/{words[0].removeprefix('@')}") if words else None
    if name in ("youtube.com", "m.youtube.com"):
        return "youtube", url
    return None


def _tried(kind: SourceKind, url: str, search: _Search, rule: ListingRule | None = None) -> Proposal | None:
    """The proposal, if the address answers with entries of that kind."""
    page = search.page(url)
    if page is None:
        return None
    source = Source(id="discovered", outlet="discovered", kind=kind, url=url, listing=rule)

    def get(wanted: str) -> Page | Unchanged:
        found = search.page(wanted)
        if found is None:
            raise FetchError(wanted, "network", f"{wanted} did not answer.")
        return found

    try:
        harvest = COLLECTORS[kind](source, page, get, _everything if kind == "telegram" else _nothing)
    except (CollectError, FetchError):
        return None
    found = _newest(harvest.entries)
    if not found and not (kind == "sitemap" and harvest.state == "ok"):
        return None
    dated = [instant for entry in found if (instant := entry.published or entry.updated)]
    coming = [instant for instant in dated if is_future(instant, page.fetched)]
    return Proposal(
        kind=kind,
        url=url,
        entries=len(found),
        samples=tuple(shorten(clean_line(e.title or e.summary) or e.url, 120) for e in found[:SAMPLES]),
        latest=max((instant for instant in dated if instant not in coming), default=None),
        ahead=max(coming, default=None),
        rule=rule,
        note=" ".join(harvest.notes[:1]),
    )


def _nothing(_key: str) -> bool:
    return False


def _everything(_key: str) -> bool:
    return True


def _newest(entries: tuple[Entry, ...]) -> list[Entry]:
    """Newest first where dates are known, else in the document's order."""
    dated = [(entry.published or entry.updated, entry) for entry in entries]
    if any(instant is None for instant, _ in dated):
        return list(entries)
    return [entry for _, entry in sorted(dated, key=lambda pair: str(pair[0]), reverse=True)]


def _feeds(url: str, first: Page, text: str, search: _Search) -> Iterator[Proposal]:
    if not pagekind.is_html(text):
        if found := _tried("feed", url, search):
            yield found
        return
    root = urljoin(first.final_url, "/")
    declared = [link.url for link in pagekind.feed_links(text, first.final_url)]
    linked = [link for link in _anchors(text, first.final_url) if re.search(r"(?:rss|feed|atom)", link, re.IGNORECASE)]
    seen: set[str] = set()
    for address in (*declared[:4], *linked[:3], *(urljoin(root, path) for path in FEED_PATHS)):
        if len(seen) >= 3 or (seen and address not in declared):
            return  # further guesses would only find the same feed again
        found = _tried("feed", address, search)
        if (
            found
            and not found.note.startswith(f"{address} is a web page")
            and (mark := "\n".join(found.samples)) not in seen
        ):
            seen.add(mark)
            yield found


def _anchors(text: str, base: str) -> list[str]:
    hrefs = re.findall(r"<a\s[^>]{0,500}?href\s*=\s*[\"']([^\"'<>]{1,500})[\"']", text, re.IGNORECASE)
    return list(dict.fromkeys(url for href in hrefs if (url := absolute(base, href))))


def _sitemaps(first: Page, search: _Search) -> Iterator[Proposal]:
    root = urljoin(first.final_url, "/")
    robots = search.page(urljoin(root, "/robots.txt"))
    declared: list[str] = []
    if robots is not None:
        text, _ = charset.decode(robots.content[:500_000], robots.content_type)
        declared = [url for url in _SITEMAP_LINE.findall(text) if is_web(url)]
    declared.sort(key=lambda url: "news" not in url.lower())
    for address in (*declared[:3], *(urljoin(root, path) for path in SITEMAP_PATHS)):
        if found := _tried("sitemap", address, search):
            yield found
            return


def _listings(first: Page, search: _Search) -> Iterator[Proposal]:
    root = urljoin(first.final_url, "/")
    for address in (first.url, *(urljoin(root, path) for path in LISTING_PATHS)):
        page = search.page(address)
        if page is None:
            continue
        text, _ = charset.decode(page.content, page.content_type)
        rule = guess_listing(text, page.final_url)
        if rule and (found := _tried("listing", address, search, replace(rule, pages=1))):
            yield replace(found, rule=rule)
            return


def render_yaml(outlet: Outlet, proposals: tuple[Proposal, ...]) -> str:
    """A block for `outlets:` of sources.yaml. The first proposal is in force, the others stand beside as comments."""
    lines = [
        f"  - id: {_scalar(outlet.id)}",
        f"    name: {_scalar(outlet.name)}",
        f"    level: {outlet.level}",
        f"    kind: {outlet.kind}",
        *([f"    home: {_scalar(outlet.home)}"] if outlet.home else []),
        *(["    official: true"] if outlet.official else []),
        "    sources:" if proposals else "    sources: []   # nothing was found; see docs/sources.md for selectors",
    ]
    for number, proposal in enumerate(proposals):
        block = [f"      # {line}" for line in _remarks(proposal)]
        block += [("      " if number == 0 else "      # ") + line for line in _block(proposal)]
        lines += block
    return "\n".join(lines) + "\n"


def source_lines(proposal: Proposal) -> list[str]:
    """One proposal as an item of an outlet's `sources:`, with what was seen of it as comments."""
    return [f"      # {line}" for line in _remarks(proposal)] + [f"      {line}" for line in _block(proposal)]


def _remarks(proposal: Proposal) -> list[str]:
    if not proposal.entries:
        return ["not tried yet; see `ohliad check --live`"]
    latest = f", the latest of {kyiv_day(proposal.latest)}" if proposal.latest else ""
    samples = [f"  {clean_line(sample)}" for sample in proposal.samples]
    seen = [f"{proposal.entries} entries{latest}:", *samples] if samples else [f"{proposal.entries} entries{latest}"]
    if proposal.ahead:
        seen.append(f"dated ahead, up to {kyiv_day(proposal.ahead)}: see whether these are dates of publication")
    return seen


def _block(proposal: Proposal) -> list[str]:
    lines = [
        f"- kind: {proposal.kind}",
        f"  url: {_scalar(proposal.url)}",
        f"  verified: {'true' if proposal.entries else 'false'}",
    ]
    if proposal.rule is not None:
        lines.append("  listing:")
        for name in ("item", "link", "title", "date", "next"):
            value = getattr(proposal.rule, name)
            if value:
                lines.append(f"    {name}: {_scalar(value)}")
    return lines


def _scalar(value: str) -> str:
    """The text as a double-quoted YAML scalar: nothing a site calls itself can become structure."""
    escaped = clean_line(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
