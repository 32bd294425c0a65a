"""The weekly random sample of what the program left out, so that its misses are estimated too. Pure.

Which items are drawn follows from the week and their ids alone (the smallest hashes of both): no table remembers it,
and an export made again asks for the same. Refuses to draw from a week that is not over: its items would still change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from monitor.dates.kyiv import day_start, kyiv_day, week_bounds
from monitor.judgement import ASKS
from monitor.model import Classification

LEFT_OUT = ("none", "mention")
SIZE = 20  # a fifth of an hour a week; a year of them tells a miss of 1 % from one of 2.5 %


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week of Kyiv: «2026-W47», [since, until) in UTC."""

    name: str
    since: datetime
    until: datetime


def week_of(at: datetime) -> Week:
    day = kyiv_day(at)
    year, number, _ = day.isocalendar()
    return Week(f"{year}-W{number:02d}", *week_bounds(day))


def week_named(name: str) -> Week | None:
    """The week of a name like «2026-W47»; None where there is no such week."""
    year, _, number = name.partition("-W")
    try:
        return week_of(day_start(date.fromisocalendar(int(year), int(number), 3)))
    except ValueError:
        return None


def past_week(now: datetime) -> Week:
    """The last week that is over."""
    return week_of(week_of(now).since - timedelta(hours=1))


def left_out(verdicts: Classification) -> bool:
    """Did the program leave the item out of itself, without asking?"""
    asked = any(ASKS.get(flag.classifier, flag.classifier) == "relevance" for flag in verdicts.flags)
    return verdicts.relevance.label in LEFT_OUT and not asked


def draw(items: Iterable[str], week: Week, size: int = SIZE) -> list[str]:
    """The sample of a week from the ids of all that was left out in it."""
    return sorted(items, key=lambda item: (blake2b(f"{week.name}\n{item}".encode(), digest_size=8).digest(), item))[
        : max(0, size)
    ]


def reason(week: Week) -> str:
    """Why an item of the sample stands in the table."""
    return (
        f"вибіркова перевірка {week.name}: програма відкинула цей матеріал; впишіть рішення про стосунок, "
        "навіть якщо вона має рацію."
    )


# What the history keeps of a decision that answers the sample: its origin ends with this and the week's name.
_MARK = " · вибірка "


def origin_of(origin: str, week: str) -> str:
    """The origin of a decision on an item drawn in a week."""
    return f"{origin}{_MARK}{week}"


def file_of(origin: str) -> str:
    """The origin without the mark of a sample: the file that was brought."""
    return origin.rpartition(_MARK)[0] or origin


def week_in(origin: str) -> str | None:
    """The week a decision answers the sample of."""
    _, mark, week = origin.rpartition(_MARK)
    return week if mark else None
