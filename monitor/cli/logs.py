"""The structured log: one event, one JSON line, in var/log/DAY.jsonl; with -v on standard error as well.

A scraped title can forge neither a line nor a terminal code: JSON escapes both. Files of past days are packed, old
ones go; no event is lost to that, whoever else is writing.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Mapping, MutableMapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog

MOST_BYTES = 20 * 2**20  # of one file: opens in any editor
MOST_TOGETHER = 500 * 2**20  # of all files, packed
LONGEST = timedelta(days=366)  # `retention: logs:` may say less
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d{3}))?\.jsonl(\.gz|\.packing)?")


def start(state: Path, *, verbose: bool) -> None:
    """Send every event of this process to the state folder's log, once that folder exists."""
    tidied: list[date] = []
    told: list[str] = []

    def write(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        line = json.dumps(event, ensure_ascii=True, sort_keys=True, default=str)
        if verbose:
            print(line, file=sys.stderr)
        if state.is_dir():
            # A full or read-only disk must not hide the event it is told in; but that it is not kept is told once.
            try:
                folder, today = state / "log", datetime.now(UTC).date()
                folder.mkdir(exist_ok=True)
                if tidied != [today]:
                    tidied[:] = [today]
                    tidy(folder, today)
                append(folder, today, line)
            except OSError as error:
                if not told:
                    told.append(f"ohliad: the log in {state / 'log'} cannot be written: {error.strerror or error}")
                    print(told[0], file=sys.stderr)
        raise structlog.DropEvent

    structlog.configure(
        processors=[structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True), write],
        cache_logger_on_first_use=False,
    )


def append(folder: Path, today: date, line: str) -> None:
    """Add a line to today's file; a full one is put aside, to be packed later."""
    path = folder / f"{today}.jsonl"
    with path.open("a", encoding="ascii") as stream:
        stream.write(line + "\n")
        full = stream.tell() >= MOST_BYTES
    if full:
        path.rename(_free(folder, str(today), ".jsonl"))


def tidy(folder: Path, today: date) -> None:
    """Pack what no longer grows, let go of what is too old or too much. May be broken off anywhere and run again."""
    for path in sorted(folder.iterdir()):
        match = _NAME.fullmatch(path.name)
        if match and match[3] != ".gz" and (match[2] or match[3] or match[1] < str(today)):
            _pack(folder, path, match[1])
    packed = sorted((path for path in folder.glob("*.jsonl.gz")), reverse=True)
    together = 0
    for path in packed:
        together += path.stat().st_size
        if together > MOST_TOGETHER or path.name[:10] < str(today - LONGEST):
            path.unlink(missing_ok=True)


def _pack(folder: Path, path: Path, day: str) -> None:
    """Out of reach of other writers first, then packed under a name of its own, then removed."""
    if not path.name.endswith(".packing"):
        aside = path.with_name(path.name + ".packing")
        if aside.exists():
            return  # a crash left it; it is packed first, and this one at the next time
        path.rename(aside)
        path = aside
    half = folder / f".{path.name}"
    half.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    half.rename(_free(folder, day, ".jsonl.gz"))
    path.unlink()


def _free(folder: Path, day: str, ending: str) -> Path:
    """DAY-001, DAY-002, …: the first name that is not taken, packed or not."""
    for number in range(1, 1000):
        name = f"{day}-{number:03d}"
        if not any((folder / f"{name}{one}").exists() for one in (".jsonl", ".jsonl.packing", ".jsonl.gz")):
            return folder / f"{name}{ending}"
    return folder / f"{day}-999{ending}"
