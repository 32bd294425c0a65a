"""Queueing one issue for a thousand recipients."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from monitor.store import Store
from monitor.store.rows import Draft
from tests.fakes import NOW

RECIPIENTS = 1000


def measure() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "x.sqlite", "x")
        draft = Draft(
            kind="daily",
            day="2026-11-20",
            since=NOW - timedelta(days=1),
            until=NOW,
            built=NOW,
            body="{}",
            items=(),
            documents=(),
        )
        row = store.issues.save_draft(draft)
        letters = [("email", f"r{n}@x.org", f"<{n}@x.org>") for n in range(RECIPIENTS)]
        start = time.perf_counter()
        queued = store.issues.queue(row.id, letters, NOW)
        seconds = time.perf_counter() - start
        again = store.issues.queue(row.id, letters, NOW)
        store.close()
    yield f"{queued} recipients queued, {again} of them a second time", f"{seconds:.2f} s (limit 1)"
