"""Tables that repeat another person's, cell by cell: one sheet brought twice is no second judge. Pure.

Whether two people filled a table alike or one of them brought the other's cannot be known. Two who read the same items
leave different cells empty, write different notes and disagree somewhere; a table in which nothing at all differs is
told of, and not counted as an opinion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from monitor.ledger import Entry
from monitor.review.sampling import file_of

# Careful readers agree on 92 to 96 of 100 topics (docs/quality.md): 20 cells come out alike for two of five of them by
# themselves, 100 for one of fifty; the same note of one's own words in the same place comes by copying. A single column
# both fill from top to bottom.
LEAST_CELLS, WITHOUT_NOTES = 20, 100
LEAST_FIELDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """One table that says what an earlier one of another person says; `rows`: its rows of the history."""

    by: str
    origin: str
    at: datetime
    of: str
    of_origin: str
    rows: frozenset[int]


def repeated(entries: Iterable[Entry]) -> list[Repeated]:
    """Every table that repeats an earlier one of another person, in the order in which they came."""
    return list(_repeated(sorted(entries, key=lambda one: one.id)))


def _repeated(entries: list[Entry]) -> Iterator[Repeated]:
    acts: dict[tuple[str, datetime, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind != "undo":
            acts[entry.label.by, entry.label.at, file_of(entry.origin)].append(entry)
    first: dict[frozenset[tuple[str, ...]], tuple[str, str]] = {}
    for (by, at, origin), rows in acts.items():
        cells = frozenset((row.label.article, row.label.field, row.label.value, row.label.why) for row in rows)
        least = LEAST_CELLS if any(row.label.why.strip() for row in rows) else WITHOUT_NOTES
        if len(cells) < least or len({row.label.field for row in rows}) < LEAST_FIELDS:
            continue
        of, of_origin = first.setdefault(cells, (by, origin))
        if of != by:
            ids = frozenset(row.id for row in rows)
            yield Repeated(by=by, origin=origin, at=at, of=of, of_origin=of_origin, rows=ids)
