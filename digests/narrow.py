"""A digest for a recipient who wants some topics only: the same issue, read in part; its figures say so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from digests.model import Digest, Item, Section
from digests.totals import totals


def narrow(digest: Digest, topics: Collection[str]) -> Digest:
    """The digest with the stories of these topics (all of them where none is named). Numbers of items stay."""
    if not topics:
        return digest
    sections = tuple(_narrowed(section, frozenset(topics)) for section in digest.sections)
    kept = tuple(section for section in sections if section.items or section.empty)
    pending = tuple(one for one in digest.pending if one.line.topic in topics)
    return replace(digest, sections=kept, totals=totals(kept, digest.window), before=None, pending=pending)


def _narrowed(section: Section, topics: frozenset[str]) -> Section:
    items = tuple(item for item in section.items if _wanted(item, topics))
    return replace(section, items=items, shown=min(section.shown, len(items)) if items else section.shown)


def _wanted(item: Item, topics: frozenset[str]) -> bool:
    return any(line.topic in topics for line in item.lines)
