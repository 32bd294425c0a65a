"""A small invented outlet's pages, and what is read of them, for the tests of extraction."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor import extract
from monitor.dates import KYIV
from monitor.model import Article, Entry, Outlet, Page

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=KYIV).astimezone(UTC)
URL = "https://dzvin.example/podii/77-avtobus.html"
OUTLET = Outlet(id="dzvin", name="Дзвін", home="https://dzvin.example/")
TITLE = "Школі в Лозуватій купили автобус"
PROSE = (
    "Автобус на тридцять місць передали школі в Лозуватій, ним возитимуть дітей із трьох сіл.",
    "Машину купили коштом громади та обласної субвенції, вона обійшлася в чотири мільйони гривень.",
    "Досі діти йшли до зупинки два кілометри вздовж траси, розповіла директорка Ніна Сорока.",
)
BODY = "".join(f"<p>{line}</p>" for line in PROSE)


def read(html: str, *, title: str = "", url: str = URL, summary: str = "") -> Article:
    """The article of this page; `title` and `summary` are what its source said of it."""
    page = Page(url=url, final_url=url, status=200, content_type="text/html; charset=utf-8",
                content=html.encode(), fetched=NOW)  # fmt: skip
    entry = Entry(source="dzvin", key=url, url=url, title=title, summary=summary)
    return extract.article(page, entry, outlet=OUTLET, article_id="a1", now=NOW)


def html(body: str, *, title: str = TITLE, head: str = "") -> str:
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"
    )
