"""What the store hands out and takes in: small frozen records around the nouns of monitor.model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model import Article, Classification, Document, Entry, Outlet, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """Where a page stands in the archive; `id` is None until the row is written."""

    page: Page
    sha256: str
    warc: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    id: int
    url: str
    warc: str
    offset: int
    length: int
    sha256: str
    fetched: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What we remember of one source between visits."""

    id: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    visited: datetime | None = None
    answered: datetime | None = None
    brought: datetime | None = None
    next_visit: datetime | None = None
    fresh: int | None = None  # seconds its last full answer asked for; a «not modified» changes nothing of it
    failures: int = 0
    state: str = "new"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An entry with the clip it belongs to, as one visit saw it."""

    article: str
    outlet: str
    entry: Entry
    digest: str  # changes when the source says something else about it


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """All that one visit of one source leaves behind; written in one transaction."""

    source: SourceState
    at: datetime
    state: str
    reason: str = ""
    sightings: tuple[Sighting, ...] = ()
    pages: tuple[StoredPage, ...] = ()
    notes: tuple[str, ...] = ()
    entries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An entry on its way: to be fetched, or (with `page`) to be extracted."""

    article: str
    source: str
    outlet: str
    entry: Entry
    first_seen: datetime
    attempts: int
    page: PageRow | None
    missed: bool
    in_vain_since: datetime | None = None  # since when its page showed something else


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    article: Article
    version: int
    page: int | None
    missed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An article with its outlet and the automatic decisions on it."""

    article: Article
    outlet: Outlet
    classification: Classification
    missed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueHead:
    """What is known of an issue without its content; `number` is None for a draft."""

    id: int
    kind: str
    day: str
    number: int | None
    state: str
    since: datetime
    until: datetime
    built: datetime
    approved: datetime | None
    approved_by: str | None
    sha256: str | None

    @property
    def name(self) -> str:
        """«thematic/2026/48», or «thematic/2026-11-22» while it is a draft without a number."""
        return f"{self.kind}/{self.day[:4]}/{self.number}" if self.number else f"{self.kind}/{self.day}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow(IssueHead):
    body: str
    manifest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueItem:
    """One counted clip of an issue; `body` is the line as it was printed, as JSON."""

    article: str
    position: int
    section: str
    direct: bool
    undecided: bool = False
    continued: bool = False
    body: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All that an issue is before its approval."""

    kind: str
    day: str  # local date, ISO
    since: datetime
    until: datetime
    built: datetime
    body: str
    items: tuple[IssueItem, ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One row of the outbox."""

    id: int
    issue: int
    channel: str
    recipient: str
    message_id: str
    state: str
    attempts: int
    next_try: datetime | None
    error: str
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ungrouped:
    """An article that belongs in a story and is in none yet."""

    article: str
    published: datetime  # where nobody says: when it was fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDecision:
    """A merge or split of stories as a person made it; `undone_by` and `undone_at` where somebody took it back."""

    id: int
    kind: str  # merge | split
    articles: tuple[str, ...]
    by: str
    at: datetime
    why: str
    undone: bool
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What stands beside an approved issue: a field of one of its clips was, and now is."""

    issue: int
    article: str
    field: str
    was: str
    now: str
    by: str
    at: datetime
