"""Which line of a page is its headline where the h1 is the site's slogan, or holds a counter or a date."""

from __future__ import annotations

from time import perf_counter

import pytest

from monitor.dates import kyiv_day
from monitor.extract.headline import set_stamps_apart
from monitor.markup import parse_html, structured
from tests.extract_pages import BODY, TITLE, html, read

SLOGAN = "Дзвін: сайт міста Лозувата"
OG = f"<meta property='og:title' content='{TITLE}'>"


@pytest.mark.parametrize(
    "headline", [f"<h2>{TITLE}</h2>", f"<div class=newstitle>{TITLE}</div>", f"<b>{TITLE}</b><br>"]
)
def test_of_a_slogan_on_every_page_the_lists_headline_is_taken(headline: str) -> None:
    page = html(f"<h1>{SLOGAN}</h1>{headline}<i>17.11.2026</i>{BODY}", title=SLOGAN)
    found = read(page, title=TITLE)
    assert found.title == TITLE
    assert found.paragraphs[0].startswith("Автобус на тридцять")
    assert found.published is not None
    assert str(kyiv_day(found.published.at)) == "2026-11-17"


def test_where_the_page_has_no_headline_but_the_slogan_the_lists_stands() -> None:
    assert read(html(f"<h1>{SLOGAN}</h1>{BODY}", title=SLOGAN), title=TITLE).title == TITLE


def test_a_logo_that_is_the_h1_is_no_headline() -> None:
    logo = "<h1><a href='/'>Лозуватський дзвін</a></h1>"
    title = "Лозуватський дзвін: новини міста й громади"
    assert read(html(f"{logo}<h2>{TITLE}</h2>{BODY}", title=title)).title == TITLE


def test_an_h2_that_says_what_the_title_says_goes_before_a_strange_h1() -> None:
    assert read(html(f"<h1>Голос громади</h1><h2>{TITLE}</h2>{BODY}", title=f"{TITLE} – Голос")).title == TITLE


def test_the_headline_that_the_outlet_changed_is_the_pages() -> None:
    page = html(f"<h1>{TITLE}</h1><h2>Що кажуть батьки учнів</h2>{BODY}")
    assert read(page, title="Батьки учнів дякують громаді за транспорт").title == TITLE


def test_a_linked_h2_is_another_articles() -> None:
    other = "<h2><a href='/podii/70'>Дітям подарували транспорт: батьки дякують</a></h2>"
    page = html(f"<h1>{TITLE}</h1>{BODY}{other}")
    assert read(page, title="Дітям подарували транспорт: батьки дякують").title == TITLE


STAMPS = [
    "<span class=views>1 245</span>",
    "<span>1 245</span>",
    "<small>17.11.2026</small>",
    "<small>17 листопада 2026, 09:15</small>",
    "<span class=cnt>Переглядів: 77</span>",
    "<time datetime='2026-11-17T09:15+02:00'>17.11.2026</time>",
]


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("known", ["", TITLE])
def test_counters_and_dates_in_the_h1_are_no_part_of_it(stamp: str, known: str) -> None:
    for headline in (f"{TITLE} {stamp}", f"{stamp} {TITLE}"):
        found = read(html(f"<h1>{headline}</h1>{BODY}", head=OG), title=known)
        assert found.title == TITLE
        assert found.paragraphs[0].startswith("Автобус на тридцять")
        if "17" in stamp:
            assert found.published is not None
            assert str(kyiv_day(found.published.at)) == "2026-11-17"


def test_what_is_called_a_counter_is_one_though_nobody_says_the_headline() -> None:
    page = f"<html><body><h1>{TITLE} <span class=views>1 245</span></h1>{BODY}</body></html>"
    assert read(page).title == TITLE


def test_counters_at_both_ends_of_the_h1_are_no_part_of_it() -> None:
    page = html(f"<h1><b class=views>1 245</b> {TITLE} <time>17.11.2026</time></h1>{BODY}", head=OG)
    assert read(page).title == TITLE


OPEN = [
    "<h1>{title} " + "".join(f"<span>слово {n} і ще</span> " for n in range(4_000)),
    "<h1>{title} " + "<span></span> " * 4_000,
    "".join(f"<h2>{{title}} <span>{n} переглядів</span> " for n in range(4_000)),
]


@pytest.mark.parametrize("page", OPEN)
def test_the_parts_of_a_heading_that_was_never_closed_are_soon_looked_through(page: str) -> None:
    root = parse_html(html(page.replace("{title}", TITLE) + BODY))
    assert root is not None
    said, begun = "".join(root.itertext()), perf_counter()
    set_stamps_apart(root, structured(root), TITLE)
    assert perf_counter() - begun < 3
    assert "".join(root.itertext()) == said, "half a page is no headline with a counter"


WHOLE = ["Бюджет Лозуватої на <b>2027</b>", "Вийшла збірка «Обрії» <span>1984</span>", "<span>12</span> нових зупинок"]


@pytest.mark.parametrize("headline", WHOLE)
@pytest.mark.parametrize("stated", [True, False])
def test_a_number_of_the_headline_stays(headline: str, stated: bool) -> None:
    plain = headline.replace("<b>", "").replace("</b>", "").replace("<span>", "").replace("</span>", "")
    page = html(f"<h1>{headline}</h1>{BODY}", title=f"{plain} – Дзвін" if stated else "Дзвін")
    assert read(page).title == plain
