"""Which clips an issue has to look at, whatever their age, and what it says of those it leaves out for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from digests.choose import at_latest, enters, too_late, when
from digests.definition import LATE_FOR, Definition
from digests.model import Window
from monitor.language import numerals
from monitor.model import Clip
from monitor.pipeline.desk import Desk

CHUNK = 500  # articles in one query
TOO_LATE = f"Не взято до випуску, бо вийшли понад {LATE_FOR.days} днів тому, а надійшли щойно"
TOO_EARLY = "Не взято до випуску, бо він перший, а вийшли вони до початку його періоду"
HOW_TO_USE = "Додати їх можна рішенням «До огляду»."


def gathered(desk: Desk, definition: Definition, covered: Window, marked: Mapping[str, Sequence[str]]) -> list[Clip]:
    """Each clip once. `marked`: what people want once more, with its texts in another language."""
    start = covered.late_from or covered.start
    first = desk.store.issues.first_window(definition.kind)  # what is older is archive
    old = desk.store.belated(before=start, first=first, arrived=covered.start)
    # A clip of which only the day is known stands at that day's midnight.
    clips = desk.store.clips(since=start - timedelta(days=1), until=covered.end, relevance=definition.filters.relevance)
    if first is not None:  # the first issue sorts its own
        clips = [clip for clip in clips if clip.article.id in old or not _is_before(clip, start)]
    again = [name for article, twins in marked.items() for name in (article, *twins)]
    # Nothing can be shown of what was deleted.
    continued = [clip for clip in _clips(desk, again, relevance=None) if not clip.article.withdrawn]
    belated = _clips(desk, old, relevance=definition.filters.relevance)
    return list({clip.article.id: clip for clip in (*belated, *continued, *clips)}.values())


def _is_before(clip: Clip, start: datetime) -> bool:
    at = at_latest(clip)
    return at is not None and at < start


def _clips(desk: Desk, ids: Sequence[str], *, relevance: Sequence[str] | None) -> list[Clip]:
    return [
        clip
        for start in range(0, len(ids), CHUNK)
        for clip in desk.store.clips(articles=ids[start : start + CHUNK], relevance=relevance)
    ]


def not_taken(desk: Desk, definition: Definition, covered: Window, clips: Iterable[Clip]) -> list[str]:
    """What is left out for its age, so that nothing is without a word; `clips` are those no issue of the kind has."""
    new = (clip for clip in clips if clip.article.fetched is None or clip.article.fetched > covered.start)
    late = sum(too_late(clip, definition, covered) for clip in new)
    early = _too_early(desk, definition, covered) if covered.late_from is None else 0
    return [
        f"{why}: {numerals.count(number, numerals.MATERIAL)}. {HOW_TO_USE}"
        for why, number in ((TOO_LATE, late), (TOO_EARLY, early))
        if number
    ]


def _too_early(desk: Desk, definition: Definition, covered: Window) -> int:
    """How many clips people typed in during the first issue's period that are older than it: no issue takes them."""
    # What was typed in after the period comes to the next issue.
    ids = desk.store.typed(before=covered.start, since=covered.start, until=covered.end)
    clips = _clips(desk, ids, relevance=definition.filters.relevance)
    return sum(
        when(clip, covered) is None and "left-out" not in clip.decided and enters(clip, definition) for clip in clips
    )
