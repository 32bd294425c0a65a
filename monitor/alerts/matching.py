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

    __slots__ = ("_offsets", "_places", "_text", "_where")

    def __init__(self, text: str, offsets: Sequence[tuple[int, int]], places: Mapping[str, list[Place]]) -> None:
        self._text, self._offsets, self._places = text, offsets, places
        # By identity: a node is asked for its truth and for its places, and brackets may stand deep.
        self._where: dict[int, list[Place]] = {}

    def evidence(self, query: Query) -> str | None:
        """The first words that make the query true, as they stand in the text; None where it is not."""
        self._where.clear()
        if not self._true(query.node):
            return None
        found = self._places_of(query.node)
        first, last = min(found)
        return self._text[self._offsets[first][0] : self._offsets[last - 1][1]]

    def _true(self, node: Node) -> bool:
        if isinstance(node, Not):
            return not self._true(node.of)
        if isinstance(node, And):
            return all(self._true(part) for part in node.parts)
        if isinstance(node, Or):
            return any(self._true(part) for part in node.parts)
        return bool(self._places_of(node))

    def _places_of(self, node: Node) -> list[Place]:
        """The places, in order, that make a true node true; those of what must not stand there are none."""
        if isinstance(node, Term):
            return self._places.get(node.text, [])
        if id(node) not in self._where:
            self._where[id(node)] = self._found(node)
        return self._where[id(node)]

    def _found(self, node: Near | Not | And | Or) -> list[Place]:
        if isinstance(node, Near):
            return _near(self._places_of(node.left), self._places_of(node.right), node.distance)
        if isinstance(node, Not):
            return []
        parts = [part for part in node.parts if not isinstance(node, Or) or self._true(part)]
        return sorted({place for part in parts for place in self._places_of(part)})


def _near(left: Sequence[Place], right: Sequence[Place], distance: int) -> list[Place]:
    """From each place on the left to the nearest on the right, before and behind it, at most `distance` words apart.

    Of several that begin together the shortest is kept, so that a chain of NEAR stays linear.
    """
    starts = [first for first, _ in right]
    ends = sorted((last, first) for first, last in right)
    lasts = [last for last, _ in ends]
    found: dict[int, int] = {}
    for first, last in left:
        after = bisect_left(starts, last)
        if after < len(right) and right[after][0] - last < distance:
            _shorter(found, first, right[after][1])
        before = bisect_left(lasts, first + 1) - 1
        if before >= 0 and first - lasts[before] < distance:
            _shorter(found, ends[before][1], last)
    return sorted(found.items())


def _shorter(found: dict[int, int], first: int, last: int) -> None:
    found[first] = min(last, found.get(first, last))
