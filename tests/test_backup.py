"""A backup is whole or refused; what it holds is what was stored."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.archive import located
from monitor.backup import backup, restore
from monitor.errors import StoreError
from monitor.store import Store
from tests.fakes import FakeDoor, desk, feed, page

TEXT = "У Вербосіллі сталася подія, про яку довго говоритимуть мешканці громади та гості міста."


@pytest.fixture
def state(tmp_path: Path) -> Path:
    door = FakeDoor(
        {
            "https://news.example/feed": feed(("a", "Подія у Вербосіллі", "Так.")),
            "https://news.example/a": page("Подія у Вербосіллі", TEXT),
        }
    )
    pipeline.run(desk(tmp_path, door))
    return tmp_path / "var"


def test_what_comes_back_is_what_went_in(state: Path, tmp_path: Path) -> None:
    before = Store.open(state / "ohliad.sqlite", "verbosillia").fingerprint()
    count = backup(state, tmp_path / "b.tar")
    assert restore(tmp_path / "b.tar", tmp_path / "again") == count
    assert Store.open(tmp_path / "again" / "ohliad.sqlite", "verbosillia").fingerprint() == before
    (name,) = [path.name for path in (state / "archive").iterdir()]
    assert len(list(located(tmp_path / "again" / "archive" / name))) == len(list(located(state / "archive" / name)))


def test_it_never_unpacks_over_something(state: Path, tmp_path: Path) -> None:
    backup(state, tmp_path / "b.tar")
    with pytest.raises(StoreError, match="not empty"):
        restore(tmp_path / "b.tar", state)


def test_a_cut_or_changed_backup_is_refused_and_leaves_nothing(state: Path, tmp_path: Path) -> None:
    backup(state, tmp_path / "b.tar")
    whole = (tmp_path / "b.tar").read_bytes()
    at = whole.index(b"SQLite format 3") + 5000
    for number, content in enumerate((whole[: len(whole) // 2], whole[:at] + b"?" + whole[at + 1 :], b"", b"text")):
        (tmp_path / "bad.tar").write_bytes(content)
        with pytest.raises(StoreError):
            restore(tmp_path / "bad.tar", tmp_path / f"out{number}")
        assert not (tmp_path / f"out{number}").exists()


def test_a_name_cannot_lead_outside(tmp_path: Path) -> None:
    import hashlib
    import io
    import json

    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        for name, data in (
            ("../evil", b"x"),
            ("manifest.json", json.dumps({"../evil": hashlib.sha256(b"x").hexdigest()}).encode()),
        ):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    with pytest.raises(StoreError, match="does not belong"):
        restore(tmp_path / "evil.tar", tmp_path / "out")
    assert not (tmp_path / "evil").exists()


def test_nothing_to_save(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing is stored"):
        backup(tmp_path, tmp_path / "b.tar")
