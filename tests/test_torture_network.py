"""Eleven network faults against every collector, again and again: no crash, no thread or file left behind (promise 43)."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psutil
import pytest

from monitor import pipeline
from monitor.fetch import Fetcher
from monitor.model import ListingRule, Outlet, Source, SourceKind
from monitor.pipeline.desk import Desk
from tests import hostile_web as evil
from tests.fakes import FakeDoor, config, desk, feed
from tests.hostile_web import Connection, Host, Request, Script, VirtualClock, Web, certificate, cut, quick, reply

TIMEOUT = 0.5  # seconds: what hangs, hangs this long in every round
HTML = {"Content-Type": "text/html; charset=utf-8"}
BODIES: dict[SourceKind, bytes] = {
    "feed": reply(200, feed(("a", "Подія у Вербосіллі", "Так.")).encode(), {"Content-Type": "application/rss+xml"}),
    "sitemap": reply(
        200,
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://news.example/b</loc></url></urlset>',
        {"Content-Type": "application/xml"},
    ),
    "listing": reply(200, '<html><body><div class="n"><a href="/c">Подія у Вербосіллі сьогодні</a></div></body></html>'.encode(), HTML),
    "telegram": reply(200, b"<html><body><div class='tgme_channel_info'></div></body></html>", HTML),
    "youtube": reply(200, b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>', {"Content-Type": "application/atom+xml"}),
}  # fmt: skip


def late(body: bytes) -> Script:
    def script(connection: Connection, _request: Request) -> None:
        connection.pause(TIMEOUT / 2)
        connection.send(body)

    return script


def half_lost(body: bytes) -> Script:
    """Every second connection is reset."""
    number = count()

    def script(connection: Connection, _request: Request) -> None:
        if next(number) % 2:
            connection.send(body)
        else:
            connection.reset()

    return script


def half_open(_body: bytes) -> Script:
    """Takes the request and never answers; leaves when the client does, so that only our own leaks are counted."""

    def script(connection: Connection, _request: Request) -> None:
        while not connection.pause(0.05):
            with suppress(BlockingIOError):
                if not connection.sock.recv(1, socket.MSG_DONTWAIT):
                    return

    return script


TOXICS: dict[str, Callable[[bytes], Script]] = {
    "latency": late,
    "loss": half_lost,
    "half open": half_open,
    "reset": lambda _body: evil.reset,
    "hung up": lambda _body: evil.hang_up,
    "slow": lambda _body: evil.drip,
    "garbage": lambda _body: evil.garbage,
    "cut": lambda body: cut(body, len(body) - 10),
    "expired TLS": lambda body: lambda connection, _request: connection.send(body),
    "wrong host TLS": lambda body: lambda connection, _request: connection.send(body),
    "name not resolved": lambda body: lambda connection, _request: connection.send(body),
}
SLOW = ".slow.example"  # names of this end are never resolved in time


@dataclass(frozen=True)
class Laid:
    """A host for every collector and toxic, and what the client trusts: only date and name speak against a host."""

    urls: tuple[tuple[SourceKind, str], ...]
    hosts: dict[str, list[Host]]
    trusted: ssl.SSLContext


def laid(web: Web, tmp_path: Path) -> Laid:
    trusted = ssl.create_default_context()
    contexts = {}
    # The hosts have other addresses than 127.0.0.1, so its certificate is one of another name.
    for name, days in (("expired TLS", -1), ("wrong host TLS", 9)):
        cert, key = certificate(tmp_path, name.replace(" ", "-"), days=days, host="127.0.0.1")
        contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[name].load_cert_chain(cert, key)
        trusted.load_verify_locations(cert)
    urls: list[tuple[SourceKind, str]] = []
    hosts: dict[str, list[Host]] = {}
    for kind, body in BODIES.items():
        for name, toxic in TOXICS.items():
            host = web.host(toxic(body), tls=contexts.get(name))
            hosts.setdefault(name, []).append(host)
            named = f"http://{kind}{SLOW}:{host.port}/x" if name == "name not resolved" else host.url("/x")
            urls.append((kind, named))
    return Laid(tuple(urls), hosts, trusted)


def resolve(host: str, _port: int) -> list[str]:
    """A resolver that hangs longer than anybody waits, and gives up in the end as systems do; knows no other name."""
    if host.endswith(SLOW):
        time.sleep(2 * TIMEOUT)
    raise OSError("no such name")


def office(tmp_path: Path, found: Laid) -> Desk:
    rule = ListingRule(item=".n", link="a")
    sources = tuple(
        Source(id=f"s{n}", outlet="visti", kind=kind, url=url, listing=rule if kind == "listing" else None)
        for n, (kind, url) in enumerate(found.urls)
    )
    base = config(tmp_path)
    setup = replace(base, outlets=(Outlet(id="visti", name="Вісті"),), sources=sources, workers=64)
    clock = VirtualClock(datetime.now(UTC))
    settings = quick(timeout_total=TIMEOUT, timeout_connect=TIMEOUT)
    door = Fetcher(settings, clock.now, clock.sleep, resolve=resolve, tls=found.trusted)
    return replace(desk(tmp_path, FakeDoor({}), setup), door=door)


POOLED = 4


def rounds(tmp_path: Path, times: int) -> None:
    """The first round opens what stays open (database, pool); after the others nothing more may be."""
    process = psutil.Process()
    with Web() as web:
        found = laid(web, tmp_path)
        at = office(tmp_path, found)
        collect(at)
        rested(web)
        files, threads = process.num_fds(), threading.active_count()
        for _ in range(times):
            states = collect(at)
        rested(web)
        # The database's pool may open one connection more (its file and its log); a leak costs one a fault and round.
        assert evil.wait_for(lambda: process.num_fds() <= files + POOLED), (
            f"{process.num_fds()} files, {files} at first"
        )
        assert evil.wait_for(lambda: threading.active_count() <= threads)
        for name in ("expired TLS", "wrong host TLS", "name not resolved"):
            assert not any(host.requests for host in found.hosts[name]), f"{name}: nothing is sent"
        assert "broken" in states
        assert states & {"ok", "unchanged"}
        at.store.close()


def collect(at: Desk) -> set[str]:
    report = pipeline.collect(at, at.config.sources)
    assert len(report.sources) == len(at.config.sources), "each is told of"
    assert report.bugs == []
    return {line.state for line in report.sources}


def rested(web: Web) -> None:
    """Every answering thread of the hostile web has seen that its client is gone."""
    assert evil.wait_for(lambda: not web._threads)


def test_one_round(tmp_path: Path) -> None:
    rounds(tmp_path, 1)


@pytest.mark.torture
def test_a_hundred_rounds_of_eleven_toxics_and_five_collectors(tmp_path: Path) -> None:
    rounds(tmp_path, 112)  # 1,008 for each collector
