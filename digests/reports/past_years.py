"""Past years' figures from a CSV typed in a spreadsheet. All or nothing: each problem is told, none guessed away."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from digests.reports.series import MONTHS, Approximate, Figure, Period, Series, ordered
from monitor.errors import ConfigError
from monitor.text import clean_line

# The heading of each column, in English and as a Ukrainian office writes it.
_HEADINGS = {
    "series": "series", "ряд": "series", "показник": "series",
    "year": "year", "рік": "year",
    "month": "month", "місяць": "month",
    "value": "value", "значення": "value", "кількість": "value",
    "as_of": "as_of", "станом на": "as_of",
    "months": "months", "за місяців": "months",
    "by": "by", "хто": "by", "джерело": "by",
    "note": "note", "примітка": "note",
    "походження": "origin",
}  # fmt: skip
# What our own export adds; an import passes over the last two.
EXPORTED = ("походження", "коли", "назва")
QUERY, COUNTER, DERIVED = "запит", "лічильник", "обчислено"
# Rows of our own export that nobody typed: the program has them anyway, and typed they would stand still.
_COUNTED = (QUERY, COUNTER, DERIVED)
_REQUIRED = ("series", "year", "value")
_MARKS: dict[str, Approximate] = {"понад": "over", "більше": "over", "близько": "about", "приблизно": "about"}
_MISSING = "немає даних"
_VALUE = re.compile(r"(?:([а-яіїєґ]+)\s+)?(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
# Councils in their present form date from 1990; a year typed outside this span is a slip.
_YEARS = range(1990, 2101)
# A row is ten short cells; anything longer than this is not a table of figures.
_MAX_CELL = 1000


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the file: its number, its cells by column, and where each column stands."""

    line: int
    cells: dict[str, str]
    places: dict[str, int]


@dataclass(frozen=True, slots=True)
class PastYears:
    """The figures of a file in canonical order, and how many of its rows were passed over as counted by a program."""

    figures: tuple[Figure, ...]
    counted: int = 0


class _Wrong(ValueError):
    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(message)


def read_past_years(data: bytes, series: Collection[Series], *, name: str = "CSV", by: str = "") -> PastYears:
    """The figures of a CSV file; rows that say «немає даних» give none, nor do the counted ones of our own export.

    UTF-8 (with or without BOM) or Windows-1251; separated by semicolon, comma or tab; the first line names the columns:
    series, year, value and, where wanted, month, as_of, months, by, note (or ряд, рік, значення, місяць, станом на,
    за місяців, хто, примітка). A value may carry «понад» or «близько». `by` is who typed it where the row does not say.
    Raises ConfigError with one sentence per problem, each naming file, line and column.
    """
    rows, problems = _rows(data, name)
    known = {item.id for item in series}
    found: dict[tuple[str, Period], tuple[int, Figure]] = {}
    typed = [row for row in rows if row.cells.get("origin", "").lower() not in _COUNTED]
    for row in typed:
        try:
            figure = _figure(row, known, by)
            if figure is None:
                continue
            if first := found.get(figure.key):
                raise _Wrong("year", f"цей ряд за цей період уже є в рядку {first[0]}")
            found[figure.key] = (row.line, figure)
        except _Wrong as wrong:
            problems.append(_told(name, row, wrong))
    if problems:
        raise ConfigError(problems)
    figures = ordered((figure for _, figure in found.values()), tuple(series))
    return PastYears(figures, len(rows) - len(typed))


def typed_value(text: str) -> tuple[int, Approximate]:
    """A value as a person types it: «105», «понад 2400», «близько 12 500». Raises ConfigError."""
    try:
        return _value(" ".join(text.split()))
    except _Wrong as wrong:
        raise ConfigError(str(wrong)) from wrong


def typed_day(text: str) -> date:
    """A day as a person types it: 31.12.2019 or 2019-12-31. Raises ConfigError."""
    try:
        return _day(text.strip())
    except _Wrong as wrong:
        raise ConfigError(str(wrong)) from wrong


def is_missing(text: str) -> bool:
    """Whether the words are «немає даних»."""
    return " ".join(text.lower().split()) == _MISSING


