"""The door to the web as a service needs it: who asked to wait is asked nothing before its time, restart or not.

One door serves every place, so that two places that watch one site keep its pace together.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

import structlog

from monitor.errors import FetchError, OhliadError
from monitor.model import Page, Unchanged, Validators
from monitor.pipeline.desk import Door
from monitor.schedule.watch import Clock
from monitor.store import Store

_log = structlog.get_logger()


class Holding(Door, Protocol):
    """A door that can be told to leave a host alone: monitor.fetch.Fetcher."""

    def hold(self, url: str, until: datetime) -> None: ...


class Patient:
    """Passes every request on, and writes down each Retry-After it meets."""

    def __init__(self, door: Holding, clock: Clock) -> None:
        self._door, self._clock = door, clock
        self._stores: dict[str, Store] = {}

    def know(self, store: Store) -> None:
        """Learn what this place remembers, and tell it what is met from now on."""
        if store.place not in self._stores:
            self._stores[store.place] = store
            for origin, until in store.schedule.holds(self._clock()):
                self._door.hold(origin, until)

    def get(self, url: str, *, validators: Validators | None = None, robots: bool = False) -> Page | Unchanged:
        try:
            return self._door.get(url, validators=validators, robots=robots)
        except FetchError as error:
            if error.kind == "busy" and error.retry_at is not None:
                self._note(error.url, error.retry_at)
            raise

    def _note(self, url: str, until: datetime) -> None:
        parts = urlsplit(url)
        if until.microsecond:  # instants are kept in whole seconds: rounded up, so that nobody is asked early
            until = until.replace(microsecond=0) + timedelta(seconds=1)
        for store in tuple(self._stores.values()):
            try:
                store.schedule.hold(f"{parts.scheme}://{parts.netloc}", until)
            except OhliadError as error:
                _log.warning("a Retry-After could not be written down", url=url, error=str(error))
