"""What a product's time asks of `run` and of the service: sources asked before it, a draft after it, an honest last line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from digests.issues import restore
from monitor import pipeline
from monitor.config import Product
from monitor.dates import from_local
from monitor.errors import StaleDraft
from monitor.model import Label
from monitor.pipeline.desk import Desk
from monitor.pipeline.health import ENTERS_NEXT, LONG_AGO, NAMED_ONES, long_ago
from monitor.store import Visit
from tests.fakes import FakeDoor, config, desk, feed, later, page
from tests.virtual import Clock, service, with_products

FEED = "https://news.example/feed"
TEXT = "У Вербосіллі відкрили оновлену бібліотеку, ремонт якої тривав пів року коштом громади."
DAILY = Product(name="daily", at="08:30", days="mon-fri", to=(), formats=("email",), approve="auto")
WEEKLY = Product(name="situation-weekly", at="fri 15:00", days="mon-sun", to=(), formats=("email",), approve="hand")


def at(clock: str, day: int = 20) -> datetime:
    """A time of a day of November 2026; the 20th is a Friday."""
    return from_local(date(2026, 11, day), time.fromisoformat(clock))


def web() -> FakeDoor:
    return FakeDoor({FEED: feed(("a", "Бібліотека", "Так.")), "https://news.example/a": page("Бібліотека", TEXT, TEXT)})


def news(door: FakeDoor) -> None:
    """A second article comes out."""
    door.pages[FEED] = feed(("b", "Вербосілля: бюджет", "Так."), ("a", "Бібліотека", "Так."))
    door.pages["https://news.example/b"] = page("Вербосілля: бюджет", TEXT, "Рада Вербосілля ухвалила бюджет на рік.")


def sleepy(opened: Desk) -> None:
    """The source brought nothing for long, so that it would be asked again in the evening."""
    (state,) = opened.store.source_states().values()
    assert state.visited is not None
    evening = replace(state, next_visit=at("21:00"))
    opened.store.save_visit(Visit(source=evening, at=state.visited, state="ok"))


def office(tmp_path: Path, door: FakeDoor, *products: Product) -> Desk:
    return desk(tmp_path, door, with_products(config(tmp_path, FEED), *products), at("08:31"))


def drafts(opened: Desk, kind: str) -> list[tuple[str, int | None, int]]:
    return [(row.day, row.number, len(opened.store.issues.items(row.id))) for row in opened.store.issues.heads(kind)]


def test_a_run_asks_the_sources_before_a_product_and_leaves_its_draft(tmp_path: Path) -> None:
    door = web()
    opened = office(tmp_path, door, DAILY, WEEKLY)
    pipeline.run(opened)
    assert drafts(opened, "situation-weekly") == [], "its time has not come"
    news(door)
    sleepy(opened)
    pipeline.run(later(opened, at("14:00")))
    assert door.asked.count(FEED) == 1, "no product is made now: the source keeps its interval"
    report = pipeline.run(later(opened, at("15:01")))
    assert door.asked.count(FEED) == 2
    assert drafts(opened, "situation-weekly") == [("2026-11-20", None, 2)]
    assert "situation-weekly" in [issue["kind"] for issue in report.issues]
    sleepy(opened)
    pipeline.run(later(opened, at("17:30")))
    assert door.asked.count(FEED) == 2, "it is made; nobody asks for it again"


def test_a_draft_that_a_person_looked_at_stays_as_it_is(tmp_path: Path) -> None:
    opened = office(tmp_path, web(), DAILY, WEEKLY)
    pipeline.run(opened)
    pipeline.build(later(opened, at("14:30")), "situation-weekly", None, preview=False)
    pipeline.run(later(opened, at("15:01")))
    (row,) = opened.store.issues.heads("situation-weekly")
    assert row.until == at("14:30")


def test_for_a_draft_that_stays_no_source_is_asked(tmp_path: Path) -> None:
    door = web()
    opened = office(tmp_path, door, DAILY, WEEKLY)
    pipeline.run(opened)
    pipeline.build(later(opened, at("14:30")), "situation-weekly", None, preview=False)
    for clock in ("15:01", "16:02", "17:03"):
        sleepy(opened)
        pipeline.run(later(opened, at(clock)))
    assert door.asked.count(FEED) == 1


def test_for_a_product_that_cannot_be_built_no_source_is_asked(tmp_path: Path) -> None:
    door = web()
    opened = office(tmp_path, door, DAILY, replace(WEEKLY, name="no-such"))
    pipeline.run(opened)
    for clock in ("15:01", "16:02"):
        sleepy(opened)
        report = pipeline.run(later(opened, at(clock)))
        assert [item.subject for item in report.failed] == ["no-such"]
    assert door.asked.count(FEED) == 1


def test_a_draft_of_a_clock_that_ran_ahead_is_made_anew(tmp_path: Path) -> None:
    opened = office(tmp_path, web(), DAILY, WEEKLY)
    pipeline.build(later(opened, at("16:00")), "situation-weekly", None, preview=False)
    assert drafts(opened, "situation-weekly") == [("2026-11-20", None, 0)]
    pipeline.run(opened)
    pipeline.run(later(opened, at("15:01")))
    assert drafts(opened, "situation-weekly") == [("2026-11-20", None, 1)]
    (row,) = opened.store.issues.heads("situation-weekly")
    assert (row.until, row.built) == (at("15:01"), at("15:01"))


def test_what_was_built_anew_for_an_end_ahead_is_made_anew_too(tmp_path: Path) -> None:
    opened = office(tmp_path, web(), DAILY, WEEKLY)
    pipeline.run(opened)
    pipeline.build(later(opened, at("16:00")), "situation-weekly", None, preview=False)
    (row,) = opened.store.issues.heads("situation-weekly")
    (item,) = opened.store.issues.items(row.id)
    label = Label(article=item.article, field="topic", value="sport", by="М. Липка", at=at("14:55"))
    opened.store.add_label(label, "test")
    with pytest.raises(StaleDraft):
        pipeline.approve(later(opened, at("15:00")), row.kind, "М. Липка")
    (row,) = opened.store.issues.heads("situation-weekly")
    assert (row.until, row.built) == (at("16:00"), at("15:00"))
    pipeline.run(later(opened, at("15:01")))
    (row,) = opened.store.issues.heads("situation-weekly")
    assert row.until == at("15:01")


def test_a_weekly_that_approves_itself_waits_for_the_service(tmp_path: Path) -> None:
    opened = office(tmp_path, web(), DAILY, replace(WEEKLY, approve="auto"))
    pipeline.run(opened)
    report = pipeline.run(later(opened, at("15:01")))
    assert drafts(opened, "situation-weekly") == [("2026-11-20", None, 1)]
    assert {issue["kind"]: issue["number"] for issue in report.issues} == {"daily": 1, "situation-weekly": None}


def test_the_service_approves_the_week_that_a_run_drafted(tmp_path: Path) -> None:
    weekly, door, clock = replace(WEEKLY, approve="auto"), web(), Clock(at("14:00"))
    served = service(tmp_path, with_products(config(tmp_path, FEED), weekly), door, clock)
    served.tick()
    opened = office(tmp_path, door, weekly)
    pipeline.run(later(opened, at("15:01")))
    clock.now = at("15:05")
    served.tick()
    ((_, number, _),) = drafts(opened, "situation-weekly")
    assert number == 1


def test_what_approves_itself_goes_out_as_of_its_time(tmp_path: Path) -> None:
    door = web()
    notice = replace(WEEKLY, at="15:00", approve="auto")
    opened = office(tmp_path, door, DAILY, notice)
    pipeline.run(opened)
    pipeline.build(later(opened, at("09:00")), "situation-weekly", None, preview=False)
    news(door)
    pipeline.run(later(opened, at("15:01")))
    (row,) = opened.store.issues.heads("situation-weekly")
    assert (row.number, row.until) == (1, at("15:01"))
    assert drafts(opened, "situation-weekly") == [("2026-11-20", 1, 2)]


def test_a_product_that_cannot_be_made_stops_no_other(tmp_path: Path) -> None:
    opened = office(tmp_path, web(), DAILY, replace(WEEKLY, name="no-such"), WEEKLY)
    report = pipeline.run(later(opened, at("15:01")))
    assert [(item.subject, item.step) for item in report.failed] == [("no-such", "build")]
    assert len(drafts(opened, "situation-weekly")) == 1


def test_the_service_asks_the_sources_before_a_slot(tmp_path: Path) -> None:
    door, clock = web(), Clock(at("08:00"))
    served = service(tmp_path, with_products(config(tmp_path, FEED), WEEKLY), door, clock)
    served.tick()
    opened = office(tmp_path, door)
    news(door)
    sleepy(opened)
    clock.now = at("14:59")
    served.tick()
    assert door.asked.count(FEED) == 1
    clock.now = at("15:00")
    served.tick()
    assert door.asked.count(FEED) == 2
    assert drafts(opened, "situation-weekly") == [("2026-11-20", None, 2)]


def test_the_service_asks_nobody_again_for_a_slot_that_cannot_be_built(tmp_path: Path) -> None:
    door, clock = web(), Clock(at("08:00"))
    broken = replace(WEEKLY, name="no-such")
    served = service(tmp_path, with_products(config(tmp_path, FEED), broken), door, clock)
    served.tick()
    opened = office(tmp_path, door)
    for now in ("15:00", "16:10", "17:20"):
        sleepy(opened)
        clock.now = at(now)
        served.tick()
    assert door.asked.count(FEED) == 2


# --- the last line ------------------------------------------------------------------------------------------------


def test_a_product_says_which_sources_were_asked_long_before_its_end(tmp_path: Path) -> None:
    opened = office(tmp_path, web(), DAILY)
    pipeline.run(opened)

    def notes(clock: str) -> str:
        pipeline.build(later(opened, at(clock)), "situation-weekly", None, preview=False)
        (row,) = opened.store.issues.listed("situation-weekly")
        return " ".join(restore(row.body.encode()).coverage.notes)

    assert "Востаннє" not in notes("11:31")
    assert f"Востаннє опитано задовго до кінця періоду: Вісті (08:31). {ENTERS_NEXT}" in notes("15:03")


@pytest.mark.parametrize(
    ("name", "visits", "said"),
    [
        ("lately", {"a": at("12:00")}, None),
        ("one", {"a": at("11:59")}, "А (11:59)"),
        ("the earliest first", {"a": at("11:00"), "b": at("09:05")}, "Б (09:05), А (11:00)"),
        ("of another day", {"a": at("22:10", 19)}, "А (19 листопада, 22:10)"),
        ("many", {f"s{n}": at(f"0{n}:00") for n in range(1, NAMED_ONES + 2)}, "7 джерел, найдавніше – 01:00"),
    ],
)
def test_the_sentence_of_sources_asked_long_ago(name: str, visits: dict[str, datetime], said: str | None) -> None:
    until = at("12:00") + LONG_AGO
    names = {"a": "А", "b": "Б"}
    told = long_ago(visits, lambda source: names.get(source, source), until)
    expected = [] if said is None else [f"Востаннє опитано задовго до кінця періоду: {said}. {ENTERS_NEXT}"]
    assert told == expected, name
