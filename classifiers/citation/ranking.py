"""How likely a naming is a source worth listing: a linear model over how it looks (`looks`). Pure.

Weights are a build product of `weigh`, kept as plain numbers in `weights.json` beside this module.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from classifiers.citation.loose import WEAK

_WEIGHTS = Path(__file__).parent / "weights.json"
# What no construction's look makes up for: its own weakness.
_CAP = 0.3


@cache
def weights() -> Mapping[str, float]:
    """Feature -> weight. Raises OSError or ValueError where the packaged file is missing or damaged."""
    found = json.loads(_WEIGHTS.read_text("utf-8"))
    return {str(name): float(value) for name, value in found.items()}


def likelihood(seen: Mapping[str, float]) -> float:
    """The chance, in 0..1, that a reader would list the naming as a source; a weak construction caps it."""
    table = weights()
    total = sum(value * table.get(name, 0.0) for name, value in seen.items())
    chance = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
    strength = seen.get("strength", 1.0)
    return chance if strength == WEAK else min(chance, _CAP + strength)
