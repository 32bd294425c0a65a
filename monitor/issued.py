"""The documents of approved issues as files, for people who look into folders: which of them stand, which do not.

Refuses to write: it compares what lies in a folder with what was frozen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from monitor.deletion.traces import NOTE_ENDING
from monitor.home import home
from monitor.store import Store
from monitor.store.rows import IssueHead

# So long after its approval the files of an issue are seen to: a full disk or wrong rights are mended by then, and what
# an office has cleared away later stays away.
SEEN_TO = timedelta(days=31)
RUN = timedelta(hours=1)  # a run stamps all with the instant it began at, and writes its draft at its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One frozen document and its file. `changed`: another content lies there since `touched`."""

    path: Path
    content: bytes
    state: Literal["stands", "missing", "changed"]
    touched: datetime | None = None

    def is_older(self, approved: datetime | None) -> bool:
        """Has what lies there lain there since before the approval: a draft, which nobody has worked on since?"""
        return approved is not None and self.touched is not None and self.touched <= approved + RUN


def folder_of(state: Path, store: Store, kind: str) -> Path:
    """Where the documents of a kind of issue lie."""
    return home(state, store) / "issues" / kind


def seen_to(store: Store, now: datetime) -> list[IssueHead]:
    """The issues whose files are seen to, the newest first."""
    return [row for row in store.issues.heads() if row.approved is not None and row.approved > now - SEEN_TO]


def standing(state: Path, store: Store, row: IssueHead) -> Iterator[Standing]:
    """Every frozen document of an issue beside its file; one that a deletion changed lies there as a note.

    Raises OSError where a file cannot be read.
    """
    folder, changed = folder_of(state, store, row.kind), store.deletions.redactions(row.id)
    for document in store.issues.documents(row.id):
        ending = NOTE_ENDING if f"document:{document.filename}" in changed else ""
        path = folder / f"{document.filename}{ending}"
        if not path.is_file():
            yield Standing(path=path, content=document.content, state="missing")
        elif path.read_bytes() == document.content:
            yield Standing(path=path, content=document.content, state="stands")
        else:
            touched = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield Standing(path=path, content=document.content, state="changed", touched=touched)
