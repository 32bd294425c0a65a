"""Counts of clips by hour, outlet, topic and citation, from the catalogue: a person before the machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from monitor import schema
from monitor.codec import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many clips of one outlet, topic and citation were published in the hour that begins at `hour`."""

    hour: datetime
    outlet: str
    topic: str | None
    citation: str | None
    clips: int


def tallies(tx: Connection, place: str, since: datetime, until: datetime) -> list[Tally]:
    """Clips about the place published in [since, until); own releases are none."""
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
    return [
        Tally(hour=_hour(at), outlet=outlet, topic=topic, citation=citation, clips=int(clips))
        for at, outlet, topic, citation, clips in tx.execute(query)
    ]


def _hour(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H").replace(tzinfo=UTC)
