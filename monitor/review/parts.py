"""The cells of an XLSX's first visible sheet as text, read in one bounded pass. Bytes in, rows out.

Own code because a general reader builds styles, links and whole rows before it can be stopped (measured: 15 MB of empty
cells in one row took it 7.7 s and 1.2 GB). Refuses macros, document types, encrypted and oversized parts before any of
them is parsed; evaluates no formula: a cell with one is the value it was saved with.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from xml.etree.ElementTree import Element, fromstring, iterparse

LARGEST_UNPACKED = 40 * 1024 * 1024  # bytes: 6,600 full rows; measured: 12 MB in 0.5 s and 25 MB of memory
LARGEST_SMALL = 1024 * 1024  # of a part that only says where the others are
MOST_PARTS = 500  # a workbook of ours has 10
MOST_CELLS = 400_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_MERGED = 10_000
_MERGED = re.compile(rb"mergeCell [^<>]{0,40}?ref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']")
_FOREIGN = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)
_ESCAPED = re.compile(r"_x(00[01][0-9A-F]|005F)_")  # how Office writes control characters, and its own sign
_TRUTH = {"1": "TRUE", "0": "FALSE"}


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Span:
    """A block of merged cells: rows as a person counts them, columns from nought."""

    first: int
    last: int
    left: int
    right: int


class PartsError(Exception):
    """Why the workbook is refused, in Ukrainian, without the name of the file."""


def rows(content: bytes) -> Iterator[list[str]]:
    """The rows, empty ones too, so that their numbers are those a person sees.

    Raises PartsError where the workbook is refused; what is malformed raises whatever its reader raises.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _inspect(archive)
        book = _target(archive, "", "officeDocument")
        sheet, strings = _sheet(archive, book), []
        if texts := _optional(archive, book, "sharedStrings"):
            strings = list(_strings(archive, texts))
        yield from _rows(archive, sheet, strings)


def merged(content: bytes) -> list[Span]:
    """The cells of the same sheet that were made one downwards, in order: all but the first of each read as empty."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _inspect(archive)
        sheet = archive.read(_sheet(archive, _target(archive, "", "officeDocument")))
    found = (
        Span(first=int(found[2]), last=int(found[4]), left=_column(found[1].decode()), right=_column(found[3].decode()))
        for found in _MERGED.finditer(sheet)
    )
    return sorted({one for one in islice(found, MOST_MERGED) if one.first < one.last})


def _inspect(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise PartsError(f"файл розпаковується більш ніж на {LARGEST_UNPACKED // 2**20} МБ.")
    if any(_leaves(member.filename) for member in members):
        raise PartsError("частини файлу названо так, ніби вони лежать поза ним.")
    if any("vbaproject" in member.filename.lower() for member in members):
        raise PartsError("файл містить макроси; збережіть його як звичайний XLSX.")
    if any(member.flag_bits & 1 for member in members):
        raise PartsError("файл зашифровано; збережіть його без пароля.")
    for member in members:
        # `read` gives never more than the size that was summed up above
        if any(mark in archive.read(member) for mark in _FOREIGN):
            raise PartsError("у файлі є чужорідна розмітка (DTD).")


def _leaves(part: str) -> bool:
    return part.startswith(("/", "\\")) or ":" in part or ".." in part.replace("\\", "/").split("/")


def _small(archive: zipfile.ZipFile, part: str) -> Element:
    if archive.getinfo(part).file_size > LARGEST_SMALL:
        raise PartsError("зміст файлу завеликий.")
    return fromstring(archive.read(part))  # noqa: S314 - looked through for document types; expat bounds the rest


def _name(element: Element) -> str:
    """The tag without its namespace: Office writes two different ones."""
    return element.tag.rpartition("}")[2]


def _relations(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """(id, kind, part) of what a part refers to."""
    folder, name = posixpath.split(part)
    found = []
    for one in _small(archive, posixpath.join(folder, "_rels", f"{name}.rels")):
        target = posixpath.normpath(posixpath.join(folder, one.get("Target", ""))).lstrip("/")
        found.append((one.get("Id", ""), one.get("Type", "").rpartition("/")[2], target))
    return found


def _target(archive: zipfile.ZipFile, part: str, kind: str) -> str:
    found = _optional(archive, part, kind)
    if found is None:
        raise KeyError(kind)
    return found


def _optional(archive: zipfile.ZipFile, part: str, kind: str) -> str | None:
    return next((target for _, what, target in _relations(archive, part) if what == kind), None)


def _sheet(archive: zipfile.ZipFile, book: str) -> str:
    """The part of the first sheet that is shown."""
    where = {name: target for name, _, target in _relations(archive, book)}
    for element in _small(archive, book).iter():
        if _name(element) == "sheet" and element.get("state", "visible") == "visible":
            return where[next(value for key, value in element.attrib.items() if key.endswith("}id"))]
    raise KeyError("sheet")


def _strings(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    with archive.open(part) as stream:
        root: Element | None = None
        for number, (event, element) in enumerate(iterparse(stream, ("start", "end"))):  # noqa: S314 - as above
            if root is None:
                root = element
            if number > 3 * MOST_CELLS:
                raise PartsError("у таблиці забагато клітинок.")
            if event == "end" and _name(element) == "si":
                yield _text(element)
                root.clear()


def _text(element: Element) -> str:
    """The words of a string, without how they are read aloud."""
    own = "".join(child.text or "" for child in element if _name(child) == "t")
    runs = (piece.text or "" for run in element if _name(run) == "r" for piece in run if _name(piece) == "t")
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), own + "".join(runs))


def _rows(archive: zipfile.ZipFile, part: str, strings: list[str]) -> Iterator[list[str]]:
    number = cells = 0
    row: Element | None = None
    found: list[str] = []
    with archive.open(part) as stream:
        for event, element in iterparse(stream, ("start", "end")):  # noqa: S314 - as above
            name = _name(element)
            if event == "start" and name == "row":
                number, before = int(element.get("r", number + 1)), number
                if number > MOST_ROWS or number <= before:
                    raise PartsError("у таблиці забагато рядків.")
                yield from ([] for _ in range(number - before - 1))
                row, found = element, []
            elif event == "end" and name == "c" and row is not None:
                cells += 1
                if cells > MOST_CELLS:
                    raise PartsError("у таблиці забагато клітинок.")
                _put(found, element, strings)
                row.clear()
            elif event == "end" and name == "row":
                yield found
                element.clear()


def _put(found: list[str], cell: Element, strings: list[str]) -> None:
    """The cell's text at its place in the row; columns far to the right hold nothing of ours."""
    letters = cell.get("r", "").rstrip("0123456789")
    at = len(found) if not letters else _column(letters)
    if at < MOST_COLUMNS:
        found.extend("" for _ in range(at - len(found) + 1))
        found[at] = _value(cell, strings)


def _column(letters: str) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Element, strings: list[str]) -> str:
    kind = cell.get("t", "n")
    inside = next((child for child in cell if _name(child) == ("is" if kind == "inlineStr" else "v")), None)
    if inside is None:
        return ""
    if kind == "inlineStr":
        return _text(inside)
    said = inside.text or ""
    if kind == "s":
        return strings[int(said)]
    return _TRUTH.get(said, said) if kind == "b" else said
