"""A digest for a recipient who wants some topics only: the same issue, read in part; its figures say so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from digests.brief import DOUBTED
from digests.model import Digest, Item, Section
from digests.sections import event_day
from digests.totals import totals


def narrow(digest: Digest, topics: Collection[str]) -> Digest:
    """The digest with the stories of these topics (all of them where none is named). Numbers of items stay."""
    if not topics:
        return digest
    wanted = frozenset(item.number for item in digest.items if _wanted(item, frozenset(topics)))
    known = tuple(item for item in digest.items if item.number in wanted)
    sections = tuple(_narrowed(section, known) for section in digest.sections)
    # A section that loses all its items here was not empty: it says nothing rather than that nothing was found.
    kept = tuple(
        section
        for section, whole in zip(sections, digest.sections, strict=True)
        if section.items or (section.empty and not whole.items and bool(section.elsewhere) == bool(whole.elsewhere))
    )
    pending = tuple(one for one in digest.pending if one.line.topic in topics)
    notes = tuple(note for note in digest.coverage.notes if not note.startswith(DOUBTED))
    return replace(
        digest,
        sections=kept,
        totals=totals(kept, digest.window),
        before=None,
        pending=pending,
        coverage=replace(digest.coverage, notes=notes),
    )


def _narrowed(section: Section, known: Sequence[Item]) -> Section:
    wanted = frozenset(item.number for item in known)
    items = tuple(item for item in section.items if item.number in wanted)
    if section.view == "events":  # an event told by several stories is pointed at in one of them only
        gone = (item.event for item in section.items if item.number not in wanted and item.event is not None)
        told = (next((item for item in known if item.event == event), None) for event in gone)
        # An issue of old may point at each of those stories: the one that is left must not stand twice.
        once = {item.number: item for item in (*items, *told) if item is not None}
        items = tuple(sorted(once.values(), key=lambda item: (event_day(item), item.number)))
    shown = min(section.shown, len(items)) if items else section.shown
    elsewhere = tuple(number for number in section.elsewhere if number in wanted)
    return replace(section, items=items, shown=shown, elsewhere=elsewhere)


def _wanted(item: Item, topics: frozenset[str]) -> bool:
    return any(line.topic in topics for line in item.lines)
