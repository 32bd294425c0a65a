"""The city's web on the loopback address: every outlet on an address of its own, as it stood at a virtual instant.

Serves what `site` makes and nothing else; knows nothing of collecting.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from monitor.demo import city as cities
from monitor.demo import site as sites
from monitor.demo.city import City, Published
from monitor.demo.site import Reply

PORT = 8717  # free on most machines; another is taken where it is not


@dataclass(slots=True)
class Web:
    """The running servers; `now` is what their clocks say."""

    city: City
    now: datetime
    bases: dict[str, str] = field(default_factory=dict)  # outlet -> http://127.…:port

    def site(self, outlet: Published) -> Mapping[str, Reply]:
        return _site(outlet.id, self.now, self.bases[outlet.id])


@lru_cache(64)
def _site(outlet: str, now: datetime, base: str) -> Mapping[str, Reply]:
    city = cities.load()
    found = next(item for item in city.outlets if item.id == outlet)
    return sites.site(city, found, now, base)


@contextmanager
def serve(city: City, now: datetime) -> Iterator[Web]:
    """Every outlet listens until the end of the block; a dead one has an address where nobody does."""
    web = Web(city, now)
    servers = []
    try:
        for outlet in city.outlets:
            server = _bound(web, outlet)
            host, port = str(server.server_address[0]), int(server.server_address[1])
            web.bases[outlet.id] = f"http://{host}:{port}"
            if outlet.condition == "dead":
                server.server_close()
                continue
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            servers.append(server)
        yield web
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def _bound(web: Web, outlet: Published) -> _Server:
    """On its own address where the system has the whole of 127/8, else on 127.0.0.1 with a port of its own."""
    handler = type("Handler", (_Handler,), {"web": web, "outlet": outlet})
    for address in ((outlet.host, PORT), (outlet.host, 0)):
        with suppress(OSError):
            return _Server(address, handler)
    return _Server(("127.0.0.1", 0), handler)


class _Handler(BaseHTTPRequestHandler):
    web: Web
    outlet: Published
    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_GET(self) -> None:
        reply = find(self.web.site(self.outlet), self.path)
        tag = '"' + blake2b(reply.body, digest_size=8).hexdigest() + '"'
        same = reply.status == 200 and self.headers.get("If-None-Match") == tag
        self.send_response(304 if same else reply.status)
        self.send_header("ETag", tag)
        if reply.modified:
            self.send_header("Last-Modified", format_datetime(reply.modified.astimezone(UTC), usegmt=True))
        if not same:
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        if not same:
            self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """The servers are silent: the run's own table says what happened."""


def find(pages: Mapping[str, Reply], path: str) -> Reply:
    """The page at this path; a query the site does not know changes nothing, as on real sites."""
    missing = Reply(status=404, content_type="text/html; charset=utf-8", body=b"<h1>404</h1>")
    return pages.get(path) or pages.get(path.partition("?")[0]) or missing
