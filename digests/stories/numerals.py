"""Numbers and days a text states, as values comparable between texts and languages. Pure.

«11,4 млн», «одинадцять мільйонів» and «11 400 000» are values; «12 листопада» and «сьогодні» (of the day of publication)
are days. Refuses to read years out of nothing and weekdays without a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache

from digests.stories.skeleton import of_lemma

_MONTHS = (
    "січня января",
    "лютого февраля",
    "березня марта",
    "квітня апреля",
    "травня мая",
    "червня июня",
    "липня июля",
    "серпня августа",
    "вересня сентября",
    "жовтня октября",
    "листопада ноября",
    "грудня декабря",
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
DAY = re.compile(
    rf"\b(\d{{1,2}})(?:-?(?:го|е|ого|те))?\s({'|'.join(_MONTH)})\b(?:\s(\d{{4}})(?:\s?р(?:оку|\.)|\s?года|\s?г\.)?)?",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.((?:20)?\d{2})\b")
# «у п'ятницю», «минулої п'ятниці»: the nearest such day at most six days back, or ahead with a word of the future.
_WEEKDAYS = tuple(
    re.compile(rf"\b(?:{forms})\b")
    for forms in (
        "понеділ(?:ок|ка|ку)|понедельник[ае]?",
        "вівтор(?:ок|ка|ку)|вторник[ае]?",
        "(?:в|у|минулої|цієї|наступної) серед[уи]|(?:в|прошлую|эту|следующую) среду",
        "четвер(?:га|г)?",
        "п['’ʼ]ятниц[яюі]|пятниц[ауы]",
        "субот[ауи]|суббот[ауы]",
        "неділ[яюі]|воскресень[ея]",
    )
)
_ANY_WEEKDAY = re.compile(r"понеді|понедельн|вівтор|вторник|серед[уи]\b|среду|четвер|ятниц|суб+от|неділ|воскресень")
_DIGIT = re.compile(r"\d")
_TODAY = {"сьогодні": 0, "сегодня": 0, "вчора": -1, "учора": -1, "вчера": -1, "позавчора": -2}
CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b(?!\.\d)")
SCORE = re.compile(r"(?<![\d:])\d{1,2}:\d{1,2}(?![\d:])")
NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_SCALE = re.compile(r"(тис|тыс|млн|мільйон|миллион|млрд|мільярд|миллиард)")
_SCALE_VALUE = {
    "тис": 1e3, "тыс": 1e3, "млн": 1e6, "мільйон": 1e6, "миллион": 1e6, "млрд": 1e9, "мільярд": 1e9, "миллиард": 1e9,
}
_WORDS: tuple[tuple[float, str], ...] = (
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
    return {of_lemma(word): value for value, words in _WORDS for word in words.split()}


@cache
def _word_scales() -> dict[str, float]:
    return {of_lemma(word): value for value, words in _THOUSANDS for word in words.split()}


MONTHS = 3  # from its publication within which a dated day may be of the event an article tells
LAWS_BEGIN = (1, 1)  # of all days the one that hardly ever tells an event


def days(sentence: str, published: date | None) -> set[tuple[int, int]]:
    """(month, day) of every date the sentence names; «сьогодні» and its like need the day of publication."""
    found: set[tuple[int, int]] = set()
    if _DIGIT.search(sentence) is not None:
        dates = [(day, _MONTH[month.lower()], year) for day, month, year in DAY.findall(sentence)]
        dates += [(day, int(month), f"20{year[-2:]}") for day, month, year in _FIGURES.findall(sentence)]
        found |= {(month, int(day)) for day, month, year in dates if not year or _near(year, month, published)}
    found -= {LAWS_BEGIN}
    if published is not None:
        lower = sentence.lower()
        for word, offset in _TODAY.items():
            if word in lower:
                then = published + timedelta(days=offset)
                found.add((then.month, then.day))
    return found


def _near(year: str, month: int, published: date | None) -> bool:
    """Is a month of that year near the publication? A day of another year is another event's."""
    return published is None or abs((int(year) - published.year) * 12 + month - published.month) <= MONTHS


def bare_days(sentence: str) -> set[tuple[int, int]]:
    """The days named without their year."""
    return {(_MONTH[month.lower()], int(day)) for day, month, year in DAY.findall(sentence) if not year}


def is_past(day: tuple[int, int], published: date) -> bool:
    """Is the nearest such day not after the publication?"""
    ahead = ((day[0] - published.month) * 30.5 + day[1] - published.day + 182) % 366 - 182
    return ahead <= 0


_WEEK_AGO = re.compile(
    r"(?:минув|минуло|пройшов) тиждень|через тиждень після|тиждень тому|тижневої давнин|неделю назад|спустя неделю"
    r"|прошла неделя|через неделю после"
)


def weekdays(sentence: str, published: date) -> set[tuple[int, int]]:
    """(month, day) of the days «у п'ятницю» or «тиждень тому» may mean, before and after publication."""
    found: set[tuple[int, int]] = set()
    small = sentence.lower()
    if "завтра" in small:
        then = published + timedelta(days=1)
        found.add((then.month, then.day))
    if _WEEK_AGO.search(small):
        for back in (6, 7, 8):
            then = published - timedelta(days=back)
            found.add((then.month, then.day))
    if _ANY_WEEKDAY.search(small) is None:
        return found
    for weekday, name in enumerate(_WEEKDAYS):
        if name.search(small):
            back = (published.weekday() - weekday) % 7
            for offset in (-back, 7 - back) if back else (-7, 0, 7):
                then = published + timedelta(days=offset)
                found.add((then.month, then.day))
    return found


def figures(sentence: str) -> set[float]:
    """Values written in figures, dates and clock times left out; «тис.», «млн» and «млрд» are applied."""
    if _DIGIT.search(sentence) is None:
        return set()
    plain = CLOCK.sub(" ", _FIGURES.sub(" ", DAY.sub(" ", sentence)))
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
    """How much it tells that two texts share this value, 0 to 3: exact figures much, «три» and years next to nothing."""
    if value <= 12:
        return 0.1
    if 1900 <= value <= 2040 and value == int(value):
        return 0.4
    digits = (f"{value:.0f}" if value == int(value) else f"{value:.4f}").replace(".", "").strip("0")
    return min(3.0, max(1, len(digits)) * (1.0 if value >= 32 else 0.7))


def weight(values: Iterable[float]) -> float:
    """The sum over shared values."""
    return sum(map(telling, values))
