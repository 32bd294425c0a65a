"""Items of a whole region that name the place as one of many, and items of a road that leads to it. Pure.

Refuses to decide alone: `decide` asks it before the weights, which know only «about» or not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from classifiers.place.cues import cues
from classifiers.place.features import Evidence
from classifiers.place.mentions import Mention
from classifiers.place.names import Names
from classifiers.place.reading import Section
from classifiers.place.rivals import ATTRIBUTE, LAND, TOWN
from monitor.language import settlements

# An item of the region names at least this many of its other places beside ours.
_FEWEST_BESIDE = 2
# Words before «області» within which «по всій», «районах», «жителів» bind the whole of it.
_BINDING_REACH = 3
_WHOLE = frozenset(
    "вся всю всій усій уся усю всей весь по південь північ схід захід юг север восток запад частина часть".split()
)
# «Одеської області»: a region by its own name, which the text may only pass by.
_NAMED = ("ької", "ькій", "ьку", "ькою", "ька", "ской", "скую", "ская")
_ENDED = re.compile(r"[.!?…](?:\s|$)")
_COMMON = frozenset("бюджет програма субвенція программа субвенция рейтинг план мережа сеть".split())
_DIRECTIONS = (
    "напрямок",
    "напрямку",
    "напрямі",
    "напрямом",
    "направление",
    "направлении",
    "направления",
    "направлению",
)
_REGION = frozenset({"область", "обл"})


@lru_cache(4_000)
def _regions_of(name: str) -> frozenset[str]:
    return frozenset(s.region for s in settlements(name))


def _is_ours(name: str, names: Names) -> bool:
    return names.region is not None and names.region.adjective in _regions_of(name)


def _binds(section: Section) -> bool:
    """«в районах області», «по всій області», «Область отримає»: is the region spoken of as a whole?"""
    for at, keys in enumerate(section.keys):
        following = section.keys[at + 1] if at + 1 < len(section.keys) else frozenset()
        if keys & {"обласний", "областной"} and following & _COMMON:  # «обласний бюджет»
            return True
        if not keys & _REGION:
            continue
        before = frozenset().union(*section.keys[max(0, at - _BINDING_REACH) : at])
        titled = section.index == 0 and (at == 0 or _is_bare(section, at))
        if before & (_WHOLE | cues("rest")) or titled:  # «Скільки в області вільних місць»
            return True
    return False


def _is_bare(section: Section, at: int) -> bool:
    """«Снігопад накрив область», «що в області», not «Одеська область» nor «поліція області»."""
    led = section.tokens[at - 1].word.endswith(_NAMED)
    return not led and section.keys[at - 1].isdisjoint(cues("of_region"))


def _leads(evidence: Evidence, names: Names) -> bool:
    """Does the title or the first paragraph speak of the place's own region as a whole?"""
    texts = {s.index: s for s in evidence.reading.sections}
    lead = evidence.lead
    if any(r.kind == LAND and r.section in lead and r.name != _adjective(names) for r in evidence.rivals):
        return False
    bodies = ("ова", "ода", "оба", "рада", "адміністрація", "администрация", "облрада")
    lands = [m for m in evidence.role("region") if m.section in lead and not m.text.lower().endswith(bodies)]
    lands = [m for m in lands if m.first == 0 or not texts[m.section].keys[m.first - 1] & cues("of_region")]
    lands = [m for m in lands if "обласн" not in m.text.lower() and "областн" not in m.text.lower()]
    return bool(lands) or any(_binds(texts[index]) for index in lead if index in texts)


def _adjective(names: Names) -> str:
    return names.region.adjective if names.region else ""


def binds_region(evidence: Evidence, names: Names) -> bool:
    """Does an item of the place's own region name it only beside other places of it?

    Not where the title names the place, where a paragraph is its own or where it only tells the past.
    """
    sure = evidence.sure
    if evidence.home or any(m.section == 0 or _is_past(m) for m in sure):
        return False
    opens = any(
        m.section == evidence.reading.sections[0].index and m.first <= 1 for m in sure
    )  # «Ірпінь, дим бачать у Бучі»
    if opens or is_scene(evidence) or _is_contest(evidence):
        return False
    many = any(_is_one_of_many(evidence, names, m.section) for m in sure)
    return (many or _only_speaks(evidence)) and _leads(evidence, names)


