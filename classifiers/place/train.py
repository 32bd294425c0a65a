"""Fits the fifteen weights of `decide` on the project's own texts and examples: run by hand, not at run time.

    python -m classifiers.place.train

Logistic regression with the sign of every weight fixed beforehand (L-BFGS-B with bounds): a feature may only pull
the way it was meant to. The calibrating line is fitted on folds the weights have not seen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from classifiers.place.decide import WEIGHTS
from classifiers.place.features import FEATURES, POSITIVE, gather, weigh
from classifiers.place.mentions import SURE
from classifiers.place.samples import Sample, all_samples, load_texts, names_of

Array = NDArray[np.float64]
# What is not about the place is rarer in the training texts than in the press (found by weighing 1, 1.5 and 2).
REST_WEIGHT = 1.5
RIDGE = 50.0
_FOLDS = 5


def table(samples: Sequence[Sample]) -> tuple[Array, Array, Array, list[str]]:
    """(features, is it about, weight, group) of the samples that name their place for sure."""
    rows: list[list[float]] = []
    labels: list[float] = []
    weights: list[float] = []
    groups: list[str] = []
    for sample in samples:
        names = names_of(sample.place)
        evidence = gather(sample.article, sample.outlet, names)
        if not evidence.role(*SURE):
            continue
        features = weigh(evidence, names)
        rows.append([features[name] for name in FEATURES])
        labels.append(float(sample.label == "about"))
        weights.append(sample.weight * (1.0 if sample.label == "about" else REST_WEIGHT))
        groups.append(sample.group)
    return np.array(rows), np.array(labels), np.array(weights), groups


def fit(rows: Array, labels: Array, weights: Array, *, ridge: float, bounded: bool = True) -> Array:
    """Weights and, last, the bias, of least regularised log-loss."""
    from scipy.optimize import minimize

    def loss(guess: Array) -> tuple[float, Array]:
        logits = rows @ guess[:-1] + guess[-1]
        errors = weights * (1 / (1 + np.exp(-logits)) - labels)
        value = (weights * (np.logaddexp(0, logits) - labels * logits)).sum() + ridge * (guess[:-1] ** 2).sum() / 2
        return float(value), np.append(rows.T @ errors + ridge * guess[:-1], errors.sum())

    signs = [(0.0, None) if name in POSITIVE else (None, 0.0) for name in FEATURES] if bounded else []
    bounds = [*signs, (None, None)] if bounded else None
    start = np.zeros(rows.shape[1] + 1)
    return np.asarray(minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x, dtype=float)


def calibrate(rows: Array, labels: Array, weights: Array, groups: Sequence[str]) -> tuple[float, float]:
    """Slope and shift that make sums of unseen folds into logits (Platt's method); whole texts stay in one fold."""
    fold_of = {group: index % _FOLDS for index, group in enumerate(dict.fromkeys(groups))}
    folds = np.array([fold_of[group] for group in groups])
    sums = np.zeros(len(labels))
    for fold in range(_FOLDS):
        seen = folds != fold
        found = fit(rows[seen], labels[seen], weights[seen], ridge=RIDGE)
        sums[~seen] = rows[~seen] @ found[:-1] + found[-1]
    slope, shift = fit(sums[:, None], labels, weights, ridge=0.0, bounded=False)
    return float(slope), float(shift)


def main() -> None:
    """Read the project's texts, fit, and write the weights file beside the code."""
    rows, labels, weights, groups = table(all_samples(load_texts()))
    found = fit(rows, labels, weights, ridge=RIDGE)
    slope, shift = calibrate(rows, labels, weights, groups)
    content = {
        "weights": {name: round(float(value), 4) for name, value in zip(FEATURES, found[:-1], strict=True)},
        "bias": round(float(found[-1]), 4),
        "slope": round(slope, 4),
        "shift": round(shift, 4),
    }
    WEIGHTS.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
