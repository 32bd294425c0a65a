"""What a site glues to a text, and what it keeps back: paywalls, buttons to the rest, headings of teasers, print lines."""

from __future__ import annotations

import pytest

from monitor.model import CUT_SHORT, FOR_SUBSCRIBERS
from tests.extract_pages import BODY, PROSE, TITLE, html, read

PAID = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "%s", "isAccessibleForFree": %s}</script>'
)
WALLS = [
    "<p>Цей матеріал доступний лише для передплатників.</p><p>Оформіть передплату від 49 грн, щоб читати далі.</p>",
    "<p>Оформіть підписку на «Дзвін», щоб прочитати повний текст.</p><p>Уже маєте підписку? Увійдіть.</p>",
    "<p>Полный текст статьи доступен только подписчикам.</p><p>Уже есть подписка? Войдите.</p>",
    "<p>Щоб читати далі, увійдіть або зареєструйтеся.</p>",
    "<p>Матеріал доступний лише для передплатників.</p><p>Передплата коштує 49 грн на місяць.</p><p>Дякуємо, що ви з нами!</p>",
    "<p>Повна версія статті доступна тільки передплатникам</p><p><a href=/in>Увійти.</a></p>",
    "<p>Вибачте. Доступ лише для підписників.</p><p>Скасувати можна будь-коли.</p>",
    "<p>Продолжение доступно только подписчикам.</p><p>Отменить можно в любой день.</p>",
]


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("inside", [True, False])
def test_a_wall_is_no_text_and_is_told(wall: str, inside: bool) -> None:
    lead = f"<p>{PROSE[0]}</p>"
    body = (
        f"<div class=text>{lead}{wall}</div>" if inside else f"<div class=text>{lead}</div><div class=wall>{wall}</div>"
    )
    found = read(html(f"<h1>{TITLE}</h1>{body}"))
    assert (found.paragraphs, found.cut) == ((PROSE[0],), FOR_SUBSCRIBERS)


@pytest.mark.parametrize("value", ["false", '"False"'])
def test_a_text_that_calls_itself_paid_is_not_whole(value: str) -> None:
    found = read(html(f"<h1>{TITLE}</h1>{BODY}", head=PAID % (TITLE, value)))
    assert found.cut == FOR_SUBSCRIBERS
    assert read(html(f"<h1>{TITLE}</h1>{BODY}", head=PAID % (TITLE, "true"))).cut is None
    assert read(html(f"<h1>{TITLE}</h1>{BODY * 6}", head=PAID % (TITLE, value))).cut is None, "it is there in whole"


@pytest.mark.parametrize("button", ["Читати повністю", "Читати далі →", "Подробнее", "Детальніше…"])
def test_a_sentence_broken_by_a_button_goes_on_elsewhere(button: str) -> None:
    found = read(
        html(
            f"<h1>{TITLE}</h1><p>{PROSE[0]}</p><p>«Роботи почнемо вже сьогодні, бригада кому... <a href=/full>{button}</a></p>"
        )
    )
    assert found.paragraphs[-1] == "«Роботи почнемо вже сьогодні, бригада кому..."
    assert (found.cut, found.links) == (CUT_SHORT, ())


WHOLE = [
    "Передплатити «Дзвін» на новий рік можна на пошті до 25 грудня, оформіть передплату вчасно.",
    "Для передплатників газети громада відкрила читальню в будинку культури.",
    "А далі буде… так завершила свою розповідь директорка школи Ніна Сорока…",
    "Електронна версія газети доступна лише для передплатників.",
    "Електронний архів районки відкритий тільки передплатникам, повідомила бібліотекарка Ольга Ткач.",
    "Тексти лекцій доступні лише для підписників каналу музею в Нікополі.",
    "Чат-бот бахмацького водоканалу доступний лише для підписників каналу міської ради.",
    "Запись трансляции матча в Изюме открыта только для подписчиков клуба.",
    'Порядок запису є на сайті міністерства. <a href="https://mon.example.org/zapys">Детальніше</a>',
    'Порядок запису затвердили торік. <a href="/zapys">Детальніше</a>',
]


