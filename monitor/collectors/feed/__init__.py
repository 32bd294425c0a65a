"""RSS, Atom, RDF and JSON Feed -> entries. Reads what can be read and says what was wrong with the rest.

Never follows an entry's link: the only further documents it asks for are the feed a home page declares and, where
nothing in the feed is known, the earlier documents it names (RFC 5005, JSON Feed, the pages of WordPress).
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from monitor import charset, pagekind, xmltext
from monitor.collectors.feed import jsonfeed, syndication
from monitor.collectors.feed.parsed import Parsed
from monitor.errors import CollectError, FetchError
from monitor.model import Entry, Get, Harvest, Page, Seen, Source, Unchanged
from monitor.urls import host

_JSON = re.compile(r"\s{0,1000}[\[{]")
# An address that was meant to be a feed: finding a web page there is a fault to report, not a home page to search.
_FEED_ADDRESS = re.compile(r"\b(?:rss|feeds?|atom|rdf|xml)\b", re.IGNORECASE)


def collect(source: Source, page: Page, get: Get, seen: Seen) -> Harvest:
    """All entries of the feed, newest or not, known or not: what is new or changed is decided later.

    Raises CollectError: blocked for a challenge page, broken for what is no feed.
    """
    parsed = parse(source, page)
    if parsed is None:
        page, parsed, note = _discovered(source, page, get)
        if parsed is None:
            return Harvest(entries=(), notes=(note,))
        parsed = replace(parsed, notes=(note, *parsed.notes))
    older, notes = _earlier(source, page, parsed, get, seen)
    entries = tuple(replace(entry, source=source.id) for entry in (*parsed.entries, *older))
    return Harvest(
        entries=entries, notes=(*parsed.notes, *notes), state="ok" if entries else "empty", max_age=parsed.max_age
    )


def _earlier(
    source: Source, page: Page, parsed: Parsed, get: Get, seen: Seen
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """(entries of earlier documents, notes): back to one with something known, at most `source.back` of them."""
    keys = {entry.key for entry in parsed.entries}
    found: list[Entry] = []
    last: Parsed | None = parsed
    for _ in range(source.back):
        if last is None or not last.earlier or any(seen(entry.key) for entry in last.entries):
            break
        if host(last.earlier) != host(page.final_url):
            break
        try:
            answer = get(last.earlier)
            last = parse(source, answer) if isinstance(answer, Page) else None
        except (FetchError, CollectError) as error:
            return tuple(found), (f"An earlier part of the feed could not be read: {error}",)
        fresh = [entry for entry in last.entries if entry.key not in keys] if last is not None else []
        if not fresh:  # a cache that gives the first document again
            break
        keys |= {entry.key for entry in fresh}
        found += fresh
    return tuple(found), (f"{len(found)} entries came from earlier parts of the feed.",) if found else ()


def parse(source: Source, page: Page) -> Parsed | None:
    """The feed in one document; None where the document is a web page.

    Raises CollectError for an empty answer, a challenge page and what is neither feed nor web page.
    """
    if not page.content.strip(b" \t\r\n\0"):
        raise CollectError(source.id, f"{page.url} answered with nothing.")
    text, encoding = xmltext.decode(page.content, page.content_type)
    if pagekind.is_html(text):
        if pagekind.is_challenge(text):
            raise CollectError(source.id, f"{page.url} shows a challenge page instead of the feed.", kind="blocked")
        return None
    if _JSON.match(text):
        return jsonfeed.read(source, page, text, encoding)
    try:
        text, repairs = xmltext.defuse(text)
    except xmltext.Hostile as error:
        raise CollectError(source.id, f"{page.url} was not parsed: {error}.") from error
    return syndication.read(source, page, text, repairs)


def _discovered(source: Source, page: Page, get: Get) -> tuple[Page, Parsed | None, str]:
    """The feed a home page declares; Raises CollectError where there is none, or where a feed was expected here."""
    text, _ = charset.decode(page.content, page.content_type)
    links = [link.url for link in pagekind.feed_links(text, page.final_url) if link.url not in (source.url, page.url)]
    parts = urlsplit(source.url)
    if _FEED_ADDRESS.search(f"{parts.path}?{parts.query}"):
        hint = f" The page names another feed: {links[0]}" if links else ""
        raise CollectError(source.id, f"{page.url} answered with a web page instead of a feed.{hint}", kind="webpage")
    for url in links[:2]:
        try:
            found = get(url)
        except FetchError:
            continue
        if isinstance(found, Unchanged):
            return page, None, f"The feed is at {url}, and it is unchanged."
        parsed = parse(source, found)
        if parsed is not None:
            return found, parsed, f"{source.url} is a web page; the feed was found at {url}."
    raise CollectError(source.id, f"{page.url} is a web page and names no feed that answers.", kind="webpage")
