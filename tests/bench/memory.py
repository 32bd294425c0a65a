"""Resident memory of `ohliad demo`, the whole process tree, sampled ten times a second."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

import psutil


def measure() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "monitor", "demo", "--folder", folder],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        tree = psutil.Process(process.pid)
        most = unique = 0
        while process.poll() is None:
            resident, own = _tree(tree)
            most, unique = max(most, resident), max(unique, own)
            time.sleep(0.1)
        yield "demo: exit code", str(process.returncode)
        yield "demo: most resident memory of the process tree", f"{most / 2**20:.0f} MB (limit 500)"
        yield "demo: of which not shared", f"{unique / 2**20:.0f} MB"
        yield "demo: ten days", f"{time.perf_counter() - start:.0f} s"


def _tree(process: psutil.Process) -> tuple[int, int]:
    resident = own = 0
    try:
        for member in [process, *process.children(recursive=True)]:
            info = member.memory_full_info()
            resident, own = resident + info.rss, own + info.uss
    except psutil.Error:
        pass
    return resident, own
