"""The archive without the records of what is deleted: which go, which are kept in part, and the file written anew.

A record that stays is copied byte for byte. Files are never changed in place: see monitor.deletion for the order.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from monitor.archive import SUFFIX, Record, is_sound, located, record_bytes
from monitor.deletion.needles import Needles
from monitor.deletion.redact import without
from monitor.errors import StoreError
from monitor.store import StoredPage
from monitor.store.deletion_rows import Moved

_GENERATION = re.compile(r"\.g(\d{3})$")
_LISTS = frozenset({"source", "part", "import"})  # records that speak of many items


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a record: its bytes as they shall stand (none: it goes) and the new hash of the page in it."""

    data: bytes = b""
    sha256: str | None = None


Fates = dict[int, Fate]  # by offset; a record that is not named stays as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a deletion strikes in the archive of one place."""

    place: str
    articles: frozenset[str] = frozenset()
    positions: frozenset[tuple[str, int]] = frozenset()  # of the pages behind them
    sources: frozenset[str] = frozenset()  # all documents of these go
    outlets: frozenset[str] = frozenset()  # whose documents are searched for the words of the items
    full: Needles = field(default_factory=Needles)  # for documents of these outlets that list many items
    light: Needles = field(default_factory=Needles)  # for their other pages: addresses and headlines in the margin
    person: Needles = field(default_factory=Needles)  # for every page
    before: datetime | None = None  # records fetched earlier go, whatever they are
    source_outlets: Mapping[str, str] = field(default_factory=dict)
    article_outlets: Mapping[str, str] = field(default_factory=dict)

    def fate(self, record: Record, stored: StoredPage) -> Fate | None:
        """None where the record stays as it is."""
        if record.place and record.place != self.place:
            return None
        if self.before is not None and record.page.fetched < self.before:
            return Fate()
        if self._is_struck(record, stored):
            return Fate()
        needles = self._needles(record)
        if not needles:
            return None
        if record.given and needles.found(record.given):  # an earlier word on the file
            return Fate()
        content = without(record.page, needles)
        if content is None:
            return Fate()
        if content == record.page.content:
            return None
        page = replace(record.page, content=content)
        made = record_bytes(replace(record, page=page, redacted=record.redacted or stored.sha256))
        return Fate(made, hashlib.sha256(content).hexdigest())

    def _is_struck(self, record: Record, stored: StoredPage) -> bool:
        if record.role in _LISTS:
            return _source(record) in self.sources and record.role != "import"
        return record.subject in self.articles or (stored.warc, stored.offset) in self.positions

    def _needles(self, record: Record) -> Needles:
        if record.role == "import":
            return self.full
        if record.role in _LISTS:
            owner = self.source_outlets.get(_source(record))
            return self.full if owner in self.outlets else self.person
        owner = self.article_outlets.get(record.subject)
        return self.light if owner in self.outlets else self.person


def _source(record: Record) -> str:
    return record.visit.rpartition(" ")[0]


def survey(folder: Path, scope: Scope) -> dict[str, Fates]:
    """What changes in which file. Raises StoreError where a file cannot be searched: then nothing may be claimed."""
    found: dict[str, Fates] = {}
    for path in files(folder):
        if scope.before is not None and path.name[:10] > scope.before.astimezone(UTC).date().isoformat():
            continue  # a file holds what was fetched on its day: the young ones need not be read
        if not is_sound(path):
            raise StoreError(f"{path} is damaged inside and cannot be searched; move it away or restore it first")
        fates = {
            stored.offset: fate for record, stored in located(path) if (fate := scope.fate(record, stored)) is not None
        }
        if fates:
            found[path.name] = fates
    return found


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{SUFFIX}"))


def next_name(folder: Path, name: str) -> str:
    """The name of a file's next generation: 2026-11-22.warc.gz, 2026-11-22.g001.warc.gz, …; it sorts with its day."""
    base = _GENERATION.sub("", name.removesuffix(SUFFIX))
    taken = [0]
    for path in folder.glob(f"{base}.g*{SUFFIX}"):
        match = _GENERATION.search(path.name.removesuffix(SUFFIX))
        taken += [int(match[1])] if match else []
    return f"{base}.g{max(taken) + 1:03d}{SUFFIX}"


def rewrite(folder: Path, name: str, new: str, fates: Fates) -> list[Moved]:
    """Write the next generation of a file, whole and synced, beside the old one; where every record stands then."""
    moved: list[Moved] = []
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=f".{new}.")
    try:
        with os.fdopen(descriptor, "wb") as target, (folder / name).open("rb") as source:
            for offset, length in _spans(folder / name):
                fate = fates.get(offset)
                if fate is not None and not fate.data:
                    moved.append(Moved(old=name, offset=offset))
                    continue
                source.seek(offset)
                data = fate.data if fate else source.read(length)
                sha256 = fate.sha256 if fate else None
                moved.append(Moved(old=name, offset=offset, new=new, at=target.tell(), length=len(data), sha256=sha256))
                target.write(data)
            target.flush()
            os.fsync(target.fileno())
        if any(one.new for one in moved):  # else the file goes whole
            Path(temporary).chmod(0o644)
            Path(temporary).replace(folder / new)
            sync_folder(folder)
    except OSError as error:
        raise StoreError(f"{folder / new} cannot be written: {error}") from error
    finally:
        Path(temporary).unlink(missing_ok=True)
    return moved


def _spans(path: Path) -> Iterator[tuple[int, int]]:
    return ((stored.offset, stored.length) for _, stored in located(path))


def sync_folder(folder: Path) -> None:
    """A new or removed name survives a power cut only when its folder is synced."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
