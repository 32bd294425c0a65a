"""The nouns of the registers: one entry of each, as an office would write it down. Frozen; no rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

OrganisationKind = Literal["party", "civic", "religious"]
ContractForm = Literal["contract", "letter"]
SizeUnit = Literal["cm2", "min", ""]
DiaryKind = Literal["event", "sitting", "training"]
EventState = Literal["proposed", "confirmed", "rejected"]
Span = tuple[date, date]  # first and last day, both included


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A party branch, civic or religious organisation. `code` is its number in the state register, where known."""

    name: str
    kind: OrganisationKind
    registered: date | None = None
    ended: date | None = None
    aliases: tuple[str, ...] = ()
    code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract with an outlet, or a letter that asks it to publish something.

    `size` is in square centimetres or minutes, for all `pieces` together. `phrase` is what its publications are
    known by (a rubric, a number); `deadline` is the last day on which they may appear.
    """

    form: ContractForm
    number: str
    signed: date
    outlet: str
    subject: str
    size: float | None = None
    unit: SizeUnit = ""
    pieces: int = 1
    deadline: date | None = None
    phrase: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A journalist's request. `law` and `term` name a line of the terms table; `clock` is the hour it came, HH:MM."""

    number: str
    received: date
    sender: str
    subject: str
    clock: str = ""
    outlet: str = ""
    law: str = "access"
    term: str = "usual"
    answered: date | None = None
    reply: str = ""  # outgoing number of the reply
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A day to greet on. `rule`: «24.08», «третя неділя червня», «Великдень», «Великдень +49»."""

    rule: str
    name: str
    whom: str = ""
    phrase: str = ""  # what its publication is known by, where the name alone will not do


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """What the department took part in: an event, a sitting or a training, over one or several spans of days."""

    kind: DiaryKind
    spans: tuple[Span, ...]
    text: str
    where: str = ""  # place and organisers, as they stand in the brackets of a report
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribers:
    """How many followed one page of the institution on a day."""

    page: str
    day: date
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEvent:
    """One event of the chronicle, merged over the items that tell of it; `id` is the earliest of them.

    `held` is False while only announcements are known. `edited` names the fields a person set; `registered` are the
    keys of organisers that stand in the register. `confidence` is in 0..1. `inherits` are items that a person left out,
    whose decisions stand.
    """

    id: str
    first: date | None
    last: date | None
    kind: str
    place: str = ""
    organisers: tuple[str, ...] = ()
    subject: str = ""
    quoted: bool = False  # the subject is an item's headline, not a clause of its text
    held: bool = False
    confidence: float = 0.0
    state: EventState = "proposed"
    articles: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    registered: tuple[str, ...] = ()
    inherits: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every item whose decisions are on this event."""
        return (*self.articles, *self.inherits)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDecision:
    """One human word on one field of one event: state, date, until, kind, place, organisers, subject or same."""

    event: str
    field: str
    value: str
    by: str
    at: datetime
    origin: str = ""
