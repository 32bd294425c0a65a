"""How much of one text stands in another: sentences word for word, or in translation. Pure; decides nothing.

A sentence stands in another text where at least `VERBATIM` of its words, and `IN_ORDER` of its pairs of neighbouring
words, stand in one sentence there or in two neighbouring ones (outlets join and split them). Furniture and
signatures were left out when the text was read, so boilerplate alone never matches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digests.stories.reading import Reading, Sentence

VERBATIM, IN_ORDER = 0.75, 0.5
# Of 800 sentences told freely in both languages half share this much of their meaning words; of strangers none does.
TRANSLATED = 0.5
SHORTEST, SHORTEST_TRANSLATED = 3, 4  # words, meaning words
COVERS = 0.34  # of a source's sentence that must be taken before it counts as taken


@dataclass(frozen=True, slots=True)
class Reuse:
    """`share` of the item's sentences stand in the source, which is `sentences` of them; of the source's, `taken`."""

    share: float = 0.0
    taken: float = 0.0
    sentences: int = 0


NOTHING = Reuse()
Stands = Callable[[Sentence, Sequence[Sentence]], bool]


def verbatim(item: Reading, source: Reading) -> Reuse:
    """Sentences of `item` that stand in `source` word for word or nearly so."""
    return _align(item, source, _stands)


def translated(item: Reading, source: Reading) -> Reuse:
    """Sentences of `item` that say in the other language what a sentence of `source` says."""
    return _align(item, source, _renders)


def _align(item: Reading, source: Reading, stands: Stands) -> Reuse:
    ours = [sentence for sentence in item.sentences if len(sentence.words) >= SHORTEST]
    theirs = [sentence for sentence in source.sentences if len(sentence.words) >= SHORTEST]
    if not ours or not theirs:
        return NOTHING
    spans: list[Sequence[Sentence]] = [(sentence,) for sentence in theirs]
    spans += pairwise(theirs)
    taken: set[int] = set()
    found = 0
    for sentence in ours:
        place = next((number for number, span in enumerate(spans) if stands(sentence, span)), None)
        if place is None:
            continue
        found += 1
        taken.update({place} if place < len(theirs) else {place - len(theirs), place - len(theirs) + 1})
    return Reuse(found / len(ours), len(taken) / len(theirs), found)


def _stands(sentence: Sentence, span: Sequence[Sentence]) -> bool:
    words = set(sentence.words)
    there = {word for part in span for word in part.words}
    common = len(words & there)
    if common < VERBATIM * len(words) or (len(span) == 1 and common < COVERS * len(there)):
        return False
    pairs = set(pairwise(sentence.words))
    return len(pairs & {pair for part in span for pair in pairwise(part.words)}) >= IN_ORDER * len(pairs)


def _renders(sentence: Sentence, span: Sequence[Sentence]) -> bool:
    keys = sentence.keys
    if len(keys) < SHORTEST_TRANSLATED:
        return False
    there = {key for part in span for key in part.keys}
    return len(keys & there) >= TRANSLATED * len(keys)
