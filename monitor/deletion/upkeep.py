"""What a deletion leaves to do: settle the files of the archive after a crash, the list for restored backups.

The list holds ids and hashes, never a word: with it a backup from before a deletion can be brought to its state.
"""

from __future__ import annotations

import json
from pathlib import Path

from monitor import files
from monitor.deletion.records import sync_folder
from monitor.errors import StoreError
from monitor.store import Store

LIST = "forgotten.jsonl"
SHRED = ("", "")  # stands among the rewritings until nothing of a deletion is left in free pages and the log


def settle(state: Path, store: Store) -> int:
    """Finish or take back what a crash left of a rewriting; at every start, under the lock. Returns how many files."""
    waiting = store.deletions.rewrites()
    if not waiting:
        return 0
    folder = state / "archive"
    for old, new, step in waiting:
        # Before the rows were switched the new file is nobody's; afterwards the old one is.
        if name := old if step == "switched" else new:
            (folder / name).unlink(missing_ok=True)
    for half in folder.glob(".*.warc.gz.*"):
        half.unlink()
    if folder.is_dir():
        sync_folder(folder)
    if (*SHRED, "switched") in waiting:
        store.deletions.shred()
        write_list(state, store)
    store.deletions.settle_rewrites()
    return len(waiting)


def write_list(state: Path, store: Store) -> None:
    """The tombstones of all places, as a file that lies beside the backups."""
    lines = [json.dumps(row, sort_keys=True) for row in store.deletions.forgotten()]
    if lines:
        files.write(state / LIST, ("\n".join(lines) + "\n").encode())


def read_list(path: Path) -> dict[str, list[str]]:
    """place -> articles. Raises StoreError where the file is no such list."""
    found: dict[str, list[str]] = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(str(row["place"]), []).append(str(row["article"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} is no list of deletions: {error}") from error
    return found
