"""The analyst's table: out, through whatever a spreadsheet does to it, and back."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from monitor import pipeline
from monitor.model import Clip
from monitor.review import COLUMNS, guarding, rows, workbook
from monitor.review.bringing import Brought, bring
from monitor.review.bringing import table as read_table
from monitor.review.decision import decide
from monitor.review.reading import TableError
from monitor.store import Store
from tests.fakes import NOW, FakeDoor, desk, feed, page

KEYS = list(COLUMNS)
STARTS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "|", "%", "＝", "＋", "－", "＠", "−", "'=", " =")  # fmt: skip
FORMULAS = [start + rest for start in STARTS for rest in ("1+1", "cmd|'/C calc'!A0", 'HYPERLINK("http://x.example";"x")', 'x";"=1+1')]  # fmt: skip


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
    return [list(row) for row in rows(store.clips(relevance=None), NOW, mark=store.opinions.mark())]


def fill(table: list[list[str]], line: int, field: str, text: str) -> None:
    table[line][KEYS.index(f"decide {field}")] = text


def back(store: Store, content: bytes, name: str = "x.csv", by: str = "Липка") -> Brought:
    return bring(store, content, name, by=by, at=NOW)


def said(store: Store) -> set[tuple[str, str, str]]:
    """(article, field, value) of all that stands."""
    return {(label.article, label.field, label.value) for labels in store.labels().values() for label in labels}


ENCODINGS = {
    "as written": lambda table: guarding.write(table),
    "comma, no mark": lambda table: "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in table).encode(),
    "windows-1251": lambda table: "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in table).encode(
        "cp1251", "replace"
    ),
    "utf-16 with tabs": lambda table: "\r\n".join("\t".join(row) for row in table).encode("utf-16"),
    "utf-16, big end first": lambda table: b"\xfe\xff" + "\n".join("\t".join(row) for row in table).encode("utf-16-be"),
    "windows-1251, tabs": lambda table: "\r\n".join("\t".join(row) for row in table).encode("cp1251", "replace"),
    "empty lines at the end": lambda table: guarding.write([*table, *([""] * len(KEYS) for _ in range(50))]),
    "excel's hint": lambda table: ("sep=;\r\n" + "\r\n".join(";".join(row) for row in table)).encode("utf-8-sig"),
    "workbook": lambda table: workbook.build(table),
}


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
def test_changed_cells_come_back_whatever_the_spreadsheet_did(store: Store, encode: object) -> None:
    table = exported(store)
    fill(table, 1, "topic", "Спорт")
    fill(table, 1, "citation", "site")
    fill(table, 3, "relevance", "НЕ про місто")
    names = [row[0].removeprefix("#") for row in table]
    brought = back(store, encode(table))  # type: ignore[operator]
    assert (brought.rejected, brought.conflicts, brought.same) == ((), (), ())
    assert [line.line for line in brought.applied] == [2, 2, 4]
    assert said(store) == {
        (names[1], "topic", "sport"),
        (names[1], "citation", "site"),
        (names[3], "relevance", "none"),
    }


def test_columns_in_any_order_and_some_missing(store: Store) -> None:
    table = exported(store)
    fill(table, 2, "tone", "критична")
    keep = [KEYS.index("decide tone"), KEYS.index("id")]
    back(store, guarding.write([[row[at] for at in keep] for row in table]))
    assert {(field, value) for _, field, value in said(store)} == {("tone", "negative")}


def test_english_headers_and_labels_and_dates_made_over(store: Store) -> None:
    table = exported(store)
    table[0] = [key.upper() for key in COLUMNS]
    fill(table, 1, "tone", " Negative. ")
    fill(table, 2, "use", "NO")
    for row in table[1:]:
        row[KEYS.index("date")] = "11/20/26 7:30 AM"
    back(store, guarding.write(table))
    assert {(field, value) for _, field, value in said(store)} == {("tone", "negative"), ("use", "no")}


def test_nothing_filled_changes_nothing(store: Store) -> None:
    brought = back(store, guarding.write(exported(store)))
    assert (brought.applied, brought.conflicts, brought.rejected, brought.blank) == ((), (), (), 4)
    assert store.opinions.mark() == 0


def test_a_second_import_is_idempotent_and_a_newer_decision_is_a_conflict(store: Store) -> None:
    table = exported(store)
    fill(table, 1, "topic", "спорт")
    content = guarding.write(table)
    (line,) = back(store, content).applied
    for _ in range(2):
        again = back(store, content)
        assert (len(again.same), again.applied, again.conflicts) == (1, (), ())
    article = line.outcome.article
    decide(store, [article], "topic", "war", by="Вишня", at=NOW, origin="веб", seen=store.opinions.mark())
    late = back(store, content)
    assert late.applied == ()
    assert late.conflicts[0].line == 2
    assert "Вишня уже вирішив(ла) «Війна, оборона та безпека»" in late.conflicts[0].outcome.text
    assert store.clips(articles=[article], relevance=None)[0].topic == "war"


def test_a_table_made_after_the_decision_may_change_it(store: Store) -> None:
    name = exported(store)[1][0].removeprefix("#")
    decide(store, [name], "topic", "war", by="Вишня", at=NOW, origin="веб", seen=None)
    table = exported(store)
    assert table[1][KEYS.index("topic")] == "Війна, оборона та безпека"
    fill(table, 1, "topic", "спорт")
    assert len(back(store, guarding.write(table)).applied) == 1
    without = [row[:-1] for row in table]
    fill(without, 1, "topic", "війна, оборона та безпека")
    lost = back(store, guarding.write(without), by="Калина")
    assert len(lost.conflicts) == 1, "a table that lost its column loses every argument"


def test_an_analyst_corrects_their_own_table(store: Store) -> None:
    """By the same cell filled otherwise; an old table brought again takes nothing back, another's word stands."""
    table = exported(store)
    name = table[1][0].removeprefix("#")

    def bring(text: str, by: str = "Липка") -> tuple[int, int, int]:
        fill(table, 1, "topic", text)
        found = back(store, guarding.write(table), by=by)
        return len(found.applied), len(found.same), len(found.conflicts)

    applied, same, conflict = (1, 0, 0), (0, 1, 0), (0, 0, 1)
    assert bring("спорт") == applied
    assert bring("довкілля") == applied
    assert bring("довкілля") == same
    assert bring("спорт") == conflict, "the first table once more"
    assert bring("crime", by="Вишня") == conflict
    assert bring("crime") == applied, "a refused opinion of another changes nothing"
    decide(store, [name], "topic", "war", by="Вишня", at=NOW, origin="веб", seen=store.opinions.mark())
    assert bring("health") == conflict, "somebody else decided since"
    assert store.clips(articles=[name], relevance=None)[0].topic == "war"


