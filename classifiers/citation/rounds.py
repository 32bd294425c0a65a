"""The towns that head the parts of a round-up: «Бучач. …», «БУЧАЧ» alone on its line. Pure.

Under such a heading «міський голова» is that town's, whatever town the item is about. Where nothing is told below
the towns (prices, addresses, stops) they are a list, and whatever closes it is not theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

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
    """A town, words at..last-1, that heads the words up to `end`; `alone` on its line it heads the lines below."""

    at: int
    last: int
    town: str
    alone: bool
    end: int = 0


def headings(reading: Reading, towns: tuple[tuple[int, str], ...], *, local: bool) -> tuple[Heading, ...]:
    """The headings of a round-up, in order; none where under fewer than two towns something is told.

    In a town's own outlet (`local`) the last part is no longer than the others: what closes the item is ours.
    """
    named = [h for at, town in towns if (h := _heading(reading, at, town)) is not None]
    bounds = {heading.at for heading in named} & {heading.last for heading in named}  # a list, as of a train's stops
    found = tuple(h for h in named if bounds.isdisjoint((h.at, h.last)))
    if not found:
        return ()
    starts = [heading.at for heading in found[1:]] + [len(reading.words)]
    found = tuple(replace(heading, end=_end(reading, heading, at)) for heading, at in zip(found, starts, strict=True))
    if len({heading.town for heading in found if _tells(reading, heading)}) < _FEWEST:
        return ()
    return (*found[:-1], _shortened(reading, found)) if local else found


def _end(reading: Reading, heading: Heading, end: int) -> int:
    """Where the part ends: one on its text's own line is that line."""
    return end if heading.alone else next((i for i in range(heading.last, end) if "\n" in reading.gaps[i]), end)


def _tells(reading: Reading, heading: Heading) -> bool:
    """Is it no mere list: has the part a verb, or only the line it opens («Буринь. Два влучання.»)?"""
    if not heading.alone:
        return True
    words = reading.words[heading.last : heading.end]
    return any(w.gram & (Gram.FINITE | Gram.SHORT) and not w.gram & (Gram.NOUN | Gram.ADJ) for w in words)


def _shortened(reading: Reading, found: tuple[Heading, ...]) -> Heading:
    """The last heading, over as many lines as the longest of the other parts."""
    *others, heading = found
    most = max(len(_lines(reading, other)) for other in others)
    lines = _lines(reading, heading)
    return replace(heading, end=lines[most]) if most and len(lines) > most else heading


def _lines(reading: Reading, heading: Heading) -> list[int]:
    return [i for i in range(heading.last, heading.end) if "\n" in reading.gaps[i]]


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


def headed_by(found: tuple[Heading, ...], index: int) -> str | None:
    """The town under whose heading word `index` stands."""
    number = bisect_right(found, index, key=lambda heading: heading.at) - 1
    return found[number].town if number >= 0 and index < found[number].end else None
