"""100 good hosts alone, and beside 20 evil ones: slow, endless, lying (promise 6). Each host has its own 127.x address."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection

from monitor.errors import FetchError
from monitor.fetch import Fetcher, FetchSettings
from tests.hostile_web import Web, page
from tests.test_fetch_limits import EVIL

GOOD, BAD, ROUNDS, THREADS = 100, 20, 4, 128
SECONDS = 15.0  # total deadline of one request


def _serve(pipe: Connection) -> None:
    """The web in a process of its own, so that it takes no time from the one that is measured."""
    with Web() as web:
        good = [web.host(page(f"page {n}" * 200)).url() for n in range(GOOD)]
        evil = [web.host(EVIL[n % len(EVIL)]).url() for n in range(BAD)]
        pipe.send((good, evil))
        pipe.recv()


def _visit(door: Fetcher, url: str) -> bool:
    try:
        door.get(url)
    except FetchError:
        return False
    return True


def _time(good: list[str], evil: list[str]) -> tuple[float, int]:
    """(seconds until the last good host of several rounds was done, how many visits were whole)."""
    settings = FetchSettings(allow_private=True, pace=1.0, timeout_total=SECONDS, retries=0)
    with Fetcher(settings) as door, ThreadPoolExecutor(THREADS) as pool:
        bad = [pool.submit(_visit, door, url) for url in evil]
        start = time.perf_counter()
        done = [pool.submit(lambda url: [_visit(door, url) for _ in range(ROUNDS)], url) for url in good]
        whole = sum(sum(one.result()) for one in done)
        seconds = time.perf_counter() - start
        for one in bad:
            one.result()
    return seconds, whole


def measure() -> Iterator[tuple[str, str]]:
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    good, evil = ours.recv()
    alone, whole = _time(good, [])
    beside, whole_too = _time(good, evil)
    ours.send("done")
    process.join(10)
    yield f"{GOOD} good hosts, {ROUNDS} pages each, alone", f"{alone:.2f} s, {whole} whole"
    yield (
        f"the same beside {BAD} evil hosts",
        f"{beside:.2f} s, {whole_too} whole, ratio {beside / alone:.2f} (limit 1.2)",
    )
