"""Files of items: JSON lines, and the CSV of print and broadcast clips that an office keeps. Opens no file.

Columns may be named in Ukrainian or English, in any order; the separator may be ; , or a tab.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from monitor.charset import decode, decode_lines, is_wide
from monitor.dates import KYIV, parse
from monitor.errors import StoreError
from monitor.items import EARLIEST, KINDS, LEVEL_WORDS, LEVELS

LONGEST_CELL = 5_000_000  # characters
_MONTHS = 12
_MOST_COLUMNS = 20  # named in a remark
SEPARATORS = ";,\t"
_HEAD = 4_096  # bytes by which UTF-16 is known


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no item, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody should know of a table or of a row that is taken in all the same."""

    text: str


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
_OTHERS = frozenset(("id", "official", "byline", "scope", "date"))  # what a line of an item may say besides
_KINDS = {
    "газета": "newspaper",
    "тб": "tv",
    "телебачення": "tv",
    "радіо": "radio",
    "сайт": "site",
    "телеграм": "telegram",
    "ютуб": "youtube",
}
_OFFICIAL = {
    **dict.fromkeys(("так", "true", "1", "yes", "істина", "+", "1.0", "т"), True),
    **dict.fromkeys(("ні", "false", "0", "no", "хибність", "-", "–", "0.0", "н"), False),
}
_SERIAL = re.compile(r"([0-9]{5})(?:[.,]([0-9]{1,12}))?")
AHEAD = timedelta(days=366)  # a later day is a wrong number, not a paper dated in advance
_DAY_NOUGHT = date(1899, 12, 30)  # of a spreadsheet's count of days; it takes 1900 for a leap year
_HINT = re.compile(r'"?sep=(.?)"?\s*', re.IGNORECASE)  # Excel's own first line
_DATES = ("%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")


def lines(stream: io.BufferedReader) -> Iterator[tuple[int, str | BadRow]]:
    """(number, line) of JSON lines, or why a line cannot be read; empty lines are passed over.

    UTF-8 is given on line by line. From the first line that is none, the rest is read at once: what is no UTF-8 in it
    is weighed together, so that short lines are read as their neighbours are.
    """
    if is_wide(stream.peek(_HEAD)[:_HEAD]):
        text, _ = decode(stream.read())
        # Not splitlines: U+2028 and the like are legal inside a JSON line.
        yield from _told(enumerate(text.split("\n"), start=1))
        return
    for number, content in enumerate(stream, start=1):
        line = _utf8(content)
        if line is None:
            yield from _told(enumerate(_mixed([content, *stream]), start=number))
            return
        yield from _told([(number, line.removeprefix("\ufeff") if number == 1 else line)])


def _told(numbered: Iterable[tuple[int, str | None]]) -> Iterator[tuple[int, str | BadRow]]:
    for number, line in numbered:
        if line is None:
            yield number, BadRow("its letters are in no known encoding; save the file as UTF-8")
        elif line.strip():
            yield number, line


def _mixed(contents: list[bytes]) -> Iterator[str | None]:
    """Lines of which some are no UTF-8; None for those that make no sense in any charset."""
    read = [_utf8(content) for content in contents]
    others = iter(decode_lines([content for content, line in zip(contents, read, strict=True) if line is None]))
    return (next(others) if line is None else line for line in read)


