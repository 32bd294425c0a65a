"""Days to greet on: dates, rules («третя неділя червня», «Великдень +49»), and which day a rule means in a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.dates.vocabulary import MONTHS
from monitor.registers.columns import Cells, Column, folded, read
from monitor.registers.nouns import Occasion

COLUMNS = (
    Column("rule", ("дата", "коли", "правило", "date"), required=True),
    Column("name", ("свято", "назва", "привід", "подія", "occasion"), required=True),
    Column("whom", ("кого", "кого вітаємо", "кому")),
    Column("phrase", ("ознака", "пізнати за")),
)
_FIXED = re.compile(r"([0-9]{1,2})[. ]([0-9]{1,2}|[a-zа-яіїєґ]{3,10})\.?")
_WITH_YEAR = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.[0-9]{4}|[0-9]{4}-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00)?)?")
_CUT = re.compile(r"([0-9]{1,2})\.1")
_NTH = re.compile(r"(?:the )?([a-z0-9а-яіїєґ'-]{2,9}) ([a-zа-яіїєґ']{5,10}) (?:of )?([a-zа-яіїєґ]{3,10})")
_EASTER = re.compile(r"(?:великдень|пасха|easter)(?: ?([+-]) ?([0-9]{1,3})(?: дн\w{1,3}| days?)?)?")
_WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("понеділок", "monday"),
    ("вівторок", "tuesday"),
    ("середа", "wednesday"),
    ("четвер", "thursday"),
    ("п'ятниця", "friday"),
    ("субота", "saturday"),
    ("неділя", "sunday"),
)
# An ordinal may be any gender («друга субота», «другий понеділок») or in figures («2-га»).
_ORDINALS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (1, ("перш", "1-", "first")),
    (2, ("друг", "2-", "second")),
    (3, ("трет", "3-", "third")),
    (4, ("четверт", "4-", "fourth")),
    (5, ("п'ят", "5-", "fifth")),
    (-1, ("остан", "last")),
)
_MONTHS_EN = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_LEAP = 2024  # 29 February is a date


@dataclass(frozen=True, slots=True)
class Feast:
    """An occasion on its day of one year."""

    occasion: Occasion
    day: date


def key(occasion: Occasion) -> str:
    return folded(f"{occasion.name}:{occasion.whom}")


def read_occasions(rows: Sequence[Sequence[str]], name: str) -> tuple[Occasion, ...]:
    """The calendar of a table. Raises ConfigError (see columns.read)."""

    def make(cells: Cells) -> Occasion:
        rule = _without_year(cells.text("rule"))
        if rule:
            try:
                day_of(_unambiguous(rule), _LEAP)
            except ValueError as error:
                cells.wrong("rule", str(error))
        return Occasion(rule=rule, name=cells.text("name"), whom=cells.text("whom"), phrase=cells.text("phrase"))

    return read(rows, COLUMNS, make, name=name, key=key)


def _without_year(text: str) -> str:
    """A spreadsheet makes 24.08.2026 of «24.08»: the year is its own and is left out."""
    match = _WITH_YEAR.fullmatch(text)
    if match is None:
        return text
    day, month = (match[1], match[2]) if match[1] else (match[4], match[3])
    return f"{int(day):02d}.{int(month):02d}"


def _unambiguous(rule: str) -> str:
    """The rule itself. Raises ValueError for «14.1», which a spreadsheet also makes of 14.10."""
    if match := _CUT.fullmatch(rule):
        raise ValueError(f"січень чи жовтень: «{rule}»? пишіть {match[1]}.01 або {match[1]}.10")
    return rule


def day_of(rule: str, year: int) -> date | None:
    """The day a rule means in a year; None where that year has none (29 February, a fifth Sunday).

    Raises ValueError with a Ukrainian sentence for words that are no rule.
    """
    text = folded(rule)
    if match := _EASTER.fullmatch(text):
        shift = int(match[2] or 0) * (-1 if match[1] == "-" else 1)
        return easter(year) + timedelta(days=shift)
    if match := _FIXED.fullmatch(text):
        month = int(match[2]) if match[2].isdigit() else _month(match[2])
        if month is not None and 1 <= month <= 12 and 1 <= int(match[1]) <= _longest(month):
            return _day(year, month, int(match[1]))
    if match := _NTH.fullmatch(text):
        ordinal = next((n for n, stems in _ORDINALS if match[1].startswith(stems)), None)
        weekday = next((n for n, names in enumerate(_WEEKDAYS) if match[2] in names), None)
        month = _month(match[3])
        if ordinal is not None and weekday is not None and month is not None:
            return _nth(year, month, weekday, ordinal)
    raise ValueError(f"не дата й не правило: «{rule}»; пишіть 24.08, «третя неділя червня» або «Великдень +49»")


def easter(year: int) -> date:
    """Easter of the Ukrainian churches: the Julian reckoning on the Gregorian calendar, for 1900 to 2099 (Meeus)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def feasts(occasions: Iterable[Occasion], first: date, last: date) -> list[Feast]:
    """Every occasion of the days, both included, in order of day, then of name."""
    found = []
    for occasion in occasions:
        for year in range(first.year, last.year + 1):
            day = day_of(occasion.rule, year)
            if day is not None and first <= day <= last:
                found.append(Feast(occasion, day))
    return sorted(found, key=lambda feast: (feast.day, feast.occasion.name, feast.occasion.whom))


def _month(word: str) -> int | None:
    return _MONTHS_EN.index(word) + 1 if word in _MONTHS_EN else MONTHS.get(word)


def _longest(month: int) -> int:
    return 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # 29 February of a common year: `_longest` let nothing else through


def _nth(year: int, month: int, weekday: int, ordinal: int) -> date | None:
    first = date(year, month, 1)
    days = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == month]
    fitting = [day for day in days if day.weekday() == weekday]
    if ordinal < 0:
        return fitting[-1]
    return fitting[ordinal - 1] if ordinal <= len(fitting) else None
