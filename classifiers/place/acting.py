"""Does a town whose name is a common noun too («Суми», «Долина») act or suffer as only towns do? Pure.

A sum is met by nobody and a valley celebrates no day; what else stands before such a verb decides nothing. Looks at
the words behind one naming; refuses to look at the rest of the text, but for a sign that premises are none.
"""

from __future__ import annotations

from functools import cache

from classifiers.place.cues import cues
from classifiers.place.reading import Section
from monitor.language import grammemes
from monitor.language.lemmas import languages, parses

WITHOUT, UNDER = frozenset({"без"}), frozenset({"під", "под"})
# What a town does, each with what it does so to or for: «прощається з воїном», «готується до зими».
_DEEDS = (
    ("town_parts", "town_lost"),
    ("town_meets", "town_returned"),
    ("town_feasts", "town_day"),
    ("town_suffers", "under_fire"),
)
# Words behind the verb within which that stands.
_REACH = 4
_DAY = "день"
# What shows that «Бар» is no premises, and that a valley without water is no landscape.
_RULED = ("municipal", "council", "community")
_LIVED = ("local", "municipal", "under_fire", "strike", "shelling")
_CITY = frozenset({"місто", "город"})


def acts_as_town(section: Section, first: int, last: int) -> bool:
    """«Долина прощається із захисником», «Суми без світла»: does only a town do so, is only a town in such a state?"""
    if last >= len(section.tokens) or section.between(last - 1, last) != " ":
        return False
    if section.keys[first] & cues("premises") and not _tells(section, _RULED, _CITY):
        return False
    word = section.tokens[last].word
    if word in WITHOUT:
        return _lacks(section, last + 1)
    if word in UNDER:
        return last + 1 < len(section.keys) and not section.keys[last + 1].isdisjoint(cues("under_fire"))
    return any(
        not section.keys[last].isdisjoint(cues(deed)) and _is_near(section, last + 1, cues(matter))
        for deed, matter in _DEEDS
    ) and agree(section.tokens[last - 1].word, word)


def _tells(section: Section, kinds: tuple[str, ...], more: frozenset[str] = frozenset()) -> bool:
    return any(keys & more or any(keys & cues(kind) for kind in kinds) for keys in section.keys)


def _lacks(section: Section, at: int) -> bool:
    """«Суми без світла»: is it what towns are supplied with, and no «Ізюм без світла зберігає смак»?"""
    if at >= len(section.keys):
        return False
    if section.keys[at] & cues("town_supply"):
        following = at + 1 < len(section.tokens) and section.between(at, at + 1) == " "
        return not (following and grammemes(section.tokens[at + 1].word) & {"VERB", "PRTF"})
    return bool(section.keys[at] & cues("any_supply")) and _tells(section, _LIVED)


def _is_near(section: Section, start: int, wanted: frozenset[str]) -> bool:
    for at in range(start, min(len(section.keys), start + _REACH)):
        if section.between(at - 1, at).strip(' «“„"'):
            return False
        found = section.keys[at] & wanted
        # «День міста» has a capital, «за день» none.
        if found and (found != {_DAY} or section.tokens[at].text[0].isupper()):
            return True
    return False


@cache
def agree(name: str, verb: str) -> bool:
    """Can the name be the verb's subject by number and gender? «Щастя зустріли …» is somebody else's deed."""
    numbers, genders = set(), set()
    for language in languages(name):
        for parse in parses(name, language):
            if parse.tag.POS == "NOUN" and parse.tag.case == "nomn":
                numbers.add(parse.tag.number == "plur")
                genders.add(parse.tag.gender)
    told = [p.tag for language in languages(verb) for p in parses(verb, language) if p.tag.POS == "VERB"]
    return any(
        (tag.number == "plur") in numbers and (tag.number == "plur" or not tag.gender or tag.gender in genders)
        for tag in told
    )
