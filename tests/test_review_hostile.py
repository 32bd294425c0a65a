"""Promise 14: hostile tables are refused with a line saying why: within 2 s and 200 MB, and nothing is written anywhere."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from monitor.cli import main
from monitor.review import COLUMNS, guarding, reading, workbook
from monitor.review.bringing import table

HEADER = list(COLUMNS.values())
ROW = ["#1", *[""] * (len(HEADER) - 1)]
SHEET = "xl/worksheets/sheet1.xml"
MOST_SECONDS, MOST_MEGABYTES = 2.0, 200
BUSY = 10  # a machine that runs other tests beside takes longer; what hangs or explodes takes minutes


def good() -> bytes:
    return workbook.build([HEADER, ROW])


def with_part(name: str, content: bytes, flag: int = 0) -> bytes:
    """Our workbook with one more part."""
    stream = io.BytesIO(good())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    """Our workbook with its first sheet made over."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member.filename, change(content) if member.filename == SHEET else content)
    return made.getvalue()


def doctype(text: str) -> Callable[[bytes], bytes]:
    return lambda sheet: b"<?xml version='1.0'?>" + text.encode() + sheet.replace(b"<?xml version='1.0'?>", b"")


def encrypted() -> bytes:
    """The flag of an encrypted part, in the directory and before the part."""
    content = bytearray(good())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def many_rows(number: int, row: bytes) -> bytes:
    return with_sheet(lambda sheet: sheet.replace(b"</sheetData>", row * number + b"</sheetData>"))


def shared_strings() -> bytes:
    """A string that a thousand times thousand cells might name; the part itself stays below every limit."""
    sst = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + b"<si/>" * 4_000_000 + b"</sst>"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "xl/_rels/workbook.xml.rels":
                one = b'<Relationship Id="s" Target="s.xml" Type="' + kind + b'"/></Relationships>'
                content = content.replace(b"</Relationships>", one)
            new.writestr(member.filename, content)
        new.writestr("xl/s.xml", sst)
    return made.getvalue()


def of_word() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return made.getvalue()


