"""Rivers that bear a town's name («на березі Остра», «міст через Стрий»): such a naming is no town, nor ours. Pure.

Refuses to say which river it is: the name must be on the list of `cues.txt` and water must stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifiers.landscape import BRIDGES
from classifiers.place.cues import cues
from classifiers.place.mentions import Mention
from classifiers.place.reading import Reading, Section
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


# What is a river's and no town's, before its name; what a river does behind it; what is measured «у Стрию».
_RIVERS = frozenset("берег русло річище гирло заплава течія притока плесо дно пойма устье приток".split())
_FLOODS = re.compile("(?:під|роз)мив|(?:под|раз)мыл|розли[вл]|разли[лв]|обміл|обмел|пересох|замулив")
_LEVEL = re.compile("рівень|рівня|уров")
_ALONG = frozenset({"через", "над", "вздовж", "уздовж", "вдоль"})
_WATER_REACH = 3
_SPEAKS_FOR_TOWN = frozenset({"body", "attr", "people", "community", "official", "village", "land", "organisation"})
_OF_TOWN = frozenset({"whose", "list", "run", "edge", "arrival"})


def without_own_river(found: Sequence[Mention], reading: Reading, others: Sequence[Rival]) -> list[Mention]:
    """The mentions, the town's name taken for its river's where water is told of and the scene is another place.

    «У селі Ільник … берег Стрия зміцнять. Стрий підмив дорогу»: no body, no people of the town stands in the text.
    """
    named = [m for m in found if m.role == "name"]
    if not named or any(cues("river").isdisjoint(reading.section(m.section).keys[m.first]) for m in named):
        return list(found)
    if any(m.role in _SPEAKS_FOR_TOWN for m in found) or not (
        any(r.inside for r in others) or any(m.role == "near" for m in found)
    ):
        return list(found)
    if any(map(_has_city, reading.sections)):
        return list(found)
    wet = [_is_wet(reading.section(m.section), m) for m in named]
    if not any(wet) or any(
        m.flags & (_OF_TOWN | {"inside", "subject"}) for m, sure in zip(named, wet, strict=True) if not sure
    ):
        return list(found)
    return [replace(m, role="homonym") if m.role == "name" else m for m in found]


def _has_city(section: Section) -> bool:
    """«У межах міста», not «у місті Турка»: does it speak of a town without its name?"""
    return any(
        keys & _CITY
        and not (
            at + 1 < len(section.tokens)
            and section.between(at, at + 1) == " "
            and section.tokens[at + 1].text[0].isupper()
        )
        for at, keys in enumerate(section.keys)
    )


_CITY = frozenset({"місто", "город"})


def _is_wet(section: Section, mention: Mention) -> bool:
    """«Берег Стрия», «міст через Стрий», «рівень води у Стрию», «Стрий підмив …»: is the naming the river's?"""
    at = mention.first
    led = section.tokens[at - 1].word if at > 0 and section.between(at - 1, at) == " " else ""
    if led and section.keys[at - 1] & _RIVERS:
        return True
    before = range(max(0, at - 1 - _WATER_REACH), max(0, at - 1))
    if led in _ALONG:
        return any(section.keys[i] & (cues("water") | _CROSSING) for i in before)
    if led in ("у", "в"):
        return any(_LEVEL.match(section.tokens[i].word) for i in before)
    behind = section.tokens[mention.last : mention.last + 1 + _WATER_REACH]
    return "inside" not in mention.flags and any(_FLOODS.match(token.word) for token in behind)


def is_rather_river(town: str) -> bool:
    """Is a town's name a river's first: «Остер», not «Харків», «Бахмут», whose a region or a district is?"""
    if normal(town) not in cues("river"):
        return False
    found = [s for s in settlements(town) if s.city]
    called = {normal(s.region).removesuffix("а") + "ий" for s in found} | {normal(s.district) for s in found}
    return called.isdisjoint(adjectives(town))
