"""Charts as words and numbers, periods, paging: pure parts of the pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some

from monitor.dates import kyiv_day
from monitor.store.tallies import Tally
from monitor.web.pages import figures
from monitor.web.pages.drawing import size, svg
from monitor.web.pages.figures import MOST_OUTLETS, by_day, by_month, by_outlet, by_topic
from monitor.web.paging import Pager
from monitor.web.period import LONGEST, period

TODAY = date(2026, 11, 20)


def tally(
    at: datetime, clips: int = 1, outlet: str = "visti", topic: str | None = "culture", citation: str = "none"
) -> Tally:
    return Tally(hour=at, outlet=outlet, topic=topic, citation=citation, clips=clips)


def hour(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-11-19T21:00", "19.11.2026"),
        ("2026-11-19T22:00", "20.11.2026"),  # midnight in Kyiv in winter
        ("2026-07-19T20:00", "19.07.2026"),
        ("2026-07-19T21:00", "20.07.2026"),  # midnight in Kyiv in summer
    ],
)
def test_an_hour_belongs_to_its_day_in_kyiv(instant: str, day: str) -> None:
    at = hour(instant)
    chart = by_day([tally(at)], kyiv_day(at) - timedelta(days=1), kyiv_day(at) + timedelta(days=1))
    assert [label for label, values in chart.rows if values[0]] == [day]


@given(some.lists(some.tuples(some.integers(0, 24 * 30), some.integers(1, 50)), max_size=40))
def test_no_clip_is_lost_or_counted_twice(found: list[tuple[int, int]]) -> None:
    start = hour("2026-10-20T00:00")  # the clocks change within
    tallies = [tally(start + timedelta(hours=hours), clips) for hours, clips in found]
    chart = by_day(tallies, date(2026, 10, 20), date(2026, 11, 20))
    total = sum(clips for _, clips in found)
    assert sum(values[0] for _, values in chart.rows) == total
    assert sum(values[0] for _, values in by_topic(tallies).rows) == total
    assert sum(values[0] for _, values in by_outlet(tallies, {}).rows) == total
    assert len(chart.rows) == 32


def test_days_without_anything_stand_there_too() -> None:
    chart = by_day([], date(2026, 11, 1), date(2026, 11, 3))
    assert [values for _, values in chart.rows] == [(0.0,)] * 3
    assert chart.empty
    assert "0 матеріалів за 3 дні" in chart.alt


def test_a_label_nobody_gave_is_told_apart() -> None:
    chart = by_topic([tally(hour("2026-11-19T10:00"), topic=None), tally(hour("2026-11-19T10:00"), 3)])
    assert [label for label, _ in chart.rows] == ["Культура, туризм та історія", "Тему не визначено"]
    assert chart.alt.startswith("Найбільше: Культура, туризм та історія – 3 матеріали")


def test_many_outlets_end_in_one_bar() -> None:
    tallies = [tally(hour("2026-11-19T10:00"), 100 - number, f"o{number:02d}") for number in range(50)]
    chart = by_outlet(tallies, {})
    assert len(chart.rows) == MOST_OUTLETS
    assert chart.rows[-1][0] == "Інші (31 видання)"
    assert sum(values[0] for _, values in chart.rows) == sum(found.clips for found in tallies)


def test_direct_citations_are_split_by_month() -> None:
    chart = by_month(
        [
            tally(hour("2026-10-31T22:30"), 2, citation="site"),  # 1 November in Kyiv
            tally(hour("2026-10-31T21:30"), 1, citation="department"),
            tally(hour("2026-11-02T10:00"), 4, citation="council"),
        ],
        TODAY,
    )
    assert next(label for label, _ in chart.rows) == "12.2025"
    assert dict(chart.rows)["11.2026"] == (0.0, 2.0)
    assert dict(chart.rows)["10.2026"] == (1.0, 0.0)
    assert "3 прямі посилання" in chart.alt


@pytest.mark.parametrize(("day", "first"), [(TODAY, date(2025, 12, 1)), (date(2026, 12, 31), date(2026, 1, 1))])
def test_the_year_of_months_begins_eleven_months_ago(day: date, first: date) -> None:
    assert figures.first_month(day) == first


@pytest.mark.parametrize(
    "name", ["Вісті", "$\\frac{1}{0}$", "<script>alert(1)</script>", "a & b", "\u202eabc", "", "х" * 500]
)
def test_a_picture_is_the_same_twice_and_holds_no_markup(name: str) -> None:
    chart = by_outlet([tally(hour("2026-11-19T10:00"), outlet="o")], {"o": name})
    first = svg(chart)
    svg.cache_clear()
    assert svg(chart) == first
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(first).iter()}
    assert not tags & {"script", "foreignObject", "image", "a", "animate", "set"}
    assert size(chart)[0] > size(chart)[1]


def test_charts_of_any_length_are_drawn() -> None:
    for days in (1, 7, 31, 92, 366):
        chart = by_day([tally(hour("2026-11-19T10:00"), 5)], TODAY - timedelta(days=days - 1), TODAY)
        assert b"<svg" in svg(chart)
    assert b"<svg" in svg(by_month([tally(hour("2026-11-19T10:00"), citation="site")], TODAY))


# --- periods and pages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "first", "last", "is_told"),
    [
        ({}, "2026-11-14", "2026-11-20", False),
        ({"since": "2026-11-01"}, "2026-11-01", "2026-11-20", False),
        ({"until": "2026-10-07"}, "2026-10-01", "2026-10-07", False),
        ({"since": " 2026-11-01 ", "until": ""}, "2026-11-01", "2026-11-20", False),
        ({"since": "01.11.2026"}, "2026-11-14", "2026-11-20", True),
        ({"since": "2026-11-20", "until": "2026-11-19"}, "2026-11-14", "2026-11-20", True),
        ({"since": "1990-01-01"}, "2026-11-14", "2026-11-20", True),
        ({"since": "9999-12-31"}, "2026-11-14", "2026-11-20", True),
        ({"since": "2000-01-01"}, "2026-11-14", "2026-11-20", True),
    ],
)
def test_a_period_is_what_was_asked_or_the_usual_one_with_a_word(
    given_: dict[str, str], first: str, last: str, is_told: bool
) -> None:
    found = period(given_, TODAY, 7)
    assert (found.first.isoformat(), found.last.isoformat(), bool(found.problem)) == (first, last, is_told)


@given(some.text(max_size=20), some.text(max_size=20))
def test_any_two_texts_give_a_period(since: str, until: str) -> None:
    found = period({"since": since, "until": until}, TODAY, 7)
    assert found.first <= found.last
    assert (found.last - found.first).days < LONGEST
    assert found.since < found.until


def test_a_day_of_the_change_of_clocks_has_its_own_length() -> None:
    found = period({"since": "2026-10-25", "until": "2026-10-25"}, TODAY, 7)
    assert found.until - found.since == timedelta(hours=25)


@given(some.integers(-5, 10**9), some.integers(0, 10**6), some.integers(1, 1000))
def test_a_page_is_always_one_that_is_there(wanted: int, total: int, size_: int) -> None:
    pager = Pager.of(wanted, total, size_, "/x?a=1")
    assert 1 <= pager.page <= pager.pages
    assert pager.offset < max(total, 1)
    assert pager.pages * size_ >= total
    assert pager.url(1) == "/x?a=1"
    assert pager.url(2) == "/x?a=1&page=2"
