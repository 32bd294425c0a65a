"""What hangs on a noun: genitives, «з питань …», «в Одеській області», a name in quotation marks, a number. Pure."""

from __future__ import annotations

import re

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import SPEAKER, Sort, turn
from classifiers.citation.mention import CASES, CERTAIN_NAME, NUMBERS, Mention
from classifiers.citation.wording import OPEN, Wording

LONGEST = 22
_LATIN = re.compile(r"[A-Za-z]")
_TIES = frozenset(("комунікація", "коммуникация", "зв'язок", "связь", "взаємодія", "взаимодействие"))
_SUBJECTS = turn("subjects")
_PLACES = turn("places")
_SIGNED = turn("signed")
_AUDIENCE = turn("audience")
_STEWARDS = turn("stewards")
_AFFAIRS = turn("affairs")
_MEASURED = turn("measured")
_IN_CHARGE = turn("in_charge")
_MONTHS = turn("months")
_PERSONS = turn("she")
_JOINS = frozenset(("та", "і", "й", "и"))
_FROM, _STAFF = ("з", "із", "зі", "из", "с", "со"), Sort.ROLE | Sort.PERSON | Sort.PEOPLE
_UNITS = frozenset("відділ отдел управління управление департамент сектор".split())
_LANDS = frozenset("республіка республика держава королівство королевство місто город село селище поселок".split())


