"""Public events: what is one and what is not, its day, its holders; invented items only."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.events import VERSION, load
from monitor.dates import KYIV
from monitor.model import Article, Event, Moment, Place
from monitor.registers.nouns import Organisation

PUBLISHED = datetime(2026, 3, 18, 15, 0, tzinfo=KYIV)  # a Wednesday
CLASSIFIER = load(Place(id="pryluky", name="Прилуки", russian="Прилуки", region="Чернігівська область"))


def article(text: str, title: str = "", at: datetime | None = PUBLISHED) -> Article:
    published = Moment(at=at, rule="feed", confidence=1.0) if at else None
    return Article(
        id="a", outlet="o", url="", kind="site", title=title, paragraphs=tuple(text.split("\n")), published=published
    )


def event(text: str, title: str = "") -> Event:
    found = CLASSIFIER.classify(article(text, title))
    assert found is not None
    return found


HELD = [
    ("мітинг", date(2026, 3, 17), "Вчора біля лікарні відбувся мітинг. Його організувала ГО «Крок»."),
    ("митинг", date(2026, 3, 15), "В воскресенье у горсовета прошёл митинг, его провела ОО «Шаг»."),
    ("пікет", date(2026, 3, 16), "16 березня профспілка шахтарів провела пікет біля управління."),
    ("хресна хода", date(2026, 3, 14), "У суботу парафія Троїцького храму провела хресну ходу до каплиці."),
    ("громадські слухання", date(2026, 3, 18), "Сьогодні ГО «Сад» провела громадські слухання щодо парку."),
    ("пресконференція", date(2026, 3, 18), "ГО «Очі» розпочала пресконференцію з фотографій звалища."),
    ("звітно-виборна конференція", date(2026, 3, 13), "13 березня міський осередок партії «Наш дім» провів "
     "звітно-виборну конференцію."),
    ("акція протесту", date(2026, 3, 18), "Сьогодні люди вийшли з плакатами під стіни ради, вимагають води. Акцію "
     "організувала ГО «Джерело»."),
    ("страйк", date(2026, 3, 17), "17 березня профспілка водіїв оголосила страйк."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "day", "text"), HELD)
def test_held_events(kind: str, day: date, text: str) -> None:
    found = event(text)
    assert (found.kind, found.date, found.until) == (kind, day, None)
    assert found.organisers


ANNOUNCED = [
    (date(2026, 3, 25), None, "ГО «Двір» запрошує на громадські слухання 25 березня о 17:00 у бібліотеці."),
    (date(2026, 3, 19), None, "Завтра відбудеться мітинг, його організатор – ГО «Крок»."),
    (date(2026, 4, 2), None, "Партія «Сила» призначила звітно-виборну конференцію на 2 квітня."),
    (date(2026, 3, 20), date(2026, 3, 22), "ГО «Шлях» запрошує на мирну акцію 20–22 березня біля музею."),
    (date(2026, 3, 28), None, "Общественная организация «Река» созывает прессу 28 марта в 11:00."),
]


@pytest.mark.parametrize(("day", "until", "text"), ANNOUNCED)
def test_announced_events(day: date, until: date | None, text: str) -> None:
    found = event(text)
    assert (found.date, found.until) == (day, until)


NOT_EVENTS = [
    "Міська рада провела сесію, депутати розглянули бюджет.",
    "Поліція провела пресконференцію про крадіжки.",
    "Команда ГО «Старт» виграла турнір з футболу.",
    "ГО «Тепло» передала лікарні десять ковдр.",
    "Мітинг скасували через дощ, повідомила ГО «Крок».",
    "Дівчата вийшли на сцену з прапорами, концерт тривав годину.",
    "Никаких профсоюзов, люди сами собрались и перекрыли дорогу, требуют зарплату.",
    "У супермаркеті акція на огірки до 25 березня.",
    "Торік тут мітингували, згадує голова ГО «Крок».",
    "",
]


def test_a_title_that_calls_it_off_speaks_for_the_whole_text() -> None:
    text = "Акції, яку спілка «Ряд» скликала на суботу, не буде. Торговці повернуться до думки про мітинг восени."
    assert CLASSIFIER.classify(article(text, "Мітинг торговців скасували")) is None


STILL_HELD = [
    ("Підвищення тарифів скасували після мітингу", "15 березня профспілка водіїв провела мітинг біля міськради."),
    ("Сесію перенесли через мітинг", "15 березня профспілка водіїв провела мітинг біля міськради."),
    ("Мітинг через скасування маршруту", "15 березня ГО «Колесо» провела мітинг біля міськради."),
    ("Пікет проти скасування автобуса", "15 березня ГО «Колесо» провела пікет біля управління."),
    ("Митинг: активисты требуют отменить застройку", "15 марта ОО «Двор» провела митинг у горсовета."),
]


@pytest.mark.parametrize(("title", "text"), STILL_HELD)
def test_a_title_that_calls_off_something_else(title: str, text: str) -> None:
    assert event(text, title).date == date(2026, 3, 15)


@pytest.mark.parametrize("title", ["Скасували мітинг торговців", "Митинг перенесли", "Мітинг заборонено через тривогу"])
def test_ways_to_call_it_off(title: str) -> None:
    text = "Акції, яку спілка «Ряд» скликала на суботу, не буде. Торговці повернуться до думки про мітинг восени."
    assert CLASSIFIER.classify(article(text, title)) is None


TOLD_LATER = [
    (
        "ГО «Рідні»",
        "Акція «Не мовчи» на площі",
        "Неділя, дванадцята дня. Родичі полонених прийшли з усього району. Захід улаштувала ГО «Рідні».",
    ),
    (
        "ОО «Сквер»",
        "",
        "Вчера вышли против стройки. Человек восемьдесят с плакатами стояли у сквера. Собирала людей ОО «Сквер».",
    ),
    (
        "Громада храму",
        "Великдень у підвалі: паску святили парафіяни",
        "Громада храму Різдва зустріла Великдень у школі. Прийшли триста людей. Кошики ставили рядами. "
        "Вірян привітали гості. Після літургії парафія пройшла хресною ходою до річки.",
    ),
]


@pytest.mark.parametrize(("name", "title", "text"), TOLD_LATER)
def test_holders_told_further_down(name: str, title: str, text: str) -> None:
    assert event(text, title).organisers == (name,)


@pytest.mark.parametrize("text", NOT_EVENTS)
def test_what_is_no_public_event(text: str) -> None:
    assert CLASSIFIER.classify(article(text)) is None


ORGANISERS = [
    ("рада переселенців", "Рада переселенців збирає всіх на мітинг 20 березня об 11:00 біля міськради."),
    ("ГО «Чистий Удай»", "Громадська організація «Чистий Удай» провела мітинг."),
    ("ОО «Шаг»", "Общественная организация «Шаг» провела митинг."),
    ("профспілка лікарні", "Мітинг провела профспілка лікарні."),
    ("міська організація партії «Лад»", "Мітинг провела міська організація партії «Лад»."),
    ("ГО «Родини 5-ї. Прилуки»", "Мітинг провела ГО «Родини 5-ї. Прилуки»."),
    ("«Наш берег»", "«Наш берег» сьогодні провів мітинг біля ринку."),
]


@pytest.mark.parametrize(("name", "text"), ORGANISERS)
def test_organisers_are_named_as_a_report_would(name: str, text: str) -> None:
    assert name in event(text).organisers


def test_several_organisers_are_kept() -> None:
    found = event("Мітинг скликали ГО «Пліч» та профспілка лікарні.")
    assert found.organisers == ("ГО «Пліч»", "профспілка лікарні")


def test_place_and_subject_are_quoted() -> None:
    found = event("Біля будівлі міської ради відбувся мітинг проти закриття школи. Його організувала ГО «Клас».")
    assert found.place is not None
    assert found.place.startswith("Біля будівлі") or "міської ради" in found.place
    assert found.subject == "проти закриття школи"


def test_a_follow_up_does_not_move_the_day() -> None:
    found = event("Сьогодні ГО «Крок» провела мітинг. Наступний обіцяють 25 березня.")
    assert found.date == date(2026, 3, 18)


def test_years_turn() -> None:
    text = "ГО «Двір» запрошує на громадські слухання 12 січня о 17:00."
    found = CLASSIFIER.classify(article(text, at=datetime(2025, 12, 29, 10, 0, tzinfo=KYIV)))
    assert found is not None
    assert found.date == date(2026, 1, 12)


def test_without_a_publication_date_no_day_is_guessed() -> None:
    found = CLASSIFIER.classify(article("ГО «Крок» провела мітинг 12 березня.", at=None))
    assert found is not None
    assert found.date is None


def test_russian_items_get_russian_kinds() -> None:
    assert event("Митинг прошёл вчера, его организовал независимый профсоюз горняков.").kind == "митинг"


@given(st.text(max_size=400), st.text(max_size=1500))
@settings(max_examples=80, deadline=None)
def test_any_text_is_decided(title: str, text: str) -> None:
    assert CLASSIFIER.classify(article(text, title)) == CLASSIFIER.classify(article(text, title))


@pytest.mark.parametrize(
    "piece", ["«", "ГО «а ", "вийшли з ", "у малій залі ", "12 березня ", "профспілка а ", "мітинг. ", "парафія Ааої "]
)
def test_a_megabyte_does_not_hang(piece: str) -> None:
    CLASSIFIER.classify(article(piece * (1_000_000 // len(piece))))


def test_version_is_told() -> None:
    assert VERSION.startswith("events-")


# --- with a register of organisations -----------------------------------------------------------------------------

REGISTER = (
    Organisation(name="ГО «Крок»", kind="civic"),
    Organisation(name="Спілка ветеранів Прилуцького краю", kind="civic"),
    Organisation(name="Міська організація партії «Рідна сила»", kind="party"),
)
KNOWING = load(CLASSIFIER.place, REGISTER)


@pytest.mark.parametrize(
    ("text", "without", "organisers"),
    [
        ("Вчора біля лікарні відбувся мітинг. Виступили ветерани, Спілка ветеранів Прилуцького краю передала ліки.",
         False, ("Спілка ветеранів Прилуцького краю",)),
        ("Вчора біля лікарні відбувся мітинг Спілки ветеранів Прилуцького краю.",
         True, ("Спілка ветеранів Прилуцького краю",)),
        ("Вчора біля лікарні відбувся мітинг. Його організувала ГО «Крок».", True, ("ГО «Крок»",)),
        ("Вчора біля лікарні відбувся мітинг, його провела партія «Рідна сила».", True, ("партія «Рідна сила»",)),
        ("Вчора біля лікарні відбувся мітинг. Люди вимагали ліків.", False, None),
        ("У магазині «Крок» знижки. Вчора біля лікарні відбувся мітинг.", False, None),
    ],
)  # fmt: skip
def test_a_registered_organisation_is_known_by_its_name(
    text: str, *, without: bool, organisers: tuple[str, ...] | None
) -> None:
    assert (CLASSIFIER.classify(article(text)) is not None) is without
    found = KNOWING.classify(article(text))
    assert (found.organisers if found else None) == organisers
