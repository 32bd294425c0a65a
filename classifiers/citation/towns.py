"""Which town the words of a text name: our own, another one, or none. Pure.

Towns are told by dictionary forms: the name, its adjective («прилуцька»), the Russian ones. Refuses to say what an
item is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from classifiers.citation.elsewhere import homonyms, of_adjective, sited
from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import sections
from classifiers.citation.mention import CASES
from classifiers.citation.reading import Reading
from classifiers.landscape import BRIDGES
from monitor.language import adjectives, forms, lemmas, normal, people_forms, russian_name, russian_names
from monitor.language.derive import russian_adjectives
from monitor.language.endings import ADJECTIVE, adjective_forms
from monitor.language.gazetteer import notable, other_names
from monitor.language.townspeople import townspeople
from monitor.model import Place

OWN = "own"
# Words that are something else far oftener than a town: «Володимир», «ровно», «горить».
_NEVER = Gram.NAME | Gram.ADVERB | Gram.FINITE | Gram.PREP | Gram.CONJ


@dataclass(frozen=True, slots=True)
class Towns:
    """The words of our place; other towns are shared by all places."""

    name: str
    forms: frozenset[str]  # forms of our names and adjectives
    openings: frozenset[str]  # first words of those of two words
    people: frozenset[str] = frozenset()  # forms of our inhabitants' names

    def named(self, reading: Reading) -> tuple[tuple[int, str], ...]:
        """Every word of the text that names a town, with the town as `at` tells it.

        Another town's adjective without a capital («сумський мер») says whose the words it stands in are, and nothing
        of those around.
        """
        return tuple(
            (i, town)
            for i, token in enumerate(reading.tokens)
            if (
                token.text[:1].isupper() or token.word in self.forms or token.word in self.openings or "-" in token.word
            )
            and (town := self.at(reading, i)) is not None
        )

    def at(self, reading: Reading, index: int) -> str | None:
        """OWN, another town's name, or None for word `index`."""
        token = reading.tokens[index]
        own = token.word in self.forms or (token.word in self.openings and self._two(reading, index))
        own = own or ("-" in token.word and not self.people.isdisjoint(token.word.split("-")))  # «ніжинці-ветерани»
        if not own and not token.text[:1].isupper():
            small = of_adjective(reading, index)
            return OWN if small == self.name else small
        if _street(reading, index):
            return None
        if not own and _river(reading, index):
            return None
        if own:
            return OWN if not _wider(reading, index) else None
        if _opens(reading, index):
            return None
        if pair := _pair(reading, index):
            return OWN if pair == self.name else pair
        word = reading.words[index]
        if word.gram & _NEVER and not _ruled(reading, index) and not _inside(reading, index):
            return None
        for lemma in word.lemmas:
            town = _others().get(lemma) or (homonyms().get(lemma) if sited(reading, index) else None)
            if town is None or _wider(reading, index) or _surname(reading, index) or _in_quotes(reading, index):
                continue
            return OWN if town == self.name else town
        return self._unknown(reading, index)

    def _two(self, reading: Reading, index: int) -> bool:
        """Do the word and the next one make a name of ours?"""
        after = reading.tokens[index + 1].word if index + 1 < len(reading.tokens) else ""
        return f"{reading.tokens[index].word} {after}" in self.forms

    def _unknown(self, reading: Reading, index: int) -> str | None:
        """A town no dictionary has, told by its body: «Калинівська міська рада», «мер Дзвінкового»."""
        token, word = reading.tokens[index], reading.words[index]
        if not leads(reading, index):
            return None
        stem = token.word[:_STEM]
        opens = index in reading.starts and word.gram & Gram.KNOWN  # «Міська рада», «Студентська рада»
        if (
            opens
            or word.gram & Gram.NAME
            or word.lemmas & body_words()
            or token.text.isupper()
            or any(form.startswith(stem) for form in self.forms)
        ):
            return None
        if not _wider(reading, index) and not _surname(reading, index):
            return stem
        return None

    def among(self, reading: Reading, first: int, last: int) -> list[str]:
        """The towns of words first..last-1, in order."""
        return [town for i in range(first, last) if (town := self.at(reading, i)) is not None]


_STEM = 5
_ADJECTIVE = re.compile("[сцз]ьк(?:а|ої|ій|у|ою|ий|ого|ому|им)$|[сц]к(?:ая|ой|ую|ий|ого|ому|им|ом)$")
_BODIES = ("council", "board", "town", "power", "administration", "administration.noun", "administration.kind", "mayor")


