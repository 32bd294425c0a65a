"""Public events of parties, civic and religious organisations, held or announced. Pure; never guesses a date."""

from __future__ import annotations

from classifiers.events.decision import VERSION, EventClassifier, load

__all__ = ["VERSION", "EventClassifier", "load"]
