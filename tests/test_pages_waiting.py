"""A site that asks to wait says nothing of its pages: they are fetched once it lets us, and told if it never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from monitor import pipeline
from monitor.errors import FetchError
from monitor.model import OTHER_WORDS, PAGE_UNREAD
from monitor.pipeline import read
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


REPAIRS = page("Технічні роботи", "Шановні читачі! На сайті тривають технічні роботи. Ми скоро повернемося.")
TITLE = "У Вербосіллі перейменують п’ять вулиць"


def test_repairs_that_end_overnight(tmp_path: Path) -> None:
    """What the source says waits for a person at once; the page is asked for ever more seldom, until it is there."""
    door = FakeDoor({FEED: feed(("a", TITLE, "Комісія погодила перелік.")), PAGE: REPAIRS})
    at = desk(tmp_path, door)
    for quarters in range(4 * 12):
        pipeline.collect(later(at, NOW + timedelta(minutes=15 * quarters)))
    (clip,) = at.store.clips()
    assert (clip.article.title, clip.article.quarantine) == (TITLE, PAGE_UNREAD)
    assert clip.article.text == "Комісія погодила перелік."
    assert at.store.catalogue.waiting(NOW - timedelta(days=3)).announced == 1
    assert 4 <= door.asked.count(PAGE) <= 5
    door.pages[PAGE] = page(TITLE, TEXT, TEXT)
    pipeline.collect(later(at, NOW + timedelta(hours=17)))
    (clip,) = at.store.clips()
    assert (clip.article.title, clip.article.quarantine) == (TITLE, None)
    assert "пів року" in clip.article.text
    assert at.store.catalogue.waiting(NOW - timedelta(days=3)).announced == 0


def test_a_page_that_says_no_more_than_the_feed_did_waits_no_longer(tmp_path: Path) -> None:
    door = FakeDoor({FEED: feed(("a", TITLE, TEXT)), PAGE: REPAIRS})
    at = desk(tmp_path, door)
    pipeline.collect(at)
    door.pages[PAGE] = page(TITLE, TEXT)
    pipeline.collect(later(at, NOW + timedelta(hours=2)))
    (clip,) = at.store.clips()
    assert clip.article.quarantine is None


def test_repairs_without_end(tmp_path: Path) -> None:
    door = FakeDoor({FEED: feed(("a", TITLE, "Комісія погодила перелік.")), PAGE: REPAIRS})
    at = desk(tmp_path, door)
    for hours in range(24 * 8):
        pipeline.collect(later(at, NOW + timedelta(hours=hours)))
    assert door.asked.count(PAGE) <= 9
    assert at.store.catalogue.waiting(NOW - timedelta(days=3)).announced == 1


def test_repairs_put_no_notice_in_the_place_of_a_text_that_is_known(tmp_path: Path) -> None:
    door = FakeDoor({FEED: feed(("a", TITLE, "Комісія погодила перелік.")), PAGE: page(TITLE, TEXT, TEXT)})
    at = desk(tmp_path, door)
    pipeline.collect(at)
    door.pages |= {FEED: feed(("a", TITLE, "Комісія погодила новий перелік.")), PAGE: REPAIRS}
    pipeline.collect(later(at, NOW + timedelta(days=9)))
    (clip,) = at.store.clips()
    assert "пів року" in clip.article.text
    door.pages[PAGE] = page(TITLE, TEXT, "Оновлено: сесія рішення підтримала, повідомив її секретар увечері.")
    pipeline.collect(later(at, NOW + timedelta(days=9, hours=2)))
    (clip,) = at.store.clips()
    assert "Оновлено" in clip.article.text


def test_repairs_and_what_came_after_are_replayed(tmp_path: Path) -> None:
    door = FakeDoor({FEED: feed(("a", TITLE, "Комісія погодила перелік.")), PAGE: REPAIRS})
    at = desk(tmp_path, door)
    pipeline.run(at)
    door.pages[PAGE] = page(TITLE, TEXT, TEXT)
    pipeline.run(later(at, NOW + timedelta(hours=2)))
    again = desk(tmp_path / "again", FakeDoor({}), now=NOW + timedelta(hours=2))
    pipeline.replay(again, sorted((tmp_path / "var" / "archive").glob("*.warc.gz")))
    assert again.store.fingerprint() == at.store.fingerprint()


def test_a_text_that_may_be_another_is_kept_under_a_doubt_and_takes_no_known_texts_place(tmp_path: Path) -> None:
    login = page("Особистий кабінет", "Уведіть номер телефону, і ми надішлемо код підтвердження для входу.")
    door = FakeDoor({FEED: feed(("a", TITLE, "Комісія погодила перелік.")), PAGE: login})
    at = desk(tmp_path, door)
    assert pipeline.collect(at).failed == []
    (clip,) = at.store.clips(relevance=None)
    assert clip.article.quarantine == f"{OTHER_WORDS}: «{TITLE}»."
    known = desk(tmp_path / "known", FakeDoor({FEED: door.pages[FEED], PAGE: page(TITLE, TEXT, TEXT)}))
    pipeline.collect(known)
    (before,) = known.store.clips()
    found = replace(clip.article, id=before.article.id)
    assert not read._is_news(before.article, found)
    assert read._is_news(replace(before.article, quarantine=PAGE_UNREAD), found)
    assert read._is_news(found, before.article), "the text itself takes its place"
