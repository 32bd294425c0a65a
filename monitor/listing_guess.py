"""Guesses how a page lists its articles: a repeated structure of headline links, with dates where they stand.

Pure. Proposes selectors for a person to check; a page that lists nothing gives None.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from monitor.markup import Element, parse_html, tokens
from monitor.model import ListingRule
from monitor.text import clean_line
from monitor.urls import absolute, canonical, same_site

# Fewer repetitions are a menu or a pair of banners.
FEWEST_ITEMS = 4
# A headline has three words or more; menu entries and rubrics have one or two.
HEADLINE_WORDS, HEADLINE_LENGTH = 3, 18
MOST_HEADLINES = 1_000  # a page with more is an archive; its head shows the structure
ITEM_ELEMENTS = 150  # one item of a list has 5-40 elements
CLIMB = 6  # levels between a headline and the element that is one item of the list
_APART = frozenset("nav menu footer header sidebar aside breadcrumb breadcrumbs banner cookie popular related".split())
_APART_TAGS = frozenset(("nav", "footer", "header", "aside"))
DATE_LIKE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b|сьогодні|вчора|сегодня|вчера|тому\b|назад\b|"
    r"\b\d{1,2}\s+(?:січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)
_DATE_LONGEST = 60
_NEXT_WORDS = re.compile(
    r"^(?:»|›|→|>+|next|older|далі|наступна|наступні|старіші|вперед|далее|следующая|следующие|старые)\b[\s»›→>]*"
    r"|^[»›→>]+$",
    re.IGNORECASE,
)
_HEADING = re.compile(r"h[1-6]")
_LOOKS = re.compile(
    r"(?:col|row|item|clearfix|container|wrap|box|block|flex|grid|left|right|one|odd|even)\b"
)  # class names about width or look
_NAME = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class _Headline:
    anchor: Element
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class _Group:
    """Elements that look like the items of one list, with the headline of each."""

    items: tuple[Element, ...]
    headlines: tuple[_Headline, ...]
    dated: int
    apart: bool

    @property
    def score(self) -> float:
        length = sum(len(headline.text) for headline in self.headlines) / len(self.headlines)
        worth = len(self.items) * (1.0 + self.dated / len(self.items)) * min(1.0, length / 40)
        return worth * (0.2 if self.apart else 1.0)


def guess_listing(text: str, base: str) -> ListingRule | None:
    """Selectors for the page's list of articles, or None where nothing repeats like one."""
    root = parse_html(text)
    if root is None:
        return None
    headlines = _headlines(root, base)
    groups = [group for group in _groups(headlines) if len(group.items) >= FEWEST_ITEMS]
    if not groups:
        return None
    best = max(groups, key=lambda group: group.score)
    item = _item_selector(best.items)
    return ListingRule(
        item=item, link=_link_selector(best), title=None, date=_date_selector(best.items), next=_next_selector(root)
    )


def _headlines(root: Element, base: str) -> list[_Headline]:
    """Links of the same site whose words could be a headline, one for each address."""
    found: dict[str, _Headline] = {}
    here = canonical(base)
    for anchor in root.iter("a"):
        url = absolute(base, anchor.get("href") or "")
        text = clean_line(" ".join(anchor.itertext()))
        if not url or canonical(url) == here or not same_site(url, base) or len(urlsplit(url).path) < 2:
            continue
        if not _could_be_headline(text):
            continue
        kept = found.get(canonical(url))
        if kept is None or _is_heading(anchor) > _is_heading(kept.anchor):
            found[canonical(url)] = _Headline(anchor, url, text)
        if len(found) >= MOST_HEADLINES:
            break
    return list(found.values())


def _could_be_headline(text: str) -> bool:
    return len(text) >= HEADLINE_LENGTH and len(text.split()) >= HEADLINE_WORDS


def _is_heading(anchor: Element) -> bool:
    around = (element for element in (anchor, anchor.getparent()) if element is not None)
    return any(isinstance(element.tag, str) and _HEADING.fullmatch(element.tag) for element in around)


def _names(element: Element) -> list[str]:
    """Class names that can stand in a selector and do not number single items."""
    names = (element.get("class") or "").split()[:12]
    return [name for name in names if _NAME.fullmatch(name) and not re.search(r"\d{2,}", name)]


def _groups(headlines: list[_Headline]) -> list[_Group]:
    """Candidates at every level: siblings of one kind that hold one headline each."""
    holders: dict[tuple[Element, str, int], dict[Element, list[_Headline]]] = defaultdict(dict)
    for headline in headlines:
        element = headline.anchor
        for level in range(CLIMB):
            parent = element.getparent()
            if parent is None or element.tag in ("body", "html"):
                break
            names = Counter(_names(element))
            # The parent itself, for an element nobody holds loses its identity.
            key = (parent, f"{element.tag}.{min(names, default='')}", level)
            holders[key].setdefault(element, []).append(headline)
            element = parent
    groups: list[_Group] = []
    for members in holders.values():
        single = {element: found[0] for element, found in members.items() if len(found) == 1}
        # A wrapper with many headlines is a list itself, not an item of one.
        if len(single) * 2 > len(members) and single:
            items = tuple(single)
            groups.append(_Group(items, tuple(single.values()), sum(map(_is_dated, items)), _is_apart(items[0])))
    return groups