def test_two_rows_of_one_item_that_differ_are_a_conflict(store: Store) -> None:
    table = exported(store)
    table.append(list(table[1]))
    fill(table, 1, "topic", "спорт")
    fill(table, len(table) - 1, "topic", "довкілля")
    found = back(store, guarding.write(table))
    assert [line.line for line in found.applied] == [2]
    (line,) = found.conflicts
    assert line.line == len(table)
    assert line.outcome.text == "В одній таблиці двічі по-різному: тут – «Довкілля», а вище – «Спорт»; залишено перше."
    assert store.clips(articles=[table[1][0].removeprefix("#")], relevance=None)[0].topic == "sport"


def test_who_when_and_from_which_file_is_kept(store: Store) -> None:
    table = exported(store)
    fill(table, 1, "topic", "спорт")
    table[1][KEYS.index("note")] = "'зі слів тренера"
    back(store, guarding.write(table), "перевірка 3.csv")
    (entry,) = store.opinions.history()
    assert (entry.label.by, entry.label.at, entry.origin) == ("Липка", NOW, "перевірка 3.csv")
    assert entry.label.why == "'зі слів тренера", "an apostrophe of a person is no guard"


def test_decisions_over_merged_cells_are_told_of(store: Store) -> None:
    table = exported(store)
    fill(table, 1, "topic", "спорт")
    opened = load_workbook(io.BytesIO(workbook.build(table)))
    sheet = opened.active
    assert sheet is not None
    at = KEYS.index("decide topic") + 1
    note = KEYS.index("note") + 1
    sheet.merge_cells(start_row=2, end_row=4, start_column=at, end_column=at)
    sheet.merge_cells(start_row=3, end_row=5, start_column=note, end_column=note)
    sheet.merge_cells(start_row=2, end_row=4, start_column=at + 1, end_column=at + 1)  # nothing was written there
    kept = io.BytesIO()
    opened.save(kept)
    brought = back(store, kept.getvalue(), "M.xlsx")
    assert [line.line for line in brought.applied] == [2]
    assert [(one.line, one.column) for one in brought.rejected] == [(2, "рішення: тема")]
    assert "рядків 2–4 об’єднано: рішення прочитано лише для рядка 2" in brought.rejected[0].text


