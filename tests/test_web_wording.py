"""What a reader sees: hours that are known and those that are not, words without what no eye sees, a menu that fits."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.dates import day_start, kyiv_day
from monitor.model import Moment
from monitor.review import decision
from monitor.web import wording
from tests.web_browser import browser, is_here, resize, served
from tests.web_office import NOW, Rig, article, ours, put, put_story, rig, token

DAY = day_start(kyiv_day(NOW))  # of a paper: the day is known, the hour is not
UNSEEN = "\x00\u202e\x07"


@pytest.fixture
def house(tmp_path: Path) -> Rig:
    made = rig(tmp_path)
    put(
        made,
        article("a", published=Moment(at=DAY, rule="day", confidence=0.9, exact=False)),
    )
    put_story(made, "s", ("a", "original", None))
    return made


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2026, 11, 20, 22, tzinfo=UTC), "21.11.2026"),
        (datetime(2026, 7, 20, 21, tzinfo=UTC), "21.07.2026"),
        (datetime(2026, 11, 21, tzinfo=UTC), "21.11.2026 02:00"),
        (datetime(2026, 11, 20, 22, 0, 1, tzinfo=UTC), "21.11.2026 00:00"),
    ],
)
def test_an_unknown_hour_is_no_midnight(instant: datetime, words: str) -> None:
    assert wording.appeared(instant) == words


@pytest.mark.parametrize("path", ["/?span=week", "/stories", "/stories/s"])
def test_no_page_invents_an_hour(house: Rig, path: str) -> None:
    text = house.client().get(path).text
    day = f"{kyiv_day(NOW):%d.%m.%Y}"
    assert day in text
    assert f"{day} 00:00" not in text


def test_today_begins_with_a_capital(house: Rig) -> None:
    assert "<h1>П’ятниця, 20 листопада 2026 року</h1>" in house.client().get("/").text


def test_what_was_typed_comes_back_without_what_no_eye_sees(house: Rig) -> None:
    """In a search, in the sentence of a refusal, in a form that is shown again."""
    client = house.client()
    decision.decide(house.office.store, ["a"], "tone", "positive", by="Петро", at=NOW, origin="таблиця", seen=None)
    given: dict[str, Any] = {"csrf": token(client), "seen": "0", "tone": "negative", "why": f"бо{UNSEEN}"}
    answers = (
        client.get("/items", params={"q": f"рада{UNSEEN}"}),
        client.post("/stories/merge", data={"csrf": given["csrf"], "story": ["s", f"x{UNSEEN}"]}, headers=ours()),
        client.post("/items/a/decide", data=given, headers=ours()),
    )
    assert [answer.status_code for answer in answers] == [200, 422, 409]
    for answer in answers:
        assert not set(UNSEEN) & set(answer.text)


@pytest.mark.browser
@pytest.mark.skipif(not is_here(), reason="needs Chromium and its driver")
def test_the_menu_fits(house: Rig) -> None:
    """On one line where a page is wide; on a phone every entry is in sight, nothing has to be pushed aside."""
    script = "return [...document.querySelectorAll('.menu a')].map(a => a.getBoundingClientRect()).map(b => [b.top, b.right])"
    with served(house.office) as base, browser() as driver:
        resize(driver, 1200)
        driver.get(f"{base}/account")
        wide = driver.execute_script(script)
        assert len({top for top, _ in wide}) == 1
        resize(driver, 390, phone=True)
        narrow = driver.execute_script(script)
        assert len(narrow) == len(wide) > 5
        assert all(right <= 390 for _, right in narrow)


def test_a_russian_text_is_said_to_be_one(house: Rig) -> None:
    """So that a screen reader reads it with the right voice; the page itself stays Ukrainian."""
    put(house, article("r", title="Новости города", language="ru"))
    page = house.client().get("/items?since=2026-11-01&until=2026-11-30").text
    assert page.count('lang="ru"') == 2
    assert '<html lang="uk">' in page
