"""Working days of an office: weekends and its own holidays are none. Knows no law."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5


def is_working(day: date, holidays: Collection[date] = ()) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays


def after(start: date, count: int, holidays: Collection[date] = ()) -> date:
    """The `count`-th working day after `start`; the day of receipt itself is not counted. Raises ValueError below 0."""
    if count < 0:
        raise ValueError("terms run forward")
    day, left = start, count
    while left:
        day += timedelta(days=1)
        left -= is_working(day, holidays)
    return day


def next_working(day: date, holidays: Collection[date] = ()) -> date:
    """The day itself, or the first working day after it."""
    while not is_working(day, holidays):
        day += timedelta(days=1)
    return day
