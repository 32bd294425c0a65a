"""Who tells in company, by which page, with no verb: labels that a plain reader gives, and look-alikes that get none."""

from __future__ import annotations

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from monitor.model import Article
from tests.citation_samples import ADMINISTRATION, CITY, COUNCIL, EXILED, LOCAL, REGIONAL, article


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


def label(council: CitationClassifier, text: str) -> str | None:
    """The label of the item; a headline stands before «⏎⏎»."""
    verdict, _, _ = council.classify(titled(text), LOCAL)
    return verdict.label


def titled(text: str) -> Article:
    title, _, below = text.rpartition("⏎⏎")
    return article(below.replace("⏎", "\n"), title=title)


JOINT = [
    ("Воду повернуть надвечір, запевнили у водоканалі та мерії.", "council"),
    ("Воду повернуть надвечір, сказали в ДСНС, водоканалі й міській раді.", "council"),
    ("В полиции и исполкоме сообщили, что дорогу откроют к утру.", "council"),
    ("Как рассказали в больнице и в горсовете, пострадавших двое.", "council"),
    ("У лікарні, ДСНС та виконкомі повідомили про двох постраждалих.", "council"),
    ("Постраждалих двоє, повідомили в лікарні, а також у міській раді.", "council"),
    ("За даними поліції та міськради, постраждалих двоє.", "council"),
    ("За інформацією поліції Полтавщини та міської ради, постраждалих двоє.", "council"),
    ("По словам спасателей и мэра, пострадавших нет.", "council"),
    # others act, are written to, are only a place, or follow in a clause of their own
    ("У поліції повідомили про обшуки в лікарні та міськраді.", "none"),
    ("Обшуки пройшли в лікарні та мерії, повідомили в поліції.", "none"),
    ("Повідомили в поліції, і міськрада дала бульдозер.", "none"),
    ("Мешканка повідомила поліції та міськраді про яму.", "none"),
    ("У поліції та міськраді не відповіли на дзвінки.", "none"),
    ("За даними поліції та за рішенням міськради рух обмежено.", "none"),
    ("Про стрілянину в лікарні та міськраді розповіли рятувальники.", "none"),
    ("Про обшуки в міськраді розповіли в поліції.", "none"),
    ("За словами депутата обласної ради та міського осередку партії, грошей нема.", "none"),
]
PAGES = [
    # a council's networks, all of them
    ("Графік змінили, повідомили в соцмережах міської ради.", "site"),
    ("Про це йдеться в соціальних мережах міськради.", "site"),
    ("Об этом сообщили в социальных сетях горсовета.", "site"),
    ("Міська рада повідомила у Threads, що графік змінили.", "site"),
    ("Горсовет сообщил в ватсапе, что график изменён.", "site"),
    ("Міська рада повідомила в тіктоці, що графік змінили.", "site"),
    # by which page it was told
    ("Графік змінили, повідомили через телеграм-канал міської ради.", "site"),
    ("Через официальный сайт горсовета сообщили, что график изменён.", "site"),
    ("Міськрада повідомила через офіційний сайт, що графік змінили.", "site"),
    ("Міськрада через Telegram повідомила, що графік змінили.", "site"),
    ("Міськрада через свій канал повідомила, що графік змінили.", "site"),
    # everybody has pages there
    ("У соцмережах міста повідомили про загублену собаку.", "none"),
    ("Мешканці пишуть у соцмережах міськради, що двір не прибрано.", "none"),
    ("Стежте за новинами в соцмережах міської ради.", "none"),
    ("Про це пише у соцмережах депутатка міської ради.", "none"),
    ("Про це йдеться на сторінці депутатки міської ради.", "none"),
    ("У соціальних мережах лають міську раду за сніг.", "none"),
    ("Теплові мережі міської ради лагодять, сказали слюсарі.", "none"),
    # what readers and swindlers do by a page
    ("Шахраї через Telegram виманили в пенсіонерки гроші, повідомили в поліції.", "none"),
    ("Заявку можна подати через сайт міської ради.", "none"),
    ("Мешканці повідомили про яму через сайт міської ради.", "none"),
    ("Водії повідомили через телеграм-канал міської ради про затор.", "none"),
    ("Скандал спалахнув через сайт міської ради, розповів електрик.", "none"),
    ("Міськрада попередила, що шахраї через Telegram виманюють гроші.", "council"),
    ("Міськрада повідомила про продаж гаража через сайт аукціону.", "council"),
    ("Міськрада повідомила через перевізника, що маршрут скасовано.", "council"),
    ("У міськраді кажуть, що записатися можна через офіційний сайт.", "council"),
]


@pytest.mark.parametrize(("text", "expected"), JOINT)
def test_who_tells_together_with_another(council: CitationClassifier, text: str, expected: str) -> None:
    assert label(council, text) == expected


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_a_page_among_networks_and_by_which_it_was_told(council: CitationClassifier, text: str, expected: str) -> None:
    assert label(council, text) == expected


