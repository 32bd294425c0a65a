"""Each source against its own past: what is a fault, what is only a quiet week (promises 27 and 28)."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from digests.issues import canonical, restore
from monitor import pipeline, plan
from monitor.__main__ import main
from monitor.config.schema import SourceShape
from monitor.errors import FetchError
from monitor.health import GOOD, STATES, Arrival, Health, History, Seen, judge
from monitor.health.rhythm import learn, position
from monitor.health.tails import count_tail, gamma_quantile, gamma_tail
from monitor.health.wording import failing
from monitor.model import ListingRule, Source
from monitor.pipeline.health import judge_sources, remarks, silent_since, state_of
from monitor.pipeline.publish import definitions, make
from tests.fakes import NOW, FakeDoor, config, desk, feed, later, page, settings_of_one_feed
from tests.health_world import JUDGED, TUNED, Score, live, score, worlds

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2026, 9, 7, 6, tzinfo=UTC)  # a Monday, 09:00 in Kyiv


def weekdays(weeks: int, hours: tuple[int, ...] = (0, 2, 4, 6, 8), start: datetime = START) -> list[Arrival]:
    """Items at the same hours of every weekday."""
    return [
        Arrival(seen=at, published=at, empty=False)
        for day in range(weeks * 7)
        for hour in hours
        if (at := start + DAY * day + HOUR * hour).weekday() < 5
    ]


def visited(until: datetime, every: timedelta = 3 * HOUR, state: str = "ok", entries: int = 12) -> list[Seen]:
    steps = int((until - START) / every)
    return [Seen(at=START + every * n, state=state, entries=entries) for n in range(1, steps + 1)]


def at(now: datetime, visits: list[Seen], arrivals: list[Arrival], **more: object) -> Health:
    known = tuple(arrival for arrival in arrivals if arrival.seen <= now)
    return judge(History(visits=tuple(visits), arrivals=known, **more), now)  # type: ignore[arg-type]


FRIDAY_NIGHT = START + 4 * 7 * DAY + 4 * DAY + 14 * HOUR  # after five weeks


@pytest.mark.parametrize(
    ("hours", "state"),
    [(1, "ok"), (24, "ok"), (48, "ok"), (60, "ok"), (5 * 24, "dry"), (10 * 24, "dry")],
    ids=["at once", "Saturday", "Sunday", "Monday morning", "Wednesday", "a week"],
)
def test_a_weekend_of_a_weekday_paper_is_no_silence(hours: int, state: str) -> None:
    now = FRIDAY_NIGHT + HOUR * hours
    assert at(now, visited(now), weekdays(5)).state == state


def test_a_holiday_counts_like_a_sunday() -> None:
    now = FRIDAY_NIGHT + DAY * 4 + HOUR * 12
    holidays = tuple(date(2026, 10, 12) + DAY * n for n in range(3))
    assert at(now, visited(now), weekdays(5)).state == "dry"
    assert at(now, visited(now), weekdays(5), holidays=holidays).state == "ok"


@pytest.mark.parametrize(("days", "state"), [(8, "ok"), (13, "ok"), (45, "dry")])
def test_a_weekly_is_measured_by_its_weeks(days: int, state: str) -> None:
    issues = [Arrival(seen=START + 7 * DAY * n, published=START + 7 * DAY * n) for n in range(16)]
    now = issues[-1].seen + DAY * days
    assert at(now, visited(now), issues).state == state


def test_what_the_first_visit_finds_is_known_by_its_own_dates() -> None:
    dates = [START - 14 * DAY * n for n in range(12, 0, -1)]
    shelf = [Arrival(seen=START, published=day) for day in dates]
    assert at(START + 10 * DAY, visited(START + 10 * DAY), shelf).state == "ok"
    assert at(START + 60 * DAY, visited(START + 60 * DAY), shelf).state == "dry"


def run_of(state: str, hours: list[int], begin: datetime) -> list[Seen]:
    return [Seen(at=begin + HOUR * hour, state=state, reason="сторінки немає") for hour in hours]


RETRIES = [0, 1, 2, 4, 8, 16]


@pytest.mark.parametrize(
    ("tries", "now", "state"),
    [(2, 30, "ok"), (4, 5, "ok"), (5, 9, "ok"), (5, 13, "broken"), (6, 17, "broken"), (6, 24, "broken")],
)
def test_failures_become_news_within_a_day(tries: int, now: int, state: str) -> None:
    begin = START + 20 * DAY
    visits = visited(begin - HOUR) + run_of("broken", RETRIES[:tries], begin)
    assert at(begin + HOUR * now, visits, weekdays(3)).state == state


def test_who_is_often_away_for_long_is_given_longer_but_never_a_day() -> None:
    begin = START + 20 * DAY
    earlier = run_of("broken", [0, 4, 11], START + 10 * DAY)
    visits = sorted([*visited(begin - HOUR), *earlier], key=lambda visit: visit.at)
    visits = [v for v in visits if v.state == "broken" or not START + 10 * DAY <= v.at < START + 10 * DAY + 12 * HOUR]
    visits += run_of("broken", RETRIES, begin)
    assert at(begin + 13 * HOUR, visits, weekdays(3)).state == "ok"
    assert at(begin + 21 * HOUR, visits, weekdays(3)).state == "broken"


@pytest.mark.parametrize(("state", "words"), [("blocked", "не пускає нас"), ("broken", "не відповідає як слід")])
def test_the_reason_is_a_sentence(state: str, words: str) -> None:
    begin = START + 20 * DAY
    found = at(begin + 24 * HOUR, visited(begin - HOUR) + run_of(state, RETRIES, begin), weekdays(3))
    assert found.reason == f"Джерело {words} з 27.09.2026 09:00 (невдало: 6 спроб поспіль): сторінки немає."
    assert found.since == begin


@pytest.mark.parametrize(("hours", "state"), [(3, "ok"), (9, "empty"), (48, "empty")])
def test_a_list_that_lost_its_entries(hours: int, state: str) -> None:
    begin = START + 18 * DAY
    empty = [Seen(at=begin + HOUR * n, state="ok") for n in range(0, hours + 1, 3)]
    assert at(begin + HOUR * hours, visited(begin - HOUR) + empty, weekdays(3)).state == state


def test_a_news_sitemap_may_be_empty_at_the_weekend() -> None:
    begin = FRIDAY_NIGHT + DAY
    empty = [Seen(at=begin + 3 * HOUR * n, state="ok") for n in range(8)]
    now = empty[-1].at
    assert at(now, visited(begin - HOUR) + empty, weekdays(5)).state == "empty"
    assert at(now, visited(begin - HOUR) + empty, weekdays(5), windowed=True).state == "ok"


def test_a_source_that_never_had_an_entry_is_told_after_a_day() -> None:
    visits = visited(START + 30 * HOUR, entries=0)
    found = at(START + 30 * HOUR, visits, [])
    assert (found.state, found.reason[:48]) == ("empty", "Відповідає, але записів у ньому не було жодного ")


@pytest.mark.parametrize(("bare", "share", "state"), [(1, 0, "ok"), (3, 0, "dry"), (3, 4, "ok"), (10, 4, "dry")])
def test_items_without_text(bare: int, share: int, state: str) -> None:
    """`share`: one item in so many never had text (a photo, a video)."""
    items = weekdays(4)
    items = [replace(item, empty=bool(share) and n % share == 0) for n, item in enumerate(items)]
    items = items[:-bare] + [replace(item, empty=True) for item in items[-bare:]]
    now = items[-1].seen + HOUR
    assert at(now, visited(now), items).state == state


def test_dates_that_stand_still() -> None:
    items = weekdays(4)
    stuck = [replace(item, published=items[-20].published) for item in items[-20:]]
    now = items[-1].seen + HOUR
    found = at(now, visited(now), items[:-20] + stuck)
    assert (found.state, found.reason[:14]) == ("dry", "Дати застигли:")


def test_a_flood_of_news_is_told_and_is_no_fault() -> None:
    items = weekdays(5)
    day = items[-1].seen.replace(hour=6)
    flood = [
        Arrival(seen=day + timedelta(minutes=10 * n), published=day + timedelta(minutes=10 * n)) for n in range(40)
    ]
    now = day + 9 * HOUR
    found = at(now, visited(now), [*items[:-5], *flood])
    assert found.state == "surging"
    assert found.state in GOOD


def test_recovery_knows_what_it_recovered_from() -> None:
    begin = START + 20 * DAY
    visits = visited(begin - HOUR) + run_of("broken", RETRIES, begin)
    broken = at(begin + 24 * HOUR, visits, weekdays(3))
    fresh = Arrival(seen=begin + 26 * HOUR, published=begin + 25 * HOUR, empty=False)
    well = at(
        begin + 26 * HOUR,
        [*visits, Seen(at=begin + 26 * HOUR, state="ok", entries=12)],
        [*weekdays(3), fresh],
        before=broken,
    )
    assert (well.state, well.before, well.since) == ("ok", "broken", begin + 26 * HOUR)
    later_on = at(
        begin + 27 * HOUR, [*visits, Seen(at=begin + 27 * HOUR, state="unchanged")], [*weekdays(3), fresh], before=well
    )
    assert (later_on.before, later_on.since) == ("broken", begin + 26 * HOUR)


def test_a_stray_failure_does_not_mend_a_dry_source() -> None:
    now = FRIDAY_NIGHT + 12 * DAY
    dry = at(now, visited(now), weekdays(5))
    failed = [*visited(now), Seen(at=now + HOUR, state="broken")]
    assert at(now + HOUR, failed, weekdays(5), before=dry).state == "dry"


def test_an_emptiness_longer_than_the_memory_stays_one() -> None:
    past = Health(state="empty", since=START - 90 * DAY, reason="…", before="ok")
    found = at(START + 50 * DAY, visited(START + 50 * DAY, entries=0), [], before=past)
    assert (found.state, found.since) == ("empty", START - 90 * DAY)


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.sampled_from(["ok", "unchanged", "empty", "blocked", "broken"]), st.integers(0, 20)), max_size=60),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(-900, 900), st.sampled_from([None, True, False])), max_size=60),
    st.integers(0, 3200),
)  # fmt: skip
def test_any_history_has_a_state(
    visits: list[tuple[int, str, int]], arrivals: list[tuple[int, int, bool | None]], now: int
) -> None:
    history = History(
        visits=tuple(Seen(at=START + HOUR * h, state=state, entries=n) for h, state, n in sorted(visits)),
        arrivals=tuple(
            Arrival(seen=START + HOUR * h, published=START + HOUR * (h + shift), empty=empty)
            for h, shift, empty in sorted(arrivals, key=lambda line: line[0])
            if h <= now
        ),
    )
    found = judge(history, START + HOUR * now)
    assert found.state in STATES
    assert found.reason.endswith(".")
    assert judge(history, START + HOUR * now) == found


# --- arithmetic -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("x", [0.1, 0.5, 1.0, 2.0, 5.0, 12.0])
def test_the_gamma_tail_in_closed_form(x: float) -> None:
    assert gamma_tail(1.0, x) == pytest.approx(math.exp(-x), rel=1e-6)
    assert gamma_tail(2.0, x) == pytest.approx(math.exp(-2 * x) * (1 + 2 * x), rel=1e-6)
    assert gamma_tail(0.5, x) == pytest.approx(math.erfc(math.sqrt(x / 2)), rel=1e-5)


@given(st.floats(0.35, 4), st.floats(1e-5, 0.5))
def test_the_quantile_is_the_tail_turned_round(shape: float, tail: float) -> None:
    assert gamma_tail(shape, gamma_quantile(shape, tail)) == pytest.approx(tail, rel=1e-3)


@pytest.mark.parametrize(
    ("count", "mean", "expected"), [(1, 2.0, 1 - math.exp(-2)), (3, 1.0, 0.0803014), (0, 1.0, 1.0)]
)
def test_the_tail_of_counts(count: int, mean: float, expected: float) -> None:
    assert count_tail(count, mean, 1.0) == pytest.approx(expected, rel=1e-5)
    assert count_tail(count, mean, 3.0) >= 0
    assert count_tail(20, mean, 3.0) > count_tail(20, mean, 1.0), "who varies more surprises less"


def test_working_time_goes_forward_over_both_changes_of_the_clock() -> None:
    rhythm = learn(tuple(arrival.at for arrival in weekdays(5)))
    for day in (datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2027, 3, 27, 20, tzinfo=UTC)):
        places = [position(day + HOUR * n, rhythm.days, rhythm.hours, ()) for n in range(14)]
        drops = sum(later < earlier for earlier, later in pairwise(places))
        assert drops <= 1, "the hour that comes twice in October may count twice, nothing else"
        assert places[-1] > places[0]


# --- on the road ----------------------------------------------------------------------------------------------------


def test_a_broken_source_is_judged_named_and_found_again(tmp_path: Path) -> None:
    url = "https://news.example/feed"
    door = FakeDoor({url: feed(("a", "Свято у Вербосіллі", "Текст")), "https://news.example/a": page("Свято у Вербосіллі", "Текст. " * 30)})  # fmt: skip
    at_desk = desk(tmp_path, door)
    pipeline.run(at_desk)
    assert at_desk.store.health.all()["visti-1"].state == "ok"
    good = door.pages.pop(url)
    now = NOW
    for _ in range(12):
        now = at_desk.store.source_states()["visti-1"].next_visit or now
        door.now = now
        pipeline.run(later(at_desk, now))
        if now > NOW + 2 * DAY:
            break
    assert at_desk.store.health.all()["visti-1"].state == "broken"
    door.pages[url] = good
    door.now = now + DAY
    pipeline.run(later(at_desk, now + DAY))
    well = at_desk.store.health.all()["visti-1"]
    assert well.state in GOOD
    assert well.before == "broken"
    digest = make(later(at_desk, now + DAY), definitions(at_desk)["daily"], None)
    assert "Знову працює після перерви: Вісті." in digest.coverage.notes


@pytest.mark.parametrize("failed_before", [False, True])
def test_a_clock_that_ran_ahead_made_no_interruption(tmp_path: Path, failed_before: bool) -> None:
    """A year ahead the source has long brought nothing; once the clock is right, only a true failure is an end of one."""
    url = "https://news.example/feed"
    door = FakeDoor({url: feed(("a", "Свято", "Текст")), "https://news.example/a": page("Свято", "Текст. " * 30)})
    at_desk = desk(tmp_path, door)
    now = NOW
    pipeline.run(at_desk)
    good = door.pages[url]
    for hours in (6, 12, 18, 24, 30) if failed_before else ():
        door.pages.pop(url, None)
        now = door.now = NOW + HOUR * hours
        pipeline.collect(later(at_desk, now), at_desk.config.sources)
    ahead = door.now = NOW + 365 * DAY
    pipeline.run(later(at_desk, ahead))
    assert at_desk.store.health.all()["visti-1"].state == ("broken" if failed_before else "dry")
    door.pages[url] = good
    right = door.now = NOW + 3 * DAY
    pipeline.run(later(at_desk, right))
    assert at_desk.store.health.all()["visti-1"].state in GOOD
    notes = make(later(at_desk, right), definitions(at_desk)["daily"], None).coverage.notes
    assert ("Знову працює після перерви: Вісті." in notes) is failed_before


def test_a_dry_source_is_named_in_the_brief(tmp_path: Path) -> None:
    at_desk = desk(tmp_path, FakeDoor({"https://news.example/feed": feed(("a", "Свято", "Текст"))}))
    pipeline.run(at_desk)
    dry = Health(state="dry", since=NOW - DAY, reason="Не дає нового.", before="ok")
    at_desk.store.health.save([("visti-1", dry)], NOW)
    assert make(at_desk, definitions(at_desk)["daily"], None).coverage.dry == ("Вісті",)


def test_an_emptied_source_is_not_called_long_dry_and_its_recovery_is_told(tmp_path: Path) -> None:
    at_desk = desk(tmp_path, FakeDoor({"https://news.example/feed": feed(("a", "Свято", "Текст"))}))
    pipeline.run(at_desk)
    emptied = Health(state="empty", since=NOW - DAY, reason="Записів немає.", before="ok")
    at_desk.store.health.save([("visti-1", emptied)], NOW)
    found = make(at_desk, definitions(at_desk)["daily"], None).coverage
    assert (found.dry, found.emptied) == ((), ("Вісті",))
    for before in ("empty", "dry", "broken"):
        well = Health(state="ok", since=NOW, reason="Працює.", before=before)
        assert remarks({"a": well}, lambda _: "Вісті", NOW - DAY, NOW) == ["Знову працює після перерви: Вісті."]


@pytest.mark.parametrize("later_on", [0, 1, 5])
def test_a_source_that_never_had_an_entry_is_not_among_those_that_gave_theirs(tmp_path: Path, later_on: int) -> None:
    """From the first visit on, be its answers new or «not modified»; as soon as it has one it is like any other."""
    door = FakeDoor({"https://news.example/feed": feed()})
    at_desk = desk(tmp_path, door)
    for hours in range(later_on + 1):
        at_desk = later(at_desk, NOW + HOUR * hours)
        pipeline.collect(at_desk, at_desk.config.sources)
    assert make(at_desk, definitions(at_desk)["daily"], None).coverage.emptied == ("Вісті",)
    door.pages["https://news.example/feed"] = feed(("a", "Свято у Вербосіллі", "Текст"))
    at_desk = later(at_desk, NOW + HOUR * (later_on + 1))
    pipeline.collect(at_desk, at_desk.config.sources)
    assert make(at_desk, definitions(at_desk)["daily"], None).coverage.emptied == ()


@pytest.mark.parametrize(
    ("kind", "answer", "words"),
    [
        ("feed", "<html><body><form><input type=password></form></body></html>", "замість стрічки чи карти сайту"),
        ("feed", "", "відповідь не схожа"),
        ("sitemap", "<!doctype html><html><body>Вхід</body></html>", "замість стрічки чи карти сайту"),
        ("listing", "<html><body><h1>Новини</h1></body></html>", "записів за селекторами з налаштувань на ній немає"),
    ],
)
def test_a_source_that_gives_something_else_is_not_called_silent(
    tmp_path: Path, kind: str, answer: str, words: str
) -> None:
    rule = ListingRule(item=".card", link="h2 a") if kind == "listing" else None
    at_desk = desk(tmp_path, FakeDoor({"https://news.example/feed": answer}))
    changed = tuple(replace(one, kind=kind, listing=rule) for one in at_desk.config.sources)
    at_desk = replace(at_desk, config=replace(at_desk.config, sources=changed))
    report = pipeline.run(at_desk)
    assert report.sources[0].state == "broken"
    assert words in report.sources[0].reason
    found = make(at_desk, definitions(at_desk)["daily"], None).coverage
    assert (found.silent, found.wrong, found.answered) == ((), ("Вісті",), 0)
    told = failing("broken", NOW - DAY, 3, report.sources[0].reason)
    long = Health(state="broken", since=NOW - DAY, reason=told)
    assert silent_since(long, NOW) == "wrong", "also once it is no longer asked in every window"
    assert restore(canonical(make(at_desk, definitions(at_desk)["daily"], None))).coverage == found


def test_a_source_is_judged_at_most_once_an_hour(tmp_path: Path) -> None:
    at_desk = desk(tmp_path, FakeDoor({}))
    for minutes, judged in ((0, 0), (30, 0), (60, 60)):
        now = later(at_desk, NOW + timedelta(minutes=minutes))
        report = pipeline.collect(now, now.config.sources)
        judge_sources(now, report)
        assert at_desk.store.health.judged()["visti-1"] == NOW + timedelta(minutes=judged)


def test_the_words_for_the_brief() -> None:
    line = Health(state="surging", since=NOW, reason="…")
    assert remarks({"a": line}, lambda _: "Вісті", NOW - DAY, NOW) == ["Незвично багато нового: Вісті."]
    assert remarks({"a": line}, lambda _: "Вісті", NOW - 3 * DAY, NOW - DAY) == []
    dry = Health(state="dry", since=NOW, reason="…")
    assert [state_of(dry, state, NOW) for state in ("ok", "unchanged", "broken", "not-due")] == [
        "dry",
        "dry",
        "broken",
        "not-due",
    ]
    assert state_of(dry, "ok", NOW - DAY) == "ok", "it was well then"
    empty = Health(state="empty", since=NOW, reason="…")
    assert [state_of(empty, state, NOW) for state in ("empty", "unchanged", "broken")] == [
        "emptied",
        "emptied",
        "broken",
    ]
    assert state_of(None, "ok", NOW) == "ok"


def test_a_dead_source_is_asked_daily_for_ever() -> None:
    """Ninety days down: no more than 120 requests, and none of the days without one (promise 27)."""
    source = Source(id="s", outlet="o", kind="feed", url="https://x.example/feed")
    now, asked = START, []
    while now < START + 90 * DAY:
        asked.append(now)
        now = plan.next_after_failure(source, plan.Remembered(failures=len(asked) - 1), now, None)
    assert len(asked) <= 120
    assert max(b - a for a, b in pairwise(asked)) <= DAY * 1.1


def test_a_proposal_in_place_of_a_broken_source(tmp_path: Path) -> None:
    from monitor.cli.sources import _advice, _instead
    from tests.fakes import config

    home = '<html><head><link rel="alternate" type="application/rss+xml" href="/new.xml"></head><body><p>Вісті</p></body></html>'
    door = FakeDoor({"https://news.example/": home, "https://news.example/new.xml": feed(("a", "Свято", "Текст"))})
    setup = config(tmp_path, "https://news.example/feed")
    found = _instead(setup, setup.sources[0], door.get)
    lines = _advice(setup.sources[0], found)
    assert "# visti-1: in place of https://news.example/feed" in lines
    assert 'url: "https://news.example/new.xml"' in lines
    nothing = FakeDoor({"https://news.example/": FetchError("https://news.example/", "timeout", "late")})
    assert _instead(setup, setup.sources[0], nothing.get) == []


def test_the_command_prints_lines_for_sources_yaml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = '<html><head><link rel="alternate" type="application/rss+xml" href="/new.xml"></head><body><p>Вісті</p></body></html>'
    web = FakeDoor({"https://news.example/": home, "https://news.example/new.xml": feed(("a", "Свято", "Текст"))})
    monkeypatch.setattr("monitor.cli.sources.door", lambda *_: web)
    path = tmp_path / "sources.yaml"
    path.write_text(
        "place: {name: Вербосілля, region: Чернігівська область, id: verbosillia}\n"
        "institution: {name: Вербосільська міська рада}\n"
        "outlets:\n  - {id: visti, name: Вісті, sources: [{id: visti-1, kind: feed, url: 'https://news.example/feed'}]}\n",
        encoding="utf-8",
    )
    before = path.read_bytes()
    at_desk = desk(tmp_path, web)
    at_desk.store.health.save([("visti-1", Health(state="broken", since=NOW, reason="…"))], NOW)
    at_desk.store.close()
    common = ["--config", str(path), "--state", str(tmp_path / "var")]
    assert main([*common, "sources", "repair"]) == 0
    printed = capsys.readouterr().out
    (proposed,) = YAML(typ="safe").load(printed)
    assert SourceShape.model_validate(proposed).url == "https://news.example/new.xml"
    assert main([*common, "sources", "repair", "visti-1"]) == 0
    assert main([*common, "sources", "repair", "nosuch"]) == 2
    web.pages.clear()
    assert main([*common, "sources", "repair"]) == 1
    assert path.read_bytes() == before, "a proposal is never applied by itself"


def test_repair_looks_for_a_source_that_failed_at_its_last_visit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`sources` calls it broken at once; half a day passes until its health says so."""
    home = '<html><head><link rel="alternate" type="application/rss+xml" href="/new.xml"></head><body><p>Вісті</p></body></html>'
    web = FakeDoor({"https://news.example/": home, "https://news.example/new.xml": feed(("a", "Свято", "Текст"))})
    monkeypatch.setattr("monitor.cli.sources.door", lambda *_: web)
    pipeline.collect(desk(tmp_path, web))
    common = ["--config", str(settings_of_one_feed(tmp_path)), "--state", str(tmp_path / "var"), "sources", "repair"]
    assert main(common) == 0
    assert "no source is broken" in capsys.readouterr().out, "visti-1 is not in the configuration: visti-feed is"
    setup = config(tmp_path)
    source = Source(id="visti-feed", outlet="visti", kind="feed", url="https://news.example/feed")
    pipeline.collect(desk(tmp_path, web, replace(setup, sources=(source,))))
    assert main(common) == 0
    assert "https://news.example/new.xml" in capsys.readouterr().out


# --- ninety days of invented sources ----------------------------------------------------------------------------------


def lived(seeds: tuple[int, ...], shapes: tuple[str, ...], count: int) -> Score:
    return score([live(world, seed) for seed in seeds for world in worlds(seed, shapes, count)])


def test_a_sample_of_ninety_days() -> None:
    """Fourteen sources; the figures proper are those of the full suite (docs/health.md)."""
    found = lived((17,), TUNED, 14)
    assert found.recall >= 0.85, found.missed
    assert found.false <= 3


@pytest.mark.torture
@pytest.mark.parametrize(
    ("seeds", "shapes"), [((604, 607, 610, 613), TUNED), ((601, 602, 603, 604), JUDGED)], ids=["tuned", "judged"]
)
def test_ninety_days_of_fifty_sources(seeds: tuple[int, ...], shapes: tuple[str, ...]) -> None:
    """Recall and false alarms on seeds that chose no threshold; of the judged shapes none did."""
    found = lived(seeds, shapes, 50)
    assert found.recall >= 0.95, found.missed
    assert found.per_hundred <= 1.0
