"""The main job over real feeds and pages, served on loopback as outlets. Skipped where the material is not at hand.

Addresses inside the feeds lead out of the house; they answer «gone», so that what the feed itself says is kept.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from monitor.cli import wiring
from monitor.cli.application import invoke
from monitor.config import Config
from monitor.dates import kyiv_day
from monitor.errors import FetchError
from monitor.model import Article, Page, Unchanged, Validators
from monitor.pipeline.desk import Door
from monitor.store import Store
from tests.hostile_web import Web, reply

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
FEEDS = sorted((*DATA.glob("feeds_enc/*/*.xml"), *DATA.glob("feeds_miniflux/**/*.xml")))
pytestmark = pytest.mark.skipif(not FEEDS, reason="the real feeds are not here")

HEAD = """place: {name: Вербосілля, region: Надвербська область}
institution: {name: Вербосільська міська рада, sites: [verbosillia-rada.example]}
fetch: {pace: 0, timeout: 20, workers: 16}
outlets:
"""
# 47 of the 53 give articles; the others are empty, cut off before the first entry or no feeds.
FEWEST_FILLED = 47
# Share of а, е, и, і, о, у among Cyrillic letters: 0.30-0.40 in the 32 feeds with text enough; 0.13-0.24 when their
# bytes are read as the other of KOI8-R and windows-1251.
VOWELS = 0.27
_CYRILLIC = re.compile("[а-яёіїєґА-ЯЁІЇЄҐ]")


class InHouse:
    """The real door for loopback addresses; everything beyond the house is gone."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def get(self, url: str, *, validators: Validators | None = None, robots: bool = False) -> Page | Unchanged:
        if not (urlsplit(url).hostname or "").startswith("127."):
            raise FetchError(url, "gone", f"{url} is not in this house.", status=404)
        return self._door.get(url, validators=validators, robots=robots)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    code: int
    told: dict[str, Any]
    errors: str
    articles: list[Article]
    folder: Path


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("real")
    real = wiring.door

    def in_house(options: wiring.Options, config: Config) -> Door:
        return InHouse(real(options, config))

    with Web() as web, pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "door", in_house)
        (folder / "sources.yaml").write_text(HEAD + "".join(_outlets(web)), encoding="utf-8")
        code, told, errors = _invoke(folder)
    store = Store.open(folder / "var" / "ohliad.sqlite", "verbosillia")
    articles = [item.article for item in store.judged()]
    store.close()
    return Ran(code=code, told=told, errors=errors, articles=articles, folder=folder)


def _invoke(folder: Path) -> tuple[int, dict[str, Any], str]:
    out, err = io.StringIO(), io.StringIO()
    state = str(folder / "var")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = invoke(
            [
                "--config",
                str(folder / "sources.yaml"),
                "--state",
                state,
                "--now",
                "2026-11-20T08:20",
                "--allow-private",
                "--json",
                "run",
            ]
        )
    return code, json.loads(out.getvalue()), err.getvalue()


def _outlets(web: Web) -> list[str]:
    rows = []
    for number, path in enumerate(FEEDS):
        host = web.host({"/feed": reply(200, path.read_bytes(), {"Content-Type": "application/xml"})})
        rows.append(_outlet(f"feed-{number}", path.name, "feed", host.url("/feed")))
    host = web.host(_pages())
    rows.append(_outlet("pages", "Справжні сторінки", "listing", host.url("/")))
    return rows


def _outlet(name: str, title: str, kind: str, url: str) -> str:
    return f"  - {{id: {name}, name: '{title}', sources: [{{kind: {kind}, url: '{url}'}}]}}\n"


def _pages() -> dict[str, bytes]:
    """The real pages behind a plain list."""
    served = {}
    links = []
    for item in _gold():
        path = DATA / "html_cyr" / str(item["file"])
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        served[f"/{path.name.partition('.')[0]}"] = reply(200, content, {"Content-Type": "text/html"})
        words = f"Новина зі справжньої сторінки {path.name}"
        links.append(f'<div class="item"><a href="/{path.name.partition(".")[0]}">{words}</a></div>')
    listing = f"<!doctype html><html><body><main>{''.join(links)}</main></body></html>"
    return {**served, "/": reply(200, listing.encode(), {"Content-Type": "text/html; charset=utf-8"})}


def _gold() -> list[dict[str, Any]]:
    path = DATA / "html_cyr" / "gold.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def _source(ran: Ran, number: int) -> dict[str, Any]:
    return next(line for line in ran.told["sources"] if line["id"] == f"feed-{number}-feed")


def test_the_run_ends_without_a_bug(ran: Ran) -> None:
    assert ran.code in (0, 1)
    assert "Traceback" not in ran.errors
    assert [issue["kind"] for issue in ran.told["issues"]] == ["daily"]
    assert all(Path(name).is_file() for issue in ran.told["issues"] for name in issue["files"])


def test_every_feed_answers_with_entries_or_with_a_reason(ran: Ran) -> None:
    states = Counter(_source(ran, number)["state"] for number in range(len(FEEDS)))
    print(states)
    for number in range(len(FEEDS)):
        line = _source(ran, number)
        assert line["entries"] or line["error"], FEEDS[number].name
    assert sum(_source(ran, number)["entries"] > 0 for number in range(len(FEEDS))) >= FEWEST_FILLED


def test_all_entries_are_kept(ran: Ran) -> None:
    """Each new clip of every source is an article, though its page is gone; what is without a word is named."""
    failed = {item["subject"] for item in ran.told["failed"]}
    kept = {article.id for article in ran.articles}
    new = sum(line["new"] for line in ran.told["sources"])
    assert len(kept | failed) >= new - 1
    assert len(kept) >= 0.95 * new


def test_cyrillic_feeds_are_readable(ran: Ran) -> None:
    by_outlet: dict[str, str] = {}
    for article in ran.articles:
        by_outlet[article.outlet] = by_outlet.get(article.outlet, "") + f"\n{article.title}\n{article.text}"
    tried = 0
    for number, path in enumerate(FEEDS):
        words = by_outlet.get(f"feed-{number}", "")
        letters = _CYRILLIC.findall(words.lower())
        if "feeds_enc" not in path.parts or len(letters) < 100:
            continue
        tried += 1
        vowels = sum(letter in "аеиіоу" for letter in letters) / len(letters)
        assert vowels >= VOWELS, (path.name, vowels, words[:200])
        assert "\ufffd" not in words, path.name
    assert tried >= 20


def test_real_pages_travel_the_whole_road(ran: Ran) -> None:
    pages = {urlsplit(article.url).path: article for article in ran.articles if article.outlet == "pages"}
    gold = _gold()
    assert len(pages) == len(gold)
    wrong = [
        item["file"]
        for item in gold
        if (found := pages["/" + item["file"].partition(".")[0]]).published is None
        or str(kyiv_day(found.published.at)) != item["date"]
    ]
    assert len(wrong) <= 1, wrong


def test_the_pages_that_brought_news_are_archived(ran: Ran) -> None:
    assert list((ran.folder / "var" / "archive").glob("*.warc.gz"))
