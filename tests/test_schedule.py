"""The unattended service with a virtual clock: one issue a slot, catching up, bugs, leases, stops."""

from __future__ import annotations

import json
import threading
import time as time_
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

from monitor import pipeline, plan
from monitor.config import Config, Product, Smtp
from monitor.dates import from_local
from monitor.errors import ConfigError, FetchError, StoreError
from monitor.model import ListingRule, Source
from monitor.schedule import is_well, read_beat, remarks
from monitor.schedule.health import address, served
from monitor.schedule.keeper import LEASE
from monitor.schedule.places import Configured, as_one
from monitor.schedule.watch import Cut, Watch
from monitor.store import Store
from monitor.store.schedule import SlotRow
from tests.fakes import FakeDoor, config, desk, feed, later, page
from tests.mailserver import CuttingServer
from tests.virtual import Clock, service, with_products

FEED = "https://news.example/feed"
DAILY = Product(name="daily", at="08:30", days="mon-fri", to=(), formats=("email",), approve="auto")
WEEKLY = Product(name="thematic", at="fri 16:00", days="mon-sun", to=(), formats=("csv",), approve="hand")
TEXT = "У Вербосіллі відкрили оновлену бібліотеку, ремонт якої тривав пів року коштом громади."


def at(day: int, clock: str) -> datetime:
    """A day of November 2026; the 20th is a Friday."""
    return from_local(date(2026, 11, 1) + timedelta(days=day - 1), time.fromisoformat(clock))


def web() -> FakeDoor:
    return FakeDoor({FEED: feed(("a", "Бібліотека", "Так.")), "https://news.example/a": page("Бібліотека", TEXT, TEXT)})


def setup(tmp_path: Path, *products: Product) -> Config:
    return with_products(config(tmp_path, FEED), *(products or (DAILY,)))


def store_of(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "var" / "ohliad.sqlite", "verbosillia")


def rows(tmp_path: Path) -> list[SlotRow]:
    return store_of(tmp_path).schedule.slots(date(2000, 1, 1))


def brief(tmp_path: Path, day: str) -> str:
    store = store_of(tmp_path)
    row = store.issues.find(f"daily/{day}")
    assert row is not None
    (text,) = [one for one in store.issues.documents(row.id) if one.filename.endswith(".txt")]
    return " ".join(text.content.decode().split())


# --- slots, as the database remembers them ------------------------------------------------------------------------


def test_files_that_cannot_be_written_keep_no_slot_open(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "issues").write_bytes(b"no folder")
    clock = Clock(at(20, "08:00"))
    served_by = service(tmp_path, setup(tmp_path), web(), clock)
    served_by.tick()
    clock.now = at(20, "08:31")
    served_by.tick()
    (slot,) = rows(tmp_path)
    row = store_of(tmp_path).issues.find("daily/2026-11-20")
    assert (slot.state, row and row.number) == ("made", 1)


def test_a_slot_that_a_later_issue_left_nothing_for_is_told_once(tmp_path: Path) -> None:
    weekly = replace(DAILY, at="fri 16:00", days="mon-sun")  # it goes on where the last issue ended
    clock = Clock(at(19, "09:00"))
    served_by = service(tmp_path, setup(tmp_path, weekly), web(), clock)
    served_by.tick()
    for day in (19, 21):  # a person signs before the service comes back on Saturday
        by_hand = desk(tmp_path, web(), setup(tmp_path, weekly), now=at(day, "10:00"))
        pipeline.build(by_hand, "daily", None, preview=False)
        pipeline.approve(by_hand, f"daily/2026-11-{day}", "марта")
        by_hand.store.close()
    clock.now = at(21, "10:30")
    (told,) = served_by.tick().problems
    assert "daily/2026-11-20 has nothing left to approve: its whole period is in daily/2026/2" in told
    assert [(row.day.day, row.state) for row in rows(tmp_path)] == [(20, "made")]
    for minute in (31, 40, 50):
        clock.now = at(21, f"10:{minute}")
        assert served_by.tick().problems == [], "nothing of it can come out any more"
    found = store_of(tmp_path).issues.heads("daily")
    assert [(row.day[-2:], row.number) for row in found] == [("21", 2), ("20", None), ("19", 1)]


