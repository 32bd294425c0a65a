"""Do two texts that share their wording tell of two events? Template news differs only where the event stands. Pure.

Sentences of the two are laid side by side and what stands in one place is compared: another day, street or name there
is another event; other hours and figures are, where nothing else is the same, and else an update of one story. A
rounded figure, a day of a span, a misspelt name, a place that only one of them names contradict nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from digests.stories.reading import Reading
from digests.stories.units import PREPARED, Kind, Line, Told, Unit, told

ALIKE = 0.5  # of the shorter sentence's units that must stand in the other before the two are laid side by side
LEAST = 2  # units two sentences must share
SLOT = 5  # units of a place: a longer stretch was written anew and is not compared
ENOUGH = 2  # figures and hours that part, less what agrees, from which two texts tell of two events
SOON = 12 * 3600.0  # seconds within which figures change because one event unfolds
ROUND = 0.1  # of a figure, by which its rounded form may differ
HOUR = 30  # minutes
TYPO, TYPED = 0.8, 5  # likeness of two spellings of one name, and letters it has at least


@dataclass(frozen=True, slots=True)
class Parting:
    """`decisive`: days, streets or names that part; `figures`: hours and figures; `agreed`: what is the same."""

    decisive: int = 0
    figures: int = 0
    objects: int = 0
    agreed: int = 0

    @property
    def two_events(self) -> bool:
        """Do the texts tell of two events?"""
        return bool(self.decisive) or min(self.figures, 2) + self.objects - self.agreed >= ENOUGH

    @property
    def another_text(self) -> bool:
        """Is one no copy of the other, be it of one event: its figures are not the same?"""
        return self.two_events or self.figures > 0


SAME = Parting()


def parting(left: Reading, right: Reading) -> Parting:
    """Where the two contradict each other; the order of the two does not matter."""
    return _parting(left, right) if left.order <= right.order else _parting(right, left)


@lru_cache(PREPARED)
def _parting(left: Reading, right: Reading) -> Parting:
    if _all_in(left, right) or _all_in(right, left):
        return SAME
    one, two = told(left), told(right)
    places = list(_places(one, two))
    days = _days(one, two, places)
    streets = _streets(one, two)
    names = sum(_other_names(ours, theirs, one, two) for _, ours, theirs in places)
    agreed = bool(one.days & two.days) + bool(one.streets & two.streets)
    return Parting(
        decisive=days + streets + (names if agreed < ENOUGH else 0),
        figures=sum(_other_figures(ours, theirs) for _, ours, theirs in places),
        objects=_objects(places) if left.russian == right.russian else 0,
        agreed=agreed + (_apart(left, right) < SOON),
    )


def forget() -> None:
    """Let go of the prepared texts of a window."""
    told.cache_clear()
    _parting.cache_clear()


def _all_in(short: Reading, long: Reading) -> bool:
    """Every sentence of one stands in the other as it is: the common copy, told in a moment."""
    return bool(short.sentences) and frozenset(long.sentences).issuperset(short.sentences)


def _apart(left: Reading, right: Reading) -> float:
    return abs(left.order[0] - right.order[0])  # nan where neither has a date: not soon


Units = tuple[Unit, ...]
Place = tuple[bool, Units, Units]  # is it of the titles? what the one has there, and the other


def _places(one: Told, two: Told) -> Iterator[Place]:
    """What stands in the same place of two like sentences and is not the same."""
    if _shared(one.title, two.title):
        yield from ((True, *slot) for slot in _slots(one.title, two.title))
    free = [line for line in two.lines if line.keys not in one.whole]
    for line in one.lines:
        if line.keys in two.whole or not free:
            continue
        nearest = max(free, key=lambda other: (_shared(line, other), -len(other.units)))
        if _shared(line, nearest):
            yield from ((False, *slot) for slot in _slots(line, nearest))


def _shared(one: Line, two: Line) -> int:
    """Keys the two sentences share; 0 where they are not alike."""
    common = len(one.parts & two.parts)
    return common if common >= LEAST and common >= ALIKE * min(len(one.parts), len(two.parts)) else 0


def _slots(one: Line, two: Line) -> Iterator[tuple[Units, Units]]:
    for what, begin, end, start, stop in SequenceMatcher(None, one.keys, two.keys, autojunk=False).get_opcodes():
        if what == "replace" and max(end - begin, stop - start) <= SLOT:
            yield one.units[begin:end], two.units[start:stop]


def _of(line: Units, kind: Kind) -> list[Unit]:
    return [unit for unit in line if unit.kind == kind and not unit.teller]


def _days(one: Told, two: Told, places: list[Place]) -> int:
    """Days that stand in one place and nowhere in the other text; a span holds its own first day."""
    return sum(
        _elsewhere(ours, two) and _elsewhere(theirs, one)
        for _, left, right in places
        for ours, theirs in zip(_of(left, "day"), _of(right, "day"), strict=False)
    )


def _elsewhere(unit: Unit, other: Told) -> bool:
    """Is it of other days than that text? Two spans of which one ends on the day the other begins are."""
    return len(unit.days & other.days) < min(len(unit.days), 2)


def _streets(one: Told, two: Told) -> bool:
    """Both name streets, and neither any of the other's."""
    if not one.streets or not two.streets or one.streets & two.keys or two.streets & one.keys:
        return False
    return not any(_spelt_alike(ours, theirs) for ours in one.streets for theirs in two.streets)


def _other_names(left: Units, right: Units, one: Told, two: Told) -> bool:
    """Names in one place, none of them anywhere in the other text, and on both sides one like none of the other's."""
    ours, theirs = ({key for unit in _of(line, "name") for key in (unit.key, unit.sound)} for line in (left, right))
    if not ours or not theirs or ours & two.keys or theirs & one.keys:
        return False
    return _has_strange(ours, theirs) and _has_strange(theirs, ours)


def _has_strange(names: set[str], others: set[str]) -> bool:
    return any(not any(_spelt_alike(name, other) for other in others) for name in names)


def _spelt_alike(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    if len(short) < TYPED:
        return one == two
    if long.startswith(short):
        return True  # Носів, Носівське
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= TYPO


def _other_figures(left: Units, right: Units) -> int:
    hours = zip(_of(left, "hour"), _of(right, "hour"), strict=False)
    figures, others = _of(left, "figure"), _of(right, "figure")
    count = sum(abs(ours.value - theirs.value) > HOUR for ours, theirs in hours)
    if len(figures) == len(others):
        count += sum(not _rounded(ours, theirs) for ours, theirs in zip(figures, others, strict=True))
    return count


def _rounded(one: Unit, two: Unit) -> bool:
    """Is one figure the other, rounded?"""
    if one.key == two.key:
        return True
    if max(one.value, two.value) == float("inf") or abs(one.value - two.value) > ROUND * max(one.value, two.value):
        return False
    return _digits(one.value) != _digits(two.value)


def _digits(value: float) -> int:
    return len(f"{value:f}".strip("0").replace(".", "").strip("0"))


def _objects(places: list[Place]) -> int:
    """Plain words that stand for each other: one testimony, two where titles and texts exchange the same ones."""
    changed = [
        (title, left[0].key, right[0].key)
        for title, left, right in places
        if len(left) == len(right) == 1 and left[0].kind == right[0].kind == "word"
        if not _spelt_alike(left[0].key, right[0].key)
    ]
    titles = {pair[1:] for pair in changed if pair[0]}
    texts = {pair[1:] for pair in changed if not pair[0]}
    return 2 if titles & texts else min(len(texts), 1)
