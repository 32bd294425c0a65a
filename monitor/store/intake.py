"""Rows of the first half of the road: visits, pages, entries. Functions over an open transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, and_, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from monitor import schema
from monitor.codec import decode, encode, instant, stamp
from monitor.model import Entry
from monitor.store import rejects
from monitor.store.burial import FORGOTTEN, hidden_key, is_forgotten
from monitor.store.rows import PageRow, Pending, Sighting, SourceState, StoredPage, Visit

QUARANTINE_AFTER = 3  # failures of one entry; then a person looks (promise 42)


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that may say ON CONFLICT, for the dialect at hand."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def source_states(connection: Connection, place: str) -> dict[str, SourceState]:
    rows = connection.execute(select(schema.sources).where(schema.sources.c.place == place)).mappings()
    return {row["id"]: _state(row) for row in rows}


def _state(row: RowMapping) -> SourceState:
    times = {key: instant(row[key]) if row[key] else None for key in ("visited", "answered", "brought", "next_visit")}
    return SourceState(
        id=row["id"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        body_hash=row["body_hash"],
        fresh=row["fresh"],
        failures=row["failures"],
        state=row["state"],
        reason=row["reason"],
        **times,
    )


def save_state(connection: Connection, place: str, state: SourceState) -> None:
    values = {
        name: stamp(value) if isinstance(value := getattr(state, name), datetime) else value
        for name in SourceState.__slots__
    }
    statement = upsert(connection, schema.sources).values(place=place, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["place", "id"], set_=values))


def save_visit(connection: Connection, place: str, visit: Visit) -> tuple[int, int]:
    """Write one visit; returns (new, changed) entries."""
    page_id = None
    for number, stored in enumerate(visit.pages):
        identifier = save_page(connection, place, stored)
        page_id = identifier if number == 0 else page_id
    new = changed = 0
    for sighting in visit.sightings:
        was = _save_sighting(connection, place, visit, sighting, page_id)
        new += was == "new"
        changed += was == "changed"
    save_state(connection, place, visit.source)
    connection.execute(
        insert(schema.visits).values(
            place=place,
            source=visit.source.id,
            at=stamp(visit.at),
            state=visit.state,
            reason=visit.reason,
            entries=visit.entries,
            new=new,
            notes="\n".join(visit.notes),
        )
    )
    return new, changed


def save_page(connection: Connection, place: str, stored: StoredPage) -> int:
    page = stored.page
    key = {"place": place, "url": page.url, "sha256": stored.sha256, "fetched": stamp(page.fetched)}
    found = connection.execute(
        select(schema.pages.c.id).where(*(schema.pages.c[name] == value for name, value in key.items()))
    ).scalar()
    if found is not None:
        return int(found)
    row = connection.execute(
        insert(schema.pages).values(
            **key,
            final_url=page.final_url,
            status=page.status,
            content_type=page.content_type,
            warc=stored.warc,
            offset=stored.offset,
            length=stored.length,
        )
    )
    return int(row.inserted_primary_key[0])  # type: ignore[index]


def _first_seen(place: str, sighting: Sighting, at: datetime) -> dict[str, Any]:
    """The columns of a clip that is met for the first time, however it was met."""
    entry = sighting.entry
    return {
        "place": place,
        "article": sighting.article,
        "source": entry.source,
        "outlet": sighting.outlet,
        "key": entry.key,
        "url": entry.url,
        "body": encode(entry),
        "digest": sighting.digest,
        "first_seen": stamp(at),
        "last_seen": stamp(at),
        "attempts": 0,
        "error": "",
    }


def _save_sighting(connection: Connection, place: str, visit: Visit, sighting: Sighting, page: int | None) -> str:
    entry, table = sighting.entry, schema.entries
    at = stamp(visit.at)
    where = and_(table.c.place == place, table.c.article == sighting.article)
    known = _known(connection, place, sighting.article)
    ready = {"state": "fetched" if entry.complete else "new", "page": page if entry.complete else None}
    if known is None and is_forgotten(connection, place, sighting.article):
        return "known"
    if known is None:
        connection.execute(insert(table).values(**_first_seen(place, sighting, visit.at), missed=False, **ready))
        return "new"
    if known.digest == FORGOTTEN:
        return "known"
    if not _is_change(known, sighting):
        connection.execute(update(table).where(where).values(last_seen=at))
        return "known"
    told = known.state in rejects.ON_THE_WAY or not (entry.title or entry.summary)
    since = known.given_up if told else None
    fresh = {"attempts": 0, "error": "", "next_try": None, "given_up": since, **ready}
    said = {"last_seen": at, "digest": sighting.digest, "body": encode(entry)}
    connection.execute(update(table).where(where).values(**said, **fresh))
    return "changed"


def _known(connection: Connection, place: str, article: str) -> Any:
    """What a visit must know of a clip's entry; None where it was never met."""
    table = schema.entries
    names = ("digest", "source", "state", "error", "given_up", "first_seen", "last_seen")
    query = select(*(table.c[name] for name in names)).where(table.c.place == place, table.c.article == article)
    return connection.execute(query).one_or_none()


