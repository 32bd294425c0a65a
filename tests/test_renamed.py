"""A place renamed in its file is told of before it begins from nothing; a second place goes its way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.config import load
from monitor.renamed import warning
from monitor.store.places import Recorded

PLACE = "place: {name: %s, russian: Вербоселье, region: Надвербська область}\ninstitution: {name: Рада}\n"
ITEM = {"outlet": "Вісті", "title": "Ярмарок у Вербосіллі", "text": "Пройшов ярмарок.", "date": "2026-11-20"}


def files(tmp_path: Path) -> tuple[Path, Path, list[str]]:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(PLACE % "Вербосілля", encoding="utf-8")
    new.write_text(PLACE % "Вербосілле", encoding="utf-8")
    (tmp_path / "items.jsonl").write_text(json.dumps(ITEM, ensure_ascii=False), encoding="utf-8")
    return old, new, ["--state", str(tmp_path / "var"), "--now", "2026-11-20T10:00"]


def test_the_commands_say_it_and_a_second_place_is_possible(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, common = files(tmp_path)
    assert main(["check", "--config", str(new), *common]) == 0
    assert "database" not in capsys.readouterr().err
    assert not (tmp_path / "var" / "ohliad.sqlite").exists(), "a check begins nothing"
    main(["import", str(tmp_path / "items.jsonl"), "--config", str(old), *common])
    assert "database" not in capsys.readouterr().err
    for command in ("check", "build daily --preview", "run"):
        assert main([*command.split(), "--config", str(new), *common]) == 0
        assert "write `id: verbosillia` under `place:`" in capsys.readouterr().err, command
        assert main(["check", "--config", str(old), *common]) == 0
        assert "database" not in capsys.readouterr().err, "the old one is at home"
    assert main(["check", "--config", str(old), "--config", str(new), *common]) == 0
    assert "database" not in capsys.readouterr().err


def test_the_doctor_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, common = files(tmp_path)
    main(["import", str(tmp_path / "items.jsonl"), "--config", str(old), *common])
    for path, expected in ((old, None), (new, "warning")):
        capsys.readouterr()
        main(["--json", "doctor", "--offline", "--config", str(path), *common])
        found = {one["check"]: one["state"] for one in json.loads(capsys.readouterr().out)}
        assert found.get("place") == expected


@pytest.mark.parametrize(
    ("recorded", "configured", "said"),
    [
        ("", "verbosille", False),
        ("verbosillia", "verbosille", True),
        ("verbosillia", "verbosille verbosillia", False),
        ("verbosillia verbosille", "verbosille", False),
        ("verbosillia! verbosille", "verbosille", True),
        ("verbosillia! verbosille!", "verbosille", False),
        ("verbosillia verbosille!", "verbosille", False),
    ],
)
def test_who_is_warned(tmp_path: Path, recorded: str, configured: str, said: bool) -> None:
    _, new, _ = files(tmp_path)
    rows = [Recorded(id=name.rstrip("!"), approved=name.endswith("!")) for name in recorded.split()]
    told = warning(load(new), rows, configured.split())
    assert bool(told) is said
