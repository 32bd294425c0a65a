"""What the watch has told: the health of each source as last judged, every alert once a cause, and its letters."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint

from monitor.schema.metadata import metadata, place

source_health = Table(
    "source_health",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("source", String(64), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("before", String(16), nullable=False),  # the state this one followed
    Column("since", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("judged", String(32), nullable=False),
)

# One row a cause, for ever: what stands here is never told again.
alerts_sent = Table(
    "alerts_sent",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("rule", String(64), nullable=False),
    Column("cause", String(160), nullable=False),
    Column("found", String(32), nullable=False),
    Column("article", String(32)),
    Column("outlet", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("published", String(32)),
    Column("reason", Text, nullable=False),
    Column("urgent", Boolean, nullable=False),
    UniqueConstraint("place", "rule", "cause", name="alert_once"),
    Index("alerts_by_time", "place", "found"),
    Index("alerts_by_article", "place", "article"),
)

alert_letters = Table(
    "alert_letters",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("alert", BigInteger, ForeignKey("alerts_sent.id", ondelete="CASCADE"), nullable=False),
    Column("channel", String(16), nullable=False),  # email | notice
    Column("recipient", Text, nullable=False),
    Column("message_id", Text, nullable=False, default=""),  # of the mail it last went out in; several share one
    Column("state", String(16), nullable=False),  # queued | sending | sent | failed | unknown
    Column("attempts", BigInteger, nullable=False, default=0),
    Column("next_try", String(32)),
    Column("error", Text, nullable=False, default=""),
    Column("changed", String(32), nullable=False),
    UniqueConstraint("alert", "channel", "recipient", name="alert_letter_once"),
    Index("alert_letters_by_state", "place", "state"),
)