STATED = [
    # a statement, a dash, a name
    ("Дахи полагодять до морозів – Олена Шпак.", "council"),
    ("Тепло повернеться в середу — секретар ради Тарас Бурій.", "council"),
    ("Роботи завершено – Олена Шпак.", "council"),
    ("Крыши починят к морозам — городской голова Елена Шпак.", "council"),
    # a headline, a colon, a body
    ("Двір асфальтуватимуть у травні: міськрада⏎⏎Роботи вже замовили.", "council"),
    ("Тарифы не вырастут: мэр⏎⏎Сессия прошла.", "council"),
    # the name is the subject, one of those counted, or who was just spoken of
    ("Школу очолить — Олена Шпак.", "none"),
    ("Кубок здобула — Олена Шпак.", "none"),
    ("Вечір вела вчителька музики — Олена Шпак.", "none"),
    ("Премії отримали двоє — Олена Шпак.", "none"),
    ("На сцену вийшли найсміливіші — Олена Шпак.", "none"),
    ("Директорка хору — Олена Шпак.", "none"),
    ("Хто лагодитиме дахи: міськрада⏎⏎Відповідаємо.", "none"),
    ("Школу очолить: Олена Шпак⏎⏎Наказ підписано.", "none"),
    ("Де прийматимуть заяви: міськрада⏎⏎Адреси й години.", "none"),
    ("Тихогірська міськрада: адреса, телефони⏎⏎Довідник містянина.", "none"),
    ("Тихогірська міськрада: хто прийшов замість кого⏎⏎Список.", "none"),
]
SPOKE = [
    ("Міська голова звернулася до містян: «Запасіться водою».", "council"),
    ("«Дахи полагодимо». Так прокоментувала скарги міська голова.", "council"),
    ("Тихогірською міською радою повідомлено, що дахи лагодитимуть до травня.", "council"),
    ("Горсоветом сообщено, что крыши починят к маю.", "council"),
    ("Дахи лагодитимуть до травня (Тихогірська міська рада у Facebook).", "site"),
    ("Крыши починят к маю (городской совет в Telegram).", "site"),
    ("Дахи лагодитимуть до травня (сторінка міської ради у Facebook).", "site"),
    # a matter, a refusal, an act, others
    ("Міська голова звернулася до лікарів: «Допоможіть».", "none"),
    ("Так прокоментував рішення міської голови адвокат.", "none"),
    ("Нагороду міська голова вручила ветеранці.", "none"),
    ("Про ремонт міською радою не повідомлено.", "none"),
    ("Міською радою оголошено тендер на дахи.", "none"),
    ("Із міською радою погоджено, сповіщено поліцією.", "none"),
    ("Підрядник (міська рада у боргах) чекає.", "none"),
    ("Дахи полагодять (скарги на міську раду у Facebook).", "none"),
    ("Долучайтеся до розмови (Тихогірська міська рада у Facebook).", "none"),
]
LEFT = [
    ("Хаб для переселенців із Кам’янополя переїхав⏎⏎Тепер він у Дніпрі, повідомили в МВА.", "council"),
    ("Хаб для переселенців із Кам’янополя переїхав⏎⏎Тепер він у Дніпрі, йдеться на сайті МВА.", "site"),
    ("Переселенцы из Каменополя получат дрова⏎⏎Их выдают в Днепре, рассказали в МВА.", "council"),
    ("Допомога⏎⏎Кам’янопільці-переселенці отримають дрова, за даними МВА.", "council"),
    # an attack, a journey, one person, another town's body
    ("У Херсоні обстріл⏎⏎Поранено переселенку з Кам’янополя. Вона в лікарні в Херсоні, повідомили в МВА.", "none"),
    ("Автобус Кам’янопіль – Херсон⏎⏎Він зупиняється в Херсоні, повідомили в МВА.", "none"),
    ("Кам’янопільця оштрафували⏎⏎Він їхав у Херсоні без фар, повідомили в МВА.", "none"),
    ("Переселенці з Кам’янополя⏎⏎Дрова дають у Нікополі. У Нікополі черга, повідомили в МВА Нікополя.", "none"),
]
SIGNED = [
    (
        "Дрова видали.⏎Кам’янопільська міська військова адміністрація, відділ з питань внутрішньої політики",
        "department",
    ),
    ("Дрова видали.⏎Кам’янопільська МВА, відділ освіти", "council"),
    ("Дрова видали.⏎Луганська обласна військова адміністрація, відділ з питань внутрішньої політики", "none"),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_statement_and_who_made_it(council: CitationClassifier, text: str, expected: str) -> None:
    assert label(council, text) == expected


@pytest.mark.parametrize(("text", "expected"), SPOKE)
def test_rarer_frames_of_telling(council: CitationClassifier, text: str, expected: str) -> None:
    assert label(council, text) == expected


@pytest.mark.parametrize(("text", "expected"), LEFT + SIGNED)
def test_an_administration_in_other_towns(text: str, expected: str) -> None:
    exiled = citation.load(EXILED, ADMINISTRATION)
    verdict, _, _ = exiled.classify(titled(text), REGIONAL)
    assert verdict.label == expected


def test_people_with_a_second_name_are_of_the_town(council: CitationClassifier) -> None:
    text = "Тихогірці-ветерани отримають дрова. За підрахунками міськради, заяв двісті."
    verdict, _, _ = council.classify(article(text), REGIONAL)
    assert verdict.label == "council"
