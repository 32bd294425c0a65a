"""The address guard: names become addresses here, and only checked addresses leave. Connects to nothing.

Every fetch path passes it before a byte is sent, and the connection goes to the very address that was checked, so a
name that changes its answer between check and use (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from monitor.errors import FetchError
from monitor.fetch.address import Address, is_allowed
from monitor.fetch.target import Target

Resolve = Callable[[str, int], Sequence[str]]

_AT_ONCE = 32  # name look-ups in flight; a system resolver that hangs holds a thread for its own time-out
_SLOWEST = 10.0  # seconds one look-up may take


def system_resolve(host: str, port: int) -> list[str]:
    """The host's addresses in the operating system's order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


class Guard:
    """Turns a target into the addresses it may be fetched from; thread-safe."""

    def __init__(self, *, allow_private: bool, resolve: Resolve = system_resolve) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._slots = threading.BoundedSemaphore(_AT_ONCE)

    def check(self, target: Target, timeout: float) -> tuple[str, ...]:
        """All addresses of the target, each allowed.

        Raises FetchError: refused (one of them is not allowed), network (no such name), timeout.
        """
        addresses = (target.literal,) if target.literal is not None else self._look_up(target, timeout)
        for address in addresses:
            if not is_allowed(address, target.port, allow_private=self._allow_private):
                raise FetchError(
                    target.url,
                    "refused",
                    f"{target.host} is at {address}, port {target.port}: not a public web address, so not fetched.",
                    detail="address",
                )
        return tuple(str(address) for address in addresses)

    def _look_up(self, target: Target, timeout: float) -> tuple[Address, ...]:
        texts = self._bounded(target, min(timeout, _SLOWEST))
        try:
            addresses = tuple(ip_address(text.partition("%")[0]) for text in texts)
        except ValueError as e:
            raise _unknown(target, "the resolver's answer cannot be read") from e
        if not addresses:
            raise _unknown(target, "the name has no address")
        return addresses

    def _bounded(self, target: Target, timeout: float) -> Sequence[str]:
        """The resolver's answer within `timeout` seconds; the thread of a hanging look-up ends on its own."""
        answer: list[Sequence[str] | Exception] = []
        done = threading.Event()

        def work() -> None:
            try:
                answer.append(self._resolve(target.host, target.port))
            except Exception as e:  # noqa: BLE001 - raised again in the caller's thread
                answer.append(e)
            finally:
                self._slots.release()
                done.set()

        if not self._slots.acquire(timeout=timeout):
            raise _slow(target)
        threading.Thread(target=work, name="resolve", daemon=True).start()
        if not done.wait(timeout):
            raise _slow(target)
        found = answer[0]
        if isinstance(found, OSError | UnicodeError):
            raise _unknown(target, "the name is not known") from found
        if isinstance(found, Exception):
            raise found
        return found


def _unknown(target: Target, why: str) -> FetchError:
    return FetchError(target.url, "network", f"{target.host}: {why}.", detail="dns")


def _slow(target: Target) -> FetchError:
    return FetchError(target.url, "timeout", f"{target.host}: the name was not resolved in time.", detail="dns")
