"""Rows of a deletion: whom it strikes, the one transaction that carries it out, and the WARC files on their way.

What to put in place of what is decided in monitor.deletion; here it is read and written. The rows of an article
stay, emptied of words, so that every count over them stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Engine, RowMapping, Text, and_, delete, func, insert, select, update

from monitor import schema
from monitor.codec import decode, instant, stamp
from monitor.model import WITHDRAWN, Article, Entry
from monitor.pdftext import is_doubt as is_pdf_doubt
from monitor.store import burial, postgres
from monitor.store.burial import FORGOTTEN
from monitor.store.deletion_rows import Cell, IssueText, Order, Target
from monitor.store.engine import reading, writing

CHUNK = 500  # rows read or written at once: SQLite takes no more than 32,766 arguments
# Tables whose words are handled one by one, or are the owner's own and not of what was collected.
_OWN = frozenset(
    "articles entries versions verdicts outlets pages issues issue_items documents members redirects catalogue people"
    " deletions tombstones redactions rewrites aliases registrations".split()
)
_NAMES = frozenset("by undone_by approved_by recipient message_id".split())  # who did it, not what was collected


class Deletions:
    """Deletions of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    # --- whom it strikes ------------------------------------------------------------------------------------------

    def targets(self, *, article: str = "", source: str = "", outlet: str = "", before: str = "") -> list[Target]:
        """The items of an article, source or outlet, or those published before an instant; not the gone ones."""
        entries, table = schema.entries, schema.articles
        found = []
        with reading(self.engine) as tx:
            rows = select(table.c.id, table.c.outlet, table.c.published, table.c.title).where(
                table.c.place == self.place, table.c.title != WITHDRAWN
            )
            seen = select(entries.c.article, entries.c.outlet, entries.c.first_seen, entries.c.url).where(
                entries.c.place == self.place, entries.c.digest != FORGOTTEN
            )
            if before:
                rows, seen = rows.where(table.c.published < before), seen.where(entries.c.first_seen < before)
            elif source:
                seen = seen.where(entries.c.source == source)
                rows = rows.where(table.c.id.in_(seen.with_only_columns(entries.c.article)))
            elif outlet:
                rows, seen = rows.where(table.c.outlet == outlet), seen.where(entries.c.outlet == outlet)
            else:
                rows, seen = rows.where(table.c.id == article), seen.where(entries.c.article == article)
            found = [Target(article=a, outlet=o, published=p, title=t) for a, o, p, t in tx.execute(rows)]
            known = {one.article for one in found}
            if before:  # an entry whose article is younger than the limit, or has none yet, stays
                return found
            found += [
                Target(article=a, outlet=o, published=p, title=t) for a, o, p, t in tx.execute(seen) if a not in known
            ]
        return sorted(found, key=lambda one: (one.published, one.article))

    def bodies(self) -> Iterator[tuple[Target, str]]:
        """Every text of every item as JSON, one at a time: the present one, earlier versions, what its source says."""
        table, entries, versions = schema.articles, schema.entries, schema.versions
        shown = (table.c.id, table.c.outlet, table.c.published, table.c.title)
        of_version = and_(versions.c.place == table.c.place, versions.c.article == table.c.id)
        of_entry = and_(entries.c.place == table.c.place, entries.c.article == table.c.id)
        first = (entries.c.article, entries.c.outlet, entries.c.first_seen, entries.c.url)
        queries = (
            select(*shown, table.c.body).where(table.c.place == self.place),
            select(*shown, versions.c.body).join_from(versions, table, of_version).where(table.c.place == self.place),
            select(*shown, versions.c.difference)
            .join_from(versions, table, of_version)
            .where(table.c.place == self.place),
            select(*shown, entries.c.body).join_from(entries, table, of_entry).where(table.c.place == self.place),
            select(*first, entries.c.body)
            .join_from(entries, table, of_entry, isouter=True)
            .where(entries.c.place == self.place, table.c.id.is_(None)),
        )
        with reading(self.engine) as tx:
            for query in queries:
                for article, outlet, published, title, body in tx.execute(query):
                    yield Target(article=article, outlet=outlet, published=published, title=title), body

    def material(self, articles: Sequence[str]) -> tuple[list[Article], list[Entry]]:
        """Every version of these items, and what their sources say of them."""
        found: list[Article] = []
        entries: list[Entry] = []
        tables = (schema.articles, schema.articles.c.id), (schema.versions, schema.versions.c.article)
        with reading(self.engine) as tx:
            for some in _chunks(articles):
                for table, column in tables:
                    query = select(table.c.body).where(table.c.place == self.place, column.in_(some))
                    found += [decode(Article, body) for body in tx.execute(query).scalars()]
                table = schema.entries
                query = select(table.c.body).where(table.c.place == self.place, table.c.article.in_(some))
                entries += [decode(Entry, body) for body in tx.execute(query).scalars()]
        return found, entries

    def records(self, articles: Sequence[str]) -> set[tuple[str, int]]:
        """(WARC file, offset) of the pages behind these items and their versions."""
        found: set[tuple[str, int]] = set()
        columns = (
            (schema.articles, schema.articles.c.id),
            (schema.versions, schema.versions.c.article),
            (schema.entries, schema.entries.c.article),
        )
        pages = schema.pages
        with reading(self.engine) as tx:
            for some in _chunks(articles):
                for table, column in columns:
                    query = (
                        select(pages.c.warc, pages.c.offset)
                        .join_from(pages, table, table.c.page == pages.c.id)
                        .where(table.c.place == self.place, column.in_(some))
                    )
                    found |= {(warc, offset) for warc, offset in tx.execute(query)}
        return found

    def owners(self) -> tuple[dict[str, str], dict[str, str]]:
        """(source -> outlet, article -> outlet) of all that was ever collected."""
        table, articles = schema.entries, schema.articles
        with reading(self.engine) as tx:
            rows = tx.execute(
                select(table.c.source, table.c.article, table.c.outlet).where(table.c.place == self.place)
            )
            sources, owners = {}, {}
            for source, article, outlet in rows:
                sources[source], owners[article] = outlet, outlet
            query = select(articles.c.id, articles.c.outlet).where(articles.c.place == self.place)
            owners.update((row.id, row.outlet) for row in tx.execute(query))
        return sources, owners

    def issue_texts(self) -> Iterator[IssueText]:
        """Every issue with all its words, one at a time."""
        table = schema.issues
        with reading(self.engine) as tx:
            ids = list(tx.execute(select(table.c.id).where(table.c.place == self.place)).scalars())
            for identifier in ids:
                row = tx.execute(select(table).where(table.c.id == identifier)).mappings().one()
                items = tx.execute(
                    select(schema.issue_items.c.article, schema.issue_items.c.body).where(
                        schema.issue_items.c.issue == identifier
                    )
                )
                documents = tx.execute(
                    select(schema.documents.c.filename, schema.documents.c.content).where(
                        schema.documents.c.issue == identifier
                    )
                )
                yield IssueText(
                    id=identifier,
                    kind=row["kind"],
                    body=row["body"],
                    manifest=row["manifest"],
                    items=tuple((article, body) for article, body in items),
                    documents=tuple((name, content) for name, content in documents),
                    signed=row["signed_copy"],
                )

    def cells(self) -> Iterator[Cell]:
        """Every text in the tables beside the road: notes, reasons, alerts – whatever other parts keep there."""
        with reading(self.engine) as tx:
            for table in schema.metadata.sorted_tables:
                columns = [one for one in table.columns if isinstance(one.type, Text) and one.name not in _NAMES]
                if table.name in _OWN or not columns:
                    continue
                key = list(table.primary_key.columns)
                for row in tx.execute(select(*key, *columns)):
                    where = tuple((one.name, value) for one, value in zip(key, row, strict=False))
                    for column, value in zip(columns, row[len(key) :], strict=True):
                        if value:
                            yield Cell(table=table.name, key=where, column=column.name, value=str(value))

    # --- carrying it out ------------------------------------------------------------------------------------------

    def apply(self, order: Order) -> int:
        """All of it or nothing; returns the deletion's id. The records must stand at their new places already."""
        with writing(self.engine) as tx:
            row = tx.execute(
                insert(schema.deletions).values(
                    place=self.place,
                    kind=order.kind,
                    subject=order.subject,
                    at=stamp(order.at),
                    by=order.by,
                    why=order.why,
                    articles=len(order.articles),
                    records=sum(not one.new for one in order.moved),
                    documents=sum(len(one.documents) for one in order.issues),
                )
            )
            deletion = int(row.inserted_primary_key[0])  # type: ignore[index]
            for article in order.articles:
                burial.bury(tx, self.place, deletion, article)
            for moved in order.moved:
                burial.move(tx, self.place, deletion, moved)
            for change in order.issues:
                burial.change(tx, self.place, deletion, change)
            for cell in order.cells:
                table = schema.metadata.tables[cell.table]
                where = and_(*(table.c[name] == value for name, value in cell.key))
                tx.execute(update(table).where(where).values({cell.column: cell.value}))
            if order.articles and order.kind != "expired":  # by age it happens daily, and nobody asked for every byte
                burial.rebuild_fulltext(tx)
            tx.execute(update(schema.rewrites).where(schema.rewrites.c.state == "planned").values(state="switched"))
        return deletion

    def shred(self) -> None:
        """Nothing of what was deleted stays in free pages; rewrites the whole database.

        SQLite's log is emptied, too. PostgreSQL's belongs to the server, which writes over it in its own time.
        """
        if self.engine.dialect.name != "sqlite":
            postgres.rewrite(self.engine, [*schema.metadata.tables, "fulltext"])
            return
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.close()
        finally:
            connection.close()

    # --- what is known of deletions -------------------------------------------------------------------------------

    def forgotten(self) -> list[dict[str, str]]:
        """Every tombstone: place, article, url_sha256, at, kind. No words."""
        table, deletions = schema.tombstones, schema.deletions
        query = (
            select(table.c.place, table.c.article, table.c.url_sha256, deletions.c.at, deletions.c.kind)
            .join_from(table, deletions, table.c.deletion == deletions.c.id)
            .order_by(table.c.place, table.c.article)
        )
        with reading(self.engine) as tx:
            return [{key: str(value) for key, value in row.items()} for row in tx.execute(query).mappings()]

    def among(self, articles: Sequence[str]) -> set[str]:
        """Those of these items that were deleted."""
        table = schema.tombstones
        found: set[str] = set()
        with reading(self.engine) as tx:
            for some in _chunks(articles):
                query = select(table.c.article).where(table.c.place == self.place, table.c.article.in_(some))
                found |= set(tx.execute(query).scalars())
        return found

    def count(self) -> int:
        """How many items of this place were deleted."""
        with reading(self.engine) as tx:
            query = select(func.count()).select_from(schema.tombstones).where(schema.tombstones.c.place == self.place)
            return int(tx.execute(query).scalar_one())

    def log(self) -> list[RowMapping]:
        """Every deletion of this place, the newest first."""
        table = schema.deletions
        with reading(self.engine) as tx:
            query = select(table).where(table.c.place == self.place).order_by(table.c.id.desc())
            return list(tx.execute(query).mappings())

    def redactions(self, issue: int) -> dict[str, tuple[str, str]]:
        """part -> (hash when approved, hash of what stands there now)."""
        table = schema.redactions
        query = select(table).where(table.c.place == self.place, table.c.issue == issue).order_by(table.c.id)
        found: dict[str, tuple[str, str]] = {}
        with reading(self.engine) as tx:
            for row in tx.execute(query).mappings():
                was = found[row["part"]][0] if row["part"] in found else row["was"]
                found[row["part"]] = (was, row["now"])
        return found

    # --- what the doctor asks ------------------------------------------------------------------------------------

    def orphans(self) -> list[str]:
        """Tables with rows whose parent is gone. SQLite only; PostgreSQL never lets them come about."""
        if self.engine.dialect.name != "sqlite":
            return []
        with reading(self.engine) as tx:
            return sorted({str(row[0]) for row in tx.exec_driver_sql("PRAGMA foreign_key_check")})

    def page_rows(self, most: int | None) -> list[tuple[str, int, str]]:
        """(WARC file, offset, hash) of all pages, or of about `most` spread evenly over them."""
        table = schema.pages
        with reading(self.engine) as tx:
            mine = table.c.place == self.place
            total = int(tx.execute(select(func.count()).select_from(table).where(mine)).scalar_one())
            query = select(table.c.warc, table.c.offset, table.c.sha256).where(mine).order_by(table.c.id)
            if most is not None and total > most:
                query = query.where(table.c.id % (total // most) == 0)
            return [(warc, offset, digest) for warc, offset, digest in tx.execute(query)]

    def pdfs(self) -> list[tuple[str, str]]:
        """(article, address) of every stored PDF not all of whose text is known.

        The article is empty where none was made of it.
        """
        pages, articles = schema.pages, schema.articles
        query = (
            select(func.coalesce(articles.c.id, ""), pages.c.url, pages.c.sha256, articles.c.quarantine)
            .select_from(pages.outerjoin(articles, (articles.c.page == pages.c.id) & (articles.c.place == self.place)))
            .where(pages.c.place == self.place, pages.c.content_type.ilike("%pdf%"))
            .order_by(pages.c.id)
        )
        with reading(self.engine) as tx:
            rows = tx.execute(query).all()
        known = {sha256 for article, _, sha256, why in rows if article and not is_pdf_doubt(why)}
        return [(article, url) for article, url, sha256, _ in rows if sha256 not in known]

    def newest(self) -> datetime | None:
        """The last instant at which a source was visited."""
        with reading(self.engine) as tx:
            found = tx.execute(select(func.max(schema.visits.c.at)).where(schema.visits.c.place == self.place)).scalar()
        return instant(found) if found else None

    # --- WARC files on their way ----------------------------------------------------------------------------------

    def plan_rewrites(self, files: Sequence[tuple[str, str]]) -> None:
        """(old, new) names, noted before anything is written under the new one."""
        with writing(self.engine) as tx:
            for old, new in files:
                tx.execute(insert(schema.rewrites).values(old=old, new=new, state="planned"))

    def rewrites(self) -> list[tuple[str, str, str]]:
        """(old, new, planned | switched) of every file that is not settled."""
        table = schema.rewrites
        with reading(self.engine) as tx:
            return [tuple(row) for row in tx.execute(select(table.c.old, table.c.new, table.c.state))]

    def settle_rewrites(self) -> None:
        with writing(self.engine) as tx:
            tx.execute(delete(schema.rewrites))


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
