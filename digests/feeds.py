"""Feeds of our own as files: approved issues, and the items about the city, as Atom and JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

from digests import wording
from digests.issues import Frozen, restore
from digests.model import Digest
from digests.render.page import href
from monitor.language.numerals import midnight
from monitor.model import Document
from monitor.text import clean_line

ATOM = "http://www.w3.org/2005/Atom"
# Readers ask often and keep what they have seen; older entries only cost bytes.
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One element of a feed. `id` never changes; `url` is None where there is no page to lead to."""

    id: str
    title: str
    updated: datetime
    summary: str
    url: str | None = None
    author: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What the feed as a whole says of itself. `authority` is a domain the institution owns; ids are built on it."""

    authority: str
    title: str
    author: str
    home: str | None = None
    base: str | None = None  # where the files will lie, with its final slash
    scope: str = ""  # the place, where feeds of several places stand under one authority: two «issue 1» must differ


def issue_entry(issue: Frozen, channel: Channel, approved: datetime, url: str | None = None) -> Entry:
    """An approved issue as an element; its summary is its figures."""
    digest = restore(issue.content)
    return Entry(
        id=_tag(channel, digest.window.day, f"issue/{issue.id}"),
        title=f"{digest.title} {wording.during(digest)} (№ {issue.id.rpartition('/')[2]})",
        updated=approved,
        summary=wording.figures(digest),
        url=url,
        author=digest.department or digest.institution,
    )


def item_entries(digest: Digest, channel: Channel) -> tuple[Entry, ...]:
    """Every counted clip of the digest, newest first; a clip without a date carries the issue's day."""
    found = [
        Entry(
            id=_tag(channel, line.day or digest.window.day, f"item/{line.article}"),
            title=line.headline,
            updated=line.published or midnight(digest.window.day),
            summary=" ".join(item.quote) if line == item.lead else f"Той самий сюжет: {item.lead.headline}",
            url=line.url,
            author=line.outlet_name,
            tags=(section.title,),
        )
        for section in digest.sections
        if section.view == "items"
        for item in section.items
        for line in item.lines
    ]
    return tuple(sorted(found, key=lambda entry: (-entry.updated.timestamp(), entry.id)))


def render(name: str, entries: Iterable[Entry], channel: Channel) -> tuple[Document, Document]:
    """«NAME.atom» and «NAME.json» with the newest entries; a later one of the same id replaces an earlier."""
    unique = {entry.id: entry for entry in sorted(entries, key=_age)}
    newest = tuple(sorted(unique.values(), key=_age, reverse=True))[:MOST]
    atom_file = Document(
        filename=f"{name}.atom", media_type="application/atom+xml; charset=utf-8", content=atom(name, newest, channel)
    )
    json_file = Document(
        filename=f"{name}.json", media_type="application/feed+json", content=json_feed(name, newest, channel)
    )
    return atom_file, json_file


def _age(entry: Entry) -> tuple[datetime, str]:
    return (entry.updated, entry.id)


def atom(name: str, entries: Sequence[Entry], channel: Channel) -> bytes:
    """RFC 4287. The feed is as new as its newest entry."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "uk"})
    _text(root, "id", f"tag:{channel.authority},2026:{_scoped(channel, f'feed/{name}')}")
    _text(root, "title", channel.title)
    _text(root, "updated", _instant(max((entry.updated for entry in entries), default=_NEVER)))
    _text(_child(root, "author"), "name", channel.author)
    _link(root, "alternate", channel.home)
    _link(root, "self", f"{channel.base}{name}.atom" if channel.base else None)
    for entry in entries:
        _entry(_child(root, "entry"), entry)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def json_feed(name: str, entries: Sequence[Entry], channel: Channel) -> bytes:
    """JSON Feed 1.1."""
    value: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean_line(channel.title),
        "language": "uk",
        "home_page_url": href(channel.home),
        "feed_url": href(f"{channel.base}{name}.json") if channel.base else None,
        "authors": [{"name": clean_line(channel.author)}],
        "items": [_item(entry) for entry in entries],
    }
    return (json.dumps(_without_none(value), ensure_ascii=False, indent=1) + "\n").encode()


_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def _tag(channel: Channel, day: date, rest: str) -> str:
    """A tag URI (RFC 4151): unique for ever without being a page."""
    return f"tag:{channel.authority},{day.isoformat()}:{_scoped(channel, rest)}"


def _scoped(channel: Channel, rest: str) -> str:
    return f"{channel.scope}/{rest}" if channel.scope else rest


def _entry(node: ET.Element, entry: Entry) -> None:
    _text(node, "id", entry.id)
    _text(node, "title", entry.title or "Без заголовка")
    _text(node, "updated", _instant(entry.updated))
    if entry.author:
        _text(_child(node, "author"), "name", entry.author)
    _link(node, "alternate", entry.url)
    for tag in entry.tags:
        _child(node, "category").set("term", clean_line(tag))
    # RFC 4287 wants content where no alternate link leads to a page.
    _text(node, "summary" if href(entry.url) else "content", entry.summary)


def _item(entry: Entry) -> dict[str, object]:
    return _without_none(
        {
            "id": clean_line(entry.id),
            "title": clean_line(entry.title) or "Без заголовка",
            "url": href(entry.url),
            "content_text": clean_line(entry.summary),
            "date_published": _instant(entry.updated),
            "authors": [{"name": clean_line(entry.author)}] if entry.author else None,
            "tags": [clean_line(tag) for tag in entry.tags] or None,
        }
    )


def _without_none(value: dict[str, object]) -> dict[str, object]:
    return {key: item for key, item in value.items() if item is not None}


def _child(node: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(node, f"{{{ATOM}}}{name}")


def _text(node: ET.Element, name: str, text: str) -> None:
    _child(node, name).text = clean_line(text)


def _link(node: ET.Element, relation: str, url: str | None) -> None:
    if target := href(url):
        link = _child(node, "link")
        link.set("rel", relation)
        link.set("href", target)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
