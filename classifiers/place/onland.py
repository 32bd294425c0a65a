"""A region called by its chief town's name after «на»: «на Запоріжжі» is the region, «у Запоріжжі» the town. Pure.

Which names do so stands in the language's table of regions; refuses to look at nouns like «Сумщина», which are
phrases of `names`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from classifiers.place.cues import cues
from classifiers.place.reading import Section
from monitor.language import grammemes, normal
from monitor.language.gazetteer import Region, regions

# Words between «на» and the name: «на тимчасово окупованому Запоріжжі».
_REACH = 2
# What flies or goes «на Запорожье», whose form is that of the place where it goes, too.
_BOUND = ("strike", "drone", "bound", "shell", "way")


@cache
def _locatives() -> dict[str, Region]:
    return {normal(form): region for region in regions() for form in (*region.led, *region.russian_led)}


def region_led(section: Section, at: int) -> tuple[Region, int] | None:
    """The region a word names by the «на» before it, and where «на» stands."""
    token = section.tokens[at]
    found = _locatives().get(token.word)
    if found is None or not token.text[0].isupper():
        return None
    led = _led(section, at)
    if led is None or (normal(found.russian_led[0]) == token.word and _is_goal(section)):
        return None
    return found, led


def _led(section: Section, at: int) -> int | None:
    """Where «на» stands, nothing but what agrees with the name between."""
    for index in range(at - 1, max(-1, at - 2 - _REACH), -1):
        if section.between(index, index + 1) != " ":
            return None
        if section.tokens[index].word == "на":
            return index
        if not grammemes(section.tokens[index].word) & {"ADJF", "PRTF", "ADVB"}:
            return None
    return None


def _is_goal(section: Section) -> bool:
    """May the paragraph tell of what goes to the town?"""
    wanted = frozenset().union(*(cues(words) for words in _BOUND))
    return any(not keys.isdisjoint(wanted) for keys in section.keys)


def own_lands(section: Section, own: Region | None) -> Iterator[tuple[int, int]]:
    """(first, last) words that name the place's own region so."""
    if own is None or not own.led:
        return
    for at in range(len(section.tokens)):
        found = region_led(section, at)
        if found is not None and found[0] is own:
            yield found[1], at + 1
