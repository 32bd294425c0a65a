"""The bracket writer: cases, plurals, order of years, marks, breaks, and gaps that stay visible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.reports.sentence import Clause, Verb, quantity, sentence
from digests.reports.series import Break, Figure, Period, Series
from digests.reports.year_table import year_table
from monitor.language.numerals import Noun

REVIEWS = Series(
    "reviews", Noun("тематичний огляд", "тематичні огляди", "тематичних оглядів", "тематичного огляду"), "оглядів"
)
ITEMS = Series(
    "items", Noun("новинний матеріал", "новинні матеріали", "новинних матеріалів", "новинного матеріалу"), "матеріалів"
)
CITED = Series("cited", Noun("посилання", "посилання", "посилань", "посилання"), "посилань")
NOTES = Series("notes", Noun("довідка", "довідки", "довідок", "довідки"), "довідок", object_one="довідку")
LETTERS = Series("letters", Noun("лист", "листи", "листів", "листа"), "листів")
CELLS = Series("cells", Noun("осередок", "осередки", "осередків", "осередку"), "осередки", measure="stock")
WHOLE = (
    Clause(REVIEWS, Verb("підготовано")),
    Clause(ITEMS, Verb("використано"), link="в яких", link_one="в якому"),
    Clause(CITED, tail="з прямим посиланням на відділ та офіційний сайт", link="з яких"),
)


def years(series: Series, values: dict[int, int]) -> list[Figure]:
    return [Figure(series.id, Period(year), value) for year, value in values.items()]


def one(series: Series, value: int, **more: object) -> Figure:
    return replace(Figure(series.id, Period(2020), value), **more)  # type: ignore[arg-type]


def test_the_sentence_of_the_reports() -> None:
    figures = [
        *years(REVIEWS, {2020: 31, 2018: 22, 2019: 25}),
        *years(ITEMS, {2018: 652, 2019: 1412, 2020: 1274}),
        *years(CITED, {2019: 36, 2020: 78}),
    ]
    assert sentence(WHOLE, figures, Period(2020), since=2018) == (
        "У 2020 році підготовано 31 тематичний огляд (у 2018 – 22, у 2019 – 25), в яких використано 1274 новинні"
        " матеріали (у 2018 – 652, у 2019 – 1412), з яких 78 – з прямим посиланням на відділ та офіційний сайт"
        " (у 2018 – немає даних, у 2019 – 36)."
    )


def test_a_single_review_takes_a_singular_link() -> None:
    figures = [one(REVIEWS, 1), one(ITEMS, 3), one(CITED, 0)]
    assert sentence(WHOLE, figures, Period(2020)) == (
        "У 2020 році підготовано 1 тематичний огляд, в якому використано 3 новинні матеріали,"
        " з яких 0 – з прямим посиланням на відділ та офіційний сайт."
    )


@pytest.mark.parametrize(
    ("series", "figure", "agrees", "said"),
    [
        (NOTES, one(NOTES, 1), False, "1 довідку"),
        (NOTES, one(NOTES, 21), False, "21 довідку"),
        (NOTES, one(NOTES, 21), True, "21 довідка"),
        (NOTES, one(NOTES, 11), False, "11 довідок"),
        (NOTES, one(NOTES, 43), False, "43 довідки"),
        (NOTES, one(NOTES, 21, approximate="over"), True, "понад 21 довідку"),
        (NOTES, one(NOTES, 21, approximate="about"), False, "близько 21 довідки"),
        (ITEMS, one(ITEMS, 2, approximate="about"), False, "близько 2 новинних матеріалів"),
        (ITEMS, one(ITEMS, 2400, approximate="over"), False, "понад 2400 новинних матеріалів"),
        (ITEMS, one(ITEMS, 12500), False, "12\u00a0500 новинних матеріалів"),
        (ITEMS, one(ITEMS, 0), False, "0 новинних матеріалів"),
    ],
)
def test_the_noun_follows_its_numeral(series: Series, figure: Figure, agrees: bool, said: str) -> None:
    assert quantity(series, figure, agrees=agrees) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "надійшов 1 лист"), (21, "надійшов 21 лист"), (11, "надійшло 11 листів"), (2, "надійшло 2 листи")],
)
def test_a_verb_that_agrees(value: int, said: str) -> None:
    clause = Clause(LETTERS, Verb("надійшло", one="надійшов"))
    assert sentence([clause], [one(LETTERS, value)], Period(2020)) == f"У 2020 році {said}."


def test_marks_stand_in_the_bracket() -> None:
    figures = [
        one(LETTERS, 171, partial=None),
        Figure("letters", Period(2016), 105, partial=9),
        Figure("letters", Period(2017), 2400, approximate="over"),
        Figure("letters", Period(2018), 2000, approximate="about"),
    ]
    assert sentence([Clause(LETTERS, Verb("надійшло"))], figures, Period(2020)) == (
        "У 2020 році надійшло 171 лист (за 9 місяців 2016 – 105, у 2017 – понад 2400, у 2018 – близько 2000,"
        " у 2019 – немає даних)."
    )


def test_a_partial_year_opens_the_sentence() -> None:
    figures = [one(REVIEWS, 30, partial=9), one(ITEMS, 500, partial=6)]
    assert sentence(WHOLE[:2], figures, Period(2020)) == (
        "За 9 місяців 2020 року підготовано 30 тематичних оглядів, в яких за 6 місяців використано 500 новинних матеріалів."
    )


def test_a_stock_names_its_days() -> None:
    figures = [
        one(CELLS, 96, as_of=date(2021, 1, 1)),
        *years(CELLS, {2018: 93}),
        Figure("cells", Period(2019), 96, as_of=date(2019, 12, 30)),
    ]
    assert sentence([Clause(CELLS, Verb("зареєстровано"))], figures, Period(2020)) == (
        "Станом на 01.01.2021 зареєстровано 96 осередків (на 31.12.2018 – 93, на 30.12.2019 – 96)."
    )


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2019, "(у 2017 – 5, у 2018 – 6; з 2019 року рахуються й дописи: у 2019 – 60)"),
        (2020, "(у 2017 – 5, у 2018 – 6, у 2019 – 60; з 2020 року рахуються й дописи)"),
        (2017, "(у 2017 – 5, у 2018 – 6, у 2019 – 60)"),
        (2021, "(у 2017 – 5, у 2018 – 6, у 2019 – 60)"),
    ],
)
def test_a_break_is_explained_where_it_falls(year: int, said: str) -> None:
    series = replace(LETTERS, breaks=(Break(year, "рахуються й дописи"),))
    figures = years(series, {2017: 5, 2018: 6, 2019: 60, 2020: 61})
    assert sentence([Clause(series, Verb("надійшло"))], figures, Period(2020)).endswith(f"{said}.")


def test_what_is_missing_is_said() -> None:
    said = sentence(WHOLE, years(REVIEWS, {2019: 52}), Period(2020), since=2019)
    assert said == (
        "У 2020 році підготовано тематичних оглядів: немає даних (у 2019 – 52), в яких використано новинних матеріалів:"
        " немає даних (за попередні роки – немає даних), з яких з прямим посиланням на відділ та офіційний сайт:"
        " немає даних (за попередні роки – немає даних)."
    )


def test_a_month_is_compared_with_the_same_month() -> None:
    figures = [
        Figure("letters", Period(2018, 11), 5),
        Figure("letters", Period(2017, 11), 4),
        *years(LETTERS, {2017: 99}),
    ]
    assert sentence([Clause(LETTERS, Verb("надійшло"))], figures, Period(2018, 11)) == (
        "У листопаді 2018 року надійшло 5 листів (у листопаді 2017 – 4)."
    )


def test_no_figures_no_sentence() -> None:
    with pytest.raises(ValueError, match="at least one"):
        sentence([], [], Period(2020))


@given(st.dictionaries(st.integers(2010, 2020), st.integers(0, 99999), min_size=1), st.randoms())
def test_every_year_stands_once_and_in_order(values: dict[int, int], chance: object) -> None:
    figures = years(LETTERS, values)
    chance.shuffle(figures)  # type: ignore[attr-defined]
    said = sentence([Clause(LETTERS, Verb("надійшло"))], figures, Period(2020))
    places = [said.index(f"у {year} –") for year in range(min(values), 2020)]
    assert places == sorted(places)
    assert said.count("немає даних") == sum(year not in values for year in range(min([*values, 2020]), 2021))


def test_the_table_shows_gaps_and_marks() -> None:
    figures = [*years(CELLS, {2020: 96, 2018: 93}), Figure("cells", Period(2017), 88, as_of=date(2017, 12, 1))]
    assert year_table([CELLS], figures, [2020, 2019, 2018, 2017]) == (
        ("Станом на 31 грудня", "Осередки"),
        ("2017", "88 (на 01.12.2017)"),
        ("2018", "93"),
        ("2019", "немає даних"),
        ("2020", "96"),
    )


def test_stocks_and_flows_do_not_share_a_table() -> None:
    with pytest.raises(ValueError, match="stocks or flows"):
        year_table([CELLS, LETTERS], [], [2020])
