"""What «Попередній» and «Різниця» of a product count. Where nobody watched there is no figure, never a 0."""

from __future__ import annotations

from datetime import datetime, timedelta

from digests import brief
from digests.choose import when
from digests.definition import Definition, window
from digests.issues import restore
from digests.model import Coverage, Totals, Window
from monitor.pipeline.dated import without_past_doubts
from monitor.pipeline.desk import Desk
from monitor.store.rows import IssueHead

NOTHING = "За попередній період немає даних, тому порівняння не наведено."


def before(desk: Desk, definition: Definition, covered: Window) -> Totals | None:
    """The figures of the window before: those the office signed, else a count anew; None where nobody watched then.

    Counted anew is what was published in that window, whichever issue has used it; what came late is counted where it
    came.
    """
    if (signed := signed_before(desk, definition, covered)) is not None:
        return signed
    earlier = _earlier(definition, covered)
    if desk.config.sources and not _watched_from(desk, earlier.start):
        return None  # only what sources still show of the time before; clips that people bring in need no watch
    since = earlier.start - timedelta(days=1)  # a clip of which only the day is known stands at that day's midnight
    clips = desk.store.clips(since=since, until=earlier.end, relevance=definition.filters.relevance)
    found = brief.build(
        definition,
        [
            clip
            for clip in without_past_doubts(clips, desk.now)
            if when(clip, earlier) == "in" and "left-out" not in clip.decided
        ],
        window=earlier,
        place=desk.config.place,
        institution=desk.config.institution,
        coverage=Coverage(),
    ).totals
    # Nothing found is 0 only where somebody looked; what a visit after a standstill brought is a figure all the same.
    return found if found.clips or _looked(desk, earlier) else None


def signed_before(desk: Desk, definition: Definition, covered: Window) -> Totals | None:
    """The frozen figures of the approved issue of the window before; None where there is none.

    That issue ends where this one begins, or lies for the most part in the window before: a week is cut at the hour of
    its slot, and before a holiday a day earlier.
    """
    earlier, day = _earlier(definition, covered), covered.day.isoformat()
    rows = [row for row in desk.store.issues.heads(definition.kind) if row.number is not None and row.day < day]
    found = [row for row in rows if row.until == covered.start or _inside(row, earlier) * 2 > row.until - row.since]
    found.sort(key=lambda row: (row.until == covered.start, _inside(row, earlier), row.day), reverse=True)
    for row in found:
        digest = restore(desk.store.issues.get(row.id).body.encode())
        if digest.name == definition.name:  # another product of this kind counts by other rules
            return digest.totals
    return None


def _earlier(definition: Definition, covered: Window) -> Window:
    """The day or week before by the product's own rule; where it goes on from issue to issue, the same length."""
    found = window(definition, until=covered.start)
    if definition.window != "since-last":
        return found
    start = covered.start - (covered.end - covered.start)
    return Window(start=start, end=covered.start, day=found.day)


def _inside(row: IssueHead, earlier: Window) -> timedelta:
    return max(timedelta(0), min(row.until, earlier.end) - max(row.since, earlier.start))


def _looked(desk: Desk, earlier: Window) -> bool:
    """Did anybody ask a source then, or, in an office without sources, had it begun to take clips in?"""
    if desk.config.sources:
        return bool(desk.store.visits_between(earlier.start, earlier.end))
    first = desk.store.first_taken_in()
    return first is not None and first < earlier.end


def _watched_from(desk: Desk, start: datetime) -> bool:
    first = desk.store.first_visit()
    return first is not None and first <= start
