"""The heartbeat while the service lives: what each tick tells goes into one Beat, and the Beat into its file."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import structlog

from monitor.errors import OhliadError
from monitor.schedule.heartbeat import Beat, Bug, Coming, Failing, is_well, read_beat, write_beat
from monitor.schedule.watch import Clock

_log = structlog.get_logger()

MOST_BUGS = 20  # different ones are kept by name
MOST_FAILING = 100  # sources named; `ohliad sources` has them all


@dataclass(slots=True)
class Round:
    """What one tick of all places found."""

    problems: list[str] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)  # last lines of tracebacks
    standby: int = 0
    places: int = 0
    next_slots: list[Coming] = field(default_factory=list)
    failing: list[Failing] = field(default_factory=list)

    @property
    def state(self) -> str:
        if self.bugs:
            return "bug"
        if self.problems:
            return "waiting"
        return "standby" if self.standby and self.standby == self.places else "idle"


class Pulse:
    """Thread-safe: the tick, the lease's keeper and /healthz all use it."""

    def __init__(self, state: Path, clock: Clock, first: Beat) -> None:
        self.state, self._clock, self._beat = state, clock, first
        self._lock = threading.Lock()

    def began(self) -> None:
        self._write(tick_began=self._clock())

    def working(self) -> None:
        self._write(state="working")

    def beat(self) -> None:
        """A sign of life in the middle of the work."""
        self._write()

    def ended(self, found: Round) -> None:
        """A tick is over: its state, and the bugs met since the start."""
        now = self._clock()
        self._write(
            state=found.state,
            tick_ended=now,
            last_success=now if found.state in ("idle", "standby") else self._beat.last_success,
            next_slots=tuple(sorted(found.next_slots, key=lambda one: (one.at, one.place, one.product))),
            failing=tuple(found.failing[:MOST_FAILING]),
            problems=tuple(found.problems),
            bugs=_with(self._beat.bugs, found.bugs, now),
        )

    def stopped(self) -> None:
        self._write(state="stopped", tick_ended=self._clock())

    def look(self) -> tuple[Beat, str]:
        """The present beat, and what is not well."""
        return self._beat, is_well(self._beat, self._clock())

    def _write(self, **changes: object) -> None:
        with self._lock:
            self._beat = replace(self._beat, time=self._clock(), **changes)  # type: ignore[arg-type]
            try:
                if not self._is_anothers():
                    write_beat(self.state, self._beat)
            except OhliadError as error:  # a full disk must not end the work; the silence of the file tells
                _log.warning("the heartbeat could not be written", error=str(error))

    def _is_anothers(self) -> bool:
        """Does the file belong to a service that works on the same folder while this one only stands by?"""
        if self._beat.state not in ("starting", "standby", "stopped"):
            return False
        try:
            other = read_beat(self.state)
        except OhliadError:
            return False
        return other.holder != self._beat.holder and not is_well(other, self._beat.time)


def _with(known: tuple[Bug, ...], met: list[str], now: datetime) -> tuple[Bug, ...]:
    """The newest first; one met again is counted."""
    times = {bug.error: bug.times for bug in known}
    fresh = [Bug(error=error, times=times.get(error, 0) + met.count(error), last=now) for error in dict.fromkeys(met)]
    return (*fresh, *(bug for bug in known if bug.error not in met))[:MOST_BUGS]
