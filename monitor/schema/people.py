"""Who may use the web page, and one row an item with what the lists filter and sort by."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table, Text

from monitor.schema.metadata import metadata, place

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("name", String(100), nullable=False),
    Column("role", String(16), nullable=False),  # reader | analyst | editor
    Column("password", Text, nullable=False),  # argon2
    Column("stamp", String(32), nullable=False),  # changes with the password: older sessions end
    Column("created", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
    Index("people_by_name", "place", "name", unique=True),
)

# The labels in force, derived from articles, verdicts and labels in the transaction that changes those.
catalogue = Table(
    "catalogue",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("article", String(32), primary_key=True),
    Column("published", String(32), nullable=False),
    Column("outlet", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("relevance", String(16)),
    Column("topic", String(16)),
    Column("citation", String(16)),
    Column("tone", String(16)),
    Column("flagged", Boolean, nullable=False),  # a question no person has answered yet
    Column("decided", Boolean, nullable=False),  # a person decided something about it
    Column("missed", Boolean, nullable=False),
    Column("hit", BigInteger),  # SQLite: the row of its full text, which has no index of its own by article
    Index("catalogue_by_hit", "place", "hit"),
    Index("catalogue_by_time", "place", "published", "article"),
    Index("catalogue_by_relevance", "place", "relevance", "published", "article"),
    Index("catalogue_by_flag", "place", "flagged", "published", "article"),
    Index("catalogue_by_outlet", "place", "outlet", "published", "article"),
)
