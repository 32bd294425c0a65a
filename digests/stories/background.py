"""How often words occur in ordinary local news, whatever the window at hand holds. Pure; read on first use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "background.tsv"


@dataclass(frozen=True, slots=True)
class Background:
    """Of `articles` texts, a meaning stands in `texts`; `readings` are occurrences of a key, shared among readings."""

    articles: int
    texts: Mapping[str, int]
    readings: Mapping[str, float]


@cache
def background() -> Background:
    """The table beside this module, made by `build_background`."""
    texts: dict[str, int] = {}
    readings: dict[str, float] = {}
    head, *rows = TABLE.read_text("utf-8").splitlines()
    for row in rows:
        key, count, share = row.split("\t")
        if count != "0":
            texts[key] = int(count)
        if share != "0":
            readings[key] = float(share)
    return Background(int(head.split("\t")[1]), texts, readings)
