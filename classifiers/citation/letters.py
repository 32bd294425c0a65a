"""Whose a town's initials are («КГВА»): ours, or another town's of the same letter. Pure; knows no institution."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from classifiers.citation.reading import Reading
from classifiers.citation.towns import OWN
from monitor.model import Level

Named = tuple[tuple[int, str], ...]


def rivals(towns: Named, letters: str) -> Named:
    """Of the towns a text names, ours and those that begin with one of the letters."""
    return tuple((at, town) for at, town in towns if town == OWN or town[:1].upper() in letters)


def ours(reading: Reading, named: Named, first: int, level: Level) -> bool:
    """Do initials at word `first` mean our town, `named` being its rivals and itself in the text?

    «КГВА» is Kyiv's and that of a dozen towns. In a national outlet our town has to be named; where another town of
    the letter is named too, the one named last before the initials tells. A local outlet's are its own town's unless
    another stands before them in the same sentence.
    """
    if not named:
        return level != "nation"
    before = bisect_left(named, (first, "")) - 1
    if level == "local":
        start = reading.starts[bisect_right(reading.starts, first) - 1]
        return before < 0 or named[before][0] < start or named[before][1] == OWN
    return named[max(0, before)][1] == OWN
