"""Reads one date out of a short text as Ukrainian, Russian and machine writers put it.

Not a general date parser: no event ranges, no spelled-out numbers. Never guesses a date where none is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from datetime import timezone as fixed
from email.utils import parsedate_to_datetime

from monitor.dates.kyiv import from_local, kyiv_day
from monitor.dates.vocabulary import DAY_WORDS, MONTHS, ROMAN, UNITS, WRITTEN

Found = tuple[datetime, bool]

YEARS = range(1900, 2101)
# A stamp longer than this is prose; its head is read so that a megabyte costs nothing.
LONGEST = 400
# How far a clock reading may stand from its day: «22 листопада 2026 року, неділя, о 09:15».
NEAR = 28

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:[t ,]{1,3}(\d{2}):(\d{2})(?::(\d{2}))?(?:[.,]\d{1,9})?"
    r"\s?(z|utc|gmt|[+-]\d{2}:?\d{2}(?!\d)|[+-]\d{2}(?!\d))?)?(?!\d)"
)
_RFC = re.compile(r"(?<!\d)\d{1,2} [a-z]{3,9} \d{4},? \d{1,2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|[a-z]{1,5})\b")
_COMPACT = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})(?:t(\d{2})(\d{2})(\d{2})?(z|[+-]\d{2}:?\d{2})?)?")
_LOOSE_DOT = re.compile(r"(?<=\d) \. (?=\d)")
_ROMAN = re.compile(r"(?<![\d.])(\d{1,2})[./-](x?v?i{1,3}|i?x|i?v|xi{1,2})[./-](\d{4})(?!\d)")
_UNIX = re.compile(r"\d{10}|\d{13}")
_AGO = re.compile(
    r"(?:(\d{1,4}|один|одну|одна|два|дві|две|три|чотири|четыре)\s+)?(пів\s?|пол)?"
    r"(сек\w*|хв\w*|мин\w*|годин\w*|год|час\w*|дні?в?|дня|дней|день|доб\w*|сут\w*|тиж\w*|недел\w*)\.?\s+(?:тому|назад)\b"
)
_NOW = re.compile(r"\b(?:щойно|тільки що|только что)\b")
_DAY_WORD = re.compile(r"\b(позавчора|позавчера|вчора|учора|вчера|сьогодні|сегодня)\b")
_NAMED = re.compile(
    r"(?<![\d.:/])(\d{1,2})(?:-?(?:го|е|те|ше|тє|й))?\s{0,2}([a-zа-яіїєґ]{3,10})\b\.?,?(?:\s{0,2}(\d{4})(?!\d))?"
)
_MONTH_FIRST = re.compile(r"\b([a-zа-яіїє]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DOTTED = re.compile(r"(?<![\d.:])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[./-]\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
_SHORT = re.compile(r"(?<![\d.:/])(\d{1,2})\.(\d{2})(?![\d.:])")
_CLOCK = re.compile(
    r"(?<![\d.:/-])(?:([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?|(?:\bо|\bоб|\bв|\bу|\bat)\s([01]?\d|2[0-3])[.-]([0-5]\d))"
    r"(?![\d:])(?:\s?([ap])\.?m\b)?"
)
_WEEKDAY = re.compile(
    r"\b(?:понеділ\w+|вівтор\w+|серед[аиуі]|четвер\w*|п'ятниц\w+|субот\w+|неділ[яюіею]+|понедельник\w*|вторник\w*|"
    r"сред[ауые]|пятниц\w+|суббот\w+|воскресень\w+|пн|вт|ср|чт|пт|сб|нд|вс)\b\.?,?"
)
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f]+")


def parse(text: str, now: datetime) -> Found | None:
    """The first date written in `text` as (aware UTC instant, whether the time of day is known), or None.

    Reads ISO 8601, RFC 822, Unix seconds or milliseconds, «22 листопада 2026, 09:15», «22.11.2026», «22 лист.»,
    «22 ноября в 9:15», «сьогодні о 14:30», «5 хвилин тому». A reading without zone is Kyiv time; a day without year
    is the nearest past one; weekdays are ignored, for they are often wrong. Where the time is unknown the instant is
    midnight in Kyiv. The result may lie in the future: whether to trust it is the caller's question.
    """
    line = _SPACES.sub(" ", text[:LONGEST]).strip().lower().replace("’", "'").replace("ʼ", "'")
    if not line:
        return None
    if _UNIX.fullmatch(line):
        return _unix(line)
    if (compact := _COMPACT.fullmatch(line)) is not None:  # 20261122T091500Z is ISO 8601 too
        line = f"{compact[1]}-{compact[2]}-{compact[3]}" + (
            f"t{compact[4]}:{compact[5]}:{compact[6] or '00'}{compact[7] or ''}" if compact[4] else ""
        )
    line = _LOOSE_DOT.sub(".", line)
    line = _WEEKDAY.sub(" ", line)
    for reader in _READERS:
        found = reader(line, now)
        if found is not None:
            return found
    return None


def _unix(digits: str) -> Found | None:
    seconds = int(digits) / (1000 if len(digits) == 13 else 1)
    instant = datetime.fromtimestamp(seconds, UTC)
    return (instant, True) if instant.year in YEARS else None


def _iso(line: str, _now: datetime) -> Found | None:
    for match in _ISO.finditer(line):
        day = _day(match[1], match[2], match[3])
        if day is None:
            continue
        clock = _time(match[4], match[5], match[6])
        if clock is None:
            return from_local(day), False
        if match[7] is None:
            return from_local(day, clock), True
        return datetime.combine(day, clock, _zone(match[7])).astimezone(UTC), True
    return None


def _zone(written: str) -> fixed:
    if written in ("z", "utc", "gmt"):
        return UTC
    digits = written[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0))
    if offset >= timedelta(hours=24):
        return UTC
    return fixed(offset if written[0] == "+" else -offset)


def _rfc(line: str, _now: datetime) -> Found | None:
    match = _RFC.search(line)
    if match is None:
        return None
    written = match[0].replace(",", "").replace("eest", "+0300").replace("eet", "+0200").replace("msk", "+0300")
    try:
        instant = parsedate_to_datetime(written)
        aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
        return aware.astimezone(UTC), True
    except (ValueError, IndexError, OverflowError, TypeError):
        return None


def _ago(line: str, now: datetime) -> Found | None:
    if _NOW.search(line):
        return now.astimezone(UTC), True
    match = _AGO.search(line)
    if match is None:
        return None
    count = 0.5 if match[2] else float(WRITTEN.get(match[1] or "один") or match[1])
    unit = next(length for stem, length in UNITS if match[3].startswith(stem))
    instant = now.astimezone(UTC) - count * unit
    if unit >= timedelta(days=1):
        return from_local(kyiv_day(instant)), False
    return instant, True


def _relative_day(line: str, now: datetime) -> Found | None:
    match = _DAY_WORD.search(line)
    if match is None:
        return None
    day = kyiv_day(now) - timedelta(days=DAY_WORDS[match[1]])
    return _at(day, line, match.span())


def _named(line: str, now: datetime) -> Found | None:
    for match in _NAMED.finditer(line):
        month = MONTHS.get(match[2])
        if month is None:
            continue
        day = _day(match[3], month, match[1]) if match[3] else _nearest_past(month, int(match[1]), now)
        if day is not None:
            return _at(day, line, match.span())
    for match in _MONTH_FIRST.finditer(line):
        day = _day(match[3], MONTHS.get(match[1], 0), match[2])
        if day is not None:
            return _at(day, line, match.span())
    return None


def _numeric(line: str, _now: datetime) -> Found | None:
    for match, parts in _numbers(line):
        year, month, day_of_month = parts
        day = _day(year, month, day_of_month) or _day(year, day_of_month, month)
        if day is not None:
            return _at(day, line, match.span())
    return None


def _roman(line: str, _now: datetime) -> Found | None:
    """«19.XI.2026», as older print writes it."""
    for match in _ROMAN.finditer(line):
        month = ROMAN.index(match[2]) + 1 if match[2] in ROMAN else 0
        day = _day(match[3], month, match[1])
        if day is not None:
            return _at(day, line, match.span())
    return None


def _numbers(line: str) -> Iterator[tuple[re.Match[str], tuple[int, int, int]]]:
    for match in _DOTTED.finditer(line):
        year = int(match[4])
        yield match, (year if year > 99 else 2000 + year if year < 70 else 1900 + year, int(match[3]), int(match[1]))
    for match in _YEAR_FIRST.finditer(line):
        yield match, (int(match[1]), int(match[3]), int(match[4]))


def _day_and_month(line: str, now: datetime) -> Found | None:
    """«22.11 09:15» or a lone «22.11»: only where nothing but a clock stands beside it (else it is a number)."""
    match = _SHORT.search(line)
    if match is None:
        return None
    rest = _CLOCK.sub("", line[: match.start()] + " " + line[match.end() :])
    if any(character.isalnum() for character in rest):
        return None
    day = _nearest_past(int(match[2]), int(match[1]), now)
    return _at(day, line, match.span()) if day is not None else None


def _clock_alone(line: str, now: datetime) -> Found | None:
    """A bare «14:30» as listings print it: today's, or yesterday's when that has not come yet."""
    match = _CLOCK.fullmatch(line)
    if match is None:
        return None
    clock = _read_clock(match)
    today = kyiv_day(now)
    instant = from_local(today, clock)
    return (instant if instant <= now else from_local(today - timedelta(days=1), clock)), True


_READERS: tuple[Callable[[str, datetime], Found | None], ...] = (
    _iso,
    _rfc,
    _ago,
    _relative_day,
    _named,
    _numeric,
    _roman,
    _day_and_month,
    _clock_alone,
)


def _at(day: date, line: str, span: tuple[int, int]) -> Found:
    """The day with the clock reading nearest to it, after it or before it."""
    start, end = span
    after = _CLOCK.search(line, end, min(len(line), end + NEAR))
    before = list(_CLOCK.finditer(line, max(0, start - NEAR), start))
    if before and (after is None or start - before[-1].end() < after.start() - end):
        after = before[-1]
    return (from_local(day, _read_clock(after)), True) if after is not None else (from_local(day), False)


def _read_clock(match: re.Match[str]) -> time:
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4])
    if match[5] == "p" and hour < 12:
        hour += 12
    elif match[5] == "a" and hour == 12:
        hour = 0
    return time(hour, minute)


def _time(hour: str | None, minute: str | None, second: str | None) -> time | None:
    if hour is None or minute is None:
        return None
    try:
        return time(int(hour) % 24, int(minute), min(int(second or 0), 59))
    except ValueError:
        return None


def _day(year: int | str, month: int | str, day: int | str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _nearest_past(month: int, day: int, now: datetime) -> date | None:
    today = kyiv_day(now)
    for year in range(today.year, today.year - 9, -1):  # 29 February may be eight years away
        found = _day(year, month, day)
        if found is not None and found <= today:
            return found
    return None
