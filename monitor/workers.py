"""Runs a function over many items in child processes, each item under a time limit, none lost.

A child that hangs or dies takes only its own item with it: the item comes back as a Lost with the cause.
"""

from __future__ import annotations

import multiprocessing
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Lost:
    """The item could not be done: killed for time (`late`), or its process died. `error` is a sentence."""

    error: str
    late: bool = False


class RemoteBugError(Exception):
    """A bug in a child, with the child's traceback as its message."""


@dataclass(slots=True)
class _Child(Generic[T]):
    process: BaseProcess
    pipe: Connection
    item: T | None = None
    since: float = 0.0


def run(
    function: Callable[[T], R], items: Sequence[T], *, processes: int, seconds: float, preload: Sequence[str] = ()
) -> Iterator[tuple[T, R | Lost]]:
    """(item, result) pairs as they are done, in any order. `function` must be importable by name.

    Raises RemoteBugError where the function raised: expected trouble is a return value.
    """
    context = multiprocessing.get_context(
        "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    )
    if preload and context.get_start_method() == "forkserver":
        context.set_forkserver_preload(list(preload))
    waiting = deque(items)
    children: list[_Child[T]] = [_start(context, function) for _ in range(min(processes, len(items)))]
    try:
        while waiting or any(child.item is not None for child in children):
            for number, child in enumerate(children):
                if child.item is None and waiting:
                    if not child.process.is_alive():
                        children[number] = _start(context, function)
                    _give(children[number], waiting.popleft())
            yield from _collect(children, context, function, seconds)
    finally:
        for child in children:
            _stop(child)


def _give(child: _Child[T], item: T) -> None:
    child.item, child.since = item, time.monotonic()
    child.pipe.send(item)


def _start(context: Any, function: Callable[[T], R]) -> _Child[T]:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, function), daemon=True)
    process.start()
    theirs.close()
    return _Child(process, ours)


def _collect(
    children: list[_Child[T]], context: Any, function: Callable[[T], R], seconds: float
) -> Iterator[tuple[T, R | Lost]]:
    busy = {child.pipe: number for number, child in enumerate(children) if child.item is not None}
    ready = wait(list(busy), timeout=0.5)
    for pipe, number in busy.items():
        child = children[number]
        assert child.item is not None
        item = child.item
        if pipe in ready:
            try:
                done, value = child.pipe.recv()
            except (EOFError, OSError):
                _stop(child)
                children[number] = _start(context, function)
                yield item, Lost("the process that read it died")
                continue
            if not done:
                raise RemoteBugError(value)
            child.item = None
            yield item, value
        elif time.monotonic() - child.since > seconds:
            _stop(child)
            children[number] = _start(context, function)
            yield item, Lost(f"reading it took more than {seconds:g} seconds", late=True)


def _stop(child: _Child[T]) -> None:
    child.pipe.close()
    child.process.terminate()
    child.process.join(2)
    if child.process.is_alive():
        child.process.kill()
        child.process.join()
    child.process.close()


def _serve(pipe: Connection, function: Callable[[T], R]) -> None:
    """A child's life: take an item, answer, until the pipe closes."""
    while True:
        try:
            item = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[bool, object] = (True, function(item))
        except Exception:  # noqa: BLE001 - the parent raises it again as a bug, with this traceback
            answer = (False, traceback.format_exc())
        pipe.send(answer)
