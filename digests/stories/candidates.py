"""Which pairs of a window are worth comparing: those that share rare terms and are near in time. Pure.

Every term keeps the articles it stood in, in order of publication; a new one meets only the latest of them, so that
its cost does not grow with the window.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest

from digests.stories.likeness import Rarity, Weighed

FARTHEST = 10 * 86400.0  # seconds between two articles of one story that may be tied directly
LATEST = 60  # articles of one term a new one meets
HEAVIEST = 30  # terms of an article that look for others
COMMON = 3.0  # rarity below which a term looks for none in a large window (in every twentieth article)
LARGE = 500  # articles from which a window is large
# Part of the cosine these terms must give. The farthest true pair measured has 0.03; in a large window so little is
# chance: of 1,475 texts of ordinary news each is as near to 39 others.
NEAR, NEAR_LARGE = 0.02, 0.05
MOST = 25  # earlier articles one is compared with, the nearest


def candidates(window: Sequence[Weighed], rarity: Rarity) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) of places in the window, which must be in order of publication."""
    where: dict[str, list[int]] = defaultdict(list)
    times = [weighed.reading.order[0] for weighed in window]
    large = len(window) >= LARGE
    for place, weighed in enumerate(window):
        oldest = bisect_left(times, times[place] - FARTHEST) if math.isfinite(times[place]) else 0
        common: dict[int, float] = defaultdict(float)
        for term, weight in _seekers(weighed, rarity, large):
            for other in where[term][-LATEST:]:
                if other >= oldest:
                    common[other] += weight * window[other].weights[term]
        for term in weighed.weights:
            where[term].append(place)
        least = (NEAR_LARGE if large else NEAR) * weighed.length
        near = [
            (value / length, other)
            for other, value in common.items()
            if value >= least * (length := window[other].length)
        ]
        yield from ((other, place) for _, other in nlargest(MOST, near))


def _seekers(weighed: Weighed, rarity: Rarity, large: bool) -> list[tuple[str, float]]:
    """The terms that look for other articles, and their weights."""
    terms = list(weighed.weights.items())
    if not large:
        return terms
    rare = [term for term in terms if rarity(term[0]) >= COMMON]
    return nlargest(HEAVIEST, rare, key=lambda term: (term[1], term[0]))
