"""Keeps the catalogue true: one row an item with the labels in force, written in the transaction that changed them.

Whoever writes an article, a verdict or a label calls `refresh`; a person's label stands before the machine's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, RowMapping, and_, delete, insert, select, text, update

from monitor import schema
from monitor.codec import decode
from monitor.judgement import ASKS
from monitor.model import Classification
from monitor.store import postgres

BATCH = 500  # ids in one statement: SQLite takes 32,766 at most
_LABELS = ("relevance", "topic", "citation", "tone")


def index_text(connection: Connection, place: str, article: str, lemmas: str) -> None:
    """Put the words of one article into the full text in place of its old ones, and refresh its row."""
    key = {"place": place, "article": article}
    old = _hits(connection, place, [article]).get(article)
    if connection.dialect.name != "sqlite":
        lemmas = postgres.words(lemmas)
        connection.execute(text("DELETE FROM fulltext WHERE place = :place AND article = :article"), key)
    elif old is not None:  # by its row: by its article every text would have to be read
        mine = "DELETE FROM fulltext WHERE rowid = :hit AND place = :place AND article = :article"
        connection.execute(text(mine), {**key, "hit": old})
    done = connection.execute(
        text("INSERT INTO fulltext (place, article, lemmas) VALUES (:place, :article, :lemmas)"),
        {**key, "lemmas": lemmas},
    )
    new = done.lastrowid if connection.dialect.name == "sqlite" else None
    refresh(connection, place, [article], {article: new})


def forget_text(connection: Connection, place: str, article: str) -> None:
    """The full text of an article is gone, and with it every question about its words."""
    table = schema.catalogue
    connection.execute(
        update(table).where(table.c.place == place, table.c.article == article).values(hit=None, flagged=False)
    )


def refresh(
    connection: Connection, place: str, articles: Sequence[str], hits: Mapping[str, int | None] | None = None
) -> None:
    """Write the rows of these articles anew; those without article or verdict have none.

    `hits`: where their full text stands now; without it the row keeps what it says.
    """
    table = schema.catalogue
    for start in range(0, len(articles), BATCH):
        ids = articles[start : start + BATCH]
        labels = _labels(connection, place, ids)
        known = {**_hits(connection, place, ids), **(hits or {})}
        connection.execute(delete(table).where(table.c.place == place, table.c.article.in_(ids)))
        rows = [
            {**_row(connection, place, row, labels.get(row["id"], {})), "hit": known.get(row["id"])}
            for row in _sources(connection, place, ids)
        ]
        if rows:
            connection.execute(insert(table), rows)


def refresh_label(connection: Connection, place: str, label: int) -> None:
    """The same for the article of one label."""
    table = schema.labels
    found = connection.execute(select(table.c.article).where(table.c.place == place, table.c.id == label)).scalar()
    if found is not None:
        refresh(connection, place, [str(found)])


def _hits(connection: Connection, place: str, ids: Sequence[str]) -> dict[str, int | None]:
    table = schema.catalogue
    query = select(table.c.article, table.c.hit).where(table.c.place == place, table.c.article.in_(ids))
    return {str(row[0]): row[1] for row in connection.execute(query)}


def _labels(connection: Connection, place: str, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    table = schema.labels
    query = (
        select(table.c.article, table.c.field, table.c.value)
        .where(table.c.place == place, table.c.article.in_(ids), table.c.undone.is_(None))
        .order_by(table.c.id)
    )
    found: dict[str, dict[str, str]] = {}
    for article, field, value in connection.execute(query):
        found.setdefault(article, {})[field] = value
    return found


def _sources(connection: Connection, place: str, ids: Sequence[str]) -> Sequence[RowMapping]:
    table, verdicts = schema.articles, schema.verdicts
    query = (
        select(
            table.c.id,
            table.c.published,
            table.c.outlet,
            table.c.missed,
            table.c.quarantine,
            verdicts.c.language,
            verdicts.c.flags,
            *(verdicts.c[name] for name in _LABELS),
        )
        .join_from(table, verdicts, and_(verdicts.c.place == table.c.place, verdicts.c.article == table.c.id))
        .where(table.c.place == place, table.c.id.in_(ids))
    )
    return connection.execute(query).mappings().all()


def _row(connection: Connection, place: str, row: RowMapping, labels: Mapping[str, str]) -> dict[str, object]:
    in_force = {name: labels.get(name, row[name]) for name in _LABELS}
    asked = row["flags"] > 0 and (not labels or _is_asked(connection, place, row["id"], labels))
    # A strange date or a half-read page matters where the item may enter a brief.
    strange = row["quarantine"] is not None and in_force["relevance"] in ("about", None) and "use" not in labels
    return {
        "place": place,
        "article": row["id"],
        "published": row["published"],
        "outlet": row["outlet"],
        "language": row["language"],
        **in_force,
        "flagged": bool(asked or strange),
        "decided": bool(labels),
        "missed": row["missed"],
    }


def _is_asked(connection: Connection, place: str, article: str, labels: Mapping[str, str]) -> bool:
    """Is there a flag of a classifier whose field no person has decided? As monitor.judgement counts them."""
    table = schema.verdicts
    body = connection.execute(select(table.c.body).where(table.c.place == place, table.c.article == article)).scalar()
    return any(
        ASKS.get(flag.classifier, flag.classifier) not in labels for flag in decode(Classification, str(body)).flags
    )
