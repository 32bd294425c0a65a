"""Finds one person in texts of both languages, in any case and order of the name: «Олену Шпак», «Шпак О. П.». Pure.

Made for deletion on demand, so it rather finds too much than too little: the list is shown before anything is done.
A surname alone is no proof of who is meant; it counts only where the name asked for is one word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifiers.citation.people import Person, matches, person, stem
from monitor.language import Token, grammemes
from monitor.language.lemmas import analyzer
from monitor.language.words import normal, scan
from monitor.model import Official

_PATRONYMIC = re.compile(r"(?:ович|евич|йович|івна|ївна|овна|евна)\w{0,3}$")
_REACH = 2  # words between a surname and a first name or initial: «Шпак О. П.», «Олена Петрівна Шпак»
# Letters that the skeleton of a name makes one; marks it leaves out may stand between any two.
_CLASSES = {"и": "[иіїый]", "е": "[еєэё]", "г": "[гґ]"}
_MARKS = "[ьъ'’ʼ\u0301-]?"
_PREFIX = 4  # letters of the stem by which most texts are passed over


@dataclass(frozen=True, slots=True)
class Name:
    """A person ready to be found."""

    people: tuple[Person, ...]  # one for each stem the surname takes («заєць», «зайця»)
    alone: bool  # asked for by one word
    quick: re.Pattern[str]

    def found(self, text: str) -> bool:
        """Is the person named? Linear in the text."""
        return self._look(text, ("full", "initial", *(("surname",) if self.alone else ())))

    def possible(self, text: str) -> bool:
        """Does the surname stand there with a capital, whoever is meant?"""
        return self._look(text, ("full", "initial", "surname"))

    def _look(self, text: str, enough: tuple[str, ...]) -> bool:
        if self.quick.search(text) is None:
            return False
        read = scan(text)
        return any(self._is_meant(read, at, enough) for at in range(len(read)))

    def _is_meant(self, read: list[Token], at: int, enough: tuple[str, ...]) -> bool:
        token = read[at]
        if not token.text[:1].isupper() or len(token.word) > 50:
            return False
        mine = [one for one in self.people if one.surname == stem(token.word)]
        if not mine:
            return False
        if "surname" in enough:
            return True
        near = [read[i] for i in range(max(0, at - _REACH), min(len(read), at + _REACH + 1)) if i != at]
        return any(matches(one, [token, other]) in enough for one in mine for other in near if other.text[:1].isupper())


def name(text: str) -> Name:
    """«Олена Шпак», «Шпак Олена Петрівна», «Шпак». Raises ValueError where there is no word of three letters."""
    words = [token.text for token in scan(text)]
    if not words or max(map(len, words)) < 3:
        raise ValueError(f"{text!r} is no name")
    surname, first = _order(words)
    stems = {stem(surname), *(stem(form) for form in _forms(surname))}
    base = person(Official(name=f"{first or surname} {surname}", role=""))
    people = tuple(Person(base.official, one, base.first) for one in sorted(stems))
    return Name(people, first is None, _quick(stems))


def _order(words: list[str]) -> tuple[str, str | None]:
    """(surname, first name): press writes the surname last, documents write it first."""
    if len(words) == 1:
        return words[0], None
    if len(words) > 2 and _PATRONYMIC.search(words[-1].lower()):
        return words[0], words[1]
    if "Name" in grammemes(words[1]) and "Name" not in grammemes(words[0]):
        return words[0], words[1]
    return words[-1], words[0]


def _forms(surname: str) -> set[str]:
    """The dictionary's forms, for surnames whose stem changes («Заєць», «Зайця»)."""
    form = normal(surname)
    found = set()
    for parse in analyzer("uk").parse(form):
        if parse.is_known and parse.normal_form == form and parse.tag.POS in ("NOUN", "ADJF"):
            found |= {one.word for one in parse.lexeme}
    return found


def _quick(stems: set[str]) -> re.Pattern[str]:
    ways = (_MARKS.join(_CLASSES.get(letter, re.escape(letter)) for letter in one[:_PREFIX]) for one in sorted(stems))
    return re.compile("|".join(ways), re.IGNORECASE)
