"""The unattended service with 3,000 sources: what one idle look costs, its resident memory, and its politeness."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

from monitor import plan
from monitor.config import Config, load
from monitor.schedule import read_beat, tick
from monitor.schedule.keeper import LEASE
from monitor.store import SourceState, Store, intake
from monitor.store.engine import writing
from monitor.store.schedule import SlotRow
from tests.fakes import NOW
from tests.test_schedule_life import polite, site

ROOT = Path(__file__).resolve().parents[2]
SOURCES = 3000
ROUNDS = 50


def _configured(folder: Path) -> Path:
    """A file with 3,000 outlets of one feed each, and three products."""
    outlets = "\n".join(
        f"  - {{id: o{n}, name: Видання {n}, sources: [{{id: s{n}, kind: feed, url: 'https://o{n}.example/feed'}}]}}"
        for n in range(SOURCES)
    )
    path = folder / "sources.yaml"
    path.write_text(
        "place: {name: Вербосілля, region: Надвербська область}\n"
        "institution: {name: Вербосільська міська рада}\n"
        f"outlets:\n{outlets}\n"
        "digests:\n"
        '  daily: {at: "08:30", approve: auto}\n'
        '  situation-weekly: {at: "fri 15:00"}\n'
        '  thematic: {at: "fri 16:00", formats: [docx]}\n',
        encoding="utf-8",
    )
    return path


def _visited(store: Store, names: list[str]) -> None:
    """Every source was visited and is due tomorrow; two months of slots are done."""
    now = plan.day_start(datetime.now(UTC).date())
    later = now + timedelta(hours=26)
    with writing(store.engine) as tx:
        for name in names[1:]:
            state = SourceState(id=name, visited=now, answered=now, next_visit=later, state="ok")
            intake.save_state(tx, store.place, state)
    store.schedule.take("bench", now=NOW, until=NOW + LEASE)
    for n in range(60):
        day = (NOW - timedelta(days=60 - n)).date()
        store.schedule.begin("daily", day, "bench", NOW)
        row = SlotRow(product="daily", day=day, state="made", done=NOW, holder="bench")
        store.schedule.finish(row)
    store.schedule.release("bench")


def measure() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = load(_configured(folder))
        store = Store.open(folder / "var" / "ohliad.sqlite", config.place.id)
        _visited(store, [source.id for source in config.sources])
        yield from _looks(store, config)
        store.close()
        with site("a", "b") as (port, _):  # so that it has worked, and its models are loaded
            path = folder / "sources.yaml"
            path.write_text(path.read_text().replace("https://o0.example", f"http://127.0.0.1:{port}"))
            yield from _idle(folder)
    requests, violations = polite(24, SOURCES, seed=1)
    yield f"schedule: {requests} requests of {SOURCES} sources in 24 virtual hours", f"{violations} impolite (limit 0)"


def _looks(store: Store, config: Config) -> Iterator[tuple[str, str]]:
    now = plan.day_start(datetime.now(UTC).date()) + timedelta(hours=1)
    times = []
    for n in range(ROUNDS):
        begin = time.perf_counter()
        store.schedule.take("bench", now=now, until=now + LEASE)
        due = tick.look(store, config, now + timedelta(seconds=n), "bench")
        times.append(time.perf_counter() - begin)
    store.schedule.release("bench")
    typical = statistics.median(times) * 1000
    yield (
        f"schedule: one look, {SOURCES} sources, {len(due.sources)} of them due",
        f"{typical:.0f} ms, {typical / 300:.2f} % of half a minute",
    )


def _idle(folder: Path) -> Iterator[tuple[str, str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "monitor", "schedule", "--every", "1", "--allow-private"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    watched, ticks, deadline = psutil.Process(process.pid), 0, time.monotonic() + 120
    seen = None
    while ticks < 15 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.2)
        if (folder / "var" / "heartbeat.json").exists():
            ended = read_beat(folder / "var").tick_ended
            ticks += ended != seen
            seen = ended
    tree = [watched, *watched.children(recursive=True)]
    resident, whole = watched.memory_info().rss / 2**20, sum(one.memory_full_info().uss for one in tree) / 2**20
    busy = watched.cpu_times()
    process.send_signal(signal.SIGTERM)
    begin = time.perf_counter()
    code = process.wait(60)
    yield f"schedule: resident memory, idle after work, {SOURCES} sources", f"{resident:.0f} MB (limit 400)"
    yield "schedule: with its idle child processes, not shared", f"{whole:.0f} MB"
    yield f"schedule: processor time of start and {ticks} ticks", f"{busy.user + busy.system:.1f} s"
    yield "schedule: SIGTERM to exit", f"{time.perf_counter() - begin:.1f} s, exit code {code}"
