"""What proves that a state was rebuilt as it had been: one hash over its rows. Functions over an open transaction."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, select

from monitor import schema


def fingerprint(connection: Connection, place: str) -> str:
    """One hash over all that can be rebuilt from the archive: articles, versions, verdicts, stories, full text."""
    parts = (
        (schema.articles, ("id", "version", "quarantine", "missed", "body")),
        (schema.versions, ("article", "version", "difference", "body")),
        (schema.verdicts, ("article", "article_version", "classifiers", "body")),
        (schema.members, ("article", "story", "body")),
    )
    digest = hashlib.sha256()
    for table, columns in parts:
        fields = [table.c[name] for name in columns]
        rows = connection.execute(select(*fields).where(table.c.place == place).order_by(*fields[:2]))
        for row in rows:
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
