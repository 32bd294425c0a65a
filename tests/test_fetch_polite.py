"""Promises 24, 25 and 26: pace per site and address, conditional requests, and being told to wait."""

from __future__ import annotations

import itertools
import random
import threading
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import FetchError
from monitor.fetch import Fetcher
from monitor.fetch.headers import conditions, http_date, max_age, retry_after, same_strong_etag
from monitor.fetch.pace import Pace
from monitor.model import Page, Unchanged, Validators
from tests.hostile_web import (
    Connection,
    Host,
    Request,
    Sockets,
    VirtualClock,
    Web,
    fetcher,
    page,
    quick,
    redirect,
    reply,
)

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


# --- promise 24: pace -------------------------------------------------------------------------------------------------


def gaps(host: Host) -> list[float]:
    return [(b.at - a.at).total_seconds() for a, b in itertools.pairwise(host.requests)]


def violations(sites: int, hours: int, every: float) -> tuple[int, int]:
    """(requests, pairs closer than five seconds) in the servers' logs; redirects and retries count as requests."""
    clock = VirtualClock()
    rng = random.Random(24)
    with Web(clock.now) as web:
        hosts = []
        for number in range(sites):
            routes = {"/": page(), "/moved": redirect("/"), "/bad": reply(500), "/robots.txt": reply(404)}
            hosts.append(web.host(routes, address=f"127.90.{number // 250}.{1 + number % 250}"))
        door = Fetcher(quick(pace=5.0, retries=2), clock.now, clock.sleep, random.Random(5))
        end = clock.now() + timedelta(hours=hours)
        while clock.now() < end:
            for host in rng.sample(hosts, len(hosts)):
                path = rng.choice(["/", "/", "/moved", "/bad", "/missing"])
                try:
                    door.get(host.url(path), robots=rng.random() < 0.5)
                except FetchError:
                    continue
            clock.sleep(rng.uniform(0, every))
        return sum(len(host.requests) for host in hosts), sum(gap < 5.0 for host in hosts for gap in gaps(host))


def test_five_seconds_between_two_requests_to_a_site_sample() -> None:
    requests, bad = violations(sites=12, hours=1, every=600)
    assert requests > 150
    assert bad == 0


@pytest.mark.torture
def test_five_seconds_between_two_requests_of_3000_sites_for_a_day() -> None:
    requests, bad = violations(sites=3000, hours=24, every=3600)
    assert requests > 3000
    assert bad == 0


def test_pace_is_per_host_with_exceptions(web: Web) -> None:
    clock = VirtualClock()
    with Web(clock.now) as timed:
        slow, fast, free = (timed.host(page()) for _ in range(3))
        door = Fetcher(quick(pace=5.0, host_pace={slow.address: 9.0, free.address: 0.0}), clock.now, clock.sleep)
        for _ in range(3):
            for host in (slow, fast, free):
                door.get(host.url())
    assert min(gaps(slow)) >= 9.0
    assert min(gaps(fast)) >= 5.0
    assert clock.slept == pytest.approx(18.0)  # the fast one's pauses pass within the slow one's


def test_a_host_with_and_without_www_is_one_site(web: Web) -> None:
    clock = VirtualClock()
    with Web(clock.now) as timed:
        host = timed.host(page())
        door = Fetcher(
            quick(pace=5.0, allow_private=False), clock.now, clock.sleep,
            resolve=lambda name, port: ["93.184.216.34"], sockets=Sockets({"93.184.216.34": host}),
        )  # fmt: skip
        door.get("http://www.city.example/")
        door.get("http://city.example/")
    assert gaps(host) == [5.0]


class Counting:
    """Answers after a while and notes how many were being answered at once."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.lock = threading.Lock()

    def __call__(self, connection: Connection, request: Request) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        connection.pause(0.02)
        with self.lock:  # before the answer: the client may come again before this thread ends
            self.now -= 1
        connection.send(page())


def test_one_request_in_flight_per_host(web: Web) -> None:
    counts = [Counting() for _ in range(3)]
    hosts = [web.host(count) for count in counts]
    door = fetcher()
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda n: door.get(hosts[n % 3].url(f"/{n}")), range(36)))
    assert [count.most for count in counts] == [1, 1, 1]
    assert sum(len(host.requests) for host in hosts) == 36


def test_a_slow_host_does_not_hold_up_another(web: Web) -> None:
    release = threading.Event()

    def waiting(connection: Connection, request: Request) -> None:
        release.wait(10)
        connection.send(page())

    slow, fast = web.host(waiting), web.host(page())
    door = fetcher()
    with ThreadPoolExecutor(4) as pool:
        held = [pool.submit(door.get, slow.url()) for _ in range(2)]
        assert isinstance(pool.submit(door.get, fast.url()).result(10), Page)
        assert not any(future.done() for future in held)
        release.set()
        assert all(isinstance(future.result(10), Page) for future in held)


def test_many_sites_on_one_address_are_kept_within_bounds() -> None:
    """A loose cap: four in flight, a fifth of the site's pause between two starts."""
    clock = VirtualClock()
    with Web(clock.now) as web:
        host = web.host(page())
        door = Fetcher(
            quick(pace=5.0, allow_private=False), clock.now, clock.sleep,
            resolve=lambda name, port: ["93.184.216.34"], sockets=Sockets({"93.184.216.34": host}),
        )  # fmt: skip
        for number in range(10):
            door.get(f"http://site{number}.example/")
    assert set(gaps(host)) == {1.0}


