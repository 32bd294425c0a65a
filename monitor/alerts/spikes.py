"""Hours with many more publications than the same hour of the week usually has. Pure.

Method: historical limits (Farrington et al. 1996, J. R. Stat. Soc. A 159; Noufaily et al. 2013): the same hour and
weekday of earlier weeks with an hour on either side, the highest of them left out because earlier outbreaks must not
hide a later one, and the upper tail of a negative binomial with the mean and dispersion of the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.dates import to_local
from monitor.health.tails import count_tail

WEEKS = 8  # of the past that are compared
WEEKS_KNOWN = 4  # fewer, and nobody can say what is usual
LEAST = 5  # publications; fewer in an hour are no spike whatever the past
RISK = 2e-5  # per hour; measured on ordinary years of 0.1 to 10 an hour: docs/alerts.md
LEFT_OUT = 2  # the highest of the 24 hours compared
FLOOR = 0.25  # publications an hour, so that a silent night does not make any item a spike
BACK = 12  # hours that are looked at: a source may be visited six hours late
REST = timedelta(hours=6)  # after a spike was told, the following hours belong to it

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Spike:
    hour: datetime  # its beginning
    count: int
    usual: float


def spikes(instants: Iterable[datetime], factor: float, since: datetime, now: datetime) -> Iterator[Spike]:
    """The whole hours in [since, now) that stand out by `factor` and by chance; oldest first."""
    counts = Counter(_hour(instant) for instant in instants if instant < now)
    if not counts:
        return
    first = min(counts)
    hour = _hour(since)
    while hour + _HOUR <= now:
        count = counts[hour]
        weeks = min(int((hour - first) / timedelta(weeks=1)), WEEKS)
        if count >= LEAST and weeks >= WEEKS_KNOWN:
            usual, spread = _usual(counts, hour, weeks)
            if count >= factor * usual and count_tail(count, usual, spread) < RISK:
                yield Spike(hour, count, usual)
        hour += _HOUR


def _usual(counts: Counter[datetime], hour: datetime, weeks: int) -> tuple[float, float]:
    """(mean, variance / mean) of the hours compared."""
    own = [counts[_earlier(hour, week)] for week in range(1, weeks + 1)]
    sides = [counts[_earlier(hour, week) + _HOUR * side] for week in range(1, weeks + 1) for side in (-1, 1)]
    kept = sorted(own + sides)[:-LEFT_OUT]
    # At the edge of a working day one side is night: the hour's own mean, its highest left out, speaks then.
    mean = max(sum(kept) / len(kept), sum(sorted(own)[:-1]) / (len(own) - 1), FLOOR)
    spread = sum((count - mean) ** 2 for count in kept) / len(kept) / mean
    return mean, max(1.0, spread)


def _earlier(hour: datetime, weeks: int) -> datetime:
    """The same hour on the Kyiv clock some weeks ago, whatever the clocks did in between."""
    then = hour - timedelta(weeks=weeks)
    shift = (to_local(hour).utcoffset() or timedelta(0)) - (to_local(then).utcoffset() or timedelta(0))
    return then + shift


def _hour(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0)
