"""The day of an event: every date a text writes, the days it means, and which of them the event is on.

Unlike a publication's date it may lie in the future. Never invents a year far from the publication's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from classifiers.events.wording import PAST
from monitor.dates.vocabulary import DAY_WORDS, MONTHS

_MONTH = "(" + "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True)) + r")\b"
_RANGE = re.compile(
    rf"(?i)\b(?:з |із |с |со )?(\d{{1,2}})(?:-го)?\s?(?:по|до|–|—|-)\s?(\d{{1,2}})(?:-го|-е)?\s{_MONTH}"
)
_NAMED = re.compile(rf"(?i)(?<![\d.:])(\d{{1,2}})(?:-?го|-?е)?\s{_MONTH}(?:,?\s(\d{{4}}))?")
_ORDINALS = {
    "перш": 1, "друг": 2, "трет": 3, "четверт": 4, "п'ят": 5, "шост": 6, "сьом": 7, "восьм": 8, "дев'ят": 9,
    "десят": 10, "одинадцят": 11, "дванадцят": 12, "тринадцят": 13, "чотирнадцят": 14, "п'ятнадцят": 15,
    "шістнадцят": 16, "сімнадцят": 17, "вісімнадцят": 18, "дев'ятнадцят": 19, "двадцят": 20, "тридцят": 30,
    "перв": 1, "втор": 2, "четвёрт": 4, "пят": 5, "шест": 6, "седьм": 7, "девят": 9,
    "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15, "шестнадцат": 16,
    "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20, "тридцат": 30,
}  # fmt: skip
_WORDED = re.compile(
    r"(?i)\b(?:(двадцять|тридцять|двадцать|тридцать)[ -])?("
    + "|".join(sorted(_ORDINALS, key=len, reverse=True))
    + rf")(?:ього|ьего|ого|ому|є|ье|ое|е)\s{_MONTH}"
)
_DOTTED = re.compile(r"(?<![\d.:])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?![\d.])")
_WORD = re.compile(r"(?i)\b(позавчора|позавчера|вчора|учора|вчера|сьогодні|сегодня|завтра|післязавтра|послезавтра)\b")
_WEEKDAY = re.compile(
    r"(?i)\b(?:у|в|во|з|із|с|цієї|этой|цього|этот|эту|минулої|минулого|прошлую|прошлой|наступної|наступного)\s+"
    r"(понеділ\w+|понедельник|вівтор\w+|вторник|сере?ду|серед[уи]|среду|среды|четвер\w*|п'ятниц\w+|пятниц\w+"
    r"|субот\w+|суббот\w+|"
    r"неділ\w+|воскресенье)\b"
)
# «Субота, 11:00»: a day of the week that heads a line, without a preposition.
_HEADING = re.compile(
    r"(?i)(?:^|[^\w\s,] ?)(понеділок|понедельник|вівторок|вторник|середа|среда|четвер|четверг|п'ятниця|пятница"
    r"|субота|суббота|неділя"
    r"|воскресенье)(?=,? (?:о |об |в )?\d{1,2}[:.]\d\d)"
)
_WEEKDAYS = ("пон", "вів|вто", "сер|сре", "чет", "п'я|пят", "суб", "нед|вос")
_AHEAD = {"завтра": 1, "післязавтра": 2, "послезавтра": 2}
# A report is of the last weeks, an announcement of the next months; other dates are history or plans.
LONGEST_BACK, LONGEST_AHEAD = timedelta(days=62), timedelta(days=150)
_STAMP_WORDS = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A date in the text: the number of its sentence, its day, and the last day of a range."""

    sentence: int
    day: date
    until: date | None = None
    word: str = ""  # «сьогодні», «неділю»: said of a day without writing its number
    set_for: bool = False  # «на 20 липня»: what is set for a day is to come


def dates(lines: Sequence[str], published: date) -> list[Found]:
    """Every date of the sentences in order; days without a year are the nearest to `published`."""
    found: list[Found] = []
    for number, line in enumerate(lines):
        straight = line.replace("’", "'").replace("ʼ", "'")
        if not PAST.search(straight):
            found.extend(_of(straight, number, published))
    return found


