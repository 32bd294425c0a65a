"""Lists of items: filtered, searched, counted and cut into pages by the database. Reads only; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Engine, Integer, Select, String, and_, column, func, or_, select, text

from monitor import model, schema
from monitor.codec import decode, instant, stamp
from monitor.model import WITHDRAWN, Article
from monitor.store import postgres, rejects, superseding
from monitor.store.engine import reading

# As a wanted citation: the department or the official site is named as the source.
DIRECT = "direct"
MOST_ROWS = 1000  # of one answer, whatever is asked (promise 21)
Order = Literal["new", "old", "outlet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list shows; an empty field does not narrow. «?» among labels means: not decided by anybody."""

    since: datetime | None = None
    until: datetime | None = None
    outlets: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()  # outlets left out: our own channels
    relevance: str = ""
    topic: str = ""
    citation: str = ""
    tone: str = ""
    language: str = ""
    flagged: bool = False
    missed: bool = False
    announced: bool = False  # only what the source said is known, its page was given up, and nobody decided on it
    decided: bool | None = None
    words: tuple[tuple[str, ...], ...] = ()  # of a search: every word, in any of its first forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Items of a period by what is known of them."""

    found: int
    about: int
    undecided: int  # neither the program nor a person says whether it is about the place
    direct: int  # about the place, and the department or the official site is named as the source
    missed: int
    flagged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for a person, whatever the period."""

    flagged: int
    drafts: tuple[tuple[int, str, str], ...]  # (id, kind, day), the newest first
    unknown: int  # letters that may or may not have arrived
    failed: int
    announced: int  # items known by their source's words alone, on which nobody decided
    unclassified: int  # read since `since`, but no classifier has seen the present version


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An earlier version of an article and the lines in which the next one differs («+ », «- »)."""

    number: int
    fetched: datetime | None
    article: Article
    difference: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The page behind an article, as it stands in the archive."""

    url: str
    fetched: datetime
    content_type: str
    sha256: str
    warc: str
    offset: int


class Catalogue:
    """The lists of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    def ids(self, wanted: Filter, *, order: Order = "new", limit: int = 50, offset: int = 0) -> list[str]:
        """The articles of one page, in order."""
        table = schema.catalogue
        newest = (table.c.published.desc(), table.c.article.desc())
        by: dict[Order, tuple[ColumnElement[Any], ...]] = {
            "new": newest,
            "old": (table.c.published, table.c.article),
            "outlet": (table.c.outlet, *newest),
        }
        with reading(self.engine) as tx:
            query = select(table.c.article).where(*self._where(tx, wanted)).order_by(*by[order])
            return [str(row[0]) for row in tx.execute(query.limit(min(limit, MOST_ROWS)).offset(offset))]

    def count(self, wanted: Filter) -> int:
        with reading(self.engine) as tx:
            query = select(func.count()).select_from(schema.catalogue).where(*self._where(tx, wanted))
            return int(tx.execute(query).scalar_one())

    def neighbours(self, wanted: Filter, article: str) -> tuple[str | None, str | None]:
        """(the next newer, the next older) article beside this one under the same filter."""
        table = schema.catalogue
        with reading(self.engine) as tx:
            here = select(table.c.published).where(table.c.place == self.place, table.c.article == article)
            published = tx.execute(here).scalar()
            if published is None:
                return None, None
            where = self._where(tx, wanted)
            at = table.c.published
            newer = or_(at > published, (at == published) & (table.c.article > article))
            older = or_(at < published, (at == published) & (table.c.article < article))
            ups = select(table.c.article).where(*where, at >= published, newer).order_by(at, table.c.article).limit(1)
            downs = select(table.c.article).where(*where, at <= published, older)
            downs = downs.order_by(at.desc(), table.c.article.desc()).limit(1)
            return tx.execute(ups).scalar(), tx.execute(downs).scalar()

    def _where(self, tx: Connection, wanted: Filter) -> list[ColumnElement[bool]]:
        table = schema.catalogue
        found: list[ColumnElement[bool]] = [table.c.place == self.place]
        if wanted.since is not None:
            found.append(table.c.published >= stamp(wanted.since))
        if wanted.until is not None:
            found.append(table.c.published < stamp(wanted.until))
        if wanted.outlets is not None:
            found.append(table.c.outlet.in_(wanted.outlets))
        if wanted.without:
            found.append(table.c.outlet.not_in(wanted.without))
        found += _labelled(wanted)
        if wanted.language:
            found.append(table.c.language == wanted.language)
        if wanted.flagged:
            found.append(table.c.flagged.is_(True))
        if wanted.missed:
            found.append(table.c.missed.is_(True))
        if wanted.announced:
            found += [table.c.article.in_(rejects.announced(self.place)), table.c.decided.is_(False)]
        if wanted.decided is not None:
            found.append(table.c.decided.is_(wanted.decided))
        if wanted.words:
            found.append(_matches(tx, self.place, wanted.words))
        return found

    def counts(self, since: datetime, until: datetime, without: Sequence[str] = ()) -> Counts:
        """Items published in [since, until), those of the outlets `without` left out."""
        table = schema.catalogue
        about = table.c.relevance == "about"
        kinds = {
            "found": func.count(),
            "about": func.count().filter(about),
            "undecided": func.count().filter(table.c.relevance.is_(None)),
            "direct": func.count().filter(about, table.c.citation.in_(model.DIRECT)),
            "missed": func.count().filter(about, table.c.missed.is_(True)),
            "flagged": func.count().filter(table.c.flagged.is_(True)),
        }
        query = select(*kinds.values()).where(
            table.c.place == self.place,
            table.c.published >= stamp(since),
            table.c.published < stamp(until),
            table.c.outlet.not_in(without),
        )
        with reading(self.engine) as tx:
            row = tx.execute(query).one()
        return Counts(**dict(zip(kinds, (int(number) for number in row), strict=True)))

    def waiting(self, since: datetime, without: Sequence[str] = ()) -> Waiting:
        """What nobody has answered, approved or settled yet; articles without verdict are counted from `since` on."""
        table, issues, outbox = schema.catalogue, schema.issues, schema.outbox
        asked = select(func.count()).where(
            table.c.place == self.place, table.c.flagged.is_(True), table.c.outlet.not_in(without)
        )
        announced = select(func.count()).where(
            table.c.place == self.place,
            table.c.article.in_(rejects.announced(self.place)),
            table.c.decided.is_(False),
            table.c.outlet.not_in(without),
        )
        drafts = (
            select(issues.c.id, issues.c.kind, issues.c.day)
            .where(issues.c.place == self.place, issues.c.state == "draft")
            .order_by(issues.c.day.desc(), issues.c.id.desc())
        )
        letters = (
            select(outbox.c.state, func.count())
            .join_from(outbox, issues, outbox.c.issue == issues.c.id)
            .where(issues.c.place == self.place, outbox.c.state.in_(("unknown", "failed")))
            .group_by(outbox.c.state)
        )
        with reading(self.engine) as tx:
            states = {str(state): int(number) for state, number in tx.execute(letters)}
            gone = superseding.wholly(tx, self.place)
            if gone:
                drafts = drafts.where(issues.c.id.not_in(list(gone)))
            return Waiting(
                flagged=int(tx.execute(asked).scalar_one()),
                drafts=tuple((int(row[0]), str(row[1]), str(row[2])) for row in tx.execute(drafts.limit(50))),
                unknown=states.get("unknown", 0),
                failed=states.get("failed", 0),
                announced=int(tx.execute(announced).scalar_one()),
                unclassified=int(tx.execute(_unclassified(self.place, since)).scalar_one()),
            )

    def versions(self, article: str) -> list[Version]:
        """The earlier versions of an article, the newest first."""
        table = schema.versions
        query = (
            select(table)
            .where(table.c.place == self.place, table.c.article == article)
            .order_by(table.c.version.desc())
            .limit(MOST_ROWS)
        )
        with reading(self.engine) as tx:
            return [
                Version(
                    number=row["version"],
                    fetched=instant(row["fetched"]) if row["fetched"] else None,
                    article=decode(Article, row["body"]),
                    difference=tuple(line for line in row["difference"].split("\n") if line),
                )
                for row in tx.execute(query).mappings()
            ]

    def stored(self, article: str) -> Stored | None:
        """Where the page behind the present version stands; None where it came without one."""
        table, pages = schema.articles, schema.pages
        query = (
            select(pages)
            .join_from(table, pages, table.c.page == pages.c.id)
            .where(table.c.place == self.place, table.c.id == article)
        )
        with reading(self.engine) as tx:
            row = tx.execute(query).mappings().first()
        if row is None:
            return None
        return Stored(
            url=row["url"],
            fetched=instant(row["fetched"]),
            content_type=row["content_type"],
            sha256=row["sha256"],
            warc=row["warc"],
            offset=row["offset"],
        )


