"""RSS, Atom, RDF and CDF by feedparser, in any state of repair. Sanitises nothing: its HTML is still foreign HTML."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import feedparser

from monitor import plaintext
from monitor.collectors.feed.parsed import Parsed, When, distinct, urn, when
from monitor.errors import CollectError
from monitor.model import Entry, Link, Page, Source
from monitor.text import clean_line
from monitor.urls import absolute, canonical, is_web

_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(rss|feed|rdf|channel|xml|item|entry)[\s>/]", re.IGNORECASE)
_FULL_TEXTS = ("yandex_full-text", "full-text", "turbo_content", "mailru_full-text")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
# Links of an entry that lead to something else than the entry.
_OTHER_RELATIONS = frozenset(
    "self enclosure hub replies edit next prev previous license related via search http".split()
)
_DAY = 86_400
_YEAR = 365 * _DAY
_PERIODS = {"hourly": 3600, "daily": _DAY, "weekly": 7 * _DAY, "monthly": 30 * _DAY, "yearly": _YEAR}


def read(source: Source, page: Page, text: str, repairs: tuple[str, ...]) -> Parsed:
    """The entries of one XML feed whose text has been defused; `repairs` says what that took.

    Raises CollectError when the document is no feed at all.
    """
    result = _parse(source, page, text)
    problems = [*repairs, *_problems(result)]
    if not result.entries and not _ROOT.search(text[:20_000]):
        reason = f": {problems[-1]}" if problems else ""
        raise CollectError(source.id, f"{page.url} is not a feed that can be read{reason}.")
    language = _language(result.feed)
    # A document that ends in the middle of an item leaves a shell of it: the whole item comes next time.
    items = [item for item in result.entries if not result.bozo or _says_anything(item)]
    entries = distinct([_entry(item, page, language) for item in items])
    notes = (f"The feed is malformed ({'; '.join(problems)}); what could be read was read.",) if problems else ()
    return Parsed(entries, notes, _max_age(result.feed), _earlier(result.feed, page))


def _parse(source: Source, page: Page, text: str) -> Any:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": page.final_url}
    data = b'<?xml version="1.0" encoding="utf-8"?>' + text.encode("utf-8", "replace")
    try:
        # Never a str: feedparser would open it as an address or a file. Its module-wide switches are not touched,
        # for other threads parse at the same time.
        return feedparser.parse(
            io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        raise CollectError(source.id, f"{page.url} could not be parsed ({type(error).__name__}).") from error


def _problems(result: Any) -> Iterator[str]:
    if result.bozo:
        error = result.get("bozo_exception")
        words = error.getMessage() if hasattr(error, "getMessage") else str(error)
        yield clean_line(words or type(error).__name__)[:200]


def _earlier(feed: Any, page: Page) -> str:
    """The document before this one: `next` or `prev-archive` of RFC 5005, else the next page of WordPress."""
    for link in feed.get("links") or []:
        if link.get("rel") in ("next", "prev-archive") and link.get("href"):
            return absolute(page.final_url, str(link["href"]))
    if "wordpress.org" not in str(feed.get("generator") or ""):
        return ""
    parts = urlsplit(page.final_url)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key != "paged"]
    number = _whole(dict(parse_qsl(parts.query)).get("paged")) or 1
    return urlunsplit(parts._replace(query=urlencode([*query, ("paged", str(number + 1))])))


def _max_age(feed: Any) -> int | None:
    """Seconds the feed asks for: `ttl` of RSS 2.0 (minutes), else the period of RSS 1.0's syndication module."""
    if minutes := _whole(feed.get("ttl")):
        return minutes * 60
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    return period // (_whole(feed.get("sy_updatefrequency")) or 1) if period else None


