"""What goes into grouping and what comes out of it. Knows nothing of how stories are found."""

from __future__ import annotations

import math
from dataclasses import dataclass

from monitor.model import Article, Outlet, Story

Decision = tuple[str, tuple[str, ...]]  # ("merge" | "split", article ids), in the order they were made
DAY = 86400.0


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


def placed(article: Article) -> tuple[float, str]:
    """Where the article stands in order of publication: (seconds, id).

    A date without a time can only claim the end of its day, so that it never takes precedence over an exact time
    of the same day. Without a date it stands last.
    """
    moment = article.published
    if moment is None:
        return (math.inf, article.id)
    return (moment.at.timestamp() + (0.0 if moment.exact else DAY - 1), article.id)
