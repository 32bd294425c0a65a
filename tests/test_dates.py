"""Reading written dates, Kyiv's calendar, and the weighing of what a page says about its own date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.dates import day_bounds, day_start, from_local, is_future, kyiv_day, parse, week_bounds

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=KYIV)  # a Sunday


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=KYIV)


def day(*parts: int) -> date:
    return date(*parts)


EXACT = [
    ("сьогодні о 14:30", at(2026, 11, 22, 14, 30)),
    ("Сьогодні, 09:05", at(2026, 11, 22, 9, 5)),
    ("09:05, сьогодні", at(2026, 11, 22, 9, 5)),
    ("сегодня в 7:40", at(2026, 11, 22, 7, 40)),
    ("вчора, 23:59", at(2026, 11, 21, 23, 59)),
    ("Учора о 8.15", at(2026, 11, 21, 8, 15)),
    ("вчера в 18:00", at(2026, 11, 21, 18, 0)),
    ("позавчора 10:10", at(2026, 11, 20, 10, 10)),
    ("позавчера, 10:10", at(2026, 11, 20, 10, 10)),
    ("22 листопада 2026, 09:15", at(2026, 11, 22, 9, 15)),
    ("22 листопада 2026 року, 09:15", at(2026, 11, 22, 9, 15)),
    ("22 листопада 2026 р. о 09:15", at(2026, 11, 22, 9, 15)),
    ("Неділя, 22 листопада 2026 | 09:15", at(2026, 11, 22, 9, 15)),
    ("17:00, 17 квітня 2019 р.", at(2019, 4, 17, 17, 0)),
    ("17:00 17 квітня 2019", at(2019, 4, 17, 17, 0)),
    ("22.11.2026 09:15", at(2026, 11, 22, 9, 15)),
    ("22.11.2026, 09:15:44", at(2026, 11, 22, 9, 15)),
    ("09:15 22.11.2026", at(2026, 11, 22, 9, 15)),
    ("09:15 | 22.11.2026 | Оновлено о 10:40", at(2026, 11, 22, 9, 15)),
    ("22/11/2026 - 09:15", at(2026, 11, 22, 9, 15)),
    ("22-11-2026 09:15", at(2026, 11, 22, 9, 15)),
    ("2026.11.22 09:15", at(2026, 11, 22, 9, 15)),
    ("22 ноября 2026 в 9:15", at(2026, 11, 22, 9, 15)),
    ("22 ноября 2026 г., 09:15", at(2026, 11, 22, 9, 15)),
    ("22-го листопада 2026, 09:15", at(2026, 11, 22, 9, 15)),
    ("Опубліковано: 22 Лис 2026, 9:15", at(2026, 11, 22, 9, 15)),
    ("Листопад 22, 2026 09:15", at(2026, 11, 22, 9, 15)),
    ("Nov 22, 2026 9:15 am", at(2026, 11, 22, 9, 15)),
    ("November 22, 2026 9:15 PM", at(2026, 11, 22, 21, 15)),
    ("12:05 a.m. 22 Nov 2026", at(2026, 11, 22, 0, 5)),
    ("22 лист., 09:15", at(2026, 11, 22, 9, 15)),
    ("20.11 09:15", at(2026, 11, 20, 9, 15)),
    ("5 хвилин тому", NOW - timedelta(minutes=5)),
    ("хвилину тому", NOW - timedelta(minutes=1)),
    ("2 години тому", NOW - timedelta(hours=2)),
    ("годину тому", NOW - timedelta(hours=1)),
    ("пів години тому", NOW - timedelta(minutes=30)),
    ("півгодини тому", NOW - timedelta(minutes=30)),
    ("15 мин. назад", NOW - timedelta(minutes=15)),
    ("3 часа назад", NOW - timedelta(hours=3)),
    ("дві години тому", NOW - timedelta(hours=2)),
    ("щойно", NOW),
    ("только что", NOW),
    ("2026-11-22T09:15:00+02:00", at(2026, 11, 22, 9, 15)),
    ("2026-11-22T07:15:00Z", at(2026, 11, 22, 9, 15)),
    ("2026-11-22T07:15:00.123456+00:00", at(2026, 11, 22, 9, 15)),
    ("2026-11-22 09:15:00", at(2026, 11, 22, 9, 15)),
    ("2026-11-22T09:15", at(2026, 11, 22, 9, 15)),
    ("2026-11-22T09:15:00+0200", at(2026, 11, 22, 9, 15)),
    ("Sun, 22 Nov 2026 07:15:00 GMT", at(2026, 11, 22, 9, 15)),
    ("Sun, 22 Nov 2026 09:15:00 +0200", at(2026, 11, 22, 9, 15)),
    ("Fri, 22 Nov 2026 09:15:00 EET", at(2026, 11, 22, 9, 15)),
    ("1795331700", at(2026, 11, 22, 9, 15)),
    ("1795331700000", at(2026, 11, 22, 9, 15)),
    ("11:30", at(2026, 11, 22, 11, 30)),
    ("23:50", at(2026, 11, 21, 23, 50)),
]

DAYS = [
    ("22 листопада 2026", day(2026, 11, 22)),
    ("22.11.2026", day(2026, 11, 22)),
    ("22.11.26", day(2026, 11, 22)),
    ("2.1.2026 р.", day(2026, 1, 2)),
    ("22/11/2026", day(2026, 11, 22)),
    ("11/22/2026", day(2026, 11, 22)),
    ("2026-11-22", day(2026, 11, 22)),
    ("2026/11/22", day(2026, 11, 22)),
    ("22 лист. 2026", day(2026, 11, 22)),
    ("22 листоп. 2026 р.", day(2026, 11, 22)),
    ("1 січ 2026", day(2026, 1, 1)),
    ("5 лютого 2026", day(2026, 2, 5)),
    ("8 берез. 2026", day(2026, 3, 8)),
    ("9 травня 2025", day(2025, 5, 9)),
    ("9 мая 2025", day(2025, 5, 9)),
    ("31 августа 2025 года", day(2025, 8, 31)),
    ("понеділок, 3 листопада", day(2026, 11, 3)),
    ("середа, 3 листопада 2026", day(2026, 11, 3)),
    ("24 грудня", day(2025, 12, 24)),
    ("23 листопада", day(2025, 11, 23)),
    ("22 листопада", day(2026, 11, 22)),
    ("29 лютого", day(2024, 2, 29)),
    ("22 листопада, неділя", day(2026, 11, 22)),
    ("сьогодні", day(2026, 11, 22)),
    ("вчора", day(2026, 11, 21)),
    ("3 дні тому", day(2026, 11, 19)),
    ("день назад", day(2026, 11, 21)),
    ("2 тижні тому", day(2026, 11, 8)),
    ("неделю назад", day(2026, 11, 15)),
    ("22 листопада 2026 Переглядів: 1205", day(2026, 11, 22)),
    ("22\u00a0листопада\u00a02026\u00a0року", day(2026, 11, 22)),
    ("Дата публікації: 22.11.2026", day(2026, 11, 22)),
    ("П’ятниця, 20 листопада 2026", day(2026, 11, 20)),
]

NOTHING = [
    "",
    "   ",
    "Новини",
    "32 листопада 2026",
    "30 лютого 2026",
    "45.13.2026",
    "22 вулиця 2026",
    "телефон 2-33-45",
    "3.14",
    "5 серій поспіль",
    "рахунок 3:1 на користь гостей",
    "9999999999999999",
    "22.11.3026",
    "Переглядів 1205",
    "25:61",
    "версія 10.0.19041.1",
]


@pytest.mark.parametrize(("text", "expected"), EXACT, ids=[text for text, _ in EXACT])
def test_exact_instants(text: str, expected: datetime) -> None:
    found = parse(text, NOW)
    assert found is not None
    assert found == (expected.astimezone(UTC), True)
    assert found[0].tzinfo is UTC


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=[text for text, _ in DAYS])
def test_days_without_a_clock(text: str, expected: date) -> None:
    assert parse(text, NOW) == (day_start(expected), False)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_date(text: str) -> None:
    assert parse(text, NOW) is None


def test_year_of_a_yearless_day_is_the_nearest_past_one_around_new_year() -> None:
    just_after = at(2027, 1, 1, 0, 30)
    assert parse("31 грудня, 23:50", just_after) == (at(2026, 12, 31, 23, 50).astimezone(UTC), True)
    assert parse("1 січня, 00:10", just_after) == (at(2027, 1, 1, 0, 10).astimezone(UTC), True)
    assert parse("2 січня", just_after) == (day_start(date(2026, 1, 2)), False)


def test_today_is_kyivs_today_not_utcs() -> None:
    late = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # already 00:30 of the 22nd in Kyiv
    assert parse("сьогодні о 00:10", late) == (at(2026, 11, 22, 0, 10).astimezone(UTC), True)


@given(st.text(max_size=300))
def test_any_text_gives_an_aware_instant_or_nothing(text: str) -> None:
    found = parse(text, NOW)
    assert found is None or (found[0].utcoffset() == timedelta(0) and 1890 < found[0].year < 2102)


@given(
    st.datetimes(min_value=datetime(1995, 1, 1), max_value=datetime(2026, 11, 21)),
    st.sampled_from(["%d.%m.%Y %H:%M", "%Y-%m-%dT%H:%M", "%H:%M, %d.%m.%Y", "%d/%m/%Y о %H:%M"]),
)
def test_what_is_written_is_read_back(moment: datetime, shape: str) -> None:
    assert parse(moment.strftime(shape), NOW) == (from_local(moment.date(), time(moment.hour, moment.minute)), True)


@pytest.mark.parametrize("filler", ["9" * 5000, "22." * 3000, "о " * 5000, "січня " * 3000, "1:1:" * 3000, " " * 9000])
def test_a_megabyte_of_rubbish_is_not_read_to_its_end(filler: str) -> None:
    parse(filler * 100, NOW)


# --- the calendar -------------------------------------------------------------------------------------------------


def test_the_skipped_hour_lands_one_hour_later() -> None:
    # On 29 March 2026 the clock goes from 03:00 to 04:00.
    instant = from_local(date(2026, 3, 29), time(3, 30))
    assert instant.astimezone(KYIV).time() == time(4, 30)


def test_the_doubled_hour_is_taken_the_first_time() -> None:
    # On 25 October 2026 the clock goes from 04:00 back to 03:00.
    assert from_local(date(2026, 10, 25), time(3, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("which", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 22), 24)]
)
def test_days_have_23_24_or_25_hours(which: date, hours: int) -> None:
    start, end = day_bounds(which)
    assert end - start == timedelta(hours=hours)
    assert kyiv_day(start) == kyiv_day(end - timedelta(seconds=1)) == which
    assert kyiv_day(end) == which + timedelta(days=1)


@given(st.dates(min_value=date(1995, 1, 1), max_value=date(2099, 12, 31)))
def test_days_and_weeks_tile_the_line(which: date) -> None:
    assert day_bounds(which)[1] == day_bounds(which + timedelta(days=1))[0]
    start, end = week_bounds(which)
    assert start <= day_start(which) < end
    assert kyiv_day(start).weekday() == 0
    assert week_bounds(kyiv_day(end))[0] == end
    assert timedelta(days=7, hours=-1) <= end - start <= timedelta(days=7, hours=1)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        kyiv_day(datetime(2026, 11, 22))


def test_a_clock_ten_minutes_fast_is_not_the_future() -> None:
    now = NOW.astimezone(UTC)
    assert not is_future(now + timedelta(minutes=10), now)
    assert is_future(now + timedelta(minutes=11), now)
