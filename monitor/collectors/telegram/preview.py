"""One page of t.me: the posts of a preview and its way back, or what kind of peer stands there instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from monitor.collectors.telegram.post import Post, classes, posts
from monitor.markup import Element, parse_html
from monitor.text import clean_line

_MEMBERS = re.compile(r"\b(?:members?|online)\b|учасник|участник", re.IGNORECASE)
_SUBSCRIBERS = re.compile(r"\bsubscribers?\b|підписник|подписчик", re.IGNORECASE)
_BANNED = re.compile(
    r"can.t be displayed|unavailable due to|view posts|violat|copyright|не може бути показан|не может быть показан",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview with `history`, or a peer without one: then `state` and `reason` say what it is."""

    history: bool
    posts: tuple[Post, ...] = ()
    before: int | None = None  # the number that asks for the page before this one
    state: str = "ok"
    reason: str = ""
    preview_link: str = ""


def read(text: str) -> Preview | None:
    """What the page shows; None for a page that is not Telegram's at all."""
    root = parse_html(text)
    if root is None:
        return None
    found = posts(root)
    index = _index(root)
    if found or "tgme_channel_history" in index or "tgme_channel_info" in index:
        if not found and "tgme_channel_history_unavailable" in index:
            return Preview(False, state="restricted", reason="The channel's preview is closed.")
        return Preview(True, found, _cursor(root, index))
    if not any(name.startswith("tgme_") for name in index):
        return None
    return _peer(root, index)


def _index(root: Element) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for element in root.iter():
        for name in classes(element):
            found.setdefault(name, []).append(element)
    return found


def _cursor(root: Element, index: dict[str, list[Element]]) -> int | None:
    """Telegram's own cursor: computed from post numbers it would lead back to the newest page at the beginning."""
    candidates = [element.get("data-before") or "" for element in index.get("tme_messages_more", [])]
    links = [*index.get("tme_messages_more", []), *(e for e in root.iter("link") if e.get("rel") == "prev")]
    for link in links:
        try:
            candidates += parse_qs(urlsplit(link.get("href") or "").query).get("before", [])
        except ValueError:
            continue
    return next((int(value) for value in candidates if re.fullmatch(r"[0-9]{1,12}", value)), None)


def _peer(root: Element, index: dict[str, list[Element]]) -> Preview:
    """A landing page: t.me answers every name with 200, so only its words tell what the name is."""

    def words(*names: str) -> str:
        return clean_line(" ".join(" ".join(e.itertext()) for name in names for e in index.get(name, [])))

    extra, description = words("tgme_page_extra"), words("tgme_page_description", "tgme_widget_message_error")
    hidden = any("noindex" in (e.get("content") or "") for e in root.iter("meta") if e.get("name") == "robots")
    link = next((e.get("href") or "" for e in root.iter("a") if (e.get("href") or "").startswith("/s/")), "")
    if _SUBSCRIBERS.search(extra):
        return Preview(False, state="restricted", reason="The channel shows no posts on the web.", preview_link=link)
    if _MEMBERS.search(extra):
        return Preview(False, state="group", reason="This is a group, and groups have no public preview.")
    if _BANNED.search(description) and (hidden or not extra):
        return Preview(False, state="restricted", reason="Telegram does not show this channel.", preview_link=link)
    if link and not extra:
        return Preview(False, state="restricted", reason="The channel shows no posts on the web.", preview_link=link)
    if extra:
        return Preview(False, state="none", reason="This is a person or a bot, not a channel.")
    return Preview(False, state="none", reason="There is no channel of this name.")