def _only_speaks(evidence: Evidence) -> bool:
    """Does the place's body or official only speak, in one paragraph below, of what the whole region is told?"""
    below = {m.section for m in evidence.sure}
    if len(below) != 1 or evidence.level != "region" or evidence.leads(evidence.sure):
        return False
    return all(m.role in ("body", "official") or "whose" in m.flags for m in evidence.sure)


def _is_contest(evidence: Evidence) -> bool:
    """Does the title, the lead or a paragraph that names the place tell of a contest and its list?

    A timetable only in the title or the first paragraph: buses that wait for a snowfall to pass are no theme.
    """
    told = evidence.lead | {m.section for m in evidence.sure}
    opening = {0, *(s.index for s in evidence.reading.paragraphs[:1])}
    for section in evidence.reading.sections:
        wanted = cues("contest") if section.index in told else frozenset()
        wanted |= cues("timetable") if section.index in opening else frozenset()
        if wanted and any(keys & wanted for keys in section.keys):
            return True
    return False


def is_scene(evidence: Evidence) -> bool:
    """«На Сумщині відкрили центр. Він запрацював у Шостці»: is the body's first place ours, alone in a sentence?"""
    texts = {s.index: s.text for s in evidence.reading.sections}
    inside = [m for m in evidence.firm if "inside" in m.flags and m.section in evidence.lead and m.section > 0]
    if not inside:
        return False
    first = min(inside, key=lambda m: (m.section, m.start))
    towns = [(r.section, evidence.reading.start(r.section, r.first)) for r in evidence.rivals if r.section > 0]
    nearest = min((place for place in towns), default=None)
    if nearest is None or nearest > (first.section, first.start):
        text = texts[first.section]
        end = nearest[1] if nearest is not None and nearest[0] == first.section else len(text)
        return bool(_ENDED.search(text[first.end : end]))
    return False


def _is_past(mention: Mention) -> bool:
    return "background" in mention.flags or ("origin" in mention.flags and not mention.flags & {"run", "list"})


def _is_one_of_many(evidence: Evidence, names: Names, section: int) -> bool:
    beside = {r.name for r in evidence.rivals if r.section == section and r.kind in (TOWN, ATTRIBUTE)}
    ours = {name for name in beside if _is_ours(name, names)}
    near = {m.text for m in evidence.role("near") if m.section == section}
    listed = any("run" in m.flags for m in evidence.sure if m.section == section)
    enough = 1 if _opens_title(evidence) else _FEWEST_BESIDE
    return len(ours) + len(near) >= enough or (listed and bool(ours or near) and ours == beside)


def _opens_title(evidence: Evidence) -> bool:
    """«На Закарпатті спала вода»: does the region open the title?"""
    return any(m.section == 0 and m.first <= 1 for m in evidence.role("region"))


# A report of the front has at least this many words of war.
_FEWEST_WAR = 2


def is_of_front(evidence: Evidence) -> bool:
    """«На Покровському напрямку 43 атаки»: is the place named only as a direction of the front or where fights are?"""
    ways = [m for m in evidence.role("route") if m.text.lower().endswith(_DIRECTIONS)]
    if not ways or any(m.role != "village" and not m.flags & {"near", "list", "run"} for m in evidence.sure):
        return False
    wanted = cues("front")
    told = sum(not wanted.isdisjoint(keys) for s in evidence.reading.sections for keys in s.keys)
    return told >= _FEWEST_WAR


def is_of_highway(evidence: Evidence, names: Names) -> bool:
    """Is the place named only as an end of a road within its own region («траса Чернігів – Ніжин»)?"""
    sure = evidence.sure
    if evidence.home or not sure or not all("highway" in m.flags for m in sure):
        return False
    towns = {r.name for r in evidence.rivals if r.kind == TOWN}
    if evidence.leads(evidence.role("region")):
        return True  # «На Волині лагодять трасу Київ – Ковель – Ягодин»
    return all(_is_ours(name, names) for name in towns) and (bool(towns) or evidence.level == "region")
