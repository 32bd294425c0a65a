"""What became of our own releases: who took them over, how soon, how much of the text, with credit or without. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from digests import quote
from monitor.dates import kyiv_day
from monitor.model import Article, Clip, Level, Moment, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One clip that reuses a release.

    `lag` is None where either instant is unknown or only its day is; `share` is of the release's sentences.
    `also` are clips of one outlet that are this one in its other language: one take with more links.
    """

    article: str
    outlet: str
    headline: str
    url: str
    published: datetime | None
    lag: timedelta | None
    share: float
    credited: bool | None
    probable: bool
    level: Level = "local"
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """One release with everybody who took it, the earliest first; without takes it is a release nobody took."""

    release: str
    title: str
    published: datetime | None
    takes: tuple[Take, ...]


def pickup(
    releases: Sequence[Article],
    clips: Sequence[Clip],
    stories: Sequence[Story],
    period: tuple[date, date] | None = None,
) -> tuple[Cascade, ...]:
    """A cascade for every release published in `period` (both days included, Kyiv), the newest first."""
    probable = {member.article: member.probable for story in stories for member in story.members}
    taken: dict[str, list[Clip]] = {}
    for clip in clips:
        if clip.release is not None and not clip.outlet.official:
            taken.setdefault(clip.release, []).append(clip)
    chosen = [article for article in releases if _within(article, period)]
    chosen.sort(key=lambda article: (str(_instant(article) or ""), article.id))
    return tuple(
        Cascade(
            release=article.id,
            title=quote.headline(article),
            published=_instant(article),
            takes=_takes(article, taken.get(article.id, ()), probable),
        )
        for article in reversed(chosen)
    )


def over_time(cascades: Sequence[Cascade]) -> tuple[tuple[date, int, int], ...]:
    """(Monday, releases, takes) of each week with a release: what a chart of pick-up shows."""
    weeks: dict[date, tuple[int, int]] = {}
    for cascade in cascades:
        if cascade.published is not None:
            day = kyiv_day(cascade.published)
            monday = day - timedelta(days=day.weekday())
            releases, takes = weeks.get(monday, (0, 0))
            weeks[monday] = (releases + 1, takes + len(cascade.takes))
    return tuple((monday, *counts) for monday, counts in sorted(weeks.items()))


def curve(cascades: Sequence[Cascade]) -> tuple[tuple[float, int], ...]:
    """(hours since the release, takes so far) over all releases: how fast our texts travel, where the lag is known."""
    lags = sorted(take.lag for cascade in cascades for take in cascade.takes if take.lag is not None)
    return tuple((round(lag.total_seconds() / 3600, 2), number) for number, lag in enumerate(lags, start=1))


def _takes(release: Article, clips: Sequence[Clip], probable: dict[str, bool]) -> tuple[Take, ...]:
    ordered = sorted(clips, key=_order)
    twins = _twins(ordered)
    found = [
        Take(
            article=clip.article.id,
            outlet=clip.outlet.name,
            headline=quote.headline(clip.article),
            url=clip.article.url,
            published=_instant(clip.article),
            lag=_lag(release.published, clip.article.published),
            share=clip.share,
            credited=clip.credited,
            probable=probable.get(clip.article.id, False),
            level=clip.outlet.level,
            also=tuple(twin.article.url for twin in ordered if twins.get(twin.article.id) == clip.article.id),
        )
        for clip in ordered
        if clip.article.id not in twins
    ]
    return tuple(found)


def _order(clip: Clip) -> tuple[bool, float, str]:
    at = _instant(clip.article)
    return (at is None, at.timestamp() if at is not None else 0.0, clip.article.id)


def _twins(clips: Sequence[Clip]) -> dict[str, str]:
    """Article -> the earlier take it is the other-language twin of: same outlet, same kind, another language."""
    found: dict[str, str] = {}
    for place, clip in enumerate(clips):
        for first in clips[:place]:
            same = (first.outlet.id, first.article.kind) == (clip.outlet.id, clip.article.kind)
            if (
                same
                and {first.article.language, clip.article.language} == {"uk", "ru"}
                and first.article.id not in found
            ):
                found[clip.article.id] = first.article.id
                break
    return found


def _lag(start: Moment | None, end: Moment | None) -> timedelta | None:
    if start is None or end is None or not (start.exact and end.exact):
        return None
    return end.at - start.at


def _instant(article: Article) -> datetime | None:
    return article.published.at if article.published is not None else None


def _within(article: Article, period: tuple[date, date] | None) -> bool:
    at = _instant(article)
    return period is None or (at is not None and period[0] <= kyiv_day(at) <= period[1])
