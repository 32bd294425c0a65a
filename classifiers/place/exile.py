"""Another community of a displaced place's district on its own: when it is still the place's surroundings. Pure.

Its people live in many cities, so that a contest or a reunion of theirs elsewhere says nothing of the district. Its
military administration works for the same displaced people; what happens on the occupied ground is the area's news.
"""

from __future__ import annotations

import re

from classifiers.place.coming import FROM
from classifiers.place.cues import cues
from classifiers.place.features import Evidence
from classifiers.place.mentions import Mention
from classifiers.place.rivals import TOWN, is_cue, starts_sentence
from monitor.language import grammemes

# «Під Кремінною горить ліс», «у Рубіжному немає зв’язку»: what stands before the scene of an event.
UNDER = ("під", "под", "біля", "возле")
_INSIDE = (*UNDER, "у", "в", "во")
# A military administration, whole or by its letters.
_LETTERS = frozenset({"мва", "гва", "вца", "вга", "мвца"})
_ADMINISTRATION = frozenset({"адміністрація", "администрация"})
_FROM = FROM | {"со"}
# «Окупанти вивезли з Рубіжного верстати» is of the ground.
_INVADERS = frozenset("окупант загарбник росіянин окупаційний оккупант захватчик россиянин оккупационный".split())
# A report from the occupied ground has one word of occupation, or as many of war as a report of the front.
_FEWEST_WAR = 2


def is_of_ground(evidence: Evidence, near: list[Mention]) -> bool:
    """Does a neighbour's administration act, or does something happen on its ground, occupied as it is?"""
    if any(_rules(evidence, m) or stands_inside(evidence, m) for m in near):
        return True
    away = (r for r in evidence.rivals if r.kind == TOWN and r.inside and (r.section, r.first) not in _starts(near))
    if evidence.leads(away):
        return False  # «Рубіжанська поетка … книга про обстріли вийшла у Києві»
    if any(_is_in_state(evidence, m) for m in near):
        return True
    return any(not _comes_from(evidence, m) for m in near) and _is_of_war(evidence)


# «Рубіжне зруйноване», «Рубежное обесточено».
_STATE = re.compile("(?:ен|єн|ан|ит|ут)(?:ий|ый|а|е|о|і|ы)$")


def _is_in_state(evidence: Evidence, mention: Mention) -> bool:
    """«Рубіжне без світла», «Попасна зруйнована»: is it told in what state the town itself is?"""
    section, at = evidence.reading.section(mention.section), mention.last
    if at != mention.first + 1 or at >= len(section.tokens) or not starts_sentence(section, mention.first):
        return False
    word = section.tokens[at].word
    if section.between(at - 1, at) != " " or mention.role != "near":
        return False
    if word == "без":
        lacks = section.keys[at + 1] if at + 1 < len(section.keys) else frozenset()
        return not lacks.isdisjoint(cues("any_supply") | cues("town_supply"))
    return bool(_STATE.search(word)) and bool(grammemes(word) & {"ADJF", "PRTF", "PRTS", "VERB"})


def _starts(near: list[Mention]) -> set[tuple[int, int]]:
    return {(m.section, m.first) for m in near}


def _comes_from(evidence: Evidence, mention: Mention) -> bool:
    """«Переселенка з окупованого Рубіжного»: does somebody only come from there, and no invader carry off?"""
    section = evidence.reading.section(mention.section)
    at = mention.first - (mention.first > 0 and is_cue(section, mention.first - 1, "occupied"))
    if at == 0 or section.tokens[at - 1].word not in _FROM:
        return False
    start = max(section.text.rfind(mark, 0, mention.start) for mark in ".!?")
    end = min((found for mark in ".!?" if (found := section.text.find(mark, mention.end)) >= 0), default=mention.end)
    return not any(
        start < token.start < end and not _INVADERS.isdisjoint(keys)
        for token, keys in zip(section.tokens, section.keys, strict=True)
    )


def stands_inside(evidence: Evidence, mention: Mention) -> bool:
    """«Під Козельщиною перекинувся автобус «Київ – Дніпро»»: did it happen there, whatever other names stand by?"""
    section = evidence.reading.section(mention.section)
    at = mention.first - (mention.first > 0 and is_cue(section, mention.first - 1, "place_word"))
    return at > 0 and section.tokens[at - 1].word in _INSIDE


def _rules(evidence: Evidence, mention: Mention) -> bool:
    """«Рубіжанська МВА», «Рубіжанська міська військова адміністрація», in short «Рубіжанська адміністрація»."""
    keys = frozenset().union(*evidence.reading.section(mention.section).keys[mention.first : mention.last])
    return not keys.isdisjoint(_LETTERS | _ADMINISTRATION)


def _is_of_war(evidence: Evidence) -> bool:
    keys = [k for s in evidence.reading.sections for k in s.keys]
    occupied = any(not k.isdisjoint(cues("occupied")) for k in keys)
    war = cues("front") | cues("shelling")
    return occupied or sum(not k.isdisjoint(war) for k in keys) >= _FEWEST_WAR