def test_days_go_by_with_one_issue_each(tmp_path: Path) -> None:
    clock = Clock(at(19, "07:00"))
    served_by = service(tmp_path, setup(tmp_path, DAILY, WEEKLY), web(), clock)
    for day in range(19, 24):
        for hour in ("08:29", "08:30", "08:31", "16:05"):
            clock.now = at(day, hour)
            found = served_by.tick()
            assert (found.bugs, found.problems) == ([], [])
            if hour == "08:31" and day % 2:  # a restart has nothing to forget
                served_by.close()
                served_by = service(tmp_path, setup(tmp_path, DAILY, WEEKLY), web(), clock)
    issues = store_of(tmp_path).issues
    daily = [row for row in issues.listed("daily") if row.number]
    assert sorted(row.day[-2:] for row in daily) == ["19", "20", "23"]
    assert [row.approved and row.approved.strftime("%H:%M") for row in daily] == ["06:30"] * 3
    weekly = issues.listed("thematic")
    assert [(row.day[-2:], row.state) for row in weekly] == [("20", "draft")], "a person approves"


def test_a_late_brief_says_so(tmp_path: Path) -> None:
    clock = Clock(at(19, "23:00"))
    served_by = service(tmp_path, setup(tmp_path), web(), clock)
    served_by.tick()
    clock.now = at(20, "11:05")
    served_by.tick()
    said = "Огляд складено із запізненням: за розкладом 20 листопада, 08:30, фактично 20 листопада, 11:05."
    assert said in brief(tmp_path, "2026-11-20")
    assert [(row.state, row.note) for row in rows(tmp_path)] == [("late", said)]
    served_by.tick()
    assert len(rows(tmp_path)) == 1


def test_a_late_draft_goes_on_saying_so(tmp_path: Path) -> None:
    clock, door = Clock(at(20, "07:00")), web()
    served_by = service(tmp_path, setup(tmp_path, replace(DAILY, approve="hand")), door, clock)
    served_by.tick()
    clock.now = at(20, "11:05")
    served_by.tick()
    door.pages[FEED] = feed(("b", "Ярмарок", "Так."), ("a", "Бібліотека", "Так."))
    door.pages["https://news.example/b"] = page("Ярмарок", TEXT.replace("бібліотеку", "площу ярмарку"), TEXT)
    clock.now = at(20, "18:00")
    served_by.tick()
    text = brief(tmp_path, "2026-11-20")
    assert "Ярмарок" in text
    assert "із запізненням" in text


def test_missed_days_are_noted_and_the_next_brief_names_them(tmp_path: Path) -> None:
    clock = Clock(at(16, "07:00"))
    served_by = service(tmp_path, setup(tmp_path), web(), clock)
    served_by.tick()
    clock.now = at(16, "08:30")
    served_by.tick()
    clock.now = at(20, "08:31")
    told = [one for one in served_by.tick().problems if "was missed" in one]
    assert [one.partition(": ")[2] for one in told] == [
        f"the daily issue of 2026-11-{day} was missed: its time is over" for day in (17, 18, 19)
    ]
    assert [(row.day.day, row.state) for row in rows(tmp_path)] == [
        (16, "made"), (17, "missed"), (18, "missed"), (19, "missed"), (20, "made")
    ]  # fmt: skip
    text = brief(tmp_path, "2026-11-20")
    assert "Не вийшли огляди за 17 листопада, 18 листопада та 19 листопада" in text
    assert "із запізненням" not in text
    clock.now = at(23, "08:31")
    served_by.tick()
    assert "Не вийш" not in brief(tmp_path, "2026-11-23"), "told once"


def test_days_without_an_issue_before_the_first_tick_are_named_too(tmp_path: Path) -> None:
    """A place served by `run` until Friday; the service begins on Monday after the hour and stands until Thursday."""
    made = later(desk(tmp_path, web(), setup(tmp_path)), at(20, "08:31"))
    pipeline.run(made)
    made.store.close()
    clock = Clock(at(23, "11:05"))
    served_by = service(tmp_path, setup(tmp_path), web(), clock)
    served_by.tick()
    assert [row.day for row in rows(tmp_path)] == [], "a new service owes no past slot"
    clock.now = at(26, "08:31")
    served_by.tick()
    text = brief(tmp_path, "2026-11-26")
    assert "Не вийшли огляди за 23 листопада, 24 листопада та 25 листопада" in text
    clock.now = at(27, "08:31")
    served_by.tick()
    assert "Не вийш" not in brief(tmp_path, "2026-11-27"), "told once"


def test_the_first_slot_after_runs_without_a_gap_names_nothing(tmp_path: Path) -> None:
    made = later(desk(tmp_path, web(), setup(tmp_path)), at(20, "08:31"))
    pipeline.run(made)
    made.store.close()
    clock = Clock(at(23, "07:00"))
    served_by = service(tmp_path, setup(tmp_path), web(), clock)
    served_by.tick()
    clock.now = at(23, "08:30")
    served_by.tick()
    assert "Не вийш" not in brief(tmp_path, "2026-11-23")


