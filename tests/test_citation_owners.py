"""Whose a department or a council is, where its name alone could be any town's or any body's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from monitor.model import Named
from tests.citation_samples import CITY, COUNCIL, REGIONAL, article

TITLE = "Тихогірськ отримає тролейбуси"


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    """A council whose department has a short name too, which is any department's."""
    short = (*COUNCIL.departments, Named(name="відділ комунікацій"))
    return citation.load(CITY, replace(COUNCIL, departments=short))


@pytest.fixture(scope="module")
def plain() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


def label(classifier: CitationClassifier, text: str, title: str = TITLE) -> str:
    given = replace(article(text.replace("⏎", "\n")), title=title)
    return str(classifier.classify(given, REGIONAL)[0].label)


ANOTHERS = [
    "Міст закриють на ніч, повідомили у відділі комунікацій {}.",
    "Міст закриють на ніч. Про це повідомляє відділ комунікацій {}.",
    "За інформацією відділу комунікацій {}, міст закриють на ніч.",
    "Начальниця відділу комунікацій {} Леся Гук розповіла про ремонт мосту.",
    "Міст закриють на ніч.⏎⏎Відділ комунікацій {}",
]
OWNERS = [
    "поліції Полтавщини",
    "ДСНС",
    "ГУ ДСНС у Полтавській області",
    "Полтавської ОВА",
    "сусідньої РВА",
    "районної державної адміністрації",
    "апарату обласної ради",
    "головного управління податкової служби",
    "Укрпошти",
    "«Укрпошти»",
    "компанії «Степовий експрес»",
    "компанії-забудовника",
    "перевізника",
    "КП «Тихогірськводоканал»",
    "Тихогірської міської лікарні",
    "аграрного університету",
    "адміністрації ринку",
    "окружної прокуратури",
    "35-ї бригади",
    "футбольного клубу",
    "мережі «Кошик»",
    "громадської організації",
    "Novus",
    "при університеті",
    "та роботи зі ЗМІ лікарні",
    "з громадськістю обленерго",
]
RUSSIAN = [
    "полиции Полтавской области",
    "Укрпочты",
    "университета",
    "компании-застройщика",
    "областной прокуратуры",
]
OURS = [
    "",
    " міськради",
    " міської ради",
    " Тихогірська",
    " міста",
    " громади",
    " виконкому",
    " апарату міської ради",
    " виконавчого комітету",
    " міського голови",
    " та роботи зі ЗМІ",
    " та цифрового розвитку мерії",
    " з громадськістю",
    " з посиланням на поліцію",
    ", поліції та ДСНС",
    " Тихогірської ОТГ",
    " Тихогірської МТГ",
    " і поліції",
    " та в ДСНС",
    " (поліція це підтвердила)",
    "⏎⏎Поліції області дякуємо за допомогу",
]
OTHERWISE_OURS = [
    "Відділ комунікацій школам розіслав і пояснив графік руху.",
    "Міст закриють на ніч, повідомив відділ комунікацій жителям.",
    "Міст закриють на ніч, повідомив відділ комунікацій Суспільному.",
    "За словами начальника відділу комунікацій Остапа Ткача, міст закриють.",
    "Начальник відділу комунікацій Ткач розповів про ремонт мосту.",
    "У відділі комунікацій дані уточнили: міст закриють на ніч.",
    "У відділі комунікацій виданню уточнили: міст закриють на ніч.",
    "У відділі комунікацій газеті уточнили: міст закриють на ніч.",
    "У відділі комунікацій редакції уточнили: міст закриють на ніч.",
    "ВІДДІЛ КОМУНІКАЦІЙ ПОВІДОМИВ ПРО РЕМОНТ. Міст закриють.",
    "Міст закриють на ніч.⏎Відділ комунікацій⏎Фото: поліція Полтавщини",
]


@pytest.mark.parametrize("frame", ANOTHERS)
@pytest.mark.parametrize("owner", OWNERS)
def test_a_department_with_another_owner_is_not_ours(council: CitationClassifier, frame: str, owner: str) -> None:
    assert label(council, frame.format(owner)) == "none"


@pytest.mark.parametrize("owner", OWNERS)
def test_nor_where_no_name_so_short_is_configured(plain: CitationClassifier, owner: str) -> None:
    assert label(plain, ANOTHERS[0].format(owner)) == "none"


@pytest.mark.parametrize("owner", RUSSIAN)
def test_another_owner_in_russian(council: CitationClassifier, owner: str) -> None:
    assert label(council, f"Мост закроют на ночь, сообщили в отделе коммуникаций {owner}.") == "none"


@pytest.mark.parametrize("kind", ["обласному", "університетському", "лікарняному", "районному"])
def test_an_adjective_of_another_owner(council: CitationClassifier, kind: str) -> None:
    assert label(council, f"Міст закриють на ніч, повідомили в {kind} відділі комунікацій.") == "none"


@pytest.mark.parametrize("owner", ["Полтавська ОВА", "Полтавська обласна рада", "Районна адміністрація"])
def test_another_owner_before_it_in_a_signature(council: CitationClassifier, owner: str) -> None:
    assert label(council, f"Міст закриють на ніч.⏎{owner}, відділ комунікацій") == "none"


@pytest.mark.parametrize("owner", OURS)
def test_a_department_of_the_council_or_of_nobody_named_is_ours(council: CitationClassifier, owner: str) -> None:
    assert label(council, f"Міст закриють на ніч, повідомили у відділі комунікацій{owner}.") == "department"


