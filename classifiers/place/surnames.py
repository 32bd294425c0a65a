"""Who bears the place's name: a bare name is a person's where the text gives it a first name. Pure.

«Дмитро Стрий … Стрий відповів»; refuses to look at adjectives beside a first name, which `nearby` does.
"""

from __future__ import annotations

import re
from dataclasses import replace

from classifiers.place.mentions import Mention
from monitor.language import grammemes, normal

# Letters by which a surname's cases are known as one.
_STEM = 4
# «Марія Уманець», «з Уманцем»: one person; «Уманці» are the townspeople.
_ONE_BEARER = re.compile("^[А-ЯҐЄІЇ].*(?:ець|ця|цю|цеві|цем|ец|ца|цу|цом|анин|янин)$")
# «Вацлав Ніжинський» makes no «Ніжин» a surname.
_ADJECTIVAL = re.compile("[зсц](?:ьк|к)(?:ий|ого|ому|им|ім|ом|а|ої|ій|у|ою|ая|ой|ую)$")


def without_surnames(found: list[Mention]) -> list[Mention]:
    """The mentions, a bare name taken for a surname where the text gives it a first name («Дмитро Стрий … Стрий»)."""
    persons = {_surname(m) for m in found if m.role == "person" or _is_excluded_person(m)}
    return [
        replace(m, role="person")
        if persons
        and (m.role in ("name", "quoted") or (m.role == "people" and _ONE_BEARER.search(m.text)))
        and not m.flags & {"inside", "toward", "near"}
        and _surname(m) in persons
        else m
        for m in found
    ]


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
