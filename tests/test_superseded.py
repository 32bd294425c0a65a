"""A draft of which a later issue left nothing: told of in every list, never numbered, never lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.cli import main
from monitor.errors import StaleDraft, SupersededDraft
from monitor.pipeline.delivery import approve
from monitor.pipeline.desk import Desk
from monitor.store.rows import Draft, IssueItem
from monitor.store.superseding import Superseded
from monitor.web.wording import superseded
from tests.fakes import later, settings_of_one_feed
from tests.test_issuing_turns import DAY, NEXT, START, articles, office, say, typed
from tests.web_house import NOW as THEN
from tests.web_house import House, open_house

OLD, NEW = "daily/2026-11-20", "daily/2026-11-21"


@pytest.fixture(name="at")
def _at(tmp_path: Path) -> Desk:
    """Two drafts that hold the same two clips."""
    at = office(tmp_path)
    pipeline.run(at)
    morning = later(at, NEXT)
    pipeline.run(morning)
    return morning


def draft(at: Desk, name: str = OLD) -> int:
    row = at.store.issues.find(name)
    assert row is not None
    return row.id


def gone(at: Desk) -> dict[int, str]:
    return {draft: found.names for draft, found in at.store.superseding.wholly().items()}


def test_two_drafts_are_both_open_until_one_is_approved(at: Desk) -> None:
    assert at.store.superseding.wholly() == {}
    approve(at, NEW, "x")
    assert gone(at) == {draft(at): "daily/2026/1"}


def test_it_is_not_approved_and_stays_as_it_was(at: Desk) -> None:
    before, held = at.store.issues.get(draft(at)), articles(at, draft(at))
    approve(at, NEW, "x")
    for _ in range(2):
        with pytest.raises(SupersededDraft, match=r"2026-11-20 has nothing left to approve: .* went into daily/2026/1"):
            approve(at, OLD, "x")
    assert (at.store.issues.get(draft(at)), articles(at, draft(at))) == (before, held)
    assert at.store.issues.next_number("daily", 2026) == 2
    assert len(held) == 2


def test_what_the_later_issue_did_not_take_is_still_approved(at: Desk) -> None:
    approve(at, NEW, "x")
    typed(at, "paper", START - timedelta(hours=20))
    with pytest.raises(StaleDraft):
        approve(at, OLD, "x")
    assert at.store.superseding.wholly() == {}
    assert articles(at, approve(at, OLD, "x").id) == {"paper"}


def test_an_earlier_issue_leaves_an_honest_empty_one(at: Desk) -> None:
    approve(at, OLD, "x")
    assert at.store.superseding.wholly() == {}
    with pytest.raises(StaleDraft):
        approve(at, NEW, "x")
    row = approve(at, NEW, "x")
    assert (row.number, articles(at, row.id)) == (2, set())


def test_a_draft_emptied_by_people_is_an_honest_empty_one(at: Desk) -> None:
    for article in articles(at, draft(at, NEW)):
        say(at, article, "use", "no")
    with pytest.raises(StaleDraft):
        approve(at, NEW, "x")
    assert approve(at, NEW, "x").number == 1


def test_an_empty_draft_whose_period_a_later_issue_covers_is_superseded(tmp_path: Path) -> None:
    at = office(tmp_path)
    first = START + 5 * DAY
    for day in range(3):
        pipeline.build(later(at, first + day * DAY), "daily", None, preview=False)
        if day == 0:
            approve(later(at, first), "daily/2026-11-25", "x")
    last = later(at, first + 2 * DAY)
    assert approve(last, "daily/2026-11-27", "x").number == 2
    assert gone(at) == {draft(at, "daily/2026-11-26"): "daily/2026/2"}
    with pytest.raises(SupersededDraft, match="its whole period is in daily/2026/2;"):
        approve(last, "daily/2026-11-26", "x")


def made(at: Desk, day: str, held: str, number: int = 0, *, continued: str = "") -> int:
    """A draft of «daily» that holds one clip for each letter; with a number it is approved."""
    items = tuple(
        IssueItem(article=name, position=n, section="culture", direct=False, body="{}", continued=name in continued)
        for n, name in enumerate(held, 1)
    )
    since = datetime.fromisoformat(f"{day}T06:00:00+00:00")
    asked = Draft(
        kind="daily", day=day, since=since, until=since + DAY, built=START, body="{}", items=items, documents=()
    )
    row = at.store.issues.save_draft(asked)
    if number:
        at.store.issues.approve(row.id, number, by="x", at=START, documents=(), sha256="0", manifest="{}")
    return row.id


@pytest.mark.parametrize(
    ("issues", "continued", "told"),
    [
        pytest.param({"21": "ab"}, "", "усе з неї – у випуску daily/2026/1", id="one later"),
        pytest.param({"21": "a", "22": "b"}, "", "усе з неї – у випусках daily/2026/1, daily/2026/2", id="two later"),
        pytest.param({"19": "a", "22": "b"}, "", "усе з неї – у випусках daily/2026/1, daily/2026/2", id="one earlier"),
        pytest.param({"18": "a", "19": "b"}, "", "", id="two earlier"),
        pytest.param({"22": "a"}, "", "", id="half of it"),
        pytest.param({"18": "a", "22": "b"}, "a", "", id="what is continued from an earlier one is still to come"),
        pytest.param({"18": "a", "22": "ab"}, "a", "усе з неї – у випуску daily/2026/2", id="continued by another"),
    ],
)
def test_a_draft_is_gone_where_other_issues_hold_all_of_it(
    tmp_path: Path, issues: dict[str, str], continued: str, told: str
) -> None:
    at = office(tmp_path)
    draft = made(at, "2026-11-20", "ab", continued=continued)
    for number, (day, held) in enumerate(issues.items(), 1):
        made(at, f"2026-11-{day}", held, number)
    assert superseded(at.store.superseding.wholly().get(draft)) == told


def test_what_people_left_out_is_gone_too_and_no_draft_is_stuck(at: Desk) -> None:
    one, _ = sorted(articles(at, draft(at)))
    say(at, one, "use", "no")
    assert at.store.superseding.wholly() == {}
    with pytest.raises(StaleDraft):
        approve(at, NEW, "x")
    approve(at, NEW, "x")
    assert gone(at) == {draft(at): "daily/2026/1"}
    with pytest.raises(SupersededDraft, match="what it held went into daily/2026/1 or was left out;"):
        approve(at, OLD, "x")
    found = at.store.superseding.wholly()[draft(at)]
    assert superseded(found) == "усе з неї – у випуску daily/2026/1 або вилучено рішеннями"


def test_what_waits_in_the_lists_can_be_approved(at: Desk) -> None:
    """One clip is no longer about the place: no issue took it and nobody left it out, so the draft is still open."""
    one, _ = sorted(articles(at, draft(at)))
    say(at, one, "relevance", "none")
    with pytest.raises(StaleDraft):
        approve(at, NEW, "x")
    approve(at, NEW, "x")
    assert at.store.superseding.wholly() == {}
    with pytest.raises(StaleDraft):
        approve(at, OLD, "x")
    assert approve(at, OLD, "x").number == 2


def test_an_empty_draft_left_out_in_whole_is_told_apart() -> None:
    covered = Superseded(by=("daily/2026/1",), took=False, left_out=True)
    assert superseded(covered) == "усе з неї вилучено рішеннями, а весь її період – у випуску daily/2026/1"
    assert covered.reason == "its whole period is in daily/2026/1, what it held was left out"
    assert superseded(replace(covered, left_out=False)) == "весь її період – у випуску daily/2026/1"


def test_another_kind_supersedes_nothing(at: Desk) -> None:
    pipeline.build(at, "situation-daily", None, preview=False)
    approve(at, "situation-daily", "x")
    assert at.store.superseding.wholly() == {}


def test_the_command_says_so(at: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    approve(at, NEW, "x")
    at.store.close()
    settings = settings_of_one_feed(tmp_path)
    common = ["--config", str(settings), "--state", str(tmp_path / "var"), "--now", "2026-11-21T08:00"]
    assert main(["issues", "--json", *common]) == 0
    told = {row["name"]: row["superseded_by"] for row in json.loads(capsys.readouterr().out)}
    assert told == {OLD: "daily/2026/1", "daily/2026/1": None}
    assert main(["issues", *common]) == 0
    assert "superseded by daily/2026/1" in capsys.readouterr().out
    assert main(["approve", OLD, *common]) == 2
    assert "has nothing left to approve" in capsys.readouterr().err


@pytest.fixture(name="house")
def _house(tmp_path: Path) -> Iterator[House]:
    found = open_house(tmp_path)
    yield found
    found.store.close()


def test_the_pages_say_so(house: House) -> None:
    old = house.draft()
    (row,) = house.store.issues.listed()
    tomorrow = later(house.desk, THEN + timedelta(hours=12))
    pipeline.build(tomorrow, "daily", None, preview=False)
    (new,) = (one for one in house.store.issues.listed() if one.id != old)
    assert f"/issues/{old}" in house.get("/")
    done = approve(tomorrow, str(new.id), "x")
    assert f"усе з неї – у випуску {done.name}" in house.get("/issues")
    assert f"/issues/{old}" not in house.get("/"), "it waits for nobody"
    html = house.get(f"/issues/{old}")
    assert f"Затверджувати цю чернетку нічого: усе з неї – у випуску {done.name}. Вона лишається для довідки." in html
    assert "Затвердити під" not in html
    told = house.post(f"/issues/{old}/approve", 409, looked="yes", built=row.built.isoformat())
    assert f"Затверджувати цю чернетку нічого: усе з неї – у випуску {done.name}. Вона лишається як була" in told
    found = house.client.get("/api/issues").json()["issues"]
    assert {line["id"]: line["superseded_by"] for line in found} == {old: done.name, new.id: None}
