"""What the web page shows of many items at once: figures by hour, stories of a period, visits of a source.

Reads only, and never more than a page of rows: a figure of the whole press is counted by the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, case, func, select

from monitor import schema
from monitor.codec import decode, instant, stamp
from monitor.model import Article, Member
from monitor.store.engine import reading
from monitor.store.tallies import Tally, tallies
from monitor.text import headed

UNTITLED = 120  # characters of a text that stand for the headline it has not
MOST_ROWS = 1000  # of one answer, whatever is asked (promise 21)
_OWN = ("original", "update", "related")  # relations of a text in its outlet's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story as one row of a list; own releases are none of its clips.

    `voices`: outlets that told it in their own words. `lead` is the article all began with, `official` where that is
    our own release. `headline`: its title, else its first sentence.
    """

    id: str
    clips: int
    outlets: int
    voices: int
    reprints: int
    lead: str
    title: str
    headline: str
    outlet: str
    official: bool
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One article of a story with what a list needs of it. `outlet` is a name, which two outlets may share."""

    member: Member
    title: str
    headline: str
    outlet: str
    outlet_id: str
    official: bool
    url: str
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One visit of one source; `notes` are sentences for the operator."""

    at: datetime
    state: str
    reason: str
    entries: int
    new: int
    notes: tuple[str, ...]


