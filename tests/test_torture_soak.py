"""A month without anybody: many sources, mixed faults; nothing missed, no memory, thread or file gathers (promise 44)."""

from __future__ import annotations

import gc
import random
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from monitor import pipeline
from monitor.model import Outlet, Source
from tests.fakes import NOW, config, desk, later
from tests.test_many_days import FaultyDoor

STEP = timedelta(hours=3)
MOST_GROWTH = (
    1.05  # of resident memory over the second half: by then the fortnight in which stories are looked for is full
)


def soak(tmp_path: Path, *, days: int, sources: int, seed: int, growth: float) -> dict[str, float]:
    """Live through the days; returns what was measured."""
    hosts = tuple(f"host{number}" for number in range(sources))
    door = FaultyDoor(seed, days, hosts, pause=(6, 48))
    setup = replace(
        config(tmp_path),
        outlets=tuple(Outlet(id=host, name=host, home=f"https://{host}.example/") for host in hosts),
        sources=tuple(Source(id=host, outlet=host, kind="feed", url=f"https://{host}.example/feed") for host in hosts),
        workers=16,
    )
    at = desk(tmp_path, door, setup)
    process = psutil.Process()
    end, now = NOW + timedelta(days=days, hours=36), NOW
    warm, before = NOW + timedelta(days=days / 2), None
    while now < end:
        door.now = now
        door.pages.clear()  # the web's own pages are no memory of ours
        door.asked.clear()
        pipeline.collect(later(at, now))
        if before is None and now >= warm:
            before = _measured(process)
        now += STEP
    after = _measured(process)
    truth = {url for items in door.truth.values() for when, url in items if when <= NOW + timedelta(days=days)}
    stored = [clip.article.url for clip in at.store.clips(relevance=None)]
    assert truth - set(stored) == set(), f"nothing missed (seed {seed})"
    assert len(stored) == len(set(stored)), "nothing twice"
    assert before is not None
    memory, files, threads = (b / a for a, b in zip(before, after, strict=True))
    assert files <= 1, f"{after[1]} files, {before[1]} before"
    assert threads <= 1, f"{after[2]} threads, {before[2]} before"
    assert memory <= growth, f"memory grew to {memory:.3f} (seed {seed})"
    return {"items": len(stored), "memory": memory}


def _measured(process: psutil.Process) -> tuple[float, float, float]:
    gc.collect()
    return process.memory_info().rss, process.num_fds(), threading.active_count()


def test_two_days(tmp_path: Path) -> None:
    """Too short for memory to say anything: caches are still filling."""
    soak(tmp_path, days=2, sources=5, seed=7, growth=2.0)


@pytest.mark.torture
def test_thirty_days_of_a_hundred_sources(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**9)
    print(soak(tmp_path, days=30, sources=100, seed=seed, growth=MOST_GROWTH))
