"""Whose words stand in long texts: round-ups of several towns, a region's day."""

from __future__ import annotations

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from monitor.model import Outlet
from tests.citation_samples import ADMINISTRATION, CITY, COUNCIL, EXILED, LOCAL, REGIONAL, article


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


def label(council: CitationClassifier, text: str, outlet: Outlet = REGIONAL) -> str | None:
    return council.classify(article(text), outlet)[0].label


OTHER_TOWNS = [
    "Лубни. Проїзд подорожчав, пояснив міський голова.\nТихогірськ. Школярам видали зошити.",
    "Лубни. Проїзд подорожчав. Міський голова Остап Чумак пообіцяв: «Більше не піднімемо».\nТихогірськ. Видали зошити.",
    "ЛУБНИ\nУ міськраді розповіли про новий тариф.\nТИХОГІРСЬК\nШколярам видали зошити.",
    "Тихогірськ\nШколярам видали зошити.\n📍 Гадяч\nМіст закрили.\nУ мерії кажуть, що до весни.",
    "м. Гадяч\nМіст закрили, уточнили у міськраді.\nм. Тихогірськ\nМіст відкрили.",
    "Гадяцька громада\nМіст закрили, уточнили у міськраді.\nТихогірська громада\nМіст відкрили.",
    "Лубны:\nМост закрыли, сообщил мэр.\nТихогорск:\nМост открыли.",
]


