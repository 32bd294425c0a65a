"""Promises 5, 6, 7 and 43: bombs, slow and endless servers, cut bodies, and a network with faults."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import ssl
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from monitor.errors import FetchError
from monitor.fetch import Fetcher, reason_uk
from monitor.fetch.body import read
from monitor.model import Page
from tests import hostile_web as evil
from tests.hostile_web import EVIL, Host, Sockets, Web, cut, fetcher, page, quick, redirect, reply

ROOT = Path(__file__).resolve().parents[1]
MIB = 1024 * 1024


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


def failure(host: Host, path: str = "/", **changes: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher(**changes).get(host.url(path))
    return caught.value


# --- promise 5: bombs -------------------------------------------------------------------------------------------------


def bomb(kind: str, megabytes: int = 200) -> bytes:
    """A small body that unpacks to `megabytes`."""
    maker = zlib.compressobj(9, wbits={"gzip": 31, "deflate": 15, "raw": -15}[kind])
    return b"".join(maker.compress(bytes(MIB)) for _ in range(megabytes)) + maker.flush()


def bombs() -> dict[str, bytes]:
    unzipped = bomb("gzip")
    typed = {"Content-Type": "text/html"}
    return {
        "/gzip": reply(200, unzipped, {**typed, "Content-Encoding": "gzip"}),
        "/deflate": reply(200, bomb("deflate"), {**typed, "Content-Encoding": "deflate"}),
        "/raw": reply(200, bomb("raw"), {**typed, "Content-Encoding": "deflate"}),
        "/members": reply(200, gzip.compress(bytes(MIB)) * 200, {**typed, "Content-Encoding": "gzip"}),
        "/nested": reply(200, gzip.compress(unzipped), {**typed, "Content-Encoding": "gzip, gzip"}),
        "/br": reply(200, unzipped, {**typed, "Content-Encoding": "br"}),
        "/zstd": reply(200, unzipped, {**typed, "Content-Encoding": "zstd"}),
        "/on-error": reply(500, unzipped, {**typed, "Content-Encoding": "gzip"}),
        "/on-refusal": reply(403, unzipped, {**typed, "Content-Encoding": "gzip"}),
        "/on-redirect": reply(302, unzipped, {**typed, "Content-Encoding": "gzip", "Location": "/gzip"}),
        "/robots.txt": reply(200, unzipped, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}),
        "/good": page("good"),
    }


CHILD = """
import json, resource, sys
sys.path.insert(0, sys.argv[1])
from tests.hostile_web import fetcher
from monitor.errors import FetchError
root, paths = sys.argv[2], sys.argv[3].split(",")
door = fetcher()
door.get(root + "/good")
limit = 300 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
said = {}
for path in paths:
    try:
        said[path] = len(door.get(root + path, robots=path == "/good").content)
    except FetchError as error:
        said[path] = error.kind
print(json.dumps([said, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and counted as Linux does")
def test_bombs_in_a_child_with_little_memory(web: Web) -> None:
    routes = bombs()
    host = web.host(routes)
    paths = [path for path in routes if path != "/robots.txt"]
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(ROOT), host.root, ",".join(paths)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    said, grown = json.loads(run.stdout)
    assert said == {
        "/gzip": "too-large", "/deflate": "too-large", "/raw": "too-large", "/members": "too-large",
        "/nested": "encoding", "/br": "encoding", "/zstd": "encoding", "/on-error": "status", "/on-refusal": "blocked",
        "/on-redirect": "too-large", "/good": 4,
    }  # fmt: skip
    assert grown <= 30 * 1024, f"{grown} KiB"  # promise 5: RSS grows by at most 30 MB


@pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False)])
def test_the_limit_is_on_decoded_bytes_exactly(web: Web, size: int, fits: bool) -> None:
    body = random.Random(5).randbytes(size)
    answers = {
        "/plain": reply(200, body),
        "/gzip": reply(200, gzip.compress(body), {"Content-Encoding": "gzip"}),
        "/chunked": reply(200, b"%x\r\n%b\r\n0\r\n\r\n" % (size, body), {"Transfer-Encoding": "chunked"}),
    }
    host = web.host(answers)
    for path in answers:
        if fits:
            found = fetcher(max_bytes=1000).get(host.url(path))
            assert isinstance(found, Page)
            assert found.content == body
        else:
            assert failure(host, path, max_bytes=1000).kind == "too-large"


def test_more_on_the_wire_than_decoded_is_stopped_too() -> None:
    empty = gzip.compress(b"")
    with pytest.raises(FetchError) as caught:
        read(iter([b"\x1f\x8b"]), "gzip", 10, "http://x.example/")
    assert caught.value.kind == "truncated"
    assert read([empty] * 50, "gzip", 10, "http://x.example/") == b""


# --- promise 6: slow and endless --------------------------------------------------------------------------------------

SLOW = {
    evil.drip: {"timeout"},
    evil.drip_headers: {"timeout"},
    evil.silent: {"timeout"},
    evil.endless: {"too-large", "timeout"},
    evil.endless_chunks: {"too-large", "timeout"},
    evil.endless_headers: {"network", "too-large"},
    evil.endless_continue: {"too-large"},
    evil.huge_header: {"network"},
}


