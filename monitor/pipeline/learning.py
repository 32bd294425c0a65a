"""What people decided becomes training data: the office's own topic model, trained apart and let in by a gate.

Refuses to replace a model by one that is significantly worse, unless a person gives a reason, which is kept. Nothing
that the candidate has learnt from judges it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from classifiers import topic
from classifiers import train as learning
from classifiers.gate import Result
from classifiers.gate.candidate import against, judges
from classifiers.topic.model import CARD, adopt
from classifiers.topic.samples import Sample
from classifiers.train import Trained
from monitor import judgement
from monitor.errors import OhliadError
from monitor.store import Store

FIELD = "topic"  # the one model that learns from labels so far


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of a training: the model, how it compares with those it would replace, and whether it was let in."""

    made: Trained
    results: tuple[Result, ...]
    accepted: bool


def labelled(store: Store) -> list[Sample]:
    """The texts whose topic a person decided, with what is in force; what left the store teaches nothing."""
    rows = []
    for identifier, labels in sorted(store.labels().items()):
        decided = judgement.in_force(labels).get(FIELD)
        stored = store.article(identifier) if decided else None
        if decided is not None and stored is not None and (stored.article.url or stored.article.text):
            rows.append((stored.article, decided))
    return learning.from_labels(rows)


def learn(people: Sequence[Sample], models: Path, *, allow: bool = False, reason: str = "") -> Learnt:
    """Train on the labels of people beside the project's texts; put the model into `models` if the gate lets it in.

    It must not be worse than the packaged model nor than the office's present one: small losses would add up.
    Raises OhliadError where there are no labels, or no texts of the project to train beside.
    """
    if not people:
        raise OhliadError("nobody has decided a topic here yet: decide some, or give --labels")
    with TemporaryDirectory(prefix="ohliad-train-") as folder:
        candidate = Path(folder)
        made = learning.train(candidate, people)
        results = against([topic.load(), *_present(models)], topic.load(candidate), judges(people))
        refused = any(result.refused for result in results)
        accepted = not refused or (allow and bool(reason.strip()))
        if accepted:
            adopt(candidate, models, {"allowed_although_worse": reason.strip()} if refused else {})
    return Learnt(made=made, results=tuple(results), accepted=accepted)


def _present(models: Path) -> list[topic.TopicClassifier]:
    """The office's model in use; a damaged one defends nothing."""
    try:
        return [topic.load(models)] if (models / CARD).is_file() else []
    except OhliadError:
        return []