def test_at_most_four_in_flight_to_one_address(web: Web) -> None:
    count = Counting()
    host = web.host(count)
    door = Fetcher(
        quick(allow_private=False),
        resolve=lambda name, port: ["93.184.216.34"],
        sockets=Sockets({"93.184.216.34": host}),
    )
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: door.get(f"http://site{n}.example/"), range(24)))
    assert count.most <= 4
    assert len(host.requests) == 24


@pytest.mark.parametrize("jump", [timedelta(hours=-3), timedelta(days=-400), timedelta(hours=5)])
def test_a_clock_that_is_set_costs_one_pause_at_most(jump: timedelta) -> None:
    now = [NOW]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += timedelta(seconds=seconds)

    pace = Pace(lambda: now[0], sleep)
    with pace.turn("a.example", 5.0):
        pass
    now[0] += jump
    with pace.turn("a.example", 5.0):
        pass
    assert sum(slept) <= 15.0
    before = sum(slept)
    with pace.turn("a.example", 5.0):
        pass
    assert sum(slept) - before == pytest.approx(5.0)


def test_forgotten_hosts_do_not_pile_up() -> None:
    clock = VirtualClock()
    pace = Pace(clock.now, clock.sleep)
    for number in range(20_000):
        with pace.turn(f"{number}.example", 0.0):
            clock.sleep(1.0)
    assert len(pace._lanes) <= 4_100


# --- promise 25: conditional requests ---------------------------------------------------------------------------------


def test_a_static_feed_is_sent_once() -> None:
    """Requests without a condition: one; all others answered 304; bytes saved well over 90 %."""
    body = "<rss>" + "новини " * 2000 + "</rss>"

    def feed(connection: Connection, request: Request) -> None:
        if request.header("If-None-Match") == "\"кома, 'v1'\"".encode().decode("latin-1"):
            connection.send(reply(304, headers={"ETag": "\"кома, 'v1'\"".encode().decode("latin-1")}))
        else:
            connection.send(reply(200, body.encode(), {"ETag": "\"кома, 'v1'\"".encode().decode("latin-1")}))

    with Web() as web:
        host = web.host(feed)
        door = fetcher()
        known: Validators | None = None
        results = []
        for _ in range(100):
            found = door.get(host.url(), validators=known)
            results.append(type(found))
            known = found.validators if isinstance(found, Page) else known
    assert results == [Page] + [Unchanged] * 99
    assert sum(request.header("If-None-Match") is None for request in host.requests) == 1


@given(
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), min_size=1).map(str.strip)
)
def test_validators_are_opaque(value: str) -> None:
    sent = conditions(Validators(etag=value or None, last_modified=value or None))
    assert sent == ({"If-None-Match": value, "If-Modified-Since": value} if value else {})


@given(st.text(max_size=50))
def test_no_stored_text_makes_two_headers(value: str) -> None:
    for text in conditions(Validators(etag=value, last_modified=value)).values():
        assert not set(text) & set("\r\n\x00")


@pytest.mark.parametrize(
    ("sent", "known", "same"),
    [('"a"', '"a"', True), ('"a"', '"b"', False), ('W/"a"', 'W/"a"', False), ("a", "a", False), ("", None, False)],
)
def test_same_strong_etag(sent: str, known: str | None, same: bool) -> None:
    assert same_strong_etag({"etag": sent}, Validators(etag=known)) is same
    assert same_strong_etag({"etag": sent}, None) is False


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": "public, MAX-AGE = 60, must-revalidate"}, 60),
        ({"cache-control": 'max-age="60"'}, 60),
        ({"cache-control": "s-maxage=9"}, None),
        ({"cache-control": "x-max-age=9"}, None),
        ({"cache-control": "max-age=-5"}, None),
        ({"cache-control": "no-cache, max-age=60"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "max-age=600", "age": "500"}, 100),
        ({"cache-control": "max-age=600", "age": "900"}, 0),
        ({"cache-control": "max-age=99999999999999999"}, 31_536_000),
        ({"cache-control": "max-age=60", "expires": "Sun, 22 Nov 2026 07:00:00 GMT"}, 60),
        ({"expires": "Sun, 22 Nov 2026 07:00:00 GMT"}, 3600),
        ({"expires": "Sun, 22 Nov 2026 07:00:00 GMT", "date": "Sun, 22 Nov 2026 06:50:00 GMT"}, 600),
        ({"expires": "0"}, 0),
        ({"expires": "-1"}, 0),
        ({"expires": "Thu, 19 Nov 1981 08:52:00 GMT"}, 0),
    ],
)
def test_freshness(headers: dict[str, str], seconds: int | None) -> None:
    assert max_age(headers, NOW) == seconds


