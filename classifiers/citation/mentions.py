"""Noun phrases of a sentence that can name a source: a head with what describes it, quoted and foreign names. Pure.

Grammar without a parser: adjectives, a noun, what hangs on it in the genitive, «з питань …», a name. Refuses to say
whether the phrase is a source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from classifiers.citation.complements import LONGEST, Complements
from classifiers.citation.grammar import AGREEING, Gram, Word
from classifiers.citation.lexicon import SPEAKER, Sort, turn
from classifiers.citation.mention import CASES, CERTAIN_NAME, NUMBERS, Mention
from classifiers.citation.reading import Reading
from classifiers.citation.wording import OPEN

_CYRILLIC = re.compile(r"[А-Яа-яҐґЄєІіЇї]")
_LATIN = re.compile(r"[A-Za-z]")
SURE, AND, _IN, _EARLIER = turn("sure"), turn("and"), turn("in"), turn("earlier")
# What follows somebody's words, and what leads to them.
_SPOKEN, _COLON = re.compile('[!?….]*[»”"][,.]? *[–—-]'), re.compile(': *[–—-]? *[«“„"]$')
# «Про це мер …», «Об этом мэр …»: words that point, and begin no phrase unless they agree with it.
_OF = frozenset("про об о".split())
_IT, _POINTING = frozenset(("це", "это", "те", "то")), frozenset(("цей", "той", "это", "этот", "тот"))


class Chunker(Complements):
    """Cuts the words of one text into mentions."""

    __slots__ = ("known", "towns")

    def __init__(
        self,
        reading: Reading,
        known: Mapping[int, int],
        names: frozenset[int] = frozenset(),
        towns: frozenset[int] = frozenset(),
    ) -> None:
        """`known`: first word -> word after the last, of names that stay whole; `names`: words that are surnames.

        `towns`: words that name a town.
        """
        super().__init__(reading, names)
        self.known, self.towns = known, towns

    def mentions(self, first: int, last: int) -> list[Mention]:
        """The mentions among words first..last-1, left to right, none inside another."""
        found: list[Mention] = []
        index = first
        while index < last:
            mention = self.at(index, last)
            if mention is None:
                index += 1
            else:
                found.append(mention)
                index = mention.last
        return found

    def at(self, first: int, last: int) -> Mention | None:
        """The mention that begins with word `first`, if one does."""
        if first in self.known and self.known[first] <= last:
            return self._fixed(first, last)
        if (self.is_little(first) and not self.is_initial(first)) or self.words[first].lemmas & SURE:
            return None
        proper = self._proper(first, last)
        if proper is not None:
            return proper
        if self.surely_name(first):
            return self._person(first, last)
        if self.is_verb(first) or self.reading.tokens[first].word in _IT | _EARLIER or self.is_measures(first):
            return None
        head = self._head(first, last)
        if head is None:
            return self._person(first, last)
        word = self.words[head]
        if (
            head > first
            and self.words[first].lemmas & AGREEING
            and not self._sort(head) & (Sort.BODY | Sort.ROLE | Sort.SITE)
        ):
            return None  # «наші знайомі з відділу»: what follows is a phrase of its own
        end, owner = self.complements_of(head, last)
        cases = word.gram & CASES or CASES
        agreed = cases
        for index in range(first, head):
            agreed &= self.words[index].gram & CASES or CASES
        told = word.sort & (SPEAKER | Sort.HEARER) or word.gram & Gram.ANIMATE or self.is_shouted(head)
        many = word.gram & Gram.PLURAL and not word.gram & Gram.SINGULAR  # «заверил ветеранов Федор Шпак»
        name = self.name_at(end, last) if told and not many else None
        if name and (agreed or cases) & self.cases_of(*name):
            end = name[1]
        else:
            name = None
        if name is None and (second := self._second_office(word, end, agreed or cases, last)) is not None:
            return Mention(first, second.last, second.head, second.cases, second.sort, second.owner, second.name)
        quoted = any(OPEN.search(self.gap(i)) for i in range(head + 1, end))
        return Mention(first, end, head, agreed or cases, self._sort(head), owner, name, quoted=quoted)

    def _second_office(self, word: Word, end: int, cases: int, last: int) -> Mention | None:
        """«депутат і перший заступник мера Іван Сокур»: one person with two offices."""
        if not word.sort & Sort.ROLE or end + 1 >= last or self.reading.tokens[end].word not in AND:
            return None
        reach = min(last, end + 1 + LONGEST)  # a chain of offices without end is nobody's
        second = self.at(end + 1, reach) if self.is_plain(end + 1) else None
        fits = second is not None and second.name and second.sort & Sort.ROLE and second.cases & cases
        return second if fits else None

    def _sort(self, index: int) -> int:
        """What a head is; abbreviations are bodies, outlets' names have a capital."""
        sort = self.words[index].sort
        if not self.is_capital(index):
            sort &= ~Sort.OUTLET
        if self.is_shouted(index) and not sort & SPEAKER:
            sort |= Sort.BODY
        return sort

    def _fixed(self, first: int, last: int) -> Mention:
        """A name known beforehand, with what hangs on it («відділ … міської ради»)."""
        end = self.known[first]
        head = next((i for i in range(first, end) if self.words[i].sort & Sort.BODY), first)
        while end < min(last, first + LONGEST) and (step := self.complement_at(head, end, last)) > end:
            end = step
        letters = self.is_shouted(head) and end == first + 1  # «в КМВА»: an abbreviation is of every case
        cases = CASES if letters else self.words[head].gram & CASES or CASES
        return Mention(first, end, head, cases, Sort.BODY, Sort.BODY)

    def _head(self, first: int, last: int) -> int | None:
        """The noun of the phrase that begins at `first`: the first noun after adjectives that may agree with it."""
        index = first
        agreed = CASES
        number = NUMBERS
        while index < min(last, first + 7):
            if index > first and not self.is_plain(index) and not self._joined(index, last):
                return None
            word = self.words[index]
            if self.is_verb(index) or self.is_little(index):
                return None
            if index > first and self.is_shouted(index) and self._told_of(first):
                return None
            noun = bool(word.gram & Gram.NOUN) or bool(word.sort & SPEAKER)
            if noun and (not word.gram & Gram.ADJ or not self.is_agreeing(index, last)):
                pointed = index == first or agreed & word.gram or not self.words[first].lemmas & _POINTING
                return index if pointed and self._head_fits(index) else None
            if self.is_shouted(index) and not word.gram & (Gram.PREP | Gram.CONJ | Gram.PRONOUN):
                return index
            if word.gram & Gram.ADJ and agreed & word.gram and number & word.gram:
                agreed &= word.gram
                number &= word.gram
            elif not self.reading.tokens[index].word.replace("-", "").isalnum() or not self.is_numeral(index):
                return None
            index += 1
        return None

    def _told_of(self, first: int) -> bool:
        """«Об этом ГВА написала»: «этом» before an abbreviation of every case is what was told."""
        pointing = self.words[first].lemmas & _POINTING and first > 0 and self.is_plain(first)
        return bool(pointing) and self.reading.tokens[first - 1].word in _OF

    def _joined(self, index: int, last: int) -> bool:
        """Are two adjectives joined by a comma («информационный, технический отдел»)?"""
        return self.gap(index).strip() == "," and bool(self.words[index].gram & Gram.ADJ) and index + 1 < last

    def _head_fits(self, index: int) -> bool:
        word = self.words[index]
        if word.gram & (Gram.PRONOUN | Gram.PREP | Gram.CONJ) and not word.sort & SPEAKER:
            return False
        if word.sort & SPEAKER or word.sort & (Sort.DOCUMENT | Sort.NOUN | Sort.OCCASION | Sort.HEARER):
            return True
        return self.is_letters(index) or not (self.is_capital(index) and word.gram & CERTAIN_NAME)

    def _proper(self, first: int, last: int) -> Mention | None:
        """A name in quotation marks, or a foreign one."""
        word, gap, text = self.words[first], self.gap(first), self.reading.tokens[first].text
        if gap != " " and OPEN.search(gap) and self.is_capital(first):
            end = self.quoted_end(first, last)
            if end and end - first <= 6 and not self._is_speech(first, end):
                cases = word.gram & CASES if word.gram & (Gram.ADJ | Gram.NOUN) and word.gram & Gram.KNOWN else CASES
                return Mention(first, end, first, cases or CASES, word.sort & ~Sort.PERSON, Sort.NONE, proper=True)
        if not text[0].isascii() or _CYRILLIC.search(text) or not _LATIN.match(text):
            return None
        address = self.address_end(first, last)
        if address is not None:
            return Mention(first, address, first, CASES, Sort.SITE, Sort.NONE, proper=True)
        if not self.is_capital(first):
            return None
        end = first + 1
        while end < last and self.is_plain(end) and _LATIN.match(self.reading.tokens[end].text):
            end += 1
        owned = self._owner_of_page(first, end, last)
        return owned or Mention(first, end, first, CASES, word.sort, Sort.NONE, proper=True)

    def _is_speech(self, first: int, last: int) -> bool:
        """«Він мовчав», – …; сказав: «Вода є»: somebody's words, with a verb of theirs and no name."""
        closed = self.gap(last) if last < len(self.words) else self.tail()
        if not (_SPOKEN.match(closed) or _COLON.search(self.gap(first))):
            return False
        verbs = Gram.FINITE | Gram.SHORT
        return any(w.gram & verbs and not w.gram & (Gram.NOUN | Gram.ADJ) for w in self.words[first + 1 : last])

    def _owner_of_page(self, first: int, end: int, last: int) -> Mention | None:
        """«Facebook міської ради», «Telegram горсовета»: a network with the body whose page there it is."""
        head = end - 1
        if not self.words[head].sort & Sort.SITE or end >= last or not self.is_plain(end):
            return None
        word = self.words[end]
        if word.gram & Gram.NOMN and (word.gram & Gram.ADJ or self.reading.tokens[end].word in word.lemmas):
            return None  # «повідомило у Facebook управління», «… міська рада»: the subject
        whole, owner = self.complements_of(head, last)
        if not owner & Sort.BODY:
            return None
        led = first > 0 and self.is_plain(first) and self.reading.tokens[first - 1].word in _IN
        return Mention(first, whole, head, Gram.LOCT | Gram.ACCS if led else CASES, self.words[head].sort, owner)

    def _person(self, first: int, last: int) -> Mention | None:
        """A person's name with no noun before it."""
        name = self.name_at(first, last, alone=True) if self.is_capital(first) else None
        if name is None:
            return None
        return Mention(first, name[1], first, self.cases_of(*name), Sort.NONE, Sort.NONE, name)
