"""What the world said: entries, pages and articles as they came. Nothing here is concluded by us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime

from monitor.model.vocabulary import WITHDRAWN, ItemKind, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant with its provenance.

    `rule`: feed | json-ld | meta | time | visible | url | first-seen | import | post. `confidence` is in 0..1.
    `exact` is False where only the day is known; `at` is then that day's midnight in Europe/Kyiv.
    """

    at: datetime
    rule: str
    confidence: float
    exact: bool = True

    @property
    def guessed(self) -> bool:
        """Nobody said when it was published: it is when we met it, by which it finds its issue and no more."""
        return self.rule == "first-seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    url: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a social network says about one post beside its text."""

    views: int | None = None
    forwarded_from: str | None = None
    forwarded_url: str | None = None  # the first post, or its channel, where the network links it
    reply_to: str | None = None
    media: tuple[str, ...] = ()
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipping:
    """Where a print or broadcast item stands: issue number, page, cm² or minutes, and the file of its scan."""

    number: str = ""
    page: str = ""
    size: str = ""
    scan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a source says exists. `key` is the source's own identifier, else the canonical URL."""

    source: str  # Source.id
    key: str
    url: str
    title: str = ""
    summary: str = ""  # plain text
    content: str = ""  # HTML the source itself carries, possibly shortened
    author: str | None = None
    published: datetime | None = None
    published_exact: bool = True
    updated: datetime | None = None
    language: str | None = None
    complete: bool = False  # the entry is the whole item (a post, a video): no page need be fetched
    links: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()
    post: Post | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """A petition as its page shows it now. `key` is its canonical URL; `status` is in the page's own words."""

    key: str
    url: str
    title: str
    votes: int | None = None
    threshold: int | None = None
    deadline: Day | None = None
    opened: Day | None = None
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What one visit of a source brought. `notes` are sentences for the operator (malformed, gaps in ids …).

    `partial`: a limit or a failing part left something unread, so the next visit must read the same document again,
    even if it is unchanged. `cut`: the reading ended at a limit before anything known was met, and no later visit makes
    up for it: in a source that was read before, items are lost.
    """

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    state: str = "ok"  # ok | empty | none | restricted | group
    partial: bool = False
    cut: bool = False
    max_age: int | None = None  # seconds the document itself (not its header) says it stays fresh
    petitions: tuple[Petition, ...] = ()  # never clips: nobody published them about us


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What makes the next request conditional: opaque strings, sent back byte for byte."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes and how they came; `content` is decoded from its transfer encoding, not from its charset."""

    url: str
    final_url: str
    status: int
    content_type: str  # the header's value, e.g. "text/html; charset=windows-1251"
    content: bytes
    fetched: datetime
    validators: Validators = field(default_factory=Validators)
    max_age: int | None = None  # seconds the server says it stays fresh


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The server (304, or the same validator or body again) says nothing is new."""

    url: str
    fetched: datetime


Get = Callable[[str], "Page | Unchanged"]
Seen = Callable[[str], bool]  # is an entry with this key of this source already stored?


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text at one URL, as its outlet published it. `id` never changes over versions."""

    id: str
    outlet: str  # Outlet.id
    url: str
    kind: ItemKind
    title: str
    paragraphs: tuple[str, ...]
    byline: str | None = None
    links: tuple[Link, ...] = ()  # inside the body only
    images: tuple[str, ...] = ()
    language: Language | None = None
    published: Moment | None = None
    updated: datetime | None = None
    fetched: datetime | None = None
    post: Post | None = None
    clipping: Clipping | None = None
    quarantine: str | None = None  # why a person must look before it may enter a brief
    cut: str | None = None  # why only the beginning of the text is known, where it is so

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def withdrawn(self) -> bool:
        """Deleted on demand: it is counted still, but there is nothing to read."""
        return self.title == WITHDRAWN
