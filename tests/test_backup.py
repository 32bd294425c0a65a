"""A backup is whole or refused; what it holds is what was stored."""

from __future__ import annotations

import tarfile
import threading
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


def test_a_file_that_is_no_backup_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_bytes(b"no tar at all" * 100)
    with pytest.raises(StoreError, match="no tar file") as caught:
        restore(tmp_path / "b.tar", tmp_path / "new")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "new").exists()


def test_nothing_to_save(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing is stored"):
        backup(tmp_path, tmp_path / "b.tar")


def many(items: int) -> FakeDoor:
    names = [f"n{n}" for n in range(items)]
    pages = {f"https://news.example/{name}": page(f"Подія {name} у Вербосіллі", f"{TEXT} {name}") for name in names}
    return FakeDoor(
        {"https://news.example/feed": feed(*((n, f"Подія {n} у Вербосіллі", "Так.") for n in names)), **pages}
    )


def test_a_copy_made_while_others_write_is_consistent(tmp_path: Path) -> None:
    """Every page row of the copy finds its record, and the copy can go on where it was taken."""
    at = desk(tmp_path, many(60))
    pipeline.collect(at, [])
    broken: list[BaseException] = []

    def write() -> None:
        try:
            pipeline.run(at)
        except BaseException as error:
            broken.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    copies = 0
    while writer.is_alive() or copies == 0:
        backup(tmp_path / "var", tmp_path / f"{copies}.tar")
        copies += 1
    writer.join()
    assert broken == []
    expected = at.store.fingerprint()
    for number in {0, copies // 2, copies - 1}:
        folder = tmp_path / f"again{number}" / "var"
        restore(tmp_path / f"{number}.tar", folder)
        again = desk(tmp_path / f"again{number}", many(60))
        for warc, offset, digest in again.store.deletions.page_rows(None):
            again.archive.read(warc, offset, digest)
        assert again.store.integrity() == "ok"
        pipeline.run(again)
        assert again.store.fingerprint() == expected, f"copy {number} of {copies}"
        again.store.close()


def test_a_copy_waits_for_a_deletion_that_writes_the_archive_anew(state: Path, tmp_path: Path) -> None:
    """The rows name a file that is not there: the copy is not made, or made of a later moment."""
    (path,) = (state / "archive").iterdir()
    path.rename(path.with_name("2026-11-20.g001.warc.gz"))
    with pytest.raises(StoreError, match=r"archive/2026-11-20\.warc\.gz is not there"):
        backup(state, tmp_path / "b.tar")
    assert not (tmp_path / "b.tar").exists()
