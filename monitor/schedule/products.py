"""Serves the slots: builds each product once, approves what approves itself, notes what came too late to be made.

A slot is claimed before it is built and marked after it is approved; a crash between the two builds it again, and
the store keeps one issue a product and day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import structlog

from digests.definition import Definition
from digests.issues import restore
from monitor import pipeline, plan
from monitor.config import Config, Product
from monitor.dates import kyiv_day
from monitor.errors import OhliadError, SupersededDraft
from monitor.pipeline import Report
from monitor.pipeline.delivery import AUTO
from monitor.pipeline.desk import Desk
from monitor.pipeline.products import definition_of
from monitor.pipeline.publish import draft_of_today, remarks_of_slot
from monitor.plan import Slot
from monitor.schedule import remarks
from monitor.store import Store
from monitor.store.rows import IssueHead
from monitor.store.schedule import SlotRow

_log = structlog.get_logger()

TRY_AGAIN = timedelta(minutes=5)  # a product that could not be built: most likely an editor must mend something


def due(store: Store, config: Config, now: datetime, holder: str) -> tuple[Slot, ...]:
    """The slots to be served now; one that this holder tried in vain a moment ago waits."""
    owed = _owed(store, config, now)
    rows = store.schedule.slots(kyiv_day(now) - plan.LOOK_BACK)
    done = {(row.product, row.day): row.state for row in rows}
    tried = {
        (row.product, row.day)
        for row in rows
        if row.state == "making" and row.holder == holder and timedelta(0) <= now - row.done < TRY_AGAIN
    }
    found = plan.slots(now, config.products, done, config.holidays, owed)
    return tuple(slot for slot in found if (slot.product, slot.day) not in tried)


def is_first_try(store: Store, slots: Sequence[Slot], now: datetime) -> bool:
    """Is one among them to be made that was never begun? Nobody is asked again for what could not be built before."""
    rows = store.schedule.slots(kyiv_day(now) - plan.LOOK_BACK) if slots else []
    begun = {(row.product, row.day) for row in rows if row.state == "making"}
    return any(slot.how != "missed" and (slot.product, slot.day) not in begun for slot in slots)


def _owed(store: Store, config: Config, now: datetime) -> dict[str, datetime]:
    """From when on each product is owed; noted where that is new."""
    known = store.schedule.duties()
    duties = [plan.duty(known.get(product.name), product, now) for product in config.products]
    changed = [duty for duty in duties if known.get(duty.product) != duty]
    gone = known.keys() - {duty.product for duty in duties}
    if changed or gone:
        store.schedule.save_duties(changed, gone)
    return {duty.product: duty.since for duty in duties}


def serve(desk: Desk, report: Report, slot: Slot, holder: str) -> str:
    """Serve one slot; returns its state: made | late | missed, or "" where another process has it."""
    if not desk.store.schedule.begin(slot.product, slot.day, holder, desk.now):
        return ""
    state, note = _serve(desk, report, slot)
    row = SlotRow(product=slot.product, day=slot.day, state=state, done=desk.now, note=note, holder=holder)
    desk.store.schedule.finish(row)
    report.count("slots", state)
    _log.info("slot", product=slot.product, day=str(slot.day), state=state)
    return state


def _serve(desk: Desk, report: Report, slot: Slot) -> tuple[str, str]:
    """Raises OhliadError where the product cannot be built: its slot stays open."""
    product = next(item for item in desk.config.products if item.name == slot.product)
    definition = definition_of(desk, slot.product)
    if (done := _issue(desk, definition, slot.day, approved=True)) is not None:  # by hand, or before a crash
        if (maker := restore(desk.store.issues.get(done.id).body.encode()).name) != definition.name:
            # Not «missed»: that comes again until its time is over, and there is one issue a kind and day.
            told = f"{done.name}, the {done.kind} issue of {slot.day}, was approved as one of {maker}: no other is made"
            report.fail(slot.product, "slots", told)
        return "made", ""
    if slot.how == "missed":
        report.fail(slot.product, "slots", f"the {slot.product} issue of {slot.day} was missed: its time is over")
        return "missed", ""
    said = _remarks(desk, product, definition, slot)
    made = pipeline.build(replace(desk, remarks=said), slot.product, slot.day, preview=False, report=report)
    report.count("build", "items", made["items"])
    draft = _issue(desk, definition, slot.day, approved=False)
    if product.approve == "auto" and draft is not None:
        try:
            row = pipeline.approve(desk, str(draft.id), AUTO, report)
        except SupersededDraft as error:  # a person was quicker with a later issue: this slot has nothing to bring
            report.fail(slot.product, "slots", str(error))
            return "made", ""  # not «missed», as above; nor is a day missed whose items the later issue holds
        made["number"] = row.number
        report.count("deliver", "approved")
    report.issues.append({"kind": made["kind"], "number": made["number"], "files": made["files"]})
    return ("late" if slot.how == "late" else "made"), "\n".join(said)


def _issue(desk: Desk, definition: Definition, day: date, *, approved: bool) -> IssueHead | None:
    """The issue of the product's kind and day, of which there is one."""
    rows = desk.store.issues.heads(definition.kind)
    of_day = (row for row in rows if row.day == day.isoformat() and (row.number is not None) == approved)
    return next(of_day, None)


def _remarks(desk: Desk, product: Product, definition: Definition, slot: Slot) -> tuple[str, ...]:
    said = [remarks.late(slot, desk.now)] if slot.how == "late" else []
    gap: list[date] = []
    served = False
    for row in desk.store.schedule.slots(slot.day - plan.LOOK_BACK):
        if row.product == product.name and row.day < slot.day and row.state != "making":
            served = served or row.state != "missed"
            gap = [*gap, row.day] if row.state == "missed" else []
    if not served and product.approve == "auto":
        gap = sorted({*gap, *_before_the_service(desk, product, definition, slot.day)})
    # Only a product that goes on where the last issue ended has the items of those that did not come out.
    if gap and definition.window == "since-last":
        said.append(remarks.missed(gap))
    return tuple(said)


def _before_the_service(desk: Desk, product: Product, definition: Definition, until: date) -> list[date]:
    """Days without an issue since the last one that `run` made: the service has no slot of them, and owes none."""
    rows = desk.store.issues.heads(definition.kind)
    days = [date.fromisoformat(row.day) for row in rows if row.number is not None and row.day < until.isoformat()]
    last = max(days, default=None)
    if last is None or until - last > plan.LOOK_BACK:
        return []
    between = (last + timedelta(days=n) for n in range(1, (until - last).days))
    free = frozenset(desk.config.holidays)
    return [day for day in between if plan.has_slot(product.at, product.days, free, day)]


def refresh_draft(desk: Desk, report: Report) -> None:
    """Today's daily brief as it stands now; what its slot had to say is said again."""
    draft_of_today(replace(desk, remarks=remarks_of_slot(desk, "daily", kyiv_day(desk.now))), report)


def serve_all(desk: Desk, report: Report, slots: tuple[Slot, ...], holder: str) -> None:
    """Each slot in its order; one whose product cannot be built is told and tried again later."""
    for slot in slots:
        try:
            serve(desk, report, slot, holder)
        except OhliadError as error:
            report.fail(slot.product, "slots", str(error))
