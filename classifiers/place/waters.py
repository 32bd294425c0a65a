"""Rivers that bear a town's name («на березі Остра», «міст через Стрий»): such a naming is no other town. Pure.

Refuses to say which river it is: the name must be on the list of `cues.txt` and water must stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from classifiers.landscape import BRIDGES
from classifiers.place.cues import cues
from classifiers.place.reading import Section
from classifiers.place.rivals import ATTRIBUTE, TOWN, Rival, is_cue
from monitor.language import normal, settlements
from monitor.language.derive import adjectives

# Words to either side of the name in which water concerns it.
_REACH = 4
# Before a river's name only: a town takes «у», «до», «з».
_ON = frozenset({"на", "через", "над", "вздовж", "уздовж", "вдоль", "по"})


def _is_river(section: Section, rival: Rival) -> bool:
    """Does water stand beside a town's name that is a river's too?"""
    at = rival.first
    near = range(max(0, at - _REACH), min(len(section.keys), rival.last + _REACH))
    wet = any(section.keys[i] & cues("water") for i in near)
    on = at > 0 and section.tokens[at - 1].word in _ON
    return wet or (on and section.tokens[at - 1].word in ("на", "через", "над"))


# Before «через» and a name, whichever it is, these say that water is crossed.
_CROSSING = BRIDGES | {"паром", "понтон"}


def _follows_river(section: Section, rival: Rival) -> bool:
    """«річка Кам’янка»."""
    return rival.first > 0 and not _apart(section, rival.first) and is_cue(section, rival.first - 1, "river_word")


def _is_crossed(section: Section, rival: Rival) -> bool:
    """«Міст через Латорицю»: is a river meant whatever its name?"""
    at = rival.first
    if at < 2 or _apart(section, at):
        return False
    return section.tokens[at - 1].word == "через" and not section.keys[at - 2].isdisjoint(_CROSSING)


def _apart(section: Section, at: int) -> bool:
    """Does anything but a space or a full stop part a word from the one before?"""
    return bool(section.between(at - 1, at).strip(" .\u00a0"))


def _is_town(section: Section, rival: Rival) -> bool:
    """«місто Остер», «Остерська громада»."""
    if rival.kind == ATTRIBUTE:
        return True
    return rival.first > 0 and bool(section.keys[rival.first - 1] & (cues("city_word") | cues("community")))


def without_rivers(found: Sequence[Rival], sections: Sequence[Section]) -> list[Rival]:
    """The rivals without the namings of a river; where a text means the river once, it means it all through.

    «Паром через Рені» alone says nothing of the town's other namings.
    """
    named = cues("river")
    texts = {section.index: section for section in sections}
    towns = [r for r in found if r.kind == TOWN]
    crossed = [r for r in towns if _is_crossed(texts[r.section], r)]
    followed = {r.name for r in towns if _follows_river(texts[r.section], r)}
    doubtful = [r for r in towns if normal(r.name) in named]
    if not doubtful and not crossed and not followed:
        return list(found)
    # «Чистий Остер» of a title is explained by «доля річки» further down.
    told = any(keys & cues("river_word") for section in sections for keys in section.keys)
    bare = {r.name for r in doubtful} - {r.name for r in doubtful if r.inside}
    rivers = {r.name for r in doubtful if _is_river(texts[r.section], r)} | followed
    if told:
        rivers |= bare | {r.name for r in crossed}
    own = {r.name for r in towns if _is_town(texts[r.section], r)}
    own |= {r.name for r in found if r.kind == ATTRIBUTE}
    return [r for r in found if r.kind != TOWN or r.name in own or (r.name not in rivers and r not in crossed)]


def is_rather_river(town: str) -> bool:
    """Is a town's name a river's first: «Остер», not «Харків», after which its region is called?"""
    if normal(town) not in cues("river"):
        return False
    regions = {normal(s.region).removesuffix("а") + "ий" for s in settlements(town) if s.city}
    return regions.isdisjoint(adjectives(town))
