"""«Попередній» of a product is what the office signed before; where nobody watched there is no figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from digests import wording
from digests.issues import restore
from digests.model import Digest
from monitor import pipeline
from monitor.errors import StaleDraft
from monitor.pipeline.compared import NOTHING
from monitor.pipeline.delivery import approve
from monitor.pipeline.desk import Desk
from monitor.pipeline.products import definition_of
from monitor.pipeline.publish import make
from monitor.store import IssueRow
from tests.fakes import later
from tests.test_continued import mark
from tests.test_issuing_turns import office, say, typed

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FRIDAY = datetime(2026, 12, 4, 13, 0, tzinfo=UTC)  # 15:00 in Kyiv
SATURDAY, THURSDAY = FRIDAY + DAY, FRIDAY - DAY


@pytest.fixture(name="at")
def _at(tmp_path: Path) -> Desk:
    """An office that has watched since 20 November."""
    at = office(tmp_path)
    pipeline.run(at)
    return at


def clips(at: Desk, name: str, day: datetime, number: int) -> None:
    """As many clips of one afternoon, brought in half an hour later."""
    for place in range(number):
        typed(later(at, day + timedelta(minutes=30)), f"{name}{place}", day, kind="site")


def built(at: Desk, now: datetime, kind: str = "thematic") -> Digest:
    pipeline.build(later(at, now), kind, None, preview=False)
    return restore(rows(at, kind)[now.date().isoformat()].body.encode())


def rows(at: Desk, kind: str) -> dict[str, IssueRow]:
    return {row.day: row for row in at.store.issues.listed(kind)}


def signed(at: Desk, now: datetime, kind: str = "thematic") -> Digest:
    built(at, now, kind)
    return restore(approve(later(at, now), f"{kind}/{now.date()}", "x").body.encode())


def counted(digest: Digest) -> int | None:
    return None if digest.before is None else digest.before.clips


@pytest.mark.parametrize("kind", ["thematic", "situation-weekly"])
@pytest.mark.parametrize(
    "now",
    [FRIDAY + WEEK, SATURDAY + WEEK, THURSDAY + WEEK, FRIDAY + WEEK + timedelta(hours=6)],
    ids=["friday at its hour", "the next morning", "before a holiday", "late in the evening"],
)
def test_a_week_is_compared_with_the_issue_that_was_signed_for_the_week_before(
    at: Desk, kind: str, now: datetime
) -> None:
    clips(at, "old", FRIDAY - 2 * DAY, 5)
    assert signed(at, FRIDAY, kind).totals.clips == 5
    clips(at, "new", FRIDAY + 3 * DAY, 2)
    made = built(at, now, kind)
    assert (made.totals.clips, counted(made)) == (2, 5)


def test_of_all_issues_only_the_one_compared_with_is_read_with_its_body(at: Desk) -> None:
    for week in range(4):
        signed(at, FRIDAY + week * WEEK)
    asked: list[str] = []
    event.listen(at.store.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    now = later(at, FRIDAY + 4 * WEEK)
    made = make(now, definition_of(now, "thematic"), None)
    assert made.before is not None
    at.store.issues.heads()
    assert at.store.issues.find("thematic/2026/1") is not None
    assert len([said for said in asked if "issues.body" in said]) == 2, "the week before, and the one that was named"
    assert not [said for said in asked if "signed_copy" in said], "a scan is read by who asks for it"


def test_what_came_out_after_the_cut_is_of_the_next_issue_and_not_late(at: Desk) -> None:
    signed(at, FRIDAY)
    clips(at, "evening", FRIDAY + timedelta(hours=3), 2)
    typed(later(at, FRIDAY + DAY), "overdue", FRIDAY - timedelta(hours=1), kind="site")
    made = built(at, FRIDAY + WEEK)
    assert wording.period(made.window) == "Період: з 15:00 4 грудня до 15:00 11 грудня 2026 року."
    assert {line.article: line.late for line in made.lines} == {"evening0": False, "evening1": False, "overdue": True}
    assert sum(value for _, value in made.totals.by_day) == 2, "the overdue one is of no day of the period"
    assert counted(made) == 0, "compared with the issue that ended where this one begins"


def test_what_is_decided_after_the_signature_changes_no_signed_figure(at: Desk) -> None:
    clips(at, "old", FRIDAY - 2 * DAY, 3)
    signed(at, FRIDAY)
    say(later(at, FRIDAY + DAY), "old0", "use", "no")
    assert counted(built(at, FRIDAY + WEEK)) == 3


def test_late_and_continued_clips_count_in_the_issue_they_stood_in(at: Desk) -> None:
    clips(at, "old", FRIDAY - 2 * DAY, 2)
    signed(at, FRIDAY)
    mark(later(at, FRIDAY + DAY), "old0", now=FRIDAY + DAY)
    typed(later(at, FRIDAY + DAY), "late", FRIDAY - 3 * DAY, kind="site")
    clips(at, "new", FRIDAY + 3 * DAY, 1)
    assert signed(at, FRIDAY + WEEK).totals.clips == 3
    assert counted(built(at, FRIDAY + 2 * WEEK)) == 3


def test_a_week_nobody_signed_is_counted_anew_whatever_used_its_clips(at: Desk) -> None:
    clips(at, "old", FRIDAY - 2 * DAY, 4)
    signed(at, FRIDAY - 5 * DAY)  # another week, which ends on a Sunday
    clips(at, "new", FRIDAY + 3 * DAY, 1)
    assert counted(built(at, FRIDAY + WEEK)) == 4


def test_an_issue_of_another_week_is_not_the_one_before(at: Desk) -> None:
    clips(at, "old", FRIDAY - 2 * DAY, 4)
    signed(at, FRIDAY)
    assert counted(built(at, FRIDAY + 3 * WEEK)) is None  # nobody watched in between
    pipeline.run(later(at, FRIDAY + 2 * WEEK - DAY))
    assert counted(built(at, FRIDAY + 3 * WEEK)) == 0


def test_a_daily_note_is_compared_with_the_last_one_over_a_weekend_too(at: Desk) -> None:
    kind = "situation-daily"
    clips(at, "friday", FRIDAY - timedelta(hours=3), 3)
    assert signed(at, FRIDAY, kind).totals.clips == 3
    clips(at, "sunday", FRIDAY + 2 * DAY, 2)
    monday = FRIDAY + 3 * DAY
    made = signed(at, monday, kind)
    assert (made.totals.clips, counted(made)) == (2, 3)
    made = built(at, monday + DAY, kind)
    assert (made.totals.clips, counted(made)) == (0, 2)


def test_over_new_year_the_last_issue_of_december_is_the_one_before(at: Desk) -> None:
    turn = datetime(2026, 12, 30, 13, 0, tzinfo=UTC)
    clips(at, "old", turn - DAY, 2)
    signed(at, turn)
    assert counted(built(at, turn + WEEK)) == 2


@pytest.mark.parametrize("kind", ["thematic", "situation-weekly", "situation-daily"])
def test_before_the_watch_began_there_is_no_figure_and_the_issue_says_so(tmp_path: Path, kind: str) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    made = built(at, at.now + timedelta(hours=2), kind)
    assert counted(made) is None
    assert NOTHING in made.coverage.notes
    assert NOTHING not in built(at, at.now + timedelta(hours=2), "daily").coverage.notes


def test_a_draft_that_knew_another_figure_than_was_signed_is_built_anew(at: Desk) -> None:
    clips(at, "old", FRIDAY - 2 * DAY, 3)
    built(at, FRIDAY)
    clips(at, "new", FRIDAY + 3 * DAY, 1)
    typed(later(at, FRIDAY + DAY), "after", FRIDAY - DAY, kind="site")
    soon = later(at, FRIDAY + WEEK)
    assert counted(built(at, soon.now)) == 4
    approve(soon, f"thematic/{FRIDAY.date()}", "x")
    with pytest.raises(StaleDraft):
        approve(soon, f"thematic/{soon.now.date()}", "x")
    row = approve(soon, f"thematic/{soon.now.date()}", "x")
    assert counted(restore(row.body.encode())) == 3


def test_an_office_that_only_imports_compares_with_what_it_took_in(tmp_path: Path) -> None:
    whole = office(tmp_path)
    alone = replace(whole, config=replace(whole.config, sources=()))
    typed(later(alone, FRIDAY - DAY), "first", FRIDAY - 2 * DAY)
    assert counted(signed(alone, FRIDAY)) is None, "of the week before the first clip nothing is known"
    assert counted(signed(alone, FRIDAY + WEEK)) == 1
    assert counted(built(alone, FRIDAY + 2 * WEEK)) == 0, "a week in which nothing was found"
