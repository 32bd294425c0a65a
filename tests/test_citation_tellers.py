"""Who tells in company, by which page, with no verb: labels that a plain reader gives, and look-alikes that get none."""

from __future__ import annotations

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from tests.citation_samples import CITY, COUNCIL, LOCAL, article


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


def label(council: CitationClassifier, text: str) -> str | None:
    verdict, _, _ = council.classify(article(text.replace("⏎", "\n")), LOCAL)
    return verdict.label


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
