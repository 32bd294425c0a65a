"""The page about reports: its CSV is imported, its definitions load, its commands run, its rules are all there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from digests.reports.book import load_layout, load_series
from digests.reports.linter import RULES
from digests.reports.material import SECTIONS
from digests.reports.past_years import read_past_years
from digests.reports.series import Series
from monitor.cli import main
from monitor.language.numerals import Noun
from monitor.store import Store

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "reports.md").read_text(encoding="utf-8")
CSV = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_is_imported() -> None:
    (block,) = CSV
    known = [Series(one, Noun("", "", "", ""), "") for one in ("reviews", "letters", "items", "cells", "videos")]
    assert [one.value for one in read_past_years(block.encode(), known).figures] == [52, 105, 2400, 96]


def test_every_rule_is_described_once() -> None:
    rows = re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|", PAGE.split("## Contradictions")[1], re.MULTILINE)
    assert sorted(re.findall(r"`([a-z-]+)`", " ".join(rows))) == sorted(RULES)


def test_the_definitions_of_the_page_load(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n# (definitions/reports/\w+\.yaml)\n(.*?)```", PAGE, re.DOTALL)
    assert [name.rpartition("/")[2] for name, _ in blocks] == ["report.yaml", "series.yaml"]
    for name, text in blocks:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    book = load_series([tmp_path])
    assert book.counts["notes"].kinds == ("council-note",)
    assert [part.section for part in load_layout(book, [tmp_path]).parts] == ["monitoring", "social"]


def test_every_section_is_named() -> None:
    named = PAGE.split("Sections are ")[1].split("; lists of registers")[0]
    assert re.findall(r"`([a-z]+)`", named) == list(SECTIONS)


BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = [line for language, block in BLOCKS if not language for line in block.splitlines()]


def test_the_commands_of_the_page_are_found() -> None:
    assert len(COMMANDS) == 9


def test_the_commands_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OHLIAD_DATABASE", raising=False)
    (tmp_path / "sources.yaml").write_text(
        "place: {name: Вербосілля, region: Надвербська область}\ninstitution: {name: Вербосільська міська рада}\n",
        encoding="utf-8",
    )
    own = CSV[0].replace("cells;", "parties;")
    (tmp_path / "past-years.csv").write_text(own, encoding="utf-8")
    Store.open(tmp_path / "var" / "ohliad.sqlite", "verbosillia").close()
    for line in COMMANDS:
        program, *arguments = shlex.split(line)
        assert program == "ohliad"
        if "var/demo/state" in arguments:  # the demo's own test runs it
            continue
        assert main([*arguments, "--now", "2026-12-01"]) == 0, line
    assert (tmp_path / "reports" / "report-2026.docx").is_file()
