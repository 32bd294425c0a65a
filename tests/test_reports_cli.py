"""`figures`, `stats year` and `report` as an office uses them: past years in, counted ones out, every unit proved."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from digests.reports.book import load_series
from digests.reports.series import Figure, Period
from monitor.cli import main
from monitor.errors import ConfigError
from monitor.model import Label
from monitor.pipeline import figures as road
from monitor.store import Store
from monitor.store.rows import Draft, IssueItem
from tests import fakes
from tests.report_samples import CLEAN, PLANTED

CONFIG = """\
place: {name: Вербосілля, region: Надвербська область}
institution: {name: Вербосільська міська рада, department: {name: відділ комунікацій}}
signatory: {name: Марта Липка, role: Начальниця відділу}
"""
PAST = """\
ряд;рік;місяць;значення;за місяців;станом на;хто;примітка
reviews;2024;;52;;;Ганна Горобець;
reviews;2025;;50;;;Ганна Горобець;
items;2025;;1301;;;Ганна Горобець;
direct;2025;;78;;;Ганна Горобець;
letters;2025;;105;9;;Ганна Горобець;
photos;2025;;понад 900;;;Ганна Горобець;
parties;2025;;41;;31.12.2025;Ганна Горобець;
"""
NOW = "2026-11-20T09:00"
AT = datetime(2026, 11, 20, 7, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two approved reviews (3 clips, one of them in both), a draft, and a brief of another kind."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OHLIAD_DATABASE", raising=False)
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "past.csv").write_text(PAST, encoding="utf-8")
    store = Store.open(tmp_path / "var" / "ohliad.sqlite", "verbosillia")
    issue(store, "thematic", "2026-01-09", 1, ("a", True), ("b", False))
    issue(store, "thematic", "2026-11-13", 2, ("a", True), ("c", True))
    issue(store, "thematic", "2026-11-20", None, ("d", True))
    issue(store, "daily", "2026-11-20", 1, ("d", True))
    store.close()
    return tmp_path


def issue(store: Store, kind: str, day: str, number: int | None, *clips: tuple[str, bool], at: datetime = AT) -> None:
    items = tuple(
        IssueItem(article=article, position=place, section="other", direct=direct)
        for place, (article, direct) in enumerate(clips, 1)
    )
    row = store.issues.save_draft(
        Draft(kind=kind, day=day, since=at, until=at, built=at, body="{}", items=items, documents=())
    )
    if number is not None:
        store.issues.approve(row.id, number, by="x", at=at, documents=(), sha256=f"hash-{number}", manifest="{}")


def run(*arguments: str) -> int:
    return main([*arguments, "--now", NOW])


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> object:
    assert run(*arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)


def listed(capsys: pytest.CaptureFixture[str], series: str) -> list[dict[str, Any]]:
    rows = told(capsys, "figures", series)
    assert isinstance(rows, list)
    return rows


def values(capsys: pytest.CaptureFixture[str], series: str) -> dict[str, int]:
    rows = listed(capsys, series)
    return {f"{row['year']}-{row['month']}" if row["month"] else str(row["year"]): row["value"] for row in rows}


# --- counted ------------------------------------------------------------------------------------------------------


def test_issues_and_items_are_counted_by_month_and_year(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reviews = values(capsys, "reviews")
    assert (reviews["2026"], reviews["2026-1"], reviews["2026-2"], reviews["2026-11"]) == (2, 1, 0, 1)
    items = values(capsys, "items")
    assert (items["2026"], items["2026-1"], items["2026-11"]) == (3, 2, 1), (
        "a draft and a clip's second use do not count"
    )
    assert values(capsys, "direct")["2026"] == 2
    assert values(capsys, "briefs") == {"2026-11": 1, "2026": 1}


def test_the_night_of_new_year_belongs_to_the_day_of_the_issue(tmp_path: Path) -> None:
    """Approved at 00:30 on 1 January in Kyiv, still 31 December in UTC: its own day decides, drafts never count."""
    store = Store.open(tmp_path / "x.sqlite", "x")
    issue(store, "thematic", "2026-12-31", 1, ("a", True))
    issue(store, "thematic", "2027-01-01", 1, ("b", False))
    issue(store, "thematic", "2027-01-02", None, ("c", True))
    night = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    found = road.known(store, fakes.config(tmp_path), Period(2027), night).assembled.figures
    told = {(one.series, one.period): one.value for one in found}
    assert (told["reviews", Period(2026)], told["reviews", Period(2027)]) == (1, 1)
    assert (told["direct", Period(2026, 12)], told["direct", Period(2027, 1)]) == (1, 0)
    assert {one.as_of for one in found if one.period == Period(2027)} == {date(2027, 1, 1)}
    store.close()


def test_every_unit_behind_a_figure_is_listed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = told(capsys, "figures", "units", "direct", "2026")
    assert isinstance(rows, list)
    assert [(row["article"], row["issue"]) for row in rows] == [("a", "thematic/2026/1"), ("c", "thematic/2026/2")]
    assert run("figures", "units", "reviews", "2026-11", "--out", "units.csv") == 0
    with (office / "units.csv").open(encoding="utf-8-sig", newline="") as stream:
        head, row = csv.reader(stream, delimiter=";")
    assert dict(zip(head, row, strict=True))["sha256"] == "hash-2"
    assert run("figures", "units", "letters", "2026") == 2
    assert "is not counted by a query" in capsys.readouterr().err


def test_a_decision_after_approval_leaves_the_figure_and_is_told(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store.open(office / "var" / "ohliad.sqlite", "verbosillia")
    row = store.issues.find("thematic/2026/2")
    assert row is not None
    store.issues.add_erratum(row.id, "c", ("citation", "site", "none"), by="Остап Ясен", at=AT, why="помилка")
    store.close()
    assert values(capsys, "direct")["2026"] == 2
    assert run("report", "year", "2026", "--format", "text") == 0
    said = (
        "з прямим посиланням: за 2026 рік після затвердження змінено рішення про 1 матеріал: "
        "з уточненнями – 1 (затверджено 2)"
    )
    assert f"[{said}]" in Path("var/reports/report-2026.txt").read_text(encoding="utf-8")
    capsys.readouterr()
    assert {row["corrected"] for row in listed(capsys, "direct") if row["month"] in (None, 11)} == {1, 0}


def test_corrected_units_are_marked(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open(office / "var" / "ohliad.sqlite", "verbosillia")
    first, second = (store.issues.find(f"thematic/2026/{number}") for number in (1, 2))
    assert first is not None
    assert second is not None
    store.issues.add_erratum(second.id, "c", ("citation", "site", "none"), by="Остап Ясен", at=AT, why="")
    store.issues.add_erratum(first.id, "b", ("citation", "none", "department"), by="Остап Ясен", at=AT, why="")
    rows = told(capsys, "figures", "units", "direct", "2026")
    assert isinstance(rows, list)
    assert [(row["article"], row["corrected"]) for row in rows] == [("a", ""), ("c", "out"), ("b", "in")]
    assert run("figures", "units", "direct", "2026", "--out", "units.csv") == 0
    assert "2 units; with corrections after approval 2: 1 out, 1 in" in " ".join(capsys.readouterr().out.split())
    text = (office / "units.csv").read_text(encoding="utf-8-sig")
    assert (text.count("вилучено після затвердження"), text.count("додано після затвердження")) == (1, 1)
    assert run("figures", "units", "direct", "2026-01") == 0
    assert "1 unit; with corrections after approval 2: 0 out, 1 in" in " ".join(capsys.readouterr().out.split())
    store.close()


RELEVANCE = {
    "not about the city": ([("relevance", "mention")], None, 2),
    "about it again": ([("relevance", "mention"), ("relevance", "about")], None, 3),
    "put in whatever it is about": ([("relevance", "mention")], "yes", 3),
    "left out and about the city": ([("use", "no"), ("relevance", "about")], None, 2),
    "taken again": ([("use", "no"), ("use", "yes")], None, 3),
    "another topic": ([("topic", "war")], None, 3),
}


@pytest.mark.parametrize(("errata", "use", "expected"), RELEVANCE.values(), ids=RELEVANCE)
def test_relevance_after_approval_counts_as_an_issue_would_take_it(
    errata: list[tuple[str, str]], use: str | None, expected: int, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store.open(office / "var" / "ohliad.sqlite", "verbosillia")
    row = store.issues.find("thematic/2026/1")
    assert row is not None
    if use:
        store.add_label(Label(article="b", field="use", value=use, by="Остап Ясен", at=AT), "веб")
    for field, now in errata:
        store.issues.add_erratum(row.id, "b", (field, "", now), by="Остап Ясен", at=AT, why="")
    store.close()
    (year,) = (one for one in listed(capsys, "items") if one["month"] is None and one["year"] == 2026)
    assert (year["value"], year["corrected"] or year["value"]) == (3, expected)


def test_what_was_typed_before_the_first_issue_has_no_units(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "x.sqlite", "x")
    issue(store, "thematic", "2026-03-06", 1, ("a", True))
    book = load_series()
    road.enter(store, book, [Figure("items", Period(2026, month), 30) for month in (1, 2)], AT)
    assert road.entered_before(store, book, "items", Period(2026), AT) == 60
    assert road.entered_before(store, book, "items", Period(2026, 3), AT) == 0
    assert road.entered_before(store, book, "items", Period(2026, 2), AT) == 30
    road.enter(store, book, [Figure("items", Period(2024), 700), Figure("items", Period(2025, 12), 9)], AT)
    assert [road.entered_before(store, book, "items", Period(year), AT) for year in (2026, 2025, 2024)] == [60, 9, 700]
    assert len(road.units(store, fakes.config(tmp_path), book, "items", Period(2026), now=AT)) == 1
    store.close()


def test_a_unit_leads_to_its_stored_page(tmp_path: Path) -> None:
    door = fakes.FakeDoor(
        {
            "https://news.example/feed": fakes.feed(("a", "У Вербосіллі відкрили школу", "Вербосілля")),
            "https://news.example/a": fakes.page("У Вербосіллі відкрили школу", "Вербосілля. " * 40),
        }
    )
    from monitor import pipeline

    at = fakes.desk(tmp_path, door)
    pipeline.run(at)
    found = at.store.clips()
    issue(at.store, "thematic", "2026-11-20", 1, (found[0].article.id, False))
    (row,) = road.units(at.store, at.config, load_series(), "items", Period(2026), now=AT)
    page = at.archive.read(row.warc, row.offset, row.sha256)
    assert row.address == "https://news.example/a"
    assert "відкрили школу" in page.content.decode()
    at.store.close()


# --- entered ------------------------------------------------------------------------------------------------------


def test_past_years_come_in_once(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("figures", "import", "past.csv") == 0
    assert "7 figures, 7 new or corrected" in capsys.readouterr().out
    assert run("figures", "import", "past.csv") == 0
    assert "7 figures, 0 new or corrected" in capsys.readouterr().out
    (row,) = listed(capsys, "letters")
    assert (row["source"], row["months"], row["by"]) == ("imported", 9, "Ганна Горобець")
    assert row["note"].startswith("past.csv, sha256 ")


def test_the_csv_of_a_report_comes_in_again_and_changes_nothing(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Corrected figures, a sum of months, a stock known by its reading, counted ones: all stand as they stood."""
    assert run("figures", "import", "past.csv") == 0
    assert run("figures", "set", "reviews", "2025", "49", "--by", "Остап Ясен", "--note", "пораховано двічі") == 0
    for month in range(1, 4):
        assert run("figures", "set", "letters", f"2026-{month:02d}", "7", "--by", "Остап Ясен") == 0
    assert run("report", "year", "2026", "--format", "csv", "--out", "out") == 0
    before = told(capsys_cleared(capsys), "stats", "year")
    assert run("figures", "import", "out/report-2026.csv") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert ", 0 new or corrected;" in said
    assert "passed over: the program counts them itself" in said
    assert told(capsys, "stats", "year") == before


