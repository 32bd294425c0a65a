"""Builds `weights.json` from texts whose sources people marked: run by hand, not at run time.

    python -m classifiers.citation.weigh [ITEMS.jsonl ...]

Each line has `title`, `text` and `sources` with `span`; without files, the project's own training texts are read.
Prints how well each writer's sources are found by weights of all the others.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from classifiers.citation.glue import acting, blot, mended
from classifiers.citation.mentions import Chunker
from classifiers.citation.reading import read
from classifiers.citation.sources import candidates

TEXTS = Path(__file__).parents[1] / "topic" / "texts"
# Chosen among 0.03, 0.1 and 0.3 by writers the weights had not seen.
STRENGTH = 0.1
# A word seen with fewer namings is one text's own.
RAREST = 4
_LEAST = 0.01
# The chance from which a source is listed; the one that cross-validation over writers finds best.
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


class _Span(TypedDict):
    span: str


class Item(TypedDict):
    """One text with its marked sources."""

    title: str
    text: str
    sources: list[_Span]


@dataclass(frozen=True, slots=True)
class Naming:
    """One candidate: the number of its source in its text, what the ranking sees, the marked sources it overlaps."""

    group: int
    seen: dict[str, float]
    marked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One text's candidates, how many sources are marked in it, and who wrote it."""

    writer: str
    namings: tuple[Naming, ...]
    wanted: int


def example(item: Item, writer: str) -> Example:
    """The candidates of one text."""
    title = f"{item['title']}\n\n" if item["title"] else ""
    reading = read(acting(mended(blot(title + item["text"]))))
    spans = [(at, at + len(s["span"])) for s in item["sources"] if (at := reading.text.find(s["span"])) >= 0]
    namings = (
        Naming(source.group, seen, tuple(i for i, (a, b) in enumerate(spans) if source.start < b and a < source.end))
        for source, seen in candidates(Chunker(reading, {}))
    )
    return Example(writer, tuple(namings), len(item["sources"]))


def examples(files: Sequence[Path]) -> list[Example]:
    """The examples of every text of a writer who marked sources; a file's name up to «-» is its writer."""
    found: list[Example] = []
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            item = json.loads(line)
            if "sources" in item:
                found.append(example(item, file.name.split("-")[0]))
    marking = {one.writer for one in found if one.wanted}
    return [one for one in found if one.writer in marking]


def fit(found: Sequence[Example]) -> dict[str, float]:
    """The weights of a logistic regression; rare features and small weights are left out."""
    namings = [naming for one in found for naming in one.namings]
    counts = Counter(name for naming in namings for name in naming.seen)
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    column = {name: number for number, name in enumerate(names)}
    entries = [
        (row, column[name], value)
        for row, naming in enumerate(namings)
        for name, value in naming.seen.items()
        if name in column
    ]
    rows, columns, values = zip(*entries, strict=True)
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(namings), len(names)))
    model = LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False)
    model.fit(matrix, np.array([bool(naming.marked) for naming in namings]))
    pairs = zip(names, model.coef_[0], strict=True)
    return {name: round(float(value), 3) for name, value in pairs if abs(value) >= _LEAST}


def chances(found: Sequence[Example], table: dict[str, float]) -> list[NDArray[np.float64]]:
    """The chance of every naming, text by text."""
    sums = ([sum(v * table.get(n, 0.0) for n, v in naming.seen.items()) for naming in one.namings] for one in found)
    return [1 / (1 + np.exp(-np.array(row, dtype=np.float64))) for row in sums]


def f1(found: Sequence[Example], given: Sequence[NDArray[np.float64]], threshold: float) -> float:
    """F1 of the sources listed from a threshold on: each source once, by its likeliest naming."""
    right = listed = wanted = 0
    for one, row in zip(found, given, strict=True):
        best: dict[int, tuple[float, tuple[int, ...]]] = {}
        for naming, chance in zip(one.namings, row.tolist(), strict=True):
            if chance > best.get(naming.group, (0.0, ()))[0]:
                best[naming.group] = (chance, naming.marked)
        told = [marked for chance, marked in best.values() if chance >= threshold]
        met = {number for marked in told for number in marked}
        right += len(met)
        listed += len(met) + sum(not marked for marked in told)
        wanted += one.wanted
    return 2 * right / (listed + wanted) if listed + wanted else 0.0


def unseen(found: Sequence[Example]) -> Iterator[tuple[float, float]]:
    """(threshold, F1) where each writer is judged by weights of all others."""
    order: list[Example] = []
    given: list[NDArray[np.float64]] = []
    for writer in sorted({one.writer for one in found}):
        table = fit([one for one in found if one.writer != writer])
        own = [one for one in found if one.writer == writer]
        order.extend(own)
        given.extend(chances(own, table))
    for threshold in THRESHOLDS:
        yield threshold, f1(order, given, threshold)


def main(arguments: list[str]) -> None:
    """Read the texts, say what the weights are worth, fit and write them beside this module."""
    found = examples([Path(argument) for argument in arguments] or sorted(TEXTS.glob("*.jsonl")))
    for threshold, score in unseen(found):
        print(f"writers not trained on, listed from {threshold:.2f}: F1 {score:.3f}")
    lines = json.dumps(dict(sorted(fit(found).items())), ensure_ascii=False, indent=0)
    (Path(__file__).parent / "weights.json").write_text(lines + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
