"""Metrics: the text format of Prometheus, and a log that neither grows for ever nor loses a line."""

from __future__ import annotations

import gzip
import re
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from monitor import metrics, pipeline
from monitor.cli import logs
from monitor.metrics import Picture
from monitor.store import SourceState
from tests.fakes import NOW, FakeDoor, config, desk, feed, page

LINE = re.compile(r'[a-z_]+(?:\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*\})? -?\d+(?:\.\d+)?')


def test_every_line_is_one_of_the_format() -> None:
    hostile = Picture(
        place='x"\\\n', counts=(("articles", 3), ("entries new", 1)), sources=(SourceState(id="s", visited=NOW, answered=NOW),)
    )  # fmt: skip
    text = metrics.render([hostile, Picture(place="y", counts=())], "0.1")
    assert text.endswith("\n")
    names = []
    for line in text.splitlines():
        if line.startswith("# TYPE"):
            names.append(line.split()[2])
        assert line.startswith("# ") or LINE.fullmatch(line), line
    assert len(names) == len(set(names)), "each family once"
    assert 'ohliad_stored{place="x\\"\\\\\\n",subject="articles"} 3' in text


def test_a_real_place(tmp_path: Path) -> None:
    setup = config(tmp_path, "https://news.example/feed", "https://gone.example/feed")
    door = FakeDoor({"https://news.example/feed": feed(("a", "Подія у Вербосіллі", "Так.")), "https://news.example/a": page("Подія", "У Вербосіллі сталася подія, про яку довго говоритимуть усі.")})  # fmt: skip
    at = desk(tmp_path, door, setup)
    pipeline.run(at)
    text = metrics.render([metrics.picture(at.state, at.store, setup)], "0.1")
    assert 'ohliad_stored{place="verbosillia",subject="articles"} 1' in text
    assert 'ohliad_source_state{place="verbosillia",source="visti-2",state="broken"} 1' in text
    assert 'ohliad_source_failures{place="verbosillia",source="visti-2"} 1' in text
    assert f'ohliad_last_visit_timestamp_seconds{{place="verbosillia"}} {int(NOW.timestamp())}' in text
    assert "Подія" not in text


# --- the log ----------------------------------------------------------------------------------------------------------

TODAY = date(2026, 11, 22)


def lines(folder: Path) -> list[str]:
    found = []
    for path in folder.iterdir():
        data = gzip.decompress(path.read_bytes()) if path.name.endswith(".gz") else path.read_bytes()
        found += data.decode().splitlines()
    return sorted(found)


def test_days_are_packed_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST_BYTES", 50)
    written = []
    for day in range(3):
        for number in range(20):
            written.append(f"line {day} {number}")
            logs.append(tmp_path, TODAY + timedelta(days=day), written[-1])
        logs.tidy(tmp_path, TODAY + timedelta(days=day))
    assert lines(tmp_path) == sorted(written)
    logs.tidy(tmp_path, TODAY + timedelta(days=3))
    assert lines(tmp_path) == sorted(written)
    assert {path.suffix for path in tmp_path.iterdir()} == {".gz"}


@pytest.mark.parametrize("name", ["rename", "unlink", "write_bytes"])
@pytest.mark.parametrize("at", range(4))
def test_packing_may_be_broken_off_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, at: int
) -> None:
    for day in range(2):
        logs.append(tmp_path, TODAY + timedelta(days=day), f"line {day}")
    calls = 0
    real = getattr(Path, name)

    def sometimes(self: Path, *arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == at:
            raise KeyboardInterrupt
        return real(self, *arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, name, sometimes)
        with suppress(KeyboardInterrupt):
            logs.tidy(tmp_path, TODAY + timedelta(days=5))
    logs.tidy(tmp_path, TODAY + timedelta(days=5))
    logs.tidy(tmp_path, TODAY + timedelta(days=5))
    assert set(lines(tmp_path)) == {"line 0", "line 1"}


def test_what_is_old_or_too_much_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (0, 300, 400):
        logs.append(tmp_path, TODAY + timedelta(days=day), f"line {day}")
    logs.tidy(tmp_path, TODAY + timedelta(days=401))
    assert lines(tmp_path) == ["line 300", "line 400"]
    monkeypatch.setattr(logs, "MOST_TOGETHER", 40)
    logs.tidy(tmp_path, TODAY + timedelta(days=401))
    assert lines(tmp_path) == ["line 400"]
