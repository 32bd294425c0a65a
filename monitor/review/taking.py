"""Rows that came back -> what they ask for, what cannot be understood, by line and column. Pure: applies nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.codec import instant
from monitor.ledger import AsOf
from monitor.review.parts import Span
from monitor.review.reading import TableError, places
from monitor.review.sampling import week_named
from monitor.review.sheet import COLUMNS, DECISIONS
from monitor.review.words import legal, nearest, understood

# A note is kept as the reason of a decision; alone it would vanish.
_NOTE_ALONE = "примітку не записано: вона зберігається разом із рішенням; заповніть один зі стовпців «рішення: …»"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_MARK = re.compile(r"№\s?(\d{1,12})")
_SAMPLED = re.compile(r"вибіркова перевірка (\d{4}-W\d\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One filled cell. `sampled`: the week of the sample its row was drawn in."""

    line: int
    article: str
    field: str
    value: str
    note: str
    seen: AsOf
    sampled: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A cell that cannot be taken; `column` is its header, `text` a Ukrainian sentence."""

    line: int
    column: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one file asks for. `blank`: rows nobody filled."""

    asked: tuple[Asked, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    blank: int = 0


def take(rows: Sequence[Sequence[str]], *, name: str, merged: Sequence[Span] = ()) -> Taken:
    """What a table asks for. Raises TableError where it is not ours: then nothing is to be applied."""
    if not rows:
        raise TableError(f"{name}: таблиця порожня.")
    where = places(rows[0], COLUMNS, [f"decide {field}" for field in DECISIONS], name)
    asked: list[Asked] = []
    rejected: list[Rejected] = []
    blank = 0
    for line, row in enumerate(rows[1:], start=2):
        cells = {key: row[at].strip() if at < len(row) else "" for key, at in where.items()}
        filled = {field: text for field in DECISIONS if (text := cells.get(f"decide {field}", ""))}
        if not filled and cells.get("note"):
            rejected.append(Rejected(line=line, column=COLUMNS["note"], text=_NOTE_ALONE))
        elif not filled:
            blank += any(cells.values())
        for field, text in filled.items():
            value = understood(field, text)
            if value is None:
                near = nearest(field, text)
                hint = f"; можливо, «{near}»?" if near else "."
                told = f"«{text[:60]}» – такого значення немає{hint} Можна: {legal(field)}"
                rejected.append(Rejected(line=line, column=COLUMNS[f"decide {field}"], text=told))
            else:
                asked.append(_asked(line, cells, field, value))
    rejected += _swallowed(rows, where, merged)
    return Taken(asked=tuple(asked), rejected=tuple(rejected), blank=blank)


def _swallowed(rows: Sequence[Sequence[str]], where: Mapping[str, int], merged: Sequence[Span]) -> list[Rejected]:
    """Decisions written over several rows at once: a spreadsheet keeps them in the first row alone."""
    found = []
    for field in DECISIONS:
        at = where.get(f"decide {field}", -1)
        for one in merged:
            if one.left == at and 1 < one.first <= len(rows) and "".join(rows[one.first - 1][at : at + 1]).strip():
                told = (
                    f"клітинки рядків {one.first}–{one.last} об’єднано: рішення прочитано лише для рядка {one.first};"
                    " зніміть об’єднання й заповніть кожен рядок"
                )
                found.append(Rejected(line=one.first, column=COLUMNS[f"decide {field}"], text=told))
    return found


def _asked(line: int, cells: dict[str, str], field: str, value: str) -> Asked:
    sampled = _SAMPLED.search(cells.get("reason", "")) if field == "relevance" else None
    return Asked(
        line=line,
        article=cells["id"].removeprefix("#").strip().lower(),
        field=field,
        value=value,
        note=cells.get("note", ""),
        seen=_seen(cells.get("exported", "")),
        sampled=sampled.group(1) if sampled and week_named(sampled.group(1)) else None,
    )


def _seen(exported: str) -> AsOf:
    """What the file showed. A table that lost its column loses every argument."""
    when, mark = _INSTANT.search(exported), _MARK.search(exported)
    return AsOf(at=_instant(when.group()) if when else None, mark=int(mark.group(1)) if mark else None)


def _instant(text: str) -> datetime | None:
    try:
        return instant(text)
    except ValueError:
        return None
