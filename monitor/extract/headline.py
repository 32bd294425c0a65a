"""The headline and the byline of a page: agreement of h1, og:title, JSON-LD, title and feed, without site names."""

from __future__ import annotations

import html
import re

from monitor.markup import Block, Element, Structured, beside, tokens
from monitor.model import Outlet
from monitor.text import clean_line, words

_TAIL = re.compile(r"\s+(?:[|•·»«–—-]|::|//|—)\s+|\s*\|\s*")
LONGEST_TITLE = 400
MOST_HEADS = 30
# A heading of fewer words agrees with any headline that holds them.
LEAST_WORDS = 3
# Share of common words from which two headlines are the same one.
ALIKE = 0.6
_NOT_A_NAME = re.compile(
    r"https?://|@|^\W*$|^(?:фото|снимка|photo|зображення|ілюстрац|иллюстрац|источник|джерело|колаж|коллаж)\b"
    r"|^(?:admin|адмін\w*|administrator|user|root|editor|redactor|автор|author)$",
    re.IGNORECASE,
)
_BYLINE_LABEL = re.compile(
    r"^(?:автор(?:ка|и)?|текст|author|by|журналіст\w*|підготува\w+|подготовил\w*)\s?[:–—-]?\s+", re.IGNORECASE
)
LONGEST_BYLINE = 120
LONGEST_STAMP = 160


def alike(one: str, other: str) -> float:
    """Share of the shorter headline's words that stand in the other, 0..1."""
    first, second = set(words(one)), set(words(other))
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def _overlap(one: str, other: str) -> float:
    first, second = set(words(one)), set(words(other))
    return len(first & second) / max(1, len(first | second))


def _agrees(head: str, judge: str) -> bool:
    return alike(head, judge) >= ALIKE and len(words(head)) >= min(LEAST_WORDS, len(words(judge)))


def headline(root: Element, facts: Structured, hint: str, outlet: Outlet) -> str:
    """The best headline: an h1 that agrees with og:title, JSON-LD or the feed; then those, without the site's name.

    `hint` is the feed's headline and used only where the page has none or several.
    """
    site = _site_names(facts, outlet)
    stated = [strip_site(clean_line(html.unescape(text)), site) for text in _stated(root, facts)]
    stated = [text for text in stated if text and text.lower() not in site]
    heads = [text for text in _heads(root) if text.lower() not in site]
    judges = [text for text in (clean_line(html.unescape(hint)), *stated) if text]
    for judge in judges:
        agreeing = [head for head in heads if _agrees(head, judge)]
        if agreeing:
            return _uncut(max(agreeing, key=lambda head: _overlap(head, judge)), stated)[:LONGEST_TITLE]
    if stated:
        return stated[0][:LONGEST_TITLE]
    return next(iter([*heads, *judges]), "")


def _uncut(head: str, stated: list[str]) -> str:
    """A headline cut with «…» in h1 is taken whole from where it is whole."""
    if head.endswith(("…", "...")):
        start = head.rstrip(".…").lower()
        return next((text for text in stated if text.lower().startswith(start)), head)
    return head


def _heads(root: Element) -> list[str]:
    """Texts of h1 and microdata headlines; where there are none, of h2 and of elements named as a title."""
    found = [e for e in root.iter("h1", "h2", "h3") if e.tag == "h1" or e.get("itemprop") == "headline"]
    if not found:
        named = (e for e in root.iter("h2", "h3", "div", "span") if e.tag == "h2" or "title" in tokens(e))
        found = [e for e in named if not beside(e)][:MOST_HEADS]
    return [text for e in found if 0 < len(text := clean_line(e.text_content() or "")) <= LONGEST_TITLE]


def _stated(root: Element, facts: Structured) -> list[str]:
    title = next((clean_line(element.text_content() or "") for element in root.iter("title")), "")
    return [*facts.named("og:title", "twitter:title", "title"), facts.headline, title]


def _site_names(facts: Structured, outlet: Outlet) -> frozenset[str]:
    names = [outlet.name, *outlet.aliases, *facts.named("og:site_name", "application-name"), *facts.publishers]
    if outlet.home:
        host = outlet.home.partition("://")[2].partition("/")[0].lower().removeprefix("www.")
        names += [host, host.partition(".")[0]]
    return frozenset(name.lower().strip('«»" ') for name in names if name)


def strip_site(title: str, site: frozenset[str]) -> str:
    """«Заголовок | Місто | Сайт» -> «Заголовок»: no site names at either end; of parts between « | » the longest."""
    parts, marks = _TAIL.split(title), _TAIL.findall(title)
    while marks and _names_site(parts[-1], site):
        parts.pop()
        marks.pop()
    while marks and _names_site(parts[0], site):
        parts.pop(0)
        marks.pop(0)
    joined = [parts[0]]
    for mark, part in zip(marks, parts[1:], strict=True):
        if "|" in mark or "::" in mark:
            joined.append(part)
        else:
            joined[-1] += mark + part
    return max(joined, key=len).strip()


def _names_site(part: str, site: frozenset[str]) -> bool:
    text = part.lower().strip('«»" ')
    return len(text) > 2 and any(name and (name in text or text in name) and len(text) < 60 for name in site)


def byline(near: list[Block], facts: Structured, stated: str, fallback: str | None, outlet: Outlet) -> str | None:
    """Who signed the text: by recipe, JSON-LD, meta or class; None where only the site itself is named.

    `near` are the lines around the headline and behind the text, where a byline may stand.
    """
    site = _site_names(facts, outlet)
    groups = (
        (stated,),
        facts.authors,
        tuple(facts.named("author", "article:author", "dc.creator", "mediator_author")),
        tuple(_marked(near)),
        (fallback or "",),
    )
    for group in groups:
        names = [name for text in group if (name := _name(text, site))]
        if names:
            return ", ".join(dict.fromkeys(names))[:LONGEST_BYLINE]
    return None


def _marked(near: list[Block]) -> list[str]:
    """The first line, or inline part of one, that the page marks as the author."""
    for line in near:
        if len(line.text) > LONGEST_STAMP or beside(line.element) or line.element.tag == "li":
            continue
        for element in (*line.element.iter("a", "span", "b", "i", "em", "strong"), line.element):
            if _is_author(element) and (text := clean_line(element.text_content() or "")):
                return [text]
        around = line.element.getparent()
        if _is_author(around) and len(around.text_content() or "") <= LONGEST_STAMP:
            return [line.text]
    return []


def _is_author(element: Element | None) -> bool:
    if element is None:
        return False
    prop = (element.get("itemprop") or "").lower()
    return prop == "author" or element.get("rel") == "author" or bool(tokens(element) & {"author", "byline"})


def _name(text: str, site: frozenset[str]) -> str:
    name = _BYLINE_LABEL.sub("", clean_line(html.unescape(text))).strip(" ,;:")
    if len(name) > LONGEST_BYLINE or _NOT_A_NAME.search(name) or name.lower().strip('«»" ') in site:
        return ""
    return name
