"""Another community of a displaced place's district on its own: when it is still the place's surroundings. Pure.

Its people live in many cities, so that a contest or a reunion of theirs elsewhere says nothing of the district. Its
military administration works for the same displaced people; what happens on the occupied ground is the area's news.
"""

from __future__ import annotations

from classifiers.place.cues import cues
from classifiers.place.features import Evidence
from classifiers.place.mentions import Mention
from classifiers.place.rivals import is_cue

# «Під Кремінною горить ліс», «у Рубіжному немає зв’язку»: what stands before the scene of an event.
UNDER = ("під", "под", "біля", "возле")
_INSIDE = (*UNDER, "у", "в", "во")
# A military administration, whole or by its letters.
_LETTERS = frozenset({"мва", "гва", "вца", "вга", "мвца"})
_MILITARY = frozenset({"військовий", "военный", "військово-цивільний", "военно-гражданский"})
_ADMINISTRATION = frozenset({"адміністрація", "администрация"})
# A report from the occupied ground has one word of occupation, or as many of war as a report of the front.
_FEWEST_WAR = 2


def is_of_ground(evidence: Evidence, near: list[Mention]) -> bool:
    """Does a neighbour's administration act, or does something happen on its ground, occupied as it is?"""
    return any(_rules(evidence, m) or stands_inside(evidence, m) for m in near) or _is_of_war(evidence)


def stands_inside(evidence: Evidence, mention: Mention) -> bool:
    """«Під Козельщиною перекинувся автобус «Київ – Дніпро»»: did it happen there, whatever other names stand by?"""
    section = evidence.reading.section(mention.section)
    at = mention.first - (mention.first > 0 and is_cue(section, mention.first - 1, "place_word"))
    return at > 0 and section.tokens[at - 1].word in _INSIDE


def _rules(evidence: Evidence, mention: Mention) -> bool:
    """«Рубіжанська МВА», «Рубіжанська міська військова адміністрація»."""
    keys = frozenset().union(*evidence.reading.section(mention.section).keys[mention.first : mention.last])
    return bool(keys & _LETTERS) or not (keys.isdisjoint(_MILITARY) or keys.isdisjoint(_ADMINISTRATION))


def _is_of_war(evidence: Evidence) -> bool:
    keys = [k for s in evidence.reading.sections for k in s.keys]
    occupied = any(not k.isdisjoint(cues("occupied")) for k in keys)
    war = cues("front") | cues("shelling")
    return occupied or sum(not k.isdisjoint(war) for k in keys) >= _FEWEST_WAR
