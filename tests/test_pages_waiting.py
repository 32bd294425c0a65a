"""A site that asks to wait says nothing of its pages: they are fetched once it lets us, and told if it never does."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from monitor import pipeline
from monitor.errors import FetchError
from tests.fakes import NOW, FakeDoor, desk, feed, later, page

FEED = "https://news.example/feed"
PAGE = "https://news.example/a"
TEXT = "У Вербосіллі відкрили оновлену бібліотеку, ремонт якої тривав пів року коштом громади."


def busy(until: datetime) -> FetchError:
    return FetchError(PAGE, "busy", "news.example asks to wait.", retry_at=until)


def test_asked_to_wait_four_times_and_then_read(tmp_path: Path) -> None:
    door = FakeDoor({FEED: feed(("a", "Бібліотека", "Так."))})
    at = desk(tmp_path, door)
    for hours in (0, 2, 4, 6):
        now = NOW + timedelta(hours=hours)
        door.pages[PAGE] = busy(now + timedelta(hours=2))
        report = pipeline.collect(later(at, now))
        assert [item.step for item in report.failed] == ["fetch"], "it is told"
        assert at.store.clips() == []
        asked = door.asked.count(PAGE)
        pipeline.collect(later(at, now + timedelta(hours=1)))
        assert door.asked.count(PAGE) == asked, "not before its time"
    door.pages[PAGE] = page("Бібліотека у Вербосіллі", TEXT, TEXT)
    pipeline.collect(later(at, NOW + timedelta(hours=8)))
    (clip,) = at.store.clips()
    assert clip.article.quarantine is None
    assert "пів року" in clip.article.text


def test_asked_to_wait_for_ever(tmp_path: Path) -> None:
    """After a day every «wait» counts as a failure; the item is told as it was announced."""
    door = FakeDoor({FEED: feed(("a", "Бібліотека у Вербосіллі", "Так."))})
    at = desk(tmp_path, door)
    for hours in range(0, 36, 3):
        now = NOW + timedelta(hours=hours)
        door.pages[PAGE] = busy(now + timedelta(hours=2))
        pipeline.collect(later(at, now))
        assert bool(at.store.clips(relevance=None)) == (hours >= 30)
    (clip,) = at.store.clips()
    assert clip.article.quarantine is not None
    assert door.asked.count(PAGE) <= 12


def test_our_own_line_is_down_for_hours(tmp_path: Path) -> None:
    """Nobody can be reached for eight hours: the page is asked for a few times, ever more seldom, and then read."""
    door = FakeDoor({FEED: feed(("a", "Бібліотека", "Так."))})
    at = desk(tmp_path, door)
    door.pages[PAGE] = FetchError(PAGE, "network", "news.example does not answer.")
    for quarters in range(32):
        pipeline.collect(later(at, NOW + timedelta(minutes=15 * quarters)))
    assert at.store.clips(relevance=None) == [], "not given up"
    assert door.asked.count(PAGE) <= 7
    door.pages[PAGE] = page("Бібліотека у Вербосіллі", TEXT, TEXT)
    pipeline.collect(later(at, NOW + timedelta(hours=16)))
    (clip,) = at.store.clips()
    assert clip.article.quarantine is None
