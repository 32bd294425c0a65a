"""Cuts what a site glues to its texts: stamps, buttons, calls, pointers to other articles, the news that follow.

Works on lines in reading order and only takes away. Sign-offs, sources, lists and quotes are never its business.
"""

from __future__ import annotations

import re

from monitor.dates.vocabulary import MONTHS
from monitor.extract import phrases
from monitor.extract.generic import key
from monitor.markup import Block, Element
from monitor.text import words
from monitor.urls import is_web, same_site

# A line with more link text than this is a pointer, not prose.
LINKED = 0.7
# From this share of link text on a line is a link and nothing else; stamps in front of it do not count.
WHOLLY = 0.9
# A pointer's text is a headline from this many words on; fewer are names and tags.
HEADLINE_WORDS = 4
# In a heading two words are one too.
CARD_WORDS = 2
# A box with a linked headline and at most this much text is a card about another article.
CARD, CARD_LINES = 500, 6
# A line of this length under a linked headline is its teaser; shorter ones are stamps and sections.
TEASER = 40
# «Про це повідомили <a>…</a>.»: a linked sentence has at least this much text of its own.
SENTENCE_REST = 6
# A stamp line under the headline: date, author, section.
HEAD_STAMP, HEAD_STAMP_WORDS = 160, 10
# A line longer than this is a paragraph of prose, not a teaser.
PARAGRAPH = 140
# White space and a stamp inside a card beside its headline and teaser.
ROOM = 80

_WRITTEN_DATE = re.compile(
    r"\d{1,2}:\d{2}(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}\s(?:"
    + "|".join(sorted((month for month in MONTHS), reverse=True))
    + r")\b"
)
_LEADING_STAMP = re.compile(r"^\W{0,3}(?:\d{1,2}[.:/-]\d{2}(?:[.:/-]\d{2,4})?\W{1,3}|\d{1,2}[.)]\s){1,2}")
_TITLES = frozenset({"h2", "h3", "h4", "h5"})
_HEADS = _TITLES | {"h6"}
_BOXES = frozenset({"div", "section", "article", "figure", "td", "center"})
_CLOCK_WORDS = frozenset("р року г года о в об у сьогодні вчора сегодня вчера хв мин год час тому назад".split())


def trim(lines: list[Block], headline: str, address: str, own: frozenset[int] | None = None) -> list[Block]:
    """The article's lines: without stamps, buttons, pointers to other articles, and what follows the text's end.

    `lines` are all lines of the text's region, `own` the indexes of those taken for text (None: all); the others
    only help to see where a list of other articles begins and ends.
    """
    text = frozenset(range(len(lines))) if own is None else own
    linked = heads(lines, address)
    gone = _head(lines, text, headline) | _cards(lines, linked) | _asides(lines, linked)
    kept = [line for index, line in enumerate(lines) if index in text and index not in gone]
    return _without_tail(kept, address)


def is_pointer(line: Block) -> bool:
    """Whether the line is mostly link text."""
    return line.density > LINKED


def is_stamp(text: str) -> bool:
    """A line of digits, months and clock signs only, such as «12:30» or «22.11.2026, 09:15»."""
    if len(text) > 40 or not any(character.isdigit() for character in text):
        return False
    letters = [word for word in words(text) if not word.isdigit()]
    return len(letters) <= 2 and all(word in MONTHS or word in _CLOCK_WORDS for word in letters) and text != ":."


def is_head_stamp(text: str) -> bool:
    """A line under a headline with a date or clock in it and little else: author, section, counters."""
    if is_stamp(text):
        return True
    if len(text) > HEAD_STAMP or text.endswith((".", "!", "?")) or not _WRITTEN_DATE.search(text.lower()):
        return False
    return sum(not word.isdigit() for word in words(text)) <= HEAD_STAMP_WORDS


def leads_elsewhere(line: Block, address: str) -> bool:
    """Whether every link of the line leaves the site; such a line may be the text's source."""
    return bool(line.links) and all(is_web(link.url) and not same_site(link.url, address) for link in line.links)


def is_credit(line: Block, address: str) -> bool:
    """Whether a line of link text names a source: by its words, by leaving the site, or as the end of a sentence."""
    if phrases.names_source(line.text) or leads_elsewhere(line, address):
        return True
    return _is_sentence(line)


def _is_sentence(line: Block) -> bool:
    """Whether a line of mostly link text is still a sentence of the article: own words and a full stop."""
    return len(line.text) - line.linked >= SENTENCE_REST and line.text.endswith((".", "»", ")"))


def is_headline_link(line: Block, address: str) -> bool:
    """Whether the line is nothing but the linked headline of another article of the same site."""
    text = _LEADING_STAMP.sub("", line.text)
    if line.linked < WHOLLY * len(text) or phrases.names_source(text) or len(words(text)) < HEADLINE_WORDS:
        return False
    return not leads_elsewhere(line, address)


def _is_linked_heading(line: Block, address: str) -> bool:
    """Whether the line is a heading of at least two words that only links to another article of the same site."""
    tags = {line.element.tag, *(around.tag for around in line.element.iterancestors("h2", "h3", "h4", "h5"))}
    if tags.isdisjoint(_TITLES) or len(words(line.text)) < CARD_WORDS or line.linked < WHOLLY * len(line.text):
        return False
    return not phrases.names_source(line.text) and not leads_elsewhere(line, address)


