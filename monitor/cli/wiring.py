"""From the common options to working objects. Heavy imports stand inside functions, so that --help is quick."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from monitor.cli.days import unread
from monitor.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from monitor.config import Config
    from monitor.fetch import Fetcher
    from monitor.pipeline.desk import Decider, Desk
    from monitor.store import Store

KYIV = ZoneInfo("Europe/Kyiv")
# Whose decision it is where nobody says so: one name for all commands, or one person would contradict herself.
ANALYST = "аналітик"


@dataclass(frozen=True)
class Options:
    """The common options of every command."""

    configs: tuple[Path, ...] = (Path("sources.yaml"),)
    state: Path = Path("var")
    now: datetime | None = None
    allow_private: bool = False
    json: bool = False
    verbose: bool = False

    @property
    def instant(self) -> datetime:
        return self.now or datetime.now(UTC).replace(microsecond=0)

    @cached_property
    def config(self) -> Config:
        """The one configured place; commands that serve several take `places`."""
        from monitor.config import load

        if len(self.configs) > 1:
            raise ConfigError("this command works on one place: give one --config")
        return load(self.configs[0])

    @cached_property
    def places(self) -> tuple[Config, ...]:
        from monitor.config import load

        found = [load(path) for path in self.configs]
        names = [config.place.id for config in found]
        for name in names:
            if names.count(name) > 1:
                raise ConfigError(f"two configuration files are about the same place {name!r}; give one an own `id`")
        return tuple(found)


def parse_now(text: str | None) -> datetime | None:
    """ISO 8601; without an offset it is Kyiv time. Raises ConfigError."""
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"--now {text!r}: {unread(text, 'an instant as 2026-11-22T08:30')}") from error
    if not 1991 <= instant.year <= 2099:
        raise ConfigError(f"--now {text!r}: outside of what can be rehearsed (1991 to 2099)")
    return (instant if instant.tzinfo else instant.replace(tzinfo=KYIV)).astimezone(UTC).replace(microsecond=0)


def database(options: Options) -> str | Path:
    """The database: OHLIAD_DATABASE (a SQLAlchemy URL) or var/ohliad.sqlite."""
    return os.environ.get("OHLIAD_DATABASE") or options.state / "ohliad.sqlite"


@contextmanager
def store(options: Options, config: Config) -> Iterator[Store]:
    from monitor.store import Store

    opened = Store.open(database(options), config.place.id)
    try:
        yield opened
    finally:
        opened.close()


def renamed(options: Options, config: Config, opened: Store) -> str:
    """A sentence where the place may be another of the database under a new name, else ""."""
    from monitor.renamed import warning

    return warning(config, opened.places.recorded(), {one.place.id for one in options.places})


def decider(options: Options, config: Config, opened: Store | None = None) -> Decider:
    """The classifiers of a place; with its open database they know the registered organisations too."""
    import classifiers
    from monitor.registers.catalogue import ORGANISATIONS

    own = options.state / "models"
    register = opened.registers.entries(ORGANISATIONS) if opened else ()
    return classifiers.load(config.place, config.institution, own if own.is_dir() else None, register)


def door(options: Options, config: Config, sleep: Callable[[float], None] = time.sleep) -> Fetcher:
    """The door to the web; `sleep` is how it waits its turn."""
    from monitor import __version__, urls
    from monitor.fetch import Fetcher, FetchSettings

    contact = config.contact or "contact not configured"
    settings = FetchSettings(
        user_agent=f"ohliad/{__version__} (press review of {config.place.id}; {contact})",
        allow_private=options.allow_private,
        pace=config.pace,
        host_pace={urls.host(source.url): source.pace for source in config.sources if source.pace is not None},
        timeout_total=config.timeout,
    )
    return Fetcher(settings, sleep=sleep)


@contextmanager
def desk(options: Options, config: Config, *, show: bool = True) -> Iterator[Desk]:
    """One place at work, alone: a second process on the same state waits outside with a clear sentence."""
    from monitor import deletion
    from monitor.archive import Archive
    from monitor.cli.progress import bars
    from monitor.lock import held
    from monitor.pipeline.desk import Desk

    loaded: list[Decider] = []

    def decide() -> Decider:
        if not loaded:
            loaded.append(decider(options, config, opened))
        return loaded[0]

    options.state.mkdir(parents=True, exist_ok=True)
    with held(options.state / "lock"), store(options, config) as opened:
        deletion.settle(options.state, opened)
        if show and (told := renamed(options, config, opened)):
            print(told, file=sys.stderr)
        opened.save_outlets(config.outlets)
        base = Desk(
            config=config,
            store=opened,
            archive=Archive(options.state / "archive"),
            door=door(options, config),
            decider=decide,
            state=options.state,
            now=options.instant,
            rehearsal=options.now is not None,
            processes=min(os.cpu_count() or 1, 8),
        )
        if not show or options.json or not sys.stderr.isatty():
            yield base
        else:
            with bars() as tell:
                yield replace(base, tell=tell)


def owners_mistakes(options: Options, config: Config) -> list[str]:
    """What is wrong in the files beside a configuration that can itself be read; each with file, line and key."""
    from digests.reports.series import Period, Series
    from monitor.dates import kyiv_day
    from monitor.pipeline.figures import from_registers
    from monitor.pipeline.owners_files import mistakes

    def further() -> tuple[Series, ...]:
        if not is_stored(options):
            return ()
        with store(options, config) as opened:
            year = Period(kyiv_day(options.instant).year)
            return from_registers(opened, config, year, options.instant).series

    return mistakes(config, further)


def is_stored(options: Options) -> bool:
    """Is there a database? One on a server is taken to be there."""
    return "://" in str(database(options)) or Path(database(options)).exists()


def require_state(options: Options) -> None:
    """Raises StoreError where nothing was ever collected."""
    if not is_stored(options):
        raise StoreError(f"{options.state}: nothing is stored here yet; start with `ohliad run`")
