"""One file that holds everything: the database as it was at one instant, the archive, the office's models.

The database is copied first and the archive after it: records are on disk before rows, so every row of the copy finds
its record. A manifest of SHA-256 sums is written last, with null for a file that was lost or unreadable; a backup
without it, or with a wrong sum, is not restored.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from monitor.errors import StoreError
from monitor.home import PLACES

DATABASE = "ohliad.sqlite"
MANIFEST = "manifest.json"
FOLDERS = ("archive", "models", "issues", PLACES)
FORGOTTEN = "forgotten.jsonl"  # ids of what was deleted on demand
CHUNK = 1 << 20
TRIES = 5  # a deletion may write archive files anew while a copy is made; it does so in seconds


class _Moved(Exception):
    """The archive was written anew between the copy of the database and that of the archive; says which file."""


class _Unreadable(Exception):
    """A file that is there and cannot be read: its name in the backup, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A backup that was written. `missing`: what the database names and nobody can read, with the reason."""

    path: Path
    files: int
    missing: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A backup that was unpacked. `letters`, `alerts`: how many became unknown; `missing`: what it lacks."""

    files: int
    letters: int
    alerts: int
    missing: tuple[str, ...]


def backup(state: Path, target: Path, *, over: bool = False) -> Saved:
    """Write the backup. Works while others read and write. Raises StoreError.

    A lost or unreadable file is left out and named, in the answer and in the manifest. Such a backup never replaces an
    older one, which may hold the file, unless with `over`: it is written beside it as NAME.incomplete.tar.
    """
    if not (state / DATABASE).exists():
        raise StoreError(f"{state}: nothing is stored here yet")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            files, missing = _write_whole(state, Path(folder))
            if missing and target.exists() and not over:
                target = target.with_name(f"{target.stem}.incomplete{target.suffix}")
            (Path(folder) / "backup.tar").replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"the backup {target} could not be written: {error}") from error
    return Saved(path=target, files=files, missing=missing)


def _write_whole(state: Path, folder: Path) -> tuple[int, Mapping[str, str]]:
    """Write until nothing moves meanwhile; returns how many files, and what is missing."""
    missing: dict[str, str] = {}
    moves, moved = 0, ""
    while moves < TRIES:
        try:
            return _write(state, folder, missing), missing
        except _Unreadable as error:  # half of it may stand in the tar already: once more, without it
            name, why = error.args
            missing[name] = why
        except _Moved as error:
            moves, moved = moves + 1, str(error)
    raise StoreError(f"{state}: {moved} is being written anew; try again when the deletion that is at work is through")


def _write(state: Path, folder: Path, missing: dict[str, str]) -> int:
    """One attempt. Adds to `missing` what is lost. Raises _Moved or _Unreadable where it is to be tried again."""
    sums: dict[str, str | None] = {}
    half = folder / "backup.tar"
    with tarfile.open(half, "w") as tar:
        snapshot = folder / DATABASE
        missing |= dict.fromkeys(_lost(state, snapshot), "it is not there")
        _add(tar, snapshot, DATABASE, sums)
        for path in _others(state):
            name = path.relative_to(state).as_posix()
            if name not in missing:
                try:
                    _add(tar, path, name, sums)
                except FileNotFoundError as error:
                    raise _Moved(name) from error
        lacking = {f"archive/{one}" for one in _records(snapshot)} - sums.keys() - missing.keys()
        if lacking:
            raise _Moved(min(lacking))
        manifest = json.dumps(sums | dict.fromkeys(missing), indent=1, sort_keys=True).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(manifest)
        tar.addfile(info, io.BytesIO(manifest))
    with half.open("rb") as stream:
        os.fsync(stream.fileno())
    return len(sums)


def _lost(state: Path, snapshot: Path) -> set[str]:
    """Copy the database; returns the archive files that it names and nobody has.

    A deletion switches the rows before it removes the old file: what a copy made after the look still names is lost.
    """
    lost: set[str] = set()
    while True:
        snapshot.unlink(missing_ok=True)
        _copy_database(state / DATABASE, snapshot)
        named = {f"archive/{one}" for one in _records(snapshot)}
        absent = {name for name in named if not (state / name).exists()}
        if absent <= lost:
            return absent
        lost = absent


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _records(database: Path) -> list[str]:
    """The archive files that the rows of a copy refer to."""
    with closing(sqlite3.connect(database)) as copy:
        if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'pages'").fetchone() is None:
            return []
        return [row[0] for row in copy.execute("SELECT DISTINCT warc FROM pages")]