def _unclassified(place: str, since: datetime) -> Select[Any]:
    table, verdicts = schema.articles, schema.verdicts
    seen = and_(
        verdicts.c.place == table.c.place,
        verdicts.c.article == table.c.id,
        verdicts.c.article_version == table.c.version,
    )
    joined = table.join(verdicts, seen, isouter=True)
    return (
        select(func.count())
        .select_from(joined)
        .where(
            table.c.place == place,
            table.c.published >= stamp(since),
            verdicts.c.article.is_(None),
            table.c.title != WITHDRAWN,
        )
    )


def _labelled(wanted: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name in ("relevance", "topic", "citation", "tone"):
        label = getattr(wanted, name)
        if label == "?":
            found.append(schema.catalogue.c[name].is_(None))
        elif label == DIRECT:
            found.append(schema.catalogue.c[name].in_(model.DIRECT))
        elif label:
            found.append(schema.catalogue.c[name] == label)
    return found


def _matches(tx: Connection, place: str, words: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """Does every word stand in the item in one of its forms?"""
    table = schema.catalogue
    if tx.dialect.name == "sqlite":
        query = " AND ".join("(" + " OR ".join(_quoted(form) for form in forms) + ")" for forms in words)
        sql = "SELECT rowid FROM fulltext WHERE fulltext MATCH :hits"
        found = text(sql).bindparams(hits=query)
        return table.c.hit.in_(found.columns(column("rowid", Integer)))
    query = " & ".join("(" + " | ".join(map(postgres.quoted, forms)) + ")" for forms in words)
    sql = (
        "SELECT article FROM fulltext WHERE place = :here AND to_tsvector('simple', lemmas)"
        " @@ to_tsquery('simple', :hits)"
    )
    found = text(sql).bindparams(hits=query, here=place)
    return table.c.article.in_(found.columns(column("article", String)))


def _quoted(form: str) -> str:
    return '"' + form.replace('"', '""') + '"'
