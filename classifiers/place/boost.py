"""Boosted stumps with a fixed direction for each feature: fits `train`'s table, not used at run time. Pure.

Each round adds the one step (a feature, a threshold, a jump) that lowers the log-loss most (Friedman 2001, with
second-order steps). Stumps alone are used: what a feature adds depends on nothing else, so `explain` can show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
# Chosen among 100-150 rounds and depths 1-3 on texts not fitted to; deeper trees gained nothing that held.
ROUNDS = 150
RATE = 0.1
RIDGE = 5.0
# A step must leave this weight on either side, and a feature has at most this many thresholds.
_SMALLEST = 20.0
_THRESHOLDS = 40


@dataclass(frozen=True, slots=True)
class Stumps:
    """The bias and, for each feature, its (threshold, jump) pairs in order."""

    bias: float
    steps: tuple[tuple[tuple[float, float], ...], ...]

    def sums(self, rows: Array) -> Array:
        """The sum of every row, a logit before calibration."""
        total = np.full(len(rows), self.bias)
        for column, steps in enumerate(self.steps):
            for threshold, jump in steps:
                total += jump * (rows[:, column] > threshold)
        return total


def _thresholds(values: Array) -> list[float]:
    """Midpoints between the distinct values, thinned to even shares of the rows."""
    distinct = np.unique(values)
    if len(distinct) > _THRESHOLDS:
        distinct = np.unique(np.quantile(values, np.linspace(0, 1, _THRESHOLDS + 1)))
    return [round(float(x), 4) for x in (distinct[1:] + distinct[:-1]) / 2]


def fit(rows: Array, labels: Array, weights: Array, positive: Sequence[bool]) -> Stumps:
    """The stumps of least log-loss; a feature not `positive` may only lower the sum."""
    splits = [(column, at) for column in range(rows.shape[1]) for at in _thresholds(rows[:, column])]
    above = np.array([rows[:, column] > at for column, at in splits], dtype=float)
    signs = np.array([1.0 if positive[column] else -1.0 for column, _ in splits])
    share = float((weights * labels).sum() / weights.sum())
    bias = float(np.log(share / (1 - share)))
    sums, jumps = np.full(len(labels), bias), np.zeros(len(splits))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-sums))
        slopes, bends = weights * (labels - chance), weights * chance * (1 - chance)
        up_slope, up_bend = above @ slopes, above @ bends
        low_slope, low_bend = slopes.sum() - up_slope, bends.sum() - up_bend
        up, low = up_slope / (up_bend + RIDGE), low_slope / (low_bend + RIDGE)
        gain = up_slope * up + low_slope * low
        mass = above @ weights
        allowed = (signs * (up - low) > 0) & (mass >= _SMALLEST) & (weights.sum() - mass >= _SMALLEST)
        if not allowed.any():
            break
        best = int(np.argmax(np.where(allowed, gain, -np.inf)))
        bias += RATE * float(low[best])
        jumps[best] += RATE * float(up[best] - low[best])
        sums += RATE * (low[best] + (up[best] - low[best]) * above[best])
    steps = [
        tuple((at, float(jump)) for (column, at), jump in zip(splits, jumps, strict=True) if column == wanted and jump)
        for wanted in range(rows.shape[1])
    ]
    return Stumps(bias, tuple(steps))
