"""Rows of the stories: who is a member of which and who of none, and where a story's former ids lead.

Functions over a transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, exists, select, union

from monitor import schema
from monitor.codec import decode, encode, instant, stamp
from monitor.model import WITHDRAWN, Member, Story
from monitor.store.intake import upsert
from monitor.store.rows import Ungrouped


def save_stories(connection: Connection, place: str, stories: Sequence[Story], redirects: dict[str, str]) -> None:
    """Replace the membership of every article these stories hold."""
    table = schema.members
    for story in stories:
        for member in story.members:
            values = {"story": story.id, "body": encode(member)}
            statement = upsert(connection, table).values(place=place, article=member.article, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["place", "article"], set_=values))
    forget = schema.redirects.delete().where(
        schema.redirects.c.place == place, schema.redirects.c.story == bindparam("live")
    )
    if stories:  # an id that is a story's again leads nowhere else
        connection.execute(forget, [{"live": story.id} for story in stories])
    for old, new in redirects.items():
        statement = upsert(connection, schema.redirects).values(place=place, story=old, now=new)
        connection.execute(statement.on_conflict_do_update(index_elements=["place", "story"], set_={"now": new}))


def are_still(connection: Connection, place: str, known: Sequence[Story], grouped: Sequence[Story]) -> bool:
    """Are the articles of these groups in the stories that were known of them, with the same members?"""
    articles = {member.article for group in grouped for member in group.members}
    were = [story for story in known if any(member.article in articles for member in story.members)]
    return _parts(stories(connection, place, list(articles))) == _parts(were)


def _parts(found: Sequence[Story]) -> dict[str, str]:
    return {member.article: story.id for story in found for member in story.members}


def ungrouped(connection: Connection, place: str, before: datetime, relevance: Sequence[str]) -> list[Ungrouped]:
    """Articles of this relevance, of none yet, flagged, wanted by a person or official, that are in no story.

    Asked of the catalogue, whose narrow rows have an index for each of these: a run asks it of the whole archive.
    """
    known, members, articles = schema.catalogue, schema.members, schema.articles
    wanted = select(schema.labels.c.article).where(
        schema.labels.c.place == place, schema.labels.c.field == "use", schema.labels.c.undone.is_(None)
    )
    official = select(schema.outlets.c.id).where(schema.outlets.c.place == place, schema.outlets.c.official.is_(True))
    reasons = (
        known.c.relevance.in_(relevance),
        known.c.relevance.is_(None),
        known.c.flagged.is_(True),
        known.c.outlet.in_(official),
        known.c.article.in_(wanted),
    )
    alone = ~exists().where(members.c.place == place, members.c.article == known.c.article)
    of_place = (known.c.place == place, known.c.published < stamp(before))
    found = union(*(select(known.c.article).where(*of_place, reason, alone) for reason in reasons)).subquery()
    query = (
        select(articles.c.id, articles.c.published)
        .join_from(found, articles, and_(articles.c.place == place, articles.c.id == found.c.article))
        .where(articles.c.title != WITHDRAWN)
        .order_by(articles.c.published, articles.c.id)
    )
    return [Ungrouped(article=row[0], published=instant(row[1])) for row in connection.execute(query)]


def published(connection: Connection, place: str, names: Sequence[str]) -> dict[str, datetime]:
    """article -> when it came out, or when we first had it."""
    table = schema.articles
    found: dict[str, datetime] = {}
    for start in range(0, len(names), MOST_NAMED):
        query = select(table.c.id, table.c.published).where(table.c.place == place)
        rows = connection.execute(query.where(table.c.id.in_(names[start : start + MOST_NAMED])))
        found.update((row[0], instant(row[1])) for row in rows)
    return found


MOST_NAMED = 10_000  # ids in one query: SQLite takes at least 32,766


def members(connection: Connection, place: str, articles: Sequence[str]) -> dict[str, tuple[str, Member]]:
    """article -> (story, member)."""
    table = schema.members
    found: dict[str, tuple[str, Member]] = {}
    for start in range(0, len(articles), MOST_NAMED):
        named = articles[start : start + MOST_NAMED]
        query = select(table).where(table.c.place == place, table.c.article.in_(named))
        for row in connection.execute(query).mappings():
            found[row["article"]] = (row["story"], decode(Member, row["body"]))
    return found


def stories(connection: Connection, place: str, articles: Sequence[str] | None = None) -> list[Story]:
    """Whole stories, of these articles or all of them."""
    table = schema.members
    query = select(table).where(table.c.place == place).order_by(table.c.story, table.c.article)
    queries = [query]
    if articles is not None:
        names = _stories_of(connection, place, articles)
        parts = (names[start : start + MOST_NAMED] for start in range(0, len(names), MOST_NAMED))
        queries = [query.where(table.c.story.in_(part)) for part in parts]
    by_story: dict[str, list[Member]] = {}
    for wanted in queries:
        for row in connection.execute(wanted).mappings():
            by_story.setdefault(row["story"], []).append(decode(Member, row["body"]))
    return [Story(id=identifier, members=tuple(found)) for identifier, found in sorted(by_story.items())]


def _stories_of(connection: Connection, place: str, articles: Sequence[str]) -> list[str]:
    table = schema.members
    found: set[str] = set()
    for start in range(0, len(articles), MOST_NAMED):
        named = articles[start : start + MOST_NAMED]
        query = select(table.c.story).where(table.c.place == place, table.c.article.in_(named)).distinct()
        found.update(connection.execute(query).scalars())
    return sorted(found)


def story(connection: Connection, place: str, identifier: str) -> Story | None:
    """A story by its present id, or by one it had before it met another."""
    table = schema.redirects
    seen: set[str] = set()
    while identifier not in seen:
        seen.add(identifier)
        went = select(table.c.now).where(table.c.place == place, table.c.story == identifier)
        identifier = connection.execute(went).scalar() or identifier
    query = select(schema.members.c.body).where(schema.members.c.place == place, schema.members.c.story == identifier)
    members = [decode(Member, body) for body in connection.execute(query.order_by(schema.members.c.article)).scalars()]
    return Story(id=identifier, members=tuple(members)) if members else None
