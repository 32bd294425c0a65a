"""An issue in the turns of office life: decisions after the draft, drafts that overlap, New Year, outages, old clips."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digests.issues import restore
from monitor import pipeline
from monitor.doctor.stored import chains
from monitor.errors import FetchError, StaleDraft, StoreError
from monitor.model import Article, Event, Label, Moment
from monitor.pipeline.decide import classify_articles
from monitor.pipeline.delivery import approve
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.story import split
from monitor.registers.nouns import EventDecision
from monitor.review.decision import undo
from monitor.store import IssueRow
from monitor.store.catalogue import Filter
from tests.fakes import FakeDecider, FakeDoor, config, desk, feed, later, page

FEED = "https://news.example/feed"
START = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)  # Friday, 08:00 in Kyiv
DAY = timedelta(days=1)
NEXT = START + timedelta(hours=22)  # 06:00 of the next day: its first window still reaches back to these items
TEXT = "У Вербосіллі відкрили оновлену бібліотеку, ремонт якої тривав пів року коштом громади."


def office(tmp_path: Path) -> Desk:
    pages: dict[str, str | bytes | FetchError] = {
        FEED: feed(("a", "Бібліотека у Вербосіллі", "Так."), ("b", "Ярмарок у Вербосіллі", "Так.")),
        "https://news.example/a": page("Бібліотека у Вербосіллі", TEXT, TEXT),
        "https://news.example/b": page("Ярмарок у Вербосіллі", "У Вербосіллі в неділю був ярмарок меду й сиру.", TEXT),
    }
    return desk(tmp_path, FakeDoor(pages), config(tmp_path, FEED), now=START)


def typed(
    at: Desk, name: str, published: datetime, *, kind: str = "newspaper", fetched: datetime | None = None
) -> None:
    """A clip that stands in the store, decided, as if typed in or collected at `fetched`."""
    made = Article(
        id=name,
        outlet="visti",
        url=f"https://news.example/{name}",
        kind=kind,  # type: ignore[arg-type]
        title=f"Вербосілля, {name}",
        paragraphs=(TEXT,),
        published=Moment(at=published, rule="feed", confidence=1.0),
        fetched=fetched or at.now,
    )
    at.store.save_articles([(made, name, None, False, ())])
    classify_articles(at, Report())


def articles(at: Desk, issue: int) -> set[str]:
    return {item.article for item in at.store.issues.items(issue)}


def say(at: Desk, article: str, field: str, value: str) -> None:
    at.store.add_label(Label(article=article, field=field, value=value, by="М. Липка", at=at.now), "test")


# --- decisions after the draft -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [("relevance", "none", 1), ("use", "no", 1), ("topic", "sport", 2), ("citation", "site", 2)],
)
def test_nobody_signs_a_draft_that_knows_less_than_people_decided(
    tmp_path: Path, field: str, value: str, left: int
) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    one = at.store.issues.items(at.store.issues.listed()[0].id)[0].article
    soon = later(at, START + timedelta(minutes=20))
    say(soon, one, field, value)
    with pytest.raises(StaleDraft, match="built anew"):
        approve(soon, "daily", "Заступниця")
    row = approve(soon, "daily", "Заступниця")
    assert len(at.store.issues.items(row.id)) == left
    lines = {line.article: line for line in restore(row.body.encode()).lines}
    assert one not in lines or value in (lines[one].topic, lines[one].citation)


def test_what_approves_itself_takes_the_decision_along(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    one = at.store.issues.items(at.store.issues.listed()[0].id)[0].article
    say(at, one, "use", "no")
    assert one not in articles(at, approve(at, "daily", "auto").id)


def test_a_person_adds_a_clip_after_the_draft(tmp_path: Path) -> None:
    at = office(tmp_path)
    typed(at, "passing", START - timedelta(hours=3), kind="site")
    say(at, "passing", "relevance", "mention")
    pipeline.run(at)
    assert "passing" not in articles(at, at.store.issues.listed()[0].id)
    say(at, "passing", "use", "yes")
    with pytest.raises(StaleDraft):
        approve(at, "daily", "x")
    assert "passing" in articles(at, approve(at, "daily", "x").id)


def test_what_arrives_later_makes_no_draft_stale(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    noon = later(at, START + timedelta(hours=4))
    typed(noon, "new", START - timedelta(hours=1), kind="site")
    row = approve(noon, "daily", "x")
    assert "new" not in articles(at, row.id)
    tomorrow = later(at, START + DAY)
    pipeline.run(tomorrow)
    assert articles(at, approve(tomorrow, "daily/2026-11-21", "x").id) == {"new"}


def test_a_decision_on_an_event_is_a_decision(tmp_path: Path) -> None:
    at = office(tmp_path)
    typed(at, "rally", START - timedelta(hours=1), kind="site")
    event = Event(date=START.date(), until=None, kind="мітинг", place=None, organisers=("ГО «Криниця»",), subject=None)
    (verdicts,) = (judged.classification for judged in at.store.judged() if judged.article.id == "rally")
    at.store.save_verdicts([(replace(verdicts, event=event), 1, "")], "1")
    pipeline.build(at, "daily", None, preview=False)
    say(at, "rally", "event", "no")
    with pytest.raises(StaleDraft):
        approve(at, "daily", "x")
    (item,) = (item for item in restore(approve(at, "daily", "x").body.encode()).items)
    assert item.event is None


def gathering(at: Desk, name: str, *organisers: str, kind: str = "мітинг") -> None:
    """A clip that tells of an event of this day."""
    typed(at, name, START - timedelta(hours=1), kind="site")
    event = Event(date=START.date(), until=None, kind=kind, place=None, organisers=organisers, subject=None)
    (verdicts,) = (judged.classification for judged in at.store.judged() if judged.article.id == name)
    at.store.save_verdicts([(replace(verdicts, event=event), 1, "")], FakeDecider.version)


def events_of(row: IssueRow) -> dict[str, Event | None]:
    return {item.lead.article: item.event for item in restore(row.body.encode()).items}


def test_two_events_joined_after_the_draft_are_one_in_the_issue(tmp_path: Path) -> None:
    at = office(tmp_path)
    gathering(at, "rally", "ГО «Криниця»")
    gathering(at, "march", "ГО «Левада»", kind="хода")
    at.store.add_story_decision("split", ("march",), by="М. Липка", at=at.now)  # its text is the same
    pipeline.build(at, "daily", None, preview=False)
    soon = later(at, START + timedelta(minutes=20))
    word = EventDecision(event="rally", field="same", value="march", by="М. Липка", at=soon.now)
    soon.store.registers.decide_events([word])
    with pytest.raises(StaleDraft):
        approve(soon, "daily", "x")
    told = events_of(approve(soon, "daily", "x"))
    assert told["rally"] == told["march"] is not None


def test_late_news_of_an_event_makes_no_draft_stale(tmp_path: Path) -> None:
    at = office(tmp_path)
    gathering(at, "rally", "ГО «Криниця»")
    say(at, "rally", "topic", "society")
    say(at, "rally", "event", "yes")
    before = later(at, START + timedelta(minutes=5))
    pipeline.build(before, "daily", None, preview=False)
    (draft,) = at.store.issues.listed("daily")
    soon = later(at, START + timedelta(minutes=20))
    gathering(soon, "late", "ГО «Криниця»", "ГО «Левада»")
    row = approve(soon, "daily", "x")
    assert row.body == draft.body


def test_a_machine_that_thinks_otherwise_makes_no_draft_stale(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    draft = at.store.issues.listed()[0]
    one = at.store.issues.items(draft.id)[0].article
    (verdicts,) = (judged.classification for judged in at.store.judged() if judged.article.id == one)
    at.store.save_verdicts([(replace(verdicts, topic=replace(verdicts.topic, label="sport")), 1, "")], "2")
    assert approve(at, "daily", "x").body == draft.body


def test_a_decision_taken_back_counts_too(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    one = at.store.issues.items(at.store.issues.listed()[0].id)[0].article
    say(at, one, "topic", "sport")
    pipeline.build(at, "daily", None, preview=False)
    (entry,) = at.store.opinions.history([one])
    undo(at.store, entry.id, by="М. Липка", at=at.now, why="помилка", origin="test")
    with pytest.raises(StaleDraft):
        approve(at, "daily", "x")


def test_stories_parted_after_the_draft_are_parted_in_the_issue(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    ids = sorted(articles(at, at.store.issues.listed()[0].id))
    assert len(restore(at.store.issues.listed()[0].body.encode()).items) == 1
    split(at.store, at.config.place, [ids[0]], by="М. Липка", at=at.now, why="різні події")
    with pytest.raises(StaleDraft):
        approve(at, "daily", "x")
    assert len(restore(approve(at, "daily", "x").body.encode()).items) == 2


# --- drafts that overlap -------------------------------------------------------------------------------------------


def test_two_drafts_never_issue_one_clip_twice(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    morning = later(at, NEXT)
    pipeline.run(morning)
    one = approve(morning, "daily/2026-11-20", "x")
    with pytest.raises(StaleDraft):
        approve(morning, "daily/2026-11-21", "x")
    other = approve(morning, "daily/2026-11-21", "x")
    assert articles(at, one.id) & articles(at, other.id) == set()
    assert len(articles(at, one.id) | articles(at, other.id)) == 2


def test_the_kind_alone_names_its_newest_draft(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    morning = later(at, NEXT)
    pipeline.run(morning)
    typed(at, "older", START - timedelta(hours=23), kind="site")  # of the first day's window alone
    assert approve(morning, "daily", "x").day == "2026-11-21"
    with pytest.raises(StaleDraft):
        approve(morning, "daily", "x")
    row = approve(morning, "daily", "x")
    assert (row.day, articles(at, row.id)) == ("2026-11-20", {"older"})
    with pytest.raises(StoreError, match="already"):
        approve(morning, "daily", "x")


def test_the_product_names_the_newest_draft_of_its_kind(tmp_path: Path) -> None:
    at = office(tmp_path)
    own = at.config.folder_of_definitions / "definitions"
    own.mkdir()
    (own / "thematic-health.yaml").write_text("kind: health\ntitle: А\nwindow: week\nformats: [text]\n", "utf-8")
    with pytest.raises(StoreError, match="there is no issue"):
        approve(at, "thematic-health", "x")
    pipeline.build(at, "thematic-health", None, preview=False)
    assert approve(at, "thematic-health", "x").name == "health/2026/1"


def test_december_may_be_approved_after_january(tmp_path: Path) -> None:
    at = office(tmp_path)
    for month, day in ((12, 30), (12, 31)):
        pipeline.build(later(at, datetime(2026, month, day, 7, tzinfo=UTC)), "daily", None, preview=False)
    january = later(at, datetime(2027, 1, 1, 7, tzinfo=UTC))
    pipeline.build(january, "daily", None, preview=False)
    names = [approve(january, f"daily/{day}", "x").name for day in ("2026-12-30", "2027-01-01", "2026-12-31")]
    assert names == ["daily/2026/1", "daily/2027/1", "daily/2026/2"]
    pipeline.build(later(january, january.now + DAY), "daily", None, preview=False)
    approve(later(january, january.now + DAY), "daily/2027-01-02", "x")
    assert [finding.state for finding in chains(at.store)] == ["ok"]


def test_an_issue_cut_out_of_the_chain_is_missed(tmp_path: Path) -> None:
    at = office(tmp_path)
    for n in range(3):
        one = later(at, START + n * DAY)
        pipeline.build(one, "daily", None, preview=False)
        approve(one, f"daily/{one.now.date()}", "x")
    rows = [row for row in at.store.issues.listed() if row.number != 2]
    at.store.issues.listed = lambda kind=None: rows  # type: ignore[method-assign]
    (finding,) = chains(at.store)
    assert finding.state == "failed"
    assert "daily/2026/3: it does not quote the issue before it" in finding.text


# --- outages -------------------------------------------------------------------------------------------------------


def down(at: Desk) -> Desk:
    broken = FetchError(FEED, "unreachable", "Сайт не відповідає.")
    return replace(at, door=FakeDoor({FEED: broken}))


def coverage_of(at: Desk, day: str) -> tuple[int, tuple[str, ...]]:
    (row,) = [row for row in at.store.issues.listed("daily") if row.day == day]
    found = restore(row.body.encode()).coverage
    return found.answered, found.silent


def test_a_morning_without_network_says_so(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    assert coverage_of(at, "2026-11-20") == (1, ())
    approve(at, "daily", "x")
    pipeline.run(down(later(at, START + DAY)))  # the visit of the day before, at the same minute, is not this window's
    assert coverage_of(at, "2026-11-21") == (0, ("Вісті",))


def test_an_answer_of_the_day_before_does_not_hide_an_outage(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    approve(at, "daily", "x")
    pipeline.run(later(at, START + timedelta(hours=2)))
    pipeline.run(down(later(at, START + DAY)))
    assert coverage_of(at, "2026-11-21") == (0, ("Вісті",))


def test_after_a_standstill_the_sources_are_not_called_not_due(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    pipeline.build(later(at, START + 7 * DAY), "daily", None, preview=False)
    (row,) = [row for row in at.store.issues.listed("daily") if row.day == "2026-11-27"]
    found = restore(row.body.encode()).coverage
    assert (found.asked, found.waiting, found.unasked) == (0, 0, ("Вісті",))
    pipeline.run(later(at, START + 8 * DAY))
    assert coverage_of(at, "2026-11-28") == (1, ())


def test_a_week_whose_second_half_nobody_collected_says_so(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    pipeline.build(later(at, START + 4 * DAY), "thematic", None, preview=False)
    (row,) = at.store.issues.listed("thematic")
    assert restore(row.body.encode()).coverage.unasked == ("Вісті",)


def test_one_failure_after_an_answer_is_a_hiccup(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(later(at, START - timedelta(minutes=40)))
    pipeline.run(down(at))
    assert coverage_of(at, "2026-11-20") == (1, ())


# --- clips that come very late -------------------------------------------------------------------------------------


def issued(at: Desk, now: datetime) -> tuple[set[str], str]:
    """What the issue of `now` holds, and what it says of sources and of what was left out."""
    one = later(at, now)
    pipeline.build(one, "daily", None, preview=False)
    row = approve(one, f"daily/{now.date()}", "x")
    return articles(at, row.id), " ".join(restore(row.body.encode()).coverage.notes)


def test_what_a_person_put_in_enters_however_old_it_is(tmp_path: Path) -> None:
    at = office(tmp_path)
    issued(at, START)
    much_later = START + 40 * DAY
    typed(at, "passing", START + 3 * DAY, kind="site")
    say(at, "passing", "relevance", "mention")
    issued(at, START + 4 * DAY)
    typed(later(at, much_later), "paper", START + 2 * DAY)
    say(later(at, much_later), "passing", "relevance", "about")
    found, notes = issued(at, much_later)
    assert {"paper", "passing"} <= found
    assert "Не взято" not in notes
    again, _ = issued(at, much_later + DAY)
    assert not {"paper", "passing"} & again


def test_what_a_machine_found_too_late_is_told_of_once_and_can_be_added(tmp_path: Path) -> None:
    at = office(tmp_path)
    issued(at, START)
    issued(at, START + 39 * DAY)
    now = START + 40 * DAY
    typed(later(at, now - timedelta(hours=2)), "old", START + 2 * DAY, kind="site")
    found, notes = issued(at, now)
    assert "old" not in found
    assert "надійшли щойно: 1 матеріал." in notes
    say(later(at, now + DAY), "old", "use", "yes")
    found, notes = issued(at, now + DAY)
    assert "old" in found
    assert "Не взято" not in notes


@pytest.mark.parametrize(("days", "entered", "told"), [(13.5, True, False), (14.5, False, True), (15.5, False, True)])
def test_no_clip_falls_between_late_and_too_late(tmp_path: Path, days: float, *, entered: bool, told: bool) -> None:
    at = office(tmp_path)
    issued(at, START)
    issued(at, START + 39 * DAY)
    now = START + 40 * DAY
    typed(later(at, now - timedelta(hours=2)), "old", START + 39 * DAY - days * DAY, kind="site")
    found, notes = issued(at, now)
    assert ("old" in found, "Не взято" in notes) == (entered, told)


def test_a_new_kind_of_issue_takes_no_old_decisions(tmp_path: Path) -> None:
    at = office(tmp_path)
    typed(at, "spring", START - 200 * DAY, kind="site")
    say(later(at, START - 9 * DAY), "spring", "use", "yes")
    now = START + 3 * DAY
    assert "spring" not in issued(at, now)[0]


def test_a_new_office_types_in_the_newspaper_of_last_week(tmp_path: Path) -> None:
    at = office(tmp_path)
    issued(at, START)
    typed(later(at, START + timedelta(hours=1)), "paper", START - 7 * DAY)
    found, notes = issued(at, START + DAY)
    assert ("paper" in found, "Не взято" in notes) == (True, False)


@pytest.mark.parametrize("days", [1.6, 2, 10, 90])
def test_what_was_there_before_the_first_issue_comes_late_to_none(tmp_path: Path, days: float) -> None:
    """Typed in before the first issue was made and older than its period: it was not taken, so it is archive."""
    at = office(tmp_path)
    typed(later(at, START - timedelta(hours=5)), "paper", START - days * DAY)
    found, notes = issued(at, START)
    assert "paper" not in found
    assert "бо він перший, а вийшли вони до початку його періоду: 1 матеріал. Додати їх можна" in notes
    for day in (1, 2, 9):
        found, notes = issued(at, START + day * DAY)
        assert "paper" not in found
        assert "Не взято" not in notes
    say(later(at, START + 10 * DAY), "paper", "use", "yes")
    assert "paper" in issued(at, START + 10 * DAY)[0]


def test_what_was_typed_in_after_the_first_issue_of_its_own_days_is_late(tmp_path: Path) -> None:
    at = office(tmp_path)
    issued(at, START)
    typed(later(at, START + timedelta(hours=1)), "paper", START - timedelta(hours=3))
    typed(later(at, START + timedelta(hours=1)), "older", START - timedelta(hours=40))
    found, notes = issued(at, START + DAY)
    assert {"paper", "older"} <= found
    assert notes == ""


def test_the_first_issue_speaks_of_nothing_too_late(tmp_path: Path) -> None:
    at = office(tmp_path)
    typed(later(at, START - timedelta(hours=1)), "eve", START - DAY - timedelta(hours=5), kind="site")
    assert issued(at, START)[1] == ""


def test_what_is_older_than_the_first_issue_is_archive(tmp_path: Path) -> None:
    at = office(tmp_path)
    issued(at, START)
    typed(later(at, START + DAY), "archive", START - 60 * DAY, kind="site")
    assert issued(at, START + DAY) == (set(), "")


def test_the_first_issue_of_a_monday_tells_of_friday_evening(tmp_path: Path) -> None:
    at = office(tmp_path)
    typed(at, "evening", START + timedelta(hours=10), kind="site")
    assert "evening" in issued(at, START + 3 * DAY)[0]


def test_a_typed_day_that_has_not_come_is_told_of(tmp_path: Path) -> None:
    at = office(tmp_path)
    file = tmp_path / "clips.csv"
    file.write_text(
        "видання;дата;номер;сторінка;заголовок;зміст\nГазета;20.11.2027;47;3;Вербосілля святкує;Свято в селищі.\n",
        encoding="utf-8",
    )
    report = pipeline.take_in(at, [file])
    assert report.steps["import"]["future"] == 1
    assert "20.11.2027 ще не настало" in " ".join(report.notes)


def test_what_is_dated_ahead_enters_on_its_day_without_anybody(tmp_path: Path) -> None:
    at = office(tmp_path)
    table, lines = tmp_path / "clips.csv", tmp_path / "clips.jsonl"
    table.write_text(
        f"видання;дата;номер;сторінка;заголовок;зміст\nВісті;24.11.2026;47;3;Вербосілля святкує;{TEXT}\n",
        encoding="utf-8",
    )
    other = "У Вербосіллі зранку почали лагодити міст через річку, рух перекрито до вечора."
    line = {
        "outlet": "Вісті",
        "url": "https://news.example/z",
        "published": "2026-11-24",
        "title": "Міст",
        "text": other,
    }
    lines.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    report = pipeline.take_in(at, [table, lines])
    assert report.steps["import"]["future"] == 2
    assert [("24.11.2026 ще не настало" in note) for note in report.notes] == [True, True]
    ahead = {clip.article.id for clip in at.store.clips(relevance=None) if clip.article.quarantine}
    assert len(ahead) == 2
    assert not ahead & issued(at, START)[0]
    assert not ahead & issued(at, START + 3 * DAY)[0]
    found, _ = issued(at, START + 4 * DAY)
    assert ahead <= found
    pipeline.refresh(later(at, START + 4 * DAY), Report())
    clips = at.store.clips(articles=sorted(ahead), relevance=None)
    assert [clip.article.quarantine for clip in clips] == [None, None]
    assert at.store.catalogue.count(Filter(flagged=True)) == 0
    row = at.store.issues.listed("daily")[0]
    assert not restore(row.body.encode()).pending
    assert not any(item.lead.added for item in restore(row.body.encode()).items if item.lead.article in ahead)


@pytest.mark.parametrize("again", [2 * DAY, 3 * DAY + timedelta(hours=6), 5 * DAY])
def test_the_same_table_taken_in_again_changes_nothing(tmp_path: Path, again: timedelta) -> None:
    at = office(tmp_path)
    table = tmp_path / "clips.csv"
    table.write_text(f"видання;дата;заголовок;зміст\nВісті;24.11.2026;Вербосілля святкує;{TEXT}\n", encoding="utf-8")
    pipeline.take_in(at, [table])
    (first,) = at.store.clips(relevance=None)
    report = pipeline.take_in(later(at, START + again), [table])
    assert (report.steps["import"]["new"], report.steps["import"]["changed"]) == (0, 0)
    (second,) = at.store.clips(relevance=None)
    waits = START + again < datetime(2026, 11, 24, tzinfo=UTC)
    assert second.article == (first.article if waits else replace(first.article, quarantine=None))
    found = at.store.article(first.article.id)
    assert found is not None
    assert found.version == 1


def test_a_doubt_that_a_wrong_clock_settled_comes_back_with_the_table(tmp_path: Path) -> None:
    at = office(tmp_path)
    table = tmp_path / "clips.csv"
    table.write_text(f"видання;дата;заголовок;зміст\nВісті;24.11.2027;Вербосілля святкує;{TEXT}\n", encoding="utf-8")
    pipeline.take_in(at, [table])
    pipeline.refresh(later(at, START + 400 * DAY), Report())
    report = pipeline.take_in(later(at, START + DAY), [table])
    assert report.steps["import"]["changed"] == 0
    (clip,) = at.store.clips(relevance=None)
    assert "24.11.2027 ще не настав" in (clip.article.quarantine or "")
    assert at.store.catalogue.count(Filter(flagged=True)) == 1


def test_a_look_at_a_later_day_settles_no_doubt(tmp_path: Path) -> None:
    at = office(tmp_path)
    table = tmp_path / "clips.csv"
    table.write_text(f"видання;дата;заголовок;зміст\nВісті;24.11.2027;Вербосілля святкує;{TEXT}\n", encoding="utf-8")
    pipeline.take_in(at, [table])
    (typed_in,) = (clip.article for clip in at.store.clips(relevance=None) if clip.article.quarantine)
    far = later(at, datetime(2027, 11, 24, 6, 0, tzinfo=UTC))
    made = pipeline.build(far, "daily", None, preview=True)
    assert made["items"] == 1, "on that day it would enter"
    assert pipeline.build(later(at, START), "daily", None, preview=True)["items"] == 0
    (stored,) = (clip.article for clip in at.store.clips(articles=[typed_in.id], relevance=None))
    assert stored.quarantine == typed_in.quarantine is not None
    pipeline.refresh(far, Report())
    (stored,) = (clip.article for clip in at.store.clips(articles=[typed_in.id], relevance=None))
    assert stored.quarantine is None


def test_a_clip_without_a_date_is_told_of(tmp_path: Path) -> None:
    at = office(tmp_path)
    table = tmp_path / "clips.csv"
    table.write_text(f"видання;заголовок;зміст\nВісник;Свято;{TEXT}\n", encoding="utf-8")
    report = pipeline.take_in(at, [table])
    assert report.steps["import"]["undated"] == 1
    assert report.notes == ["clips.csv:2: дати немає, в огляді буде «дату не встановлено»; перевірте стовпець «дата»"]


def test_what_is_dated_before_any_newspaper_stays_in_doubt(tmp_path: Path) -> None:
    at = office(tmp_path)
    table = tmp_path / "clips.csv"
    table.write_text(f"видання;дата;заголовок;зміст\nВісті;24.11.1926;Свято;{TEXT}\n", encoding="utf-8")
    pipeline.take_in(at, [table])
    issued(at, START)
    assert [clip.article.quarantine for clip in at.store.clips(relevance=None)] == [
        "Дата 24.11.1926 неможлива: перевірте, коли це вийшло."
    ]
