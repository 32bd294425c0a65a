"""The words of `cues.txt` as sets, read once. Knows no rule that uses them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from monitor.language import normal

_FILE = Path(__file__).with_name("cues.txt")


@cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[] "), set())
        elif not line.startswith("#"):
            section.update(normal(word).replace("ё", "е") for word in line.split())
    return {name: frozenset(words) for name, words in found.items()}


def cues(section: str) -> frozenset[str]:
    """The words of one section. Raises KeyError where there is none: a typing error in the code."""
    return _sections()[section]
