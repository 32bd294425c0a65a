"""Criticism of the institution in so many words: «розкритикували рішення міськради», «через недбалість міськради».

Over the words of one clause, whose naming of the institution is known; what is said here is `negative`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifiers.tone.namings import DEED, NEGLIGENCE, Naming

# No text without one of these is looked into.
TRIGGERS = "критик|осуд|засуд|обурен|возмущен|недбал|халатн|бездіяльн|бездейств|безвідповід|безответств|байдуж|равнодуш"
_CRITICISED = re.compile(
    r"^(?:(?:роз|рас)критикува(?:ли|ла|в)|(?:рас)критикова(?:ли|ла|л)|критикують|критикуют|критикує|критикует|засуди(?:ли|ла|в)"
    r"|осуди(?:ли|ла|л)|обурен[іаий]|возмущен[ыа])$"
)
# Whose reproach is no sign of how the item shows the institution.
_INVADERS = re.compile(
    r"^(?:москв|кремл|росі[яйї]|росси|рос(?:іян|сиян)|окупант|оккупант|загарбник|захватчик|сепаратист|колаборант|коллаборант"
    r"|рашист)"
)
_BECAUSE = ("через", "из-за")
_CONTROL = re.compile(
    r"^(?:аудит|ревіз|ревиз|держаудит|госаудит|перевірк|проверк|прокурат|прокурор|набу$|дбр$|гбр$|беб$|бэб$|поліц|полиц|інспек|инспек"
    r"|слідч|следоват|правоохорон|правоохран)"
)


def told(words: Sequence[str], named: Naming, found: re.Pattern[str], wrongs: re.Pattern[str]) -> bool:
    """Is the institution criticised, or found by those who control it to have done wrong?"""
    return _criticised(words, named) or _negligent(words, named) or _found_by_control(words, named, found, wrongs)


def _criticised(words: Sequence[str], named: Naming) -> bool:
    """«Активісти розкритикували рішення міськради», «мешканці обурені діями виконкому»."""
    deed = named.first - 1
    if deed < 1 or "g" not in named.cases or not DEED.search(words[deed]):
        return False
    told = next((at for at in range(max(0, deed - 2), deed) if _CRITICISED.search(words[at])), None)
    return told is not None and not any(_INVADERS.search(word) for word in words[max(0, told - 3) : told])


def _negligent(words: Sequence[str], named: Naming) -> bool:
    """«Через недбалість міськради діти мерзнуть»."""
    what = named.first - 1
    return what >= 1 and "g" in named.cases and bool(NEGLIGENCE.search(words[what])) and words[what - 1] in _BECAUSE


def _found_by_control(words: Sequence[str], named: Naming, found: re.Pattern[str], wrongs: re.Pattern[str]) -> bool:
    """«Аудит виявив у міськраді порушення на 2 мільйони»: those who control found it, and in the institution."""
    verb = named.first - 2
    if verb < 1 or "l" not in named.cases or words[verb + 1] not in ("у", "в") or not found.search(words[verb]):
        return False
    if not any(_CONTROL.search(word) for word in words[max(0, verb - 3) : verb]):
        return False
    return any(wrongs.search(word) for word in words[named.last : named.last + 2])
