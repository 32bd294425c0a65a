"""Names in quotation marks that are a ware's with its price or a literary work's, whatever town they come from. Pure.

«Ковбаса «Тихогірська особлива», 500 г – 129 грн», «збірка «Тихогір»», «Тихогірська відьма» on a stage. Refuses to judge
in the place's own outlet, where wares and plays are the town's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifiers.place.mentions import Mention
from classifiers.place.nearby import before
from classifiers.place.reading import Reading, Section
from monitor.language import normal

_OPENED = ("«", '"', "“", "„")
# Letters by which two namings are known as one title.
_STEM = 5
# From the opening mark to its closing one, then no long word up to the number of a weight or a price.
_PRICED = re.compile(
    r"[^«»“”\"\n]{1,60}[»“”\"](?:[^\w\n]{1,4}(?:[^\W\d]{1,4}|коштує|стоит)\.?){0,3}?[^\w\n]{1,5}"
    r"(?:\d[\d.,]{0,8}(?: ?(?:г|гр|кг|мл|л|шт|см|грн|uah)\b| ?[₴%])|\d{2,3}[xх×]\d{2,3}|"
    r"\d[.,]\d{1,2} ?[–—-] ?\d|\d{2,4}(?:[.,]\d\d)?(?=$|,? (?:замість|вместо)))",
    re.IGNORECASE,
)
# What bears a quoted name and is no ware, whatever number follows.
_BEARERS = ("body", "work", "literature", "contest", "club", "church")


def without_titles(found: Sequence[Mention], reading: Reading, home: bool) -> list[Mention]:
    """The mentions, those that are a ware's or a work's name taken for goods; all as they were in the own outlet."""
    if home or not any(m.role in ("attr", "quoted") for m in found):
        return list(found)
    quoted = [m for m in found if m.role in ("attr", "quoted") and _opens(m, reading)]
    works = {_title(m) for m in quoted if _is_work(m, reading.section(m.section))}
    wares = {m for m in quoted if _is_ware(m, reading.section(m.section))}
    called = {_title(m) for m in wares}
    goods = wares | {m for m in quoted if _title(m) in works or (_title(m) in called and _is_free(m, reading))}
    return [replace(m, role="goods") if m in goods else m for m in found]


def _opens(mention: Mention, reading: Reading) -> bool:
    """Does a quotation mark stand right before it?"""
    return reading.section(mention.section).text[: mention.start].endswith(_OPENED)


def _is_free(mention: Mention, reading: Reading) -> bool:
    """«Стілець «Тихогір» … «Тихогір» коштує»: does no club or work lead to the ware's name told again?"""
    return not any(before(reading.section(mention.section), mention.first, words) for words in _BEARERS)


def _title(mention: Mention) -> tuple[str, ...]:
    """«Конотопська відьма» and «Конотопську відьму» are one title."""
    return tuple(word[:_STEM] for word in normal(mention.text).split())


def _is_work(mention: Mention, section: Section) -> bool:
    """«повість «Тихогір»», «показав «Тихогірську відьму»»; a film of the town's bare name may be about it."""
    if before(section, mention.first, "literature"):
        return True
    if mention.role != "attr":
        return False
    return any(before(section, mention.first, words) for words in ("film", "staged"))


def _is_ware(mention: Mention, section: Section) -> bool:
    """Does a word for goods lead to it, or a weight or a price follow?"""
    if any(before(section, mention.first, words) for words in ("ware", "brand", "label")):
        return True
    if any(before(section, mention.first, words) for words in _BEARERS):
        return False
    return bool(_PRICED.match(section.text, mention.start))
