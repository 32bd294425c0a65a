"""What is known of each source: the funnel of its items, its past visits and arrivals, and its health as last judged.

Judges nothing: that is monitor.health.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Subquery, and_, case, func, or_, select

from monitor import schema
from monitor.codec import instant, stamp
from monitor.health import Arrival, Health, History, Seen
from monitor.model import HEADLINE_ONLY, PAGE_UNREAD
from monitor.store.engine import reading, writing
from monitor.store.intake import upsert

MOST_VISITS = 400  # of one source that are looked at: four days of the busiest, a hundred of a sleepy one
MOST_ARRIVALS = 500
MOST_TEXTS = 60  # whose text is looked at: the whole body must be read for it
MEMORY = timedelta(days=180)  # a source of one item a fortnight has a dozen in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """What became of a source's items: found by it, read without fault, about the city, printed in an issue.

    Each step is counted among the items of the step before it; what was printed has passed all of them.
    """

    found: int = 0
    parsed: int = 0
    relevant: int = 0
    used: int = 0


class SourceHealth:
    """The sub-door of the store for everything about the health of sources."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    def funnel(self, since: datetime | None = None, until: datetime | None = None) -> dict[str, Funnel]:
        """source -> its funnel of the items first seen in [since, until); a source without items is left out.

        A clip counts for the source that showed it first. `relevant`: «about» by the person's word, else the
        machine's. `used`: stands in an approved issue; so a person let it in, though its date was in doubt, its page
        not read or it is about something else, and it was read and relevant all the same.
        """
        with reading(self.engine) as tx:
            return _funnel(tx, self.place, since, until)

    def history(self, source: str, now: datetime) -> History:
        """All that monitor.health.judge wants to know of one source, but for what the configuration says."""
        with reading(self.engine) as tx:
            return History(
                visits=_visits(tx, self.place, source, now),
                arrivals=_arrivals(tx, self.place, source, now),
                before=_healths(tx, self.place, [source]).get(source),
            )

    def cut(self, since: datetime) -> dict[str, tuple[datetime, str]]:
        """source -> (when, what is said) of its last visit since then that answered and yet was not read to its end."""
        table = schema.visits
        query = (
            select(table.c.source, table.c.at, table.c.reason)
            .where(table.c.place == self.place, table.c.at >= stamp(since), table.c.state == "ok", table.c.reason != "")
            .order_by(table.c.at, table.c.id)
        )
        with reading(self.engine) as tx:
            return {source: (instant(at), reason) for source, at, reason in tx.execute(query)}

    def all(self) -> dict[str, Health]:
        """source -> its health as last judged."""
        with reading(self.engine) as tx:
            return _healths(tx, self.place, None)

    def judged(self) -> dict[str, datetime]:
        """source -> when it was last judged."""
        table = schema.source_health
        with reading(self.engine) as tx:
            rows = tx.execute(select(table.c.source, table.c.judged).where(table.c.place == self.place))
            return {name: instant(at) for name, at in rows}

    def save(self, healths: Iterable[tuple[str, Health]], at: datetime) -> None:
        table = schema.source_health
        with writing(self.engine) as tx:
            for source, health in healths:
                values = {
                    "state": health.state,
                    "before": health.before,
                    "since": stamp(health.since),
                    "reason": health.reason,
                    "judged": stamp(at),
                }
                statement = upsert(tx, table).values(place=self.place, source=source, **values)
                tx.execute(statement.on_conflict_do_update(index_elements=["place", "source"], set_=values))


def _healths(tx: Connection, place: str, sources: list[str] | None) -> dict[str, Health]:
    table = schema.source_health
    query = select(table).where(table.c.place == place)
    if sources is not None:
        query = query.where(table.c.source.in_(sources))
    return {
        row["source"]: Health(
            state=row["state"], since=instant(row["since"]), reason=row["reason"], before=row["before"]
        )
        for row in tx.execute(query).mappings()
    }


