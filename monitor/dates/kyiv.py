"""The local calendar: instants are UTC inside, days and weeks are those of Kyiv. Reads no text and no clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")


def to_local(instant: datetime) -> datetime:
    """The instant on a Kyiv clock. Naive input is refused with ValueError: it names no instant."""
    if instant.tzinfo is None:
        raise ValueError("a naive datetime names no instant")
    return instant.astimezone(KYIV)


def from_local(day: date, clock: time = time(0)) -> datetime:
    """The UTC instant of a wall-clock reading in Kyiv.

    An hour that happens twice (October) is taken the first time; an hour skipped in March is read with the offset
    in force before the change, so it lands one hour later on the clock, never in an error.
    """
    return datetime.combine(day, clock.replace(tzinfo=None, fold=0), KYIV).astimezone(UTC)


def kyiv_day(instant: datetime) -> date:
    """The calendar day in Kyiv at that instant."""
    return to_local(instant).date()


def day_start(day: date) -> datetime:
    """Midnight in Kyiv that begins the day, in UTC."""
    return from_local(day)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """[start, end) of a Kyiv day in UTC: 23, 24 or 25 hours long."""
    return day_start(day), day_start(day + timedelta(days=1))


def week_bounds(day: date) -> tuple[datetime, datetime]:
    """[Monday 00:00, next Monday 00:00) of the Kyiv week that holds the day, in UTC."""
    monday = day - timedelta(days=day.weekday())
    return day_start(monday), day_start(monday + timedelta(days=7))
