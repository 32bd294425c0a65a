"""Dictionary forms of Ukrainian and Russian words: the set over all parses, never one guess.

The dictionaries are pymorphy3's, installed from the registry and never copied into the project. «Лисичанську» is
both «лисичанський» and «лисичанськ»; whoever matches must match on the set. Refuses to choose a meaning.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Protocol, cast

from monitor.language.words import CACHE, LONGEST_WORD, normal

UKRAINIAN, RUSSIAN = "uk", "ru"
_UK_ONLY = re.compile("[іїєґ']")
_RU_ONLY = re.compile("[ыэёъ]")
_CYRILLIC = re.compile("[а-яґєіїё]")


class Tag(Protocol):
    """The grammatical tag of a parse.

    `grammemes` is asked rather than the tag itself: `in tag` raises for a grammeme the tag's own language lacks once
    analyzers of two languages are loaded.
    """

    POS: str | None
    case: str | None
    number: str | None
    gender: str | None
    grammemes: frozenset[str]


class Parse(Protocol):
    """What this project uses of a pymorphy3 parse."""

    word: str
    normal_form: str
    tag: Tag
    score: float
    is_known: bool
    lexeme: list[Parse]


class Analyzer(Protocol):
    """What this project uses of a pymorphy3 analyzer."""

    def parse(self, word: str) -> list[Parse]: ...
    def normal_forms(self, word: str) -> list[str]: ...
    def word_is_known(self, word: str) -> bool: ...


@cache
def analyzer(language: str) -> Analyzer:
    """The analyzer of "uk" or "ru", loaded once per process (about 0.1 s and 20 MB each)."""
    import pymorphy3

    return cast(Analyzer, pymorphy3.MorphAnalyzer(lang=language))


# Words whose parses are kept: those of the article at hand, which several decisions ask for one after another.
_AT_HAND = 2_000


def parses(form: str, language: str) -> tuple[Parse, ...]:
    """All parses of a normalised form in "uk" or "ru", the likeliest first; guesses where no dictionary knows it."""
    return _parses(form, language) if len(form) <= LONGEST_WORD else tuple(analyzer(language).parse(form))


@lru_cache(_AT_HAND)
def _parses(form: str, language: str) -> tuple[Parse, ...]:
    return tuple(analyzer(language).parse(form))


def known(word: str, language: str) -> bool:
    """Is the word form in the dictionary of this language?"""
    form = normal(word)
    return _knows(form, language) if len(form) <= LONGEST_WORD else analyzer(language).word_is_known(form)


@lru_cache(2 * _AT_HAND)
def _knows(form: str, language: str) -> bool:
    return analyzer(language).word_is_known(form)


def _of(form: str, language: str) -> frozenset[str]:
    return frozenset(parse.normal_form.replace("ё", "е") for parse in parses(form, language))


def only_ukrainian(form: str) -> bool:
    """Has a normalised form a letter that Russian lacks?"""
    return _UK_ONLY.search(form) is not None


@lru_cache(_AT_HAND)
def languages(form: str) -> tuple[str, ...]:
    """The languages a normalised form can belong to: by its letters, else whose dictionary knows it, else both."""
    if only_ukrainian(form):
        return (UKRAINIAN,)
    if _RU_ONLY.search(form):
        return (RUSSIAN,)
    found = tuple(name for name in (UKRAINIAN, RUSSIAN) if _knows(form, name))
    return found or (UKRAINIAN, RUSSIAN)


@lru_cache(CACHE)
def _lemmas(form: str, language: str | None) -> frozenset[str]:
    if not _CYRILLIC.search(form):
        return frozenset({form})
    first, *others = (_of(form, name) for name in ((language,) if language else languages(form)))
    return first.union(*others) if others else first


def lemmas(word: str, language: str | None = None) -> frozenset[str]:
    """The dictionary forms of all parses of a word, lower case, with straight apostrophes and ё as е.

    `language` is "uk" or "ru"; anything else lets the letters decide, and a word possible in both gives both.
    A word the dictionary does not know gives the forms predicted from its ending. Never empty.
    """
    if len(word) > LONGEST_WORD:
        return frozenset({normal(word)})
    return _lemmas(normal(word), language if language in (UKRAINIAN, RUSSIAN) else None)


_PERSONS = frozenset(("Name", "Surn"))
# The parts of speech by the names `tag.POS` has for them, but as plain strings: its own kind of string is compared in
# Python, which took a thirtieth of all time.
PARTS_OF_SPEECH = frozenset(
    "NOUN ADJF ADJS COMP VERB INFN PRTF PRTS GRND NUMR ADVB NPRO PRED PREP CONJ PRCL INTJ".split()
)
_TOLD = PARTS_OF_SPEECH | _PERSONS


@lru_cache(CACHE)
def _grammemes(form: str, language: str | None) -> frozenset[str]:
    found: set[str] = set()
    for name in (language,) if language else languages(form):
        for parse in parses(form, name):
            told = parse.tag.grammemes & _TOLD
            found |= told if told.isdisjoint(_PERSONS) or parse.is_known else told - _PERSONS
    return frozenset(found)


def grammemes(word: str, language: str | None = None) -> frozenset[str]:
    """Parts of speech (NOUN, ADJF, PREP …) over all parses; Name and Surn of persons the dictionary knows.

    As uncertain as `lemmas`: a word no dictionary knows gives what its ending suggests.
    """
    form = normal(word)
    if not _CYRILLIC.search(form) or len(form) > LONGEST_WORD:
        return frozenset()
    return _grammemes(form, language if language in (UKRAINIAN, RUSSIAN) else None)
