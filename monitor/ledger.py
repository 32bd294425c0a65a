"""The history of decisions on one field of one article, read: what is in force, what is newer than a person saw. Pure.

Rows are only ever added. `undone` says what a row is: None – it stands; another row's id – that row took it back; its
own id – it is itself the taking back; 0 – it was refused because a newer decision stood, and is kept as an opinion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.model import Label

REFUSED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the history: who said what when, and from which file or page (`origin`).

    `verdict` is what the program had said by then: "" where it abstained, None where it is not known. `asked`: it had
    flagged the field for a person.
    """

    id: int
    label: Label
    origin: str
    undone: int | None = None
    verdict: str | None = None
    asked: bool = False

    @property
    def kind(self) -> str:
        """decision | undo | refused."""
        if self.undone == self.id:
            return "undo"
        return "refused" if self.undone == REFUSED else "decision"

    @property
    def stands(self) -> bool:
        return self.undone is None


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """What a file showed: every decision up to row `mark`, made not after `at`. Neither known: it showed nothing."""

    at: datetime | None = None
    mark: int | None = None


# The id of a row, up to which the person saw everything (the last one of this field, or of the whole page);
# None: they saw no decision.
Seen = int | AsOf | None


def in_force(entries: Sequence[Entry]) -> Entry | None:
    """The last standing decision of one field; `entries` in the order of their ids."""
    return next((entry for entry in reversed(entries) if entry.stands), None)


def latest(entries: Sequence[Entry]) -> Entry | None:
    """The last row that changed anything: a decision, also one taken back since, or a taking back."""
    return next((entry for entry in reversed(entries) if entry.kind != "refused"), None)


def newer(entries: Sequence[Entry], seen: Seen) -> Entry | None:
    """The last change of one field if the person cannot have seen it."""
    last = latest(entries)
    if last is None or (_seen_at(last, seen) if isinstance(seen, AsOf) else last.id <= (seen or 0)):
        return None
    return last


def _seen_at(entry: Entry, seen: AsOf) -> bool:
    if seen.mark is None and seen.at is None:
        return False
    return (seen.mark is None or entry.id <= seen.mark) and (seen.at is None or entry.label.at <= seen.at)


def agreeing(entries: Sequence[Entry], value: str) -> list[Entry]:
    """The standing decisions for `value` on top of the history: the one in force and those that said the same."""
    found: list[Entry] = []
    for entry in reversed(entries):
        if not entry.stands:
            continue
        if entry.label.value != value:
            break
        found.append(entry)
    return found


def state_of(entry: Entry, entries: Sequence[Entry]) -> str:
    """What a row of one article's history is now: in force, replaced, taken back, refused, or the taking back."""
    by_id = {other.id: other for other in entries}
    if entry.kind == "undo":
        return f"takes back № {next((other.id for other in entries if other.undone == entry.id != other.id), '?')}"
    if entry.kind == "refused":
        return "refused: a newer decision stood"
    if not entry.stands:
        back = by_id.get(entry.undone or 0)
        return f"taken back by {back.label.by} (№ {back.id})" if back else "taken back"
    same = [other for other in entries if other.label.field == entry.label.field]
    now = in_force(same)
    return "in force" if now is not None and now.id == entry.id else "replaced"
