"""A YouTube channel by its own feed: every video one complete entry with description and views. Watches nothing.

A 404 on a known channel is an outage or a removal and comes from the door as an error, never as «no videos».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from monitor import pagekind, xmltext
from monitor.errors import CollectError
from monitor.language import grammemes
from monitor.model import Entry, Get, Harvest, Link, Page, Post, Seen, Source, Unchanged
from monitor.text import clean_line, clean_text
from monitor.urls import absolute
from monitor.xmltext import local

FEED = "https://www.youtube.com/feeds/videos.xml?channel_id="
# The feed shows this many of the latest videos and no more, and cannot be paged.
SHOWN = 15
_CHANNEL = re.compile(r"\"(?:externalId|channelId)\"\s*:\s*\"(UC[\w-]{22})\"|/channel/(UC[\w-]{22})\b")
_VIDEO = re.compile(r"[\w-]{5,20}")
# Between a title and the channel's name behind it; before one word a dash may be the headline's («… – Тихогір»).
_BAR, _DASH = r"\s*[|•·]\s", r"\s*(?:[|•·–—]|\s-)\s"
# Behind a name at the beginning; what goes on in a small letter is the sentence's own («… – п’ять років в ефірі»).
_NEW = r"(?-i:(?![a-zа-яіїєґ]))"
_OPENS_BAR, _OPENS_DASH, _OPENS_COLON = r"\s*[|•·]\s*", rf"\s+[–—-]\s+{_NEW}", rf"\s*:\s+{_NEW}"
_ADDRESS = re.compile(r"https?://[^\s<>\"«»]{3,500}")


def collect(source: Source, page: Page, get: Get, seen: Seen) -> Harvest:
    """The videos of the feed, newest first; a channel's page leads to its feed.

    Raises CollectError: blocked for a consent or challenge page, broken for what is no channel feed.
    """
    text, _ = xmltext.decode(page.content, page.content_type)
    notes: tuple[str, ...] = ()
    if pagekind.is_html(text):
        address = _feed_address(source, page, text)
        found = get(address)
        notes = (f"{source.url} is the channel's page; its feed is {address}.",)
        if isinstance(found, Unchanged):
            return Harvest(entries=(), notes=notes)
        page, text = found, xmltext.decode(found.content, found.content_type)[0]
    entries = tuple(_entries(source, page, text))
    if len(entries) >= SHOWN and not any(seen(entry.key) for entry in entries):
        notes += (f"All {len(entries)} videos of the feed are new; earlier ones cannot be seen.",)
    return Harvest(entries=entries, notes=notes, state="ok" if entries else "empty")


def _feed_address(source: Source, page: Page, text: str) -> str:
    for link in pagekind.feed_links(text, page.final_url):
        if "/feeds/videos.xml" in link.url:
            return link.url
    if match := _CHANNEL.search(text):
        return FEED + (match.group(1) or match.group(2))
    if "consent." in page.final_url or pagekind.is_challenge(text):
        raise CollectError(source.id, f"{page.url} asks for consent instead of showing the channel.", kind="blocked")
    raise CollectError(source.id, f"{page.url} is neither a channel's feed nor its page.")


def _entries(source: Source, page: Page, text: str) -> Iterator[Entry]:
    try:
        root, _ = xmltext.tree(text)
    except xmltext.Hostile as error:
        raise CollectError(source.id, f"{page.url} is not a feed that can be read: {error}.") from error
    if root is None or local(root) != "feed":
        raise CollectError(source.id, f"{page.url} is not a channel's feed.")
    known: set[str] = set()
    for element in root:
        entry = _entry(source, element) if local(element) == "entry" else None
        if entry is not None and entry.key not in known:
            known.add(entry.key)
            yield entry


def _first(element: etree._Element, *names: str) -> etree._Element | None:
    """The first descendant of each local name in turn: `media:group` then `description`."""
    found: etree._Element | None = element
    for name in names:
        if found is None:
            return None
        found = next((child for child in found.iter() if child is not element and local(child) == name), None)
    return found


def _words(element: etree._Element, *names: str) -> str:
    found = _first(element, *names)
    return (found.text or "") if found is not None else ""


def _entry(source: Source, element: etree._Element) -> Entry | None:
    video = _words(element, "videoid").strip()
    link = _first(element, "link")
    url = absolute("https://www.youtube.com/", link.get("href") or "") if link is not None else ""
    if not video and (match := re.search(r"[?&]v=([\w-]{5,20})", url)):
        video = match.group(1)
    if not _VIDEO.fullmatch(video):
        return None
    description = clean_text(_words(element, "group", "description"))
    thumbnail = _first(element, "group", "thumbnail")
    image = absolute("https://www.youtube.com/", thumbnail.get("url") or "") if thumbnail is not None else ""
    statistics = _first(element, "group", "statistics")
    views = (statistics.get("views") or "") if statistics is not None else ""
    title = clean_line(_words(element, "title") or _words(element, "group", "title"))
    channel = clean_line(_words(element, "author", "name"))
    return Entry(
        source=source.id,
        key=f"yt:video:{video}",
        url=f"https://www.youtube.com/watch?v={video}",
        title=_without(channel, title),
        summary=description,
        author=channel or None,
        published=_instant(_words(element, "published")),
        updated=_instant(_words(element, "updated")),
        complete=True,
        links=tuple(dict.fromkeys(Link(url=match.rstrip(".,;:!?)»")) for match in _ADDRESS.findall(description))),
        images=(image,) if image else (),
        post=Post(views=int(views) if re.fullmatch(r"[0-9]{1,15}", views) else None, media=("video",)),
    )


def _without(channel: str, title: str) -> str:
    """«Заголовок | Назва каналу», «Назва каналу: Заголовок» -> «Заголовок»: whose video it is stands beside it anyway.

    One word may be the headline's own («Тихогір: Підсумки тижня»), and a person before a colon says what follows.
    """
    if not channel:
        return title
    name = rf"[«\"]?{re.escape(channel)}[»\"]?"
    parted, opens = _BAR, [_OPENS_BAR]
    if " " in channel:
        parted, opens = _DASH, [_OPENS_BAR, _OPENS_DASH, *([] if _is_person(channel) else [_OPENS_COLON])]
    rest = re.sub(rf"{parted}{name}[.\s]*$|^{name}(?:{'|'.join(opens)})", "", title, flags=re.IGNORECASE).strip()
    return rest or title


def _is_person(name: str) -> bool:
    """Is a first name in it («Марта Липка»)? «Радіо Марія» is taken for a person too, and stays before a colon."""
    return any(word[:1].isupper() and "Name" in grammemes(word) for word in name.split())


def _instant(written: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
