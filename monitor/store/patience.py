"""How long one question of the web page may keep the database busy. Cuts reading only: a writing is never interrupted.

Promise 21, the way of Datasette's `sql_time_limit_ms`. Outside `patient` nothing is limited: a report takes its time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, event

from monitor.errors import StoreError

# With 100,000 items the dearest page, ten years of pick-up, costs 0.4 s of a processor in four transactions.
PROCESSOR_SECONDS = 1.0
CLOCK_SECONDS = 5.0  # on a busy computer or a cold disk the same question takes longer by the clock
_STEPS = 5_000  # of SQLite's machine between two looks at the clock: about half a millisecond


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Seconds one reading transaction may take: of the processor, and by the clock."""

    processor: float = PROCESSOR_SECONDS
    clock: float = CLOCK_SECONDS


class TooSlow(StoreError):
    """A question was cut: it would have kept the database busy for too long. Nothing was changed."""


_limit: ContextVar[Limit | None] = ContextVar("patience", default=None)


@contextmanager
def patient(limit: Limit) -> Iterator[None]:
    """Until the end of this block every reading transaction of this thread is cut at `limit`, with TooSlow."""
    before = _limit.set(limit)
    try:
        yield
    finally:
        _limit.reset(before)


def watch(engine: Engine) -> None:
    """Make the engine's reading transactions obey; those with the option `writes` go on as long as they need."""

    @event.listens_for(engine, "begin")
    def arm(connection: Connection) -> None:
        limit = None if connection.get_execution_options().get("writes", False) else _limit.get()
        if engine.dialect.name == "sqlite":
            held: Any = connection.connection.dbapi_connection
            held.set_progress_handler(_cutter(limit) if limit else None, _STEPS)
        elif limit is not None:  # of this transaction only; the server counts by the clock, and 0 is no limit
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(limit.clock * 1000))}")


def _cutter(limit: Limit) -> Callable[[], bool]:
    """SQLite asks it again and again in the thread that waits for the answer; True stops the question."""
    work, clock = time.thread_time() + limit.processor, time.monotonic() + limit.clock
    return lambda: time.thread_time() > work or time.monotonic() > clock


def is_cut(error: BaseException | None) -> bool:
    """Did the database stop because the limit was reached (SQLITE_INTERRUPT, PostgreSQL's query_canceled)?"""
    return getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT" or getattr(error, "sqlstate", "") == "57014"
