"""Files of items: JSON lines, and the CSV of print and broadcast clips that an office keeps. Pure: bytes to rows.

Columns may be named in Ukrainian or English, in any order; the separator may be ; , or a tab.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from monitor.charset import decode
from monitor.errors import StoreError

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
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line


def rows(content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, item fields) of a CSV. Raises StoreError where no headline or text column is found."""
    text, _ = decode(content, "text/csv")
    text = text.removeprefix("\ufeff")
    header, _, _ = text.partition("\n")
    separator = max(";,\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    names = [_field(name) for name in next(reader, [])]
    if not {"title", "text"} & set(names):
        raise StoreError("no column is called «заголовок» (headline) or «текст» (text)")
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, _item(dict(zip(names, row, strict=False)))


def _field(name: str) -> str:
    folded = " ".join(name.strip().lower().split())
    for field, known in COLUMNS.items():
        if folded in known:
            return field
    return folded


def _item(row: dict[str, str]) -> dict[str, Any]:
    item: dict[str, Any] = {key: value.strip() for key, value in row.items() if value.strip()}
    if "kind" in item:
        item["kind"] = _KINDS.get(item["kind"].lower(), item["kind"])
    elif "url" not in item:
        item["kind"] = "newspaper"
    if "published" in item:
        item["published"] = _date(item["published"])
    return item


def _date(text: str) -> str:
    """ISO where the text is one of the forms offices type; else the text itself, for the item to refuse."""
    for form in _DATES:
        try:
            return datetime.strptime(text, form).isoformat()  # noqa: DTZ007 - local time, made aware by the item
        except ValueError:
            continue
    return text
