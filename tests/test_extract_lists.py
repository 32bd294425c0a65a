"""Pages that list articles in any layout are refused; articles that hold cards, buttons and digests are read."""

from __future__ import annotations

import pytest

from monitor.errors import ExtractError
from monitor.model import LIST_PAGE
from monitor.pagekind import is_list_address
from tests.extract_pages import BODY, TITLE, html, read

NEWS = [
    (
        "Школі в Лозуватій купили автобус",
        "Автобус на тридцять місць передали школі, ним возитимуть дітей із трьох сіл.",
    ),
    ("Мер відзвітував", "Міський голова розповів депутатам про дороги, лікарню та борги теплокомуненерго."),
    ("Рятувальники застерігають", "Під час поривів вітру не паркуйте авто під деревами та рекламними щитами."),
    ("Прорвало трубу", "Аварійна бригада працює з ночі, воду обіцяють дати до вечора."),
    ("Бібліотека кличе на читання", "Початок о третій, вхід вільний, місць шістдесят."),
]
ARTICLE = "<meta property='og:type' content='article'>"
CARDS = {
    "dated": lambda n, title, text: f"<div class=post><h2><a href='/n/{n}'>{title}</a></h2><span class=date>17.11.2026</span><p>{text}</p></div>",
    "buttoned": lambda n, title, text: f"<div class=post><h2><a href='/n/{n}'>{title}</a></h2><p>{text}</p><a href='/n/{n}'>Детальніше</a></div>",
    "plain": lambda n, title, text: f"<article><h3><a href='/n/{n}'>{title}</a></h3><p>{text}</p></article>",
}  # fmt: skip


def rows(card: str, count: int = 5) -> str:
    return "".join(CARDS[card](n, title, text) for n, (title, text) in enumerate(NEWS[:count]))


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("count", [4, 5])
@pytest.mark.parametrize("head", ["", ARTICLE])
def test_a_row_of_cards_is_a_list_whatever_the_template_calls_it(card: str, count: int, head: str) -> None:
    with pytest.raises(ExtractError) as caught:
        read(html(f"<h1>Лозувата</h1>{rows(card, count)}", title="Лозувата – новини міста", head=head))
    assert str(caught.value) == LIST_PAGE


def test_headings_with_teasers_that_end_in_buttons_are_a_list() -> None:
    cards = "".join(
        f"<div class=post><h3>{title}</h3><p>{text} <a href='/n/{n}'>Детальніше…</a></p></div>"
        for n, (title, text) in enumerate(NEWS)
    )
    with pytest.raises(ExtractError, match="перелік"):
        read(html(f"<h1>Тема: Лозувата</h1>{cards}", title="Лозувата"))


def test_an_article_above_a_row_of_cards_is_read() -> None:
    assert len(read(html(f"<h1>{TITLE}</h1>{BODY}{rows('plain')}", head=ARTICLE)).paragraphs) == 3


def test_an_article_below_a_row_of_cards_is_read() -> None:
    assert "тридцять місць" in read(html(f"<h1>{TITLE}</h1>{BODY}{rows('dated')}")).text


def test_a_digest_that_the_feed_names_is_an_article() -> None:
    title = "Головне за тиждень у Лозуватій"
    items = "".join(f"<h2><a href='/n/{n}'>{head}</a></h2><p>{text}</p>" for n, (head, text) in enumerate(NEWS))
    assert len(read(html(f"<h1>{title}</h1>{items}", title=title), title=title).paragraphs) == len(NEWS)


def test_paragraphs_with_links_to_more_are_no_list_without_headings() -> None:
    text = "".join(f"<p>{text} <a href='/n/{n}'>Детальніше</a></p>" for n, (_, text) in enumerate(NEWS))
    assert len(read(html(f"<h1>{TITLE}</h1><div class=text>{text}</div>")).paragraphs) == 5


LISTS = [
    "https://a.example/",
    "https://a.example/uk/",
    "https://a.example/index.php",
    "https://a.example/tag/lozuvata/",
    "https://a.example/tags/miska-rada",
    "https://a.example/uk/category/misto",
    "https://a.example/author/nina-soroka/",
    "https://a.example/2026/11/",
    "https://a.example/2026/11/17",
    "https://a.example/novyny/2026/",
    "https://a.example/news/page/3/",
    "https://a.example/page/48",
    "https://a.example/category/%D0%BC%D1%96%D1%81%D1%8C%D0%BA%D0%B0-%D1%80%D0%B0%D0%B4%D0%B0/",
    "https://a.example/?s=автобус",
]
NO_LISTS = [
    "https://a.example/2026/11/shkola/",
    "https://a.example/category/misto/shkoli-v-lozuvatij-kupyly-avtobus/",
    "https://a.example/category/shkoli-v-lozuvatij-kupyly-avtobus",
    "https://a.example/category/pozhezha-na-skladi",
    "https://a.example/category/%D0%BF%D0%BE%D0%B6%D0%B5%D0%B6%D0%B0-%D0%BD%D0%B0-%D1%81%D0%BA%D0%BB%D0%B0%D0%B4%D1%96/",
    "https://a.example/rubric/misto/remont_v_shkoli",
    "https://a.example/page/12345",
    "https://a.example/news/page/881/",
    "https://a.example/tag/12345",
    "https://a.example/tag/12345.html",
    "https://a.example/archive/77",
    "https://a.example/news",
    "https://a.example/news/2026-11-17",
    "https://a.example/?p=77",
    "https://a.example/?page=article&id=5",
    "https://a.example/page/pro-nas",
]


@pytest.mark.parametrize("url", LISTS)
def test_addresses_that_only_lists_have(url: str) -> None:
    assert is_list_address(url)


@pytest.mark.parametrize("url", NO_LISTS)
def test_addresses_that_an_article_may_have(url: str) -> None:
    assert not is_list_address(url)
