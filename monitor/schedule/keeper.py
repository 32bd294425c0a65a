"""Keeps the lease while a tick works, and the heartbeat beating. Knows nothing of the work itself."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog

from monitor.errors import OhliadError
from monitor.schedule.watch import Clock
from monitor.store import Store

_log = structlog.get_logger()

# After kill -9 another takes over when it ends: two minutes are well within what a morning brief can wait, and four
# renewals that fail in a row are no hiccup of the disk.
LEASE = timedelta(minutes=2)
RENEWAL = 30.0  # seconds


def take(store: Store, holder: str, clock: Clock) -> bool:
    """Get or renew the lease."""
    now = clock()
    return store.schedule.take(holder, now=now, until=now + LEASE)


@contextmanager
def kept(store: Store, holder: str, clock: Clock, beat: Callable[[], None]) -> Iterator[threading.Event]:
    """Renew the lease and beat while inside; the event is set once another has the lease."""
    lost, ended = threading.Event(), threading.Event()

    def renew() -> None:
        while not ended.wait(RENEWAL):
            beat()
            try:
                if not take(store, holder, clock):
                    lost.set()
            except OhliadError as error:  # the lease runs on for a while; the work itself will say what is wrong
                _log.warning("the lease could not be renewed", place=store.place, error=str(error))

    thread = threading.Thread(target=renew, daemon=True, name="lease")
    thread.start()
    try:
        yield lost
    finally:
        ended.set()
        thread.join(RENEWAL)