def _whole(value: object) -> int:
    """A number as feeds write it; 0 for anything else. A longer one than a year of minutes is cut."""
    digits = str(value or "").strip()
    return min(int(digits[:9]), _YEAR // 60) if digits.isascii() and digits.isdigit() else 0


def _says_anything(item: Any) -> bool:
    return any(item.get(key) for key in ("title", "summary", "content", "link", "links", "id"))


def _entry(item: Any, page: Page, feed_language: str | None) -> Entry:
    link = _link(item, page)
    content_html, base = _content(item, link or page.final_url)
    body = plaintext.fragment(content_html, base)
    summary, summary_links = _summary(item, base)
    title = _title(item)
    published, updated = _dates(item, page.fetched)
    guid = clean_line(str(item.get("id") or ""))
    name = urn(title, summary, body.text, str(item.get("published") or item.get("id") or ""))
    url = link or (guid if re.match(r"(?:urn|tag):", guid) else name)
    return Entry(
        source="",
        key=guid or canonical(url),
        url=url,
        title=title,
        summary=summary,
        content=content_html,
        author=_author(item),
        published=published.at if published else None,
        published_exact=published.exact if published else True,
        updated=updated.at if updated else None,
        language=_language(item) or feed_language,
        complete=not link,
        links=tuple({item.url: item for item in (*body.links, *summary_links)}.values()),
        images=tuple(dict.fromkeys((*_media(item, base), *body.images))),
    )


def _link(item: Any, page: Page) -> str:
    """The address of the entry's page: past feed proxies, then link, alternates, a guid that is one, an enclosure."""
    return next((url for url in _link_candidates(item, page) if url), "")


def _link_candidates(item: Any, page: Page) -> Iterator[str]:
    for key in ("feedburner_origlink", "pheedo_origlink", "link"):
        yield absolute(page.final_url, str(item.get(key) or ""))
    links = [link for link in item.get("links") or [] if link.get("href")]
    for link in links:
        if link.get("rel", "alternate") == "alternate":
            yield absolute(page.final_url, str(link["href"]))
    guid = str(item.get("id") or "").strip()
    yield guid if is_web(guid) else ""
    for link in links:
        if link.get("rel") not in _OTHER_RELATIONS:
            yield absolute(page.final_url, str(link["href"]))
    for link in links:
        if link.get("rel") == "enclosure":
            yield absolute(page.final_url, str(link["href"]))


def _content(item: Any, base: str) -> tuple[str, str]:
    """The longest HTML the entry carries, and what its addresses are relative to."""
    found: list[tuple[str, str]] = []
    for part in item.get("content") or []:
        value, kind = str(part.get("value") or ""), str(part.get("type") or "text/html")
        if kind in _HTML_TYPES or kind == "text/plain":
            markup = value if kind in _HTML_TYPES else plaintext.escaped(value)
            found.append((markup, absolute(base, str(part.get("base") or "")) or base))
    found.extend((str(item.get(key) or ""), base) for key in _FULL_TEXTS)
    if not any(markup.strip() for markup, _ in found) and _is_html(item, "summary"):
        summary = str(item.get("summary") or "")
        found = [(summary, base)] if plaintext.is_markup(summary) else []
    return max(found, key=lambda pair: len(pair[0]), default=("", base))


def _is_html(item: Any, key: str) -> bool:
    detail = item.get(f"{key}_detail") or {}
    return str(detail.get("type") or "text/html") != "text/plain"


def _summary(item: Any, base: str) -> tuple[str, tuple[Link, ...]]:
    value = str(item.get("summary") or "")
    if _is_html(item, "summary") or plaintext.shows_tags(value):
        part = plaintext.fragment(value, base)
        return part.text, part.links
    return "\n".join(filter(None, map(clean_line, value.splitlines()))), ()


def _title(item: Any) -> str:
    value = str(item.get("title") or item.get("media_title") or "")
    return plaintext.title(value, markup=_is_html(item, "title"))


def _dates(item: Any, now: datetime) -> tuple[When | None, When | None]:
    """(published, updated); an entry with one date only was published then, as far as the outlet says."""
    # dict.get, because feedparser answers «updated» with «published» and warns.
    published = when(str(dict.get(item, "published") or ""), dict.get(item, "published_parsed"), now)
    updated = when(str(dict.get(item, "updated") or ""), dict.get(item, "updated_parsed"), now)
    created = when(str(dict.get(item, "created") or ""), dict.get(item, "created_parsed"), now)
    return published or created or updated, updated


def _author(item: Any) -> str | None:
    detail = item.get("author_detail") or {}
    return plaintext.title(str(detail.get("name") or item.get("author") or ""), markup=True) or None


def _language(part: Any) -> str | None:
    return clean_line(str(part.get("language") or ""))[:20] or None


def _media(item: Any, base: str) -> Iterator[str]:
    for link in item.get("links") or []:
        if link.get("rel") == "enclosure" and str(link.get("type") or "").startswith("image"):
            yield absolute(base, str(link.get("href") or ""))
    for media in item.get("media_content") or []:
        if media.get("medium") == "image" or str(media.get("type") or "").startswith("image"):
            yield absolute(base, str(media.get("url") or ""))
    for media in item.get("media_thumbnail") or []:
        yield absolute(base, str(media.get("url") or ""))
