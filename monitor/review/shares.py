"""A share with its uncertainty. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959964  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`; `low` and `high` bound the true share with 95 % confidence (Wilson 1927, score interval)."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        return self.count / self.of if self.of else None

    @property
    def low(self) -> float:
        return self._bounds()[0]

    @property
    def high(self) -> float:
        return self._bounds()[1]

    def _bounds(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 1.0
        share, weight = self.count / self.of, Z * Z / self.of
        middle = (share + weight / 2) / (1 + weight)
        half = Z / (1 + weight) * sqrt(share * (1 - share) / self.of + weight / (4 * self.of))
        low = 0.0 if self.count == 0 else max(0.0, middle - half)
        high = 1.0 if self.count == self.of else min(1.0, middle + half)
        return low, high
