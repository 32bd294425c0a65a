"""A stored document without the items that were deleted: the rest of it stays evidence for the others. Pure.

Refuses to leave a document in which anything is still found: then the whole of it goes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from monitor import charset
from monitor.deletion.needles import Needles
from monitor.model import Page

GONE = "Вилучено на вимогу."
_MARK = re.compile(r"<(/?)(item|entry|url)\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"""\b(?:href|src)\s*=\s*["']?([^"'\s>]{1,2000})""", re.IGNORECASE)
_INLINE = frozenset("a b i u em strong span small font h1 h2 h3 h4 h5 h6 time img picture source figure".split())


def without(page: Page, needles: Needles) -> bytes | None:
    """The page's bytes without what is found in it; the same bytes where nothing is, None where it cannot stay."""
    text, codec = charset.decode(page.content, page.content_type)
    if not _is_in(text, page.url, needles):
        return page.content
    cleaner = _cleaner(page, text)
    cleaned = _html(text, page.url, needles) if cleaner is None else cleaner(text, needles)
    if cleaned is None or _is_in(cleaned, page.url, needles):
        return None
    return cleaned.encode(codec, "xmlcharrefreplace")


def _is_in(text: str, base: str, needles: Needles) -> bool:
    """Is something found in the text, or named by a relative link?"""
    if needles.found(text):
        return True
    return bool(needles.fragments) and needles.found("\n".join(_absolute(base, link) for link in _LINK.findall(text)))


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def rewritten(value: str, needles: Needles) -> str:
    """A note or reason of ours without what is found in it; JSON stays JSON."""
    if value.lstrip()[:1] in ("{", "["):
        cleaned = _json(value, needles)
        if cleaned is not None and not needles.found(cleaned):
            return cleaned
    return GONE


def _cleaner(page: Page, text: str) -> Callable[[str, Needles], str | None] | None:
    """What cleans such a document; None for a web page."""
    kind, start = page.content_type.lower(), text.lstrip("\ufeff \t\r\n")[:200].lower()
    if "jsonl" in kind:
        return _lines
    if "csv" in kind:
        return _table
    if "json" in kind or start[:1] in "{[":
        return _json
    if "html" in kind or start.startswith(("<!doctype html", "<html")):
        return None
    return _blocks if start.startswith("<") else _nothing


def _nothing(_text: str, _needles: Needles) -> None:
    return None


def _lines(text: str, needles: Needles) -> str:
    return "\n".join(line for line in text.split("\n") if not needles.found(line))


def _table(text: str, needles: Needles) -> str:
    """A CSV without its rows; the head of the table stays."""
    csv.field_size_limit(5_000_000)
    separator = max(";,\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=separator)
    writer.writerows(row for number, row in enumerate(rows) if number == 0 or not needles.found("\n".join(row)))
    return made.getvalue()


def _json(text: str, needles: Needles) -> str | None:
    try:
        return json.dumps(_value(json.loads(text), needles), ensure_ascii=False)
    except (ValueError, RecursionError):
        return None


def _value(value: Any, needles: Needles) -> Any:
    """Elements of lists go whole; what stands outside of a list loses its words."""
    if isinstance(value, list):
        inner = [_value(one, needles) if _has_list(one) else one for one in value]
        return [one for one in inner if not needles.found(_flat(one))]
    if isinstance(value, dict):
        return {key: _value(one, needles) for key, one in value.items() if not needles.found(key)}
    return GONE if isinstance(value, str) and needles.found(value) else value


def _has_list(value: Any) -> bool:
    """Does it hold a list of objects, which may be cleaned one by one?"""
    return isinstance(value, dict) and any(
        isinstance(one, list) and any(isinstance(x, dict) for x in one) for one in value.values()
    )


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key}\n{_flat(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "\n".join(_flat(one) for one in value)
    return str(value)


def _blocks(text: str, needles: Needles) -> str:
    """A feed or sitemap without its elements. Each mark is looked at once, so that a page of marks costs no more."""
    kept: list[str] = []
    done, start, name = 0, -1, ""
    for mark in _MARK.finditer(text):
        if start < 0 and not mark[1]:
            start, name = mark.start(), mark[2].lower()
        elif start >= 0 and mark[1] and mark[2].lower() == name:
            if needles.found(text[start : mark.end()]):
                kept.append(text[done:start])
                done = mark.end()
            start = -1
    return "".join((*kept, text[done:]))


def _html(text: str, base: str, needles: Needles) -> str | None:
    """A page without the cards, posts and links that speak of it."""
    try:
        root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    for _ in range(3):  # what stood between two removed parts may have come together
        hits = list(_smallest(root, base, needles))
        for node in hits:
            _remove(node)
        if not hits:
            break
    for comment in list(root.iter(etree.Comment)):
        if needles.found(str(comment.text or "")):
            comment.text = ""
    return str(html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def _smallest(node: Any, base: str, needles: Needles) -> Iterator[Any]:
    """The smallest elements that hold something: in an attribute, or in their text but in no child's."""
    if needles.found(_attributes(node, base)):
        yield node
        return
    if not needles.found(_everything(node, base)):
        return
    inner = [hit for child in node if isinstance(child.tag, str) for hit in _smallest(child, base, needles)]
    yield from inner or ([node] if needles.found(_words(node)) else [])


def _attributes(node: Any, base: str) -> str:
    return "\n".join(
        _absolute(base, str(value)) if name in ("href", "src") else str(value) for name, value in node.attrib.items()
    )


def _everything(node: Any, base: str) -> str:
    return "\n".join((_words(node), *(_attributes(part, base) for part in node.iter(etree.Element))))


def _words(node: Any) -> str:
    """The text twice: words may run on over a tag («Охрім<b>а</b>»), or end at one («…ко</p><p>Ще»)."""
    parts = list(node.itertext())
    return f"{''.join(parts)}\n{' '.join(parts)}"


def _remove(node: Any) -> None:
    """The element with the card around it: the nearest one that stands in a row of its like, else itself alone."""
    top = node
    while (parent := top.getparent()) is not None and parent.tag not in ("html", "body", "main", "head"):
        if top.tag not in _INLINE and sum(1 for one in parent if one.tag == top.tag) > 1:
            break
        top = parent
    else:
        top = node
    if top.getparent() is not None and top.tag != "body":
        top.drop_tree()
    elif top.tag == "body":
        for child in list(top):
            top.remove(child)
        top.text = ""
