"""Values a text states, comparable between texts and languages: «11,4 млн» and «одинадцять мільйонів». Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from digests.stories.days import DAY, FIGURES
from digests.stories.skeleton import of_lemma

_DIGIT = re.compile(r"\d")
CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b(?!\.\d)")
SCORE = re.compile(r"(?<![\d:])\d{1,2}:\d{1,2}(?![\d:])")
NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_SCALE = re.compile(r"(тис|тыс|млн|мільйон|миллион|млрд|мільярд|миллиард)")
_SCALE_VALUE = {
    "тис": 1e3,
    "тыс": 1e3,
    "млн": 1e6,
    "мільйон": 1e6,
    "миллион": 1e6,
    "млрд": 1e9,
    "мільярд": 1e9,
    "миллиард": 1e9,
}
WORDS: tuple[tuple[float, str], ...] = (
    (1, "один одна"), (2, "два дві двоє две двое"), (3, "три троє трое"), (4, "чотири четверо четыре"),
    (5, "п'ять п'ятеро пять пятеро"), (6, "шість шестеро шесть"), (7, "сім семеро семь"), (8, "вісім восьмеро восемь"),
    (9, "дев'ять девять"), (10, "десять"), (11, "одинадцять одиннадцать"), (12, "дванадцять двенадцать"),
    (13, "тринадцять тринадцать"), (14, "чотирнадцять четырнадцать"), (15, "п'ятнадцять пятнадцать"),
    (16, "шістнадцять шестнадцать"), (17, "сімнадцять семнадцать"), (18, "вісімнадцять восемнадцать"),
    (19, "дев'ятнадцять девятнадцать"), (20, "двадцять двадцать"), (30, "тридцять тридцать"), (40, "сорок"),
    (50, "п'ятдесят пятьдесят"), (60, "шістдесят шестьдесят"), (70, "сімдесят семьдесят"),
    (80, "вісімдесят восемьдесят"), (90, "дев'яносто девяносто"), (100, "сто"), (200, "двісті двести"),
    (300, "триста"), (400, "чотириста четыреста"), (500, "п'ятсот пятьсот"), (600, "шістсот шестьсот"),
    (700, "сімсот семьсот"), (800, "вісімсот восемьсот"), (900, "дев'ятсот девятьсот"),
    (1.5, "півтора полтора"),
)  # fmt: skip
_THOUSANDS = ((1e3, "тисяча тысяча"), (1e6, "мільйон миллион"), (1e9, "мільярд миллиард"))


@cache
def _word_values() -> dict[str, float]:
    return {of_lemma(word): value for value, words in WORDS for word in words.split()}


def words() -> frozenset[str]:
    """The keys of number words whose value tells by itself (`telling`), so that it is not weighed twice."""
    return frozenset(key for key, value in _word_values().items() if telling(value) >= 1)


@cache
def _word_scales() -> dict[str, float]:
    return {of_lemma(word): value for value, words in _THOUSANDS for word in words.split()}


def figures(sentence: str) -> set[float]:
    """Values written in figures, dates and clock times left out; «тис.», «млн» and «млрд» are applied."""
    if _DIGIT.search(sentence) is None:
        return set()
    plain = CLOCK.sub(" ", FIGURES.sub(" ", DAY.sub(" ", sentence)))
    found: set[float] = set()
    for match in NUMBER.finditer(plain):
        digits = re.sub(r"\s", "", match.group()).replace(",", ".")
        if len(digits) > 15:
            continue
        value = float(digits)
        scale = _SCALE.match(plain[match.end() : match.end() + 12].lstrip().lower())
        found.add(value * _SCALE_VALUE[scale.group()] if scale else value)
    return found


def clocks(sentence: str) -> list[str]:
    """Clock times and scores of games as «9:30», «2:2»."""
    if _DIGIT.search(sentence) is None:
        return []
    return [f":{match}" for match in SCORE.findall(sentence.replace(".", ":"))]


def spelled(keys: Sequence[str]) -> set[float]:
    """Values written in words, from the keys of a sentence's words in order: «три мільйони двісті» …"""
    values, scales = _word_values(), _word_scales()
    found: set[float] = set()
    total = current = 0.0
    for key in (*keys, ""):
        if key in values:
            current += values[key]
        elif key in scales and current:
            total, current = total + current * scales[key], 0.0
        else:
            if total + current:
                found.add(total + current)
            total = current = 0.0
    return found


def telling(value: float) -> float:
    """How much it tells that two texts share this value, 0 to 3: exact figures much, «три» and years hardly."""
    if value <= 12:
        return 0.1
    if 1900 <= value <= 2040 and value == int(value):
        return 0.4
    digits = (f"{value:.0f}" if value == int(value) else f"{value:.4f}").replace(".", "").strip("0")
    return min(3.0, max(1, len(digits)) * (1.0 if value >= 32 else 0.7))


def weight(values: Iterable[float]) -> float:
    """The sum over shared values."""
    return sum(map(telling, values))
