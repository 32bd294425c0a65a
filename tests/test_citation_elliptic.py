"""Headlines and posts with no verb of telling: «…, – мер про басейн», «…, – у міськраді», «Бурій: води нема»."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from monitor.model import Official
from tests.citation_samples import CITY, COUNCIL, LOCAL, article


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


HEADLINES = [
    ("«Місць вистачить усім», – секретар міської ради про дитсадки", "council"),
    ("Місць вистачить усім, – Олена Шпак про дитсадки", "council"),
    ("«Потерпіть до весни»: міська голова про ями", "council"),
    ("Чому не чистять сніг: заступниця мера про прибирання", "council"),
    ("Міська голова про ями: «Потерпіть до весни»", "council"),
    ("Міськрада щодо ярмарку: «Торгуватимуть до обіду»", "council"),
    ("Мер про те, кому дадуть житло: «Черга не змінилася»", "council"),
    ("«Мест хватит всем», – мэр о детских садах", "council"),
    ("Мэр о ямах: асфальт положат весной", "council"),
    ("Ярмарок скасують, – у міській раді", "council"),
    ("Міст, який закрили торік, відкриють навесні, – у міськраді", "council"),
    ("Ярмарку отменят, – в горсовете", "council"),
    ("Ковтунець: дитсадки відкриють у понеділок", "council"),
    # others tell, or of the council
    ("«Місць немає», – батьки про мера", "none"),
    ("Опозиція про мерію: «Обіцяли інше»", "none"),
    ("Книга про мера: «Життя міста»", "none"),
    ("Хто бреше – мер про ями чи дорожники?", "none"),
    ("Рішення міської ради про межі: без обговорення", "none"),
    ("Виставка кераміки – у міській раді", "none"),
    ("Зустріч, якої чекали, – у міській раді", "none"),
    ("Головне місце, куди прийдуть люди, – у міській раді", "none"),
    ("Чому замінували кабінет, – у міській раді?", "none"),
    ("Ковтунець проти Бурія: як ділили бюджет", "none"),
    ("Ковтунець чи Бурій: кого підтримають", "none"),
    ("Ковтунець у відпустці: хто виконує обов’язки", "none"),
    ("Ковтунець: що відомо про заступницю", "none"),
    ("Ковтунець: суд призначив заставу", "none"),
    ("Ковтунець і команда: п’ять років разом", "none"),
    # the surname is of whom the line tells, not of who tells it
    ("Ковтунець: очолила список кандидатів", "none"),
    ("Ковтунець: не з’явилася на нараду", "none"),
    ("Ковтунець: тренерка вивела команду до фіналу", "none"),
    ("Ковтунець: опоненти чекають звіту", "none"),
    ("Ковтунець: їй вручили грамоту", "none"),
    ("Ковтунець: секретаря ради не бачили тиждень", "none"),
    ("Ковтунець: дорога, яка привела до ради", "none"),
    ("Ковтунець: ворог ударив по котельні", "council"),
    ("Ковтунець: тариф лишиться сталим", "council"),
    # sayings, kinds of text, a place
    ("Мер про всяк випадок: «Генератор є»", "none"),
    ("Гумореска: мер про ями", "none"),
    ("Знайшли там, де не чекали, – у міській раді", "none"),
]


@pytest.mark.parametrize(("title", "expected"), HEADLINES)
def test_a_headline_without_a_verb_of_telling(council: CitationClassifier, title: str, expected: str) -> None:
    assert council.classify(article("Подробиці згодом.", title=title), LOCAL)[0].label == expected


POSTS = [
    ("❗️Ковтунець: дитсадки відкриють у понеділок. Місця є.", "council"),
    ("«Місць вистачить», – Ковтунець про дитсадки.", "council"),
    ("Ковтунець про дитсадки: «Місць вистачить».", "council"),
    # below the first sentence the same words may be of a thing or a place
    ("Новини дня.\nЗустріч перенесли на п’яту, – у міській раді.", "none"),
]


@pytest.mark.parametrize(("text", "expected"), POSTS)
def test_a_post_without_a_verb_of_telling(council: CitationClassifier, text: str, expected: str) -> None:
    assert council.classify(article(text), LOCAL)[0].label == expected


@pytest.mark.parametrize(
    ("surname", "text", "expected"),
    [
        ("Чорний", "Чорний: дитсадки відкриють у понеділок.", "council"),
        ("Чорний", "Чорний: такий колір обрали для лавок.", "none"),
        ("Чорний", "Чорний ринок: ліки продають із рук.", "none"),
        ("Мороз", "Мороз: завтра лікарня прийматиме потерпілих.", "none"),  # a common noun as well
    ],
)
def test_a_surname_that_is_a_word_before_its_colon(surname: str, text: str, expected: str) -> None:
    official = Official(name=f"Павло {surname}", role="міський голова")
    institution = replace(COUNCIL, officials=(official,))
    assert citation.load(CITY, institution).classify(article(text), LOCAL)[0].label == expected