def other_book() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(["ціна", "кількість"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE: dict[str, Callable[[], bytes]] = {
    "zip bomb": lambda: with_part("xl/media/big.bin", b"0" * 60_000_000),
    "bomb of shared strings": shared_strings,
    "bomb of a sheet": lambda: many_rows(1_200_000, b"<row><c t='n'><v>1</v></c></row>"),
    "a million empty rows": lambda: many_rows(600_000, b"<row/>"),
    "a row of a million cells": lambda: many_rows(1, b"<row>" + b"<c/>" * 4_000_000 + b"</row>"),
    "rows that go back": lambda: many_rows(3, b"<row r='7'/>"),
    "one row at the far end": lambda: many_rows(1, b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
    "ten thousand parts": lambda: _parts(10_000),
    "macros": lambda: with_part("xl/vbaProject.bin", b"x"),
    "macros in capitals": lambda: with_part("XL/VBAPROJECT.BIN", b"x"),
    "traversal": lambda: with_part("../../../../tmp/evil.txt", b"x"),
    "traversal by backslash": lambda: with_part("..\\..\\evil.txt", b"x"),
    "absolute name": lambda: with_part("/etc/cron.d/evil", b"x"),
    "drive name": lambda: with_part("C:/evil.txt", b"x"),
    "outside entity": lambda: with_sheet(doctype("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>")),
    "outside document type": lambda: with_sheet(doctype("<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/evil.dtd'>")),
    "a billion laughs": lambda: with_sheet(doctype(LAUGHS + "]>")),
    "entity far from the beginning": lambda: with_sheet(
        doctype(f"<!--{'x' * 70_000}--><!DOCTYPE x [<!ENTITY e 'x'>]>")
    ),
    "entity in UTF-16": lambda: with_sheet(lambda _: "<?xml version='1.0'?><!DOCTYPE x []><x/>".encode("utf-16")),
    "entity in relations": lambda: with_part("xl/x.rels", b"<!DOCTYPE x><x/>"),
    "encrypted part": encrypted,
    "torn": lambda: good()[:-200],
    "torn inside": lambda: good().replace(b"PK\x01\x02", b"PK\x09\x09"),
    "sheet that is no XML": lambda: with_sheet(lambda _: b"<<<<"),
    "a document of Word": of_word,
    "another workbook": other_book,
    "old or encrypted Excel": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 10_000,
    "CSV of one endless cell": lambda: b'"' + b"x" * 5_000_000,
    "CSV of separators": lambda: b";" * 15_000_000,
    "CSV of line ends": lambda: b"\n" * 15_000_000,
    "CSV too large": lambda: b"x;y\n" * 6_000_000,
    "CSV of another table": lambda: "ціна;кількість\n1;2".encode("cp1251"),
    "NUL bytes": lambda: b"a;b\x00\n" * 1_000,
    "a page called a table": lambda: b"<html><table><tr><td>x</td></tr></table></html>",
    "gzip": lambda: gzip.compress(b"0" * 10_000_000),
    "nothing": lambda: b"",
}


def _parts(number: int) -> bytes:
    stream = io.BytesIO(good())
    with zipfile.ZipFile(stream, "a") as archive:
        for n in range(number):
            archive.writestr(f"xl/media/{n}", b"")
    return stream.getvalue()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every hostile file beside each other, with two that are good."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, make in enumerate(HOSTILE.values()):
        (folder / f"{number:02d}").write_bytes(make())
    (folder / "good-book").write_bytes(good())
    (folder / "good-text").write_bytes(guarding.write([HEADER, ROW]))
    return folder


# Runs apart, so that its memory is its own and a tool that watches the files sees no other's.
_READ = """
import json, resource, sys, time
from pathlib import Path
from monitor.review.bringing import table
from monitor.review.reading import TableError, bounded
from monitor.review.taking import take
written = []
def watch(event, given):
    flags = given[2] if event == "open" and isinstance(given[2], int) else 0
    if (event == "open" and isinstance(given[1], str) and set(given[1]) & set("wax+")) or flags & 3:
        written.append(str(given[0]))
    if event.startswith(("socket.", "subprocess.", "os.mkdir", "os.rename", "os.remove", "shutil.")):
        written.append(event)
sys.addaudithook(watch)
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for file in sorted(Path(sys.argv[1]).iterdir()):
    start = time.process_time()
    try:
        take(table(bounded(file), "x"), name="x")
        said = ""
    except TableError as error:
        said = str(error)
    print(json.dumps([file.name, said, time.process_time() - start]))
print(json.dumps([written, before / 1024, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def test_hostile_files_are_refused_quickly_and_leave_nothing(files: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(files)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=Path(__file__).resolve().parents[1],
        env={"TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1", "PATH": ""},
    )
    *told, (written, before, after) = (json.loads(line) for line in done.stdout.splitlines())
    names = dict(enumerate(HOSTILE))
    for file, said, seconds in told:
        name = file if file.startswith("good") else names[int(file)]
        assert bool(said) != file.startswith("good"), f"{name}: {said!r}"
        assert "\n" not in said
        assert not said or said.endswith("."), name
        assert seconds <= BUSY * MOST_SECONDS, f"{name}: {seconds:.1f} s"
    assert len(told) == len(HOSTILE) + 2
    assert len(HOSTILE) >= 20
    assert written == []
    assert list(tmp_path.iterdir()) == []
    assert after <= MOST_MEGABYTES + before, f"{after:.0f} MB"


def test_the_busiest_months_are_taken_in_time() -> None:
    rows = [HEADER, *([f"#{n:x}", *["слово " * 9] * (len(HEADER) - 1)] for n in range(1_000))]
    for content in (guarding.write(rows), workbook.build(rows)):
        assert len(content) < reading.LARGEST_FILE
        start = time.process_time()
        assert len(table(content, "x")) == len(rows)
        assert time.process_time() - start < BUSY * MOST_SECONDS


def test_by_command_the_reason_is_one_line(files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from monitor.store import Store

    Store.open(tmp_path / "ohliad.sqlite", "verbosillia").close()
    (tmp_path / "sources.yaml").write_text(
        "place: {id: verbosillia, name: Вербосілля, region: Чернігівська область}\n"
        "institution: {name: Вербосільська міська рада}\n",
        encoding="utf-8",
    )
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path)]
    macros = str(files / f"{list(HOSTILE).index('macros'):02d}")
    assert main([*common, "review", "import", macros]) == 2
    told = capsys.readouterr().err.strip()
    assert told.endswith("файл містить макроси; збережіть його як звичайний XLSX.")
    assert "\n" not in told
