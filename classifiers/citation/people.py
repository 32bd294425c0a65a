"""Officials' names in texts of both languages: «Олена Шпак», «Елены Шпак», «О. Шпак», «Шпак». Pure.

Names are compared by a skeleton that Ukrainian and Russian spellings share, so no dictionary need know them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from monitor.language import Token, normal
from monitor.language.words import CACHE
from monitor.model import Official

_SHARED = str.maketrans("іїыйєэёґ", "ииииееег", "ьъ'-")
# First names whose two spellings differ by more than letters; both sides are skeletons.
_FIRST = dict(
    pair.split("=")
    for pair in (
        "александр=олександр александра=олександра алексей=олекси елена=олена анна=ганна дмитрии=дмитро "
        "николаи=микола сергеи=серги андреи=андри василии=васил юрии=юри евгении=евген анатолии=анатоли "
        "валерии=валери виталии=витали григории=григори владимир=володимир михаил=михаило павел=павло петр=петро "
        "иосиф=иосип степан=степан федор=федир артем=артем катерина=катерина екатерина=катерина ирина=ирина "
        "татяна=тетяна наталя=наталия светлана=свитлана людмила=людмила любов=любов надежда=надия антонина=антонина "
        "евгения=евгения дария=дарья никита=микита филипп=пилип никифор=никифор даниил=данило кирилл=кирило "
        "геннадии=геннади аркадии=аркади игор=игор олег=олег раиса=раиса зинаида=зинаида константин=костянтин "
        "антон=антон максим=максим роман=роман богдан=богдан вячеслав=вячеслав станислав=станислав"
    ).split()
)
_ENDINGS = re.compile(r"(?:ого|ому|ими|им|ии|ею|ою|еи|ои|ова|ови|еви|ем|ом|ам|ах|ами|а|я|у|ю|е|и|о|в)$")
_SHORTEST = 3


def skeleton(word: str) -> str:
    """Letters both languages share: «Риндіч» and «Риндич», «Їжак» and «Ижак» are one."""
    return normal(word).translate(_SHARED)


@lru_cache(CACHE)
def stem(word: str) -> str:
    """The skeleton without its case ending, never shorter than three letters; of a double surname, each part's."""
    if "-" in word[1:-1]:
        return "".join(stem(part) for part in word.split("-") if part)
    form = skeleton(word)
    cut = _ENDINGS.sub("", form)
    soft = cut.rstrip("и")  # «Валерій», «Валерием»
    best = soft if len(soft) > _SHORTEST else cut
    return best if len(best) >= _SHORTEST else form[: max(_SHORTEST, len(form) - 1)]


@dataclass(frozen=True, slots=True)
class Person:
    """An official ready to be found."""

    official: Official
    surname: str  # stems
    first: str

    def in_office(self, day: date | None) -> bool:
        """Does he or she hold the office on that day (any day, where it is not known)?"""
        since, until = self.official.since, self.official.until
        if day is None:
            return until is None
        return (since is None or since <= day) and (until is None or day <= until)


def person(official: Official) -> Person:
    """An official's name as stems; the last word of the name is the surname."""
    words = official.name.split()
    return Person(official, stem(words[-1]), _first(words[0]))


def _first(word: str) -> str:
    form = skeleton(word)
    for russian, ukrainian in _FIRST.items():
        if form == russian:
            return stem(ukrainian)
    return stem(word)


def matches(found: Person, name: list[Token]) -> str | None:
    """How a name in a text (capitalised words in order) fits an official: "full", "initial", "surname" or None."""
    stems = [stem(token.word) for token in name]
    if found.surname not in stems:
        return None
    others = [token for token, s in zip(name, stems, strict=True) if s != found.surname]
    if not others:
        return "surname"
    for token in others:
        form = skeleton(token.word)
        if len(form) == 1 and form in _initials(found.first):
            return "initial"
        if _same_first(form, found.first):
            return "full"
    return None


def _same_first(form: str, first: str) -> bool:
    if _bare(stem(form)) == _bare(first):
        return True
    return any(stem(ukrainian) == first and stem(russian) == stem(form) for russian, ukrainian in _FIRST.items())


def _bare(first: str) -> str:
    """«Лідія», «Лідії», «Юлією»: short names keep or lose the letter before their ending."""
    return first.rstrip("и") or first


def _initials(first: str) -> set[str]:
    """The letters a first name begins with in both languages: «О.» and «А.» for Олександр."""
    return {first[0], *(russian[0] for russian, ukrainian in _FIRST.items() if stem(ukrainian) == first)}
