"""One call for every fetch of the program: guard, robots, pace, redirects, retries and limits in their order.

Decides no schedule and stores nothing; remembers only pace, robots.txt and who asked to wait.
"""

from __future__ import annotations

import random
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from monitor.errors import FetchError
from monitor.fetch import answer, body, headers
from monitor.fetch.network import Deadline, Sockets, system_sockets
from monitor.fetch.pace import Clock, Pace, Sleep
from monitor.fetch.resolve import Guard, Resolve, system_resolve
from monitor.fetch.robots import MAX_BYTES, MAX_REQUESTS, Robots, RobotsReply
from monitor.fetch.settings import FetchSettings
from monitor.fetch.target import Target, join, parse, without_credentials
from monitor.fetch.wire import Reply, exchange, tls_context
from monitor.model import Page, Unchanged, Validators

_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"
_LANGUAGES = "uk,ru;q=0.8,en;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REMEMBERED = 4_096  # hosts that asked to wait
_LONGEST_BACK_OFF = 10.0


def _utc_now() -> datetime:
    return datetime.now(UTC)


class _Budget:
    """Network seconds left for one get, over all its requests; waiting for one's turn is not counted."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    @contextmanager
    def spend(self, url: str) -> Iterator[Deadline]:
        if self.left <= 0:
            raise FetchError(url, "timeout", f"{url} did not answer in full in time.")
        started = time.monotonic()
        try:
            yield Deadline(self.left)
        finally:
            self.left -= time.monotonic() - started


class Fetcher:
    """The door. Thread-safe; made once for a run and shared by its threads."""

    def __init__(
        self,
        settings: FetchSettings,
        clock: Clock = _utc_now,
        sleep: Sleep = time.sleep,
        rng: random.Random | None = None,
        *,
        resolve: Resolve = system_resolve,
        tls: ssl.SSLContext | None = None,
        sockets: Sockets | None = None,
    ) -> None:
        self._settings, self._clock, self._sleep = settings, clock, sleep
        self._rng = rng or random.Random()  # noqa: S311 - jitter, not secrets
        self._tls = tls or tls_context()
        self._sockets = sockets or system_sockets()
        self._guard = Guard(allow_private=settings.allow_private, resolve=resolve)
        self._pace = Pace(clock, sleep)
        self._robots = Robots(settings.user_agent, self._robots_txt, clock)
        self._held: dict[str, datetime] = {}
        self._lock = threading.Lock()
        self._closed = False

    def get(self, url: str, *, validators: Validators | None = None, robots: bool = False) -> Page | Unchanged:
        """The page at a URL, whole and decoded from its content encoding; or word that it has not changed.

        `robots`: the URL was found by crawling, so the site's robots.txt is asked first.
        Raises FetchError, of every kind.
        """
        if self._closed:
            raise RuntimeError("the fetcher is closed")
        target = parse(url)
        budget = _Budget(self._settings.timeout_total)
        for attempt in range(self._settings.retries + 1):
            try:
                return self._follow(url, target, validators, robots, budget)
            except FetchError as error:
                if not self._worth_another(error, attempt, budget):
                    raise
            self._sleep(min(_LONGEST_BACK_OFF, 2.0**attempt) * self._rng.uniform(0.5, 1.0))
        raise AssertionError("unreachable: the last attempt returns or raises")

    def hold(self, url: str, until: datetime) -> None:
        """Ask nothing of this URL's host before `until`, at most 24 hours: a Retry-After known from an earlier run."""
        self._hold(parse(url), until)

    def close(self) -> None:
        """No further fetch is possible. Nothing is kept open between fetches, so nothing else ends here."""
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- one attempt ---------------------------------------------------------------------------------------------

    def _follow(
        self, url: str, target: Target, known: Validators | None, robots: bool, budget: _Budget
    ) -> Page | Unchanged:
        seen = {target.url}
        for _ in range(self._settings.max_redirects):
            if robots:
                self._robots.check(target)
            result = self._once(url, target, known, budget)
            if not isinstance(result, Target):
                return result
            if result.url in seen:
                raise FetchError(target.url, "redirect", f"{target.url} redirects in a circle.")
            seen.add(result.url)
            target = result
        raise FetchError(
            target.url, "redirect", f"{without_credentials(url)} redirects more than {len(seen) - 1} times."
        )

    def _once(self, url: str, target: Target, known: Validators | None, budget: _Budget) -> Page | Unchanged | Target:
        sent = {
            "User-Agent": self._settings.user_agent,
            "Accept": _ACCEPT,
            "Accept-Language": _LANGUAGES,
            "Accept-Encoding": body.ACCEPTED,
            **headers.conditions(known),
        }
        with self._asked(target, sent, budget) as reply:
            if reply.status in _REDIRECTS and "location" in reply.headers:
                return join(target, location(reply))
            now = self._clock()
            if reply.status == 304 and known is not None:
                return Unchanged(url=url, fetched=now)
            if reply.status == 200 and headers.same_strong_etag(reply.headers, known):
                return Unchanged(url=url, fetched=now)
            try:
                return answer.page(url, target, reply, max_bytes=self._settings.max_bytes, now=now, rng=self._rng)
            except FetchError as error:
                if error.kind == "busy" and error.retry_at is not None:
                    self._hold(target, error.retry_at)
                raise

    @contextmanager
    def _asked(self, target: Target, sent: dict[str, str], budget: _Budget) -> Iterator[Reply]:
        """One request in its turn, to addresses checked just before."""
        self._refuse_held(target)
        gap = self._gap(target)
        with self._pace.turn(target.site, gap):
            self._refuse_held(target)
            with budget.spend(target.url) as deadline:
                addresses = self._guard.check(target, deadline.left())
            with (
                self._pace.address(addresses[0], gap),
                budget.spend(target.url) as deadline,
                exchange(
                    target,
                    addresses,
                    sent,
                    deadline=deadline,
                    timeout_connect=self._settings.timeout_connect,
                    max_bytes=self._settings.max_bytes,
                    tls=self._tls,
                    sockets=self._sockets,
                ) as reply,
            ):
                yield reply

    def _gap(self, target: Target) -> float:
        chosen = self._settings.host_pace
        pace = chosen.get(target.host, chosen.get(target.site, self._settings.pace))
        return max(pace, self._robots.delay(target))

    def _robots_txt(self, target: Target) -> RobotsReply:
        """The origin's robots.txt over the same guard, pace and limits."""
        budget = _Budget(self._settings.timeout_total)
        sent = {"User-Agent": self._settings.user_agent, "Accept": "text/plain,*/*", "Accept-Encoding": body.ACCEPTED}
        for _ in range(MAX_REQUESTS):
            with self._asked(target, sent, budget) as reply:
                if reply.status in _REDIRECTS and "location" in reply.headers:
                    target = join(target, location(reply))
                    continue
                if not 200 <= reply.status < 300:
                    self._mind_robots_wait(target, reply)
                    return RobotsReply(reply.status)
                encoding = reply.headers.get("content-encoding", "")
                return RobotsReply(reply.status, body.read_head(reply.body, encoding, MAX_BYTES, target.url))
        return RobotsReply(404)  # more than five redirects: may be taken as unavailable (RFC 9309, 2.3.1.2)

    # --- who asked to wait ---------------------------------------------------------------------------------------

    def _mind_robots_wait(self, target: Target, reply: Reply) -> None:
        now = self._clock()
        wait = headers.retry_after(reply.headers, now) if reply.status in (429, 503) else None
        if wait:
            self._hold(target, now + wait)

    def _hold(self, target: Target, until: datetime) -> None:
        now = self._clock()
        until = min(until, now + headers.LONGEST_WAIT)
        with self._lock:
            if len(self._held) >= _REMEMBERED:
                self._held = {site: at for site, at in self._held.items() if at > now}
            self._held[target.site] = max(until, self._held.get(target.site, until))

    def _refuse_held(self, target: Target) -> None:
        with self._lock:
            until = self._held.get(target.site)
        now = self._clock()
        if until is not None and now < until <= now + headers.LONGEST_WAIT:  # beyond: the clock was set back
            message = f"{target.host} asked to be left alone until {until:%Y-%m-%d %H:%M:%S} UTC."
            raise FetchError(target.url, "busy", message, retry_at=until)

    def _worth_another(self, error: FetchError, attempt: int, budget: _Budget) -> bool:
        if attempt >= self._settings.retries or budget.left <= 1.0:
            return False
        if error.kind == "status":
            return attempt == 0 and error.status is not None and error.status >= 500
        if error.kind == "timeout":
            return error.detail == "connect"
        return error.kind == "truncated" or (error.kind == "network" and error.detail == "reset")


def location(reply: Reply) -> str:
    """The Location header as text: its raw bytes are UTF-8 on sites that write Cyrillic there."""
    raw = reply.headers["location"].encode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