@pytest.mark.parametrize(("script", "kinds"), SLOW.items(), ids=[script.__name__ for script in SLOW])
def test_slow_and_endless_servers_end_at_the_deadline(web: Web, script: evil.Script, kinds: set[str]) -> None:
    error = failure(web.host(script), timeout_total=1.5, retries=2)
    assert error.kind in kinds
    assert reason_uk(error)


def test_ten_thousand_headers_do_no_harm(web: Web) -> None:
    host = web.host(evil.many_headers)
    try:
        found = fetcher(timeout_total=10).get(host.url())
    except FetchError as error:
        assert error.kind == "network"  # noqa: PT017 - either is fine
    else:
        assert isinstance(found, Page)
        assert found.content == b"body"


def test_the_deadline_covers_all_redirects_and_retries(web: Web) -> None:
    def slow_redirect(connection: evil.Connection, request: evil.Request) -> None:
        connection.pause(0.4)
        connection.send(redirect(f"/{int(request.path[1:]) + 1}"))

    host = web.host(slow_redirect)
    error = failure(host, "/0", timeout_total=1.0, retries=2)
    assert error.kind == "timeout"
    assert len(host.requests) <= 4


def evil_beside_good(good: int, bad: int, deadline: float) -> tuple[int, int]:
    """(good hosts that answered whole, evil hosts that failed cleanly), all at once over one fetcher."""
    with Web() as web:
        hosts = [web.host(page(f"page {n}")) for n in range(good)]
        enemies = [web.host(EVIL[n % len(EVIL)]) for n in range(bad)]
        door = fetcher(timeout_total=deadline)

        def visit(host: Host) -> str:
            try:
                found = door.get(host.url())
            except FetchError as error:
                return error.kind
            return found.content.decode() if isinstance(found, Page) else "unchanged"

        with ThreadPoolExecutor(bad + 12) as pool:
            bad_said = [pool.submit(visit, host) for host in enemies]
            good_said = [pool.submit(visit, host) for host in hosts]
            return (
                sum(said.result() == f"page {n}" for n, said in enumerate(good_said)),
                sum(said.result() in {"timeout", "network", "too-large"} for said in bad_said),
            )


def test_evil_hosts_do_not_stop_good_ones_sample() -> None:
    assert evil_beside_good(30, 11, 5.0) == (30, 11)


@pytest.mark.torture
def test_twenty_evil_hosts_beside_a_hundred_good_ones() -> None:
    assert evil_beside_good(100, 20, 30.0) == (100, 20)


# --- promise 7: cut bodies --------------------------------------------------------------------------------------------

BODY = "".join(f"<p>Абзац номер {n} про життя громади.</p>" for n in range(40)).encode()
CHUNKS = b"".join(b"%x\r\n%b\r\n" % (len(BODY[at : at + 300]), BODY[at : at + 300]) for at in range(0, len(BODY), 300))
WHOLE = {
    "length": reply(200, BODY),
    "chunks": reply(200, CHUNKS + b"0\r\n\r\n", {"Transfer-Encoding": "chunked"}),
    "gzip": reply(200, gzip.compress(BODY), {"Content-Encoding": "gzip"}),
    "gzip without length": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(BODY),
    "deflate without length": b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + zlib.compress(BODY),
    "chunked gzip": reply(200, (lambda z: b"%x\r\n%b\r\n0\r\n\r\n" % (len(z), z))(gzip.compress(BODY)),
                          {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
}  # fmt: skip


def cut_at(web: Web, offsets: int) -> list[str]:
    """What was wrongly taken for whole, over all framings and so many offsets of each."""
    wrong = []
    door = fetcher()
    for name, answer in WHOLE.items():
        host = web.host({})
        for at in sorted({round(n * (len(answer) - 1) / (offsets - 1)) for n in range(offsets)}):
            host.script = cut(answer, at)
            try:
                door.get(host.url())
            except FetchError as error:
                body_begins = answer.index(b"\r\n\r\n") + 4
                allowed = {"truncated"} if at > body_begins else {"truncated", "network"}
                if error.kind in allowed:
                    continue
                wrong.append(f"{name} at {at}: {error.kind}")
            else:
                wrong.append(f"{name} at {at}: taken")
    return wrong


# A compressed body of which not one byte came and no length was given cannot be told from an empty page.
def is_an_empty_page(wrong: str) -> bool:
    return wrong.endswith("taken") and "without length" in wrong


def test_cut_bodies_are_never_whole_sample(web: Web) -> None:
    wrong = cut_at(web, 40)
    assert [case for case in wrong if not is_an_empty_page(case)] == []
    assert len(wrong) <= 2


@pytest.mark.torture
def test_cut_bodies_are_never_whole_at_500_offsets(web: Web) -> None:
    wrong = cut_at(web, 500)
    assert [case for case in wrong if not is_an_empty_page(case)] == []
    assert len(wrong) <= 2


def test_a_cut_body_is_tried_again(web: Web) -> None:
    host = web.host({})

    def script(connection: evil.Connection, request: evil.Request) -> None:
        connection.send(WHOLE["length"] if len(host.requests) == 3 else WHOLE["length"][:-1])

    host.script = script
    found = fetcher(retries=2).get(host.url())
    assert isinstance(found, Page)
    assert found.content == BODY
    assert len(host.requests) == 3


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
        b"HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0x3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc",
        b"HTTP/1.1 200\x00 OK\r\n\r\n",
        b"HTTP/1.1 99999 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nBroken\x00: x\r\n\r\n",
        b"\r\n\r\n\r\n",
        b"<html>no headers at all</html>",
    ],
)
def test_replies_against_the_rules(web: Web, answer: bytes) -> None:
    assert failure(web.host(answer)).kind in {"network", "truncated"}


