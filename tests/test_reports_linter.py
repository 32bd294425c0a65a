"""The reader of reports: silent on a sound one, exactly the planted errors in a wrong one, and the known real cases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.reports.linter import RULES, Finding, lint
from digests.reports.sentence import Clause, Verb, sentence
from digests.reports.series import Figure, Period, Series
from digests.reports.spelled import strays
from monitor.language.numerals import Noun
from tests.report_samples import CLEAN, PLANTED, Planted

REPORTS = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "reports"
REAL = REPORTS / "lysychansk-2020.txt"


def told(text: str) -> list[str]:
    return [f"{one.line} {one.rule}: {one.quote} | {one.sentence}" for one in lint(text)]


def test_a_sound_report_is_left_alone() -> None:
    assert told(CLEAN) == []


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: one.name)
def test_exactly_the_planted_error_is_found(planted: Planted) -> None:
    assert CLEAN.count(planted.old) == 1
    wrong = CLEAN.replace(planted.old, planted.new)
    found = [one for one in lint(wrong) if one.rule == planted.rule and planted.quote in one.quote]
    assert len(found) == 1, told(wrong)
    # One wrong cell may break two sums, and a wrong figure also a sum it is part of; nothing else may be said.
    assert len(lint(wrong)) == 1, told(wrong)
    check(wrong, found[0])


def check(text: str, one: Finding) -> None:
    start, end = one.span
    assert text[start:end] == one.quote
    assert text[:start].count("\n") + 1 == one.line
    assert re.fullmatch(r"[А-ЯІЇЄҐ«].*\.", one.sentence)


def test_every_rule_is_described_and_planted() -> None:
    assert {one.rule for one in PLANTED} <= set(RULES)
    assert set(RULES) - {one.rule for one in PLANTED} == {"approximation-unmarked", "table-gap"}


def test_many_errors_at_once_are_all_told() -> None:
    chosen = {"digit too many in a year", "no such day in words", "bracket year of the future", "partial year",
              "bracket against table", "total of a row", "quarters in a bracket", "addition", "lines out of order",
              "break without its reason", "approximate figure", "text against table"}  # fmt: skip
    planted = [one for one in PLANTED if one.name in chosen]
    wrong = CLEAN
    for one in planted:
        wrong = wrong.replace(one.old, one.new)
    assert len(planted) == len(chosen)
    assert sorted(one.rule for one in lint(wrong)) == sorted(one.rule for one in planted), told(wrong)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        pytest.param("Звіт за 2023 рік\nФото – 310 (у 2021 – понад 290, у 2022 – 3000).", ["approximation", "approximation-unmarked", "series-break"], id="rounded"),
        pytest.param("Рік\tФото\n2019\t5\n2021\t6\n", ["table-gap"], id="table gap"),
        pytest.param("Рік\tФото\n2021\t5\n2020\t6\n2019\t6\n", [], id="newest first"),
        pytest.param("За листопад 2018 року надійшло 5 листів (у листопаді 2017 – 4).", [], id="month"),
        pytest.param("За листопад 2018 року надійшло 5 листів (у листопаді 2018 – 4).", ["bracket-year"], id="same month"),
        pytest.param("За листопад 2018 року надійшло 5 листів (у вересні 2018 – 4, у жовтні 2018 – 6).", [], id="earlier months"),
        pytest.param("За 2018 рік було 5 листів (у 2017 – немає даних).", [], id="no data"),
        pytest.param("За 9 місяців 2018 року було 5 листів (за 9 місяців 2016 – 4, за 9 місяців 2017 – 6).", [], id="all partial"),
        pytest.param("Програма (2018-2020) діє. Статут (розділ 1.2.15). Адреса 192.168.31.250.", [], id="no dates"),
        pytest.param("За 2018 рік. Надійшло 31.04 грн (на 31.04 грн більше).", [], id="money"),
        pytest.param("За 2018 рік було 90 нарад (у 2016 – 12, у 2017 – 11), оскільки облік веде відділ.", [], id="explained"),
        pytest.param("За 2018 рік надійшло понад 90 листів, з них 91 – від громадян.", [], id="over"),
        pytest.param("Зустріч тривала з 05.03.2018 по 02.03.2018.", ["date-range"], id="range"),
        pytest.param("", [], id="empty"),
    ],
)  # fmt: skip
def test_single_cases(text: str, rules: list[str]) -> None:
    assert sorted(one.rule for one in lint(text)) == rules, told(text)


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not beside the project")
@pytest.mark.parametrize(
    ("rule", "quote"),
    [
        ("impossible-date", "15.02.20202"),
        ("bracket-table", "на 31.12.2020 - 157"),
        ("bracket-year", "на 31.12.2020 - 96"),
        ("series-gap", "- 39)"),
        ("two-series", "(у 2014 — 4,"),
        ("date-order", "24.01.2020"),
        ("date-order", "03-04.09.2020"),
        ("partial-year", "за 9 місяців 2016 — 105"),
        ("approximation", "понад 2400"),
        ("approximation", "понад 2000"),
        ("approximation", "понад 380"),
        ("approximation-unmarked", "у 2015 — 3000"),
        ("series-break", "у 2019 – 56"),
    ],
)
def test_the_real_report(rule: str, quote: str) -> None:
    text = REAL.read_text(encoding="utf-8")
    assert [one.rule for one in lint(text) if one.rule == rule and quote in one.quote] == [rule]


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not beside the project")
@pytest.mark.parametrize("name", ["nizhyn-2018-11.txt", "nizhyn-2020.txt"])
def test_reports_without_series_are_left_alone(name: str) -> None:
    assert told((REPORTS / name).read_text(encoding="utf-8")) == []


LETTERS = Series("letters", Noun("лист", "листи", "листів", "листа"), "листів")
CELLS = Series("cells", Noun("осередок", "осередки", "осередків", "осередку"), "осередки", measure="stock")


@given(st.lists(st.integers(100, 399), min_size=1, max_size=9), st.sampled_from([LETTERS, CELLS]))
def test_what_the_writer_writes_is_sound(values: list[int], series: Series) -> None:
    figures = [Figure(series.id, Period(2020 - back), value) for back, value in enumerate(values)]
    said = sentence([Clause(series, Verb("надійшло"))], figures, Period(2020))
    assert told(f"Звіт за 2020 рік\n{said}") == []


UNKNOWN = {
    "no figure this year": "У 2020 році укладено договорів: немає даних (у 2018 – 60, у 2019 – 55).",
    "two of them": "У 2020 році відвідано заходів: немає даних (у 2019 – 197), засідань: немає даних (у 2019 – 141).",
    "a year nobody counted": "У 2020 році розміщено 78 фото (у 2018 – 60, у 2019 – немає даних).",
    "known, then unknown": "У 2020 році надійшло 60 листів (у 2019 – 58), відповідей: немає даних (у 2019 – 411).",
}


@pytest.mark.parametrize("line", UNKNOWN.values(), ids=UNKNOWN)
def test_a_figure_that_nobody_has_is_no_contradiction(line: str) -> None:
    assert told(f"Звіт за 2020 рік\n{line}") == []


def test_the_year_before_a_bracket_is_not_its_figure() -> None:
    assert told("Звіт за 2020 рік\nУ 2020 році не рахували (у 2018 – 5, у 2019 – 6).") == []


def test_a_gap_names_what_the_table_says() -> None:
    text = CLEAN.replace("на 31.12.2021 – 58, на 31.12.2022 – 61", "на 31.12.2022 – 61")
    (one,) = lint(text)
    assert (one.rule, one.sentence) == (
        "series-gap",
        "Ряд у дужках перервано без пояснення: немає року 2021, хоча в таблиці він є (2021 – 58).",
    )


def test_a_long_gap_is_told_shortly_and_without_rows_that_nobody_counted() -> None:
    years = "\n".join(f"{year}\t{'немає даних' if year < 2010 else year}" for year in range(1995, 2021))
    text = f"Звіт за 2021 рік\nПідготовано 48 оглядів (у 2010 – 2010, у 2020 – 2020).\n\nРік\tОглядів\n{years}\n"
    (one,) = [one for one in lint(text) if one.rule == "series-gap"]
    assert "немає років 2011–2019" in one.sentence
    assert "1995" not in one.sentence
    assert len(one.sentence) < 250


@given(st.lists(st.integers(0, 9), max_size=12), st.booleans())
def test_without_the_strays_the_order_holds(keys: list[int], strict: bool) -> None:
    wrong = strays([(key,) for key in keys], strict=strict)
    rest = [key for place, key in enumerate(keys) if place not in wrong]
    assert rest == (sorted(set(rest)) if strict else sorted(rest))
    assert bool(wrong) == (keys != (sorted(set(keys)) if strict else sorted(keys)))


PIECES = ["(у 2014 – 42", ", у 2015 – 45", ")", "(", "31.12.2020", " - ", "за 9 місяців ", "з них 5", "\n\t2014", "\n", "| 2019 | 5 |\n",
          "понад 1 600 ", "Усього 5:\n– 4\n– 3\n", " за 2020 рік", "немає даних", ";", "²", "٣", "\r\n", "а саме: "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join))
@settings(max_examples=200)
def test_any_text_is_read(text: str) -> None:
    for one in lint(text):
        check_place(text, one)


def check_place(text: str, one: Finding) -> None:
    start, end = one.span
    assert 0 <= start < end <= len(text)
    assert text[start:end] == one.quote
    assert one.rule in RULES


@pytest.mark.parametrize(
    "piece",
    ["(", "(у 2014 – 1, ", "1 ", "9", "123 ", "9 %", "9.",  "з них 5, ", "01.01.2020, ", "– 1\n", "\t1\n", "| 1 ", "«", "31 ", "1.", "1+", " \u00a0", "за ", "а саме 5:\n", "усього 1: ", "(у 2014 – 1) ", "| 2019 | 5 |\n", "(1 – а, 2 – б) "],
)  # fmt: skip
def test_long_texts_end(piece: str) -> None:
    size = 60_000
    assert isinstance(lint("за 2020 рік " + piece * (size // len(piece))), tuple)