def _of(line: str, number: int, published: date) -> Iterator[Found]:
    written = list(_written(line, number, published))
    yield from written
    for match in _WORD.finditer(line):
        word = match[1].lower()
        yield Found(number, published + timedelta(days=_AHEAD.get(word, -DAY_WORDS.get(word, 0))), word=word)
    if written:
        return  # «у середу, 15 липня» is one day, told twice
    for match in _WEEKDAY.finditer(line):
        yield Found(number, _weekday(match[0].lower(), match[1].lower(), published), word=match[1].lower())
    for match in _HEADING.finditer(line):
        yield Found(number, _weekday("", match[1].lower(), published), word=match[1].lower())


def _written(line: str, number: int, published: date) -> Iterator[Found]:
    """The days told by a number: «15–17 липня», «15 липня», «п’ятнадцяте липня», «15.07.2026»."""
    taken: list[tuple[int, int]] = []
    for match in _RANGE.finditer(line):
        first, last = (_nearest(int(match[part]), match[3], None, published) for part in (1, 2))
        if first and last and first < last:
            taken.append(match.span())
            yield Found(number, first, last)
    for match in _NAMED.finditer(line):
        if any(start <= match.start() < end for start, end in taken):
            continue
        if day := _nearest(int(match[1]), match[2], match[3], published):
            yield Found(number, day, set_for=_set_for(line, match.start()))
    for match in _WORDED.finditer(line):
        tens = {"дв": 20, "тр": 30}[match[1][:2].lower()] if match[1] else 0
        if day := _nearest(tens + _ORDINALS[match[2].lower()], match[3], None, published):
            yield Found(number, day, set_for=_set_for(line, match.start()))
    for match in _DOTTED.finditer(line):
        if day := _day(int(match[3]) % 100 + 2000, int(match[2]), int(match[1])):
            yield Found(number, day)


def _set_for(line: str, at: int) -> bool:
    return line[:at].lower().endswith((" на ", " на: "))


def _weekday(phrase: str, name: str, published: date) -> date:
    wanted = next(i for i, stems in enumerate(_WEEKDAYS) if name.startswith(tuple(stems.split("|"))))
    if phrase.startswith("наступн"):
        return published + timedelta(days=(wanted - published.weekday() - 1) % 7 + 1)
    return published - timedelta(days=(published.weekday() - wanted) % 7)


def _nearest(day: int, month: str, year: str | None, published: date) -> date | None:
    number = MONTHS[month.lower()]
    if year:
        return _day(int(year), number, day)
    candidates = [_day(published.year + shift, number, day) for shift in (-1, 0, 1)]
    return min((c for c in candidates if c), key=lambda c: abs(c - published), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def choose(found: Sequence[Found], lines: Sequence[str], at: int, published: date, *, ahead: bool) -> Found | None:
    """The date of an event told in sentence `at`: the nearest one on the right side of the publication day."""
    if ahead:
        coming = [f for f in found if published < f.day <= published + LONGEST_AHEAD]
        weekday = [
            Found(f.sentence, f.day + timedelta(days=7), word=f.word)
            for f in found
            if f.word and f.word not in DAY_WORDS and f.word not in _AHEAD and f.day <= published
        ]
        today = [f for f in found if f.word in ("сьогодні", "сегодня")]
        return _near(coming, at) or _near(weekday, at) or _near(today, at)
    fitting = [f for f in found if published - LONGEST_BACK <= f.day <= published]
    return _near([f for f in fitting if not _is_stamp(lines[f.sentence], f, published)], at)


def _is_stamp(line: str, found: Found, published: date) -> bool:
    """Is this sentence nothing but the publication's own date?"""
    return not found.word and found.day == published and len(line.split()) <= _STAMP_WORDS and "," in line


def _near(found: Sequence[Found], at: int) -> Found | None:
    return min(found, key=lambda f: (abs(f.sentence - at), f.sentence), default=None)
