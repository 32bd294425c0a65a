"""Text to an lxml tree that every later step can walk: bounded in size and depth, whatever the page does."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree, html
from lxml.html import HtmlElement as Element

__all__ = ["Element", "parse_html", "tokens"]

# 2 MB of text is twenty times a normal article; beyond it pages are dumps and only their head is read.
LARGEST = 2_000_000
# Real pages nest 15-60 deep; the extractors recurse, and Python's stack ends near 1000.
DEEPEST = 200
# No article has more elements; the demo's and the real pages have 300-4,000.
MOST_ELEMENTS = 20_000

_INLINE = ("font", "b", "i", "em", "strong", "span", "center", "u", "small", "big", "a", "tt", "strike", "s", "nobr")
_BLOCKS = (
    "div",
    "table",
    "tbody",
    "tr",
    "td",
    "ul",
    "ol",
    "li",
    "section",
    "article",
    "blockquote",
    "dl",
    "dd",
    "main",
)
# A tag with this much inside carries data for scripts; the parser's time grows with the square of its attributes.
_HUGE_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,30})\b[^<>]{20000,}>")
_BAD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TOKEN = re.compile(r"[^a-zа-яіїє0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def parse_html(text: str) -> Element | None:
    """The root element of a page or fragment, or None where there is no markup and no text.

    Broken, deep or endless input gives a smaller tree, never an error: at most LARGEST characters are read.
    """
    clean = _HUGE_TAG.sub(r"<\1>", _BAD.sub("", text[:LARGEST]))
    if not clean.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        root = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return _bounded(root)


def _bounded(root: Element) -> Element:
    depth, count = _measure(root)
    if depth > DEEPEST:
        etree.strip_tags(root, *_INLINE)
        depth, count = _measure(root)
    if depth > DEEPEST:
        etree.strip_tags(root, *_BLOCKS)
    if count > MOST_ELEMENTS:
        _cut(root)
    return root


def _measure(root: Element) -> tuple[int, int]:
    deepest = depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            depth += 1
            count += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return deepest, count


def _cut(root: Element) -> None:
    """Drop everything after the first MOST_ELEMENTS elements, in document order."""
    extra = list(root.iter())[MOST_ELEMENTS:]
    doomed = set(extra)
    for element in extra:
        parent = element.getparent()
        if parent is not None and parent not in doomed:
            parent.remove(element)


@lru_cache(maxsize=4096)
def _split(value: str) -> frozenset[str]:
    return frozenset(part for part in _TOKEN.split(_CAMEL.sub("-", value[:300]).lower()) if part)


def tokens(element: Element) -> frozenset[str]:
    """The words of an element's class, id and role: «sidebar-right newsList» -> {sidebar, right, news, list}."""
    get = element.get
    value = f"{get('class') or ''} {get('id') or ''} {get('role') or ''}"
    return _split(value) if len(value) > 2 else frozenset()
