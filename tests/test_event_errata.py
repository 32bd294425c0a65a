"""What people say of an event after an issue that lists it was approved stands as a correction beside the issue."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from digests.reports.book import load_series
from digests.reports.series import Period
from monitor.deletion import Choice, Signed, forget
from monitor.errors import StaleDraft
from monitor.pipeline import build
from monitor.pipeline.delivery import approve
from monitor.pipeline.desk import Desk
from monitor.pipeline.figures import units
from monitor.pipeline.said_of_events import decide_events
from monitor.registers.nouns import EventDecision
from monitor.store import IssueRow
from tests.fakes import later
from tests.test_issuing_turns import gathering, office

LINE = "20.11.2026 – мітинг (ГО «Джерело»)"


def word(at: Desk, event: str, **fields: str) -> None:
    said = [EventDecision(event=event, field=f, value=v, by="Н. Калина", at=at.now) for f, v in fields.items()]
    assert decide_events(at.store, said)


def made(at: Desk) -> list[tuple[str, str, str]]:
    (row,) = at.store.issues.listed("situation-weekly")
    return [(one["article"], one["was"], one["now"]) for one in at.store.issues.corrections(row.id)]


@pytest.fixture(name="at")
def _at(tmp_path: Path) -> Desk:
    at = office(tmp_path)
    gathering(at, "one", "ГО «Джерело»")
    build(at, "situation-weekly", None, preview=False)
    return at


def signed(at: Desk) -> IssueRow:
    return approve(at, "situation-weekly", "Редактор")


def test_a_rejected_event_is_told_beside_the_issue_and_taken_back(at: Desk) -> None:
    signed(at)
    word(at, "one", state="rejected")
    assert made(at) == [("one", LINE, "no")]
    word(at, "one", state="proposed")
    assert made(at) == []
    (row,) = at.store.issues.listed("situation-weekly")
    assert len(at.store.issues.errata(row.id)) == 2, "the archive keeps both"


def test_a_field_set_right_is_told_with_both_lines(at: Desk) -> None:
    signed(at)
    word(at, "one", date="21.11.2026", place="на площі Ринок")
    assert made(at) == [("one", LINE, "21.11.2026 – мітинг на площі Ринок (ГО «Джерело»)")]


def test_what_confirms_the_printed_line_is_none(at: Desk) -> None:
    signed(at)
    word(at, "one", state="confirmed", date="20.11.2026")
    assert made(at) == []


def test_an_issue_that_lists_no_events_needs_no_correction(at: Desk) -> None:
    build(at, "thematic", None, preview=False)
    approve(at, "thematic", "Редактор")
    word(at, "one", state="rejected")
    (row,) = at.store.issues.listed("thematic")
    assert at.store.issues.errata(row.id) == []


def test_a_word_after_the_draft_makes_it_stale(at: Desk) -> None:
    soon = later(at, at.now + timedelta(minutes=5))
    word(soon, "one", state="rejected")
    with pytest.raises(StaleDraft):
        signed(soon)
    signed(soon)
    assert made(soon) == []


def test_every_event_of_the_years_figure_leads_to_an_item(at: Desk) -> None:
    gathering(at, "two", "ГО «Лука»")
    book = load_series([])
    year = Period(2026)
    assert units(at.store, at.config, book, "events-held", year, now=at.now) == [], "nothing is confirmed"
    word(at, "one", state="confirmed")
    (row,) = units(at.store, at.config, book, "events-held", year, now=at.now)
    assert (row.unit.article, row.unit.day.isoformat()) == ("one", "2026-11-20")
    assert row.printed.headline == LINE
    assert units(at.store, at.config, book, "events-held", Period(2026, 10), now=at.now) == []


def test_a_deletion_takes_the_words_of_the_lines_along(at: Desk) -> None:
    signed(at)
    word(at, "one", place="на площі Ринок")
    word(at, "one", state="rejected")
    order = Signed(by="Н. Калина", why="на вимогу", at=at.now)
    forget(at.state, at.store, Choice(kind="article", subject="one", articles=("one",)), order)
    (row,) = at.store.issues.listed("situation-weekly")
    assert [(one["was"], one["now"]) for one in at.store.issues.errata(row.id)] == [("yes", "yes"), ("yes", "no")]
    assert made(at) == [("one", "yes", "no")]
