"""The nouns of alerts: a rule, what is known, what was found. Frozen, without behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from monitor.alerts.query import Query
from monitor.health import Health
from monitor.model import Clip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of sources.yaml. Empty tuples ask for nothing; `places` are degrees of relevance."""

    id: str
    when: Query | None = None
    topics: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()  # department | site | council | none | direct
    tones: tuple[str, ...] = ()
    places: tuple[str, ...] = ("about",)
    spike: float | None = None  # times the usual of that hour of the week
    story_outlets: int | None = None
    release: bool = False
    sources: tuple[str, ...] = ()  # dead | dry | surging
    to: tuple[str, ...] = ()
    notify: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the Kyiv day in which only urgent rules may speak; `start` later than `end` runs over midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One publication as the baseline of spikes knows it; only those whose hour is known."""

    at: datetime
    relevance: str | None
    topic: str | None
    citation: str | None
    tone: str | None
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNow:
    """A source as it stands: its id, the name people know, its health."""

    id: str
    name: str
    health: Health


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that rules are held against. `clips` are those a rule may speak of; a story holds all of its clips."""

    now: datetime
    clips: tuple[Clip, ...] = ()
    stories: Mapping[str, tuple[Clip, ...]] = field(default_factory=dict)
    counted: tuple[Counted, ...] = ()
    spikes_since: datetime | None = None  # None: the last twelve hours
    sources: tuple[SourceNow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One cause for telling. `cause` never changes for the same thing; `members` are the articles it speaks of."""

    rule: str
    cause: str
    reason: str  # one Ukrainian sentence
    title: str = ""
    url: str = ""
    outlet: str = ""
    article: str | None = None
    published: datetime | None = None
    exact: bool = True  # is the hour of `published` known?
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one rule has told before: its causes and the articles they spoke of."""

    causes: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
