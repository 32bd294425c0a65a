"""Pairs of short news of one town: other matters of one sitting, one event in two languages, copies and own texts.

Ten of each kind to be joined and ten to be kept apart were written before the rules that judge them; those of an odd
number were read while the rules were made, the even ones only scored.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digests.stories import group
from digests.stories.reading import is_russian
from monitor.model import Member
from tests import score_stories

FILE = Path(__file__).parent / "data" / "story_pairs.jsonl"
LINES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def told(*items: tuple[str, str, str, str]) -> list[list[Member]]:
    """The stories of items (outlet, time, title, text), named a, b, c."""
    given = [
        {"id": name, "outlet": outlet, "published": f"2027-{when}:00+02:00", "title": title, "text": text}
        for name, (outlet, when, title, text) in zip("abc", items, strict=False)
    ]
    return [list(story.members) for story in group([score_stories.filed(line) for line in given])]


# Measured, of ten each: grouped rightly, and of these with the right relation; before the rules 2, 8, 9, 9, 9, 9 grouped.
@pytest.mark.parametrize(
    ("kind", "grouped", "related"),
    [
        ("apart", 7, 7),
        ("languages-apart", 9, 9),
        ("joined", 9, 9),
        ("languages-joined", 10, 8),
        ("copy", 9, 7),
        ("own", 9, 9),
    ],
)
def test_pairs_of_a_kind(kind: str, grouped: int, related: int) -> None:
    right = told_right = 0
    for one, two in zip(LINES[::2], LINES[1::2], strict=True):
        if one["pair"].rsplit("-", 1)[0] != kind:
            continue
        stories = group([score_stories.filed(one), score_stories.filed(two)])
        if (len(stories) == 1) is not (one["story"] == two["story"]):
            continue
        right += 1
        later = stories[0].members[-1]
        told_right += len(stories) == 2 or later.article != two["id"] or later.relation == two["relation"]
    assert right >= grouped
    assert told_right >= related


def test_all_pairs_in_one_window() -> None:
    """Measured 0.93 and 1.00; before the rules 0.72 and 0.98."""
    result = score_stories.score(score_stories.load(FILE))
    assert result.precision >= 0.92
    assert result.recall >= 0.97


TRAM = (
    "Область",
    "02-11T16:50",
    "До Карпівки після перерви поїде трамвай",
    "У п’ятницю, 12 лютого, у Млинівську відновлять рух трамвая. Як ідеться на сайті міської ради, на лінію вийдуть"
    " три вагони. Квиток коштуватиме 14 гривень.",
)
BUDGET = (
    "Вісті",
    "02-12T11:30",
    "Сесія ухвалила бюджет Млинівська на рік: 2,9 млрд грн",
    "У п’ятницю, 12 лютого, депутати Млинівської міської ради ухвалили бюджет: 2,9 млрд гривень. Секретарка міської ради"
    " Віра Куліш повідомила, що внесли 11 правок.",
)


def test_the_day_the_council_and_money_alone_make_no_story() -> None:
    assert len(told(TRAM, BUDGET)) == 2
    again = (
        "Обрій",
        "02-12T14:00",
        "Млинівськ ухвалив бюджет",
        "Млинівська міськрада затвердила бюджет на рік, доходи 2,9 млрд гривень. Опозиція критикувала видатки.",
    )
    assert sorted(len(members) for members in told(TRAM, BUDGET, again)) == [1, 2]


@pytest.mark.parametrize(
    ("ours", "theirs", "stories"),
    [
        ("проспекті Свободи", "проспекте Свободы", 1),
        ("проспекті Перемоги", "проспекте Победы", 1),
        ("вулиці Визволителів", "улице Освободителей", 1),
        ("вулиці Сонячній", "улице Солнечной", 1),
        ("проспекті Свободи", "проспекте Победы", 2),
        ("вулиці Дружби", "улице Освободителей", 2),
    ],
)
def test_a_street_is_one_whether_translated_or_kept(ours: str, theirs: str, stories: int) -> None:
    """«Свободы» means «волі» too; of a street both the sound and the meaning are compared."""
    found = told(
        (
            "Вісті",
            "02-15T07:50",
            "Прорвало трубу: без тепла 38 будинків",
            f"У понеділок, 15 лютого, близько четвертої години ночі на {ours} стався порив магістрального теплопроводу"
            " діаметром 500 мм. Без опалення залишилися 38 багатоповерхових будинків і школа. Працюють три бригади.",
        ),
        (
            "Каменка",
            "02-15T08:05",
            "Без отопления остались 38 домов",
            f"В понедельник, 15 февраля, около четырёх часов ночи на {theirs} произошёл порыв магистрального"
            " теплопровода диаметром 500 мм. Без отопления остались 38 многоэтажных домов и школа. Работают три бригады.",
        ),
    )
    assert len(found) == stories


def test_a_person_named_with_the_office_makes_no_copy() -> None:
    note = "Сюжет про сесію Млинівської міської ради: бюджет на рік. Коментує секретарка міської ради Віра Куліш."
    (members,) = told(BUDGET, ("ТБ", "02-12T19:00", "Бюджет Млинівська: 2,9 млрд грн", note))
    assert [member.relation for member in members] == ["original", "related"]
    assert members[1].share == 0.0


def test_one_common_fact_in_two_languages_makes_no_copy_and_a_rendering_does() -> None:
    ours = (
        "Вісті",
        "02-16T12:30",
        "Вікна в гуртожитку закриють до вечора",
        "Міський голова Лев Горай повідомив, що 130 вікон у пошкодженому гуртожитку на Садовій закриють плитами до вечора"
        " 16 лютого. Тимчасово відселили 25 мешканців, їм надали місця у школі.",
    )
    own = (
        "Каменка",
        "02-16T10:20",
        "После атаки уже шестеро пострадавших",
        "Число раненых 16 февраля выросло до шести, ещё двое обратились к врачам утром. Мэр Лев Горай сообщил, что в"
        " общежитии на Садовой выбито 130 окон и город поможет с материалами.",
    )
    rendering = (
        "Каменка",
        "02-16T14:20",
        "Окна в общежитии закроют до вечера",
        "Городской голова Лев Горай сообщил, что 130 окон в повреждённом общежитии на Садовой закроют плитами до вечера"
        " 16 февраля. Временно отселили 25 жителей, им предоставили места в школе.",
    )
    (members,) = told(ours, own)
    assert [member.relation for member in members] == ["original", "related"]
    (members,) = told(ours, rendering)
    assert [(member.relation, member.probable) for member in members] == [("original", False), ("reprint", True)]


@pytest.mark.parametrize(
    ("text", "russian"),
    [
        ("В ночь на вторник", False),  # too little to tell
        (
            "Полиция задержала мужчину, которого подозревают в кражах одиннадцати велосипедов на улице Цветочной" * 2,
            True,
        ),
        ("Поліція затримала чоловіка, якого підозрюють у крадіжках велосипедів" * 2, False),
        ("❗️ 20 / 15 https://t.me/s/live", False),
    ],
)
def test_the_language_of_a_short_text(text: str, russian: bool) -> None:
    assert is_russian(text) is russian


BRIDGE = (
    "Область",
    "02-11T09:10",
    "У Млинівську фура зачепила пішохідний міст",
    "Рух перекрили о шостій ранку. Водій вантажівки не помітив знака висоти, пошкоджено дві балки."
    " Рятувальники прибирали уламки до обіду, постраждалих немає.",
)


@pytest.mark.parametrize(
    ("outlet", "when", "title", "text", "relation"),
    [
        ("Канал", "02-11T15:40", BRIDGE[2], "Рух перекрили о шостій ранку.", "reprint"),
        ("Канал", "02-11T08:05", BRIDGE[2], "Рух перекрили о шостій ранку.", "related"),  # the article says more
        ("Канал", "02-11T15:40", BRIDGE[2], "Рух відновлять аж навесні.", ""),
        ("Канал", "02-12T15:40", BRIDGE[2], "Рух перекрили о шостій ранку.", ""),
        ("Канал", "02-11T15:40", "Ранкові новини Млинівська коротко", "Рух перекрили о шостій ранку.", ""),
        ("Область", "02-11T15:40", BRIDGE[2], "Рух перекрили о шостій ранку.", ""),
    ],
)
def test_a_post_cut_from_an_article_of_the_day_under_its_headline(
    outlet: str, when: str, title: str, text: str, relation: str
) -> None:
    stories = told(BRIDGE, (outlet, when, title, text))
    if relation:
        ((first, second),) = stories
        assert (first.relation, second.relation) == ("original", relation)
    elif outlet == "Канал":
        assert not any(member.relation == "reprint" for story in stories for member in story)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("У Млинівську повітряна тривога", "Усі в укриття!"),
        ("Відбій повітряної тривоги у Млинівську", "Відбій тривоги."),
    ],
)
def test_two_alarms_of_a_day_are_no_copies_of_each_other(title: str, text: str) -> None:
    stories = told(("Область", "02-11T04:10", title, text), ("Канал", "02-11T21:30", title, text))
    assert not any(member.relation == "reprint" for story in stories for member in story)
