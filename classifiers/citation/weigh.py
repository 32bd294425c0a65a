"""Builds `weights.json` from items whose sources people marked: run by hand, not at run time.

    python -m classifiers.citation.weigh ITEMS.jsonl[:WEIGHT] ...

Each line has `title`, `text` and `sources` with `span`. A file's WEIGHT says how much one of its items counts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from classifiers.citation.glue import blot
from classifiers.citation.mentions import Chunker
from classifiers.citation.reading import read
from classifiers.citation.sources import candidates

# Chosen on press texts the weights never saw: stronger ties to the training items' manner cost F1 there.
STRENGTH = 0.05
_LEAST = 0.01


class _Span(TypedDict):
    span: str


class _Item(TypedDict):
    title: str
    text: str
    sources: list[_Span]


Example = tuple[dict[str, float], bool]


def examples(item: _Item) -> Iterator[Example]:
    """Features of every candidate of an item, and whether it overlaps a marked source."""
    title = f"{item['title']}\n\n" if item["title"] else ""
    reading = read(blot(title + item["text"]))
    marked = [(at, at + len(s["span"])) for s in item["sources"] if (at := reading.text.find(s["span"])) >= 0]
    for source, seen in candidates(Chunker(reading, {})):
        yield seen, any(source.start < end and start < source.end for start, end in marked)


def fit(found: list[Example], counts: list[float]) -> dict[str, float]:
    """The weights of a logistic regression, small ones left out."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([seen for seen, _ in found])
    model = LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False)
    model.fit(matrix, np.array([right for _, right in found]), sample_weight=np.array(counts))
    names = vectorizer.get_feature_names_out()
    pairs = zip(names, model.coef_[0], strict=True)
    return {str(name): round(float(value), 3) for name, value in pairs if abs(value) >= _LEAST}


def main(arguments: list[str]) -> None:
    """Read the files, fit, write the weights beside this module."""
    found: list[Example] = []
    counts: list[float] = []
    for argument in arguments:
        path, _, weight = argument.partition(":")
        for line in Path(path).read_text("utf-8").splitlines():
            new = list(examples(json.loads(line)))
            found.extend(new)
            counts.extend([float(weight or 1)] * len(new))
    table = fit(found, counts)
    lines = json.dumps(dict(sorted(table.items())), ensure_ascii=False, indent=0)
    (Path(__file__).parent / "weights.json").write_text(lines + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
