"""Tables of print and broadcast clips as Excel leaves them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor import pipeline
from monitor.__main__ import main
from monitor.clips import BadRow, rows
from monitor.errors import StoreError
from tests.fakes import FakeDoor, desk, settings_of_one_feed

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def dated(text: str) -> Any:
    ((_, row),) = rows(f"видання;дата;заголовок\nВісті;{text};Ярмарок\n".encode(), NOW)
    return row.why if isinstance(row, BadRow) else row["published"]


@pytest.mark.parametrize(
    ("content", "first"),
    [
        ("sep=;\r\nвидання;заголовок\r\nВісті;Ярмарок, свято\r\n", (3, "Ярмарок, свято")),
        ("\ufeffSEP=,\nвидання,заголовок\nВісті,Ярмарок; свято\n", (3, "Ярмарок; свято")),
        ("sep=\t\nвидання\tзаголовок; підзаголовок;;\tзаголовок\nВісті\tx\tЯрмарок\n", (3, "Ярмарок")),
        ('"sep=;"\nвидання;заголовок\nВісті;Ярмарок\n', (3, "Ярмарок")),
        ("sep=\nвидання;заголовок\nВісті;Ярмарок\n", (3, "Ярмарок")),
        ("видання;заголовок\nВісті;Ярмарок\n", (2, "Ярмарок")),
    ],
)
def test_the_first_line_of_excel(content: str, first: tuple[int, str]) -> None:
    *_, (number, row) = rows(content.encode(), NOW)
    assert isinstance(row, dict)
    assert (number, row["title"]) == first


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("45982", "2025-11-21T00:00:00"),
        ("46346", "2026-11-20T00:00:00"),
        ("46346,75", "2026-11-20T18:00:00"),
        ("46346.3541666667", "2026-11-20T08:30:00"),
        ("33474", "1991-08-24T00:00:00"),
        ("20.11.2026", "2026-11-20T00:00:00"),
        ("2026-11-20", "2026-11-20T00:00:00"),
        ("2026-11-20T10:00+02:00", "2026-11-20T10:00+02:00"),
        ("20 листопада 2026", "2026-11-20"),
        ("20.11.2026 0:00:00", "2026-11-20"),
        ("20.11.2026  00:00:00", "2026-11-20"),
        ("2026-11-20 00:00:00", "2026-11-20T00:00:00"),
        ("20.11.2026 8:30:00", "2026-11-20T08:30:00+02:00"),
    ],
)
def test_dates(written: str, meant: str) -> None:
    assert dated(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "33473",
        "99999",
        "12345",
        "2026",
        "463460",
        "-46346",
        "46346,",
        "хтозна-коли",
        "2026-11-20Tx",
    ],
)
def test_what_is_no_date_is_told_in_the_office_s_language(written: str) -> None:
    told = dated(written)
    assert told.startswith(f"дату «{written}» не зрозуміло: напишіть її так: 31.12.2026")


@pytest.mark.parametrize("content", ["видання;заголовок\n ;Ярмарок\nВісті;Свято\n", "заголовок\nЯрмарок\n"])
def test_a_clip_of_no_outlet_is_refused(tmp_path: Path, content: str) -> None:
    at = desk(tmp_path, FakeDoor({}))
    (tmp_path / "p.csv").write_text(content, encoding="utf-8")
    (failed,) = pipeline.take_in(at, [tmp_path / "p.csv"]).failed
    assert (failed.subject, failed.error) == ("p.csv:2", "не вказано видання: заповніть стовпець «видання»")
    assert all(
        outlet.name == "Вісті" or not outlet.name.startswith("невідоме") for outlet in at.store.outlets().values()
    )


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "Вісті;радио;;Ярмарок;",
            "вид «радио» невідомий; напишіть один із: газета, тб, телебачення, радіо, сайт, телеграм",
        ),
        ("Вісті;;районна;Ярмарок;", "рівень «районна» невідомий; напишіть: місцевий, обласний чи всеукраїнський"),
        ("Вісті;газета;;;", "немає ні заголовка, ні тексту"),
        ("Вісті;газета;;Ярмарок;свято;пісні", "клітинок більше, ніж стовпців"),
    ],
)
def test_a_refused_row_is_told_of_in_the_office_s_language(row: str, told: str) -> None:
    ((number, found),) = rows(f"видання;вид;рівень;заголовок;текст\n{row}\n".encode(), NOW)
    assert isinstance(found, BadRow)
    assert (number, found.why[: len(told)]) == (2, told)


def test_an_own_release_is_marked_by_a_word() -> None:
    found = [row for _, row in rows("видання;заголовок;official\nРада;а;так\nРада;б;ні\nРада;в;\n".encode(), NOW)]
    assert [row.get("official") for row in found if isinstance(row, dict)] == [True, False, None]
    ((_, row),) = rows("видання;заголовок;official\nРада;а;мабуть\n".encode(), NOW)
    assert isinstance(row, BadRow)
    assert row.why == "у стовпці official стоїть «мабуть»; напишіть: так чи ні"


def test_kinds_and_levels_in_any_letters() -> None:
    table = "видання;вид;рівень;заголовок\nВісті;Газета;Обласний;А\nХвиля;Radio;Local;Б\nТочка;ЮТУБ;Всеукраїнський;В\n"
    found = [row["kind"] for _, row in rows(table.encode(), NOW) if not isinstance(row, BadRow)]
    assert found == ["newspaper", "radio", "youtube"]


def test_a_table_without_a_headline_is_told_of_in_the_office_s_language() -> None:
    with pytest.raises(StoreError, match="у таблиці немає стовпця «заголовок» чи «текст»"):
        list(rows("видання;дата\nВісті;20.11.2026\n".encode(), NOW))


def test_columns_that_nothing_is_read_from_are_named(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    table = "видання;дата;Назва;стор.;№ з/п;хто додав\nВісті;20.11.2026;Ярмарок;3;1;Оля\n"
    (tmp_path / "p.csv").write_text(table, encoding="utf-8")
    report = pipeline.take_in(at, [tmp_path / "p.csv"])
    (told,) = [note for note in report.notes if "нічого не взято" in note]
    assert told.startswith("p.csv:1: із цих стовпців нічого не взято: «№ з/п», «хто додав»; є такі: видання, вид,")
    (clip,) = at.store.clips(relevance=None)
    assert clip.article.title == "Ярмарок"
    assert clip.article.clipping is not None
    assert clip.article.clipping.page == "3"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("11/07/26", "прочитано як 11.07; якщо це 07.11,"),
        ("3/8/2026", "прочитано як 03.08; якщо це 08.03,"),
        ("11/20/26", ""),
        ("11/11/2026", ""),
        ("11.07.2026", ""),
    ],
)
def test_a_date_that_a_spreadsheet_may_have_turned_is_told_of(tmp_path: Path, written: str, told: str) -> None:
    at = desk(tmp_path, FakeDoor({}))
    (tmp_path / "p.csv").write_text(f"видання;дата;заголовок\nВісті;{written};Ярмарок\n", encoding="utf-8")
    report = pipeline.take_in(at, [tmp_path / "p.csv"])
    assert not report.failed
    assert [told in note for note in report.notes if "прочитано як" in note] == ([True] if told else [])


@pytest.mark.parametrize(
    "written", ["20.11.2026", "20.11.2026 0:00", "20.11.2026 0:00:00", "2026-11-20 00:00:00", "46346"]
)
def test_midnight_of_a_spreadsheet_is_a_day_without_an_hour(tmp_path: Path, written: str) -> None:
    at = desk(tmp_path, FakeDoor({}))
    (tmp_path / "p.csv").write_text(f"видання;дата;заголовок\nВісті;{written};Ярмарок\n", encoding="utf-8")
    assert not pipeline.take_in(at, [tmp_path / "p.csv"]).failed
    (clip,) = at.store.clips(relevance=None)
    assert clip.article.published is not None
    assert (clip.article.published.at.isoformat(), clip.article.published.exact) == ("2026-11-19T22:00:00+00:00", False)


# --- a clip that was corrected in its table ---------------------------------------------------------------------------

HEADER = "видання;вид;номер;сторінка;дата;заголовок;зміст\n"
TEXT = "У Вербосіллі відкрили оновлену бібліотеку, ремонт якої тривав пів року коштом громади та мецената."


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (f"Слово;газета;45;3;20.11.2026;Бібліатека відкрита;{TEXT}", f"Слово;газета;45;3;20.11.2026;Бібліотека відкрита;{TEXT}", True),
        (f"Хвиля;радіо;;;20.11.2026;Новини;{TEXT}", f"Хвиля;радіо;;;20.11.2026;Новини;{TEXT.replace('пів року', 'рік')}", True),
        (f"Слово;газета;45;3;20.11.2026;Бібліотека;{TEXT}", f"Слово;газета;45;4;20.11.2026;Бібліотека відкрита;{TEXT}", False),
        (f"Слово;газета;45;3;20.11.2026;Бібліотека;{TEXT}", f"Слово;газета;45;3;19.11.2026;Бібліотека відкрита;{TEXT}", False),
        (f"Слово;газета;45;3;20.11.2026;Бібліотека;{TEXT}", f"Голос;газета;45;3;20.11.2026;Бібліотека відкрита;{TEXT}", False),
        (f"Слово;газета;45;3;20.11.2026;Бібліотека;{TEXT}", "Слово;газета;45;3;20.11.2026;Ярмарок;У Вербосіллі пройшов ярмарок меду", False),
        (f"Слово;газета;45;3;20.11.2026;Бібліотека;{TEXT}", f"Слово;газета;45;3;20.11.2026;Бібліотека;{TEXT}", False),
    ],
)  # fmt: skip
def test_a_corrected_clip_is_taken_and_told_of(tmp_path: Path, first: str, second: str, told: bool) -> None:
    at = desk(tmp_path, FakeDoor({}))
    for name, row in (("p1.csv", first), ("p2.csv", second)):
        (tmp_path / name).write_text(HEADER + row + "\n", encoding="utf-8")
    assert pipeline.take_in(at, [tmp_path / "p1.csv"]).notes == []
    report = pipeline.take_in(at, [tmp_path / "p2.csv"])
    assert not report.failed
    assert len(report.notes) == report.steps["import"]["alike"] == int(told)
    if told:
        (old,) = [
            clip.article.id
            for clip in at.store.clips(relevance=None)
            if f"decide {clip.article.id} use=no" in report.notes[0]
        ]
        assert report.notes[0].startswith(f"p2.csv:2: майже те саме, що {old}")


@pytest.mark.parametrize(
    ("kind", "number", "page", "shared"),
    [
        ("радіо", "", "", "те саме видання й дата"),
        ("телебачення", "", "", "те саме видання й дата"),
        ("газета", "", "3", "те саме видання, дата й сторінка"),
        ("газета", "45", "", "те саме видання, дата й номер"),
        ("газета", "45", "3", "те саме видання, дата, номер і сторінка"),
    ],
)
def test_only_what_two_clips_have_is_told_as_shared(
    tmp_path: Path, kind: str, number: str, page: str, shared: str
) -> None:
    at = desk(tmp_path, FakeDoor({}))
    rows = "".join(
        f"Хвиля;{kind};{number};{page};20.11.2026;{title};{TEXT}\n" for title in ("Бібліатека", "Бібліотека")
    )
    (tmp_path / "p.csv").write_text(HEADER + rows, encoding="utf-8")
    (note,) = pipeline.take_in(at, [tmp_path / "p.csv"]).notes
    assert f"({shared}); узято обидві. Якщо це" in note


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ({"url": "https://visti.example/1"}, "та сама адреса, що в рядку вище; узято перший"),
        (
            {"kind": "newspaper", "page": "3", "title": "Ярмарок"},
            "ті самі видання, дата, сторінка й заголовок, що в рядку вище; узято перший",
        ),
    ],
)
def test_of_two_lines_of_one_place_the_second_is_refused_with_the_reason(
    tmp_path: Path, place: dict[str, str], told: str
) -> None:
    at = desk(tmp_path, FakeDoor({}))
    items = [{"outlet": "Вісті", "published": "2026-11-20", **place, "text": text} for text in (TEXT, f"Ні. {TEXT}")]
    path = tmp_path / "p.jsonl"
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), encoding="utf-8")
    (failed,) = pipeline.take_in(at, [path]).failed
    assert (failed.subject, failed.error) == ("p.jsonl:2", told)


def test_two_alike_lines_of_one_file_are_told_of(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    rows = "".join(f"Слово;газета;45;3;20.11.2026;{title};{TEXT}\n" for title in ("Бібліатека", "Бібліотека"))
    (tmp_path / "p.csv").write_text(HEADER + rows, encoding="utf-8")
    (note,) = pipeline.take_in(at, [tmp_path / "p.csv"]).notes
    assert note.startswith("p.csv:3: майже те саме")


@pytest.mark.parametrize("name", ["вирізки.xlsx", "Вирізки.XLS", "вирізки.ods"])
def test_a_workbook_is_told_what_to_do_with_it(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK")
    settings = str(settings_of_one_feed(tmp_path))
    assert main(["--config", settings, "--state", str(tmp_path / "var"), "import", str(path)]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert f"import {name}: вирізки заносять таблицею CSV" in said
    assert "«Зберегти як» → «CSV UTF-8»" in said
    assert said.count(name) == 1
    assert "is none" not in said


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("turned", [True, False])
def test_the_plainer_address_of_a_clip_is_kept(tmp_path: Path, at_once: bool, turned: bool) -> None:
    clean = '{"url": "https://visti.example/1", "title": "Ярмарок", "text": "Свято у місті."}\n'
    pair = [clean, clean.replace("/1", "/1?utm_source=x")]
    pair = pair[::-1] if turned else pair
    at = desk(tmp_path, FakeDoor({}))
    for number, content in enumerate(["".join(pair)] if at_once else pair):
        (tmp_path / f"{number}.jsonl").write_text(content, encoding="utf-8")
        assert pipeline.take_in(at, [tmp_path / f"{number}.jsonl"]).failed == []
    (identifier,) = [item.article.id for item in at.store.judged()]
    stored = at.store.article(identifier)
    assert stored is not None
    assert stored.article.url == "https://visti.example/1"


def test_a_folder_is_called_by_what_was_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = desk(tmp_path, FakeDoor({}))
    (failed,) = pipeline.take_in(at, [Path()]).failed
    assert (failed.subject, failed.error) == (".", ". is not a file")
