"""Rows that came back -> what to change, what to show as a conflict, what to reject and why. Pure: applies nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from monitor.codec import instant
from monitor.model import Label
from monitor.review.reading import TableError
from monitor.review.sheet import COLUMNS, DECISIONS
from monitor.review.words import WORDS, legal, understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell that says something new."""

    line: int
    article: str
    field: str
    value: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A newer decision says otherwise; neither is overwritten. `text` is a Ukrainian sentence."""

    line: int
    article: str
    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    line: int
    column: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The plan of one file."""

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    unchanged: int = 0


def take(
    rows: Sequence[Sequence[str]],
    known: Callable[[str], bool],
    labels: Mapping[str, Sequence[Label]],
    *,
    name: str,
    unguard: Callable[[str], str],
) -> Taken:
    """The plan for a table. `known`: is there an article of this id; `labels`: the standing ones by article.

    Raises TableError where the table is not ours: then nothing is to be applied.
    """
    if not rows:
        raise TableError(f"{name}: таблиця порожня.")
    places = _places(rows[0], name)
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    rejected: list[Rejected] = []
    unchanged = 0
    for line, row in enumerate(rows[1:], start=2):
        cells = {key: unguard(row[at]).strip() if at < len(row) else "" for key, at in places.items()}
        asked = {field: text for field in DECISIONS if (text := cells.get(f"decide {field}", ""))}
        if not asked:
            unchanged += any(cells.values())
            continue
        article = cells["id"].removeprefix("#").strip().lower()
        if not known(article):
            rejected.append(Rejected(line=line, column=COLUMNS["id"], text=f"матеріалу з кодом «{cells['id']}» немає"))
            continue
        for field, text in asked.items():
            value = understood(field, text)
            column = COLUMNS[f"decide {field}"]
            if value is None:
                rejected.append(
                    Rejected(line=line, column=column, text=f"«{text}» – такого значення немає; можна: {legal(field)}")
                )
                continue
            standing = [label for label in labels.get(article, ()) if label.field == field]
            if standing and standing[-1].value == value:
                unchanged += 1
            elif standing and _newer(standing[-1], cells.get("exported", "")):
                conflicts.append(
                    Conflict(line=line, article=article, field=field, text=_conflict(standing[-1], field, text))
                )
            else:
                changes.append(Change(line=line, article=article, field=field, value=value, note=cells.get("note", "")))
    return Taken(changes=tuple(changes), conflicts=tuple(conflicts), rejected=tuple(rejected), unchanged=unchanged)


def _places(header: Sequence[str], name: str) -> dict[str, int]:
    """key -> position of its column, by Ukrainian or English name, in any order."""
    by_name = {title: key for key, title in COLUMNS.items()} | {key: key for key in COLUMNS}
    found: dict[str, int] = {}
    for at, cell in enumerate(header):
        key = by_name.get(" ".join(cell.strip().lstrip("'").lower().split()))
        if key is not None:
            found.setdefault(key, at)
    if "id" not in found or not any(f"decide {field}" in found for field in DECISIONS):
        raise TableError(
            f"{name}: це не наша таблиця: потрібні стовпці «код» і хоча б один «рішення: …»; нічого не змінено."
        )
    return found


def _newer(label: Label, exported: str) -> bool:
    """Was the decision made after the table was exported? A table that lost its column loses every argument."""
    try:
        return label.at > instant(exported)
    except ValueError:
        return True


def _conflict(label: Label, field: str, text: str) -> str:
    was = WORDS[field].get(label.value, label.value)
    return f"{label.by} уже вирішив(ла) «{was}» ({label.at:%d.%m.%Y %H:%M} UTC), а в таблиці – «{text}»; залишено перше"
