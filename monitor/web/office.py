"""What every page works with: the place, its store and archive, the clock. Holds things; decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.archive import Archive
from monitor.config import Config
from monitor.pipeline.desk import Desk
from monitor.store import Store
from monitor.web.settings import Settings

Work = Callable[[], AbstractContextManager[Desk]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One place as the web page sees it. `work()` opens a pipeline desk, alone on the state folder.

    `work` raises StoreError where a collection is running at this moment; looking and deciding need no desk.
    """

    config: Config
    store: Store
    archive: Archive
    state: Path
    settings: Settings
    clock: Callable[[], datetime]
    work: Work
