"""kill -9 at any moment of a run, then the same run again: the same database, archive and brief (promise 31)."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SEED = 20261122


def go(folder: Path, fatal: int) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.killed", str(folder), str(fatal)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode in (0, -9), done.stderr
    return done.returncode, done.stdout.splitlines()


def check(tmp_path: Path, times: int, seed: int) -> None:
    _, (calls, expected) = go(tmp_path / "whole", 0)
    rng = random.Random(seed)
    killed = 0
    for number in range(times):
        folder = tmp_path / str(number)
        code, _ = go(folder, rng.randrange(1, int(calls)))
        killed += code == -9
        while rng.random() < 0.3:
            go(folder, rng.randrange(1, int(calls)))
        _, (_, result) = go(folder, 0)
        assert result == expected, f"seed {seed}, kill {number}"
    assert killed >= times * 0.8, "the kills came while the run was at work"


def test_a_sample_of_kills(tmp_path: Path) -> None:
    check(tmp_path, 5, SEED)


@pytest.mark.torture
def test_two_hundred_kills(tmp_path: Path) -> None:
    check(tmp_path, 200, random.SystemRandom().randrange(10**9))