@cache
def body_words() -> frozenset[str]:
    return frozenset(word for name in _BODIES for word in sections("own")[name])


def leads(reading: Reading, index: int) -> bool:
    """Is the word an adjective before a council, a community or their head?"""
    if index + 1 >= len(reading.tokens) or reading.gaps[index + 1] != " ":
        return False
    after = reading.words[index + 1].lemmas
    return bool(_ADJECTIVE.search(reading.tokens[index].word)) and not after.isdisjoint(body_words())


def _opens(reading: Reading, index: int) -> bool:
    """«Українські військові отримали дрони»: an adjective of no town, its capital only the sentence's."""
    lemmas = reading.words[index].lemmas
    return index in reading.starts and not lemmas.isdisjoint(_no_towns()) and not leads(reading, index)


@cache
def _no_towns() -> frozenset[str]:
    return frozenset(sections("own")["not.town"])


_ON = frozenset("на по угол углу розі ріг рогу кут куті вулиці вулицею вулицю вул ул улице улицы улицу улицей".split())


def _street(reading: Reading, index: int) -> bool:
    """«На Нежинской в Одессе», «ріг Ніжинської й Торгової»: an adjective with no noun after a word of streets."""
    word = reading.words[index]
    if index == 0 or not word.gram & Gram.ADJ or word.gram & Gram.PLURAL or reading.gaps[index] != " ":
        return False
    number = index + 1 < len(reading.tokens) and reading.tokens[index + 1].text[:1].isdigit()
    if number and reading.gaps[index + 1].strip() in (",", ""):
        return True  # «Прилуцька, 21»
    before = reading.tokens[index - 1].word
    if before not in _ON and not (before in ("й", "і", "и", "та") and index > 2 and _street(reading, index - 2)):
        return False
    if index + 1 >= len(reading.tokens) or reading.gaps[index + 1] != " ":
        return True
    after = reading.words[index + 1].gram
    apart = after & Gram.NOUN and after & Gram.KNOWN and not after & Gram.ADJ and not after & word.gram & CASES
    adverb = after & Gram.ADVERB and not after & (Gram.NOUN | Gram.ADJ)
    return bool(after & (Gram.PREP | Gram.CONJ | Gram.FINITE) or adverb or apart)  # «На Подільській вітер повалив клен»


_WATERS = frozenset("річка ріка река русло заплава пойма озеро ставок пруд водосховище водохранилище".split())
_ACROSS = BRIDGES | {"перехід", "переход", "дамба"}


def _river(reading: Reading, index: int) -> bool:
    """«мост через Каменку», «річка Кам’янка»: a river of a town's name."""
    if index == 0 or reading.gaps[index] != " ":
        return False
    if reading.words[index - 1].lemmas & _WATERS:
        return True
    across = index > 1 and reading.tokens[index - 1].word == "через"
    return across and not reading.words[index - 2].lemmas.isdisjoint(_ACROSS)


@cache
def _wider_words() -> frozenset[str]:
    return frozenset(sections("own")["wider"])


def _wider(reading: Reading, index: int) -> bool:
    """Is the adjective a region's or a district's («Чернігівська область», «Ніжинському районі», «Одеська ОВА»)?"""
    for at in (index + 1, index + 2):
        if at >= len(reading.tokens) or reading.gaps[at].strip(' \n«"'):
            return False
        if reading.words[at].lemmas & _wider_words():
            return True
        verb = reading.words[at].gram & Gram.FINITE and not reading.words[at].gram & (Gram.NOUN | Gram.ADJ)
        if verb or reading.words[at].lemmas & {"міський", "городской", "рада", "совет", "голова"}:
            return False  # «В Умані відкрили обласну лікарню»
    return False


@cache
def _heads() -> frozenset[str]:
    return frozenset(word for name in ("mayor", "head", "council", "town.noun") for word in sections("own")[name])


def _ruled(reading: Reading, index: int) -> bool:
    """«міський голова Борислава»: a town that is a first name too, in the genitive after who or what rules it."""
    word = reading.words[index]
    if index == 0 or reading.gaps[index] != " " or not word.gram & Gram.NAME or not word.gram & Gram.GENT:
        return False
    return not reading.words[index - 1].lemmas.isdisjoint(_heads())


