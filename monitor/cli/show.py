"""What the commands print: tables for people, one JSON object for machines. Computes nothing but sums."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.cli.tables import WholeTables
from monitor.model import SourceReport
from monitor.text import clean_line

if TYPE_CHECKING:
    from monitor.config import Config
    from monitor.pipeline.desk import Report

_STYLE = {"ok": "green", "blocked": "red", "broken": "red", "empty": "yellow", "dry": "yellow"}


def console() -> Console:
    return WholeTables(soft_wrap=False, highlight=False)


def as_object(reports: Sequence[Report]) -> dict[str, Any]:
    """The contract's object of `run --json`."""
    steps: dict[str, dict[str, int]] = {}
    for report in reports:
        for step, counts in report.steps.items():
            into = steps.setdefault(step, {})
            for what, number in counts.items():
                into[what] = into.get(what, 0) + number
    return {
        "steps": steps,
        "sources": [
            {
                "id": line.source,
                "state": line.state,
                "entries": line.entries,
                "new": line.new,
                "error": line.reason or None,
            }
            for report in reports
            for line in report.sources
        ],
        "issues": [issue for report in reports for issue in report.issues],
        "failed": [
            {
                "subject": item.subject,
                "step": item.step,
                "error": item.error,
                "outlet": item.outlet or None,
                "url": item.url or None,
            }
            for report in reports
            for item in report.failed
        ],
    }


def emit(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1, default=_plain))


def _plain(value: object) -> str:
    """An instant as the contract writes it (ISO 8601); anything else by its own words."""
    return value.isoformat() if isinstance(value, datetime) else str(value)


def report(reports: Sequence[Report], *, as_json: bool) -> None:
    """The table at the end of a run: counts per step, then every source that failed with its reason."""
    for note in (note for one in reports for note in one.notes):
        print(clean_line(note), file=sys.stderr)
    if as_json:
        emit(as_object(reports))
        return
    out = console()
    found = as_object(reports)
    table = Table("step", "counts", box=None, pad_edge=False)
    for step, counts in found["steps"].items():
        table.add_row(step, Text(", ".join(f"{what} {number}" for what, number in counts.items())))
    out.print(table)
    lines = [line for item in reports for line in item.sources]
    silent = [line for line in lines if line.state in ("blocked", "broken", "empty") or line.reason]
    if silent:
        out.print()
        out.print(_sources(silent))
    others = [item for item in found["failed"] if item["step"] != "collect"]
    for item in others[:20]:
        out.print(Text(clean_line(_trouble(item)), style="yellow"))
    if len(others) > 20:
        out.print(f"… and {len(others) - 20} more; all of them: --json")
    for issue in found["issues"]:
        out.print(Text(f"{issue['kind']} {issue['number'] or 'draft'}: {', '.join(issue['files'])}"))


def _trouble(item: dict[str, Any]) -> str:
    """«extract Вісті, https://… (ID): …»; an item is named as people know it, its id as `decide` takes it."""
    name, said = item["subject"], item["error"]
    for known in (name, item["url"]):
        said = said.removeprefix(f"{known}: ").removeprefix(f"{known} ")
    where = f"{item['outlet']}, {item['url']} ({name})" if item["outlet"] else name
    return f"{item['step']} {where}: {said}"


def _sources(lines: Iterable[SourceReport]) -> Table:
    table = Table("source", "state", "entries", "new", "reason", box=None, pad_edge=False)
    for line in lines:
        table.add_row(
            Text(line.source),
            Text(line.state, style=_STYLE.get(line.state, "")),
            str(line.entries),
            str(line.new),
            Text(clean_line(line.reason)),
        )
    return table


def harvests(lines: Sequence[SourceReport], *, as_json: bool, names: Config | None = None) -> int:
    """What each source offers now; returns how many are blocked or broken."""
    if as_json:
        emit(
            [
                {
                    "id": item.source,
                    "state": item.state,
                    "entries": item.entries,
                    "new": item.new,
                    "error": item.reason or None,
                }
                for item in lines
            ]
        )
    else:
        console().print(_sources(lines))
        answering = [item.source for item in lines if item.state in ("ok", "unchanged")]
        unverified = {source.id for source in names.sources if not source.verified} if names else set()
        if ready := [name for name in answering if name in unverified]:
            console().print(f"These answer and may lose `verified: false` in the configuration: {', '.join(ready)}")
    return sum(item.state in ("blocked", "broken") for item in lines)


def configuration(config: Config, *, as_json: bool) -> None:
    unverified = [source.id for source in config.sources if not source.verified]
    if as_json:
        emit(
            {
                "place": config.place.id,
                "outlets": len(config.outlets),
                "sources": len(config.sources),
                "unverified": unverified,
            }
        )
        return
    out = console()
    out.print(
        f"{config.path}: {config.place.name}: {len(config.outlets)} outlets, {len(config.sources)} sources, no errors"
    )
    if unverified:
        out.print(f"{len(unverified)} sources were never seen answering; try them with `ohliad check --live`")


def issue(made: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        emit(made)
        return
    console().print(f"{made['kind']} {made['day']}: {made['items']} items")
    for name in made["files"]:
        console().print(Text(f"  {name}"))
