"""Trains the topic model from labelled texts: features by frequency, then by weight; a linear machine; a scale.

The only module that imports scikit-learn. Judges only on writers it has not learnt from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from classifiers.topic.features import pair_features, read, sign_features, word_features
from classifiers.topic.model import LABELS, Array, Model, beside
from classifiers.topic.samples import CITY, LEXICON, PRESS, Sample, fingerprint
from classifiers.topic.vectors import Reader

Labels = npt.NDArray[np.int64]

# Rarer features are names and misprints.
RAREST = 2
# By cross-validation over writers more features than these add nothing measurable; the file stays under 8 MB.
MOST_FEATURES = 80_000
# Strength of fit; 0.25 to 1 differ by less than 0.1 points in cross-validation over writers.
COST = 0.5
# A headline alone weighs half a text: by cross-validation over writers 87.5 % where equal weights give 87.4 %.
SHORT, SHORT_WEIGHT = 130, 0.5


@dataclass(frozen=True)
class Held:
    """What models said of samples whose writer they had not read: margins per topic, true labels, sample numbers."""

    margins: Array
    labels: Labels
    numbers: Labels

    @property
    def right(self) -> npt.NDArray[np.bool_]:
        found: npt.NDArray[np.bool_] = self.margins.argmax(axis=1) == self.labels
        return found


@dataclass(frozen=True)
class Experts:
    """The weights of the press, what news in a town's manner adds to them, and what tells the two (see `Model`)."""

    weights: Array
    bias: Array
    city: Array
    city_bias: Array
    gate: Array
    gate_bias: float

    def margins(self, values: sparse.csr_matrix) -> Array:
        """One line of margins per text."""
        share = 1.0 / (1.0 + np.exp(-(values @ self.gate + self.gate_bias)))[:, None]
        found: Array = values @ self.weights + self.bias + share * (values @ self.city + self.city_bias)
        return found.astype(np.float32)


def train(samples: Sequence[Sample], scale: float = 1.0) -> Model:
    """A model of all samples; `scale` turns its margins into calibrated logits (see `calibrated`)."""
    reader = table(samples)
    values = matrix(samples, reader)
    experts = fit(values, samples)
    strongest = np.maximum(np.abs(experts.weights), np.abs(experts.weights + experts.city)).max(axis=1)
    if len(strongest) > MOST_FEATURES:
        names = list(reader.rows)
        kept = np.sort(np.argsort(-strongest, kind="stable")[:MOST_FEATURES])
        reader = Reader({names[old]: new for new, old in enumerate(kept.tolist())}, reader.idf[kept])
        values = matrix(samples, reader)
        experts = fit(values, samples)
    second, second_bias = _fit_second(values, samples, _shares(samples))
    return Model(
        name=fingerprint(samples),
        features=tuple(reader.rows),
        idf=reader.idf,
        table=beside(experts.weights, experts.city, second),
        bias=experts.bias,
        scale=scale,
        city_bias=experts.city_bias,
        gate=experts.gate,
        gate_bias=experts.gate_bias,
        second_bias=second_bias,
    )


# Strength of fit of the gate; 0.3 to 3 differ by chance alone.
GATE_COST = 1.0


def fit(values: sparse.csr_matrix, samples: Sequence[Sample]) -> Experts:
    """The press's expert reads all but the town's manner, the town's all; without both manners there is one expert."""
    labels, shares = _labels(samples), _shares(samples)
    city = np.array([sample.writer in CITY for sample in samples])
    press = np.array([sample.writer in PRESS for sample in samples])
    weights, bias = _fit(values, labels, shares)
    if not (city.any() and press.any()):
        nothing = np.zeros(values.shape[1], dtype=np.float32)
        return Experts(weights, bias, np.zeros_like(weights), np.zeros_like(bias), nothing, 0.0)
    calm, calm_bias = _fit(values[~city], labels[~city], shares[~city])
    gate, gate_bias = _fit_gate(values, city, press)
    return Experts(calm, calm_bias, weights - calm, bias - calm_bias, gate, gate_bias)


def _fit_gate(
    values: sparse.csr_matrix, city: npt.NDArray[np.bool_], press: npt.NDArray[np.bool_]
) -> tuple[Array, float]:
    from sklearn.linear_model import LogisticRegression

    told = city | press
    machine = LogisticRegression(C=GATE_COST, class_weight="balanced", max_iter=1000).fit(values[told], city[told])
    return machine.coef_[0].astype(np.float32), float(machine.intercept_[0])


# Strength of fit of «is it among the topics»; 0.1 gives the same F1 of second topics.
SECOND_COST = 0.2