@pytest.mark.parametrize("last", WHOLE)
def test_a_text_that_only_speaks_of_such_things_is_whole(last: str) -> None:
    found = read(html(f"<h1>{TITLE}</h1><div class=text>{BODY}<p>{last}</p></div>"))
    assert (len(found.paragraphs), found.cut) == (4, None)


def test_a_text_that_goes_on_behind_such_words_in_short_sentences_is_whole() -> None:
    rest = (
        "Цей матеріал у крамницях доступний лише підписникам клубу майстрів, каже Ніна Сорока.",
        "Тариф з 1 січня – 38 гривень за кубометр.",
        "Борги містян сягнули 12 мільйонів гривень!",
    )
    body = "".join(f"<p>{line}</p>" for line in rest)
    found = read(html(f"<h1>{TITLE}</h1><div class=text>{BODY}{body}</div>"))
    assert (found.paragraphs, found.cut) == ((*PROSE, *rest), None)
    for short in ("Ярмарок підтримав район.", "Підпис мера стоїть під угодою."):
        body = f"<p>{rest[0]}</p><p>{short}</p>"
        assert read(html(f"<h1>{TITLE}</h1><div class=text>{BODY}{body}</div>")).paragraphs[-1] == short
    link = "<p><a href=/7>Увійти до бібліотеки.</a></p>"
    wall = f"<p>Цей матеріал доступний лише для передплатників.</p>{link}"
    found = read(html(f"<h1>{TITLE}</h1><div class=text>{BODY}{wall}</div>"))
    assert (found.paragraphs, found.cut) == (PROSE, FOR_SUBSCRIBERS)


CARDS = "".join(
    f"<div class=r><a href='/r{n}'><b>{title}</b></a><p>{text}</p></div>"
    for n, (title, text) in enumerate(
        [
            ("У Борищеві підірвали банкомат уночі", "Невідомі винесли гроші, поліція шукає авто."),
            ("Громада Лозової купила два автобуси", "Машини курсуватимуть до сіл."),
        ]
    )
)


@pytest.mark.parametrize("heading", ["<h4>Сусіди пишуть</h4>", "<h3>А тим часом в області</h3>"])
def test_a_heading_of_teasers_is_no_last_paragraph(heading: str) -> None:
    found = read(html(f"<h1>{TITLE}</h1><div class=content>{BODY}{heading}{CARDS}</div>"))
    assert found.paragraphs == PROSE


def test_a_body_that_signs_in_a_heading_stays_and_so_does_a_heading_without_teasers() -> None:
    signed = "<h4>Відділ освіти Лозуватської міської ради</h4>"
    assert (
        read(html(f"<h1>{TITLE}</h1><div class=content>{BODY}{signed}{CARDS}</div>"))
        .paragraphs[-1]
        .startswith("Відділ")
    )
    bare = "<h4>Маршрут автобуса</h4>"
    assert read(html(f"<h1>{TITLE}</h1><div class=content>{BODY}{bare}</div>")).paragraphs[-1] == "Маршрут автобуса"


def test_lines_of_the_print_version_are_no_text() -> None:
    tail = "<hr>Роздруковано: 20.11.2026 10:00<br>Адреса: https://dzvin.example/?p=5&print=1"
    assert read(html(f"<h3>{TITLE}</h3>17.11.2026 09:15<br>{BODY}{tail}")).paragraphs == PROSE


def test_addresses_in_a_text_stay() -> None:
    line = "Адреса: https://zapys.example.org/osvita"
    assert read(html(f"<h1>{TITLE}</h1><div class=text>{BODY}<p>{line}</p></div>")).paragraphs[-1] == line


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("https://dzvin.example/show.php?id=101&PHPSESSID=160835", "https://dzvin.example/show.php?id=101"),
        ("https://dzvin.example/a/?utm_source=rss&utm_medium=x", "https://dzvin.example/a/"),
        ("http://www.dzvin.example/a?b=2&a=1&fbclid=Iw#k", "http://www.dzvin.example/a?b=2&a=1#k"),
        ("https://dzvin.example/a?from=12&page=3", "https://dzvin.example/a?from=12&page=3"),
    ],
)
def test_the_address_that_is_printed_says_nothing_of_how_one_came(given: str, plain: str) -> None:
    assert read(html(f"<h1>{TITLE}</h1>{BODY}"), url=given).url == plain
