"""The outbox as an operator must know it: letters that may or may not have arrived, letters that never left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from monitor.doctor.finding import Finding
from monitor.errors import StoreError
from monitor.lock import held
from monitor.pipeline.outbox import AGAIN, FRESH, TODO
from monitor.store import Store
from monitor.store.rows import Letter

SHOWN = 3


def letters(state: Path, store: Store, now: datetime) -> Iterator[Finding]:
    """A line for each kind of letter that waits for a person; one line where none does."""
    found: dict[str, list[Letter]] = {}
    for letter in store.issues.letters():
        found.setdefault(letter.state, []).append(letter)
    unknown = found.get("unknown", [])
    cut = found.get("sending", []) if "sending" in found and _nobody_works(state) else []
    failed = [letter for letter in found.get("failed", []) if letter.changed > now - FRESH]
    if unknown:
        yield _finding(store, unknown, "nobody knows whether it arrived", TODO.format(letter="LETTER"))
    if cut:
        todo = "`ohliad send` or the next run notes that nobody knows whether it arrived; then ask the recipient"
        yield _finding(store, cut, "cut short by a crash", todo)
    if failed:
        yield _finding(store, failed, "not sent", f"`ohliad outbox` says why; {AGAIN}")
    if not (unknown or cut or failed):
        text = ", ".join(f"{name} {len(some)}" for name, some in sorted(found.items())) or "none yet"
        yield Finding(check="letters", state="ok", text=text)


def _finding(store: Store, some: Sequence[Letter], what: str, todo: str) -> Finding:
    names = [f"{one.id} ({one.recipient}, {store.issues.get(one.issue).name})" for one in some[:SHOWN]]
    more = f" and {len(some) - SHOWN} more" if len(some) > SHOWN else ""
    return Finding(check="letters", state="warning", text=f"{what}: {', '.join(names)}{more}", todo=todo)


def _nobody_works(state: Path) -> bool:
    try:
        with held(state / "lock"):
            return True
    except StoreError:
        return False