class Complements(Wording):
    """Finds where what belongs to a noun ends."""

    __slots__ = ()

    def at(self, first: int, last: int) -> Mention | None:
        """The mention that begins with word `first`; `Chunker` says how."""
        raise NotImplementedError

    def is_measures(self, index: int) -> bool:
        """«комплекс мер», «принятие мер»: not the mayor, whose Ukrainian name is spelt alike."""
        same = index > 0 and self.reading.tokens[index].word == "мер" and self.is_plain(index)
        return same and bool(self.words[index - 1].lemmas & _MEASURED)

    def complements_of(self, head: int, last: int) -> tuple[int, int]:
        """Where what hangs on the head ends, and what sorts of words are in it."""
        end, owner = head + 1, Sort.NONE
        if self.words[head].lemmas & _MONTHS:
            return end, owner  # «8 листопада Bloomberg»
        limit = min(last, head + LONGEST)
        while end < limit:
            step = self.complement_at(head, end, limit)
            if step <= end:
                break
            for index in range(end, step):
                owner |= self.words[index].sort | (Sort.BODY if self.is_shouted(index) else Sort.NONE)
            end = step
        return end, owner

    def complement_at(self, head: int, at: int, limit: int) -> int:
        """The end of one more complement at `at`; `at` itself where there is none."""
        if at in self.names:
            return at  # «секретар Килимник»: a surname that is also a common noun
        gap = self.gap(at)
        if OPEN.search(gap) and gap.strip() in ("«", '"', "“", "„") and gap[:1] in " \n":
            return self.quoted_end(at, limit) or at
        if gap.strip() == "№":
            return at + 1
        if not self.is_plain(at):
            return self._listed(head, at, limit)
        word = self.words[at]
        if self.reading.tokens[at].word == "мер" and not self.is_measures(at):
            return at  # «на сесії мер заявив»
        if self.reading.tokens[at].word in ("та", "і", "й", "и", "да"):
            further = at + 1 < limit and at > head + 1 and self.is_plain(at + 1)
            nxt = self._genitive(at + 1, limit) if further else at + 1
            return nxt if nxt > at + 1 else at
        if self.is_little(at) or (word.gram & Gram.PREP and not word.gram & Gram.NOUN):
            return self._preposition(head, at, limit)
        if self.is_shouted(at) and not self.is_verb(at) and not self.words[at].gram & (Gram.CONJ | Gram.PREP):
            return at + 1
        leading = self.words[head].sort & (SPEAKER | Sort.NOUN | Sort.DOCUMENT | Sort.INFO | Sort.OCCASION)
        office = word.sort & (Sort.ROLE | Sort.PERSON) and word.gram & Gram.NOMN and not leading
        if office or self._office_in_nominative(at, limit):
            return at
        if at == head + 1 and (led := self._led(head, at, limit)) is not None:
            return led
        if "\n" in gap and (self.is_numeral(at) or self.is_capital(at)) and not self.words[at].gram & Gram.GENT:
            return at
        foreign = _LATIN.match(self.reading.tokens[at].text) and self.is_capital(at)
        if self.is_numeral(at) or foreign or self._is_proper_of(at):
            return at + 1
        return self._genitive(at, limit)

    def _office_in_nominative(self, at: int, limit: int) -> bool:
        """«прокоментувала ситуацію міська голова»: «міська» is a genitive as a surname's alone."""
        if at + 1 >= limit or not self.is_plain(at + 1):
            return False
        adjective, office = self.words[at].gram, self.words[at + 1]
        nominative = bool(adjective & Gram.ADJ) and bool(adjective & Gram.NOMN) and bool(office.gram & Gram.NOMN)
        return nominative and bool(office.sort & Sort.ROLE) and self.reading.tokens[at + 1].word in office.lemmas

    def _is_proper_of(self, at: int) -> bool:
        """«Республіки Латвія», «города Харьков»: a place's name left as it is after the word for its kind."""
        kind = self.words[at - 1]
        named = self.is_capital(at) and self.words[at].gram & Gram.NOMN and not self.words[at].gram & CERTAIN_NAME
        return bool(named and kind.lemmas & _LANDS and kind.gram & Gram.NOUN and kind.gram & Gram.GENT)

    def _listed(self, head: int, at: int, limit: int) -> int:
        """More of a department's tasks after a comma: «…політики, зв’язку з громадськістю та ЗМІ»."""
        if self.gap(at).strip() != "," or not self.words[head].sort & Sort.BODY or at <= head + 1:
            return at
        end = at
        while end < min(limit, at + 8) and (end == at or self.is_plain(end)):
            word = self.words[end]
            task = word.lemmas & (_SUBJECTS | _AUDIENCE) or word.gram & Gram.GENT
            if self.is_verb(end) or not (task or self.is_little(end)):
                break
            end += 1
        joined = any(self.reading.tokens[i].word in ("та", "і", "й", "и") for i in range(at, end))
        while end > at and self.is_little(end - 1):
            end -= 1
        return end if joined and self.words[at].lemmas & _SUBJECTS else at

    def _genitive(self, at: int, limit: int) -> int:
        """The end of adjectives and a noun in the genitive that begin at `at`, else `at`."""
        index = at
        while index < limit and (index == at or self.is_plain(index)):
            word = self.words[index]
            if index > at and self._second_adjective(index, limit):
                index += 1
                continue
            if index > at and self.is_shouted(index) and not self.is_little(index):
                return index + 1
            if self.is_verb(index) or self.is_little(index) or not word.gram & Gram.GENT:
                return at
            if self.reading.tokens[index].word in _PERSONS:
                return at  # «Людям вона заявила»
            if word.gram & (Gram.PRONOUN | Gram.PREP | Gram.CONJ) and not word.gram & (Gram.NOUN | Gram.ADJ):
                return at
            if self.is_capital(index) and word.gram & (Gram.NAME | Gram.PATR) and not word.sort:
                return at
            if word.gram & Gram.NOUN and not (word.gram & Gram.ADJ and self.is_agreeing(index, limit)):
                return index + 1
            if not word.gram & Gram.ADJ:
                return at
            index += 1
        return at

    def _second_adjective(self, index: int, limit: int) -> bool:
        """«отдел информационной и внутренней политики»: does an «и» join two adjectives of one noun?"""
        if self.reading.tokens[index].word not in _JOINS or index + 2 >= limit:
            return False
        pair = (self.words[index - 1].gram, self.words[index + 1].gram)
        adjectives = all(gram & Gram.ADJ and gram & Gram.GENT and not gram & Gram.NOUN for gram in pair)
        return adjectives and self.is_plain(index + 1) and self.is_plain(index + 2)

    def _preposition(self, head: int, at: int, limit: int) -> int:
        """«з питань …», «у справах …», «в Одеській області», «при МВС»."""
        kinds = Sort.BODY | Sort.ROLE | Sort.PERSON | Sort.DOCUMENT
        if at + 1 >= limit:
            return at
        form, after = self.reading.tokens[at].word, self.words[at + 1]
        if form in ("з", "із", "зі", "с", "со") and after.lemmas & _AUDIENCE and self.words[at - 1].lemmas & _TIES:
            return self._audience(at + 2, limit)  # «статистика відділу комунікацій з громадськістю»
        if not self.words[head].sort & kinds:
            return at
        if form in ("з", "із", "зі", "с", "со") and after.lemmas & _AUDIENCE:
            return self._audience(at + 2, limit)
        if form in ("з", "із", "зі", "у", "в", "по", "с", "со") and after.lemmas & _SUBJECTS:
            return max(at + 2, self._genitive(at + 2, limit))
        if form in ("з", "із", "зі", "по") and self.words[head].sort & (Sort.BODY | Sort.ROLE):
            end = self._field(at + 1, limit)
            if end is not None:
                return end
        if form in _FROM and self.words[head].sort & _STAFF and (unit := self._unit(at + 1, limit)) is not None:
            return unit.last
        if form in ("за", "від", "под", "от") and after.lemmas & _SIGNED:
            inner = self.at(at + 2, limit)
            return inner.last if inner and inner.speaker else at
        if form in ("у", "в", "во", "при", "по", "із", "з", "с", "со", "из", "від", "от"):
            inner = self.at(at + 1, limit)
            if inner and inner.last - inner.first <= 5 and self._is_place(inner):
                return inner.last
        return at

    def _unit(self, at: int, limit: int) -> Mention | None:
        """«комунальники з відділу благоустрою»: the department people are from."""
        inner = self.at(at, limit) if self.is_plain(at) else None
        unit = inner is not None and inner.cases & Gram.GENT and self.words[inner.head].lemmas & _UNITS
        return inner if unit else None

    def _led(self, head: int, at: int, limit: int) -> int | None:
        """«керуюча справами», «заведующая отделом культуры»: the end of what somebody is in charge of."""
        if self.words[head].lemmas & _STEWARDS and self.words[at].lemmas & _AFFAIRS:
            return at + 1
        if not self.words[head].lemmas & _IN_CHARGE:
            return None
        inner = self.at(at, limit)
        led = inner is not None and inner.sort & Sort.BODY and inner.cases & Gram.ABLT and not inner.name
        return inner.last if led and inner is not None else None

    def _audience(self, at: int, limit: int) -> int:
        """Past «и общественностью» after «взаимодействия со СМИ»."""
        if at + 1 >= limit or self.reading.tokens[at].word not in _JOINS:
            return at
        second = (
            self.is_plain(at)
            and self.is_plain(at + 1)
            and self.words[at + 1].lemmas & _AUDIENCE
            and self.words[at + 1].gram & Gram.ABLT
        )
        return at + 2 if second else at

    def _field(self, at: int, limit: int) -> int | None:
        """The end of «з нацбезпеки», «по бюджету» where a name, a comma or the end follows."""
        for end in range(at + 1, min(at + 4, limit) + 1):
            word = self.words[end - 1]
            if word.gram & Gram.ANIMATE or word.sort & SPEAKER or self.is_capital(end - 1) or self.is_verb(end - 1):
                return None
            if word.gram & Gram.NOUN:
                closed = end >= limit or not self.is_plain(end) or (self.is_capital(end) and self.surely_name(end))
                if closed:
                    return end
            elif not word.gram & Gram.ADJ:
                return None
        return None

    def _is_place(self, mention: Mention) -> bool:
        lemmas = self.words[mention.head].lemmas
        if lemmas & _PLACES or self.is_shouted(mention.head):
            return True
        alone = mention.last - mention.first == 1 and self.is_capital(mention.head)
        return alone and not self.words[mention.head].sort & ~Sort.BODY and mention.name is None

    def is_agreeing(self, index: int, last: int) -> bool:
        """Is the word, noun and adjective alike, an adjective of the next noun («військова адміністрація»)?"""
        if index + 1 >= last or not self.is_plain(index + 1) or self.is_little(index + 1):
            return False
        word, after = self.words[index], self.words[index + 1]
        if word.gram & Gram.ADJ and not word.sort and self.is_letters(index + 1) and not self.is_shouted(index):
            return True
        if word.sort & Sort.SITE:
            return False  # «телеграм-канала Белоцерковского горсовета»
        if self.is_capital(index + 1) and after.gram & CERTAIN_NAME and not after.sort:
            return False
        if word.sort & SPEAKER and not word.gram & Gram.NOUN and not after.sort & SPEAKER and after.gram & Gram.NOUN:
            return False  # «диспетчерская теплосети»
        alike = word.gram & after.gram
        return bool(after.gram & (Gram.NOUN | Gram.ADJ)) and bool(alike & CASES) and bool(alike & NUMBERS)
