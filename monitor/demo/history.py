"""The invented office's seven years: past figures from a CSV, one correction, the Friday's products, its registers.

With them `ohliad report year 2026` has earlier years for its brackets, issues to count, and events to list. Every
figure, organisation and person is invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from monitor import files

if TYPE_CHECKING:
    from monitor.pipeline.desk import Desk

_DATA = resources.files("monitor.demo") / "data"
FRIDAY = 4
# What each day of the week leaves behind beside the daily brief.
WEEKLY = ("thematic", "situation-weekly")
DAILY = "situation-daily"
DAILY_ON = (1, 3)  # Tuesday and Thursday: the region asks for a daily report only now and then
_CLERK = "Оксана Барвінок"
REGISTERS = ("organisations", "contracts", "requests", "occasions", "diary", "subscribers")


def write_definitions(folder: Path) -> None:
    """The office's own series beside sources.yaml."""
    path = folder / "definitions" / "reports" / "series.yaml"
    files.write(path, (_DATA / "series.yaml").read_bytes())


def take_past_years(desk: Desk, folder: Path) -> int:
    """Import the seven years; then the clerk finds that one figure was wrong. Returns how many figures there are."""
    from digests.reports.book import load_series
    from digests.reports.series import Figure, Period
    from monitor.pipeline import figures

    path = folder / "past-years.csv"
    files.write(path, (_DATA / "past-years.csv").read_bytes())
    book = load_series([desk.config.folder_of_definitions])
    held = figures.take_file(desk.store, book, path, desk.now, by=_CLERK).held
    right = Figure("reviews", Period(2025), 50, by=_CLERK, note="один огляд пораховано двічі")
    figures.enter(desk.store, book, [right], desk.now)
    return held


def take_registers(desk: Desk, folder: Path) -> int:
    """Import every table of the office; the clerk confirms each event that was held. Returns how many events those are.

    An event that is only announced, and a contract without a publication, stay for whoever plays with the demo.
    """
    from monitor.pipeline.registers import events, laws
    from monitor.registers.catalogue import keyed
    from monitor.registers.nouns import EventDecision
    from monitor.review.reading import table

    for kind in REGISTERS:
        path = folder / "registers" / f"{kind}.csv"
        files.write(path, (_DATA / "registers" / path.name).read_bytes())
        rows = keyed(kind, table(path.read_bytes(), path.name), path.name, laws(desk.config))
        desk.store.registers.put(kind, rows, by=_CLERK, at=desk.now, origin=path.name)
    held = [event.id for event in events(desk.store) if event.held]
    desk.store.registers.decide_events(
        [EventDecision(event=event, field="state", value="confirmed", by=_CLERK, at=desk.now) for event in held]
    )
    return len(held)


def products(desk: Desk, day: date, approver: str) -> list[str]:
    """Build and approve what is due on this weekday beside the daily brief; the names of the issues."""
    from monitor.config import Product
    from monitor.pipeline import approve
    from monitor.pipeline.publish import build_issue

    names = [*WEEKLY] if day.weekday() == FRIDAY else [DAILY] if day.weekday() in DAILY_ON else []
    # As text and table: the printed forms with their charts are one `ohliad build` away.
    plain = tuple(
        Product(name=name, at="16:00", days="mon-fri", to=(), formats=("text", "csv"), approve="hand") for name in names
    )
    at = replace(desk, config=replace(desk.config, products=(*desk.config.products, *plain)))
    for name in names:
        build_issue(at, name, None, preview=False)
        approve(at, f"{name}/{day}", approver)
    return names