def test_a_weekly_product_is_made_late_within_its_week(tmp_path: Path) -> None:
    clock = Clock(at(19, "07:00"))
    served_by = service(tmp_path, setup(tmp_path, replace(WEEKLY, approve="auto")), web(), clock)
    served_by.tick()
    clock.now = at(23, "09:00")
    served_by.tick()
    (row,) = store_of(tmp_path).issues.listed("thematic")
    assert (row.day, row.name, row.state) == ("2026-11-20", "thematic/2026/1", "approved")
    assert row.until == at(21, "00:00"), "the week that ended with its day"
    assert "за розкладом 20 листопада, 16:00, фактично 23 листопада, 09:00" in row.body
    clock.now = at(27, "16:00")
    served_by.tick()
    assert [(slot.day.day, slot.state) for slot in rows(tmp_path)] == [(20, "late"), (27, "made")]


MISSED = {
    1: "Не вийшов огляд за 17 листопада: програма не працювала. Його матеріали подано тут.",
    2: "Не вийшли огляди за 17 листопада та 18 листопада: програма не працювала. Їхні матеріали подано тут.",
    4: "Не вийшли огляди за 4 дні (17–20 листопада 2026 року): програма не працювала. Їхні матеріали подано тут.",
    5: "Не вийшли огляди за 5 днів (17–21 листопада 2026 року): програма не працювала. Їхні матеріали подано тут.",
}


@pytest.mark.parametrize("number", MISSED)
def test_the_sentence_of_missed_days(number: int) -> None:
    assert remarks.missed([date(2026, 11, 17) + timedelta(days=n) for n in range(number)]) == MISSED[number]


def test_an_issue_approved_by_hand_before_its_slot_is_not_built_again(tmp_path: Path) -> None:
    clock = Clock(at(20, "07:00"))
    served_by = service(tmp_path, setup(tmp_path), web(), clock)
    served_by.tick()
    with served_by._open_desk(setup(tmp_path), store_of(tmp_path)) as desk:
        pipeline.approve(desk, "daily", "марта")
    clock.now = at(20, "08:30")
    assert served_by.tick().bugs == []
    (row,) = store_of(tmp_path).issues.listed("daily")
    assert (row.approved_by, [slot.state for slot in rows(tmp_path)]) == ("марта", ["made"])


def test_an_issue_that_another_product_made_under_the_same_kind_is_told_of_once(tmp_path: Path) -> None:
    clock = Clock(at(20, "07:00"))
    served_by = service(tmp_path, setup(tmp_path), web(), clock)
    served_by.tick()
    own = tmp_path / "definitions"
    own.mkdir()
    for name, kind in (("daily", "morning"), ("noon", "daily")):
        (own / f"{name}.yaml").write_text(f"title: Огляд\nwindow: day\nkind: {kind}\nformats: [text]\n", "utf-8")
    with served_by._open_desk(setup(tmp_path), store_of(tmp_path)) as desk:
        pipeline.build(desk, "noon", None, preview=False)
        pipeline.approve(desk, "daily", "марта")
    for path in own.iterdir():
        path.unlink()
    clock.now = at(20, "08:30")
    (told,) = served_by.tick().problems
    assert "daily/2026/1, the daily issue of 2026-11-20, was approved as one of noon: no other is made" in told
    assert [(slot.state, slot.note) for slot in rows(tmp_path)] == [("made", "")]
    for clock.now in (at(20, "08:36"), at(20, "23:00")):
        assert served_by.tick().problems == []


def test_a_product_that_comes_back_owes_nothing_of_the_time_between(tmp_path: Path) -> None:
    clock = Clock(at(5, "07:00"))
    service(tmp_path, setup(tmp_path, DAILY, WEEKLY), web(), clock).tick()
    clock.now = at(5, "12:00")
    service(tmp_path, setup(tmp_path, DAILY), web(), clock).tick()
    clock.now = at(23, "07:00")
    service(tmp_path, setup(tmp_path, DAILY, WEEKLY), web(), clock).tick()
    assert [row.day.day for row in rows(tmp_path) if row.product == "thematic"] == []


def test_what_is_approved_early_is_sent_in_its_slot_once(tmp_path: Path) -> None:
    with CuttingServer() as server:
        smtp = Smtp(host="127.0.0.1", port=server.port, sender="o@x.org", name=None, security="none", user=None)
        mailed = replace(setup(tmp_path, replace(DAILY, to=("a@x.org", "b@x.org"), approve="hand")), smtp=smtp)
        clock = Clock(at(20, "07:00"))
        served_by = service(tmp_path, mailed, web(), clock)
        served_by.tick()
        with served_by._open_desk(mailed, store_of(tmp_path)) as desk:
            pipeline.approve(desk, "daily", "марта")
        clock.now = at(20, "08:29")
        served_by.tick()
        assert server.accepted == []
        for clock.now in (at(20, "08:30"), at(20, "08:31")):
            served_by.tick()
            served_by.close()
            served_by = service(tmp_path, mailed, web(), clock)
        assert sorted(to for to, _ in server.accepted) == ["a@x.org", "b@x.org"]


