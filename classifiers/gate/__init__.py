"""Quality is a test: every classifier is scored on pinned data and compared, item by item, with its pinned floor.

Refuses a significant drop unless a person gives a reason, which is kept.
"""

from __future__ import annotations

from classifiers.gate.floor import FLOOR, Floor, Result, compare, open_floor, save_floor
from classifiers.gate.score import CASES, Score, own, shared

__all__ = [
    "CASES",
    "FLOOR",
    "Floor",
    "Result",
    "Score",
    "compare",
    "open_floor",
    "own",
    "save_floor",
    "shared",
]
