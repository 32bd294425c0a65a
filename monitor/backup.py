"""One file that holds everything: the database as it was at one instant, the archive, the office's models.

The database is copied first and the archive after it: records are on disk before rows, so every row of the copy finds
its record. A manifest of SHA-256 sums is written last; a backup without it, or with a wrong sum, is not restored.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath

from monitor.errors import StoreError

DATABASE = "ohliad.sqlite"
MANIFEST = "manifest.json"
FOLDERS = ("archive", "models", "issues")


def backup(state: Path, target: Path) -> int:
    """Write the backup; returns how many files it holds. Works while others read and write. Raises StoreError."""
    if not (state / DATABASE).exists():
        raise StoreError(f"{state}: nothing is stored here yet")
    sums: dict[str, str] = {}
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            half = Path(folder) / "backup.tar"
            with tarfile.open(half, "w") as tar:
                snapshot = Path(folder) / DATABASE
                _copy_database(state / DATABASE, snapshot)
                _add(tar, snapshot, DATABASE, sums)
                for path in _others(state):
                    _add(tar, path, path.relative_to(state).as_posix(), sums)
                manifest = json.dumps(sums, indent=1, sort_keys=True).encode()
                info = tarfile.TarInfo(MANIFEST)
                info.size = len(manifest)
                tar.addfile(info, io.BytesIO(manifest))
            half.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"the backup {target} could not be written: {error}") from error
    return len(sums)


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _others(state: Path) -> Iterator[Path]:
    for name in FOLDERS:
        yield from sorted(
            path for path in (state / name).rglob("*") if path.is_file() and not path.name.startswith(".")
        )


def _add(tar: tarfile.TarFile, path: Path, name: str, sums: dict[str, str]) -> None:
    """The first bytes that are there now: a file that is being appended to is cut at this length."""
    info = tar.gettarinfo(path, name)
    with path.open("rb") as stream:
        data = stream.read(info.size)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))
    sums[name] = hashlib.sha256(data).hexdigest()


def restore(source: Path, state: Path) -> int:
    """Unpack a backup into an empty or missing state folder, whole or not at all. Raises StoreError."""
    if state.exists() and any(state.iterdir()):
        raise StoreError(f"{state} is not empty; restore into another folder and move it when you have looked at it")
    state.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=state.parent) as folder:
        half = Path(folder) / "state"
        try:
            count = _unpack(source, half)
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
        sums = json.loads(_member(tar, MANIFEST))
        for name, expected in sums.items():
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or path.parts[0] not in (DATABASE, *FOLDERS):
                raise ValueError(f"{name!r} does not belong into a backup")
            data = _member(tar, name)
            if hashlib.sha256(data).hexdigest() != expected:
                raise ValueError(f"{name} is damaged")
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return len(sums)


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    stream = tar.extractfile(name)
    if stream is None:
        raise ValueError(f"{name} is not a file")
    return stream.read()
