"""Makes `data/likeness.tsv` from labelled stories: python -m digests.stories.fit_likeness FILE.jsonl …

A file is one set of items with `story`, read as one window. Logistic regression on standardised traits, lightly
regularised. A tool for the maintainer, not part of any run; needs scikit-learn.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from digests.stories import likeness
from digests.stories.filed import Filed
from digests.stories.candidates import FARTHEST
from digests.stories.reading import read
from monitor.items import parse

STRENGTH = 0.3  # inverse of the regularisation; 0.1 to 1 do equally well in cross-validation
UNDATED = 0.2  # weight of a pair read as if nobody had said when it was published


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
            rows.append(list(asdict(likeness.traits(weighed[one], weighed[two], rarity)).values()))
            truth.append(given[one]["story"] is not None and given[one]["story"] == given[two]["story"])
    return rows, truth


def main(paths: list[Path]) -> None:
    rows: list[list[float]] = []
    truth: list[bool] = []
    importance: list[float] = []
    for path in paths:
        for dated in (True, False):
            more, told = pairs(path, dated=dated)
            rows += more
            truth += told
            importance += [1.0 if dated else UNDATED] * len(told)
    table = np.array(rows)
    mean, spread = table.mean(0), table.std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit((table - mean) / spread, np.array(truth), sample_weight=np.array(importance))
    weights = model.coef_[0] / spread
    names = list(likeness.Traits.__dataclass_fields__)
    lines = [f"# {sum(truth)} pairs of one story, {len(truth) - sum(truth)} of two, dated and undated"]
    lines.append(f"intercept\t{model.intercept_[0] - float(weights @ mean):.4f}")
    lines += [f"{name}\t{weight:.4f}" for name, weight in zip(names, weights, strict=True)]
    likeness.WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
