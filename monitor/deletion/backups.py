"""Backups from before a deletion: brought to the state of a list of deletions after they are unpacked."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from monitor.backup import DATABASE, backup, restore
from monitor.deletion.forgetting import forget
from monitor.deletion.orders import Choice, Signed
from monitor.store import Store

WHY = "list of deletions"


def reapply(state: Path, forgotten: Mapping[str, Sequence[str]], now: datetime) -> int:
    """Delete in a restored state folder what was deleted later; returns how many items. `forgotten`: place -> ids."""
    count = 0
    for place, articles in forgotten.items():
        store = Store.open(state / DATABASE, place)
        try:
            done = store.deletions.among(list(articles))
            left = tuple(sorted(set(articles) - done))
            if left:
                signed = Signed(by="restore", why=WHY, at=now)
                count += forget(state, store, Choice(kind="restored", articles=left), signed).articles
        finally:
            store.close()
    return count


def rewrite(file: Path, forgotten: Mapping[str, Sequence[str]], now: datetime) -> int:
    """Replace a backup by one without what was deleted since; whole or not at all. Raises StoreError."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        state = Path(folder) / "state"
        restore(file, state)
        count = reapply(state, forgotten, now)
        if count:
            backup(state, file, over=True)
    return count
