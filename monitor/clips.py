"""Files of items: JSON lines, and the CSV of print and broadcast clips that an office keeps. Pure: bytes to rows.

Columns may be named in Ukrainian or English, in any order; the separator may be ; , or a tab.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.charset import decode
from monitor.dates import KYIV, parse
from monitor.errors import StoreError

LONGEST_CELL = 5_000_000  # characters


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no item, and why."""

    why: str


# The item's field: the names its column may have.
COLUMNS: dict[str, tuple[str, ...]] = {
    "outlet": ("outlet", "видання", "газета", "newspaper", "канал", "джерело", "змі"),
    "kind": ("kind", "вид", "тип"),
    "level": ("level", "рівень"),
    "number": ("number", "номер", "№", "випуск"),
    "page": ("page", "сторінка", "шпальта", "стор."),
    "size": ("cm2", "см2", "см²", "площа", "minutes", "хвилин", "хвилини", "тривалість"),
    "published": ("date", "published", "дата", "дата виходу"),
    "title": ("headline", "title", "заголовок", "назва"),
    "text": ("text", "summary", "текст", "зміст", "короткий зміст"),
    "scan": ("scan", "скан", "файл"),
    "url": ("url", "link", "посилання", "адреса"),
    "author": ("author", "автор"),
}
_KINDS = {
    "газета": "newspaper",
    "тб": "tv",
    "телебачення": "tv",
    "радіо": "radio",
    "сайт": "site",
    "телеграм": "telegram",
}
_DATES = ("%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M")


def lines(content: bytes) -> Iterator[tuple[int, str]]:
    """(number, line) of a JSON-lines file; empty lines are passed over."""
    text, _ = decode(content, "application/json; charset=utf-8")
    # Not splitlines: U+2028 and the like are legal inside a JSON line.
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            yield number, line


def rows(content: bytes, now: datetime) -> Iterator[tuple[int, dict[str, Any] | BadRow]]:
    """(line number, item fields or why the row is none) of a CSV.

    Raises StoreError where no headline or text column is found, or the table is damaged.
    """
    text, _ = decode(content, "text/csv")
    text = text.removeprefix("\ufeff")
    header, _, _ = text.partition("\n")
    separator = max(";,\t", key=header.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        names = [_field(name) for name in next(reader, [])]
        if not {"title", "text"} & set(names):
            raise StoreError("no column is called «заголовок» (headline) or «текст» (text)")
        for row in reader:
            if any(cell.strip() for cell in row[len(names) :]):
                yield reader.line_num, BadRow("more cells than columns: is there a separator inside an unquoted text?")
            elif any(cell.strip() for cell in row):
                yield reader.line_num, _item(dict(zip(names, row, strict=False)), now)
    except csv.Error as error:
        raise StoreError(f"the table is damaged at line {reader.line_num}: {error}") from error


def _field(name: str) -> str:
    folded = " ".join(name.strip().lower().split())
    for field, known in COLUMNS.items():
        if folded in known:
            return field
    return folded


def _item(row: dict[str, str], now: datetime) -> dict[str, Any]:
    item: dict[str, Any] = {key: value.strip() for key, value in row.items() if value.strip()}
    if "kind" in item:
        item["kind"] = _KINDS.get(item["kind"].lower(), item["kind"])
    if "published" in item:
        item["published"] = _date(item["published"], now)
    return item


def _date(text: str, now: datetime) -> str:
    """ISO where the text is one of the forms offices type; else the text itself, for the item to refuse."""
    for form in _DATES:
        try:
            return datetime.strptime(text, form).isoformat()  # noqa: DTZ007 - local time, made aware by the item
        except ValueError:
            continue
    if re.fullmatch(r"\d{4}-\d\d-\d\d[T ].*", text) or (found := parse(text, now)) is None:
        return text
    local = found[0].astimezone(KYIV)
    return local.isoformat() if found[1] else local.date().isoformat()
