"""A web on the loopback address, good and evil: every host has its own 127.x.y.z, its script, and a log.

A script is a function (connection, request) -> None that writes whatever bytes it likes. Everything waits on one
event, so that the slowest host ends at once when the web is closed.
"""

from __future__ import annotations

import gzip
import selectors
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import httpcore

from monitor.fetch import Fetcher, FetchSettings


@dataclass(frozen=True)
class Request:
    """What a host was asked, and when by its own clock."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    at: datetime

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Connection:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket, stop: threading.Event) -> None:
        self.sock, self._stop = sock, stop

    def send(self, data: bytes) -> None:
        self.sock.sendall(data)

    def pause(self, seconds: float) -> bool:
        """Wait; True when the web is being closed."""
        return self._stop.wait(seconds)

    def reset(self) -> None:
        """Close with RST instead of FIN."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        self.sock.close()


Script = Callable[[Connection, Request], None]
Routes = Mapping[str, "Script | bytes"]


def reply(status: int = 200, body: bytes = b"", headers: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> bytes:
    """A whole, honest response; Content-Length is added unless a header of that name or chunks are given."""
    pairs = list(headers.items() if isinstance(headers, Mapping) else headers)
    names = {name.lower() for name, _ in pairs}
    if not names & {"content-length", "transfer-encoding"}:
        pairs.append(("Content-Length", str(len(body))))
    lines = "".join(f"{name}: {value}\r\n" for name, value in pairs)
    return f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode("latin-1") + body


def page(text: str = "<html><body><p>Привіт</p></body></html>", **headers: str) -> bytes:
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return reply(200, text.encode(), {"Content-Type": "text/html; charset=utf-8", **named})


def redirect(to: str, status: int = 302) -> bytes:
    return reply(status, b"", {"Location": to})


def zipped(body: bytes) -> bytes:
    return reply(200, gzip.compress(body), {"Content-Encoding": "gzip", "Content-Type": "text/html"})


@dataclass
class Host:
    """One server on its own address."""

    address: str
    port: int
    script: Script
    clock: Callable[[], datetime]
    tls: ssl.SSLContext | None = None
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def root(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.address}:{self.port}"

    def url(self, path: str = "/") -> str:
        return self.root + path

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]


