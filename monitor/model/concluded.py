"""What the program concluded by itself: verdicts with their reasons, and stories. No word of a person stands here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from monitor.model.vocabulary import Language, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Why a person should look: one Ukrainian sentence."""

    classifier: str
    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One automatic decision. `label` is None where the classifier abstained; `score` is calibrated, in 0..1."""

    classifier: str
    version: str
    label: str | None
    score: float
    reason: str  # one Ukrainian sentence
    evidence: tuple[str, ...] = ()  # exact spans of title or text, or links
    features: tuple[tuple[str, float], ...] = ()  # the strongest, for explain


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A source the text names: a fact, before any decision about it."""

    who: str
    form: Literal["body", "official", "person", "media", "site"]
    kind: Literal["department", "site", "council", "other"]  # the contract's key is "is"
    span: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A public event (codebook): held or announced."""

    date: Day | None
    until: Day | None
    kind: str
    place: str | None
    organisers: tuple[str, ...]
    subject: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """All automatic decisions on one article."""

    article: str  # Article.id
    language: Language
    relevance: Verdict
    topic: Verdict
    secondary: tuple[str, ...]
    citation: Verdict
    tone: Verdict
    attributions: tuple[Attribution, ...] = ()
    event: Event | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One article's part in a story. `of` is the earlier article it repeats or updates."""

    article: str
    relation: Relation
    of: str | None = None
    share: float = 0.0  # of this item's sentences that stand in `of`
    release: str | None = None  # the own release it reuses (>= half of its sentences)
    release_share: float = 0.0
    credited: bool | None = None
    probable: bool = False  # seen across languages only: a person should confirm
    agency: str | None = None  # the news agency the text names as its source


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event, many articles; `id` is that of its earliest member. Members are in order of publication."""

    id: str
    members: tuple[Member, ...]