def test_a_product_that_cannot_be_built_is_named_and_stops_no_other(tmp_path: Path) -> None:
    clock = Clock(at(20, "08:00"))
    odd = Product(name="odd", at="08:29", days="mon-sun", to=(), formats=("email",), approve="auto")
    served_by = service(tmp_path, setup(tmp_path, odd, DAILY), web(), clock)
    served_by.tick()
    clock.now = at(20, "08:30")
    found = served_by.tick()
    assert "there is no product 'odd'" in found.problems[0]
    assert {row.product: row.state for row in rows(tmp_path)} == {"odd": "making", "daily": "made"}
    clock.now += timedelta(minutes=1)
    assert served_by.tick().problems == [], "not tried again at once"
    clock.now += timedelta(minutes=5)
    assert served_by.tick().problems != []


def test_who_stands_by_leaves_the_heartbeat_to_who_works(tmp_path: Path) -> None:
    clock = Clock(at(19, "07:00"))
    one, two = (service(tmp_path, setup(tmp_path), web(), clock, holder=name) for name in ("one", "two"))
    one.tick()
    assert two.tick().state == "standby"
    assert two.look()[0].state == "standby"
    two.close()
    assert (read_beat(tmp_path / "var").holder, read_beat(tmp_path / "var").state) == ("one", "idle")
    one.close()
    three = service(tmp_path, setup(tmp_path), web(), clock, holder="three")
    three.tick()
    assert read_beat(tmp_path / "var").holder == "three"


def test_a_slot_left_half_made_by_a_dead_process_is_made(tmp_path: Path) -> None:
    clock = Clock(at(20, "08:00"))
    first = service(tmp_path, setup(tmp_path), web(), clock)
    first.tick()
    clock.now = at(20, "08:30")
    store = store_of(tmp_path)
    assert store.schedule.take("one", now=clock.now, until=clock.now + LEASE)
    assert store.schedule.begin("daily", date(2026, 11, 20), "one", clock.now)
    second = service(tmp_path, setup(tmp_path), web(), clock, holder="two")
    assert second.tick().state == "standby", "the dead one's lease still runs"
    assert [row.state for row in rows(tmp_path)] == ["making"]
    clock.now += LEASE
    assert second.tick().state == "idle"
    assert [(row.state, row.holder) for row in rows(tmp_path)] == [("made", "two")]
    late = SlotRow(product="daily", day=date(2026, 11, 20), state="late", done=clock.now, holder="one")
    assert not store.schedule.finish(late), "the dead one comes back and changes nothing"
    assert not store.schedule.begin("daily", date(2026, 11, 21), "one", clock.now), "nor begins anything"


# --- the lease ----------------------------------------------------------------------------------------------------


def test_the_lease(tmp_path: Path) -> None:
    now = at(20, "08:30")
    lease = store_of(tmp_path).schedule
    assert lease.take("one", now=now, until=now + LEASE)
    assert not lease.take("two", now=now, until=now + LEASE)
    assert lease.take("one", now=now + LEASE / 2, until=now + LEASE * 1.5), "renewed"
    assert not lease.take("two", now=now + LEASE, until=now + LEASE * 2)
    assert lease.take("two", now=now + LEASE * 1.5, until=now + LEASE * 2.5), "taken over"
    assert not lease.take("one", now=now + LEASE * 1.6, until=now + LEASE * 3)
    lease.release("one")
    assert lease.holder() == ("two", now + LEASE * 2.5), "only one's own is given back"
    lease.release("two")
    assert lease.take("one", now=now, until=now + timedelta(days=365)), "by a clock that was a year ahead"
    assert lease.take("two", now=now, until=now + LEASE)


def parallel(tmp_path: Path, starts: int, days: int) -> Counter[tuple[str, date]]:
    """So many services at once on one database; every slot that each of them claims and makes."""
    path = tmp_path / "ohliad.sqlite"
    Store.open(path, "x").close()
    made: Counter[tuple[str, date]] = Counter()
    lock, gate = threading.Lock(), threading.Barrier(starts)

    def one(number: int) -> None:
        store, name = Store.open(path, "x"), f"holder {number}"
        for day in range(days):
            gate.wait()
            now = at(16 + day, "08:30")
            if not store.schedule.take(name, now=now, until=now + LEASE):
                continue
            done = {(row.product, row.day): row.state for row in store.schedule.slots(date(2026, 11, 1))}
            for slot in plan.slots(now, (DAILY, WEEKLY), done, (), {"daily": at(16, "00:00")}):
                if store.schedule.begin(slot.product, slot.day, name, now):
                    with lock:
                        made[slot.product, slot.day] += 1
                    row = SlotRow(product=slot.product, day=slot.day, state="made", done=now, holder=name)
                    assert store.schedule.finish(row)
        store.close()

    with ThreadPoolExecutor(starts) as pool:
        list(pool.map(one, range(starts)))
    return made


