"""The analyst's table: out, through whatever a spreadsheet does to it, and back."""

from __future__ import annotations

import csv as stdlib
import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from digests.render import csv
from monitor import pipeline
from monitor.model import Clip, Label
from monitor.review import COLUMNS, Taken, reading, rows, take, workbook
from monitor.review.reading import TableError
from monitor.store import Store
from tests.fakes import NOW, FakeDoor, desk, feed, page

KEYS = list(COLUMNS)
FORMULAS = [start + rest for start in ("=", "+", "-", "@", "\t=", "=cmd|' /C calc'!A0", "＝", "'=", "''", ";=", '"=') for rest in ("1+1", "HYPERLINK(1)", "x;y")]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    door = FakeDoor(
        {
            "https://news.example/feed": feed(*((f"n{n}", f"Новина {n} з Вербосілля", "Так.") for n in range(4))),
            **{
                f"https://news.example/n{n}": page(
                    f"Новина {n} з Вербосілля",
                    f"У Вербосіллі сталася подія {n}, про яку довго говоритимуть мешканці громади.",
                )
                for n in range(4)
            },
        }
    )
    at = desk(tmp_path, door)
    pipeline.run(at)
    return at.store


def exported(store: Store) -> list[list[str]]:
    return [list(row) for row in rows(store.clips(relevance=None), NOW)]


def fill(table: list[list[str]], line: int, field: str, text: str) -> None:
    table[line][KEYS.index(f"decide {field}")] = text


def back(store: Store, content: bytes, name: str = "x.csv") -> Taken:
    return take(
        reading.table(content, name),
        lambda a: store.article(a) is not None,
        store.labels(),
        name=name,
        unguard=csv.unguard,
    )


ENCODINGS = {
    "as written": lambda table: csv.write(table),
    "comma, no mark": lambda table: "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in table).encode(),
    "windows-1251": lambda table: "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in table).encode(
        "cp1251", "replace"
    ),
    "utf-16 with tabs": lambda table: "\r\n".join("\t".join(row) for row in table).encode("utf-16"),
    "excel's hint": lambda table: ("sep=;\r\n" + "\r\n".join(";".join(row) for row in table)).encode("utf-8-sig"),
    "workbook": lambda table: workbook.build(table),
}


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
def test_changed_cells_come_back_whatever_the_spreadsheet_did(store: Store, encode: object) -> None:
    table = exported(store)
    fill(table, 1, "topic", "Спорт")
    fill(table, 1, "citation", "site")
    fill(table, 3, "relevance", "НЕ про місто")
    taken = back(store, encode(table))  # type: ignore[operator]
    assert taken.rejected == ()
    assert {(change.line, change.field, change.value) for change in taken.changes} == {
        (2, "topic", "sport"),
        (2, "citation", "site"),
        (4, "relevance", "none"),
    }


def test_columns_in_any_order_and_some_missing(store: Store) -> None:
    table = exported(store)
    fill(table, 2, "tone", "критична")
    keep = [KEYS.index("decide tone"), KEYS.index("id")]
    taken = back(store, csv.write([[row[at] for at in keep] for row in table]))
    assert [(change.field, change.value) for change in taken.changes] == [("tone", "negative")]


def test_nothing_filled_changes_nothing(store: Store) -> None:
    taken = back(store, csv.write(exported(store)))
    assert (taken.changes, taken.conflicts, taken.rejected, taken.unchanged) == ((), (), (), 4)


def test_a_second_import_is_idempotent_and_a_newer_decision_is_a_conflict(store: Store) -> None:
    table = exported(store)
    fill(table, 1, "topic", "спорт")
    content = csv.write(table)
    (change,) = back(store, content).changes
    store.add_label(Label(article=change.article, field="topic", value="sport", by="а", at=NOW), "x.csv")
    again = back(store, content)
    assert (again.changes, again.conflicts) == ((), ())
    store.add_label(
        Label(article=change.article, field="topic", value="war", by="б", at=NOW + timedelta(hours=1)), "web"
    )
    late = back(store, content)
    assert late.changes == ()
    assert "б уже вирішив(ла) «Війна, оборона та безпека»" in late.conflicts[0].text


def test_rejected_rows_say_line_column_and_why(store: Store) -> None:
    table = exported(store)
    fill(table, 1, "topic", "погода")
    fill(table, 2, "topic", "спорт")
    table[2][0] = "#zzzz"
    taken = back(store, csv.write(table))
    assert [(item.line, item.column) for item in taken.rejected] == [(2, "рішення: тема"), (3, "код")]
    assert "Спорт" in taken.rejected[0].text
    assert taken.changes == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a;b\r\n1;2",
        "ціна;кількість\n1;2".encode("cp1251"),
        b"\xd0\xcf\x11\xe0old excel",
        b"PK\x03\x04broken",
        b"\x00\x01\x02",
    ],
    ids=["empty", "other columns", "another table", "old excel", "broken zip", "bytes"],
)
def test_a_file_that_is_not_ours_changes_nothing(store: Store, content: bytes) -> None:
    with pytest.raises(TableError):
        back(store, content)


def test_macros_and_bombs_are_refused(store: Store) -> None:
    stream = io.BytesIO(workbook.build(exported(store)))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(TableError, match="макроси"):
        back(store, stream.getvalue(), "x.xlsx")
    stream = io.BytesIO(workbook.build(exported(store)))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", b"0" * (reading.LARGEST_UNPACKED + 1))
    with pytest.raises(TableError, match="розпаковується"):
        back(store, stream.getvalue(), "x.xlsx")


def test_no_cell_is_a_formula_and_every_cell_round_trips(store: Store) -> None:
    from dataclasses import replace

    (clip, *_) = store.clips(relevance=None)
    hostile: list[Clip] = [
        replace(clip, article=replace(clip.article, title=payload, id=f"f{n}")) for n, payload in enumerate(FORMULAS)
    ]
    table = [list(row) for row in rows(hostile, NOW)]
    content = csv.write(table)
    assert [list(row) for row in csv.read(content)] == table
    for row in stdlib.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"):
        assert not any(cell.lstrip().startswith(tuple("=+-@＝")) for cell in row)
    sheet = load_workbook(io.BytesIO(workbook.build(table))).worksheets[0]
    for row in sheet.iter_rows():
        assert not any(cell.data_type == "f" for cell in row)
    assert [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)] == table


def test_the_workbook_offers_the_legal_words(store: Store) -> None:
    sheet = load_workbook(io.BytesIO(workbook.build(exported(store)))).worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert len(sheet.data_validations.dataValidation) == 5