def _inside(reading: Reading, index: int) -> bool:
    """«У Києві», «в Богуславі»: a name in the locative after «у» is where one is, not a man."""
    gram = reading.words[index].gram
    led = index > 0 and reading.gaps[index] == " " and reading.tokens[index - 1].word in ("у", "в")
    return led and bool(gram & Gram.LOCT) and not gram & Gram.GENT


@cache
def _boards() -> frozenset[str]:
    """«Рада» is a first name too: «міської ради Полтави»."""
    return frozenset(sections("own")["board"])


def _surname(reading: Reading, index: int) -> bool:
    """Does a first name stand before («Вацлав Ніжинський»)?"""
    if index == 0 or reading.gaps[index] != " " or not reading.words[index - 1].gram & Gram.NAME:
        return False
    return reading.words[index - 1].lemmas.isdisjoint(_boards()) or reading.tokens[index - 1].text[:1].isupper()


def _in_quotes(reading: Reading, index: int) -> bool:
    """Does a name in quotation marks begin with the word («Слобожанське радіо»)?"""
    return reading.gaps[index][-1:] in ("«", '"', "“", "„")


def _pair(reading: Reading, index: int) -> str | None:
    """A town of two words («Біла Церква») that begins with the word."""
    if index + 1 >= len(reading.tokens) or not reading.tokens[index + 1].text[:1].isupper():
        return None
    one, two = reading.words[index].lemmas, reading.words[index + 1].lemmas
    seconds = (pair for lemma in one for pair in _pairs().get(lemma, ()))
    return next((name for second, name in seconds if second in two), None)


@cache
def _pairs() -> dict[str, tuple[tuple[str, str], ...]]:
    """Dictionary form of the first word -> (that of the second, the town), for names of two words."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for place in notable():
        for name in (place.name, place.russian):
            words = name.split()
            if len(words) == 2:
                for lemma in lemmas(words[0]):
                    seconds = tuple((second, place.name) for second in lemmas(words[1]))
                    found[lemma] = (*found.get(lemma, ()), *seconds)
    return found


@cache
def _others() -> dict[str, str]:
    """Dictionary form -> town, for cities and seats of communities whose names are no common words."""
    found: dict[str, str] = {}
    for place in notable():
        words = [*place.adjectives, *place.russian_adjectives]
        if not place.common or place.kind in "KM":
            words += [normal(place.name), normal(place.russian)]
        for word in words:
            found.setdefault(word.replace("ё", "е"), place.name)
        for name in other_names(place.name) if place.kind in "KM" else ():
            former = [name, russian_name(name) or "", *adjectives(name)]
            former += russian_adjectives(former[1]) if former[1] else ()
            for word in former:
                found.setdefault(normal(word).replace("ё", "е"), place.name)
    for word in ("", "ромен", "гола", "світле", *homonyms()):
        found.pop(word, None)
    return found


def _declined(name: str) -> frozenset[str]:
    """Forms of a Russian name of two words, «Белая Церковь»: each word's own forms joined."""
    words = name.split()
    if len(words) != 2:
        return frozenset()
    endings = ADJECTIVE["ru"]
    stem = re.sub("(ый|ий|ой|ая|яя|ое|ее|ые|ие)$", "", normal(words[0]))
    firsts = {stem + ending for ending in endings}
    return frozenset(f"{first} {second}" for first in firsts for second in forms(words[1], "ru"))


def towns(place: Place) -> Towns:
    """The towns as one place sees them."""
    names = (place.name, *place.aliases, *other_names(place.name))
    russian = (place.russian,) if place.russian else russian_names(place.name)
    found: set[str] = set()
    people: set[str] = set()
    for name in names:
        found |= forms(name, "uk")
        derived = adjectives(name)
        people |= townspeople(name, derived, "uk")
        for adjective in derived:
            found |= adjective_forms(adjective, "uk")
            people |= people_forms(adjective, "uk")
    for name in place.settlements:
        found |= forms(name, "uk")
    for name in russian:
        found |= forms(name, "ru") | _declined(name)
        derived = russian_adjectives(name, place.name)
        people |= townspeople(name, derived, "ru")
        for adjective in derived:
            found |= adjective_forms(adjective, "ru")
            people |= people_forms(adjective, "ru")
    found |= people
    openings = frozenset(form.partition(" ")[0] for form in found if " " in form)
    return Towns(place.name, frozenset(found), openings, frozenset(people))
