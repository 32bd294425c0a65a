"""Does this machine's clock agree with the Date headers of sources that answer? One question a site, a few sites."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from statistics import median

from monitor import __version__
from monitor.doctor.finding import Finding
from monitor.errors import FetchError
from monitor.fetch.network import Deadline, system_sockets
from monitor.fetch.resolve import Guard
from monitor.fetch.target import Target
from monitor.fetch.wire import exchange, tls_context

ASKED = 5  # sites: the middle one of five is right even where two have a wrong clock themselves
NOTED = timedelta(minutes=2)  # answers are whole seconds and may come late; NTP holds a machine within one
LARGEST = 512 * 1024  # bytes of a robots.txt; the answer is left before its text
WRONG = timedelta(minutes=10)  # a brief of 08:30 would be built and sent at another time


def against_the_web(
    targets: Sequence[Target], guard: Guard, trust: ssl.SSLContext | None, timeout: float
) -> Finding | None:
    """None where no site says what time it is: that they do not answer is told by other checks."""

    def apart(target: Target) -> timedelta | None:
        try:
            said = _told(target, guard, trust, timeout)
        except (FetchError, KeyError, ValueError, TypeError, IndexError):  # no answer, no Date, no date
            return None
        return datetime.now(UTC) - said

    with ThreadPoolExecutor(ASKED) as pool:
        found = [one for one in pool.map(apart, targets[:ASKED]) if one is not None]
    return judged(found) if found else None


def judged(found: Sequence[timedelta]) -> Finding:
    """`found`: how far this clock is ahead of each site's (at least one)."""
    middle = timedelta(seconds=median(one.total_seconds() for one in found))
    sites = f"{len(found)} site{'' if len(found) == 1 else 's'}"
    if abs(middle) <= NOTED:
        return Finding(check="time", state="ok", text=f"the clock agrees with {sites}")
    way = "ahead of" if middle > timedelta() else "behind"
    text = f"the clock is {_length(abs(middle))} {way} that of {sites}"
    return Finding(
        check="time", state="failed" if abs(middle) > WRONG else "warning", text=text, todo="set the clock (NTP)"
    )


def _length(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{round(minutes / 60)} hours" if minutes < 48 * 60 else f"{round(minutes / 60 / 24)} days"


def _told(target: Target, guard: Guard, trust: ssl.SSLContext | None, timeout: float) -> datetime:
    """The site's Date, beside its robots.txt: what any honest robot may ask. The text itself is not read."""
    deadline = Deadline(timeout)
    with exchange(
        replace(target, path="/robots.txt"),
        guard.check(target, deadline.left()),
        {"User-Agent": f"ohliad/{__version__}"},
        deadline=deadline,
        timeout_connect=timeout,
        max_bytes=LARGEST,
        tls=trust or tls_context(),
        sockets=system_sockets(),
    ) as answer:
        said = parsedate_to_datetime(answer.headers["date"])
    return said if said.tzinfo else said.replace(tzinfo=UTC)
