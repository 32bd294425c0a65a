"""A disk that is full, refuses or may not be written: a sentence, no half file, and the same end once it works again.

Promise 33. The size limit of a process stands in for a full disk: SQLite's own writes meet it as well as ours.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.archive import located
from monitor.errors import OhliadError
from monitor.pipeline.desk import Desk
from monitor.store import Store
from tests.fakes import NOW, desk
from tests.killed import web
from tests.test_killed import Job, go


def full_disks(tmp_path: Path, limits: list[int]) -> None:
    ((_, _, expected),) = go([(tmp_path / "whole", 0)])
    jobs: list[Job] = []
    for limit in limits:
        jobs += [(tmp_path / str(limit), limit, "disk"), (tmp_path / str(limit), 0)]
    ends = go(jobs)
    stopped = 0
    for number, limit in enumerate(limits):
        (code, _, first), (_, _, last) = ends[2 * number], ends[2 * number + 1]
        assert code == 0, "no crash"
        assert first.startswith("stopped: ") or first == expected, first
        stopped += first != expected
        assert last == expected, f"limit {limit}: {first}"
    assert stopped, "the limits were met"


def test_a_sample_of_full_disks(tmp_path: Path) -> None:
    full_disks(tmp_path, [60_000])


@pytest.mark.torture
def test_a_disk_that_is_full_at_any_block(tmp_path: Path) -> None:
    full_disks(tmp_path, list(range(0, 1_200_000, 8192)))


# --- every sync of ours fails once --------------------------------------------------------------------------------


def syncs(tmp_path: Path, choose: Callable[[int], list[int]], monkeypatch: pytest.MonkeyPatch) -> None:
    """EIO at the n-th sync of archive and documents; the run after it comes to the same end."""
    calls, fatal, real = 0, 0, os.fsync

    def fsync(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == fatal:
            raise OSError(5, "Input/output error")
        real(descriptor)

    monkeypatch.setattr("os.fsync", fsync)
    expected = _end(_run(tmp_path / "whole"))
    for fatal in choose(calls):
        calls = 0
        at = desk(tmp_path / str(fatal), web(1))
        told = _told(at)
        assert "Input/output error" in told, f"sync {fatal} failed and nobody was told: {told}"
        at.store.close()
        calls = -(10**9)
        assert _end(_run(tmp_path / str(fatal))) == expected, f"sync {fatal}"


def _told(at: Desk) -> str:
    """What a run says of its troubles, in its table or as the sentence it stops with."""
    try:
        return " ".join(failed.error for failed in pipeline.run(at).failed)
    except OhliadError as error:
        return str(error)


def _run(folder: Path) -> Desk:
    at = desk(folder, web(1))
    pipeline.run(at)
    return at


def _end(at: Desk) -> tuple[str, list[str], list[str]]:
    """What is stored, the pages of the archive, and that no half file is left."""
    pages = sorted({record.page.url for path in (at.state / "archive").iterdir() for record, _ in located(path)})
    half = [path.name for path in at.state.rglob(".*") if path.is_file()]
    found = at.store.fingerprint()
    at.store.close()
    return found, pages, half


def test_a_sample_of_syncs_that_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    syncs(tmp_path, lambda calls: [calls // 2], monkeypatch)


@pytest.mark.torture
def test_every_sync_fails_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    syncs(tmp_path, lambda calls: list(range(1, calls + 1)), monkeypatch)


# --- a folder that may not be written -----------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    at = _run(tmp_path)
    before = at.store.fingerprint()
    folders = [at.state, *(path for path in at.state.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o500)
    try:
        with pytest.raises(OhliadError):
            pipeline.run(replace(at, door=web(2), now=NOW + timedelta(hours=7)))
    finally:
        for folder in folders:
            folder.chmod(0o700)
        at.store.close()
    store = Store.open(at.state / "ohliad.sqlite", at.store.place)
    assert store.fingerprint() == before
    store.close()
