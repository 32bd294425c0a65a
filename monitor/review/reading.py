"""A table whatever a spreadsheet did to it: CSV in any usual encoding and separator, or XLSX. Bytes in, rows out.

Refuses macros, encrypted and oversized workbooks; evaluates nothing.
"""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree.ElementTree import ParseError

from monitor.charset import decode
from monitor.errors import OhliadError

LARGEST_CELLS = 2_000_000
LARGEST_UNPACKED = 100 * 1024 * 1024


class TableError(OhliadError):
    """The file is no table of ours; the sentence says why (in Ukrainian: an analyst reads it)."""


def table(content: bytes, name: str) -> list[list[str]]:
    """All rows as text. Raises TableError."""
    if content.startswith(b"PK\x03\x04"):
        return _workbook(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError(f"{name}: старий або зашифрований файл Excel; збережіть його як CSV або XLSX без пароля.")
    return _text(content, name)


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
    separator = max(";,\t", key=first.count)
    csv.field_size_limit(1_000_000)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise TableError(f"{name}: таблицю пошкоджено ({error}).") from error


def _workbook(content: bytes, name: str) -> list[list[str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
        if any("vbaProject" in member.filename for member in members):
            raise TableError(f"{name}: файл містить макроси; збережіть його як звичайний XLSX.")
        if sum(member.file_size for member in members) > LARGEST_UNPACKED:
            raise TableError(f"{name}: файл розпаковується більш ніж на {LARGEST_UNPACKED // 2**20} МБ.")
        if any(
            b"<!DOCTYPE" in archive_bytes(content, member) for member in members if member.filename.endswith(".xml")
        ):
            raise TableError(f"{name}: у файлі є чужорідна розмітка (DTD).")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        rows, cells = [], 0
        for row in sheet.iter_rows(values_only=True):
            cells += len(row)
            if cells > LARGEST_CELLS:
                raise TableError(f"{name}: у таблиці забагато клітинок.")
            rows.append(["" if cell is None else str(cell) for cell in row])
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, ParseError, IndexError, OSError) as error:
        raise TableError(f"{name}: це не таблиця Excel ({type(error).__name__}).") from error
    return rows


def archive_bytes(content: bytes, member: zipfile.ZipInfo) -> bytes:
    """The first kilobyte of a member: where a document type would be declared."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(member) as stream:
        return stream.read(1024)