@pytest.mark.parametrize(
    ("field", "text", "near"),
    [
        ("topic", "Економіка", "Економіка та бюджет"),
        ("topic", "жкг", "ЖКГ, енергетика та благоустрій"),
        ("topic", "Довкіля", "Довкілля"),
        ("tone", "позитивний", "позитивна"),
        ("topic", "погода", ""),
        ("relevance", "про", ""),
    ],
)
def test_a_value_that_is_none_names_the_nearest(field: str, text: str, near: str, store: Store) -> None:
    table = exported(store)
    fill(table, 1, field, text)
    (one,) = back(store, guarding.write(table)).rejected
    assert (
        f"такого значення немає; можливо, «{near}»? Можна: «" if near else "такого значення немає. Можна: «"
    ) in one.text


def test_values_stand_apart_in_a_complaint(store: Store) -> None:
    table = exported(store)
    fill(table, 1, "topic", "погода")
    (one,) = back(store, guarding.write(table)).rejected
    assert "; «Політика, партії та акції»; " in one.text


def test_a_latin_letter_in_a_ukrainian_word_is_read_as_it_looks(store: Store) -> None:
    table = exported(store)
    fill(table, 1, "relevance", "згaдка")  # the first «a» is Latin
    fill(table, 2, "relevance", "прo місто")
    assert len(back(store, guarding.write(table)).applied) == 2


def test_a_wrong_continuation_is_told_of_its_own_column(store: Store) -> None:
    table = exported(store)
    fill(table, 1, "continued", "так")
    (one,) = back(store, guarding.write(table)).rejected
    assert one.column == "рішення: продовження"


def test_rejected_rows_say_line_column_and_why(store: Store) -> None:
    table = exported(store)
    fill(table, 1, "topic", "погода")
    fill(table, 2, "topic", "спорт")
    table[2][0] = "#zzzz"
    table[3][KEYS.index("decide tone")] = "=cmd|'/C calc'!A0"
    brought = back(store, guarding.write(table))
    assert [(item.line, item.column) for item in brought.rejected] == [
        (2, "рішення: тема"),
        (3, "код"),
        (4, "рішення: тональність"),
    ]
    assert "Спорт" in brought.rejected[0].text
    assert "«zzzz» немає" in brought.rejected[1].text
    assert (brought.applied, said(store)) == ((), set())


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
    assert store.opinions.mark() == 0


def test_64_formulas_are_inert_and_come_back_as_they_were(store: Store) -> None:
    assert len(set(FORMULAS)) == 64
    header = list(COLUMNS.values())
    table = [header, *([f"#{n:x}", *([payload] * (len(header) - 1))] for n, payload in enumerate(FORMULAS))]
    content = guarding.write(table)
    assert read_table(content, "x.csv") == table, "identity through CSV"
    for row in list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[1:]:
        assert not any(cell.lstrip(" ").startswith(tuple("=+-@|%＝＋－＠−\t\r\n")) for cell in row)
    book = workbook.build(table)
    assert read_table(book, "x.xlsx") == table, "identity through XLSX"
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_scraped_formulas_are_one_clean_line_in_both(store: Store) -> None:
    (clip, *_) = store.clips(relevance=None)
    hostile: list[Clip] = [
        replace(clip, article=replace(clip.article, title=payload, id=f"f{n}")) for n, payload in enumerate(FORMULAS)
    ]
    table = [list(row) for row in rows(hostile, NOW)]
    assert read_table(guarding.write(table), "x.csv") == table
    assert read_table(workbook.build(table), "x.xlsx") == table


