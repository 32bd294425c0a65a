"""What a local outlet posts that tells no news of anything: a horoscope, a recipe, a promo code. Pure.

Looks at the words alone; refuses to look whether the town's life stands beside, which `distance` does.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.features import Evidence
from classifiers.place.reading import Section
from classifiers.place.rivals import starts_sentence
from classifiers.place.senses import is_recipe

# The twelve signs, each by its names in both languages: «Близнюк» and «Близнюки» are one.
_SIGNS = (
    ("овен",),
    ("телець", "телец"),
    ("близнюк", "близнюки", "близнец", "близнецы"),
    ("рак",),
    ("лев",),
    ("діва", "дева"),
    ("терези", "весы"),
    ("скорпіон", "скорпион"),
    ("стрілець", "стрелец"),
    ("козеріг", "козоріг", "козерог"),
    ("водолій", "водолей"),
    ("риба", "рыба"),
)
_NUMBER = {name: number for number, names in enumerate(_SIGNS) for name in names}
_NAMES = frozenset(_NUMBER)
_MARK = re.compile("[\u2648-\u2653]")
# A text of a town's life does not have so many marks, or names, together; fewer names where it says what it is.
_FEWEST_MARKS, _FEWEST_NAMED, _FEWEST_TOLD = 3, 4, 3
_HOROSCOPE = frozenset({"гороскоп"})


def has_zodiac(evidence: Evidence) -> bool:
    """Does the article give three marks of the zodiac?"""
    found = {mark for section in evidence.reading.sections for mark in _MARK.findall(section.text)}
    return len(found) >= _FEWEST_MARKS


def is_filler(evidence: Evidence) -> bool:
    """Does it name signs of the zodiac («Тельці», «Леви»), tell how to cook, or offer wares for a promo code?"""
    return _is_horoscope(evidence) or _is_cooking(evidence) or _is_advert(evidence)


def _is_horoscope(evidence: Evidence) -> bool:
    sections = evidence.reading.sections
    named = {sign for section in sections for sign in _signs(section)}
    told = any(keys & _HOROSCOPE for section in sections for keys in section.keys)
    return len(named) >= (_FEWEST_TOLD if told else _FEWEST_NAMED)


# What a calendar of the moon is called, and what a recipe asks its reader to do.
_MOON = re.compile(r"\b(?:місячн|посівн|лунн|посевн)\w+ (?:(?:посівн|посевн)\w+ )?календар", re.IGNORECASE)
_COOKS = re.compile(
    r"\b(?:візьміть|додайте|наріжте|поріжте|натріть|посоліть|варіть|залийте|перемішайте|обсмажте|тушкуйте|запікайте|випікайте"
    r"|возьмите|добавьте|нарежьте|натрите|посолите|варите|залейте|перемешайте|обжарьте|тушите|запекайте|выпекайте)\b",
    re.IGNORECASE,
)
_FEWEST_INGREDIENTS = 3
# Somebody of the town may tell how: «радить кухарка ліцею».
_TOLD = re.compile(r"\b(?:рад(?:ить|ять)|каж(?:е|уть)|розпов|поділи|говор|расска|совету|подели)\w*", re.IGNORECASE)


def _is_cooking(evidence: Evidence) -> bool:
    sections = evidence.reading.sections
    if any(_MOON.search(section.text) for section in sections):
        return True
    asked = any(_COOKS.search(section.text) for section in sections)
    told = any(_TOLD.search(section.text) for section in sections)
    return asked and not told and is_recipe(evidence.reading, _FEWEST_INGREDIENTS)


def _signs(section: Section) -> set[int]:
    """The signs that stand with a capital and are no part of a person's or an animal's name («Роман Рак»)."""
    return {
        _NUMBER[name]
        for at, keys in enumerate(section.keys)
        if section.tokens[at].text[0].isupper() and not _NAMES.isdisjoint(keys) and not _is_of_name(section, at)
        for name in keys & _NAMES
    }


def _is_of_name(section: Section, at: int) -> bool:
    """Does another word with a capital stand right beside? One that opens a sentence before has it of itself."""
    if section.tokens[at].text.isupper():
        return False
    after = at + 1 < len(section.tokens) and section.between(at, at + 1) == " "
    if after and section.tokens[at + 1].text[0].isupper():
        return True
    led = at > 0 and section.between(at - 1, at) == " " and section.tokens[at - 1].text[0].isupper()
    return led and not starts_sentence(section, at - 1)


# A price with its currency, or a ware and a bare number that ends the phrase («термос – 450»): «від 18 років» is none.
_ENDS = r"(?=\s*(?:[,.;!(\n]|$)|\s+(?-i:[А-ЯІЇЄҐ]))"
_PRICE = re.compile(
    r"\d ?(?:грн|₴|uah|гривень|гривен\b)"
    rf"|(?:(?:[а-яіїєґ]|\b\d,\d) [–—-]|\b(?:від|от|за|по ціні|по цене|ціна|цена):?) \d{{2,5}}{_ENDS}",
    re.IGNORECASE,
)
_FEWEST_PRICES = 2


def _is_advert(evidence: Evidence) -> bool:
    sections = evidence.reading.sections
    if not any(keys & cues("advert") for section in sections for keys in section.keys):
        return False
    return sum(len(_PRICE.findall(section.text)) for section in sections) >= _FEWEST_PRICES


# How an outlet itself marks what it was paid for.
_MARKED = re.compile(
    r"(?:^|\s)#реклама\b|\b(?:на правах реклам[иы]|рекламний матеріал|рекламный материал)\b", re.IGNORECASE
)


# What is sold there; «Фабриці – сто років» is the town's news, whoever paid for it.
_OFFERED = re.compile(
    r"\bгрн\b|\d ?%|\b(?:знижк|скидк|розпродаж|распродаж|телефону|зателефон|дзвон|звон[иі]|доставк|веземо|везем\b"
    r"|куп(?:у|л)|прода(?:м|є|ё|ж)|замов|заказ|розтермін|рассроч|кредит|дешев)",
    re.IGNORECASE,
)


def is_marked_advert(evidence: Evidence) -> bool:
    """«… розтермінування, телефонуйте. #реклама»: does the outlet say that it is an advertisement, with its offer?"""
    sections = evidence.reading.sections
    return any(_MARKED.search(s.text) for s in sections) and any(_OFFERED.search(s.text) for s in sections)