def heads(lines: list[Block], address: str) -> frozenset[int]:
    """Indexes of the linked headlines of other articles."""
    return frozenset(
        index
        for index, line in enumerate(lines)
        if line.linked and (is_headline_link(line, address) or _is_linked_heading(line, address))
    )


def others(lines: list[Block], address: str) -> frozenset[int]:
    """Indexes of lines that announce other articles: linked headlines, their cards, and teasers under them."""
    linked = heads(lines, address)
    teasers = {index + 1 for index in linked if index + 1 < len(lines) and _is_teaser(lines[index], lines[index + 1])}
    return linked | teasers | _cards(lines, linked)


def _head(lines: list[Block], text: frozenset[int], headline: str) -> set[int]:
    wanted = key(headline)
    gone: set[int] = set()
    for index, line in enumerate(lines):
        repeated = key(line.text) == wanted or line.element.tag == "h1"
        if repeated or phrases.is_furniture(line.text) or is_head_stamp(line.text):
            gone.add(index)
        elif index in text:
            break
    return gone


def _cards(lines: list[Block], linked: frozenset[int]) -> set[int]:
    """Indexes of lines in small boxes that open with a linked headline and hold at most one teaser."""
    found: set[int] = set()
    for index in sorted(linked):
        if index not in found:
            found.update(_card(lines, index))
    return found


def _card(lines: list[Block], index: int) -> range:
    card = range(0)
    for box in (lines[index].element, *lines[index].element.iterancestors()):
        if box.tag in _BOXES:
            span = _span(lines, index, box)
            if len(span) > CARD_LINES or not _reads_as_card(lines, span, index):
                break
            card = span
    return card


def _span(lines: list[Block], index: int, box: Element) -> range:
    """The lines inside the box around `index`, at most a few more than a card can have."""
    start = stop = index
    while start and index - start <= CARD_LINES and _is_inside(lines[start - 1], box):
        start -= 1
    while stop + 1 < len(lines) and stop - start <= CARD_LINES and _is_inside(lines[stop + 1], box):
        stop += 1
    return range(start, stop + 1)


def _is_inside(line: Block, box: Element) -> bool:
    return line.element is box or any(element is box for element in line.element.iterancestors())


def _reads_as_card(lines: list[Block], span: range, head: int) -> bool:
    prose = [i for i in span if len(lines[i].text) >= TEASER and not is_pointer(lines[i])]
    size = sum(len(lines[i].text) for i in span)
    return size <= CARD and len(prose) <= 1 and all(i > head for i in prose)


def _asides(lines: list[Block], linked: frozenset[int]) -> set[int]:
    gone: set[int] = set()
    in_aside = False
    for index, line in enumerate(lines):
        over = phrases.opens_comments(line.text) and line.density < LINKED
        if over or (phrases.closes(line.text) and _site_follows(lines, index + 1, linked)):
            return gone | set(range(index, len(lines)))
        heading = phrases.introduces_links(line.text)
        teaser = index - 1 in linked and _is_teaser(lines[index - 1], line)
        listed = in_aside and (teaser or _is_listed(line))
        in_aside = heading or listed
        pointer = phrases.points_away(line.text) or phrases.invites(line.text)
        if heading or listed or pointer or phrases.is_furniture(line.text):
            gone.add(index)
    return gone


def _is_listed(line: Block) -> bool:
    """Whether the line is an element of a list of other articles."""
    pointer = is_pointer(line) and not _is_sentence(line)
    return pointer or is_stamp(line.text) or (line.element.tag == "li" and line.linked > 0)


def _is_teaser(before: Block, line: Block) -> bool:
    """Whether the line continues the linked headline before it: in one paragraph with it, or alone with it in a box."""
    if phrases.signs(line.text):
        return False
    if before.element is line.element:
        return True
    box = line.element.getparent()
    if box is None or before.element.getparent() is not box:
        return False
    return len(box.text_content() or "") <= len(before.text) + len(line.text) + ROOM


def _site_follows(lines: list[Block], start: int, linked: frozenset[int]) -> bool:
    """After a closing heading: is what follows links, stamps and short lines? Much prose makes it a subheading."""
    rest = lines[start:]
    prose = sum(len(line.text) for line in rest if line.density < 0.3 and len(line.text) > PARAGRAPH)
    return prose <= 0.5 * sum(len(line.text) for line in rest) or any(index >= start for index in linked)


def without_bare_heading(kept: list[Block], lines: list[Block], address: str) -> list[Block]:
    """Without a last line that is the heading over a row of other articles, in whatever words: «Сусіди пишуть».

    `lines` are all lines of the page. A body that signs in a heading stays.
    """
    if not kept or kept[-1].element.tag not in _HEADS or phrases.signs(kept[-1].text):
        return kept
    last = next((index for index in range(len(lines) - 1, -1, -1) if lines[index] is kept[-1]), None)
    if last is None or not others(lines[last + 1 : last + 1 + CARD_LINES], address):
        return kept
    return without_bare_heading(kept[:-1], lines, address)


def _without_tail(kept: list[Block], address: str) -> list[Block]:
    """Drop closing runs of headline links and stamps; an outside link may be the source and stays."""
    end = len(kept)
    while end and (is_headline_link(kept[end - 1], address) or is_stamp(kept[end - 1].text)):
        end -= 1
    return kept[:end]
