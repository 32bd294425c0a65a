"""Writes files so that a reader never sees half of one: temporary name, sync, rename."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from monitor.errors import StoreError


def write(path: Path, content: bytes) -> None:
    """Put the bytes at `path`, whole or not at all. Raises StoreError where the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        # Its own words would name the temporary file, another one each time.
        raise StoreError(f"{path} cannot be written: {error.strerror or error}") from error
