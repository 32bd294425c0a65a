"""Links and pictures that belong to an article's text, as absolute addresses. Nothing from side columns or menus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

from monitor.markup import Block, Element, Structured, beside, tokens
from monitor.model import Entry, Link
from monitor.urls import absolute

# More than this is a directory or a gallery; the rest is of no use to a reader of briefs.
MOST_LINKS, MOST_IMAGES = 200, 30

_POSTS = re.compile(r"//(?:www\.)?(?:youtube\.com/embed/|youtu\.be/|t\.me/\w+/\d|instagram\.com/p/)", re.IGNORECASE)
_NO_PHOTO = re.compile(
    r"icon|logo|sprite|pixel|counter|avatar|emoji|banner|blank|spacer|adfox|doubleclick|informer|/ads?[/._-]|\.svg\b",
    re.IGNORECASE,
)


def own_address(root: Element, facts: Structured, address: str) -> str:
    """The address that the page gives as its own, or ""."""
    links = (link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    stated = next((one for one in (*links, *facts.named("og:url")) if one.strip()), "")
    return absolute(address, stated) or ""


def base_address(root: Element, url: str) -> str:
    """What the page's relative links are relative to: its <base>, else its own address."""
    for element in root.iter("base"):
        if href := (element.get("href") or "").strip():
            return absolute(url, href) or url
    return url


def body_links(kept: list[Block], base: str, entry: Entry) -> tuple[Link, ...]:
    """The text's web links, each address once, with the first wording; a complete entry's own links come first."""
    found: dict[str, Link] = {link.url: link for link in entry.links} if entry.complete else {}
    for line in kept:
        for link in line.links:
            url = absolute(base, link.url)
            if url and link.text and url not in found and len(found) < MOST_LINKS:
                found[url] = Link(url=url, text=link.text)
    for address in _embedded(kept):
        url = absolute(base, address)
        if url and url not in found and len(found) < MOST_LINKS:
            found[url] = Link(url=url)
    return tuple(found.values())


def _embedded(kept: list[Block]) -> Iterator[str]:
    """Addresses of posts shown inside the text: a quoted post is a source, though no word links to it."""
    parents = dict.fromkeys(parent for line in kept if (parent := line.element.getparent()) is not None)
    for parent in parents:
        if parents.keys().isdisjoint(parent.iterancestors()):
            for element in parent.iter("iframe", "script", "blockquote", "div"):
                if (address := _post_address(element)) and not beside(element):
                    yield address


def _post_address(element: Element) -> str:
    get = element.get
    if post := get("data-telegram-post"):
        return f"https://t.me/{post}"
    if element.tag in ("blockquote", "div"):
        known = tokens(element) & {"fb", "twitter", "instagram"}
        return (get("data-href") or get("data-instgrm-permalink") or "") if known else ""
    source = get("src") or get("data-src") or ""
    if "facebook.com/plugins/" in source:
        with suppress(ValueError):
            return next(iter(parse_qs(urlsplit(source).query).get("href", ())), "")
    return source if element.tag == "iframe" and _POSTS.search(source) else ""


def pictures(facts: Structured, kept: list[Block], base: str, entry: Entry) -> tuple[str, ...]:
    """Addresses of the article's pictures: the one it shows in previews, those among its lines, the feed's."""
    found: dict[str, None] = {}
    for address in (*facts.named("og:image", "og:image:url", "twitter:image"), *_among(kept), *entry.images):
        url = absolute(base, address.strip())
        if url and len(found) < MOST_IMAGES:
            found.setdefault(url)
    return tuple(found)


def _among(kept: list[Block]) -> Iterator[str]:
    parents = dict.fromkeys(
        parent for line in kept for parent in (line.element.getparent(), line.element) if parent is not None
    )
    for parent in parents:
        for image in parent.iterfind("*/img"):
            yield from _source(image)
        for image in parent.iterfind("img"):
            yield from _source(image)
        for image in parent.iterfind("*/*/img"):
            yield from _source(image)


def _source(image: Element) -> Iterator[str]:
    source = image.get("data-src") or image.get("data-lazy-src") or image.get("src") or ""
    if source and not source.startswith("data:") and not _NO_PHOTO.search(source):
        yield source
