"""What stands in one cell of a register: days, spans of days, numbers. Says what is wrong; never guesses."""

from __future__ import annotations

import re
from datetime import date, timedelta

from monitor.registers.nouns import Span

_DAY = re.compile(
    r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})(?:\s?р(?:оку|\.)?)?"
    r"|([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00)?)?"
)
_SPAN = re.compile(
    r"([0-9]{1,2})(?:\.([0-9]{1,2}))?(?:\.([0-9]{4}))?\s?[-–—]\s?([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})"
)  # fmt: skip
_SHORT = re.compile(r"([0-9]{1,2})(?:\.([0-9]{1,2}))?")
_BETWEEN = re.compile(r"\s*(?:;|,|\bта\b|\bі\b|\bй\b)\s*")
_NUMBER = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]{1,3})?|[0-9]{1,9}(?:[.,][0-9]{1,3})?")
# The oldest organisation a council keeps in its register is younger than this; an earlier year is a slip.
YEARS = range(1900, 2101)
LONGEST_SPAN = timedelta(days=366)


class CellError(ValueError):
    """One Ukrainian sentence about one cell."""


def day(text: str) -> date:
    """«31.12.2019», «31/12/2019» or «2019-12-31», as typed or as a spreadsheet gives it. Raises CellError."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise CellError(f"не дата: «{text}»; пишіть 31.12.2019")
    first, month, year, *iso = match.groups()
    return _day(first, month, year, text) if year else _day(iso[2], iso[1], iso[0], text)


def spans(text: str) -> tuple[Span, ...]:
    """«04–06.03.2020», «22-23.07.2020 та 27-28.07.2020», «30.01–02.02.2020», «07 та 08.05.2020», or single days.

    Raises CellError.
    """
    found: list[Span] = []
    parts = _BETWEEN.split(text.strip(" .;,"))
    for at, part in enumerate(parts):
        match = _SPAN.fullmatch(part)
        if match is None:
            only = _short(part, parts[at + 1 :]) or day(part)
            found.append((only, only))
            continue
        first, month, year, last, last_month, last_year = match.groups()
        begin = _day(first, month or last_month, year or last_year, part)
        end = _day(last, last_month, last_year, part)
        if begin > end or end - begin > LONGEST_SPAN:
            raise CellError(f"проміжок «{part}» закінчується раніше, ніж починається, або довший за рік")
        found.append((begin, end))
    return tuple(sorted(found))


def _short(part: str, following: list[str]) -> date | None:
    """A day whose month and year stand with a later one: «07» and «07.05» of «07 та 08.05.2020»."""
    match = _SHORT.fullmatch(part)
    full = next((found for later in following if (found := _DAY.fullmatch(later)) and found[3]), None)
    if match is None or full is None:
        return None
    return _day(match[1], match[2] or full[2], full[3], part)


def whole(text: str) -> int:
    """A whole number, with spaces between thousands or without. Raises CellError."""
    if not re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,2}", text):
        raise CellError(f"потрібне ціле число, а написано «{text}»")
    return int(re.sub(r"[^0-9]", "", text))


def number(text: str) -> float:
    """A number with a decimal comma or point. Raises CellError."""
    if not _NUMBER.fullmatch(text):
        raise CellError(f"потрібне число, а написано «{text}»")
    return float(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))


def written(found: tuple[Span, ...]) -> str:
    """The spans as a report writes them: «14.01.2020», «14–16.01.2020», «30.01–02.02.2020 та 05.03.2020»."""
    parts = [_written(first, last) for first, last in found]
    return " та ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _written(first: date, last: date) -> str:
    if first == last:
        return _dotted(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day:02d}–{_dotted(last)}"
    if first.year == last.year:
        return f"{first.day:02d}.{first.month:02d}–{_dotted(last)}"
    return f"{_dotted(first)}–{_dotted(last)}"


def _dotted(one: date) -> str:
    return f"{one.day:02d}.{one.month:02d}.{one.year:04d}"


def _day(day_text: str, month: str, year: str, text: str) -> date:
    try:
        found = date(int(year), int(month), int(day_text))
    except ValueError as error:
        raise CellError(f"такої дати немає: «{text}»") from error
    if found.year not in YEARS:
        raise CellError(f"рік поза межами {YEARS.start}–{YEARS.stop - 1}: «{text}»")
    return found
