"""`ohliad schedule`: the unattended service, one tick of it, or a look at its heartbeat."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import structlog
import typer

from monitor import renamed
from monitor.cli import show
from monitor.cli.wiring import Options, database, decider, desk, door
from monitor.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from monitor.config import Config
    from monitor.pipeline.desk import Decider, Desk
    from monitor.schedule import Service
    from monitor.schedule.patience import Patient
    from monitor.schedule.pulse import Round
    from monitor.store import Store

EVERY = 30.0  # seconds between ticks; an idle tick costs milliseconds


def register(app: typer.Typer) -> None:
    app.command()(schedule)


def schedule(
    context: typer.Context,
    every: Annotated[float, typer.Option("--every", min=0.1, max=3600, help="Seconds between ticks.")] = EVERY,
    health: Annotated[
        str | None,
        typer.Option("--health", help="Answer /healthz and /metrics on this port of 127.0.0.1, or HOST:PORT."),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One tick, then stop: for other timers and rehearsals.")] = False,
    status: Annotated[
        bool, typer.Option("--status", help="Show the heartbeat; exit code 1 where it is not well.")
    ] = False,
) -> int:
    """Work unattended: collect when sources are due, build and send each product in its slot, until stopped."""
    from monitor.schedule.health import address

    options: Options = context.obj
    if status:
        return _status(options)
    if options.now is not None and not once:
        raise ConfigError("--now stands still, so a service would never get on: use it with --once")
    watched = address(health) if health is not None else None  # with --once it is not served, but looked at
    service = _service(options, every)
    if once:
        try:
            return _code(service.tick())
        finally:
            service.close(ended=False)  # another timer will call again: the heartbeat stays as the tick left it
    with _stopping(service.stop), _answering(service, watched):
        service.run()
    return 0


def _code(found: Round) -> int:
    for line in (*found.bugs, *found.problems):
        print(line, file=sys.stderr)
    if found.state == "standby":
        print("another service has the lease: nothing was done", file=sys.stderr)
    return 3 if found.bugs else 1 if found.problems else 0


def _status(options: Options) -> int:
    from monitor.codec import encode
    from monitor.dates import to_local
    from monitor.schedule import is_well, read_beat

    try:
        beat = read_beat(options.state)
    except StoreError as error:  # 1 as for any other that is not well: a watchdog asks for no more
        print(f"ohliad: {error}", file=sys.stderr)
        return 1
    wrong = is_well(beat, options.instant)
    if options.json:
        print(encode(beat))
        return 1 if wrong else 0
    out = show.console()
    out.print(
        f"{'NOT WELL: ' + wrong if wrong else 'well'} ({beat.state}, {to_local(beat.time):%Y-%m-%d %H:%M:%S})",
        markup=False,
    )
    for coming in beat.next_slots:
        out.print(f"next: {coming.place} {coming.product} {to_local(coming.at):%Y-%m-%d %H:%M}", markup=False)
    for source in beat.failing:
        out.print(
            f"{source.state}: {source.place} {source.source}, {source.failures} times: {source.reason}", markup=False
        )
    for line in (*beat.problems, *(f"{bug.error} ({bug.times} times)" for bug in beat.bugs)):
        out.print(line, markup=False)
    return 1 if wrong else 0


# --- wiring -------------------------------------------------------------------------------------------------------


def _service(options: Options, every: float) -> Service:
    from monitor import __version__
    from monitor.config import load
    from monitor.schedule import Beat, Service
    from monitor.schedule.places import Configured
    from monitor.schedule.pulse import Pulse
    from monitor.store import Store

    def clock() -> datetime:
        return options.now or datetime.now(UTC).replace(microsecond=0)

    configured = Configured(options.configs, load)
    configured()  # what is wrong at the start is told at once
    holder = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}"
    first = Beat(
        time=clock(),
        version=__version__,
        pid=os.getpid(),
        holder=holder,
        state="starting",
        interval=every,
        started=clock(),
    )
    options.state.mkdir(parents=True, exist_ok=True)
    edge = _Edge(options, configured, clock)
    service = Service(
        places=configured,
        open_store=lambda config: Store.open(database(options), config.place.id),
        open_desk=edge.desk,
        pulse=Pulse(options.state, clock, first),
        holder=holder,
        clock=clock,
        interval=every,
    )
    edge.stop = service.stop
    return service


class _Edge:
    """What outlives a tick though every tick has its own desk: the door with its pace, and the loaded models."""

    def __init__(
        self, options: Options, places: Callable[[], tuple[Config, ...]], clock: Callable[[], datetime]
    ) -> None:
        self._options, self._places, self._clock = options, places, clock
        self._door: tuple[tuple[Config, ...], Patient] | None = None
        self._deciders: dict[str, tuple[object, Decider]] = {}
        self._looked: set[str] = set()
        self.stop = threading.Event()

    @contextmanager
    def desk(self, config: Config, store: Store) -> Iterator[Desk]:
        with desk(self._options, config, show=False) as at:
            self._look_for_former(config, store)
            patient = self._patient(config)
            patient.know(store)
            yield replace(at, door=patient, decider=lambda: self._decider(config, store))

    def _look_for_former(self, config: Config, store: Store) -> None:
        """Once a place: the log tells where it may be another of the database under a new name."""
        if config.place.id in self._looked:
            return
        self._looked.add(config.place.id)
        try:
            configured = {one.place.id for one in self._places()}
        except ConfigError:
            configured = {config.place.id}
        if told := renamed.warning(config, store.places.recorded(), configured):
            structlog.get_logger().warning("renamed?", told=told)

    def _patient(self, config: Config) -> Patient:
        """One door for all places; a new one only where a configuration changed."""
        from monitor.schedule.patience import Patient
        from monitor.schedule.places import as_one

        try:
            places = self._places()
        except ConfigError:
            places = self._door[0] if self._door else (config,)
        if self._door is None or self._door[0] != places:
            self._door = (places, Patient(door(self._options, as_one(places), self._sleep), self._clock))
        return self._door[1]

    def _sleep(self, seconds: float) -> None:
        """Wait one's turn at a site, but no longer than the service lives."""
        from monitor.schedule.watch import Cut

        if self.stop.wait(seconds):
            raise Cut

    def _decider(self, config: Config, store: Store) -> Decider:
        """The classifiers, loaded again only after configuration, register or the office's own models changed."""
        from monitor.registers.catalogue import ORGANISATIONS

        own = self._options.state / "models"
        models = sorted((path.name, path.stat().st_mtime_ns) for path in own.rglob("*") if path.is_file())
        version = (config, store.registers.entries(ORGANISATIONS), models)
        known = self._deciders.get(config.place.id)
        if known is None or known[0] != version:
            known = self._deciders[config.place.id] = (version, decider(self._options, config, store))
        return known[1]


@contextmanager
def _stopping(stop: threading.Event) -> Iterator[None]:
    """SIGTERM and Ctrl-C ask for the end; the step under way ends cleanly."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    names = [name for name in ("SIGTERM", "SIGINT", "SIGBREAK") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), ask) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _answering(service: Service, at: tuple[str, int] | None) -> AbstractContextManager[object]:
    from monitor.schedule.health import served

    return nullcontext() if at is None else served(at, service.look, service.metrics)
