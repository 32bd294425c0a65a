"""One HTTP request and its reply: the only module that imports httpx, so that a move to its successor is one line.

Follows nothing, retries nothing, keeps no cookie and no connection; knows no proxy and no environment.
"""

from __future__ import annotations

import functools
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import certifi
import httpcore
import httpx

from monitor.errors import FetchError
from monitor.fetch.network import Allowance, CheckedBackend, Deadline, Sockets, TooMuchError
from monitor.fetch.target import Target
from monitor.text import clean_line, shorten

# A body in crumbs costs a second of parsing for each 100,000 parts. A server that flushes every line of a large page
# sends some 100,000; one that sends each byte as a chunk of its own is stopped after 5,000.
_MOST_PARTS, _MANY_PARTS, _CRUMB = 100_000, 5_000, 16


@dataclass(frozen=True, slots=True)
class Reply:
    """Status and headers (names in lower case, values byte for byte as Latin-1), then the body as it comes."""

    status: int
    headers: Mapping[str, str]
    body: Iterator[bytes]


class _CheckedTransport(httpx.HTTPTransport):
    """httpx's transport over a pool of our making; a test pins that httpx still asks this pool."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool


@functools.cache  # reading the certificates takes 0.1 s
def tls_context() -> ssl.SSLContext:
    """Certificates of the operating system and of certifi; names and dates are checked."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


@contextmanager
def exchange(
    target: Target,
    addresses: tuple[str, ...],
    headers: Mapping[str, str],
    *,
    deadline: Deadline,
    timeout_connect: float,
    max_bytes: int,
    tls: ssl.SSLContext,
    sockets: Sockets,
) -> Iterator[Reply]:
    """Send one GET to the checked addresses; the connection is closed on leaving.

    Raises FetchError: network, timeout, too-large; while the body is read also truncated.
    """
    allowance = Allowance()
    backend = CheckedBackend(
        target.host,
        target.port,
        addresses,
        deadline=deadline,
        timeout=timeout_connect,
        allowance=allowance,
        sockets=sockets,
    )
    pool = httpcore.ConnectionPool(
        ssl_context=tls, max_connections=1, max_keepalive_connections=0, http2=False, network_backend=backend
    )
    raw = [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in headers.items()]
    request = httpx.Request(
        "GET",
        httpx.URL(scheme=target.scheme, host=target.host, port=target.port),
        headers=[(b"Host", target.authority.encode("ascii")), *raw, (b"Connection", b"close")],
        extensions={"target": target.path.encode("ascii")},
    )
    with _CheckedTransport(pool) as transport:
        with _told(target):
            response = transport.handle_request(request)
        allowance.grant_body(max_bytes)
        try:
            yield Reply(response.status_code, _headers(response), _body(target, response))
        finally:
            with _told(target):
                response.close()


def _headers(response: httpx.Response) -> dict[str, str]:
    found: dict[str, str] = {}
    for raw_name, raw_value in response.headers.raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _body(target: Target, response: httpx.Response) -> Iterator[bytes]:
    stream = response.stream
    assert isinstance(stream, httpx.SyncByteStream)
    with _told(target, within_body=True):
        size = 0
        for count, part in enumerate(stream):
            size += len(part)
            if count > _MOST_PARTS or (count > _MANY_PARTS and size < count * _CRUMB):
                raise TooMuchError
            yield part


@contextmanager
def _told(target: Target, *, within_body: bool = False) -> Iterator[None]:
    """httpx's errors as ours, told in one sentence."""
    try:
        yield
    except httpx.ConnectTimeout as e:
        raise FetchError(target.url, "timeout", f"{target.host} cannot be reached in time.", detail="connect") from e
    except httpx.TimeoutException as e:
        raise FetchError(target.url, "timeout", f"{target.host} did not answer in full in time.") from e
    except TooMuchError as e:
        raise FetchError(target.url, "too-large", f"{target.host} sends more than is accepted.") from e
    except httpx.ConnectError as e:
        raise _unconnected(target, e) from e
    except httpx.TransportError as e:
        if within_body:
            raise FetchError(target.url, "truncated", f"{target.host} broke off in the middle ({_line(e)}).") from e
        detail = "garbled" if isinstance(e, httpx.LocalProtocolError) else "reset"
        raise FetchError(
            target.url, "network", f"{target.host} gave no proper answer ({_line(e)}).", detail=detail
        ) from e


def _unconnected(target: Target, error: BaseException) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            why = getattr(cause, "verify_message", "") or cause.reason or "TLS failure"
            return FetchError(
                target.url, "network", f"{target.host}: no safe connection, the certificate or TLS is wrong ({why}).",
                detail="tls",
            )  # fmt: skip
        cause = cause.__cause__ or cause.__context__
    return FetchError(
        target.url, "network", f"{target.host} refuses the connection ({_line(error)}).", detail="connect"
    )


def _line(error: BaseException) -> str:
    """What a library says, which may quote the server: one short line."""
    return shorten(clean_line(str(error)), 160)
