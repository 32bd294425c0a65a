"""From a text to the rows of the model's table and their weights: sublinear tf-idf, each view of unit length."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from classifiers.topic.features import TITLE_WEIGHT, pair_features, read, sign_features, word_features
from classifiers.topic.model import Array, Rows
from monitor.language.words import CACHE, Token

VIEWS = ("w", "p", "c", "b", "s")
# How loud each view speaks; by cross-validation over the writers of the training texts.
LOUDNESS = {"w": 1.0, "p": 1.0, "c": 1.0, "b": 0.4, "s": 0.2}


@dataclass(frozen=True)
class Reader:
    """Reads texts against one table of features: `rows` numbers them, `idf` is their rarity."""

    rows: dict[str, int]
    idf: Array
    views: Rows = field(init=False)
    word_rows: Callable[[str], Rows] = field(init=False)

    def __post_init__(self) -> None:
        views = [VIEWS.index(feature[0]) for feature in self.rows]
        object.__setattr__(self, "views", np.array(views, dtype=np.int32))
        object.__setattr__(self, "word_rows", lru_cache(CACHE)(self._word_rows))

    def _word_rows(self, word: str) -> Rows:
        return self.known(word_features(word))

    def known(self, features: Iterable[str]) -> Rows:
        """The rows of those features the table has."""
        return np.array([row for row in map(self.rows.get, features) if row is not None], dtype=np.int32)

    def of(self, title: str, text: str) -> tuple[Rows, Array, list[Token]]:
        """The rows a text has, their values, and its words (title's, then text's) for whoever must quote them."""
        head, body = read(title, text)
        parts = [self.word_rows(token.word) for token in body]
        parts.append(self.known(pair_features([token.word for token in body])))
        parts.append(self.known(sign_features(text)))
        for token in head:
            parts.extend([self.word_rows(token.word)] * TITLE_WEIGHT)
        parts.extend([self.known(pair_features([token.word for token in head]))] * TITLE_WEIGHT)
        rows, counts = np.unique(np.concatenate(parts), return_counts=True)
        return rows.astype(np.int32), self._values(rows, counts), [*head, *body]

    def _values(self, rows: Rows, counts: npt.NDArray[np.int64]) -> Array:
        values = (1.0 + np.log(counts)) * self.idf[rows]
        views = self.views[rows]
        lengths = np.sqrt(np.bincount(views, weights=values * values, minlength=len(VIEWS)))
        lengths[lengths == 0] = 1.0
        loud = np.array([LOUDNESS[view] for view in VIEWS]) / lengths
        found: Array = (values * loud[views]).astype(np.float32)
        return found
