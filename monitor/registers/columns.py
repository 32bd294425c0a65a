"""Rows of an imported table -> entries: headings in Ukrainian or English, in any order.

All or nothing: every problem is told with its line and column, and then nothing is taken. Reads rows, not bytes:
encodings and separators are the business of monitor.review.reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from monitor.errors import ConfigError
from monitor.language.numerals import Noun, count
from monitor.language.words import normal
from monitor.registers.cells import CellError, day, number, spans, whole
from monitor.registers.nouns import Span
from monitor.text import clean_line, straight

T = TypeVar("T")
# A register's row is a handful of short cells; anything longer is a slipped quotation mark.
LONGEST_CELL = 2000
MOST_TOLD = 100  # problems of one table; a whole column of another format is told by its first rows
_MISTAKE = Noun("помилка", "помилки", "помилок", "помилки")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it fills and the headings it may have; the first is the one exports write."""

    field: str
    headings: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    at: int  # from 1, as a spreadsheet counts
    heading: str  # as written in the file


class Cells:
    """The cells of one row by field. A cell that cannot be read is told once and gives its empty value."""

    def __init__(self, name: str, line: int, texts: Mapping[str, str], places: Mapping[str, _Place]) -> None:
        self.problems: list[str] = []
        self._name, self._line, self._texts, self._places = name, line, texts, places

        self._overlong = frozenset(field for field, text in texts.items() if len(text) > LONGEST_CELL)
        for field in self._overlong:
            self._tell(field, f"клітинка довша за {LONGEST_CELL} знаків; чи закрито лапки?")

    def text(self, field: str) -> str:
        """The cell; an overlong one, told already, is not looked at."""
        return "" if field in self._overlong else self._texts.get(field, "")

    def wrong(self, field: str, problem: str) -> None:
        if field not in self._overlong:
            self._tell(field, problem)

    def _tell(self, field: str, problem: str) -> None:
        place = self._places.get(field)
        where = f", стовпець {place.at} «{place.heading}»" if place else ""
        self.problems.append(f"{self._name}, рядок {self._line}{where}: {problem}")

    def day(self, field: str) -> date | None:
        return self._read(field, day, None)

    def needed_day(self, field: str) -> date:
        """A day that must be there; where it is not, the row is told and dropped, whatever this gives."""
        return self._read(field, day, None) or date.min

    def whole(self, field: str, default: int = 0) -> int:
        return self._read(field, whole, default)

    def number(self, field: str) -> float | None:
        return self._read(field, number, None)

    def spans(self, field: str) -> tuple[Span, ...]:
        return self._read(field, spans, ())

    def listed(self, field: str) -> tuple[str, ...]:
        """Several values in one cell, set apart by «;» or «|»."""
        return tuple(part for piece in self.text(field).split("|") for part in _parts(piece))

    def choice(self, field: str, words: Mapping[str, str], default: str = "") -> str:
        """The code one of these words means; an empty cell is the default."""
        text = self.text(field)
        if not text:
            return default
        found = words.get(folded(text)) or words.get(_in_one_script(text))
        if found is None:
            legal = ", ".join(f"«{word}»" for word in words if not word.isascii())
            self.wrong(field, f"невідоме значення «{text}»; можна: {legal}")
            return default
        return found

    def _read(self, field: str, reader: Callable[[str], T], default: T) -> T:
        text = self.text(field)
        if not text:
            return default
        try:
            return reader(text)
        except CellError as error:
            self.wrong(field, str(error))
            return default


def folded(text: str) -> str:
    """A heading or name for comparison: small letters, straight apostrophes, no quotation marks, single spaces."""
    return " ".join(straight(text).lower().translate(_QUOTES).split()).strip(" .:*")


def _in_one_script(text: str) -> str:
    """The same where a Latin letter stands for a Cyrillic one that looks alike: «ГO», «Bид»."""
    return " ".join(normal(word) for word in folded(text).split())


_QUOTES = str.maketrans(dict.fromkeys('«»„“”"'))


def read(
    rows: Sequence[Sequence[str]],
    columns: Sequence[Column],
    make: Callable[[Cells], T],
    *,
    name: str,
    key: Callable[[T], str],
) -> tuple[T, ...]:
    """The entries of a table whose first row names the columns, in its order.

    Raises ConfigError with one Ukrainian sentence for each problem: unknown, missing or doubled columns, empty
    required cells, cells that cannot be read, and two rows for one entry.
    """
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise ConfigError(f"{name}: таблиця порожня; перший рядок має називати стовпці")
    places = _places(rows[0], columns, name)
    problems: list[str] = []
    found: list[T] = []
    lines: dict[str, int] = {}
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = _cells(name, line, row, len(rows[0]), places)
        for column in columns:
            if column.required and not cells.text(column.field):
                cells.wrong(column.field, f"порожня клітинка «{column.headings[0]}»")
        entry = make(cells)
        if not cells.problems:
            first = lines.setdefault(key(entry), line)
            if first != line:
                cells.problems.append(f"{name}, рядок {line}: цей запис уже є в рядку {first}")
        problems += cells.problems
        found.append(entry)
    if problems:
        raise ConfigError(_told(problems, name))
    if not found:
        raise ConfigError(f"{name}: у таблиці немає жодного запису")
    return tuple(found)


def _told(problems: list[str], name: str) -> list[str]:
    """What a person can still read, and how much more there is."""
    more = len(problems) - MOST_TOLD
    if more <= 0:
        return problems
    return [*problems[:MOST_TOLD], f"{name}: і ще {count(more, _MISTAKE)}; нічого не взято"]


def _cells(name: str, line: int, row: Sequence[str], width: int, places: Mapping[str, _Place]) -> Cells:
    texts = {
        field: clean_line(row[place.at - 1][: 10 * LONGEST_CELL])
        for field, place in places.items()
        if place.at <= len(row)
    }
    cells = Cells(name, line, texts, places)
    if any(cell.strip() for cell in row[width:]):
        cells.problems.append(f"{name}, рядок {line}: клітинок більше, ніж названих стовпців")
    return cells


def _places(header: Sequence[str], columns: Sequence[Column], name: str) -> dict[str, _Place]:
    known = {folded(heading): column.field for column in columns for heading in (column.field, *column.headings)}
    places: dict[str, _Place] = {}
    problems: list[str] = []
    for at, cell in enumerate(header, start=1):
        written = clean_line(cell)
        field = known.get(folded(written)) or known.get(_in_one_script(written))
        if field is None and written:
            legal = ", ".join(column.headings[0] for column in columns)
            problems.append(f"{name}, рядок 1, стовпець {at}: невідомий стовпець «{written}»; відомі: {legal}")
        elif field in places:
            problems.append(f"{name}, рядок 1, стовпець {at}: стовпець «{written}» названо двічі")
        elif field is not None:
            places[field] = _Place(at, written)
    needed = [column for column in columns if column.required]
    if not any(column.field in places for column in needed):
        titles = ", ".join(f"«{column.headings[0]}»" for column in needed)
        missing = f"немає {'стовпця' if len(needed) == 1 else 'стовпців'} {titles}"
        raise ConfigError(f"{name}: це не та таблиця: у першому рядку {missing}; нічого не взято")
    problems += [
        f"{name}, рядок 1: немає стовпця «{column.headings[0]}»"
        for column in columns
        if column.required and column.field not in places
    ]
    if problems:
        raise ConfigError(problems)
    return places


def _parts(piece: str) -> Iterable[str]:
    return (part.strip() for part in piece.split(";") if part.strip())
