"""Tables of years: their own order and sums, and the brackets and figures of the prose held against them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digests.reports.findings import Spot
from digests.reports.paper import Count, Paper, Told
from digests.reports.spelled import strays
from digests.reports.tables import Cell, Row, Table

_WORD = re.compile(r"[а-яіїєґ'’]{4,}", re.IGNORECASE)
# Endings change after the fifth letter at the latest in the nouns of registers («орган-ізацій», «політ-ичних»).
_STEM = 5
# The figure's own noun stands at once or after an adjective or two: «96 міських осередків політичних партій».
_NEAR = 3
_REACH = 160
_STATE = re.compile(r"станом\sна|зареєстрован|налічу|нарахову|діє\s|діють\s|обліков", re.IGNORECASE)
_AS_OF = re.compile(r"(?<!\w)на\s([0-3]?[0-9])\.([01]?[0-9])\.((?:19|20)[0-9]{2})(?![0-9])")
_ABOVE = ("понад", "більше", "більш", "не менше")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, with the stems of its heading."""

    wanted: frozenset[str]
    table: Table
    place: int


Columns = Mapping[str, Sequence[Column]]


def table_spots(table: Table) -> Iterator[Spot]:
    """Years out of order, twice or left out, and totals that do not add up."""
    rows = [row for row in table.rows if row.year is not None]
    years = [row.year or 0 for row in rows]
    # Newest first is an order too.
    falling = len(years) > 1 and sum(one > two for one, two in pairwise(years)) * 2 > len(years) - 1
    wrong = strays([(-year if falling else year,) for year in years], strict=True)
    often = Counter(years)
    for place in wrong:
        cell = rows[place].cells[0]
        said = f"У таблиці рік {years[place]} повторено." if often[years[place]] > 1 else ""
        yield Spot(cell.start, cell.end, "table-year", said or f"У таблиці рік {years[place]} стоїть не за порядком.")
    if not wrong and (missing := sorted({*range(min(years), max(years))} - {*years})):
        head = table.headings[0]
        listed = ", ".join(map(str, missing))
        yield Spot(head.start, head.end, "table-gap", f"У таблиці немає років {listed}, і причини не названо.")
    yield from _row_totals(table)
    yield from _column_totals(table, rows)


def columns_of(tables: Sequence[Table]) -> Columns:
    """Every column by each stem of its heading; a heading that stands over two columns belongs to neither."""
    found: dict[frozenset[str], list[tuple[Table, int]]] = {}
    for table in tables:
        for column, heading in enumerate(table.headings[1:], 1):
            if wanted := frozenset(_stems(heading.text)):
                found.setdefault(wanted, []).append((table, column))
    index: dict[str, list[Column]] = {}
    for wanted, places in found.items():
        if len(places) == 1:
            for stem in wanted:
                index.setdefault(stem, []).append(Column(wanted, *places[0]))
    return index


def column_of(paper: Paper, figure: Count, columns: Columns) -> Column | None:
    """The column whose heading the words after the figure repeat, the fullest match winning; None when two tie."""
    if not columns:
        return None
    end = min(paper.sentence(figure.start)[1], figure.end + _REACH)
    following = paper.within(figure.end, end)
    words = _stems(paper.plain[figure.end : following[0].start if following else end])
    near = {one.wanted: one for word in words[:_NEAR] for one in columns.get(word, ())}
    fit = [one for one in near.values() if one.wanted <= set(words)]
    top = [one for one in fit if len(one.wanted) == max(len(other.wanted) for other in fit)]
    return top[0] if len(top) == 1 else None


def against_table(told: Told, found: Column) -> Iterator[Spot]:
    """The bracket's entries against the rows of the same years."""
    table, column = found.table, found.place
    for entry in told.bracket.entries:
        cell = table.cell(entry.year, column)
        if cell is None or entry.value is None or entry.partial or not _differs(entry.value, entry.approximate, cell):
            continue
        taken = {one.year for one in told.bracket.entries}
        fits = [row.year for row in table.rows if row.year not in taken and row.cells[column].value == entry.value]
        maybe = f"; мабуть, це {fits[0]} рік" if len(fits) == 1 and fits[0] else ""
        said = f"У дужках за {entry.year} рік {entry.value}, а в таблиці {cell.text}{maybe}."
        yield Spot(entry.start, entry.end, "bracket-table", said)


