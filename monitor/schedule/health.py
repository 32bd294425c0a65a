"""/healthz: the heartbeat over HTTP, 200 while all is well and 503 otherwise; /metrics: counts for Prometheus.

Answers nothing else, changes nothing; no word of what was collected stands in either.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from monitor.codec import encode
from monitor.errors import ConfigError, OhliadError
from monitor.schedule.heartbeat import Beat

SECONDS = 10  # for one request: a watchdog asks in milliseconds
LOOPBACK = "127.0.0.1"

Look = Callable[[], tuple[Beat, str]]  # the present beat and what is not well ("" where all is)
Count = Callable[[], str]  # the metrics as they stand; raises OhliadError


def address(text: str) -> tuple[str, int]:
    """«8791» or «0.0.0.0:8791»; without a host the loopback address. Raises ConfigError."""
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or int(port) > 65535:
        raise ConfigError(f"--health {text!r}: write a port as 8791, or host and port as 0.0.0.0:8791")
    return host.strip("[]") or LOOPBACK, int(port)


@contextmanager
def served(at: tuple[str, int], look: Look, count: Count) -> Iterator[int]:
    """Answer while inside; gives the port. Raises ConfigError where the address is taken."""
    try:
        server = ThreadingHTTPServer(at, _handler(look, count))
    except OSError as error:
        raise ConfigError(f"--health {at[0]}:{at[1]}: {error.strerror or error}") from error
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True, name="healthz")
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join(SECONDS)


def _health(look: Look) -> tuple[int, str, bytes]:
    beat, wrong = look()
    content = json.dumps({"well": not wrong, "wrong": wrong, **json.loads(encode(beat))}, ensure_ascii=False)
    return 503 if wrong else 200, "application/json", content.encode()


def _metrics(count: Count) -> tuple[int, str, bytes]:
    try:
        return 200, "text/plain; version=0.0.4", count().encode()
    except OhliadError as error:
        return 503, "text/plain", f"{error}\n".encode()


def _handler(look: Look, count: Count) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = SECONDS
        server_version, sys_version = "ohliad", ""

        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, *, body: bool) -> None:
            path = self.path.partition("?")[0]
            if path not in ("/healthz", "/metrics"):
                self.send_error(404)
                return
            status, kind, content = _health(look) if path == "/healthz" else _metrics(count)
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if body:
                self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            """A watchdog asks every few seconds: not worth a line."""

    return Handler
