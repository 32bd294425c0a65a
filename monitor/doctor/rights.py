"""Rights in the state folder: may this user write what the work writes, and may nobody else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from monitor.doctor.finding import RIGHTS, Finding

SHOWN = 3


def may_write(state: Path, now: datetime) -> Iterator[Finding]:
    """What is appended to or written in place, and every folder in which files are made. Nothing where all is well."""
    barred = [path for path in _written(state, now) if not _is_ours(path)]
    if barred:
        text = f"{_some(barred)} may not be written by this user"
        yield Finding(check="writing", state="failed", text=text, todo=RIGHTS)


def _written(state: Path, now: datetime) -> Iterator[Path]:
    """The folders; and of the files those that are not replaced by new ones."""
    yield state
    yield from (path for path in below(state) if path.is_dir())
    yield from sorted(state.glob("ohliad.sqlite*"))
    day = f"{now.astimezone(UTC):%Y-%m-%d}"
    kept = (state / "lock", *(state / "archive").glob(f"{day}*.warc.gz"), state / "log" / f"{day}.jsonl")
    yield from (path for path in kept if path.exists())


def _is_ours(path: Path) -> bool:
    return os.access(path, os.W_OK | os.X_OK if path.is_dir() else os.W_OK)


def below(state: Path) -> Iterator[Path]:
    """All that lies in the folder, however deep, but for half files: they come and go."""
    for path in sorted(state.iterdir()):
        if path.name.startswith("."):
            continue
        yield path
        if path.is_dir():  # one that was moved to another disk is a link, which rglob alone would not follow
            yield from (one for one in sorted(path.rglob("*")) if not one.name.startswith("."))


def permissions(state: Path) -> Iterator[Finding]:
    """Nobody else may write here; others had better not read what is not published yet."""
    if os.name != "posix":
        yield Finding(check="permissions", state="ok", text="left to the folder's access list")
        return
    open_to_all, foreign = _strange(state)
    if open_to_all:
        yield Finding(
            check="permissions",
            state="failed",
            text=f"anybody may write to {_some(open_to_all)}",
            todo=f"chmod -R o-w {state}",
        )
    elif foreign:
        todo = "run ohliad as one user; chown what is left"
        yield Finding(check="permissions", state="warning", text=f"{_some(foreign)} belong to another user", todo=todo)
    elif state.stat().st_mode & stat.S_IROTH:
        text = "every user of this machine may read it"
        yield Finding(check="permissions", state="warning", text=text, todo=f"chmod o-rx {state}")
    else:
        yield Finding(check="permissions", state="ok", text="ours alone")


def _strange(state: Path) -> tuple[list[Path], list[Path]]:
    """What anybody may write to, and what belongs to another user."""
    open_to_all, foreign = [], []
    for path in (state, *below(state)):
        with suppress(FileNotFoundError):  # packed or replaced meanwhile
            found = path.stat()
            open_to_all += [path] if found.st_mode & stat.S_IWOTH else []
            foreign += [path] if found.st_uid != os.geteuid() else []
    return open_to_all, foreign


def _some(paths: list[Path]) -> str:
    more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    return ", ".join(str(path) for path in paths[:SHOWN]) + more
