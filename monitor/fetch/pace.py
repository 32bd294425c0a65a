"""Politeness: one request in flight per site, a pause between two, and a loose cap per IP address.

Knows time only through the clock and sleep it is given. A clock that is set back or forward costs one pause at most.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

Clock = Callable[[], datetime]
Sleep = Callable[[float], None]

_PER_ADDRESS = 4  # requests in flight to one address: shared hosting and CDNs carry many sites
_ADDRESS_SHARE = 5  # requests to one address are spaced by this part of the site's pause
_KEPT = 4_096  # idle lanes remembered


class _Lane:
    """What is known of one site or address."""

    def __init__(self, width: int) -> None:
        self.gate = threading.BoundedSemaphore(width)
        self.lock = threading.Lock()
        self.users = 0
        self.last: datetime | None = None


class Pace:
    """Keeps threads apart; `turn` and `address` are context managers around one request."""

    def __init__(self, clock: Clock, sleep: Sleep) -> None:
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._lanes: dict[str, _Lane] = {}

    @contextmanager
    def turn(self, site: str, gap: float) -> Iterator[None]:
        """Wait until no other request to the site is in flight and `gap` seconds passed since the last start."""
        with self._lane(f"site {site}", 1) as lane, lane.gate:
            self._wait(lane, gap)
            yield

    @contextmanager
    def address(self, address: str, gap: float) -> Iterator[None]:
        """The same for the address below, several in flight and a fraction of the gap."""
        with self._lane(f"address {address}", _PER_ADDRESS) as lane, lane.gate:
            with lane.lock:
                self._wait(lane, gap / _ADDRESS_SHARE)
            yield

    def _wait(self, lane: _Lane, gap: float) -> None:
        """Sleep until `gap` seconds after the lane's last start, then mark a start."""
        for _ in range(3):  # a sleep may end early
            if lane.last is None:
                break
            seconds = min((lane.last - self._clock()).total_seconds() + gap, gap)
            if seconds <= 0:
                break
            self._sleep(seconds)
        lane.last = self._clock()

    @contextmanager
    def _lane(self, key: str, width: int) -> Iterator[_Lane]:
        with self._lock:
            if len(self._lanes) > _KEPT:
                self._forget_idle()
            lane = self._lanes.setdefault(key, _Lane(width))
            lane.users += 1
        try:
            yield lane
        finally:
            with self._lock:
                lane.users -= 1

    def _forget_idle(self) -> None:
        """Drop lanes nobody uses or waits for whose last start is long past."""
        old = self._clock() - timedelta(minutes=10)
        self._lanes = {key: lane for key, lane in self._lanes.items() if lane.users or (lane.last and lane.last > old)}
