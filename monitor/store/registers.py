"""The registers' part of the door to the database: entries with history, petitions, decisions. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, and_, delete, func, insert, select

from monitor import schema
from monitor.codec import decode, encode, instant, stamp
from monitor.dates import kyiv_day
from monitor.model import Article, Petition
from monitor.registers.catalogue import Register
from monitor.registers.nouns import EventDecision
from monitor.registers.petitions import Vote
from monitor.registers.site import Publication
from monitor.store.engine import reading, writing
from monitor.store.errata import insert_erratum
from monitor.store.intake import upsert
from monitor.store.rows import Correction

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What one import did."""

    new: int
    changed: int
    same: int


class Registers:
    """The registers of one place. Each method is one transaction."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    # --- entries --------------------------------------------------------------------------------------------------

    def put(
        self,
        register: str,
        rows: Sequence[tuple[str, object]],
        *,
        by: str,
        at: datetime,
        origin: str,
        instead_of: Sequence[str] = (),
    ) -> Saved:
        """Entries by key: new ones are added, different ones take the old one's place, which goes into the history.

        `instead_of`: keys that these entries had before; what still stands under them goes into the history too.
        """
        new = changed = 0
        table = schema.register_entries
        with writing(self.engine) as tx:
            for key, entry in rows:
                body = encode(entry)
                old = self._row(tx, register, key)
                if old is not None and old["body"] == body:
                    continue
                new += old is None
                changed += old is not None
                if old is not None:
                    self._keep(tx, old, by=by, at=at, dropped=False)
                values = {"body": body, "by": by, "at": stamp(at), "origin": origin}
                statement = upsert(tx, table).values(place=self.place, register=register, key=key, **values)
                tx.execute(statement.on_conflict_do_update(index_elements=["place", "register", "key"], set_=values))
            moved = min(new, sum(self._drop(tx, register, key, by=by, at=at) for key in instead_of))
            new, changed = new - moved, changed + moved
        return Saved(new=new, changed=changed, same=len(rows) - new - changed)

    def drop(self, register: str, key: str, *, by: str, at: datetime) -> bool:
        """Take an entry out; the history keeps it. False where there is none."""
        with writing(self.engine) as tx:
            return self._drop(tx, register, key, by=by, at=at)

    def _drop(self, tx: Connection, register: str, key: str, *, by: str, at: datetime) -> bool:
        table = schema.register_entries
        old = self._row(tx, register, key)
        if old is None:
            return False
        self._keep(tx, old, by=by, at=at, dropped=True)
        tx.execute(delete(table).where(table.c.place == self.place, table.c.register == register, table.c.key == key))
        return True

    def entries(self, register: Register[T]) -> tuple[T, ...]:
        """Every entry of a register, by key."""
        table = schema.register_entries
        query = select(table.c.body).where(table.c.place == self.place, table.c.register == register.name)
        with reading(self.engine) as tx:
            return tuple(decode(register.noun, body) for body in tx.execute(query.order_by(table.c.key)).scalars())

    def history(self, register: str, key: str) -> Sequence[RowMapping]:
        """What an entry was before, oldest first."""
        table = schema.register_history
        query = select(table).where(table.c.place == self.place, table.c.register == register, table.c.key == key)
        with reading(self.engine) as tx:
            return tx.execute(query.order_by(table.c.id)).mappings().all()

    def _row(self, tx: Connection, register: str, key: str) -> RowMapping | None:
        table = schema.register_entries
        query = select(table).where(table.c.place == self.place, table.c.register == register, table.c.key == key)
        return tx.execute(query).mappings().first()

    def _keep(self, tx: Connection, old: RowMapping, *, by: str, at: datetime, dropped: bool) -> None:
        fields = {name: old[name] for name in ("place", "register", "key", "body", "by", "at", "origin")}
        tx.execute(insert(schema.register_history).values(**fields, until=stamp(at), changed_by=by, dropped=dropped))

    # --- petitions ------------------------------------------------------------------------------------------------

    def see_petitions(self, source: str, petitions: Sequence[Petition], at: datetime) -> int:
        """What a visit showed; a vote is noted where its number is new. Returns how many petitions are new."""
        new = 0
        with writing(self.engine) as tx:
            for petition in petitions:
                new += self._see(tx, source, petition, stamp(at))
        return new

    def _see(self, tx: Connection, source: str, petition: Petition, at: str) -> bool:
        table, votes = schema.petitions, schema.petition_votes
        mine = (table.c.place == self.place, table.c.key == petition.key)
        old = tx.execute(select(table).where(*mine)).mappings().first()
        known = decode(Petition, old["body"]) if old else None
        if known is not None and old is not None and at < old["last_seen"]:
            petition = known  # a replay of an older page: only its votes are news
        values = {"source": source, "last_seen": max(at, old["last_seen"]) if old else at, "body": encode(petition)}
        first = min(at, old["first_seen"]) if old else at
        statement = upsert(tx, table).values(place=self.place, key=petition.key, first_seen=first, **values)
        tx.execute(
            statement.on_conflict_do_update(index_elements=["place", "key"], set_={**values, "first_seen": first})
        )
        if petition.votes is not None:
            before = select(votes.c.votes).where(votes.c.place == self.place, votes.c.petition == petition.key)
            last = tx.execute(before.where(votes.c.at <= at).order_by(votes.c.at.desc()).limit(1)).scalar()
            if last != petition.votes:
                row = upsert(tx, votes).values(place=self.place, petition=petition.key, at=at, votes=petition.votes)
                where = ["place", "petition", "at"]
                tx.execute(row.on_conflict_do_update(index_elements=where, set_={"votes": petition.votes}))
        return old is None

    def petitions(self) -> list[tuple[Petition, str, datetime, datetime]]:
        """(petition, source, first seen, last seen) of each, by key."""
        table = schema.petitions
        with reading(self.engine) as tx:
            rows = tx.execute(select(table).where(table.c.place == self.place).order_by(table.c.key)).mappings()
            return [
                (decode(Petition, row["body"]), row["source"], instant(row["first_seen"]), instant(row["last_seen"]))
                for row in rows
            ]

    def votes(self) -> dict[str, list[Vote]]:
        """The dated votes of every petition, oldest first."""
        table = schema.petition_votes
        found: dict[str, list[Vote]] = {}
        query = select(table).where(table.c.place == self.place).order_by(table.c.petition, table.c.at)
        with reading(self.engine) as tx:
            for row in tx.execute(query).mappings():
                found.setdefault(row["petition"], []).append(Vote(instant(row["at"]), row["votes"]))
        return found

    # --- decisions ------------------------------------------------------------------------------------------------

    def decide_events(
        self, decisions: Sequence[EventDecision], *, known: int | None = None, errata: Sequence[Correction] = ()
    ) -> bool:
        """Words of a person on events, and what they correct in approved issues; all of them or none.

        `known`: how many words there were when these were weighed. False, and nothing is written, where there are
        more by now.
        """
        with writing(self.engine) as tx:
            if known is not None and known != self._words(tx):
                return False
            for one in decisions:
                values = {name: getattr(one, name) for name in ("event", "field", "value", "by", "origin")}
                tx.execute(insert(schema.event_decisions).values(place=self.place, at=stamp(one.at), **values))
            for other in errata:
                change = (other.field, other.was, other.now)
                insert_erratum(tx, other.issue, other.article, change, by=other.by, at=other.at, why="")
            return True

    def _words(self, tx: Connection) -> int:
        table = schema.event_decisions
        return int(tx.execute(select(func.count()).select_from(table).where(table.c.place == self.place)).scalar_one())

    def event_decisions(self) -> list[EventDecision]:
        """Every word ever said, oldest first."""
        table = schema.event_decisions
        query = select(table).where(table.c.place == self.place).order_by(table.c.id)
        with reading(self.engine) as tx:
            return [
                EventDecision(
                    event=row["event"],
                    field=row["field"],
                    value=row["value"],
                    by=row["by"],
                    at=instant(row["at"]),
                    origin=row["origin"],
                )
                for row in tx.execute(query).mappings()
            ]

    def fulfil(self, contract: str, article: str, *, confirmed: bool, by: str, at: datetime) -> None:
        """Confirm or refuse a publication as fulfilling a contract."""
        row = {"contract": contract, "article": article, "confirmed": confirmed, "by": by, "at": stamp(at)}
        with writing(self.engine) as tx:
            tx.execute(insert(schema.fulfilments).values(place=self.place, **row))

    def fulfilments(self) -> dict[tuple[str, str], bool]:
        """(contract, article) -> confirmed or refused: the last word on each, in the order first said."""
        table = schema.fulfilments
        query = select(table.c.contract, table.c.article, table.c.confirmed).where(table.c.place == self.place)
        with reading(self.engine) as tx:
            return {(contract, article): bool(yes) for contract, article, yes in tx.execute(query.order_by(table.c.id))}

    # --- what to match with ---------------------------------------------------------------------------------------

    def telling(self) -> list[str]:
        """The articles that tell of a public event, by the program's verdict."""
        table = schema.verdicts
        # The noun is stored as compact JSON with every field, so this leaves out all articles without an event.
        query = select(table.c.article).where(table.c.place == self.place, table.c.body.not_like('%"event":null%'))
        with reading(self.engine) as tx:
            return list(tx.execute(query.order_by(table.c.article)).scalars())

    def named_events(self) -> list[str]:
        """The articles of which people say now that they tell of a public event."""
        table = schema.labels
        query = select(table.c.article, table.c.value).where(
            table.c.place == self.place, table.c.field == "event", table.c.undone.is_(None)
        )
        with reading(self.engine) as tx:
            said = {row.article: row.value for row in tx.execute(query.order_by(table.c.id))}
        return sorted(article for article, value in said.items() if value == "yes")

    def printed(self, outlets: Sequence[str], since: datetime, until: datetime) -> list[str]:
        """The articles of these outlets published in the time."""
        table = schema.articles
        query = select(table.c.id).where(
            table.c.place == self.place,
            table.c.outlet.in_(outlets),
            table.c.published >= stamp(since),
            table.c.published < stamp(until),
        )
        with reading(self.engine) as tx:
            return list(tx.execute(query.order_by(table.c.id)).scalars())

    # --- own publications -----------------------------------------------------------------------------------------

    def own_publications(self) -> list[Publication]:
        """Every item of the institution's own channels with its Kyiv day, else that of first sight."""
        articles = schema.articles
        query = select(articles.c.outlet, articles.c.url, articles.c.published).where(*self._own())
        with reading(self.engine) as tx:
            return [
                Publication(outlet, url, kyiv_day(instant(published)))
                for outlet, url, published in tx.execute(query.order_by(articles.c.published, articles.c.id))
            ]

    def site_sources(self) -> set[str]:
        """The sources that ever brought an item of an own site, whether they are still configured or not."""
        articles, entries, outlets = schema.articles, schema.entries, schema.outlets
        mine = and_(entries.c.place == articles.c.place, entries.c.article == articles.c.id)
        sites = select(outlets.c.id).where(
            outlets.c.place == self.place, outlets.c.official.is_(True), outlets.c.kind == "site"
        )
        query = select(entries.c.source).distinct().join_from(articles, entries, mine)
        with reading(self.engine) as tx:
            return set(tx.execute(query.where(articles.c.place == self.place, articles.c.outlet.in_(sites))).scalars())

    def own_releases(self, since: datetime, until: datetime) -> list[Article]:
        """The items of the institution's own channels of that time, oldest first."""
        articles = schema.articles
        query = select(articles.c.body).where(
            *self._own(), articles.c.published >= stamp(since), articles.c.published < stamp(until)
        )
        with reading(self.engine) as tx:
            bodies = tx.execute(query.order_by(articles.c.published, articles.c.id)).scalars()
            return [decode(Article, body) for body in bodies]

    def _own(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        articles, outlets = schema.articles, schema.outlets
        own = select(outlets.c.id).where(outlets.c.place == self.place, outlets.c.official.is_(True))
        return articles.c.place == self.place, articles.c.outlet.in_(own)
