"""The department's own diary (events, sittings, trainings) and the subscribers of its pages: their tables and lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b

from monitor.registers.cells import written
from monitor.registers.columns import Cells, Column, folded, read
from monitor.registers.nouns import DiaryEntry, DiaryKind, Subscribers

KINDS: dict[DiaryKind, str] = {"event": "захід", "sitting": "засідання", "training": "навчання"}
_WORDS: dict[str, DiaryKind] = {
    "захід": "event", "заходи": "event", "event": "event",
    "засідання": "sitting", "нарада": "sitting", "sitting": "sitting",
    "навчання": "training", "тренінг": "training", "семінар": "training", "training": "training",
}  # fmt: skip
COLUMNS = (
    Column("spans", ("дата", "дати", "коли", "date", "dates"), required=True),
    Column("kind", ("вид", "тип"), required=True),
    Column("text", ("зміст", "захід", "назва", "що"), required=True),
    Column("where", ("де й хто", "місце", "організатор", "місце та організатор")),
    Column("number", ("номер", "№")),
)
SUBSCRIBERS_COLUMNS = (
    Column("page", ("сторінка", "канал", "мережа"), required=True),
    Column("day", ("дата", "станом на"), required=True),
    Column("count", ("підписників", "підписники", "кількість", "читачів"), required=True),
    Column("note", ("примітка", "примітки")),
)


def key(entry: DiaryEntry) -> str:
    """The same words on the same first day are one entry; its number, where the office numbers them, leads.

    A key holds no words: they may name a person whom a deletion must find in one place only.
    """
    words = blake2b(folded(entry.text).encode(), digest_size=5).hexdigest()
    return entry.number or f"{entry.kind}:{entry.spans[0][0]}:{words}"


def subscribers_key(one: Subscribers) -> str:
    return f"{folded(one.page)}:{one.day}"


def read_diary(rows: Sequence[Sequence[str]], name: str) -> tuple[DiaryEntry, ...]:
    """The diary of a table. Raises ConfigError (see columns.read)."""

    def make(cells: Cells) -> DiaryEntry:
        kind = cells.choice("kind", _WORDS, "event")
        spans = cells.spans("spans") or ((date.min, date.min),)  # told already: the row is dropped
        return DiaryEntry(
            kind=next((one for one in KINDS if one == kind), "event"),
            spans=spans,
            text=cells.text("text").rstrip(" .;"),
            where=cells.text("where").strip(" ()"),
            number=cells.text("number"),
        )

    return read(rows, COLUMNS, make, name=name, key=key)


def read_subscribers(rows: Sequence[Sequence[str]], name: str) -> tuple[Subscribers, ...]:
    """The counts of a table, one a page and day. Raises ConfigError (see columns.read)."""

    def make(cells: Cells) -> Subscribers:
        return Subscribers(
            page=cells.text("page"),
            day=cells.needed_day("day"),
            count=cells.whole("count"),
            note=cells.text("note"),
        )

    return read(rows, SUBSCRIBERS_COLUMNS, make, name=name, key=subscribers_key)


def of_kind(entries: Iterable[DiaryEntry], kind: DiaryKind, first: date, last: date) -> tuple[DiaryEntry, ...]:
    """The entries of one kind that begin within the days, by their first day, then by their words."""
    found = [one for one in entries if one.kind == kind and first <= one.spans[0][0] <= last]
    return tuple(sorted(found, key=lambda one: (one.spans, folded(one.text))))


def line(entry: DiaryEntry) -> str:
    """«04–06.03.2020 – тренінг … (м. Львів, ОБСЄ)»: no number, no closing mark."""
    return f"{written(entry.spans)} – {entry.text}" + (f" ({entry.where})" if entry.where else "")


def latest(counts: Iterable[Subscribers], page: str, day: date) -> Subscribers | None:
    """The last count of a page on or before the day."""
    mine = [one for one in counts if folded(one.page) == folded(page) and one.day <= day]
    return max(mine, key=lambda one: one.day, default=None)
