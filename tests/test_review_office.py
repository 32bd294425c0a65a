"""The table through a real office program: CSV -> XLSX -> CSV by LibreOffice, edited on the way, nothing else changed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from monitor.model import Article, Moment, Outlet
from monitor.review import COLUMNS, guarding, rows, workbook
from monitor.review.bringing import bring, table
from monitor.store import Store
from tests.fakes import PLACE, FakeDecider

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice here"),
]
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
KEYS = list(COLUMNS)
# What a spreadsheet likes to «improve»: numbers, dates, fractions, formulas, leading zeros, quotes, long numbers.
TITLES = (
    "=1+1",
    "+380 46 312 34 56",
    "-5 градусів",
    "@nizhyn",
    "0012",
    "1/2",
    "12.03",
    "1e5",
    "12345678901234567890",
    "TRUE",
    "2026-11-20",
    '«Лапки» та "ще лапки"; крапка з комою',
    "'апостроф спереду",
    "м’ята й мʼята, ї є ґ",
    "кома, ще, і\tтабуляція",
    "#N/A",
    "50 %",
    "12 березня",
    "березень 2026",
    "12:30",
    "20.11.2026",
    "ІСТИНА",
    "1 000,50",
    "＝SUM(A1)",
)
# id of digits only, of digits with «e», with leading zeros: each of them would be a number.
IDS = [f"{n:04d}" for n in range(6)] + [f"1e{n}" for n in range(6)] + [f"a{n}" for n in range(len(TITLES) - 12)]
# Semicolons (59), quotes (34), UTF-8 (76), quoted text, cells as shown.
READ = "CSV:59,34,76,1,,1058"  # as a Ukrainian office opens it: the language decides what is a date
AS_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(tmp_path / "ohliad.sqlite", PLACE.id)
    outlet = Outlet(id="visti", name="Вісті")
    opened.save_outlets([outlet])
    items = [
        Article(
            id=name,
            outlet="visti",
            url=f"https://visti.example/{name}?a=1&b=2",
            kind="site",
            title=title,
            paragraphs=(title, "Другий рядок, з комою; і крапкою."),
            published=Moment(at=AT, rule="feed", confidence=1.0, exact=number % 2 == 0),
            fetched=AT,
        )
        for number, (name, title) in enumerate(zip(IDS, TITLES, strict=True))
    ]
    decider = FakeDecider()
    opened.save_articles([(item, item.id, None, False, ()) for item in items])
    opened.save_verdicts([(decider.classify(item, outlet), 1, "") for item in items], decider.version)
    return opened


def convert(file: Path, to: str, into: Path, reading: str | None = None) -> Path:
    """The file as LibreOffice saves it in another format."""
    assert SOFFICE is not None
    into.mkdir(exist_ok=True)
    profile = (file.parent / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    if reading is not None:
        command.append(f"--infilter={reading}")
    command += ["--convert-to", to, "--outdir", str(into), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    made = into / f"{file.stem}.{to.split(':')[0]}"
    assert made.is_file(), f"{done.stdout}\n{done.stderr}"
    return made


def exported(store: Store) -> list[list[str]]:
    return [list(row) for row in rows(store.clips(relevance=None), AT, mark=store.opinions.mark())]


EDITS = {(1, "decide topic"): "Спорт", (3, "decide relevance"): "не про місто", (3, "note"): "за словами тренера"}


def test_csv_to_xlsx_to_csv_by_libreoffice_changes_only_what_was_edited(store: Store, tmp_path: Path) -> None:
    before = exported(store)
    file = tmp_path / "review.csv"
    file.write_bytes(guarding.write(before))
    book_file = convert(file, "xlsx", tmp_path / "one", READ)
    book = load_workbook(book_file)
    for (line, key), text in EDITS.items():
        book.worksheets[0].cell(row=line + 1, column=KEYS.index(key) + 1, value=text)
    book.save(book_file)
    came = convert(book_file, AS_CSV, tmp_path / "two").read_bytes()
    after = table(came, "review.csv")
    assert len(after) == len(before)
    changed = {
        (line, KEYS[at]): new
        for line, (was, now) in enumerate(zip(before, after, strict=True))
        for at, (old, new) in enumerate(zip(was, now, strict=True))
        if old != new
    }
    assert changed == EDITS
    brought = bring(store, came, "review.csv", by="Липка", at=AT)
    assert (brought.conflicts, brought.rejected, brought.same) == ((), (), ())
    names = [row[0].removeprefix("#") for row in before]
    assert {(e.label.article, e.label.field, e.label.value) for e in store.opinions.history()} == {
        (names[1], "topic", "sport"),
        (names[3], "relevance", "none"),
    }
    again = bring(store, came, "review.csv", by="Липка", at=AT)
    assert (len(again.applied), len(again.same)) == (0, 2)


@pytest.mark.torture
@pytest.mark.parametrize("edited", ["xlsx", "ods"])
def test_workbook_saved_by_libreoffice_changes_only_what_was_edited(store: Store, tmp_path: Path, edited: str) -> None:
    before = exported(store)
    before[2][KEYS.index("decide tone")] = "критична"
    file = tmp_path / "review.xlsx"
    file.write_bytes(workbook.build(before))
    came = convert(file, edited, tmp_path / "one")
    if edited == "ods":
        came = convert(came, "xlsx", tmp_path / "two")
    assert table(came.read_bytes(), "review.xlsx") == before
    flat = convert(came, AS_CSV, tmp_path / "three").read_bytes()
    assert table(flat, "review.csv") == before
    assert len(bring(store, came.read_bytes(), "review.xlsx", by="Липка", at=AT).applied) == 1
