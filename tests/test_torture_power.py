"""Power cuts: whatever of the unsynced bytes reached the disk, in any order, what was acknowledged is there (promise 32)."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from monitor import files
from monitor.archive import Archive, Record, record_bytes
from monitor.errors import StoreError
from monitor.model import Page
from monitor.store import Store
from tests.fakes import NOW
from tests.test_store import OUTLET, article

BLOCK = 512  # what a disk writes whole
SEED = 20261122


def mixed(old: bytes, new: bytes, rng: random.Random) -> bytes:
    """The file after a cut between two syncs: some of the changed blocks arrived, in no order, the last one torn."""
    way = rng.random()
    if way < 0.4:  # in order, cut at any byte
        common = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        cut = rng.randint(common, len(new))
        return new[:cut] + old[cut:]
    made = bytearray(old)
    made.extend(b"\0" * (len(new) - len(old)))  # the length is told before the bytes
    for start in range(0, len(new), BLOCK):
        if new[start : start + BLOCK] != old[start : start + BLOCK] and rng.random() < 0.5:
            made[start : start + BLOCK] = new[start : start + BLOCK]
    return bytes(made) if way < 0.9 else bytes(made[: rng.randint(len(old), len(made))])


# --- the archive ------------------------------------------------------------------------------------------------------


def page(number: int) -> Record:
    url = f"https://news.example/{number}"
    content = random.Random(number).randbytes(700 + 300 * (number % 5))
    one = Page(url=url, final_url=url, status=200, content_type="text/html", content=content, fetched=NOW)
    return Record(page=one, place="x", role="article", subject=str(number))


def cut_archives(tmp_path: Path, cuts: int, seed: int) -> None:
    rng = random.Random(seed)
    whole = Archive(tmp_path / "whole")
    stored = [whole.add(page(number)) for number in range(8)]
    content = (tmp_path / "whole" / stored[0].warc).read_bytes()
    for cut in range(cuts):
        acknowledged = rng.randrange(len(stored))
        end = stored[acknowledged].offset
        folder = tmp_path / "cut"
        folder.mkdir()
        data = mixed(content[:end], content[:end] + record_bytes(page(acknowledged)), rng)
        (folder / stored[0].warc).write_bytes(data)
        after = Archive(folder)
        again = after.add(page(acknowledged))
        for one in (*stored[:acknowledged], again):
            assert after.read(one.warc, one.offset, one.sha256).url == one.page.url, f"seed {seed}, cut {cut}"
        shutil.rmtree(folder)


def test_a_sample_of_cut_archives(tmp_path: Path) -> None:
    cut_archives(tmp_path, 40, SEED)


@pytest.mark.torture
def test_cut_archives(tmp_path: Path) -> None:
    cut_archives(tmp_path, 2000, random.SystemRandom().randrange(10**9))


# --- the database -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Moment:
    """Both files between two syncs, and how many articles were acknowledged by then."""

    database: bytes
    log: bytes
    acknowledged: int


def history(tmp_path: Path) -> list[Moment]:
    """Commits, a checkpoint in the middle, and the log begun anew after it."""
    path = tmp_path / "ohliad.sqlite"
    store = Store.open(path, "x")
    store.save_outlets([OUTLET])
    moments = []

    def note(count: int) -> None:
        moments.append(Moment(path.read_bytes(), path.with_name(path.name + "-wal").read_bytes(), count))

    note(0)
    for number in range(12):
        store.save_articles(
            [(article(f"a{number}", paragraphs=(f"Текст {number}. " * 40,)), f"a{number}", None, False, ())]
        )
        note(number + 1)
        if number == 6:
            with closing(sqlite3.connect(path)) as other:
                other.execute("PRAGMA wal_checkpoint(PASSIVE)")
            note(number + 1)
    store.close()
    return moments


def cut_databases(tmp_path: Path, cuts: int, seed: int) -> None:
    rng = random.Random(seed)
    moments = history(tmp_path)
    path = tmp_path / "cut.sqlite"
    for cut in range(cuts):
        at = rng.randrange(len(moments) - 1)
        before, after = moments[at], moments[at + 1]
        # A checkpoint writes the database while the log is whole; a commit writes the log alone.
        path.write_bytes(mixed(before.database, after.database, rng))
        path.with_name("cut.sqlite-wal").write_bytes(mixed(before.log, after.log, rng))
        with closing(sqlite3.connect(path)) as database:
            count = database.execute("SELECT count(*) FROM articles").fetchone()[0]
            names = {row[0] for row in database.execute("SELECT id FROM articles")}
            problem = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
        why = f"seed {seed}, cut {cut}"
        assert problem == "ok", why
        assert before.acknowledged <= count <= after.acknowledged, why
        assert names == {f"a{number}" for number in range(count)}, why
        for name in ("cut.sqlite", "cut.sqlite-wal", "cut.sqlite-shm"):
            (tmp_path / name).unlink(missing_ok=True)


@pytest.mark.sqlite
def test_a_sample_of_cut_databases(tmp_path: Path) -> None:
    cut_databases(tmp_path, 60, SEED)


@pytest.mark.sqlite
@pytest.mark.torture
def test_cut_databases(tmp_path: Path) -> None:
    cut_databases(tmp_path, 3000, random.SystemRandom().randrange(10**9))


@pytest.mark.sqlite
def test_only_one_file_changes_between_two_syncs(tmp_path: Path) -> None:
    """What the cuts above assume of SQLite: a commit leaves the database alone, a checkpoint leaves the log alone."""
    moments = history(tmp_path)
    for before, after in pairwise(moments):
        assert (before.database == after.database) != (before.log == after.log)


# --- small files ------------------------------------------------------------------------------------------------------


class Cut(BaseException):
    """The power goes here."""


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"])
def test_a_small_file_is_the_old_one_or_the_new_one(tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.json"
    files.write(path, b"old")

    def die(*_arguments: object, **_named: object) -> None:
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(step, die)
        with suppress(Cut):
            files.write(path, b"new" * 10_000)
    assert path.read_bytes() == b"old"
    files.write(path, b"new" * 10_000)
    assert path.read_bytes() == b"new" * 10_000


def test_a_disk_that_refuses_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(StoreError, match="cannot be written"):
        files.write(tmp_path / "x", b"x")
    with pytest.raises(StoreError, match="cannot be written"):
        Archive(tmp_path / "archive").add(page(1))
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_size] == []
