"""A text cut into pieces by the evidence in it, so that a template can mark them. Pure; makes no markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from monitor.text import clean_line

MOST_SPANS = 200  # of one article; evidence is a few phrases, never a list of all words
MOST_HITS = 50  # of one span in one paragraph
MOST_MARKS = 300  # in one paragraph: cutting it costs their square


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text with the classifiers that rest on it; the empty tuple: nobody does."""

    text: str
    by: tuple[str, ...] = ()


def pieces(line: str, spans: Sequence[tuple[str, str]]) -> tuple[Piece, ...]:
    """One cleaned line as pieces that join to it again. `spans` are (classifier, words), cleaned alike."""
    places = ((start, start + len(span), who) for who, span in spans for start in _places(line, span))
    marks = list(islice(places, MOST_MARKS))
    edges = sorted({0, len(line), *(edge for start, stop, _ in marks for edge in (start, stop))})
    found: list[Piece] = []
    for start, stop in pairwise(edges):
        by = tuple(dict.fromkeys(who for first, last, who in marks if first <= start and stop <= last))
        if found and found[-1].by == by:
            found[-1] = Piece(text=found[-1].text + line[start:stop], by=by)
        else:
            found.append(Piece(text=line[start:stop], by=by))
    return tuple(found)


def _places(line: str, span: str) -> Iterable[int]:
    at = line.find(span)
    for _ in range(MOST_HITS):
        if at < 0:
            return
        yield at
        at = line.find(span, at + len(span))


def spans(evidence: Iterable[tuple[str, Iterable[str]]]) -> tuple[tuple[str, str], ...]:
    """(classifier, its spans) -> (classifier, line) pairs, cleaned, without addresses and single letters."""
    found = [
        (who, line)
        for who, given in evidence
        for span in given
        for part in span.splitlines()
        if len(line := clean_line(part)) > 1 and "://" not in line
    ]
    return tuple(dict.fromkeys(found))[:MOST_SPANS]
