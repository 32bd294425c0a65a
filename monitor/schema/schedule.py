"""The unattended service: who holds the work, what it owes since when, and which hosts asked to be left alone."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from monitor.schema.metadata import metadata

# At most one process does the work `name` of a place; its hold ends by itself at `until`.
leases = Table(
    "leases",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", String(32), nullable=False),
)

# From when on the slots of a product are owed, and the hours that was said of: a new product owes no past ones.
duties = Table(
    "duties",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("product", String(64), primary_key=True),
    Column("at", String(16), nullable=False),
    Column("days", String(64), nullable=False),
    Column("since", String(32), nullable=False),
)

# Hosts that answered with Retry-After: no source and no page of them is asked before `until`, restart or not.
holds = Table(
    "holds",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("origin", String(300), primary_key=True),  # https://host
    Column("until", String(32), nullable=False),
)
