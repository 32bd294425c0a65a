"""How much of one text stands in another: sentences word for word, or in translation. Pure; decides nothing.

A sentence stands in another text where at least `VERBATIM` of its words, and `IN_ORDER` of its pairs of neighbouring
words, stand in one sentence there or in two neighbouring ones (outlets join and split them). Furniture and
signatures were left out when the text was read, so boilerplate alone never matches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from digests.stories.reading import Reading, Sentence, keys_of

VERBATIM, IN_ORDER = 0.75, 0.5
FIGURES = 0.67
# Of 800 sentences told freely in both languages half share this much of their meaning words; of strangers none does.
TRANSLATED = 0.5
SHORTEST, SHORTEST_TRANSLATED = 3, 4  # words, meaning words
PREPARED = 2000  # sources kept prepared; a window is read in order of time, so neighbours meet again soon
COVERS = 0.34  # of a source's sentence that must be taken before it counts as taken


@dataclass(frozen=True, slots=True)
class Reuse:
    """`share` of the item's sentences stand in the source, which is `sentences` of them; of the source's, `taken`."""

    share: float = 0.0
    taken: float = 0.0
    sentences: int = 0


NOTHING = Reuse()


def verbatim(item: Reading, source: Reading) -> Reuse:
    """Sentences of `item` that stand in `source` word for word or nearly so."""
    ours, text = _countable(item), _text(source)
    if not ours or not text.sentences:
        return NOTHING
    return _reuse([text.find(sentence) for sentence in ours], len(text.sentences))


def translated(item: Reading, source: Reading) -> Reuse:
    """Sentences of `item` that say in the other language what a sentence of `source`, or two neighbours, say."""
    ours, theirs = _meanings(item), _meanings(source)
    if not ours or not theirs:
        return NOTHING
    spans = [*theirs, *(one | two for one, two in pairwise(theirs))]
    return _reuse([_rendered(keys, spans) for keys in ours], len(theirs))


def _meanings(reading: Reading) -> list[frozenset[str]]:
    """What each sentence means: keys of its words and its figures."""
    return [
        frozenset(
            key for word in sentence for key in ((f"#{word}",) if word.isdigit() else keys_of(word, reading.russian))
        )
        for sentence in _countable(reading)
    ]


def _rendered(keys: frozenset[str], spans: Sequence[frozenset[str]]) -> int | None:
    if len(keys) < SHORTEST_TRANSLATED:
        return None
    least = TRANSLATED * len(keys)
    return next((number for number, span in enumerate(spans) if len(keys & span) >= least), None)


def _countable(reading: Reading) -> list[Sentence]:
    return [sentence for sentence in reading.sentences if len(sentence) >= SHORTEST]


def _reuse(places: Sequence[int | None], theirs: int) -> Reuse:
    """From where each sentence stands: a source's sentence by its place, two neighbours by the count plus the first."""
    taken: set[int] = set()
    for place in places:
        if place is not None:
            taken.update({place} if place < theirs else {place - theirs, place - theirs + 1})
    found = len(places) - places.count(None)
    return Reuse(found / len(places), len(taken) / theirs, found)


class _Text:
    """A source prepared for the search of sentences: where each pair of neighbouring words stands."""

    __slots__ = ("pairs", "sentences", "words")

    def __init__(self, reading: Reading) -> None:
        self.sentences = _countable(reading)
        self.words = [frozenset(sentence) for sentence in self.sentences]
        self.pairs: dict[tuple[str, str], list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            for pair in set(pairwise(sentence)):
                self.pairs.setdefault(pair, []).append(number)

    def find(self, sentence: Sentence) -> int | None:
        """The sentence, or the first of two, in which this one stands; None where in none."""
        pairs = set(pairwise(sentence))
        there: dict[int, int] = {}
        for pair in pairs:
            for number in self.pairs.get(pair, ()):
                there[number] = there.get(number, 0) + 1
        least = IN_ORDER * len(pairs)
        if sum(there.values()) < least:
            return None
        words = frozenset(sentence)
        for number in sorted(there):
            found = self.words[number]
            if there[number] >= least and len(words & found) >= COVERS * len(found) and _same(words, found):
                return number
        for number in range(len(self.sentences) - 1):
            likely = there.get(number, 0) + there.get(number + 1, 0) >= least
            if likely and _same(words, self.words[number] | self.words[number + 1]):
                return len(self.sentences) + number
        return None


def _same(words: frozenset[str], found: frozenset[str]) -> bool:
    """Nearly all words, and with them the figures: a bulletin of another day changes nothing else."""
    figures = {word for word in words if word[0].isdigit()}
    return len(words & found) >= VERBATIM * len(words) and len(figures & found) >= FIGURES * len(figures)


@lru_cache(PREPARED)
def _text(reading: Reading) -> _Text:
    return _Text(reading)


def forget() -> None:
    """Let go of the prepared sources: a window that is grouped needs them no more, and they hold whole articles."""
    _text.cache_clear()
