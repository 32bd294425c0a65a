"""What is due and what is new: tables of cases with a clock that is an argument."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import plan
from monitor.model import Entry, Harvest, Outlet, Post, Source

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
SOURCE = Source(id="visti", outlet="visti", kind="feed", url="https://visti.example/feed")
OUTLET = Outlet(id="visti", name="Вісті")
SOON = NOW + timedelta(minutes=30)


def entry(**fields: object) -> Entry:
    return Entry(**{"source": "visti", "key": "k", "url": "https://visti.example/a", **fields})  # type: ignore[arg-type]


def test_due() -> None:
    other = Source(id="other", outlet="visti", kind="feed", url="https://visti.example/2")
    late = Source(id="late", outlet="visti", kind="feed", url="https://visti.example/3")
    times = {"other": NOW, "late": NOW + timedelta(seconds=1)}
    assert plan.due([SOURCE, other, late], times, NOW) == (SOURCE, other)


@given(st.integers(0, 40), st.integers(0, 200), st.integers(0, 10_000))
def test_an_interval_stays_within_bounds(days: int, new: int, fresh: int) -> None:
    past = plan.Remembered(brought=NOW - timedelta(days=days))
    wait = plan.next_after_success(SOURCE, past, NOW, new=new, max_age=fresh) - NOW
    assert plan.SHORTEST <= wait <= plan.LONGEST


@pytest.mark.parametrize("name", ["visti-feed", "kaminfo-listing", "a", "b", "c"])
def test_no_jitter_lengthens_the_longest_interval(name: str) -> None:
    source, past = replace(SOURCE, id=name), plan.Remembered(brought=NOW - timedelta(days=3))
    for asked_for in (None, 20_000, 100_000):
        wait = plan.next_after_success(source, past, NOW, new=0, max_age=asked_for) - NOW
        assert timedelta(seconds=min(asked_for or 0, 21_600)) <= wait <= plan.LONGEST


@pytest.mark.parametrize(
    ("name", "source", "past", "asked"),
    [
        ("never asked", SOURCE, plan.Remembered(), True),
        ("due", SOURCE, plan.Remembered(visited=NOW - timedelta(minutes=15), next_visit=NOW), True),
        ("asked hours ago", SOURCE, plan.Remembered(visited=NOW - timedelta(hours=5), next_visit=SOON), True),
        ("asked just now", SOURCE, plan.Remembered(visited=NOW - timedelta(minutes=50), next_visit=SOON), False),
        (
            "the owner's interval",
            replace(SOURCE, every=86_400),
            plan.Remembered(visited=NOW - timedelta(hours=5), next_visit=SOON),
            False,
        ),
        (
            "backing off",
            SOURCE,
            plan.Remembered(visited=NOW - timedelta(hours=5), next_visit=SOON, failures=6),
            False,
        ),
        (
            "asks to be left alone",
            SOURCE,
            plan.Remembered(visited=NOW - timedelta(hours=5), next_visit=SOON, fresh=20_000),
            False,
        ),
        (
            "asked to be left alone for less",
            SOURCE,
            plan.Remembered(visited=NOW - timedelta(hours=5), next_visit=SOON, fresh=7_200),
            True,
        ),
    ],
)
def test_who_is_asked_before_a_product(name: str, source: Source, past: plan.Remembered, asked: bool) -> None:
    assert (plan.before_product([source], {source.id: past}, NOW) == (source,)) is asked, name


def test_the_owners_interval_is_kept() -> None:
    hourly = replace(SOURCE, every=3600)
    wait = plan.next_after_success(hourly, plan.Remembered(), NOW, new=99, max_age=None) - NOW
    assert timedelta(hours=1) <= wait <= timedelta(hours=1.1)


def test_a_dead_source_backs_off_to_daily_and_is_never_dropped() -> None:
    visits, now, failures = 0, NOW, 0
    while now < NOW + timedelta(days=90):
        now = plan.next_after_failure(SOURCE, plan.Remembered(failures=failures), now, None)
        failures, visits = failures + 1, visits + 1
    assert 90 <= visits <= 120


def test_retry_after_is_never_undercut() -> None:
    asked = NOW + timedelta(hours=5)
    assert plan.next_after_failure(SOURCE, plan.Remembered(), NOW, asked) == asked


def test_one_clip_from_many_addresses() -> None:
    urls = ["https://visti.example/a?utm_source=x", "http://www.visti.example/a#top", "https://visti.example/a/"]
    harvest = Harvest(entries=tuple(entry(url=url, key=str(n)) for n, url in enumerate(urls)))
    assert len(plan.sightings(OUTLET, harvest)) == 1


def test_two_clips_under_one_guid() -> None:
    harvest = Harvest(entries=(entry(), entry(url="https://visti.example/b")))
    assert len(plan.sightings(OUTLET, harvest)) == 2


def test_a_post_without_address_is_known_by_its_key() -> None:
    harvest = Harvest(entries=(entry(url="", key="urn:1"), entry(url="", key="urn:2")))
    assert len(plan.sightings(OUTLET, harvest)) == 2


def test_views_are_no_change_but_words_are() -> None:
    first = entry(summary="Текст", post=Post(views=10))
    assert plan.entry_digest(first) == plan.entry_digest(entry(summary="Текст", post=Post(views=999)))
    assert plan.entry_digest(first) != plan.entry_digest(entry(summary="Текст виправлено", post=Post(views=10)))
    assert plan.entry_digest(first) != plan.entry_digest(entry(summary="Текст", post=Post(edited=True)))


def test_a_moved_time_of_change_is_news_only_where_a_page_stands_behind_the_entry() -> None:
    article, video = entry(summary="Текст"), entry(summary="Текст", complete=True)
    assert plan.entry_digest(replace(article, updated=NOW)) != plan.entry_digest(article)
    assert plan.entry_digest(replace(video, updated=NOW)) == plan.entry_digest(video)
    assert plan.entry_digest(replace(video, updated=NOW, summary="Інше")) != plan.entry_digest(video)
    assert plan.entry_digest(replace(video, updated=NOW, title="Інше")) != plan.entry_digest(video)


def test_outlets_keep_their_clips_apart() -> None:
    assert plan.article_id("a", "https://x.example/1") != plan.article_id("b", "https://x.example/1")


@pytest.mark.parametrize(
    ("every", "visited", "planned", "expected"),
    [
        (3600, None, None, False),  # never asked: it is new
        (3600, timedelta(hours=2), timedelta(hours=1), False),
        (3600, timedelta(hours=14), timedelta(hours=13), True),
        (3600, timedelta(days=30), timedelta(days=30), True),
        (7 * 86400, timedelta(days=6), -timedelta(days=1), False),
        (7 * 86400, timedelta(days=8), timedelta(days=1), True),
        (None, timedelta(hours=20), timedelta(hours=11), False),  # an office that collects once a day
        (None, timedelta(days=3), None, True),
        (3600, timedelta(days=3), -timedelta(days=300), True),  # planned by a clock that was ahead
        (3600, -timedelta(days=1), -timedelta(days=1), False),
    ],
)
def test_a_source_long_due_and_not_asked_is_overdue(
    every: int | None, visited: timedelta | None, planned: timedelta | None, expected: bool
) -> None:
    times = [None if ago is None else NOW - ago for ago in (visited, planned)]
    assert plan.overdue(replace(SOURCE, every=every), times[0], times[1], NOW) is expected
