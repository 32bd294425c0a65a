"""Makes `data/likeness.tsv`: python -m digests.stories.fit_likeness STORIES.jsonl … -- BULLETINS.jsonl …

A file is one set of items with `story`, read as one window. After `--` stand sets that are all hard negatives of one
kind (the same subject on another day): they say little about stories of a city, and much where nobody gave a date.
Logistic regression on standardised traits, lightly regularised. A tool for the maintainer; needs scikit-learn.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from digests.stories import likeness
from digests.stories.candidates import FARTHEST
from digests.stories.filed import Filed
from digests.stories.reading import read
from monitor.items import parse

NAMES = [name for name in likeness.Traits.__dataclass_fields__ if name not in ("copy", "names_part", "sentences")]
STRENGTH = 0.3  # inverse of the regularisation; 0.1 to 1 do equally well in cross-validation
# Weights of (stories dated, stories undated, bulletins dated, bulletins undated) in the model for dated articles and
# in that for undated ones. In cross-validation undated copies steady the dated model; bulletins make it too shy.
MODELS = ((1.0, 0.2, 0.1, 0.02), (0.0, 1.0, 0.0, 1.0))


def pairs(path: Path, *, dated: bool) -> tuple[list[list[float]], list[bool]]:
    """Traits and truth of all pairs of a file; dated ones only where they are near enough in time."""
    given = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    if not dated:
        given = [{key: value for key, value in line.items() if key != "published"} for line in given]
    items = [parse(json.dumps(line), {}, now=datetime.now(UTC)) for line in given]
    readings = [read(Filed(article=item.article, outlet=item.outlet)) for item in items]
    rarity = likeness.Rarity(readings)
    weighed = [likeness.weigh(reading, rarity) for reading in readings]
    rows, truth = [], []
    for one, two in combinations(range(len(given)), 2):
        if not dated or abs(readings[one].order[0] - readings[two].order[0]) <= FARTHEST:
            traits = likeness.traits(weighed[one], weighed[two], rarity)
            if traits.copy:
                continue  # decided without the model
            rows.append([getattr(traits, name) for name in NAMES])
            truth.append(given[one]["story"] is not None and given[one]["story"] == given[two]["story"])
    return rows, truth


def main(stories: list[Path], bulletins: list[Path]) -> None:
    rows: list[list[float]] = []
    truth: list[bool] = []
    kind: list[int] = []
    for place, paths in enumerate((stories, stories, bulletins, bulletins)):
        for path in paths:
            more, told = pairs(path, dated=place % 2 == 0)
            rows += more
            truth += told
            kind += [place] * len(told)
    table = np.array(rows)
    mean, spread = table.mean(0), table.std(0) + 1e-9
    columns = []
    for importance in MODELS:
        model = LogisticRegression(C=STRENGTH, max_iter=1000)
        model.fit((table - mean) / spread, np.array(truth), sample_weight=np.array(importance)[kind])
        weights = model.coef_[0] / spread
        columns.append([model.intercept_[0] - float(weights @ mean), *weights])
    names = ("intercept", *NAMES)
    lines = [f"# dated, undated; from {sum(truth)} pairs of one story and {len(truth) - sum(truth)} of two"]
    lines += [f"{name}\t{ours:.4f}\t{theirs:.4f}" for name, ours, theirs in zip(names, *columns, strict=True)]
    likeness.WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    given = " ".join(sys.argv[1:]).split(" -- ")
    main([Path(name) for name in given[0].split()], [Path(name) for name in given[1].split()])
