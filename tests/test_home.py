"""Several places in one state folder: nothing of one is ever written over the other's, and the answer stays."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest

from monitor import deletion, pipeline
from monitor.backup import backup, restore
from monitor.deletion import Choice, Signed
from monitor.home import home
from monitor.pipeline.delivery import approve
from monitor.pipeline.desk import Desk
from tests.fakes import NOW, PLACE, FakeDoor, config, desk, feed, page

FEED = "https://news.example/feed"
TEXT = "У Вербосіллі відкрили оновлену бібліотеку, ремонт якої тривав пів року коштом громади."
OTHER = replace(PLACE, id="archive", name="Тихий Брід")  # an id that is a folder's name, too


def office(tmp_path: Path, place: str = PLACE.id) -> Desk:
    door = FakeDoor(
        {FEED: feed(("a", "Бібліотека у Вербосіллі", "Так.")), "https://news.example/a": page("Бібліотека", TEXT, TEXT)}
    )
    chosen = PLACE if place == PLACE.id else replace(OTHER, id=place)
    return desk(tmp_path, door, config(tmp_path, FEED, place=chosen))


def both(tmp_path: Path) -> tuple[Desk, Desk]:
    """Two places whose issues of one day are approved."""
    first, second = office(tmp_path), office(tmp_path, OTHER.id)
    for at in (first, second):
        pipeline.run(at)
        approve(at, "daily", "x")
    return first, second


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_first_keeps_the_plain_paths_and_the_second_has_its_own(tmp_path: Path) -> None:
    first, second = both(tmp_path)
    state = tmp_path / "var"
    own = state / "places" / "archive"
    for folder, name in ((state, "Вербосілля"), (own, "Тихий Брід")):
        (text,) = (folder / "issues" / "daily").glob("*.txt")
        assert name in text.read_text().split("\n\n")[0]
        assert name in (folder / "feeds" / "issues.atom").read_text()
    before = tree(state / "issues") | tree(state / "feeds")
    made = pipeline.build(second, "thematic", None, preview=True)
    assert all(Path(name).is_relative_to(own / "preview") for name in made["files"])
    again = pipeline.run(replace(second, now=NOW + timedelta(days=1)))
    assert all(Path(str(name)).is_relative_to(own) for issue in again.issues for name in issue["files"])  # type: ignore[attr-defined]
    assert tree(state / "issues") | tree(state / "feeds") == before
    assert (home(state, first.store), home(state, second.store)) == (state, own)


def test_before_any_issue_and_alone_a_place_has_the_plain_paths(tmp_path: Path) -> None:
    at = office(tmp_path)
    assert home(at.state, at.store) == at.state
    pipeline.run(at)
    assert home(at.state, at.store) == at.state


def test_ids_in_feeds_tell_the_places_apart_and_those_of_the_first_stay_as_they_were(tmp_path: Path) -> None:
    both(tmp_path)
    state = tmp_path / "var"
    plain, further = (feedparser.parse(str(at / "feeds" / "issues.atom")) for at in (state, state / "places/archive"))
    assert plain.feed.id == "tag:ohliad.invalid,2026:feed/issues"
    assert further.feed.id == "tag:ohliad.invalid,2026:archive/feed/issues"
    assert [entry.id for entry in plain.entries] == ["tag:ohliad.invalid,2026-11-20:issue/daily/2026/1"]
    assert [entry.id for entry in further.entries] == ["tag:ohliad.invalid,2026-11-20:archive/issue/daily/2026/1"]
    items = [json.loads((at / "feeds/items.json").read_text())["items"] for at in (state, state / "places/archive")]
    assert not {item["id"] for item in items[0]} & {item["id"] for item in items[1]}


def test_a_deletion_of_one_place_leaves_the_files_of_the_other(tmp_path: Path) -> None:
    first, second = both(tmp_path)
    (item,) = second.store.issues.items(second.store.issues.listed()[0].id)
    before = tree(first.state / "issues") | tree(first.state / "feeds")
    signed = Signed(by="Канцелярія", why="звернення № 7", at=NOW + timedelta(hours=1))
    gone = deletion.forget(second.state, second.store, Choice(kind="article", subject=item.article), signed)
    assert gone.files
    assert tree(first.state / "issues") | tree(first.state / "feeds") == before
    assert not list((second.state / "places/archive/issues/daily").glob("*-2026-11-20.txt"))


@pytest.mark.sqlite  # our backups hold its file
def test_a_backup_holds_the_issues_of_every_place(tmp_path: Path) -> None:
    both(tmp_path)
    state = tmp_path / "var"
    backup(state, tmp_path / "b.tar")
    restore(tmp_path / "b.tar", tmp_path / "again")
    for folder in ("issues", "places/archive/issues"):
        assert tree(tmp_path / "again" / folder) == tree(state / folder) != {}
    assert not (tmp_path / "again/places/archive/feeds").exists()
