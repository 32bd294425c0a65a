"""Ukrainian numbers and dates: forms after numerals, typography, periods."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language import numerals as n

D = date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0 матеріалів"),
        (1, "1 матеріал"),
        (2, "2 матеріали"),
        (4, "4 матеріали"),
        (5, "5 матеріалів"),
        (11, "11 матеріалів"),
        (12, "12 матеріалів"),
        (14, "14 матеріалів"),
        (21, "21 матеріал"),
        (22, "22 матеріали"),
        (25, "25 матеріалів"),
        (101, "101 матеріал"),
        (111, "111 матеріалів"),
        (112, "112 матеріалів"),
        (1274, "1274 матеріали"),
        (12500, "12\u00a0500 матеріалів"),
        (1.5, "1,5 матеріалу"),
        (Decimal("0.1"), "0,1 матеріалу"),
        (2.5, "2,5 матеріалу"),
        (-3, "−3 матеріали"),
    ],
)
def test_a_noun_agrees_with_its_number(value: n.Number, expected: str) -> None:
    assert n.count(value, n.MATERIAL) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(34, "34 джерел"), (21, "21 джерела"), (1, "1 джерела"), (11, "11 джерел"), (2, "2 джерел")]
)
def test_genitive(value: int, expected: str) -> None:
    assert n.genitive(value, n.SOURCE) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0, False), (1, True), (2, False), (11, False), (21, True), (101, True), (111, False)]
)
def test_verb_agrees_with_the_number(value: int, expected: bool) -> None:
    assert n.is_singular(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *dict.fromkeys((34, 27, 8, 1000, 300, 90), "з").items(),
        *dict.fromkeys((6, 7, 17, 40, 47, 65, 100, 150, 7000), "із").items(),
    ],
)
def test_preposition_before_a_number(value: int, expected: str) -> None:
    assert n.out_of(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "0"), (5, "+5"), (-5, "−5"), (12345, "+12\u00a0345"), (-12345, "−12\u00a0345")]
)
def test_differences_carry_a_sign(value: int, expected: str) -> None:
    assert n.signed(value) == expected


@pytest.mark.parametrize(
    ("value", "gender", "case", "expected"),
    [
        (48, "m", "nominative", "48-й"),
        (51, "f", "genitive", "51-ї"),
        (1, "f", "nominative", "1-ша"),
        (2, "f", "nominative", "2-га"),
        (3, "f", "nominative", "3-тя"),
        (7, "f", "nominative", "7-ма"),
        (11, "f", "nominative", "11-та"),
        (20, "f", "nominative", "20-та"),
        (40, "f", "nominative", "40-ва"),
        (41, "f", "nominative", "41-ша"),
        (100, "f", "nominative", "100-та"),
        (1000, "f", "nominative", "1000-на"),
        (3, "n", "nominative", "3-тє"),
        (1, "n", "nominative", "1-ше"),
        (5, "n", "genitive", "5-го"),
    ],
)
def test_ordinals(value: int, gender: n.Gender, case: n.Case, expected: str) -> None:
    assert n.ordinal(value, gender, case) == expected


def test_an_ordinal_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="from 1"):
        n.ordinal(0)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (D(2026, 11, 16), D(2026, 11, 22), "16–22 листопада 2026 року"),
        (D(2026, 9, 28), D(2026, 10, 4), "28 вересня – 4 жовтня 2026 року"),
        (D(2026, 12, 28), D(2027, 1, 3), "28 грудня 2026 року – 3 січня 2027 року"),
        (D(2026, 11, 22), D(2026, 11, 22), "22 листопада 2026 року"),
    ],
)
def test_periods(first: date, last: date, expected: str) -> None:
    assert n.date_range(first, last) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (D(2026, 11, 1), D(2026, 11, 7), "з 1 по 7 листопада 2026 року"),
        (D(2026, 11, 7), D(2026, 11, 13), "із 7 по 13 листопада 2026 року"),
        (D(2026, 11, 16), D(2026, 11, 22), "із 16 по 22 листопада 2026 року"),
        (D(2026, 9, 28), D(2026, 10, 4), "з 28 вересня по 4 жовтня 2026 року"),
        (D(2026, 12, 28), D(2027, 1, 3), "з 28 грудня 2026 року по 3 січня 2027 року"),
        (D(2026, 11, 7), D(2026, 11, 7), "за 7 листопада 2026 року"),
    ],
)
def test_from_to(first: date, last: date, expected: str) -> None:
    assert n.from_to(first, last) == expected


def test_a_period_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        n.date_range(D(2026, 11, 2), D(2026, 11, 1))


def test_days_of_the_year() -> None:
    assert n.long_date(D(2026, 11, 22)) == "22 листопада 2026 року"
    assert n.weekday_date(D(2026, 11, 22)) == "неділя, 22 листопада"
    assert n.weekday_date(D(2026, 11, 20)) == "п’ятниця, 20 листопада"
    assert n.month_year(D(2026, 5, 1)) == "травень 2026 року"
    assert n.short_date(D(2026, 1, 2)) == "02.01.2026"
    assert n.short_range(D(2026, 1, 2), D(2026, 1, 2)) == "02.01.2026"
    assert n.short_range(D(2026, 9, 28), D(2026, 10, 4)) == "28.09–04.10.2026"
    assert n.short_range(D(2026, 12, 28), D(2027, 1, 3)) == "28.12.2026–03.01.2027"
    assert n.day_month(D(2026, 2, 1)) == "1 лютого"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 22, 7, 15, tzinfo=UTC), "09:15"),
        (datetime(2026, 7, 1, 7, 15, tzinfo=UTC), "10:15"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "02:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "04:00"),
    ],
)
def test_times_are_kyiv_times(moment: datetime, expected: str) -> None:
    assert n.clock(moment) == expected


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        n.clock(datetime(2026, 1, 1))


def test_midnight_is_the_beginning_of_the_local_day() -> None:
    assert n.midnight(D(2026, 11, 22)).astimezone(UTC) == datetime(2026, 11, 21, 22, tzinfo=UTC)


def test_lines_do_not_end_between_a_number_and_its_noun() -> None:
    assert n.bind("У гімназії № 3, 5 дітей – здорові") == "У гімназії №\u00a03, 5\u00a0дітей\u00a0– здорові"
    assert n.bind("ст. 5, п. 2, буд. 14; 18 грудня") == "ст.\u00a05, п.\u00a02, буд.\u00a014; 18\u00a0грудня"
    assert n.bind("Ст. 130 дано") == "Ст.\u00a0130\u00a0дано"
    assert n.bind("Пост. 5, міст. 3 і ст. без числа") == "Пост. 5, міст. 3\u00a0і ст. без числа", (
        "no abbreviation of these"
    )


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_grouping_never_changes_the_number(value: int) -> None:
    assert int(n.number(value).replace(n.NBSP, "").replace("−", "-")) == value


@given(st.integers(min_value=0, max_value=10**6))
def test_plural_follows_the_school_rule(value: int) -> None:
    tens, ones = value % 100, value % 10
    rule = "many" if 11 <= tens <= 14 or ones in (0, 5, 6, 7, 8, 9) else "one" if ones == 1 else "few"
    assert n.plural(value, n.MATERIAL) == getattr(n.MATERIAL, rule)
