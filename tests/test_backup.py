"""A backup is whole or refused; what it holds is what was stored."""

from __future__ import annotations

import io
import sqlite3
import tarfile
import threading
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest

from monitor import pipeline
from monitor.archive import located
from monitor.backup import Restored, backup, restore
from monitor.errors import StoreError
from monitor.store import Store
from tests.fakes import FakeDoor, desk, feed, page

pytestmark = pytest.mark.sqlite  # our backups hold its file
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
    saved = backup(state, tmp_path / "b.tar")
    assert restore(tmp_path / "b.tar", tmp_path / "again") == Restored(
        files=saved.files, letters=0, alerts=0, missing=()
    )
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


class Torn(io.RawIOBase):
    """A file on a disk that cannot give it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.name = stream, stream.name

    def fileno(self) -> int:
        return self._stream.fileno()

    def read(self, size: int = -1) -> bytes:
        raise OSError(5, "Input/output error")

    def close(self) -> None:
        self._stream.close()
        super().close()


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


def test_a_lost_file_is_named_and_the_rest_is_saved(state: Path, tmp_path: Path) -> None:
    (path,) = (state / "archive").iterdir()
    name = f"archive/{path.name}"
    whole = backup(state, tmp_path / "b.tar")
    assert (whole.path, whole.missing) == (tmp_path / "b.tar", {})
    path.unlink()
    saved = backup(state, tmp_path / "new.tar")
    assert (saved.path, saved.missing) == (tmp_path / "new.tar", {name: "it is not there"})
    found = restore(tmp_path / "new.tar", tmp_path / "again")
    assert (found.files, found.missing) == (saved.files, (name,))
    assert Store.open(tmp_path / "again" / "ohliad.sqlite", "verbosillia").integrity() == "ok"

    beside = backup(state, tmp_path / "b.tar")
    assert beside.path == tmp_path / "b.incomplete.tar", "the older one holds the file"
    assert restore(tmp_path / "b.tar", tmp_path / "older").missing == ()


def test_an_unreadable_file_is_named(state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = (state / "archive").iterdir()
    real = Path.open

    def refusing(self: Path, *given: str) -> IO[bytes]:
        if self == path:
            return Torn(real(self, "rb"))  # type: ignore[return-value]
        return real(self, *given)  # type: ignore[return-value]

    monkeypatch.setattr(Path, "open", refusing)
    saved = backup(state, tmp_path / "b.tar")
    assert list(saved.missing) == [f"archive/{path.name}"]
    assert restore(tmp_path / "b.tar", tmp_path / "again").missing == tuple(saved.missing)


def test_a_copy_begins_anew_while_a_deletion_writes_the_archive_anew(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows name a file that has just gone: the next copy of the database names the new one."""
    (path,) = (state / "archive").iterdir()
    new = path.with_name("2026-11-20.g001.warc.gz")
    real, copies = sqlite3.connect, 0

    def switched(source: Path, target: Path) -> None:
        nonlocal copies
        copies += 1
        with closing(real(source)) as old, closing(real(target)) as fresh:
            old.backup(fresh)
        if copies == 1:
            path.rename(new)
            with closing(real(source)) as database, database:
                database.execute("UPDATE pages SET warc = ?", (new.name,))

    monkeypatch.setattr("monitor.backup._copy_database", switched)
    saved = backup(state, tmp_path / "b.tar")
    assert (saved.missing, copies) == ({}, 2)


def test_what_waited_to_be_sent_is_not_sent_again_after_a_restore(state: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(state / "ohliad.sqlite")) as database, database:
        database.execute("UPDATE issues SET state = 'approved', number = 1")
        for number, word in enumerate(("queued", "sending", "sent", "failed")):
            database.execute(
                "INSERT INTO outbox (issue, channel, recipient, message_id, state, attempts, error, changed)"
                " SELECT max(id), 'email', ?, 'm', ?, 0, '', '2026-11-20T06:30:00Z' FROM issues",
                (f"{number}@x.org", word),
            )
    backup(state, tmp_path / "b.tar")
    found = restore(tmp_path / "b.tar", tmp_path / "again")
    assert (found.letters, found.alerts) == (2, 0)
    letters = Store.open(tmp_path / "again" / "ohliad.sqlite", "verbosillia").issues.letters()
    assert [letter.state for letter in letters] == ["unknown", "unknown", "sent", "failed"]
    assert "restored from a backup" in letters[0].error
    first, *_ = Store.open(state / "ohliad.sqlite", "verbosillia").issues.letters()
    assert first.state == "queued"