class Web:
    """Hosts behind one accepting thread; a context manager that leaves no thread and no socket behind."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._stop = threading.Event()
        self._selector = selectors.DefaultSelector()
        self._wake_read, self._wake_write = socket.socketpair()
        self._selector.register(self._wake_read, selectors.EVENT_READ, None)
        self._threads: set[threading.Thread] = set()
        self._live: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._made = 0
        self._acceptor = threading.Thread(target=self._accept, name="web", daemon=True)

    def __enter__(self) -> Self:
        self._acceptor.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._wake_write.send(b"x")
        self._acceptor.join(10)
        with self._lock:
            live, threads = list(self._live), list(self._threads)
        for sock in live:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(10)
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]
        self._selector.close()
        self._wake_write.close()

    def host(self, script: Script | Routes | bytes, *, tls: ssl.SSLContext | None = None, address: str = "") -> Host:
        """A new host on a fresh address; a mapping answers by path (404 elsewhere), bytes answer everything."""
        self._made += 1
        address = address or f"127.{60 + self._made // 60000}.{self._made // 250 % 240}.{1 + self._made % 250}"
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        listener = socket.create_server((address, 0), family=family, backlog=128)
        host = Host(address, listener.getsockname()[1], _script(script), self._clock, tls)
        self._selector.register(listener, selectors.EVENT_READ, host)
        self._wake_write.send(b"x")
        return host

    def _accept(self) -> None:
        while not self._stop.is_set():
            for key, _ in self._selector.select():
                if key.data is None:
                    self._wake_read.recv(100)
                    continue
                with suppress(OSError):
                    sock, _ = key.fileobj.accept()  # type: ignore[union-attr]
                    thread = threading.Thread(target=self._serve, args=(key.data, sock), daemon=True)
                    with self._lock:
                        self._threads.add(thread)
                        self._live.add(sock)
                    thread.start()

    def _serve(self, host: Host, sock: socket.socket) -> None:
        with host.lock:
            host.connections += 1
        raw = sock
        try:
            if host.tls is not None:
                sock = host.tls.wrap_socket(sock, server_side=True)
            request = _read(sock, host.clock)
            if request is not None:
                with host.lock:
                    host.requests.append(request)
                host.script(Connection(sock, self._stop), request)
        except (OSError, ssl.SSLError):
            pass  # the client left, as it may
        finally:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_WR)
            sock.close()
            with self._lock:
                self._live.discard(raw)
                self._threads.discard(threading.current_thread())


def _script(script: Script | Routes | bytes) -> Script:
    if isinstance(script, bytes):
        return lambda connection, request: connection.send(script)
    if not isinstance(script, Mapping):
        return script
    routes = script

    def by_path(connection: Connection, request: Request) -> None:
        answer = routes.get(request.path, routes.get("*", reply(404)))
        if isinstance(answer, bytes):
            connection.send(answer)
        else:
            answer(connection, request)

    return by_path


def _read(sock: socket.socket, clock: Callable[[], datetime]) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = sock.recv(65536)
        if not chunk or chunk.startswith(b"\x16"):  # the end, or TLS where none is spoken
            return None
        data += chunk
    first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    return Request(method, path, tuple((k, v.strip()) for k, _, v in (line.partition(":") for line in lines)), clock())


# --- evil scripts -----------------------------------------------------------------------------------------------------


def drip(connection: Connection, request: Request) -> None:
    """Promises a long body and sends a byte now and then."""
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while not connection.pause(0.1):
        connection.send(b"x")


def drip_headers(connection: Connection, request: Request) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\n")
    while not connection.pause(0.1):
        connection.send(b"X-Slow: yes\r\n")


def silent(connection: Connection, request: Request) -> None:
    """Takes the request and never answers (half open)."""
    connection.pause(3600)


def endless(connection: Connection, request: Request) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not connection.pause(0):
        connection.send(b"<p>more</p>" * 6000)


def endless_chunks(connection: Connection, request: Request) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not connection.pause(0):
        connection.send(b"1\r\nx\r\n" * 10000)


def endless_headers(connection: Connection, request: Request) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\n")
    while not connection.pause(0):
        connection.send(b"X-More: yes\r\n" * 1000)


def endless_continue(connection: Connection, request: Request) -> None:
    while not connection.pause(0):
        connection.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 500)


def many_headers(connection: Connection, request: Request) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(10_000)) + b"\r\nbody")


def huge_header(connection: Connection, request: Request) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nX-Big: " + b"y" * 1_000_000 + b"\r\nContent-Length: 2\r\n\r\nok")


def hang_up(connection: Connection, request: Request) -> None:
    """Closes without a word."""


def reset(connection: Connection, request: Request) -> None:
    connection.reset()


def garbage(connection: Connection, request: Request) -> None:
    connection.send(bytes(range(256)) * 50)


def cut(answer: bytes, at: int) -> Script:
    """The first `at` bytes of an answer, then the end of the connection."""
    return lambda connection, request: connection.send(answer[:at])


EVIL: tuple[Script, ...] = (
    drip, drip_headers, silent, endless, endless_chunks, endless_headers, endless_continue, huge_header, hang_up,
    reset, garbage,
)  # fmt: skip


# --- the fetcher's side -----------------------------------------------------------------------------------------------


class VirtualClock:
    """Time that passes only when somebody sleeps."""

    def __init__(self, start: datetime = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)) -> None:
        self._now = start
        self._lock = threading.Lock()
        self.slept = 0.0

    def now(self) -> datetime:
        with self._lock:
            return self._now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            assert seconds >= 0
            self._now += timedelta(seconds=seconds)
            self.slept += seconds


class Sockets(httpcore.NetworkBackend):
    """Leads public-looking addresses to loopback hosts and records every connection that is tried."""

    def __init__(self, routes: Mapping[str, Host] | None = None) -> None:
        self._routes = dict(routes or {})
        self._inner = httpcore.SyncBackend()
        self.tried: list[tuple[str, int]] = []

    def connect_tcp(  # type: ignore[no-untyped-def]
        self, host: str, port: int, timeout=None, local_address=None, socket_options=None
    ) -> httpcore.NetworkStream:
        self.tried.append((host, port))
        if host not in self._routes:
            raise httpcore.ConnectError(f"nothing leads to {host}")
        to = self._routes[host]
        return self._inner.connect_tcp(to.address, to.port, timeout, local_address, socket_options)


def quick(**changes: object) -> FetchSettings:
    """Settings for loopback tests: no pause, no retry, a short deadline."""
    chosen: dict[str, object] = {"allow_private": True, "pace": 0.0, "retries": 0, "timeout_total": 20.0}
    return FetchSettings(user_agent="ohliad-tests/1 (press@vyshhorodka.example)", **{**chosen, **changes})  # type: ignore[arg-type]


def fetcher(clock: VirtualClock | None = None, **changes: object) -> Fetcher:
    """A fetcher over `quick` settings; without a clock time is virtual too, so that no back-off takes real time."""
    clock = clock or VirtualClock(datetime.now(UTC))
    return Fetcher(quick(**changes), clock.now, clock.sleep)


def wait_for(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    """True once the condition holds; gives up after `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def certificate(folder: Path, name: str, *, days: int, host: str) -> tuple[Path, Path]:
    """A self-signed certificate and its key made with openssl; negative `days` give one that has expired."""
    cert, key = folder / f"{name}.pem", folder / f"{name}.key"
    now = datetime.now(UTC)
    begin, end = sorted((now - timedelta(days=2), now + timedelta(days=days)))
    if days < 0:
        begin, end = now - timedelta(days=30), now + timedelta(days=days)
    (folder / f"{name}.cnf").write_text(
        "[req]\ndistinguished_name=dn\n[dn]\n[ext]\nbasicConstraints=critical,CA:true\n"
        f"subjectAltName={'IP' if host[0].isdigit() else 'DNS'}:{host}\n[ca]\ndefault_ca=c\n[c]\n"
        f"new_certs_dir={folder}\ndatabase={folder}/{name}.db\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n"
        "x509_extensions=ext\ncopy_extensions=none\n[p]\ncommonName=supplied\n"
    )
    (folder / f"{name}.db").write_text("")
    run = ["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    config = ["-config", str(folder / f"{name}.cnf")]
    request = folder / f"{name}.csr"
    subprocess.run([*run, *config, "-subj", f"/CN={host}", "-keyout", str(key), "-out", str(request)],
                   check=True, capture_output=True)  # fmt: skip
    stamp = "%y%m%d%H%M%SZ"
    subprocess.run(
        ["openssl", "ca", "-batch", "-selfsign", *config, "-keyfile", str(key), "-in", str(request), "-out", str(cert),
         "-notext", "-startdate", begin.strftime(stamp), "-enddate", end.strftime(stamp)],
        check=True, capture_output=True,
    )  # fmt: skip
    return cert, key
