"""The towns that head the parts of a round-up: «Бучач. …», «БУЧАЧ» alone on its line. Pure.

Under such a heading «міський голова» is that town's, whatever town the item is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from classifiers.citation.grammar import Gram
from classifiers.citation.reading import Reading

_KIND = frozenset("м місто г город смт".split())
_COMMUNITY = frozenset("громада тг отг мтг община".split())
# What may stand before a heading in its line («📍», «•», «**»), and what ends it.
_OPENS = re.compile(r"(?:^|\n)[^\w\n,;:«\"“„(]*$")
_CLOSES = re.compile(r"[*_ ]*(?:[.:!][*_]*(?:\s|$)|\n|$)")
# Headings that make a text a round-up: one may be a dateline, or the only place of the item.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A town that heads a part of the text, words at..last-1; `alone` on its line it heads the lines below."""

    at: int
    last: int
    town: str
    alone: bool


def headings(reading: Reading, towns: tuple[tuple[int, str], ...]) -> tuple[Heading, ...]:
    """The headings of a round-up, in order; none where fewer than two towns head a part."""
    named = [h for at, town in towns if (h := _heading(reading, at, town)) is not None]
    bounds = {heading.at for heading in named} & {heading.last for heading in named}  # a list, as of a train's stops
    found = tuple(h for h in named if bounds.isdisjoint((h.at, h.last)))
    return found if len({heading.town for heading in found}) >= _FEWEST else ()


def _heading(reading: Reading, at: int, town: str) -> Heading | None:
    """The heading that word `at`, which names a town, makes with the words for its kind."""
    first = at - 1 if at and reading.tokens[at - 1].word in _KIND else at
    if not reading.tokens[at].text[:1].isupper() or not _OPENS.search(reading.gaps[first]):
        return None
    last, gram = at + 1, reading.words[at].gram
    if last < len(reading.words) and reading.gaps[last] == " " and reading.tokens[last].word in _COMMUNITY:
        last += 1  # «Бучацька громада»
    elif gram & Gram.KNOWN and not gram & Gram.NOMN:
        return None
    elif last < len(reading.words) and reading.gaps[last] == " " and reading.tokens[last].text[:1].isupper():
        last += 1  # «Біла Церква»
    after = reading.gaps[last] if last < len(reading.gaps) else ""
    if not _CLOSES.match(after):
        return None
    return Heading(first, last, town, "\n" in after or not after)


def headed_by(reading: Reading, found: tuple[Heading, ...], index: int) -> str | None:
    """The town under whose heading word `index` stands; one on its text's own line heads that line only."""
    number = bisect_right(found, index, key=lambda heading: heading.at) - 1
    if number < 0:
        return None
    heading = found[number]
    if heading.alone:
        return heading.town
    return None if any("\n" in reading.gaps[i] for i in range(heading.at + 1, index + 1)) else heading.town
