"""Where something happened is not what happened: the place's own villages tie no two events together."""

from __future__ import annotations

from datetime import datetime

import pytest

from digests.stories import Filed, group, names_of
from digests.stories.home import home, named
from monitor.language.words import scan
from monitor.model import Article, Moment, Outlet, Place

PLACE = Place(
    id="verbosillia",
    name="Вербосілля",
    russian="Вербоселье",
    region="Чернігівська область",
    settlements=("Тихі Лози", "Кам’яний Брід", "Воля"),
)


def filed(name: str, at: str, title: str, text: str) -> Filed:
    moment = Moment(at=datetime.fromisoformat(f"2026-11-{at}:00+02:00"), rule="import", confidence=1.0)
    article = Article(id=name, outlet=name, url="", kind="site", title=title, paragraphs=(text,), published=moment)
    return Filed(article=article, outlet=Outlet(id=name, name=name))


def count(*items: Filed) -> int:
    return len(group(items, names=names_of(PLACE)))


APART = {
    "a village of two words": (
        ("18T09:00", "Староста Тихих Лоз звітувала", "Староста Тихих Лоз відзвітувала людям про автобус і ліхтарі."),
        ("19T12:00", "У Тихих Лозах виросла морква", "Пенсіонер із Тихих Лоз викопав моркву вагою кілограм."),
    ),
    "two villages in one text": (
        (
            "16T11:40",
            "Школа отримала новий автобус",
            "Ліцею передали автобус на 24 місця. Ним возитимуть дітей із Тихих Лоз і Кам’яного Броду.",
        ),
        (
            "17T08:30",
            "Судитимуть рибалку-браконьєра",
            "Мешканця Кам’яного Броду судитимуть за ляща, якого він ловив електровудкою біля Тихих Лоз.",
        ),
    ),
    "a name the dictionary reads as another word": (
        ("18T09:00", "Кам’яний Брід чекає на газ", "Газу в Кам’яному Броді немає третій день. Облгаз обіцяє дати до вечора."),
        ("18T16:00", "У Кам’яному Броді новий священник", "Парафія в Кам’яному Броді зустріла отця Романа."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_two_matters_of_one_village_are_two_events(pair: tuple[tuple[str, str, str], ...]) -> None:
    assert count(*(filed(name, *told) for name, told in zip("ab", pair, strict=True))) == 2


def test_one_event_of_a_village_stays_one() -> None:
    first = filed(
        "a", "16T11:40", "Школа в Тихих Лозах отримала автобус", "Ліцею в Тихих Лозах передали автобус на 24 місця."
    )
    second = filed("b", "16T15:30", "Автобус для Тихих Лоз", "Діти їздитимуть до ліцею новим автобусом на 24 місця.")
    assert count(first, second) == 1


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("Воля до перемоги: виставка малюнків.", set()),
        ("У селі Воля відкрили клуб.", {"Воля"}),
        ("Тихі вулиці, кам’яний брід через Річку.", set()),
        ("До Тихих Лоз їздить автобус, до Кам’яного Броду – ні.", {"Тихі Лози", "Кам’яний Брід"}),
        ("Вербосільський ліцей і мешканці Вербоселья.", {"Вербосілля"}),
    ],
)
def test_names_of_the_place_in_a_line(line: str, places: set[str]) -> None:
    assert set(named(line, scan(line), home(names_of(PLACE))).values()) == places


@pytest.mark.parametrize(
    ("later", "other", "stories"),
    [
        ("16T15:40", "На вулиці Гончарній впало дерево, рух ускладнено.", 1),
        ("16T15:40", "На вулиці Гончарній впало дерево. Рух ускладнено!", 1),
        ("16T15:40", "На вулиці Гончарній горіло дерево, рух ускладнено.", 2),
        ("19T15:40", "На вулиці Гончарній впало дерево, рух ускладнено.", 2),
    ],
)
def test_one_sentence_in_the_same_words_is_one_text(later: str, other: str, stories: int) -> None:
    first = filed("a", "16T11:40", "", "На вулиці Гончарній впало дерево, рух ускладнено.")
    assert count(first, filed("b", later, "", other)) == stories


def test_an_undated_copy_of_an_undated_release_is_its_copy() -> None:
    text = "Міська рада оголосила конкурс малюнків. Роботи приймають у бібліотеці до п’ятниці. Переможців назвуть у грудні."
    council = Outlet(id="rada", name="Рада", official=True)
    release = Article(id="z", outlet="rada", url="", kind="site", title="Конкурс", paragraphs=(text,))
    copy = Article(id="a", outlet="n", url="", kind="site", title="Конкурс малюнків", paragraphs=(text,))
    (story,) = group([Filed(article=copy, outlet=Outlet(id="n", name="n")), Filed(article=release, outlet=council)])
    (told,) = (member for member in story.members if member.article == "a")
    assert (told.relation, told.of, told.release) == ("reprint", "z", "z")
