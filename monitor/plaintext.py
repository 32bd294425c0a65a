"""HTML fragments of feeds and posts as plain text, links and images. Pure; keeps the words, judges nothing."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from monitor.markup import blocks, parse_html
from monitor.model import Link
from monitor.text import clean_line, clean_text
from monitor.urls import absolute

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|<!--")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_TAGS_OF_TITLES = re.compile(
    r"</?(?:a|abbr|b|big|br|center|cite|code|del|div|em|font|h[1-6]|i|img|ins|li|mark|nobr|p|q|s|small|span|strike|"
    r"strong|sub|sup|tt|u|ul|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_HIDES_TEXT = re.compile(r"<(?:script|style|!doctype)\b", re.IGNORECASE)
# Left open, as they often are in feeds, these would swallow the text that follows.
_EMBEDDING = re.compile(r"</?(?:embed|object|iframe|param|source|applet)\b[^<>]*>", re.IGNORECASE)
MOST_LINKS = 200  # of one entry; an index of the whole site is not the entry's own links


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a piece of HTML says: text with one line per block, absolute links, images' addresses."""

    text: str
    links: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()


def is_markup(text: str) -> bool:
    """Does the text hold tags or character references, so that it must be read as HTML?"""
    return _MARKUP.search(text) is not None


def shows_tags(text: str) -> bool:
    """Does text that claims to be plain hold tags no writer means literally?"""
    return _TAGS_OF_TITLES.search(text) is not None


def title(text: str, *, markup: bool) -> str:
    """One line of a headline; entities resolved once, inline tags dropped.

    With `markup` False the text is taken as it stands, unless it holds tags no headline means literally.
    """
    if _HIDES_TEXT.search(text):
        return clean_line(fragment(text, "").text)
    if markup or shows_tags(text):
        # Only real tags go: «5 < 6» in a title is text.
        return clean_line(html.unescape(_TAG.sub(_blank, text)))
    return clean_line(text)


def _blank(match: re.Match[str]) -> str:
    """A space for what breaks a line, nothing for what only styles a letter."""
    return " " if re.match(r"</?(?:br|p|div|li|h[1-6]|img|ul|center)\b", match.group(0), re.IGNORECASE) else ""


def fragment(markup: str, base: str) -> Fragment:
    """The text, links and images of a piece of HTML whose addresses are relative to `base`."""
    if not is_markup(markup):
        return Fragment(clean_text(markup))
    root = parse_html(_EMBEDDING.sub("", markup))
    if root is None:
        return Fragment("")
    lines = blocks(root)
    links: dict[str, Link] = {}
    for line in lines:
        for link in line.links:
            url = absolute(base, link.url)
            if url and url not in links:
                links[url] = Link(url=url, text=link.text)
    images = (absolute(base, element.get("src") or element.get("data-src") or "") for element in root.iter("img"))
    return Fragment(
        "\n".join(line.text for line in lines),
        tuple(links.values())[:MOST_LINKS],
        tuple(dict.fromkeys(filter(None, images)))[:MOST_LINKS],
    )


def escaped(text: str) -> str:
    """Plain text as HTML that shows the same lines."""
    return "<br>\n".join(html.escape(line, quote=False) for line in text.splitlines())