def test_fifty_parallel_starts_make_each_slot_once(tmp_path: Path) -> None:
    made = parallel(tmp_path, 50, 5)
    assert made == {("daily", date(2026, 11, day)): 1 for day in range(16, 21)}


def test_ten_services_at_once_and_one_works(tmp_path: Path) -> None:
    clock = Clock(at(20, "08:00"))
    services = [service(tmp_path, setup(tmp_path), web(), clock, holder=f"holder {n}") for n in range(10)]
    store_of(tmp_path).close()  # the schema is there
    states: list[str] = []
    with ThreadPoolExecutor(10) as pool:
        for clock.now in (at(20, "08:00"), at(20, "08:01"), at(20, "08:30"), at(20, "08:31")):
            states += [found.state for found in pool.map(lambda one: one.tick(), services)]
    assert Counter(states) == {"idle": 4, "standby": 36}
    (row,) = store_of(tmp_path).issues.listed()
    assert (row.number, len(rows(tmp_path))) == (1, 1)
    for one in services:
        one.close()


# --- what goes wrong ----------------------------------------------------------------------------------------------


class Broken(FakeDoor):
    """A door with a bug for some addresses."""

    broken: tuple[str, ...] = ()

    def get(self, url: str, **options: object) -> object:  # type: ignore[override]
        if url.endswith(self.broken):
            raise ZeroDivisionError("a bug")
        return super().get(url, **options)  # type: ignore[arg-type]


def test_a_bug_in_one_source_stops_no_other_and_no_product(tmp_path: Path) -> None:
    pages = web().pages | {f"https://h{n}.example/feed": feed(host=f"https://h{n}.example") for n in range(5)}
    clock, door = Clock(at(20, "08:25")), Broken(pages)
    door.broken = ("h3.example/feed",)
    feeds = [f"https://h{n}.example/feed" for n in range(5)]
    setup_ = with_products(config(tmp_path, *feeds, FEED), DAILY)
    served_by = service(tmp_path, setup_, door, clock)
    found = served_by.tick()
    assert (found.state, found.bugs) == ("bug", ["verbosillia: ZeroDivisionError: a bug"])
    states = store_of(tmp_path).source_states()
    assert {name: state.state for name, state in states.items()} == {
        "visti-1": "empty", "visti-2": "empty", "visti-3": "empty", "visti-4": "broken", "visti-5": "empty", "visti-6": "ok"
    }  # fmt: skip
    clock.now = at(20, "08:30")
    assert served_by.tick().state == "idle", "it is put off like a dead source"
    assert store_of(tmp_path).counts()["articles"] == 1
    assert "мовчить: Вісті" in brief(tmp_path, "2026-11-20")
    assert [failing.source for failing in read_beat(tmp_path / "var").failing] == ["visti-4"]


def test_a_bug_is_named_and_the_next_tick_goes_on(tmp_path: Path) -> None:
    """The page of an entry brings a bug, tick for tick: the brief is made all the same."""
    clock, door = Clock(at(20, "08:29")), Broken(web().pages)
    door.broken = ("example/a",)
    served_by = service(tmp_path, setup(tmp_path), door, clock)
    for _ in range(3):
        assert served_by.tick().state == "bug"
        clock.now += timedelta(seconds=30)
    beat = read_beat(tmp_path / "var")
    assert [(bug.error, bug.times) for bug in beat.bugs] == [("verbosillia: ZeroDivisionError: a bug", 3)]
    assert is_well(beat, clock.now) == "a bug of the program: verbosillia: ZeroDivisionError: a bug"
    assert beat.last_success is None
    assert [row.state for row in rows(tmp_path)] == ["made"]
    door.broken = ("nothing",)
    assert served_by.tick().state == "idle"
    beat = read_beat(tmp_path / "var")
    assert is_well(beat, clock.now) == ""
    assert beat.bugs[0].times == 3, "it is remembered"


def test_an_obstacle_is_told_and_waited_out(tmp_path: Path) -> None:
    clock = Clock(at(19, "07:00"))
    served_by = service(tmp_path, setup(tmp_path), web(), clock)
    opened, blocked = served_by._open_desk, True

    def busy(*arguments: object) -> object:
        if blocked:
            raise StoreError("another ohliad is working on var; wait until it has finished")
        return opened(*arguments)  # type: ignore[arg-type]

    served_by._open_desk = busy  # type: ignore[assignment]
    assert served_by.tick().state == "waiting"
    assert read_beat(tmp_path / "var").problems[0].startswith("verbosillia: another ohliad is working")
    blocked = False
    assert served_by.tick().state == "idle"


