"""The rhythm of one source: its own week and day, and how long it may be silent before that is news. Pure.

Time is measured in a source's own working time: an hour counts as much as the source publishes in it, so that a
night, a weekend or a holiday of a weekday paper is no silence. Method: a gamma renewal process in that operational
time; its shape is learned from the source (regular ones are missed sooner, bursty ones later).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from monitor.dates import to_local
from monitor.health.tails import gamma_quantile

# Items closer than this, or than a share of the mean gap, are one event: a batch (the issue of a weekly) says little
# more than its first item.
BATCH, BATCH_SHARE, BATCH_AT_MOST = timedelta(minutes=30), 0.2, timedelta(days=1)
# Before anything is known a source is taken to bring one item a fortnight, on half an observation's weight.
PRIOR_GAP, PRIOR_WEIGHT = 14.0, 0.5  # days, gaps
# Strength of the flat week and day that a source's own are mixed with, in events.
FLAT_WEEK, FLAT_DAY = 7.0, 12.0
# Weight of the exponential distribution (variance 1) against the source's own variance of gaps, in gaps.
PRIOR_SPREAD = 4.0
SHAPES = (0.35, 6.0)
# False alarms a week that silence alone may cause in one source, and the largest chance for one gap: measured by
# tests/test_health.py, see docs/health.md.
WEEKLY_RISK = 0.002
GAP_RISK = 0.06
# A gap may be so much longer than the longest the source ever made, where that is longer than the model's.
OWN_GAP = 1.4
# A newsroom of twenty items a day may still be away for a day (measured: power cuts, a week of leave); in working days.
LEAST_PATIENCE = 1.5
OWN_GAP_AT_MOST = 2.5  # of the model's, so that an old outage does not make us deaf
RECENT = 28.0  # days; a source that lately goes slower (summer) is measured by that


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A source's week as working time; made by `learn`."""

    days: tuple[float, ...]  # of the week, together 7
    hours: tuple[float, ...]  # of the day, together 1
    holidays: tuple[date, ...]
    gap: float  # mean between two events, in working days
    patience: float  # the longest silence that is still usual, in working days
    events: int

    def at(self, instant: datetime) -> float:
        """The instant as working days since a far Monday; differences are what counts."""
        return position(instant, self.days, self.hours, self.holidays)

    def silence(self, since: datetime, until: datetime) -> float:
        """Working days between two instants, as a share of what is still usual: above 1 is news."""
        return (self.at(until) - self.at(since)) / self.patience

    @property
    def weekly(self) -> float:
        """Events a week."""
        return 7.0 / self.gap


def position(instant: datetime, days: Sequence[float], hours: Sequence[float], holidays: Sequence[date]) -> float:
    """Working days from a far Monday to an instant."""
    local = to_local(instant)
    today = local.date()
    week, weekday = divmod(today.toordinal() - 1, 7)
    share = sum(hours[: local.hour]) + hours[local.hour] * (local.minute * 60 + local.second) / 3600
    # A holiday counts like a Sunday; what it would have weighed is taken off again.
    low = days[6]
    off = sum(max(0.0, days[day.weekday()] - low) for day in holidays if day < today)
    weight = min(days[weekday], low) if today in holidays else days[weekday]
    return week * 7.0 + sum(days[:weekday]) + weight * share - off


def events(instants: Sequence[datetime]) -> list[datetime]:
    """The instants, sorted, with batches as one event each (at their last item)."""
    found: list[datetime] = []
    if not instants:
        return found
    mean = (max(instants) - min(instants)) / len(instants)
    batch = max(BATCH, min(mean * BATCH_SHARE, BATCH_AT_MOST))
    for instant in sorted(instants):
        if found and instant - found[-1] < batch:
            found[-1] = instant
        else:
            found.append(instant)
    return found


@lru_cache(64)  # the same arrivals are asked about at every visit that brings nothing
def learn(instants: tuple[datetime, ...], holidays: tuple[date, ...] = ()) -> Rhythm:
    """The rhythm of a source whose items came at these instants; of none, that of a source nobody knows."""
    met = events(instants)
    days, hours = _week(met), _day(met)
    places = [position(instant, days, hours, holidays) for instant in met]
    gaps = [max(later - earlier, 0.0) for earlier, later in pairwise(places)]
    mean = (sum(gaps) + PRIOR_GAP * PRIOR_WEIGHT) / (len(gaps) + PRIOR_WEIGHT)
    recent = gaps[bisect_left(places, places[-1] - RECENT) :] if places else []
    gap = max(mean, (sum(recent) + mean) / (len(recent) + 1))
    model = gap * gamma_quantile(_shape(gaps, gap), min(GAP_RISK, round(WEEKLY_RISK * gap / 7.0, 6)))
    longest = max(gaps, default=0.0) * OWN_GAP
    patience = max(model, min(longest, model * OWN_GAP_AT_MOST), LEAST_PATIENCE)
    return Rhythm(days=days, hours=hours, holidays=holidays, gap=gap, patience=patience, events=len(met))


def _shape(gaps: Sequence[float], mean: float) -> float:
    """The gamma shape (1 / squared coefficient of variation), drawn towards 1 while little is known."""
    spread = (sum((gap / mean - 1) ** 2 for gap in gaps) + PRIOR_SPREAD) / (len(gaps) + PRIOR_SPREAD)
    return round(min(max(1 / spread, SHAPES[0]), SHAPES[1]), 2)


def _week(met: Sequence[datetime]) -> tuple[float, ...]:
    counts = [FLAT_WEEK / 7] * 7
    for instant in met:
        counts[to_local(instant).weekday()] += 1
    total = sum(counts)
    return tuple(7 * count / total for count in counts)


def _day(met: Sequence[datetime]) -> tuple[float, ...]:
    counts = [FLAT_DAY / 24] * 24
    for instant in met:
        counts[to_local(instant).hour] += 1
    total = sum(counts)
    return tuple(count / total for count in counts)
