"""Clips as they are counted: articles joined with their verdicts, labels and stories. Read first, then joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from monitor import judgement
from monitor.model import Clip, Label, Member
from monitor.store import decisions, membership, results
from monitor.store.rows import Judged

Parts = tuple[list[Judged], Mapping[str, Sequence[Label]], Mapping[str, tuple[str, Member]]]


def read(
    connection: Connection,
    place: str,
    *,
    since: datetime | None,
    until: datetime | None,
    articles: Sequence[str] | None,
    relevance: Sequence[str] | None,
) -> Parts:
    """Judged articles, oldest first, with the labels and the stories of each."""
    found = results.judged(connection, place, since=since, until=until, articles=articles, relevance=relevance)
    ids = [item.article.id for item in found]
    # A few items ask for their own labels; a long list is quicker with all of them.
    labels = decisions.labels(connection, place, ids if len(ids) <= 500 else None)
    return found, labels, membership.members(connection, place, ids)


def joined(parts: Parts) -> list[Clip]:
    """Clips with the labels in force, in the order they were read."""
    found, labels, members = parts
    clips = []
    for item in found:
        story, member = members.get(item.article.id, (None, None))
        standing = judgement.in_force(labels.get(item.article.id, ()))
        clips.append(
            judgement.clip(
                item.article,
                item.outlet,
                item.classification,
                standing,
                member=member,
                story=story,
                missed=item.missed,
            )
        )
    return clips
