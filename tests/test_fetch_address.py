"""Promises 1 and 2: nothing but public addresses, in any spelling, on any path, and no gap for a flipping name."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import FetchError
from monitor.fetch import Fetcher
from monitor.fetch.address import is_allowed, is_public, parse_host
from monitor.fetch.target import join, parse
from monitor.model import Page, Validators
from tests.hostile_web import Host, Sockets, Web, page, quick, redirect

PUBLIC = "93.184.216.34"  # where the tests' public names live; leads to a loopback host

# Hosts of URLs that are not public, in every spelling a URL knows.
LITERALS = (
    "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0.0.0x1",
    "0177.0.0.1", "017700000001", "0177.0x0.0.1", "127.0.0.1.", "127.0.0.01", "%31%32%37.0.0.1", "127%2e0%2e0%2e1",
    "１２７.０.０.１", "①②⑦.0.0.1", "127。0。0。1", "127．0．0．1", "0", "0.0.0.0", "0x0", "0.0.0.1", "10.0.0.1",
    "10.1",
    "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.168.257", "3232235777", "169.254.169.254", "0xA9FEA9FE",
    "0251.0376.0251.0376", "169.254.43518", "100.64.0.1", "100.127.255.254", "192.0.0.8", "192.0.2.1", "198.18.0.1",
    "198.51.100.7", "203.0.113.9", "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:a9fe:a9fe]",
    "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::1]", "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::1]", "[fc00::1]", "[fd12:3456::1]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]",
    "[2001::1]", "[::ffff:0:127.0.0.1]", "[100::1]", "[3fff::1]", "[5f00::1]",
)  # fmt: skip
# Names that a resolver leads to such addresses (as localhost, nip.io, an office's own zone or an attacker's would).
NAMES = {
    "localhost": ["127.0.0.1"], "localhost.": ["127.0.0.1"], "LOCALHOST": ["127.0.0.1"], "ip6-localhost": ["::1"],
    "127.0.0.1.nip.example": ["127.0.0.1"], "metadata.example": ["169.254.169.254"], "intra_net": ["10.0.0.5"],
    "mixed.example": [PUBLIC, "127.0.0.1"], "mixed6.example": ["2606:2800:220:1::1", "::1"],
    "mapped.example": ["::ffff:10.0.0.1"], "nat64.example": ["64:ff9b::a00:1"], "zone.example": ["fe80::1%eth0"],
    "локальний.example": ["192.168.0.1"], "xn--80ak6aa92e.example": ["100.64.9.9"], "zero.example": ["0.0.0.0"],
    "multicast.example": ["224.0.0.251"],
}  # fmt: skip
# What no host may look like: read one way here and another way by a resolver.
BROKEN = (
    "127.0.0.256", "1.2.3.4.5", "0x7g.1", "256", "4294967296", "[::1%25lo]", "[::1", "a b", "exa mple", "a..b", ".a",
    "-a.example", "a" * 64 + ".example", ".".join(["abcdefgh"] * 32), "a,b", "a\x00b", "a%00b", "a%2fb", "٠x7f.1", "08", "xn--", "%zz", "*", "0x" + "f" * 5000,
)  # fmt: skip


def forms() -> list[str]:
    return [*LITERALS, *NAMES]


def resolve(host: str, port: int) -> list[str]:
    known = {name.lower().removesuffix("."): found for name, found in NAMES.items()}
    known["xn--80aqdbecoe3k.example"] = known["локальний.example"]
    if host in known:
        return known[host]
    if host.endswith("public.example"):
        return [PUBLIC]
    raise AssertionError(f"asked for {host}")


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


def door(host: Host, **changes: object) -> tuple[Fetcher, Sockets]:
    sockets = Sockets({PUBLIC: host})
    return Fetcher(quick(allow_private=False, **changes), resolve=resolve, sockets=sockets), sockets


def is_refusal(error: FetchError) -> bool:
    return error.kind == "refused"


def test_there_are_sixty_forms_and_more() -> None:
    assert len(set(forms())) >= 60


@pytest.mark.parametrize("form", forms())
def test_refused_on_every_path(web: Web, form: str) -> None:
    """Directly, conditionally, by redirects of each kind and of the second hop, and through robots.txt."""
    evil = f"http://{form}/secret".encode().decode("latin-1")
    routes = {f"/r{code}": redirect(evil, code) for code in (301, 302, 303, 307, 308)}
    bare = evil.partition(":")[2]
    host = web.host({**routes, "/hop": redirect("/r302"), "/bare": redirect(bare), "/robots.txt": redirect(evil)})
    fetcher, sockets = door(host)
    base = "http://public.example"

    def check(url: str, kinds: tuple[str, ...] = ("refused",), **how: object) -> None:
        with pytest.raises(FetchError) as caught:
            fetcher.get(url, **how)  # type: ignore[arg-type]
        assert caught.value.kind in kinds, url

    check(f"http://{form}/secret")
    check(f"https://{form}/secret", validators=Validators(etag='"x"'))
    check(f"http://{form}:8080/")
    for path in (*routes, "/hop", "/bare"):
        check(base + path)
    check(f"http://{form}/page", ("robots", "refused"), robots=True)  # its robots.txt is refused, so is the page
    check(base + "/page", ("robots",), robots=True)  # a robots.txt that leads inside
    assert set(sockets.tried) <= {(PUBLIC, 80)}  # never a byte anywhere else


@pytest.mark.parametrize("form", BROKEN)
def test_unreadable_hosts_are_refused_before_any_look_up(form: str) -> None:
    sockets = Sockets()
    fetcher = Fetcher(quick(), resolve=lambda host, port: pytest.fail(f"looked up {host}"), sockets=sockets)
    with pytest.raises(FetchError) as caught:
        fetcher.get(f"http://{form}/")
    assert caught.value.kind == "refused"
    assert not sockets.tried


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://public.example/", "gopher://public.example/", "data:text/html,x",
        "//public.example",
        "javascript:alert(1)", "public.example/page", "", "http:", "http://", "http:///etc", "http:/public.example",
        "http:public.example", "ws://public.example/", "http://user@public.example/", "http://a:b@public.example/",
        "http://:@public.example/", "http://public.example:22/", "http://public.example:0/", "http://public.example:x/",
        "http://public.example:65536/", "http://public.example:80:80/", "jar:http://public.example/", "view-source:http://a/",
        "http://public.example:٨٠/", "https://public.example:8443/", "http://public.example/" + "a" * 9000,
        "http://public.example#@127.0.0.1:22/x", "unix:///run/docker.sock", "http+unix://%2Frun/docker.sock",
    ],
)  # fmt: skip
def test_only_plain_web_addresses(web: Web, url: str) -> None:
    host = web.host(page())
    fetcher, sockets = door(host)
    if url.startswith("http://public.example#"):
        assert isinstance(fetcher.get(url), Page)  # the rest is a fragment
        assert sockets.tried == [(PUBLIC, 80)]
        return
    with pytest.raises(FetchError) as caught:
        fetcher.get(url)
    assert caught.value.kind == "refused"
    assert not sockets.tried


def test_a_password_in_a_refused_address_is_not_shown() -> None:
    with pytest.raises(FetchError) as caught:
        Fetcher(quick()).get("https://editor:hunter2@public.example/x")
    assert "hunter2" not in str(caught.value) + caught.value.url


@pytest.mark.parametrize(
    "url",
    ["http://a\nb:hunter2@x.example/", "http:\\\\a:hunter2@x.example/", "ftp://a:hunter2@x/", "http://a:hunter2@b@c/",
     "x\r\nERROR forged line", "http://\x1b[31m/", "http://a\u202eb/", "http://a\u2028b/"],
)  # fmt: skip
def test_a_refused_address_is_told_in_one_clean_line(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        Fetcher(quick()).get(url)
    said = str(caught.value) + caught.value.url
    assert "hunter2" not in said
    assert not set(said) & set("\r\n\x1b\u202e\u2028")


def test_odd_spellings_of_a_public_name_are_fetched(web: Web) -> None:
    host = web.host(page())
    fetcher, sockets = door(host)
    for url in ("HTTP://Public.Example/", " http://public.example/\n", "http:\\\\public.example\\", "http://public.example.",
                "http://public.example:80", "http://public.example?x", "http://ｐublic.example/", "ht\ntp://public.example/",
                "http://p%75blic.example/", "http://sub_domain.public.example/"):  # fmt: skip
        assert isinstance(fetcher.get(url), Page), url
    assert set(sockets.tried) == {(PUBLIC, 80)}


def test_private_addresses_only_where_allowed_and_never_link_local(web: Web) -> None:
    host = web.host(page())
    fetcher = Fetcher(quick(), sockets=(sockets := Sockets({host.address: host})))
    assert isinstance(fetcher.get(host.url()), Page)
    for form in ("169.254.169.254", "0.0.0.0", "100.64.0.1", "[fe80::1]", "224.0.0.1", f"{PUBLIC}:8080", "[::]"):
        with pytest.raises(FetchError, match="not a public"):
            fetcher.get(f"http://{form}/")
    assert {address for address, _ in sockets.tried} == {host.address}


def test_ipv6_hosts(web: Web) -> None:
    try:
        host = web.host(page(), address="::1")
    except OSError:
        pytest.skip("no IPv6 here")
    url = f"http://[::1]:{host.port}/x"
    found = Fetcher(quick()).get(url.replace("::1", "0:0::1"))
    assert isinstance(found, Page)
    assert found.final_url == url
    assert host.requests[0].header("Host") == f"[::1]:{host.port}"


def test_names_on_allowed_addresses_in_the_host_header(web: Web) -> None:
    host = web.host(page())
    fetcher, _ = door(host)
    fetcher.get("http://новини.public.example/")
    assert host.requests[0].header("Host") == "xn--b1amarcd.public.example"


@pytest.mark.parametrize("tries", [100, pytest.param(1000, marks=pytest.mark.torture)])  # promise 2 asks for 1,000
def test_a_name_that_flips_between_check_and_connection_gains_nothing(web: Web, tries: int) -> None:
    good, canary = web.host(page("good")), web.host(page("canary"))
    answers = itertools.cycle([[PUBLIC], ["127.0.0.1"], [PUBLIC], [PUBLIC, "10.0.0.1"], ["::1"], [PUBLIC]])
    sockets = Sockets({PUBLIC: good, "127.0.0.1": canary, "::1": canary, "10.0.0.1": canary})
    fetcher = Fetcher(quick(allow_private=False), resolve=lambda host, port: next(answers), sockets=sockets)
    outcomes = []
    for _ in range(tries):
        try:
            found = fetcher.get("http://flip.example/")
            outcomes.append(isinstance(found, Page) and found.content == b"good")
        except FetchError as error:
            outcomes.append(error.kind != "refused")
    assert canary.connections == 0
    assert set(sockets.tried) == {(PUBLIC, 80)}
    refusals = outcomes.count(False)
    assert refusals == len(outcomes) - good.connections > 0


def test_the_transport_asks_our_sockets_and_nothing_else(web: Web) -> None:
    """Pins the private attribute through which httpx takes a connection pool."""
    host = web.host(page())
    sockets = Sockets()  # leads nowhere
    with pytest.raises(FetchError, match="refuses the connection"):
        Fetcher(quick(), sockets=sockets).get(host.url())
    assert sockets.tried == [(host.address, host.port)]
    assert host.connections == 0


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("2a00:1450:4001::200e", True),
        ("::ffff:8.8.8.8", True), ("64:ff9b::808:808", True), ("2002:808:808::1", True), ("192.0.0.9", False),
        ("1::", False), ("4000::1", False), ("::8.8.8.8", False), ("2001:db8::8.8.8.8", False), ("fe80::1", False),
    ],
)  # fmt: skip
def test_public_or_not(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@given(st.ip_addresses())
def test_no_address_is_both_private_and_public(address: object) -> None:
    from ipaddress import IPv4Address, IPv6Address

    assert isinstance(address, IPv4Address | IPv6Address)
    closed = is_allowed(address, 443, allow_private=False)
    assert closed == is_public(address)
    assert is_allowed(address, 443, allow_private=True) >= closed
    assert not (closed and address.is_private and not getattr(address, "ipv4_mapped", None))


@given(st.integers(0, 2**32 - 1), st.sampled_from(["{}", "0x{:x}", "0{:o}"]))
def test_a_number_is_the_address_it_is(number: int, form: str) -> None:
    assert parse_host(form.format(number))[1] == ip_address(number)


@given(st.text(max_size=60))
def test_parsing_is_total_and_stable(text: str) -> None:
    for url in (text, f"http://{text}", f"https://public.example/{text}"):
        try:
            target = parse(url)
        except FetchError as error:
            if not is_refusal(error):
                raise
            continue
        assert parse(target.url) == target
        assert target.url.isascii()
        assert not set(target.url) & set(' \r\n\t"<>')


@given(st.text(max_size=60))
def test_redirect_targets_are_total(text: str) -> None:
    base = parse("https://public.example/a/b?c")
    try:
        assert join(base, text).scheme in ("http", "https")
    except FetchError as error:
        if not is_refusal(error):
            raise
