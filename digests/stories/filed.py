"""What goes into grouping and what comes out of it. Knows nothing of how stories are found."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model import Article, Outlet, Story

Decision = tuple[str, tuple[str, ...]]  # ("merge" | "split", article ids), in the order they were made


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """An article with its outlet; `outlet.official` marks the institution's own release."""

    article: Article
    outlet: Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Stories of a window, and where earlier stories went: (old id, new id)."""

    stories: tuple[Story, ...]
    redirects: tuple[tuple[str, str], ...] = ()
