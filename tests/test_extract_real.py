"""Real Cyrillic pages: dates, headlines, required and forbidden text. Skipped where they are not at hand."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor import extract
from monitor.dates import kyiv_day
from monitor.model import Article, Entry, Outlet, Page

ROOT = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "html_cyr"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
pytestmark = [pytest.mark.quality, pytest.mark.skipif(not ROOT.exists(), reason="the real pages are not here")]

# Words of the sites' own blocks (columns, footers, calls); none may stand in any article.
SITE = (
    "Все права защищены",
    "Усі права",
    "Реклама:",
    "Подписаться",
    "Читайте также",
    "Читайте також",
    "Комментарии",
    "Свидетельство о регистрации",
    "Главный редактор",
    "НАЙ-ЧЕТЕНИ",
    "Банкова сметка",
    "Етикети",
    "Поделиться",
    "Політика конфіденційності",
)


def gold() -> list[dict[str, object]]:
    path = ROOT / "gold.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def read(item: dict[str, object]) -> Article:
    path = ROOT / str(item["file"])
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    url = str(item["url"])
    page = Page(url=url, final_url=url, status=200, content_type="text/html", content=content, fetched=NOW)
    entry = Entry(source="s", key=url, url=url)
    return extract.article(page, entry, outlet=Outlet(id="o", name="Видання"), article_id="a", now=NOW)


@pytest.fixture(scope="module")
def read_all() -> list[tuple[dict[str, object], Article]]:
    return [(item, read(item)) for item in gold()]


def test_the_day_is_right_in_all_but_one(read_all: list[tuple[dict[str, object], Article]]) -> None:
    wrong = [
        item["file"]
        for item, found in read_all
        if found.published is None or str(kyiv_day(found.published.at)) != item["date"]
    ]
    assert len(wrong) <= 1, wrong


def test_headlines_and_required_text(read_all: list[tuple[dict[str, object], Article]]) -> None:
    for item, found in read_all:
        if "title" in item:
            assert found.title == item["title"]
        for wanted in item.get("must_have", []):  # type: ignore[attr-defined]
            assert wanted in found.text
        for barred in item.get("must_not_have", []):  # type: ignore[attr-defined]
            assert barred not in found.text


def test_paragraphs_of_the_long_article(read_all: list[tuple[dict[str, object], Article]]) -> None:
    item, found = next((item, found) for item, found in read_all if "paragraphs" in item)
    # The gold's own last two paragraphs are teasers of the site's column, and «***» is no text.
    wanted = [text for text in item["paragraphs"] if text != "***"][:-2]  # type: ignore[index]
    assert [text for text in wanted if text not in found.paragraphs] == []
    assert len(found.paragraphs) <= len(wanted) + 1


def test_nothing_of_the_sites_own_blocks(read_all: list[tuple[dict[str, object], Article]]) -> None:
    leaks = [(item["file"], phrase) for item, found in read_all for phrase in SITE if phrase in found.text]
    assert leaks == []
