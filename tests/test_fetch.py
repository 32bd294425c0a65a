"""The door on good days: pages, validators, redirects, encodings, and what a failure is called."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from monitor.errors import FetchError
from monitor.fetch import Fetcher, FetchSettings, reason_uk
from monitor.model import Page, Unchanged, Validators
from tests.hostile_web import (
    Connection,
    Request,
    VirtualClock,
    Web,
    fetcher,
    hang_up,
    page,
    quick,
    redirect,
    reply,
    reset,
    zipped,
)


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


def test_a_page_comes_whole_with_what_was_said_about_it(web: Web) -> None:
    host = web.host({"/a?b=1": page("Привіт", ETag='"v1"', Last_Modified="Sun, 22 Nov 2026 06:00:00 GMT",
                                    Cache_Control="public, max-age=600")})  # fmt: skip
    clock = VirtualClock()
    found = fetcher(clock).get(host.url("/a?b=1#part"))
    assert found == Page(
        url=host.url("/a?b=1#part"),
        final_url=host.url("/a?b=1"),
        status=200,
        content_type="text/html; charset=utf-8",
        content="Привіт".encode(),
        fetched=clock.now(),
        validators=Validators(etag='"v1"', last_modified="Sun, 22 Nov 2026 06:00:00 GMT"),
        max_age=600,
    )


def test_what_we_send(web: Web) -> None:
    host = web.host(page())
    fetcher().get(host.url())
    names = [name for name, _ in host.requests[0].headers]
    assert names == ["Host", "User-Agent", "Accept", "Accept-Language", "Accept-Encoding", "Connection"]
    assert host.requests[0].header("User-Agent") == "ohliad-tests/1 (press@vyshhorodka.example)"
    assert host.requests[0].header("Accept-Encoding") == "gzip, deflate"
    assert host.requests[0].header("Host") == f"{host.address}:{host.port}"


def test_redirects_are_followed_and_the_end_is_named(web: Web) -> None:
    other = web.host(
        {"/новини/".encode().decode("latin-1"): reply(404), "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/": page()}
    )
    cyrillic = other.url("/новини/").encode().decode("latin-1")
    host = web.host(
        {"/": redirect("next?x=1", 301), "/next?x=1": redirect("/last", 307), "/last": redirect(cyrillic, 308)}
    )
    found = fetcher().get(host.url())
    assert isinstance(found, Page)
    assert found.url == host.url()
    assert found.final_url == other.url("/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/")


def test_path_and_query_reach_the_server_as_written(web: Web) -> None:
    host = web.host(page())
    for path in (
        "/a%2Fb",
        "/a'b(c)!*",
        "/x?y=[1]&z=%5B",
        "/a;b=c",
        "/?q=а",
        "/a/./b/../c",
        "/%zz",
        "/a%20b|c",
        "//x//y",
    ):
        fetcher().get(host.url(path))
    assert host.paths == [
        "/a%2Fb", "/a'b(c)!*", "/x?y=[1]&z=%5B", "/a;b=c", "/?q=%D0%B0", "/a/c", "/%zz", "/a%20b%7Cc", "//x//y",
    ]  # fmt: skip


def test_not_modified(web: Web) -> None:
    host = web.host(reply(304))
    known = Validators(etag="W/\"x-\xe9 '1'\"", last_modified="yesterday, says the server")
    found = fetcher().get(host.url(), validators=known)
    assert isinstance(found, Unchanged)
    assert host.requests[0].header("If-None-Match") == known.etag  # opaque, byte for byte
    assert host.requests[0].header("If-Modified-Since") == known.last_modified


def test_the_same_strong_validator_again_means_unchanged(web: Web) -> None:
    host = web.host(page(ETag='"same"'))
    assert isinstance(fetcher().get(host.url(), validators=Validators(etag='"same"')), Unchanged)
    assert isinstance(fetcher().get(host.url(), validators=Validators(etag='"other"')), Page)
    weak = web.host(page(ETag='W/"same"'))
    assert isinstance(fetcher().get(weak.url(), validators=Validators(etag='W/"same"')), Page)


def test_a_304_nobody_asked_for_is_an_error(web: Web) -> None:
    host = web.host(reply(304))
    with pytest.raises(FetchError) as caught:
        fetcher().get(host.url())
    assert (caught.value.kind, caught.value.status) == ("status", 304)


def test_a_validator_that_is_no_header_value_is_not_sent(web: Web) -> None:
    host = web.host(page())
    fetcher().get(host.url(), validators=Validators(etag='"a"\r\nCookie: x=1', last_modified="\x00"))
    assert host.requests[0].header("If-None-Match") is None
    assert host.requests[0].header("Cookie") is None


FAILURES = [
    (reply(404), "gone", "такої сторінки вже немає (код 404)"),
    (reply(410), "gone", "такої сторінки вже немає (код 410)"),
    (reply(403), "blocked", "не пускає (код 403)"),
    (reply(401, headers={"WWW-Authenticate": "Basic"}), "blocked", "не пускає (код 401)"),
    (reply(500), "status", "помилка на самому сайті (код 500)"),
    (reply(418), "status", "відповідає помилкою (код 418)"),
    (reply(302), "status", "відповідає помилкою (код 302)"),
    (reply(206, b"part"), "truncated", "відповідь обривається на півслові"),
    (reply(429), "busy", "просить зачекати (код 429)"),
    (reply(503, headers={"Retry-After": "60"}), "busy", "просить зачекати (код 503)"),
    (reply(200, b"abc", {"Content-Encoding": "br"}), "encoding", "відповідь стиснено невідомим"),
    (reply(200, b"abc", {"Content-Encoding": "gzip"}), "encoding", "відповідь стиснено невідомим"),
    (hang_up, "network", "обриває з’єднання"),
    (reset, "network", "обриває з’єднання"),
    (b"SSH-2.0-OpenSSH_9.2\r\n", "network", "обриває з’єднання"),
    (reply(200, b"<title>Just a moment...</title>"), "blocked", "сторінка захисту від роботів"),
]


@pytest.mark.parametrize(("answer", "kind", "said"), FAILURES)
def test_failures_have_a_kind_and_a_sentence(web: Web, answer: bytes, kind: str, said: str) -> None:
    host = web.host(answer)
    with pytest.raises(FetchError) as caught:
        fetcher().get(host.url())
    assert caught.value.kind == kind
    assert reason_uk(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_nobody_there() -> None:
    with Web() as web:
        gone = web.host(page()).url()
    with pytest.raises(FetchError) as caught:
        fetcher().get(gone)
    assert (caught.value.kind, reason_uk(caught.value)) == ("network", "не приймає з’єднання")


def test_unknown_name() -> None:
    def nothing(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    with pytest.raises(FetchError) as caught:
        Fetcher(FetchSettings(), resolve=nothing).get("https://vyshhorodka.example/")
    assert (caught.value.kind, reason_uk(caught.value)) == ("network", "ім’я сайту не знайдено")


def test_a_resolver_that_hangs_is_left_alone_after_the_deadline() -> None:
    release = threading.Event()

    def hang(host: str, port: int) -> list[str]:
        release.wait(30)
        return ["93.184.216.34"]

    with pytest.raises(FetchError) as caught:
        Fetcher(FetchSettings(timeout_total=0.2), resolve=hang).get("https://vyshhorodka.example/")
    release.set()
    assert (caught.value.kind, caught.value.detail) == ("timeout", "dns")


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP", "deflate"])
def test_compressed_pages(web: Web, encoding: str) -> None:
    import gzip
    import zlib

    body = "Новини громади. ".encode() * 5000
    packed = zlib.compress(body) if encoding == "deflate" else gzip.compress(body[:999]) + gzip.compress(body[999:])
    host = web.host(reply(200, packed, {"Content-Encoding": encoding}))
    found = fetcher().get(host.url())
    assert isinstance(found, Page)
    assert found.content == body


def test_raw_deflate_padding_and_names_that_are_no_encoding(web: Web) -> None:
    import gzip
    import zlib

    raw = zlib.compressobj(wbits=-15)
    body = raw.compress(b"abc" * 100) + raw.flush()
    cases = {
        "/raw": reply(200, body, {"Content-Encoding": "deflate"}),
        "/padded": reply(200, gzip.compress(b"abc" * 100) + b"\x00" * 64, {"Content-Encoding": "gzip"}),
        "/utf8": reply(200, b"abc" * 100, {"Content-Encoding": "UTF-8"}),
        "/none": reply(200, b"abc" * 100, {"Content-Encoding": "identity"}),
        "/length-free": b"HTTP/1.0 200 OK\r\n\r\n" + b"abc" * 100,
    }
    host = web.host(cases)
    for path in cases:
        found = fetcher().get(host.url(path))
        assert isinstance(found, Page)
        assert found.content == b"abc" * 100, path


def test_an_empty_body_said_to_be_gzip_is_empty(web: Web) -> None:
    host = web.host(reply(200, b"", {"Content-Encoding": "gzip"}))
    found = fetcher().get(host.url())
    assert isinstance(found, Page)
    assert found.content == b""


class Flaky:
    """Fails so many times, then answers."""

    def __init__(self, failure: bytes, times: int) -> None:
        self.failure, self.left = failure, times

    def __call__(self, connection: Connection, request: Request) -> None:
        self.left -= 1
        if self.left >= 0:
            if self.failure:
                connection.send(self.failure)
        else:
            connection.send(page())


@pytest.mark.parametrize(
    ("failure", "times", "good"),
    [(b"", 2, True), (b"", 3, False), (reply(502), 1, True), (reply(502), 2, False), (reply(404), 1, False),
     (zipped(b"x" * 999)[:-9], 2, True), (reply(403), 1, False)],
)  # fmt: skip
def test_retries(web: Web, failure: bytes, times: int, good: bool) -> None:
    host = web.host(Flaky(failure, times))
    clock = VirtualClock()
    door = Fetcher(quick(retries=2), clock.now, clock.sleep, random.Random(1))
    if good:
        assert isinstance(door.get(host.url()), Page)
        assert len(host.requests) == times + 1
        assert clock.slept > 0  # backed off
    else:
        with pytest.raises(FetchError):
            door.get(host.url())
        assert len(host.requests) <= 3


def test_closed_means_closed(web: Web) -> None:
    with fetcher() as door:
        pass
    with pytest.raises(RuntimeError, match="closed"):
        door.get("http://127.0.0.1/")


def test_no_proxy_and_no_netrc_of_the_environment(web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    host, proxy = web.host(page()), web.host(page("proxied"))
    (tmp_path / ".netrc").write_text(f"machine {host.address} login user password secret\n")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, proxy.root)
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    fetcher().get(host.url())
    assert (len(host.requests), len(proxy.requests)) == (1, 0)
    assert host.requests[0].header("Authorization") is None


def test_reasons_never_name_an_address() -> None:
    kinds = ("refused", "robots", "blocked", "gone", "status", "busy", "timeout", "network", "too-large", "truncated",
             "encoding", "redirect", "new")  # fmt: skip
    for kind in kinds:
        for status in (None, 403, 503):
            said = reason_uk(FetchError("http://secret.example/x", kind, "secret", status=status))
            assert said
            assert "secret" not in said
            assert said[0].islower()
            assert not said.endswith(".")


def test_the_default_clock_is_aware() -> None:
    with Web() as web:
        host = web.host(page())
        found = Fetcher(quick()).get(host.url())
    assert abs((datetime.now(UTC) - found.fetched).total_seconds()) < 600


def test_there_is_one_door() -> None:
    """Nothing else in the program speaks HTTP, and httpx itself is named in one module."""
    import re
    from pathlib import Path

    root = Path(__file__).resolve().parents[1]
    speaks = re.compile(
        r"^\s*(?:import|from)\s+(httpx2?|httpcore2?|requests|urllib3?\.request|urllib3|http\.client|aiohttp|pycurl)\b",
        re.MULTILINE,
    )
    found = {
        str(file.relative_to(root)): set(speaks.findall(file.read_text("utf-8")))
        for part in ("monitor", "classifiers", "digests")
        for file in (root / part).rglob("*.py")
    }
    assert {name: modules for name, modules in found.items() if modules} == {
        "monitor/fetch/network.py": {"httpcore"},
        "monitor/fetch/wire.py": {"httpx", "httpcore"},
    }
