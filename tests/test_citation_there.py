"""Those of a body told without their name: «Там кажуть, що …», «Ми написали до ради. Відповіли: «…»»."""

from __future__ import annotations

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from tests.citation_samples import CITY, COUNCIL, LOCAL, article


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


ITEMS = [
    ("Замовник робіт – міська рада. Там запевняють, що встигнуть до зими.", "council"),
    ("Ярмарок проводить виконком. Там пояснили: місць вистачить усім.", "council"),
    ("Заказчик – горсовет. Там заверили, что успеют к зиме.", "council"),
    ("Ми надіслали запит до міської ради. Відповіли: «Строк ще не минув».", "council"),
    ("Я написала листа до виконкому. Відповіли, що строк ще не минув.", "council"),
    ("Мы отправили запрос в горсовет. Ответили, что срок не истек.", "council"),
    # others are there, are asked, ask, or tell; or nobody tells
    ("Міська рада купила ліки для лікарні. Там кажуть, що їх вистачить.", "none"),
    ("Міська рада передала дрон на фронт. Там кажуть, що допоміг.", "none"),
    ("Поліція обшукала міську раду. Там кажуть, що вилучили папери.", "none"),
    ("Площу прибирає міська рада. Там кажуть перехожі, що брудно.", "none"),
    ("Біля парку стоїть міська рада. Там відкрили виставку.", "none"),
    ("Ми надіслали запит до поліції. Відповіли, що строк ще не минув.", "none"),
    ("Ветерани написали листа до міської ради. Відповіли, що черга велика.", "none"),
    ("Ми надіслали запит до міської ради. Відповідатимуть, певно, довго.", "none"),
    ("Ми прийшли до міської ради. Відповіли сусіди, що зачинено.", "none"),
]


@pytest.mark.parametrize(("text", "expected"), ITEMS)
def test_those_of_the_body(council: CitationClassifier, text: str, expected: str) -> None:
    assert council.classify(article(text), LOCAL)[0].label == expected
