"""What comes in late (an archive, a paper typed in by hand) is grouped with what stands in its own days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from digests.stories import Filed
from monitor import schema
from monitor.cli import main
from monitor.codec import encode
from monitor.errors import OhliadError
from monitor.model import WITHDRAWN, Label, Member, Story
from monitor.pipeline import publish, story
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.grouping import PORTION, REACH, STORY_WINDOW, group_around, group_stories
from monitor.pipeline.publish import build_issue
from monitor.store import Store
from monitor.store.engine import writing
from tests.fakes import NOW, PLACE, FakeDoor, desk
from tests.test_story_groups import FIRE, SENTENCES, filed
from tests.test_story_hands import CONFIG, grouped, kept

DAY = 24
SCHOOL = (
    "Школярі Вербосілля вибороли друге місце на обласній олімпіаді з хімії, змагалися команди дев’яти громад.",
    "Готувала дітей учителька Ганна Ясінська, яка працює в ліцеї номер чотири двадцять років.",
    "Нагороди вручали в обласному центрі, переможці поїдуть на всеукраїнський етап у березні.",
)
WEATHER = "Завтра в області дощ і вітер, водіїв просять бути уважними на дорогах."
BY = {"by": "Орися", "at": NOW}


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    made = desk(tmp_path, FakeDoor({}))
    yield made
    made.store.close()


def run(at: Desk) -> dict[str, int]:
    report = Report()
    group_stories(at, report)
    return dict(report.steps["group"])


def parts(*stories: str) -> set[frozenset[str]]:
    """«a b» is a story of these two."""
    return {frozenset(names.split()) for names in stories}


def relations(store: Store) -> dict[str, str]:
    return {member.article: member.relation for found in store.stories() for member in found.members}


@pytest.mark.parametrize("days", [13, 14, 15, 20, 400, 3000])
def test_two_outlets_with_one_text_are_one_story_however_old_they_are(at: Desk, days: int) -> None:
    kept(at.store, [filed("first", -days * DAY, *SENTENCES), filed("copy", -days * DAY + 1, *SENTENCES)])
    assert run(at) == {"stories": 1, "reprint": 1}
    assert grouped(at.store) == parts("first copy")
    assert relations(at.store) == {"first": "original", "copy": "reprint"}


@pytest.mark.parametrize("days", [12, 14, 17, 20, 23, 24, 30])
def test_days_apart_within_reach_they_are_one_story_wherever_the_window_ends(at: Desk, days: int) -> None:
    kept(at.store, [filed("first", -days * DAY, *SENTENCES), filed("copy", -(days - 9) * DAY, *SENTENCES)])
    run(at)
    assert grouped(at.store) == parts("first copy")
    before = at.store.fingerprint()
    run(at)
    assert at.store.fingerprint() == before, "a second run finds nothing to do"


def test_what_comes_later_joins_the_story_that_stands_in_its_days(at: Desk) -> None:
    kept(at.store, [filed("first", -100 * DAY, *SENTENCES), filed("fire", -99 * DAY, *FIRE)])
    run(at)
    kept(at.store, [filed("copy", -98 * DAY, *SENTENCES), filed("earlier", -101 * DAY, *FIRE)])
    run(at)
    assert grouped(at.store) == parts("first copy", "earlier fire")
    assert relations(at.store) == {"first": "original", "copy": "reprint", "earlier": "original", "fire": "reprint"}
    moved = at.store.story("fire")
    assert moved is not None
    assert moved.id == "earlier", "the former id leads to the story as it is called now"


def test_a_text_from_before_the_window_is_met_by_one_that_is_new_in_it(at: Desk) -> None:
    kept(at.store, [filed("first", -16 * DAY, *SENTENCES)])
    run(at)
    kept(at.store, [filed("copy", -8 * DAY, *SENTENCES)])
    run(at)
    assert grouped(at.store) == parts("first copy")


def test_what_is_not_about_the_place_is_in_no_story_and_is_not_asked_again(at: Desk) -> None:
    kept(at.store, [filed("weather", -90 * DAY, WEATHER), filed("rain", -90 * DAY, WEATHER)])
    assert at.store.ungrouped(before=NOW, relevance=("about", "area", "mention")) == []
    assert run(at) == {"stories": 0}
    assert grouped(at.store) == set()


def archive() -> list[Filed]:
    """Two years: every fifth day a text of one outlet and its copy two days later in another."""
    found = []
    for number, days in enumerate(range(730, 20, -5)):
        text = (SENTENCES, FIRE, SCHOOL)[number % 3]
        found += [filed(f"a{days}", -days * DAY, *text), filed(f"b{days}", -(days - 2) * DAY, *text)]
    return found


def watched(at: Desk, monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """How long the spans of days are for which the store is asked from here on."""
    asked: list[timedelta] = []
    judged = at.store.judged

    def watching(**words: datetime) -> object:
        if "since" in words:
            asked.append(words["until"] - words["since"])
        return judged(**words)  # type: ignore[arg-type]

    monkeypatch.setattr(at.store, "judged", watching)
    return asked


class Stopped(Exception):
    pass


def test_an_archive_of_two_years_is_grouped_in_portions_of_days(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(at.store, archive())
    asked = watched(at, monkeypatch)
    told = run(at)
    assert max(asked) <= PORTION + 2 * REACH
    assert len(asked) <= 730 / PORTION.days + 2, "no day is read more often than its neighbours need"
    stories = {article: names for names in grouped(at.store) for article in names}
    assert all(f"b{days}" in stories[f"a{days}"] for days in range(730, 20, -5))
    assert told["stories"] == len(at.store.stories())
    asked.clear()
    run(at)
    assert asked == [STORY_WINDOW + timedelta(days=1)], "of what is grouped only the window is read again"


def test_a_run_that_was_stopped_is_gone_on_with_to_the_same_stories(tmp_path: Path) -> None:
    whole, cut = (desk(tmp_path / name, FakeDoor({})) for name in ("whole", "cut"))
    for one in (whole, cut):
        kept(one.store, archive())
    run(whole)
    for stop in (1, 3, 4, 30):
        calls = []

        def tell(step: str, done: int, of: int, stop: int = stop, calls: list[int] = calls) -> None:
            calls.append(done)
            if len(calls) == stop:
                raise Stopped

        with pytest.raises(Stopped):
            group_stories(Desk(**{name: getattr(cut, name) for name in cut.__slots__} | {"tell": tell}), Report())
    run(cut)
    assert grouped(cut.store) == grouped(whole.store)
    assert cut.store.fingerprint() == whole.store.fingerprint()
    for one in (whole, cut):
        one.store.close()


def test_a_story_keeps_what_came_out_after_the_days_that_are_grouped_again(at: Desk) -> None:
    kept(at.store, [filed("first", -200 * DAY, *SENTENCES), filed("copy", -192 * DAY, *SENTENCES)])
    kept(at.store, [filed("again", -184 * DAY, *SENTENCES)])
    run(at)
    assert grouped(at.store) == parts("first copy again")
    kept(at.store, [filed("fire", -205 * DAY, *FIRE), filed("older", -201 * DAY, *SENTENCES)])
    run(at)
    assert grouped(at.store) == parts("older first copy again", "fire")
    found = at.store.story("first")
    assert found is not None
    assert found.id == "older"
    assert relations(at.store)["older"] == "original"


PARTLY = ("Читачі Вербосілля мають новину.", *SENTENCES[3:])


def test_two_that_are_tied_by_a_third_stay_together_though_it_stands_outside_the_days_grouped(at: Desk) -> None:
    kept(at.store, [filed("z", -100 * DAY, *SENTENCES[:3]), filed("w", -100 * DAY + 2, *PARTLY)])
    kept(at.store, [filed("x", -97 * DAY, *SENTENCES)])
    run(at)
    assert grouped(at.store) == parts("z w x")
    before = relations(at.store)
    kept(at.store, [filed("late", -109 * DAY, *FIRE)])
    run(at)
    assert grouped(at.store) == parts("z w x", "late")
    assert relations(at.store) == before | {"late": "original"}


def test_the_order_in_which_texts_came_in_is_not_seen_in_their_stories(tmp_path: Path) -> None:
    texts = [filed("z", -100 * DAY, *SENTENCES[:3]), filed("w", -100 * DAY + 2, *PARTLY)]
    texts += [filed("x", -97 * DAY, *SENTENCES), filed("late", -109 * DAY, *FIRE)]
    prints = set()
    for first in (0, 1, 3):
        one = desk(tmp_path / str(first), FakeDoor({}))
        for portion in (texts[:first], texts[first:]):
            kept(one.store, portion)
            run(one)
        prints.add(one.store.fingerprint())
        one.store.close()
    assert len(prints) == 1


def test_two_extracts_of_one_text_stay_with_it_when_it_leaves_the_window(at: Desk) -> None:
    kept(at.store, [filed("x", -13 * DAY, *SENTENCES), filed("z", -12 * DAY, *SENTENCES[:3])])
    kept(at.store, [filed("w", -12 * DAY + 2, *PARTLY), filed("fire", -12 * DAY, *FIRE)])
    for days in (0, 1.5, 3, 5):
        group_stories(replace(at, now=NOW + timedelta(days=days)), Report())
        assert grouped(at.store) == parts("x z w", "fire")
        assert relations(at.store) == {"x": "original", "z": "reprint", "w": "reprint", "fire": "original"}


def test_what_left_the_window_is_not_parted_from_its_story(at: Desk) -> None:
    """Nothing in their words ties these two; while both stood among their neighbours they were one story."""
    kept(at.store, [filed("old", -17 * DAY, *FIRE), filed("new", -12 * DAY, *SENTENCES)])
    members = (Member(article="old", relation="original"), Member(article="new", relation="related"))
    at.store.save_stories([Story(id="old", members=members)], {})
    run(at)
    assert grouped(at.store) == parts("old new")


def withdraw(store: Store, name: str) -> None:
    """As a deletion leaves it: no words, the same row."""
    kept_article = store.article(name)
    assert kept_article is not None
    empty = replace(kept_article.article, title=WITHDRAWN, paragraphs=(), url="")
    with writing(store.engine) as tx:
        row = update(schema.articles).where(schema.articles.c.id == name)
        tx.execute(row.values(title=WITHDRAWN, body=encode(empty), url=""))


@pytest.mark.parametrize("hour", [-50, -48])
def test_a_deleted_copy_leaves_the_first_item_the_original(at: Desk, hour: float) -> None:
    kept(at.store, [filed("a", -50, *SENTENCES), filed("b", hour, *SENTENCES), filed("c", -46, *SENTENCES)])
    run(at)
    before = relations(at.store)
    assert before == {"a": "original", "b": "reprint", "c": "reprint"}
    withdraw(at.store, "b")
    run(at)
    assert relations(at.store) == before


def test_a_deleted_original_is_not_followed_by_another(at: Desk) -> None:
    kept(at.store, [filed("a", -50, *SENTENCES), filed("b", -48, *SENTENCES), filed("c", -46, *SENTENCES)])
    run(at)
    withdraw(at.store, "a")
    run(at)
    (found,) = at.store.stories()
    assert found.id == "a"
    assert [name for name, relation in relations(at.store).items() if relation == "original"] == ["a"]


# --- by hand ------------------------------------------------------------------------------------------------------


def decided_about(store: Store, *articles: str) -> None:
    for article in articles:
        label = Label(article=article, field="relevance", value="about", by="Орися", at=NOW)
        store.add_label(label, "test")


def test_items_in_no_story_yet_are_merged_at_once(at: Desk) -> None:
    kept(at.store, [filed("library", -300 * DAY, *SENTENCES), filed("fire", -299 * DAY, *FIRE)])
    merged = story.merge(at.store, PLACE, ["library", "fire"], **BY)  # type: ignore[arg-type]
    assert {member.article for member in merged.members} == {"library", "fire"}
    run(at)
    assert grouped(at.store) == parts("library fire")


def test_so_are_those_a_person_called_about_the_place_since_the_last_run(at: Desk) -> None:
    kept(at.store, [filed("weather", -300 * DAY, WEATHER), filed("fire", -299 * DAY, *FIRE)])
    run(at)
    with pytest.raises(OhliadError, match="relevance=about"):
        story.merge(at.store, PLACE, ["weather", "fire"], **BY)  # type: ignore[arg-type]
    decided_about(at.store, "weather")
    story.merge(at.store, PLACE, ["weather", "fire"], **BY)  # type: ignore[arg-type]
    assert grouped(at.store) == parts("weather fire")


def test_stories_years_apart_are_merged_without_the_years_between(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(
        at.store, [filed("old", -700 * DAY, *SENTENCES), filed("new", -30 * DAY, *FIRE), filed("x", -300 * DAY, *FIRE)]
    )
    run(at)
    asked = watched(at, monkeypatch)
    story.merge(at.store, PLACE, ["old", "new"], **BY)  # type: ignore[arg-type]
    assert grouped(at.store) == parts("old new", "x")
    assert asked == [2 * STORY_WINDOW] * 2
    group_around(at.store, PLACE, [])
    assert len(asked) == 2, "nothing named, nothing read"


def test_who_asks_for_the_story_of_an_item_in_none_is_told_what_to_do(
    at: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(at.store, [filed("weather", -3, WEATHER)])
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var")]
    assert main([*common, "story", "show", "weather"]) == 2
    assert "ohliad decide weather relevance=about" in capsys.readouterr().err
    assert main([*common, "story", "show", "nothing"]) == 2
    assert "no such story or item" in capsys.readouterr().err


def test_an_issue_never_says_of_what_was_not_compared_that_one_outlet_told_of_it(at: Desk) -> None:
    """Two items called «about the place» since the last run; the issue is built before the next one."""
    same = "Завтра в громаді Липівки відкриють новий міст через річку, кажуть будівельники області."
    kept(at.store, [filed("one", -50, same, *SCHOOL[1:]), filed("two", -49, same, *SCHOOL[1:])])
    run(at)
    decided_about(at.store, "one", "two")
    made = build_issue(at, "situation-weekly", None, preview=False)
    text = next(Path(path) for path in made["files"] if path.endswith(".txt")).read_text(encoding="utf-8")
    assert "не виявлено.\n\nВИСВІТЛЕННЯ" not in text
    assert "2 матеріали · 1 подія" in text.replace("\xa0", " ")
    assert grouped(at.store) == parts("one two")


def test_what_no_grouping_takes_is_not_grouped_for_every_build(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    settled: list[list[str]] = []
    monkeypatch.setattr(publish, "settle", lambda store, place, names: settled.append(list(names)))
    kept(at.store, [filed("gone", -3, *SENTENCES), filed("new", -3, *FIRE)])
    withdraw(at.store, "gone")
    publish.make(at, publish.definitions(at)["daily"], None)
    assert settled == [["new"]]


def test_a_merge_does_not_overwrite_what_a_run_grouped_meanwhile(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(at.store, [filed("m", -60 * DAY, *SENTENCES), filed("p", -60 * DAY, *FIRE), filed("q", -60 * DAY, *SCHOOL)])
    run(at)
    save, ran = at.store.save_stories, []

    def slow(*arguments: object, **words: object) -> bool:
        if not ran:
            ran.append(True)
            kept(at.store, [filed("l", -62 * DAY, *SENTENCES)])
            run(at)
        return save(*arguments, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(at.store, "save_stories", slow)
    story.merge(at.store, PLACE, ["p", "q"], **BY)  # type: ignore[arg-type]
    assert grouped(at.store) == parts("l m", "p q")
