"""Tails of the gamma and the negative binomial distribution, without a numerical library. Pure arithmetic.

Sources: Numerical Recipes, 6.2 (incomplete gamma by series and continued fraction); the negative binomial as a
gamma mixture of Poisson counts.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log

_STEPS = 400
_CLOSE = 1e-10
_TINY = 1e-300


def gamma_tail(shape: float, x: float) -> float:
    """P(X > x) of a gamma distribution with this shape and mean 1."""
    scaled = shape * x
    if scaled <= 0:
        return 1.0
    lead = exp(max(-700.0, shape * log(scaled) - scaled - lgamma(shape)))
    if scaled < shape + 1:
        term = total = 1.0 / shape
        for step in range(1, _STEPS):
            term *= scaled / (shape + step)
            total += term
            if term < total * _CLOSE:
                break
        return max(0.0, 1.0 - lead * total)
    b = scaled + 1.0 - shape
    c, d = 1.0 / _TINY, 1.0 / b
    fraction = d
    for step in range(1, _STEPS):
        a = -step * (step - shape)
        b += 2.0
        d = a * d + b
        d = 1.0 / (d if abs(d) > _TINY else _TINY)
        c = b + a / c
        c = c if abs(c) > _TINY else _TINY
        fraction *= d * c
        if abs(d * c - 1.0) < _CLOSE:
            break
    return min(1.0, lead * fraction)


@lru_cache(4096)
def gamma_quantile(shape: float, tail: float) -> float:
    """The x with P(X > x) = `tail` for a gamma distribution with this shape and mean 1, by halving."""
    low, high = 0.0, 1.0
    while gamma_tail(shape, high) > tail and high < 1e4:
        low, high = high, high * 2
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if gamma_tail(shape, middle) > tail else (low, middle)
    return high


def count_tail(count: int, mean: float, spread: float) -> float:
    """P(N >= count) where N has this mean and variance `spread` * mean: negative binomial, or Poisson at spread 1."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    below, term = 0.0, 0.0
    size = mean / (spread - 1) if spread > 1.001 else 0.0
    for n in range(count):
        if size:
            term = lgamma(n + size) - lgamma(size) - lgamma(n + 1) + size * log(1 / spread) + n * log(1 - 1 / spread)
        else:
            term = n * log(mean) - mean - lgamma(n + 1)
        below += exp(max(-700.0, term))
    return max(0.0, 1.0 - below)
