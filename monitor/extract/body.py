"""The article's own lines out of all lines of a page.

The generic extractor says where the main text is; this module reads the page there itself, so that sign-offs,
«Джерело: …», lists and quotes survive, and cuts what the site has glued on: other news, calls, buttons, comments.
"""

from __future__ import annotations

from collections.abc import Iterable

from monitor.extract import phrases
from monitor.extract.generic import key
from monitor.markup import Block, Element, tokens
from monitor.text import words

# The container is the deepest element that holds this share of the recognised text.
CONTAINER_SHARE = 0.85
# Lines shorter than this are recognised only when equal to a whole line of the main text, not as a part of one.
SHORT_KEY = 24
# Limits that keep the comparison linear on dumps; articles have 20-400 lines.
MOST_LINES, MOST_MAIN = 4_000, 200_000
# A line with more link text than this is a pointer, not prose.
LINKED = 0.7
# A lead between headline and text is at least this long.
LEAD = 60

_FOREIGN = frozenset(
    "sidebar related relate recommend recommended recommendations recommendation popular latest recent similar "
    "comments comment comentarii respond disqus share sharing shares social socials subscribe subscription newsletter "
    "breadcrumb breadcrumbs pagination pager navigation menu navbar nav cookie cookies banner banners advert adverts "
    "advertisement ad ads adv promo widget widgets readmore alsoread readalso newsfeed lenta strichka tags tag taglist "
    "footer cookies popup modal rating votes login search calendar archive teaser teasers carousel slider toolbar "
    "copyright partner partners informer telegram crosslinks more-news morenews lastnews schema addtoany jetpack "
    "sharedaddy yarpp ukrnet likely pluso ya-share".split()
)
_FOREIGN_PAIRS = (
    ("read", "also"), ("read", "more"), ("also", "read"), ("last", "news"), ("news", "list"), ("other", "news"),
    ("more", "news"), ("top", "news"), ("see", "also"), ("news", "feed"), ("latest", "news"), ("post", "nav"),
    ("main", "news"), ("same", "news"), ("news", "line"), ("author", "box"), ("about", "author"), ("post", "meta"),
    ("entry", "meta"), ("article", "meta"), ("meta", "info"), ("hot", "news"), ("next", "prev"),
)  # fmt: skip
_FOREIGN_TAGS = frozenset({"aside", "nav", "footer", "form", "figcaption"})
_OPEN_TAGS = frozenset({"ul", "ol", "blockquote", "dl", "table", "tbody", "pre", "q-block", "p", "h2", "h3", "h4"})


def is_foreign(element: Element) -> bool:
    """Whether the element by its tag, class, id or role is no part of an article's text."""
    if element.tag in _FOREIGN_TAGS:
        return True
    found = tokens(element)
    if not found:
        return False
    return bool(found & _FOREIGN) or any(one in found and two in found for one, two in _FOREIGN_PAIRS)


def select(lines: list[Block], main: list[str], headline: str) -> list[Block]:
    """The article's lines in reading order; empty where none is recognised."""
    hits = _hits(lines[:MOST_LINES], main)
    if not hits:
        return []
    container = _container(lines, hits)
    holders = _holders(lines, hits)
    skipped = _Foreign(lines, hits)
    first, last = min(hits), max(hits)
    start = _start(lines, first, headline)
    end = _end(lines, last, container)
    kept = [
        index
        for index in range(start, end + 1)
        if not skipped.covers(lines[index])
        and (index in hits or _belongs(lines[index], container, holders, lead=index < first))
    ]
    return trim([lines[index] for index in kept], headline)


def _hits(lines: list[Block], main: list[str]) -> set[int]:
    whole = frozenset(main)
    joined = "\n".join(main)[:MOST_MAIN]
    stream = "".join(main)[:MOST_MAIN]
    found = set()
    for index, line in enumerate(lines):
        wanted = key(line.text)
        if wanted in whole or (len(wanted) >= SHORT_KEY and (wanted in joined or wanted in stream)):
            found.add(index)
    return _without_strays(found, lines)


def _without_strays(hits: set[int], lines: list[Block]) -> set[int]:
    """Drop recognised short lines that stand far from the text: the same words in a menu are not the article."""
    solid = [index for index in sorted(hits) if len(lines[index].text) >= SHORT_KEY]
    if not solid:
        return hits
    return {index for index in hits if solid[0] - 3 <= index <= solid[-1] + 8}


def _chain(element: Element) -> list[Element]:
    return [element, *element.iterancestors()]


def _container(lines: list[Block], hits: set[int]) -> Element:
    weight: dict[Element, int] = {}
    total = 0
    for index in hits:
        size = len(lines[index].text)
        total += size
        for element in _chain(lines[index].element):
            weight[element] = weight.get(element, 0) + size
    heaviest = lines[max(hits, key=lambda index: len(lines[index].text))]
    for element in _chain(heaviest.element):
        if weight[element] >= CONTAINER_SHARE * total:
            return element
    return heaviest.element


def _holders(lines: list[Block], hits: set[int]) -> set[Element]:
    """Every element that has recognised text somewhere below it."""
    return {element for index in hits for element in _chain(lines[index].element)}


