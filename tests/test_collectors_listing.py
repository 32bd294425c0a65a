"""Listings by selectors and by guess: titles, dates, pages, redesigns."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.errors import CollectError, FetchError
from monitor.listing_guess import guess_listing
from monitor.model import Entry, Harvest, ListingRule, Page
from tests.canned import NOW, Web, harvest, page

URL = "https://visti.example/news"
RULE = ListingRule(item=".card", link="h2 a", date=".when", next="a.next", pages=3)


def card(body: str) -> str:
    return f'<div class="card">{body}</div>'


def visit(
    content: str, rule: ListingRule | None = RULE, *, web: Web | None = None, seen: tuple[str, ...] = ()
) -> Harvest:
    return harvest("listing", page(URL, content, "text/html; charset=utf-8"), web=web, seen=seen, listing=rule)


def only(content: str, rule: ListingRule = RULE) -> Entry:
    [entry] = visit(content, rule).entries
    return entry


@pytest.mark.parametrize(
    ("body", "rule", "title"),
    [
        ('<h2><a href="/1">Дах <b>готовий</b></a></h2>', RULE, "Дах готовий"),
        ('<a href="/1"><img alt="Дах на фото"></a>', ListingRule(item=".card"), "Дах на фото"),
        ('<a href="/1" title="Дах у підказці"></a>', ListingRule(item=".card"), "Дах у підказці"),
        ('<a href="/1"><img></a><p><a href="/1">Дах поруч</a></p>', ListingRule(item=".card"), "Дах поруч"),
        ('<a href="/1">Читати</a><p class="t">Дах окремо</p>', ListingRule(item=".card", title=".t"), "Дах окремо"),
    ],
)
def test_where_a_title_stands(body: str, rule: ListingRule, title: str) -> None:
    entry = only(card(body), rule)
    assert (entry.title, entry.url) == (title, "https://visti.example/1")


@pytest.mark.parametrize(
    ("written", "instant", "exact"),
    [
        ('<span class="when">22 листопада 2026, 09:15</span>', datetime(2026, 11, 22, 7, 15, tzinfo=UTC), True),
        ('<span class="when">22 ноября 2026 г. в 9:15</span>', datetime(2026, 11, 22, 7, 15, tzinfo=UTC), True),
        ('<span class="when">сьогодні о 08:30</span>', datetime(2026, 11, 22, 6, 30, tzinfo=UTC), True),
        ('<span class="when">21.11.2026</span>', datetime(2026, 11, 20, 22, 0, tzinfo=UTC), False),
        ('<time class="when" datetime="2026-11-21T08:00:00+02:00">вчора</time>', datetime(2026, 11, 21, 6, 0, tzinfo=UTC), True),
        ('<span class="when">Культура</span><span class="when">21.11.2026 10:00</span>', datetime(2026, 11, 21, 8, 0, tzinfo=UTC), True),
        ('<span class="when">давно</span>', None, True),
    ],
)  # fmt: skip
def test_dates_of_items(written: str, instant: datetime | None, exact: bool) -> None:
    entry = only(card(f'<h2><a href="/1">Дах</a></h2>{written}'))
    assert (entry.published, entry.published_exact) == (instant, exact)


def test_a_time_element_is_read_without_a_selector() -> None:
    entry = only(card('<a href="/1">Дах</a><time datetime="2026-11-21T06:00:00Z"></time>'), ListingRule(item=".card"))
    assert entry.published == datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


def test_an_item_may_be_the_link_itself() -> None:
    entry = only('<a class="card" href="1.html"><h3>Дах</h3></a>', ListingRule(item="a.card"))
    assert (entry.url, entry.title) == ("https://visti.example/1.html", "Дах")


def test_a_base_element_counts() -> None:
    assert only('<base href="https://visti.example/uk/">' + card('<h2><a href="1">Дах</a></h2>')).url.endswith("/uk/1")


def test_an_article_named_twice_is_one_entry_with_all_that_is_known() -> None:
    twice = card('<h2><a href="/1"></a></h2>') + card(
        '<h2><a href="/1?utm_source=x">Дах</a></h2><i class="when">21.11.2026</i>'
    )
    entry = only(twice)
    assert entry.title == "Дах"
    assert entry.published is not None


def _pages(count: int) -> Web:
    def html(number: int) -> str:
        nxt = f'<a class="next" href="/news?page={number + 1}">Далі</a>' if number < count else ""
        return "".join(card(f'<h2><a href="/{number}-{n}">Дах {n}</a></h2>') for n in range(3)) + nxt

    urls = {f"{URL}?page={number}": html(number) for number in range(1, count + 1)}
    return Web({url: page(url, content, "text/html; charset=utf-8") for url, content in urls.items()})


def _first(web: Web) -> str:
    found = web.pages[f"{URL}?page=1"]
    assert found is not None
    return found.content.decode()


def test_pages_are_followed_until_something_known() -> None:
    web = _pages(9)
    found = visit(_first(web), web=web, seen=("https://visti.example/2-1",))
    assert web.asked == [f"{URL}?page=2"]
    assert len(found.entries) == 6
    assert found.notes == ()


def test_the_limit_of_pages_is_told() -> None:
    web = _pages(9)
    found = visit(_first(web), web=web)
    assert len(web.asked) == 2
    assert len(found.entries) == 9
    assert "page=4" in found.notes[0]
    assert found.cut


def test_a_page_of_what_was_there_at_the_last_visit_ends_the_list() -> None:
    first = (
        card('<h2><a href="/1">Нове</a></h2><i class="when">20.11.2026 10:00</i>') + '<a class="next" href="?p=2">2</a>'
    )
    old = (
        card('<h2><a href="/2">Давнє</a></h2><i class="when">01.11.2026 10:00</i>')
        + '<a class="next" href="?p=3">3</a>'
    )
    since = replace(RULE, pages=50, since=datetime(2026, 11, 10, tzinfo=UTC))
    found = visit(first, since, web=Web({f"{URL}?p=2": page(f"{URL}?p=2", old, "text/html; charset=utf-8")}))
    assert [entry.title for entry in found.entries] == ["Нове", "Давнє"]
    assert (found.notes, found.cut) == ((), False)


def test_a_second_page_that_is_not_there_ends_the_list() -> None:
    found = visit(_first(_pages(2)), web=Web())
    assert len(found.entries) == 3
    assert "could not be read" in found.notes[0]


def test_a_second_page_that_is_down_repeats_the_visit() -> None:
    def get(url: str) -> Page:
        raise FetchError(url, "timeout", "no answer")

    with pytest.raises(FetchError):
        visit(_first(_pages(2)), web=get)  # type: ignore[arg-type]


def test_pages_that_lead_to_themselves_or_away_end() -> None:
    for href in ("/news", "https://elsewhere.example/news"):
        html = card('<h2><a href="/1">Дах</a></h2>') + f'<a class="next" href="{href}">Далі</a>'
        web = Web()
        visit(html, web=web)
        assert web.asked == []


@pytest.mark.parametrize(
    ("content", "rule", "kind", "words"),
    [
        ("<div class='tile'><a href='/1'>Дах</a></div>", RULE, "redesigned", "redesigned"),
        (card("<p>без посилання</p>"), RULE, "redesigned", "redesigned"),
        ("", RULE, "redesigned", "redesigned"),
        (card("x"), ListingRule(item="div[["), "broken", "not valid"),
        (card("x"), ListingRule(item="div:no-such"), "broken", "not valid"),
        ("<p>Нічого схожого на список</p>", None, "broken", "guessed"),
        ("<title>Just a moment...</title><body><div id='cf_chl_opt'>x</div></body>", RULE, "blocked", "challenge"),
    ],
)
def test_a_redesign_is_an_error_and_never_zero_items(
    content: str, rule: ListingRule | None, kind: str, words: str
) -> None:
    with pytest.raises(CollectError, match=words) as caught:
        visit(content, rule)
    assert caught.value.kind == kind


# --- thirty redesigns (promise 28) ---------------------------------------------------------------------------------

BEFORE = (
    "<main>"
    + "".join(
        f'<div class="card"><h2><a href="/p/{n}">У місті відкрили сквер номер {n}</a></h2><i class="when">21.11.2026</i></div>'
        for n in range(9)
    )
    + "</main>"
)
REDESIGNS = {
    "class renamed": BEFORE.replace("card", "tile"),
    "class made a module's": BEFORE.replace('"card"', '"card_x7Gh2"'),
    "utility classes": BEFORE.replace('"card"', '"p-4 rounded"'),
    "class became an id": BEFORE.replace('class="card"', 'id="card"'),
    "upper case": BEFORE.replace('"card"', '"Card"'),
    "heading changed": BEFORE.replace("h2>", "h3>"),
    "heading gone": BEFORE.replace("<h2>", "<p>").replace("</h2>", "</p>"),
    "link around the heading": BEFORE.replace("<h2><a", "<a").replace("</a></h2>", "</a>"),
    "buttons for links": BEFORE.replace("<a href=", "<button data-href=").replace("</a>", "</button>"),
    "links without address": BEFORE.replace("href=", "data-src="),
    "links by script": BEFORE.replace('href="/p/', 'href="javascript:go('),
    "own elements": BEFORE.replace('div class="card"', "news-card").replace("</div>", "</news-card>"),
    "table": BEFORE.replace('div class="card"', "tr").replace("</div>", "</tr>"),
    "in a template": f"<template>{BEFORE}</template>".replace("card", "t-card"),
    "in a script": "<div id='app'></div><script>window.DATA = [{'title': 'Сквер', 'url': '/p/1'}]</script>",
    "empty shell": '<div id="root"></div><script src="/app.js"></script>',
    "placeholders": '<div class="card"><h2></h2></div>' * 9,
    "skeletons with dead links": '<div class="card"><h2><a href="#">…</a></h2></div>' * 9,
    "in a frame": '<iframe src="/news-frame"></iframe>',
    "nothing found": "<main><p>За вашим запитом нічого не знайдено</p></main>",
    "maintenance": "<h1>Технічні роботи</h1><p>Скоро повернемося.</p>",
    "login": '<form action="/login"><input name="user"><input name="password" type="password"></form>',
    "soft 404": "<h1>404</h1><p>Сторінку не знайдено</p>",
    "parked domain": '<h1>Домен продається</h1><a href="https://registrar.example/buy">Купити</a>',
    "database error": "<b>Fatal error</b>: Uncaught mysqli_sql_exception in /srv/db.php:12",
    "cut before the list": BEFORE[:40],
    "a challenge": "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>",
    "a consent wall": "<div class='consent'><h2>Ми цінуємо вашу приватність</h2><button>Згоден</button></div>",
    "feed instead of page": '<rss version="2.0"><channel><item><link>https://visti.example/1</link></item></channel></rss>',
    "old class on rubrics": '<div class="card"><h2><a href="/sport">Спорт</a></h2></div>' * 4 + BEFORE.replace("card", "tile"),
}  # fmt: skip


def test_redesigns_are_noticed() -> None:
    assert len(REDESIGNS) == 30
    assert visit(BEFORE).state == "ok"
    missed = []
    for name, content in REDESIGNS.items():
        try:
            visit(content)
            missed.append(name)
        except CollectError:
            continue
    # An old class that now marks the rubrics cannot be told from a quiet day by one visit.
    assert missed == ["old class on rubrics"]


# --- guessing ------------------------------------------------------------------------------------------------------

TITLES = [f"У місті відкрили оновлений сквер номер {n}" for n in range(12)]
MENU = (
    "<nav><ul>"
    + "".join(f'<li><a href="/r/{n}">Довга назва рубрики сайту {n}</a></li>' for n in range(30))
    + "</ul></nav>"
)
KINDS = {
    "cards with classes": ("div", '<div class="news-card"><span class="news-date">21.11.2026</span><h3><a href="/p/{n}">{t}</a></h3></div>'),
    "list without classes": ("ul", '<li><a href="/p/{n}">{t}</a> <small>21.11.2026</small></li>'),
    "articles with times": ("main", '<article class="post post-{n}{n}"><time datetime="2026-11-21">вчора</time><h2><a href="/p/{n}">{t}</a></h2><a href="/p/{n}">Читати далі про це тут</a></article>'),
    "picture link first": ("section", '<div class="item"><a href="/p/{n}"><img src="/i.jpg"></a><div class="txt"><a class="ttl" href="/p/{n}">{t}</a><span class="date">10:15</span></div></div>'),
    "table rows": ("table", '<tr><td class="d">21 листопада</td><td><a href="/p/{n}">{t}</a></td></tr>'),
    "table rows without classes": ("table", '<tr><td>21.11.2026</td><td><a href="/p/{n}">{t}</a></td></tr>'),
    "date in the last column": ("table", '<tr><td>{n}</td><td><a href="/p/{n}">{t}</a></td><td><nobr>21.11.2026, 10:15</nobr></td></tr>'),
    "divisions without classes": ("div", '<div class="news-row"><div>Новини</div><div><font>21 листопада</font></div><p><a href="/p/{n}">{t}</a></p></div>'),
    "definition list": ("div", '<div class="row"><b class="day">21.11.2026</b><a class="name" href="/p/{n}">{t}</a></div>'),
}  # fmt: skip


@pytest.mark.parametrize(("wrapper", "pattern"), KINDS.values(), ids=KINDS.keys())
def test_a_guess_finds_every_article_and_no_menu(wrapper: str, pattern: str) -> None:
    items = "".join(pattern.format(n=n, t=title) for n, title in enumerate(TITLES))
    html = f'<html><body>{MENU}<{wrapper} class="list">{items}</{wrapper}><footer>{MENU}</footer></body></html>'
    rule = guess_listing(html, URL)
    assert rule is not None
    assert rule.date is not None
    found = harvest("listing", page(URL, html, "text/html; charset=utf-8"))
    assert [entry.title for entry in found.entries] == TITLES
    assert all(entry.published is not None for entry in found.entries)
    assert "check and write them down" in found.notes[0]


@pytest.mark.parametrize(
    ("row", "date"),
    [
        ('<tr><td>21.11.2026</td><td><a href="/p/{n}">{t}</a></td></tr>', ":scope > td:nth-child(1)"),
        ('<tr><!-- {n} --><th>{n}</th><td> 21.11.2026 </td><td><a href="/p/{n}">{t}</a></td></tr>', ":scope > td:nth-child(2)"),
        ('<tr><td><a href="/p/{n}">{t}</a><p>21.11.2026</p>Про це та про багато іншого – у новому числі нашої газети.</td></tr>', None),
        ('<tr><td>21.11.2026 <a href="/p/{n}">{t}</a></td></tr>', None),
        ('<tr><td>Новини</td><td><a href="/p/{n}">{t}</a></td></tr>', None),
        ('<tr><td>Новини</td><td><a href="/p/{n}">{t} 30 листопада</a></td></tr>', None),
        ('<tr><td><a href="/d/{n}">21.11.2026</a></td><td><a href="/p/{n}">{t}</a></td></tr>', ":scope > td:nth-child(1)"),
    ],
)  # fmt: skip
def test_a_column_is_named_by_its_number_where_it_holds_the_date_alone(row: str, date: str | None) -> None:
    rows = "".join(row.format(n=n, t=title) for n, title in enumerate(TITLES))
    rule = guess_listing(f'<body><table class="news">{rows}</table></body>', URL)
    assert rule is not None
    assert rule.date == date


@pytest.mark.parametrize(
    ("html", "selector"),
    [
        ('<a rel="next" href="?p=2">2</a>', "a[rel~=next]"),
        ('<a class="next-page" href="?p=2">Далі</a>', "a.next-page"),
        ('<li class="pager-next"><a href="?p=2">»</a></li>', ".pager-next a"),
        ('<a href="?p=2">2</a>', None),
    ],
)
def test_the_next_page_is_guessed(html: str, selector: str | None) -> None:
    items = "".join(f'<div class="news-card"><a href="/p/{n}">{title}</a></div>' for n, title in enumerate(TITLES))
    rule = guess_listing(f"<body>{items}{html}</body>", URL)
    assert rule is not None
    assert rule.next == selector


def test_the_clock_of_a_listing_is_when_the_page_was_fetched() -> None:
    entry = only(card('<h2><a href="/1">Дах</a></h2><i class="when">5 хвилин тому</i>'))
    assert entry.published is not None
    assert entry.published <= NOW
