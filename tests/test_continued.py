"""A clip marked «продовження»: it comes in the next issue of that kind once more, once, and is counted once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digests.issues import restore
from digests.reports.book import load_series
from digests.reports.series import Period
from monitor import pipeline
from monitor.cli import main
from monitor.errors import StaleDraft
from monitor.pipeline import figures
from monitor.pipeline.delivery import approve
from monitor.pipeline.desk import Desk
from monitor.review.bringing import bring
from monitor.review.continuing import resolved, understood
from monitor.review.decision import Decided, decide, undo
from monitor.review.sheet import rows
from monitor.store import IssueRow
from tests.fakes import later, settings_of_one_feed
from tests.test_issuing_turns import office, say, typed
from tests.web_house import House, open_house

FRIDAY = datetime(2026, 12, 18, 13, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
MORE = "прочитав і хоче далі"


def weekly(at: Desk, now: datetime, kind: str = "thematic") -> IssueRow:
    """The issue of a kind, built and approved at an instant."""
    one = later(at, now)
    pipeline.build(one, kind, None, preview=False)
    return approve(one, f"{kind}/{now.date()}", "x")


def mark(at: Desk, article: str, value: str = "thematic", *, now: datetime | None = None) -> Decided:
    seen = at.store.opinions.mark()
    by, instant = "М. Липка", now or at.now
    return decide(at.store, [article], "continued", value, by=by, at=instant, why=MORE, origin="test", seen=seen)


def held(at: Desk, row: IssueRow) -> dict[str, bool]:
    """article -> is it marked as continued?"""
    return {item.article: item.continued for item in at.store.issues.items(row.id)}


@pytest.fixture(name="at")
def _at(tmp_path: Path) -> Desk:
    """An office whose first thematic review, of Friday, holds «bridge»."""
    at = office(tmp_path)
    typed(later(at, FRIDAY), "bridge", FRIDAY - timedelta(days=1), kind="site")
    assert weekly(at, FRIDAY).name == "thematic/2026/1"
    return at


# --- into the next issue, once -------------------------------------------------------------------------------------


def test_a_marked_clip_comes_in_the_next_issue_of_its_kind_and_in_no_later_one(at: Desk) -> None:
    assert mark(at, "bridge").text == "Вирішено: продовження з випуску – «thematic/2026/1»."
    typed(later(at, FRIDAY + WEEK), "school", FRIDAY + WEEK - timedelta(days=1), kind="site")
    second = weekly(at, FRIDAY + WEEK)
    assert held(at, second) == {"bridge": True, "school": False}
    (line,) = (line for line in restore(second.body.encode()).lines if line.article == "bridge")
    assert (line.continued, line.late) == (True, False)
    assert held(at, weekly(at, FRIDAY + 2 * WEEK)) == {}


def test_a_mark_for_one_kind_leaves_that_for_another(at: Desk) -> None:
    weekly(at, FRIDAY, "situation-weekly")
    mark(at, "bridge", "thematic")
    told = mark(at, "bridge", "situation-weekly")
    assert told.text == "Вирішено: продовження з випуску – «situation-weekly/2026/1, thematic/2026/1»."
    assert mark(at, "bridge", "thematic").state == "same"
    assert held(at, weekly(at, FRIDAY + WEEK)) == {"bridge": True}
    told = mark(at, "bridge", "situation-weekly")  # the other one is spent: it drops out
    assert told.text == "Вирішено: продовження з випуску – «situation-weekly/2026/1»."
    mark(at, "bridge", "ні")
    assert at.store.continuing.marked("situation-weekly", "2027-01-01") == {}


def test_a_spent_mark_stands_in_nobodys_way(at: Desk) -> None:
    first = mark(at, "bridge").outcomes[0].label
    assert first is not None
    others = {"by": "Г. Вишня", "origin": "test", "seen": None}

    def colleague(value: str, week: int) -> str:
        now = FRIDAY + week * WEEK
        return decide(at.store, ["bridge"], "continued", value, at=now, **others).state  # type: ignore[arg-type]

    assert colleague("ні", 0) == "conflict", "the mark is still to be met"
    weekly(at, FRIDAY + WEEK)
    assert colleague("thematic", 1) == "applied"
    assert held(at, weekly(at, FRIDAY + 2 * WEEK)) == {"bridge": True}
    undo(at.store, first, by="М. Липка", at=FRIDAY + 2 * WEEK, origin="test")
    assert colleague("thematic", 2) == "applied", "who took back what was spent said nothing of this"
    mark(at, "bridge", "ні", now=FRIDAY + 2 * WEEK)
    assert colleague("thematic", 2) == "conflict", "«no» has nothing to be spent by"


def test_taking_back_a_second_mark_does_not_revive_the_first(at: Desk) -> None:
    mark(at, "bridge")
    weekly(at, FRIDAY + WEEK)
    label = mark(at, "bridge").outcomes[0].label
    assert label is not None
    back = undo(at.store, label, by="М. Липка", at=at.now, origin="test")
    assert back.text == f"Рішення № {label} скасовано: матеріал більше не позначено як продовження."
    assert at.store.continuing.marked("thematic", "2027-01-08") == {}


def test_taking_back_one_of_two_marks_tells_what_is_still_marked(at: Desk) -> None:
    weekly(at, FRIDAY, "situation-weekly")
    mark(at, "bridge", "thematic")
    label = mark(at, "bridge", "situation-weekly").outcomes[0].label
    assert label is not None
    back = undo(at.store, label, by="М. Липка", at=at.now, origin="test")
    assert back.text == f"Рішення № {label} скасовано: продовження з випуску – «thematic/2026/1» (М. Липка)."


def test_it_may_be_marked_once_more_from_the_issue_that_took_it(at: Desk) -> None:
    mark(at, "bridge")
    weekly(at, FRIDAY + WEEK)
    assert mark(at, "bridge").text == "Вирішено: продовження з випуску – «thematic/2026/2»."
    assert held(at, weekly(at, FRIDAY + 2 * WEEK)) == {"bridge": True}
    assert held(at, weekly(at, FRIDAY + 3 * WEEK)) == {}


def test_another_kind_takes_no_notice(at: Desk) -> None:
    mark(at, "bridge")
    assert held(at, weekly(at, FRIDAY + WEEK, "situation-weekly")) == {}
    assert held(at, weekly(at, FRIDAY + WEEK)) == {"bridge": True}


def test_a_draft_built_before_the_mark_is_built_anew(at: Desk) -> None:
    soon = later(at, FRIDAY + WEEK)
    pipeline.build(soon, "thematic", None, preview=False)
    mark(soon, "bridge")
    with pytest.raises(StaleDraft):
        approve(soon, "thematic", "x")
    row = approve(soon, "thematic", "x")
    assert held(at, row) == {"bridge": True}


def test_of_two_drafts_the_first_approved_takes_it(at: Desk) -> None:
    mark(at, "bridge")
    friday, saturday = later(at, FRIDAY + WEEK), later(at, FRIDAY + WEEK + timedelta(days=1))
    for one in (friday, saturday):
        typed(one, f"news-{one.now:%d}", one.now - timedelta(hours=3), kind="site")
        pipeline.build(one, "thematic", None, preview=False)
    first = approve(saturday, f"thematic/{friday.now.date()}", "x")
    with pytest.raises(StaleDraft):
        approve(saturday, "thematic", "x")
    second = approve(saturday, "thematic", "x")
    assert "bridge" in held(at, first)
    assert "bridge" not in held(at, second)


def test_a_draft_of_a_day_before_the_issue_it_stood_in_does_not_take_it(at: Desk) -> None:
    before = FRIDAY - timedelta(hours=18)
    pipeline.build(later(at, before), "thematic", None, preview=False)
    mark(at, "bridge")
    assert held(at, approve(at, f"thematic/{before.date()}", "x")) == {}
    assert held(at, weekly(at, FRIDAY + WEEK)) == {"bridge": True}


@pytest.mark.parametrize("field", ["taken back", "no", "left out"])
def test_a_mark_that_no_longer_holds_brings_nothing(at: Desk, field: str) -> None:
    label = mark(at, "bridge").outcomes[0].label
    assert label is not None
    if field == "taken back":
        back = undo(at.store, label, by="М. Липка", at=at.now, origin="test")
        assert back.text == f"Рішення № {label} скасовано: матеріал більше не позначено як продовження."
    elif field == "no":
        assert mark(at, "bridge", "no").state == "applied"
    else:
        say(at, "bridge", "use", "no")
    assert held(at, weekly(at, FRIDAY + WEEK)) == {}


def test_the_frozen_issue_gets_no_erratum_and_the_history_says_who(at: Desk) -> None:
    mark(at, "bridge")
    row = at.store.issues.find("thematic/2026/1")
    assert row is not None
    assert at.store.issues.errata(row.id) == []
    (entry,) = at.store.opinions.history(["bridge"])
    said = entry.label
    assert (said.field, said.value, said.by, said.why) == ("continued", "thematic/2026/1", "М. Липка", MORE)


# --- what makes no sense -------------------------------------------------------------------------------------------

LAST = {"daily": "daily/2026/9", "thematic": "thematic/2026/2"}


@pytest.mark.parametrize(
    ("asked", "stood", "value"),
    [
        ("thematic", LAST, "thematic/2026/2"),
        ("Thematic, daily", LAST, "daily/2026/9 thematic/2026/2"),
        ("thematic/2026/2", LAST, "thematic/2026/2"),
        ("так", {"daily": "daily/2026/9"}, "daily/2026/9"),
        ("Так.", {"daily": "daily/2026/9"}, "daily/2026/9"),
        ("thematic, daily.", LAST, "daily/2026/9 thematic/2026/2"),
        ("ні", LAST, "no"),
        ("ні.", LAST, "no"),
        ("ні, ні", LAST, "no"),
        ("ні", {}, "no"),
    ],
)
def test_what_a_mark_stands_for(asked: str, stood: dict[str, str], value: str) -> None:
    assert resolved(understood(asked), stood) == (value, "")


@pytest.mark.parametrize(
    ("asked", "more", "told"),
    [
        ("thematic", {"stood": {}}, "ще не виходив у жодному випуску: щоб він вийшов, досить рішення «до огляду»"),
        ("weekly", {}, "У випусках виду «weekly» матеріал ще не виходив (виходив: daily/2026/9, thematic/2026/2)"),
        ("thematic/2026/99", {}, "Востаннє матеріал виходив у випуску thematic/2026/2, а не «thematic/2026/99»"),
        ("thematic/2026/1", {}, "продовжити можна лише його"),
        ("так thematic", {}, "Напишіть щось одне: «так», «ні» або види випусків."),
        ("no thematic", {}, "Напишіть щось одне: «так», «ні» або види випусків."),
        ("так ні", {"stood": {}}, "Напишіть щось одне"),
        ("так", {}, "у випусках різних видів (daily, thematic): напишіть, у якому далі."),
        ("thematic", {"left_out": True}, "спершу скасуйте його"),
        ("thematic", {"counted_as": "a1"}, "разом із його перекладом (a1)"),
    ],
)
def test_what_cannot_be_continued(asked: str, more: dict[str, object], told: str) -> None:
    value, trouble = resolved(understood(asked), **{"stood": LAST, **more})  # type: ignore[arg-type]
    assert value == ""
    assert told in trouble


def test_a_clip_that_stood_nowhere_is_refused_and_nothing_is_written(at: Desk) -> None:
    typed(at, "fresh", FRIDAY, kind="site")
    assert mark(at, "fresh").state == "rejected"
    assert mark(at, "fresh", "thematic/2026/77").state == "rejected"
    assert mark(at, "nobody").text == "Матеріалу з кодом «nobody» немає."
    assert at.store.opinions.history(["fresh"]) == []


# --- it is counted once --------------------------------------------------------------------------------------------


def test_months_and_years_count_it_once_and_its_citation_once(at: Desk) -> None:
    by = {"by": "x", "origin": "test", "seen": None}
    decide(at.store, ["bridge"], "citation", "site", at=FRIDAY + timedelta(hours=1), **by)  # type: ignore[arg-type]
    for week in range(1, 4):  # 25 December, 1 January, 8 January
        mark(at, "bridge")
        assert held(at, weekly(at, FRIDAY + week * WEEK)) == {"bridge": True}
    book = load_series()
    now = FRIDAY + 5 * WEEK
    tallies = figures.counts(at.store, book, now)

    def counted(series: str, year: int, month: int | None = None) -> int:
        return sum(unit.within(Period(year, month)) for unit in tallies[series].units)

    assert [counted("reviews", 2026), counted("reviews", 2027)] == [2, 2]
    assert [counted("items", 2026), counted("items", 2026, 12), counted("items", 2027)] == [1, 1, 0]
    changed = figures.changed(at.store, at.config, book, tallies, now)
    assert [(one.unit.article, one.comes) for one in changed["direct"]] == [("bridge", True)]
    assert changed["items"] == ()
    decide(at.store, ["bridge"], "use", "no", at=now, **by)  # type: ignore[arg-type]
    changed = figures.changed(at.store, at.config, book, tallies, now)
    assert [(one.unit.article, one.comes) for one in changed["items"]] == [("bridge", False)]


def test_a_direct_citation_continued_is_one(at: Desk) -> None:
    typed(later(at, FRIDAY + WEEK), "park", FRIDAY + WEEK - timedelta(days=1), kind="site")
    say(at, "park", "citation", "department")
    rows_ = [weekly(at, FRIDAY + WEEK)]
    mark(at, "park")
    rows_.append(weekly(at, FRIDAY + 2 * WEEK))
    assert [sum(item.direct for item in at.store.issues.items(row.id)) for row in rows_] == [1, 1]
    tallies = figures.counts(at.store, load_series(), FRIDAY + 3 * WEEK)
    assert [unit.article for unit in tallies["direct"].units] == ["park"]
    decided = decide(
        at.store, ["park"], "citation", "none", by="x", at=FRIDAY + 3 * WEEK, origin="t", seen=None, confirm=True
    )
    assert decided.state == "applied"
    changed = figures.changed(at.store, at.config, load_series(), tallies, FRIDAY + 4 * WEEK)
    assert [(one.unit.article, one.comes) for one in changed["direct"]] == [("park", False)]
    assert [len(at.store.issues.errata(row.id)) for row in rows_] == [1, 1]


# --- table, command, page ------------------------------------------------------------------------------------------


def test_the_table_carries_it(at: Desk) -> None:
    clips = at.store.clips(articles=["bridge"], relevance=None)
    head, row = rows(clips, at.now, mark=at.store.opinions.mark())
    cells = dict(zip(head, row, strict=True)) | {"рішення: продовження": "Так"}
    text = ";".join(head) + "\n" + ";".join(cells[name].replace(";", ",") for name in head)
    brought = bring(at.store, text.encode(), "t.csv", by="Г. Вишня", at=at.now)
    assert [line.outcome.text for line in brought.applied] == ["Вирішено: продовження з випуску – «thematic/2026/1»."]
    wrong = text.replace("Так", "weekly")
    told = bring(at.store, wrong.encode(), "t.csv", by="Г. Вишня", at=at.now).rejected
    assert ["У випусках виду «weekly»" in one.text for one in told] == [True]


def test_the_command_carries_it(at: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at.store.close()
    settings = settings_of_one_feed(tmp_path)

    def run(*words: str) -> tuple[int, str]:
        code = main([*words, "--config", str(settings), "--state", str(tmp_path / "var"), "--now", "2026-12-19T10:00"])
        return code, capsys.readouterr().out

    code, out = run("decide", "bridge", "continued=thematic", "--by", "М. Липка")
    assert (code, "thematic/2026/1" in out) == (0, True)
    assert run("decide", "bridge", "continued=daily")[0] == 1
    assert run("decide", "bridge", "continued")[0] == 2
    (row,) = json.loads(run("history", "bridge", "--json")[1])
    assert (row["field"], row["value"], row["by"]) == ("continued", "thematic/2026/1", "М. Липка")


def test_the_page_marks_and_unmarks(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    try:
        _pages(house)
    finally:
        house.store.close()


def _pages(house: House) -> None:
    number = house.draft()
    article = house.store.issues.items(number)[0].article
    assert "показати ще раз" not in house.get(f"/items/{article}"), "it stood in no approved issue yet"
    house.post(f"/issues/{number}/approve", looked="yes", built=house.store.issues.get(number).built.isoformat())
    name = house.store.issues.get(number).name
    assert f'name="continued" value="{name}">' in house.get(f"/items/{article}")
    seen = house.store.opinions.mark()
    house.post(f"/items/{article}/decide", continued_was="", continued=name, seen=seen)
    html = house.get(f"/items/{article}")
    assert f'name="continued" value="{name}" checked>' in html
    assert "Продовження з випуску – «" in html
    assert house.store.continuing.marked("daily", "2027-01-01") == {article: ()}
    other = _approved(house, "situation-daily")
    assert mark(house.desk, article, "situation-daily").text.endswith(f"«{name}, {other}».")
    house.post(f"/items/{article}/decide", continued_was=f"{name} {other}", continued=other, seen=_seen(house))
    assert house.store.continuing.marked("daily", "2027-01-01") == {}, "unticked"
    assert house.store.continuing.marked("situation-daily", "2027-01-01") == {article: ()}
    house.post(f"/items/{article}/decide", continued_was=f"{other} ", seen=_seen(house))
    assert house.store.continuing.marked("situation-daily", "2027-01-01") == {}


def _seen(house: House) -> int:
    return house.store.opinions.mark()


def _approved(house: House, kind: str) -> str:
    pipeline.build(house.desk, kind, None, preview=False)
    return approve(house.desk, kind, "x").name
