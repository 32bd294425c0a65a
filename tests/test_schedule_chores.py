"""What the service does besides collecting: the day's clearing once, letters of a quiet night in the morning."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.alerts import Finding, Rule
from monitor.config import Retention, Smtp
from monitor.model import Article
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


def test_what_is_too_old_goes_once_a_day_after_the_doubtful_hour(tmp_path: Path) -> None:
    clock = Clock(at(19, "03:30"))
    terms = Retention(texts=timedelta(days=365))
    served_by = service(tmp_path, replace(setup(tmp_path), retention=terms), web(), clock)
    store = store_of(tmp_path)
    store.save_outlets(setup(tmp_path).outlets)
    store.save_articles([(old(19), "old", None, False, ())])

    def words() -> bool:
        stored = store.article("old")
        return stored is not None and "понад рік" in stored.article.text

    assert served_by.tick().problems == []
    assert words(), "not in the hour that is doubled when clocks change"
    clock.now = at(19, "04:01")
    found = served_by.tick()
    assert (found.bugs, found.problems) == ([], [])
    assert not words()
    notes = {(row.day.day, row.product): (row.state, row.note) for row in rows(tmp_path)}
    assert notes[19, "(retention)"] == ("made", "1 items, 0 stored pages, 0 log files")
    clock.now = at(19, "12:00")
    served_by.tick()
    assert [row.product for row in rows(tmp_path)].count("(retention)") == 1
    clock.now = at(20, "05:00")
    served_by.tick()
    assert [row.day.day for row in rows(tmp_path) if row.product == "(retention)"] == [19, 20]


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
