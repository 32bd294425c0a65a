"""Reads a finished report and names its contradictions between text, brackets and tables. Corrects nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from digests.reports.findings import Finding, Spot, placed
from digests.reports.paper import Paper, read_paper
from digests.reports.rules_bracket import bracket_spots, doubled_spots
from digests.reports.rules_dates import date_spots
from digests.reports.rules_sums import sum_spots
from digests.reports.rules_table import against_table, column_of, columns_of, figures_against_tables, table_spots

__all__ = ["RULES", "Finding", "lint"]

# Every rule a finding may name, and what it is about.
RULES = {
    "approximation": "«понад», «близько» в одному ряду з точними числами",
    "approximation-unmarked": "кругле число без позначки в ряду з приблизними",
    "bracket-date": "дата в дужках на інший день, ніж решта ряду",
    "bracket-order": "роки в дужках не за порядком",
    "bracket-table": "число в дужках не таке, як у таблиці",
    "bracket-year": "у дужках період самого звіту або пізніший",
    "bracket-year-twice": "рік у дужках повторено",
    "date-order": "дати в переліку не за порядком",
    "date-period": "дата в переліку не належить до періоду звіту",
    "date-range": "період закінчується раніше, ніж починається",
    "impossible-date": "дати немає в календарі",
    "lead-year": "показник названо за інший рік, ніж звіт",
    "part-exceeds-whole": "частина більша за ціле",
    "partial-year": "неповний рік порівняно з повними",
    "series-break": "різкий злам ряду без пояснення",
    "series-gap": "у ряді немає років",
    "sum": "сума не сходиться",
    "table-gap": "у таблиці немає років",
    "table-sum": "підсумок таблиці не сходиться",
    "table-year": "рік у таблиці повторено або не за порядком",
    "text-table": "число в тексті не таке, як у таблиці",
    "two-series": "два ряди в дужках поряд",
}

_LABELS = ("bracket-year", "bracket-order", "bracket-year-twice", "bracket-date")
_PRECISE = ("bracket-table", "part-exceeds-whole", "text-table")


def lint(text: str) -> tuple[Finding, ...]:
    """The contradictions of a report in reading order; `text` is plain text, tables with a cell a line, tabs or bars.

    Silent about what it cannot judge: without «за 2020 рік» in the title, rules that need the report's period rest.
    Never raises for any text.
    """
    spots = list(_spots(read_paper(text)))
    # One wrong value often also makes the series jump; the rule that knows what is wrong with it speaks alone.
    known = {(spot.start, spot.end) for spot in spots if spot.rule in _PRECISE}
    spots = [spot for spot in spots if spot.rule != "series-break" or (spot.start, spot.end) not in known]
    # A label of no calendar («на 31.12.20199») is told as a date alone.
    never = sorted(spot.start for spot in spots if spot.rule == "impossible-date")
    return placed(text, [spot for spot in spots if spot.rule not in _LABELS or not _holds(spot, never)])


def _holds(spot: Spot, places: Sequence[int]) -> bool:
    at = bisect_left(places, spot.start)
    return at < len(places) and places[at] < spot.end


def _spots(paper: Paper) -> Iterator[Spot]:
    columns = columns_of(paper.tables)
    for told in paper.series:
        found = column_of(paper, told.figure, columns) if told.figure and not told.doubled else None
        wrong = list(against_table(told, found)) if found else []
        yield from wrong
        rows = {row.year: row.cells[found.place].text for row in found.table.rows if row.year} if found else {}
        # A label that the table contradicts is told once, with the table's word.
        known = {(spot.start, spot.end) for spot in wrong}
        for spot in bracket_spots(paper, told, rows, known):
            if (spot.start, spot.end) not in known or not spot.rule.startswith("bracket-"):
                yield spot
    yield from doubled_spots(paper)
    yield from date_spots(paper)
    yield from sum_spots(paper)
    for table in paper.tables:
        yield from table_spots(table)
    yield from figures_against_tables(paper, columns)
