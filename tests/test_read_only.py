"""A state folder that this user may only read: looking works, all else is told of as what it is, a matter of rights."""

from __future__ import annotations

import ctypes
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.cli import main

ROOT = Path(__file__).resolve().parents[1]
CONFIG = "place: {name: Вербосілля, russian: Вербоселье, region: Надвербська область}\ninstitution: {name: Рада}\n"
ITEM = {"outlet": "Вісті", "title": "Ярмарок у Вербосіллі", "text": "Пройшов ярмарок.", "date": "2026-11-20"}

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of files are told by mode bits only there")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "items.jsonl").write_text(json.dumps(ITEM, ensure_ascii=False), encoding="utf-8")
    yield tmp_path
    for path in ((tmp_path / "var"), *(tmp_path / "var").rglob("*")):
        path.chmod(0o755)


def common(folder: Path) -> list[str]:
    return ["--config", str(folder / "sources.yaml"), "--state", str(folder / "var"), "--now", "2026-11-20T10:00"]


def stored(folder: Path) -> Path:
    main(["import", str(folder / "items.jsonl"), *common(folder)])
    main(["run", *common(folder)])
    return folder / "var" / "ohliad.sqlite"


def only_read(folder: Path) -> None:
    for path in ((folder / "var"), *(folder / "var").rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


def _obey_mode_bits() -> None:
    """Take from root what lets it pass over them: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP; in force from the next exec on


def ohliad(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process for which mode bits hold, whoever runs the tests."""
    if os.geteuid() == 0 and sys.platform != "linux":
        pytest.skip("root passes over mode bits")
    return subprocess.run(
        [sys.executable, "-m", "monitor", *arguments, *common(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=_obey_mode_bits if os.geteuid() == 0 else None,
    )


def test_looking_works_and_writing_names_the_rights(folder: Path) -> None:
    stored(folder)
    only_read(folder)
    assert "daily" in ohliad(folder, "issues").stdout
    assert "Ярмарок" in ohliad(folder, "search", "ярмарок", "--json").stdout
    refused = ohliad(folder, "users", "remove", "хтось")
    assert refused.returncode == 2
    assert "may not be written by this user: look at the owner and the rights" in refused.stderr
    found = json.loads(ohliad(folder, "doctor", "--offline", "--json").stdout)
    states = {one["check"]: one for one in found}
    assert states["database"]["state"] == "ok"
    assert states["writing"]["state"] == "failed"
    assert not any("restore the" in one["todo"] for one in found)


def test_a_database_that_another_is_writing_can_be_read(folder: Path) -> None:
    path = stored(folder)
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version=7")
        other.commit()
        only_read(folder)
        assert path.with_name("ohliad.sqlite-wal").exists()
        assert "daily" in ohliad(folder, "issues").stdout
        path.with_name("ohliad.sqlite-shm").chmod(0)
        forbidden = ohliad(folder, "issues")
        assert forbidden.returncode == 2
        assert "ohliad.sqlite-shm may not be read by this user: look at the owner" in forbidden.stderr
    other.close()


def test_the_doctor_of_what_may_not_be_read_speaks_of_rights(folder: Path) -> None:
    path = stored(folder)
    only_read(folder)
    path.chmod(0)
    found = {one["check"]: one for one in json.loads(ohliad(folder, "doctor", "--offline", "--json").stdout)}
    assert found["database"]["state"] == "failed"
    assert "may not be read by this user" in found["database"]["finding"]
    assert found["database"]["todo"].startswith("chown or chmod it")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("ohliad.sqlite", marks=pytest.mark.sqlite),
        "archive",
        "archive/{today}.warc.gz",
        "lock",
        "log",
        "issues/daily",
    ],
)
def test_the_doctor_names_what_may_not_be_written(folder: Path, name: str) -> None:
    stored(folder)
    (folder / "var").chmod(0o700)
    path = folder / "var" / name.format(today=datetime.now(UTC).date())
    if not path.exists():
        path.touch() if path.suffix else path.mkdir(parents=True)
    path.chmod(path.stat().st_mode & ~0o222)
    asked = ohliad(folder, "doctor", "--offline", "--json")
    found = [one for one in json.loads(asked.stdout) if one["check"] == "writing"]
    assert [one["state"] for one in found] == ["failed"]
    assert f"{path} may not be written by this user" in found[0]["finding"]
    assert found[0]["todo"].startswith("chown or chmod it")
    assert asked.returncode == 1


def test_a_lock_that_may_not_be_taken_names_the_rights(folder: Path) -> None:
    stored(folder)
    (folder / "var" / "lock").chmod(0o400)
    refused = ohliad(folder, "run")
    assert refused.returncode == 2
    assert "lock may not be written by this user: look at the owner" in refused.stderr
