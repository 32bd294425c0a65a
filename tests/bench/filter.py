"""`ohliad classify` as a filter: its start, items a second of one core after it, memory, size of the models."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.road import ROOT, Texts

ITEMS = 1_100
# Shared machines swing: the quickest of so many turns stands for the program, the others for its neighbours.
TURNS = 3


class Used(NamedTuple):
    """Processor seconds of one core and the most resident bytes."""

    seconds: float
    resident: int


def measure() -> Iterator[tuple[str, str]]:
    """Unix only: what a child process used is asked of the system."""
    texts = Texts()
    chosen = [texts[number * 7 % len(texts)] for number in range(ITEMS)]
    letters = sum(len(item["text"]) for item in chosen) / ITEMS
    empty, half, whole = ([_used(part) for _ in range(TURNS)] for part in ((), chosen[: ITEMS // 2], chosen))
    start = min(used.seconds for used in empty)
    cold, all_of_it = (min(used.seconds for used in turns) - start for turns in (half, whole))
    yield "classify: start, processor time", f"{start:.2f} s (limit 3)"
    yield (
        f"classify: {ITEMS:,} items of {letters:.0f} letters, one core: first half (caches cold), all",
        f"{ITEMS / 2 / cold:.0f}, {ITEMS / all_of_it:.0f} items a second (floor 150)",
    )
    yield "classify: most resident memory", f"{max(used.resident for used in whole) / 2**20:.0f} MB (limit 500)"
    files = (file for pattern in ("*/model/*", "*/weights.json") for file in (ROOT / "classifiers").glob(pattern))
    models = sum(file.stat().st_size for file in files)
    yield "models, all files", f"{models / 1e6:.1f} MB (limit 10)"


def _used(items: Sequence[dict[str, str]]) -> Used:
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "items.jsonl")
        lines.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")
        command = [sys.executable, "-m", "monitor", "--config", str(ROOT / "sources.yaml"), "classify", str(lines)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"classify ended with {os.waitstatus_to_exitcode(status)}")
        return Used(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
