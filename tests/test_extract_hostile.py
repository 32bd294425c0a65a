"""Pages made to break an extractor: whatever the bytes are, an Article or an ExtractError comes out, and soon."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import extract
from monitor.dates import parse
from monitor.errors import ExtractError
from monitor.markup import blocks, parse_html
from monitor.markup.tree import DEEPEST, MOST_ELEMENTS
from monitor.model import Article, Entry, Outlet, Page, Recipe

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
URL = "https://krai.example/n/1"
OUTLET = Outlet(id="krai", name="Край")
PAGES = sorted((Path(__file__).parent / "data" / "pages").glob("*.html"))

P = "<p>Роботи почалися ще навесні, коли мешканці зібрали підписи під петицією, і тривали до осені.</p>"
H = "<html><head><title>Заголовок тексту новини</title></head><body><h1>Заголовок тексту новини</h1>"
LINK = "<a href=/n/1>Прокуратура повернула громаді ставок біля лісу</a>"
HOSTILE = {
    "nested div": H + "<div>" * 30_000 + P + "</div>" * 30_000,
    "nested inline": H + "<font><b><i>слово" * 20_000 + P,
    "nested tables": H + "<table><tr><td>" * 8_000 + P,
    "nested lists": H + "<ul><li>а" * 20_000,
    "paragraphs": H + P * 2_000,
    "line breaks": H + "а<br>" * 40_000,
    "links": H + f"<p>{LINK}</p>" * 3_000,
    "nested link boxes": H + f"<div>{LINK}" * 4_000,
    "one line": H + "<p>" + "слово " * 150_000 + "</p>",
    "no spaces": H + "<p>" + "а" * 500_000,
    "digits": H + "<p>" + "1.1." * 250_000,
    "stamps": H + "<p>22.11.2026 09:15</p>" * 5_000,
    "dashes": H + "<p>" + "- | « » :: " * 90_000,
    "json deep": H + '<script type="application/ld+json">' + "[" * 200_000 + "</script>" + P,
    "json wide": '<script type="application/ld+json">[' + '{"@type":"Article","datePublished":"x"},' * 9_000 + "{}]</script>" + H + P,
    "attributes": H + "<div " + " ".join(f"a{n}=b" for n in range(60_000)) + ">" + P * 3,
    "headlines": H + "<h1>Заголовок тексту новини</h1>" * 3_000,
    "open headline": H.removesuffix("</h1>") + "".join(f" <span>слово {n} і ще</span>" for n in range(4_000)) + P,
    "comments": H + "<!-- " * 100_000 + P,
    "entities": H + P * 2 + "&amp;" * 90_000 + "&#1;&#xD800;&#99999999;" * 9_000,
    "cdata": H + "<![CDATA[" * 80_000,
    "open tags": "<" * 900_000,
    "frames": H + P * 3 + '<iframe src="https://www.facebook.com/plugins/post.php?href=%ZZ[">' * 3_000,
    "title parts": "<title>" + " | Слово" * 50_000 + "</title><h1>А</h1>" + P * 4,
    "svg": H + "<svg><g>" * 20_000 + P,
}  # fmt: skip


def read(
    content: bytes, *, url: str = URL, content_type: str = "text/html", recipe: Recipe | None = None
) -> Article | None:
    page = Page(url=url, final_url=url, status=200, content_type=content_type, content=content, fetched=NOW)
    try:
        return extract.article(
            page, Entry(source="s", key=url, url=url, title="Заголовок"), outlet=OUTLET, article_id="a", now=NOW, recipe=recipe
        )  # fmt: skip
    except ExtractError:
        return None


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_in_an_article_or_a_refusal(name: str) -> None:
    found = read(HOSTILE[name].encode("utf-8", "replace"))
    assert found is None or found.title


@pytest.mark.parametrize("name", ["nested div", "nested inline", "nested tables", "nested lists", "nested link boxes"])
def test_trees_are_bounded(name: str) -> None:
    root = parse_html(HOSTILE[name])
    assert root is not None
    assert sum(1 for _ in root.iter()) <= MOST_ELEMENTS
    deepest = max(root.iter(), key=lambda element: sum(1 for _ in element.iterancestors()))
    assert sum(1 for _ in deepest.iterancestors()) <= DEEPEST


@given(st.binary(max_size=3_000))
@settings(max_examples=60, deadline=None)
def test_any_bytes(content: bytes) -> None:
    read(content)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_broken_copies_of_good_pages(path: Path) -> None:
    random = Random(path.stem)
    good = path.read_bytes()
    for _ in range(6):
        broken = bytearray(good)
        for _ in range(random.randrange(1, 60)):
            broken[random.randrange(len(broken))] = random.randrange(256)
        cut = random.randrange(1, len(broken))
        for content in (bytes(broken), bytes(broken[:cut]), bytes(broken[cut:])):
            read(
                content,
                content_type=random.choice(["", "text/html", "text/html; charset=koi8-u", "text/plain;;charset="]),
            )


@pytest.mark.parametrize(
    "url", ["", "x", "http://[", "https://a/b?c=%ZZ#", "javascript:1", "https://ї.example/новини/"]
)
def test_odd_addresses(url: str) -> None:
    read((H + P * 4 + '<a href="http://[::1">x</a><a href="//">y</a><img src="http://[">').encode(), url=url)


def test_a_recipe_on_hostile_markup() -> None:
    recipe = Recipe(title="h1", text="div, p", date="time", author="b", remove=("i", "table"))
    for name in ("nested inline", "nested tables", "links", "paragraphs"):
        read(HOSTILE[name][:200_000].encode(), recipe=recipe)


@given(st.text(alphabet="<>/apdivbr \"'=&#;x0123абв", max_size=400))
@settings(max_examples=150, deadline=None)
def test_blocks_lose_and_invent_nothing_of_a_plain_fragment(text: str) -> None:
    root = parse_html(f"<div>{text}</div>")
    if root is None:
        return
    for block in blocks(root):
        assert block.text == block.text.strip()
        assert block.text
        assert 0 <= block.density <= 1


def test_reading_dates_is_linear_in_the_text() -> None:
    for rubbish in ("22 " * 200_000, "січня" * 100_000, "12:" * 300_000, "тому назад " * 90_000):
        parse(rubbish, NOW)
