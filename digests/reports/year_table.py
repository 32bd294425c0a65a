"""The table «Станом на 31 грудня»: a row a year, a column a series. A year nobody counted says so in its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from digests.reports.sentence import MISSING, bare
from digests.reports.series import Figure, Period, Series, of_series
from monitor.language.numerals import month_year

STOCK_HEADING = "Станом на 31 грудня"
FLOW_HEADING = "Рік"
MONTH_HEADING = "Місяць"


def year_table(
    series: Sequence[Series], figures: Iterable[Figure], years: Sequence[int]
) -> tuple[tuple[str, ...], ...]:
    """Heading and rows as text, years ascending; a stock read on another day and a partial year carry their mark.

    Raises ValueError for no series, or for stocks and flows in one table: they do not compare.
    """
    heading = STOCK_HEADING if _measure(series) == "stock" else FLOW_HEADING
    return _table(heading, series, figures, [(str(year), Period(year)) for year in sorted(set(years))])


def month_table(
    series: Sequence[Series], figures: Iterable[Figure], year: int, months: Sequence[int]
) -> tuple[tuple[str, ...], ...]:
    """The same with a row for each of these months of a year; a stock read on the month's last day has no mark.

    Raises ValueError as `year_table`.
    """
    _measure(series)
    rows = [(month_year(date(year, month, 1)).removesuffix(" року"), Period(year, month)) for month in months]
    return _table(MONTH_HEADING, series, figures, rows)


def _measure(series: Sequence[Series]) -> str:
    if len({item.measure for item in series}) != 1:
        raise ValueError("a table holds stocks or flows, not both and not nothing")
    return series[0].measure


def _table(
    heading: str, series: Sequence[Series], figures: Iterable[Figure], rows: Sequence[tuple[str, Period]]
) -> tuple[tuple[str, ...], ...]:
    known = tuple(figures)
    columns = [of_series(known, item) for item in series]
    first = (heading, *(_title(item) for item in series))
    return (first, *((label, *(_cell(found.get(period)) for found in columns)) for label, period in rows))


def _title(series: Series) -> str:
    return series.unit[:1].upper() + series.unit[1:]


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return MISSING
    marks = []
    if figure.partial:
        marks.append(f"за {figure.partial} міс.")
    if figure.as_of and not figure.partial and not _closes(figure.as_of, figure.period):
        marks.append(f"на {figure.as_of:%d.%m.%Y}")
    return " ".join([bare(figure), *([f"({', '.join(marks)})"] if marks else [])])


def _closes(day: date, period: Period) -> bool:
    """Whether the day ends the period it is read for."""
    following = day.fromordinal(day.toordinal() + 1)
    return following.day == 1 and day.year == period.year and day.month == (period.month or 12)
