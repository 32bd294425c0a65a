"""When the work under way must leave off: at a stop, at a lost lease, or because a product's time has come.

The steps of the pipeline tell how far they are after every item; that is where they are cut, so what is done is kept.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]


class Cut(BaseException):
    """Leave off between two items. No step may take it for trouble of its own, so it is no Exception."""


class Watch:
    """Stands in for a progress bar: called after every item, raises Cut where the work must leave off."""

    def __init__(self, clock: Clock, *ends: threading.Event) -> None:
        self._clock, self._ends = clock, ends
        self.until: datetime | None = None  # the collection leaves off at this instant; the rest goes on

    @property
    def is_over(self) -> bool:
        """Must everything end: was a stop asked for, or the lease lost?"""
        return any(end.is_set() for end in self._ends)

    def __call__(self, _step: str, _done: int, _of: int) -> None:
        if self.is_over or (self.until is not None and self._clock() >= self.until):
            raise Cut