def _funnel(tx: Connection, place: str, since: datetime | None, until: datetime | None) -> dict[str, Funnel]:
    entries, articles, verdicts = schema.entries, schema.articles, schema.verdicts
    said, printed = _said(place), _printed(place)
    here = and_(articles.c.place == entries.c.place, articles.c.id == entries.c.article)
    judged = and_(verdicts.c.place == entries.c.place, verdicts.c.article == entries.c.article)
    used = printed.c.article.is_not(None)
    parsed = or_(used, and_(articles.c.id.is_not(None), articles.c.quarantine.is_(None)))
    relevant = or_(used, and_(parsed, func.coalesce(said.c.value, verdicts.c.relevance) == "about"))
    steps = (parsed, relevant, used)
    query = (
        select(entries.c.source, func.count(), *(func.sum(case((step, 1), else_=0)) for step in steps))
        .select_from(
            entries.join(articles, here, isouter=True)
            .join(verdicts, judged, isouter=True)
            .join(said, said.c.article == entries.c.article, isouter=True)
            .join(printed, printed.c.article == entries.c.article, isouter=True)
        )
        .where(entries.c.place == place)
        .group_by(entries.c.source)
    )
    if since is not None:
        query = query.where(entries.c.first_seen >= stamp(since))
    if until is not None:
        query = query.where(entries.c.first_seen < stamp(until))
    return {
        str(source): Funnel(found=int(found), parsed=int(parsed), relevant=int(relevant), used=int(used))
        for source, found, parsed, relevant, used in tx.execute(query)
    }


def _said(place: str) -> Subquery:
    """article -> the relevance a person gave it last."""
    labels = schema.labels
    newest = (
        select(labels.c.article, func.max(labels.c.id).label("id"))
        .where(labels.c.place == place, labels.c.field == "relevance", labels.c.undone.is_(None))
        .group_by(labels.c.article)
        .subquery()
    )
    return select(newest.c.article, labels.c.value).join_from(newest, labels, labels.c.id == newest.c.id).subquery()


def _printed(place: str) -> Subquery:
    """The articles that stand in approved issues."""
    items, issues = schema.issue_items, schema.issues
    return (
        select(items.c.article)
        .join_from(items, issues, issues.c.id == items.c.issue)
        .where(issues.c.place == place, issues.c.number.is_not(None))
        .distinct()
        .subquery()
    )


def _visits(tx: Connection, place: str, source: str, now: datetime) -> tuple[Seen, ...]:
    table = schema.visits
    query = (
        select(table.c.at, table.c.state, table.c.entries, table.c.reason)
        .where(table.c.place == place, table.c.source == source, table.c.at <= stamp(now))
        .order_by(table.c.at.desc(), table.c.id.desc())
        .limit(MOST_VISITS)
    )
    rows = tx.execute(query).all()
    return tuple(Seen(at=instant(at), state=state, entries=entries, reason=why) for at, state, entries, why in rows)[
        ::-1
    ]


def _arrivals(tx: Connection, place: str, source: str, now: datetime) -> tuple[Arrival, ...]:
    """When items came, oldest first; the newest also with whether they had text."""
    entries, articles = schema.entries, schema.articles
    here = and_(articles.c.place == entries.c.place, articles.c.id == entries.c.article)
    query = (
        select(entries.c.article, entries.c.first_seen, articles.c.published)
        .select_from(entries.join(articles, here, isouter=True))
        .where(
            entries.c.place == place,
            entries.c.source == source,
            entries.c.first_seen <= stamp(now),
            entries.c.first_seen >= stamp(now - MEMORY),
        )
        .order_by(entries.c.first_seen.desc(), entries.c.article)
        .limit(MOST_ARRIVALS)
    )
    rows = tx.execute(query).all()
    bare = _bare(tx, place, [row.article for row in rows[:MOST_TEXTS]])
    return tuple(
        Arrival(
            seen=instant(seen),
            published=instant(published) if published else None,
            empty=bare.get(article),
        )
        for article, seen, published in reversed(rows)
    )


def _bare(tx: Connection, place: str, ids: list[str]) -> dict[str, bool]:
    """article -> was it read and found without text?"""
    articles = schema.articles
    # The text of a noun without paragraphs, as monitor.codec writes it.
    bare = or_(
        articles.c.body.contains('"paragraphs":[]', autoescape=True),
        articles.c.quarantine.in_((HEADLINE_ONLY, PAGE_UNREAD)),
    )
    query = select(articles.c.id, case((bare, 1), else_=0)).where(articles.c.place == place, articles.c.id.in_(ids))
    return {str(identifier): bool(empty) for identifier, empty in tx.execute(query)}