def _utf8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def rows(
    content: bytes, now: datetime, *, archived: bool = False
) -> Iterator[tuple[int, dict[str, Any] | BadRow | Remark]]:
    """(line number, item fields or why the row is none) of a CSV, with remarks on columns it does not know and on dates
    that an American spreadsheet would read otherwise.

    `archived`: a table that was taken in before, when any word in `official` was let pass.

    Raises StoreError where no headline or text column is found, or the table is damaged.
    """
    text, _ = decode(content, "text/csv")
    text = text.removeprefix("\ufeff")
    header, _, rest = text.partition("\n")
    hint, before = _HINT.fullmatch(header), 0
    if hint is not None:
        text, before, header = rest, 1, rest.partition("\n")[0]
    separator = hint[1] if hint and hint[1] and hint[1] in SEPARATORS else max(SEPARATORS, key=header.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        names = [_field(name) for name in next(reader, [])]
        if not {"title", "text"} & set(names):
            raise StoreError("у таблиці немає стовпця «заголовок» чи «текст»")
        if unknown := tuple(name for name in names if name and name not in COLUMNS and name not in _OTHERS):
            yield before + reader.line_num, Remark(_passed_over(unknown))
        for row in reader:
            if any(cell.strip() for cell in row[len(names) :]):
                yield (
                    before + reader.line_num,
                    BadRow("клітинок більше, ніж стовпців: чи не стоїть роздільник у тексті без лапок?"),
                )
            elif any(cell.strip() for cell in row):
                written = dict(zip(names, row, strict=False))
                if told := _two_readings(written.get("published", "").strip()):
                    yield before + reader.line_num, Remark(told)
                yield before + reader.line_num, fields(written, now, archived=archived)
    except csv.Error as error:
        raise StoreError(f"таблицю пошкоджено в рядку {before + reader.line_num}: {error}") from error


def _passed_over(columns: tuple[str, ...]) -> str:
    named = ", ".join(f"«{column[:40]}»" for column in columns[:_MOST_COLUMNS])
    more = f" і ще {len(columns) - _MOST_COLUMNS}" if len(columns) > _MOST_COLUMNS else ""
    known = ", ".join(next(name for name in names if not name.isascii()) for names in COLUMNS.values())
    return f"із цих стовпців нічого не взято: {named}{more}; є такі: {known}, official"


def _field(name: str) -> str:
    folded = " ".join(name.strip().lower().split())
    for field, known in COLUMNS.items():
        if folded in known:
            return field
    return folded


def fields(row: dict[str, str], now: datetime, *, archived: bool = False) -> dict[str, Any] | BadRow:
    """What a person wrote of one clip, by the names of COLUMNS, as the fields of an item (`archived`: see `rows`)."""
    item: dict[str, Any] = {key: value.strip() for key, value in row.items() if value.strip()}
    if "outlet" not in item:
        return BadRow("не вказано видання: заповніть стовпець «видання»")
    if "kind" in item:
        item["kind"] = _KINDS.get(item["kind"].lower(), item["kind"].lower())
        if item["kind"] not in KINDS:
            return BadRow(f"вид «{row['kind'].strip()[:40]}» невідомий; напишіть один із: {', '.join(_KINDS)}")
    if "level" in item:
        item["level"] = LEVEL_WORDS.get(item["level"].lower(), item["level"].lower())
        if item["level"] not in LEVELS:
            return BadRow(
                f"рівень «{row['level'].strip()[:40]}» невідомий; напишіть: місцевий, обласний чи всеукраїнський"
            )
    if "official" in item:
        official = _OFFICIAL.get(item["official"].lower())
        if official is None and not archived:
            return BadRow(f"у стовпці official стоїть «{item['official'][:40]}»; напишіть: так чи ні")
        item["official"] = official is True
    if not {"title", "text"} & set(item):
        return BadRow("немає ні заголовка, ні тексту")
    if "published" in item:
        day = _date(item["published"], now)
        if day is None:
            return BadRow(
                f"дату «{item['published'][:40]}» не зрозуміло: напишіть її так: 31.12.2026; якщо це число з Excel –"
                " задайте стовпцеві формат «Дата» і збережіть таблицю ще раз"
            )
        item["published"] = day
    return item


def _date(text: str, now: datetime) -> str | None:
    """ISO where the text is one of the forms offices type, or a spreadsheet's number of a day; else None."""
    for form in _DATES:
        try:
            return datetime.strptime(text, form).isoformat()  # noqa: DTZ007 - local time, made aware by the item
        except ValueError:
            continue
    if (day := _serial(text, now)) is not None:
        return day
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[T ].*", text) and (found := parse(text, now)) is not None:
        local = found[0].astimezone(KYIV)
        # Excel writes a day as its midnight: «10.12.2026 0:00:00».
        return local.isoformat() if found[1] and local.time() != time() else local.date().isoformat()
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d{2,4}(?!\d)")


def _two_readings(written: str) -> str:
    """What to say of «11/07/2026», 11 July here and 7 November in a spreadsheet with American settings; else ""."""
    found = _SLASHED.match(written)
    day, month = (int(found[1]), int(found[2])) if found else (0, 0)
    if day == month or max(day, month) > _MONTHS:
        return ""
    return (
        f"дату «{written[:20]}» прочитано як {day:02}.{month:02}; якщо це {month:02}.{day:02}, напишіть її так:"
        " 31.12.2026"
    )


def _serial(text: str, now: datetime) -> str | None:
    """«45982» is 21 November 2025, «45982,5» its noon: what a date column becomes when its format is lost.

    None where it is no such number, or of a day on which nothing of ours can have come out.
    """
    match = _SERIAL.fullmatch(text)
    if match is None:
        return None
    seconds = round(float(f"0.{match[2] or 0}") * timedelta(days=1).total_seconds())
    moment = datetime.combine(_DAY_NOUGHT, time()) + timedelta(days=int(match[1]), seconds=seconds)
    if not EARLIEST.date() <= moment.date() <= now.date() + AHEAD:
        return None
    return moment.isoformat()