class _Foreign:
    """Elements that by their names are no article, unless they hold much of the recognised text."""

    def __init__(self, lines: list[Block], hits: set[int]) -> None:
        self.share: dict[Element, int] = {}
        self.total = 0
        for index in hits:
            size = len(lines[index].text)
            self.total += size
            for element in _chain(lines[index].element):
                self.share[element] = self.share.get(element, 0) + size
        self.known: dict[Element, bool] = {}

    def covers(self, line: Block) -> bool:
        return any(self._judge(element) for element in _chain(line.element))

    def _judge(self, element: Element) -> bool:
        if element not in self.known:
            self.known[element] = is_foreign(element) and self.share.get(element, 0) < self.total / 2
        return self.known[element]


def _start(lines: list[Block], first: int, headline: str) -> int:
    """Where reading begins: right after the headline when it stands within reach above the text, else at the text."""
    wanted = key(headline)
    for index in range(first - 1, max(-1, first - 25), -1):
        if wanted and key(lines[index].text) == wanted:
            return index + 1
    return first


def _end(lines: list[Block], last: int, container: Element) -> int:
    """The last line inside the container: the extractor may have dropped what follows the text."""
    end = last
    for index in range(last + 1, min(len(lines), last + 40)):
        if container not in _chain(lines[index].element):
            break
        end = index
    return end


def _belongs(line: Block, container: Element, holders: set[Element], *, lead: bool) -> bool:
    """Whether a line the extractor left out is still the article's: a sibling of its text, a list, a quote, a lead."""
    if line.density > LINKED and not _is_source(line):
        return False
    if lead:
        return len(line.text) >= LEAD and line.density < 0.3
    for element in _chain(line.element):
        if element in holders:
            return True
        if element.tag not in _OPEN_TAGS and element.tag not in ("li", "tr", "td", "dd", "dt"):
            return _is_closing_box(element, line)
        if element is container:
            return True
    return False


def _is_closing_box(element: Element, line: Block) -> bool:
    """A small box of its own inside the text (a signature, a source) is text; one with several links is not."""
    return len(list(element.iter("a"))) <= 1 and len(line.text) <= 300


def _is_source(line: Block) -> bool:
    low = phrases.bare(line.text)
    return low.startswith(("джерело", "источник", "за матеріалами", "по материалам", "фото", "за інформацією"))


# --- cutting ------------------------------------------------------------------------------------------------------


def trim(kept: list[Block], headline: str) -> list[Block]:
    """Without stamps and buttons, without pointers to other articles, and nothing after the text's end."""
    return _without_tail(_without_asides(_without_head(kept, headline)))


def _without_head(kept: list[Block], headline: str) -> list[Block]:
    wanted = key(headline)
    start = 0
    for line in kept[:6]:
        if (
            key(line.text) == wanted
            or line.element.tag == "h1"
            or phrases.is_furniture(line.text)
            or is_stamp(line.text)
        ):
            start += 1
        else:
            break
    return kept[start:]


def _without_asides(kept: list[Block]) -> list[Block]:
    result: list[Block] = []
    in_aside = False
    for index, line in enumerate(kept):
        if phrases.closes(line.text) and _site_follows(kept[index + 1 :]):
            break
        if phrases.introduces_links(line.text):
            in_aside = True
            continue
        if in_aside and _is_pointer(line):
            continue
        in_aside = False
        if phrases.points_away(line.text) or phrases.invites(line.text) or phrases.is_furniture(line.text):
            continue
        result.append(line)
    return result


def _site_follows(rest: list[Block]) -> bool:
    """After a closing heading: is most of what follows links, stamps or short lines? Prose would be a subheading."""
    if not rest:
        return True
    prose = sum(len(line.text) for line in rest if line.density < 0.3 and len(line.text) > 140)
    return prose < 0.5 * sum(len(line.text) for line in rest)


def _is_pointer(line: Block) -> bool:
    return line.density > LINKED or is_stamp(line.text) or (line.element.tag == "li" and line.linked > 0)


def _without_tail(kept: list[Block]) -> list[Block]:
    """Drop closing runs of headline links; a single outside link may be the source and stays."""
    end = len(kept)
    while end and (_is_headline_link(kept[end - 1]) or is_stamp(kept[end - 1].text)):
        end -= 1
    return kept[:end]


def _is_headline_link(line: Block) -> bool:
    if line.density < 0.9 or _is_source(line):
        return False
    return len(words(line.text)) >= 4 and not _leaves(line)


def _leaves(line: Block) -> bool:
    return any(link.url.lower().startswith(("http://", "https://")) for link in line.links) and len(line.text) < 90


def is_stamp(text: str) -> bool:
    """A line of digits, months and clock signs only, such as «12:30» or «22.11.2026, 09:15»."""
    if len(text) > 40 or not any(character.isdigit() for character in text):
        return False
    letters = [word for word in words(text) if not word.isdigit()]
    return len(letters) <= 2 and all(word in _STAMP_WORDS for word in letters)


def _stamp_words() -> Iterable[str]:
    from monitor.dates.wording import MONTHS

    yield from MONTHS
    yield from "р року г года о в об сьогодні вчора сегодня вчера хв мин год час тому назад".split()


_STAMP_WORDS = frozenset(_stamp_words())
