"""Article -> topic: the label or abstention, its words as evidence, secondary topics, and why a person should look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from classifiers.topic.model import LABELS, Array, Model, Rows
from classifiers.topic.ties import VERSION, Rule, found
from classifiers.topic.vectors import Reader
from monitor.language.words import Token
from monitor.model import TOPICS, Article, Flag, Verdict

# Below this probability a person is asked to look; below the second one nothing is claimed at all. docs/quality.md has
# the curve: of written items 7 % are asked about and 93 % of the rest are right, nothing is claimed of 1 in 100.
DOUBTFUL, ABSTAIN = 0.40, 0.22
# A second topic is told from this margin on, two at most: F1 of second topics 0.50 on the written items, 0.44 on press
# that was read, where the probabilities of the primary topic gave 0.16 and 0.29.
SECOND, MOST_SECOND = -0.15, 2
_SHOWN_WORDS, _SHOWN_FEATURES = 5, 10


@dataclass(frozen=True)
class TopicClassifier:
    """The topic decision of one model."""

    model: Model

    @property
    def version(self) -> str:
        return f"topic-{self.model.name}-{VERSION}"

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.model.rows, self.model.idf)

    def probabilities(self, title: str, text: str) -> Array:
        """A calibrated probability per topic, in the codebook's order."""
        rows, values, _ = self.reader.of(title, text)
        weighed = self.model.weighing(rows, values)
        return self._chances(values @ weighed.weights + weighed.bias, found(title, text))

    def _chances(self, margins: Array, rules: Sequence[Rule]) -> Array:
        for rule in rules:
            margins[rule.column] += rule.raise_by
        return _softmax(margins * np.float32(self.model.scale))

    def best(self, title: str, text: str) -> str:
        """The likeliest topic, however unsure."""
        return LABELS[int(self.probabilities(title, text).argmax())]

    def classify(self, article: Article) -> tuple[Verdict, tuple[str, ...], tuple[Flag, ...]]:
        """The verdict (label None: it abstains), secondary topics, likeliest first, and a flag where it is doubtful."""
        rows, values, words = self.reader.of(article.title, article.text)
        rules = found(article.title, article.text)
        weights, bias, present = self.model.weighing(rows, values)
        chances = self._chances(values @ weights + bias, rules)
        order = np.argsort(-chances)
        best, next_best = int(order[0]), int(order[1])
        score = float(chances[best])
        gains = values * (weights[:, best] - weights.mean(axis=1))
        shown = self._words(words, rows, gains)
        name = TOPICS[LABELS[best]]
        told = ", ".join(f"«{word}»" for word in shown[:3])
        verdict = Verdict(
            classifier="topic",
            version=self.version,
            label=LABELS[best] if score >= ABSTAIN else None,
            score=score,
            reason=_reason(name, told, _settled(rules, best)),
            evidence=tuple(shown),
            features=self._features(rows, gains),
        )
        return (
            verdict,
            _secondary(present, best),
            () if score >= DOUBTFUL else (_flag(best, next_best, chances),),
        )

    def _features(self, rows: Rows, gains: Array) -> tuple[tuple[str, float], ...]:
        order = np.argsort(-gains)[:_SHOWN_FEATURES]
        return tuple((self.model.features[int(rows[i])], round(float(gains[i]), 4)) for i in order if gains[i] > 0)

    def _words(self, words: Iterable[Token], rows: Rows, gains: Array) -> list[str]:
        """The printed words that gained the label most, each once."""
        printed: dict[str, str] = {}
        for token in words:
            printed.setdefault(token.word, token.text)
        parts = list(map(self.reader.word_rows, printed))
        if not parts:
            return []
        owner = np.repeat(np.arange(len(parts)), list(map(len, parts)))
        # A gain for every row of the table: twice as fast as to seek each row of a word among the text's.
        of_row = np.zeros(len(self.model.features), dtype=gains.dtype)
        of_row[rows] = gains
        gained = of_row[np.concatenate(parts)]
        totals = np.bincount(owner, weights=gained, minlength=len(parts))
        told = ((gain, text) for gain, text in zip(totals.tolist(), printed.values(), strict=True) if gain > 0)
        return [text for _, text in sorted(told, reverse=True)[:_SHOWN_WORDS]]


def _secondary(present: Array, best: int) -> tuple[str, ...]:
    order = [int(i) for i in np.argsort(-present) if int(i) != best][:MOST_SECOND]
    return tuple(LABELS[i] for i in order if present[i] >= SECOND)


def _settled(rules: Sequence[Rule], label: int) -> list[str]:
    return [rule.name for rule in rules if rule.column == label]


def _reason(name: str, words: str, rules: Sequence[str]) -> str:
    """One Ukrainian sentence: the topic, the words that point at it, the rule of the codebook that settled it."""
    settled = f" (правило: {', '.join(rules)})" if rules else ""
    if words:
        return f"Тема «{name}»: на неї найбільше вказують слова {words}{settled}."
    return f"Найближча тема «{name}»{settled}."


def _softmax(logits: Array) -> Array:
    raised = np.exp(logits - logits.max())
    chances: Array = raised / raised.sum()
    return chances


def _flag(best: int, next_best: int, chances: Array) -> Flag:
    first, second = TOPICS[LABELS[best]], TOPICS[LABELS[next_best]]
    percent = round(100 * float(chances[best]))
    return Flag(
        classifier="topic",
        code="topic-unsure",
        text=f"Тема непевна: найімовірніше «{first}» ({percent} %), можливо, «{second}» – перевірте.",
    )
