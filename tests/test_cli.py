"""The command line: options before and after, exit codes, sentences instead of tracebacks."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.cli import front, main

CONFIG = "place: {name: Вербосілля, region: Надвербська область}\ninstitution: {name: Вербосільська міська рада}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


CASES = {
    "after": (["run", "--json"], ["--json", "run"]),
    "with a value": (["build", "daily", "--state", "x"], ["--state", "x", "build", "daily"]),
    "with an equals sign": (["run", "--now=2026-11-20"], ["--now=2026-11-20", "run"]),
    "two configurations": (
        ["run", "--config", "a", "--config", "b"],
        ["--config", "a", "--config", "b", "run"],
    ),
    "what follows -- is left alone": (["search", "--", "--json"], ["search", "--", "--json"]),
    "a value is missing": (["run", "--config"], ["--config", "run"]),
    "own options stay": (["decide", "x", "topic=war", "--by", "me"], ["decide", "x", "topic=war", "--by", "me"]),
}


@pytest.mark.parametrize(("given", "expected"), CASES.values(), ids=CASES)
def test_common_options_may_stand_anywhere(given: list[str], expected: list[str]) -> None:
    assert front(given) == expected


WRONG = {
    "no such command": ["fly"],
    "no such option": ["run", "--fast"],
    "no such file": ["check", "--config", "none.yaml"],
    "not an instant": ["run", "--now", "tomorrow"],
    "no such source": ["collect", "nowhere"],
    "no such product": ["build", "yearly"],
    "not a day": ["build", "daily", "--date", "22.11.2026"],
    "a day to come": ["build", "daily", "--date", "2027-01-01", "--now", "2026-11-20"],
    "nothing stored yet": ["search", "школа"],
    "no such field": ["decide", "x", "topik=war"],
    "no such value": ["decide", "x", "topic=warr"],
    "no such issue": ["approve", "daily"],
    "a file of another kind": ["extract", "none.html"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_a_wrong_call_is_a_sentence_and_2(arguments: list[str], here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.err.strip()
    assert "Traceback" not in shown.err


def test_the_nearest_word_is_offered(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "var").mkdir()
    (here / "var" / "ohliad.sqlite").touch()
    assert main(["decide", "x", "tone"]) == 2
    assert "write tone=VALUE, where VALUE is one of positive" in capsys.readouterr().err
    assert main(["decide", "x", "topic=ekonomy"]) == 2
    assert "did you mean 'economy'?" in capsys.readouterr().err


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "Watches the press" in capsys.readouterr().out


def test_init_writes_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path)]) == 0
    assert main(["check", "--config", str(tmp_path / "sources.yaml")]) == 0
    assert main(["init", str(tmp_path)]) == 2
    assert "stays as it is" in capsys.readouterr().err


def test_a_run_without_sources_leaves_an_honest_brief(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--json", "--now", "2026-11-20T08:20"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"steps", "sources", "issues", "failed"}
    (issue,) = found["issues"]
    assert issue["kind"] == "daily"
    assert all(Path(name).exists() for name in issue["files"])


def test_without_a_network_the_brief_names_who_is_silent(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "sources.yaml").write_text(
        CONFIG
        + "outlets:\n  - {id: visti, name: Газета Вісті, sources: [{kind: feed, url: 'http://127.0.0.1:9/feed'}]}\n"
        + "fetch: {pace: 0, timeout: 5}\n",
        encoding="utf-8",
    )
    assert main(["run", "--allow-private", "--json", "--now", "2026-11-20T08:20"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["sources"][0]["state"] == "broken"
    (text,) = [name for name in found["issues"][0]["files"] if name.endswith(".txt")]
    assert "Газета Вісті" in Path(text).read_text(encoding="utf-8")


def test_two_at_once_is_a_sentence(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from monitor.lock import held

    (here / "var").mkdir()
    with held(here / "var" / "lock"):
        assert main(["run"]) == 2
    assert "another ohliad is working" in capsys.readouterr().err


def test_filters_speak_json_lines(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = here / "items.jsonl"
    items.write_text(
        '{"id": "1", "title": "У Вербосіллі відкрили школу", "text": "Про це повідомили у Вербосільській міській раді.", "own": 7}\n'
        "broken\n"
        '{"text": "Погода в Одесі"}\n',
        encoding="utf-8",
    )
    assert main(["classify", str(items)]) == 1
    shown = capsys.readouterr()
    rows = [json.loads(line) for line in shown.out.splitlines()]
    assert len(rows) == 2
    assert rows[0]["own"] == 7
    assert set(rows[0]) >= {
        "lang",
        "relevance",
        "topic",
        "secondary",
        "citation",
        "tone",
        "attributions",
        "evidence",
        "event",
        "scores",
        "flags",
    }
    assert rows[0]["relevance"] == "about"
    assert "line 2" in shown.err
    assert main(["stories", str(items)]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [set(row) >= {"story", "relation"} for row in rows] == [True, True]


def test_backup_and_restore_speak_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "daily", "--now", "2026-11-20T08:20"]) == 0
    capsys.readouterr()
    assert main(["--json", "backup", "b.tar"]) == 0
    saved = json.loads(capsys.readouterr().out)
    assert (saved["file"], saved["missing"]) == ("b.tar", {})
    assert main(["--json", "--state", "again", "restore", "b.tar"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == {
        "state": "again",
        "files": saved["files"],
        "deleted_again": 0,
        "letters": 0,
        "alerts": 0,
        "missing": [],
    }
    (here / "var" / "forgotten.jsonl").write_text("", encoding="utf-8")
    assert main(["--json", "backup", "--rewrite", "b.tar"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": "b.tar", "taken_out": 0}


@pytest.mark.parametrize("command", ["run", "collect", "check"])
def test_a_command_that_is_broken_off_says_so(
    command: str, here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for name in ("run", "collect"):
        monkeypatch.setattr(f"monitor.pipeline.{name}", interrupted)
    monkeypatch.setattr("monitor.cli.show.configuration", interrupted)
    assert main([command]) == 130
    assert capsys.readouterr().err.splitlines() == ["ohliad: interrupted; what was done is kept, run it again to go on"]


@pytest.mark.parametrize("module", ["monitor.cli.application", "typer", "monitor.cli.work", "monitor.pipeline"])
def test_it_says_so_while_its_modules_load_too(module: str, here: Path) -> None:
    code = f"""