def _others(state: Path) -> Iterator[Path]:
    kept = [state / name for name in FOLDERS if name != PLACES]
    for folder in (*kept, *sorted((state / PLACES).glob("*/issues"))):
        yield from sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    if (state / FORGOTTEN).exists():
        yield state / FORGOTTEN


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.sha256 = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.sha256.update(data)
        return data


class _Source(_Hashed):
    """A file of the state folder. Raises _Unreadable where the disk cannot give it, which is no fault of the target."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        super().__init__(stream)
        self._name = name

    def read(self, size: int = -1) -> bytes:
        try:
            return super().read(size)
        except OSError as error:
            raise _Unreadable(self._name, str(error)) from error


def _add(tar: tarfile.TarFile, path: Path, name: str, sums: dict[str, str | None]) -> None:
    """The bytes that are there now: a file that is being appended to is cut at this length."""
    try:
        stream = path.open("rb")
    except PermissionError as error:
        raise _Unreadable(name, str(error)) from error
    with stream:
        info = tar.gettarinfo(arcname=name, fileobj=stream)
        hashed = _Source(stream, name)
        tar.addfile(info, hashed)
    sums[name] = hashed.sha256.hexdigest()


def restore(source: Path, state: Path) -> Restored:
    """Unpack a backup into an empty or missing state folder, whole or not at all. Raises StoreError.

    What waited to be sent when the backup was made may have been sent since: it becomes `unknown`, for a person.
    """
    if state.exists() and any(state.iterdir()):
        raise StoreError(f"{state} is not empty; restore into another folder and move it when you have looked at it")
    state.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=state.parent) as folder:
        half = Path(folder) / "state"
        try:
            files, missing = _unpack(source, half)
        except tarfile.ReadError as error:  # tarfile lists every kind of packing that it is not, a line each
            raise StoreError(f"{source} is not a whole backup: no tar file, or one that is cut") from error
        except (OSError, tarfile.TarError, ValueError, KeyError, EOFError) as error:
            raise StoreError(f"{source} is not a whole backup: {error}") from error
        with closing(sqlite3.connect(half / DATABASE)) as database:
            problem = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if problem != "ok":
            raise StoreError(f"{source}: the database in it is damaged: {problem}")
        letters, alerts = _doubt(half / DATABASE, "outbox"), _doubt(half / DATABASE, "alert_letters")
        if state.exists():
            state.rmdir()
        shutil.move(half, state)
    return Restored(files=files, letters=letters, alerts=alerts, missing=missing)


def _doubt(database: Path, table: str) -> int:
    """Letters that were queued or being sent become unknown; returns how many. An older schema may lack the table."""
    with closing(sqlite3.connect(database)) as copy, copy:
        if copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is None:
            return 0
        values = "state = 'unknown', next_try = NULL, error = 'restored from a backup: it may have been sent since'"
        query = f"UPDATE {table} SET {values} WHERE state IN ('queued', 'sending')"  # noqa: S608 - two names of ours
        return copy.execute(query).rowcount


def _unpack(source: Path, folder: Path) -> tuple[int, tuple[str, ...]]:
    """Returns how many files, and the names of those the backup was written without."""
    with tarfile.open(source) as tar:
        sums = json.loads(_stream(tar, MANIFEST).read())
        missing = tuple(sorted(name for name, expected in sums.items() if expected is None))
        for name, expected in sums.items():
            if expected is None:
                continue
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or path.parts[0] not in (DATABASE, FORGOTTEN, *FOLDERS):
                raise ValueError(f"{name!r} does not belong into a backup")
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            hashed = _Hashed(_stream(tar, name))
            with target.open("wb") as out:
                while data := hashed.read(CHUNK):
                    out.write(data)
                out.flush()
                os.fsync(out.fileno())
            if hashed.sha256.hexdigest() != expected:
                raise ValueError(f"{name} is damaged")
    return len(sums) - len(missing), missing


def _stream(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    stream = tar.extractfile(name)
    if stream is None:
        raise ValueError(f"{name} is not a file")
    return stream
