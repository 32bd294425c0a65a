"""Tables of years in plain text: a cell a line, cells between tabs, or cells between bars. Judges nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digests.reports.spelled import APPROXIMATE, NUMBER, whole

_VALUE = re.compile(rf"(?:({APPROXIMATE})\s)?({NUMBER})", re.IGNORECASE)
_YEAR = re.compile(r"(?:на\s)?(?:31\.12\.)?((?:19|20)[0-9]{2})(?:\s?(?:рік|року|р\.))?", re.IGNORECASE)
_TOTAL = re.compile(r"(?:усього|всього|разом|загалом|сума)\b.{0,40}", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+=-]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text on one line, and where it stands. `value` is None unless it is one number."""

    start: int
    end: int
    text: str
    value: int | None
    approximate: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of figures: a year, or the total (year None)."""

    year: int | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings (the first is over the years) and rows with as many cells."""

    headings: tuple[Cell, ...]
    rows: tuple[Row, ...]

    @property
    def total(self) -> int | None:
        """The column that sums the others, where a heading says so."""
        places = [place for place, cell in enumerate(self.headings) if place and _TOTAL.fullmatch(cell.text)]
        return places[0] if places else None

    def cell(self, year: int, column: int) -> Cell | None:
        """The cell of a year, None where the table has no such year or has it twice."""
        found = [row.cells[column] for row in self.rows if row.year == year]
        return found[0] if len(found) == 1 else None


def read_tables(text: str) -> tuple[Table, ...]:
    """Every table whose first column holds years, with at least two of them."""
    tables: list[Table] = []
    head: tuple[Cell, ...] = ()
    rows: list[Row] = []
    for cells in [*_rows(text), ()]:
        year = _YEAR.fullmatch(cells[0].text) if cells else None
        total = bool(cells) and _TOTAL.fullmatch(cells[0].text) is not None
        if head and len(cells) == len(head) and (year or (total and rows)):
            rows.append(Row(int(year.group(1)) if year else None, cells))
            continue
        if len([row for row in rows if row.year]) >= 2:
            tables.append(Table(head, tuple(rows)))
        head, rows = cells, []
    return tuple(tables)


def _rows(text: str) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    open_row: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        start, end, at = at, at + len(line), at + len(line) + 1
        if line.startswith("\t") and "\t" not in line.strip():
            open_row.append((start + 1, end))
        elif open_row and line.strip() and "\t" not in line:
            open_row[-1] = (open_row[-1][0], end)
        else:
            rows += [_cells(text, open_row)] if open_row else []
            open_row = []
            mark = "|" if line.lstrip().startswith("|") else "\t"
            if mark in line.strip() and not _RULE.fullmatch(line):
                rows.append(_cells(text, _between(line, start, mark)))
    rows += [_cells(text, open_row)] if open_row else []
    return [row for row in rows if len(row) > 1]


def _between(line: str, start: int, mark: str) -> list[tuple[int, int]]:
    inner = line.strip().strip("|") if mark == "|" else line.rstrip("\r")
    at = start + line.index(inner)
    spans = []
    for piece in inner.split(mark):
        spans.append((at, at + len(piece)))
        at += len(piece) + 1
    return spans


def _cells(text: str, spans: list[tuple[int, int]]) -> tuple[Cell, ...]:
    cells = []
    for low, high in spans:
        raw = text[low:high]
        start = low + len(raw) - len(raw.lstrip())
        flat = " ".join(raw.split())
        match = _VALUE.fullmatch(flat)
        value = whole(match.group(2)) if match else None
        cells.append(Cell(start, low + len(raw.rstrip()), flat, value, (match.group(1) or "") if match else ""))
    return tuple(cells)