import sys
class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from monitor.cli import main
sys.exit(main(["run"]))
"""
    root = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert (done.returncode, done.stderr.count("\n"), "interrupted" in done.stderr) == (130, 1, True)


NO_DAY = {
    "a product": ["build", "daily", "--date", "2026-11-31"],
    "a rehearsal": ["run", "--now", "2026-02-30"],
    "an hour of it": ["run", "--now", "2026-02-30T08:00"],
    "items": ["review", "export", "a.csv", "--since", "2025-02-29"],
    "a period": ["pickup", "--period", "2026-11-01..2026-11-31"],
    "a dotted day": ["build", "daily", "--date", "31.11.2026"],
}


@pytest.mark.parametrize("arguments", NO_DAY.values(), ids=NO_DAY)
def test_a_day_that_does_not_exist_is_told_as_such(
    arguments: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run"]) == 0
    capsys.readouterr()
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert "there is no day" in told
    assert "write" not in told


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["init"], "ohliad check --live"),
        (["init", "town"], "ohliad check --live --config town/sources.yaml"),
        (["init", "two towns"], "ohliad check --live --config 'two towns/sources.yaml'"),
        (["--config", "ours.yaml", "init"], "ohliad check --live --config ours.yaml"),
    ],
)
def test_init_ends_with_a_command_that_reads_its_file(
    arguments: list[str],
    named: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 0
    said = capsys.readouterr().out.strip()
    assert said.endswith(f"then: {named}")
    assert main([word for word in shlex.split(named)[1:] if word != "--live"]) == 0


def test_init_writes_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "town", "--config", "ours.yaml"]) == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("port", ["99999", "eight", "127.0.0.1:0x1"])
def test_one_tick_looks_at_the_port_as_the_service_does(
    port: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schedule", "--once", "--health", port]) == 2
    assert "write a port as" in capsys.readouterr().err
