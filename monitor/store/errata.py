"""Corrections that stand beside an approved issue, and which of them hold. Functions over an open transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select

from monitor import schema
from monitor.codec import stamp


def insert_erratum(
    connection: Connection, issue: int, article: str, change: tuple[str, str, str], *, by: str, at: datetime, why: str
) -> None:
    """`change`: (field, was, now)."""
    field, was, now = change
    values = {"issue": issue, "article": article, "field": field, "was": was, "now": now}
    connection.execute(insert(schema.errata).values(**values, by=by, at=stamp(at), why=why))


def errata(connection: Connection, issue: int) -> list[RowMapping]:
    table = schema.errata
    return list(connection.execute(select(table).where(table.c.issue == issue).order_by(table.c.id)).mappings())


def corrections(connection: Connection, place: str, issue: int, asked: Collection[str]) -> list[RowMapping]:
    """The errata that hold, in order: what was later put back as it had been corrects nothing.

    Where nobody's «use» stands any more, the clip is in as long as its relevance is one of `asked`.
    """
    rows = errata(connection, issue)
    left = {row["article"] for row in rows if row["field"] == "use" and not row["now"]}
    taken = _of_relevance(connection, place, left, asked) if left else set()
    held: dict[tuple[str, str], list[tuple[str, RowMapping]]] = {}
    for row in rows:
        by_itself = row["field"] == "use" and row["article"] in taken
        was, now = (said or ("yes" if by_itself else "") for said in (row["was"], row["now"]))
        if was == now:
            continue
        chain = held.setdefault((row["article"], row["field"]), [])
        back = next((at for at, (earlier, _) in enumerate(chain) if earlier == now), None)
        chain[len(chain) if back is None else back :] = [(was, row)] if back is None else []
    return sorted((row for chain in held.values() for _, row in chain), key=lambda row: row["id"])


def _of_relevance(connection: Connection, place: str, articles: Collection[str], asked: Collection[str]) -> set[str]:
    """Those of the articles whose relevance in force is one of these."""
    table = schema.catalogue
    query = select(table.c.article).where(table.c.place == place, table.c.article.in_(sorted(articles)))
    return set(connection.execute(query.where(table.c.relevance.in_(sorted(asked)))).scalars())


def holding(connection: Connection, place: str, articles: Collection[str]) -> list[int]:
    """The approved issues that count one of these articles, the oldest first."""
    items, issues = schema.issue_items, schema.issues
    query = (
        select(issues.c.id)
        .join_from(items, issues, items.c.issue == issues.c.id)
        .where(items.c.place == place, issues.c.number.is_not(None), items.c.article.in_(articles))
    )
    return list(connection.execute(query.distinct().order_by(issues.c.id)).scalars())
