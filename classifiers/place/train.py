"""Fits the steps of `decide` on the project's own texts and examples: run by hand, not at run time.

    python -m classifiers.place.train

The direction of every feature is fixed beforehand: it may only pull the way it was meant to. The calibrating line is
fitted on folds the steps have not seen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from classifiers.place.boost import Stumps, fit
from classifiers.place.decide import WEIGHTS
from classifiers.place.features import gather
from classifiers.place.mentions import SURE
from classifiers.place.samples import Sample, all_samples, names_of, training_texts
from classifiers.place.weighing import FEATURES, POSITIVE, weigh

Array = NDArray[np.float64]
# What is not about the place is rarer in the training texts than in the press (found by weighing 1, 1.5 and 2).
REST_WEIGHT = 1.5
_FOLDS = 5
_NEWTON_STEPS = 50


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


def stumps(rows: Array, labels: Array, weights: Array) -> Stumps:
    """The steps of every feature, in the order of FEATURES."""
    return fit(rows, labels, weights, [name in POSITIVE for name in FEATURES])


def line(sums: Array, labels: Array, weights: Array) -> tuple[float, float]:
    """Slope and shift that make sums into logits (Platt's method, by Newton's steps)."""
    columns = np.stack([sums, np.ones_like(sums)], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(_NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-columns @ found))
        bend = (columns * (weights * chance * (1 - chance))[:, None]).T @ columns
        found = found + np.linalg.solve(bend + 1e-9 * np.eye(2), columns.T @ (weights * (labels - chance)))
    return float(found[0]), float(found[1])


def unseen(rows: Array, labels: Array, weights: Array, groups: Sequence[str]) -> Array:
    """The sum of every row by steps fitted without its fold; whole texts stay in one fold."""
    fold_of = {group: index % _FOLDS for index, group in enumerate(dict.fromkeys(groups))}
    folds = np.array([fold_of[group] for group in groups])
    sums = np.zeros(len(labels))
    for fold in range(_FOLDS):
        seen = folds != fold
        sums[~seen] = stumps(rows[seen], labels[seen], weights[seen]).sums(rows[~seen])
    return sums


def main() -> None:
    """Read the project's texts, fit, and write the weights file beside the code."""
    rows, labels, weights, groups = table(all_samples(training_texts()))
    found = stumps(rows, labels, weights)
    slope, shift = line(unseen(rows, labels, weights, groups), labels, weights)
    steps = {
        name: [[at, round(jump, 4)] for at, jump in pairs] for name, pairs in zip(FEATURES, found.steps, strict=True)
    }
    content = {"bias": round(found.bias, 4), "slope": round(slope, 4), "shift": round(shift, 4), "steps": steps}
    WEIGHTS.write_text(json.dumps(content, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
