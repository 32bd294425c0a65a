"""One file that holds everything: the database as it was at one instant, the archive, the office's models.

The database is copied first and the archive after it: records are on disk before rows, so every row of the copy finds
its record. A manifest of SHA-256 sums is written last; a backup without it, or with a wrong sum, is not restored.
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
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import IO

from monitor.errors import StoreError

DATABASE = "ohliad.sqlite"
MANIFEST = "manifest.json"
FOLDERS = ("archive", "models", "issues")
FORGOTTEN = "forgotten.jsonl"  # ids of what was deleted on demand
CHUNK = 1 << 20
TRIES = 5  # a deletion may write archive files anew while a copy is made; it does so in seconds


class _Moved(Exception):
    """The archive was written anew between the copy of the database and that of the archive; says which file."""


def backup(state: Path, target: Path) -> int:
    """Write the backup; returns how many files it holds. Works while others read and write. Raises StoreError."""
    if not (state / DATABASE).exists():
        raise StoreError(f"{state}: nothing is stored here yet")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            lacking = ""
            for _ in range(TRIES):
                try:
                    count = _write(state, Path(folder))
                except _Moved as moved:
                    lacking = str(moved)
                    continue
                (Path(folder) / "backup.tar").replace(target)
                return count
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"the backup {target} could not be written: {error}") from error
    raise StoreError(
        f"{state}: {lacking} is not there, and the database names it; put it back from an older backup, or try again "
        "when a deletion that is at work is through; `ohliad doctor --full` tells all that is missing"
    )


def _write(state: Path, folder: Path) -> int:
    sums: dict[str, str] = {}
    half = folder / "backup.tar"
    with tarfile.open(half, "w") as tar:
        snapshot = folder / DATABASE
        snapshot.unlink(missing_ok=True)
        _copy_database(state / DATABASE, snapshot)
        _add(tar, snapshot, DATABASE, sums)
        for path in _others(state):
            try:
                _add(tar, path, path.relative_to(state).as_posix(), sums)
            except FileNotFoundError as error:
                raise _Moved(path.relative_to(state).as_posix()) from error
        lacking = [name for one in _records(snapshot) if (name := f"archive/{one}") not in sums]
        if lacking:
            raise _Moved(lacking[0])
        manifest = json.dumps(sums, indent=1, sort_keys=True).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(manifest)
        tar.addfile(info, io.BytesIO(manifest))
    with half.open("rb") as stream:
        os.fsync(stream.fileno())
    return len(sums)


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
    for name in FOLDERS:
        yield from sorted(
            path for path in (state / name).rglob("*") if path.is_file() and not path.name.startswith(".")
        )
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


def _add(tar: tarfile.TarFile, path: Path, name: str, sums: dict[str, str]) -> None:
    """The bytes that are there now: a file that is being appended to is cut at this length."""
    with path.open("rb") as stream:
        info = tar.gettarinfo(arcname=name, fileobj=stream)
        hashed = _Hashed(stream)
        tar.addfile(info, hashed)
    sums[name] = hashed.sha256.hexdigest()


def restore(source: Path, state: Path) -> int:
    """Unpack a backup into an empty or missing state folder, whole or not at all. Raises StoreError."""
    if state.exists() and any(state.iterdir()):
        raise StoreError(f"{state} is not empty; restore into another folder and move it when you have looked at it")
    state.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=state.parent) as folder:
        half = Path(folder) / "state"
        try:
            count = _unpack(source, half)
        except tarfile.ReadError as error:  # tarfile lists every kind of packing that it is not, a line each
            raise StoreError(f"{source} is not a whole backup: no tar file, or one that is cut") from error
        except (OSError, tarfile.TarError, ValueError, KeyError, EOFError) as error:
            raise StoreError(f"{source} is not a whole backup: {error}") from error
        with closing(sqlite3.connect(half / DATABASE)) as database:
            problem = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if problem != "ok":
            raise StoreError(f"{source}: the database in it is damaged: {problem}")
        if state.exists():
            state.rmdir()
        shutil.move(half, state)
    return count


def _unpack(source: Path, folder: Path) -> int:
    with tarfile.open(source) as tar:
        sums = json.loads(_stream(tar, MANIFEST).read())
        for name, expected in sums.items():
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
    return len(sums)


def _stream(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    stream = tar.extractfile(name)
    if stream is None:
        raise ValueError(f"{name} is not a file")
    return stream
