"""Trains the topic model from labelled texts: features by frequency, then by weight; a linear machine; a scale.

The only module that imports scikit-learn. Refuses to judge its own work on texts it has seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sparse
from sklearn.svm import LinearSVC

from classifiers.topic.features import pair_features, read, sign_features, word_features
from classifiers.topic.model import LABELS, Array, Model
from classifiers.topic.samples import Sample, fingerprint
from classifiers.topic.vectors import Reader

# Rarer features are names and misprints; by cross-validation over writers.
RAREST = 2
# More features than these add less than 0.2 points and take more than 10 MB.
MOST_FEATURES = 70_000
# Strength of fit, by cross-validation over writers.
COST = 0.5


def train(samples: Sequence[Sample], scale: float = 1.0) -> Model:
    """A model of all samples; `scale` turns its margins into calibrated logits (see `calibrate`)."""
    labels = np.array([LABELS.index(sample.topic) for sample in samples])
    reader = _table(_frequencies(samples), len(samples))
    weights, bias = _fit(matrix(samples, reader), labels)
    strongest = np.abs(weights).max(axis=1)
    if len(strongest) > MOST_FEATURES:
        names = np.array(list(reader.rows), dtype=object)
        kept = np.sort(np.argsort(-strongest)[:MOST_FEATURES])
        reader = Reader({name: row for row, name in enumerate(names[kept])}, reader.idf[kept])
        weights, bias = _fit(matrix(samples, reader), labels)
    return Model(
        name=fingerprint(samples),
        features=tuple(reader.rows),
        idf=reader.idf,
        weights=weights,
        bias=bias,
        scale=scale,
    )


def _frequencies(samples: Sequence[Sample]) -> Counter[str]:
    found: Counter[str] = Counter()
    for sample in samples:
        head, body = read(sample.title, sample.text)
        seen = {feature for token in (*head, *body) for feature in word_features(token.word)}
        seen.update(pair_features([token.word for token in head]), pair_features([token.word for token in body]))
        seen.update(sign_features(sample.text))
        found.update(seen)
    return found


def _table(frequencies: Counter[str], total: int) -> Reader:
    kept = sorted(feature for feature, count in frequencies.items() if count >= RAREST)
    counts = np.array([frequencies[feature] for feature in kept], dtype=np.float64)
    idf = (np.log((1 + total) / (1 + counts)) + 1.0).astype(np.float32)
    return Reader({feature: row for row, feature in enumerate(kept)}, idf)


def matrix(samples: Sequence[Sample], reader: Reader) -> sparse.csr_matrix:
    """One line of feature values per sample."""
    found = [reader.of(sample.title, sample.text)[:2] for sample in samples]
    starts = np.concatenate([[0], np.cumsum([len(rows) for rows, _ in found])])
    rows = np.concatenate([rows for rows, _ in found])
    values = np.concatenate([values for _, values in found])
    return sparse.csr_matrix((values, rows, starts), shape=(len(samples), len(reader.rows)))


def _fit(values: sparse.csr_matrix, labels: np.ndarray) -> tuple[Array, Array]:
    machine = LinearSVC(C=COST, class_weight="balanced", random_state=0).fit(values, labels)
    weights = np.zeros((values.shape[1], len(LABELS)), dtype=np.float32)
    bias = np.full(len(LABELS), -1.0, dtype=np.float32)
    weights[:, machine.classes_] = machine.coef_.T
    bias[machine.classes_] = machine.intercept_
    return weights, bias
