"""Named series of yearly and monthly figures, each with its provenance and its corrections. Counts nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from monitor.language.numerals import Noun

Measure = Literal["flow", "stock"]
Approximate = Literal["exact", "over", "about"]
Origin = Literal["query", "typed", "imported", "counter"]
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or one month of it (1-12). Months stand before the whole year they belong to."""

    year: int
    month: int | None = None

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= MONTHS:
            raise ValueError("a month is 1 to 12")

    @property
    def key(self) -> tuple[int, int]:
        """What periods are sorted by."""
        return self.year, self.month or MONTHS + 1


@dataclass(frozen=True, slots=True)
class Break:
    """From this year on the series counts something else; `reason` completes «з 2018 року …»."""

    year: int
    reason: str


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity the department reports.

    `noun` holds the forms a numeral asks for; `object_one` is the accusative singular where it differs from the
    nominative («довідку»). `unit` is the word for tables and charts. A flow is summed over a period, a stock is
    read on a day.
    """

    id: str
    noun: Noun
    unit: str
    measure: Measure = "flow"
    object_one: str = ""
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class Former:
    """A value that was corrected: what stood there, who put it there, and when and why it gave way."""

    value: int
    approximate: Approximate
    source: Origin
    by: str
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of one series.

    `as_of` is the day a stock was read (or a flow was closed), None where nobody said. `partial` is the number of
    first months the value covers («за 9 місяців»), None for the whole period. `by` names the person who typed it
    or the query that counted it, `at` the local day this was done. `history` is oldest first. `corrected` is what a
    counted figure would be by decisions made after its issues were approved, None where there are none. `derived`: it
    follows from figures of other periods, nobody gave it.
    """

    series: str
    period: Period
    value: int
    as_of: date | None = None
    partial: int | None = None
    approximate: Approximate = "exact"
    source: Origin = "typed"
    by: str = ""
    note: str = ""
    history: tuple[Former, ...] = ()
    at: date | None = None
    corrected: int | None = None
    derived: bool = False

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError("a figure counts things: it is not negative")
        if self.partial is not None and not 1 <= self.partial < MONTHS:
            raise ValueError("a part of a year is 1 to 11 months")
        if self.partial is not None and self.period.month is not None:
            raise ValueError("only a year can be partial")

    @property
    def key(self) -> tuple[str, Period]:
        """What makes two figures rivals for one place."""
        return self.series, self.period


def corrected(old: Figure, new: Figure, *, on: date, reason: str = "") -> Figure:
    """`new` in the place of `old`, with `old` and its past kept; the same value only refreshes the provenance.

    Raises ValueError when the two are not the same series and period.
    """
    if old.key != new.key:
        raise ValueError("a correction is for the same series and period")
    if (old.value, old.approximate, old.partial) == (new.value, new.approximate, new.partial):
        return replace(new, history=old.history)
    former = Former(old.value, old.approximate, old.source, old.by, on, reason)
    return replace(new, history=(*old.history, former))


def merged(old: Iterable[Figure], new: Iterable[Figure], *, on: date, reason: str = "") -> tuple[Figure, ...]:
    """Every figure of both, the newer one winning its place as a correction, in canonical order."""
    found: dict[tuple[str, Period], Figure] = {figure.key: figure for figure in old}
    for figure in new:
        before = found.get(figure.key)
        found[figure.key] = corrected(before, figure, on=on, reason=reason) if before else figure
    return ordered(found.values())


def ordered(figures: Iterable[Figure], series: Sequence[Series] = ()) -> tuple[Figure, ...]:
    """Canonical order: series as listed (unlisted ones after them, by id), then time, months before their year."""
    rank = {item.id: place for place, item in enumerate(series)}
    return tuple(
        sorted(figures, key=lambda one: (rank.get(one.series, len(rank)), one.series, one.period.key, one.value))
    )


def of_series(figures: Iterable[Figure], series: Series) -> dict[Period, Figure]:
    """The figures of one series by period. Raises ValueError when a period has two: one place, one figure."""
    found: dict[Period, Figure] = {}
    for figure in figures:
        if figure.series != series.id:
            continue
        if figure.period in found:
            raise ValueError(f"two figures of {series.id} for {figure.period}")
        found[figure.period] = figure
    return found
