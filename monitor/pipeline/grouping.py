"""Step 7: stories over a moving window; what came in late is grouped with what stands in its own days.

However old a text is when it comes in (an archive, a paper typed in by hand), it is held against its neighbours: that
no other outlet told of an event may be said only of what was looked at.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from digests import stories
from digests.stories.candidates import FARTHEST
from monitor.errors import StoreError
from monitor.model import Place
from monitor.pipeline.desk import Desk, Report
from monitor.store import Store, Ungrouped
from monitor.store.rows import Judged

AHEAD = timedelta(days=1)  # a clock of an outlet that goes fast
STORY_WINDOW = timedelta(days=14)  # reprints of a release come within days; a longer echo is a new story
# How far from a text another may stand that is tied to it; a day more, since one without an hour ends its day.
REACH = timedelta(seconds=FARTHEST) + timedelta(days=1)
PORTION = timedelta(days=7)  # of late texts grouped at a time: with REACH on both sides a month is held, whatever came
GROUPED = ("about", "area", "mention")  # what is not about the place at all is no part of any story
CHUNK = 500  # articles in one query
ATTEMPTS = 10  # a grouping takes seconds; a person's decision tens of them, a run comes but once

Span = tuple[datetime, datetime]  # from the first instant on, before the second
Told = dict[str, tuple[str, str]]  # article -> (story, relation)


def group_stories(desk: Desk, report: Report) -> None:
    """Group what may be about the place, and our own releases: first what came late, then the window."""
    told = _group_late(desk)
    for story in regroup(desk.store, desk.config.place, [(desk.now - STORY_WINDOW, desk.now + AHEAD)]).stories:
        told.update((member.article, (story.id, member.relation)) for member in story.members)
    report.count("group", "stories", len({story for story, _ in told.values()}))
    for _, relation in told.values():
        if relation != "original":
            report.count("group", relation)


def _group_late(desk: Desk) -> Told:
    """Group what is in no story and too old to meet in the window all that it may be tied to.

    A portion is held against what is grouped already of the days around it, the oldest portion first: what a stopped
    run did not reach is still in no story, and the next run goes on there with the same result.
    """
    waiting = desk.store.ungrouped(before=desk.now - STORY_WINDOW + REACH, relevance=GROUPED)
    late = {row.article for row in waiting}
    to_come, told, done = set(late), Told(), 0
    for portion in _portions(waiting):
        to_come -= {row.article for row in portion}
        around = (portion[0].published - REACH, portion[-1].published + REACH)
        for story in regroup(desk.store, desk.config.place, [around], without=to_come).stories:
            told.update((one.article, (story.id, one.relation)) for one in story.members if one.article in late)
        done += len(portion)
        desk.tell("group", done, len(waiting))
    return told


def _portions(waiting: Iterable[Ungrouped]) -> Iterator[list[Ungrouped]]:
    """What waits, oldest first, in lists that span less than PORTION."""
    portion: list[Ungrouped] = []
    for row in waiting:
        if portion and row.published - portion[0].published >= PORTION:
            yield portion
            portion = []
        portion.append(row)
    if portion:
        yield portion


def group_around(store: Store, place: Place, times: Sequence[datetime]) -> None:
    """Group anew the days around these instants, as a run of those days did. Instants years apart cost no more."""
    if times:
        regroup(store, place, _united((at - STORY_WINDOW, at + STORY_WINDOW) for at in times))


def _united(spans: Iterable[Span]) -> list[Span]:
    """The same days with no day twice, the earliest first."""
    united: list[Span] = []
    for since, until in sorted(spans):
        if united and since <= united[-1][1]:
            united[-1] = (united[-1][0], max(until, united[-1][1]))
        else:
            united.append((since, until))
    return united


def regroup(store: Store, place: Place, spans: Sequence[Span], *, without: Collection[str] = ()) -> stories.Grouping:
    """The stories of these days, saved; what a person or a run changes meanwhile is grouped again, never overwritten.

    `without`: articles that are left for later. Raises StoreError where stories change faster than the days can be
    grouped.
    """
    for _ in range(ATTEMPTS):
        decided = store.story_decisions()
        near = _window(store, spans, without)
        known = store.stories([item.article.id for item in near])
        inside = {item.article.id for item in near}
        rest = [member.article for story in known for member in story.members if member.article not in inside]
        window = near + _named(store, rest)  # two inside may be tied only by one outside
        grouping = stories.regroup(
            [stories.Filed(article=item.article, outlet=item.outlet) for item in window if not item.article.withdrawn],
            known=known,
            decisions=decided,
            names=stories.names_of(place),
            beyond=frozenset(rest),
            times=_times(store, window, rest),
        )
        if store.save_stories(grouping.stories, dict(grouping.redirects), decided=decided, known=known):
            return grouping
    raise StoreError("the stories could not be saved: others change them all the time; run again")


def may_be_grouped(store: Store, articles: Sequence[str]) -> list[str]:
    """Those of these articles that a grouping of their days would put into a story."""
    return [item.article.id for item in _named(store, articles) if not item.article.withdrawn]


def _window(store: Store, spans: Sequence[Span], without: Collection[str]) -> list[Judged]:
    return [
        item
        for since, until in spans
        for item in store.judged(since=since, until=until, relevance=GROUPED)
        if item.article.id not in without
    ]


def _named(store: Store, articles: Sequence[str]) -> list[Judged]:
    return [
        item
        for start in range(0, len(articles), CHUNK)
        for item in store.judged(articles=articles[start : start + CHUNK], relevance=GROUPED)
    ]


def _times(store: Store, window: Iterable[Judged], rest: Sequence[str]) -> dict[str, float]:
    """When each came out, as they are ordered; what has no date, when we first had it."""
    times = {item.article.id: stories.placed(item.article)[0] for item in window}
    first_had = {name: at.timestamp() for name, at in store.published(rest).items()}
    return times | {name: at for name, at in first_had.items() if math.isinf(times.get(name, math.inf))}
