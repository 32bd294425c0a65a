"""The archive: what is written can be read at its position, a torn tail is cut, foreign files are read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.archive import Archive, Record, located
from monitor.errors import StoreError
from monitor.model import Page, Validators

PAGE = Page(
    url="https://news.example/стаття?a=1",
    final_url="https://news.example/final",
    status=200,
    content_type="text/html; charset=windows-1251",
    content="Привіт".encode("cp1251") + bytes(range(256)),
    fetched=datetime(2026, 11, 22, 8, 0, 5, tzinfo=UTC),
    validators=Validators(etag='W/"a b"', last_modified="Sun, 22 Nov 2026 08:00:00 GMT"),
)


def record(content: bytes = PAGE.content, role: str = "source") -> Record:
    from dataclasses import replace

    return Record(page=replace(PAGE, content=content), place="nizhyn", role=role, visit="a 1", subject="x")


def test_a_page_comes_back_as_it_was(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first, second = archive.add(record(b"one")), archive.add(record())
    assert archive.read(first.warc, first.offset).content == b"one"
    assert archive.read(second.warc, second.offset) == PAGE
    found = [(item, place) for item, place in located(tmp_path / first.warc)]
    assert [item for item, _ in found] == [record(b"one"), record()]
    assert [(place.offset, place.length) for _, place in found] == [(s.offset, s.length) for s in (first, second)]


def test_the_same_record_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        Archive(tmp_path / name).add(record())
    assert (tmp_path / "a" / "2026-11-22.warc.gz").read_bytes() == (tmp_path / "b" / "2026-11-22.warc.gz").read_bytes()


def test_a_torn_tail_is_cut_wherever_the_crash_came(tmp_path: Path) -> None:
    stored = Archive(tmp_path).add(record(b"first"))
    path = tmp_path / stored.warc
    whole = path.read_bytes()
    Archive(tmp_path).add(record(b"second"))
    both = path.read_bytes()
    for cut in range(len(whole), len(both)):
        path.write_bytes(both[:cut])
        again = Archive(tmp_path).add(record(b"third"))
        assert again.offset == len(whole)
        assert [item.page.content for item, _ in located(path)] == [b"first", b"third"]


def test_a_position_that_is_not_there(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with pytest.raises(StoreError, match="cannot be read"):
        archive.read("2026-01-01.warc.gz", 0)


@pytest.mark.parametrize("content", [b"not a warc at all", b"\x1f\x8b\x08\x00broken"], ids=["text", "torn"])
def test_files_that_are_no_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"x\.warc\.gz"):
        list(located(path))


def test_an_empty_archive(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"")
    assert list(located(path)) == []


def test_a_disk_that_refuses(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("here a folder should be")
    with pytest.raises(StoreError, match="cannot be written"):
        Archive(blocked).add(record())


def test_damage_inside_a_file_loses_nothing_behind_it(tmp_path: Path) -> None:
    """One flipped byte: the records after it stay, the day goes on in a second file, and the wrong page is not served."""
    archive = Archive(tmp_path)
    stored = [archive.add(record(f"record {n} ".encode() * 50)) for n in range(5)]
    path = tmp_path / stored[0].warc
    whole = bytearray(path.read_bytes())
    whole[stored[1].offset + stored[1].length // 2] ^= 0xFF
    path.write_bytes(whole)
    again = Archive(tmp_path).add(record(b"later"))
    assert again.warc == "2026-11-22-2.warc.gz"
    assert path.read_bytes() == bytes(whole)
    for number in (0, 2, 3, 4):
        place = stored[number]
        assert Archive(tmp_path).read(place.warc, place.offset, place.sha256).content.startswith(b"record")
    with pytest.raises(StoreError):
        Archive(tmp_path).read(stored[1].warc, stored[1].offset, stored[1].sha256)
    with pytest.raises(StoreError, match="not the one"):
        Archive(tmp_path).read(stored[2].warc, stored[2].offset, stored[3].sha256)


def test_a_write_that_fails_half_way_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path)
    first = archive.add(record(b"first"))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("monitor.archive.os.fsync", full)
        with pytest.raises(StoreError, match="No space left"):
            archive.add(record(b"second"))
    third = archive.add(record(b"third"))
    assert third.offset == first.offset + first.length
    assert [item.page.content for item, _ in located(tmp_path / first.warc)] == [b"first", b"third"]


def test_damage_is_told_without_the_bytes_that_were_met(tmp_path: Path) -> None:
    (tmp_path / "2026-11-20.warc.gz").write_bytes(b"\x1b[31m\x00\xff" * 100)
    for ask in (
        lambda: Archive(tmp_path).read("2026-11-20.warc.gz", 0),
        lambda: list(located(tmp_path / "2026-11-20.warc.gz")),
    ):
        with pytest.raises(StoreError) as caught:
            ask()
        assert "[31m" not in str(caught.value)
        assert "x1b" not in str(caught.value)