# --- promise 26: being told to wait -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 0),
        ("1.5", 2),
        ("86400", 86400),
        ("9999999", 86400),
        ("9" * 40, 86400),
        ("Sun, 22 Nov 2026 06:02:00 GMT", 120),
        ("Sunday, 22-Nov-26 06:02:00 GMT", 120),
        ("Sun Nov 22 06:02:00 2026", 120),
        ("Sun, 22 Nov 2026 08:02:00 +0200", 120),
        ("Sun, 22 Nov 2099 06:02:00 GMT", 86400),
        ("Sun, 22 Nov 2020 06:02:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("Sun, 99 Nov 2026 06:02:00 GMT", None),
    ],
)
def test_retry_after(value: str, seconds: int | None) -> None:
    found = retry_after({"retry-after": value}, NOW)
    assert (None if found is None else found.total_seconds()) == seconds


@given(st.text(max_size=60))
def test_dates_and_waits_are_total(value: str) -> None:
    http_date(value)
    found = retry_after({"retry-after": value}, NOW)
    assert found is None or timedelta() <= found <= timedelta(hours=24)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("as_date", [True, False])
def test_the_wait_is_told_and_kept(status: int, as_date: bool) -> None:
    clock = VirtualClock()
    with Web(clock.now) as web:
        until = clock.now() + timedelta(seconds=600)
        value = format_datetime(until, usegmt=True) if as_date else "600"
        host = web.host(reply(status, headers={"Retry-After": value}))
        door = Fetcher(quick(retries=2), clock.now, clock.sleep, random.Random(7))
        with pytest.raises(FetchError) as caught:
            door.get(host.url("/a"))
        assert caught.value.kind == "busy"
        retry_at = caught.value.retry_at
        assert retry_at is not None
        assert until <= retry_at <= until + timedelta(seconds=61)  # later, never earlier
        with pytest.raises(FetchError) as again:
            door.get(host.url("/b"))  # another page of the same host
        assert again.value.retry_at == retry_at
        assert len(host.requests) == 1
        clock.sleep((retry_at - clock.now()).total_seconds())
        host.script = web.host(page()).script
        assert isinstance(door.get(host.url("/a")), Page)


def test_a_wait_without_a_time_and_a_wait_of_years() -> None:
    clock = VirtualClock()
    with Web(clock.now) as web:
        for headers, least, most in (({}, 900, 1000), ({"Retry-After": "999999999"}, 86400, 86400)):
            with pytest.raises(FetchError) as caught:
                fetcher(clock).get(web.host(reply(429, headers=headers)).url())
            assert caught.value.retry_at is not None
            assert least <= (caught.value.retry_at - clock.now()).total_seconds() <= most


def early_requests(restarts: int) -> tuple[int, int]:
    """(requests, those before the time the server named), a new fetcher for each visit."""
    clock = VirtualClock()
    rng = random.Random(26)
    named: dict[str, datetime] = {}
    early = asked = 0
    with Web(clock.now) as web:
        hosts: list[Host] = []

        def busy(connection: Connection, request: Request) -> None:
            nonlocal early, asked
            asked += 1
            address = request.header("Host") or ""
            early += address in named and request.at < named[address]
            wait = rng.randrange(1, 3600)
            named[address] = request.at + timedelta(seconds=wait)
            connection.send(reply(rng.choice([429, 503]), headers={"Retry-After": str(wait)}))

        hosts = [web.host(busy) for _ in range(5)]
        stored: dict[str, datetime] = {}  # what the database keeps over a restart
        for _ in range(restarts):
            door = Fetcher(quick(), clock.now, clock.sleep, rng)
            for url, until in stored.items():
                door.hold(url, until)
            host = rng.choice(hosts)
            try:
                door.get(host.url())
            except FetchError as error:
                assert error.kind == "busy"  # noqa: PT017
                assert error.retry_at is not None  # noqa: PT017
                stored[host.url()] = error.retry_at
            clock.sleep(rng.uniform(0, 600))
    return asked, early


def test_no_early_request_over_restarts_sample() -> None:
    asked, early = early_requests(150)
    assert asked > 10
    assert early == 0


@pytest.mark.torture
def test_no_early_request_over_1000_restarts() -> None:
    asked, early = early_requests(1000)
    assert asked > 100
    assert early == 0


def test_waits_are_jittered() -> None:
    clock = VirtualClock()
    found = defaultdict(int)
    with Web(clock.now) as web:
        host = web.host(reply(429, headers={"Retry-After": "600"}))
        for seed in range(20):
            with pytest.raises(FetchError) as caught:
                Fetcher(quick(), clock.now, clock.sleep, random.Random(seed)).get(host.url())
            found[caught.value.retry_at] += 1
    assert len(found) > 15
