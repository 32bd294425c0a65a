"""What products ask of a run: that sources are asked before their time, and that a draft is there once it has come.

One draft a product and day: what was built before, by hand or by an earlier run, stays as it was looked at.
"""

from __future__ import annotations

from datetime import datetime

from monitor import plan
from monitor.config import Config, Product
from monitor.dates import kyiv_day
from monitor.errors import OhliadError
from monitor.model import Source
from monitor.pipeline.collect import remembered_of
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.publish import build_issue, definitions
from monitor.store import Store


def sources_before(store: Store, config: Config, now: datetime) -> tuple[Source, ...]:
    """The sources to be asked before a product is made now."""
    remembered = {name: remembered_of(state) for name, state in store.source_states().items()}
    return plan.before_product(config.sources, remembered, now)


def open_now(desk: Desk) -> tuple[Product, ...]:
    """Products whose time of today has come, and of which nothing was made since."""
    return tuple(product for product, _ in _open(desk))


def draft_open(desk: Desk, report: Report) -> None:
    """A draft of every product whose time of today has come, the daily brief aside, where there is none of today."""
    for product, is_drafted in _open(desk):
        if product.name == "daily" or is_drafted:
            continue
        try:
            made = build_issue(desk, product.name, None, preview=False, report=report)
        except OhliadError as error:
            report.fail(product.name, "build", str(error))
            continue
        report.issues.append({"kind": made["kind"], "number": made["number"], "files": made["files"]})
        report.count("build", "items", made["items"])


def _open(desk: Desk) -> list[tuple[Product, bool]]:
    """(product, whether a draft of today stands that was built before its time), as `open_now` means them."""
    today = kyiv_day(desk.now).isoformat()
    times = ((one, plan.slot(one.at, one.days, desk.config.holidays, desk.now)) for one in desk.config.products)
    come = [(product, slot) for product, slot in times if slot is not None and slot <= desk.now]
    kinds = _kinds(desk) if come else {}
    found = []
    for product, slot in come:
        rows = [row for row in desk.store.issues.heads(kinds.get(product.name, product.name)) if row.day == today]
        if not any(row.number is not None or row.built >= slot for row in rows):
            found.append((product, bool(rows)))
    return found


def _kinds(desk: Desk) -> dict[str, str]:
    try:
        return {name: definition.kind for name, definition in definitions(desk).items()}
    except OhliadError:  # it is told where a product is built
        return {}
