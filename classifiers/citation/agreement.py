"""Whether a noun, a pronoun or «який» can be the subject of a verb: by number, and by gender in the past. Pure."""

from __future__ import annotations

from functools import lru_cache

from monitor.language.lemmas import languages, parses
from monitor.language.words import CACHE

_GENDERS = frozenset(("masc", "femn", "neut"))
_PLURAL = frozenset(("plur",))


def _number_or_gender(marks: frozenset[str]) -> frozenset[str]:
    return _PLURAL if "plur" in marks else marks & _GENDERS


@lru_cache(CACHE)
def _subject(form: str) -> frozenset[str]:
    """The genders, or "plur", of what stands in the nominative in this form."""
    found: set[str] = set()
    for language in languages(form):
        for parse in parses(form, language):
            marks = parse.tag.grammemes
            his = {"NPRO", "Fixd"} <= marks  # «його»: whose something is
            if "nomn" in marks and marks & {"NOUN", "NPRO"} and not his and parse.is_known:
                found |= _number_or_gender(marks)
    return frozenset(found)


@lru_cache(CACHE)
def _predicate(form: str) -> frozenset[str]:
    """The genders, or "plur", with which a verb of this form agrees; a noun agrees with its own."""
    found: set[str] = set()
    for language in languages(form):
        for parse in parses(form, language):
            marks = parse.tag.grammemes
            if "VERB" in marks and marks & {"past", "3per"}:
                found |= _number_or_gender(marks) or _GENDERS
    return frozenset(found)


def agree(subject: str, verb: str) -> bool:
    """Can «ліцей» be the subject of «виклав»?"""
    return not _subject(subject).isdisjoint(_predicate(verb))


def alike(one: str, other: str) -> bool:
    """Are «рада» and «вона» of one gender or number?"""
    return not _subject(one).isdisjoint(_subject(other))
