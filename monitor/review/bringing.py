"""An edited table back into the store: one transaction, one outcome for each filled cell.

Applies nothing of a file that is not ours, and never what a newer decision of another person forbids.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.review import reading
from monitor.review.decision import Outcome, Proposal, decide_all, named
from monitor.review.guarding import unguard
from monitor.review.reading import TableError
from monitor.review.sampling import origin_of
from monitor.review.sheet import COLUMNS
from monitor.review.taking import Rejected, Taken, take
from monitor.text import clean_line

if TYPE_CHECKING:
    from monitor.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one filled cell."""

    line: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of one file; `blank` rows were not filled."""

    applied: tuple[Line, ...] = ()
    same: tuple[Line, ...] = ()
    conflicts: tuple[Line, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    blank: int = 0


def table(content: bytes, name: str) -> list[list[str]]:
    """The rows of a table as they were written, guards against formulas taken off. Raises TableError."""
    rows = reading.table(content, name)
    return [[unguard(cell) for cell in row] for row in rows] if reading.is_text(content) else rows


def bring(store: Store, content: bytes, name: str, *, by: str, at: datetime) -> Brought:
    """Apply the filled cells of an edited table; `name` is kept as their origin. Raises TableError."""
    name = clean_line(name).replace("·", "-")[:120]  # the dot would speak of a sample
    if not named(by):
        raise TableError(f"{name}: не сказано, хто вирішив; нічого не змінено.")
    taken = take(table(content, name), name=name, merged=reading.merged(content))
    return _brought(taken, _decided(store, taken, name, by, at))


def _decided(store: Store, taken: Taken, name: str, by: str, at: datetime) -> tuple[Outcome, ...]:
    proposals = [
        Proposal(
            article=asked.article,
            field=asked.field,
            value=asked.value,
            why=asked.note,
            seen=asked.seen,
            origin=origin_of(name, asked.sampled) if asked.sampled else name,
            own=True,
        )
        for asked in taken.asked
    ]
    return decide_all(store, proposals, by=by, at=at, origin=name).outcomes if proposals else ()


def _column(outcome: Outcome) -> str:
    """The header of the cell that is wrong: the item's code, or the decision."""
    return COLUMNS["id" if outcome.unknown else f"decide {outcome.field}"]


def _brought(taken: Taken, outcomes: tuple[Outcome, ...]) -> Brought:
    lines = [Line(line=asked.line, outcome=outcome) for asked, outcome in zip(taken.asked, outcomes, strict=True)]
    unknown = [
        Rejected(line=line.line, column=_column(line.outcome), text=line.outcome.text)
        for line in lines
        if line.outcome.state == "rejected"
    ]
    return Brought(
        applied=tuple(line for line in lines if line.outcome.state == "applied"),
        same=tuple(line for line in lines if line.outcome.state == "same"),
        conflicts=tuple(line for line in lines if line.outcome.state == "conflict"),
        rejected=tuple(sorted({*taken.rejected, *unknown}, key=lambda one: (one.line, one.column))),
        blank=taken.blank,
    )
