"""One process at a time on one state folder. The lock is the operating system's, so a crash leaves none behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import RIGHTS, AccessError, StoreError


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock while inside. Raises StoreError where another process holds it, AccessError without rights."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except PermissionError as error:
        raise AccessError(f"{path} may not be written by this user: {RIGHTS}") from error
    try:
        if not _take(descriptor):
            raise StoreError(f"another ohliad is working on {path.parent}; wait until it has finished")
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
