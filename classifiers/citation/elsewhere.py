"""Other towns told by less than a name with a capital that is nothing else: «сумський мер», «мер Бучі». Pure."""

from __future__ import annotations

import re
from functools import cache

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import sections
from classifiers.citation.people import skeleton
from classifiers.citation.reading import Reading
from monitor.language.derive import russian_adjectives
from monitor.language.gazetteer import notable


def of_adjective(reading: Reading, index: int) -> str | None:
    """«сумський мер», «на сайте шосткинского горсовета»: another town's adjective without a capital before its body."""
    if not reading.words[index].gram & Gram.ADJ:
        return None
    for at in range(index + 1, min(index + _BETWEEN, len(reading.words))):
        if reading.gaps[at] != " ":
            return None
        lemmas = reading.words[at].lemmas
        if not lemmas.isdisjoint(_ruling()):
            known = _adjectives()
            return next((known[s] for s in map(skeleton, reading.words[index].lemmas) if s in known), None)
        if lemmas.isdisjoint(_kinds()):
            return None
    return None


# «сумської міської військової адміністрації»: words in which the body stands.
_BETWEEN = 4


@cache
def _ruling() -> frozenset[str]:
    """What a town's adjective without a capital makes a town's own: its council, its people, its departments."""
    names = ("council", "board", "power", "committee", "administration", "administration.noun", "mayor", "head", "unit")
    return frozenset(word for name in names for word in sections("own")[name]) | {"громада"}


@cache
def _kinds() -> frozenset[str]:
    """Adjectives between a town's and its body: «міська військова», «виконавчий»."""
    return frozenset(word for name in ("town", "administration.kind", "executive") for word in sections("own")[name])


# Towns whose names are other words as often, with a capital too: «Обухів» of a family, «Бар» above a door.
_OTHER_WORDS = {"буча": "Буча", "мена": "Мена", "обухів": "Обухів", "бар": "Бар", "хорол": "Хорол", "щастя": "Щастя"}


@cache
def homonyms() -> dict[str, str]:
    """Dictionary form -> town, where it counts only as the place one is in or whose council or head is named."""
    return _OTHER_WORDS | {"счастье": "Щастя", "рубіжне": "Рубіжне", "обухов": "Обухів", "бара": "Бар"}


@cache
def _rulers() -> frozenset[str]:
    names = ("mayor", "head", "council", "town.noun", "board")
    return frozenset(word for name in names for word in sections("own")[name])


def sited(reading: Reading, index: int) -> bool:
    """«мер Бучі», «у міськраді Хорола», «у Бучі»: the genitive after who or what rules, or the locative after «у»."""
    gram = reading.words[index].gram
    if index == 0 or reading.gaps[index] != " ":
        return False
    if gram & Gram.GENT and not reading.words[index - 1].lemmas.isdisjoint(_rulers()):
        return True
    return bool(gram & Gram.LOCT) and reading.tokens[index - 1].word in ("у", "в")


@cache
def _adjectives() -> dict[str, str]:
    """Skeleton -> town, of adjectives that mean nothing but a town where they have no capital.

    Skeletons, because «шосткинский» is spelt after «шосткинський» as often as it is derived anew.
    """
    found: dict[str, str] = {}
    for place in notable():
        city = place.kind in "KM"
        if place.common and not city:
            continue
        derived = russian_adjectives(place.russian, place.name) if city and place.russian else ()  # «кременчугский»
        for word in (*place.adjectives, *place.russian_adjectives, *derived):
            if _OF_PLACE.search(word):
                found.setdefault(skeleton(word), place.name)
    for word in sections("own")["not.town"]:
        found.pop(skeleton(word), None)
    return found


_OF_PLACE = re.compile("[сцз]ький$|[сц]к[ио]й$")
