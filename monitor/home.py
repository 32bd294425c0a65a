"""Where a place keeps what it writes for people: issues, previews, feeds and reports. One answer for all who ask.

Several places may share one state folder, and their files have the same names. The place that made the first issue of
the database keeps the folder itself; every further one has its own below it. Issues are never deleted, so
from the first one on the answer never changes. Database, archive, logs and models are common to all.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.store import Store

PLACES = "places"  # a folder of its own: a place may be called «archive» or «log»


def is_further(store: Store) -> bool:
    """Does another place own the state folder itself?"""
    return store.issues.first_place() not in (None, store.place)


def home(state: Path, store: Store) -> Path:
    """The folder that holds `issues`, `preview`, `feeds` and `reports` of the store's place."""
    return state / PLACES / store.place if is_further(store) else state
