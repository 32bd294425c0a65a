"""A table whatever a spreadsheet did to it: CSV in any usual encoding and separator, or XLSX. Bytes in, rows out.

Refuses what is too large, old Excel and anything that is no table; evaluates nothing and writes nothing to disk.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from monitor.charset import decode
from monitor.errors import OhliadError
from monitor.language.words import normal
from monitor.review import parts
from monitor.review.parts import PartsError, Span
from monitor.text import clean_line

LARGEST_FILE = 20 * 1024 * 1024  # bytes: 12,000 rows; measured: 13 MB take 0.3 s and 91 MB of memory
LARGEST_CELLS = 1_000_000
LARGEST_FIELD = 100_000  # characters; Excel's own limit is 32,767
MOST_ROWS = 50_000
# What titles of decisions begin with, whatever they are on.
_DECISION = "рішення:"
_NEARLY = 0.85  # of a title of decisions: «рішеня: тема» is one that is misspelt
_ONCE = ("id", "note", "exported")  # what belongs to the decisions of a row
_QUOTED = re.compile(r'"[^"]*"')


class TableError(OhliadError):
    """The file is no table of ours; the sentence says why (in Ukrainian: an analyst reads it)."""


def places(header: Sequence[str], columns: Mapping[str, str], asked: Collection[str], name: str) -> dict[str, int]:
    """key -> position of its column, by its key or its title in `columns`, in any order; `name` is the file's.

    Raises TableError where the id or every column `asked` for is missing, and where one of these is misspelt or stands
    twice: what is written in it would be passed over in silence.
    """
    by_name = {_folded(title): key for key, found in columns.items() for title in (key, found)}
    decisions = [title for title, key in by_name.items() if key in asked]
    found: dict[str, int] = {}
    for at, cell in enumerate(header):
        title = _folded(cell)
        key = by_name.get(title)
        if key is None and (title.startswith(_DECISION) or get_close_matches(title, decisions, n=1, cutoff=_NEARLY)):
            legal = ", ".join(f"«{columns[one]}»" for one in asked)
            raise TableError(f"{name}: стовпця «{clean_line(cell)[:60]}» немає; можна: {legal}; нічого не змінено.")
        if key in found and (key in asked or key in _ONCE):
            raise TableError(f"{name}: стовпець «{columns[key]}» стоїть двічі; залиште один; нічого не змінено.")
        if key is not None:
            found.setdefault(key, at)
    if "id" not in found or found.keys().isdisjoint(asked):
        kinds = "«код» і хоча б один «рішення: …»"
        raise TableError(f"{name}: це не наша таблиця: потрібні стовпці {kinds}; нічого не змінено.")
    return found


def _folded(title: str) -> str:
    """A title without spaces, capitals and what cannot be seen, Latin letters in it made Cyrillic."""
    seen = "".join(mark for mark in title.strip().lstrip("'") if mark.isprintable() and not mark.isspace())
    return ":".join(normal(part) for part in seen.split(":"))


def bounded(file: Path) -> bytes:
    """The bytes of a file somebody brought, one more than allowed at most."""
    with file.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def is_text(content: bytes) -> bool:
    """Is it a CSV rather than a workbook?"""
    return not content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def table(content: bytes, name: str) -> list[list[str]]:
    """All rows as text. Raises TableError."""
    if len(content) > LARGEST_FILE:
        raise TableError(f"{name}: файл більший за {LARGEST_FILE // 2**20} МБ; нічого не змінено.")
    if content.startswith(b"PK\x03\x04"):
        return _workbook(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError(f"{name}: старий або зашифрований файл Excel; збережіть його як CSV або XLSX без пароля.")
    return _text(content, name)


def merged(content: bytes) -> list[Span]:
    """The merged cells of a table that was read already."""
    return [] if is_text(content) else parts.merged(content)


def _text(content: bytes, name: str) -> list[list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        text, _ = decode(content, "text/csv")
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise TableError(f"{name}: це не таблиця CSV.")
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):  # Excel's own hint
        text, first = rest, rest.partition("\n")[0]
    bare = _QUOTED.sub("", first)
    separator = max(";,\t", key=bare.count)
    csv.field_size_limit(LARGEST_FIELD)
    try:
        return _bounded_rows(csv.reader(io.StringIO(text, newline=""), delimiter=separator), name)
    except csv.Error as error:
        raise TableError(f"{name}: таблицю пошкоджено: {_damage(error)}; нічого не змінено.") from error


def _damage(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"клітинка довша за {LARGEST_FIELD} знаків (чи закрито лапки?)"
    return f"рядки не читаються ({error})"


def _bounded_rows(rows: Iterable[Sequence[object]], name: str) -> list[list[str]]:
    """The rows as text, without the empty ones a spreadsheet leaves at the end."""
    found: list[list[str]] = []
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        if cells > LARGEST_CELLS or number > MOST_ROWS:
            raise TableError(f"{name}: у таблиці забагато клітинок.")
        found.append(["" if cell is None else str(cell) for cell in row])
    while found and not any(found[-1]):
        found.pop()
    return found


def _workbook(content: bytes, name: str) -> list[list[str]]:
    try:
        return _bounded_rows(parts.rows(content), name)
    except PartsError as error:
        raise TableError(f"{name}: {error}") from error
    except TableError:
        raise
    except Exception as error:  # a malformed workbook may break its reader anywhere: it is no table of ours
        raise TableError(f"{name}: це не таблиця Excel ({type(error).__name__}).") from error
