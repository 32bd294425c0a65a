"""How often people overruled each classifier: its precision in use, by label and by week. Pure.

What the program said is what it said when a person first decided: a later model may have learnt from that decision.
Whom people asked about is not a random choice, so items that were flagged are counted apart from the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from monitor.ledger import Entry, in_force
from monitor.review.sampling import week_of
from monitor.review.shares import Share

# `use` has no verdict; several secondary topics are right or wrong in parts.
FIELDS = ("relevance", "topic", "citation", "tone", "event")
UNSURE = "unsure"  # the program abstained: nothing to overrule, what people said is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One item and field somebody decided: what the program had said, whether it had asked, and what is in force."""

    article: str
    field: str
    said: str
    asked: bool
    value: str
    week: str

    @property
    def kept(self) -> bool:
        return self.said == self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many verdicts of a kind people kept; `label`, `week`: "" where all of them are counted."""

    field: str
    label: str = ""
    week: str = ""
    share: Share
    asked: Share  # of those the program had flagged
    unasked: Share  # of the others
    abstained: int = 0


def by_item(entries: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """(article, field) -> its history, in order."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: one.id):
        found[entry.label.article, entry.label.field].append(entry)
    return found


def rulings(entries: Iterable[Entry], since: datetime | None, until: datetime | None) -> list[Ruling]:
    """What people decided first in [since, until) and stands, of the fields the program decides too."""
    return list(_rulings(entries, since, until))


def _rulings(entries: Iterable[Entry], since: datetime | None, until: datetime | None) -> Iterator[Ruling]:
    for (article, field), rows in by_item(entries).items():
        first, stands = rows[0], in_force(rows)
        at = first.label.at
        if field not in FIELDS or stands is None or first.verdict is None:
            continue
        if (since is not None and at < since) or (until is not None and at >= until):
            continue
        yield Ruling(
            article=article,
            field=field,
            said=first.verdict or UNSURE,
            asked=first.asked,
            value=stands.label.value,
            week=week_of(at).name,
        )


def table(found: Iterable[Ruling]) -> list[Kept]:
    """For each classifier: all, by label of the program, by week; in the order of fields, labels and weeks."""
    groups: dict[tuple[int, str, str], list[Ruling]] = defaultdict(list)
    for one in found:
        place = FIELDS.index(one.field)
        groups[place, "", ""].append(one)
        groups[place, one.said, ""].append(one)
        groups[place, "", one.week].append(one)
    return [_kept(FIELDS[key[0]], key[1], key[2], groups[key]) for key in sorted(groups)]


def _kept(field: str, label: str, week: str, group: list[Ruling]) -> Kept:
    told = [one for one in group if one.said != UNSURE]
    return Kept(
        field=field,
        label=label,
        week=week,
        share=_share(told),
        asked=_share([one for one in told if one.asked]),
        unasked=_share([one for one in told if not one.asked]),
        abstained=len(group) - len(told),
    )


def _share(group: list[Ruling]) -> Share:
    return Share(sum(one.kept for one in group), len(group))
