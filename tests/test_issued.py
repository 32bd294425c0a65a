"""Documents of approved issues as files: what one run could not write the next one does, and the doctor compares."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import deletion, pipeline
from monitor.config import Product
from monitor.doctor import Finding, check_store
from monitor.pipeline.delivery import approve, send
from monitor.pipeline.desk import Desk, Report
from tests.fakes import FakeDoor, config, desk, feed, later, page

FEED = "https://news.example/feed"
SLOT = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
TEXT = "У Вербосіллі після ремонту відкрили міст через Тихоплинку, яким знову їздять автобуси."


def office(tmp_path: Path, approve_by: str = "auto") -> Desk:
    """An office whose brief goes to nobody by mail: no letter reminds the next run of it."""
    door = FakeDoor(
        {FEED: feed(("m", "Міст у Вербосіллі", "Так.")), "https://news.example/m": page("Міст", TEXT, TEXT)}
    )
    daily = Product(name="daily", at="08:30", days="mon-fri", to=(), formats=("email",), approve=approve_by)
    return desk(tmp_path, door, replace(config(tmp_path, FEED), products=(daily,)), now=SLOT)


def barred(folder: Path) -> Path:
    """A file where the folder should be: nobody can write into it, whatever his rights."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_bytes(b"")
    return folder


def frozen(at: Desk) -> dict[str, bytes]:
    """The documents of the first issue."""
    row = at.store.issues.find("daily/2026/1")
    return {one.filename: one.content for one in at.store.issues.documents(row.id)} if row else {}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def documents(at: Desk, *, days: int = 0, full: bool = False) -> Finding:
    found = check_store(at.state, at.store, at.now + timedelta(days=days), full=full)
    return next(one for one in found if one.check == "documents")


def test_the_next_run_writes_what_could_not_be_written(tmp_path: Path) -> None:
    at = office(tmp_path)
    wall = barred(at.state / "issues" / "daily")
    report = pipeline.run(at)
    assert [(one["number"], one["files"]) for one in report.issues] == [(1, [])]
    assert len([one for one in report.failed if one.step == "files"]) == 1, "one file, told once"
    assert (documents(at).state, "missing" in documents(at).text) == ("failed", True)
    wall.unlink()
    again = pipeline.run(later(at, SLOT + timedelta(minutes=10)))
    assert files(wall) == frozen(at)
    assert sorted(again.issues[0]["files"]) == sorted(str(wall / name) for name in frozen(at))  # type: ignore[call-overload]
    assert not again.failed
    assert documents(at).state == "ok"


def test_while_it_lasts_every_run_tells_it(tmp_path: Path) -> None:
    at = office(tmp_path)
    barred(at.state / "issues" / "daily")
    for minutes in (0, 10, 20):
        report = pipeline.run(later(at, SLOT + timedelta(minutes=minutes)))
        assert [one.step for one in report.failed] == ["files"]
        assert report.issues[0]["files"] == []


def test_feeds_that_could_not_be_written(tmp_path: Path) -> None:
    at = office(tmp_path)
    wall = barred(at.state / "feeds")
    assert [one.step for one in pipeline.run(at).failed] == ["files"]
    wall.unlink()
    assert not pipeline.run(later(at, SLOT + timedelta(minutes=10))).failed
    assert b"issue/daily/2026/1" in (wall / "issues.json").read_bytes()


def left_as(at: Desk, written: datetime) -> Path:
    """A document of the approved issue that holds something else, written at that instant."""
    approve(at, "daily", "Оксана Верес")
    path = at.state / "issues" / "daily" / min(frozen(at))
    path.write_bytes("щось інше".encode())
    os.utime(path, (written.timestamp(), written.timestamp()))
    return path


@pytest.mark.parametrize(("hours", "stays"), [(-1, False), (0, False), (5, True)])
def test_a_draft_left_there_is_replaced_and_later_handiwork_is_not(tmp_path: Path, hours: int, *, stays: bool) -> None:
    at = office(tmp_path, "hand")
    pipeline.run(at)
    path = left_as(at, SLOT + timedelta(hours=hours))
    assert documents(at).state == "warning"
    pipeline.run(replace(at, now=SLOT + timedelta(days=1), rehearsal=False))
    assert (path.read_bytes() == frozen(at)[path.name]) is not stays
    assert documents(at).state == ("warning" if stays else "ok")


def test_what_the_office_cleared_away_long_ago_stays_away(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    folder = at.state / "issues" / "daily"
    for path in folder.iterdir():
        path.unlink()
    pipeline.run(later(at, SLOT + timedelta(days=60)))
    assert not {path.name for path in folder.iterdir()} & {*frozen(at)}
    assert documents(at, days=60).state == "ok"
    assert "--audit" in documents(at, days=60, full=True).todo
    row = at.store.issues.find("daily/2026/1")
    assert row is not None
    send(later(at, SLOT + timedelta(days=60)), Report(), only_in_slot=False, issue=row.id)
    assert {path.name for path in folder.iterdir()} >= {*frozen(at)}


def test_a_deleted_document_stays_a_note(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    (clip,) = at.store.clips()
    signed = deletion.Signed(by="К", why="вимога", at=SLOT)
    deletion.forget(at.state, at.store, deletion.Choice(kind="article", subject=clip.article.id), signed)
    folder = at.state / "issues" / "daily"
    notes = files(folder)
    pipeline.run(later(at, SLOT + timedelta(minutes=10)))
    assert files(folder) == notes
    assert documents(at).state == "ok"
