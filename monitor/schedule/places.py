"""The configured places of a service, read anew when their files change. A file that went wrong changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from monitor.config import Config
from monitor.errors import ConfigError


class Configured:
    """Call it for the configurations in force.

    Raises ConfigError while a file cannot be read; the caller goes on with what it had.
    """

    def __init__(self, paths: Sequence[Path], load: Callable[[Path], Config]) -> None:
        self._paths, self._load = tuple(paths), load
        self._read: tuple[object, ...] = ()
        self._configs: tuple[Config, ...] = ()
        self._wrong: ConfigError | None = None

    def __call__(self) -> tuple[Config, ...]:
        written = tuple(_written(path) for path in self._paths)
        if written != self._read:
            self._read, self._wrong = written, None
            try:
                self._configs = _distinct([self._load(path) for path in self._paths])
            except ConfigError as error:
                self._wrong = error
        if self._wrong is not None:
            raise self._wrong
        return self._configs


def _written(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def _distinct(configs: Sequence[Config]) -> tuple[Config, ...]:
    names = [config.place.id for config in configs]
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(f"two configuration files are about the same place {name!r}; give one an own `id`")
    return tuple(configs)


def as_one(configs: Sequence[Config]) -> Config:
    """What one door serves: every source, the slowest pace and the longest patience of all places."""
    return replace(
        configs[0],
        sources=tuple(source for config in configs for source in config.sources),
        pace=max(config.pace for config in configs),
        timeout=max(config.timeout for config in configs),
    )
