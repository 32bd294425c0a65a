"""One post of a Telegram preview -> one entry: exact text, links, views, forward, reply, media, edit mark, time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import nh3
from lxml import etree, html

from monitor import model, plaintext
from monitor.markup import Element
from monitor.model import Entry, Link
from monitor.text import clean_line
from monitor.urls import absolute

_BASE = "https://t.me/"
_DATA_POST = re.compile(r"([A-Za-z0-9_]{2,64})/([0-9]{1,12})")
_POST_LINK = re.compile(r"https?://(?:www\.)?(?:t\.me|telegram\.me)/(?:s/)?([A-Za-z0-9_]{2,64})/([0-9]{1,12})(?:\?.*)?")
_COUNT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*([KMBКМ]?)", re.IGNORECASE)
_IMAGE = re.compile(r"background-image\s*:\s*url\(\s*['\"]?([^'\")]{1,2000})")
_EDITED = re.compile(r"edited|змінено|ред\.|изменено", re.IGNORECASE)
# Subtrees that are not the post's own words: the hidden «open Telegram» twin, the quoted post, the linked page.
_FOREIGN = frozenset(("media_not_supported_cont", "tgme_widget_message_reply", "tgme_widget_message_link_preview"))
_MEDIA = {
    "tgme_widget_message_photo_wrap": "photo",
    "tgme_widget_message_video_player": "video",
    "tgme_widget_message_roundvideo_player": "round-video",
    "tgme_widget_message_voice_player": "voice",
    "tgme_widget_message_document_wrap": "document",
    "tgme_widget_message_poll": "poll",
    "tgme_widget_message_sticker_wrap": "sticker",
    "tgme_widget_message_location_wrap": "location",
    "tgme_widget_message_contact_wrap": "contact",
    "tgme_widget_message_invoice": "invoice",
    "tgme_widget_message_game": "game",
}
_BLOCKS = frozenset(("blockquote", "pre", "p", "div", "li"))
# Telegram draws an emoji as a box of its own. Where its author put no space behind it, the recorded texts part it
# from the word by the width of its two closing tags, and so does this.
EMOJI_GAP = "  "
_TAGS = {"a", "b", "strong", "i", "em", "u", "s", "del", "code", "pre", "blockquote", "br"}


@dataclass(frozen=True, slots=True)
class Post:
    """`numbers` are those the block stands for (an album's are several); a service message has no entry."""

    numbers: tuple[int, ...]
    entry: Entry | None


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else []


def posts(root: Element) -> tuple[Post, ...]:
    """The posts of a page in its order; blocks without a number («no posts found») are none."""
    blocks = (element for element in root.iter("div") if "tgme_widget_message" in classes(element))
    return tuple(post for block in blocks if (post := _post(block)) is not None)


class _Index:
    """Class -> elements of one post in document order, foreign subtrees left out and kept apart."""

    def __init__(self, block: Element) -> None:
        self.found: dict[str, list[Element]] = {}
        self.foreign: dict[str, list[Element]] = {}
        walk = etree.iterwalk(block, events=("start",))
        for _, element in walk:
            names = classes(element)
            apart = next((name for name in names if name in _FOREIGN), None)
            if apart is not None and element is not block:
                self.foreign.setdefault(apart, []).append(element)
                walk.skip_subtree()
                continue
            for name in names:
                self.found.setdefault(name, []).append(element)

    def first(self, name: str) -> Element | None:
        found = self.found.get(name)
        return found[0] if found else None

    def words(self, name: str) -> str:
        element = self.first(name)
        return clean_line("".join(element.itertext())) if element is not None else ""


def _post(block: Element) -> Post | None:
    index = _Index(block)
    name = _name(block, index)
    if name is None:
        return None
    channel, number = name
    numbers = tuple(sorted({number, *_album_numbers(block, channel)}))
    if "service_message" in classes(block):
        return Post(numbers, None)
    return Post(numbers, _entry(index, channel, number))


def _name(block: Element, index: _Index) -> tuple[str, int] | None:
    match = _DATA_POST.fullmatch(block.get("data-post") or "")
    if match is None:  # a single post embedded on a page of the old kind
        link = index.first("link_anchor")
        match = _POST_LINK.fullmatch((link.get("href") or "") if link is not None else "")
    return (match.group(1), int(match.group(2))) if match else None


def _album_numbers(block: Element, channel: str) -> Iterator[int]:
    for anchor in block.iter("a"):
        match = _POST_LINK.fullmatch(anchor.get("href") or "")
        if match and match.group(1) == channel and (anchor.get("href") or "").endswith("?single"):
            yield int(match.group(2))


def _entry(index: _Index, channel: str, number: int) -> Entry:
    body = _body(index)
    if body is not None:
        _resolve_links(body)
    media = _media(index, body is not None)
    links = {link.url: link for link in (*_links(body), *_preview_links(index))}
    poll = _poll(index)
    text = "\n".join(filter(None, (_text(body) if body is not None else "", poll)))
    return Entry(
        source="",
        key=f"{channel}/{number}",
        url=f"{_BASE}{channel}/{number}",
        summary=text,
        content="<br>".join(filter(None, (_content(body), plaintext.escaped(poll)))),
        author=index.words("tgme_widget_message_from_author") or None,
        published=_time(index),
        complete=True,
        links=tuple(links.values()),
        images=tuple(_images(index)),
        post=model.Post(
            views=count(index.words("tgme_widget_message_views")),
            forwarded_from=_forwarded(index),
            forwarded_url=_forwarded_url(index),
            reply_to=_reply(index),
            media=media,
            edited=_edited(index),
        ),
    )


def _body(index: _Index) -> Element | None:
    """The post's own text; an album's caption is wrapped twice, and the inner one is it."""
    found = index.found.get("tgme_widget_message_text", [])
    own = [element for element in found if "js-message_reply_text" not in classes(element)]
    outer = {above for element in own for above in element.iterancestors()}
    inner = [element for element in own if element not in outer]
    return inner[0] if inner else None


def _text(body: Element) -> str:
    """The text as it is read: <br> and blocks break lines, emoji are letters, nothing is trimmed inside."""
    parts: list[str] = []
    after_emoji = False

    def say(words: str | None) -> None:
        nonlocal after_emoji
        if words:
            if after_emoji and words[0].isalnum():
                parts.append(EMOJI_GAP)
            parts.append(words)
            after_emoji = False

    def new_line() -> None:
        if parts and not parts[-1].endswith("\n"):
            parts.append("\n")

    for event, element in etree.iterwalk(body, events=("start", "end")):
        block = element.tag in _BLOCKS and element is not body
        if event == "start":
            if element.tag == "br":
                parts.append("\n")
                after_emoji = False
            elif block:
                new_line()
            say(element.text)
        else:
            if "emoji" in classes(element) or element.tag == "tg-emoji":
                after_emoji = True
            if block:
                new_line()
            if element is not body:
                say(element.tail)
    return "".join(parts).strip(" \t\r\n\ufeff\u200b")


def _content(body: Element | None) -> str:
    if body is None:
        return ""
    inner = html.tostring(body, encoding="unicode", with_tail=False)
    cleaned: str = nh3.clean(inner, tags=_TAGS, attributes={"a": {"href"}}, link_rel=None)
    return cleaned.strip()


def _resolve_links(body: Element) -> None:
    """Make the addresses absolute; a hashtag («?q=») searches the channel and is no link."""
    for anchor in body.iter("a"):
        href = (anchor.get("href") or "").strip()
        if anchor.get("onclick"):
            href = href.replace("&amp;", "&")  # Telegram escapes the addresses behind words twice
        url = "" if href.startswith("?") else absolute(_BASE, href)
        if url:
            anchor.set("href", url)
        else:
            anchor.attrib.pop("href", None)


def _links(body: Element | None) -> Iterator[Link]:
    for anchor in body.iter("a") if body is not None else ():
        if url := anchor.get("href"):
            yield Link(url=url, text=clean_line("".join(anchor.itertext())))


def _preview_links(index: _Index) -> Iterator[Link]:
    for element in index.foreign.get("tgme_widget_message_link_preview", []):
        if url := absolute(_BASE, element.get("href") or ""):
            title = next((e for e in element.iter() if "link_preview_title" in classes(e)), None)
            yield Link(url=url, text=clean_line("".join(title.itertext())) if title is not None else "")


def _media(index: _Index, has_text: bool) -> tuple[str, ...]:
    kinds: list[str] = []
    pieces = 0
    for name, kind in _MEDIA.items():
        for element in index.found.get(name, []):
            pieces += 1
            icon = next((e for e in element.iter() if "tgme_widget_message_document_icon" in classes(e)), None)
            kinds.append("audio" if icon is not None and "audio" in classes(icon) else kind)
    if index.first("tgme_widget_message_grouped_wrap") is not None or pieces > 1:
        kinds.insert(0, "album")
    hidden = "message_media_not_supported" in index.found or "media_not_supported_cont" in index.foreign
    if hidden and not kinds and not has_text:
        kinds.append("unsupported")
    return tuple(dict.fromkeys(kinds))


def _poll(index: _Index) -> str:
    options = [clean_line("".join(e.itertext())) for e in index.found.get("tgme_widget_message_poll_option_text", [])]
    return "\n".join(
        filter(None, (index.words("tgme_widget_message_poll_question"), *(f"– {o}" for o in options if o)))
    )


def _images(index: _Index) -> Iterator[str]:
    for name in ("tgme_widget_message_photo_wrap", "tgme_widget_message_video_thumb"):
        for element in index.found.get(name, []):
            match = _IMAGE.search(element.get("style") or "")
            if match and (url := absolute(_BASE, match.group(1))):
                yield url


def _forwarded(index: _Index) -> str | None:
    name = index.words("tgme_widget_message_forwarded_from_name")
    if not name:
        name = re.sub(r"^Forwarded from\s*", "", index.words("tgme_widget_message_forwarded_from"))
    return name or None


def _forwarded_url(index: _Index) -> str | None:
    """Of a channel that shows itself; who hides has a name without an address."""
    name = index.first("tgme_widget_message_forwarded_from_name")
    return absolute(_BASE, (name.get("href") or "").strip()) or None if name is not None else None


def _reply(index: _Index) -> str | None:
    for element in index.foreign.get("tgme_widget_message_reply", []):
        if match := _POST_LINK.fullmatch(element.get("href") or ""):
            return f"{match.group(1)}/{match.group(2)}"
    return None


def _edited(index: _Index) -> bool:
    meta = index.first("tgme_widget_message_meta")
    if meta is None:
        return False
    own = (meta.text or "") + "".join(child.tail or "" for child in meta)  # not the signature inside it
    return _EDITED.search(own) is not None


def _time(index: _Index) -> datetime | None:
    times = [time for name in ("tgme_widget_message_date", "link_anchor", "datetime") for time in _times(index, name)]
    return times[0] if times else None


def _times(index: _Index, name: str) -> Iterator[datetime]:
    for element in index.found.get(name, []):
        for time in element.iter("time"):
            try:
                instant = datetime.fromisoformat(time.get("datetime") or "")
            except ValueError:
                continue
            yield (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)


def count(text: str) -> int | None:
    """Telegram's rounded counters: «1.2K» -> 1200, «3.4M» -> 3400000, «10 518» -> 10518."""
    match = _COUNT.match(re.sub(r"(?<=\d)[\s,\u00a0\u202f](?=\d{3}\b)", "", text.strip()))
    if match is None:
        return None
    factor = {"": 1, "K": 1_000, "К": 1_000, "M": 1_000_000, "М": 1_000_000, "B": 1_000_000_000}[match.group(2).upper()]
    number = match.group(1).replace(",", ".")
    whole, _, part = number.partition(".")
    return int(whole) * factor + (int(part) * factor // 10 ** len(part) if part else 0)
