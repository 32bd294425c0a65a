"""Ten virtual years of slots: one a local day, whatever clocks, restarts and holidays do (promise 34)."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import plan
from monitor.dates import from_local, kyiv_day
from tests.virtual import Hours, Table

KYIV = ZoneInfo("Europe/Kyiv")
DAILY = Hours("daily", "08:30")
DAY = timedelta(days=1)


def local(day: date, clock: str) -> datetime:
    return from_local(day, time.fromisoformat(clock))


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def clock_changes(day: date) -> bool:
    return local(day + DAY, "00:00") - local(day, "00:00") != DAY


def looks(day: date, rng: random.Random) -> list[datetime]:
    """When the machine looks at its clock on a day: now and then, every ten minutes where the clock changes, and
    in most nights not at all. On a good part of all days it is down for hours, the slot's hour included.
    """
    every = 10 if clock_changes(day) else rng.choice((93, 171, 301))
    start, end = local(day, "00:00"), local(day + DAY, "00:00")
    down = start + timedelta(minutes=rng.uniform(0, 900)), timedelta(minutes=rng.choice((0, 0, 5, 400)))
    last = end - timedelta(minutes=90)  # once in the evening it is up
    found, at = [], start + timedelta(minutes=rng.uniform(0, 20))
    while at < end:
        if not down[0] <= at < down[0] + down[1]:
            found.append(at)
        at += timedelta(minutes=rng.uniform(0.2, 1.8) * every)
    return sorted([*found, last])


PERIODS = [(date(2026, 1, 1), date(2035, 12, 31), 3652), (date(2024, 1, 1), date(2033, 12, 31), 3653)]


@pytest.mark.parametrize(("first", "last", "expected"), PERIODS)
def test_ten_years_have_one_brief_a_day(first: date, last: date, expected: int) -> None:
    ten_years(first, last, expected, "08:30")


@pytest.mark.torture
@pytest.mark.parametrize(("first", "last", "expected"), PERIODS)
@pytest.mark.parametrize("at", ["00:00", "02:59", "04:00", "23:45"])
def test_ten_years_at_other_hours(first: date, last: date, expected: int, at: str) -> None:
    ten_years(first, last, expected, at)


def ten_years(first: date, last: date, expected: int, at: str) -> None:
    rng = random.Random(f"{first} {at}")
    table = Table((Hours("daily", at),))
    table.tick(local(first, "00:00") - timedelta(hours=3))
    if at == "23:45":  # the evening's look comes before it
        moments = [local(day, "23:50") for day in days(first, last)]
    else:
        moments = [moment for day in days(first, last) for moment in looks(day, rng)]
    for moment in moments:
        table.tick(moment)
    made = [day for _, day, _ in table.made]
    assert len(made) == expected
    assert made == days(first, last), "one a day, none missed, in order"
    assert all(kyiv_day(when) == day for _, day, when in table.made), "each on its own day"
    assert date(2028, 2, 29) in made


def test_ten_years_with_a_clock_that_is_set_back_and_forward() -> None:
    """Steps of minutes to weeks, both ways, and back to the right time before the day is over."""
    rng = random.Random(34)
    first, last = date(2026, 1, 1), date(2035, 12, 31)
    table = Table((DAILY,))
    table.tick(local(first, "00:00"))
    steps = Counter[str]()
    for day in days(first, last):
        wrong, since, until = timedelta(0), 0.0, 0.0
        if rng.random() < 0.3:
            wrong = rng.choice((-1, 1)) * timedelta(minutes=rng.choice((1, 45, 61, 700, 1500, 20_000)))
            since, until = sorted((rng.uniform(0, 22), rng.uniform(0, 22)))
            steps["back" if wrong < timedelta(0) else "forward"] += 1
        for moment in looks(day, rng):
            hour = (moment - local(day, "00:00")) / timedelta(hours=1)
            table.tick(moment + wrong if since <= hour < until else moment)
    inside = [day for _, day, _ in table.made if first <= day <= last]
    assert sorted(inside) == days(first, last)
    assert min(steps.values()) > 400


def test_weekdays_and_holidays() -> None:
    products = (Hours("daily", "08:30", "mon-fri"), Hours("weekly", "fri 15:00"))
    holidays = frozenset({date(2026, 12, 25), date(2026, 12, 31)})
    table = Table(products, holidays)
    for day in days(date(2026, 11, 1), date(2027, 1, 31)):
        for clock in ("07:00", "08:30", "12:00", "15:00"):
            table.tick(local(day, clock))
    made = {name: [day for product, day, _ in table.made if product == name] for name in ("daily", "weekly")}
    wanted = [day for day in days(date(2026, 11, 1), date(2027, 1, 31)) if day not in holidays]
    assert made["daily"] == [day for day in wanted if day.weekday() < 5]
    assert made["weekly"] == [day for day in wanted if day.weekday() == 4]


SLOT = local(date(2026, 11, 20), "08:30")  # a Friday
WEEKLY = Hours("weekly", "fri 15:00")
HOW = {
    "at the minute": (DAILY, SLOT, "on-time"),
    "half an hour later": (DAILY, SLOT + timedelta(minutes=30), "on-time"),
    "at noon": (DAILY, SLOT + timedelta(hours=4), "late"),
    "just before midnight": (DAILY, local(date(2026, 11, 20), "23:59"), "late"),
    "after midnight": (DAILY, local(date(2026, 11, 21), "00:00"), "missed"),
    "a weekly one on Monday": (WEEKLY, local(date(2026, 11, 23), "09:00"), "late"),
    "a weekly one just before the next": (WEEKLY, local(date(2026, 11, 27), "14:59"), "late"),
    "a weekly one with the next": (WEEKLY, local(date(2026, 11, 27), "15:00"), "missed"),
}


@pytest.mark.parametrize("name", HOW)
def test_how_late_is_still_worth_it(name: str) -> None:
    product, now, how = HOW[name]
    owed = {product.name: SLOT - timedelta(hours=1)}
    found = plan.slots(now, (product,), {}, (), owed)
    assert found[0].how == how
    assert found[0].day == date(2026, 11, 20)


def test_what_was_noted_as_missed_by_a_wrong_clock_is_made_after_all() -> None:
    table = Table((DAILY,))
    table.tick(SLOT - timedelta(hours=2))
    table.tick(SLOT + timedelta(days=3, hours=1))  # the clock runs three days ahead
    assert [(day.day, state) for (_, day), state in sorted(table.done.items())] == [
        (20, "missed"), (21, "missed"), (22, "missed"), (23, "late")
    ]  # fmt: skip
    for n in range(5):
        table.tick(SLOT + timedelta(days=n, minutes=1))
    assert sorted(day.day for _, day, _ in table.made) == [20, 21, 22, 23, 24]


DUTIES = {
    "a new product owes no past slot": (None, DAILY, SLOT + timedelta(hours=1), ()),
    "its next one it owes": (None, DAILY, SLOT - timedelta(minutes=1), (20,)),
    "an earlier hour, set after it, still counts today": (("09:00", 0), DAILY, SLOT + timedelta(minutes=10), (20,)),
    "another weekday owes nothing of last week": (("fri 15:00", -30), Hours("daily", "thu 15:00"), SLOT, ()),
}


@pytest.mark.parametrize("name", DUTIES)
def test_what_is_owed(name: str) -> None:
    before, product, now, expected = DUTIES[name]
    known = None
    if before is not None:
        known = plan.Duty(product="daily", at=before[0], days="mon-sun", since=SLOT + timedelta(days=before[1] - 1))
    duty = plan.duty(known, product, now)
    later = now + timedelta(minutes=5)
    found = plan.slots(later, (product,), {}, (), {"daily": duty.since})
    assert tuple(slot.day.day for slot in found) == expected


def test_a_beginning_noted_by_a_clock_that_was_ahead_does_not_silence_the_service() -> None:
    future = plan.Duty(product="daily", at="08:30", days="mon-sun", since=SLOT + timedelta(days=1000))
    assert plan.duty(future, DAILY, SLOT).since == SLOT


def test_the_next_slots() -> None:
    friday = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)  # 16:00 in Kyiv
    found = plan.next_slots(friday, (Hours("daily", "08:30", "mon-fri"), WEEKLY), [date(2026, 11, 23)])
    assert [(slot.product, slot.day) for slot in found] == [
        ("daily", date(2026, 11, 24)),
        ("weekly", date(2026, 11, 27)),
    ]


@given(
    st.lists(st.integers(-3_000, 60_000), min_size=1, max_size=40),
    st.sampled_from([DAILY, WEEKLY, Hours("daily", "00:10", "sat,sun"), Hours("daily", "02:30")]),
)
def test_no_order_of_looks_serves_a_slot_twice(minutes: list[int], product: Hours) -> None:
    table = Table((product,))
    for minute in minutes:
        table.tick(datetime(2026, 10, 1, tzinfo=UTC) + timedelta(minutes=minute))
    assert max(Counter(day for _, day, _ in table.made).values(), default=1) == 1
