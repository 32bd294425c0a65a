"""`to` of a product whose formats lack `email`: nobody gets a letter, and the commands say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.cli import main

CONFIG = """
place: {{name: Вербосілля, russian: Вербоселье, region: Надвербська область}}
institution: {{name: Вербосільська міська рада}}
outlets: [{{id: visti, name: Вісті}}]
digests:
  thematic: {{at: "fri 16:00", to: [all@example.org], formats: [{formats}], approve: hand}}
delivery: {{smtp: {{host: 127.0.0.1, from: ohliad@example.org}}}}
"""


def run(folder: Path, *arguments: str) -> int:
    now = ("--now", "2026-11-20T15:00:00+02:00")
    return main(["--config", str(folder / "sources.yaml"), "--state", str(folder / "var"), *now, *arguments])


@pytest.mark.parametrize(("formats", "told"), [("docx, csv", True), ("docx, email", False)])
def test_check_tells_of_addresses_that_get_no_letter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], formats: str, told: bool
) -> None:
    (tmp_path / "sources.yaml").write_text(CONFIG.format(formats=formats), encoding="utf-8")
    assert run(tmp_path, "check") == 0
    said = "digests.thematic: formats lack `email`, so `to` gets no letter: all@example.org"
    assert (said in capsys.readouterr().err) is told


@pytest.mark.parametrize(
    ("second", "told"),
    [("name: Вісті", True), ("name: Вісник, aliases: [вісті]", True), ("name: Вісті області", False)],
)
def test_check_tells_of_two_outlets_of_one_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], second: str, told: bool
) -> None:
    text = CONFIG.format(formats="email").replace("name: Вісті}", f"name: Вісті}}, {{id: visti-obl, {second}}}")
    (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
    assert run(tmp_path, "check") == 0
    assert ("outlets visti and visti-obl are both called" in capsys.readouterr().err) is told


def test_send_tells_why_an_issue_has_no_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources.yaml").write_text(CONFIG.format(formats="docx, csv"), encoding="utf-8")
    assert run(tmp_path, "run", "--offline") in (0, 1, 2)
    assert run(tmp_path, "build", "thematic") == 0
    assert run(tmp_path, "approve", "thematic", "--by", "Липка") == 0
    capsys.readouterr()
    assert run(tmp_path, "send", "thematic/2026/1") == 1
    said = "has no letter: digests.thematic names all@example.org, but its formats lack `email`"
    assert said in " ".join(capsys.readouterr().err.split())


SERVERLESS = CONFIG.replace("delivery: {{smtp: {{host: 127.0.0.1, from: ohliad@example.org}}}}\n", "").format(
    formats="docx, email"
)


def test_a_missing_mail_server_is_told_with_whom_it_concerns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sources.yaml").write_text(SERVERLESS, encoding="utf-8")
    assert run(tmp_path, "check") == 0
    said = "digests.thematic: delivery.smtp is missing, so no letter goes to: all@example.org"
    assert said in capsys.readouterr().err
    run(tmp_path, "doctor", "--offline")
    told = capsys.readouterr().out
    assert "no server, so no letter of thematic goes to all@example.org" in told
    assert run(tmp_path, "run", "--offline") in (0, 1, 2)
    assert run(tmp_path, "build", "thematic") == 0
    capsys.readouterr()
    assert run(tmp_path, "approve", "thematic", "--by", "Липка") == 0
    assert "no letter goes to all@example.org: delivery.smtp is missing" in capsys.readouterr().err
    assert run(tmp_path, "send", "thematic/2026/1") == 1
    said = "has no letter: all@example.org would get one, but delivery.smtp is missing"
    assert said in " ".join(capsys.readouterr().err.split())


def test_a_run_that_approves_tells_of_a_missing_mail_server(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        SERVERLESS.replace("thematic", "daily")
        .replace("docx, ", "")
        .replace("fri 16:00", "08:30")
        .replace("hand", "auto")
    )
    (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
    assert run(tmp_path, "run") == 0
    told = capsys.readouterr()
    assert "no letter goes to all@example.org: delivery.smtp is missing" in " ".join((told.out + told.err).split())
