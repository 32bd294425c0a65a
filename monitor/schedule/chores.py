"""What the service does once a day besides its products: lets go of what is older than `retention:` says.

The day is marked in the table of slots like a product's, so that two processes or a restart do it once. Deletes
nothing by a clock that has just jumped: the first day after a pause is only marked.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import structlog

from monitor import deletion
from monitor.config import Config
from monitor.dates import kyiv_day, to_local
from monitor.errors import OhliadError
from monitor.pipeline import Report
from monitor.pipeline.desk import Desk
from monitor.store import Store
from monitor.store.schedule import SlotRow

RETENTION = "(retention)"  # no product can be called so
NIGHT = 4  # from this hour on: quiet, and after the hour that is doubled or missing when clocks change
# A clock set years ahead would make everything too old, and what is deleted does not come back when it is set right.
# So a day within the last week must have been marked by the same clock; a computer that is off at weekends still is.
LATELY = timedelta(days=7)
PAUSE = "the first day, or the first after a pause: nothing is deleted before the clock has gone on for a day"

_log = structlog.get_logger()


def due(store: Store, config: Config, now: datetime) -> bool:
    """Is today's clearing still to be done?"""
    terms = config.retention
    if terms.pages is None and terms.texts is None and terms.logs is None:
        return False
    today = kyiv_day(now)
    done = (row.product == RETENTION and row.day == today for row in store.schedule.slots(today))
    return to_local(now).hour >= NIGHT and not any(done)


def clear(desk: Desk, report: Report, holder: str) -> None:
    """Delete what is too old; a failure is told and tried again the next day."""
    today = kyiv_day(desk.now)
    if not desk.store.schedule.begin(RETENTION, today, holder, desk.now):
        return
    state, note = _cleared(desk, report) if _went_on(desk.store, today) else ("missed", PAUSE)
    row = SlotRow(product=RETENTION, day=today, state=state, done=desk.now, note=note, holder=holder)
    desk.store.schedule.finish(row)


def _went_on(store: Store, today: date) -> bool:
    return any(row.product == RETENTION and row.day < today for row in store.schedule.slots(today - LATELY))


def _cleared(desk: Desk, report: Report) -> tuple[str, str]:
    try:
        gone = deletion.expire(desk.state, desk.store, desk.config.retention, desk.now)
    except OhliadError as error:
        report.fail(RETENTION, "retention", str(error))
        return "missed", str(error)
    if gone is None:
        return "made", ""
    report.count("retention", "items", gone.articles)
    report.count("retention", "pages", gone.records)
    _log.info("retention", items=gone.articles, pages=gone.records, logs=gone.files)
    return "made", f"{gone.articles} items, {gone.records} stored pages, {gone.files} log files"
