"""Likely pairs joined into groups, the surest first, so that a chain of weak likenesses joins nothing. Pure.

Two groups join where their three surest pairs together make it likely, less what their other pairs speak against it:
noisy-or of three, times the share of the mean in the largest to the power `CAUTION`. Copies of one text are together
from the start and are one voice: what each of them has in common with a third text is one testimony, so the three
surest are of different voices. The order of the input does not matter: pairs are taken by their strength and equal ones
by their place.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush, nlargest

Pair = tuple[int, int]
Surest = tuple[tuple[float, Pair], ...]  # (likelihood, the two voices), the surest first

JOIN = 0.55  # measured on invented stories and the written gold: docs/stories.md
CAUTION = 0.35
SUREST = 3
LEAST = 0.08  # a pair less likely than this ties nothing
SAME_VOICE = 0.97  # what `likeness` gives a copy at least


class _Group:
    """The members of one group and its pairs with every other group: (sum, the surest of different voices)."""

    __slots__ = ("members", "ties")

    def __init__(self, member: int) -> None:
        self.members = [member]
        self.ties: dict[int, tuple[float, Surest]] = {}


def join(count: int, likely: Mapping[Pair, float]) -> list[list[int]]:
    """Groups of the places 0..count-1, each sorted, from the likelihood of some pairs (others are unlikely)."""
    voices = _voices(count, likely)
    groups = {place: _Group(place) for place in range(count)}
    for (one, two), value in likely.items():
        if value >= LEAST:
            pair = (min(voices[one], voices[two]), max(voices[one], voices[two]))
            groups[one].ties[two] = groups[two].ties[one] = (value, ((value, pair),))
    for place, voice in enumerate(voices):
        if voice != place:
            _merge(groups, voice, place)
    queue: list[tuple[float, int, int, int, int]] = []
    for place, group in groups.items():
        for other in group.ties:
            if place < other:
                _offer(queue, groups, place, other)
    while queue:
        _, one, two, size_one, size_two = heappop(queue)
        if not _is_current(groups, one, size_one) or not _is_current(groups, two, size_two):
            continue
        _merge(groups, one, two)
        for other in groups[one].ties:
            _offer(queue, groups, min(one, other), max(one, other))
    return sorted(sorted(group.members) for group in groups.values())


def _is_current(groups: Mapping[int, _Group], name: int, size: int) -> bool:
    """Is the group still there, and as large as when it was offered?"""
    return name in groups and len(groups[name].members) == size


def _voices(count: int, likely: Mapping[Pair, float]) -> list[int]:
    """The voice of each place: the earliest of its copies."""
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
    return [root(place) for place in range(count)]


def _offer(queue: list[tuple[float, int, int, int, int]], groups: Mapping[int, _Group], one: int, two: int) -> None:
    first, second = groups[one], groups[two]
    value = _tie(first, two, len(second.members))
    if value >= JOIN:
        heappush(queue, (-value, one, two, len(first.members), len(second.members)))


def _tie(group: _Group, other: int, size: int) -> float:
    total, surest = group.ties[other]
    against = 1.0
    for value, _ in surest:
        against *= 1 - value
    mean = total / (len(group.members) * size)
    return float((1 - against) * (mean / surest[0][0]) ** CAUTION)


def _merge(groups: dict[int, _Group], one: int, two: int) -> None:
    """The group `two` becomes part of `one`, which is the smaller number."""
    gone = groups.pop(two)
    kept = groups[one]
    kept.members += gone.members
    kept.ties.pop(two, None)
    gone.ties.pop(one, None)
    for other, (total, surest) in gone.ties.items():
        before = kept.ties.get(other, (0.0, ()))
        tie = (before[0] + total, _surest(before[1], surest))
        kept.ties[other] = tie
        groups[other].ties.pop(two)
        groups[other].ties[one] = tie


def _surest(ours: Surest, theirs: Surest) -> Surest:
    """The surest pairs of both, one for each two voices."""
    best: dict[Pair, float] = {}
    for value, pair in (*ours, *theirs):
        best[pair] = max(value, best.get(pair, 0.0))
    return tuple(nlargest(SUREST, ((value, pair) for pair, value in best.items())))
