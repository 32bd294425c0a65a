"""The linear model of tone: plain numbers in `weights.json`, a product of `weigh`. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

CLASSES = ("negative", "neutral", "positive")
_WEIGHTS = Path(__file__).parent / "weights.json"


@cache
def weights() -> Mapping[str, tuple[float, float, float]]:
    """Feature -> weights in the order of CLASSES; "" is the constant."""
    table = json.loads(_WEIGHTS.read_text("utf-8"))
    return {str(name): (float(row[0]), float(row[1]), float(row[2])) for name, row in table.items()}


def probabilities(features: Mapping[str, float]) -> dict[str, float]:
    """The share of each class, summing to 1."""
    table = weights()
    totals = list(table.get("", (0.0, 0.0, 0.0)))
    for name, value in features.items():
        row = table.get(name)
        if row:
            totals[0] += row[0] * value
            totals[1] += row[1] * value
            totals[2] += row[2] * value
    top = max(totals)
    shares = [math.exp(total - top) for total in totals]
    return {name: share / sum(shares) for name, share in zip(CLASSES, shares, strict=True)}


def contribution(features: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """The ten features that speak loudest against neutral, with their weight for the side they speak for."""
    table = weights()
    pulls = []
    for name, value in features.items():
        row = table.get(name)
        if row:
            negative, neutral, positive = row
            side = negative if abs(negative) >= abs(positive) else positive
            pulls.append((name, (side - neutral) * value))
    loudest = sorted(pulls, key=lambda pull: (-abs(pull[1]), pull[0]))[:10]
    return tuple((name, round(pull, 3)) for name, pull in loudest)
