"""The town as the target of shelling, drones and missiles: what is struck is where it happens. Pure.

«Ворог ударив по Тихогору», «атака на Тихогір», «обстріляли Тихогір», «курсом на Тихогір летять дрони»: no preposition
of place stands before the name, yet the news is the town's. Ground fighting is the front's (`regional`) and left out.
"""

from __future__ import annotations

from classifiers.place.cues import cues
from classifiers.place.features import Evidence
from classifiers.place.mentions import Mention
from classifiers.place.reading import Section
from classifiers.place.rivals import is_cue

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
