"""Documents for collectors under test: pages from text or files, and a `get` that answers only what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from monitor.collectors import COLLECTORS
from monitor.errors import FetchError
from monitor.model import Harvest, ListingRule, Page, Source, SourceKind, Unchanged

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def page(url: str, content: str | bytes, content_type: str = "", final_url: str | None = None) -> Page:
    data = content.encode("utf-8") if isinstance(content, str) else content
    return Page(url=url, final_url=final_url or url, status=200, content_type=content_type, content=data, fetched=NOW)


@dataclass
class Web:
    """Answers with its pages, or with Unchanged where a page is None; anything else is gone."""

    pages: Mapping[str, Page | None] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, url: str) -> Page | Unchanged:
        self.asked.append(url)
        if url not in self.pages:
            raise FetchError(url, "gone", f"{url} answers 404.", status=404)
        found = self.pages[url]
        return Unchanged(url=url, fetched=NOW) if found is None else found


def harvest(
    kind: SourceKind,
    first: Page,
    *,
    web: Web | None = None,
    seen: tuple[str, ...] = (),
    listing: ListingRule | None = None,
) -> Harvest:
    """One visit of a source at the page's own address."""
    source = Source(id="case", outlet="case", kind=kind, url=first.url, listing=listing)
    return COLLECTORS[kind](source, first, web or Web(), seen.__contains__)
