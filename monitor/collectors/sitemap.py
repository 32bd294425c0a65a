"""Sitemaps -> entries: urlset, news sitemap, index, plain list, gzipped or not. Reads no pages, only addresses.

An archive of years is not read in one visit: what is left for the next one is always said.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lxml import etree

from monitor import dates, pagekind, xmltext
from monitor.errors import CollectError, FetchError
from monitor.model import Entry, Get, Harvest, Page, Seen, Source, Unchanged
from monitor.text import clean_line
from monitor.urls import absolute, canonical, is_web
from monitor.xmltext import local

DEEPEST = 3  # an index of indexes of sitemaps; deeper ones are a loop
# Documents read below an index in one visit, and requests made for them (an unchanged one costs no reading): at
# five seconds' pace a visit stays under three minutes.
MOST_CHILDREN = 10
MOST_REQUESTS = 30
# New addresses taken in one visit: more than a national site publishes in two days.
MOST_NEW = 1_000
# Known addresses given again, newest first: a changed article is noticed, and a quiet map is not taken for empty.
MOST_KNOWN = 200
LARGEST = 52_428_800  # bytes, the protocol's own limit for one sitemap
MOST_ADDRESSES = 50_000  # the same
_BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)
# Children that list no articles, by the names the usual plug-ins give them.
_NOT_ARTICLES = re.compile(
    r"(?:^|[/_.-])(?:category|categories|tags?|authors?|users?|page|pages|taxonomy|image|images|video|product|static)"
    r"[_-]?(?:sitemap|\d|\.)|sitemap[_-]?(?:category|categories|tags?|authors?|users?|pages?|taxonom\w+|images?|static)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Document:
    """One parsed sitemap: addresses of pages, or of further sitemaps with the time they changed."""

    entries: tuple[Entry, ...] = ()
    children: tuple[tuple[str, datetime | None], ...] = ()


@dataclass(slots=True)
class _Visit:
    """What one visit has read so far."""

    source: Source
    get: Get
    entries: dict[str, Entry] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    been: set[str] = field(default_factory=set)
    asked: int = 0
    read: int = 0
    left: int = 0
    failed: bool = False
    lists: set[str] = field(default_factory=set)


def collect(source: Source, page: Page, get: Get, seen: Seen) -> Harvest:
    """New addresses newest first, then the latest known ones.

    Raises CollectError: blocked for a challenge page, broken for what is no sitemap.
    """
    visit = _Visit(source, get)
    visit.been.add(canonical(page.url))
    document = _read(source, page, visit.notes.append)
    _take(visit, document, depth=1)
    if visit.left:
        visit.notes.append(f"{visit.left} further sitemaps of the index, older ones, are left for the next visit.")
    if visit.lists:
        visit.notes.append(
            f"{len(visit.lists)} addresses of the home page, tags, sections and archives were passed over."
        )
    ordered = sorted(visit.entries.values(), key=_age, reverse=True)
    new = [entry for entry in ordered if not seen(entry.key)]
    known = [entry for entry in ordered if seen(entry.key)]
    if len(new) > MOST_NEW:
        visit.notes.append(f"{len(new) - MOST_NEW} older addresses are left for the next visit.")
    return Harvest(
        entries=(*new[:MOST_NEW], *known[:MOST_KNOWN]),
        notes=tuple(visit.notes),
        state="ok" if visit.entries or visit.asked > visit.read else "empty",
        partial=visit.failed or visit.left > 0 or len(new) > MOST_NEW,
    )


def _age(entry: Entry) -> datetime:
    return entry.published or entry.updated or _BEGINNING


def _take(visit: _Visit, document: _Document, depth: int) -> None:
    for entry in document.entries:
        if not entry.title and pagekind.is_list_address(entry.url):
            visit.lists.add(entry.key)  # it changes with every article that it lists
        else:
            visit.entries.setdefault(entry.key, entry)
    skipped = [url for url, _ in document.children if _NOT_ARTICLES.search(url)]
    if skipped:
        visit.notes.append(f"{len(skipped)} sitemaps of categories, tags and the like were passed over.")
    children = [child for child in document.children if not _NOT_ARTICLES.search(child[0])]
    for url, _ in sorted(children, key=_newest, reverse=True):
        if canonical(url) in visit.been:
            continue
        if depth >= DEEPEST:
            visit.notes.append(f"{url} was not read: sitemaps are nested more than {DEEPEST} deep.")
        elif visit.read >= MOST_CHILDREN or visit.asked >= MOST_REQUESTS:
            visit.left += 1
        else:
            _descend(visit, url, depth)


def _descend(visit: _Visit, url: str, depth: int) -> None:
    visit.been.add(canonical(url))
    visit.asked += 1
    try:
        found = visit.get(url)
        if isinstance(found, Unchanged):
            return
        document = _read(visit.source, found, visit.notes.append)
        visit.read += 1
    except (FetchError, CollectError) as error:
        visit.read += 1
        visit.failed = True
        visit.notes.append(f"{url} could not be read: {error}")
        return
    _take(visit, document, depth + 1)


def _newest(child: tuple[str, datetime | None]) -> tuple[bool, datetime, tuple[int, ...]]:
    """News first, then by the time of change, then by the numbers in the name: `post-sitemap12` is newer than 2."""
    url, changed = child
    return "news" in url.lower(), changed or _BEGINNING, tuple(int(digits) for digits in re.findall(r"\d{1,9}", url))


def _read(source: Source, page: Page, note: Callable[[str], None]) -> _Document:
    content = _unpacked(source, page, note)
    text, _ = xmltext.decode(content, page.content_type)
    if pagekind.is_html(text):
        blocked = pagekind.is_challenge(text)
        what = "a challenge page" if blocked else "a web page"
        kind = "blocked" if blocked else "webpage"
        raise CollectError(source.id, f"{page.url} answered with {what} instead of a sitemap.", kind=kind)
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return _plain_list(source, page, text)
    root = _root(source, page, text, note)
    name = local(root)
    if name == "sitemapindex":
        children = (_child(element, page) for element in root if local(element) == "sitemap")
        return _Document(children=tuple(child for child in children if child[0]))
    if name == "urlset":
        entries = (_entry(element, page, source) for element in root if local(element) == "url")
        return _Document(entries=tuple(entry for entry in entries if entry is not None))
    raise CollectError(source.id, f"{page.url} is XML, but no sitemap: its root is {name[:40] or 'unknown'}.")


def _unpacked(source: Source, page: Page, note: Callable[[str], None]) -> bytes:
    if not page.content.startswith(b"\x1f\x8b"):
        return page.content
    unpacker = zlib.decompressobj(47)
    try:
        content = unpacker.decompress(page.content, LARGEST)
    except zlib.error as error:
        raise CollectError(source.id, f"{page.url} could not be unpacked: {error}.") from error
    if unpacker.unconsumed_tail:
        raise CollectError(source.id, f"{page.url} unpacks to more than a sitemap may hold.")
    if not unpacker.eof:
        note(f"{page.url} is cut off; what could be unpacked was read.")
    return content


def _root(source: Source, page: Page, text: str, note: Callable[[str], None]) -> etree._Element:
    try:
        root, problems = xmltext.tree(text, most_tags=MOST_ADDRESSES * 20)
    except xmltext.Hostile as error:
        raise CollectError(source.id, f"{page.url} is not a sitemap that can be read: {error}.") from error
    if root is None:
        raise CollectError(source.id, f"{page.url} is not a sitemap that can be read.")
    if problems:
        note(f"{page.url} is malformed ({clean_line('; '.join(problems))}); what could be read was read.")
    return root


def _plain_list(source: Source, page: Page, text: str) -> _Document:
    urls = [line.strip() for line in text.split("\n")[:MOST_ADDRESSES]]
    found = dict.fromkeys(url for url in urls if is_web(url))
    if not found or len(found) < len([url for url in urls if url]) / 2:
        raise CollectError(source.id, f"{page.url} is not a sitemap.")
    return _Document(entries=tuple(Entry(source=source.id, key=canonical(url), url=url) for url in found))


def _parts(element: etree._Element) -> Iterator[tuple[str, str]]:
    """(local name, text) of everything below an element, in document order."""
    for part in element.iter():
        if part is not element and isinstance(part.tag, str):
            yield local(part), (part.text or "").strip()


def _child(element: etree._Element, page: Page) -> tuple[str, datetime | None]:
    parts = dict(reversed(list(_parts(element))))
    changed = dates.parse(parts.get("lastmod", ""), page.fetched)
    return absolute(page.final_url, parts.get("loc", "")), changed[0] if changed else None


def _entry(element: etree._Element, page: Page, source: Source) -> Entry | None:
    own = {local(part): (part.text or "").strip() for part in reversed(element)}
    below = dict(reversed(list(_parts(element))))
    url = absolute(page.final_url, own.get("loc", ""))
    if not url:
        return None
    published = dates.parse(below.get("publication_date", ""), page.fetched)
    changed = dates.parse(own.get("lastmod", ""), page.fetched)
    news = next((part for part in element if local(part) == "news"), None)
    about = dict(reversed(list(_parts(news)))) if news is not None else {}
    images = (
        absolute(page.final_url, (part.text or "").strip())
        for image in element
        if local(image) == "image"
        for part in image
        if local(part) == "loc"
    )
    return Entry(
        source=source.id,
        key=canonical(url),
        url=url,
        title=clean_line(about.get("title", "")),
        published=published[0] if published else None,
        published_exact=published[1] if published else True,
        updated=changed[0] if changed else None,
        language=about.get("language") or None,
        images=tuple(dict.fromkeys(filter(None, images))),
    )
