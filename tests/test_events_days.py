"""The day of a public event as many hands write it, and which of several days it is on; invented items only."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from classifiers.events import load, when
from classifiers.events.history import is_history
from monitor.dates import KYIV
from monitor.model import Article, Moment, Place

PUBLISHED = datetime(2026, 3, 18, 15, 0, tzinfo=KYIV)  # a Wednesday
DAY = PUBLISHED.date()
CLASSIFIER = load(Place(id="pryluky", name="Прилуки", russian="Прилуки", region="Чернігівська область"))


def day_of(text: str, title: str = "") -> tuple[date | None, date | None]:
    published = Moment(at=PUBLISHED, rule="feed", confidence=1.0)
    found = CLASSIFIER.classify(
        Article(id="a", outlet="o", url="", kind="site", title=title, paragraphs=(text,), published=published)
    )
    assert found is not None
    return found.date, found.until


def march(day: int) -> date:
    return date(2026, 3, day)


WRITTEN = [
    ("15–17 березня", [(march(15), march(17))]),
    ("15 і 16 березня", [(march(15), march(16))]),
    ("15 та 22 березня", [(march(15), None)]),
    ("від 20 до 22 березня", [(march(20), march(22))]),
    ("з 28 березня по 2 квітня", [(march(28), date(2026, 4, 2))]),
    ("двадцятого й двадцять першого березня", [(march(20), march(21))]),
    ("шістнадцятого березня", [(march(16), None)]),
    ("двадцять другого січня тисяча дев'ятсот дев'яностого", []),
    ("10.04 в 13:10", [(date(2026, 4, 10), None)]),
    ("о 10.04", []),
    ("10.04 млн гривень", []),
    ("21-го, о 12:00", [(march(21), None)]),
    ("5-го, о 12:00", [(march(5), None)]),
    ("будинок 21-го кварталу", []),
    ("у найближчу п'ятницю", [(march(20), None)]),
    ("в ближайшее воскресенье", [(march(22), None)]),
    ("у наступну середу", [(march(25), None)]),
    ("минулої суботи", [(march(14), None)]),
    ("в минулу середу", [(march(11), None)]),
    ("у саму неділю", [(march(15), None)]),
    ("у Вербну неділю", [(date(2026, 4, 5), None)]),
    ("на суботу", [(march(21), None)]),
    ("два дні тому", [(march(16), None)]),
    ("через тиждень", [(march(25), None)]),
    ("останнього дня березня", [(march(31), None)]),
    ("в последний день февраля", [(date(2026, 2, 28), None)]),
    ("31 лютого", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), WRITTEN)
def test_days_as_they_are_written(text: str, days: list[tuple[date, date | None]]) -> None:
    assert [(found.day, found.until) for found in when.dates([f"Люди зійдуться {text}"], DAY)] == days


CHOSEN = [
    (march(20), "ГО «Крок» кличе на мітинг у найближчу п'ятницю. Плакати малюють у четвер у гаражі.", ""),
    (march(18), "Страйк оголосила профспілка водіїв: з 1 березня їм не платять. Люди чекали до обіду.", ""),
    (march(21), "ГО «Двір» запрошує на громадські слухання у суботу. Реєстрація до 20 березня.", ""),
    (march(20), "Пішу прощу вкотре організовує спільнота «Свіча». Вихід 20 березня о шостій.",
     "Прочани вирушать у п'ятницю"),
    (march(15), "Збори сусідів, які в неділю зібрала ГО «Наш ставок», почалися з оплесків.", "«Не продамо ставок»"),
    (march(21), "Мітинг організовує товариство захисту тварин «Друг». Колона рушить у суботу.", ""),
    (march(14), "Мітинг провела ГО «Крок», «наступного разу вийдемо у п'ятницю», – пообіцяли люди. Було це у суботу.", ""),
    (march(9), "Голодування оголосив профспілковий комітет депо. Почали його в понеділок, 9 березня.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "title"), CHOSEN)
def test_which_day_it_is(day: date, text: str, title: str) -> None:
    assert day_of(text, title)[0] == day


def test_a_gathering_of_several_days_keeps_its_last() -> None:
    text = "Двадцятого й двадцять першого березня в театрі відбудеться форум. Організатор – ГО «Ветеранський хаб»."
    assert day_of(text) == (march(20), march(21))


@pytest.mark.parametrize(
    ("gone", "lines"),
    [
        (True, ["У 1989 році шахта стала.", "Мітинг тривав тиждень."]),
        (True, ["Це було в березні 2014-го.", "Мітинг зібрав село."]),
        (True, ["Тисяча дев'ятсот дев'яностого.", "Автобус.", "Сніг.", "Хліб.", "Пісні.", "Мітинг на площі."]),
        (False, ["У 1989 році шахта стала.", "Учора мітинг тривав годину."]),
        (False, ["Спілку заснували 1989 року.", "Мітинг тривав годину."]),
        (False, ["У 2025 році шахта стала.", "Мітинг тривав годину."]),
        (False, ["У 1989 році шахта стала.", "Автобус.", "Сніг.", "Хліб.", "Пісні.", "Мітинг на площі."]),
    ],
)
def test_what_was_years_ago(lines: list[str], *, gone: bool) -> None:
    assert is_history(lines, len(lines) - 1, DAY) is gone


@pytest.mark.parametrize(
    ("gone", "lines"),
    [
        (True, ["Парафіяни в листопаді проголосували за перехід до ПЦУ."]),
        (True, ["Прихожане в декабре проголосовали за переход в ПЦУ."]),
        (True, ["Мітинг профспілка збирала ще восени."]),
        (True, ["В прошлом месяце профсоюз провёл митинг."]),
        (False, ["У листопаді такого не було.", "Мітинг профспілка зібрала вчора."]),
        (False, ["Профспілка зібрала мітинг проти скорочень, про які оголосили в січні."]),
        (False, ["Профспілка зібрала мітинг проти ухваленого в січні рішення."]),
        (False, ["17 березня профспілка зібрала мітинг, якого не було ще восени."]),
        (False, ["У квітні профспілка збере мітинг."]),
        (False, ["У березні профспілка зібрала мітинг."]),
    ],
)
def test_what_was_in_another_month(lines: list[str], *, gone: bool) -> None:
    assert is_history(lines, len(lines) - 1, DAY) is gone


BESIDE = [
    ("ГО «Оберіг» зовёт всех на пикет: во вторник, 24 марта, в 17:30.", march(24)),
    ("Гроші обіцяють у понеділок. Профспілка водіїв «Кермо» зараз пікетує кінцеву зупинку.", march(18)),
    ("Профспілка водіїв «Кермо» зранку пікетує кінцеву, а гроші, кажуть, будуть у понеділок.", march(18)),
    ("Суд призначили на двадцять третє березня. Партія «Наш край» збирає мітинг на той самий день.", march(23)),
    ("Цифри ГО «Русло» підтвердить на пресконференції завтра, об 11:00. Рибу бачили мертвою ще дванадцятого березня.",
     march(19)),
    ("Вівторок, дев'ята тридцять. ГО «Рада старійшин» провела мітинг проти нових цін.", march(17)),
    ("Останню відповідь пишуть крейдою: у суботу профспілка «Лоток» виводить торговок на пікет. Початок об одинадцятій.",
     march(21)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BESIDE)
def test_the_day_of_the_gathering_and_not_another(text: str, expected: date) -> None:
    assert day_of(text)[0] == expected


@pytest.mark.parametrize("season", ["позаминулої весни", "минулої осені", "прошлой зимой"])
def test_a_season_gone_is_history(season: str) -> None:
    text = f"Так було {season}, коли ГО «Кран» мітингувала під насосною."
    published = Moment(at=PUBLISHED, rule="feed", confidence=1.0)
    item = Article(id="a", outlet="o", url="", kind="site", title="", paragraphs=(text,), published=published)
    assert CLASSIFIER.classify(item) is None


def test_what_is_told_of_people_is_no_day_of_the_event() -> None:
    text = (
        "Матері бійців, які зникли безвісти минулої осені, вийшли 15 березня на площу з портретами. "
        "Акцію провела ГО «Рідні», вони вимагають обміну."
    )
    assert day_of(text) == (march(15), None)


def test_an_old_year_is_not_made_new_by_a_week_after_it() -> None:
    lines = ["У липні 1989 року шахтарі зупинили роботу, і через тиждень стояв увесь край.", "Страйк тривав у касках."]
    assert is_history(lines, 1, DAY)


OPEN = [
    "У квітні профспілка вчителів проведе мітинг, точну дату назвуть.",
    "В апреле профсоюз учителей проведёт митинг.",
    "ГО «Крок» проведе мітинг, дату й годину оголосять на сторінці.",
    "Наступного місяця ГО «Крок» проведе мітинг.",
    "Учора стало відомо: у травні ГО «Крок» проведе мітинг за парк.",
]


@pytest.mark.parametrize("text", OPEN)
def test_an_announcement_without_a_day_has_none(text: str) -> None:
    assert day_of(text) == (None, None)


CLOSED = [
    (20, "У квітні тарифи зростуть. ГО «Крок» проведе мітинг 20 березня."),
    (18, "Сьогодні ГО «Крок» збирає мітинг проти тарифів, які зростуть у квітні."),
    (17, "Учора ГО «Крок» провела мітинг, дату наступного назвуть."),
    (17, "Мітинг учора провела ГО «Крок», у квітні обіцяють ще один."),
    (18, "ГО «Крок» проводить мітинг біля виконкому."),
]


@pytest.mark.parametrize(("day", "text"), CLOSED)
def test_a_day_beside_a_month_to_come(day: int, text: str) -> None:
    assert day_of(text)[0] == march(day)
