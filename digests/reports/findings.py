"""What the reader of a report found: where, by which rule, and one sentence for the person who wrote it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`line` counts from 1; `span` is start and end (exclusive) in the text, and `quote` is what stands there."""

    line: int
    span: tuple[int, int]
    rule: str
    sentence: str
    quote: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A finding before its line is known."""

    start: int
    end: int
    rule: str
    sentence: str


def placed(text: str, spots: list[Spot]) -> tuple[Finding, ...]:
    """The spots as findings in reading order, each place and rule once."""
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    unique = {(spot.start, spot.end, spot.rule): spot for spot in reversed(spots)}
    return tuple(
        Finding(
            bisect_right(starts, spot.start),
            (spot.start, spot.end),
            spot.rule,
            spot.sentence,
            text[spot.start : spot.end],
        )
        for _, spot in sorted(unique.items())
    )