def _fit_second(
    values: sparse.csr_matrix, samples: Sequence[Sample], shares: npt.NDArray[np.float64]
) -> tuple[Array, Array]:
    """One machine per topic: is it the item's primary topic or one of its secondary ones?"""
    from sklearn.svm import LinearSVC

    weights = np.zeros((values.shape[1], len(LABELS)), dtype=np.float32)
    bias = np.full(len(LABELS), -1.0, dtype=np.float32)
    for column, topic in enumerate(LABELS):
        present = np.array([topic == sample.topic or topic in sample.secondary for sample in samples])
        if present.any() and not present.all():
            machine = LinearSVC(C=SECOND_COST, class_weight="balanced", random_state=0)
            machine.fit(values, present, sample_weight=shares)
            weights[:, column], bias[column] = machine.coef_[0], machine.intercept_[0]
    return weights, bias


def held_out(samples: Sequence[Sample], writers: Sequence[str]) -> Held:
    """Each writer of `writers` judged by a model of all others (and the lexicon)."""
    values, labels = matrix(samples, table(samples)), _labels(samples)
    who = np.array([sample.writer for sample in samples])
    margins, numbers = [], []
    for writer in writers:
        test = np.flatnonzero(who == writer)
        rest = np.flatnonzero(who != writer)
        margins.append(fit(values[rest], [samples[number] for number in rest.tolist()]).margins(values[test]))
        numbers.append(test)
    order = np.concatenate(numbers)
    return Held(margins=np.concatenate(margins), labels=labels[order], numbers=order)


def calibrated(held: Held) -> float:
    """The scale that makes softmax(scale x margin) most likely (temperature scaling, Guo et al. 2017)."""

    def loss(scale: float) -> float:
        logits = held.margins * scale
        logits = logits - logits.max(axis=1, keepdims=True)
        chosen = logits[np.arange(len(logits)), held.labels]
        return float(np.mean(np.log(np.exp(logits).sum(axis=1)) - chosen))

    found = optimize.minimize_scalar(loss, bounds=(0.5, 20.0), method="bounded")
    return round(float(found.x), 3)


def writers_of(samples: Sequence[Sample]) -> list[str]:
    """All writers but the lexicon, in order."""
    return sorted({sample.writer for sample in samples} - {LEXICON})


def _shares(samples: Sequence[Sample]) -> npt.NDArray[np.float64]:
    """How much each sample counts."""
    short = [s.writer != LEXICON and len(s.title) + len(s.text) < SHORT for s in samples]
    return np.where(short, SHORT_WEIGHT, 1.0)


def _labels(samples: Sequence[Sample]) -> Labels:
    return np.array([LABELS.index(sample.topic) for sample in samples], dtype=np.int64)


def table(samples: Sequence[Sample]) -> Reader:
    """All features at least RAREST samples have, with their rarity."""
    frequencies: Counter[str] = Counter()
    for sample in samples:
        frequencies.update(set(_features(sample)))
    kept = sorted(feature for feature, count in frequencies.items() if count >= RAREST)
    counts = np.array([frequencies[feature] for feature in kept], dtype=np.float64)
    idf = (np.log((1 + len(samples)) / (1 + counts)) + 1.0).astype(np.float32)
    return Reader({feature: row for row, feature in enumerate(kept)}, idf)


def _features(sample: Sample) -> Iterator[str]:
    head, body = read(sample.title, sample.text)
    for word in {token.word for token in (*head, *body)}:
        yield from word_features(word)
    yield from pair_features([token.word for token in head])
    yield from pair_features([token.word for token in body])
    yield from sign_features(sample.text)


def matrix(samples: Sequence[Sample], reader: Reader) -> sparse.csr_matrix:
    """One line of feature values per sample."""
    found = [reader.of(sample.title, sample.text)[:2] for sample in samples]
    starts = np.concatenate([[0], np.cumsum([len(rows) for rows, _ in found])])
    rows = np.concatenate([rows for rows, _ in found])
    values = np.concatenate([values for _, values in found])
    return sparse.csr_matrix((values, rows, starts), shape=(len(samples), len(reader.rows)))


def _fit(values: sparse.csr_matrix, labels: Labels, shares: npt.NDArray[np.float64]) -> tuple[Array, Array]:
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=COST, class_weight="balanced", random_state=0).fit(values, labels, sample_weight=shares)
    weights = np.zeros((values.shape[1], len(LABELS)), dtype=np.float32)
    bias = np.full(len(LABELS), -1.0, dtype=np.float32)
    if len(machine.classes_) == 2:  # one line of coefficients stands for both
        weights[:, machine.classes_[1]], weights[:, machine.classes_[0]] = machine.coef_[0], -machine.coef_[0]
        bias[machine.classes_[1]], bias[machine.classes_[0]] = machine.intercept_[0], -machine.intercept_[0]
    else:
        weights[:, machine.classes_] = machine.coef_.T
        bias[machine.classes_] = machine.intercept_
    return weights, bias
