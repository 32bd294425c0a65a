"""File names of products, made of our own words only: no title, outlet or address ever becomes a path."""

from __future__ import annotations

import re

from digests.model import Digest
from monitor.errors import RenderError


def filename(digest: Digest, suffix: str, extension: str) -> str:
    """«daily-2026-11-22.html», «thematic-2026-11-22-units.csv»; ASCII, lower case, without any separator of paths."""
    name = "-".join(part for part in (digest.name, digest.window.day.isoformat(), suffix) if part)
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", name) is None:
        raise RenderError(f"{digest.name!r} cannot be the beginning of a file name")
    return f"{name}.{extension}"
