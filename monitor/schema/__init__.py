"""The tables, one module a subject.

Instants are ISO 8601 UTC text, so that SQLite and PostgreSQL sort and show them alike. Every row carries its place.
"""

from __future__ import annotations

from monitor.schema.alerts import alert_letters, alerts_sent, source_health
from monitor.schema.deletions import deletions, redactions, rewrites, tombstones
from monitor.schema.figures import figures
from monitor.schema.metadata import metadata
from monitor.schema.people import catalogue, people
from monitor.schema.registers import (
    event_decisions,
    fulfilments,
    petition_votes,
    petitions,
    register_entries,
    register_history,
)
from monitor.schema.road import (
    aliases,
    articles,
    documents,
    entries,
    errata,
    issue_items,
    issues,
    labels,
    members,
    outbox,
    outlets,
    pages,
    redirects,
    registrations,
    slots,
    sources,
    story_decisions,
    verdicts,
    versions,
    visits,
)
from monitor.schema.schedule import duties, holds, leases

__all__ = [
    "alert_letters",
    "alerts_sent",
    "aliases",
    "articles",
    "catalogue",
    "deletions",
    "documents",
    "duties",
    "entries",
    "errata",
    "event_decisions",
    "figures",
    "fulfilments",
    "holds",
    "issue_items",
    "issues",
    "labels",
    "leases",
    "members",
    "metadata",
    "outbox",
    "outlets",
    "pages",
    "people",
    "petition_votes",
    "petitions",
    "redactions",
    "redirects",
    "register_entries",
    "register_history",
    "registrations",
    "rewrites",
    "slots",
    "source_health",
    "sources",
    "story_decisions",
    "tombstones",
    "verdicts",
    "versions",
    "visits",
]
