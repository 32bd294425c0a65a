"""Counts of clips by hour, outlet, topic and citation, from the catalogue: a person before the machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from monitor import schema
from monitor.codec import stamp
from monitor.model import DIRECT


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many clips of one outlet, topic and citation were published in the hour that begins at `hour`."""

    hour: datetime
    outlet: str
    topic: str | None
    citation: str | None
    clips: int


def tallies(tx: Connection, place: str, since: datetime, until: datetime, *, direct: bool = False) -> list[Tally]:
    """Clips about the place published in [since, until); own releases are none. `direct`: only direct citations."""
    table, owners = schema.catalogue, schema.outlets
    own = select(owners.c.id).where(owners.c.place == place, owners.c.official.is_(True))
    hour = func.substr(table.c.published, 1, 13)  # Kyiv is whole hours from UTC, so hours add up to its days
    key = (hour, table.c.outlet, table.c.topic, table.c.citation)
    query = (
        select(*key, func.count())
        .where(
            table.c.place == place,
            table.c.relevance == "about",
            table.c.published >= stamp(since),
            table.c.published < stamp(until),
            table.c.outlet.not_in(own),
        )
        .group_by(*key)
    )
    if direct:
        query = query.where(table.c.citation.in_(DIRECT))
    return [
        Tally(hour=_hour(at), outlet=outlet, topic=topic, citation=citation, clips=int(clips))
        for at, outlet, topic, citation, clips in tx.execute(query).all()
    ]


def _hour(text: str) -> datetime:
    """«2026-11-20T09» as an instant; strptime would cost more than the query."""
    return datetime(int(text[:4]), int(text[5:7]), int(text[8:10]), int(text[11:13]), tzinfo=UTC)
