"""Who bears the place's name: a bare name is a person's where the text gives it a first name. Pure.

«Дмитро Стрий … Стрий відповів»; refuses to look at adjectives beside a first name, which `nearby` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from classifiers.place.acting import acts_as_town, agree
from classifiers.place.mentions import Mention
from classifiers.place.nearby import before
from classifiers.place.reading import Reading, Section
from monitor.language import grammemes, normal
from monitor.language.lemmas import languages, parses

# Letters by which a surname's cases are known as one.
_STEM = 4
# «Марія Уманець», «з Уманцем»: one person; «Уманці» are the townspeople.
_ONE_BEARER = re.compile("^[А-ЯҐЄІЇ].*(?:ець|ця|цю|цеві|цем|ец|ца|цу|цом|анин|янин)$")
# «Вацлав Ніжинський» makes no «Ніжин» a surname.
_ADJECTIVAL = re.compile("[зсц](?:ьк|к)(?:ий|ого|ому|им|ім|ом|а|ої|ій|у|ою|ая|ой|ую)$")


@dataclass(frozen=True, slots=True)
class _Person:
    """Whom the owner leaves out by the whole name: where the text first gives it, and the first name's genders."""

    at: tuple[int, int]
    genders: frozenset[str]


def without_surnames(found: list[Mention], reading: Reading) -> list[Mention]:
    """The mentions, a bare name taken for a surname where the text gives it a first name («Дмитро Стрий … Стрий»)."""
    persons = {_surname(m) for m in found if m.role == "person"}
    excluded: dict[str, _Person] = {}
    for m in found:
        if _is_excluded_person(m):
            excluded.setdefault(_surname(m), _Person((m.section, m.start), _genders(m.text.split()[0], "NOUN")))
    if not persons and not excluded:
        return found
    return [
        replace(m, role="person")
        if _may_be_surname(m)
        and (_surname(m) in persons or _is_of(m, excluded.get(_surname(m)), reading.section(m.section)))
        else m
        for m in found
    ]


def _may_be_surname(mention: Mention) -> bool:
    if mention.flags & {"inside", "toward", "near"}:
        return False
    return mention.role in ("name", "quoted") or (mention.role == "people" and bool(_ONE_BEARER.search(mention.text)))


def _is_of(mention: Mention, person: _Person | None, section: Section) -> bool:
    """Is the bare name that person's whom the owner leaves out, and whose town the text may well be about?

    Behind the full name it is, unless it does what towns do or what the other gender does; a title before the full name
    speaks of the town, unless an occupation leads to the name or its verb has the person's gender alone.
    """
    if person is None:
        return False
    verb = _verb(section, mention.last)
    told = _genders(verb, "VERB") if verb else frozenset()
    if (mention.section, mention.start) < person.at:
        disagrees = bool(told & person.genders) and not agree(section.tokens[mention.last - 1].word, verb)
        return disagrees or before(section, mention.first, "occupation")
    return not acts_as_town(section, mention.first, mention.last) and (not told or bool(told & person.genders))


def _verb(section: Section, at: int) -> str:
    """The word right behind, empty where a mark stands between."""
    behind = at < len(section.tokens) and section.between(at - 1, at) == " "
    return section.tokens[at].word if behind else ""


def _genders(word: str, part: str) -> frozenset[str]:
    """The genders of a word's readings as that part of speech."""
    form = normal(word)
    tags = [parse.tag for language in languages(form) for parse in parses(form, language)]
    return frozenset(tag.gender for tag in tags if part == tag.POS and tag.gender)


def _surname(mention: Mention) -> str:
    return normal(mention.text).split()[-1][:_STEM]


def _is_excluded_person(mention: Mention) -> bool:
    """«Аліна Ковель»: does the owner leave out a person's whole name, no street and no brand, of the place's noun?"""
    if mention.role != "excluded":
        return False
    first, *others = mention.text.split()
    return (
        bool(others) and _is_name(first) and all(word[0].isupper() for word in others) and not _is_adjectival(mention)
    )


def _is_name(word: str) -> bool:
    return word[0].isupper() and "Name" in grammemes(word)


def _is_adjectival(mention: Mention) -> bool:
    return bool(_ADJECTIVAL.search(normal(mention.text)))
