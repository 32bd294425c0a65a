"""The rehearsal of a deletion shows what the deletion would do: its days, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.cli import main

PLACE = (
    "place: {{id: {id}, name: {name}, russian: {name}, region: Надвербська область}}\n"
    "institution: {{name: Рада}}\n"
    "outlets: [{{id: {id}-visnyk, name: Вісник {name}, home: 'https://{id}.example/'}}]\n"
)
ORDER = ["--why", "звернення № 3", "--by", "Канцелярія"]


@pytest.fixture
def common(tmp_path: Path) -> list[str]:
    """Two places in one folder; each has a clip of print of 13 November."""
    said = ["--state", str(tmp_path / "var"), "--now", "2026-11-20T10:00"]
    for id_, name in (("kalynivka", "Калинівка"), ("brid", "Брід")):
        (tmp_path / f"{id_}.yaml").write_text(PLACE.format(id=id_, name=name), encoding="utf-8")
        clip = {"outlet": f"{id_}-visnyk", "title": f"{name} співає", "text": "Хор.", "published": "2026-11-13"}
        (tmp_path / "clip.jsonl").write_text(json.dumps(clip, ensure_ascii=False), encoding="utf-8")
        assert main(["import", str(tmp_path / "clip.jsonl"), "--config", str(tmp_path / f"{id_}.yaml"), *said]) == 0
    return ["--config", str(tmp_path / "kalynivka.yaml"), "--config", str(tmp_path / "brid.yaml"), *said]


def test_the_day_is_that_of_kyiv(common: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["forget", "--outlet", "brid-visnyk", "--dry-run", *common]) == 0
    shown = capsys.readouterr().out
    assert "2026-11-13 brid-visnyk: Брід співає" in shown
    assert "1 item would be deleted" in shown


@pytest.mark.parametrize("kind", ["article", "source", "outlet"])
def test_what_is_unknown_is_refused_in_the_rehearsal_too(
    kind: str, common: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for more in (["--dry-run"], ORDER):
        capsys.readouterr()
        assert main(["forget", f"--{kind}", "kalynivka-visnik", *more, *common]) == 2
        told = capsys.readouterr()
        assert told.err == f"ohliad: nothing is stored of {kind} 'kalynivka-visnik'\n"
        assert not told.out


@pytest.mark.parametrize("outlet", ["kalynivka-visnyk", "brid-visnyk"])
def test_an_id_of_any_of_the_places(outlet: str, common: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["forget", "--outlet", outlet, *ORDER, *common]) == 0
    assert ": 1 item;" in capsys.readouterr().out