def test_the_workbook_offers_the_legal_words(store: Store) -> None:
    sheet = load_workbook(io.BytesIO(workbook.build(exported(store)))).worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert len(sheet.data_validations.dataValidation) == 5


IMPROVED = ["0012", "1/2", "1e5", "12.03", "12345678901234567890", "50 %", "TRUE", "Істина", "12 березня", "бер.26", "12:30",
            "2026-11-20", "2026-11-20T06:30:00Z", "₴ 1 000,50", "(5)", "1\u00a0000"]  # fmt: skip
LEFT = ["Новина 5", "5 причин", "у 2026 році", "#0012", "м’ята", "бер", "березень", "", "№ 5 газети", "так"]


@pytest.mark.parametrize("cell", IMPROVED)
def test_what_a_spreadsheet_would_improve_is_guarded(cell: str) -> None:
    assert guarding.guard(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", LEFT)
def test_words_stay_as_they_are(cell: str) -> None:
    assert guarding.guard(cell) == cell


@given(st.text(st.sampled_from("'=+-@0123456789./ еE№ ,абвTRUE;\"\n\r\t"), max_size=12))
def test_guards_come_off_exactly(cell: str) -> None:
    assert guarding.unguard(guarding.guard(cell)) == cell
    assert read_table(guarding.write([["код", cell]]), "x.csv") == [["код", cell]]


def test_a_long_cell_is_looked_at_quickly() -> None:
    for cell in ("1" * 1_000_000, " " * 1_000_000, "1." * 500_000 + "x"):
        assert guarding.unguard(guarding.guard(cell)) == cell


@pytest.mark.parametrize(
    "title", ["рішення:тема", "Рішення : Тема", "decide topic", "рiшення: тема", "\u200bрішення: тема"]
)
def test_a_title_may_lose_its_spaces(store: Store, title: str) -> None:
    table = exported(store)
    fill(table, 1, "topic", "Спорт")
    table[0][KEYS.index("decide topic")] = title
    assert len(back(store, guarding.write(table)).applied) == 1


@pytest.mark.parametrize(
    ("at", "title", "told"),
    [
        ("decide tone", "рішення: тональніть", "x.csv: стовпця «рішення: тональніть» немає"),
        ("decide tone", "рішеня: тональність", "немає"),
        ("decide tone", "decide tpoic", "немає"),
        ("note", "рішення: тема", "x.csv: стовпець «рішення: тема» стоїть двічі"),
        ("decide tone", "примітка", "стовпець «примітка» стоїть двічі"),
    ],
)
def test_decisions_under_a_wrong_or_second_title_are_not_passed_over(
    store: Store, at: str, title: str, told: str
) -> None:
    table = exported(store)
    fill(table, 1, "topic", "Спорт")
    table[0][KEYS.index(at)] = title
    with pytest.raises(TableError, match=told):
        back(store, guarding.write(table))
    assert said(store) == set()


def test_an_own_column_of_the_analyst_is_hers(store: Store) -> None:
    table = exported(store)
    fill(table, 1, "topic", "Спорт")
    table = [[*row, "рішення ради" if n == 0 else "№ 5"] for n, row in enumerate(table)]
    assert len(back(store, guarding.write(table)).applied) == 1


def test_a_note_without_a_decision_is_told_of(store: Store) -> None:
    table = exported(store)
    table[1][KEYS.index("note")] = "запитати в редакції"
    (found,) = back(store, guarding.write(table)).rejected
    assert (found.line, found.column) == (2, "примітка")
