"""Headlines, bylines, links, recipes, entries without a page, redirects and quarantine, case by case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor import extract
from monitor.dates import KYIV
from monitor.errors import ExtractError
from monitor.extract.headline import strip_site
from monitor.language.letters import letters
from monitor.model import Article, Entry, Link, Outlet, Page, Post, Recipe

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=KYIV).astimezone(UTC)
URL = "https://krai.example/news/most"
SITE = Outlet(id="krai", name="Вербогайський край", home="https://krai.example/", aliases=("Край",))
TITLE = "У Калиновому полагодили міст через річку"
BODY = (
    "<p>У селі Калинове відкрили рух мостом, який ремонтували з весни через тріщини в опорах.</p>"
    "<p>Роботи виконало обласне підприємство, сказала староста Ганна Бук, вони коштували чотири мільйони гривень.</p>"
    "<p>Нагадаємо, об’їзд займав двадцять кілометрів, тож діти добиралися до школи майже годину.</p>"
)


def read(
    html: str, *, entry: Entry | None = None, recipe: Recipe | None = None, final_url: str = URL, outlet: Outlet = SITE
) -> Article:
    page = Page(url=URL, final_url=final_url, status=200, content_type="text/html; charset=utf-8",
                content=html.encode(), fetched=NOW)  # fmt: skip
    known = entry or Entry(source="krai", key=URL, url=URL)
    return extract.article(page, known, outlet=outlet, article_id="a1", now=NOW, recipe=recipe)


def page(head: str = "", *, body: str = BODY, title: str = TITLE, top: str = "", end: str = "") -> str:
    return f"<html><head>{head}</head><body>{top}<article><h1>{title}</h1><div class=text>{body}</div>{end}</article></body></html>"


# --- headlines ----------------------------------------------------------------------------------------------------

SITES = frozenset({"вербогайський край", "край", "krai.example", "krai"})
TAILS = [
    (f"{TITLE} | Вербогайський край", TITLE),
    (f"{TITLE} - Вербогайський край", TITLE),
    (f"{TITLE} — Край", TITLE),
    (f"{TITLE} » Новини » Край", TITLE + " » Новини"),
    (f"Вербогайський край :: {TITLE}", TITLE),
    (f"Край: новини | {TITLE}", TITLE),
    (f"{TITLE} | Громада | krai.example", TITLE),
    ("Ремонт – справа громади", "Ремонт – справа громади"),
    ("Міст – це дорога, а дорога – життя - Край", "Міст – це дорога, а дорога – життя"),
    ("Рух мостом відкрито: 5 фото | Край", "Рух мостом відкрито: 5 фото"),
    ("Край", "Край"),
]


@pytest.mark.parametrize(("written", "expected"), TAILS, ids=[written for written, _ in TAILS])
def test_site_names_are_cut_from_headlines(written: str, expected: str) -> None:
    assert strip_site(written, SITES) == expected


HEADLINES = [
    ("only title", f"<title>{TITLE} | Край</title>", f"<div>{BODY}</div>", TITLE),
    ("h1 beside og:title", f'<meta property="og:title" content="{TITLE}"><title>x</title>', f"<h1>{TITLE}</h1>{BODY}", TITLE),
    ("site name in h1", f"<title>{TITLE} - Край</title>", f"<h1>Вербогайський край</h1><h2>{TITLE}</h2>{BODY}", TITLE),
    ("two h1", f'<meta property="og:title" content="{TITLE}">', f"<h1>Реклама місяця</h1><h1>{TITLE}</h1>{BODY}", TITLE),
    ("cut h1", f'<meta property="og:title" content="{TITLE}">', f"<h1>У Калиновому полагодили міст…</h1>{BODY}", TITLE),
    ("entities twice", '<meta property="og:title" content="Міст &amp;quot;Калиновий&amp;quot; відкрито">',
     f"<div>{BODY}</div>", 'Міст "Калиновий" відкрито'),
    ("microdata", "<title>Край</title>", f'<h2 itemprop="headline">{TITLE}</h2>{BODY}', TITLE),
    ("spans in h1", f"<title>{TITLE}</title>", f"<h1><a href=/><span>{TITLE}</span></a></h1>{BODY}", TITLE),
]  # fmt: skip


@pytest.mark.parametrize(("name", "head", "body", "expected"), HEADLINES, ids=[case[0] for case in HEADLINES])
def test_headlines(name: str, head: str, body: str, expected: str) -> None:
    assert read(f"<html><head>{head}</head><body>{body}</body></html>").title == expected


def test_the_feeds_headline_helps_to_choose_and_to_fill() -> None:
    entry = Entry(source="krai", key=URL, url=URL, title=TITLE)
    html = f"<html><body><h1>Вісті громади та району</h1><h1>{TITLE}</h1>{BODY}</body></html>"
    assert read(html, entry=entry).title == TITLE
    assert read(f"<html><body><div>{BODY}</div></body></html>", entry=entry).title == TITLE


# --- bylines ------------------------------------------------------------------------------------------------------

AUTHOR = '<script type="application/ld+json">{{"@type":"NewsArticle","author":{0},"publisher":{{"name":"Медіадім"}}}}</script>'
BYLINES = [
    ("person in JSON-LD", page(AUTHOR.format('{"@type":"Person","name":"Орина Лозова"}')), "Орина Лозова"),
    ("two persons", page(AUTHOR.format('[{"name":"Орина Лозова"},{"name":"Іван Крук"}]')), "Орина Лозова, Іван Крук"),
    ("plain string", page(AUTHOR.format('"Орина Лозова"')), "Орина Лозова"),
    ("publisher as author", page(AUTHOR.format('{"name":"Медіадім"}')), None),
    ("the outlet as author", page('<meta name="author" content="Вербогайський край">'), None),
    ("admin", page('<meta name="author" content="admin">'), None),
    ("meta", page('<meta name="author" content="Орина Лозова">'), "Орина Лозова"),
    ("a link is no name", page('<meta property="article:author" content="https://facebook.com/krai">'), None),
    ("class", page(body=f"<p class=author>Автор: Орина Лозова</p>{BODY}"), "Орина Лозова"),
    ("a press office signs", page('<meta name="author" content="Пресслужба громади">'), "Пресслужба громади"),
    ("author of another text", page(end="<aside><span class=author>Іван Крук</span></aside>"), None),
    ("photographer", page(body=f"<p class=author>Фото: Іван Крук</p>{BODY}"), None),
]


@pytest.mark.parametrize(("name", "html", "expected"), BYLINES, ids=[case[0] for case in BYLINES])
def test_bylines(name: str, html: str, expected: str | None) -> None:
    assert read(html).byline == expected


# --- links and pictures -------------------------------------------------------------------------------------------


def test_links_are_those_of_the_body_absolute_and_once() -> None:
    body = (
        BODY.replace("</p>", ' <a href="/doc/7#p2">рішення</a>, <a href="//rada.example/n?id=1">сайт</a></p>', 1)
        + '<p>Деталі <a href="/doc/7#p2">тут</a>, <a href="mailto:a@b.example">пошта</a>, <a href="#x">якір</a>.</p>'
    )
    found = read(page(body=body, top='<nav><a href="/menu">Меню</a></nav>', end='<aside><a href="/a">Інше</a></aside>'))
    assert found.links == (
        Link(url="https://krai.example/doc/7", text="рішення"),
        Link(url="https://rada.example/n?id=1", text="сайт"),
    )


def test_a_quoted_post_is_a_link_too() -> None:
    embeds = (
        '<script async data-telegram-post="verbohai_rada/512"></script>'
        '<div class="fb-post" data-href="https://www.facebook.com/rada/posts/9"></div>'
        '<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Frada%2Fposts%2F10&w=1">'
        "</iframe>"
    )
    urls = [link.url for link in read(page(body=BODY + embeds)).links]
    assert urls == [
        "https://t.me/verbohai_rada/512",
        "https://www.facebook.com/rada/posts/9",
        "https://www.facebook.com/rada/posts/10",
    ]


def test_a_base_element_counts() -> None:
    body = BODY.replace("</p>", ' <a href="doc/7">рішення</a></p>', 1)
    assert (
        read(page('<base href="https://files.example/a/">', body=body)).links[0].url == "https://files.example/a/doc/7"
    )


def test_pictures_of_the_text_and_not_of_the_site() -> None:
    body = (
        BODY + '<p><img src="/i/most.jpg"></p><figure><img data-src="/i/2.jpg" src="data:image/gif;base64,R0"></figure>'
    )
    html = page('<meta property="og:image" content="/og.jpg">', body=body, top="<div><img src=/i/logo.png></div>")
    assert read(html).images == tuple(f"https://krai.example{path}" for path in ("/og.jpg", "/i/most.jpg", "/i/2.jpg"))


# --- recipes ------------------------------------------------------------------------------------------------------


def test_a_recipe_goes_before_the_generic_path() -> None:
    html = (
        "<html><head><title>Край</title></head><body><div class=zag>Заголовок за рецептом</div><i class=d>19.11.2026 09:15</i>"
        "<u class=w>Орина Лозова</u><div class=main><p>Перший абзац за рецептом, досить довгий для тексту.</p>"
        f"<div class=bad>Зайве</div><p>Другий абзац.</p></div><div>{BODY}</div></body></html>"
    )
    recipe = Recipe(title=".zag", text=".main", date=".d", author=".w", remove=(".bad",))
    found = read(html, recipe=recipe)
    assert (found.title, found.byline) == ("Заголовок за рецептом", "Орина Лозова")
    assert found.paragraphs == ("Перший абзац за рецептом, досить довгий для тексту.", "Другий абзац.")
    assert found.published is not None
    assert found.published.at == datetime(2026, 11, 19, 9, 15, tzinfo=KYIV)


def test_a_recipe_that_finds_nothing_leaves_the_generic_path() -> None:
    assert len(read(page(), recipe=Recipe(title=".no", text=".no")).paragraphs) == 3


def test_a_wrong_selector_is_told() -> None:
    with pytest.raises(ExtractError, match="хибний селектор"):
        read(page(), recipe=Recipe(text="div["))


# --- entries that are the whole item ------------------------------------------------------------------------------

CHANNEL = Outlet(id="tg", name="Вербогай", kind="telegram")


def test_a_post_gives_its_lines_as_paragraphs() -> None:
    entry = Entry(
        source="tg",
        key="7",
        url="https://t.me/verbohai/7",
        summary="Увага!\n\nЗавтра не буде води на Садовій.\nПідписуйтесь на наш Telegram-канал\nДжерело: водоканал",
        published=NOW - timedelta(hours=1),
        complete=True,
        links=(Link(url="https://vodokanal.example/n/1", text="водоканал"),),
        post=Post(views=120),
    )
    found = extract.article(None, entry, outlet=CHANNEL, article_id="p7", now=NOW)
    assert found.title == "Увага!"
    assert found.paragraphs == ("Увага!", "Завтра не буде води на Садовій.", "Джерело: водоканал")
    assert (found.kind, found.links, found.post) == ("telegram", entry.links, entry.post)
    assert found.published is not None
    assert (found.published.rule, found.published.confidence) == ("post", 1.0)


def test_a_long_first_line_is_shortened_to_a_headline() -> None:
    entry = Entry(source="tg", key="8", url="https://t.me/verbohai/8", summary="слово " * 80, complete=True)
    title = extract.article(None, entry, outlet=CHANNEL, article_id="p8", now=NOW).title
    assert len(title) <= 120
    assert title.endswith("…")


def test_a_video_is_its_headline_and_description() -> None:
    entry = Entry(source="yt", key="v", url="https://www.youtube.com/watch?v=v", title="Сесія ради", complete=True,
                  summary="Наживо\nПорядок денний", published=NOW, images=("https://i.example/1.jpg",))  # fmt: skip
    found = extract.article(None, entry, outlet=replace(CHANNEL, kind="youtube"), article_id="v", now=NOW)
    assert (found.title, found.paragraphs, found.images) == ("Сесія ради", ("Наживо", "Порядок денний"), entry.images)


def test_a_feed_that_carries_the_whole_text_needs_no_page() -> None:
    entry = Entry(source="krai", key=URL, url=URL, title=TITLE, content=BODY + '<p><a href="/d/1">Рішення</a></p>')
    found = extract.article(None, entry, outlet=SITE, article_id="f", now=NOW)
    assert len(found.paragraphs) == 4
    assert found.links == (Link(url="https://krai.example/d/1", text="Рішення"),)


def test_an_empty_entry_is_refused() -> None:
    with pytest.raises(ExtractError):
        extract.article(None, Entry(source="s", key="k", url=URL), outlet=SITE, article_id="e", now=NOW)


# --- what is refused, what waits for a person ---------------------------------------------------------------------


def test_a_headline_alone_waits_for_a_person() -> None:
    html = page('<meta property="og:type" content="article">', body="").replace("class=text", "itemprop=articleBody")
    found = read(html)
    assert (found.title, found.paragraphs) == (TITLE, ())
    assert found.quarantine == "На сторінці є лише заголовок, без тексту."


def test_where_the_page_has_no_text_the_feeds_is_taken() -> None:
    entry = Entry(
        source="krai", key=URL, url=URL, title=TITLE, summary="У Калиновому знову можна їздити мостом через річку."
    )
    found = read(f"<html><body><h1>{TITLE}</h1><div id=app></div></body></html>", entry=entry)
    assert found.paragraphs == (entry.summary,)
    assert found.quarantine is None


@pytest.mark.parametrize("content", [b"", b"   ", b"<html></html>", b"\x00\x01", b"<!-- -->"])
def test_nothing_readable_is_refused(content: bytes) -> None:
    with pytest.raises(ExtractError):
        read(content.decode("latin-1"))


def test_a_redirect_to_the_home_page_is_refused_even_with_much_text() -> None:
    with pytest.raises(ExtractError, match="головну"):
        read(page(), final_url="https://krai.example/")


def test_a_redirect_to_another_text_is_refused_and_to_a_new_address_of_it_is_not() -> None:
    known = Entry(source="krai", key=URL, url=URL, title=TITLE)
    assert read(page(), entry=known, final_url="https://krai.example/2026/most-kalynove").title == TITLE
    with pytest.raises(ExtractError, match="Переспрямовано"):
        read(page(title="Гороскоп на тиждень для всіх"), entry=known, final_url="https://krai.example/goroskop")


def test_a_headline_changed_by_the_outlet_is_no_other_text() -> None:
    known = Entry(source="krai", key=URL, url=URL, title="Рух відновлено: водії дякують дорожникам")
    assert read(page(), entry=known).title == TITLE


def test_a_redated_archive_waits_for_a_person() -> None:
    known = Entry(source="krai", key=URL, url=URL, title=TITLE, published=NOW - timedelta(hours=2))
    found = read(page(top="", body=f"<div class=date>3 лютого 2014</div>{BODY}"), entry=known)
    assert found.quarantine is not None
    assert "передатовано" in found.quarantine


def test_an_only_date_in_the_future_waits_for_a_person() -> None:
    known = Entry(source="krai", key=URL, url=URL, title=TITLE, published=NOW + timedelta(days=40))
    found = read(page(), entry=known)
    assert found.quarantine == "Коли матеріал прочитано, єдина дата його публікації була в майбутньому: 01.01.2027."
    assert found.published is not None
    assert found.published.at == NOW


def test_relative_dates_are_read_as_of_the_fetch_not_of_the_replay() -> None:
    html = page(body=f"<div class=date>сьогодні, 09:15</div>{BODY}")
    stored = Page(url=URL, final_url=URL, status=200, content_type="text/html", content=html.encode(),
                  fetched=NOW - timedelta(days=9))  # fmt: skip
    entry = Entry(source="krai", key=URL, url=URL)
    found = extract.article(stored, entry, outlet=SITE, article_id="a", now=NOW)
    assert found.published is not None
    assert found.published.at == datetime(2026, 11, 13, 9, 15, tzinfo=KYIV)


def test_the_entrys_page_in_windows_1251_without_a_label() -> None:
    raw = page().encode("cp1251", "xmlcharrefreplace")
    stored = Page(url=URL, final_url=URL, status=200, content_type="text/html", content=raw, fetched=NOW)
    found = extract.article(stored, Entry(source="k", key=URL, url=URL), outlet=SITE, article_id="a", now=NOW)
    assert found.title == TITLE
    assert "\ufffd" not in found.text


LETTERS = [
    ("У Калиновому полагодили міст, її відкрили", "uk"),
    ("Мост открыли, объезд больше не нужен, сообщил мэр", "ru"),
    ("The bridge was opened", "other"),
    ("Парад на площадi", None),
    ("", "other"),
    ("Це був гарний день у місті, і всі раділи. Мы рады, что мост открыли, это было нужно всем этим людям.", "mixed"),
]


@pytest.mark.parametrize(("text", "expected"), LETTERS)
def test_language_by_letters(text: str, expected: str | None) -> None:
    assert letters(text) == expected


def test_a_number_of_404_in_a_headline_the_feed_knows_is_no_missing_page() -> None:
    title = "У Калиновому загинув боєць 404 бригади"
    html = page(title=title)
    known = Entry(source="krai", key=URL, url=URL, title=title)
    assert read(html, entry=known).quarantine is None
    with pytest.raises(ExtractError, match="не знайдено"):
        read(page(title="404. Сторінку не знайдено"), entry=known)
