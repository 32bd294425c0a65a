"""What the service does besides collecting: the day's clearing once, letters of a quiet night in the morning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from monitor.alerts import Finding, Quiet, Rule
from monitor.config import Config, Retention, Smtp
from monitor.errors import StoreError
from monitor.model import Article
from monitor.schedule import chores, tick
from tests.fakes import FakeDoor
from tests.mailserver import CuttingServer
from tests.test_schedule import FEED, at, rows, setup, store_of, web
from tests.virtual import Clock, service


def old(day: int) -> Article:
    return Article(
        id="old",
        outlet="visti",
        url="https://news.example/old",
        kind="site",
        title="Давня новина про Вербосілля",
        paragraphs=("Текст, якому понад рік.",),
        fetched=at(day, "10:00") - timedelta(days=400),
    )


def clearing(folder: Path, clock: Clock) -> Callable[[str], bool]:
    """A service that lets texts go after a year, and an old one in its database: tick at an hour; is it still there?"""
    made = replace(setup(folder), retention=Retention(texts=timedelta(days=365)))
    served_by = service(folder, made, web(), clock)
    store = store_of(folder)
    store.save_outlets(made.outlets)
    store.save_articles([(old(19), "old", None, False, ())])

    def tick(when: str) -> bool:
        day, _, hour = when.partition(" ")
        clock.now = at(int(day), hour)
        assert served_by.tick().bugs == []
        stored = store.article("old")
        return stored is not None and "понад рік" in stored.article.text

    return tick


def marks(folder: Path) -> dict[int, tuple[str, str]]:
    return {row.day.day: (row.state, row.note) for row in rows(folder) if row.product == chores.RETENTION}


def test_what_is_too_old_goes_once_a_day_after_the_doubtful_hour(tmp_path: Path) -> None:
    tick = clearing(tmp_path, Clock())
    assert tick("18 12:00"), "the first day is only marked"
    assert tick("19 03:30"), "not in the hour that is doubled when clocks change"
    assert not tick("19 04:01")
    tick("19 12:00")
    tick("20 05:00")
    assert marks(tmp_path) == {
        18: ("missed", chores.PAUSE),
        19: ("made", "1 items, 0 stored pages, 0 log files"),
        20: ("made", ""),
    }
    assert len(rows(tmp_path)) == len({(row.product, row.day) for row in rows(tmp_path)})


def test_a_clock_that_jumps_ahead_deletes_nothing(tmp_path: Path) -> None:
    """A year too far everything is too old; the clock is set right long before it has gone on for a day."""
    clock = Clock(at(17, "12:00"))
    tick = clearing(tmp_path, clock)
    store = store_of(tmp_path)
    young = replace(old(17), id="young", url="https://news.example/young", fetched=at(16, "10:00"))
    store.save_articles([(young, "young", None, False, ())])
    tick("17 12:00")

    def words() -> bool:
        stored = store.article("young")
        return stored is not None and "понад рік" in stored.article.text

    for jumped in (f"{18 + 730} 12:00", f"{18 + 730} 12:01", f"{18 + 730} 23:59"):
        tick(jumped)
        assert words()
    assert not tick("18 12:00"), "right again: what is really too old goes"
    assert words()


def test_a_failure_is_told_and_tried_again_the_next_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise StoreError("the disk is full")

    clock = Clock(at(18, "12:00"))
    made = replace(setup(tmp_path), retention=Retention(texts=timedelta(days=365)))
    served_by = service(tmp_path, made, web(), clock)
    served_by.tick()
    clock.now = at(19, "05:00")
    with monkeypatch.context() as patch:
        patch.setattr(chores.deletion, "expire", refuses)
        assert served_by.tick().problems == ["verbosillia: the disk is full"]
        assert served_by.tick().problems == []
    clock.now = at(20, "05:00")
    served_by.tick()
    assert [state for state, _ in marks(tmp_path).values()] == ["missed", "missed", "made"]


def test_nothing_is_cleared_where_nobody_asked(tmp_path: Path) -> None:
    clock = Clock(at(19, "05:00"))
    service(tmp_path, setup(tmp_path), web(), clock).tick()
    assert [row.product for row in rows(tmp_path)] == []


def test_letters_of_a_quiet_night_leave_in_the_morning_though_nothing_is_collected(tmp_path: Path) -> None:
    clock = Clock(at(19, "04:10"))
    with CuttingServer() as server:
        rule = Rule(id="picked", to=("duty@office.example",), release=True)
        smtp = Smtp(
            host="127.0.0.1", port=server.port, sender="o@office.example", name=None, security="none", user=None
        )
        made = replace(setup(tmp_path), alerts=(rule,), smtp=smtp)
        served_by = service(tmp_path, made, FakeDoor({FEED: web().pages[FEED]}), clock)
        served_by.tick()
        finding = Finding(rule="picked", cause="one", reason="Наше повідомлення передрукували.")
        store_of(tmp_path).alerts.keep(
            [(finding, False, [("email", "duty@office.example")])], clock.now, at(19, "04:12")
        )
        store_of(tmp_path).schedule.hold("https://news.example", at(25, "00:00"))
        clock.now = at(19, "04:11")
        served_by.tick()
        assert [letter.state for letter in store_of(tmp_path).alerts.letters()] == ["queued"]
        clock.now = at(19, "04:13")
        found = served_by.tick()
        assert (found.bugs, found.problems) == ([], [])
    assert [letter.state for letter in store_of(tmp_path).alerts.letters()] == ["sent"]


def test_letters_that_cannot_leave_wake_nobody(tmp_path: Path) -> None:
    """A second try that falls into the night, and mail without a server: the state folder stays free."""
    smtp = Smtp(host="127.0.0.1", port=9, sender="o@office.example", name=None, security="none", user=None)
    night = Quiet(time(22), time(7))
    made = replace(setup(tmp_path), quiet=night, smtp=smtp)
    store = store_of(tmp_path)
    finding = Finding(rule="picked", cause="one", reason="Наше повідомлення передрукували.")
    store.alerts.keep([(finding, False, [("email", "duty@office.example")])], at(19, "21:00"), None)

    def letters(setting: Config, hour: str) -> bool:
        return tick.look(store, setting, at(19, hour), "one").letters

    assert letters(made, "21:30")
    assert not letters(made, "23:00")
    assert not letters(replace(made, smtp=None), "21:30")
    urgent = replace(finding, cause="two")
    store.alerts.keep([(urgent, True, [("email", "duty@office.example")])], at(19, "21:00"), None)
    assert letters(made, "23:00")
