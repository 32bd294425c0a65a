"""Townspeople by the town's own name where its adjective does not give them: калушани, ковельчани, ізюмчани. Pure.

Refuses to say which form is right: every form built by the patterns is looked for, and a wrong one meets no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from monitor.language.words import normal

_ADJECTIVE = re.compile("(?:ський|цький|зький|ский|цкий)$")
_VOWEL = re.compile("[аеиіїоуюяєйьы]$")
# A shorter stem would meet common words.
_SHORTEST = 4
_ENDINGS = {
    "uk": (*"ин ина ину ином ині и ам ами ах ка ки ку кою ці ок кам ками ках".split(), ""),
    "ru": (*"ин ина ину ином ине е ам ами ах ка ки ку кой ке ок кам ками ках".split(), ""),
}
_MEN = {"uk": "ець ця цю цем ці ців цям цями цях".split(), "ru": "ец ца цу цем це цы цев цам цами цах".split()}
# «Городяни» are any town's people, not Городець's.
_COMMON = frozenset({"город", "місто", "посел", "хутор", "слобод"})
# The names whose people no pattern gives.
_IRREGULAR = {
    "луцьк": ("лучан",),
    "луцк": ("лучан",),
    "донецьк": ("донеччан", "дончан"),
    "донецк": ("дончан",),
    "мена": ("менян",),
    "славутич": ("славутчан",),
    "суми": ("сумчан",),
    "сумы": ("сумчан",),
}


def _stems(name: str, adjectives: Iterable[str]) -> Iterator[str]:
    """What stands before the suffix: калуш, ковель, роменчани’s ромен, охтир of Охтирка."""
    yield name if name.endswith("ль") else _VOWEL.sub("", name)
    yield from (_ADJECTIVE.sub("", adjective) for adjective in adjectives)
    if name.endswith("ка"):
        yield name.removesuffix("ка")
    if name.endswith(("нецьк", "нецк")):  # сєвєродончани, дончани
        yield name.removesuffix("ецьк").removesuffix("ецк")
    if name.endswith(("ець", "ец", "ці", "цы")):  # трускавчани, дунаївчани
        yield re.sub("(?:ець|ец|ці|цы)$", "", name)


def _suffixed(stem: str) -> Iterator[str]:
    """«-ани» after a hushing sound, «-яни» and «-чани» after others, «-жани» where к alternates."""
    if stem.endswith(("ш", "ж", "ч", "щ")):
        yield stem + "ан"
        return
    yield stem + "чан"
    yield stem + "ян"
    if stem.endswith(("к", "г")):
        yield stem[:-1] + "жан"


def townspeople(name: str, adjectives: Iterable[str], language: str) -> frozenset[str]:
    """Every form of the inhabitants' names: «калушани», «калушанка», «ізюмчанам», «фастівці». Empty for two words."""
    word = normal(name)
    if " " in word or "-" in word:
        return frozenset()
    found: set[str] = set()
    for stem in set(_stems(word, adjectives)):
        if len(stem) < _SHORTEST or stem in _COMMON:
            continue
        found.update(suffixed + ending for suffixed in _suffixed(stem) for ending in _ENDINGS[language])
        if language == "uk" and stem.endswith(("ів", "їв")):
            found.update(stem + ending for ending in _MEN["uk"])
        if stem.endswith("ль"):  # нікопольці, мариупольцы
            first, *rest = _MEN[language]
            found.update((stem[:-1] + first, *(stem + ending for ending in rest)))
    found.update(stem + ending for stem in _IRREGULAR.get(word, ()) for ending in _ENDINGS[language])
    return frozenset(found)
