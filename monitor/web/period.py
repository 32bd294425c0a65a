"""The days a page is about, from its two date fields. Pure: today is an argument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from monitor.dates import day_start
from monitor.language import numerals

EARLIEST = date(1991, 8, 24)
LONGEST = 3660  # days: ten years of an archive in one table, not a thousand


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Kyiv days, both included. `problem` is a Ukrainian sentence where what was asked for could not be understood."""

    first: date
    last: date
    problem: str = ""

    @property
    def since(self) -> datetime:
        return day_start(self.first)

    @property
    def until(self) -> datetime:
        return day_start(self.last + timedelta(days=1))

    @property
    def words(self) -> str:
        return numerals.date_range(self.first, self.last)

    @property
    def query(self) -> str:
        """For links: only digits, dashes, `=` and `&`."""
        return f"since={self.first.isoformat()}&until={self.last.isoformat()}"


def period(given: Mapping[str, object], today: date, days: int) -> Period:
    """The period of `since` and `until`; else the last `days` days. What cannot be read is told, never guessed."""
    last, late = _day(str(given.get("until", "")), today)
    first, early = _day(str(given.get("since", "")), last - timedelta(days=days - 1))
    if late or early:
        return _usual(today, days, "Дату не зрозуміло: напишіть її так: 2026-11-22.")
    if first > last:
        return _usual(today, days, "Період закінчується раніше, ніж починається.")
    if (last - first).days >= LONGEST:
        return _usual(today, days, "Період задовгий: програма показує щонайбільше десять років.")
    return Period(first=first, last=last)


def _usual(today: date, days: int, problem: str) -> Period:
    return Period(first=today - timedelta(days=days - 1), last=today, problem=problem)


def _day(text: str, usual: date) -> tuple[date, bool]:
    """(day, was it unreadable?)."""
    if not text.strip():
        return usual, False
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        return usual, True
    return found, not EARLIEST <= found <= date(2099, 12, 31)
