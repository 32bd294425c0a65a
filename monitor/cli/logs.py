"""The structured log: one event, one JSON line, in var/log/DAY.jsonl; with -v on standard error as well.

A scraped title can forge neither a line nor a terminal code: JSON escapes both.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog


def start(state: Path, *, verbose: bool) -> None:
    """Send every event of this process to the state folder's log, once that folder exists."""

    def write(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        line = json.dumps(event, ensure_ascii=True, sort_keys=True, default=str)
        if verbose:
            print(line, file=sys.stderr)
        if state.is_dir():
            # A full or read-only disk must not hide the event it is told in: the step itself will say what it met.
            with suppress(OSError):
                folder = state / "log"
                folder.mkdir(exist_ok=True)
                with (folder / f"{datetime.now(UTC):%Y-%m-%d}.jsonl").open("a", encoding="ascii") as stream:
                    stream.write(line + "\n")
        raise structlog.DropEvent

    structlog.configure(
        processors=[structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True), write],
        cache_logger_on_first_use=False,
    )
