"""Do two people decide alike? Raw agreement and Cohen's kappa (1960), by field and by pair of people. Pure.

Only second opinions given without knowing of the first are compared: one that was refused because another stood, and
one that said the same unasked. Whoever saw a decision and changed it knowingly is no independent judge, nor is a table
that repeats another's cell by cell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.ledger import Entry
from monitor.review.overruled import by_item
from monitor.review.repeated import repeated
from monitor.review.shares import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """Two independent opinions on one field of one article."""

    article: str
    field: str
    first: str
    second: str
    first_by: str
    second_by: str
    at: datetime  # of the second


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """How two people agreed on a field; `people` is empty where all pairs are counted together."""

    field: str
    people: tuple[str, str] | tuple[()]
    share: Share
    kappa: float | None  # None: all said one label, or there is nothing to compare


def seconds(entries: Iterable[Entry]) -> list[Second]:
    """Every independent second opinion, the first of each person on each field of an article."""
    history = list(entries)
    copied = frozenset[int]().union(*(one.rows for one in repeated(history)))
    return [one for rows in by_item(history).values() for one in _seconds(rows, copied)]


def _seconds(rows: Sequence[Entry], copied: frozenset[int]) -> Iterator[Second]:
    standing: list[Entry] = []
    heard: set[str] = set()
    for row in rows:
        if row.kind == "undo":
            standing = [other for other in standing if other.undone != row.id]
            continue
        if row.id in copied:
            heard.add(row.label.by)
            continue
        top = standing[-1] if standing else None
        blind = row.kind == "refused" or (top is not None and top.label.value == row.label.value)
        if top is not None and blind and row.label.by not in heard | {top.label.by}:
            yield Second(
                article=row.label.article,
                field=row.label.field,
                first=top.label.value,
                second=row.label.value,
                first_by=top.label.by,
                second_by=row.label.by,
                at=row.label.at,
            )
        heard.add(row.label.by)
        if row.kind == "decision":
            standing.append(row)


def table(found: Iterable[Second]) -> list[Agreed]:
    """By field, all pairs of people together and then each pair, in order."""
    groups: dict[tuple[str, tuple[str, str] | tuple[()]], list[tuple[str, str]]] = defaultdict(list)
    for one in found:
        groups[one.field, ()].append((one.first, one.second))
        if one.first_by <= one.second_by:
            groups[one.field, (one.first_by, one.second_by)].append((one.first, one.second))
        else:
            groups[one.field, (one.second_by, one.first_by)].append((one.second, one.first))
    return [
        Agreed(
            field=field,
            people=people,
            share=Share(sum(a == b for a, b in groups[field, people]), len(groups[field, people])),
            kappa=kappa(groups[field, people]),
        )
        for field, people in sorted(groups)
    ]


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa: the agreement beyond what the two distributions of labels would give by chance."""
    if not pairs:
        return None
    total = len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[label] * right[label] for label in left) / total**2
    if chance == 1:
        return None
    return (sum(a == b for a, b in pairs) / total - chance) / (1 - chance)