class Overview:
    """Lists and figures of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    def tallies(self, since: datetime, until: datetime, *, direct: bool = False) -> list[Tally]:
        """Clips about the place published in [since, until), as far as a figure is counted from them."""
        with reading(self.engine) as tx:
            return tallies(tx, self.place, since, until, direct=direct)

    def stories(self, since: datetime, until: datetime, *, least: int, limit: int, offset: int) -> list[StoryLine]:
        """Stories with an article of [since, until) and at least `least` outlets: the most outlets first.

        A story is counted whole, as it is shown, also what came out before and after.
        """
        with reading(self.engine) as tx:
            rows = _grouped(self.place, since, until, least).subquery()
            query = (
                select(rows.c.story)
                .order_by(rows.c.outlets.desc(), rows.c.last.desc(), rows.c.story)
                .limit(min(limit, MOST_ROWS))
                .offset(offset)
            )
            found = [str(row[0]) for row in tx.execute(query)]
            parts = _parts(tx, self.place, found)
        return [_line(story, parts[story]) for story in found if story in parts]

    def story_count(self, since: datetime, until: datetime, *, least: int) -> int:
        with reading(self.engine) as tx:
            query = _grouped(self.place, since, until, least).subquery()
            return int(tx.execute(select(func.count()).select_from(query)).scalar_one())

    def story(self, identifier: str) -> tuple[str, list[Part]] | None:
        """The story under its present id (an old one leads on) with its articles in order; None where there is none."""
        with reading(self.engine) as tx:
            now = _present(tx, self.place, identifier)
            parts = _parts(tx, self.place, [now]).get(now)
        return (now, parts) if parts else None

    def visits(self, source: str, limit: int) -> list[VisitLine]:
        """The last visits of a source, the newest first."""
        table = schema.visits
        query = (
            select(table)
            .where(table.c.place == self.place, table.c.source == source)
            .order_by(table.c.at.desc(), table.c.id.desc())
            .limit(min(limit, MOST_ROWS))
        )
        with reading(self.engine) as tx:
            return [
                VisitLine(
                    at=instant(row["at"]),
                    state=row["state"],
                    reason=row["reason"],
                    entries=row["entries"],
                    new=row["new"],
                    notes=tuple(line for line in row["notes"].split("\n") if line),
                )
                for row in tx.execute(query).mappings()
            ]

    def brought(self, since: datetime) -> dict[str, int]:
        """source -> new entries of its visits since an instant."""
        table = schema.visits
        query = (
            select(table.c.source, func.sum(table.c.new))
            .where(table.c.place == self.place, table.c.at >= stamp(since))
            .group_by(table.c.source)
        )
        with reading(self.engine) as tx:
            return {str(row[0]): int(row[1] or 0) for row in tx.execute(query)}

    def releases(self, since: datetime, until: datetime) -> tuple[list[str], list[str]]:
        """(own releases published in [since, until), articles that stand in one story with them)."""
        table, owners, members = schema.catalogue, schema.outlets, schema.members
        official = select(owners.c.id).where(owners.c.place == self.place, owners.c.official.is_(True))
        own = (
            select(table.c.article)
            .where(table.c.outlet.in_(official), *_between(self.place, since, until))
            .order_by(table.c.published.desc())
            .limit(MOST_ROWS)
        )
        with reading(self.engine) as tx:
            releases = [str(row[0]) for row in tx.execute(own)]
            homes = select(members.c.story).where(members.c.place == self.place, members.c.article.in_(releases))
            beside = select(members.c.article).where(members.c.place == self.place, members.c.story.in_(homes))
            return releases, [str(row[0]) for row in tx.execute(beside)]


def _between(place: str, since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    table = schema.catalogue
    return table.c.place == place, table.c.published >= stamp(since), table.c.published < stamp(until)


def _grouped(place: str, since: datetime, until: datetime, least: int) -> Select[Any]:
    """(story, outlets, last) of the stories with an article of the time; our own channels are no outlets."""
    listed, table, members, owners = schema.catalogue, schema.articles, schema.members, schema.outlets
    told = (
        select(members.c.story)
        .join_from(listed, members, and_(members.c.place == listed.c.place, members.c.article == listed.c.article))
        .where(*_between(place, since, until))
    )
    official = select(owners.c.id).where(owners.c.place == place, owners.c.official.is_(True))
    outlets = func.count(case((table.c.outlet.not_in(official), table.c.outlet)).distinct())
    query = (
        select(members.c.story, outlets.label("outlets"), func.max(table.c.published).label("last"))
        .join_from(members, table, and_(members.c.place == table.c.place, members.c.article == table.c.id))
        .where(members.c.place == place, members.c.story.in_(told))
        .group_by(members.c.story)
    )
    return query.having(outlets >= least) if least > 1 else query


def _parts(tx: Connection, place: str, stories: Sequence[str]) -> dict[str, list[Part]]:
    """story -> its articles in order of publication."""
    table, members, owners = schema.articles, schema.members, schema.outlets
    query = (
        select(
            members.c.story,
            members.c.body,
            table.c.title,
            case((table.c.title == "", table.c.body)),
            owners.c.id,
            owners.c.name,
            owners.c.official,
            table.c.url,
            table.c.published,
        )
        .join_from(members, table, and_(members.c.place == table.c.place, members.c.article == table.c.id))
        .join(owners, and_(owners.c.place == table.c.place, owners.c.id == table.c.outlet))
        .where(members.c.place == place, members.c.story.in_(stories))
        .order_by(table.c.published, table.c.id)
    )
    found: dict[str, list[Part]] = {}
    for story, body, title, untitled, outlet_id, outlet, official, url, published in tx.execute(query):
        part = Part(
            member=decode(Member, body),
            title=title,
            headline=headed(title, decode(Article, untitled).text if untitled else "", UNTITLED),
            outlet=outlet,
            outlet_id=outlet_id,
            official=official,
            url=url,
            published=instant(published),
        )
        found.setdefault(story, []).append(part)
    return found


def _line(story: str, parts: Sequence[Part]) -> StoryLine:
    lead = next((part for part in parts if part.member.relation == "original"), parts[0])
    clips = [part for part in parts if not part.official]
    return StoryLine(
        id=story,
        clips=len(clips),
        outlets=len({part.outlet_id for part in clips}),
        voices=len({part.outlet_id for part in clips if part.member.relation in _OWN}),
        reprints=sum(part.member.relation == "reprint" for part in clips),
        lead=lead.member.article,
        title=lead.title,
        headline=lead.headline,
        outlet=lead.outlet,
        official=lead.official,
        first=parts[0].published,
        last=parts[-1].published,
    )


def _present(tx: Connection, place: str, identifier: str) -> str:
    """Redirects are followed to a story that lives: a name that was given up may have come back with a split."""
    table, members = schema.redirects, schema.members
    seen = {identifier}
    while True:
        lives = select(members.c.article).where(members.c.place == place, members.c.story == identifier).limit(1)
        if tx.execute(lives).first() is not None:
            return identifier
        query = select(table.c.now).where(table.c.place == place, table.c.story == identifier)
        following = tx.execute(query).scalar_one_or_none()
        if following is None or following in seen:
            return identifier
        seen.add(following)
        identifier = following
