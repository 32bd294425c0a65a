"""Keeps the catalogue true: one row an item with the labels in force, written in the transaction that changed them.

Whoever writes an article, a verdict or a label calls `refresh`; a person's label stands before the machine's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, RowMapping, and_, delete, insert, select

from monitor import schema
from monitor.codec import decode
from monitor.judgement import ASKS
from monitor.model import Classification

BATCH = 500  # ids in one statement: SQLite takes 32,766 at most
_LABELS = ("relevance", "topic", "citation", "tone")


def refresh(connection: Connection, place: str, articles: Sequence[str]) -> None:
    """Write the rows of these articles anew; those without article or verdict have none."""
    table = schema.catalogue
    for start in range(0, len(articles), BATCH):
        ids = articles[start : start + BATCH]
        labels = _labels(connection, place, ids)
        connection.execute(delete(table).where(table.c.place == place, table.c.article.in_(ids)))
        rows = [_row(connection, place, row, labels.get(row["id"], {})) for row in _sources(connection, place, ids)]
        if rows:
            connection.execute(insert(table), rows)


def refresh_label(connection: Connection, place: str, label: int) -> None:
    """The same for the article of one label."""
    table = schema.labels
    found = connection.execute(select(table.c.article).where(table.c.place == place, table.c.id == label)).scalar()
    if found is not None:
        refresh(connection, place, [str(found)])


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
