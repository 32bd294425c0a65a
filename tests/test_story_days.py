"""One event told more and less exactly is one story; another day, street or span of days is another event."""

from __future__ import annotations

from datetime import timedelta

import pytest

from digests.stories import Filed, days, group
from monitor.model import Article, Moment, Outlet
from tests.fakes import NOW

FAIR = (
    "У Вербосіллі {на_день} на майдані Ринковому відкриють ярмарок меду й сиру, повідомили у відділі торгівлі.",
    "Свій товар привезуть {стільки} пасічників із семи громад району.",
    "Торгуватимуть {години}, а о полудні грає духовий оркестр музичної школи.",
    "Автобус від вокзалу до майдану курсуватиме щогодини, проїзд безкоштовний.",
)
A_FAIR = {"на_день": "24 листопада", "стільки": "42", "години": "з 9:00 до 18:00"}
CRASH = (
    "У Вербосіллі {на_день} на {вулиця} зіткнулися вантажівка та мікроавтобус.",
    "Постраждали {стільки}, їх доправили до районної лікарні.",
    "Рух вулицею перекрили на дві години, водіїв пускали в об’їзд через Заріччя.",
    "За фактом аварії відкрили кримінальне провадження, водіям узяли зразки крові.",
)
A_CRASH = {"на_день": "20 листопада", "вулиця": "вулиці Садовій", "стільки": "троє людей"}


def filed(name: str, hours: int, told: tuple[str, ...], words: dict[str, str]) -> Filed:
    text = tuple(line.format(**words) for line in told)
    article = Article(
        id=name,
        outlet=name,
        url=f"https://{name}.example/1",
        kind="site",
        title=text[0][:90],
        paragraphs=text,
        language="uk",
        published=Moment(at=NOW + timedelta(hours=hours), rule="feed", confidence=1.0),
    )
    return Filed(article=article, outlet=Outlet(id=name, name=name))


def stories(told: tuple[str, ...], one: dict[str, str], two: dict[str, str], hours: int) -> int:
    return len(group([filed("one", 0, told, one), filed("two", hours, told, two)]))


@pytest.mark.parametrize("hours", [3, 30])
@pytest.mark.parametrize(
    "changed",
    [
        {"на_день": "24–25 листопада"},
        {"на_день": "24 та 25 листопада"},
        {"на_день": "24-го й 25-го листопада"},
        {"на_день": "24, 25 та 26 листопада"},
        {"на_день": "з 24 по 26 листопада"},
        {"на_день": "від 22 до 26 листопада"},
        {"на_день": "24–25.11.2025"},
        {"на_день": "24.11.2025"},
        {"на_день": "з 24 листопада по 2 грудня"},
        {"стільки": "близько 40"},
        {"години": "з 10:00 до 18:00"},
    ],
)
def test_a_span_is_told_by_one_of_its_days(changed: dict[str, str], hours: int) -> None:
    assert stories(FAIR, A_FAIR, A_FAIR | changed, hours) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"стільки": "3 людини"},
        {"вулиця": "вул. Садова"},
        {"вулиця": "вул. Садовій, 14"},
        {"на_день": "у четвер, 20 листопада,"},
        {"на_день": "сьогодні"},
    ],
)
def test_what_is_told_less_exactly_contradicts_nothing(changed: dict[str, str]) -> None:
    assert stories(CRASH, A_CRASH, A_CRASH | changed, 3) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("24 листопада", "26 листопада"),
        ("24–25 листопада", "27 листопада"),
        ("24–25 листопада", "29–30 листопада"),
        ("з 20 по 24 листопада", "з 24 по 28 листопада"),
        ("24 та 25 листопада", "1 грудня"),
    ],
)
def test_other_days_are_another_event(one: str, two: str) -> None:
    assert stories(FAIR, A_FAIR | {"на_день": one}, A_FAIR | {"на_день": two}, 3) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("24–26 листопада", {24, 25, 26}),
        ("с 24 по 26 ноября", {24, 25, 26}),
        ("24, 25 та 28 листопада", {24, 25, 28}),
        ("з 1 до 30 листопада", {1, 30}),
        ("з 30 по 2 листопада", {2}),
        ("о 18:30 та 24 листопада", {24}),
        ("на вулиці Садовій, 14, 24 листопада", {24}),
        ("у школі №3 і 24 листопада", {24}),
        ("16:00–17 листопада", {17}),
    ],
)
def test_the_days_of_a_span(text: str, found: set[int]) -> None:
    assert days.named(text, None) == days.without_year(text) == {(11, day) for day in found}