def _is_change(known: Any, sighting: Sighting) -> bool:
    """Another source of the same outlet lists the same clip in other words: that is no change of the text."""
    other = known.digest != sighting.digest and known.source == sighting.entry.source
    return other and not rejects.is_settled(known, sighting.entry)


def news(connection: Connection, place: str, sightings: Sequence[Sighting]) -> frozenset[str]:
    """Which of these clips are new or said in other words by the source that first showed them."""
    fresh = set()
    for sighting in sightings:
        known = _known(connection, place, sighting.article)
        if known.digest == FORGOTTEN if known else is_forgotten(connection, place, sighting.article):
            continue
        if known is None or _is_change(known, sighting):
            fresh.add(sighting.article)
    return frozenset(fresh)


def save_found(
    connection: Connection, place: str, sighting: Sighting, stored: StoredPage, at: datetime, *, missed: bool
) -> bool:
    """An entry that came with its page, outside of any source; False where the clip is known already."""
    if is_forgotten(connection, place, sighting.article):
        return False
    page = save_page(connection, place, stored)
    statement = (
        upsert(connection, schema.entries)
        .values(**_first_seen(place, sighting, at), missed=missed, state="fetched", page=page)
        .on_conflict_do_nothing()
    )
    if connection.execute(statement).rowcount == 1:
        return True
    table = schema.entries  # known, but its page could not be had until now
    states = ("new", rejects.GIVEN_UP, rejects.DROPPED)
    waiting = and_(table.c.place == place, table.c.article == sighting.article, table.c.state.in_(states))
    fetched = {"page": page, "state": "fetched", "attempts": 0, "error": "", "next_try": None}
    connection.execute(update(table).where(waiting).values(**fetched))
    return False


UNDONE = ("new", "fetched", "failed")  # on their way; what was given up or dropped is not


def unread(connection: Connection, place: str) -> int:
    """Entries whose page was not yet had or read, and of which nothing is kept either."""
    query = select(func.count()).select_from(rejects.with_article()).where(*rejects.without_article(place, UNDONE))
    return int(connection.execute(query).scalar_one())


def is_seen(connection: Connection, place: str, source: str, key: str) -> bool:
    table = schema.entries
    query = select(table.c.article).where(
        table.c.place == place, table.c.source == source, table.c.key.in_((key, hidden_key(key)))
    )
    return connection.execute(query.limit(1)).first() is not None


def pending(connection: Connection, place: str, state: str, now: datetime, limit: int | None = None) -> list[Pending]:
    """Entries in `state` whose time has come, oldest first."""
    table = schema.entries
    query = (
        _with_pages()
        .where(
            table.c.place == place,
            table.c.state == state,
            or_(table.c.next_try.is_(None), table.c.next_try <= stamp(now)),
        )
        .order_by(table.c.first_seen, table.c.article)
        .limit(limit)
    )
    return [_pending(row) for row in connection.execute(query).mappings()]


def entry(connection: Connection, place: str, article: str) -> Pending | None:
    table = schema.entries
    row = connection.execute(_with_pages().where(table.c.place == place, table.c.article == article)).mappings().first()
    return _pending(row) if row else None


