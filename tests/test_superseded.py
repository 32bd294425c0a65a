"""A draft of which a later issue left nothing: told of in every list, never numbered, never lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.cli import main
from monitor.errors import StaleDraft, SupersededDraft
from monitor.pipeline.delivery import approve
from monitor.pipeline.desk import Desk
from tests.fakes import later
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


def test_two_drafts_are_both_open_until_one_is_approved(at: Desk) -> None:
    assert at.store.superseding.wholly() == {}
    approve(at, NEW, "x")
    assert at.store.superseding.wholly() == {draft(at): "daily/2026/1"}


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
    assert at.store.superseding.wholly() == {draft(at, "daily/2026-11-26"): "daily/2026/2"}
    with pytest.raises(SupersededDraft):
        approve(last, "daily/2026-11-26", "x")


def test_another_kind_supersedes_nothing(at: Desk) -> None:
    pipeline.build(at, "situation-daily", None, preview=False)
    approve(at, "situation-daily", "x")
    assert at.store.superseding.wholly() == {}


def test_the_command_says_so(at: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    approve(at, NEW, "x")
    at.store.close()
    settings = tmp_path / "sources.yaml"
    settings.write_text(
        "place: {id: verbosillia, name: Вербосілля, russian: Вербоселье, region: Чернігівська область}\n"
        "institution: {name: Вербосільська міська рада}\n"
        "outlets:\n  - id: visti\n    name: Вісті\n    home: https://news.example/\n"
        "    sources: [{kind: feed, url: https://news.example/feed}]\n",
        encoding="utf-8",
    )
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
    assert (
        f"Затверджувати тут нічого: матеріали цієї чернетки або весь її період увійшли до випуску {done.name}" in html
    )
    assert "Затвердити під" not in html
    told = house.post(f"/issues/{old}/approve", 409, looked="yes", built=row.built.isoformat())
    assert f"Затверджувати нічого: матеріали чернетки або весь її період увійшли до випуску {done.name}." in told
    found = house.client.get("/api/issues").json()["issues"]
    assert {line["id"]: line["superseded_by"] for line in found} == {old: done.name, new.id: None}
