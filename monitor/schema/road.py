"""The road of an item: what can be rebuilt (pages to stories) and what only people give (labels, issues)."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from monitor.schema.metadata import metadata, place

outlets = Table(
    "outlets",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", String(8), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("official", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)

# What one source is to us: validators for the next visit, back-off, health.
sources = Table(
    "sources",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", String(64)),
    Column("visited", String(32)),
    Column("answered", String(32)),
    Column("brought", String(32)),
    Column("next_visit", String(32)),
    Column("fresh", BigInteger),
    Column("failures", BigInteger, nullable=False, default=0),
    Column("state", String(16), nullable=False, default="new"),
    Column("reason", Text, nullable=False, default=""),
)

visits = Table(
    "visits",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("source", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("entries", BigInteger, nullable=False),
    Column("new", BigInteger, nullable=False),
    Column("notes", Text, nullable=False),
    Index("visits_by_source", "place", "source", "at"),
)

pages = Table(
    "pages",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("status", BigInteger, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("fetched", String(32), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("warc", Text, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    UniqueConstraint("place", "url", "sha256", "fetched", name="page_once"),
)

# One row per clip: outlet + canonical URL. `state`: new | fetched | done | failed | quarantine | dropped.
entries = Table(
    "entries",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("article", String(32), primary_key=True),
    Column("source", String(64), nullable=False),
    Column("outlet", String(64), nullable=False),
    Column("key", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("digest", String(32), nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("last_seen", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", BigInteger, nullable=False, default=0),
    Column("next_try", String(32)),
    Column("error", Text, nullable=False, default=""),
    Column("page", BigInteger, ForeignKey("pages.id")),
    Column("missed", Boolean, nullable=False, default=False),
    # When, where the state is `quarantine` (empty: before this was kept); since when, where something else stands there
    # for now and the page is asked for again.
    Column("given_up", String(32)),
    Index("entries_by_key", "place", "source", "key"),
    Index("entries_by_state", "place", "state"),
)

articles = Table(
    "articles",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("outlet", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("published", String(32), nullable=False),  # the Moment's instant, or when we first saw it
    Column("fetched", String(32), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("quarantine", Text),
    Column("page", BigInteger, ForeignKey("pages.id")),
    Column("missed", Boolean, nullable=False, default=False),
    Column("body", Text, nullable=False),
    Index("articles_by_time", "place", "published"),
    Index("articles_by_outlet", "place", "outlet", "published"),
)

# Earlier versions of edited articles, with the difference to the next one.
versions = Table(
    "versions",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("article", String(32), primary_key=True),
    Column("version", BigInteger, primary_key=True),
    Column("fetched", String(32), nullable=False),
    Column("page", BigInteger, ForeignKey("pages.id")),
    Column("difference", Text, nullable=False),
    Column("body", Text, nullable=False),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("article", String(32), primary_key=True),
    Column("article_version", BigInteger, nullable=False),
    Column("classifiers", String(64), nullable=False),  # version of all classifiers together
    Column("language", String(8), nullable=False),
    Column("relevance", String(16)),
    Column("topic", String(16)),
    Column("citation", String(16)),
    Column("tone", String(16)),
    Column("flags", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Index("verdicts_by_relevance", "place", "relevance"),
)

# Human decisions; append-only. `undone` says what a row is: see monitor.ledger. `verdict` is what the program had said
# of this field ("": it abstained; null: not known), `asked` whether it had flagged it.
labels = Table(
    "labels",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("article", String(32), nullable=False),
    Column("field", String(16), nullable=False),
    Column("value", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("why", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("undone", BigInteger),
    Column("verdict", Text),
    Column("asked", Boolean),
    Index("labels_by_article", "place", "article"),
)

members = Table(
    "members",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("article", String(32), primary_key=True),
    Column("story", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Index("members_by_story", "place", "story"),
)

redirects = Table(
    "redirects",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("story", String(32), primary_key=True),
    Column("now", String(32), nullable=False),
)

# Merges and splits made by hand, in order; grouping replays them.
story_decisions = Table(
    "story_decisions",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("kind", String(8), nullable=False),  # merge | split
    Column("articles", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("why", Text, nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
    Column("undone_by", Text),
    Column("undone_at", String(32)),
)

issues = Table(
    "issues",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("kind", String(64), nullable=False),
    Column("day", String(10), nullable=False),  # local date the issue belongs to
    Column("year", BigInteger, nullable=False),
    Column("number", BigInteger),  # given at approval, without gaps
    Column("state", String(16), nullable=False),  # draft | approved | sent
    Column("since", String(32), nullable=False),
    Column("until", String(32), nullable=False),
    Column("built", String(32), nullable=False),
    Column("approved", String(32)),
    Column("approved_by", Text),
    Column("sha256", String(64)),
    Column("previous_sha256", String(64)),
    Column("body", Text, nullable=False),
    Column("manifest", Text),
    Column("registered_number", Text),
    Column("registered_date", String(10)),
    Column("registered_by", Text),
    Column("registered_at", String(32)),
    Column("signed_name", Text),
    Column("signed_copy", LargeBinary),
    UniqueConstraint("place", "kind", "day", name="issue_a_day"),
    UniqueConstraint("place", "kind", "year", "number", name="issue_number"),
)

# Outgoing registrations that a later one replaced; the one that stands is in `issues`.
registrations = Table(
    "registrations",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("issue", BigInteger, ForeignKey("issues.id"), nullable=False),
    Column("number", Text, nullable=False),
    Column("day", String(10), nullable=False),
    Column("by", Text),
    Column("at", String(32)),
    Column("copy_name", Text),
    Column("copy", LargeBinary),  # only where the next registration brought another one
)

issue_items = Table(
    "issue_items",
    metadata,
    Column("issue", BigInteger, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("article", String(32), primary_key=True),
    place(),
    Column("position", BigInteger, nullable=False),
    Column("section", String(64), nullable=False),
    Column("direct", Boolean, nullable=False),
    Column("undecided", Boolean, nullable=False),
    Column("continued", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    Index("issue_items_by_article", "place", "article"),
)

documents = Table(
    "documents",
    metadata,
    Column("issue", BigInteger, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("filename", String(200), primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

errata = Table(
    "errata",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("issue", BigInteger, ForeignKey("issues.id"), nullable=False),
    Column("article", String(32), nullable=False),
    Column("field", String(16), nullable=False),
    Column("was", Text, nullable=False),
    Column("now", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("why", Text, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("issue", BigInteger, ForeignKey("issues.id"), nullable=False),
    Column("channel", String(16), nullable=False),  # email | folder
    Column("recipient", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("state", String(16), nullable=False),  # queued | sending | sent | failed | unknown
    Column("attempts", BigInteger, nullable=False, default=0),
    Column("next_try", String(32)),
    Column("error", Text, nullable=False, default=""),
    Column("changed", String(32), nullable=False),
    UniqueConstraint("issue", "channel", "recipient", name="outbox_once"),
)

# Which time slots were served, so that none is served twice. `slot` is the local day: clocks may change, it stays.
slots = Table(
    "slots",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("product", String(64), primary_key=True),
    Column("slot", String(32), primary_key=True),
    Column("done", String(32), nullable=False),  # while it is being made: when that began
    Column("note", Text, nullable=False, default=""),
    Column("state", String(16), nullable=False, server_default="made"),  # making | made | late | missed
    Column("holder", Text, nullable=False, server_default=""),
)

# The ids that imported items brought with them; several clips may have come with the same.
aliases = Table(
    "aliases",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("article", String(32), primary_key=True),
)
