"""kill -9 at any moment, then the same work again: the same database, archive, brief and letters (promise 31)."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.mailserver import CuttingServer

ROOT = Path(__file__).resolve().parents[1]
SEED = 20261122
pytestmark = pytest.mark.sqlite  # the calls at which a run is killed are those of its file

Job = tuple[object, ...]  # folder, K, and which work


def go(jobs: Sequence[Job]) -> list[tuple[int, int, str]]:
    """(exit code, calls, result) of each job."""
    told = json.dumps([[str(job[0]), *job[1:]] for job in jobs])
    done = subprocess.run(
        [sys.executable, "-m", "tests.killed", told],
        cwd=ROOT, capture_output=True, text=True, timeout=60 + 60 * len(jobs), check=True,
    )  # fmt: skip
    found, calls, result = [], 0, ""
    for line in map(json.loads, done.stdout.splitlines()):
        if line[0] == "ended":
            assert line[1] in (0, -9), done.stderr
            found.append((line[1], calls, result))
            calls, result = 0, ""
        else:
            calls, result = line
    return found


def check(tmp_path: Path, times: int, seed: int, *work: str) -> None:
    ((_, calls, expected),) = go([(tmp_path / "whole", -1, *work)])
    rng = random.Random(seed)
    jobs: list[Job] = []
    for number in range(times):
        jobs.append((tmp_path / str(number), rng.randrange(1, calls), *work))
        while rng.random() < 0.3:
            jobs.append((tmp_path / str(number), rng.randrange(1, calls), *work))
        jobs.append((tmp_path / str(number), 0, *work))
    ends = go(jobs)
    for job, (_, _, result) in zip(jobs, ends, strict=True):
        assert job[1] != 0 or result == expected, f"seed {seed}, {job}"
    assert sum(code == -9 for code, _, _ in ends) >= times * 0.8, "the kills came while the run was at work"


def test_a_sample_of_kills(tmp_path: Path) -> None:
    check(tmp_path, 2, SEED)


@pytest.mark.torture
def test_two_hundred_kills(tmp_path: Path) -> None:
    check(tmp_path, 200, random.SystemRandom().randrange(10**9))


def office(tmp_path: Path, times: int, seed: int) -> None:
    """Import, review, approval, sending: stored once; a letter is sent once, or it is told that nobody knows."""
    with CuttingServer() as server:
        ((_, calls, whole),) = go([(tmp_path / "whole", -1, "office", server.port)])
    expected = json.loads(whole)
    assert set(expected["letters"].values()) == {"sent"}
    assert len(expected["letters"]) == len(server.accepted) + 1 == 3
    rng = random.Random(seed)
    with ExitStack() as stack:
        servers = [stack.enter_context(CuttingServer()) for _ in range(times)]
        jobs: list[Job] = []
        for number, one in enumerate(servers):
            # The last part is approval and sending: there a kill could cost a letter.
            first = 1 if number % 2 else int(calls * 0.85)
            jobs.append((tmp_path / str(number), rng.randrange(first, calls), "office", one.port))
            jobs.append((tmp_path / str(number), 0, "office", one.port))
        ends = go(jobs)
    for number, one in enumerate(servers):
        found = json.loads(ends[2 * number + 1][2])
        assert found["solid"] == expected["solid"], f"seed {seed}, kill {number}"
        assert found["letters"].keys() == expected["letters"].keys(), f"seed {seed}, kill {number}"
        for to in ("a@x.org", "b@x.org"):
            state, count = found["letters"][f"email {to}"], sum(mail == to for mail, _ in one.accepted)
            assert (state, count) in (("sent", 1), ("unknown", 0), ("unknown", 1)), f"seed {seed}, kill {number}"
    assert sum(code == -9 for code, _, _ in ends) >= times * 0.8, "the kills came while the office was at work"


def test_a_sample_of_kills_in_the_office(tmp_path: Path) -> None:
    office(tmp_path, 2, SEED)


@pytest.mark.torture
def test_a_hundred_kills_in_the_office(tmp_path: Path) -> None:
    office(tmp_path, 100, random.SystemRandom().randrange(10**9))


def test_a_sample_of_kills_of_a_deletion(tmp_path: Path) -> None:
    check(tmp_path, 1, SEED, "forget")


@pytest.mark.torture
def test_a_hundred_kills_of_a_deletion(tmp_path: Path) -> None:
    check(tmp_path, 100, random.SystemRandom().randrange(10**9), "forget")
