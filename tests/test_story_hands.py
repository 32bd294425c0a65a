"""Merges and splits by hand: shown at once, kept by later runs, undone without a trace in the stories."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digests.stories import Filed
from monitor.cli import main
from monitor.errors import OhliadError, StoreError
from monitor.pipeline import story
from monitor.pipeline.desk import Report
from monitor.pipeline.grouping import group_stories
from monitor.store import Store
from tests.fakes import NOW, PLACE, FakeDecider, FakeDoor, desk
from tests.test_story_groups import FIRE, SENTENCES, filed

CONFIG = (
    "place: {name: Вербосілля, russian: Вербоселье, region: Чернігівська область, id: verbosillia}\n"
    "institution: {name: Вербосільська міська рада}\n"
)
BY = {"by": "Орися", "at": NOW}


def kept(store: Store, items: list[Filed]) -> None:
    store.save_outlets([item.outlet for item in items])
    store.save_articles([(replace(item.article, fetched=NOW), item.article.id, None, False, ()) for item in items])
    decider = FakeDecider()
    rows = [(decider.classify(item.article, item.outlet), 1, "вербосілля") for item in items]
    store.save_verdicts(rows, decider.version)


def items() -> list[Filed]:
    return [
        filed("library", -9, *SENTENCES),
        filed("copy", -8, *SENTENCES),
        filed("fire", -7, *FIRE),
        filed("fire-copy", -6, *FIRE),
    ]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    at = desk(tmp_path, FakeDoor({}))
    kept(at.store, items())
    group_stories(at, Report())
    yield at.store
    at.store.close()


def grouped(store: Store) -> set[frozenset[str]]:
    return {frozenset(member.article for member in found.members) for found in store.stories()}


LIBRARY, BURNT = frozenset({"library", "copy"}), frozenset({"fire", "fire-copy"})


def test_a_merge_is_seen_at_once_and_kept_by_later_runs(store: Store, tmp_path: Path) -> None:
    assert grouped(store) == {LIBRARY, BURNT}
    merged = story.merge(store, PLACE, ["fire-copy", "library"], **BY, why="одна подія")
    assert merged.id == "library"
    assert grouped(store) == {LIBRARY | BURNT}
    assert store.story("fire") == merged, "an id that met another leads to the story that holds its articles"
    group_stories(desk(tmp_path, FakeDoor({})), Report())
    assert grouped(store) == {LIBRARY | BURNT}
    assert [(made.kind, made.by, made.why, made.undone) for made in store.story_log()] == [
        ("merge", "Орися", "одна подія", False)
    ]


def test_a_split_is_seen_at_once_and_kept_when_the_window_has_moved(store: Store, tmp_path: Path) -> None:
    story.split(store, PLACE, ["copy"], **BY)
    assert grouped(store) == {frozenset({"library"}), frozenset({"copy"}), BURNT}
    for days in (1, 13, 20, 40):
        group_stories(desk(tmp_path, FakeDoor({}), now=NOW + timedelta(days=days)), Report())
        assert grouped(store) == {frozenset({"library"}), frozenset({"copy"}), BURNT}


@pytest.mark.parametrize("kind", ["merge", "split"])
def test_what_is_undone_is_as_before_and_stays_in_the_log(kind: str, store: Store) -> None:
    before = store.fingerprint()
    if kind == "merge":
        story.merge(store, PLACE, ["library", "fire"], **BY)
    else:
        story.split(store, PLACE, ["library"], **BY)
    assert store.fingerprint() != before
    (made,) = store.story_log()
    story.undo(store, PLACE, made.id, by="Марко", at=NOW + timedelta(hours=1))
    assert store.fingerprint() == before
    (made,) = store.story_log()
    assert (made.undone, made.undone_by, made.undone_at) == (True, "Марко", NOW + timedelta(hours=1))
    assert store.story("fire") is not None
    assert store.story("fire").id == "fire", "an id that is a story's again leads nowhere else"  # type: ignore[union-attr]
    with pytest.raises(OhliadError, match="undone already"):
        story.undo(store, PLACE, made.id, **BY)


def test_decisions_are_replayed_in_their_order(store: Store) -> None:
    story.merge(store, PLACE, ["library", "fire"], **BY)
    story.split(store, PLACE, ["copy"], **BY)
    assert grouped(store) == {frozenset({"library", "fire", "fire-copy"}), frozenset({"copy"})}
    story.merge(store, PLACE, ["copy", "fire"], **BY)
    assert grouped(store) == {LIBRARY | BURNT}


def test_a_story_of_long_ago_is_regrouped_in_its_own_time(store: Store) -> None:
    old = [filed("old", -24 * 400, *SENTENCES[:3]), filed("old-fire", -24 * 400 + 3, *FIRE)]
    kept(store, old)
    story.settle(store, PLACE, ["old"])
    assert {frozenset({"old"}), frozenset({"old-fire"}), LIBRARY, BURNT} == grouped(store)
    story.merge(store, PLACE, ["old", "old-fire"], **BY)
    assert {frozenset({"old", "old-fire"}), LIBRARY, BURNT} == grouped(store)


REFUSED = {
    "one story": (["story", "merge", "library", "copy"], "one already"),
    "alone": (["story", "split", "lonely"], "alone already"),
    "nobody knows it": (["story", "merge", "library", "nothing"], "no such story or item"),
    "not about the place": (["story", "merge", "library", "weather"], "relevance=about"),
    "no such decision": (["story", "undo", "77"], "story log"),
}


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(
    arguments: list[str], sentence: str, store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(store, [filed("lonely", -3, "У Вербосіллі відбувся турнір із шахів серед пенсіонерів, грали сорок осіб.")])
    kept(store, [filed("weather", -3, "Завтра в області дощ і вітер, водіїв просять бути уважними на дорогах.")])
    group_stories(desk(tmp_path, FakeDoor({})), Report())
    before = store.fingerprint()
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var")]
    assert main([*common, *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert store.fingerprint() == before
    assert store.story_log() == []


def test_the_commands_speak_json(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    common = ["--json", "--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var")]
    assert main([*common, "story", "merge", "library", "fire", "--by", "Орися"]) == 0
    assert len(json.loads(capsys.readouterr().out)["stories"][0]["members"]) == 4
    assert main([*common, "story", "undo", "1"]) == 0
    assert len(json.loads(capsys.readouterr().out)["stories"]) == 2
    assert main([*common, "story", "split", "copy"]) == 0
    capsys.readouterr()
    assert main([*common, "story", "show", "copy"]) == 0
    assert [member["article"] for member in json.loads(capsys.readouterr().out)["stories"][0]["members"]] == ["copy"]
    assert main([*common, "story", "log"]) == 0
    assert [row["undone"] for row in json.loads(capsys.readouterr().out)] == [True, False]
    assert PLACE.id == "verbosillia"


def test_a_merge_made_while_a_run_is_grouping_is_not_overwritten(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run has read the decisions and the window; before it saves, a person merges two stories on the page."""
    running = desk(tmp_path, FakeDoor({}))
    save, pressed = running.store.save_stories, []

    def late(*arguments: object, **words: object) -> bool:
        if not pressed:
            pressed.append(story.merge(store, PLACE, ["fire-copy", "library"], **BY))
        return save(*arguments, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(running.store, "save_stories", late)
    group_stories(running, Report())
    running.store.close()
    assert pressed
    assert grouped(store) == {LIBRARY | BURNT}


def test_who_decides_without_end_stops_a_run_with_a_sentence(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = desk(tmp_path, FakeDoor({}))
    monkeypatch.setattr(running.store, "save_stories", lambda *_, **__: False)
    with pytest.raises(StoreError, match="run again"):
        group_stories(running, Report())
    running.store.close()
    assert grouped(store) == {LIBRARY, BURNT}
