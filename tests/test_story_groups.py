"""Stories: order of arrival does not matter, every article in exactly one, hands are respected, releases are found."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.stories import Filed, group, regroup
from monitor.model import Article, Moment, Outlet
from tests.fakes import NOW

SENTENCES = (
    "У Вербосіллі на вулиці Млиновій відкрили оновлену бібліотеку після ремонту за 4,2 мільйона гривень.",
    "Роботи тривали пів року, і за цей час замінили дах, вікна та опалення в усіх трьох залах.",
    "На відкриття прийшли понад двісті мешканців, а хор музичної школи виконав три пісні.",
    "Книжковий фонд налічує 38 тисяч примірників, із них шістсот нових придбали коштом громади.",
    "Читальна зала працюватиме щодня з дев’ятої ранку до восьмої вечора, крім понеділка.",
)
FIRE = (
    "Уночі на складі деревини біля вокзалу у Вербосіллі спалахнула пожежа на площі 300 квадратних метрів.",
    "Вогонь гасили сім відділень рятувальників, займання локалізували о четвертій ранку.",
    "Постраждалих немає, причину встановлює слідчо-оперативна група поліції.",
)


def filed(name: str, hours: float, *text: str, official: bool = False, outlet: str = "") -> Filed:
    owner = Outlet(id=outlet or f"o-{name}", name=f"Видання {outlet or name}", official=official)
    moment = Moment(at=NOW + timedelta(hours=hours), rule="feed", confidence=1.0)
    return Filed(
        article=Article(
            id=name,
            outlet=owner.id,
            url=f"https://{owner.id}.example/{name}",
            kind="site",
            title=text[0][:60],
            paragraphs=text,
            language="uk",
            published=moment,
        ),
        outlet=owner,
    )


def items() -> list[Filed]:
    return [
        filed("release", 0, *SENTENCES, official=True),
        filed("copy", 2, *SENTENCES),
        filed("cut", 3, *SENTENCES[:3]),
        filed("mixed", 5, SENTENCES[1], SENTENCES[4], "Редакція додає, що паркування поруч платне.", SENTENCES[0]),
        filed("fire", 1, *FIRE),
        filed("fire-copy", 4, *FIRE),
        filed("weather", 1, "Завтра в області дощ, вітер і до трьох градусів тепла, водіїв просять бути уважними на дорогах."),
        filed("empty", 6, "Фото."),
    ]  # fmt: skip


def members(found: tuple) -> dict[str, tuple[str, str]]:  # type: ignore[type-arg]
    return {member.article: (story.id, member.relation) for story in found for member in story.members}


@settings(max_examples=40, deadline=None)
@given(st.permutations(items()))
def test_the_order_of_arrival_does_not_matter(order: list[Filed]) -> None:
    assert group(order) == group(items())


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(range(len(items())))))
def test_every_article_is_in_exactly_one_story(chosen: set[int]) -> None:
    some = [items()[number] for number in chosen]
    found = group(some)
    seen = [member.article for story in found for member in story.members]
    assert sorted(seen) == sorted(item.article.id for item in some)
    assert all(story.id == story.members[0].article for story in found)


def test_copies_and_other_events() -> None:
    found = members(group(items()))
    assert {found[name][0] for name in ("release", "copy", "cut", "mixed")} == {"release"}
    assert found["fire-copy"] == ("fire", "reprint")
    assert found["weather"] == ("weather", "original")
    assert found["copy"][1] == found["cut"][1] == "reprint"


def test_reuse_of_a_release_with_its_share() -> None:
    reuse = {
        member.article: (member.release, round(member.release_share, 2))
        for story in group(items())
        for member in story.members
    }
    assert reuse["copy"] == ("release", 1.0)
    assert reuse["cut"] == ("release", 0.6), "of the release's sentences"
    assert reuse["mixed"] == ("release", 0.6)
    assert reuse["fire"] == (None, 0.0)


def test_hands_are_respected() -> None:
    split = members(group(items(), [("split", ("cut",))]))
    assert split["cut"][0] == "cut"
    merged = members(group(items(), [("merge", ("fire", "weather"))]))
    assert merged["weather"][0] == merged["fire"][0]


@pytest.mark.parametrize("late", ["copy", "fire-copy", "weather", "mixed"])
def test_a_late_article_joins_without_changing_the_rest(late: str) -> None:
    first = [item for item in items() if item.article.id != late]
    before = regroup(first, known=(), decisions=())
    after = regroup(items(), known=before.stories, decisions=())
    assert members(after.stories) == members(group(items()))


def test_an_earlier_original_redirects_the_story() -> None:
    first = [item for item in items() if item.article.id != "release"]
    before = regroup(first, known=(), decisions=())
    after = regroup(items(), known=before.stories, decisions=())
    assert dict(after.redirects) == {"copy": "release"}
