"""Counts of clips by hour, outlet, topic and citation, with a person's word before the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select

from monitor import schema
from monitor.codec import stamp

_COUNTED = ("relevance", "topic", "citation", "use")  # decisions that move a figure


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
    return [*_counted(tx, place, since, until), *_decided(tx, place, since, until)]


def between(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The condition on an article's instant of publication."""
    table = schema.articles
    return table.c.published >= stamp(since), table.c.published < stamp(until)


def _counted(tx: Connection, place: str, since: datetime, until: datetime) -> Iterator[Tally]:
    """What the verdicts alone say, of articles no person decided anything about."""
    table, verdicts, owners, labels = schema.articles, schema.verdicts, schema.outlets, schema.labels
    decided = select(labels.c.article).where(
        labels.c.place == place, labels.c.field.in_(_COUNTED), labels.c.undone.is_(None)
    )
    hour = func.substr(table.c.published, 1, 13)  # Kyiv is whole hours from UTC, so hours add up to its days
    key = (hour, table.c.outlet, verdicts.c.topic, verdicts.c.citation)
    query = (
        select(*key, func.count())
        .join_from(table, verdicts, and_(verdicts.c.place == table.c.place, verdicts.c.article == table.c.id))
        .join(owners, and_(owners.c.place == table.c.place, owners.c.id == table.c.outlet))
        .where(
            table.c.place == place,
            *between(since, until),
            verdicts.c.relevance == "about",
            owners.c.official.is_(False),
            table.c.id.not_in(decided),
        )
        .group_by(*key)
    )
    for at, outlet, topic, citation, clips in tx.execute(query):
        yield Tally(hour=_hour(at), outlet=outlet, topic=topic, citation=citation, clips=int(clips))


def _decided(tx: Connection, place: str, since: datetime, until: datetime) -> Iterator[Tally]:
    """The same of those a person decided about."""
    table, verdicts, owners, labels = schema.articles, schema.verdicts, schema.outlets, schema.labels
    standing: dict[str, dict[str, str]] = {}
    rows = select(labels.c.article, labels.c.field, labels.c.value).where(
        labels.c.place == place, labels.c.field.in_(_COUNTED), labels.c.undone.is_(None)
    )
    for article, field, value in tx.execute(rows.order_by(labels.c.id)):
        standing.setdefault(article, {})[field] = value
    query = (
        select(
            table.c.id, table.c.published, table.c.outlet, verdicts.c.relevance, verdicts.c.topic, verdicts.c.citation
        )
        .join_from(table, verdicts, and_(verdicts.c.place == table.c.place, verdicts.c.article == table.c.id))
        .join(owners, and_(owners.c.place == table.c.place, owners.c.id == table.c.outlet))
        .where(
            table.c.place == place,
            *between(since, until),
            owners.c.official.is_(False),
            table.c.id.in_(select(rows.subquery().c.article)),
        )
    )
    for article, published, outlet, relevance, topic, citation in tx.execute(query):
        said = standing[article]
        used = said.get("use")
        if used == "yes" or (used is None and said.get("relevance", relevance) == "about"):
            yield Tally(
                hour=_hour(published[:13]),
                outlet=outlet,
                topic=said.get("topic", topic),
                citation=said.get("citation", citation),
                clips=1,
            )


def _hour(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H").replace(tzinfo=UTC)
