"""What products ask of a run: that sources are asked before their time, and that a draft is there once it has come.

One draft a product and day: what waits for a person's approval stays as it was looked at, unless its clock ran ahead.
"""

from __future__ import annotations

from collections.abc import Mapping
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
from monitor.store.rows import IssueHead


def sources_before(store: Store, config: Config, now: datetime) -> tuple[Source, ...]:
    """The sources to be asked before a product is made now."""
    remembered = {name: remembered_of(state) for name, state in store.source_states().items()}
    return plan.before_product(config.sources, remembered, now)


def open_now(desk: Desk) -> tuple[Product, ...]:
    """Products of which a run makes a draft now; those that cannot be built, for want of a definition, are none."""
    known = _kinds(desk)
    return tuple(product for product in _open(desk, known) if product.name in known)


def draft_open(desk: Desk, report: Report) -> None:
    """A draft of every product whose time of today has come, the daily brief aside, where none of today is to stay."""
    for product in _open(desk, _kinds(desk)):
        if product.name == "daily":
            continue
        try:
            made = build_issue(desk, product.name, None, preview=False, report=report)
        except OhliadError as error:
            report.fail(product.name, "build", str(error))
            continue
        report.issues.append({"kind": made["kind"], "number": made["number"], "files": made["files"]})
        report.count("build", "items", made["items"])


def _open(desk: Desk, kinds: Mapping[str, str]) -> list[Product]:
    """Products whose time of today has come, and that have no issue of today which stays. `kinds`: by their names."""
    today = kyiv_day(desk.now).isoformat()
    times = ((one, plan.slot(one.at, one.days, desk.config.holidays, desk.now)) for one in desk.config.products)
    found = []
    for product, slot in times:
        if slot is None or slot > desk.now:
            continue
        rows = [row for row in desk.store.issues.heads(kinds.get(product.name, product.name)) if row.day == today]
        if not any(_stays(row, product, slot, desk.now) for row in rows):
            found.append(product)
    return found


def _stays(row: IssueHead, product: Product, slot: datetime, now: datetime) -> bool:
    if row.number is not None:
        return True
    if max(row.built, row.until) > now:  # of a clock that ran ahead, or of a rehearsal: it knows nothing of today
        return False
    # A person may have read it before its time; what approves itself, and the daily brief, goes out as of now.
    return row.built >= slot or (product.approve == "hand" and product.name != "daily")


def _kinds(desk: Desk) -> dict[str, str]:
    try:
        return {name: definition.kind for name, definition in definitions(desk).items()}
    except OhliadError:  # it is told where a product is built
        return {}
