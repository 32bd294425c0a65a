"""The nouns of source health: what was seen of a source, and what is thought of it. Frozen, without behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

STATES = ("new", "ok", "unchanged", "surging", "dry", "empty", "blocked", "broken")
GOOD = ("new", "ok", "unchanged", "surging")
SILENT = ("blocked", "broken")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One visit. `state`: ok | empty | unchanged | blocked | broken; an unchanged document tells no `entries`."""

    at: datetime
    state: str
    entries: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One item. `empty`: read and found without text; None where it has not been read yet."""

    seen: datetime
    published: datetime | None = None
    empty: bool | None = None

    @property
    def at(self) -> datetime:
        """When it came out, as far as is known; never later than it was seen."""
        return self.seen if self.published is None else min(self.seen, self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What is thought of a source. `since` is when it began; `before` the state it followed."""

    state: str
    since: datetime
    reason: str  # one Ukrainian sentence
    before: str = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that a judgement rests on, oldest first. `holidays` count like Sundays.

    `windowed`: it shows a span of time (a news sitemap), so that it may well be empty. `itemless`: it is watched for
    what it shows, and never brings an item (petitions).
    """

    visits: tuple[Seen, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    before: Health | None = None
    holidays: tuple[date, ...] = ()
    windowed: bool = False
    itemless: bool = False
