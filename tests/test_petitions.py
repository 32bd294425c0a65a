"""Petitions: what a page shows, the history of votes, thresholds and deadlines, and that none becomes a clip."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import CollectError, FetchError
from monitor.model import Harvest, ListingRule, Petition, Source
from monitor.pipeline.collect import visit_sources
from monitor.pipeline.desk import Report
from monitor.pipeline.health import judge_sources
from monitor.pipeline.rebuild import rebuild
from monitor.registers.petitions import Vote, Watched, new_in, reached_in, watch
from tests.canned import NOW, Web, harvest, page
from tests.fakes import FakeDoor, config, desk, later

URL = "https://petitions.example/petitions"
RULE = ListingRule(item=".p", link="a", votes=".v", threshold=".t", deadline=".d", status=".s", next=".next")


def visit(body: str, rule: ListingRule | None = RULE, web: Web | None = None) -> Harvest:
    return harvest("petition", page(URL, f"<html><body>{body}</body></html>", "text/html"), web=web, listing=rule)


def one(body: str, rule: ListingRule = RULE) -> Petition:
    [found] = visit(f'<div class="p"><a href="/1?utm_source=x">Алея</a>{body}</div>', rule).petitions
    return found


@pytest.mark.parametrize(
    ("body", "votes", "threshold"),
    [
        ('<b class="v">87</b><b class="t">250</b>', 87, 250),
        ('<b class="v">1 187 підписів</b><b class="t">потрібно 1 250</b>', 1187, 1250),
        ('<b class="v">87 з 250</b>', 87, 250),
        ('<b class="v">87 / 1&nbsp;250</b>', 87, 1250),
        ('<b class="v">0</b>', 0, None),
        ('<progress class="v" value="12" max="250"></progress>', 12, None),
    ],
)
def test_votes_and_threshold(body: str, votes: int, threshold: int | None) -> None:
    found = one(body)
    assert (found.votes, found.threshold, found.title) == (votes, threshold, "Алея")


def test_the_goal_of_the_configuration_stands_in_for_a_threshold_not_shown() -> None:
    assert one('<b class="v">5</b>', replace(RULE, goal=250)).threshold == 250


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("до 27.11.2026", date(2026, 11, 27)),
        ("27 листопада 2026 року", date(2026, 11, 27)),
        ("Залишилося 12 днів", date(2026, 12, 4)),
        ("ще 1 день", date(2026, 11, 23)),
        ("27 листопада", None),  # of which year, the page does not say
        ("скоро", None),
        ("", None),
    ],
)
def test_deadlines(written: str, day: date | None) -> None:
    assert one(f'<b class="v">5</b><i class="d">{written}</i>').deadline == day


def test_the_day_it_was_opened_where_the_page_says_it() -> None:
    rule = replace(RULE, date=".o")
    assert one('<b class="v">5</b><i class="o">1 жовтня 2026</i>', rule).opened == date(2026, 10, 1)
    assert one('<b class="v">5</b>', rule).opened is None


def test_a_page_without_petitions_is_broken_and_one_without_a_number_says_so() -> None:
    with pytest.raises(CollectError, match="redesigned"):
        visit("<p>Нічого</p>")
    with pytest.raises(CollectError, match="selectors"):
        visit("<p>Нічого</p>", None)
    with pytest.raises(CollectError, match="selector"):
        visit('<div class="p"><a href="/1">А</a></div>', replace(RULE, votes="b[["))
    found = visit('<div class="p"><a href="/1">Алея</a></div>')
    assert found.petitions[0].votes is None
    assert found.partial
    assert "1 petitions show no number" in found.notes[0]


def test_further_pages_are_bounded_and_a_loop_ends() -> None:
    def listed(n: int) -> str:
        return (
            f'<div class="p"><a href="/{n}">П</a><b class="v">{n}</b></div><a class="next" href="?page={n + 1}">»</a>'
        )

    web = Web({f"{URL}?page={n}": page(f"{URL}?page={n}", listed(n)) for n in range(2, 9)})
    found = visit(listed(1), replace(RULE, pages=3), web)
    assert [petition.votes for petition in found.petitions] == [1, 2, 3]
    assert "was not" in found.notes[0]
    loop = visit('<div class="p"><a href="/1">П</a><b class="v">1</b></div><a class="next" href="/petitions">»</a>')
    assert len(loop.petitions) == 1


def test_a_further_page_that_is_gone_is_a_note_and_one_that_is_busy_an_error() -> None:
    body = '<div class="p"><a href="/1">П</a><b class="v">1</b></div><a class="next" href="?page=2">»</a>'
    assert "could not be read" in visit(body).notes[0]

    class Busy(Web):
        def __call__(self, url: str) -> object:  # type: ignore[override]
            raise FetchError(url, "busy", f"{url} answers 503.", status=503)

    with pytest.raises(FetchError):
        visit(body, web=Busy())


RECORDED = (Path(__file__).parent / "data" / "petition" / "list.html").read_bytes()
SHAPE = ListingRule(item=".petition", link="h3 a", next=".next", votes=".votes", deadline=".until", status=".state")
SPLICES = (
    b"</div>",
    b"<span class='votes'>",
    b"9999999999999",
    b"\xd0\xa0",
    b"<a href='http://['>",
    b"31.02.2026",
    b"\x00",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(RECORDED)), st.sampled_from(SPLICES), st.integers(0, 40)), max_size=6))
def test_a_damaged_page_gives_petitions_or_a_sentence(damage: list[tuple[int, bytes, int]]) -> None:
    content = RECORDED
    for at, splice, gone in damage:
        content = content[:at] + splice + content[at + gone :]
    with contextlib.suppress(CollectError):
        found = harvest("petition", page(URL, content, "text/html"), listing=SHAPE).petitions
        assert len({petition.key for petition in found}) == len(found)
        for petition in found:
            assert petition.url.startswith("http")
            assert petition.votes is None or 0 <= petition.votes < 10**8


def test_a_page_of_a_megabyte_is_read_in_seconds() -> None:
    found = visit(f'<div class="p"><a href="/1">А</a><b class="v">{"1 " * 500_000}</b></div>')
    assert found.petitions[0].votes == 1


# --- standing -----------------------------------------------------------------------------------------------------

ALLEY = Petition(key="k", url="u", title="Алея", votes=90, threshold=100, deadline=date(2026, 11, 30))


def standing(petition: Petition, votes: list[tuple[int, int]], now: datetime = NOW) -> Watched:
    """`votes`: (days before now, number)."""
    dated = [Vote(now - timedelta(days=days), number) for days, number in votes]
    [found] = watch([(petition, "s", dated[0].at, dated[-1].at)], {"k": dated}, now)
    return found


@pytest.mark.parametrize(
    ("petition", "votes", "state", "gained"),
    [
        (ALLEY, [(10, 50), (3, 80), (0, 90)], "open", 40),
        (ALLEY, [(3, 80), (0, 90)], "open", 10),
        (ALLEY, [(0, 90)], "open", None),
        (replace(ALLEY, deadline=date(2026, 11, 28)), [(0, 90)], "near", None),
        (replace(ALLEY, deadline=date(2026, 11, 22)), [(0, 90)], "near", None),
        (replace(ALLEY, deadline=date(2026, 11, 21)), [(0, 90)], "over", None),
        (replace(ALLEY, deadline=date(2026, 11, 21)), [(9, 90), (2, 100), (0, 101)], "supported", 11),
        (replace(ALLEY, threshold=None, deadline=None), [(0, 5000)], "open", None),
    ],
)
def test_where_a_petition_stands(
    petition: Petition, votes: list[tuple[int, int]], state: str, gained: int | None
) -> None:
    found = standing(petition, votes)
    assert (found.state, found.gained) == (state, gained)


def test_what_is_new_and_what_was_reached_in_a_period() -> None:
    start, later = NOW - timedelta(days=9), NOW - timedelta(days=2)
    names = ("stood", "said", "came", "full", "sudden")
    seen = {name: later if name in ("came", "sudden") else start for name in names}
    shown = {name: replace(ALLEY, key=name, opened=date(2026, 10, 1) if name == "said" else None) for name in names}
    votes = {
        "stood": [Vote(start, 90), Vote(later, 100), Vote(NOW, 120)],
        "came": [Vote(later, 1)],
        "full": [Vote(start, 100), Vote(later, 110)],  # reached before anybody looked
        "sudden": [Vote(later, 100)],  # between two visits
    }
    found = watch([(shown[name], "s", seen[name], NOW) for name in names], votes, NOW)

    def told(chosen: tuple[Watched, ...]) -> list[str]:
        return [one.petition.key for one in chosen]

    assert told(new_in(found, date(2026, 11, 1), date(2026, 11, 30))) == ["came", "sudden"]
    assert told(new_in(found, date(2026, 10, 1), date(2026, 10, 1))) == ["said"]
    assert told(reached_in(found, date(2026, 11, 20), date(2026, 11, 20))) == ["stood", "sudden"]
    assert told(reached_in(found, date(2026, 11, 1), date(2026, 11, 19))) == []
    assert {one.petition.key for one in found if one.state == "supported"} == {"stood", "full", "sudden"}


# --- on the road --------------------------------------------------------------------------------------------------


def _page(votes: int) -> str:
    return f'<html><body><div class="p"><a href="/1">Алея у Вербосіллі</a><b class="v">{votes} з 100</b></div></body></html>'


def test_votes_are_kept_over_visits_and_no_petition_becomes_a_clip(tmp_path: Path) -> None:
    door = FakeDoor({URL: _page(90)})
    setup = config(tmp_path)
    source = Source(id="petitions", outlet="visti", kind="petition", url=URL, listing=RULE)
    setup = replace(setup, sources=(source,))
    first = desk(tmp_path, door, setup)
    for hours, votes in ((0, 90), (1, 90), (2, 101), (3, 101)):
        door.pages[URL] = _page(votes)
        report = Report()
        visit_sources(later(first, first.now + timedelta(hours=hours)), report, [source])
        assert not report.failed
    store = first.store
    [(petition, origin, seen, last)] = store.registers.petitions()
    assert (petition.title, petition.votes, origin) == ("Алея у Вербосіллі", 101, "petitions")
    assert (seen, last) == (first.now, first.now + timedelta(hours=2))
    assert [vote.votes for votes in store.registers.votes().values() for vote in votes] == [90, 101]
    assert store.pending("new", first.now + timedelta(days=1)) == []
    assert store.clips(relevance=None) == []

    again = desk(tmp_path / "again", door, setup, now=datetime(2026, 12, 1, tzinfo=UTC))
    rebuild(again, report := Report(), sorted((tmp_path / "var" / "archive").glob("*.warc.gz")))
    assert not report.failed
    assert again.store.registers.votes() == store.registers.votes()


def test_a_watched_page_is_a_healthy_source(tmp_path: Path) -> None:
    """It never brings an item, and must not be told as a source that brings nothing."""
    door = FakeDoor({})
    source = Source(id="petitions", outlet="visti", kind="petition", url=URL, listing=RULE)
    at = desk(tmp_path, door, replace(config(tmp_path), sources=(source,)))
    for day in range(0, 120, 2):
        door.pages[URL] = _page(50 + day // 4)
        visit_day = later(at, at.now + timedelta(days=day))
        visit_sources(visit_day, report := Report(), [source])
        judge_sources(visit_day, report)
        assert report.sources[0].entries in (0, 1)
    assert at.store.health.all()["petitions"].state in ("ok", "unchanged")
