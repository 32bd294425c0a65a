"""What an item is about: one of the codebook's seventeen topics, with secondary ones. Never fetches, never trains."""

from __future__ import annotations

from pathlib import Path

from classifiers.topic.decision import TopicClassifier
from classifiers.topic.model import open_model

__all__ = ["PACKAGED", "TopicClassifier", "load"]

PACKAGED = Path(__file__).parent / "model"


def load(models: Path | None = None) -> TopicClassifier:
    """The classifier with the office's own model in the folder `models`, or with the packaged one.

    Raises OhliadError where the model is missing, damaged or altered: it never falls back silently.
    """
    return TopicClassifier(open_model(PACKAGED if models is None else models))
