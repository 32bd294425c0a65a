"""JSON Feed 1.0 and 1.1 (jsonfeed.org) -> entries. Skips nothing that has an id, a link or a text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from monitor import plaintext
from monitor.collectors.feed.parsed import Parsed, When, distinct, urn, when
from monitor.errors import CollectError
from monitor.model import Entry, Page, Source
from monitor.text import clean_line, clean_text
from monitor.urls import absolute, canonical

Fields = Mapping[str, object]


def read(source: Source, page: Page, text: str, encoding: str) -> Parsed:
    """The entries of one JSON Feed.

    Raises CollectError when the text is no JSON (also when it is cut off) or no JSON Feed.
    """
    try:
        document = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise CollectError(source.id, f"{page.url} is not readable JSON ({encoding}): {error}.") from error
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise CollectError(source.id, f"{page.url} is JSON, but no JSON Feed: it has no list of items.")
    good = [item for item in items if isinstance(item, dict)]
    entries = distinct([_entry(item, page, _text(document, "language") or None) for item in good])
    notes: list[str] = []
    if not _text(document, "version").startswith("https://jsonfeed.org/version/1"):
        notes.append("The document does not say that it is a JSON Feed of version 1.")
    if len(good) < len(items):
        notes.append(f"{len(items) - len(good)} items of the feed are no objects and were left out.")
    return Parsed(entries, tuple(notes), earlier=absolute(page.final_url, _text(document, "next_url")))


def _entry(item: Fields, page: Page, feed_language: str | None) -> Entry:
    base = page.final_url
    link = absolute(base, _text(item, "url")) or absolute(base, _text(item, "external_url"))
    plain, content = _text(item, "content_text"), _text(item, "content_html")
    body = plaintext.fragment(content, link or base)
    title = plaintext.title(_text(item, "title"), markup=False)
    summary = clean_text(_text(item, "summary") or plain) or body.text
    guid = clean_line(_identifier(item))
    link = link or (absolute(base, guid) if guid.startswith(("http://", "https://")) else "")
    url = link or urn(guid, title, summary)
    published = _when(item, "date_published", page.fetched)
    updated = _when(item, "date_modified", page.fetched)
    first = published or updated
    return Entry(
        source="",
        key=guid or canonical(url),
        url=url,
        title=title,
        summary=summary,
        content=content or plaintext.escaped(plain),
        author=_author(item),
        published=first.at if first else None,
        published_exact=first.exact if first else True,
        updated=updated.at if updated else None,
        language=_text(item, "language") or feed_language,
        complete=not link,
        links=body.links,
        images=tuple(dict.fromkeys((*_images(item, base), *body.images))),
    )


def _text(fields: Fields, key: str) -> str:
    value = fields.get(key)
    # A lone surrogate («\ud800») is legal JSON and no text.
    return value.strip().encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _identifier(fields: Fields) -> str:
    """Version 1 asks readers to take numbers for identifiers too."""
    value = fields.get("id")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else _text(fields, "id")


def _when(item: Fields, key: str, now: datetime) -> When | None:
    return when(_text(item, key), None, now)


def _author(item: Fields) -> str | None:
    authors = item.get("authors")
    listed = authors if isinstance(authors, list) else [item.get("author")]
    names = (clean_line(_text(author, "name")) for author in listed if isinstance(author, dict))
    return ", ".join(filter(None, names)) or None


def _images(item: Fields, base: str) -> Iterator[str]:
    for key in ("image", "banner_image"):
        if url := absolute(base, _text(item, key)):
            yield url
    attachments = item.get("attachments")
    for part in attachments if isinstance(attachments, list) else []:
        if isinstance(part, dict) and _text(part, "mime_type").startswith("image"):
            yield absolute(base, _text(part, "url"))
