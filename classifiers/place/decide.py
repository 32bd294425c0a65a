"""Features -> probabilities of about, area, mention, none: a multinomial logistic model kept as plain numbers. Pure.

The weights are made by `train`, stored in `weights.json`, and need no library to be read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from math import exp
from pathlib import Path

from monitor.errors import OhliadError
from monitor.model import RELEVANCE, Relevance

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of every feature for every label, in the order of RELEVANCE; `bias` likewise."""

    weights: dict[str, tuple[float, ...]]
    bias: tuple[float, ...]
    version: str

    def probabilities(self, features: dict[str, float]) -> tuple[float, ...]:
        """The probability of each label, in the order of RELEVANCE."""
        sums = list(self.bias)
        for name, value in features.items():
            if value and (row := self.weights.get(name)):
                for index, weight in enumerate(row):
                    sums[index] += weight * value
        top = max(sums)
        powers = [exp(x - top) for x in sums]
        total = sum(powers)
        return tuple(power / total for power in powers)

    def strongest(self, features: dict[str, float], label: Relevance, count: int = 10) -> tuple[tuple[str, float], ...]:
        """The features that spoke most for or against a label, as (name, weight * value), the strongest first."""
        at = RELEVANCE.index(label)
        shares = ((name, self.weights[name][at] * value) for name, value in features.items() if name in self.weights)
        found = sorted(shares, key=lambda pair: -abs(pair[1]))[:count]
        return tuple((name, round(share, 3)) for name, share in found if share)


def parse(text: str) -> Model:
    """The model of a weights file. Raises OhliadError where it is damaged."""
    try:
        raw = json.loads(text)
        weights = {str(name): tuple(float(x) for x in row) for name, row in raw["weights"].items()}
        bias = tuple(float(x) for x in raw["bias"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OhliadError("Файл ваг класифікатора місця пошкоджено; перевстановіть програму.") from error
    if any(len(row) != len(RELEVANCE) for row in (*weights.values(), bias)):
        raise OhliadError("Файл ваг класифікатора місця не відповідає цій версії програми.")
    return Model(weights, bias, blake2b(text.encode(), digest_size=6).hexdigest())


@cache
def packaged() -> Model:
    """The model shipped with the program. Raises OhliadError where its file is missing or damaged."""
    try:
        return parse(WEIGHTS.read_text("utf-8"))
    except OSError as error:
        raise OhliadError("Немає файлу ваг класифікатора місця; перевстановіть програму.") from error
