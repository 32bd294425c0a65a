"""Rows of the second half of the road: articles, verdicts, full text. Functions over an open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from monitor import schema
from monitor.codec import decode, encode, stamp
from monitor.model import TYPED, WITHDRAWN, Article, Classification, Outlet
from monitor.store import standing
from monitor.store.burial import is_forgotten
from monitor.store.intake import upsert
from monitor.store.rows import Judged, StoredArticle


def save_outlets(connection: Connection, place: str, outlets: Iterable[Outlet]) -> None:
    for outlet in outlets:
        values = {
            "name": outlet.name,
            "level": outlet.level,
            "kind": outlet.kind,
            "official": outlet.official,
            "body": encode(outlet),
        }
        statement = upsert(connection, schema.outlets).values(place=place, id=outlet.id, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=["place", "id"], set_=values))


def outlets(connection: Connection, place: str) -> dict[str, Outlet]:
    rows = connection.execute(select(schema.outlets.c.id, schema.outlets.c.body).where(schema.outlets.c.place == place))
    return {identifier: decode(Outlet, body) for identifier, body in rows}


def article(connection: Connection, place: str, identifier: str) -> StoredArticle | None:
    table = schema.articles
    row = connection.execute(select(table).where(table.c.place == place, table.c.id == identifier)).mappings().first()
    return _stored(row) if row else None


def articles_of(connection: Connection, place: str, outlet: str, since: str, until: str) -> list[Article]:
    """What an outlet published in [since, until), oldest first."""
    table = schema.articles
    query = select(table.c.body).where(table.c.place == place, table.c.outlet == outlet)
    query = query.where(table.c.published >= since, table.c.published < until).order_by(table.c.published, table.c.id)
    return [decode(Article, body) for body in connection.execute(query).scalars()]


def _stored(row: RowMapping) -> StoredArticle:
    return StoredArticle(
        article=decode(Article, row["body"]), version=row["version"], page=row["page"], missed=row["missed"]
    )


def save_article(
    connection: Connection, place: str, item: Article, *, page: int | None, missed: bool, difference: Sequence[str]
) -> None:
    """Insert, or keep the old version beside its difference and put the new one in its place.

    What was deleted on demand stays deleted.
    """
    if is_forgotten(connection, place, item.id):
        return
    old = article(connection, place, item.id)
    version = 1
    if old is not None:
        version = old.version + 1
        connection.execute(
            insert(schema.versions).values(
                place=place,
                article=item.id,
                version=old.version,
                fetched=stamp(old.article.fetched) if old.article.fetched else "",
                page=old.page,
                difference="\n".join(difference),
                body=encode(old.article),
            )
        )
    fetched = item.fetched
    assert fetched is not None, "an article that is stored was fetched or imported at some instant"
    values = {
        "outlet": item.outlet,
        "url": item.url,
        "kind": item.kind,
        "title": item.title,
        "published": stamp(item.published.at if item.published else fetched),
        "fetched": stamp(fetched),
        "version": version,
        "quarantine": item.quarantine,
        "page": page,
        "missed": missed or (old is not None and old.missed),
        "body": encode(item),
    }
    statement = upsert(connection, schema.articles).values(place=place, id=item.id, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["place", "id"], set_=values))
    standing.refresh(connection, place, [item.id])


def set_done(connection: Connection, place: str, identifier: str) -> None:
    table = schema.entries
    connection.execute(
        update(table)
        .where(table.c.place == place, table.c.article == identifier)
        .values(state="done", attempts=0, error="", next_try=None, given_up=None)
    )


def unclassified(connection: Connection, place: str, version: str, limit: int) -> list[StoredArticle]:
    """Articles without verdicts of these classifiers on their present version."""
    table, verdicts = schema.articles, schema.verdicts
    fresh = and_(
        verdicts.c.place == table.c.place,
        verdicts.c.article == table.c.id,
        verdicts.c.article_version == table.c.version,
        verdicts.c.classifiers == version,
    )
    query = (
        select(table)
        .join_from(table, verdicts, fresh, isouter=True)
        .where(table.c.place == place, verdicts.c.article.is_(None), table.c.title != WITHDRAWN)
        .order_by(table.c.id)
        .limit(limit)
    )
    return [_stored(row) for row in connection.execute(query).mappings()]


def has_articles(connection: Connection, place: str) -> bool:
    query = select(schema.articles.c.id).where(schema.articles.c.place == place).limit(1)
    return connection.execute(query).first() is not None


def without_verdict(connection: Connection, place: str) -> int:
    table, verdicts = schema.articles, schema.verdicts
    seen = and_(
        verdicts.c.place == table.c.place,
        verdicts.c.article == table.c.id,
        verdicts.c.article_version == table.c.version,
    )
    query = select(func.count()).select_from(table.join(verdicts, seen, isouter=True))
    waiting = (table.c.place == place, verdicts.c.article.is_(None), table.c.title != WITHDRAWN)
    return int(connection.execute(query.where(*waiting)).scalar_one())


def save_verdicts(
    connection: Connection, place: str, verdict: Classification, *, article_version: int, classifiers: str, lemmas: str
) -> None:
    values = {
        "article_version": article_version,
        "classifiers": classifiers,
        "language": verdict.language,
        "relevance": verdict.relevance.label,
        "topic": verdict.topic.label,
        "citation": verdict.citation.label,
        "tone": verdict.tone.label,
        "flags": len(verdict.flags),
        "body": encode(verdict),
    }
    statement = upsert(connection, schema.verdicts).values(place=place, article=verdict.article, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["place", "article"], set_=values))
    standing.index_text(connection, place, verdict.article, lemmas)


def typed(connection: Connection, place: str, *, before: datetime, since: datetime, until: datetime) -> list[str]:
    """What a person typed in from `since` to `until` of the days `before` then."""
    table = schema.articles
    brought = table.c.fetched.between(stamp(since), stamp(until))
    query = select(table.c.id).where(table.c.place == place, table.c.kind.in_(TYPED), brought)
    return list(connection.execute(query.where(table.c.published < stamp(before)).order_by(table.c.id)).scalars())


def belated(
    connection: Connection,
    place: str,
    *,
    before: datetime,
    first: tuple[datetime, datetime] | None,
    arrived: datetime,
) -> list[str]:
    """Articles older than `before` that an issue must still look at, whatever their age.

    `first`: where the first issue of the kind begins and ends. Those a person wanted used since it began (where there
    is no issue yet: since `arrived`); those typed in since it ended, for what it had before it and did not take comes
    late to none, of which the machine is sure (it is in doubt once, not in every issue); and, published since it
    began, those typed in, those that came in after `arrived` and those a person called «about».
    """
    table, labels, known = schema.articles, schema.labels, schema.catalogue

    def said(field: str, value: str, since: datetime | None = None) -> ColumnElement[bool]:
        mine = and_(labels.c.place == place, labels.c.article == table.c.id, labels.c.undone.is_(None))
        lately = (labels.c.at >= stamp(since),) if since is not None else ()
        return exists().where(mine, labels.c.field == field, labels.c.value == value, *lately)

    wanted = said("use", "yes", arrived if first is None else first[0])
    if first is not None:
        begins, ends = first
        sure = exists().where(known.c.place == place, known.c.article == table.c.id, known.c.flagged.is_(False))
        since = or_(table.c.fetched > stamp(ends), table.c.published >= stamp(begins))
        by_hand = and_(table.c.kind.in_(TYPED), table.c.fetched >= stamp(begins), since, sure)
        new = or_(table.c.fetched > stamp(arrived), said("relevance", "about"))
        wanted = or_(wanted, by_hand, and_(table.c.published >= stamp(begins), new))
    query = select(table.c.id).where(table.c.place == place, table.c.published < stamp(before), wanted)
    return [str(row[0]) for row in connection.execute(query.order_by(table.c.published, table.c.id))]


def judged(
    connection: Connection,
    place: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    articles: Sequence[str] | None = None,
    relevance: Sequence[str] | None = None,
    official: bool | None = None,
) -> list[Judged]:
    """Classified articles, oldest first.

    `relevance` selects by verdict; abstained, flagged, human-labelled and official ones always pass, for
    the caller to judge.
    """
    table, verdicts, owners = schema.articles, schema.verdicts, schema.outlets
    query = (
        select(
            table.c.body,
            table.c.missed,
            table.c.published,
            table.c.id,
            verdicts.c.body.label("verdict"),
            owners.c.body.label("owner"),
        )
        .join_from(table, verdicts, and_(verdicts.c.place == table.c.place, verdicts.c.article == table.c.id))
        .join(owners, and_(owners.c.place == table.c.place, owners.c.id == table.c.outlet))
        .where(table.c.place == place)
    )
    if articles is None:  # named ones are sorted below: asked to sort them, SQLite walks through all by time
        query = query.order_by(table.c.published, table.c.id)
    if since is not None:
        query = query.where(table.c.published >= stamp(since))
    if until is not None:
        query = query.where(table.c.published < stamp(until))
    if articles is not None:
        query = query.where(table.c.id.in_(articles))
    if official is not None:
        query = query.where(owners.c.official.is_(official))
    if relevance is not None:
        labelled = select(schema.labels.c.article).where(
            schema.labels.c.place == place, schema.labels.c.field.in_(("relevance", "use"))
        )
        unsure = verdicts.c.relevance.is_(None)
        query = query.where(
            or_(
                verdicts.c.relevance.in_(relevance),
                unsure,
                verdicts.c.flags > 0,
                table.c.id.in_(labelled),
                owners.c.official.is_(True),
            )
        )
    rows = connection.execute(query).mappings().all()
    if articles is not None:
        rows = sorted(rows, key=lambda row: (row["published"], row["id"]))
    return [
        Judged(
            article=decode(Article, row["body"]),
            outlet=decode(Outlet, row["owner"]),
            classification=decode(Classification, row["verdict"]),
            missed=row["missed"],
        )
        for row in rows
    ]


def search(connection: Connection, place: str, lemmas: Sequence[str], limit: int) -> list[str]:
    """Ids of articles in which every lemma stands, the best first (SQLite) or in order of id (PostgreSQL)."""
    if connection.dialect.name == "sqlite":
        query = " ".join('"' + lemma.replace('"', '""') + '"' for lemma in lemmas)
        sql = "SELECT article FROM fulltext WHERE fulltext MATCH :query AND place = :place ORDER BY rank LIMIT :limit"
    else:
        query = " ".join(lemmas)
        sql = (
            "SELECT article FROM fulltext WHERE place = :place AND to_tsvector('simple', lemmas)"
            " @@ plainto_tsquery('simple', :query) ORDER BY article LIMIT :limit"
        )
    return [str(row[0]) for row in connection.execute(text(sql), {"query": query, "place": place, "limit": limit})]


def evidence(connection: Connection, place: str, ids: Sequence[str]) -> dict[str, tuple[str, str, int, str]]:
    """article -> (URL, WARC file, offset, SHA-256) of the stored page behind its present version."""
    table, pages = schema.articles, schema.pages
    query = (
        select(table.c.id, table.c.url, pages.c.warc, pages.c.offset, pages.c.sha256)
        .join_from(table, pages, table.c.page == pages.c.id)
        .where(table.c.place == place, table.c.id.in_(ids))
    )
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in connection.execute(query)}


def counts(connection: Connection, place: str) -> dict[str, int]:
    tables = ("pages", "entries", "articles", "verdicts", "labels", "issues")
    found = {}
    for name in tables:
        table = schema.metadata.tables[name]
        found[name] = int(connection.execute(select(func.count()).where(table.c.place == place)).scalar_one())
    return found