def test_a_configuration_that_went_wrong_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    good = setup(tmp_path)

    def load(path: Path) -> Config:
        text = path.read_text()
        if text.startswith("bad"):
            raise ConfigError(f"{path}:1: bad")
        return replace(good, contact=text)

    path.write_text("one")
    configured = Configured([path], load)
    assert configured()[0].contact == "one"
    path.write_text("bad!")
    for _ in range(2):
        with pytest.raises(ConfigError):
            configured()
    path.write_text("three")
    assert configured()[0].contact == "three"
    clock = Clock(at(19, "07:00"))
    served_by = service(tmp_path, good, web(), clock)
    served_by._places = Configured([path], load)
    served_by.tick()
    path.write_text("bad again")
    clock.now = at(19, "08:30")
    assert served_by.tick().problems == [f"{path}:1: bad"]
    assert [row.state for row in rows(tmp_path)] == ["made"], "the last readable one is still served"


def test_two_places_in_one_service(tmp_path: Path) -> None:
    clock = Clock(at(19, "07:00"))
    one = setup(tmp_path)
    two = replace(one, place=replace(one.place, id="second"), pace=9.0)
    served_by = service(tmp_path, one, web(), clock)
    served_by._places = lambda: (one, two)
    served_by.tick()
    clock.now = at(19, "08:30")
    assert served_by.tick().state == "idle"
    path = tmp_path / "var" / "ohliad.sqlite"
    assert [len(Store.open(path, name).issues.listed("daily")) for name in ("verbosillia", "second")] == [1, 1]
    assert {coming.place for coming in read_beat(tmp_path / "var").next_slots} == {"verbosillia", "second"}
    assert (as_one([one, two]).pace, len(as_one([one, two]).sources)) == (9.0, 2)


# --- leaving off --------------------------------------------------------------------------------------------------


def many(count: int) -> FakeDoor:
    names = [f"n{n}" for n in range(count)]
    pages = {f"https://news.example/{name}": page(f"Новина {name}", TEXT, f"Подробиці {name}.") for name in names}
    return FakeDoor({FEED: feed(*((name, f"Новина {name}", "Так.") for name in names)), **pages})


def test_a_stop_keeps_what_was_done(tmp_path: Path) -> None:
    clock, stored = Clock(at(19, "07:00")), 0

    def told() -> None:
        nonlocal stored
        stored += 1
        if stored == 5:
            served_by.stop.set()

    served_by = service(tmp_path, setup(tmp_path), many(9), clock, told=told)
    assert served_by.tick().bugs == []
    counts = store_of(tmp_path).counts()
    assert (counts["entries fetched"], counts["articles"]) == (4, 0), "the feed and four pages"
    served_by.stop.clear()
    served_by.tick()
    assert store_of(tmp_path).counts()["articles"] == 9


def test_a_brief_does_not_wait_for_a_long_collection(tmp_path: Path) -> None:
    """Every page takes four minutes: the collection is cut ten minutes after the slot, and goes on in the next tick."""
    clock = Clock(at(20, "08:26"))
    door = many(9)

    def told() -> None:
        clock.now += timedelta(minutes=4)

    service(tmp_path, replace(setup(tmp_path), sources=()), door, clock).tick()  # today's slot is owed from now on
    served_by = service(tmp_path, setup(tmp_path), door, clock, told=told)
    served_by.tick()
    (row,) = [row for row in store_of(tmp_path).issues.listed("daily") if row.number]
    assert row.approved == at(20, "08:42")
    assert len(store_of(tmp_path).issues.items(row.id)) == 3, "what was brought by then is in it"
    served_by.tick()
    served_by.tick()  # the second one had to take breath after a quarter of an hour
    assert store_of(tmp_path).counts()["articles"] == 9
    assert len(rows(tmp_path)) == 1


def test_a_watch_cuts_only_when_it_must() -> None:
    clock, stop, lost = Clock(at(20, "08:00")), threading.Event(), threading.Event()
    watch = Watch(clock, stop, lost)
    watch("fetch", 1, 2)
    watch.until = at(20, "08:01")
    watch("fetch", 1, 2)
    clock.now = at(20, "08:01")
    with pytest.raises(Cut):
        watch("fetch", 1, 2)
    watch.until = None
    watch("fetch", 2, 2)
    lost.set()
    with pytest.raises(Cut):
        watch("deliver", 0, 1)


# --- catching up --------------------------------------------------------------------------------------------------

