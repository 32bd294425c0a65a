"""What a page says about itself to machines: JSON-LD and meta tags, read leniently. Believes nothing by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.markup.tree import Element
from monitor.text import clean_line

ARTICLE_TYPES = frozenset(
    "article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle "
    "liveblogposting socialmediaposting report techarticle scholarlyarticle videoobject posting event".split()
)
LIST_TYPES = frozenset("collectionpage itemlist searchresultspage profilepage".split())
# What has dates of its own that say nothing about a text.
_NO_TEXT = frozenset("organization newsmediaorganization website person imageobject brand place product".split())
_FOREIGN_KEYS = frozenset("itemlistelement haspart comment review mentions citation relatedlink isbasedon".split())
# A graph bigger than this describes a site, not an article.
MOST_NODES = 2_000

_TRAILING_COMMA = re.compile(r",\s{0,20}([}\]])")
_DATE_FIELD = re.compile(r'"(datePublished|dateModified)"\s{0,5}:\s{0,5}"([^"]{4,60})"')


@dataclass(frozen=True, slots=True)
class Structured:
    """The page's own statements; empty where it makes none. Dates are as written."""

    kinds: frozenset[str] = frozenset()  # lower-case JSON-LD types
    headline: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    published: tuple[str, ...] = ()  # of articles, best first
    framed: tuple[str, ...] = ()  # of the page around it (WebPage and unknown types): the template's date at times
    modified: tuple[str, ...] = ()
    paid: bool = False  # an article that says it is not accessible for free
    meta: tuple[tuple[str, str], ...] = ()  # lower-case name -> content, in document order

    def named(self, *names: str) -> Iterator[str]:
        """Contents of the meta tags with these names, in the order of the names."""
        for name in names:
            for key, value in self.meta:
                if key == name and value:
                    yield value


@dataclass(frozen=True, slots=True)
class _Node:
    fields: dict[str, object]
    foreign: bool

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(word.lower().rpartition("/")[2] for word in _strings(self.fields.get("@type")))


def structured(root: Element) -> Structured:
    """Read every JSON-LD script and meta tag of the page. Broken JSON gives what can be saved of it."""
    nodes: list[_Node] = []
    loose: list[tuple[str, str]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            written = (script.text or "").strip()
            found = list(_nodes(_load(written)))
            nodes.extend(found)
            if not found:
                loose.extend((match[1], match[2]) for match in _DATE_FIELD.finditer(written))
    own = [node for node in nodes if not node.foreign]
    pages = [node for node in own if not node.kinds & (ARTICLE_TYPES | _NO_TEXT)]
    articles = [node for node in own if node.kinds & ARTICLE_TYPES]
    return Structured(
        kinds=frozenset().union(*(node.kinds for node in own)) if own else frozenset(),
        headline=_first(articles, "headline") or _first(articles, "name"),
        body=_first(articles, "articleBody", lines=True),
        authors=tuple(dict.fromkeys(name for node in articles for name in _names(node.fields.get("author")))),
        publishers=tuple(dict.fromkeys(name for node in own for name in _names(node.fields.get("publisher")))),
        published=(
            *_all(articles, "datePublished"),
            *_all(articles, "uploadDate"),
            *_all(articles, "dateCreated"),
            *(value for key, value in loose if key == "datePublished"),
        ),
        framed=_all(pages, "datePublished"),
        modified=(
            *_all(articles, "dateModified"),
            *_all(pages, "dateModified"),
            *(value for key, value in loose if key == "dateModified"),
        ),
        paid=any(str(node.fields.get("isAccessibleForFree", "")).lower() == "false" for node in articles),
        meta=tuple(_meta(root)),
    )


def _load(written: str) -> object:
    text = written.removeprefix("<!--").removesuffix("-->").replace("//<![CDATA[", "").replace("//]]>", "")
    text = text.replace("<![CDATA[", "").replace("]]>", "").strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object) -> Iterator[_Node]:
    stack: list[tuple[object, bool]] = [(value, False)]
    seen = 0
    while stack and seen < MOST_NODES:
        item, foreign = stack.pop()
        seen += 1
        if isinstance(item, list):
            stack.extend((part, foreign) for part in reversed(item))
        elif isinstance(item, dict):
            yield _Node(item, foreign)
            for key, part in reversed(list(item.items())):
                if isinstance(part, dict | list):
                    stack.append((part, foreign or str(key).lower() in _FOREIGN_KEYS))


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(part) for part in values if isinstance(part, str | int | float) and not isinstance(part, bool)]


def _first(nodes: list[_Node], key: str, *, lines: bool = False) -> str:
    for node in nodes:
        for text in _strings(node.fields.get(key)):
            if text.strip():
                return text.strip() if lines else clean_line(text)
    return ""


def _all(nodes: list[_Node], key: str) -> tuple[str, ...]:
    return tuple(text for node in nodes for text in _strings(node.fields.get(key)) if text.strip())


def _names(value: object) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        name = part.get("name") if isinstance(part, dict) else part
        for text in _strings(name):
            if cleaned := clean_line(text):
                yield cleaned


def _meta(root: Element) -> Iterator[tuple[str, str]]:
    for tag in root.iter("meta"):
        content = clean_line(tag.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            if name := tag.get(attribute):
                yield name.strip().lower(), content
