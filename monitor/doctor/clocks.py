"""Does this machine's clock agree with the Date headers of sources that answer? One question a site, a few sites."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from statistics import median

from monitor import __version__
from monitor.doctor.finding import Finding
from monitor.errors import FetchError
from monitor.fetch.resolve import Guard
from monitor.fetch.target import Target

ASKED = 5  # sites: the middle one of five is right even where two have a wrong clock themselves
NOTED = timedelta(minutes=2)  # answers are whole seconds and may come late; NTP holds a machine within one
WRONG = timedelta(minutes=10)  # a brief of 08:30 would be built and sent at another time


def against_the_web(
    targets: Sequence[Target], guard: Guard, trust: ssl.SSLContext | None, timeout: float
) -> Finding | None:
    """None where no site says what time it is: that they do not answer is told by other checks."""

    def apart(target: Target) -> timedelta | None:
        try:
            said = _told(target, guard.check(target, timeout)[0], trust, timeout)
        except (FetchError, OSError, http.client.HTTPException, ValueError, TypeError, IndexError):
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


def _told(target: Target, address: str, trust: ssl.SSLContext | None, timeout: float) -> datetime:
    """The site's Date. HEAD, and of robots.txt: what any honest robot may ask."""
    connection = http.client.HTTPConnection(target.host, target.port, timeout=timeout)
    with closing(connection):
        sock = socket.create_connection((address, target.port), timeout)
        connection.sock = sock
        if target.scheme == "https":
            context = trust or ssl.create_default_context()
            connection.sock = context.wrap_socket(sock, server_hostname=target.host)
        headers = {"Host": target.authority, "User-Agent": f"ohliad/{__version__}", "Connection": "close"}
        connection.request("HEAD", "/robots.txt", headers=headers)
        with closing(connection.getresponse()) as answer:
            said = parsedate_to_datetime(answer.headers["Date"])
    return said if said.tzinfo else said.replace(tzinfo=UTC)