def test_any_bytes_give_a_page_or_a_fetch_error(web: Web) -> None:
    """A short fuzz of the reply; the seed is in the failure's message."""
    seed = 43
    rng = random.Random(seed)
    host = web.host({})
    door = fetcher(timeout_total=2.0)
    for round_ in range(150):
        answer = bytearray(rng.choice(list(WHOLE.values())))
        for _ in range(rng.randint(1, 8)):
            answer[rng.randrange(min(len(answer), 200))] = rng.randrange(256)
        host.script = cut(bytes(answer), len(answer))
        try:
            door.get(host.url())
        except FetchError as error:
            assert "\n" not in str(error), (seed, round_)  # noqa: PT017


# --- promise 43: a network with faults --------------------------------------------------------------------------------


def leaks(rounds: int) -> tuple[int, int]:
    """(threads, file descriptors) more than before, after so many rounds of every fault."""
    process = psutil.Process()
    unknown: Callable[[str, int], list[str]] = lambda host, port: (_ for _ in ()).throw(OSError("timeout"))  # noqa: E731
    with Web() as web:
        urls = [web.host(script).url() for script in (evil.reset, evil.hang_up, evil.garbage, page(), reply(503))]
        urls += [web.host(WHOLE["chunks"][:-9]).url(), "http://192.168.255.254:9/", "http://gone.example/"]
        door = Fetcher(quick(timeout_total=0.5, timeout_connect=0.05), resolve=unknown)

        def one_round() -> None:
            for url in urls:
                try:
                    door.get(url)
                except FetchError:
                    continue

        one_round()
        evil.wait_for(lambda: threading.active_count() <= 3)
        threads, fds = threading.active_count(), process.num_fds()
        for _ in range(rounds):
            one_round()
        evil.wait_for(lambda: threading.active_count() <= threads and process.num_fds() <= fds)
        return max(0, threading.active_count() - threads), max(0, process.num_fds() - fds)


@pytest.mark.skipif(sys.platform == "win32", reason="file descriptors are counted as Unix does")
def test_no_thread_and_no_file_descriptor_is_left_sample() -> None:
    assert leaks(10) == (0, 0)


@pytest.mark.torture
@pytest.mark.skipif(sys.platform == "win32", reason="file descriptors are counted as Unix does")
def test_no_thread_and_no_file_descriptor_is_left_after_1000_rounds() -> None:
    assert leaks(1000) == (0, 0)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificates")
def test_certificates_must_be_of_the_name_and_of_today(web: Web, tmp_path: Path) -> None:
    """The TLS name check stays on the host's name although the connection goes to an address."""
    trusted = ssl.create_default_context()
    hosts = {}
    for name, host, days in (("good", "good.example", 9), ("old", "old.example", -9), ("other", "else.example", 9)):
        cert, key = evil.certificate(tmp_path, name, days=days, host=host)
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(cert, key)
        trusted.load_verify_locations(cert)
        hosts[name] = web.host(page(name), tls=server)
    public = {f"93.184.216.{n}": host for n, host in enumerate(hosts.values(), 1)}
    names = {f"{name}.example": [address] for name, address in zip(hosts, public, strict=True)}
    door = Fetcher(
        quick(allow_private=False), resolve=lambda host, port: names[host], sockets=Sockets(public), tls=trusted
    )
    found = door.get("https://good.example/")
    assert isinstance(found, Page)
    assert found.content == b"good"
    for name in ("old", "other"):
        with pytest.raises(FetchError) as caught:
            door.get(f"https://{name}.example/")
        assert (caught.value.kind, caught.value.detail) == ("network", "tls")
        assert "сертифікат" in reason_uk(caught.value)
        assert not hosts[name].requests
    untrusting = Fetcher(quick(allow_private=False), resolve=lambda host, port: names[host], sockets=Sockets(public))
    with pytest.raises(FetchError) as caught:
        untrusting.get("https://good.example/")
    assert caught.value.detail == "tls"


def test_a_second_address_is_tried_when_the_first_is_dead(web: Web) -> None:
    host = web.host(page())
    sockets = Sockets({"93.184.216.35": host})
    found = Fetcher(
        quick(allow_private=False), resolve=lambda name, port: ["93.184.216.34", "93.184.216.35"], sockets=sockets
    ).get("http://two.example/")
    assert isinstance(found, Page)
    assert [address for address, _ in sockets.tried] == ["93.184.216.34", "93.184.216.35"]
