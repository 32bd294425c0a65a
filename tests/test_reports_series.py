"""Series and figures: order, corrections, and the import of past years with errors that name line and column."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.reports.past_years import read_past_years
from digests.reports.series import Figure, Period, Series, corrected, merged, of_series, ordered
from monitor.errors import ConfigError
from monitor.language.numerals import Noun

REVIEWS = Series("reviews", Noun("огляд", "огляди", "оглядів", "огляду"), "оглядів")
ITEMS = Series("items", Noun("матеріал", "матеріали", "матеріалів", "матеріалу"), "матеріалів")
SERIES = (REVIEWS, ITEMS)
DAY = date(2026, 1, 9)


def figures(text: str, charset: str = "utf-8") -> tuple[Figure, ...]:
    return read_past_years(text.encode(charset), SERIES, name="past.csv", by="Галина Вишня").figures


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        figures(text)
    return caught.value.problems


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_spreadsheet_file_is_read(charset: str, separator: str) -> None:
    rows = ["ряд|рік|значення|за місяців", "items|2018|понад 2400|", "reviews|2019|52|", "reviews|2016|1 105|9"]
    found = figures("\r\n".join(rows).replace("|", separator) + "\r\n", charset)
    assert [(one.series, one.period.year, one.value) for one in found] == [
        ("reviews", 2016, 1105),
        ("reviews", 2019, 52),
        ("items", 2018, 2400),
    ]
    assert [one.partial for one in found] == [9, None, None]
    assert [one.approximate for one in found] == ["exact", "exact", "over"]
    assert {one.by for one in found} == {"Галина Вишня"}


def test_every_column_is_kept() -> None:
    (one,) = figures("series;year;month;value;as_of;by;note\nitems;2019;3;7;31.03.2019;Олег Сосна;без дописів\n")
    assert one == Figure("items", Period(2019, 3), 7, as_of=date(2019, 3, 31), by="Олег Сосна", note="без дописів")


def test_missing_data_is_no_figure() -> None:
    assert figures("series;year;value\nitems;2019;немає даних\n\n;;\n") == ()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param("other;2019;5;;", "рядок 3, стовпець 1 «series»", id="unknown series"),
        pytest.param("items;20019;5;;", "рядок 3, стовпець 2 «year»", id="year slip"),
        pytest.param("items;2019;;;", "рядок 3, стовпець 3 «value»", id="no value"),
        pytest.param("items;2019;-5;;", "рядок 3, стовпець 3 «value»", id="negative"),
        pytest.param("items;2019;5,5;;", "рядок 3, стовпець 3 «value»", id="fraction"),
        pytest.param("items;2019;ледь 5;;", "«ледь»", id="unknown mark"),
        pytest.param("items;2019;5;31.02.2019;", "рядок 3, стовпець 4 «as_of»", id="impossible day"),
        pytest.param("items;2019;5;;13", "рядок 3, стовпець 5 «months»", id="13 months"),
        pytest.param("items;2018;5;;", "уже є в рядку 2", id="twice"),
        pytest.param("items;2019;5;;;;9", "рядок 3: стовпців 7", id="too many cells"),
    ],
)
def test_a_wrong_row_is_named(row: str, told: str) -> None:
    (said,) = problems(f"series;year;value;as_of;months\nitems;2018;4;;\n{row}\n")
    assert said.startswith("past.csv, рядок 3")
    assert told in said


def test_all_problems_are_told_at_once() -> None:
    assert len(problems("series;year;value\nx;2019;1\nitems;y;1\nitems;2019;z\nitems;2018;1\n")) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "порожній", id="empty"),
        pytest.param("series;value\nitems;5\n", "немає стовпця «year»", id="no column"),
        pytest.param("series;year;value;шо\n", "стовпець 4: невідома назва", id="unknown column"),
        pytest.param("series;year;value;рік\n", "«year» названо двічі", id="column twice"),
        pytest.param('series;year;value\n"items;2019;5\n', "лапки", id="open quote"),
    ],
)
def test_a_wrong_file_is_named(text: str, told: str) -> None:
    assert any(told in one for one in problems(text))


@given(st.binary(max_size=200))
def test_foreign_bytes_give_figures_or_a_told_problem(data: bytes) -> None:
    for blob in (data, b"series;year;value\n" + data):
        with suppress(ConfigError):
            assert ordered(read_past_years(blob, SERIES).figures, SERIES) == read_past_years(blob, SERIES).figures


def test_a_correction_keeps_what_it_replaced() -> None:
    first = Figure("items", Period(2019), 1600, by="Олег Сосна")
    second = corrected(first, Figure("items", Period(2019), 1658, source="query", by="v1"), on=DAY, reason="перелік")
    third = corrected(second, Figure("items", Period(2019), 1660), on=DAY)
    assert [old.value for old in third.history] == [1600, 1658]
    assert third.history[0].by == "Олег Сосна"
    assert third.history[0].reason == "перелік"
    assert corrected(third, Figure("items", Period(2019), 1660), on=DAY).history == third.history


def test_a_correction_is_for_the_same_place() -> None:
    with pytest.raises(ValueError, match="same series"):
        corrected(Figure("items", Period(2019), 1), Figure("items", Period(2018), 1), on=DAY)


def test_merging_loses_nothing() -> None:
    old = [Figure("items", Period(2018), 5), Figure("items", Period(2019), 6)]
    new = [Figure("items", Period(2019), 7), Figure("items", Period(2020), 8)]
    found = merged(old, new, on=DAY)
    assert [(one.period.year, one.value, len(one.history)) for one in found] == [
        (2018, 5, 0),
        (2019, 7, 1),
        (2020, 8, 0),
    ]


PLACES = st.builds(
    Figure,
    series=st.sampled_from(["reviews", "items", "letters"]),
    period=st.builds(Period, st.integers(2010, 2020), st.none() | st.integers(1, 12)),
    value=st.integers(0, 9),
)


@given(st.lists(PLACES, unique_by=lambda one: one.key), st.randoms())
def test_the_order_does_not_depend_on_the_input(found: list[Figure], chance: object) -> None:
    mixed = list(found)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert ordered(mixed, SERIES) == ordered(found, SERIES)
    assert sorted(map(repr, ordered(found))) == sorted(map(repr, found))


def test_months_stand_before_their_year() -> None:
    found = ordered(
        [Figure("items", Period(2019), 3), Figure("items", Period(2019, 12), 2), Figure("items", Period(2019, 2), 1)]
    )
    assert [one.value for one in found] == [1, 2, 3]


def test_one_place_has_one_figure() -> None:
    with pytest.raises(ValueError, match="two figures"):
        of_series([Figure("items", Period(2019), 1), Figure("items", Period(2019), 2)], ITEMS)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Period(2019, 13),
        lambda: Figure("items", Period(2019), -1),
        lambda: Figure("items", Period(2019), 1, partial=12),
        lambda: Figure("items", Period(2019, 5), 1, partial=3),
    ],
)
def test_a_figure_that_cannot_be_is_refused(make: object) -> None:
    with pytest.raises(ValueError, match=r"month|negative|partial"):
        make()  # type: ignore[operator]
