"""Whose a town's initials are («КГВА»): ours, or another town's of the same letter. Pure; knows no institution."""

from __future__ import annotations

from bisect import bisect_right

from classifiers.citation.reading import Reading
from classifiers.citation.towns import OWN
from monitor.model import Level


def ours(reading: Reading, towns: tuple[tuple[int, str], ...], letters: str, first: int, level: Level) -> bool:
    """Do initials at word `first` mean our town, `towns` being those the text names, `letters` those it begins with?

    «КГВА» is Kyiv's and that of a dozen towns. In a national outlet our town has to be named; where another town of
    the letter is named too, the one named last before the initials tells. A local outlet's are its own town's unless
    another stands before them in the same sentence.
    """
    rivals = [(at, town) for at, town in towns if town == OWN or town[:1].upper() in letters]
    if level == "local":
        start = reading.starts[bisect_right(reading.starts, first) - 1]
        rivals = [(at, town) for at, town in rivals if start <= at < first]
        return not rivals or rivals[-1][1] == OWN
    if not rivals:
        return level != "nation"
    before = [town for at, town in rivals if at < first]
    return (before[-1] if before else rivals[0][1]) == OWN
