"""Where a council is only spoken of, acts, stands in a list or a question: no label, or one that a person is asked about."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from tests.citation_samples import CITY, COUNCIL, LOCAL, article

# A text of 60,000 characters is read in about half a second; a quadratic rule took five.
SECONDS = 3.0


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


def read(council: CitationClassifier, text: str) -> tuple[str, bool, list[str]]:
    """The label, whether a person is asked, the sources."""
    verdict, sources, flags = council.classify(article(text.replace("⏎", "\n")), LOCAL)
    return verdict.label, bool(flags), [" ".join(one.span.split()) for one in sources]


SPOKEN_OF = [
    # acts bind, they do not tell
    "Ринок перенесуть згідно з рішенням міської ради.",
    "Памятник снесут согласно распоряжению мэра.",
    "Виконроб пояснив, що паркан поставили відповідно до рішення виконкому.",
    # a question
    "Хто має прибирати двори, – міська рада?",
    "Кто убирает снег, – горсовет?",
    # names below lists, questions, greetings, cards
    "Хто очолить лікарню?⏎⏎Ірина Ковтунець",
    "Переможниця обласного конкурсу:⏎Ірина Ковтунець",
    "Новою директоркою музею стала⏎Ірина Ковтунець",
    "Сьогодні день народження нашої землячки.⏎Щиро вітаємо!⏎Ірина Ковтунець",
    "Журі назвало імена.⏎Друге місце⏎Ірина Ковтунець",
    "Дата народження: 3 травня 1980 року.⏎Ірина Ковтунець",
    "Склад комісії:⏎⏎Тарас Бурій⏎Ірина Ковтунець",
    # conclusions nobody drew, or that are papers
    "Нехай міська голова зробить висновки.",
    "Якщо міськрада зробила висновки, аварій не буде.",
    "Висновки міська рада зробить у травні.",
    "Міський голова не дійшов висновку, що школу слід закрити.",
    "Міська рада зробила висновок щодо землі під гаражами.",
    "Суд розглянув висновок, який зробила міська рада.",
    # headings of what goes to others, or was not said
    "Звернення міської ради до прокуратури щодо лісу: справу відкрито",
    "Заявление горсовета в суд о долге: что дальше",
    "Коментар міської ради щодо пожежі: немає",
    "Пост виконкому біля греблі: чергують двоє",
    "Відповідь міської ради на лист: чекаємо",
    # where a thing lies
    "Причина затримки – у рішенні міської ради.",
    "Помилка, вважають мешканці, – у звіті міської ради.",
    "Аудитори бачать порушення – у звіті міської ради.",
    # streets and places of meeting
    "Тролейбус: Вокзал, 8 Березня – Міськрада – Ринок.",
    "Мітинг біля фонтана.⏎Тихогірськ, 1 червня (Міська рада). Початок о 12:00.",
]

DOUBTED = [
    "Замовник мосту, який будують третій рік, – міська рада.",
    "Собственник парка, который закрыли, – горсовет.",
    "Серед тих, хто саджав дерева, – міська голова Олена Шпак.",
    "Той, хто вирішує, коли увімкнуть світло, – міська рада.",
    "Позивач у справі, яка, за словами адвоката, триває рік, – міська рада.",
    "Завтра води не буде, наберіть запас.⏎Ірина Ковтунець",
]

TOLD = [
    "Воду вимкнуть завтра на добу, – міська рада.",
    "Тим, хто подав заявки, дрова привезуть у суботу, – міськрада.",
    "Хто не встигне до п’ятниці, платитиме більше, – міська рада.",
    "«Міст, який закрили, відкриють у червні», – міська рада.",
    "Міськрада зробила висновок, що школу слід закрити.",
    "Такого висновку дійшла міська голова Олена Шпак.",
    "Звернення міської голови до мешканців: «Бережіть воду».",
    "Заява міської голови Олени Шпак щодо тарифів:⏎«Ми їх не піднімемо».",
    "Усі подробиці – у повідомленні міської ради.",
    "Про те, як працюватиме ринок, – у відповіді міської ради.",
    "Згідно зі звітом міської ради, ремонт коштував мільйон.",
    "Фото та інформація: Тихогірська міська рада",
    "Інформація й фото: Тихогірська міська рада",
    "Міська голова Олена Шпак та начальник поліції повідомили про облаву.",
    "Мэр и прокурор сообщили о проверке.",
    "Прокурор и мэр сообщили о проверке.",
]

# All sources of a text, each once.
SOURCES = [
    ("Згідно з даними міської ради, дітей поменшало.", ["Згідно з даними міської ради"]),
    ("Згідно з інформацією водоканалу, тиск упаде.", ["Згідно з інформацією водоканалу"]),
    ("Заява міської голови Олени Шпак щодо тарифів:⏎«Ми їх не піднімемо».", ["Заява міської голови Олени Шпак"]),
    ("Ринок перенесуть згідно з рішенням міської ради.", ["згідно з рішенням міської ради"]),
    (
        "Міська рада і прокуратура повідомили про облаву.",
        ["Міська рада і прокуратура повідомили", "прокуратура повідомили"],
    ),
    (
        "Про облаву повідомили міська рада і начальник поліції Остап Чумак.",
        ["повідомили міська рада", "повідомили міська рада і начальник поліції Остап Чумак"],
    ),
    ("Ми знайшли це у Facebook міської ради.", ["у Facebook міської ради"]),
    ("Фото: Тихогірська міська рада", []),
    ("Читайте нас у Facebook", []),
    ("Маршрут: Вокзал, 8 Березня – АТБ – Ринок.", []),
]

# One for each construction that looks at its surroundings.
PIECES = [
    "висновок дійшли вчені ",
    "Вчені дійшли висновку, що вода брудна, а депутати дійшли висновку, що чиста, і ",
    "Заява міської ради до ",
    "Заява голови ради, ",
    "Київ, 11 листопада – УНІАН. ",
    "Усе про місто, – у звіті ради\n",
    "хто чекає, який стоїть, ",
    "Хто чекає, – міськрада\n",
    "Остап Гай.\n",
    "згідно з даними міської ради ",
    "мер і прокурор повідомили ",
    "ми у Facebook ради ",
    "Фото та інформація: ",
]


class TestLabels:
    @pytest.mark.parametrize("text", SPOKEN_OF)
    def test_spoken_of_is_no_source(self, council: CitationClassifier, text: str) -> None:
        assert read(council, text)[0] == "none"

    @pytest.mark.parametrize("text", DOUBTED)
    def test_no_label_without_a_flag(self, council: CitationClassifier, text: str) -> None:
        label, flagged, _ = read(council, text)
        assert label == "none" or flagged

    @pytest.mark.parametrize("text", TOLD)
    def test_who_tells_is_the_source(self, council: CitationClassifier, text: str) -> None:
        assert read(council, text)[:2] == ("council", False)

    def test_an_act_asks_nobody(self, council: CitationClassifier) -> None:
        assert read(council, "Ринок перенесуть згідно з рішенням міської ради.")[:2] == ("none", False)


class TestSources:
    @pytest.mark.parametrize(("text", "spans"), SOURCES)
    def test_each_is_listed_once(self, council: CitationClassifier, text: str, spans: list[str]) -> None:
        assert read(council, text)[2] == spans


class TestTime:
    @pytest.mark.parametrize("piece", PIECES)
    def test_long_odd_text(self, council: CitationClassifier, piece: str) -> None:
        item = article((piece * (60_000 // len(piece) + 1))[:60_000])
        begun = time.process_time()
        council.classify(item, LOCAL)
        assert time.process_time() - begun < SECONDS


SLOGANS = [
    ("Стара газета: сайт міста {city}", "Депутати не зібрали кворум. Нову дату сесії призначать пізніше."),
    ("Наш край: сторінка міста {city}", "Тролейбус змінив маршрут через ремонт мережі на вулиці Заводській."),
    ("Депутати не зібрали кворум", "Нову дату сесії призначать пізніше.⏎Сайт міста {city}"),
    ("Старая газета: сайт города", "Депутаты не собрали кворум, сессию перенесли."),
]
PAGES = [
    ("Зупинка буде: офіційний сайт міста {city}", "Автобус зупинятиметься біля школи."),
    ("Зупинка буде: сайт міськради", "Автобус зупинятиметься біля школи."),
    ("Депутати не зібрали кворум", "Нову дату сесії призначать пізніше.⏎Офіційний сайт міської ради"),
    ("Графік змінено", "Про це йдеться на сайті міста {city}. Деталі згодом."),
]


@pytest.mark.parametrize(("title", "text"), SLOGANS)
def test_an_outlet_that_calls_itself_the_towns_site_is_not_the_institutions(
    council: CitationClassifier, title: str, text: str
) -> None:
    assert titled(council, title, text) == ("none", 0)


@pytest.mark.parametrize(("title", "text"), PAGES)
def test_a_page_of_the_council_or_called_official_is(council: CitationClassifier, title: str, text: str) -> None:
    assert titled(council, title, text)[0] == "site"


def titled(council: CitationClassifier, title: str, text: str) -> tuple[str, int]:
    given = article(text.format(city=CITY.name).replace("⏎", "\n"))
    verdict, _, flags = council.classify(replace(given, title=title.format(city=CITY.name)), LOCAL)
    return str(verdict.label), len(flags)


ATTENDED = [
    "Трансляцію засідання дивіться на сторінці міськради у Facebook.",
    "Засідання транслюватимуть на ютуб-каналі міської ради.",
    "Пряма трансляція – на сайті міськради.",
    "Почнуть о десятій, наживо – на сайті міської ради.",
    "Стежте за змінами на сайті міської ради.",
    "За ремонтом можна стежити на сторінці міськради.",
    "Мешканці можуть слідкувати за чергою на сайті міської ради.",
    "Обговорення проєкту триває на сторінці міськради у Facebook.",
    "Мешканці обговорюють назву парку на сторінці міськради.",
    "Долучайтеся до обговорення на сторінці міськради.",
    "На сторінці міськради транслюватимуть хід торгів.",
    "Трансляция заседания будет на сайте горсовета.",
    "Следите за изменениями на странице горсовета.",
    "Голосуйте за проєкти на сайті міськради.",
]
TOLD_THERE = [
    "Трансляцію почнуть о десятій, повідомили на сторінці міськради у Facebook.",
    "Трансляцію засідання анонсували на сайті міськради.",
    "Оголошення про трансляцію – на сайті міськради.",
    "Розклад трансляцій – на сайті міськради.",
    "Запис трансляції виклали на ютуб-каналі міськради.",
    "Як видно з трансляції на сайті міськради, бюджет погодили.",
    "Про це міська голова сказала у прямому ефірі на сторінці міськради.",
    "Повний перелік вулиць дивіться на сайті міськради.",
    "Результати обговорення – на сайті міськради.",
    "Громадське обговорення оголошено на сайті міськради.",
    "На сторінці міськради закликали стежити за дітьми біля води.",
    "На сторінці міськради нагадали: обговорення триватиме місяць.",
    "На сайті міськради з’явився проєкт, його обговорюють мешканці.",
    "Интернет-трансляция начнется в десять, говорится на сайте горсовета.",
]


@pytest.mark.parametrize("text", ATTENDED)
def test_a_page_that_is_watched_followed_or_discussed_on_tells_nothing(council: CitationClassifier, text: str) -> None:
    assert titled(council, "У {city} буде засідання", text) == ("none", 0)


@pytest.mark.parametrize("text", TOLD_THERE)
def test_a_page_that_tells_of_what_is_aired_or_discussed_is_the_source(council: CitationClassifier, text: str) -> None:
    assert titled(council, "У {city} буде засідання", text)[0] == "site"
