"""The office's outgoing number of an issue on the command line: kept, shown, replaced with a word, never back-dated."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.store import Store

CONFIG = """
place: {name: Вербосілля, russian: Вербоселье, region: Надвербська область}
institution: {name: Вербосільська міська рада}
outlets: [{id: visti, name: Вісті}]
"""


def run(folder: Path, *arguments: str) -> int:
    now = ("--now", "2026-11-20T15:00:00+02:00")
    return main(["--config", str(folder / "sources.yaml"), "--state", str(folder / "var"), *now, *arguments])


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An office with an approved issue of 20 November."""
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    run(tmp_path, "run", "--offline")
    assert run(tmp_path, "build", "thematic") == 0
    assert run(tmp_path, "approve", "thematic", "--by", "Липка") == 0
    capsys.readouterr()
    return tmp_path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    told = capsys.readouterr()
    return " ".join((told.out + told.err).split())


def test_a_number_is_shown_and_the_one_it_replaces_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    issue = "thematic/2026/1"
    assert run(folder, "issues", "register", issue, "01-15/3", "2026-11-20") == 0
    assert said(capsys) == "thematic/2026/1: 01-15/3 of 2026-11-20"
    copy = folder / "copy.pdf"
    copy.write_bytes(b"%PDF-1.7")
    assert run(folder, "issues", "register", issue, "01-15/4", "23.11.2026", "--copy", str(copy)) == 0
    assert said(capsys) == (
        "thematic/2026/1: 01-15/4 of 2026-11-23, signed copy copy.pdf; before: 01-15/3 of 2026-11-20"
    )
    assert run(folder, "issues", "register", issue, "01-15/5", "2026-11-23") == 0
    assert "01-15/5 of 2026-11-23, signed copy copy.pdf; before:" in said(capsys), "the copy stays"
    assert run(folder, "issues", "show", issue) == 0
    assert "outgoing number 01-15/5 of 2026-11-23, signed copy copy.pdf" in said(capsys)
    assert run(folder, "--json", "issues", "show", issue) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["registered"]["number"], shown["registered"]["day"], shown["registered"]["copy"]) == (
        "01-15/5", "2026-11-23", "copy.pdf",
    )  # fmt: skip


def test_what_a_correction_replaced_is_told_with_who_and_when(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    issue, copy = "thematic/2026/1", folder / "copy.pdf"
    for number, by, content in (("7/1", "Ганна Осика", b"%PDF first"), ("7/2", "Іван Явір", b"%PDF second")):
        copy.write_bytes(content)
        assert run(folder, "issues", "register", issue, number, "2026-11-20", "--copy", str(copy), "--by", by) == 0
    assert run(folder, "issues", "register", issue, "7/2", "2026-11-20", "--by", "Хтось") == 0, "the same again"
    capsys.readouterr()
    assert run(folder, "issues", "show", issue, "--audit", str(folder / "audit.zip")) == 0
    told = said(capsys)
    assert "outgoing number 7/2 of 2026-11-20, signed copy copy.pdf (Іван Явір, 20.11.2026 15:00)" in told
    assert "replaced: 7/1 of 2026-11-20, signed copy copy.pdf (Ганна Осика, 20.11.2026 15:00)" in told
    assert "Хтось" not in told
    assert run(folder, "--json", "issues", "show", issue) == 0
    (before,) = json.loads(capsys.readouterr().out)["registered_before"]
    assert (before["number"], before["by"]) == ("7/1", "Ганна Осика")
    with zipfile.ZipFile(folder / "audit.zip") as audit:
        rows = audit.read("registrations.csv").decode("utf-8-sig").splitlines()
        copies = {audit.read(name) for name in audit.namelist() if name.startswith("signed/")}
    assert [row.split(";")[0].strip('"') for row in rows[1:]] == ["7/1", "7/2"]
    assert copies == {b"%PDF first", b"%PDF second"}


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-19", "thematic/2026/1 is of 2026-11-20: it cannot have gone out on 2026-11-19"),
        ("31.11.2026", "there is no day 31.11.2026"),
        ("завтра", "write a day"),
    ],
)
def test_a_day_that_cannot_be_is_refused(folder: Path, capsys: pytest.CaptureFixture[str], day: str, told: str) -> None:
    assert run(folder, "issues", "register", "thematic/2026/1", "7", day) == 2
    assert told in said(capsys)
    store = Store.open(folder / "var" / "ohliad.sqlite", "verbosillia")
    assert store.shelf.registered(1) is None
    store.close()


@pytest.mark.parametrize("number", ["", "  ", "\n"])
def test_an_empty_number_replaces_none(folder: Path, capsys: pytest.CaptureFixture[str], number: str) -> None:
    assert run(folder, "issues", "register", "thematic/2026/1", " 01-15/3 ", "2026-11-20") == 0
    assert run(folder, "issues", "register", "thematic/2026/1", number, "2026-11-20") == 2
    assert "the outgoing number is empty" in said(capsys)
    assert run(folder, "--json", "issues", "show", "thematic/2026/1") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["registered"]["number"], shown["registered_before"]) == ("01-15/3", [])
