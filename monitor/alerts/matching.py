"""Does a text say what a query asks? Lemma phrases in one pass, then the query's logic over where they stand. Pure.

Linear in the length of the text: NEAR looks from each place to its nearest neighbour on either side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from monitor.alerts.query import And, Near, Node, Not, Or, Query, Term, terms
from monitor.language import Phrases, find, phrase, tokens

Place = tuple[int, int]  # tokens [first, last)


class Matcher:
    """Queries made ready; build it once for all rules."""

    __slots__ = ("_phrases",)

    def __init__(self, queries: Iterable[Query]) -> None:
        wanted = sorted({term for query in queries for term in terms(query.node)})
        self._phrases = Phrases(phrase(term) for term in wanted)

    def read(self, text: str, language: str | None = None) -> Reading:
        """Where the words and phrases of all queries stand in a text."""
        read = tokens(text)
        places: dict[str, list[Place]] = {}
        for span in find(self._phrases, read, language):
            places.setdefault(span.name, []).append((span.first, span.last))
        return Reading(text, [(token.start, token.end) for token in read], places)


class Reading:
    """One text with the places of what is looked for."""

    __slots__ = ("_offsets", "_places", "_text")

    def __init__(self, text: str, offsets: Sequence[tuple[int, int]], places: Mapping[str, list[Place]]) -> None:
        self._text, self._offsets, self._places = text, offsets, places

    def evidence(self, query: Query) -> str | None:
        """The first words that make the query true, as they stand in the text; None where it is not."""
        if not _true(query.node, self._places):
            return None
        found = _where(query.node, self._places)
        if not found:
            return None
        first, last = min(found)
        return self._text[self._offsets[first][0] : self._offsets[last - 1][1]]


def _true(node: Node, places: Mapping[str, list[Place]]) -> bool:
    if isinstance(node, Not):
        return not _true(node.of, places)
    if isinstance(node, And):
        return all(_true(part, places) for part in node.parts)
    if isinstance(node, Or):
        return any(_true(part, places) for part in node.parts)
    return bool(_where(node, places))


def _where(node: Node, places: Mapping[str, list[Place]]) -> list[Place]:
    """The places, in order, that make a node true; of AND and OR those of their true parts."""
    if isinstance(node, Term):
        return places.get(node.text, [])
    if isinstance(node, Near):
        return _near(_where(node.left, places), _where(node.right, places), node.distance)
    if isinstance(node, Not):
        return []
    return sorted({place for part in node.parts if _true(part, places) for place in _where(part, places)})


def _near(left: Sequence[Place], right: Sequence[Place], distance: int) -> list[Place]:
    """From each place on the left to the nearest on the right, before and behind it, at most `distance` words apart."""
    found: set[Place] = set()
    starts = [first for first, _ in right]
    ends = sorted((last, first) for first, last in right)
    lasts = [last for last, _ in ends]
    for first, last in left:
        after = bisect_left(starts, last)
        if after < len(right) and right[after][0] - last < distance:
            found.add((first, right[after][1]))
        before = bisect_left(lasts, first + 1) - 1
        if before >= 0 and first - lasts[before] < distance:
            found.add((ends[before][1], last))
    return sorted(found)
