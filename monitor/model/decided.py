"""What people decided, what is counted by it, and what leaves the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model.concluded import Event, Flag
from monitor.model.configured import Outlet
from monitor.model.said import Article
from monitor.model.vocabulary import DIRECT, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One human decision on one field of one article; outranks every Verdict and is never overwritten."""

    article: str
    field: str  # relevance | topic | secondary | citation | tone | event | date | use | continued
    value: str
    by: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One publication as it is counted: the article, its outlet and the labels in force (person before machine)."""

    article: Article
    outlet: Outlet
    relevance: str | None
    topic: str | None
    secondary: tuple[str, ...] = ()
    citation: str | None = None
    tone: str | None = None
    event: Event | None = None
    flags: tuple[Flag, ...] = ()  # those no person has answered yet
    evidence: tuple[tuple[str, tuple[str, ...]], ...] = ()  # classifier -> spans
    scores: tuple[tuple[str, float], ...] = ()
    decided: tuple[str, ...] = ()  # fields a person decided
    overruled: tuple[Label, ...] = ()  # the decisions that say otherwise than the program
    story: str | None = None
    relation: Relation | None = None
    of: str | None = None
    release: str | None = None
    share: float = 0.0
    credited: bool | None = None
    agency: str | None = None
    missed: bool = False  # found by a person, not by our collectors

    @property
    def direct(self) -> bool:
        """A direct citation: the department or the official site is named as the source."""
        return self.citation in DIRECT


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """How one source fared: `state` is ok | empty | unchanged | blocked | broken | dry | emptied | wrong | unasked |
    not-due.
    """

    source: str
    outlet: str
    name: str
    state: str
    reason: str = ""
    entries: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Rendered bytes."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The result of a step that could not be done on one subject, as data."""

    subject: str
    step: str
    error: str
    retry_at: datetime | None = None
    said: str = ""  # the reason in Ukrainian, where people read it
    outlet: str = ""  # its name, and the address, where the subject is an item: an id alone tells people nothing
    url: str = ""
