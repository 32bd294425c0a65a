"""The headline and the byline of a page: agreement of h1, og:title, JSON-LD, title and feed, without site names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from monitor.extract import phrases
from monitor.extract.cutting import is_stamp
from monitor.extract.generic import key
from monitor.markup import Block, Element, Structured, beside, tokens
from monitor.model import Outlet
from monitor.text import alike, clean_line, words

_TAIL = re.compile(r"\s+(?:[|•·»«–—-]|::|//|—)\s+|\s*\|\s*")
LONGEST_TITLE = 400
MOST_HEADS = 30
# A heading of more pieces of text is no headline but a part of the page.
MOST_PARTS = 200
# A heading of fewer words agrees with any headline that holds them.
LEAST_WORDS = 3
# Share of common words from which two headlines are the same one.
ALIKE = 0.6
# An <h2> is the headline of a page with an <h1> only where both say the same: this share of all their words.
SAME_WORDS = 0.5
# What is left of a headline without its counter or date.
LEAST_HEADLINE = 2
_STAMPS = frozenset(
    "date dates datetime time published posted views view viewed hits counter count cnt watch eye comments".split()
)
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


def _overlap(one: str, other: str) -> float:
    first, second = set(words(one)), set(words(other))
    return len(first & second) / max(1, len(first | second))


def _agrees(head: str, judge: str) -> bool:
    return alike(head, judge) >= ALIKE and len(words(head)) >= min(LEAST_WORDS, len(words(judge)))


def set_stamps_apart(root: Element, facts: Structured, hint: str) -> None:
    """Moves counters and dates at either end of a headline into lines of their own, right below it.

    «<h1>Школі купили автобус <span>1 245</span></h1>»: what is a stamp is told by its name, or by whoever else states
    the headline without it; what anyone states as part of the headline («Бюджет <b>2027</b>») stays.
    """
    said = [key(html.unescape(text)) for text in (hint, *_stated(root, facts)) if text]
    for head in list(root.iter("h1", "h2")):
        whole = _heading(head)
        if not whole:
            continue
        for part in list(head.iter("span", "small", "time", "i", "em", "b", "sup", "div")):
            if _is_stamp_of(part, whole, said) and any(around is head for around in part.iterancestors()):
                below = head.makeelement("div", {"class": part.get("class") or ""})
                part.drop_tree()
                part.tail = None
                below.append(part)
                head.addnext(below)
                whole = _heading(head)


def _heading(head: Element) -> str:
    """The text of a heading; "" of one that holds more than a headline (half a page, where it was never closed)."""
    parts: list[str] = []
    size = 0
    for part in head.itertext():
        parts.append(part)
        size += len(part.strip())
        if size > LONGEST_TITLE or len(parts) > MOST_PARTS:
            return ""
    return clean_line("".join(parts))


def _is_stamp_of(part: Element, whole: str, said: list[str]) -> bool:
    """Whether this part of the heading whose text is `whole` is no part of the headline."""
    text = clean_line(part.text_content() or "")
    if not text or not (is_stamp(text) or phrases.counts(text)):
        return False
    if not (whole.endswith(text) or whole.startswith(text)):
        return False
    rest = whole.removesuffix(text) if whole.endswith(text) else whole.removeprefix(text)
    if len(words(rest)) < LEAST_HEADLINE or any(key(whole) in one for one in said):
        return False
    named = part.tag == "time" or bool(tokens(part) & _STAMPS)
    return named or any(key(rest) in one for one in said)


def headline(root: Element, facts: Structured, hint: str, outlet: Outlet, lines: list[Block]) -> str:
    """The best headline: an h1 that agrees with the feed, og:title or JSON-LD; then those, without the site's name.

    `hint` is the headline that a feed or list gave. Where no h1 says it, an h2 or a line of the page that does is the
    headline: the h1 of such a site is its own slogan, on every page the same.
    """
    site = _site_names(facts, outlet)
    hint = clean_line(html.unescape(hint))
    stated = [strip_site(clean_line(html.unescape(text)), site) for text in _stated(root, facts)]
    stated = [text for text in stated if text and text.lower() not in site]
    first, logos = _heads(root), _logos(root)
    heads = [text for text in first if text.lower() not in site and text not in logos] if first else _lesser(root)
    lesser = _own(root) if first else []
    slogans = logos
    if hint:
        if found := _agreeing(heads, lesser, hint):
            return _uncut(found, stated)[:LONGEST_TITLE]
        if _is_line(lines, hint):
            return hint[:LONGEST_TITLE]
        slogans = logos | site  # «Вісті: новини міста» is not what the source calls the article
        heads = [text for text in heads if not _is_slogan(text, slogans)]
    for judge in (text for text in stated if not _is_slogan(text, slogans)):
        if found := _agreeing(heads, lesser, judge):
            return _uncut(found, stated)[:LONGEST_TITLE]
    rest = (*(text for text in stated if not _is_slogan(text, slogans)), *heads, hint, *lesser, *stated)
    return next((text for text in rest if text), "")[:LONGEST_TITLE]


def shows(root: Element, facts: Structured, lines: list[Block], hint: str) -> bool:
    """Whether the page itself, and not a link on it, states this headline of a feed or list."""
    said = (*_stated(root, facts), *(line.text for line in lines if not line.linked or line.element.tag == "h1"))
    return any(_agrees(text, hint) and _overlap(text, hint) >= SAME_WORDS for text in said if text)


def _agreeing(heads: list[str], lesser: list[str], judge: str) -> str:
    """The heading that says most of what the judge says; a lesser one must say nearly the same. "" where none does."""
    found = [head for head in heads if _agrees(head, judge)]
    found = found or [head for head in lesser if _agrees(head, judge) and _overlap(head, judge) >= SAME_WORDS]
    return max(found, key=lambda head: _overlap(head, judge), default="")


def _is_line(lines: list[Block], hint: str) -> bool:
    """Whether the headline the source gave stands on the page as a line, and not as a link to it."""
    wanted = key(hint)
    if len(words(hint)) < LEAST_WORDS:
        return False
    return any(key(line.text) == wanted and not line.linked and not beside(line.element) for line in lines)


def _is_slogan(text: str, names: frozenset[str]) -> bool:
    """«Вісті: новини міста», where the site is called «Вісті»."""
    low = text.lower()
    return any(len(name) > 2 and re.match(re.escape(name) + r"\s*[:,.|–—-]", low) for name in names)


def _logos(root: Element) -> frozenset[str]:
    """Headings that are nothing but a link to the home page: the site's name."""
    found = set()
    for head in root.iter("h1"):
        text = clean_line(head.text_content() or "")
        for link in (*head.iter("a"), *head.iterancestors("a")):
            if text and clean_line(link.text_content() or "") == text and _leads_home(link.get("href") or ""):
                found |= {text, text.lower()}
    return frozenset(found)


