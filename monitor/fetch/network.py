"""The sockets under one request: they go only to the checked addresses and end at the request's deadline.

Refuses to resolve names, to connect anywhere else, and to read more than the request may cost.
"""

from __future__ import annotations

import ssl
import time
import typing
from collections.abc import Iterable

import httpcore

_TRIES = 4  # addresses of one host that are tried
_HEAD_BYTES = 256 * 1024  # on the wire before the body begins: the parser takes 100 KiB of headers, we some more
_OVERHEAD = 1024 * 1024  # on the wire beside the body: chunk sizes, trailers


Sockets = httpcore.NetworkBackend  # what connects; tests put one here that leads public addresses to loopback


def system_sockets() -> Sockets:
    """The operating system's sockets."""
    return httpcore.SyncBackend()


class Deadline:
    """Seconds of real time one request has, from now."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, possibly negative."""
        return self._ends - time.monotonic()


class TooMuchError(Exception):
    """The server sent more bytes than one request may cost."""


class Allowance:
    """Bytes that may still be read from the wire: little before the body, its size and some more after."""

    def __init__(self) -> None:
        self._left = _HEAD_BYTES

    def grant_body(self, max_bytes: int) -> None:
        self._left = max_bytes + _OVERHEAD

    def spend(self, count: int) -> None:
        """Raises TooMuchError."""
        self._left -= count
        if self._left < 0:
            raise TooMuchError


class TimedStream(httpcore.NetworkStream):
    """A stream whose every operation shares one deadline, so that a drip of single bytes ends too."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline, allowance: Allowance) -> None:
        self._inner, self._deadline, self._allowance = inner, deadline, allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(max_bytes, self._time(timeout, httpcore.ReadTimeout))
        self._allowance.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._time(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = self._time(timeout, httpcore.ConnectTimeout)
        inner = self._inner.start_tls(ssl_context, server_hostname, seconds)
        return TimedStream(inner, self._deadline, self._allowance)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._inner.get_extra_info(info)

    def _time(self, timeout: float | None, error: type[Exception]) -> float:
        left = self._deadline.left()
        if left <= 0:
            raise error("the deadline of the request has passed")
        return left if timeout is None else min(timeout, left)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to the checked addresses of one host, in order, and to nothing else."""

    def __init__(
        self,
        host: str,
        port: int,
        addresses: tuple[str, ...],
        *,
        deadline: Deadline,
        timeout: float,
        allowance: Allowance,
        sockets: Sockets,
    ) -> None:
        self._host, self._port, self._addresses = host, port, addresses
        self._deadline, self._timeout, self._allowance = deadline, timeout, allowance
        self._inner = sockets

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - ours is bound to the deadline
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        if (host.strip("[]"), port) != (self._host, self._port):
            raise httpcore.ConnectError(f"{host}:{port} was not checked")
        last: Exception = httpcore.ConnectError("no address to connect to")
        for address in self._addresses[:_TRIES]:
            seconds = min(self._timeout, self._deadline.left())
            if seconds <= 0:
                raise httpcore.ConnectTimeout("the deadline of the request has passed")
            try:
                stream = self._inner.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as e:
                last = e
                continue
            return TimedStream(stream, self._deadline, self._allowance)
        raise last

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError(f"{path} (timeout {timeout}, {socket_options}): sockets of the machine are not web")
