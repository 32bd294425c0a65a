"""What one naming shows of all the others in a text: another bearer of the name, another town's district. Pure.

A writer speaks of one bearer of a name at a time. Refuses to judge where the place's own district, region, people or
bodies are named as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from classifiers.place.mentions import Mention
from classifiers.place.nearby import before
from classifiers.place.reading import Reading, Section
from classifiers.place.rivals import TOWN, Rival
from monitor.language import normal

_BARE = ("name", "unsure", "quoted")
_SPEAKS_FOR_OURS = frozenset(
    {"district", "land", "near", "region", "official", "body", "people", "community", "attr", "village"}
)


def of_one_bearer(found: Sequence[Mention], reading: Reading) -> list[Mention]:
    """«У Лозовій на Вінниччині … жителі Лозової»: bare names are the homonym's that the text names first.

    A river is none: it flows through the town of its name.
    """
    first = next((m for m in found if m.role in (*_BARE, "homonym")), None)
    if first is None or first.role != "homonym" or before(reading.section(first.section), first.first, "river_word"):
        return list(found)
    if any(m.role in _SPEAKS_FOR_OURS for m in found):
        return list(found)
    return [replace(m, role="homonym") if m.role in _BARE else m for m in found]


def without_districts_of_others(found: Sequence[Mention], section: Section, rivals: Sequence[Rival]) -> list[Mention]:
    """«Покровський район Кривого Рогу»: a quarter of another town, which stands right behind it in the genitive."""
    behind = {r.first for r in rivals if r.kind == TOWN and not r.inside and _is_oblique(section, r)}
    return [replace(m, role="homonym") if m.role == "district" and m.last in behind else m for m in found]


def _is_oblique(section: Section, rival: Rival) -> bool:
    """Does the name follow another word with nothing between, in another form than its first («…, Київ» does not)?"""
    if rival.first == 0 or section.between(rival.first - 1, rival.first) != " ":
        return False
    return section.tokens[rival.first].word != normal(rival.name).split()[0]


def confirmed(found: Sequence[Mention]) -> list[Mention]:
    """«Буча проведе …» is the town where the text names it surely: the subject of a sentence, else a common word."""
    sure = {normal(m.text)[:3] for m in found if m.role == "name"}
    return [
        replace(m, role="name") if m.role == "unsure" and "subject" in m.flags and normal(m.text)[:3] in sure else m
        for m in found
    ]