LISTING = Source(
    id="l", outlet="visti", kind="listing", url="https://news.example/news", listing=ListingRule(item=".c", pages=3)
)
DEEPER = {
    "never visited": ("listing", None, 3),
    "a listing six hours ago": ("listing", timedelta(hours=6), 50),
    "a listing a year ago": ("listing", timedelta(days=365), 50),
    "petitions six hours ago": ("petition", timedelta(hours=6), 3),
    "petitions a day and a half ago": ("petition", timedelta(hours=36), 6),
    "petitions five days ago": ("petition", timedelta(days=5), 18),
    "petitions a year ago": ("petition", timedelta(days=365), 50),
}


@pytest.mark.parametrize("name", DEEPER)
def test_how_deep_a_list_is_read(name: str) -> None:
    kind, away, pages = DEEPER[name]
    now = at(20, "08:00")
    found = plan.caught_up(replace(LISTING, kind=kind), now - away if away else None, now)
    assert found.listing is not None
    assert found.listing.pages == pages


def listed(day: int) -> dict[str, str]:
    """Three articles a day on a list of two a page, the newest first; day 1 has the first three."""
    names = [f"n{n}" for n in range(day * 3, 0, -1)]
    pages = {}
    for number in range(0, len(names), 2):
        rows = "".join(
            f"<div class='c'><h2><a href='/{name}'>Новина під назвою {name}</a></h2></div>"
            for name in names[number : number + 2]
        )
        url = "https://news.example/news" + (f"?p={number // 2}" if number else "")
        pages[url] = f"<html><body>{rows}<a class='next' href='/news?p={number // 2 + 1}'>далі</a></body></html>"
    pages |= {f"https://news.example/{name}": page(f"Новина {name}", TEXT, f"Подробиці {name}.") for name in names}
    return pages


def test_after_five_days_of_standstill_nothing_is_lost(tmp_path: Path) -> None:
    rule = ListingRule(item=".c", link="h2 a", title="h2", next="a.next", pages=3)
    source = replace(LISTING, listing=rule)
    clock, door = Clock(at(10, "12:00")), FakeDoor(dict(listed(1)))
    served_by = service(tmp_path, replace(setup(tmp_path), sources=(source,)), door, clock)
    served_by.tick()
    assert store_of(tmp_path).counts()["entries"] == 3
    door.pages = dict(listed(6))
    clock.now = at(15, "12:00")
    served_by.tick()
    assert store_of(tmp_path).counts()["entries"] == 18


def test_a_visit_planned_by_a_clock_that_was_ahead_is_due() -> None:
    now = at(20, "08:00")
    source = replace(LISTING, kind="feed", listing=None)
    weekly = replace(source, id="weekly", every=7 * 86400)
    times = {"l": now + timedelta(days=40), "weekly": now + timedelta(days=7)}
    assert plan.due([source, weekly], times, now) == (source,)


@pytest.mark.parametrize("days", [20, pytest.param(90, marks=pytest.mark.torture)])
def test_a_dead_source_is_asked_daily_named_and_met_again(tmp_path: Path, days: int) -> None:
    """Promise 27: at most 120 requests in 90 days, named in the next brief, back within one interval."""
    door, dead = web(), "https://dead.example/feed"
    door.pages[dead] = FetchError(dead, "network", "no answer")
    now = at(1, "08:00")
    place = desk(tmp_path, door, config(tmp_path, FEED, dead), now=now)
    report = pipeline.run(later(place, now))
    (text,) = [name for name in report.issues[0]["files"] if name.endswith(".txt")]  # type: ignore[attr-defined]
    assert "мовчить: Вісті (feed)" in " ".join(Path(text).read_text().split()), "named in the first brief"
    (source,) = [source for source in place.config.sources if source.url == dead]
    end = now + timedelta(days=days)
    while now < end:
        (following,) = [state.next_visit for state in place.store.source_states().values() if state.id == source.id]
        assert following is not None
        assert following - now <= timedelta(days=1)
        now = following
        pipeline.collect(later(place, now), [source])
    assert days <= door.asked.count(dead) <= days + 30
    door.pages[dead] = feed(("z", "Знову", "Так."), host="https://dead.example")
    door.pages["https://dead.example/z"] = page("Знову", TEXT, TEXT)
    now = place.store.source_states()[source.id].next_visit or now
    pipeline.collect(later(place, now), [source])
    assert place.store.source_states()[source.id].state == "ok"


# --- signs of life ------------------------------------------------------------------------------------------------


