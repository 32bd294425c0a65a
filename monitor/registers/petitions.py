"""Petitions over time: what is new, what gathers votes, what reached its threshold, whose deadline is near. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from monitor.dates import kyiv_day
from monitor.model import Petition

# A petition, its source, when it was first and last seen.
Seen = tuple[Petition, str, datetime, datetime]
State = Literal["open", "supported", "near", "over"]
STATES: dict[State, str] = {
    "open": "триває збір підписів",
    "supported": "набрала потрібну кількість підписів",
    "near": "строк спливає",
    "over": "не набрала підписів у строк",
}
NEAR = timedelta(days=7)  # a week's notice before the collection of votes ends
RECENT = timedelta(days=7)  # over which the gain in votes is told


@dataclass(frozen=True, slots=True)
class Vote:
    """How many votes a petition had when it was looked at."""

    at: datetime
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A petition as last seen, with its dated votes, oldest first."""

    petition: Petition
    source: str
    first_seen: datetime
    last_seen: datetime
    votes: tuple[Vote, ...]
    opened: date | None = None  # None where it stood there on our first visit and does not say itself
    reached: datetime | None = None  # when the threshold was first seen reached; None where it was from the start
    gained: int | None = None  # votes within the last week, None where there is nothing to compare with
    state: State = "open"


def watch(seen: Iterable[Seen], votes: Mapping[str, Sequence[Vote]], now: datetime) -> list[Watched]:
    """What is known of each petition, and its votes -> where each stands, newest first."""
    known = list(seen)
    begun: dict[str, datetime] = {}  # our first visit of each source
    for _, source, first_seen, _ in known:
        begun[source] = min(first_seen, begun.get(source, first_seen))
    found = [_watched(one, tuple(votes.get(one[0].key, ())), begun[one[1]], now) for one in known]
    return sorted(found, key=lambda one: (one.first_seen, one.petition.key), reverse=True)


def _watched(seen: Seen, votes: tuple[Vote, ...], begun: datetime, now: datetime) -> Watched:
    petition, source, first_seen, last_seen = seen
    goal = petition.threshold
    full = bool(goal and any(vote.votes >= goal for vote in votes))
    reached = next((vote.at for vote in votes[1:] if goal and vote.votes >= goal), None)
    if goal and votes and votes[0].votes >= goal:
        reached = None if votes[0].at == begun else votes[0].at
    before = [vote.votes for vote in votes if vote.at <= now - RECENT]
    latest = [vote.votes for vote in votes if vote.at <= now]
    base = before[-1] if before else latest[0] if len(latest) > 1 else None
    state: State = "open"
    if full:
        state = "supported"
    elif petition.deadline is not None and petition.deadline < kyiv_day(now):
        state = "over"
    elif petition.deadline is not None and petition.deadline - kyiv_day(now) <= NEAR:
        state = "near"
    return Watched(
        petition=petition,
        source=source,
        first_seen=first_seen,
        last_seen=last_seen,
        votes=votes,
        opened=petition.opened or (None if first_seen == begun else kyiv_day(first_seen)),
        reached=reached,
        gained=latest[-1] - base if latest and base is not None else None,
        state=state,
    )


def new_in(watched: Iterable[Watched], first: date, last: date) -> tuple[Watched, ...]:
    """Those opened on these days, oldest first."""
    dated = [(one.opened, one) for one in watched]
    found = [(day, one) for day, one in dated if day is not None and first <= day <= last]
    return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].petition.key)))


def reached_in(watched: Iterable[Watched], first: date, last: date) -> tuple[Watched, ...]:
    """Those that were first seen with all their votes on these days, oldest first."""
    found = ((one.reached, one) for one in watched)
    dated = [(at, one) for at, one in found if at is not None and first <= kyiv_day(at) <= last]
    return tuple(one for _, one in sorted(dated, key=lambda pair: (pair[0], pair[1].petition.key)))
