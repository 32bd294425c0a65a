"""What `--json` answers: one value, instants as the contract writes them, what a person decided where it counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.cli import main

CONFIG = """
place: {name: Вербосілля, region: Надвербська область}
institution: {name: Вербосільська міська рада}
outlets:
  - {id: visti, name: Газета Вісті, sources: [{kind: feed, url: 'http://127.0.0.1:9/feed'}]}
fetch: {pace: 0, timeout: 5}
"""
ITEM = {
    "id": "a",
    "outlet": "Газета Вісті",
    "published": "2026-11-20T07:00:00+02:00",
    "title": "У Вербосіллі відкрили школу",
    "text": "Нову школу на сто учнів відкрили у Вербосіллі. Діти вже прийшли на уроки.",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "items.jsonl").write_text(json.dumps(ITEM, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> object:
    capsys.readouterr()
    main(["--allow-private", "--json", "--now", "2026-11-20T08:20", *arguments])
    return json.loads(capsys.readouterr().out)


def test_a_live_check_is_one_list(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = answer(capsys, "check", "--live")
    assert isinstance(told, list)
    assert [line["state"] for line in told] == ["broken"]


def test_explain_shows_what_counts_and_what_the_program_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--now", "2026-11-20T08:20", "import", "items.jsonl"])
    main(["--now", "2026-11-20T08:21", "decide", "a", "topic=sport", "--by", "Липка"])
    told = answer(capsys, "explain", "a")
    assert isinstance(told, dict)
    assert (told["topic"], told["decided"]) == ("sport", ["topic"])
    said = {verdict["classifier"]: verdict["label"] for verdict in told["verdicts"]}
    assert (said["topic"], told["lang"]) == ("education", "uk")


def test_explain_tells_of_an_event(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rally = "21 листопада о 12:00 на площі Миру ГО «Ліс» проведе мітинг на захист парку."
    line = {"id": "m", "outlet": "visti", "title": "Мітинг на площі", "text": rally, "published": "2026-11-19T10:00"}
    (here / "m.jsonl").write_text(json.dumps(line), "utf-8")
    main(["--now", "2026-11-20T08:20", "import", "m.jsonl"])
    main(["explain", "m"])
    told = " ".join(capsys.readouterr().out.split())
    assert "event: yes" in told
    assert "21.11.2026: мітинг" in told


def test_search_tells_the_language(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--now", "2026-11-20T08:20", "import", "items.jsonl"])
    told = answer(capsys, "search", "школа")
    assert isinstance(told, list)
    assert [line["lang"] for line in told] == ["uk"]


def test_a_source_that_never_answered_was_asked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--allow-private", "--now", "2026-11-20T08:20", "run"])
    told = answer(capsys, "sources")
    assert isinstance(told, list)
    (source,) = told
    assert source["health"]["reason"] == "Джерело ще жодного разу не відповіло."
    assert source["visited"] == "2026-11-20T06:20:00+00:00"
