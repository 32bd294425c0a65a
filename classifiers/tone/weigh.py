"""Builds `weights.json` from items with a tone: run by hand, not at run time.

    python -m classifiers.tone.weigh ITEMS.jsonl ...

Each line has `title`, `text` and `tone`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TypedDict

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from classifiers.tone.features import signs
from classifiers.tone.model import CLASSES

# Chosen on the written items, which the model never sees: macro-F1 0.60, next best 0.57.
STRENGTH = 0.05
RARE = 4
LOUD = 3.0  # one toned item counts as many neutral ones: four of five items are neutral
_LEAST = 0.01


class _Item(TypedDict):
    title: str
    text: str
    tone: str


def fit(items: list[_Item]) -> dict[str, list[float]]:
    """Feature -> weights in the order of CLASSES, small ones left out."""
    seen = [dict(signs(f"{item['title']}\n{item['text']}", frozenset()).features) for item in items]
    counts = Counter(name for features in seen for name in features)
    kept = [{name: value for name, value in features.items() if counts[name] >= RARE} for features in seen]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    answers = np.array([CLASSES.index(item["tone"]) for item in items])
    model = LogisticRegression(C=STRENGTH, max_iter=3000, class_weight={0: LOUD, 1: 1.0, 2: LOUD})
    model.fit(matrix, answers)
    table = {"": [round(float(value), 3) for value in model.intercept_]}
    for name, row in zip(vectorizer.get_feature_names_out(), model.coef_.T, strict=True):
        if np.abs(row).max() >= _LEAST:
            table[str(name)] = [round(float(value), 3) for value in row]
    return table


def main(arguments: list[str]) -> None:
    """Read the files, fit, write the weights beside this module."""
    items: list[_Item] = [json.loads(line) for path in arguments for line in Path(path).read_text("utf-8").splitlines()]
    rows = (f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in sorted(fit(items).items()))
    (Path(__file__).parent / "weights.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