def _with_pages() -> Select[Any]:
    table, pages = schema.entries, schema.pages
    columns = [pages.c[name] for name in ("warc", "offset", "length", "sha256", "fetched")]
    return select(table, pages.c.url.label("page_url"), *columns).join_from(
        table, pages, table.c.page == pages.c.id, isouter=True
    )


def set_quarantined(connection: Connection, place: str, article: str) -> None:
    table = schema.entries
    where = and_(table.c.place == place, table.c.article == article)
    connection.execute(update(table).where(where).values(state="quarantine", next_try=None))


def _pending(row: RowMapping) -> Pending:
    page = None
    if row["page"] is not None:
        page = PageRow(
            id=row["page"],
            url=row["page_url"],
            warc=row["warc"],
            offset=row["offset"],
            length=row["length"],
            sha256=row["sha256"],
            fetched=instant(row["fetched"]),
        )
    return Pending(
        article=row["article"],
        source=row["source"],
        outlet=row["outlet"],
        entry=decode(Entry, row["body"]),
        first_seen=instant(row["first_seen"]),
        attempts=row["attempts"],
        page=page,
        missed=row["missed"],
        in_vain_since=instant(row["given_up"]) if row["given_up"] else None,
    )


def set_page(connection: Connection, place: str, article: str, page: int) -> None:
    table = schema.entries
    connection.execute(
        update(table)
        .where(table.c.place == place, table.c.article == article)
        .values(page=page, state="fetched", attempts=0, error="", next_try=None)
    )


def set_failed(
    connection: Connection, place: str, article: str, error: str, retry_at: datetime | None, *, at: datetime
) -> str:
    """Note a failure; returns the entry's new state. Without a retry time, or after the third time, a person looks."""
    table = schema.entries
    where = and_(table.c.place == place, table.c.article == article)
    row = connection.execute(select(table.c.attempts, table.c.state, table.c.given_up).where(where)).one()
    attempts = row.attempts + 1
    give_up = retry_at is None or attempts >= QUARANTINE_AFTER
    state = "quarantine" if give_up else row.state
    next_try = None if give_up or retry_at is None else stamp(retry_at)
    told = {"given_up": row.given_up or stamp(at)} if give_up else {}
    connection.execute(
        update(table).where(where).values(attempts=attempts, state=state, error=error, next_try=next_try, **told)
    )
    return str(state)


def set_postponed(connection: Connection, place: str, article: str, error: str, until: datetime) -> None:
    table = schema.entries
    where = and_(table.c.place == place, table.c.article == article)
    connection.execute(update(table).where(where).values(error=error, next_try=stamp(until)))


def count_entries(connection: Connection, place: str, states: Sequence[str] = ()) -> dict[str, int]:
    """state -> how many entries; with `states` only those, which the index finds at once among any number of done."""
    table = schema.entries
    query = select(table.c.state, func.count()).where(table.c.place == place).group_by(table.c.state)
    if states:
        query = query.where(table.c.state.in_(states))
    return {str(row[0]): int(row[1]) for row in connection.execute(query)}


def visits_between(connection: Connection, place: str, since: datetime, until: datetime) -> Sequence[RowMapping]:
    """The visits of (since, until]: one command visits and builds at one instant, which belongs to that issue alone."""
    table = schema.visits
    query = select(table).where(table.c.place == place, table.c.at > stamp(since), table.c.at <= stamp(until))
    return connection.execute(query.order_by(table.c.id)).mappings().all()


def first_visit(connection: Connection, place: str) -> datetime | None:
    """When a source of the place was visited first."""
    table = schema.visits
    found = connection.execute(select(func.min(table.c.at)).where(table.c.place == place)).scalar()
    return None if found is None else instant(found)


def first_taken_in(connection: Connection, place: str) -> datetime | None:
    """When the first item of the place came in, collected or imported."""
    table = schema.articles
    found = connection.execute(select(func.min(table.c.fetched)).where(table.c.place == place)).scalar()
    return None if found is None else instant(found)