def capsys_cleared(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    capsys.readouterr()
    return capsys


def test_a_file_with_one_bad_row_changes_nothing(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "past.csv").write_text(PAST + "фото;2025;;5;;;;\nreviews;2026;;60;;;;\n", encoding="utf-8")
    assert run("figures", "import", "past.csv") == 2
    assert "рядок 9" in capsys.readouterr().err
    (office / "past.csv").write_text(PAST + "reviews;2026;;60;;;;\n", encoding="utf-8")
    assert run("figures", "import", "past.csv") == 2
    assert "approved issues are counted and nothing is typed" in capsys.readouterr().err
    assert told(capsys, "figures", "letters") == []


def test_a_correction_keeps_what_stood_there(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("figures", "set", "letters", "2025", "105", "--months", "9", "--by", "Ганна Горобець") == 0
    assert (
        run("figures", "set", "letters", "2025", "близько 140", "--by", "Остап Ясен", "--note", "знайдено журнал") == 0
    )
    assert run("figures", "set", "letters", "2025", "близько 140", "--by", "Остап Ясен") == 0
    assert "stood at близько 140 already" in capsys.readouterr().out
    (row,) = listed(capsys, "letters")
    assert (row["value"], row["approximate"], row["months"], row["note"]) == (140, "about", None, "знайдено журнал")
    assert row["history"] == [{"value": 105, "by": "Ганна Горобець", "until": "2026-11-20"}]
    assert run("figures", "letters") == 0
    assert "виправлено" in capsys.readouterr().out


def test_a_withdrawn_figure_is_no_data_again(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("figures", "set", "letters", "2025", "105") == 0
    assert run("figures", "set", "letters", "2025", "немає даних", "--note", "не той рік") == 0
    capsys.readouterr()
    assert values(capsys, "letters") == {}
    assert run("figures", "set", "letters", "2025", "106") == 0
    capsys.readouterr()
    assert [one["value"] for one in listed(capsys, "letters")[0]["history"]] == [105]


WRONG = {
    "a counted year": ["set", "reviews", "2026", "48"],
    "a counted month": ["set", "reviews", "2026-11", "4"],
    "an unknown series": ["set", "reviewz", "2025", "48"],
    "a period": ["set", "letters", "2025-13", "48"],
    "a value": ["set", "letters", "2025", "багато"],
    "a negative value": ["set", "letters", "2025", "--", "-4"],
    "a negative value as it is typed": ["set", "letters", "2025", "-4"],
    "half a letter": ["set", "letters", "2025", "1,5"],
    "a year to come": ["set", "letters", "2050", "4"],
    "a month to come": ["set", "letters", "2026-12", "4"],
    "a year before there were councils": ["set", "letters", "1905", "4"],
    "a day of another year": ["set", "parties", "2019", "48", "--as-of", "2025-01-01"],
    "a day before its year": ["set", "parties", "2019", "48", "--as-of", "2018-12-31"],
    "taken back where nothing stands": ["set", "letters", "2019", "немає даних"],
    "taken back where a query counts": ["set", "reviews", "2026", "немає даних"],
    "a day": ["set", "parties", "2025", "48", "--as-of", "31.02.2025"],
    "a part of a month": ["set", "letters", "2025-03", "48", "--months", "2"],
    "a series to show": ["lettres"],
    "units of a period": ["units", "reviews", "торік"],
    "units of a year to come": ["units", "reviews", "2050"],
    "units of a month to come": ["units", "reviews", "2026-12"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_a_wrong_call_is_a_sentence_and_2(
    arguments: list[str], office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--now", NOW, "figures", *arguments]) == 2
    assert len(capsys.readouterr().err.splitlines()) >= 1
    assert told(capsys, "figures", "letters") == []


def test_the_first_of_january_closes_the_year_before(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("figures", "set", "parties", "2019", "48", "--as-of", "01.01.2020") == 0


def test_a_note_that_comes_later_is_kept(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("figures", "set", "letters", "2025", "понад 105", "--note", "журнал") == 0
    assert run("figures", "set", "letters", "2025", "понад 105", "--note", "журнал") == 0
    assert "stood at" in capsys.readouterr().out
    assert run("figures", "set", "letters", "2025", "понад 105", "--note", "книга № 2") == 0
    assert "stood at" not in capsys.readouterr().out
    assert run("figures", "letters") == 0
    assert "понад 105 (operator" in " ".join(capsys.readouterr().out.split())
    assert run("figures", "import", "past.csv") == 0
    assert run("figures", "import", "past.csv") == 0
    assert "0 new" in capsys.readouterr().out


def test_a_report_of_a_day_before_the_first_issue(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "x.sqlite", "x")
    then = datetime(2026, 3, 1, tzinfo=UTC)
    issue(store, "thematic", "2026-03-06", 1, ("a", True))
    road.enter(store, load_series(), [Figure("reviews", Period(2026, 2), 4)], then)
    found = road.known(store, fakes.config(tmp_path), Period(2026), then)
    assert {one.period for one in found.assembled.figures if one.series == "reviews"} >= {Period(2026, 2)}
    store.close()


def test_a_figure_of_an_earlier_day_counts_what_was_known_by_then(tmp_path: Path) -> None:
    """Approved, decided and entered by that instant: what came a second later is not in it."""
    store, book = Store.open(tmp_path / "x.sqlite", "x"), load_series()
    first, second, third = (datetime(2026, 11, day, 7, tzinfo=UTC) for day in (6, 13, 16))
    issue(store, "thematic", "2026-11-06", 1, ("a", True), at=first)
    issue(store, "thematic", "2026-11-13", 2, ("b", True), ("c", False), at=second)
    row = store.issues.find("thematic/2026/1")
    assert row is not None
    store.issues.add_erratum(row.id, "a", ("citation", "site", "none"), by="Остап Ясен", at=third, why="")
    road.enter(store, book, [Figure("letters", Period(2025), 105)], second)
    road.enter(store, book, [Figure("letters", Period(2025), 106)], third)

    def told(now: datetime) -> tuple[dict[str, int], list[str]]:
        found = road.known(store, fakes.config(tmp_path), Period(2026), now).assembled
        years = {one.series: one.value for one in found.figures if one.period.month is None}
        return years, [
            doubt.words for doubt in found.doubts if doubt.series.id == "direct" and "змінено" in doubt.words
        ]

    tick = timedelta(seconds=1)
    assert told(first - tick)[0] == {}, "before the first issue there is no figure, not a nought"
    assert told(second - tick)[0] == {"reviews": 1, "items": 1, "direct": 1}
    assert told(third - tick) == ({"reviews": 2, "items": 3, "direct": 2, "letters": 105}, [])
    years, changed = told(third)
    assert (years["letters"], len(changed)) == (106, 2)
    assert len(road.units(store, fakes.config(tmp_path), book, "items", Period(2026), now=second - tick)) == 1
    store.close()


def test_a_month_before_the_first_issue_may_be_typed(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "x.sqlite", "x")
    issue(store, "thematic", "2026-03-06", 1, ("a", True))
    book = load_series()
    assert (
        road.enter(store, book, [Figure("reviews", Period(2026, 2), 4), Figure("reviews", Period(2025), 48)], AT) == 2
    )
    for period in (Period(2026), Period(2026, 3), Period(2027)):
        with pytest.raises(ConfigError, match=r"03\.2026"):
            road.enter(store, book, [Figure("letters", Period(2025), 1), Figure("reviews", period, 4)], AT)
    assert {(one.series, one.period.year) for one in road.entered(store)} == {("reviews", 2026), ("reviews", 2025)}
    store.close()


def test_figures_of_two_places_do_not_meet(tmp_path: Path) -> None:
    here, there = (Store.open(tmp_path / "x.sqlite", place) for place in ("here", "there"))
    issue(here, "thematic", "2026-03-06", 1, ("a", True))
    road.enter(here, load_series(), [Figure("letters", Period(2025), 1)], AT)
    assert road.entered(there) == ()
    assert road.counts(there, load_series())["items"].units == ()
    here.close()
    there.close()


# --- the year series and the report -------------------------------------------------------------------------------


def test_the_year_series_stand_in_the_statistics(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("figures", "import", "past.csv")
    capsys.readouterr()
    found = told(capsys, "stats", "year")
    assert isinstance(found, dict)
    assert {row["year"]: row["value"] for row in found["reviews"] if not row["month"]} == {2024: 52, 2025: 50, 2026: 2}
    assert run("stats", "year") == 0
    assert "reviews" in capsys.readouterr().out
    assert run("stats", "month") == 2


def test_a_report_is_written_and_its_contradictions_are_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("figures", "import", "past.csv")
    run("figures", "set", "letters", "2026", "96")
    capsys.readouterr()
    assert run("report", "year", "2026", "--format", "docx,html,csv,text") == 0
    told = capsys.readouterr()
    folder = Path("var") / "reports"
    assert told.out.splitlines()[:4] == [str(folder / f"report-2026.{kind}") for kind in ("docx", "html", "csv", "txt")]
    assert "У звіті позначено: " in told.out
    assert "(partial-year)" in told.err, "9 months of 2025 beside the year 2026"
    text = (folder / "report-2026.txt").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert (
        "У 2026 році підготовано 2 тематичні огляди (у 2024 – 52, у 2025 – 50), в яких використано 3 новинні матеріали "
        "(у 2025 – 1301), з яких 2 – з прямим посиланням на відділ та офіційний сайт (у 2025 – 78)." in text
    )
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run("report", "year", "2026", "--format", "docx,html,csv,text", "--out", "again") == 0
    assert {path.name: path.read_bytes() for path in (office / "again").iterdir()} == first


def test_a_month_is_reported_too(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "report", "month", "2026-11", "--format", "text")
    assert isinstance(found, dict)
    assert found["report"] == "report-2026-11"
    assert found["missing"] > 5
    text = Path(found["files"][0]).read_text(encoding="utf-8")
    assert "У листопаді 2026 року підготовано 1 тематичний огляд, в якому використано 1" in text.replace("\u00a0", " ")


REFUSED = {
    "a year to come": ["year", "2027"],
    "a month to come": ["month", "2026-12"],
    "a month called a year": ["year", "2026-11"],
    "a year called a month": ["month", "2026"],
    "no such format": ["year", "2026", "--format", "odt"],
    "no period": ["year", "цей"],
}


@pytest.mark.parametrize("arguments", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_reported(arguments: list[str], office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("report", *arguments) == 2
    assert capsys.readouterr().err
    assert not (office / "var" / "reports").exists()


def test_names_in_force_at_the_end_of_the_period_head_the_report(office: Path) -> None:
    from monitor.config import load
    from monitor.model import Institution, Named
    from monitor.pipeline.report import make

    config = load(office / "sources.yaml")
    changed = Institution(
        names=(Named(name="Міська рада", until=date(2026, 6, 30)), Named(name="Військова адміністрація")),
        departments=(Named(name="відділ преси", until=date(2026, 1, 31)), Named(name="відділ комунікацій")),
    )
    store = Store.open(office / "var" / "ohliad.sqlite", "verbosillia")
    moved = replace(config, institution=changed)
    for month, names in ((1, ("Міська рада", "відділ преси")), (7, ("Військова адміністрація", "відділ комунікацій"))):
        heading = make(store, moved, Period(2026, month), AT).heading
        assert (heading.institution, heading.department) == names
    store.close()


# --- any finished report ------------------------------------------------------------------------------------------


def test_a_sound_report_gives_nothing_and_0(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "sound.txt").write_text(CLEAN, encoding="utf-8")
    assert run("report", "lint", "sound.txt") == 0
    assert capsys.readouterr().out == "no contradiction was found\n"


def test_a_planted_error_is_named_with_its_line_and_1(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planted = PLANTED[0]
    (office / "wrong.txt").write_text(CLEAN.replace(planted.old, planted.new), encoding="utf-8")
    assert run("report", "lint", "wrong.txt") == 1
    lines = capsys.readouterr().out.splitlines()
    line = CLEAN[: CLEAN.index(planted.old)].count("\n") + 1
    assert lines == [f"{line}: impossible-date: Такої дати немає: «17.01.20233».", "    «17.01.20233»"]
    assert main(["report", "lint", "wrong.txt", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["line"], found["rule"], found["quote"]) == (line, "impossible-date", "17.01.20233")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.pdf", b"%PDF-1.7"),
        ("old.doc", b"\xd0\xcf\x11\xe0"),
        ("broken.docx", b"PK\x03\x04 not really"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("empty.docx", b""),
        ("empty.html", b""),
        ("silent.html", b"<html><body><script>1</script></body></html>"),
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("binary.txt", bytes(range(256)) * 10),
    ],
)
def test_what_is_no_report_is_a_sentence(
    name: str, content: bytes, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / name).write_bytes(content)
    assert run("report", "lint", name) == 2
    assert name in capsys.readouterr().err


_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": "<a/>"},
        {"[Content_Types].xml": _TYPES, "_rels/.rels": "<Relationships"},
        {"[Content_Types].xml": "<", "_rels/.rels": "<"},
        {"[Content_Types].xml": _TYPES, "_rels/.rels": "<x/>"},
    ],
)
def test_a_word_document_put_together_wrongly(
    parts: dict[str, str], office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ZipFile(office / "wrong.docx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert run("report", "lint", "wrong.docx") == 2
    assert "not a Word document" in capsys.readouterr().err


REPORTS = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "reports"
# What the three real reports hold: file, findings, and what must be among them (rule, a part of the quote).
REAL = {
    "lysychansk-2020.txt": (
        17,
        (
            ("impossible-date", "15.02.20202"),
            ("bracket-table", "на 31.12.2020 - 157"),
            ("series-gap", "на 31.12.2019 - 39"),
            ("two-series", "(у 2014"),
            ("date-order", "24.01.2020"),
            ("partial-year", "за 9 місяців 2016"),
            ("approximation-unmarked", "1 600"),
        ),
    ),
    "nizhyn-2020.txt": (0, ()),
    "nizhyn-2018-11.txt": (0, ()),
}


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not at hand")
@pytest.mark.parametrize(("name", "expected"), REAL.items(), ids=REAL)
def test_real_reports(
    name: str, expected: tuple[int, tuple[tuple[str, str], ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    number, wanted = expected
    assert main(["report", "lint", str(REPORTS / name), "--json"]) == (1 if number else 0)
    found = json.loads(capsys.readouterr().out)
    assert len(found) == number
    for rule, quote in wanted:
        assert any(one["rule"] == rule and quote in one["quote"] for one in found), (rule, quote)
