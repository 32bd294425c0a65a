"""Counted and entered figures in one set: what is counted once, what a person's word is worth, what stays unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.reports import provenance
from digests.reports.assembly import Assembled, assemble, redecided
from digests.reports.book import Count, SeriesBook, load_layout, load_series
from digests.reports.counting import Decided, Issued, Tally, Used, corrections, counted, last_day, tally
from digests.reports.series import Figure, Period, Series
from monitor.language.numerals import Noun

TODAY = date(2026, 11, 20)
REVIEWS = Series("reviews", Noun("огляд", "огляди", "оглядів", "огляду"), "огляди")
ITEMS = Series("items", Noun("матеріал", "матеріали", "матеріалів", "матеріалу"), "матеріали")
DIRECT = Series("direct", Noun("матеріал", "матеріали", "матеріалів", "матеріалу"), "прямі")
LETTERS = Series("letters", Noun("лист", "листи", "листів", "листа"), "листи")
CELLS = Series("cells", Noun("осередок", "осередки", "осередків", "осередку"), "осередки", "stock")
OF_REVIEWS, OF_ITEMS, OF_DIRECT = (Count(what=what, kinds=("thematic",)) for what in ("issues", "items", "direct"))
BOOK = SeriesBook((REVIEWS, ITEMS, LETTERS, CELLS), {"reviews": OF_REVIEWS, "items": OF_ITEMS})


def issue(day: date, number: int = 1, kind: str = "thematic") -> Issued:
    return Issued(f"{kind}/{day.year}/{number}", kind, day, "0" * 64)


def put(series: str, year: int, value: int, month: int | None = None, **more: object) -> Figure:
    return Figure(series, Period(year, month), value, **more)  # type: ignore[arg-type]


def together(entered: Sequence[Figure] = (), registers: Sequence[Figure] = (), *days: date) -> Assembled:
    issues = [issue(day, number) for number, day in enumerate(days, 1)]
    tallies = {id: tally(count, issues, []) for id, count in BOOK.counts.items()}
    return assemble(BOOK, entered, tallies, registers, TODAY)


def values(found: Assembled, series: str) -> dict[tuple[int, int | None], int]:
    return {
        (figure.period.year, figure.period.month): figure.value for figure in found.figures if figure.series == series
    }


# --- counting -----------------------------------------------------------------------------------------------------


def test_a_clip_is_one_unit_of_the_issue_that_used_it_first() -> None:
    first, second = issue(date(2026, 9, 25)), issue(date(2026, 10, 2), 2)
    other = issue(date(2026, 9, 1), kind="daily")
    uses = [
        Used(second, "a", 1, direct=True),
        Used(second, "b", 2, direct=True),
        Used(first, "a", 1, direct=False),
        Used(other, "c", 1, direct=True),
    ]
    found = tally(OF_ITEMS, [second, other, first], uses)
    assert [(unit.article, unit.day) for unit in found.units] == [("a", first.day), ("b", second.day)]
    assert found.since == first.day, "the other kind does not begin this series"
    assert [unit.article for unit in tally(OF_DIRECT, [first, second], uses).units] == ["b"]
    assert [unit.issue for unit in tally(OF_REVIEWS, [second, first], uses).units] == [first, second]


def test_what_never_began_is_unknown_and_not_nought() -> None:
    assert counted("reviews", OF_REVIEWS, Tally((), None), TODAY) == ()


def test_months_are_counted_from_the_first_issue_to_today() -> None:
    found = counted("reviews", OF_REVIEWS, tally(OF_REVIEWS, [issue(date(2026, 9, 25))], []), TODAY)
    assert {(one.period.month, one.value) for one in found} == {(9, 1), (10, 0), (11, 0), (None, 1)}
    assert {one.period.month: one.as_of for one in found}[9] == date(2026, 9, 30)
    assert {one.period.month: one.as_of for one in found}[11] == TODAY


days = st.dates(date(2023, 1, 1), TODAY)


@given(st.lists(days, min_size=1, max_size=40, unique=True), st.data())
def test_months_add_up_to_their_year(when: list[date], data: st.DataObject) -> None:
    issues = [issue(day, number) for number, day in enumerate(sorted(when), 1)]
    uses = [
        Used(one, article, place, direct=data.draw(st.booleans()))
        for one in issues
        for place, article in enumerate(data.draw(st.lists(st.sampled_from("abcdefgh"), max_size=4, unique=True)), 1)
    ]
    shuffled = data.draw(st.permutations(uses))
    for count in (OF_REVIEWS, OF_ITEMS, OF_DIRECT):
        found = tally(count, issues, uses)
        assert found == tally(count, issues[::-1], shuffled), "the order of rows does not matter"
        figures = counted("reviews", count, found, TODAY)
        for year in {one.period.year for one in figures}:
            months = sum(one.value for one in figures if one.period.year == year and one.period.month)
            assert months == next(one.value for one in figures if one.period == Period(year))
    assert len(tally(OF_ITEMS, issues, uses).units) == len({use.article for use in uses})


@given(st.integers(1990, 2100), st.integers(1, 12))
def test_a_period_ends_the_day_before_the_next(year: int, month: int) -> None:
    following = last_day(Period(year, month)) + timedelta(days=1)
    assert following.day == 1
    assert (following.year, following.month) == ((year, month + 1) if month < 12 else (year + 1, 1))


FIRST, SECOND = issue(date(2026, 9, 25)), issue(date(2026, 10, 2), 2)
BOTH = [Used(FIRST, "a", 1, direct=True), Used(FIRST, "b", 2, direct=False), Used(SECOND, "a", 1, direct=True)]
TAKEN = {True: "in", False: "out"}
LATER: dict[str, tuple[list[dict[str, object]], list[str], list[str]]] = {
    "no longer direct": ([{"article": "a", "direct": False}], [], ["a out"]),
    "still direct": ([{"article": "a", "direct": True}], [], []),
    "direct after all": ([{"article": "b", "direct": True}], [], ["b in"]),
    "and back again": ([{"article": "b", "direct": True}, {"article": "b", "direct": False}], [], []),
    "left out": ([{"article": "a", "used": False}], ["a out"], ["a out"]),
    "left out and taken again": ([{"article": "a", "used": False}, {"article": "a", "used": True}], [], []),
    "direct, but left out": ([{"article": "b", "direct": True}, {"article": "b", "used": False}], ["b out"], []),
    "one out, one in": (
        [{"article": "a", "direct": False}, {"article": "b", "direct": True}], [], ["a out", "b in"]
    ),
    "of another kind": ([{"article": "a", "used": False, "kind": "daily"}], [], []),
    "of no issue": ([{"article": "x", "direct": True}], [], []),
}  # fmt: skip


@pytest.mark.parametrize(("decided", "items", "direct"), LATER.values(), ids=LATER)
def test_what_is_decided_after_approval_is_told_and_not_counted(
    decided: list[dict[str, object]], items: list[str], direct: list[str]
) -> None:
    # Every issue that holds the clip has its erratum.
    decisions = [Decided(**{"kind": "thematic", **one}) for one in decided for _ in (SECOND, FIRST)]  # type: ignore[arg-type]
    for count, expected in ((OF_ITEMS, items), (OF_DIRECT, direct), (OF_REVIEWS, [])):
        found = corrections(count, tally(count, [FIRST, SECOND], BOTH), decisions)
        assert [f"{one.unit.article} {TAKEN[one.comes]}" for one in found] == expected
        assert {one.unit.day for one in found} <= {FIRST.day}, "of the issue that used it first"


def test_the_approved_figure_and_the_corrected_one_are_both_told() -> None:
    decisions = [
        Decided("thematic", "a", direct=False),
        Decided("thematic", "b", direct=True),
        Decided("thematic", "c", used=False),
    ]
    book = SeriesBook((ITEMS, DIRECT), {"items": OF_ITEMS, "direct": OF_DIRECT})
    uses = [*BOTH, Used(SECOND, "c", 2, direct=True)]
    tallies = {id: tally(count, [FIRST, SECOND], uses) for id, count in book.counts.items()}
    typed = [put("items", 2026, 90, month, approximate="over") for month in range(1, 9)]
    changed = {id: corrections(count, tallies[id], decisions) for id, count in book.counts.items()}
    found = redecided(book, assemble(book, typed, tallies, [], TODAY), changed)
    told = {(doubt.series.id, doubt.period): doubt.words for doubt in found.doubts if "змінено" in doubt.words}
    assert told == {
        ("items", Period(2026, 10)): "за жовтень 2026 року після затвердження змінено рішення про 1 матеріал: "
        "з уточненнями – 0 (затверджено 1)",
        ("items", Period(2026)): "за 2026 рік після затвердження змінено рішення про 1 матеріал: "
        "з уточненнями – понад 722 (без них – понад 723)",
        ("direct", Period(2026, 9)): "за вересень 2026 року після затвердження змінено рішення про 2 матеріали: "
        "з уточненнями – 1 (затверджено 1)",
        ("direct", Period(2026, 10)): "за жовтень 2026 року після затвердження змінено рішення про 1 матеріал: "
        "з уточненнями – 0 (затверджено 1)",
        ("direct", Period(2026)): "за 2026 рік після затвердження змінено рішення про 3 матеріали: "
        "з уточненнями – 1 (затверджено 2)",
    }
    year = next(one for one in found.figures if (one.series, one.period) == ("direct", Period(2026)))
    assert (year.value, year.corrected) == (2, 1)
    assert provenance.row(year)[-1].endswith("з уточненнями після затвердження – 1")
    assert {one.corrected for one in found.figures if one.period == Period(2026, 11)} == {None}


# --- one set ------------------------------------------------------------------------------------------------------


def test_issues_are_counted_where_they_are_and_typed_before() -> None:
    found = together(
        [put("reviews", 2024, 50), put("reviews", 2026, 99), put("reviews", 2025, 48)], (), date(2026, 1, 9)
    )
    assert values(found, "reviews")[2024, None] == 50
    assert values(found, "reviews")[2026, None] == 1, "a typed figure of a counted year does not stand"
    assert found.doubts == ()


def test_months_before_the_first_issue_are_added_and_named() -> None:
    typed = [put("reviews", 2026, 4, month) for month in range(1, 9)]
    found = together(typed, (), date(2026, 9, 4), date(2026, 10, 2))
    assert values(found, "reviews")[2026, None] == 34
    year = next(one for one in found.figures if one.series == "reviews" and one.period == Period(2026))
    assert year.note.startswith("запит – 2; внесено: 01.2026 – 4")
    assert [doubt.series.id for doubt in found.doubts] == ["items"], "nobody typed the items of those months"


def test_a_first_year_with_unknown_months_is_doubtful() -> None:
    found = together([put("reviews", 2026, 4, 3)], (), date(2026, 9, 4))
    (doubt, _) = found.doubts
    assert doubt.words == "за 2026 рік рахуються з 04.09.2026, за січень–лютий, квітень–серпень даних немає"
    assert values(found, "reviews")[2026, None] == 5


@pytest.mark.parametrize(
    ("typed", "lacking"),
    [
        ((), "попередні місяці року"),
        ((8,), "січень–липень"),
        ((1, 3), "лютий, квітень–серпень"),
        ((1, 2, 3, 4, 5, 6, 7), "серпень"),
    ],
)
def test_the_months_nobody_counted_are_named(typed: tuple[int, ...], lacking: str) -> None:
    found = together([put("reviews", 2026, 4, month) for month in typed], (), date(2026, 9, 4))
    doubt = next(one for one in found.doubts if one.series.id == "reviews")
    assert doubt.words == f"за 2026 рік рахуються з 04.09.2026, за {lacking} даних немає"


def test_a_person_stands_before_a_register_and_both_are_told() -> None:
    found = together(
        [put("letters", 2025, 105, by="Ганна Горобець")], [put("letters", 2025, 99), put("letters", 2024, 7)]
    )
    assert values(found, "letters") == {(2025, None): 105, (2024, None): 7}
    assert [doubt.words for doubt in found.doubts] == ["за 2025 рік у реєстрі 99, внесено 105 (Ганна Горобець)"]


def test_the_same_in_both_is_no_doubt() -> None:
    assert together([put("letters", 2025, 99)], [put("letters", 2025, 99)]).doubts == ()


def test_a_register_begun_within_a_year_is_doubtful_for_that_year() -> None:
    kept = [put("letters", 2025, 3, 11), put("letters", 2025, 4, 12), put("letters", 2025, 7), put("letters", 2026, 9)]
    found = together([], kept)
    assert [(doubt.period, doubt.words) for doubt in found.doubts] == [
        (Period(2025), "за 2025 рік у реєстрі є дані з листопада 2025 року")
    ]
    assert together([], [put("letters", 2025, 3, 1), put("letters", 2025, 3)]).doubts == ()


YEARS = {
    "all months": (dict.fromkeys(range(1, 13), 10), (120, None)),
    "the first nine": (dict.fromkeys(range(1, 10), 10), (90, 9)),
    "a hole": ({1: 10, 3: 10}, None),
    "not from January": ({4: 10, 5: 10}, None),
}


@pytest.mark.parametrize(("months", "expected"), YEARS.values(), ids=YEARS)
def test_a_year_nobody_gave_is_the_sum_of_its_months(
    months: dict[int, int], expected: tuple[int, int | None] | None
) -> None:
    found = together([put("letters", 2024, value, month) for month, value in months.items()])
    years = [(one.value, one.partial) for one in found.figures if one.period == Period(2024)]
    assert years == ([expected] if expected else [])


def test_approximate_months_make_an_approximate_year() -> None:
    typed = [put("letters", 2024, 10, month) for month in range(1, 12)]
    over, about = put("letters", 2024, 10, 12, approximate="over"), put("letters", 2024, 10, 12, approximate="about")
    marks = [
        next(one.approximate for one in together([*typed, last]).figures if one.period == Period(2024))
        for last in (over, about)
    ]
    assert marks == ["over", "about"]


def test_a_stock_is_its_last_reading() -> None:
    found = together([put("cells", 2025, 60, 3), put("cells", 2025, 66, 10)])
    year = next(one for one in found.figures if one.period == Period(2025))
    assert (year.value, year.as_of, year.note) == (66, date(2025, 10, 31), "останнє відоме за рік: жовтень 2025 року")


def test_a_stock_read_on_a_day_is_known_for_its_month() -> None:
    found = together([put("cells", 2026, 68, as_of=date(2026, 11, 20))])
    assert values(found, "cells") == {(2026, None): 68, (2026, 11): 68}


figures = st.lists(
    st.builds(
        put,
        st.sampled_from([one.id for one in BOOK.series]),
        st.integers(2019, 2026),
        st.integers(0, 5000),
        st.none() | st.integers(1, 12),
    ),
    max_size=40,
    unique_by=lambda one: one.key,
)


@given(figures, figures, st.lists(days, max_size=10, unique=True))
def test_every_period_has_one_figure_and_nothing_is_lost(
    entered: list[Figure], registers: list[Figure], when: list[date]
) -> None:
    found = together(entered, registers, *sorted(when))
    keys = [figure.key for figure in found.figures]
    assert len(keys) == len(set(keys))
    begun = {one.id for one in (REVIEWS, ITEMS) if when}
    for figure in [*registers, *entered]:
        if figure.series not in {"reviews", "items"} or (figure in entered and figure.series not in begun):
            assert figure.key in keys


# --- definitions --------------------------------------------------------------------------------------------------


def test_the_packaged_series_and_report_are_sound() -> None:
    book = load_series()
    layout = load_layout(book)
    assert {one.section for one in layout.parts} >= {"media", "site", "monitoring", "diary"}
    assert set(book.counts) == {"reviews", "items", "direct", "briefs", "weekly", "daily"}
    assert all(one.noun.one and one.noun.few and one.noun.many and one.noun.part for one in book.series)
