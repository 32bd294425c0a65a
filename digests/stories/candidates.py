"""Which pairs of a window are worth comparing: those that share rare terms and are near in time. Pure.

Every term keeps the articles it stood in, in order of publication; a new one meets only the latest of them, so that
its cost does not grow with the window.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from digests.stories.likeness import Rarity, Weighed

FARTHEST = 10 * 86400.0  # seconds between two articles of one story that may be tied directly
LATEST = 150  # articles of one term a new one meets
COMMON = 3.0  # rarity below which a term finds no candidates in a large window (in every twentieth article)
LARGE = 500  # articles from which a window is large
NEAR = 0.02  # part of the cosine that rare terms must give; the farthest true pair measured has 0.03


def candidates(window: Sequence[Weighed], rarity: Rarity) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) of places in the window, which must be in order of publication."""
    where: dict[str, list[int]] = defaultdict(list)
    times = [weighed.reading.order[0] for weighed in window]
    least = COMMON if len(window) >= LARGE else 0.0
    for place, weighed in enumerate(window):
        oldest = bisect_left(times, times[place] - FARTHEST) if times[place] != float("inf") else 0
        common: dict[int, float] = defaultdict(float)
        for term, weight in weighed.weights.items():
            if rarity(term) < least:
                continue
            met = where[term]
            for other in met[-LATEST:]:
                if other >= oldest:
                    common[other] += weight * window[other].weights[term]
            met.append(place)
        for other, value in common.items():
            if value >= NEAR * weighed.length * window[other].length:
                yield other, place
