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
SHORTEST = 3  # words
SHORTEST_TRANSLATED, PLAINLY_TRANSLATED = 2, 4  # meaning words; a sentence of fewer than the latter must share them all
PREPARED = 2000  # sources kept prepared; a window is read in order of time, so neighbours meet again soon
COVERS = 0.34  # of a source's sentence that must be taken before it counts as taken
HALF = 0.5  # of an item's sentences: the codebook's line between a copy and a text of one's own
# Of an item's words, where a single sentence of it stands in the source: two outlets that name one person with the
# office, or tell the one fact of a short note, share 0.3 to 0.6; a note cut from a report shares 0.7 and more.
ALONE = 0.67


@dataclass(frozen=True, slots=True)
class Reuse:
    """`share` of the item's sentences stand in the source, which is `sentences` of them; of the source's, `taken`.

    `words` is the share of the item's words that stand there in these sentences.
    """

    share: float = 0.0
    taken: float = 0.0
    sentences: int = 0
    words: float = 0.0

    @property
    def is_copy(self) -> bool:
        """Is the item the source's text: half of its sentences, and where that is a single one, most of its words?"""
        return self.share >= HALF and (self.sentences > 1 or self.words >= ALONE)


NOTHING = Reuse()


def verbatim(item: Reading, source: Reading) -> Reuse:
    """Sentences of `item` that stand in `source` word for word or nearly so."""
    ours, text = _countable(item), _text(source)
    if not ours or not text.sentences:
        return NOTHING
    places = [text.find(sentence) for sentence in ours]
    return _reuse(places, [frozenset(sentence) for sentence in ours], text.words)


def translated(item: Reading, source: Reading) -> Reuse:
    """Sentences of `item` that say in the other language what a sentence of `source`, or two neighbours, say."""
    ours, theirs = _meanings(item), _meanings(source)
    if not ours or not theirs:
        return NOTHING
    spans = [*theirs, *(one | two for one, two in pairwise(theirs))]
    return _reuse([_rendered(keys, spans) for keys in ours], ours, theirs)


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
    least = len(keys) * (TRANSLATED if len(keys) >= PLAINLY_TRANSLATED else 1.0)
    return next(
        (
            number
            for number, span in enumerate(spans)
            if (common := len(keys & span)) >= least and common >= COVERS * len(span)
        ),
        None,
    )


def _countable(reading: Reading) -> list[Sentence]:
    return [sentence for sentence in reading.sentences if len(sentence) >= SHORTEST]


def _reuse(places: Sequence[int | None], ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> Reuse:
    """From where each sentence stands: a source's sentence by its place, two neighbours by the count plus the first."""
    taken: set[int] = set()
    words = 0
    for place, sentence in zip(places, ours, strict=True):
        if place is not None:
            there = (place,) if place < len(theirs) else (place - len(theirs), place - len(theirs) + 1)
            taken.update(there)
            words += len(sentence & frozenset[str]().union(*(theirs[number] for number in there)))
    found = len(places) - places.count(None)
    return Reuse(found / len(places), len(taken) / len(theirs), found, words / max(1, sum(map(len, ours))))


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