def _leads_home(href: str) -> bool:
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    return bool(href) and parts.path in ("", "/", "./", "/index.php", "/index.html") and not parts.query


def _uncut(head: str, stated: list[str]) -> str:
    """A headline cut with «…» in h1 is taken whole from where it is whole."""
    if head.endswith(("…", "...")):
        start = head.rstrip(".…").lower()
        return next((text for text in stated if text.lower().startswith(start)), head)
    return head


def _heads(root: Element) -> list[str]:
    """Texts of h1 and microdata headlines."""
    return list(_texts(e for e in root.iter("h1", "h2", "h3") if e.tag == "h1" or e.get("itemprop") == "headline"))


def _lesser(root: Element) -> list[str]:
    """Texts of h2 and of elements named as a title, for pages without h1."""
    named = (e for e in root.iter("h2", "h3", "div", "span") if e.tag == "h2" or "title" in tokens(e))
    return list(_texts([e for e in named if not beside(e)][:MOST_HEADS]))


def _own(root: Element) -> list[str]:
    """Those of them that do not lead to another page."""
    named = (e for e in root.iter("h2", "h3", "div", "span") if e.tag == "h2" or "title" in tokens(e))
    plain = (e for e in named if next(e.iter("a"), None) is None and next(e.iterancestors("a"), None) is None)
    return list(_texts([e for e in plain if not beside(e)][:MOST_HEADS]))


def _texts(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        if 0 < len(text := clean_line(element.text_content() or "")) <= LONGEST_TITLE:
            yield text


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