def _rows(data: bytes, name: str) -> tuple[list[_Row], list[str]]:
    table = _cells(_text(data, name), name)
    if not table:
        raise ConfigError(f"{name}: файл порожній; перший рядок має називати стовпці")
    headings = [_HEADINGS.get(clean_line(cell).lower(), "") for cell in table[0][1]]
    problems = [
        f"{name}, рядок 1, стовпець {place}: невідома назва стовпця «{clean_line(cell)}»"
        for place, (cell, heading) in enumerate(zip(table[0][1], headings, strict=True), 1)
        if not heading and cell.strip() and clean_line(cell).lower() not in EXPORTED
    ]
    problems += [f"{name}, рядок 1: немає стовпця «{need}»" for need in _REQUIRED if need not in headings]
    problems += [
        f"{name}, рядок 1: стовпець «{one}» названо двічі"
        for one in sorted(set(headings) - {""})
        if headings.count(one) > 1
    ]
    if problems:
        raise ConfigError(problems)
    places = {heading: place for place, heading in enumerate(headings, 1) if heading}
    rows = []
    for line, cells in table[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(headings):
            problems.append(f"{name}, рядок {line}: стовпців {len(cells)}, а названо {len(headings)}")
            continue
        padded = [*cells, *[""] * (len(headings) - len(cells))]
        named = {heading: clean_line(cell) for heading, cell in zip(headings, padded, strict=True) if heading}
        rows.append(_Row(line, named, places))
    return rows, problems


def _text(data: bytes, name: str) -> str:
    for charset in ("utf-8-sig", "cp1251"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    raise ConfigError(f"{name}: файл не є текстом у кодуванні UTF-8 чи Windows-1251")


def _cells(text: str, name: str) -> list[tuple[int, list[str]]]:
    head = text.split("\n", 1)[0]
    separator = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    table: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(len(cell) > _MAX_CELL for cell in cells):
                raise ConfigError(f"{name}, рядок {reader.line_num}: клітинка завдовжки понад {_MAX_CELL} знаків")
            table.append((reader.line_num, cells))
    except csv.Error as wrong:
        raise ConfigError(f"{name}, рядок {reader.line_num}: лапки не закрито або рядок зіпсовано") from wrong
    return table


def _figure(row: _Row, known: Collection[str], by: str) -> Figure | None:
    if row.cells["series"] not in known:
        raise _Wrong("series", f"невідомий ряд «{row.cells['series']}»; відомі: {_listed(known)}")
    year = _whole(row, "year", _YEARS)
    month = _whole(row, "month", range(1, MONTHS + 1)) if row.cells.get("month") else None
    partial = _whole(row, "months", range(1, MONTHS + 1)) if row.cells.get("months") else None
    if partial is not None and month is not None:
        raise _Wrong("months", "неповним може бути лише рік, а в рядку вказано місяць")
    if row.cells["value"].lower() == _MISSING:
        return None
    value, approximate = _value(row.cells["value"])
    return Figure(
        series=row.cells["series"],
        period=Period(year, month),
        value=value,
        as_of=_day(row.cells["as_of"]) if row.cells.get("as_of") else None,
        partial=None if partial == MONTHS else partial,
        approximate=approximate,
        by=row.cells.get("by") or by,
        note=row.cells.get("note", ""),
    )


def _whole(row: _Row, column: str, allowed: range) -> int:
    cell = row.cells[column]
    # Not \d: the digits of other scripts are not what an office means.
    if not re.fullmatch(r"[0-9]{1,9}", cell) or int(cell) not in allowed:
        raise _Wrong(column, f"потрібне ціле число від {allowed.start} до {allowed.stop - 1}, а написано «{cell}»")
    return int(cell)


def _value(cell: str) -> tuple[int, Approximate]:
    match = _VALUE.fullmatch(cell.lower())
    if match is None or len(match.group(2)) > 12:
        raise _Wrong("value", f"потрібне ціле число, «понад …», «близько …» або «{_MISSING}», а написано «{cell}»")
    mark = match.group(1)
    if mark and mark not in _MARKS:
        raise _Wrong("value", f"невідома позначка приблизності «{mark}»; відомі: {_listed(_MARKS)}")
    return int(re.sub(r"\D", "", match.group(2))), _MARKS[mark] if mark else "exact"


def _day(cell: str) -> date:
    match = _DAY.fullmatch(cell)
    try:
        if match is None:
            raise ValueError(cell)
        day, month, year, *iso = (int(part) if part else 0 for part in match.groups())
        return date(year, month, day) if year else date(*iso)
    except ValueError as wrong:
        raise _Wrong("as_of", f"такої дати немає: «{cell}»; пишіть 31.12.2019") from wrong


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "жодного"


def _told(name: str, row: _Row, wrong: _Wrong) -> str:
    return f"{name}, рядок {row.line}, стовпець {row.places[wrong.column]} «{wrong.column}»: {wrong}"
