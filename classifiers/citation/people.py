"""Officials' names in texts of both languages: «Олена Шпак», «Елены Шпак», «О. Шпак», «Шпак». Pure.

Names are compared by a skeleton that Ukrainian and Russian spellings share, so no dictionary need know them; where a
vowel changes («Лебідь – Лебедя – Лебедь», «Кравець – Кравця», «Бездітко – Бездетко») each spelling is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

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
        "андрея=андри сергея=серги алексея=олекси матвея=матви тимофея=тимофи "
        "антон=антон максим=максим роман=роман богдан=богдан вячеслав=вячеслав станислав=станислав"
    ).split()
)
_ENDINGS = re.compile(r"(?:ого|ому|ими|им|ии|ею|ою|еи|ои|ови|еви|ем|ом|ам|ах|ами|а|я|у|ю|е|и|о)$")
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
    spellings: frozenset[str] = frozenset()  # other stems of the surname, of its forms in both languages

    @property
    def stems(self) -> frozenset[str]:
        """Every stem that a form of the surname can have."""
        return self.spellings | {self.surname}

    def in_office(self, day: date | None) -> bool:
        """Does he or she hold the office on that day (any day, where it is not known)?"""
        since, until = self.official.since, self.official.until
        if day is None:
            return until is None
        return (since is None or since <= day) and (until is None or day <= until)


def person(official: Official) -> Person:
    """An official's name as stems; the last word of the name is the surname."""
    words = official.name.split()
    return Person(official, stem(words[-1]), _first(words[0]), frozenset(_stems(words[-1])))


def doubled(people: Iterable[Person]) -> frozenset[str]:
    """The stems of the double surnames among them, of «Гайовий-Дуб» as of «Гаевой-Дуб»."""
    return frozenset(s for known in people if "-" in known.official.name.split()[-1] for s in known.stems)


# Letters of a surname below which no vowel of it changes: «Лі».
_LEAST = 3
# «Лебідь – Лебедя», «Сокіл – Сокола»: the vowel of the last closed syllable.
_CLOSED = re.compile("і(?=[бвгґджзклмнпрстфхцчшщ]ь?$)")
# «Підгірний – Подгорный», «Подільський – Подольский»: the vowel before an adjective's ending.
_BEFORE_ENDING = re.compile("і(?=[бвгґджзклмнпрстфхцчшщ]ь?[бвгґджзклмнпрстфхцчшщ]?ь?к?(?:ий|ій|а)$)")
_SOFT_I = re.compile("ї(?=в$)")  # «Солов’їв – Солов’єва – Соловьев»
# «Воробйов – Воробьев», «Чорний – Черный»: «о» after a soft sign or a hissing sound.
_SOFT_O = re.compile("[йь]о|(?<=[жчшщ])о")
# «Півень – Півня», «Орел – Орла», «Вихор – Вихра», «Сидорок – Сидорка», «Дьоготь – Дьогтя».
_FLEETING = re.compile("(?<=[бвгґджзклмнпрстфхцчшщ])[ео](?=[нклртц]ь?$)")
_AFTER_VOWEL = re.compile("(?<=[аеиіоуя])єць$")  # «Заєць – Зайця»
# «Швець – Шевця», «Заєць – Заяц»: the vowel moves or is another.
_MOVED = {"швець": "шевц", "жнець": "женц", "чернець": "ченц", "боєць": "бійц", "боец": "бойц", "заєць": "заяц"}


def _stems(surname: str) -> set[str]:
    """The stems of every spelling of a surname; of a double one, each part's joined."""
    parts = [part for part in surname.split("-") if part]
    found = {"".join(chosen) for chosen in product(*(_spelt(part) for part in parts))} if len(parts) > 1 else set()
    return found | (_spelt(surname) if len(parts) < 2 else {stem(surname)})


def _spelt(surname: str) -> set[str]:
    own = normal(surname)
    found = {stem(surname)}
    if len(own) < _LEAST:
        return found
    russian = _SOFT_O.sub("е", own)
    bases = {
        own,
        russian,
        _SOFT_I.sub("є", own),
        *(re.sub("^під(?=[^аеєиіїоуюя])", "под", word) for word in (own, russian)),
    }
    bases |= {_CLOSED.sub(vowel, word) for word in bases for vowel in "ео"}
    bases |= {_BEFORE_ENDING.sub("о", word) for word in bases}
    if own.count("і") <= _MANY:
        bases |= {"".join(letters) for word in bases for letters in product(*map(_either, word))}
    shorter = {_AFTER_VOWEL.sub("йц", _FLEETING.sub("", word)) for word in bases} - bases
    shorter |= {_MOVED[word] for word in bases if word in _MOVED}
    declined = (word.rstrip("ь") + "а" for word in bases | shorter if word[-1] not in "аеиіїоуюяєйыэё")
    return found | {stem(word) for word in (*bases, *declined)}


# No surname has more «і» than this; each may be written in two ways.
_MANY = 4


def _either(letter: str) -> str:
    """«Вірний – Верный», «Хміль – Хмель», but «Мірошник – Мирошник»."""
    return "іе" if letter == "і" else letter


def _first(word: str) -> str:
    form = skeleton(word)
    for russian, ukrainian in _FIRST.items():
        if form == russian:
            return stem(ukrainian)
    return stem(word)


def matches(found: Person, name: list[Token]) -> str | None:
    """How a name in a text (capitalised words in order) fits an official: "full", "initial", "surname" or None."""
    stems = [stem(token.word) for token in name]
    surname = next((s for s in reversed(stems) if s == found.surname or s in found.spellings), None)
    if surname is None:
        return None
    others = [token for token, s in zip(name, stems, strict=True) if s != surname]
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
    if len(first) == _SHORTEST and form[:2] == first[:2] and first[2] in _OPEN and form[2:] in _OPEN:
        return True  # «Яна», «Яни», «Яною»
    return any(stem(ukrainian) == first and stem(russian) == stem(form) for russian, ukrainian in _FIRST.items())


# The ends of such short names in both languages, as skeletons.
_OPEN = frozenset("а я и е у ю ою ею еи ои".split())


def _bare(first: str) -> str:
    """«Лідія», «Лідії», «Юлією»: short names keep or lose the letter before their ending."""
    return first.rstrip("и") or first


def _initials(first: str) -> set[str]:
    """The letters a first name begins with in both languages: «О.» and «А.» for Олександр."""
    return {first[0], *(russian[0] for russian, ukrainian in _FIRST.items() if stem(ukrainian) == first)}
