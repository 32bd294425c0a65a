"""What the service says of itself: one small file, whole at any moment, for people, watchdogs and /healthz."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import ValidationError

from monitor import files
from monitor.codec import decode, encode
from monitor.errors import StoreError

NAME = "heartbeat.json"
STALE = timedelta(minutes=5)  # ten ticks; a beat also comes while a tick works, so a silent one hangs or is dead
MISSED_TICKS = 4  # with longer ticks: this many intervals
LONGEST_OBSTACLE = timedelta(minutes=30)  # another command at work is done by then; a full disk or a wrong file is not
LONGEST_TICK = timedelta(hours=2)  # a tick leaves off after a quarter of an hour; one that lasts so long is stuck


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A product that is next to be built."""

    place: str
    product: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A source that does not answer, or not with what it should."""

    place: str
    source: str
    state: str
    failures: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bug:
    """A bug of the program: where it was last met, and how often since the start."""

    error: str
    times: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """`state`: starting | working | idle | standby (another has the lease) | waiting (something is in the way) | bug |
    stopped. `interval` is seconds between ticks. `last_success` is the end of the last tick without bug or obstacle.
    """

    time: datetime
    version: str
    pid: int
    holder: str
    state: str
    interval: float
    started: datetime
    tick_began: datetime | None = None
    tick_ended: datetime | None = None
    last_success: datetime | None = None
    next_slots: tuple[Coming, ...] = ()
    failing: tuple[Failing, ...] = ()
    problems: tuple[str, ...] = ()
    bugs: tuple[Bug, ...] = ()


def is_well(beat: Beat, now: datetime) -> str:
    """ "" while all is well, else one sentence that says what is not."""
    silent = abs(now - beat.time)  # a beat from the future was written before the clock was set back
    if beat.state == "stopped":
        return "the service was stopped"
    if silent > max(STALE, MISSED_TICKS * timedelta(seconds=beat.interval)):
        return f"no sign of life since {beat.time:%Y-%m-%d %H:%M:%S} UTC"
    if beat.state == "bug":
        return f"a bug of the program: {beat.bugs[0].error if beat.bugs else 'see the log'}"
    since = beat.last_success or beat.started
    if beat.state == "waiting" and now - since > LONGEST_OBSTACLE:
        return f"in the way since {since:%Y-%m-%d %H:%M:%S} UTC: {'; '.join(beat.problems[:3])}"
    working = beat.tick_began is not None and (beat.tick_ended is None or beat.tick_ended < beat.tick_began)
    if working and beat.tick_began is not None and now - beat.tick_began > LONGEST_TICK:
        return f"one tick has been at work since {beat.tick_began:%Y-%m-%d %H:%M:%S} UTC"
    return ""


def write_beat(state: Path, beat: Beat) -> None:
    """Raises StoreError where the disk refuses."""
    files.write(state / NAME, encode(beat).encode())


def read_beat(state: Path) -> Beat:
    """Raises StoreError where there is none, or none that can be read."""
    path = state / NAME
    try:
        return decode(Beat, path.read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError) as error:
        raise StoreError(f"{path} tells nothing: is `ohliad schedule` running?") from error
