"""The units of the chronicle's figure: each confirmed event that was held, by the item it is called by."""

from __future__ import annotations

from datetime import date

from digests.reports.chronicle import for_report
from digests.reports.counting import Issued, Unit
from digests.reports.event_lines import line
from monitor.pipeline.registers import events
from monitor.pipeline.units import Printed
from monitor.store import Store


def held(store: Store) -> list[tuple[Unit, Printed]]:
    """By day, with its line; no issue counts it, so the name of its issue is empty."""
    known = for_report(events(store), date.min, date.max)
    return [
        (Unit(Issued(name="", kind="events", day=one.first, sha256=""), one.id), Printed(headline=line(one)))
        for one in known
        if one.held and one.first
    ]
