"""Who comes from the place or to it: «Світлана з Тихогора відкрила …», «фабрика переїхала до Тихогора». Pure.

Looks at the words before one naming; refuses to say what an article is about.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.nearby import WINDOW, before
from classifiers.place.reading import Section
from classifiers.place.rivals import starts_sentence
from monitor.language import grammemes

FROM = frozenset({"з", "із", "зі", "из", "с"})
# Words between «переїхала» and «до Тихогора»; between the body that moves and the town.
_ARRIVAL_REACH, _MOVING_REACH = 4, 14
_TO = frozenset({"до", "в", "у", "во"})


def is_arrival(section: Section, first: int) -> bool:
    """«Фабрика переїхала до Тихогора»: does a body come to the place, or a title tell that somebody did?"""
    if first < 2 or section.tokens[first - 1].word not in _TO:
        return False
    if not before(section, first - 1, "arrive", _ARRIVAL_REACH):
        return False
    return section.index == 0 or before(section, first - 1, "moved", _MOVING_REACH)


def is_from(section: Section, at: int) -> bool:
    """«Парафія Різдва з Тихогора», «Світлана з Тихогора відкрила пральню»: does its body or resident act?"""
    if at < 2 or section.tokens[at - 1].word not in FROM or section.tokens[at - 2].word == "родом":
        return False
    if before(section, at - 1, "moved", WINDOW):
        return True
    person = starts_sentence(section, at - 2) or (at > 2 and starts_sentence(section, at - 3))
    acts = at + 1 < len(section.tokens) and section.between(at, at + 1) == " "
    return person and acts and "VERB" in grammemes(section.tokens[at + 1].word)


# Cases in which a way leads through a town, without a preposition and after «по».
_INSTRUMENTAL = re.compile("(?:ом|ем|єм|ою|ею|єю|ами|ями|ню|ой|ей|ью|им)$")


def is_through(section: Section, first: int, last: int) -> bool:
    """«Автобус їздить Тихогором», «пройшли маршем по Тихогору»: does somebody move about the town?"""
    if first == 0:
        return False
    led, joined = section.tokens[first - 1].word, section.between(first - 1, first) == " "
    if not joined:
        return False
    if led == "по":
        return before(section, first - 1, "moves", WINDOW)
    if not _INSTRUMENTAL.search(section.tokens[last - 1].word) or grammemes(led) & {"PREP", "CONJ"}:
        return False
    return before(section, first, "moves", WINDOW) and not _is_governed(section, first)


def _is_governed(section: Section, first: int) -> bool:
    """«Поїхали попрощатися з Києвом і милуватися Тихогором»: does a verb of no movement stand nearer?"""
    for at in range(first - 1, max(-1, first - 1 - WINDOW), -1):
        if not section.keys[at].isdisjoint(cues("moves")):
            return False
        if grammemes(section.tokens[at].word) & {"VERB", "INFN"}:
            return True
    return False


# Words between «тарифи» and «виросли».
_GROWING_REACH = 8
_GROWN = frozenset({"вирости", "виростати", "вырасти"})
_BORN = frozenset({"народитися", "родиться", "народжуватися"})
_YEAR = re.compile(r"\b(?:19|20)\d\d")


def is_of_today(section: Section, first: int) -> bool:
    """«Тарифи виросли в Тихогорі», «Трійня народилася в Тихогорі»: is it growth or birth that is news itself?"""
    for at in range(first - 1, max(-1, first - 1 - WINDOW), -1):
        if section.keys[at] & _GROWN:
            return before(section, at, "grows", _GROWING_REACH)
        if section.keys[at] & _BORN:
            return before(section, at, "newborn", _GROWING_REACH) and not _YEAR.search(section.text)
    return False


_QUOTED_NEXT = re.compile(r" [«“„\"]")


def of_player(section: Section, first: int) -> set[str]:
    """«Взяли з тихогірського «Метеора»», «вихованець тихогірського «Метеора»»: where a player only comes from."""
    token = section.tokens[first]
    if first == 0 or token.text[0].isupper() or not _QUOTED_NEXT.match(section.text, token.end):
        return set()
    came = section.tokens[first - 1].word in FROM or before(section, first, "pupil")
    return {"origin"} if came else set()
