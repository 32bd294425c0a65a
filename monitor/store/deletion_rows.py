"""What a deletion is made of: whom it strikes, which records move, what stands in issues and side tables afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One item that a deletion would strike."""

    article: str
    outlet: str
    published: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A record of the archive that stands elsewhere now; `new` is "" where it stands nowhere."""

    old: str
    offset: int
    new: str = ""
    at: int = 0
    length: int = 0
    sha256: str | None = None  # where its bytes were changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value of one row of a table that mentions what is to be deleted."""

    table: str
    key: tuple[tuple[str, object], ...]
    column: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueText:
    """The words of one issue."""

    id: int
    kind: str
    body: str
    manifest: str | None
    items: tuple[tuple[str, str], ...]  # article, line as JSON
    documents: tuple[tuple[str, bytes], ...]  # filename, content
    signed: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueChange:
    """What stands in an issue afterwards; None leaves a part as it is. The signed copy can only go."""

    id: int
    body: str | None = None
    manifest: str | None = None
    items: tuple[tuple[str, str], ...] = ()
    documents: tuple[tuple[str, bytes], ...] = ()
    signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A whole deletion, ready to be carried out in one transaction."""

    kind: str
    subject: str
    at: datetime
    by: str
    why: str
    articles: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    issues: tuple[IssueChange, ...] = ()
    cells: tuple[Cell, ...] = ()
