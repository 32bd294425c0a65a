"""Dates, months and numbers as reports spell them. Finds and validates; says nothing about what they mean."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# Genitive («31 грудня»), accusative («за листопад») and locative («у листопаді») begin alike.
MONTH_STEMS = ("січ", "лют", "берез", "квіт", "трав", "черв", "лип", "серп", "верес", "жовт", "листопад", "груд")
MONTH_WORD = (
    r"(?:січ(?:ень|ня|ні)|лют(?:ий|ого|ому)|берез(?:ень|ня|ні)|квіт(?:ень|ня|ні)|трав(?:ень|ня|ні)|черв(?:ень|ня|ні)"
    r"|лип(?:ень|ня|ні)|серп(?:ень|ня|ні)|верес(?:ень|ня|ні)|жовт(?:ень|ня|ні)|листопада?|листопаді|груд(?:ень|ня|ні))"
)
# No figure of a department has more than fifteen digits; a row of noughts must not become one endless number.
NUMBER = r"(?:[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,4}(?![0-9])|[0-9]{1,12})"
APPROXIMATE = r"(?:понад|близько|майже|приблизно|орієнтовно|більше(?:\s(?:ніж|як))?|більш\s(?:ніж|як)|не\sменше)"
PARTIAL = (
    r"(?:[0-9]{1,2}\sмісяц(?:ь|ів|і)(?!\w)|(?:перше|друге|І|ІІ|I|II|1-ше|2-ге)\sпівріччя|півріччя"
    r"|(?:перший|другий|третій|четвертий|І|ІІ|ІІІ|IV|I|II|III|[1-4]-й)\sквартал)"
)
_DATE = re.compile(
    r"(?<![\d.])(?:(\d{1,2})(?:\s?[-–—]\s?|\sта\s|\sі\s))?(\d{1,2})\.(\d{1,2})\.(\d{2,6})(?!\d)(?!\.\d)", re.ASCII
)
_WORDED = re.compile(rf"(?<![\d.,-])([0-9]{{1,2}})\s({MONTH_WORD})(?!\w)(?:\s([0-9]{{4}})(?![0-9]))?")
# Without a year «31.02» may be a sum of money: only after a word or bracket that calls for a day, and before no unit.
_YEARLESS = re.compile(
    r"(?:(?<=\()|(?<=\bвід\s)|(?<=\bдо\s)|(?<=\bна\s)|(?<=\bіз\s)|(?<=\bз\s)|(?<=\bпо\s))([0-9]{2})\.([0-9]{2})"
    r"(?![.,]?[0-9])(?!\s?(?:%|грн|тис|млн|млрд|км|кг|га\b|м\b|кв|год|гектар|відсот|гривен))"
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Spelled:
    """One date of the text: `day` is None when no calendar has it; `first` is the first day of «16-18.09.2020»."""

    start: int
    end: int
    day: date | None
    first: date | None
    backwards: bool = False


def dates(text: str) -> tuple[Spelled, ...]:
    """Every date written in figures with its year, in order."""
    found = []
    for match in _DATE.finditer(text):
        first, day, month, year = match.groups()
        if len(year) == 2 and (len(day), len(month)) != (2, 2):
            continue  # «1.2.15» is a section of a document
        last = _date(year, month, day)
        begin = _date(year, month, first) if first else last
        start = match.start() if begin else match.start(2)
        backwards = last is not None and begin is not None and begin > last
        found.append(Spelled(start, match.end(), last, begin or last, backwards))
    return tuple(found)


def impossible_elsewhere(text: str) -> tuple[tuple[int, int], ...]:
    """Where a date in words («31 листопада») or without its year («31.02») is none of any calendar."""
    spots = []
    for match in _WORDED.finditer(text):
        day, month, year = int(match.group(1)), month_number(match.group(2)), match.group(3)
        if day < 1 or day > _DAYS[month - 1] or (year and _date(year, str(month), str(day)) is None):
            spots.append(match.span())
    for match in _YEARLESS.finditer(text):
        day, month = int(match.group(1)), int(match.group(2))
        if 1 <= month <= 12 and _DAYS[month - 1] < day <= 39:
            spots.append(match.span())
    return tuple(spots)


def month_number(word: str) -> int:
    """1-12 for a month in any of its forms. Raises ValueError for another word."""
    for place, stem in enumerate(MONTH_STEMS, 1):
        if word.lower().startswith(stem):
            return place
    raise ValueError(f"not a month: {word}")


def whole(digits: str) -> int:
    """The number behind «1 430»."""
    return int(re.sub(r"\D", "", digits))


def strays(keys: Sequence[tuple[int, ...]], *, strict: bool) -> tuple[int, ...]:
    """The fewest places whose removal leaves the keys ascending (strictly, or with equals allowed).

    Source: the longest increasing subsequence by patience sorting, n log n.
    """
    ends: list[tuple[int, ...]] = []  # the smallest key that ends a run of each length
    places: list[int] = []
    come: list[int] = []
    for place, key in enumerate(keys):
        length = bisect_left(ends, key) if strict else bisect_right(ends, key)
        come.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [key]
        places[length : length + 1] = [place]
    kept: set[int] = set()
    at = places[-1] if places else -1
    while at >= 0:
        kept.add(at)
        at = come[at]
    return tuple(place for place in range(len(keys)) if place not in kept)


def _date(year: str, month: str, day: str) -> date | None:
    if len(year) not in (2, 4):
        return None
    full = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        # Anniversaries reach back to the chronicles; nothing a department did lies beyond this century.
        return date(full, int(month), int(day)) if 1000 <= full < 2100 else None
    except ValueError:
        return None
