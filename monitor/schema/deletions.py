"""Deletion on demand: what was asked, tombstones that keep the counts, changes of frozen issues, WARC rewrites.

No table here holds a word of what was deleted: ids and hashes only.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint

from monitor.schema.metadata import metadata, place
from monitor.schema.road import articles, entries, pages, versions

deletions = Table(
    "deletions",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("kind", String(16), nullable=False),  # article | source | outlet | person | expired | restored
    Column("subject", String(64), nullable=False, default=""),  # id of the article, source or outlet; never a name
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("articles", BigInteger, nullable=False),
    Column("records", BigInteger, nullable=False),
    Column("documents", BigInteger, nullable=False),
    Index("deletions_by_time", "place", "at"),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("article", String(32), primary_key=True),
    Column("deletion", BigInteger, ForeignKey("deletions.id"), nullable=False),
    Column("url_sha256", String(64), nullable=False),
)

# What was approved had hash `was`; what stands there now has hash `now` ("" where nothing stands any more).
redactions = Table(
    "redactions",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("deletion", BigInteger, ForeignKey("deletions.id"), nullable=False),
    Column("issue", BigInteger),
    Column("part", Text, nullable=False),  # digest | manifest | signed | document:NAME | page:ID
    Column("was", String(64), nullable=False),
    Column("now", String(64), nullable=False),
    Index("redactions_by_issue", "place", "issue"),
)

# A file of the archive on its way to a new name; finished or taken back at the next start.
rewrites = Table(
    "rewrites",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("state", String(16), nullable=False),  # planned | switched
    UniqueConstraint("old", "state", name="rewrite_once"),
)

# By which a record that moves or goes finds its rows without reading whole tables.
Index("pages_by_record", pages.c.warc, pages.c.offset)
Index("articles_by_page", articles.c.page)
Index("entries_by_page", entries.c.page)
Index("versions_by_page", versions.c.page)
