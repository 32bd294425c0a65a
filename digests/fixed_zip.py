"""ZIP files whose bytes depend on their content alone: no clock, no file system, no order of a dictionary."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest instant a ZIP can hold


def pack(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of (name, bytes) in the given order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, content)
    return made.getvalue()


def repack(content: bytes) -> bytes:
    """The same ZIP with the same members in the same order, without its dates."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return pack((info.filename, archive.read(info)) for info in archive.infolist())
