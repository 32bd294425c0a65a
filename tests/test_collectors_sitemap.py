"""Sitemaps: limits that are told, order, broken and packed documents."""

from __future__ import annotations

import gzip
import zlib

import pytest

from monitor.collectors.sitemap import MOST_CHILDREN, MOST_KNOWN, MOST_NEW, MOST_REQUESTS
from monitor.errors import CollectError
from monitor.model import Harvest, Page
from tests.canned import Web, harvest, page

URL = "https://visti.example/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*urls: str, changed: str = "") -> str:
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<urlset {NS}>" + "".join(f"<url><loc>{url}</loc>{lastmod}</url>" for url in urls) + "</urlset>"


def index(*children: tuple[str, str]) -> str:
    parts = (f"<sitemap><loc>{url}</loc>{f'<lastmod>{at}</lastmod>' if at else ''}</sitemap>" for url, at in children)
    return f"<sitemapindex {NS}>{''.join(parts)}</sitemapindex>"


def visit(content: str | bytes, *, web: Web | None = None, seen: tuple[str, ...] = ()) -> Harvest:
    return harvest("sitemap", page(URL, content, "text/xml"), web=web, seen=seen)


def child(name: str, content: str | bytes) -> tuple[str, Page]:
    url = f"https://visti.example/{name}"
    return url, page(url, content, "text/xml")


def test_addresses_that_only_lists_have_are_passed_over_and_told() -> None:
    """They change with every article that they list; what the map gives a headline is an article all the same."""
    lists = ["https://visti.example/", "https://visti.example/tag/misto/", "https://visti.example/2026/11/"]
    found = visit(urlset(*lists, "https://visti.example/2026/11/shkola/", changed="2026-11-20"))
    assert [entry.url for entry in found.entries] == ["https://visti.example/2026/11/shkola/"]
    assert found.notes == ("3 addresses of the home page, tags, sections and archives were passed over.",)
    named = (
        f'<urlset {NS} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{lists[1]}</loc>'
        "<n:news><n:title>Місту – сто років</n:title></n:news></url></urlset>"
    )
    assert [entry.url for entry in visit(named).entries] == [lists[1]]


def test_a_large_map_is_taken_in_parts_and_says_so() -> None:
    addresses = [f"https://visti.example/{n}" for n in range(MOST_NEW + 250)]
    first = visit(urlset(*addresses))
    assert len(first.entries) == MOST_NEW
    assert first.notes == ("250 older addresses are left for the next visit.",)
    assert first.partial
    second = visit(urlset(*addresses), seen=tuple(entry.key for entry in first.entries))
    assert len(second.entries) == 250 + MOST_KNOWN
    assert not second.partial
    assert {e.key for e in first.entries} | {e.key for e in second.entries} == set(addresses)


def test_children_come_newest_first_and_the_rest_is_told() -> None:
    children = [(f"https://visti.example/map-{n}.xml", f"2026-{n % 12 + 1:02d}-01") for n in range(MOST_CHILDREN + 5)]
    web = Web({url: page(url, urlset(f"{url}/a"), "text/xml") for url, _ in children})
    found = visit(index(*children), web=web)
    assert (
        web.asked
        == [url for url, _ in sorted(children, key=lambda c: (c[1], int(c[0][26:-4])), reverse=True)][:MOST_CHILDREN]
    )
    assert found.notes == ("5 further sitemaps of the index, older ones, are left for the next visit.",)


def test_unchanged_children_make_room_for_older_ones() -> None:
    children = [(f"https://visti.example/map-{n}.xml", "") for n in range(MOST_REQUESTS + 5)]
    web = Web(
        {url: None if n >= 20 else page(url, urlset(f"{url}/a"), "text/xml") for n, (url, _) in enumerate(children)}
    )
    found = visit(index(*children), web=web)
    assert len(web.asked) == 15 + MOST_CHILDREN
    assert len(found.entries) == MOST_CHILDREN


def test_an_index_of_unchanged_maps_is_not_empty() -> None:
    found = visit(index(("https://visti.example/a.xml", "")), web=Web({"https://visti.example/a.xml": None}))
    assert (found.entries, found.state) == ((), "ok")


def test_a_loop_of_indexes_ends() -> None:
    pages = dict(child(f"deep{n}.xml", index((f"https://visti.example/deep{n + 1}.xml", ""))) for n in range(9))
    web = Web(pages)
    found = visit(index(("https://visti.example/deep0.xml", ""), (URL, "")), web=web)
    assert web.asked == ["https://visti.example/deep0.xml", "https://visti.example/deep1.xml"]
    assert "nested more than 3 deep" in found.notes[0]


def test_one_broken_child_costs_itself_only() -> None:
    pages = dict(
        [child("good.xml", urlset("https://visti.example/1")), child("bad.xml", "<html><body>404</body></html>")]
    )
    found = visit(index(*((url, "") for url in (*pages, "https://visti.example/gone.xml"))), web=Web(pages))
    assert [entry.url for entry in found.entries] == ["https://visti.example/1"]
    assert len(found.notes) == 2
    assert found.partial


def test_known_addresses_come_behind_the_new_ones_and_not_all() -> None:
    known = [f"https://visti.example/known/{n}" for n in range(MOST_KNOWN + 50)]
    found = visit(urlset(*known, "https://visti.example/new"), seen=tuple(known))
    assert found.entries[0].url == "https://visti.example/new"
    assert len(found.entries) == 1 + MOST_KNOWN
    assert not found.partial


def test_a_list_of_lines() -> None:
    found = visit("https://visti.example/1\r\nhttps://visti.example/2\n\n")
    assert [entry.url for entry in found.entries] == ["https://visti.example/1", "https://visti.example/2"]


def test_a_cut_gzip_gives_what_it_holds() -> None:
    whole = gzip.compress(urlset(*(f"https://visti.example/{n * 7919}" for n in range(5000))).encode())
    found = visit(whole[: len(whole) * 3 // 4])
    assert 0 < len(found.entries) <= MOST_NEW
    assert any("cut off" in note for note in found.notes)


def test_a_gzip_bomb_is_refused() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b" " * 10_000_000) for _ in range(8)) + packer.flush()
    with pytest.raises(CollectError, match="more than a sitemap may hold"):
        visit(bomb)


def test_a_cut_map_gives_its_addresses_and_a_note() -> None:
    found = visit(urlset("https://visti.example/1", "https://visti.example/2")[:-40])
    assert found.entries[0].url == "https://visti.example/1"
    assert "malformed" in found.notes[0]


def test_a_map_without_addresses_is_empty() -> None:
    assert visit(urlset()).state == "empty"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("", "broken"),
        ("просто текст\nі ще", "broken"),
        ("<rss version='2.0'><channel/></rss>", "broken"),
        ("<html><body>Сторінки немає</body></html>", "webpage"),
        ("<html><title>Attention Required! | Cloudflare</title><body class='cf_chl_opt'></body></html>", "blocked"),
        (b"\x1f\x8b\x08broken", "broken"),
        ("<urlset" + "".join(f" a{n}='1'" for n in range(5000)) + "/>", "broken"),
    ],
)
def test_what_is_no_sitemap(content: str | bytes, kind: str) -> None:
    with pytest.raises(CollectError) as caught:
        visit(content)
    assert caught.value.kind == kind
