"""Whether a draft may still be signed as it was looked at. Compares two digests of one window; builds none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from digests.definition import Definition
from digests.model import Digest
from monitor.model import Event
from monitor.pipeline import compared
from monitor.pipeline.desk import Desk
from monitor.store import IssueRow


def is_stale(desk: Desk, definition: Definition, row: IssueRow, old: Digest, new: Digest) -> bool:
    """Did a person decide otherwise since, or another issue take or sign what this draft goes by?

    `old` is the draft `row` as it stands, `new` what its window holds now: late news alone makes nothing stale.
    """
    if old.name != new.name:  # its definition was renamed: other readers get it
        return True
    if _stories(old) != _stories(new) and desk.store.stories_decided_since(row.built):
        return True
    if _events_decided(desk, row.built, _events(old), _events(new)):
        return True
    # The issue of the window before was signed meanwhile: its figures are those to compare with.
    if old.before != new.before and compared.signed_before(desk, definition, new.window) is not None:
        return True
    known, now = _told(old), _told(new)
    moved = sorted(article for article in known.keys() | now.keys() if known.get(article) != now.get(article))
    if not moved:
        return False
    taken = desk.store.issues.used(new.kind, other_than_day=new.window.day.isoformat())
    there = {clip.article.id for clip in desk.store.clips(articles=moved, relevance=None)}
    gone = any(article in taken or article not in there for article in moved)
    # The history, not the decisions in force: one that was taken back leaves none.
    return gone or bool(desk.store.opinions.history(moved))


def _told(digest: Digest) -> dict[str, tuple[object, ...]]:
    """article -> all that an issue claims of it alone and counts; its section follows from the story's lead."""
    return {
        line.article: (line.topic, line.citation, line.tone, bool(line.flags), line.added, line.continued)
        for item in digest.items
        for line in item.lines
    }


def _stories(digest: Digest) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(line.article for line in item.lines) for item in digest.items)


def _events(digest: Digest) -> dict[str, Event | None]:
    return {line.article: item.event for item in digest.items for line in item.lines}


def _events_decided(
    desk: Desk, built: datetime, old: Mapping[str, Event | None], new: Mapping[str, Event | None]
) -> bool:
    """Is an event told otherwise because a person said so since? What came late may add to an event, too."""
    moved = [article for article in old.keys() & new.keys() if old[article] != new[article]]
    if not moved:
        return False
    since = built.replace(microsecond=0)  # decisions are kept to the second
    # An event goes by any of its items, one of an earlier issue too: whose word it was that moved it is not asked.
    if any(one.at >= since for one in desk.store.registers.event_decisions()):
        return True
    return any(one.label.field == "event" and one.label.at >= since for one in desk.store.opinions.history(moved))
