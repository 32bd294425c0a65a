"""How one item is buried: its rows stay, emptied of words, so that every count over them stays the same.

Functions over an open transaction; `is_forgotten` is what keeps a deleted item from coming in again.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sqlalchemy import Connection, and_, delete, insert, or_, select, text, update

from monitor import schema
from monitor.codec import decode, encode
from monitor.model import WITHDRAWN, Article, Classification, Entry, Verdict
from monitor.store import standing
from monitor.store.deletion_rows import IssueChange, Moved

FORGOTTEN = "forgotten"  # the digest of an entry that must not come back, and the head of its key


def is_forgotten(connection: Connection, place: str, article: str) -> bool:
    """Was this item deleted on demand? Then it must not come in again."""
    table = schema.tombstones
    query = select(table.c.article).where(table.c.place == place, table.c.article == article)
    return connection.execute(query).first() is not None


def hidden_key(key: str) -> str:
    """The key of a deleted entry, by which it is still known but no longer read."""
    return f"{FORGOTTEN}:{hashlib.sha256(key.encode()).hexdigest()}"


def bury(tx: Connection, place: str, deletion: int, article: str) -> None:
    """One item: its rows stay and keep what is counted, its words go."""
    table = schema.articles
    mine = and_(table.c.place == place, table.c.id == article)
    row = tx.execute(select(table.c.body, table.c.url).where(mine)).one_or_none()
    url = row.url if row else ""
    if row is not None:
        old = decode(Article, row.body)
        empty = Article(
            id=old.id,
            outlet=old.outlet,
            url="",
            kind=old.kind,
            title=WITHDRAWN,
            paragraphs=(),
            language=old.language,
            published=old.published,
            fetched=old.fetched,
        )
        tx.execute(
            update(table).where(mine).values(url="", title=WITHDRAWN, body=encode(empty), page=None, quarantine=None)
        )
    url = _bury_entry(tx, place, article) or url
    here = {"place": place, "article": article}
    tx.execute(delete(schema.versions).filter_by(**here))
    tx.execute(delete(schema.aliases).filter_by(**here))
    tx.execute(update(schema.labels).filter_by(**here).values(why=""))
    _bury_event_lines(tx, place, article)
    tx.execute(text("DELETE FROM fulltext WHERE place = :place AND article = :article"), here)
    standing.forget_text(tx, place, article)
    _bury_verdict(tx, place, article)
    known = select(schema.tombstones.c.article).filter_by(**here)
    if tx.execute(known).first() is None:
        hashed = hashlib.sha256(url.encode()).hexdigest()
        tx.execute(insert(schema.tombstones).values(**here, deletion=deletion, url_sha256=hashed))


def _bury_event_lines(tx: Connection, place: str, article: str) -> None:
    """Corrections of its event, or of the story's, hold lines of what it told; that there were some stays."""
    table, members, issues = schema.errata, schema.members, schema.issues
    mine = select(members.c.story).where(members.c.place == place, members.c.article == article)
    of_story = select(members.c.article).where(members.c.place == place, members.c.story.in_(mine))
    here = select(issues.c.id).where(issues.c.place == place)
    told = or_(table.c.article == article, table.c.article.in_(of_story))
    for column in (table.c.was, table.c.now):
        lines = column.not_in(("", "yes", "no"))
        where = and_(table.c.issue.in_(here), table.c.field == "event", told, lines)
        tx.execute(update(table).where(where).values({column.name: "yes"}))


def _bury_entry(tx: Connection, place: str, article: str) -> str:
    table = schema.entries
    mine = and_(table.c.place == place, table.c.article == article)
    row = tx.execute(select(table.c.body, table.c.url).where(mine)).one_or_none()
    if row is None:
        return ""
    old = decode(Entry, row.body)
    key = hidden_key(old.key)
    tx.execute(
        update(table)
        .where(mine)
        .values(
            key=key,
            url="",
            body=encode(Entry(source=old.source, key=key, url="")),
            digest=FORGOTTEN,
            state="done",
            error="",
            next_try=None,
            page=None,
        )
    )
    return str(row.url)


def _bury_verdict(tx: Connection, place: str, article: str) -> None:
    table = schema.verdicts
    mine = and_(table.c.place == place, table.c.article == article)
    body = tx.execute(select(table.c.body).where(mine)).scalar()
    if body is not None:
        tx.execute(update(table).where(mine).values(body=encode(_wordless(decode(Classification, body))), flags=0))


