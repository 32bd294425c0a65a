"""What every step works with, and what a run tells afterwards. Holds things; decides nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

import structlog

from monitor.archive import Archive
from monitor.config import Config
from monitor.errors import OhliadError
from monitor.model import Article, Classification, Failed, Outlet, Page, SourceReport, Unchanged, Validators
from monitor.store import Store

_log = structlog.get_logger()

Tell = Callable[[str, int, int], None]  # step, done, of


class Door(Protocol):
    """The web as the pipeline sees it: monitor.fetch.Fetcher, or the stored pages of a replay."""

    def get(self, url: str, *, validators: Validators | None = None, robots: bool = False) -> Page | Unchanged: ...


class Decider(Protocol):
    """classifiers.Classifiers, loaded when first needed."""

    @property
    def version(self) -> str: ...

    def classify(self, article: Article, outlet: Outlet) -> Classification: ...


@dataclass(slots=True)
class Report:
    """The table at the end of a run."""

    steps: dict[str, Counter[str]] = field(default_factory=dict)
    sources: list[SourceReport] = field(default_factory=list)
    issues: list[dict[str, object]] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # sentences for a person; nothing failed
    brought: list[str] = field(default_factory=list)  # articles a person typed in, imported or named by address
    bugs: list[str] = field(default_factory=list)  # tracebacks: the run goes on, but must not look well

    def count(self, step: str, what: str, number: int = 1) -> None:
        self.steps.setdefault(step, Counter())[what] += number

    def fail(
        self,
        subject: str,
        step: str,
        error: str,
        retry_at: datetime | None = None,
        *,
        counted_as: str = "failed",
        number: int = 1,
        said: str = "",
        outlet: str = "",
        url: str = "",
    ) -> None:
        """One line of trouble. `counted_as`: what the table of steps calls it (a letter tried again is only queued)."""
        self.failed.append(
            Failed(subject=subject, step=step, error=error, retry_at=retry_at, said=said, outlet=outlet, url=url)
        )
        _log.warning("failed", step=step, subject=subject, error=error, retry_at=str(retry_at or ""))
        self.count(step, counted_as, number)

    @contextmanager
    def going_on(self, subject: str, step: str) -> Iterator[None]:
        """Known trouble inside is a failure of this subject, and what comes after is done all the same.

        One file that cannot be written is met at several turns of a run, and told at the first.
        """
        try:
            yield
        except (OhliadError, OSError) as error:
            if not any((one.step, one.error) == (step, str(error)) for one in self.failed):
                self.fail(subject, step, str(error))

    def bug(self, subject: str, step: str, trace: str, *, outlet: str = "", url: str = "") -> None:
        """A bug met on one item: the others go on, the traceback is shown, the exit code says so."""
        self.bugs.append(trace)
        self.fail(subject, step, f"a bug of the program: {trace.strip().splitlines()[-1]}", outlet=outlet, url=url)


def _silence(_step: str, _done: int, _of: int) -> None:
    """No progress is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One place at work. `now` is read once a run; a rehearsal (`--now`) stamps everything with it."""

    config: Config
    store: Store
    archive: Archive
    door: Door
    decider: Callable[[], Decider]
    state: Path  # the folder var/
    now: datetime
    rehearsal: bool = False
    tell: Tell = _silence
    processes: int = 2  # that read pages; 0: this one, without a time limit (rehearsals of many days)
    remarks: tuple[str, ...] = ()  # sentences that close every product built at this desk, e.g. why it is late