@pytest.mark.parametrize("text", OTHER_TOWNS)
def test_a_mayor_under_another_towns_heading_is_that_towns(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "none"


OUR_TOWN = [
    "Лубни. Проїзд подорожчав.\nТихогірськ. Міст відкрили, повідомив міський голова.",
    "Лубни\nПроїзд подорожчав.\nТихогірськ\nМіст відкрили.\nУ міськраді пояснили, що гроші дала громада.",
    "Лубни\nПроїзд подорожчав. Тихогірська міська рада повідомила, що її автобуси туди не ходять.\nТихогірськ\nМіст відкрили.",
    # a dateline, a list of stops, towns inside sentences are no headings
    "Лубни. Тут міська голова Тихогірська зустрілася з колегами. Мерка розповіла, що гроші виділять.",
    "Автобус стає тут:\nТихогірськ\nЛубни\nГадяч\nКвитки здорожчали, пояснили у міськраді Тихогірська.",
    "Тихогірськ — Лубни: дорогу закрили. У міськраді Тихогірська повідомили про об’їзд.",
    "Тихогірськ. Тепло ввімкнули. Міський голова розповів, що борги сплачено.",
    "Лубни. +5.\nТихогірськ. +3.\nТепло в Тихогірську ввімкнуть завтра, повідомив міський голова.",
    "У Лубнах провалився асфальт. Тихогірськ лишився без води. Міський голова пояснив: «Працюємо».",
]


@pytest.mark.parametrize("text", OUR_TOWN)
def test_headings_leave_our_mayor_ours(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "council"


def test_stops_of_a_bus_head_nothing(council: CitationClassifier) -> None:
    text = "Автобус стає тут:\nТихогірськ\nГадяч\nЛубни\nКвитки здорожчали, пояснив міський голова."
    assert label(council, text, LOCAL) == "council"


REGIONS = [
    "Тихогірськ. Начальник обласної військової адміністрації провів нараду. Фахівці управління соцзахисту розповіли, що виплати будуть.",
    "У Тихогірську відкрили хаб. Приїхав очільник Полтавської ОВА. У департаменті економіки кажуть, що гроші є.",
    "У відділі освіти пояснили, що канікули почнуться раніше.\nПолтавська обласна військова адміністрація",
    "Тихогорск остался без воды. Это решила областная администрация. В управлении образования рассказали о школах.",
]


@pytest.mark.parametrize("text", REGIONS)
def test_a_department_of_the_regions_body_is_its_own(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "none"


DEPARTMENTS = [
    ("Начальник ОВА приїхав у гості. У відділі освіти Тихогірська розповіли, які школи він бачив.", REGIONAL),
    ("Начальник ОВА приїхав. Тихогірська міська рада зібрала нараду. У відділі освіти розповіли про школи.", REGIONAL),
    ("ОВА дала гроші Тихогірську. У відділі освіти розповіли, скільки шкіл полагодять.", REGIONAL),
    ("Начальник ОВА приїхав. У відділі освіти міської ради Тихогірська розповіли про школи.", REGIONAL),
    ("У Тихогірську відкрили обласну лікарню. У відділі освіти розповіли про школи.", REGIONAL),
    ("У Тихогірську були гості. Начальник ОВА мовчав. У відділі освіти розповіли про школи.", LOCAL),
    ("Тихогірська міська рада чекає на гроші. У відділі освіти розповіли про школи.\nПолтавська ОВА", REGIONAL),
]


@pytest.mark.parametrize(("text", "outlet"), DEPARTMENTS)
def test_a_department_of_ours_stays_ours(council: CitationClassifier, text: str, outlet: Outlet) -> None:
    assert label(council, text, outlet) == "council"


WORK = [
    "У Тихогірську фахівці управління соцзахисту відповіли на 48 дзвінків за добу.",
    "У Тихогірську за тиждень міський голова відповів на понад двісті звернень.",
    "В Тихогорске специалисты отдела ЖКХ ответили на десятки звонков.",
    "Диспетчери управління ЖКГ Тихогірська зреагували на 30 сигналів.",
]


@pytest.mark.parametrize("text", WORK)
def test_answering_so_many_calls_is_work(council: CitationClassifier, text: str) -> None:
    verdict, sources, _ = council.classify(article(text), LOCAL)
    assert (verdict.label, sources) == ("none", ())


ANSWERS = [
    "Міський голова відповів на п’ять запитань: «Воду дамо завтра».",
    "У міськраді відповіли на 12 звернень мешканців, що ремонт буде восени.",
    "На 12 звернень у міськраді відповіли: ремонт буде восени.",
    "У міськраді відповіли на звернення мешканців: ремонт буде восени.",
    "«Ремонт буде восени», – відповіли на 12 звернень у міськраді.",
    "Міська голова відповіла на запит редакції.",
    "Мер відповів на петицію про ремонт мосту.",
    "Мэр ответил на три вопроса читателей: «Мост починим».",
]


@pytest.mark.parametrize("text", ANSWERS)
def test_answers_to_questions_tell(council: CitationClassifier, text: str) -> None:
    assert label(council, text, LOCAL) == "council"


BEHIND = [
    "Дім зведуть під дитячий центр, а не під склад, наголосила міська голова Олена Шпак.",
    "Дім зведуть під дитячий центр, а не під склад, сказав мер.",
    "Дом построят под детский центр, а не под склад, сообщил мэр.",
    "Рахунок оплатить лікарня, а не громада, запевнив Тарас Бурій.",
    "Рішення ухвалила школа, а не батьки, уточнила міська рада.",
]


@pytest.mark.parametrize("text", BEHIND)
def test_who_stands_right_behind_the_verb_told_it(council: CitationClassifier, text: str) -> None:
    assert label(council, text, LOCAL) == "council"


BEFORE = [
    ("Міський голова, як завжди вчасно, відповів журналістам, що грошей нема.", "council"),
    ("Міський голова, якого ми про це запитали, відповів, що грошей нема.", "council"),
    ("Мер, сказав депутат, не прийшов.", "none"),
    ("Міськрада, повідомила прокуратура, віддасть землю.", "none"),
    ("Виконком, як повідомила депутатка, відмовив.", "none"),
    ("Управління освіти, щоправда, назвало підприємство винним: «Труби старі».", "council"),
    ("Лікар, який лікував мера, розповів, що той здоровий.", "none"),
    ("Поліція, щоправда, просить водіїв не поспішати.", "none"),
]


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_what_stands_between_commas_keeps_its_teller(council: CitationClassifier, text: str, expected: str) -> None:
    assert label(council, text, LOCAL) == expected


AGAIN = [
    (
        "Гроші дала Кам’янопільська міська військова адміністрація. Чи є звіт? «Адміністрація нічого не ділить», – {}.",
        True,
    ),
    ("Гроші дала Кам’янопільська міська військова адміністрація. Звіту нема. Адміністрація не квапиться, – {}.", True),
    ("Гроші дала адміністрація порту. «Адміністрація нічого не ділить», – {}.", False),
    ("Гроші дала Луганська обласна адміністрація. «Адміністрація нічого не ділить», – {}.", False),
    ("Кам’янопільська військова адміністрація мовчить. Вирішує Адміністрація президента. «Ми готові», – {}.", False),
]


@pytest.mark.parametrize(("text", "ours"), AGAIN)
def test_a_bare_word_in_between_names_no_other_body(text: str, ours: bool) -> None:
    exiled = citation.load(EXILED, ADMINISTRATION)
    found = label(exiled, text.format("відповіли в адміністрації"))
    assert found == ("council" if ours else "none")
