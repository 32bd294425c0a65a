"""The tables, one module a subject.

Instants are ISO 8601 UTC text, so that SQLite and PostgreSQL sort and show them alike. Every row carries its place.
"""

from __future__ import annotations

from monitor.schema.metadata import metadata
from monitor.schema.people import catalogue, people
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
    slots,
    sources,
    story_decisions,
    verdicts,
    versions,
    visits,
)

__all__ = [
    "aliases",
    "articles",
    "catalogue",
    "documents",
    "entries",
    "errata",
    "issue_items",
    "issues",
    "labels",
    "members",
    "metadata",
    "outbox",
    "outlets",
    "pages",
    "people",
    "redirects",
    "slots",
    "sources",
    "story_decisions",
    "verdicts",
    "versions",
    "visits",
]