def figures_against_tables(paper: Paper, columns: Columns) -> Iterator[Spot]:
    """Figures of the prose that state how many there are, against the row of their year."""
    starts = [table.headings[0].start for table in paper.tables]
    ends = [table.rows[-1].cells[-1].end for table in paper.tables]
    for figure in paper.counts if columns else ():
        at = bisect_right(starts, figure.start) - 1
        if at >= 0 and figure.start < ends[at]:
            continue
        found = column_of(paper, figure, columns)
        year, dated = _year(paper, figure) if found else (None, None)
        cell = found.table.cell(year, found.place) if found and year else None
        if not (found and cell and _differs(figure.value, figure.approximate, cell)):
            continue
        span = paper.span.year if paper.span else year
        ours = found.table.cell(span, found.place) if dated and span and span != year else None
        if ours and dated and not _differs(figure.value, figure.approximate, ours):
            said = f"Показники названо станом {dated.group()}, а за таблицею вони за {span} рік."
            yield Spot(*dated.span(), "lead-year", said)
        else:
            said = f"У тексті за {year} рік {figure.value}, а в таблиці {cell.text}."
            yield Spot(figure.start, figure.end, "text-table", said)


def _row_totals(table: Table) -> Iterator[Spot]:
    if table.total is None:
        return
    for row in table.rows:
        rest = [cell for place, cell in enumerate(row.cells) if place not in (0, table.total)]
        yield from _sum(rest, row.cells[table.total])


def _column_totals(table: Table, rows: Sequence[Row]) -> Iterator[Spot]:
    for row in table.rows:
        if row.year is None:
            for column in range(1, len(row.cells)):
                yield from _sum([one.cells[column] for one in rows], row.cells[column])


def _sum(parts: Sequence[Cell], whole: Cell) -> Iterator[Spot]:
    if whole.value is None or len(parts) < 2 or any(cell.value is None or cell.approximate for cell in parts):
        return
    total = sum(cell.value or 0 for cell in parts)
    if total != whole.value and not whole.approximate:
        said = f"Сума в таблиці не сходиться: складається {total}, а написано {whole.value}."
        yield Spot(whole.start, whole.end, "table-sum", said)


def _year(paper: Paper, figure: Count) -> tuple[int | None, re.Match[str] | None]:
    """The year a stated figure is of, and the «на 01.01.2021» (the end of 2020), here or in the heading above.

    Without such a date it is the report's year; None where nothing says that the figure states how many there are.
    """
    start = paper.sentence(figure.start)[0]
    above = _heading_above(paper, start)
    lead = paper.text[start : figure.start]
    if not (paper.by_figure.get(figure.start) or _STATE.search(lead + " " + paper.text[slice(*above)])):
        return None, None
    places = [(start, figure.start), above]
    dated = [
        match
        for low, high in places
        for match in _AS_OF.finditer(paper.text, low, high)
        if paper.plain[match.start()] != "_"
    ]
    if not dated:
        whole = paper.span and paper.span.month is None and not paper.span.partial
        return (paper.span.year if paper.span and whole else None), None
    day, month, year = (int(part) for part in dated[0].groups())
    return {(1, 1): year - 1, (31, 12): year}.get((day, month)), dated[0]


def _heading_above(paper: Paper, start: int) -> tuple[int, int]:
    """Where the line with a colon over this list stands; an empty place where there is none."""
    low = max(0, start - 3000)
    end = start
    for line in reversed(paper.text[low:start].splitlines(keepends=True)):
        begin = end - len(line)
        if line.rstrip().endswith(":"):
            return begin, end
        if not line.lstrip().startswith(("-", "–", "—", "•")):
            break
        end = begin
    return start, start


def _differs(value: int, approximate: str, cell: Cell) -> bool:
    if cell.value is None or cell.approximate:
        return False
    if approximate.lower().startswith(_ABOVE):
        return cell.value < value
    return not approximate and cell.value != value


def _stems(text: str) -> list[str]:
    return [word.lower()[:_STEM] for word in _WORD.findall(text)]
