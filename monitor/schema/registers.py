"""The registers of a department: entries, petitions, and what people decided on events and contracts."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table, Text

from monitor.schema.metadata import metadata, place

# One row an entry of a register; `body` is the noun. `origin` is the file it came from, or «typed».
register_entries = Table(
    "register_entries",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("register", String(32), primary_key=True),
    Column("key", String(300), primary_key=True),
    Column("body", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("origin", Text, nullable=False),
)

# What stood there before; append-only. `dropped` where the entry was taken out.
register_history = Table(
    "register_history",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("register", String(32), nullable=False),
    Column("key", String(300), nullable=False),
    Column("body", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("origin", Text, nullable=False),
    Column("until", String(32), nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("dropped", Boolean, nullable=False),
    Index("register_history_by_key", "place", "register", "key"),
)

petitions = Table(
    "petitions",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("key", String(500), primary_key=True),
    Column("source", String(64), nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("last_seen", String(32), nullable=False),
    Column("body", Text, nullable=False),
)

# A row where the number differs from the one before it.
petition_votes = Table(
    "petition_votes",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("petition", String(500), primary_key=True),
    Column("at", String(32), primary_key=True),
    Column("votes", BigInteger, nullable=False),
)

# What a person said of an event of the chronicle; append-only, the last word on a field counts. `event` is the article
# by which the event was called then.
event_decisions = Table(
    "event_decisions",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("event", String(32), nullable=False),
    Column("field", String(16), nullable=False),  # state | date | until | kind | place | organisers | subject
    Column("value", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("origin", Text, nullable=False),
    Index("event_decisions_by_event", "place", "event"),
)

# A publication confirmed as fulfilling a contract, or refused as such; the last word counts.
fulfilments = Table(
    "fulfilments",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("contract", String(300), nullable=False),
    Column("article", String(32), nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Index("fulfilments_by_contract", "place", "contract"),
)
