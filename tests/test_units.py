"""What a counted unit is told by: outlet, date, headline and page beside the address that print and air do not have."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.pipeline.units import NOT_PRINTED, Printed, printed

CONFIG = """
place: {name: Вербосілля, russian: Вербоселье, region: Надвербська область}
institution: {name: Вербосільська міська рада}
outlets: [{id: visti, name: Вісті, home: "https://visti.example/"}]
"""
CLIPS = (
    "видання;вид;номер;сторінка;дата;заголовок;зміст\n"
    "Слово;газета;47;3;19.11.2026;=У Вербосіллі відкрили бібліотеку;"
    "У Вербосіллі відкрили бібліотеку після ремонту, який тривав пів року.\n"
    "Хвиля;радіо;;;18.11.2026;;У Вербосіллі полагодили міст через річку. Рух відкрили вранці.\n"
)
POST = {
    "outlet": "visti",
    "url": "https://visti.example/1",
    "title": "У Вербосіллі засадили сквер",
    "text": "У сквері Вербосілля посадили сорок кленів. Дерева привезли з розсадника.",
    "published": "2026-11-20T00:30:00+02:00",
}
HEAD = (
    "position article section direct undecided url warc offset sha256 continued outlet published headline page".split()
)


def run(folder: Path, *arguments: str) -> int:
    now = ("--now", "2026-11-20T15:00:00+02:00")
    return main(["--config", str(folder / "sources.yaml"), "--state", str(folder / "var"), *now, *arguments])


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with an approved review of a newspaper's clip, a broadcast and an article."""
    folder = tmp_path_factory.mktemp("units")
    (folder / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / "clips.csv").write_text(CLIPS, encoding="utf-8")
    (folder / "items.jsonl").write_text(json.dumps(POST, ensure_ascii=False), encoding="utf-8")
    assert run(folder, "import", str(folder / "clips.csv"), str(folder / "items.jsonl")) == 0
    assert run(folder, "build", "thematic") == 0
    assert run(folder, "approve", "thematic", "--by", "Липка") == 0
    return folder


WANTED = {
    ("Слово", "2026-11-19", "=У Вербосіллі відкрили бібліотеку", "№ 47, с. 3"),
    ("Хвиля", "2026-11-18", "У Вербосіллі полагодили міст через річку", ""),
    ("Вісті", "2026-11-20", "У Вербосіллі засадили сквер", ""),
}


def told(row: dict[str, str]) -> tuple[str, str, str, str]:
    return row["outlet"], row["published"], row["headline"], row["page"]


def test_the_units_of_an_issue_as_a_table(folder: Path) -> None:
    assert run(folder, "issues", "show", "thematic/2026/1", "--units", str(folder / "units.csv")) == 0
    with (folder / "units.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert list(rows[0]) == HEAD
    assert {told(row) for row in rows} == {
        (outlet, day, "'" + headline if headline.startswith("=") else headline, page)
        for outlet, day, headline, page in WANTED
    }


def test_the_units_of_an_issue_for_readers_and_programs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "issues", "show", "thematic/2026/1") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Слово, 2026-11-19, № 47, с. 3 =У Вербосіллі відкрили бібліотеку" in said
    assert "Хвиля, 2026-11-18 У Вербосіллі полагодили міст через річку" in said
    assert "Вісті, 2026-11-20 У Вербосіллі засадили сквер https://visti.example/1" in said
    assert run(folder, "--json", "issues", "show", "thematic/2026/1") == 0
    units = json.loads(capsys.readouterr().out)["units"]
    assert {told(unit) for unit in units} == WANTED
    assert [unit["url"] for unit in units if unit["outlet"] == "Вісті"] == ["https://visti.example/1"]


def test_the_units_of_a_figure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--json", "figures", "units", "items", "2026") == 0
    rows = json.loads(capsys.readouterr().out)
    assert {told(row) for row in rows} == WANTED
    assert list(rows[0])[:9] == ["series", "issue", "day", "article", "url", "warc", "offset", "sha256", "corrected"]
    assert run(folder, "figures", "units", "items", "2026", "--out", str(folder / "items.csv")) == 0
    with (folder / "items.csv").open(encoding="utf-8-sig", newline="") as stream:
        head, *table = csv.reader(stream, delimiter=";")
    assert head[8:] == ["уточнення", "видання", "дата", "заголовок", "номер і сторінка"]
    assert ["Хвиля", "2026-11-18", "У Вербосіллі полагодили міст через річку", ""] in [row[9:] for row in table]
    capsys.readouterr()
    assert run(folder, "figures", "units", "items", "2026") == 0
    assert "Слово, 2026-11-19, № 47, с. 3" in " ".join(capsys.readouterr().out.split())


def test_an_issue_that_is_itself_the_unit_has_none_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--json", "figures", "units", "reviews", "2026") == 0
    assert [told(row) for row in json.loads(capsys.readouterr().out)] == [("", "", "", "")]


def test_lines_of_older_versions_may_lack_fields() -> None:
    assert printed("{}") == NOT_PRINTED
    line = {"outlet_name": "Слово", "headline": "Міст", "published": None}
    assert printed(json.dumps(line)) == Printed(outlet="Слово", headline="Міст")
    night = {"outlet_name": "Слово", "headline": "Міст", "published": "2026-11-19T22:30:00Z", "standing": "с. 2"}
    assert printed(json.dumps(night)).source == "Слово, 2026-11-20, с. 2"
