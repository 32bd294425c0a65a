"""The nouns of a deletion: what is chosen, who signs for it, what it would strike, what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.deletion.person import Name
from monitor.errors import StoreError
from monitor.store.deletion_rows import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is to be deleted: `kind` is article | source | outlet | person | restored."""

    kind: str
    subject: str = ""  # an id; never a name
    person: Name | None = None
    articles: tuple[str, ...] = ()  # of `restored`: exactly these


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who orders it, when and why."""

    by: str
    why: str
    at: datetime


class NothingStored(StoreError):
    """The choice names an article, source or outlet of which nothing is stored: most likely it was mistyped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a choice would strike; `possible`: only the surname stands there."""

    targets: tuple[Target, ...] = ()
    possible: tuple[Target, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()  # (article, address) of stored PDF files: nobody looked for the name there


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What a deletion did."""

    id: int
    articles: int = 0
    records: int = 0  # that went
    redacted: int = 0  # that lost a part
    issues: int = 0
    files: int = 0  # documents as files that became notes
    log_lines: int = 0
    left: tuple[str, ...] = ()  # files in which the person is still found
    unread: tuple[tuple[str, str], ...] = ()  # as in `Seen`
