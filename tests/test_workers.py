"""Child processes: every item comes back once, whatever a child does."""

from __future__ import annotations

import os
import signal
import time

import pytest

from monitor import workers


def double(item: int) -> int:
    return item * 2


def misbehave(item: str) -> str:
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "hang":
        time.sleep(60)
    if item == "bug":
        raise ZeroDivisionError("a bug")
    return item


def test_every_item_comes_back_once() -> None:
    found = dict(workers.run(double, range(20), processes=2, seconds=10))
    assert found == {item: item * 2 for item in range(20)}


def test_nothing_to_do() -> None:
    assert list(workers.run(double, [], processes=2, seconds=10)) == []


def test_a_child_that_dies_or_hangs_takes_only_its_item() -> None:
    items = ["a", "die", "b", "hang", "c", "d"]
    found = dict(workers.run(misbehave, items, processes=2, seconds=1.0))
    assert {item: value for item, value in found.items() if isinstance(value, str)} == {i: i for i in "abcd"}
    assert isinstance(found["die"], workers.Lost)
    assert isinstance(found["hang"], workers.Lost)
    assert "more than 1 seconds" in found["hang"].error


def test_a_bug_shows_with_the_childs_traceback() -> None:
    with pytest.raises(workers.RemoteBugError, match="ZeroDivisionError: a bug"):
        list(workers.run(misbehave, ["bug"], processes=1, seconds=10))
