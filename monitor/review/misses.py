"""How much about the place the program left out by itself, estimated from the weekly sample. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.ledger import Entry, in_force
from monitor.review.overruled import by_item
from monitor.review.sampling import week_in
from monitor.review.shares import Share

MISSED = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """One week, or all of them (`week` ""): of `share.of` answered items `share.count` were about the place.

    `left_out` items were left out in all; `about` of them are estimated to have been about the place, with 95 %
    confidence between `low` and `high`.
    """

    week: str
    share: Share
    left_out: int

    @property
    def about(self) -> float | None:
        return None if self.share.value is None else self.share.value * self.left_out

    @property
    def low(self) -> float:
        return max(self.share.low * self.left_out, float(self.share.count))

    @property
    def high(self) -> float:
        return self.share.high * self.left_out


def answers(entries: Iterable[Entry]) -> dict[str, dict[str, bool]]:
    """week -> article -> was it about the place? Of the items of the sample whose relevance somebody decided."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for (article, field), rows in by_item(entries).items():
        weeks = [week for row in rows if (week := week_in(row.origin))]
        stands = in_force(rows)
        if field == "relevance" and weeks and stands is not None:
            found[weeks[0]][article] = stands.label.value == MISSED
    return dict(found)


def table(answered: Mapping[str, Mapping[str, bool]], left_out: Mapping[str, int]) -> list[Missed]:
    """All weeks together, then each; `left_out`: how many items were left out in each week.

    The weeks together are one sample of all of them: exact where the weeks are about equally large.
    """
    weeks = [
        Missed(week=week, share=Share(sum(found.values()), len(found)), left_out=left_out.get(week, len(found)))
        for week, found in sorted(answered.items())
    ]
    if not weeks:
        return []
    whole = Share(sum(week.share.count for week in weeks), sum(week.share.of for week in weeks))
    return [Missed(week="", share=whole, left_out=sum(week.left_out for week in weeks)), *weeks]
