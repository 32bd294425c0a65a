"""The state folder: room, rights, leftovers, who works on it, and whether the service is alive."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from monitor.doctor.finding import Finding, collect
from monitor.doctor.rights import may_write, permissions
from monitor.errors import AccessError, StoreError
from monitor.lock import held
from monitor.schedule.heartbeat import NAME, is_well, read_beat

LEAST_DISK = 500 * 2**20  # bytes: below it a busy day's pages no longer fit with a margin
LOW_DISK = 5 * 2**30  # about a month of 1,000 pages a day (measured: 40 KB a page, packed)
LEAST_FILES = 1000  # names a file system must still have room for
PROBE = 2**20  # bytes written to find a quota or a read-only disk
OLD_HALF = 3600  # seconds after which a temporary file is nobody's any more


def check_folder(state: Path, now: datetime) -> Iterator[Finding]:
    """All checks of the folder; one that does not exist yet is no trouble."""
    there = state if state.exists() else state.absolute().parent
    yield from collect("disk", lambda: disk(there), "free some space or move the state folder to a larger disk")
    if not state.exists():
        yield Finding(check="state folder", state="ok", text=f"{state}: nothing is stored here yet")
        return
    yield from collect(
        "writing", lambda: writing(state, now), "look at the quota, the mount options and the owner of it"
    )
    yield from collect("permissions", lambda: permissions(state), "look at the owner of the folder")
    yield from collect("leftovers", lambda: leftovers(state, now), "look at the folder's rights")
    yield from collect("lock", lambda: lock(state), "look at the folder's rights")
    if (state / NAME).exists():
        yield from collect("heartbeat", lambda: heartbeat(state, now), "start `ohliad schedule`")


def disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    text = f"{free / 2**30:.1f} GB free"
    if free < LEAST_DISK:
        return Finding(check="disk", state="failed", text=text, todo="free some space now: collecting will stop")
    names = os.statvfs(folder).f_favail if hasattr(os, "statvfs") else LEAST_FILES
    if names and names < LEAST_FILES:  # some file systems count none and say 0
        return Finding(check="disk", state="failed", text=f"room for {names} files", todo="remove files")
    if free < LOW_DISK:
        return Finding(
            check="disk", state="warning", text=text, todo="set `retention: pages:` or give it a larger disk"
        )
    return Finding(check="disk", state="ok", text=text)


def writing(state: Path, now: datetime) -> Iterator[Finding]:
    """A megabyte written and synced: the only way to meet a quota or a disk that has gone read-only; then rights."""
    with tempfile.TemporaryFile(dir=state) as stream:
        stream.write(b"\0" * PROBE)
        stream.flush()
        os.fsync(stream.fileno())
    barred = list(may_write(state, now))
    yield from barred or [Finding(check="writing", state="ok", text="a megabyte was written and synced")]


def leftovers(state: Path, now: datetime) -> Finding:
    """Temporary files that a crash left; nothing refers to them."""
    old = [
        path
        for path in state.rglob(".*")
        if path.is_file() and now.timestamp() - path.stat().st_mtime > OLD_HALF
    ]  # fmt: skip
    if old:
        names = ", ".join(str(path.relative_to(state)) for path in old[:3])
        return Finding(check="leftovers", state="warning", text=f"{len(old)} half files: {names}", todo="delete them")
    return Finding(check="leftovers", state="ok", text="none")


def lock(state: Path) -> Finding:
    try:
        with held(state / "lock"):
            return Finding(check="lock", state="ok", text="nobody is at work")
    except AccessError:
        raise
    except StoreError:
        return Finding(check="lock", state="ok", text="another ohliad is at work")


def heartbeat(state: Path, now: datetime) -> Finding:
    trouble = is_well(read_beat(state), now)
    if trouble:
        todo = "start it: `systemctl start ohliad`, or `ohliad schedule`; its log says why it ended"
        return Finding(check="heartbeat", state="failed", text=trouble, todo=todo)
    return Finding(check="heartbeat", state="ok", text="the service is alive")
