"""What an owner wrote beside sources.yaml is read by `check` and `doctor` before it stops a product."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.config import load
from monitor.pipeline.owners_files import mistakes
from tests.test_config import GOOD, problems

HEAD = "place: {name: Вербосілля, russian: Вербоселье, region: Надвербська область}\ninstitution: {name: Рада}\n"
LIST = """outlets:
  - id: visti
    name: Вісті
    recipe: {text: "%s", remove: [".ad", "%s"]}
    sources:
      - kind: listing
        url: "https://visti.example/news"
        listing: {item: "%s", link: a, next: "%s"}
"""
OWN = "title: Огляд про місто {place}\nwindow: week\nformats: [html]\n"
CASES = {
    "a product nobody defines": (
        {"sources.yaml": HEAD + "digests:\n  thematik: {at: '08:30'}\n"},
        ["sources.yaml:4: digests.thematik: there is no product 'thematik'; did you mean 'thematic'?"],
    ),
    "a form that is not there": (
        {"sources.yaml": HEAD + "digests:\n  daily:\n    at: '08:30'\n    formats: [docx]\n"},
        [
            "sources.yaml:6: digests.daily.formats: there is no form templates/daily.docx, and docx and pdf are made on one"
        ],
    ),
    "a window": (
        {"definitions/weird.yaml": OWN.replace("week", "wek")},
        ["definitions/weird.yaml:2: window: 'wek' is not one of day, week, since-last; did you mean 'week'?"],
    ),
    "a slot": (
        {"definitions/weird.yaml": OWN.replace("{place}", "{plase}")},
        [
            "definitions/weird.yaml:1: title: {plase} is not one of place, place_accusative, place_locative, institution, region, period, date; did you mean 'place'?"
        ],
    ),
    "an own product without a form": (
        {"definitions/weird.yaml": OWN.replace("[html]", "[html, pdf]")},
        ["definitions/weird.yaml:3: formats: there is no form templates/weird.docx, and docx and pdf are made on one"],
    ),
    "a kind that another product has": (
        {"definitions/weird.yaml": OWN + "kind: thematic\n"},
        [
            "definitions/weird.yaml:4: kind: 'thematic' is the kind of thematic already, and issues are numbered and kept"
        ],
    ),
    "a product whose kind another has, told once": (
        {
            "definitions/weird.yaml": OWN.replace("html", "pdf") + "kind: thematic\n",
            "sources.yaml": HEAD + "digests:\n  weird: {at: '08:30'}\n",
        },
        ["definitions/weird.yaml:4: kind: 'thematic' is the kind of thematic already"],
    ),
    "series": (
        {"definitions/reports/series.yaml": "mine:\n  noun: [а, б, в, г]\n  unit: шт.\n  mesure: flow\n"},
        ["definitions/reports/series.yaml:4: mine.mesure: unknown key; did you mean 'measure'?"],
    ),
    "the report, all of it": (
        {
            "definitions/reports/report.yaml": "sections:\n  - section: site\n    blocks:\n      - chart: nobody\n      - {}\n"
        },
        [
            "definitions/reports/report.yaml:4: sections.0.blocks.0: there is no series 'nobody'",
            "definitions/reports/report.yaml:5: sections.0.blocks.1: a block is one of sentence, table, months, chart, text",
        ],
    ),
    "selectors": (
        {"sources.yaml": HEAD + LIST % ("p", "p[", "div[class=", "a:nth(2)")},
        [
            "sources.yaml:6: outlets.0.recipe.remove.1: 'p[' is no CSS selector",
            "sources.yaml:10: outlets.0.sources.0.listing.item: 'div[class=' is no CSS selector",
            "sources.yaml:10: outlets.0.sources.0.listing.next: 'a:nth(2)' is no CSS selector",
        ],
    ),
    "nothing wrong": (
        {"sources.yaml": HEAD + LIST % ("p", ".x > p", "div.item", "a[rel=next]"), "definitions/weird.yaml": OWN},
        [],
    ),
}


def write(tmp_path: Path, files: dict[str, str]) -> None:
    for name, text in {"sources.yaml": HEAD, **files}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES)
def test_each_mistake_by_file_line_and_key(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    write(tmp_path, files)
    found = [
        one.removeprefix(f"{tmp_path}{os.sep}").replace(os.sep, "/")
        for one in mistakes(load(tmp_path / "sources.yaml"))
    ]
    assert len(found) == len(expected), found
    for one, beginning in zip(found, expected, strict=True):
        assert one.startswith(beginning)


def test_check_refuses_and_the_doctor_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        tmp_path,
        {"definitions/weird.yaml": "title: x\n", "sources.yaml": CASES["a product nobody defines"][0]["sources.yaml"]},
    )
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var")]
    assert main(["check", *common]) == 2
    told = capsys.readouterr()
    assert "weird.yaml:1: window: this key is required" in told.err
    assert "no errors" not in told.out
    assert main(["doctor", "--offline", "--json", *common]) == 1
    found = {one["check"]: one for one in json.loads(capsys.readouterr().out)}
    assert (found["configuration"]["state"], found["definitions"]["state"]) == ("ok", "failed")
    assert "classifiers" in found, "the other checks are made"
    (tmp_path / "definitions" / "weird.yaml").unlink()
    write(tmp_path, {})
    assert main(["check", *common]) == 0


def test_a_series_of_a_register_may_stand_in_the_report(tmp_path: Path) -> None:
    from digests.reports.series import Series
    from monitor.language.numerals import Noun

    write(
        tmp_path, {"definitions/reports/report.yaml": "sections:\n  - section: site\n    blocks:\n      - chart: own\n"}
    )
    own = Series(id="own", noun=Noun("рік", "роки", "років", "року"), unit="шт.")
    assert mistakes(load(tmp_path / "sources.yaml"), lambda: [own]) == []


def test_no_format_is_no_product(tmp_path: Path) -> None:
    text = GOOD.replace("to: [mayor@example.org]", "formats: []")
    assert problems(tmp_path, text) == ["sources.yaml:12: digests.daily.formats: name at least one"]
