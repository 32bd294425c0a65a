"""A final reply as a Page, or as the FetchError that says what it was instead. Sends nothing."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from monitor.errors import FetchError
from monitor.fetch import body, headers
from monitor.fetch.challenge import challenge
from monitor.fetch.target import Target
from monitor.fetch.wire import Reply
from monitor.model import Page

_ERROR_BYTES = 64 * 1024  # of an error page, read to tell a challenge from a refusal
_UNSAID_WAIT = timedelta(minutes=15)  # after a 429 that does not say how long


def page(url: str, target: Target, reply: Reply, *, max_bytes: int, now: datetime, rng: random.Random) -> Page:
    """The page in a reply that is neither a redirect nor "not modified".

    Raises FetchError: blocked, gone, busy, status, and those of reading a body.
    """
    encoding = reply.headers.get("content-encoding", "")
    if not 200 <= reply.status < 300:
        raise _refusal(target, reply, body.read_some(reply.body, encoding, _ERROR_BYTES, target.url), now, rng)
    if reply.status == 206:
        raise FetchError(target.url, "truncated", f"{target.url}: only a part was sent.", status=206)
    content = body.read(reply.body, encoding, max_bytes, target.url)
    if guard := challenge(reply.status, reply.headers, content):
        raise _blocked(target, reply.status, guard)
    return Page(
        url=url,
        final_url=target.url,
        status=reply.status,
        content_type=reply.headers.get("content-type", ""),
        content=content,
        fetched=now,
        validators=headers.validators(reply.headers),
        max_age=headers.max_age(reply.headers, now),
    )


def _blocked(target: Target, status: int, guard: str) -> FetchError:
    message = f"{target.host} shows a challenge page ({guard}) instead of the page."
    return FetchError(target.url, "blocked", message, status=status, detail="challenge")


def _refusal(target: Target, reply: Reply, content: bytes, now: datetime, rng: random.Random) -> FetchError:
    status = reply.status
    wait = headers.retry_after(reply.headers, now) if status in (429, 503) else None
    if guard := challenge(status, reply.headers, content):
        return _blocked(target, status, guard)
    if status == 429 or (status == 503 and wait is not None):
        until = now + _jittered(_UNSAID_WAIT if wait is None else wait, rng)
        message = f"{target.host} asks to wait until {until:%Y-%m-%d %H:%M:%S} UTC (status {status})."
        return FetchError(target.url, "busy", message, status=status, retry_at=until)
    if status in (401, 403, 407, 451):
        return FetchError(target.url, "blocked", f"{target.host} does not let us in (status {status}).", status=status)
    if status in (404, 410):
        return FetchError(target.url, "gone", f"{target.url} is not there (status {status}).", status=status)
    return FetchError(target.url, "status", f"{target.host} answered with status {status}.", status=status)


def _jittered(wait: timedelta, rng: random.Random) -> timedelta:
    """Somewhat later, never earlier, at most 24 hours: many readers told the same time must not return as one."""
    return min(wait + timedelta(seconds=rng.uniform(0.0, min(60.0, 1.0 + wait.total_seconds() / 10))),
               headers.LONGEST_WAIT)  # fmt: skip
