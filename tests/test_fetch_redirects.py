"""Promises 3 and 4: where a redirect may lead, how far, and what never travels with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from monitor.errors import FetchError
from monitor.fetch import Fetcher
from monitor.model import Page
from tests.hostile_web import Connection, Request, Sockets, Web, fetcher, page, quick, redirect, reply


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


# Where no redirect leads. «{host}» is the evil host itself.
NOWHERE = (
    "file:///etc/passwd", "file:/etc/passwd", "FILE:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,<p>x</p>",
    "data:,x", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "vbscript:x", "mailto:a@b.example",
    "tel:+380", "about:blank", "blob:http://x/y", "ws://127.0.0.1/", "gopher://127.0.0.1:25/_MAIL", "dict://127.0.0.1/",
    "ldap://127.0.0.1/", "http://", "http:///", "https://:443/", "http://[::1", "http://a b/", "http://127.0.0.1:99999/",
    "http://user:pass@127.0.0.1/", "http://user@127.0.0.1/", "//user@127.0.0.1/", "http://%zz/", "intent://x#Intent;end",
    "tg://resolve?domain=x",
)  # fmt: skip


def test_there_are_thirty_ways_to_nowhere() -> None:
    assert len(set(NOWHERE)) >= 30


@pytest.mark.parametrize("location", NOWHERE)
def test_not_followed(web: Web, location: str) -> None:
    host = web.host(redirect(location))
    with pytest.raises(FetchError) as caught:
        fetcher().get(host.url())
    assert caught.value.kind == "refused"
    assert len(host.requests) == 1
    assert "pass@" not in str(caught.value)


def chain(connection: Connection, request: Request) -> None:
    number = int(request.path.rpartition("/")[2] or 0)
    connection.send(redirect(f"/{number + 1}"))


def test_a_chain_without_end_takes_ten_requests(web: Web) -> None:
    host = web.host(chain)
    with pytest.raises(FetchError) as caught:
        fetcher(retries=2).get(host.url("/0"))
    assert caught.value.kind == "redirect"
    assert host.paths == [f"/{n}" for n in range(10)]


def test_nine_redirects_still_arrive(web: Web) -> None:
    host = web.host({**{f"/{n}": redirect(f"/{n + 1}") for n in range(9)}, "/9": page()})
    assert isinstance(fetcher().get(host.url("/0")), Page)


@pytest.mark.parametrize(
    ("routes", "most"),
    [
        ({"/": redirect("/")}, 1),
        ({"/": redirect("")}, 1),
        ({"/": redirect("?")}, 2),
        ({"/": redirect("#top")}, 1),
        ({"/": redirect("/a"), "/a": redirect("/")}, 2),
        ({"/": redirect("/a"), "/a": redirect("/b"), "/b": redirect("/a#x")}, 3),
        ({"/": redirect("./././")}, 1),
        ({"*": redirect("/%61")}, 10),
    ],
)
def test_loops(web: Web, routes: dict[str, bytes], most: int) -> None:
    host = web.host({"*": redirect("?"), **routes})
    with pytest.raises(FetchError) as caught:
        fetcher().get(host.url())
    assert caught.value.kind == "redirect"
    assert len(host.requests) <= most


def test_two_hosts_that_point_at_each_other(web: Web) -> None:
    first = web.host({})
    second = web.host(redirect(first.url("/x")))
    first.script = lambda connection, request: connection.send(redirect(second.url("/x")))
    with pytest.raises(FetchError) as caught:
        fetcher().get(first.url("/x"))
    assert caught.value.kind == "redirect"
    assert len(first.requests) + len(second.requests) <= 3


# --- promise 4: nothing private crosses over --------------------------------------------------------------------------

STATUSES = (301, 302, 307, 308)
LOCATIONS = {
    "same host": "http://first.example/sink", "other host": "http://second.example/sink",
    "sub-domain": "http://www.first.example/sink", "other scheme, refused by the port": "https://first.example/sink",
    "parent": "http://example/sink", "relative": "/sink",
}  # fmt: skip
SECRETS = ("cookie", "authorization", "proxy-authorization", "referer", "x-evil", "origin", "x-forwarded-for")


@pytest.mark.parametrize("location", LOCATIONS.values(), ids=LOCATIONS)
@pytest.mark.parametrize("status", STATUSES)
def test_nothing_private_travels(web: Web, status: int, location: str) -> None:
    """24 redirects, each from a host that sets cookies and asks for a password."""
    planted = [
        ("Set-Cookie", "session=secret; Domain=.example; Path=/"), ("Set-Cookie2", "a=b"), ("Location", location),
        ("WWW-Authenticate", 'Basic realm="x"'), ("Authorization", "Basic c2VjcmV0"), ("Cookie", "x=1"),
        ("Proxy-Authenticate", "Basic"), ("X-Evil", "1"), ("Alt-Svc", 'h2="evil.example:443"'),
        ("Refresh", "0; url=http://evil.example/"), ("Link", "<http://evil.example/>; rel=preload"),
    ]  # fmt: skip
    sink = page()
    first = web.host({"/": reply(status, b"", planted), "/sink": sink})
    second = web.host({"*": sink})
    sockets = Sockets({"93.184.216.34": first, "93.184.216.35": second})
    addresses = {"second.example": "93.184.216.35", "example": "93.184.216.35", "www.first.example": "93.184.216.35"}
    door = Fetcher(
        quick(allow_private=False),
        resolve=lambda host, port: [addresses.get(host, "93.184.216.34")],
        sockets=sockets,
    )
    if location.startswith("https"):
        with pytest.raises(FetchError):  # no TLS there: fails rather than falls back to http
            door.get("http://first.example/")
    else:
        assert isinstance(door.get("http://first.example/"), Page)
    for host in (first, second):
        for request in host.requests:
            assert not {name.lower() for name, _ in request.headers} & set(SECRETS)
    assert len(first.requests) + len(second.requests) == (1 if location.startswith("https") else 2)


def test_no_cookie_between_two_fetches(web: Web) -> None:
    host = web.host(page(Set_Cookie="session=1"))
    door = fetcher()
    door.get(host.url("/a"))
    door.get(host.url("/b"))
    assert host.requests[1].header("Cookie") is None


def test_validators_do_not_cross_to_another_host(web: Web) -> None:
    from monitor.model import Validators

    other = web.host(page())
    host = web.host(redirect(other.url()))
    fetcher().get(host.url(), validators=Validators(etag='"of this url"'))
    assert host.requests[0].header("If-None-Match") == '"of this url"'
    assert other.requests[0].header("If-None-Match") == '"of this url"'  # the validator is that of the page at the end


def test_a_redirects_body_is_not_read(web: Web) -> None:
    end = web.host(page())

    def flood(connection: Connection, request: Request) -> None:
        connection.send(f"HTTP/1.1 302 X\r\nLocation: {end.url()}\r\nContent-Encoding: gzip\r\n\r\n".encode())
        while not connection.pause(0):
            connection.send(b"\x1f\x8b" + b"\x00" * 100_000)

    host = web.host(flood)
    assert isinstance(fetcher().get(host.url()), Page)
