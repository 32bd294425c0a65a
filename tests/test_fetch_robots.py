"""Promise 23: robots.txt as RFC 9309 reads it. Each row is a file, then paths we may and may not fetch."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from monitor.errors import FetchError
from monitor.fetch import Fetcher, reason_uk
from monitor.fetch.robots import MAX_BYTES, text
from monitor.fetch.robots_groups import product, rules_for
from monitor.model import Page
from tests import hostile_web as evil
from tests.hostile_web import Host, VirtualClock, Web, fetcher, page, quick, redirect, reply

AGENT = "ohliad"
BASE = "https://news.example"

FILES: list[tuple[str, str, list[str], list[str]]] = [
    ("empty file", "", ["/", "/a", "/robots.txt"], []),
    ("only a comment", "# nothing", ["/", "/x?y"], []),
    ("everything forbidden", "User-agent: *\nDisallow: /", ["/robots.txt"], ["/", "/a", "/a?b", "/.x"]),
    ("nothing forbidden", "User-agent: *\nDisallow:", ["/", "/a"], []),
    ("our group before *", "User-agent: *\nDisallow: /\n\nUser-agent: ohliad\nDisallow: /in", ["/", "/x"], ["/in", "/inn"]),
    ("our group in any case", "user-AGENT: OhLiAd\ndisALLOW: /a", ["/b"], ["/a"]),
    ("paths keep their case", "User-agent: *\nDisallow: /Private", ["/private"], ["/Private/x"]),
    ("another's group", "User-agent: googlebot\nDisallow: /", ["/", "/a"], []),
    ("a shorter name is not ours", "User-agent: ohl\nDisallow: /", ["/"], []),
    ("a longer name is not ours", "User-agent: ohliad-news\nDisallow: /", ["/"], []),
    ("our name with a version", "User-agent: ohliad/2.1\nDisallow: /v", ["/x"], ["/v"]),
    ("our name and more words", "User-agent: Ohliad (press review)\nDisallow: /w", ["/x"], ["/w"]),
    ("* and more words", "User-agent: * everyone\nDisallow: /w", ["/x"], ["/w"]),
    ("two names, one group", "User-agent: other\nUser-agent: ohliad\nDisallow: /two", ["/"], ["/two"]),
    ("names parted by blank lines", "User-agent: ohliad\n\n\nUser-agent: other\n\nDisallow: /b", ["/"], ["/b"]),
    ("groups of one name are joined", "User-agent: ohliad\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: ohliad\n"
     "Disallow: /b", ["/c"], ["/a", "/b"]),
    ("groups of * are joined", "User-agent: *\nDisallow: /a\n\nUser-agent: x\nAllow: /\n\nUser-agent: *\nDisallow: /b",
     ["/c"], ["/a", "/b"]),
    ("our empty group frees us of *", "User-agent: *\nDisallow: /\n\nUser-agent: ohliad\nDisallow:", ["/", "/a"], []),
    ("rules before any name", "Disallow: /\nUser-agent: *\nDisallow: /a", ["/"], ["/a"]),
    ("rules without a name", "Disallow: /", ["/"], []),
    ("blank lines end nothing", "User-agent: *\n\nDisallow: /a\n\nDisallow: /b", ["/"], ["/a", "/b"]),
    ("Sitemap ends nothing", "User-agent: *\nSitemap: https://x/s.xml\nDisallow: /a", ["/"], ["/a"]),
    ("Sitemap between names", "User-agent: ohliad\nSitemap: https://x/s.xml\nUser-agent: x\nDisallow: /a", ["/"], ["/a"]),
    ("Crawl-delay between names", "User-agent: ohliad\nCrawl-delay: 3\nUser-agent: x\nDisallow: /a", ["/"], ["/a"]),
    ("unknown lines end nothing", "User-agent: ohliad\nNoindex: /q\nHost: x\nDisallow: /a\nfoo\nDisallow: /b", ["/q"],
     ["/a", "/b"]),
    ("a rule ends the names", "User-agent: ohliad\nDisallow: /a\nUser-agent: x\nDisallow: /b", ["/b"], ["/a"]),
    ("an empty rule ends the names", "User-agent: ohliad\nDisallow:\nUser-agent: x\nDisallow: /b", ["/b"], []),
    ("longest match: allow", "User-agent: *\nDisallow: /a\nAllow: /a/b", ["/a/b", "/a/bc", "/x"], ["/a", "/a/c"]),
    ("longest match: disallow", "User-agent: *\nAllow: /a\nDisallow: /a/b", ["/a", "/a/c"], ["/a/b"]),
    ("order does not matter", "User-agent: *\nAllow: /a/b\nDisallow: /a", ["/a/b"], ["/a"]),
    ("equal length: allow", "User-agent: *\nDisallow: /page\nAllow: /page", ["/page"], []),
    ("RFC example 5.1 foobot", "User-agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/",
     ["/publications/x", "/a.gif?x", "/example"], ["/a.gif", "/example/", "/p/q.gif"]),
    ("RFC example 5.2", "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif",
     ["/example/page/", "/example/page/a.gif"], ["/example/page/disallowed.gif"]),
    ("wildcard inside", "User-agent: *\nDisallow: /a*c", ["/ab", "/bac"], ["/ac", "/abc", "/a/b/c/d", "/a?c"]),
    ("wildcard first", "User-agent: *\nDisallow: */print", ["/printing"[:1]], ["/a/print", "/print", "/x/y/printing"]),
    ("wildcard last changes nothing", "User-agent: *\nDisallow: /fish*", ["/Fish", "/x/fish"], ["/fish", "/fish/x", "/fisher"]),
    ("two wildcards", "User-agent: *\nDisallow: /*?*s=", ["/?x=1", "/a"], ["/?s=1", "/a?b=1&s=2"]),
    ("end mark", "User-agent: *\nDisallow: /*.php$", ["/a.php?x", "/a.php5", "/a.PHP"], ["/a.php", "/x/y.php"]),
    ("end mark alone", "User-agent: *\nDisallow: /$", ["/a", "/?x"], ["/"]),
    ("end mark in the middle", "User-agent: *\nDisallow: /a$b", ["/a", "/a/b"], ["/a$b"]),
    ("only the front page", "User-agent: *\nAllow: /$\nDisallow: /", ["/"], ["/a", "/index.html"]),
    ("index.html is not the folder", "User-agent: *\nAllow: /index.html\nDisallow: /", ["/index.html"], ["/", "/a"]),
    ("query counts", "User-agent: *\nDisallow: /a?b=1", ["/a", "/a?b=2"], ["/a?b=1", "/a?b=12"]),
    ("any query", "User-agent: *\nDisallow: /*?", ["/a"], ["/a?", "/a?x=1", "/?"]),
    ("comment behind a rule", "User-agent: * # all\nDisallow: /a # not here", ["/b"], ["/a", "/a b"]),
    ("number sign written out", "User-agent: *\nDisallow: /a%23b", ["/a"], ["/a%23b"]),
    ("Cyrillic in the file", "User-agent: *\nDisallow: /новини", ["/news"], ["/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1"]),
    ("Cyrillic written out", "User-agent: *\nDisallow: /%D0%BD%D0%BE", ["/x"], ["/но", "/%d0%bd%d0%be"]),
    ("escapes of plain letters", "User-agent: *\nDisallow: /%61dmin", ["/xdmin"], ["/admin", "/%61dmin", "/%61%64min"]),
    ("escapes in any case", "User-agent: *\nDisallow: /a%3cd", ["/ad"], ["/a%3Cd", "/a%3cd"]),
    ("an escaped slash is no slash", "User-agent: *\nDisallow: /a%2Fb", ["/a/b"], ["/a%2fb"]),
    ("spaces around", "  User-agent :  *  \n\tDisallow\t:\t/a\t", ["/b"], ["/a"]),
    ("carriage returns", "User-agent: *\rDisallow: /a\rDisallow: /b", ["/"], ["/a", "/b"]),
    ("Windows lines", "User-agent: *\r\nDisallow: /a\r\nDisallow: /b\r\n", ["/"], ["/a", "/b"]),
    ("form feed is no line end", "User-agent: *\nDisallow: /a\x0cAllow: /a/b", ["/a"], []),
    ("byte-order mark", "\ufeffUser-agent: *\nDisallow: /a", ["/b"], ["/a"]),
    ("typing errors people make", "User-agent: *\nDissallow: /a\nDisalow: /b", ["/c"], ["/a", "/b"]),
    ("useragent in one word", "Useragent: *\nDisallow: /a", ["/b"], ["/a"]),
    ("a web page instead", "<!doctype html><html><body>User-agent: *<br>Disallow: /</body></html>", ["/", "/a"], []),
    ("a colon in the path", "User-agent: *\nDisallow: /a:b", ["/a"], ["/a:b"]),
    ("path without a slash", "User-agent: *\nDisallow: a", ["/a", "/"], []),
    ("double slash", "User-agent: *\nDisallow: //a", ["/a"], ["//a"]),
    ("robots.txt itself is always open", "User-agent: *\nDisallow: /robots.txt\nDisallow: /", ["/robots.txt"], ["/x"]),
    ("a folder, not its name", "User-agent: *\nDisallow: /dir/", ["/dir", "/dirs/"], ["/dir/", "/dir/x"]),
    ("WordPress", "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\nDisallow: /?s=\nDisallow: */feed/",
     ["/", "/wp-admin/admin-ajax.php", "/2026/11/22/x/", "/feed"], ["/wp-admin/", "/?s=a", "/x/feed/", "/feed/"]),
    ("Bitrix", "User-agent: Yandex\nDisallow: /\nUser-agent: *\nDisallow: /*?print=\nDisallow: /*&print=\nAllow: /upload/",
     ["/a", "/upload/x"], ["/a?print=1", "/a?b=1&print=1"]),
]  # fmt: skip


def verdict(file: str, path: str, agent: str = AGENT) -> bool:
    from monitor.fetch.target import parse

    rules = Protego.parse(rules_for(text(file.encode()), agent))
    return rules.can_fetch(parse(BASE + path).url, "*")


CASES = [
    pytest.param(file, path, allowed, id=f"{name}: {path}")
    for name, file, may, may_not in FILES
    for allowed, paths in ((True, may), (False, may_not))
    for path in paths
]


def test_there_are_a_hundred_cases_and_more() -> None:
    assert len(CASES) >= 100


@pytest.mark.parametrize(("file", "path", "allowed"), CASES)
def test_verdicts(file: str, path: str, allowed: bool) -> None:
    assert verdict(file, path) is allowed


@given(st.text(max_size=300))
def test_any_text_is_read(file: str) -> None:
    verdict(file, "/a?b")


def test_a_file_of_half_a_megabyte_is_read_to_its_last_whole_line() -> None:
    line = "Disallow: /x{:07d}\n"
    file = ("User-agent: *\n" + "".join(line.format(n) for n in range(40_000))).encode()
    assert len(file) > MAX_BYTES >= 500 * 1024
    read = text(file[:MAX_BYTES])
    last = int(read.rstrip().rpartition("x")[2])
    assert read.endswith("\n")
    assert not verdict(read, f"/x{last:07d}")
    assert verdict(read, f"/x{last + 1:07d}")


@pytest.mark.parametrize(
    ("agent", "token"),
    [("ohliad/0.1 (x)", "ohliad"), ("Ohliad-Bot 2", "ohliad-bot"), ("*", "*"), ("* x", "*"), ("", ""), ("*x", "")],
)
def test_product_tokens(agent: str, token: str) -> None:
    assert product(agent) == token


# --- what the server says ---------------------------------------------------------------------------------------------

RULES = reply(200, b"User-agent: *\nDisallow: /no\nCrawl-delay: 2\n", {"Content-Type": "text/plain"})


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


def may(host: Host, path: str = "/no", door: Fetcher | None = None) -> bool:
    try:
        (door or fetcher()).get(host.url(path), robots=True)
    except FetchError as error:
        if error.kind != "robots":
            raise
        return False
    return True


ANSWERS = [
    ("200 with rules", RULES, False),
    ("404", reply(404), True),
    ("400", reply(400), True),
    ("401", reply(401), True),
    ("403", reply(403), True),
    ("410", reply(410), True),
    ("429 without a time", reply(429), True),
    ("451", reply(451), True),
    ("500", reply(500), False),
    ("502", reply(502), False),
    ("503", reply(503), False),
    ("504", reply(504), False),
    ("599", reply(599), False),
    ("connection reset", evil.reset, False),
    ("silence", evil.hang_up, False),
    ("garbage", evil.garbage, False),
    ("timeout", evil.silent, False),
    ("redirect into the private network", redirect("http://169.254.169.254/robots.txt"), False),
    ("redirect to another scheme", redirect("file:///etc/robots.txt"), False),
    ("200, empty", reply(200), True),
    ("204", reply(204), True),
    ("304 nobody asked for", reply(304), True),
    ("302 without a place", reply(302), True),
    ("utf-16 rubbish", reply(200, "User-agent: *\nDisallow: /".encode("utf-16")), True),
    ("unknown compression", reply(200, b"abc", {"Content-Encoding": "br"}), False),
    ("damaged compression", reply(200, b"abc", {"Content-Encoding": "gzip"}), False),
    ("cut in the middle", RULES[:-5], False),
    ("half a chunk", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nUser-agent: *", False),
]


@pytest.mark.parametrize(("answer", "allowed"), [case[1:] for case in ANSWERS], ids=[case[0] for case in ANSWERS])
def test_status_decides(web: Web, answer: bytes, allowed: bool) -> None:
    host = web.host({"/robots.txt": answer, "*": page()})
    assert may(host, door=fetcher(timeout_total=2.0 if answer is evil.silent else 20.0)) is allowed


@pytest.mark.parametrize(("hops", "allowed"), [(1, False), (5, False), (6, True), (50, True)])
def test_five_redirects_are_followed_more_mean_no_rules(web: Web, hops: int, allowed: bool) -> None:
    other = web.host({**{f"/{n}": redirect(f"/{n + 1}") for n in range(1, hops)}, f"/{hops}": RULES})
    host = web.host({"/robots.txt": redirect(other.url("/1")), "*": page()})
    assert may(host) is allowed
    assert len(other.requests) <= 5


def test_rules_hold_for_the_place_asked_not_for_where_the_file_lay(web: Web) -> None:
    other = web.host({"/r": RULES, "/robots.txt": reply(404), "*": page()})
    host = web.host({"/robots.txt": redirect(other.url("/r")), "*": page()})
    door = fetcher()
    assert not may(host, door=door)
    assert may(other, door=door)


def test_every_hop_of_a_page_is_asked_about(web: Web) -> None:
    shut = web.host({"/robots.txt": RULES, "*": page()})
    host = web.host({"/go": redirect(shut.url("/no")), "/ok": redirect(shut.url("/yes"))})
    door = fetcher()
    assert not may(host, "/go", door)
    assert may(host, "/ok", door)
    assert shut.paths == ["/robots.txt", "/yes"]


def test_asked_once_a_day_and_not_at_all_for_feeds(web: Web) -> None:
    host = web.host({"/robots.txt": RULES, "*": page()})
    clock = VirtualClock()
    door = fetcher(clock)
    door.get(host.url("/no"))  # a configured feed: robots.txt is for crawlers
    assert host.paths == ["/no"]
    for _ in range(5):
        may(host, "/yes", door)
    assert host.paths.count("/robots.txt") == 1
    clock.sleep(24 * 3600 + 1)
    may(host, "/yes", door)
    assert host.paths.count("/robots.txt") == 2


def test_silence_is_forgotten_within_the_hour_and_says_when(web: Web) -> None:
    host = web.host({"/robots.txt": reply(500), "*": page()})
    clock = VirtualClock()
    door = fetcher(clock)
    with pytest.raises(FetchError) as caught:
        door.get(host.url("/x"), robots=True)
    assert caught.value.retry_at == clock.now() + timedelta(hours=1)
    assert reason_uk(caught.value) == "не віддає robots.txt, тому сторінки не завантажуються"
    host.script = web.host({"/robots.txt": RULES, "*": page()}).script
    assert not may(host, "/x", door)
    clock.sleep(3601)
    assert may(host, "/x", door)


@pytest.mark.parametrize(
    ("said", "gap"), [("2", 5.0), ("12.5", 12.5), ("86400", 60.0), ("-1", 5.0), ("nan", 5.0), ("soon", 5.0)]
)
def test_crawl_delay(web: Web, said: str, gap: float) -> None:
    rules = reply(200, f"User-agent: *\nCrawl-delay: {said}\nDisallow: /no".encode())
    clock = VirtualClock()
    with Web(clock.now) as timed:
        host = timed.host({"/robots.txt": rules, "*": page()})
        door = fetcher(clock, pace=5.0)
        for number in range(4):
            door.get(host.url(f"/{number}"), robots=True)
    starts = [request.at for request in host.requests][1:]
    gaps = {(later - earlier).total_seconds() for earlier, later in itertools.pairwise(starts)}
    assert gaps == {gap}


def test_many_threads_ask_for_one_file_once(web: Web) -> None:
    from concurrent.futures import ThreadPoolExecutor

    host = web.host({"/robots.txt": RULES, "*": page()})
    door = fetcher()
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda n: may(host, f"/{n}", door), range(16)))
    assert host.paths.count("/robots.txt") == 1


def test_a_wait_asked_for_with_robots_is_kept(web: Web) -> None:
    host = web.host({"/robots.txt": reply(429, headers={"Retry-After": "600"}), "*": page()})
    clock = VirtualClock()
    door = Fetcher(quick(), clock.now, clock.sleep)
    with pytest.raises(FetchError) as caught:
        door.get(host.url("/x"), robots=True)
    assert caught.value.kind == "busy"
    assert host.paths == ["/robots.txt"]
    clock.sleep(601)
    host.script = web.host(page()).script
    assert isinstance(door.get(host.url("/x"), robots=True), Page)
