"""Invented pages in the layouts of real systems: each gives exactly its text, or is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor import extract
from monitor.dates import KYIV, kyiv_day
from monitor.errors import ExtractError
from monitor.model import Article, Entry, Outlet, Page

PAGES = Path(__file__).parent / "data" / "pages"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=KYIV).astimezone(UTC)
OUTLET = Outlet(id="visnyk", name="Вербогайський вісник", home="https://visnyk.example/")
HEADLINE = "На Садовій у Вербогаї замінили водогін"


@dataclass(frozen=True)
class Case:
    """A recorded page and its expected twin."""

    name: str
    url: str
    final_url: str
    content_type: str
    refused: bool
    title: str = ""
    byline: str | None = None
    paragraphs: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    day: str = ""
    language: str = "uk"

    def read(self, *, title: str = "") -> Article:
        page = Page(
            url=self.url,
            final_url=self.final_url,
            status=200,
            content_type=self.content_type,
            content=(PAGES / f"{self.name}.html").read_bytes(),
            fetched=NOW,
        )
        entry = Entry(source="visnyk", key=self.url, url=self.url, title=title)
        return extract.article(page, entry, outlet=OUTLET, article_id="a1", now=NOW)


def load(path: Path) -> Case:
    twin = json.loads(path.read_text(encoding="utf-8"))
    return Case(
        name=path.stem,
        url=twin["url"],
        final_url=twin.get("final_url", twin["url"]),
        content_type=twin.get("content_type", "text/html; charset=utf-8"),
        refused=twin.get("refused", False),
        title=twin.get("title", ""),
        byline=twin.get("byline"),
        paragraphs=tuple(twin.get("paragraphs", ())),
        links=tuple(twin.get("links", ())),
        day=twin.get("day", ""),
        language=twin.get("language", "uk"),
    )


CASES = [load(path) for path in sorted(PAGES.glob("*.json"))]
ARTICLES = [case for case in CASES if not case.refused]
OTHERS = [case for case in CASES if case.refused]


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(ARTICLES) >= 15
    assert len(OTHERS) >= 6


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case.name)
def test_paragraphs_are_exactly_the_articles(case: Case) -> None:
    assert case.read().paragraphs == case.paragraphs


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case.name)
def test_everything_beside_the_text(case: Case) -> None:
    found = case.read()
    assert found.title == case.title
    assert found.byline == case.byline
    assert tuple(link.url for link in found.links) == case.links
    assert found.language == case.language
    assert found.published is not None
    assert str(kyiv_day(found.published.at)) == case.day
    assert found.quarantine is None


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: case.name)
def test_pages_that_are_no_article_are_refused(case: Case) -> None:
    with pytest.raises(ExtractError) as caught:
        case.read(title=HEADLINE)
    assert caught.value.url == case.url
    assert str(caught.value).endswith((".", "»."))
