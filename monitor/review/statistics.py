"""What the decisions of people tell about the program: read from the store, computed by the pure modules beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.review import agreement, misses, overruled
from monitor.review.agreement import Agreed
from monitor.review.choosing import all_left_out
from monitor.review.misses import Missed
from monitor.review.overruled import Kept
from monitor.review.repeated import Repeated, repeated
from monitor.review.sampling import week_named

if TYPE_CHECKING:
    from monitor.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Precision in use, agreement between people and what was not counted as such, and the misses estimated."""

    kept: tuple[Kept, ...]
    agreed: tuple[Agreed, ...]
    missed: tuple[Missed, ...]
    repeated: tuple[Repeated, ...] = ()


def reviewed(store: Store, since: datetime | None = None, until: datetime | None = None) -> Reviewed:
    """The figures over what people first decided in [since, until), and over the samples of weeks that lie in it."""
    history = store.opinions.history()
    inside = [one for one in agreement.seconds(history) if _within(one.at, since, until)]
    weeks = {name: (week, found) for name, found in misses.answers(history).items() if (week := week_named(name))}
    answered = {name: found for name, (week, found) in weeks.items() if _within(week.since, since, until)}
    left_out = {name: len(all_left_out(store, weeks[name][0])) for name in answered}
    return Reviewed(
        kept=tuple(overruled.table(overruled.rulings(history, since, until))),
        agreed=tuple(agreement.table(inside)),
        missed=tuple(misses.table(answered, left_out)),
        repeated=tuple(one for one in repeated(history) if _within(one.at, since, until)),
    )


def _within(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at < until)
