"""Which clips may enter an issue: by time, by relevance, by a person's word. Whatever waits says why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from digests.definition import LATE_FOR, Definition
from digests.model import Window
from monitor.model import TYPED, Clip
from monitor.text import clean_line

_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)
_RELEVANCE = ("relevance", "place")  # the classifiers whose doubt keeps a clip out of a confident product


def distinct(clips: Iterable[Clip]) -> list[Clip]:
    """Each article once, in an order that does not depend on the input's."""
    found: dict[str, Clip] = {}
    for clip in clips:
        known = found.setdefault(clip.article.id, clip)
        if known != clip:
            found[clip.article.id] = min(known, clip, key=repr)
    return [found[article] for article in sorted(found)]


def moment(clip: Clip) -> datetime | None:
    """When it was published; where nobody says, when it was first fetched."""
    return clip.article.published.at if clip.article.published is not None else clip.article.fetched


def at_latest(clip: Clip) -> datetime | None:
    """The last instant it may have been published at: of one without an hour, the end of its day."""
    at = moment(clip)
    is_day = at is not None and clip.article.published is not None and not clip.article.published.exact
    return at + _DAY - _TICK if at is not None and is_day else at


def when(clip: Clip, window: Window) -> Literal["in", "late"] | None:
    """`in`, `late`, or None for what belongs to another issue. An undated clip is in: it must not be lost."""
    at, ends = moment(clip), at_latest(clip)
    if at is None or ends is None:
        return "in"
    if at >= window.end:
        return None
    if ends >= window.start:
        return "in"
    if "use" in clip.decided:
        return "late"
    return "late" if window.late_from is not None and (ends >= window.late_from or put_in(clip)) else None


def too_late(clip: Clip, definition: Definition, window: Window) -> bool:
    """Would it have entered, had it come within LATE_FOR? Nothing may be left out without a word but the archive."""
    if window.late_from != window.start - LATE_FOR:
        return False  # what is older than the first issue of the kind
    at = moment(clip)
    old = at is not None and at < window.start and when(clip, window) is None
    return old and not clip.outlet.official and "left-out" not in clip.decided and enters(clip, definition)


def put_in(clip: Clip) -> bool:
    """Did a person type it in, or say that it is about the place? Then no age keeps it out of the next issue."""
    return clip.article.kind in TYPED or (clip.relevance == "about" and "relevance" in clip.decided)


def enters(clip: Clip, definition: Definition, *, again: bool = False) -> bool:
    """Whether the definition takes this clip; a person's «use», or `again`, outranks relevance and doubt."""
    rules = definition.filters
    wanted = again or "use" in clip.decided
    if not wanted and (clip.relevance not in rules.relevance or doubt(clip, definition) is not None):
        return False
    return (
        (not rules.topics or bool({clip.topic, *clip.secondary} & set(rules.topics)))
        and (not rules.levels or clip.outlet.level in rules.levels)
        and (not rules.citation or (clip.citation or "none") in rules.citation)
    )


def doubt(clip: Clip, definition: Definition) -> str | None:
    """Why a person must decide before this clip may enter; None where nobody need."""
    if "use" in clip.decided:
        return None
    if clip.article.quarantine:
        return clean_line(clip.article.quarantine)
    if "relevance" in clip.decided:
        return None
    flags = _doubts(clip)
    if clip.relevance is None:
        return flags[0] if flags else "Не вдалося визначити, чи це про місто."
    if flags and (definition.filters.confident or clip.relevance not in definition.filters.relevance):
        return flags[0]
    return None


def unsure(clip: Clip) -> bool:
    """Is it still asked whether this clip is about the place? Where it enters all the same, its issue says so."""
    return not {"use", "relevance"} & set(clip.decided) and bool(_doubts(clip))


def _doubts(clip: Clip) -> list[str]:
    return [clean_line(flag.text) for flag in clip.flags if flag.classifier in _RELEVANCE]
