"""Builds `weights.json` from items with a tone: run by hand, not at run time.

    python -m classifiers.tone.weigh [ITEMS.jsonl ...]

Each line has `title`, `text` and `tone`. Without names it reads the texts of this project that have a tone: those
of the topic that were written with one, those that were given one later (`labels.jsonl`), and `texts/`.
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
from monitor.text import sentences

# Chosen on written items that the model never sees; 0.05 to 0.2 and 1.7 to 3 change under two items of a hundred.
STRENGTH = 0.1
LOUD = 2.2  # one toned item counts as many neutral ones: four of five items are neutral
RARE = 4
# Beginnings and ends of neutral items: without them short texts, of which two thirds are toned here, would look toned.
PIECE = 1.0
SHORT = 1.5  # short texts were written for this decision, the others for the topic
_LEAST = 0.01
_HERE = Path(__file__).parent
_TOPIC = _HERE.parent / "topic" / "texts"
LABELS = _HERE / "labels.jsonl"


class _Item(TypedDict):
    title: str
    text: str
    tone: str


def fit(
    items: list[_Item], short: list[_Item] | None = None, later: list[_Item] | None = None
) -> dict[str, list[float]]:
    """Feature -> weights in the order of CLASSES, small ones left out.

    `short`: texts written for tone alone; `later`: texts whose tone was given by another than their writer.
    """
    extra, given = short or [], later or []
    pieces = [piece for item in items if item["tone"] == "neutral" for piece in _pieces(item)]
    shown = [*items, *extra, *pieces, *given]
    loud = np.array([1.0] * len(items) + [SHORT] * len(extra) + [PIECE] * len(pieces) + [1.0] * len(given))
    seen = [signs(f"{item['title']}\n{item['text']}", frozenset()).features for item in shown]
    counts = Counter(name for features in seen for name in features)
    kept = [{name: value for name, value in features.items() if counts[name] >= RARE} for features in seen]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    answers = np.array([CLASSES.index(item["tone"]) for item in shown])
    model = LogisticRegression(C=STRENGTH, max_iter=3000, class_weight={0: LOUD, 1: 1.0, 2: LOUD})
    model.fit(matrix, answers, sample_weight=loud)
    table = {"": [round(float(value), 3) for value in model.intercept_]}
    for name, row in zip(vectorizer.get_feature_names_out(), model.coef_.T, strict=True):
        if np.abs(row).max() >= _LEAST:
            table[str(name)] = [round(float(value), 3) for value in row]
    return table


def _pieces(item: _Item) -> list[_Item]:
    read = list(sentences(item["text"]))
    halves = (read[:2], read[-2:]) if len(read) > 3 else ()
    return [{"title": "", "text": " ".join(half), "tone": "neutral"} for half in halves]


def _read(paths: list[Path]) -> list[_Item]:
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def labelled() -> list[_Item]:
    """Texts written for the topic without a tone, with the tone that was read in them for `labels.jsonl`."""
    given = {row["id"]: row["tone"] for row in map(json.loads, LABELS.read_text("utf-8").splitlines())}
    rows = (
        json.loads(line) for path in sorted(_TOPIC.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    )
    return [
        {"title": row["title"], "text": row["text"], "tone": given[row["id"]]} for row in rows if row["id"] in given
    ]


def main(arguments: list[str]) -> None:
    """Read the files, fit, write the weights beside this module."""
    named = [Path(path) for path in arguments] or sorted(_TOPIC.glob("t?-a.jsonl"))
    table = fit(_read(named), _read(sorted((_HERE / "texts").glob("*.jsonl"))), labelled())
    rows = (f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in sorted(table.items()))
    (_HERE / "weights.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
