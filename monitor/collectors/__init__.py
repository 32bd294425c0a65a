"""Every kind of source and the function that reads it: the registry. A collector never stores and never decides.

To add one: a module with `collect`, a line here, a recorded case in tests/data/<kind>/.
"""

from __future__ import annotations

from collections.abc import Callable

from monitor.collectors import feed, listing, petitions, sitemap, telegram, youtube
from monitor.model import Get, Harvest, Page, Seen, Source, SourceKind

Collector = Callable[[Source, Page, Get, Seen], Harvest]

COLLECTORS: dict[SourceKind, Collector] = {
    "feed": feed.collect,
    "sitemap": sitemap.collect,
    "listing": listing.collect,
    "telegram": telegram.collect,
    "youtube": youtube.collect,
    "petition": petitions.collect,
}

__all__ = ["COLLECTORS", "Collector"]
