"""The service as a process, and what it asks of the web: restarts, kill -9, pace and Retry-After (24, 26, 35)."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from monitor import pipeline, plan, urls
from monitor.cli import main
from monitor.errors import FetchError
from monitor.fetch import Fetcher, FetchSettings
from monitor.fetch.pace import Pace
from monitor.model import Page, Source, Unchanged, Validators
from monitor.schedule import read_beat
from monitor.schedule.patience import Patient
from monitor.store import Store
from tests import on_postgres
from tests.fakes import NOW, FakeDoor, config, desk, feed, page
from tests.virtual import Clock

ROOT = Path(__file__).resolve().parents[1]
TEXT = "У Вербосіллі відкрили оновлену бібліотеку, ремонт якої тривав пів року коштом громади."
YAML = """
place: {name: Вербосілля, region: Надвербська область}
institution: {name: Вербосільська міська рада}
outlets:
  - {id: visti, name: Вісті, sources: [{kind: feed, url: "http://127.0.0.1:PORT/feed", every: 60}]}
digests:
  daily: {at: "00:00", approve: auto}
fetch: {pace: 0}
"""


# --- a process ----------------------------------------------------------------------------------------------------


@contextmanager
def site(*slugs: str) -> Iterator[tuple[int, list[str]]]:
    """A feed on the loopback address, with a page for each of its entries."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            is_feed = self.path == "/feed"
            rows = [(slug, f"Новина {slug} з Вербосілля", "Так.") for slug in slugs]
            text = (
                feed(*rows, host=f"http://127.0.0.1:{server.server_address[1]}")
                if is_feed
                else page("Новина", TEXT, TEXT)
            )
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml" if is_feed else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield int(server.server_address[1]), asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **on_postgres.environment(folder / "var" / "ohliad.sqlite")}


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "monitor", "schedule", "--allow-private", "--every", "0.2", *options],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until_idle(folder: Path, process: subprocess.Popen[str]) -> None:
    """Wait until a tick of this process has ended."""
    for _ in range(600):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        if (folder / "var" / "heartbeat.json").exists():
            beat = read_beat(folder / "var")
            if beat.pid == process.pid and beat.tick_ended and beat.state in ("idle", "standby"):
                return
        time.sleep(0.1)
    raise AssertionError("no heartbeat within a minute")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM")
def test_a_process_works_and_ends_cleanly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with site() as (port, asked):
        (tmp_path / "sources.yaml").write_text(YAML.replace("PORT", str(port)), encoding="utf-8")
        process = start(tmp_path, "--health", "0")
        until_idle(tmp_path, process)
        process.send_signal(signal.SIGTERM)
        out, errors = process.communicate(timeout=60)
    assert (process.returncode, out, errors) == (0, "", "")
    assert asked == ["/feed"], "asked once, however often the timer ticks"
    store = Store.open(tmp_path / "var" / "ohliad.sqlite", "verbosillia")
    assert store.schedule.holder() is None, "the lease was given back"
    assert store.integrity() == "ok"
    told = json.loads((tmp_path / "var" / "heartbeat.json").read_text())
    assert told["state"] == "stopped"
    assert main(["schedule", "--status", "--state", str(tmp_path / "var")]) == 1
    assert "the service was stopped" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM")
