"""What one word form can be, over all its parses in both languages: grammar, lexicon, dictionary forms. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from classifiers.citation.lexicon import SPEAKER, Sort, sorts
from monitor.language import lemmas
from monitor.language.lemmas import Parse, languages, parses
from monitor.language.words import CACHE, LONGEST_WORD


class Gram:
    """Grammar a word form allows, over all its parses: bits of an int (enum.IntFlag is five times slower)."""

    NONE = 0
    NOUN = 1
    ADJ = 2
    FINITE = 4  # a verb in the past, present or future, third person
    OTHER_VERB = 8  # first or second person, imperative, infinitive, gerund
    PREP = 16
    CONJ = 32
    ADVERB = 64
    PRONOUN = 128
    NOMN = 256
    GENT = 512
    DATV = 1024
    ACCS = 2048
    ABLT = 4096
    LOCT = 8192
    NAME = 16384
    SURN = 32768
    PATR = 65536
    KNOWN = 131072
    PLURAL = 262144
    FINITE_PLURAL = 524288
    FUTURE = 1048576
    SHORT = 2097152  # short participle or impersonal -но, -то
    ANIMATE = 4194304
    SINGULAR = 16777216
    ONLY_NAME = 33554432  # every reading is a person's name
    NOW = 8388608  # a verb in the past or present, so that FUTURE is not its only reading


_POS = {
    "NOUN": Gram.NOUN,
    "ADJF": Gram.ADJ,
    "PRTF": Gram.ADJ,
    "PREP": Gram.PREP,
    "CONJ": Gram.CONJ,
    "PRCL": Gram.ADVERB,
    "ADVB": Gram.ADVERB,
    "PRED": Gram.ADVERB,
    "NPRO": Gram.PRONOUN,
    "INFN": Gram.OTHER_VERB,
    "GRND": Gram.OTHER_VERB,
    "PRTS": Gram.SHORT,
    "ADJS": Gram.SHORT,
}
_MARKS = {
    "nomn": Gram.NOMN,
    "gent": Gram.GENT,
    "gen1": Gram.GENT,
    "gen2": Gram.GENT,
    "datv": Gram.DATV,
    "accs": Gram.ACCS,
    "ablt": Gram.ABLT,
    "loct": Gram.LOCT,
    "loc2": Gram.LOCT,
    "Name": Gram.NAME,
    "Surn": Gram.SURN,
    "Patr": Gram.PATR,
    "plur": Gram.PLURAL,
    "Pltm": Gram.PLURAL,
    "anim": Gram.ANIMATE,
}
_CASES = frozenset("nomn gent datv accs ablt loct voct gen1 gen2 acc2 loc1 loc2".split())


class Word(NamedTuple):
    """What one form can be."""

    gram: int
    sort: int
    lemmas: frozenset[str]


def is_future(gram: int) -> bool:
    """Can a verb only speak of what is yet to come («оприлюднять»)?"""
    return bool(gram & Gram.FUTURE) and not gram & Gram.NOW


# The Ukrainian dictionary calls pronouns what agrees with a noun like any adjective: «у нашій міськраді».
AGREEING = frozenset(("наш", "ваш"))


@lru_cache(5_000)
def _of_tag(marks: frozenset[str], agreeing: bool, first: bool) -> int:
    """The bits of one tag, of «наш» and «ваш» or of a dictionary form; a language has some hundreds of tags.

    The grammemes are asked, not `tag.POS` and `tag.case`, which are computed anew each time: a thirtieth of all time.
    """
    if "VERB" in marks:
        return _of_verb(marks)
    found = Gram.ADJ if agreeing and "NPRO" in marks else Gram.NONE
    for mark in marks & _MARKS.keys():
        found |= _MARKS[mark]
    for pos in marks & _POS.keys():
        found |= Gram.NONE if pos == "NPRO" and agreeing else _POS[pos]
    if first and "NOUN" in marks and marks.isdisjoint(_CASES):
        found |= Gram.NOMN  # the Ukrainian dictionary leaves the case out of some first forms
    return found if found & Gram.PLURAL else found | Gram.SINGULAR


def _of_verb(marks: frozenset[str]) -> int:
    if marks & {"1per", "2per", "impr"}:
        return Gram.OTHER_VERB
    if "Impe" in marks:
        return Gram.SHORT
    if not marks & {"past", "3per"}:
        return Gram.OTHER_VERB
    found = Gram.FINITE
    if "plur" in marks:
        found |= Gram.FINITE_PLURAL
    return found | (Gram.FUTURE if "futr" in marks else Gram.NOW)


_NAMES = frozenset({"Name", "Surn", "Patr"})
_PREFIX = re.compile(
    "(?:екс|экс|віце|вице|топ|прес|пресс|медіа|медиа|теле|радіо|радио|інтернет|интернет|фото|держ|гос|нац|кібер|кибер"
    "|міськ|гор|обл|рай|зам|спец|еко|эко|агро|ген|проф|фін|фин|соц|юр|мед|зав|авто|біо|био|бізнес|бизнес)-?"
)
_CYRILLIC = re.compile("[а-яґєіїё]")
# The last part of a body's compound name: «статуправление», «облспоживслужба».
_BODIES = (
    *("управління", "управление", "служба", "комітет", "комитет", "інспекція", "инспекция", "адміністрація"),
    *("администрация", "агентство", "міністерство", "министерство", "прокуратура", "поліція", "полиция", "рада"),
    *("нагляд", "надзор", "контроль", "водоканал", "енерго", "энерго", "центр", "банк", "транс", "буд", "газ"),
)


@lru_cache(CACHE)
def look(form: str) -> Word:
    """What a normalised form can be, in Ukrainian and Russian alike unless its letters decide."""
    if not _CYRILLIC.search(form) or len(form) > LONGEST_WORD:
        alone = lemmas(form)
        return Word(Gram.NONE, _sort(alone, form), alone)
    read = _parses(form)
    known = [some for some in read if some and some[0].is_known]
    gram = Gram.KNOWN if known else Gram.NONE
    found: set[str] = set()
    for parse in (parse for some in known or read for parse in some):
        found.add(parse.normal_form.replace("ё", "е"))
        marks = parse.tag.grammemes
        if "voct" not in marks:
            gram |= _of_tag(marks, parse.normal_form in AGREEING, parse.word == parse.normal_form)
        if (
            "PRTF" in marks and form[:_STEM] in _participles()
        ):  # «уполномоченный», «заведующая»: an office, not the verb it comes from
            found.add(parse.lexeme[_masculine(parse)].word.replace("ё", "е"))
    sort = _sort(frozenset(found), form)
    if known and all(parse.tag.grammemes & _NAMES for some in known for parse in some):
        gram |= Gram.ONLY_NAME
    if not known and form.startswith("зам") and sort & Sort.ROLE:
        gram |= Gram.NOMN | Gram.NOUN | Gram.SINGULAR  # «замглавы», «замминистра» stay as they are
    return Word(gram, sort, frozenset(found))


def _parses(form: str) -> list[tuple[Parse, ...]]:
    """The parses in each language that knows the form; where none does, what both predict. Predicting is dear."""
    return [parses(form, name) for name in languages(form)]


# An office's first letters tell whether a participle can be one.
_STEM = 6


@cache
def _participles() -> frozenset[str]:
    return frozenset(word[:_STEM] for word in sorts() if word.endswith(("ий", "ый")))


def _masculine(parse: Parse) -> int:
    """Where in its lexeme the masculine nominative of a participle stands."""
    wanted = {"PRTF", "nomn", "masc"}
    kind = [i for i, x in enumerate(parse.lexeme) if wanted <= x.tag.grammemes]
    same = [i for i in kind if parse.lexeme[i].word[:-2] == parse.word[: len(parse.lexeme[i].word) - 2]]
    return (same or kind or [0])[0]


def _sort(found: frozenset[str], form: str) -> int:
    table = sorts()
    sort = table.get(form, Sort.NONE)
    for lemma in found:
        sort |= table.get(lemma, Sort.NONE)
    if not sort and "-" in form:  # «вайбер-спільнота», «агент-консультант»
        sort = look(form.rpartition("-")[2]).sort & SPEAKER
    if not sort and (prefix := _PREFIX.match(form)):
        rest = form[prefix.end() :]
        if len(rest) > 3:
            sort = look(rest).sort & SPEAKER
    if not sort:
        sort = next((Sort.BODY for lemma in found if lemma.endswith(_BODIES) and lemma not in _BODIES), Sort.NONE)
    return sort
