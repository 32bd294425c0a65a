"""Finds one person in texts of both languages, in any case and order of the name: «Олену Шпак», «Шпак О. П.». Pure.

Made for deletion on demand, so it rather finds too much than too little: the list is shown before anything is done.
A surname alone is no proof of who is meant; it counts only where the name asked for is one word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.language import Token, grammemes
from monitor.language.endings import decline
from monitor.language.lemmas import analyzer
from monitor.language.words import normal, scan
from monitor.model import Official

if TYPE_CHECKING:
    from classifiers.citation.people import Person

_PATRONYMIC = re.compile(r"(?:ович|евич|йович|івна|ївна|овна|евна)\w{0,3}$")
_REACH = 2  # words between a surname and a first name or initial: «Шпак О. П.», «Олена Петрівна Шпак»
# Letters that the skeleton of a name makes one; marks it leaves out may stand between any two.
_CLASSES = {"и": "[иіїый]", "е": "[еєэё]", "г": "[гґ]"}
_MARKS = "[ьъ'’ʼ\u0301-]?"
_PREFIX = 4  # letters of the stem by which most texts are passed over
_SURNAME = Token("Шпак", 0, 4, "шпак")  # any: only the first name beside it is asked about


@dataclass(frozen=True, slots=True)
class Name:
    """A person ready to be found: the stems that surname and first name take through the cases («заєць», «зайця»)."""

    surname: frozenset[str]
    first: frozenset[str]  # empty: asked for by one word
    person: Person  # knows the first names that Russian writes otherwise
    quick: re.Pattern[str]
    initial: str = ""  # asked for by «О. Шпак»: any first name that begins so may be meant

    def found(self, text: str) -> bool:
        """Is the person named? Linear in the text."""
        return self._look(text, alone=not self.first and not self.initial)

    def possible(self, text: str) -> bool:
        """Does the surname stand there with a capital, whoever is meant?"""
        return self._look(text, alone=True)

    def _look(self, text: str, *, alone: bool) -> bool:
        if self.quick.search(text) is None:
            return False
        read = scan(text)
        from classifiers.citation.people import stem  # brings numpy along: only who looks for a name pays for it

        places = [at for at, token in enumerate(read) if token.text[:1].isupper() and stem(token.word) in self.surname]
        return bool(places) if alone else any(self._has_first(read, at) for at in places)

    def _has_first(self, read: list[Token], at: int) -> bool:
        near = (read[i] for i in range(max(0, at - _REACH), min(len(read), at + _REACH + 1)) if i != at)
        return any(self._is_first(token) for token in near if token.text[:1].isupper())

    def _is_first(self, token: Token) -> bool:
        from classifiers.citation.people import matches, stem

        if self.initial:
            return _letter(token.word) == self.initial
        return stem(token.word) in self.first or matches(self.person, [_SURNAME, token]) in ("full", "initial")


def name(text: str) -> Name:
    """«Олена Шпак», «Шпак Олена Петрівна», «О. Шпак», «Шпак».

    Raises ValueError where there is no word of three letters.
    """
    from classifiers.citation.people import Person, person, stem

    words = [token.text for token in scan(text)]
    if not words or max(map(len, words)) < 3:
        raise ValueError(f"{text!r} is no name")
    surname, first = _order([word for word in words if len(word) > 1] if _has_initials(words) else words)
    stems = _stems(surname)
    if _has_initials(words):
        initial = next(word for word in words if len(word) == 1)
        base = person(Official(name=f"{initial}. {surname}", role=""))
        return Name(stems, frozenset(), base, _quick(stems), _letter(normal(initial)))
    base = person(Official(name=f"{first or surname} {surname}", role=""))
    known = Person(base.official, stem(_SURNAME.word), base.first)
    return Name(stems, _stems(first) if first else frozenset(), known, _quick(stems))


def _has_initials(words: list[str]) -> bool:
    """«О. П. Шпак», «Шпак О.»: one word and letters."""
    return sum(len(word) > 1 for word in words) == 1 < len(words)


def _letter(word: str) -> str:
    """The first letter, one for «І» and «И»: Ірина is Ирина in Russian."""
    return next((one for one, others in _CLASSES.items() if word[:1] in others), word[:1])


def _stems(word: str) -> frozenset[str]:
    """Of the dictionary's forms and of the regular ones by the ending, in both languages."""
    from classifiers.citation.people import stem

    form = normal(word)
    forms = {form}
    for language in ("uk", "ru"):
        forms |= {one for case in decline(form, language).values() for one in case}
    for parse in analyzer("uk").parse(form):
        if parse.is_known and parse.normal_form == form and parse.tag.POS in ("NOUN", "ADJF"):
            forms |= {one.word for one in parse.lexeme}
    return frozenset(stem(one) for one in forms)


def _order(words: list[str]) -> tuple[str, str | None]:
    """(surname, first name): press writes the surname last, documents write it first."""
    if len(words) == 1:
        return words[0], None
    if len(words) > 2 and _PATRONYMIC.search(words[-1].lower()):
        return words[0], words[1]
    if "Name" in grammemes(words[1]) and "Name" not in grammemes(words[0]):
        return words[0], words[1]
    return words[-1], words[0]


def _quick(stems: frozenset[str]) -> re.Pattern[str]:
    ways = (_MARKS.join(_CLASSES.get(letter, re.escape(letter)) for letter in one[:_PREFIX]) for one in sorted(stems))
    return re.compile("|".join(ways), re.IGNORECASE)
