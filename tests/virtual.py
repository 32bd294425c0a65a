"""A virtual clock, an in-memory table of slots, and a service whose edges are fakes: for tests of the schedule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from monitor import plan
from monitor.archive import Archive, Record
from monitor.config import Config
from monitor.pipeline.desk import Desk
from monitor.schedule import Beat, Service
from monitor.schedule.pulse import Pulse
from monitor.store import Store, StoredPage
from tests.fakes import NOW, FakeDecider, FakeDoor


@dataclass(frozen=True)
class Hours:
    """When a product is owed."""

    name: str
    at: str
    days: str = "mon-sun"


@dataclass
class Clock:
    """Says what it is told to say."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Table:
    """The service's decisions with a dictionary for a database; a restart has nothing else to lose."""

    products: tuple[Hours, ...]
    holidays: frozenset[date] = frozenset()
    done: dict[tuple[str, date], str] = field(default_factory=dict)
    duties: dict[str, plan.Duty] = field(default_factory=dict)
    made: list[tuple[str, date, datetime]] = field(default_factory=list)

    def tick(self, now: datetime) -> None:
        self.duties = {one.name: plan.duty(self.duties.get(one.name), one, now) for one in self.products}
        owed = {name: duty.since for name, duty in self.duties.items()}
        for slot in plan.slots(now, self.products, self.done, self.holidays, owed):
            self.done[slot.product, slot.day] = "made" if slot.how == "on-time" else slot.how
            if slot.how != "missed":
                self.made.append((slot.product, slot.day, now))


class Watched(Archive):
    """Tells of every page it has stored."""

    def __init__(self, folder: Path, told: Callable[[], None]) -> None:
        super().__init__(folder)
        self._told = told

    def add(self, record: Record) -> StoredPage:
        stored = super().add(record)
        self._told()
        return stored


def service(
    folder: Path,
    setup: Config,
    door: FakeDoor,
    clock: Clock,
    *,
    holder: str = "one",
    interval: float = 30.0,
    told: Callable[[], None] = lambda: None,
) -> Service:
    """The real service on a real database; the web, the classifiers and the clock are fakes."""
    state = folder / "var"
    state.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def open_desk(config: Config, store: Store) -> Iterator[Desk]:
        door.now = clock()
        store.save_outlets(config.outlets)
        yield Desk(
            config=config,
            store=store,
            archive=Watched(state / "archive", told),
            door=door,
            decider=FakeDecider,
            state=state,
            now=clock(),
            processes=0,
        )

    beat = Beat(time=clock(), version="0", pid=1, holder=holder, state="starting", interval=interval, started=clock())
    return Service(
        places=lambda: (setup,),
        open_store=lambda config: Store.open(state / "ohliad.sqlite", config.place.id),
        open_desk=open_desk,
        pulse=Pulse(state, clock, beat),
        holder=holder,
        clock=clock,
        interval=interval,
    )


def with_products(setup: Config, *products: object) -> Config:
    return replace(setup, products=products)  # type: ignore[arg-type]
