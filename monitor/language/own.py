"""Is a word nothing but a place's own name or adjective? Pure.

Whoever leaves such a word out leaves out the place.
"""

from __future__ import annotations

from collections.abc import Iterable

from monitor.language.derive import attributive_forms
from monitor.language.names import word_forms
from monitor.language.russian import russian_names
from monitor.language.words import normal


def is_own_word(phrase: str, name: str, russian: str | None = None, aliases: Iterable[str] = ()) -> bool:
    """«Калуський», «калуська» for Калуш: a single word that is a form of the place's name or of its adjective?"""
    word = normal(phrase.strip(" «»\"'"))
    if not word or " " in word:
        return False
    named = [("uk", one) for one in (name, *aliases)]
    named += [("ru", one) for one in ((russian,) if russian else russian_names(name))]
    return any(
        word == normal(one) or word in word_forms(one, language) or word in attributive_forms(one, language)
        for language, one in named
        if one
    )