@pytest.mark.parametrize("text", OTHERWISE_OURS)
def test_what_stands_behind_it_without_owning_it(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "department"


@pytest.mark.parametrize(
    ("byline", "expected"), [("Відділ комунікацій", "department"), ("Відділ комунікацій ДСНС", "none")]
)
def test_a_byline(council: CitationClassifier, byline: str, expected: str) -> None:
    given = replace(article("Міст закриють на ніч."), title=TITLE, byline=byline)
    assert council.classify(given, REGIONAL)[0].label == expected


ANOTHER_TOWN = [
    "Вагони вже в депо, повідомили у кременчуцькій міськраді.",
    "Вагони вже в депо, розповів полтавський міський голова Ілля Гай.",
    "За словами миргородського мера, вагони вже в депо.",
    "Вагони вже в депо, уточнила заступниця лубенського міського голови.",
    "Вагони вже в депо, пояснила пресслужба кременчуцької міської ради.",
    "Вагони вже в депо, йдеться на сайті миргородської міськради.",
    "На сторінці лубенської міської ради у Facebook повідомили про вагони.",
    "Вагони вже в депо, повідомили в лубенському управлінні освіти.",
    "Вагони вже в депо, розповів очільник миргородської громади.",
    "Вагоны уже в депо, сообщили в лубенском горсовете.",
    "Вагоны уже в депо, говорится на сайте кременчугского горсовета.",
    "Вагоны уже в депо, рассказал полтавский городской голова.",
    # names that are other words too
    "Вагони вже в депо, розповів мер Бучі Кирило Гай.",
    "За словами заступниці мера Хорола, вагони вже в депо.",
    "Вагони вже в депо, повідомили у міськраді Рубіжного.",
    "Вагони вже в депо, повідомили в мерії Мени.",
    "Вагоны уже в депо, рассказал мэр Бучи.",
]
OWN_TOWN = [
    "Вагони вже в депо, повідомили у тихогірській міськраді.",
    "Вагоны уже в депо, сообщили в тихогорском горсовете.",
    "Вагони вже в депо, повідомили у місцевій міськраді.",
    "Вагони вже в депо, розповіла нинішня міська голова.",
    "Вагони, які зібрав кременчуцький завод, уже в депо, повідомили в тихогірській мерії.",
    "Діти лікувалися в київському центрі, розповіли в мерії.",
    "Вагони передала українська влада, розповіли в міськраді.",
    "Тарифи полтавської компанії переглянуть, повідомили у виконкомі.",
    "Навколо вагонів зчинилася буча, розповіли в міськраді.",
    "За словами мера, у Бучі такі вагони вже є.",
    "Бар у мерії закрили, розповіла міська голова.",
    "Українські водії опановують нові вагони, розповіли в міськраді.",
    "Волинська фірма збере вагони, розповіли в міськраді.",
    "Украинские инженеры собрали вагоны, рассказали в горсовете.",
]


@pytest.mark.parametrize("text", ANOTHER_TOWN)
def test_another_town_by_a_small_letter_or_a_name_that_is_a_word(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "none"


@pytest.mark.parametrize("text", OWN_TOWN)
def test_what_takes_no_body_from_the_town(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "council"


LED_ONCE = [
    "Про це розповіла волонтерка Леся Гук, яка раніше очолювала відділ комунікацій міської ради.",
    "Волонтерка Леся Гук, яка до 2023 року очолювала відділ комунікацій, розповіла про ремонт.",
    "Про це розповів Остап Ткач, який торік керував відділом комунікацій міської ради.",
    "Об этом рассказала Леся Гук, которая ранее возглавляла отдел коммуникаций горсовета.",
    "Про це розповіла Леся Гук, яка очолює страйк у міській раді.",
    "Про це розповіла Леся Гук, яка очолила страйк у міській раді.",
    "Про це розповіла Леся Гук, яка колись керувала управлінням освіти міської ради.",
]
LEADS_NOW = [
    ("Про це розповіла Леся Гук, яка очолює відділ комунікацій міської ради.", "department"),
    ("Про це розповів Остап Ткач, який з 2020 року керує відділом комунікацій міської ради.", "department"),
    ("Про це раніше розповіла Леся Гук, яка очолює відділ комунікацій міської ради.", "department"),
    ("Про це розповіла Леся Гук, яка представляла на зустрічі відділ комунікацій міської ради.", "department"),
    ("Як розповіли у відділі комунікацій, який раніше очолювала Леся Гук, міст закриють.", "department"),
    ("Відділ комунікацій, який раніше очолював Остап Ткач, повідомив про ремонт.", "department"),
    ("Об этом рассказала Леся Гук, которая возглавляет отдел коммуникаций горсовета.", "department"),
    ("Про це розповіла Леся Гук, яка з травня очолила відділ комунікацій міської ради.", "department"),
    ("Про це розповів Остап Ткач, який торік очолив управління освіти міської ради.", "council"),
    ("Про це розповіла Леся Гук, яка керує управлінням освіти міської ради.", "council"),
]


@pytest.mark.parametrize("text", LED_ONCE)
def test_whoever_led_a_department_once_speaks_for_nobody(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "none"


@pytest.mark.parametrize(("text", "expected"), LEADS_NOW)
def test_whoever_leads_it_now_speaks_for_it(council: CitationClassifier, text: str, expected: str) -> None:
    assert label(council, text) == expected