def test_healthz(tmp_path: Path) -> None:
    clock = Clock(at(19, "07:00"))
    served_by = service(tmp_path, setup(tmp_path), web(), clock)
    served_by.tick()
    with served(address("0"), served_by.look, served_by.metrics) as port:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            told = json.load(answer)
        assert (answer.status, told["well"], told["state"]) == (200, True, "idle")
        clock.now += timedelta(minutes=6)
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz")
        with caught.value as error:
            assert (error.code, json.load(error)["well"]) == (503, False)
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/etc/passwd")
        caught.value.close()
        assert caught.value.code == 404


def test_metrics_over_http(tmp_path: Path) -> None:
    served_by = service(tmp_path, setup(tmp_path), web(), Clock(at(19, "07:00")))
    with served(address("0"), served_by.look, served_by.metrics) as port:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            assert answer.read().startswith(b"# HELP ohliad_info"), "before the first tick: no place yet"
        served_by.tick()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics?x=1") as answer:
            kind, text = answer.headers["Content-Type"], answer.read().decode()
    assert kind == "text/plain; version=0.0.4; charset=utf-8"
    assert 'ohliad_source_state{place="verbosillia",source="visti-1",state="ok"} 1' in text
    assert "ohliad_heartbeat_timestamp_seconds" in text
    assert "Бібліотека" not in text


def test_metrics_of_a_database_that_refuses(tmp_path: Path) -> None:
    def refuses() -> str:
        raise StoreError("the database is locked")

    served_by = service(tmp_path, setup(tmp_path), web(), Clock(at(19, "07:00")))
    with served(address("0"), served_by.look, refuses) as port:
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics")
        with caught.value as error:
            assert (error.code, error.read()) == (503, b"the database is locked\n")


def test_where_healthz_answers() -> None:
    assert address("8791") == ("127.0.0.1", 8791)
    assert address("0.0.0.0:8791") == ("0.0.0.0", 8791)
    for wrong in ("", "x", "1:", "99999", "-1"):
        with pytest.raises(ConfigError):
            address(wrong)


def test_what_the_heartbeat_tells(tmp_path: Path) -> None:
    clock, door = Clock(at(19, "07:00")), web()
    del door.pages[FEED]
    served_by = service(tmp_path, setup(tmp_path), door, clock)
    served_by.tick()
    beat = read_beat(tmp_path / "var")
    assert [(one.source, one.state, one.failures) for one in beat.failing] == [("visti-1", "broken", 1)]
    assert [(one.product, one.at) for one in beat.next_slots] == [("daily", at(19, "08:30"))]
    assert beat.last_success == clock.now
    day = timedelta(days=1)
    assert is_well(replace(beat, time=clock.now + day), clock.now).startswith("no sign of life"), (
        "the clock was set back"
    )
    assert is_well(replace(beat, interval=600.0, time=clock.now - timedelta(minutes=30)), clock.now) == ""
    long = replace(beat, tick_began=clock.now - timedelta(hours=3), tick_ended=clock.now - day)
    assert is_well(long, clock.now).startswith("one tick has been at work since")
    waiting = replace(
        beat, state="waiting", problems=("the disk is full",), last_success=clock.now - timedelta(minutes=29)
    )
    assert is_well(waiting, clock.now) == ""
    assert is_well(replace(waiting, last_success=clock.now - day), clock.now).endswith("the disk is full")
    served_by.close()
    assert is_well(read_beat(tmp_path / "var"), clock.now) == "the service was stopped"
    with pytest.raises(StoreError, match="is `ohliad schedule` running"):
        read_beat(tmp_path)


class SetBack(BackgroundScheduler):
    """A timer whose clock was set back by a day just after its job was planned."""

    def add_job(self, *arguments: object, **options: object) -> object:
        return super().add_job(*arguments, **{**options, "next_run_time": datetime.now(UTC) + timedelta(days=1)})


def test_a_clock_set_back_does_not_stop_the_ticks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.schedule.service.BackgroundScheduler", SetBack)
    served_by = service(tmp_path, setup(tmp_path), web(), Clock(at(19, "07:00")), interval=0.1)
    life = threading.Thread(target=served_by.run)
    life.start()
    try:
        for _ in range(600):
            time_.sleep(0.1)
            if (tmp_path / "var" / "heartbeat.json").exists() and read_beat(tmp_path / "var").tick_ended:
                break
    finally:
        served_by.stop.set()
        life.join(60)
    assert not life.is_alive()
    beat = read_beat(tmp_path / "var")
    assert (beat.state, beat.last_success) == ("stopped", at(19, "07:00"))


def test_a_timer_that_waits_for_an_hour_far_ahead_is_noticed(tmp_path: Path) -> None:
    served_by = service(tmp_path, setup(tmp_path), web(), Clock(datetime(2026, 11, 20, tzinfo=UTC)))
    assert not served_by.is_away()
    served_by._seen -= 3 * 30 + 1
    assert served_by.is_away()
    served_by.tick()
    assert not served_by.is_away()
