"""Pages that stand where an article should: repairs, consent, no such page, another text. They pass; news of them stays."""

from __future__ import annotations

import pytest

from monitor.errors import ExtractError
from monitor.model import OTHER_WORDS
from tests.extract_pages import BODY, TITLE, URL, html, read

REPAIRS = [
    ("Технічні роботи", "Шановні читачі! На сайті тривають технічні роботи. Ми повернемося найближчим часом."),
    ("Сайт оновлюється", "Наш сайт тимчасово недоступний. Перепрошуємо за тимчасові незручності."),
    ("Технические работы", "Уважаемые посетители! На сайте ведутся профилактические работы. Мы скоро вернёмся."),
    ("Ой!", "Сервер тимчасово не працює. Спробуйте, будь ласка, пізніше."),
]
WALL = (
    "<div><h2>Ми цінуємо вашу приватність</h2><p>Ми та наші 214 партнерів використовуємо файли cookie, щоб зберігати "
    "інформацію на вашому пристрої та вимірювати рекламу.</p><p>Натиснувши кнопку, ви погоджуєтеся на обробку даних "
    "відповідно до політики конфіденційності.</p></div>"
)
MISSING = [
    "На жаль, такої сторінки немає. Можливо, її видалено або адресу введено з помилкою.",
    "К сожалению, запрашиваемой страницы не существует. Вернитесь на главную и воспользуйтесь поиском.",
    "Матеріал, який ви шукаєте, переміщено або видалено. Скористайтеся пошуком по сайту.",
]


def refused(page: str, match: str, title: str = TITLE) -> bool:
    """Refused for this reason; returns whether it may be there tomorrow."""
    with pytest.raises(ExtractError, match=match) as caught:
        read(page, title=title)
    return caught.value.passing


@pytest.mark.parametrize(("headline", "text"), REPAIRS)
@pytest.mark.parametrize("title", ["", TITLE, "На мосту тривають технічні роботи"])
def test_repairs_of_the_site_are_no_article(headline: str, text: str, title: str) -> None:
    assert refused(html(f"<h1>{headline}</h1><p>{text}</p>", title=headline), "технічні роботи", title)


@pytest.mark.parametrize("title", ["", TITLE])
def test_a_wall_of_consent_is_no_article(title: str) -> None:
    assert refused(html(WALL, title="Дзвін"), "cookie", title)


@pytest.mark.parametrize("text", MISSING)
@pytest.mark.parametrize("title", ["", TITLE])
def test_a_page_that_tells_of_no_page_is_none(text: str, title: str) -> None:
    side = "<div class=sidebar><ul><li><a href=/1>У Лозуватій відкрили новий дитячий садок</a></li></ul></div>"
    assert refused(html(f"<h1>Дзвін</h1><p>{text}</p>{side}", title="Дзвін"), "не знайдено", title)


def test_a_short_text_without_one_word_of_what_was_announced_is_doubted() -> None:
    login = "<h1>Особистий кабінет</h1><p>Уведіть номер телефону, і ми надішлемо код підтвердження для входу.</p>"
    found = read(html(login, title="Особистий кабінет"), title=TITLE)
    assert found.quarantine == f"{OTHER_WORDS}: «{TITLE}»."
    assert found.text.startswith("Уведіть номер")


REWRITTEN = [
    ("Ніжинці співають колядки", "Різдвяний вечір у центрі", "Площа зібрала сотні людей, грали музиканти, діти отримали подарунки."),
    ("Дощ зіпсував ярмарок", "Негода завадила торгам", "Через зливу продавці розійшлися ще до обіду, виручки майже не мали."),
    ("В Измаиле прорвало трубы: затоплены подвалы", "Авария на улице Садовой", "Жители двух домов остались без воды, ремонтники уже на месте."),
]  # fmt: skip


@pytest.mark.parametrize(("announced", "headline", "text"), REWRITTEN)
def test_a_flash_note_under_a_new_headline_is_the_article_where_the_page_names_the_entrys_address(
    announced: str, headline: str, text: str
) -> None:
    body = f"<h1>{headline}</h1><p>{text}</p>"

    def doubted(head: str) -> bool:
        found = read(html(body, title=headline, head=head), title=announced)
        assert (found.title, found.text) == (headline, text)
        return (found.quarantine or "").startswith(OTHER_WORDS)

    own = URL.replace("https://", "http://www.") + "?utm_source=rss"
    assert not doubted(f"<link rel=canonical href='{own}'>")
    assert not doubted("<link rel=canonical href='/podii/77-avtobus.html'>")
    assert not doubted(f"<meta property='og:url' content='{URL}'>")
    assert doubted("")
    assert doubted("<link rel=canonical href='https://dzvin.example/login'>")
    assert doubted(f"<link rel=canonical href='/login'><meta property='og:url' content='{URL}'>")


def test_it_is_the_article_where_the_outlet_only_changed_the_headline() -> None:
    assert read(html(f"<h1>{TITLE}</h1>{BODY}"), title="Дітям більше не мерзнути дорогою на уроки").title == TITLE


def test_the_article_in_the_other_language_is_no_other_text() -> None:
    body = "<p>Ученикам подарили спортивный инвентарь, объявили на линейке. Мячи и сетки закупил благотворительный фонд.</p>"
    page = html(f"<h1>Ученикам подарили мячи</h1>{body}", title="Ученикам подарили мячи")
    found = read(page, title="Школярі отримали спортивні знаряддя")
    assert found.title == "Ученикам подарили мячи"


NEWS = [
    ("Сайт Лозуватської міськради не працює", "Офіційний сайт Лозуватської міської ради тимчасово не працює через технічні роботи на сервері."),
    ("Технічні роботи на водогоні", "Шановні мешканці! На водогоні тривають технічні роботи. Дякуємо за розуміння."),
    ("Як файли cookie стежать за нами", "Сайти використовують файли cookie, щоб упізнавати читачів. Юристка Ганна Лис пояснила, чи слід їх боятися."),
    ("Міськрада видалила сторінку про тендер", "Сторінку з умовами тендера прибрали із сайту ради, зауважили громадські активісти Лозуватої."),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "text"), NEWS)
@pytest.mark.parametrize("named", [True, False])
def test_news_of_such_things_are_news(headline: str, text: str, named: bool) -> None:
    found = read(html(f"<h1>{headline}</h1><p>{text}</p>", title=headline), title=headline if named else "")
    assert found.text == text


def test_a_banner_of_consent_beside_the_text_changes_nothing() -> None:
    banner = "<div><p>Ми використовуємо файли cookie. Залишаючись на сайті, ви погоджуєтеся з політикою.</p></div>"
    assert "тридцять місць" in read(html(f"{banner}<article><h1>{TITLE}</h1>{BODY}</article>")).text