def move(tx: Connection, place: str, deletion: int, moved: Moved) -> None:
    """Rows of every place that refer to a record follow it."""
    pages = schema.pages
    where = and_(pages.c.warc == moved.old, pages.c.offset == moved.offset)
    if moved.new:
        values: dict[str, object] = {"warc": moved.new, "offset": moved.at, "length": moved.length}
        if moved.sha256 is not None:
            for page, was in tx.execute(select(pages.c.id, pages.c.sha256).where(where)).all():
                _note(tx, place, deletion, (None, f"page:{page}", was, moved.sha256))
            values["sha256"] = moved.sha256
        tx.execute(update(pages).where(where).values(**values))
        return
    ids = list(tx.execute(select(pages.c.id).where(where)).scalars())
    for table in (schema.articles, schema.entries, schema.versions):
        tx.execute(update(table).where(table.c.page.in_(ids)).values(page=None))
    tx.execute(delete(pages).where(pages.c.id.in_(ids)))


def change(tx: Connection, place: str, deletion: int, changed: IssueChange) -> None:
    """The words of one issue; every hash that was stays beside the one that is."""
    table, items, documents = schema.issues, schema.issue_items, schema.documents
    old = tx.execute(select(table).where(table.c.id == changed.id)).mappings().one()
    parts = {"body": ("digest", changed.body), "manifest": ("manifest", changed.manifest)}
    for column, (part, new) in parts.items():
        if new is not None:
            _note(tx, place, deletion, (changed.id, part, _sha(old[column]), _sha(new)))
            tx.execute(update(table).where(table.c.id == changed.id).values({column: new}))
    if changed.signed:
        was = hashlib.sha256(old["signed_copy"]).hexdigest()
        _note(tx, place, deletion, (changed.id, "signed", was, ""))
        tx.execute(update(table).where(table.c.id == changed.id).values(signed_copy=None))
        _bury_replaced_copies(tx, place, deletion, changed.id)
    for article, body in changed.items:
        tx.execute(update(items).where(items.c.issue == changed.id, items.c.article == article).values(body=body))
    for name, content in changed.documents:
        mine = and_(documents.c.issue == changed.id, documents.c.filename == name)
        was = tx.execute(select(documents.c.sha256).where(mine)).scalar_one()
        now = hashlib.sha256(content).hexdigest()
        _note(tx, place, deletion, (changed.id, f"document:{name}", was, now))
        values = {"content": content, "sha256": now, "media_type": "text/plain; charset=utf-8"}
        tx.execute(update(documents).where(mine).values(**values))


def _bury_replaced_copies(tx: Connection, place: str, deletion: int, issue: int) -> None:
    """The signed copies that a later one replaced hold the same words."""
    before = schema.registrations
    kept = select(before.c.id, before.c.copy).where(before.c.issue == issue, before.c.copy.is_not(None))
    for number, content in tx.execute(kept.order_by(before.c.id)).all():
        _note(tx, place, deletion, (issue, f"signed:{number}", hashlib.sha256(content).hexdigest(), ""))
        tx.execute(update(before).where(before.c.id == number).values(copy=None))


def _note(tx: Connection, place: str, deletion: int, note: tuple[int | None, str, str, str]) -> None:
    """(issue, part, hash before, hash now)."""
    issue, part, was, now = note
    tx.execute(
        insert(schema.redactions).values(place=place, deletion=deletion, issue=issue, part=part, was=was, now=now)
    )


def rebuild_fulltext(tx: Connection) -> None:
    """Deleted rows leave their words in the index's segments until it is built anew."""
    if tx.dialect.name == "sqlite":
        tx.execute(text("INSERT INTO fulltext(fulltext) VALUES ('rebuild')"))


def _wordless(old: Classification) -> Classification:
    """The labels as they were counted, without a word of the text."""

    def bare(verdict: Verdict) -> Verdict:
        return Verdict(
            classifier=verdict.classifier, version=verdict.version, label=verdict.label, score=verdict.score, reason=""
        )

    event = old.event
    if event is not None:
        event = replace(event, place=None, organisers=(), subject=None)
    return Classification(
        article=old.article,
        language=old.language,
        relevance=bare(old.relevance),
        topic=bare(old.topic),
        secondary=old.secondary,
        citation=bare(old.citation),
        tone=bare(old.tone),
        event=event,
    )


def _sha(value: str | None) -> str:
    return hashlib.sha256((value or "").encode()).hexdigest()
