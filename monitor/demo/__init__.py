"""The whole main job on an invented city served on the loopback address: ten mornings, ten daily briefs.

Needs no network and touches nothing outside its own folder. Real times do not matter: every morning is rehearsed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from monitor import files
from monitor.demo import history
from monitor.demo.city import DAYS, KYIV, LAST_DAY, City, load
from monitor.demo.server import Web, serve
from monitor.demo.site import LIST_PAGE
from monitor.errors import ConfigError
from monitor.plan import article_id
from monitor.urls import canonical

if TYPE_CHECKING:
    from monitor.model import Failed
    from monitor.pipeline.desk import Decider, Desk, Report

MORNING = time(8, 20)
STATE = "state"
APPROVER = "демонстрація"
EXPECTED_SILENT = frozenset({"dzvin-feed", "forpost-feed"})  # one is dead, one stands behind a guard


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """One day of the rehearsal and what came of it."""

    day: date
    report: Report
    number: int
    items: int
    files: tuple[Path, ...]
    unexpected: tuple[Failed, ...]  # what failed beside the sources and the page that are made to


def play(folder: Path, *, as_json: bool, days: tuple[date, ...] = DAYS) -> int:
    """Rehearse the ten days and say where the last brief lies; 0 where only the two expected sources failed."""
    from monitor.cli import show

    mornings = rehearse(folder, days=days, tell=None if as_json else _tell)
    last = mornings[-1]
    show.report([last.report], as_json=as_json)
    if not as_json:
        print(
            f"\nthe year's report: ohliad --config {folder / 'sources.yaml'} --state {folder / STATE} report year 2026"
        )
    return 0 if not any(morning.unexpected for morning in mornings) else 1


def rehearse(
    folder: Path,
    *,
    decider: Callable[[], Decider] | None = None,
    days: tuple[date, ...] = DAYS,
    tell: Callable[[Morning], None] | None = None,
) -> list[Morning]:
    """Each morning: what print brought is imported, `run`, and the brief is approved. Starts anew every time.

    Raises ConfigError for a folder that holds anything but an earlier demo.
    """
    city = load()
    path = folder / "sources.yaml"
    _make_room(path, city)
    found = []
    with _own_database(), serve(city, _instant(days[0])) as web:
        files.write(path, sources_yaml(city, web).encode())
        history.write_definitions(folder)
        for day in days:
            web.now = _instant(day)
            morning, decider = _morning(city, path, day, decider, _meant_to_fail(web))
            found.append(morning)
            if tell is not None:
                tell(morning)
    return found


def _make_room(path: Path, city: City) -> None:
    """Only what an earlier demo left may be removed."""
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    ours = path.is_file() and path.read_bytes().startswith(city.head.encode())
    if not ours and any(folder.iterdir()):
        raise ConfigError(f"{folder} is not empty and holds no earlier demo; give the demo a folder of its own")
    shutil.rmtree(folder / STATE, ignore_errors=True)


@contextmanager
def _own_database() -> Iterator[None]:
    """The demo never writes into the installation's database, whatever the environment names."""
    named = os.environ.pop("OHLIAD_DATABASE", None)
    try:
        yield
    finally:
        if named is not None:
            os.environ["OHLIAD_DATABASE"] = named


def _meant_to_fail(web: Web) -> frozenset[str]:
    """The silent sources, and the list page among the sitemap's articles."""
    return EXPECTED_SILENT | {article_id("nadverb", canonical(web.bases["nadverb"] + LIST_PAGE))}


def _instant(day: date) -> datetime:
    return datetime.combine(day, MORNING, KYIV)


def _morning(
    city: City, path: Path, day: date, decider: Callable[[], Decider] | None, meant: frozenset[str]
) -> tuple[Morning, Callable[[], Decider]]:
    from monitor import pipeline
    from monitor.cli.wiring import Options, desk
    from monitor.pipeline.shelved import write_files

    now = _instant(day).astimezone(UTC)
    options = Options(configs=(path,), state=path.parent / STATE, now=now, allow_private=True)
    with desk(options, options.config) as opened:
        at = replace(opened, decider=decider or opened.decider)
        failed = _import_clippings(city, path.parent, day, at)
        report = pipeline.run(at)
        report.failed.extend(failed)
        row = pipeline.approve(at, f"daily/{day}", APPROVER)
        names = write_files(at, row)
        items = len(at.store.issues.items(row.id))
        if not at.store.figures.rows():
            history.take_past_years(at, path.parent)
        history.products(at, day, APPROVER)
        if day == LAST_DAY:
            history.take_registers(at, path.parent)
    for issue in report.issues:
        issue["number"] = row.number
    morning = Morning(
        day=day,
        report=report,
        number=row.number or 0,
        items=items,
        files=tuple(Path(name) for name in names),
        unexpected=tuple(item for item in report.failed if item.subject not in meant),
    )
    return morning, at.decider


def _import_clippings(city: City, folder: Path, day: date, at: Desk) -> list[Failed]:
    from monitor import pipeline

    if day not in city.clippings:
        return []
    path = folder / "clippings" / f"{day}.csv"
    files.write(path, city.clippings[day].encode())
    return pipeline.take_in(at, [path]).failed


def sources_yaml(city: City, web: Web) -> str:
    """The city's configuration with the addresses where its outlets stand now."""
    rows = ["outlets:"]
    for outlet in city.outlets:
        base = web.bases[outlet.id]
        flag = ", official: true" if outlet.official else ""
        rows.append(
            f"  - {{id: {outlet.id}, name: {outlet.name}, level: {outlet.level}, kind: {outlet.kind}, "
            f"home: {base}/{flag}, sources: [{{kind: {outlet.source}, url: {base}{outlet.entry}, every: 1h}}]}}"
        )
    return city.head + "\n".join(rows) + "\n"


def _tell(morning: Morning) -> None:
    from monitor.cli import show

    new = sum(line.new for line in morning.report.sources)
    line = f"{morning.day}: {new:>2} new items collected; brief no. {morning.number} carries {morning.items}"
    show.console().print(line)
