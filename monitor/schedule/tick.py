"""One tick of one place: look what is due, and only where something is, sit down at the desk and do it."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor import pipeline, plan
from monitor.config import Config
from monitor.dates import kyiv_day
from monitor.model import Source
from monitor.pipeline import Report, alerts
from monitor.pipeline.delivery import send
from monitor.pipeline.desk import Desk
from monitor.pipeline.shelved import make_up
from monitor.pipeline.slots import sources_before
from monitor.plan import Slot
from monitor.schedule import chores, products, singly
from monitor.schedule.watch import Clock, Cut, Watch
from monitor.store import Store

# A collection leaves off so long after a product's time (or after the tick began, where that is later): 120 pages of
# the busiest host at 5 seconds' pace. What is left waits in the database for the next tick.
PATIENCE = timedelta(minutes=10)
BREATH = timedelta(minutes=15)  # no collection holds the state folder longer: `review import` and others want it too


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a place has to do now."""

    sources: tuple[Source, ...] = ()
    slots: tuple[Slot, ...] = ()
    pages: bool = False  # pages wait to be fetched or read
    letters: bool = False
    chores: bool = False  # the day's clearing

    @property
    def anything(self) -> bool:
        return bool(self.sources or self.slots or self.pages or self.letters or self.chores)


def look(store: Store, config: Config, now: datetime, holder: str) -> Due:
    """What is due, from the database alone; costs milliseconds and no lock."""
    slots = products.due(store, config, now, holder)
    made = products.is_first_try(store, slots, now)
    return Due(
        sources=sources_before(store, config, now) if made else sources(store, config, now),
        slots=slots,
        pages=bool(store.pending("new", now, limit=1) or store.pending("fetched", now, limit=1)),
        letters=bool(store.issues.letters(due=now) or alerts.due(store, config, now)),
        chores=chores.due(store, config, now),
    )


def sources(store: Store, config: Config, now: datetime) -> tuple[Source, ...]:
    """The sources whose time has come."""
    visits = store.schedule.visits()
    return plan.due(config.sources, {name: following for name, (following, _) in visits.items()}, now)


def work(desk: Desk, watch: Watch, holder: str, clock: Clock) -> Report:
    """Do what is due, in the order that loses nothing when it is cut: collect, draft, slots, letters.

    Raises Cut where everything must end; then what was done is kept and the next tick goes on.
    """
    now = desk.now
    desk.store.alerts.interrupted(now)
    due = look(desk.store, desk.config, now, holder)
    report = _collect(desk, watch, due) if due.sources or due.pages else Report()
    at = replace(desk, now=max(clock(), now) if not desk.rehearsal else now)
    make_up(at, report)
    if report.steps.get("extract") or not at.store.schedule.has_issue("daily", kyiv_day(at.now)):
        products.refresh_draft(at, report)
    for slot in products.due(at.store, at.config, at.now, holder):
        watch("slots", 0, 1)
        products.serve_all(at, report, (slot,), holder)
    watch("deliver", 0, 1)
    send(at, report, only_in_slot=True)
    alerts.send(at, report)  # those a quiet night had held back; a collection has sent its own
    if due.chores:
        chores.clear(at, report, holder)
    return report


def _collect(desk: Desk, watch: Watch, due: Due) -> Report:
    """Collect until done, or until a product can wait no longer; then what was brought is still read and decided.

    A bug keeps no product from its time: it stands in the report, and the products are made of what there is.
    """
    coming = plan.next_slots(desk.now, desk.config.products, desk.config.holidays)
    waited_for = [max(slot.at, desk.now) for slot in (*due.slots, *coming) if slot.how != "missed"]
    watch.until = min([desk.now + BREATH, *(at + PATIENCE for at in waited_for)])
    watched, report = replace(desk, tell=watch), Report()
    try:
        return pipeline.collect(watched, due.sources)
    except Cut:
        if watch.is_over:
            raise
    except Exception:  # noqa: BLE001 - told by the report; see singly.visit
        singly.visit(watched, report, watch, due.sources, traceback.format_exc())
    finally:
        watch.until = None
    report.count("collect", "cut short")
    try:
        pipeline.refresh(watched, report)
    except Exception:  # noqa: BLE001 - as above
        report.bug("refresh", "collect", traceback.format_exc())
    return report
