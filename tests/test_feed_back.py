"""A feed that was read before is followed back to something known: where it names its earlier parts, with a bound."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import pipeline, plan
from monitor.collectors import COLLECTORS
from monitor.model import Harvest, Source
from tests.canned import Web, page
from tests.fakes import NOW, FakeDoor, config, desk, later
from tests.fakes import page as article

URL = "https://visti.example/feed"
WORDPRESS = "<generator>https://wordpress.org/?v=6.4</generator>"


def rss(*numbers: int, head: str = WORDPRESS) -> str:
    items = "".join(
        f"<item><title>Новина {n}</title><link>https://visti.example/{n}</link><guid>https://visti.example/{n}</guid></item>"
        for n in numbers
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">'
        f"<channel><title>В</title>{head}{items}</channel></rss>"
    )


def link(relation: str, address: str) -> str:
    return f'<atom:link rel="{relation}" href="{address}"/>'


def visit(
    first: str, pages: dict[str, str], seen: tuple[str, ...], back: int = plan.DEEPEST_FEED
) -> tuple[Harvest, Web]:
    web = Web({url: page(url, content) for url, content in pages.items()})
    source = Source(id="case", outlet="case", kind="feed", url=URL, back=back)
    return COLLECTORS["feed"](
        source, page(URL, first), web, [f"https://visti.example/{key}" for key in seen].__contains__
    ), web


def keys(found: Harvest) -> list[str]:
    return [entry.key.rpartition("/")[2] for entry in found.entries]


TWO, THREE = f"{URL}?paged=2", f"{URL}?paged=3"


def test_wordpress_is_followed_to_what_is_known() -> None:
    found, web = visit(rss(9, 8), {TWO: rss(7, 6), THREE: rss(5, 4)}, seen=("6",))
    assert keys(found) == ["9", "8", "7", "6"]
    assert web.asked == [TWO], "the second part holds something known: no third"
    assert found.notes == ("2 entries came from earlier parts of the feed.",)
    assert {entry.source for entry in found.entries} == {"case"}


@pytest.mark.parametrize(
    ("first", "seen", "back"),
    [
        (rss(9, 8), ("8",), 10),
        (rss(9, 8), (), 0),
        (rss(9, 8, head=""), (), 10),
        (rss(9, 8, head=link("next", "https://elsewhere.example/feed?page=2")), (), 10),
        (rss(9, 8, head=link("next", "javascript:alert(1)")), (), 10),
        (rss(9, 8, head=link("self", URL)), (), 10),
    ],
    ids=["nothing is missing", "never read before", "no earlier part", "another site", "no address", "another link"],
)
def test_nothing_further_is_asked(first: str, seen: tuple[str, ...], back: int) -> None:
    found, web = visit(first, {TWO: rss(7, 6)}, seen, back)
    assert (keys(found), web.asked, found.notes) == (["9", "8"], [], ())


@pytest.mark.parametrize("relation", ["next", "prev-archive"])
def test_archives_of_rfc_5005(relation: str) -> None:
    older = "https://visti.example/archive/7.xml"
    found, web = visit(rss(9, head=link(relation, "/archive/7.xml")), {older: rss(8, 7, head="")}, seen=())
    assert (keys(found), web.asked) == (["9", "8", "7"], [older])


def test_pages_of_a_json_feed() -> None:
    def document(number: int, following: str) -> str:
        item = {"id": str(number), "url": f"https://visti.example/{number}", "title": "Новина"}
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item], "next_url": following})

    older = f"{URL}?page=2"
    found, _ = visit(document(9, older), {older: document(8, "")}, seen=())
    assert keys(found) == ["9", "8"]


def test_it_ends_where_the_bound_is_or_the_same_comes_again() -> None:
    pages = {f"{URL}?paged={n}": rss(1000 - n) for n in range(2, 99)}
    found, web = visit(rss(999), pages, seen=())
    assert len(web.asked) == plan.DEEPEST_FEED
    assert len(found.entries) == plan.DEEPEST_FEED + 1
    found, web = visit(rss(9, 8), {TWO: rss(9, 8), THREE: rss(7)}, seen=())
    assert (keys(found), web.asked) == (["9", "8"], [TWO])


def test_what_cannot_be_read_costs_nothing_that_was() -> None:
    found, _ = visit(rss(9), {TWO: rss(8)}, seen=())
    assert keys(found) == ["9", "8"]
    assert "could not be read" in found.notes[0]
    found, _ = visit(rss(9), {TWO: "<html><title>Just a moment...</title></html>"}, seen=())
    assert keys(found) == ["9"]


def test_days_without_power_lose_nothing(tmp_path: Path) -> None:
    """The whole road: the first visit reads one document, the one after a standstill goes back to it."""
    text = "У Вербосіллі відкрили оновлену бібліотеку, ремонт якої тривав пів року коштом громади."
    door = FakeDoor({f"https://visti.example/{n}": article(f"Новина {n}", text, text) for n in range(1, 9)})
    at = desk(tmp_path, door, config(tmp_path, URL))
    door.pages |= {URL: rss(2, 1), TWO: rss(0)}
    assert pipeline.collect(at).steps["collect"]["new"] == 2
    assert TWO not in door.asked, "what was before the first visit is nobody's loss"
    door.pages |= {URL: rss(8, 7), TWO: rss(6, 5), THREE: rss(4, 3), f"{URL}?paged=4": rss(2, 1)}
    assert pipeline.collect(later(at, NOW + timedelta(days=3))).steps["collect"]["new"] == 6
    assert len(at.store.clips(relevance=None)) == 8
