"""Noun phrases of a sentence that can name a source: a head with what describes it, quoted and foreign names. Pure.

Grammar without a parser: adjectives, a noun, what hangs on it in the genitive, «з питань …», a name. Refuses to say
whether the phrase is a source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from classifiers.citation.lexicon import SPEAKER, Sort
from classifiers.citation.reading import Gram, Reading

CASES = Gram.NOMN | Gram.GENT | Gram.DATV | Gram.ACCS | Gram.ABLT | Gram.LOCT
_THINGS = Sort.INFO | Sort.DOCUMENT | Sort.NOUN | Sort.OCCASION | Sort.HEARER
_NUMBERS = Gram.SINGULAR | Gram.PLURAL
_OPEN = re.compile(r"[«\"“„]$")
_CLOSE = re.compile(r"^[»\"”“]")
_CYRILLIC = re.compile(r"[А-Яа-яҐґЄєІіЇї]")
_LATIN = re.compile(r"[A-Za-z]")
_LONGEST_QUOTE = 9
_LONGEST = 22
# What a description may begin with: «з питань», «у справах», «по работе», «зі зв’язків».
_SUBJECTS = frozenset(
    "питання справа зв'язок робота взаємодія надзвичайний вопрос дело связь работа взаимодействие чрезвычайный "
    "комунікація захист запобігання боротьба розвиток контроль нагляд борьба развитие контроль надзор коммуникация "
    "вирішення забезпечення охорона".split()
)
_PLACES = frozenset(
    "вулиця улица село под'їзд подъезд двір двор будинок дом селище поселок область місто район регіон громада город регион громада округ столиця україна украина".split()
)
_TITLES = frozenset("пан пані отець господин госпожа отець о отец матушка батюшка".split())
SURE = frozenset("переконаний впевнений упевнений уверенный уверить убежденный убедить певний".split())
_LITTLE = frozenset("у в і й и а з із зі с со о об та на за по до від из от к ко для при про над під як так що".split())
_SIGNED = frozenset("підпис подпись ім'я имя".split())
_AUDIENCE = frozenset(
    "громадськість преса змі медіа населення громада засіб общественность пресса сми медиа население "
    "громадянин звернення обращение гражданин суспільство".split()
)
# «керуючий справами», «виконувач обов’язків»
_STEWARDS = frozenset("керуючий керувати управляющий управлять виконувач исполняющий исполнять".split())
_AFFAIRS = frozenset("справа дело обов'язок обязанность".split())
_CERTAIN_NAME = Gram.NAME | Gram.SURN | Gram.PATR


@dataclass(frozen=True, slots=True)
class Mention:
    """Words first..last-1. `head` is the noun that rules them, `cases` what its form allows.

    `sort` is what the head is, `owner` what the words hanging on it are; `name` says that a person's name ends it.
    """

    first: int
    last: int
    head: int
    cases: int  # of Gram
    sort: int  # of Sort
    owner: int
    name: tuple[int, int] | None = None
    proper: bool = False  # a quoted or foreign name alone
    quoted: bool = False  # a name in quotation marks hangs on the head

    @property
    def speaker(self) -> bool:
        """Can it be a source by its words alone?"""
        return bool(self.sort & SPEAKER) or self.name is not None or self.proper


class Chunker:
    """Cuts the words of one text into mentions."""

    __slots__ = ("_known", "_reading", "_words")

    def __init__(self, reading: Reading, known: Mapping[int, int]) -> None:
        self._reading = reading
        self._words = reading.words
        self._known = known

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
        if first in self._known and self._known[first] <= last:
            return self._fixed(first, last)
        if self._little(first) or self._words[first].lemmas & SURE:
            return None
        proper = self._proper(first, last)
        if proper is not None:
            return proper
        if self._surely_name(first):
            return self._person(first, last)
        if self._verb(first):
            return None
        head = self._head(first, last)
        if head is None:
            return self._person(first, last)
        word = self._words[head]
        end, owner = self._complements(head, last)
        cases = word.gram & CASES or CASES
        agreed = cases
        for index in range(first, head):
            agreed &= self._words[index].gram & CASES or CASES
        told = word.sort & (SPEAKER | Sort.HEARER) or word.gram & Gram.ANIMATE or self._shouted(head)
        name = self._name(end, last) if told else None
        if name and (agreed or cases) & self._cases(*name):
            end = name[1]
        else:
            name = None
        quoted = any(_OPEN.search(self._gap(i)) for i in range(head + 1, end))
        return Mention(first, end, head, agreed or cases, self._sort(head), owner, name, quoted=quoted)

    def _sort(self, index: int) -> int:
        """What a head is; abbreviations are bodies, outlets' names have a capital."""
        sort = self._words[index].sort
        if not self._capital(index):
            sort &= ~Sort.OUTLET
        if self._shouted(index) and not sort & SPEAKER:
            sort |= Sort.BODY
        return sort

    def _fixed(self, first: int, last: int) -> Mention:
        """A name known beforehand, with what hangs on it («відділ … міської ради»)."""
        end = self._known[first]
        head = next((i for i in range(first, end) if self._words[i].sort & Sort.BODY), first)
        while end < min(last, first + _LONGEST) and (step := self._complement(head, end, last)) > end:
            end = step
        return Mention(first, end, head, self._words[head].gram & CASES or CASES, Sort.BODY, Sort.BODY)

    def _gap(self, index: int) -> str:
        return self._reading.gaps[index]

    def _capital(self, index: int) -> bool:
        return self._reading.tokens[index].text[:1].isupper()

    def _shouted(self, index: int) -> bool:
        text = self._reading.tokens[index].text
        return len(text) > 1 and text.isupper()

    def _verb(self, index: int) -> bool:
        word = self._words[index]
        if not word.gram & (Gram.NOUN | Gram.ADJ):
            return bool(word.gram & (Gram.FINITE | Gram.OTHER_VERB))
        return bool(word.gram & Gram.FINITE) and not word.sort & SPEAKER and not self._capital(index)

    def _plain(self, index: int) -> bool:
        """Does only white space, or the end of a name in quotation marks, stand before the word?"""
        gap = self._gap(index)
        return gap == " " or not gap.strip(" \n\t\u00a0*_") or gap in ("» ", '" ', "” ")

    def _little(self, index: int) -> bool:
        """Is it a preposition, conjunction or particle that dictionaries also know as a letter's name?"""
        return self._reading.tokens[index].word in _LITTLE

    def _head(self, first: int, last: int) -> int | None:
        """The noun of the phrase that begins at `first`: the first noun after adjectives that may agree with it."""
        index = first
        agreed = CASES
        number = _NUMBERS
        while index < min(last, first + 7):
            if index > first and not self._plain(index) and not self._joined(index, last):
                return None
            word = self._words[index]
            if self._verb(index) or self._little(index):
                return None
            noun = bool(word.gram & Gram.NOUN) or bool(word.sort & SPEAKER)
            if noun and (not word.gram & Gram.ADJ or not self._agreeing(index, last)):
                return index if self._head_fits(index) else None
            if self._shouted(index) and not word.gram & (Gram.PREP | Gram.CONJ | Gram.PRONOUN):
                return index
            if word.gram & Gram.ADJ and agreed & word.gram and number & word.gram:
                agreed &= word.gram
                number &= word.gram
            elif not self._reading.tokens[index].word.replace("-", "").isalnum() or not self._numeral(index):
                return None
            index += 1
        return None

    def _joined(self, index: int, last: int) -> bool:
        """Are two adjectives joined by a comma («информационный, технический отдел»)?"""
        return self._gap(index).strip() == "," and bool(self._words[index].gram & Gram.ADJ) and index + 1 < last

    def _numeral(self, index: int) -> bool:
        return self._reading.tokens[index].word[:1].isdigit()

    def _agreeing(self, index: int, last: int) -> bool:
        """Is the word, noun and adjective alike, an adjective of the next noun («військова адміністрація»)?"""
        if index + 1 >= last or not self._plain(index + 1) or self._little(index + 1):
            return False
        word, after = self._words[index], self._words[index + 1]
        if self._capital(index + 1) and after.gram & _CERTAIN_NAME and not after.sort:
            return False
        if word.sort & SPEAKER and not word.gram & Gram.NOUN and not after.sort & SPEAKER and after.gram & Gram.NOUN:
            return False  # «диспетчерская теплосети»
        alike = word.gram & after.gram
        return bool(after.gram & (Gram.NOUN | Gram.ADJ)) and bool(alike & CASES) and bool(alike & _NUMBERS)

    def _head_fits(self, index: int) -> bool:
        word = self._words[index]
        if word.gram & (Gram.PRONOUN | Gram.PREP | Gram.CONJ) and not word.sort & SPEAKER:
            return False
        if word.sort & SPEAKER or word.sort & (Sort.DOCUMENT | Sort.NOUN | Sort.OCCASION | Sort.HEARER):
            return True
        return not (self._capital(index) and word.gram & _CERTAIN_NAME)

    def _complements(self, head: int, last: int) -> tuple[int, int]:
        """Where what hangs on the head ends, and what sorts of words are in it."""
        end, owner = head + 1, Sort.NONE
        limit = min(last, head + _LONGEST)
        while end < limit:
            step = self._complement(head, end, limit)
            if step <= end:
                break
            for index in range(end, step):
                owner |= self._words[index].sort | (Sort.BODY if self._shouted(index) else Sort.NONE)
            end = step
        return end, owner

    def _complement(self, head: int, at: int, limit: int) -> int:
        """The end of one more complement at `at`; `at` itself where there is none."""
        gap = self._gap(at)
        if _OPEN.search(gap) and gap.strip() in ("«", '"', "“", "„") and gap[:1] in " \n":
            return self._quoted(at, limit) or at
        if gap.strip() == "№":
            return at + 1
        if not self._plain(at):
            return self._listed(head, at, limit)
        word = self._words[at]
        if self._reading.tokens[at].word in ("та", "і", "й", "и", "да"):
            further = at + 1 < limit and at > head + 1 and self._plain(at + 1)
            nxt = self._genitive(at + 1, limit) if further else at + 1
            return nxt if nxt > at + 1 else at
        if self._little(at) or (word.gram & Gram.PREP and not word.gram & Gram.NOUN):
            return self._preposition(head, at, limit)
        if self._shouted(at) and not self._verb(at) and not self._words[at].gram & (Gram.CONJ | Gram.PREP):
            return at + 1
        leading = self._words[head].sort & (SPEAKER | Sort.NOUN | Sort.DOCUMENT | Sort.INFO | Sort.OCCASION)
        if word.sort & (Sort.ROLE | Sort.PERSON) and word.gram & Gram.NOMN and not leading:
            return at
        if at == head + 1 and self._words[head].lemmas & _STEWARDS and word.lemmas & _AFFAIRS:
            return at + 1
        if "\n" in gap and (self._numeral(at) or self._capital(at)) and not self._words[at].gram & Gram.GENT:
            return at
        if self._numeral(at) or (_LATIN.match(self._reading.tokens[at].text) and self._capital(at)):
            return at + 1
        return self._genitive(at, limit)

    def _listed(self, head: int, at: int, limit: int) -> int:
        """More of a department's tasks after a comma: «…політики, зв’язку з громадськістю та ЗМІ»."""
        if self._gap(at).strip() != "," or not self._words[head].sort & Sort.BODY or at <= head + 1:
            return at
        end = at
        while end < min(limit, at + 8) and (end == at or self._plain(end)):
            word = self._words[end]
            task = word.lemmas & (_SUBJECTS | _AUDIENCE) or word.gram & Gram.GENT
            if self._verb(end) or not (task or self._little(end)):
                break
            end += 1
        joined = any(self._reading.tokens[i].word in ("та", "і", "й", "и") for i in range(at, end))
        while end > at and self._little(end - 1):
            end -= 1
        return end if joined and self._words[at].lemmas & _SUBJECTS else at

    def _genitive(self, at: int, limit: int) -> int:
        """The end of adjectives and a noun in the genitive that begin at `at`, else `at`."""
        index = at
        while index < limit and (index == at or self._plain(index)):
            word = self._words[index]
            if index > at and self._shouted(index) and not self._little(index):
                return index + 1
            if self._verb(index) or self._little(index) or not word.gram & Gram.GENT:
                return at
            if word.gram & (Gram.PRONOUN | Gram.PREP | Gram.CONJ) and not word.gram & (Gram.NOUN | Gram.ADJ):
                return at
            if self._capital(index) and word.gram & (Gram.NAME | Gram.PATR) and not word.sort:
                return at
            if word.gram & Gram.NOUN and not (word.gram & Gram.ADJ and self._agreeing(index, limit)):
                return index + 1
            if not word.gram & Gram.ADJ:
                return at
            index += 1
        return at

    def _preposition(self, head: int, at: int, limit: int) -> int:
        """«з питань …», «у справах …», «в Одеській області», «при МВС»."""
        kinds = Sort.BODY | Sort.ROLE | Sort.PERSON | Sort.DOCUMENT
        if not self._words[head].sort & kinds or at + 1 >= limit:
            return at
        form, after = self._reading.tokens[at].word, self._words[at + 1]
        if form in ("з", "із", "зі", "с", "со") and after.lemmas & _AUDIENCE:
            return at + 2
        if form in ("з", "із", "зі", "у", "в", "по", "с", "со") and after.lemmas & _SUBJECTS:
            return max(at + 2, self._genitive(at + 2, limit))
        if form in ("з", "із", "зі", "по") and self._words[head].sort & (Sort.BODY | Sort.ROLE):
            end = self._field(at + 1, limit)
            if end is not None:
                return end
        if form in ("за", "від", "под", "от") and after.lemmas & _SIGNED:
            inner = self.at(at + 2, limit)
            return inner.last if inner and inner.speaker else at
        if form in ("у", "в", "во", "при", "по", "із", "з", "с", "со", "из", "від", "от"):
            inner = self.at(at + 1, limit)
            if inner and inner.last - inner.first <= 5 and self._is_place(inner):
                return inner.last
        return at

    def _field(self, at: int, limit: int) -> int | None:
        """The end of «з нацбезпеки», «по бюджету» where a name, a comma or the end follows."""
        for end in range(at + 1, min(at + 4, limit) + 1):
            word = self._words[end - 1]
            if word.gram & Gram.ANIMATE or word.sort & SPEAKER or self._capital(end - 1) or self._verb(end - 1):
                return None
            if word.gram & Gram.NOUN:
                closed = end >= limit or not self._plain(end) or (self._capital(end) and self._surely_name(end))
                if closed:
                    return end
            elif not word.gram & Gram.ADJ:
                return None
        return None

    def _is_place(self, mention: Mention) -> bool:
        lemmas = self._words[mention.head].lemmas
        if lemmas & _PLACES or self._shouted(mention.head):
            return True
        alone = mention.last - mention.first == 1 and self._capital(mention.head)
        return alone and not self._words[mention.head].sort & ~Sort.BODY and mention.name is None

    def _quoted(self, at: int, limit: int) -> int | None:
        """The end of a name in quotation marks that begins at `at`, if it is closed soon."""
        for index in range(at + 1, min(limit, at + _LONGEST_QUOTE) + 1):
            gap = self._gap(index) if index < len(self._words) else self._tail()
            if _CLOSE.match(gap):
                return index
            if re.search(r"[.!?:;\n]\s", gap) and "." not in gap:
                return None
        return None

    def _tail(self) -> str:
        end = self._reading.tokens[-1].end
        return self._reading.text[end : end + 60]

    def _name(self, at: int, last: int, *, alone: bool = False) -> tuple[int, int] | None:
        """A person's name at `at`: one to three capitalised words of which one is known as a name or as no word."""
        index, sure = at, False
        while index < min(last, at + 4) and self._capital(index) and not self._shouted(index):
            gap = self._gap(index)
            if index > at and not (self._plain(index) or gap.strip() == "."):
                break
            if index == at and not alone and not self._plain(index):
                return None
            if not self._is_name(index) and not (index > at and self._words[index - 1].gram & Gram.NAME):
                break
            sure = True
            index += 1
        if at < last and index < last and index == at + 1 and _OPEN.search(self._gap(index)):
            end = self._quoted(index, last)  # Данило «Кіт» Смеречинський
            if end and end < last and self._is_name(end) and self._capital(end):
                return at, end + 1
        return (at, index) if sure else None

    def _is_name(self, index: int) -> bool:
        word = self._words[index]
        if word.sort & (Sort.BODY | Sort.MEDIA | Sort.SITE | Sort.ROLE) and not word.gram & _CERTAIN_NAME:
            return False
        initial = len(self._reading.tokens[index].text) == 1 and not self._little(index)
        unknown = not word.gram & Gram.KNOWN
        return bool(word.gram & _CERTAIN_NAME) or unknown or initial

    def _cases(self, first: int, last: int) -> int:
        """The cases a name's words allow together; all where nothing is known of them."""
        cases = CASES
        for index in range(first, last):
            word = self._words[index]
            cases &= (word.gram & CASES if word.gram & (_CERTAIN_NAME | Gram.KNOWN) else CASES) or CASES
        return cases or CASES

    def _surely_name(self, index: int) -> bool:
        """A capitalised word that is a name or no known word, and no noun of a speaker."""
        word = self._words[index]
        if not self._capital(index) or self._shouted(index) or word.sort & (SPEAKER | _THINGS):
            return False
        if not word.gram & (Gram.KNOWN | _CERTAIN_NAME) and self._opens(index):
            return False  # «Кадровичка виконкому …»: no dictionary knows the word
        if word.gram & Gram.ADJ and not word.gram & Gram.NAME and self._describes(index):
            return False
        return bool(word.gram & _CERTAIN_NAME) or not word.gram & Gram.KNOWN

    def _opens(self, index: int) -> bool:
        """Does the word begin a sentence and rule a genitive?"""
        start = index == 0 or re.search(r"[.!?\n]", self._gap(index)) is not None
        after = index + 1
        if not start or after >= len(self._words) or not self._plain(after) or self._capital(after):
            return False
        return bool(self._words[after].gram & Gram.GENT) and bool(self._words[after].gram & (Gram.NOUN | Gram.ADJ))

    def _describes(self, index: int) -> bool:
        """Is the word an adjective of a speaker that follows («Хмельницька міська рада»)?"""
        for at in range(index + 1, min(index + 4, len(self._words))):
            if not self._plain(at) or not self._words[at].gram & self._words[index].gram & CASES:
                return False
            if self._words[at].sort & SPEAKER or (self._shouted(at) and not self._little(at)):
                return True
        return False

    def _proper(self, first: int, last: int) -> Mention | None:
        """A name in quotation marks, or a foreign one."""
        word = self._words[first]
        if _OPEN.search(self._gap(first)) and self._capital(first):
            end = self._quoted(first, last)
            if end and end - first <= 6:
                cases = word.gram & CASES if word.gram & (Gram.ADJ | Gram.NOUN) and word.gram & Gram.KNOWN else CASES
                return Mention(first, end, first, cases or CASES, word.sort & ~Sort.PERSON, Sort.NONE, proper=True)
        if not self._reading.tokens[first].text[0].isascii() or _CYRILLIC.search(self._reading.tokens[first].text):
            return None
        if not _LATIN.match(self._reading.tokens[first].text):
            return None
        address = self._address(first, last)
        if address is not None:
            return Mention(first, address, first, CASES, Sort.SITE, Sort.NONE, proper=True)
        if not self._capital(first):
            return None
        end = first + 1
        while end < last and self._plain(end) and _LATIN.match(self._reading.tokens[end].text):
            end += 1
        return Mention(first, end, first, CASES, word.sort, Sort.NONE, proper=True)

    def _address(self, first: int, last: int) -> int | None:
        """The end of a web address or domain that begins at `first`: «https://…», «zakon.example»."""
        end = first + 1
        while end < last and self._gap(end) and not re.search(r"[\s,;()«»\"]", self._gap(end)):
            end += 1
        marks = {self._gap(i) for i in range(first + 1, end)}
        return end if end > first + 1 and marks & {".", "://", "/"} else None

    def _person(self, first: int, last: int) -> Mention | None:
        """A person's name with no noun before it."""
        name = self._name(first, last, alone=True) if self._capital(first) else None
        if name is None:
            return None
        return Mention(first, name[1], first, self._cases(*name), Sort.NONE, Sort.NONE, name)
