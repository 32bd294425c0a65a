"""The town as the target of shelling, drones and missiles, or where people came to harm: what is struck. Pure.

«Ворог ударив по Тихогору», «атака на Тихогір», «обстріляли Тихогір», «курсом на Тихогір летять дрони»: no preposition
of place stands before the name, yet the news is the town's. Ground fighting is the front's (`regional`) and left out.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.features import Evidence
from classifiers.place.mentions import Mention
from classifiers.place.reading import Section
from classifiers.place.rivals import ATTRIBUTE, TOWN, is_cue

# Words between the strike and its target: «вдарили вночі двома керованими бомбами по Тихогору».
_REACH = 8
# «Обстріл центру Тихогора», «атакував уночі сам Тихогір».
_NEAR = 3
# «У напрямку Тихогора», «курсом на місто Тихогір», «загроза для Тихогора».
_WAY = 3
_AT, _ONTO = frozenset({"по"}), frozenset({"на"})
# Who fell there, what was once, and what follows from a strike elsewhere: a verdict, a protest note, a price.
_NO_NEWS = ("fallen_in", "before", "echo")
_PASSING = frozenset({"origin", "list", "run", "near", "background", "route", "address", "bare"})


def is_struck(mention: Mention, evidence: Evidence) -> bool:
    """Is the naming, in the title or the lead, a target of a strike from afar, and of none long ago?"""
    if mention.role != "name" or mention.flags & _PASSING or mention.section not in evidence.lead:
        return False
    section = evidence.reading.section(mention.section)
    start, end = _sentence(section, mention)
    words = range(start, end)
    if any(is_cue(section, i, word) for i in words for word in _NO_NEWS):
        return False
    at = mention.first - (mention.first > start and is_cue(section, mention.first - 1, "place_word"))
    word = section.tokens[at - 1].word if at > start else ""
    around = [i for i in words if mention.first - _REACH <= i < mention.last + _REACH]
    if word in _AT:
        return _has(section, around, "strike") or _has(section, around, "shell")
    if word in _ONTO:
        return _has(section, around, "strike")
    for i in range(at - 1, max(start, at - _NEAR) - 1, -1):
        if is_cue(section, i, "preposition"):
            return False
        if _has(section, [i], "shell"):
            return True
    return False


def is_aimed_at(mention: Mention, evidence: Evidence) -> bool:
    """«Курсом на Тихогір летять дрони», «дрони в напрямку Тихогора»: is something in the air bound for the town?"""
    if mention.role != "name" or mention.flags & (_PASSING - {"near"}) or mention.section not in evidence.lead:
        return False
    section = evidence.reading.section(mention.section)
    start, end = _sentence(section, mention)
    ways = range(max(start, mention.first - _WAY), mention.first)
    return _has(section, ways, "bound") and _has(section, range(start, end), "drone")


# «У Тихогорі – без постраждалих»: words before a word of harm that deny it.
_DENIED = frozenset("без не ні немає нема нет жодного жодних ни".split())
_DENIED_REACH = 2
# «… лікується в Тихогорі»: who is cared for in the town was hurt elsewhere.
_CARE_REACH = 4
_HARM_ELSEWHERE = frozenset({"origin", "near", "background", "route", "address", "toward", "list", "run", "seat"})
# «У Тихогорі обговорили, як відновлюють пошкоджене»: what is only spoken of there.
_THAT = frozenset("як що чи щоб как что чтобы".split())
# Among more other towns than this a sentence is one of a list; a line that the town heads is its own.
_MOST_OTHERS = 3
_HEADS = re.compile(r"[»\"*]{0,3}\s?[–—:-]")


def is_hit(evidence: Evidence) -> bool:
    """«Ворог бив по району. У Тихогорі поранено жінку, у Вербівці …»: is harm told of the town in words of its own?

    In its sentence, behind its name at the head of a line, or under its name as a heading; what stands behind another
    place's name is that place's.
    """
    few = len({r.name for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE)}) <= _MOST_OTHERS
    return any(
        (few and is_struck(m, evidence)) or _is_harmed(m, evidence, few) for m in evidence.role("name", "unsure")
    )


def _is_harmed(mention: Mention, evidence: Evidence, few: bool) -> bool:
    if mention.flags & _HARM_ELSEWHERE:
        return False
    section = evidence.reading.section(mention.section)
    start, end = _sentence(section, mention)
    heads = mention.first == start and bool(_HEADS.match(section.text, mention.end))
    others = _others(evidence, mention.section)
    if mention.first == 0 and mention.last == len(section.tokens):  # «Тихогір» on a line of its own
        return mention.section > 0 and _harms_below(evidence, mention.section + 1)
    if not (heads or (few and "inside" in mention.flags)):
        return False
    if any(is_cue(section, i, word) for i in range(start, end) for word in _NO_NEWS) or _is_farewell(evidence):
        return False
    if _has(section, range(max(start, mention.first - _CARE_REACH), mention.first), "care"):
        return False
    behind = range(mention.last, min((i for i in others if i >= mention.last), default=end))
    led = range(start, mention.first) if not any(start <= i < mention.first for i in others) else range(0)
    told = next((i for i in behind if section.tokens[i].word in _THAT), end)
    return _harms(section, [*led, *(i for i in behind if i < min(end, told))])


def _is_farewell(evidence: Evidence) -> bool:
    """Does the title tell of one who fell elsewhere?"""
    return any(s.index == 0 and _has(s, range(len(s.tokens)), "fallen_in") for s in evidence.reading.sections)


def _harms_below(evidence: Evidence, index: int) -> bool:
    """Does the line under a heading tell of harm before it names another place?"""
    section = next((s for s in evidence.reading.sections if s.index == index), None)
    if section is None:
        return False
    return _harms(section, range(min(_others(evidence, index), default=len(section.tokens))))


def _others(evidence: Evidence, index: int) -> set[int]:
    """The numbers of the words at which other places are named in a section."""
    near = evidence.role("near", "district", "land", "region")
    return {r.first for r in evidence.rivals if r.section == index} | {m.first for m in near if m.section == index}


def _harms(section: Section, words: range | list[int]) -> bool:
    """Does any of the words tell of harm, and none before it deny it?"""
    return any(
        section.keys[i] & cues("harm")
        and _DENIED.isdisjoint(token.word for token in section.tokens[max(0, i - _DENIED_REACH) : i])
        for i in words
    )


def _has(section: Section, words: range | list[int], name: str) -> bool:
    wanted = cues(name)
    return any(section.keys[i] & wanted for i in words)


def _sentence(section: Section, mention: Mention) -> tuple[int, int]:
    """The numbers of the first word of the mention's sentence and of the one behind its last."""
    first = mention.first
    while first > 0 and not _ends(section, first - 1):
        first -= 1
    last = mention.last
    while last < len(section.tokens) and not _ends(section, last - 1):
        last += 1
    return first, last


def _ends(section: Section, at: int) -> bool:
    """Does a sentence end behind the word? «м. Тихогір» does not."""
    if at + 1 >= len(section.tokens):
        return True
    gap = section.between(at, at + 1)
    if "\n" in gap or "!" in gap or "?" in gap or "…" in gap:
        return True
    return "." in gap and section.tokens[at + 1].text[0].isupper() and len(section.tokens[at].word) > 2
