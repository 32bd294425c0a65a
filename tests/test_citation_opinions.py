"""Opinions told by their matter alone («не виключає підвищення»), and the deeds that the same verbs name."""

from __future__ import annotations

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from tests.citation_samples import CITY, COUNCIL, LOCAL, article


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


THOUGHT = [
    "Мер не виключає перенесення матчу.",
    "У міськраді не виключають затримки зарплат.",
    "Заступниця мера допускає закриття двох маршрутів.",
    "Міський голова прогнозує дефіцит солі.",
    "Мер нарікає на нестачу водіїв.",
    "Мер побоюється нових перебоїв із водою.",
    "Міський голова сумнівається у потребі мосту.",
    "У мерії сподіваються на грант.",
    "Міський голова заперечує будь-який зв’язок із забудовником.",
    "Мэр не исключает переноса матча на осень.",
    "Заместитель мэра допускает закрытие маршрута.",
    "Мэр сетует на нехватку водителей.",
    "В горсовете опасаются новых долгов.",
]
DONE = [
    "Виконком виключає приміщення із переліку.",
    "Мер виключає депутата з делегації.",
    "Виконком не виключає вдову з черги.",
    "Міськрада не допускає глядачів до зали.",
    "Мер допускає порушення регламенту.",
    "Міськрада допускає торгівлю на площі.",
    "Мер допускає до роботи лише знайомих.",
    "Регламент міськради не виключає перерви.",
    "Водії нарікають на мера.",
    "Мешканці сподіваються на міськраду.",
    "Поліція не виключає причетності мера.",
    "Мер не сподівається.",
    "Горсовет исключает дома из программы.",
    "Исполком допускает к торгам троих.",
]


@pytest.mark.parametrize("text", THOUGHT)
def test_what_one_thinks_of_is_told(council: CitationClassifier, text: str) -> None:
    assert council.classify(article(text), LOCAL)[0].label == "council"


@pytest.mark.parametrize("text", DONE)
def test_the_same_verbs_of_doing(council: CitationClassifier, text: str) -> None:
    assert council.classify(article(text), LOCAL)[0].label == "none"
