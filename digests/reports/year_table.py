"""The table «Станом на 31 грудня»: a row a year, a column a series. A year nobody counted says so in its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digests.reports.sentence import MISSING, bare
from digests.reports.series import Figure, Period, Series, of_series

STOCK_HEADING = "Станом на 31 грудня"
FLOW_HEADING = "Рік"


def year_table(
    series: Sequence[Series], figures: Iterable[Figure], years: Sequence[int]
) -> tuple[tuple[str, ...], ...]:
    """Heading and rows as text, years ascending; a stock read on another day and a partial year carry their mark.

    Raises ValueError for no series, or for stocks and flows in one table: they do not compare.
    """
    if len({item.measure for item in series}) != 1:
        raise ValueError("a table holds stocks or flows, not both and not nothing")
    known = tuple(figures)
    columns = [of_series(known, item) for item in series]
    heading = STOCK_HEADING if series[0].measure == "stock" else FLOW_HEADING
    first = (heading, *(_title(item) for item in series))
    rows = ((str(year), *(_cell(column.get(Period(year))) for column in columns)) for year in sorted(set(years)))
    return (first, *rows)


def _title(series: Series) -> str:
    return series.unit[:1].upper() + series.unit[1:]


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return MISSING
    marks = []
    if figure.partial:
        marks.append(f"за {figure.partial} міс.")
    if figure.as_of and (figure.as_of.month, figure.as_of.day) != (12, 31):
        marks.append(f"на {figure.as_of:%d.%m.%Y}")
    return " ".join([bare(figure), *([f"({', '.join(marks)})"] if marks else [])])
