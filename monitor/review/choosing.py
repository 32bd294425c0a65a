"""Which clips wait for a person: the flagged, those of an issue, the weekly sample of what was left out. Reads only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.errors import OhliadError
from monitor.model import Clip
from monitor.review.sampling import SIZE, Week, draw, left_out, past_week, reason

if TYPE_CHECKING:
    from monitor.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Clips for the table; `reasons` says why those of the sample stand in it, by id; `mark`: decisions shown."""

    clips: tuple[Clip, ...]
    mark: int
    reasons: dict[str, str] = field(default_factory=dict)


def of_issue(store: Store, name: str) -> Chosen:
    """The items of one issue. Raises OhliadError."""
    mark = store.opinions.mark()  # before the clips are read: what comes between is then noticed as newer
    row = store.issues.find(name)
    if row is None:
        raise OhliadError(f"there is no issue {name!r}; `ohliad issues` lists them")
    ids = [item.article for item in store.issues.items(row.id)]
    return Chosen(clips=tuple(store.clips(articles=ids, relevance=None)), mark=mark)


def waiting(store: Store, since: datetime, now: datetime, *, everything: bool = False, sample: int = SIZE) -> Chosen:
    """The flagged clips since an instant (`everything`: all about the place), then the last week's sample."""
    mark = store.opinions.mark()
    found = [clip for clip in store.clips(since=since, relevance=None) if not clip.outlet.official]
    wanted = _about if everything else _asked
    clips = [clip for clip in found if wanted(clip)]
    week = past_week(now)
    drawn = sampled(store, week, sample)
    have = {clip.article.id for clip in clips}
    clips += [clip for clip in drawn if clip.article.id not in have]
    return Chosen(clips=tuple(clips), mark=mark, reasons={clip.article.id: reason(week) for clip in drawn})


def _about(clip: Clip) -> bool:
    return clip.relevance == "about" or bool(clip.flags) or bool(clip.article.quarantine)


def _asked(clip: Clip) -> bool:
    return bool(clip.flags) or (bool(clip.article.quarantine) and clip.relevance in ("about", None))


def sampled(store: Store, week: Week, size: int = SIZE) -> list[Clip]:
    """The clips of a week's sample whose relevance nobody has decided yet, in the order they were drawn."""
    ids = draw(all_left_out(store, week), week, size)
    clips = {clip.article.id: clip for clip in store.clips(articles=ids, relevance=None)}
    return [clips[name] for name in ids if name in clips and "relevance" not in clips[name].decided]


def all_left_out(store: Store, week: Week) -> list[str]:
    """The ids of all that the program left out of a week by itself; withdrawn items have neither address nor text."""
    return [
        item.article.id
        for item in store.judged(since=week.since, until=week.until, official=False)
        if left_out(item.classification) and (item.article.url or item.article.text)
    ]
