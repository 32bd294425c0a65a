"""All decisions on one item together: what one decision says to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

import classifiers
from monitor.dates import KYIV
from monitor.model import FOR_SUBSCRIBERS, Article, Institution, Moment, Named, Outlet, Place

PUBLISHED = Moment(at=datetime(2026, 3, 18, 15, 0, tzinfo=KYIV), rule="feed", confidence=1.0)
OUTLET = Outlet(id="o", name="Новини", level="nation")


@pytest.fixture(scope="module")
def city() -> classifiers.Classifiers:
    return classifiers.load(
        Place(id="drohobych", name="Дрогобич", russian="Дрогобыч", region="Львівська область"),
        Institution(names=(Named(name="Дрогобицька міська рада"),)),
    )


def article(text: str) -> Article:
    return Article(id="a", outlet="o", url="", kind="site", title="", paragraphs=(text,), published=PUBLISHED)


def test_an_event_elsewhere_is_none_for_the_chronicle(city: classifiers.Classifiers) -> None:
    here = city.classify(article("У Дрогобичі вчора на мітинг зібрала людей ГО «Рідний дім»."), OUTLET)
    there = city.classify(article("У Варшаві вчора на мітинг зібрала людей ГО «Рідний дім»."), OUTLET)
    assert (here.relevance.label, here.event is not None) == ("about", True)
    assert (there.relevance.label, there.event) == ("none", None)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("У Дрогобичі затвердили бюджет громади на 2026 рік.", True),
        ("У Дрогобичі затвердили бюджет громади, повідомили у Дрогобицькій міській раді.", True),
        ("Про це йдеться на офіційному сайті Дрогобицької міської ради.", False),
        ("У Самборі затвердили бюджет громади на 2026 рік.", False),
    ],
)
def test_of_a_text_that_is_cut_short_nobody_knows_whom_its_rest_names(
    city: classifiers.Classifiers, text: str, asked: bool
) -> None:
    whole = article(text)
    cut = replace(whole, cut=FOR_SUBSCRIBERS)
    told = [flag.text for flag in city.classify(cut, OUTLET).flags if flag.code == "cut"]
    assert told == ([f"{FOR_SUBSCRIBERS} Джерело могло бути названо в ній."] if asked else [])
    assert not [flag for flag in city.classify(whole, OUTLET).flags if flag.code == "cut"]


def test_the_russian_name_of_the_place_is_its_own(city: classifiers.Classifiers) -> None:
    found = city.classify(article("В Дрогобыче открыли цех, работу получили сорок жителей города."), OUTLET)
    assert found.relevance.label == "about"