def _is_apart(element: Element) -> bool:
    around = (element, *element.iterancestors())
    return any(e.tag in _APART_TAGS or (tokens(e) & _APART and e.tag not in ("body", "html")) for e in around)


def _is_dated(item: Element) -> bool:
    return _date_element(item) is not None


def _date_element(item: Element) -> Element | None:
    """The innermost element of an item whose few words are a date."""
    best: Element | None = None
    for element in islice(item.iter(), ITEM_ELEMENTS):
        if element.tag == "time":
            return element
        if not isinstance(element.tag, str) or element.tag == "a" or len(element) > 3:
            continue  # a date is a leaf, perhaps with an icon
        words = clean_line("".join(element.itertext()))
        if 0 < len(words) <= _DATE_LONGEST and DATE_LIKE.search(words):
            best = element
    return best


def _item_selector(items: tuple[Element, ...]) -> str:
    """tag.class of the items, anchored in the parent where the class says too little."""
    shared = set(_names(items[0])).intersection(*(_names(item) for item in items[1:]))
    ordered = [name for name in _names(items[0]) if name in shared]
    own = f"{items[0].tag}.{ordered[0]}" if ordered else str(items[0].tag)
    if ordered and not _LOOKS.match(ordered[0]):
        return own
    parent = items[0].getparent()
    return f"{_parent_selector(parent)} > {own}" if parent is not None else own


def _parent_selector(parent: Element) -> str:
    identity = parent.get("id") or ""
    if _NAME.fullmatch(identity) and not re.search(r"\d{2,}", identity):
        return f"#{identity}"
    names = _names(parent)
    if names:
        return f"{parent.tag}.{names[0]}"
    above = parent.getparent()
    return f"{_parent_selector(above)} > {parent.tag}" if above is not None and above.tag != "html" else str(parent.tag)


def _link_selector(group: _Group) -> str:
    """The headline's link within an item: below a heading, by its own class, or simply the first."""
    headings = Counter(_heading_tag(headline.anchor) for headline in group.headlines)
    tag, often = headings.most_common(1)[0]
    if tag and often * 10 >= len(group.headlines) * 8:
        return f"{tag} a[href]"
    shared = set(_names(group.headlines[0].anchor)).intersection(*(_names(h.anchor) for h in group.headlines[1:]))
    ordered = [name for name in _names(group.headlines[0].anchor) if name in shared]
    return f"a.{ordered[0]}[href]" if ordered else "a[href]"


def _heading_tag(anchor: Element) -> str:
    for element in list(anchor.iterancestors())[:3]:
        if isinstance(element.tag, str) and _HEADING.fullmatch(element.tag):
            return str(element.tag)
    return ""


def _date_selector(items: tuple[Element, ...]) -> str | None:
    dated = [(item, element) for item in items if (element := _date_element(item)) is not None]
    found = [element for _, element in dated]
    if len(found) * 2 < len(items):
        return None
    if all(element.tag == "time" for element in found):
        return "time"
    names = Counter(name for element in found for name in _names(element))
    if names and names.most_common(1)[0][1] * 2 > len(found):
        return f".{names.most_common(1)[0][0]}"
    tags = Counter(str(element.tag) for element in found)
    tag = tags.most_common(1)[0][0]
    if tag in ("span", "small", "time", "i", "em", "b"):
        return tag
    columns = Counter(column for item, element in dated if (column := _column(item, element)) is not None)
    (column, often), *_ = columns.most_common(1) or [("", 0)]
    return column if often * 2 > len(found) else None


def _column(item: Element, date: Element) -> str | None:
    """The part of an item that holds its date and no headline, by its number: a table's column has no other name."""
    above = [date, *date.iterancestors()]
    part = next((element for element in above if element.getparent() is item), None)
    if part is None or len(clean_line("".join(part.itertext()))) > _DATE_LONGEST:
        return None
    if any(_could_be_headline(clean_line(" ".join(anchor.itertext()))) for anchor in part.iter("a")):
        return None
    number = sum(isinstance(element.tag, str) for element in part.itersiblings(preceding=True)) + 1
    return f":scope > {part.tag}:nth-child({number})"


def _next_selector(root: Element) -> str | None:
    for element in root.iter("a", "link"):
        if "next" in (element.get("rel") or "").lower().split():
            return f"{element.tag}[rel~=next]"
    for anchor in root.iter("a"):
        if anchor.get("href") and _NEXT_WORDS.match(clean_line("".join(anchor.itertext()))):
            for element in (anchor, anchor.getparent()):
                names = [name for name in _names(element) if "next" in name.lower() or "older" in name.lower()]
                if names:
                    return f"a.{names[0]}" if element is anchor else f".{names[0]} a"
    return None
