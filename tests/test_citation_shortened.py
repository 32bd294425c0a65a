"""Offices with what they are in charge of, shortened units, warnings spread, pictures of a page."""

from __future__ import annotations

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from tests.citation_samples import CITY, COUNCIL, LOCAL, article


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


ITEMS = [
    ("Заведующая отделом спорта горсовета Инна Малая рассказала, что каток откроют.", "council"),
    ("Завідувач юридичним відділом міськради уточнив, що строк минув.", "council"),
    ("Упр. освіти міськради повідомило, що садки працюють.", "council"),
    ("Нач. упр. освіти міськради запевнив, що садки працюють.", "council"),
    ("Отд. образования горсовета сообщил, что каток откроют.", "council"),
    ("Не відчиняйте незнайомим. Попередження розіслало упр. інформаційної політики міськради.", "department"),
    ("Нагадування поширив відділ комунікацій міськради.", "department"),
    ("Каток відкрито. Скрін із телеграм-каналу міської ради в коментарях.", "site"),
    # of other bodies, to one who is warned, of readers, of fakes
    ("Заведующая библиотекой горсовета рассказала, что читателей стало больше.", "none"),
    ("Завідувачка відділом поліції уточнила, що строк минув.", "none"),
    ("Упр. поліції області повідомило, що рух відкрито.", "none"),
    ("Попередження розіслало упр. поліції області.", "none"),
    ("Попередження міськради перевізник не виконав.", "none"),
    ("Скрін коментаря зі сторінки міської ради розлетівся мережею.", "none"),
    ("Скрін із фейкової сторінки міської ради розлетівся мережею.", "none"),
    ("Скрін листування з працівником міської ради розлетівся мережею.", "none"),
]


@pytest.mark.parametrize(("text", "expected"), ITEMS)
def test_shortened_and_led_units(council: CitationClassifier, text: str, expected: str) -> None:
    assert council.classify(article(text), LOCAL)[0].label == expected
