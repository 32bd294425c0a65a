"""What the words of a text look like one by one: capitals, verbs, names of people, names in quotation marks. Pure."""

from __future__ import annotations

import re

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import SPEAKER, Sort, turn
from classifiers.citation.mention import CASES, CERTAIN_NAME, NUMBERS
from classifiers.citation.reading import Reading

OPEN = re.compile(r"[«\"“„]$")
_CLOSE = re.compile(r"^[»\"”“]")
_LONGEST_QUOTE = 9
_THINGS = Sort.INFO | Sort.DOCUMENT | Sort.NOUN | Sort.OCCASION | Sort.HEARER
_OF_TOWN = ("ский", "ская", "ской", "ську", "скую", "ська", "ської", "ській", "ською", "ський")
_OPENS, _SHUTS = ("«", '"', "“", "„"), ("»", '"', "”", "“")
# Words of a nickname.
_NICKNAME = 3
_LITTLE = turn("little")


class Wording:
    """The words of one text with what their form tells."""

    __slots__ = ("names", "reading", "words")

    def __init__(self, reading: Reading, names: frozenset[int]) -> None:
        self.reading, self.words, self.names = reading, reading.words, names

    def gap(self, index: int) -> str:
        return self.reading.gaps[index]

    def is_capital(self, index: int) -> bool:
        """A capital letter, or a surname some write without one to show contempt."""
        small = self.words[index].gram & Gram.ONLY_NAME and self.words[index].gram & Gram.SURN
        return bool(small) or self.reading.tokens[index].text[:1].isupper()

    def is_shouted(self, index: int) -> bool:
        text = self.reading.tokens[index].text
        return len(text) > 1 and text.isupper()

    def is_letters(self, index: int) -> bool:
        """Is the word an abbreviation in capitals («ЦГМС»), right after another word?"""
        if not self.is_plain(index) or not self.is_shouted(index) or self.is_little(index):
            return False
        gram = self.words[index].gram
        named = gram & Gram.KNOWN and gram & (CERTAIN_NAME | Gram.PREP | Gram.CONJ | Gram.PRONOUN)
        return not named and not self.reading.tokens[index].text[0].isascii()

    def is_numeral(self, index: int) -> bool:
        return self.reading.tokens[index].word[:1].isdigit()

    def is_verb(self, index: int) -> bool:
        word = self.words[index]
        if not word.gram & (Gram.NOUN | Gram.ADJ):
            return bool(word.gram & (Gram.FINITE | Gram.OTHER_VERB))
        return bool(word.gram & Gram.FINITE) and not word.sort & SPEAKER and not self.is_capital(index)

    def is_plain(self, index: int) -> bool:
        """Does only white space, or the end of a name in quotation marks, stand before the word?"""
        gap = self.gap(index)
        return gap == " " or not gap.strip(" \n\t\u00a0*_") or gap in ("» ", '" ', "” ")

    def is_little(self, index: int) -> bool:
        """Is it a preposition, conjunction or particle that dictionaries also know as a letter's name?"""
        return self.reading.tokens[index].word in _LITTLE

    def tail(self) -> str:
        end = self.reading.tokens[-1].end
        return self.reading.text[end : end + 60]

    def quoted_end(self, at: int, limit: int) -> int | None:
        """The end of a name in quotation marks that begins at `at`, if it is closed soon."""
        for index in range(at + 1, min(limit, at + _LONGEST_QUOTE) + 1):
            gap = self.gap(index) if index < len(self.words) else self.tail()
            if _CLOSE.match(gap):
                return index
            if re.search(r"[.!?:;\n]\s", gap) and "." not in gap:
                return None
        return None

    def cases_of(self, first: int, last: int) -> int:
        """The cases a name's words allow together; all where nothing is known of them."""
        cases = CASES
        for index in range(first, last):
            word = self.words[index]
            told = word.gram & (CERTAIN_NAME | Gram.KNOWN) and index not in self.names
            cases &= (word.gram & CASES if told else CASES) or CASES
        return cases or CASES

    def _cries(self, index: int, at: int) -> bool:
        """Is a word in capitals an abbreviation, not a surname («Олена ШПАК»)?"""
        after_name = index > at and bool(self.words[index - 1].gram & Gram.NAME)
        return self.is_shouted(index) and not after_name and index not in self.names

    def is_initial(self, index: int) -> bool:
        """One capital letter and a full stop, with another capital after («О. Шпак»)?"""
        text = self.reading.tokens[index].text
        after = index + 1
        return len(text) == 1 and text.isupper() and after < len(self.words) and self.gap(after).startswith(".")

    def is_name(self, index: int) -> bool:
        """Can a capitalised word be part of a person's name?"""
        word = self.words[index]
        if index in self.names:
            return True
        if word.sort & (Sort.BODY | Sort.MEDIA | Sort.SITE | Sort.ROLE) and not word.gram & CERTAIN_NAME:
            return False
        initial = self.is_initial(index)
        unknown = not word.gram & Gram.KNOWN
        return bool(word.gram & CERTAIN_NAME) or unknown or initial

    def name_at(self, at: int, last: int, *, alone: bool = False) -> tuple[int, int] | None:
        """A person's name at `at`: one to three capitalised words of which one is known as a name or as no word."""
        index, sure = at, False
        while index < min(last, at + 4) and self.is_capital(index) and not self._cries(index, at):
            gap = self.gap(index)
            if index > at and not (self.is_plain(index) or gap.strip() == "."):
                break
            if index == at and not alone and not self.is_plain(index):
                return None
            if not self.is_name(index) and not (index > at and self.words[index - 1].gram & Gram.NAME):
                break
            sure = True
            index += 1
        if at < last and index < last and index == at + 1 and self.gap(index).strip() in _OPENS:
            end = self.quoted_end(index, min(last, index + _NICKNAME))  # Данило «Кіт» Смеречинський
            closed = end and end < last and self.gap(end).strip() in _SHUTS
            if end and closed and self.is_name(end) and self.is_capital(end):
                return at, end + 1
        return (at, index) if sure else None

    def surely_name(self, index: int) -> bool:
        """A capitalised word that is a name or no known word, and no noun of a speaker."""
        word = self.words[index]
        if index in self.names or self.is_initial(index):
            return True
        if not self.is_capital(index) or self.is_shouted(index) or word.sort & (SPEAKER | _THINGS):
            return False
        if not word.gram & (Gram.KNOWN | CERTAIN_NAME) and self.opens(index):
            return False  # «Кадровичка виконкому …»: no dictionary knows the word
        certain = word.gram & Gram.NAME and not self.reading.tokens[index].word.endswith(_OF_TOWN)
        if word.gram & Gram.ADJ and not certain and self.describes(index):
            return False
        return bool(word.gram & CERTAIN_NAME) or not word.gram & Gram.KNOWN

    def opens(self, index: int) -> bool:
        """Does the word begin a sentence and rule a genitive?"""
        start = index == 0 or re.search(r"[.!?\n]", self.gap(index)) is not None
        after = index + 1
        if not start or after >= len(self.words) or not self.is_plain(after) or self.is_capital(after):
            return False
        return bool(self.words[after].gram & Gram.GENT) and bool(self.words[after].gram & (Gram.NOUN | Gram.ADJ))

    def describes(self, index: int) -> bool:
        """Is the word an adjective of a speaker that follows («Хмельницька міська рада»)?"""
        for at in range(index + 1, min(index + 4, len(self.words))):
            if at == index + 1 and self.is_letters(at):
                return True  # «По информации Амурского ЦГМС»: no dictionary knows the case of the letters
            if not self.is_plain(at) or not self.words[at].gram & self.words[index].gram & CASES:
                return False
            if self.words[at].sort & SPEAKER or (self.is_shouted(at) and not self.is_little(at)):
                return True
            if self.words[at].gram & Gram.NOUN and not self.is_capital(at):
                return bool(self.words[at].gram & self.words[index].gram & NUMBERS)  # «Полтавській області»
        return False

    def address_end(self, first: int, last: int) -> int | None:
        """The end of a web address or domain that begins at `first`: «https://…», «zakon.example»."""
        end = first + 1
        while end < last and self.gap(end) and not re.search(r"[\s,;()«»\"]", self.gap(end)):
            end += 1
        marks = {self.gap(i) for i in range(first + 1, end)}
        return end if end > first + 1 and marks & {".", "://", "/"} else None
