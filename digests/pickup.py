"""What became of our own releases: who took them over, how soon, how much of the text, with credit or without. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from digests import quote
from monitor.dates import kyiv_day
from monitor.model import Article, Clip, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One clip that reuses a release. `lag` is None where an instant is unknown, `share` is of the clip's sentences."""

    article: str
    outlet: str
    headline: str
    url: str
    published: datetime | None
    lag: timedelta | None
    share: float
    credited: bool | None
    probable: bool


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


def _takes(release: Article, clips: Sequence[Clip], probable: dict[str, bool]) -> tuple[Take, ...]:
    start = _instant(release)
    found = []
    for clip in clips:
        at = _instant(clip.article)
        found.append(
            Take(
                article=clip.article.id,
                outlet=clip.outlet.name,
                headline=quote.headline(clip.article),
                url=clip.article.url,
                published=at,
                lag=at - start if at is not None and start is not None else None,
                share=clip.share,
                credited=clip.credited,
                probable=probable.get(clip.article.id, False),
            )
        )
    return tuple(sorted(found, key=lambda take: (take.published is None, str(take.published), take.article)))


def _instant(article: Article) -> datetime | None:
    return article.published.at if article.published is not None else None


def _within(article: Article, period: tuple[date, date] | None) -> bool:
    at = _instant(article)
    return period is None or (at is not None and period[0] <= kyiv_day(at) <= period[1])