def test_a_process_that_waits_its_turn_at_a_site_ends_at_once(tmp_path: Path) -> None:
    with site("a", "b") as (port, asked):
        text = YAML.replace("PORT", str(port)).replace("pace: 0", "pace: 3600")
        (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
        process = start(tmp_path)
        path = tmp_path / "var" / "ohliad.sqlite"
        for _ in range(600):  # until the feed is stored, and its first page waits for an hour
            time.sleep(0.1)
            if not on_postgres.SERVER and not path.exists():
                continue
            with closing(Store.open(path, "verbosillia")) as looking:
                if looking.counts()["entries"]:
                    break
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert asked == ["/feed"]
    store = Store.open(path, "verbosillia")
    assert store.counts()["entries new"] == 2, "they wait for the next start"
    assert store.schedule.holder() is None


@pytest.mark.torture
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_after_kill_9_another_takes_over(tmp_path: Path) -> None:
    with site() as (port, _):
        (tmp_path / "sources.yaml").write_text(YAML.replace("PORT", str(port)), encoding="utf-8")
        first = start(tmp_path)
        until_idle(tmp_path, first)
        second = start(tmp_path)
        until_idle(tmp_path, second)
        store = Store.open(tmp_path / "var" / "ohliad.sqlite", "verbosillia")
        held = store.schedule.holder()
        assert held is not None
        assert f" {first.pid} " in held[0]
        first.kill()
        first.communicate()
        for _ in range(180):
            held = store.schedule.holder()
            if held is not None and f" {second.pid} " in held[0]:
                break
            time.sleep(1)
        second.send_signal(signal.SIGTERM)
        second.communicate(timeout=60)
    assert held is not None
    assert f" {second.pid} " in held[0]
    assert second.returncode == 0


@pytest.mark.torture
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_kills_around_a_slot_leave_one_issue(tmp_path: Path) -> None:
    """kill -9 at random moments of the tick that serves the slot; the next start comes when the lease has ended."""
    seed = random.SystemRandom().randrange(10**9)
    rng, moment, killed = random.Random(seed), NOW - timedelta(minutes=30), 0
    with site("a", "b", "c") as (port, _):
        text = YAML.replace("PORT", str(port)).replace("00:00", "08:30")
        (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "monitor", "schedule", "--once", "--allow-private", "--now"]
        told = environment(tmp_path)
        begin = time.monotonic()
        assert subprocess.call([*command, moment.isoformat()], cwd=tmp_path, env=told) == 0
        whole = time.monotonic() - begin
        moment = NOW
        for _ in range(12):
            with subprocess.Popen([*command, moment.isoformat()], cwd=tmp_path, env=told) as process:
                time.sleep(rng.uniform(0.2, 0.8) * whole)
                killed += process.poll() is None
                process.kill()
            moment += timedelta(minutes=6)
        assert subprocess.call([*command, moment.isoformat()], cwd=tmp_path, env=told) == 0
    store = Store.open(tmp_path / "var" / "ohliad.sqlite", "verbosillia")
    assert killed >= 3
    assert [row.name for row in store.issues.listed()] == ["daily/2026/1"], f"seed {seed}"
    (row,) = store.schedule.slots(NOW.date())
    assert row.state in ("made", "late")
    assert store.integrity() == "ok"
    assert store.counts()["articles"] == 3


# Serves two slots, gives the lease back and tries again, until all twenty are served: fifty of these at once.
ONE_OF_MANY = """
import sys, time
from datetime import UTC, date, datetime, timedelta
from monitor.store import Store
from monitor.store.schedule import SlotRow
name, path, go = sys.argv[1], sys.argv[2], sys.stdin.readline()
schedule, day = Store.open(path, "x").schedule, date(2026, 11, 20)
products = {f"product-{n:02d}" for n in range(20)}
while open_slots := products - {row.product for row in schedule.slots(day) if row.state == "made"}:
    now = datetime.now(UTC)
    if schedule.take(name, now=now, until=now + timedelta(minutes=2)):
        for product in sorted(open_slots)[:2]:
            if schedule.begin(product, day, name, now):
                print(product)
                assert schedule.finish(SlotRow(product=product, day=day, state="made", done=now, holder=name))
        schedule.release(name)
    time.sleep(0.05)
"""


@pytest.mark.torture
def test_fifty_processes_make_each_slot_once(tmp_path: Path) -> None:
    path = tmp_path / "ohliad.sqlite"
    Store.open(path, "x").close()
    command = [sys.executable, "-c", ONE_OF_MANY]
    with ExitStack() as stack:
        children = [
            stack.enter_context(
                subprocess.Popen(
                    [*command, f"holder {n}", on_postgres.location(path)],
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for n in range(50)
        ]
        for child in children:  # all are ready: now at once
            assert child.stdin is not None
            child.stdin.write("go\n")
            child.stdin.flush()
        answers = [child.communicate(timeout=500)[0] for child in children]
    assert [child.returncode for child in children] == [0] * 50
    assert sorted(name for answer in answers for name in answer.split()) == [f"product-{n:02d}" for n in range(20)]


# --- Retry-After --------------------------------------------------------------------------------------------------


class Busy(FakeDoor):
    """Three feeds of one host that now and then asks to be left alone; remembers nothing, as a new process."""

    def __init__(self, site: Site) -> None:
        super().__init__({})
        self.site = site
        self.held: dict[str, datetime] = {}

    def hold(self, url: str, until: datetime) -> None:
        self.held[urls.host(url)] = until

    def get(self, url: str, *, validators: Validators | None = None, robots: bool = False) -> Page | Unchanged:
        until = self.held.get(urls.host(url))
        if until is not None and self.site.clock() < until:
            raise FetchError(url, "busy", "asked to wait", retry_at=until)
        try:
            return self.site.answer(url, validators)
        except FetchError as error:
            if error.retry_at is not None:
                self.hold(url, error.retry_at)
            raise


class Site:
    """The server's side: when it was asked, and what it had asked for."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.random = clock, random.Random(26)
        self.quiet_until = NOW
        self.early = self.asked = self.waits = 0

    def answer(self, url: str, validators: Validators | None) -> Page | Unchanged:
        self.asked += 1
        self.early += self.clock() < self.quiet_until
        if self.random.random() < 0.4:
            self.waits += 1
            self.quiet_until = self.clock() + timedelta(seconds=self.random.uniform(60, 9_000))
            raise FetchError(url, "busy", "503", retry_at=self.quiet_until)
        door = FakeDoor({url: feed()})
        door.now = self.clock()
        return door.get(url, validators=validators)


@pytest.mark.parametrize("times", [200, pytest.param(1000, marks=pytest.mark.torture)])
def test_restarts_ask_nothing_early(tmp_path: Path, times: int) -> None:
    """Each restart is a new service with nothing but the database; the three feeds share the host that must rest."""
    clock = Clock()
    host = Site(clock)
    feeds = [f"https://news.example/feed{n}" for n in range(3)]
    setup = config(tmp_path, *feeds)
    setup = replace(setup, sources=tuple(replace(source, every=60) for source in setup.sources))
    at = desk(tmp_path, FakeDoor({}), setup)
    for _ in range(times):
        clock.now += timedelta(minutes=host.random.uniform(0.5, 40))
        door = Patient(Busy(host), clock)
        fresh = Store(at.store.engine, at.store.place)
        door.know(fresh)
        due = plan.due(at.config.sources, {k: v.next_visit for k, v in fresh.source_states().items()}, clock())
        if due:
            pipeline.collect(replace(at, now=clock(), door=door, store=fresh), due)
    assert host.early == 0
    assert host.waits > times / 10
    assert host.asked > times / 4


def test_the_real_door_is_told_what_an_earlier_life_knew(tmp_path: Path) -> None:
    clock = Clock()
    store = Store.open(tmp_path / "x.sqlite", "x")
    until = NOW + timedelta(hours=2)
    store.schedule.hold("https://news.example", until)
    store.schedule.hold("https://news.example", until - timedelta(hours=1))
    store.schedule.hold("https://past.example", NOW - timedelta(hours=1))
    door = Patient(Fetcher(FetchSettings(), clock), clock)
    door.know(store)
    with pytest.raises(FetchError) as caught:
        door.get("https://www.news.example/page")
    assert (caught.value.kind, caught.value.retry_at) == ("busy", until)
    assert list(store.schedule.holds(clock())) == [("https://news.example", until), ("https://www.news.example", until)]


# --- one tick from the command line -------------------------------------------------------------------------------


def test_one_tick(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, state = tmp_path / "sources.yaml", tmp_path / "var"
    path.write_text(
        YAML.partition("outlets:")[0] + 'digests: {daily: {at: "08:30", approve: auto}}\n', encoding="utf-8"
    )
    common = ["schedule", "--config", str(path), "--state", str(state)]
    for clock in ("07:00", "08:30", "08:31"):
        assert main([*common, "--once", "--now", f"2026-11-20T{clock}"]) == 0
    store = Store.open(state / "ohliad.sqlite", "verbosillia")
    assert [(row.name, row.approved_by) for row in store.issues.listed()] == [("daily/2026/1", "auto")]
    for clock, code in (("08:35", 0), ("08:40", 1)):  # the timer that called has itself fallen silent
        assert main([*common, "--status", "--now", f"2026-11-20T{clock}"]) == code
    assert main([*common, "--once", "--every", "600", "--now", "2026-11-20T08:40"]) == 0
    assert main([*common, "--status", "--now", "2026-11-20T09:19"]) == 0, "four of its own intervals"
    assert store.schedule.take("another", now=NOW, until=NOW + timedelta(minutes=2))
    assert main([*common, "--once", "--now", "2026-11-20T08:31"]) == 0
    assert "another service has the lease" in capsys.readouterr().err


WRONG = {
    "a clock that stands still": (["--now", "2026-11-20T08:30"], "use it with --once"),
    "no port": (["--health", "x"], "write a port as 8791"),
    "no configuration": (["--once", "--config", "nothing.yaml"], "nothing.yaml"),
}


def test_where_there_is_no_heartbeat_it_is_not_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", "--status", "--state", str(tmp_path)]) == 1
    assert "is `ohliad schedule` running?" in capsys.readouterr().err


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_is_a_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sources.yaml").write_text(YAML.replace("PORT", "1"), encoding="utf-8")
    options, sentence = WRONG[name]
    assert main(["schedule", *options]) == 2
    assert sentence in capsys.readouterr().err


# --- pace ---------------------------------------------------------------------------------------------------------


def polite(hours: int, sources: int, seed: int) -> tuple[int, int]:
    """(requests, violations) of so many virtual hours: the real plan and the real pace, a virtual clock and server.

    Several sources share a site, each request takes time, one in ten fails or asks to wait, and the service is
    restarted every few hours, half a minute after it died.
    """
    rng, clock = random.Random(seed), Clock()
    known = [
        Source(id=str(n), outlet="o", kind="feed", url=f"https://site{n * 7919 % (sources * 2 // 3)}.example/{n}")
        for n in range(sources)
    ]
    next_visits: dict[str, datetime | None] = {}
    past = {source.id: plan.Remembered() for source in known}
    log: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    asked_to_wait: dict[str, datetime] = {}
    gaps = {urls.host(source.url): rng.choice((5.0, 5.0, 5.0, 20.0)) for source in known}

    def sleep(seconds: float) -> None:
        clock.now += timedelta(seconds=seconds)

    def new_pace() -> Pace:
        return Pace(clock, sleep)

    pace, end, restart = new_pace(), NOW + timedelta(hours=hours), NOW + timedelta(hours=3)
    early = 0
    while clock() < end:
        if clock() >= restart:
            pace, restart = new_pace(), clock() + timedelta(hours=rng.uniform(1, 5))
        began = last = clock()
        groups: dict[str, list[Source]] = defaultdict(list)
        for source in plan.due(known, next_visits, began):
            groups[urls.host(source.url)].append(source)
        for host, group in groups.items():  # each host has its thread, so each goes by a clock of its own
            clock.now = began
            for source in group:
                with pace.turn(host, gaps[host]):
                    started = clock()
                    early += started < asked_to_wait.get(source.id, started)
                    clock.now += timedelta(seconds=rng.uniform(0.1, 8.0))
                    log[host].append((started, clock()))
                next_visits[source.id] = _settled(source, past, clock(), rng, asked_to_wait)
            last = max(last, clock())
        clock.now = max(last, began + timedelta(seconds=30))
    violations = early
    for host, visits in log.items():
        for (start, finish), (following, _) in pairwise(visits):
            too_soon = (following - start).total_seconds() < gaps[host] - 1e-6
            violations += too_soon or following < finish
    return sum(len(visits) for visits in log.values()), violations


def _settled(
    source: Source, past: dict[str, plan.Remembered], now: datetime, rng: random.Random, waits: dict[str, datetime]
) -> datetime:
    before = past[source.id]
    if rng.random() < 0.1:
        retry_at = now + timedelta(seconds=rng.uniform(1, 80_000)) if rng.random() < 0.5 else None
        if retry_at is not None:
            waits[source.id] = retry_at
        past[source.id] = plan.Remembered(failures=before.failures + 1, brought=before.brought)
        return plan.next_after_failure(source, before, now, retry_at)
    new = rng.choice((0, 0, 1, 4))
    past[source.id] = plan.Remembered(brought=now if new else before.brought)
    return plan.next_after_success(source, before, now, new=new, max_age=rng.choice((None, 600, 7200)))


def test_three_thousand_sources_in_four_virtual_hours() -> None:
    requests, violations = polite(4, 3000, seed=24)
    assert violations == 0
    assert requests > 5_000


@pytest.mark.torture
def test_three_thousand_sources_in_twenty_four_virtual_hours() -> None:
    seed = random.SystemRandom().randrange(10**9)
    requests, violations = polite(24, 3000, seed=seed)
    assert violations == 0, f"seed {seed}"
    assert requests > 20_000
