"""Counts -> charts: what a chart shows, in one sentence and as a table. Pure; the picture is drawn elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from monitor.dates import kyiv_day
from monitor.language import numerals
from monitor.language.numerals import Noun, count
from monitor.model import TOPICS
from monitor.store.tallies import Tally
from monitor.text import clean_line

Kind = Literal["columns", "bars"]
MOST_OUTLETS = 20  # bars that can be read on one sheet; the others are one bar together


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart. `rows` are (label, a number for each of `series`); `alt` says the same in one or two sentences."""

    name: str
    title: str
    kind: Kind
    head: str  # of the labels' column
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    alt: str

    @property
    def empty(self) -> bool:
        return not any(any(values) for _, values in self.rows)


def by_day(tallies: Sequence[Tally], first: date, last: date) -> Chart:
    """Clips of every Kyiv day of the period, days without any included."""
    found: Counter[date] = Counter()
    for tally in tallies:
        found[kyiv_day(tally.hour)] += tally.clips
    days = numerals.days(first, last)
    total = sum(found[day] for day in days)
    alt = f"Усього {count(total, numerals.MATERIAL)} за {count(len(days), numerals.DAY)}."
    if total:
        best = max(days, key=lambda day: (found[day], -day.toordinal()))
        alt += f" Найбільше – {numerals.long_date(best)}: {count(found[best], numerals.MATERIAL)}."
    rows = tuple((numerals.short_date(day), (float(found[day]),)) for day in days)
    return Chart(
        name="days", title="Матеріали за днями", kind="columns", head="День", series=("Матеріалів",), rows=rows, alt=alt
    )


def by_topic(tallies: Sequence[Tally]) -> Chart:
    found: Counter[str] = Counter()
    for tally in tallies:
        found[TOPICS.get(tally.topic or "", "Тему не визначено")] += tally.clips
    return _ranked("topics", "Матеріали за темами", "Тема", found.most_common())


def by_outlet(tallies: Sequence[Tally], names: Mapping[str, str]) -> Chart:
    found: Counter[str] = Counter()
    for tally in tallies:
        found[clean_line(names.get(tally.outlet, tally.outlet))] += tally.clips
    pairs = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(pairs) > MOST_OUTLETS:
        rest = pairs[MOST_OUTLETS - 1 :]
        others = f"Інші ({count(len(rest), numerals.OUTLET)})"
        pairs = [*pairs[: MOST_OUTLETS - 1], (others, sum(value for _, value in rest))]
    return _ranked("outlets", "Матеріали за виданнями", "Видання", pairs)


def _ranked(name: str, title: str, head: str, pairs: Sequence[tuple[str, int]]) -> Chart:
    words = "; ".join(f"{label} – {count(value, numerals.MATERIAL)}" for label, value in pairs[:5])
    alt = f"Найбільше: {words}." if pairs else "Матеріалів немає."
    rows = tuple((label, (float(value),)) for label, value in pairs)
    return Chart(name=name, title=title, kind="bars", head=head, series=("Матеріалів",), rows=rows, alt=alt)


def by_month(tallies: Sequence[Tally], last: date, months: int = 12) -> Chart:
    """Direct citations of the last `months` months: those of the department, and those of the official site."""
    starts = [_month(last, back) for back in range(months - 1, -1, -1)]
    found: Counter[tuple[date, str]] = Counter()
    for tally in tallies:
        found[kyiv_day(tally.hour).replace(day=1), tally.citation or "none"] += tally.clips
    rows = tuple((f"{day:%m.%Y}", (float(found[day, "department"]), float(found[day, "site"]))) for day in starts)
    total = int(sum(sum(values) for _, values in rows))
    alt = f"За {count(months, Noun('місяць', 'місяці', 'місяців', 'місяця'))} {count(total, numerals.CITATION)}"
    department = int(sum(values[0] for _, values in rows))
    alt += f", із них на відділ – {department}, на офіційний сайт – {total - department}." if total else "."
    return Chart(
        name="direct",
        title="Прямі посилання за місяцями",
        kind="columns",
        head="Місяць",
        series=("На відділ", "На офіційний сайт"),
        rows=rows,
        alt=alt,
    )


def _month(day: date, back: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(years, month + 1, 1)


def first_month(day: date, months: int = 12) -> date:
    """Where a chart of the last `months` months begins."""
    return _month(day, months - 1)
