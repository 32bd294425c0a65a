"""A virtual day of 3,000 sources and 10,000 items through the whole pipeline, and a backup that comes back.

BENCH_SHARE=0.1 takes a tenth of both: figures a second and a tick stay comparable, memory a little lower.
"""

from __future__ import annotations

import gc
import os
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import psutil

from monitor import pipeline, plan
from monitor.backup import backup, restore
from monitor.fetch.pace import Pace
from monitor.model import Moment, Outlet, Page, Source, Unchanged, Validators
from monitor.store import Store
from tests.bench.road import Texts, html
from tests.fakes import NOW, FakeDoor, config, desk, later
from tests.hostile_web import VirtualClock
from tests.test_store import article

SHARE = float(os.environ.get("BENCH_SHARE", "1"))
SOURCES, ITEMS = int(3000 * SHARE), int(10_000 * SHARE)
TICK = timedelta(minutes=30)
GAP = 5.0  # seconds between two requests to one site
STORED = int(100_000 * SHARE)  # articles in the backup


class Web(FakeDoor):
    """Every source on its own host; items appear through the day. Paced as the real door is, in virtual time."""

    def __init__(self) -> None:
        super().__init__({})
        self.clock = VirtualClock(NOW)
        self.pace = Pace(self.clock.now, self.clock.sleep)
        self.items: dict[str, list[tuple[datetime, str]]] = {}
        self.texts = Texts()
        self.starts: dict[str, list[datetime]] = {}
        self.flying: dict[str, int] = {}
        self.violations = 0
        self.lock = threading.Lock()
        for number in range(ITEMS):
            host = f"h{number % SOURCES}.example"
            at = NOW + timedelta(seconds=86_400 * number / ITEMS)
            self.items.setdefault(host, []).append((at, f"https://{host}/n{number}"))

    def get(self, url: str, *, validators: Validators | None = None, robots: bool = False) -> Page | Unchanged:
        host = url.split("/")[2]
        with self.pace.turn(host, GAP):
            self._note(host, 1)
            try:
                return replace(self._answer(url, host, validators), fetched=self.now)
            finally:
                self._note(host, -1)

    def _note(self, host: str, change: int) -> None:
        with self.lock:
            self.flying[host] = self.flying.get(host, 0) + change
            if change < 0:
                return
            starts = self.starts.setdefault(host, [])
            now = self.clock.now()
            self.violations += self.flying[host] > 1 or bool(starts and (now - starts[-1]).total_seconds() < GAP)
            starts.append(now)

    def _answer(self, url: str, host: str, validators: Validators | None) -> Page | Unchanged:
        if not url.endswith("/feed"):
            number = int(url.rpartition("/n")[2])
            content = html(self.texts[number * 7 % len(self.texts)], number).encode()
            return Page(
                url=url,
                final_url=url,
                status=200,
                content_type="text/html; charset=utf-8",
                content=content,
                fetched=NOW,
            )
        shown = [item for item in self.items.get(host, ()) if item[0] <= self.now]
        etag = f'"{len(shown)}"'
        if validators is not None and validators.etag == etag:
            return Unchanged(url=url, fetched=self.now)
        content = self._feed(shown).encode()
        return Page(
            url=url, final_url=url, status=200, content_type="application/rss+xml", content=content, fetched=self.now,
            validators=Validators(etag=etag),
        )  # fmt: skip

    def _feed(self, shown: list[tuple[datetime, str]]) -> str:
        rows = "".join(
            f"<item><title>{self.texts[int(url.rpartition('/n')[2]) * 7 % len(self.texts)]['title'][:60]}</title>"
            f"<link>{url}</link><guid>{url}</guid><pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
            for at, url in reversed(shown[-20:])
        ).replace("&", "&amp;")
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{rows}</channel></rss>'


def measure() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        yield from day(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield from copies(Path(folder))


def day(folder: Path) -> Iterator[tuple[str, str]]:
    import classifiers

    web = Web()
    base = config(folder)
    hosts = [f"h{number}.example" for number in range(SOURCES)]
    setup = replace(
        base,
        outlets=tuple(Outlet(id=f"o{n}", name=host, home=f"https://{host}/") for n, host in enumerate(hosts)),
        sources=tuple(Source(id=f"s{n}", outlet=f"o{n}", kind="feed", url=f"https://{h}/feed") for n, h in enumerate(hosts)),
        workers=32,
    )  # fmt: skip
    loaded = classifiers.load(base.place, base.institution)
    at = replace(desk(folder, web, setup), decider=lambda: loaded, processes=2)
    ticks, deciding, visits = 0, 0.0, 0
    now, start, busy = NOW, time.perf_counter(), _busy()
    while now <= NOW + timedelta(hours=24):
        web.now = now
        before = time.perf_counter()
        next_visits = {name: state.next_visit for name, state in at.store.source_states().items()}
        due = plan.due(setup.sources, next_visits, now)
        deciding += time.perf_counter() - before
        ticks += 1
        if due:
            visits += len(due)
            pipeline.collect(later(at, now), due)
        now += TICK
    seconds, busy = time.perf_counter() - start, _busy() - busy
    stored = at.store.counts()["articles"]
    gc.collect()
    memory = psutil.Process().memory_info().rss
    size = f"{SOURCES} sources, {ITEMS} items"
    yield f"load: {size}: a virtual day", f"{seconds:.0f} s, {visits} visits, {stored} articles"
    yield "load: to decide which sources are due, a tick", f"{1000 * deciding / ticks:.0f} ms"
    yield "load: share of deciding in the whole", f"{100 * deciding / seconds:.1f} %"
    yield "load: the whole pipeline, visits included", f"{stored / seconds:.0f} items a second"
    yield "load: processor time", f"{busy:.0f} s, {1000 * busy / stored:.0f} ms an item"
    yield "load: resident memory at rest afterwards", f"{memory / 2**20:.0f} MB (limit 400)"
    yield "load: two requests to one site at once or within 5 s", f"{web.violations} (limit 0)"
    at.store.close()


def _busy() -> float:
    """Processor seconds of this process and its children: steadier than the clock on a shared machine."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def copies(folder: Path) -> Iterator[tuple[str, str]]:
    """A backup of many articles, and its way back."""
    store = Store.open(folder / "var" / "ohliad.sqlite", "x")
    store.save_outlets([Outlet(id="visti", name="Вісті")])
    body = tuple("Рядок тексту звичайної довжини про подію в місті, як їх пише преса щодня. " * 4 for _ in range(6))
    for first in range(0, STORED, 1000):
        moment = Moment(at=NOW + timedelta(seconds=first), rule="feed", confidence=1.0)
        store.save_articles(
            [(article(f"a{n}", paragraphs=body, published=moment), f"a{n}", None, False, ()) for n in range(first, first + 1000)]
        )  # fmt: skip
    store.close()
    start = time.perf_counter()
    backup(folder / "var", folder / "b.tar")
    written = time.perf_counter() - start
    start = time.perf_counter()
    restore(folder / "b.tar", folder / "again")
    back = time.perf_counter() - start
    size = (folder / "b.tar").stat().st_size
    yield f"backup: {STORED} articles", f"{written:.1f} s, {size / 2**20:.0f} MB"
    yield "restore of it, checked", f"{back:.1f} s; 1,000,000 at the same rate {back * 1e6 / STORED:.0f} s (limit 300)"
