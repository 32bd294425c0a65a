"""May a model trained on an office's labels replace the one in use? Both judge the same items, learnt from none.

The rule is that of the pinned floor: a significant drop, item against item, is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from classifiers.gate.floor import Floor, Result, compare
from classifiers.gate.score import CASES, Score
from classifiers.topic import TopicClassifier, samples
from classifiers.topic.samples import Sample, fingerprint, same_text


def judges(learnt: Iterable[Sample]) -> list[Sample]:
    """The project's items that judge the topic, without those the candidate has learnt from."""
    known = {same_text(sample) for sample in learnt}
    return [sample for sample in (*_cases(), *samples.held()) if same_text(sample) not in known]


def _cases() -> list[Sample]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Sample(
            str(row["id"]), "case", str(row.get("lang") or ""), str(row["title"]), str(row["text"]), str(row["topic"])
        )
        for row in rows
        if row.get("topic")
    ]


def against(rivals: Sequence[TopicClassifier], candidate: TopicClassifier, items: Sequence[Sample]) -> list[Result]:
    """The candidate against each rival on these items; one refused result refuses it."""
    data = fingerprint(items)

    def score(classifier: TopicClassifier, name: str) -> Score:
        return Score(name, data, tuple(classifier.best(item.title, item.text) == item.topic for item in items))

    found: list[Result] = []
    for rival in rivals:
        name = f"topic against {rival.version}"
        found += compare([score(candidate, name)], Floor({name: score(rival, name)}))
    return found
