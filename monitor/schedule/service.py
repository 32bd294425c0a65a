"""The unattended service: APScheduler gives the tick, every tick serves every place, nothing that fails stops it."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from monitor import __version__, metrics, plan
from monitor.config import Config
from monitor.dates import KYIV
from monitor.errors import OhliadError, StoreError
from monitor.pipeline.desk import Desk
from monitor.schedule import tick
from monitor.schedule.heartbeat import Beat, Coming, Failing
from monitor.schedule.keeper import kept, take
from monitor.schedule.pulse import Pulse, Round
from monitor.schedule.watch import Clock, Cut, Watch
from monitor.store import Store

_log = structlog.get_logger()

_FAILING = ("blocked", "broken", "dry")
_OBSTACLES = ("slots", "retention")  # steps whose failure a person must mend
_AWAY = 3  # intervals without a tick: the clock was set back, and the timer waits for an hour that is far ahead

OpenDesk = Callable[[Config, Store], AbstractContextManager[Desk]]
Places = Callable[[], tuple[Config, ...]]  # read anew each tick; raises OhliadError where a file is wrong


class Service:
    """One process that serves its places until it is stopped."""

    def __init__(
        self,
        *,
        places: Places,
        open_store: Callable[[Config], Store],
        open_desk: OpenDesk,
        pulse: Pulse,
        holder: str,
        clock: Clock,
        interval: float,
    ) -> None:
        self._places, self._open_store, self._open_desk = places, open_store, open_desk
        self._pulse, self._holder, self._clock, self._interval = pulse, holder, clock, interval
        self._stores: dict[str, Store] = {}
        self._served: tuple[Config, ...] = ()
        self._seen, self._ticking = time.monotonic(), False  # when a tick last ended
        self.stop = threading.Event()

    def look(self) -> tuple[Beat, str]:
        """The present heartbeat, and what is not well."""
        return self._pulse.look()

    def metrics(self) -> str:
        """Counts of every place that was served, for Prometheus. Raises StoreError where the database refuses."""
        known = [(config, self._stores.get(config.place.id)) for config in self._served]
        folder = self._pulse.state
        return metrics.render([metrics.picture(folder, store, one) for one, store in known if store], __version__)

    # --- one tick -------------------------------------------------------------------------------------------------

    def tick(self) -> Round:
        """Serve every place once. Never raises: what goes wrong is in the result, the log and the heartbeat."""
        self._ticking = True
        self._pulse.began()
        found = Round()
        try:
            self._served = self._places()
        except OhliadError as error:  # the last readable configuration stays in force
            found.problems.append(str(error))
        except Exception:  # noqa: BLE001 - see _bug
            self._bug(found, "configuration", traceback.format_exc())
        for config in self._served:
            if not self.stop.is_set():
                self._guarded(config, found)
        self._pulse.ended(found)
        self._seen, self._ticking = time.monotonic(), False
        return found

    def _guarded(self, config: Config, found: Round) -> None:
        place = config.place.id
        try:
            self._serve(config, found)
        except Cut:
            _log.info("cut", place=place)
        except OhliadError as error:
            _log.warning("waiting", place=place, error=str(error))
            found.problems.append(f"{place}: {error}")
        except Exception:  # noqa: BLE001 - a bug in one tick is told, and the next tick goes on
            self._bug(found, place, traceback.format_exc())

    def _bug(self, found: Round, where: str, trace: str) -> None:
        _log.error("bug", place=where, trace=trace)
        found.bugs.append(f"{where}: {trace.strip().splitlines()[-1]}")

    def _serve(self, config: Config, found: Round) -> None:
        found.places += 1
        store = self._store(config)
        if not take(store, self._holder, self._clock):
            found.standby += 1
            return
        if tick.look(store, config, self._clock(), self._holder).anything:
            self._pulse.working()
            with (
                kept(store, self._holder, self._clock, self._pulse.beat) as lost,
                self._open_desk(config, store) as desk,
            ):
                report = tick.work(desk, Watch(self._clock, self.stop, lost), self._holder, self._clock)
            for trace in report.bugs:
                self._bug(found, config.place.id, trace)
            found.problems += [f"{config.place.id}: {item.error}" for item in report.failed if item.step in _OBSTACLES]
        self._tell(store, config, found)

    def _store(self, config: Config) -> Store:
        if config.place.id not in self._stores:
            self._stores[config.place.id] = self._open_store(config)
        return self._stores[config.place.id]

    def _tell(self, store: Store, config: Config, found: Round) -> None:
        place = config.place.id
        coming = plan.next_slots(self._clock(), config.products, config.holidays)
        found.next_slots += [Coming(place=place, product=slot.product, at=slot.at) for slot in coming]
        configured = {source.id for source in config.sources}
        found.failing += [
            Failing(place=place, source=source, state=state, failures=failures, reason=reason)
            for source, state, failures, reason in store.schedule.failing(_FAILING)
            if source in configured
        ]

    # --- the life of the service ----------------------------------------------------------------------------------

    def run(self) -> None:
        """Tick until `stop` is set; then the step under way ends cleanly and the leases are given back."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick that takes long is no warning
        scheduler = BackgroundScheduler(timezone=KYIV)
        scheduler.add_job(
            self.tick,
            "interval",
            seconds=self._interval,
            next_run_time=datetime.now(KYIV),
            id="tick",
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        scheduler.start()
        try:
            while not self.stop.wait(min(1.0, self._interval)):
                if self.is_away():
                    scheduler.modify_job("tick", next_run_time=datetime.now(KYIV))
                    self._seen = time.monotonic()
        finally:
            self.stop.set()
            scheduler.shutdown(wait=True)
            self.close()

    def is_away(self) -> bool:
        """Has no tick come for too long, by a clock that nobody sets?"""
        return not self._ticking and time.monotonic() - self._seen > _AWAY * self._interval

    def close(self, *, ended: bool = True) -> None:
        """Give the leases back, so that a restart need not wait for their end. With `ended` it stands as stopped."""
        for store in self._stores.values():
            try:
                store.schedule.release(self._holder)
            except StoreError as error:
                _log.warning("the lease was not given back", place=store.place, error=str(error))
            store.close()
        self._stores.clear()
        if ended:
            self._pulse.stopped()
