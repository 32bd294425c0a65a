"""The sentences with which a product says that it is late, or that earlier ones did not come out. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from monitor.dates import kyiv_day
from monitor.language.numerals import DAY, clock, count, date_range, day_month
from monitor.plan import Slot

_NAMED = 3  # dates named one by one; more are told as a number and a period


def late(slot: Slot, now: datetime) -> str:
    """«Огляд складено із запізненням: за розкладом 20 листопада, 08:30, фактично 20 листопада, 11:05.»"""
    planned = f"{day_month(slot.day)}, {clock(slot.at)}"
    return f"Огляд складено із запізненням: за розкладом {planned}, фактично {day_month(kyiv_day(now))}, {clock(now)}."


def missed(days: Sequence[date]) -> str:
    """«Не вийшов огляд за 19 листопада: програма не працювала. Його матеріали подано тут.», or in the plural."""
    if len(days) == 1:
        return f"Не вийшов огляд за {day_month(days[0])}: програма не працювала. Його матеріали подано тут."
    if len(days) <= _NAMED:
        named = ", ".join(day_month(day) for day in days[:-1]) + f" та {day_month(days[-1])}"
    else:
        named = f"{count(len(days), DAY)} ({date_range(days[0], days[-1])})"
    return f"Не вийшли огляди за {named}: програма не працювала. Їхні матеріали подано тут."
