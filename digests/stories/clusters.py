"""Likely pairs joined into groups, the surest first, so that a chain of weak likenesses joins nothing. Pure.

Copies of one text are one voice: what each of them has in common with a third text is one testimony, not several.
Two groups of voices join where their three surest pairs together make it likely, less what their other pairs speak
against it: noisy-or of three, times the share of the mean in the largest to the power `CAUTION`. The order of the input
does not matter: pairs are taken by their strength and equal ones by their place.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush, nlargest

Pair = tuple[int, int]

JOIN = 0.55  # measured on invented stories and the written gold: docs/stories.md
CAUTION = 0.35
SUREST = 3
LEAST = 0.08  # a pair less likely than this ties nothing
SAME_VOICE = 0.97  # what `likeness` gives a copy at least


class _Group:
    """The members of one group and its pairs with every other group: (sum, the surest)."""

    __slots__ = ("members", "ties")

    def __init__(self, member: int) -> None:
        self.members = [member]
        self.ties: dict[int, tuple[float, tuple[float, ...]]] = {}


def join(count: int, likely: Mapping[Pair, float]) -> list[list[int]]:
    """Groups of the places 0..count-1, each sorted, from the likelihood of some pairs (others are unlikely)."""
    voices = _voices(count, likely)
    where = {place: number for number, voice in enumerate(voices) for place in voice}
    between: dict[Pair, float] = {}
    for (one, two), value in likely.items():
        pair = (min(where[one], where[two]), max(where[one], where[two]))
        if pair[0] != pair[1]:
            between[pair] = max(value, between.get(pair, 0.0))
    found = _grouped(len(voices), between)
    return sorted(sorted(place for number in group for place in voices[number]) for group in found)


def _voices(count: int, likely: Mapping[Pair, float]) -> list[list[int]]:
    """The places with their copies, by the earliest of each."""
    first = list(range(count))

    def root(place: int) -> int:
        while first[place] != place:
            first[place] = first[first[place]]
            place = first[place]
        return place

    for (one, two), value in likely.items():
        if value >= SAME_VOICE:
            low, high = sorted((root(one), root(two)))
            first[high] = low
    voices: dict[int, list[int]] = {}
    for place in range(count):
        voices.setdefault(root(place), []).append(place)
    return list(voices.values())


def _grouped(count: int, likely: Mapping[Pair, float]) -> list[list[int]]:
    groups = {place: _Group(place) for place in range(count)}
    for (one, two), value in likely.items():
        if value >= LEAST:
            groups[one].ties[two] = groups[two].ties[one] = (value, (value,))
    queue: list[tuple[float, int, int, int, int]] = []
    for place, group in groups.items():
        for other in group.ties:
            if place < other:
                _offer(queue, groups, place, other)
    while queue:
        value, one, two, size_one, size_two = heappop(queue)
        if (
            one not in groups
            or two not in groups
            or (len(groups[one].members), len(groups[two].members))
            != (
                size_one,
                size_two,
            )
        ):
            continue
        _merge(groups, one, two)
        for other in groups[one].ties:
            _offer(queue, groups, min(one, other), max(one, other))
    return [group.members for group in groups.values()]


def _offer(queue: list[tuple[float, int, int, int, int]], groups: Mapping[int, _Group], one: int, two: int) -> None:
    first, second = groups[one], groups[two]
    value = _tie(first, two, len(second.members))
    if value >= JOIN:
        heappush(queue, (-value, one, two, len(first.members), len(second.members)))


def _tie(group: _Group, other: int, size: int) -> float:
    total, surest = group.ties[other]
    against = 1.0
    for value in surest:
        against *= 1 - value
    mean = total / (len(group.members) * size)
    return float((1 - against) * (mean / surest[0]) ** CAUTION)


def _merge(groups: dict[int, _Group], one: int, two: int) -> None:
    """The group `two` becomes part of `one`, which is the smaller number."""
    gone = groups.pop(two)
    kept = groups[one]
    kept.members += gone.members
    kept.ties.pop(two, None)
    gone.ties.pop(one, None)
    for other, (total, surest) in gone.ties.items():
        before = kept.ties.get(other, (0.0, ()))
        tie = (before[0] + total, tuple(nlargest(SUREST, (*before[1], *surest))))
        kept.ties[other] = tie
        groups[other].ties.pop(two)
        groups[other].ties[one] = tie
