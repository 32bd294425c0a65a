"""robots.txt by RFC 9309: what a site forbids to crawlers. Fetches only through the function it is given.

4xx means no rules; 5xx and silence mean everything is forbidden; five redirects are followed; at least 500 KiB are
read; an answer is kept for at most 24 hours.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from monitor.errors import FetchError
from monitor.fetch.robots_groups import product, rules_for
from monitor.fetch.target import Target, parse

MAX_BYTES = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB
MAX_REQUESTS = 6  # the first and five redirects
_KEPT = timedelta(hours=24)  # RFC 9309, 2.4
_KEPT_SILENT = timedelta(hours=1)  # a site whose robots.txt fails is asked again sooner
_SLOWEST_DELAY = 60.0  # seconds of Crawl-delay obeyed; larger values are mistakes or refusals meant for others
_CACHE = 2_048  # origins


@dataclass(frozen=True, slots=True)
class RobotsReply:
    """What came for a robots.txt: the last status, and the first bytes of the body when it was 2xx."""

    status: int
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class _Rules:
    until: datetime
    parsed: Protego | None  # None: everything is forbidden


class Robots:
    """Verdicts for one user agent; thread-safe."""

    def __init__(self, user_agent: str, fetch: Callable[[Target], RobotsReply], clock: Callable[[], datetime]) -> None:
        self._agent = product(user_agent)
        self._fetch, self._clock = fetch, clock
        self._lock = threading.Lock()
        self._known: dict[str, _Rules] = {}
        self._asking: dict[str, threading.Lock] = {}  # per origin: one request for its file, however many ask

    def check(self, target: Target) -> None:
        """Nothing, when the target may be crawled.

        Raises FetchError (robots): its site forbids it, or cannot say (then with `retry_at`).
        """
        rules = self._rules(target)
        if rules.parsed is None:
            raise FetchError(
                target.url,
                "robots",
                f"{target.host} cannot give its robots.txt, so its pages are not fetched.",
                retry_at=rules.until,
                detail="unreachable",
            )
        if not rules.parsed.can_fetch(target.url, "*"):
            raise FetchError(target.url, "robots", f"{target.host} forbids crawlers this page: {target.path[:200]}.")

    def delay(self, target: Target) -> float:
        """Seconds of Crawl-delay of a site already asked, at most 60; 0 when it names none."""
        with self._lock:
            rules = self._known.get(target.origin)
        if rules is None or rules.parsed is None:
            return 0.0
        seconds = rules.parsed.crawl_delay("*")
        return min(max(seconds or 0.0, 0.0), _SLOWEST_DELAY)

    def _rules(self, target: Target) -> _Rules:
        with self._lock:
            asking = self._asking.setdefault(target.origin, threading.Lock())
        with asking:
            now = self._clock()
            with self._lock:
                known = self._known.get(target.origin)
            if known is not None and now < known.until <= now + _KEPT:
                return known
            rules = self._ask(target, now)
            with self._lock:
                if len(self._known) >= _CACHE:
                    self._known.clear()
                    self._asking.clear()
                self._known[target.origin] = rules
            return rules

    def _ask(self, target: Target, now: datetime) -> _Rules:
        try:
            reply = self._fetch(parse(target.origin + "/robots.txt"))
        except FetchError as error:
            if error.kind == "busy":  # asked to wait: says nothing about the rules
                raise
            return _Rules(now + _KEPT_SILENT, None)
        if reply.status >= 500:
            return _Rules(now + _KEPT_SILENT, None)
        content = reply.content if reply.status < 300 else b""
        return _Rules(now + _KEPT, Protego.parse(rules_for(text(content), self._agent)))


def text(content: bytes) -> str:
    """The lines of a robots.txt that were read whole."""
    if len(content) >= MAX_BYTES:
        content = content[: content.rfind(b"\n") + 1]
    return content.decode("utf-8", "replace").removeprefix("\ufeff")
