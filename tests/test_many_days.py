"""Sixty days with injected faults: every item the sources ever showed for long enough is stored, once (issue floor)."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.errors import FetchError
from monitor.model import Outlet, Page, Source, Unchanged, Validators
from tests.fakes import NOW, FakeDoor, config, desk, later, page

HOSTS = ("one", "two", "three", "four")
WINDOW = 12  # items a feed holds
FAULTS = ("timeout", "network", "busy", "truncated", "blocked", "status")


class FaultyDoor(FakeDoor):
    """Publishes on a clock, and fails at random: whole outages of a host, and single requests."""

    def __init__(
        self, seed: int, days: int, hosts: tuple[str, ...] = HOSTS, pause: tuple[float, float] = (2, 16)
    ) -> None:
        super().__init__({})
        self.random = random.Random(seed)
        self.truth: dict[str, list[tuple[datetime, str]]] = {}
        for host in hosts:
            rng = random.Random(f"{seed} {host}")
            at, items = NOW, []
            while at < NOW + timedelta(days=days):
                at += timedelta(hours=rng.uniform(*pause))
                items.append((at, f"https://{host}.example/n{len(items)}"))
            self.truth[host] = items
        self.outages = {
            host: [NOW + timedelta(hours=self.random.uniform(0, days * 24)) for _ in range(days // 10)]
            for host in hosts
        }

    def get(self, url: str, *, validators: Validators | None = None, robots: bool = False) -> Page | Unchanged:
        host = url.split("/")[2].split(".")[0]
        out = any(start <= self.now < start + timedelta(hours=20) for start in self.outages[host])
        if out or self.random.random() < 0.15:
            kind = self.random.choice(FAULTS)
            raise FetchError(
                url, kind, f"{url}: {kind}", retry_at=self.now + timedelta(minutes=20) if kind == "busy" else None
            )
        shown = [item for item in self.truth[host] if item[0] <= self.now][-WINDOW:]
        if url.endswith("/feed"):
            self.pages[url] = _feed(shown)
        else:
            number = url.rpartition("/n")[2]
            text = f"Подія номер {number} у Вербосіллі зібрала багато людей, і про неї розповіли учасники та гості громади."
            self.pages[url] = page(
                f"Новина {number} видання {host}", text, f"Подробиці номер {number}: усе минуло спокійно."
            )
        return super().get(url, validators=validators, robots=robots)


def _feed(items: list[tuple[datetime, str]]) -> str:
    rows = "".join(
        f"<item><title>Новина {url.rpartition('/n')[2]}</title><link>{url}</link><guid>{url}</guid>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate><description>Подія у Вербосіллі.</description></item>"
        for at, url in reversed(items)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>{rows}</channel></rss>'


def live(tmp_path: Path, days: int, seed: int) -> None:
    door = FaultyDoor(seed, days)
    setup = replace(
        config(tmp_path),
        outlets=tuple(Outlet(id=host, name=host, home=f"https://{host}.example/") for host in HOSTS),
        sources=tuple(Source(id=host, outlet=host, kind="feed", url=f"https://{host}.example/feed") for host in HOSTS),
    )
    at = desk(tmp_path, door, setup)
    now = NOW
    while now < NOW + timedelta(days=days, hours=36):  # the last items get their time to be met
        door.now = now
        pipeline.collect(later(at, now))
        now += timedelta(hours=2)
    due = NOW + timedelta(days=days)
    truth = {url for items in door.truth.values() for when, url in items if when <= due}
    stored = [clip.article.url for clip in at.store.clips(relevance=None)]
    assert len(stored) == len(set(stored)), "nothing twice"
    assert truth - set(stored) == set(), f"nothing lost (seed {seed})"
    assert at.store.counts()["entries"] == len(stored)


def test_eight_days(tmp_path: Path) -> None:
    live(tmp_path, 8, seed=7)


@pytest.mark.torture
def test_sixty_days(tmp_path: Path) -> None:
    live(tmp_path, 60, seed=random.SystemRandom().randrange(10**9))


def test_a_log_line_cannot_be_forged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Promise 18: one event is one JSON line, whatever was scraped."""
    import structlog

    from monitor.cli import logs

    tmp_path.joinpath("state").mkdir()
    logs.start(tmp_path / "state", verbose=False)
    payloads = ["\n{}", "\r\n2026 ERROR", "\x1b[31m", "\u2028", "\x00", '"}', "\u202e", "a" * 5000]
    for payload in payloads:
        structlog.get_logger().warning("failed", subject=payload)
    (path,) = (tmp_path / "state" / "log").iterdir()
    lines = path.read_bytes().split(b"\n")[:-1]
    assert [json.loads(line)["subject"] for line in lines] == payloads
    assert all(32 <= byte < 127 for line in lines for byte in line)
    structlog.reset_defaults()
