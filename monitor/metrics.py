"""Counts and states in the text format of Prometheus: what an office's monitoring asks of us.

`render` is pure; `picture` reads one place from the store. No word of what was collected stands in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.config import Config
from monitor.store import SourceState, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One place at one moment."""

    place: str
    counts: tuple[tuple[str, int], ...]  # of the store, by its own names
    sources: tuple[SourceState, ...] = ()  # those that are configured
    issues: tuple[tuple[str, str, int], ...] = ()  # kind, state, how many
    letters: tuple[tuple[str, int], ...] = ()  # state, how many
    deleted: int = 0
    newest: datetime | None = None  # the last visit
    bytes: tuple[tuple[str, int], ...] = ()  # of database and archive
    heartbeat: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Family:
    name: str
    help: str
    kind: str = "gauge"


_INFO = _Family("ohliad_info", "The version that answers.")
_STORED = _Family("ohliad_stored", "Rows in the database by subject.")
_ENTRIES = _Family("ohliad_entries", "Items by how far they are on their way.")
_ISSUES = _Family("ohliad_issues", "Issues by kind and state.")
_LETTERS = _Family("ohliad_letters", "Letters of the outbox by state; failed and unknown ones wait for a person.")
_DELETED = _Family("ohliad_deleted_items", "Items deleted on demand or by age.")
_STATE = _Family("ohliad_source_state", "1 for the state a source was last found in.")
_FAILURES = _Family("ohliad_source_failures", "Visits in a row that failed.")
_ANSWERED = _Family("ohliad_source_answered_timestamp_seconds", "When a source last answered.")
_BROUGHT = _Family("ohliad_source_brought_timestamp_seconds", "When a source last brought something new.")
_VISIT = _Family("ohliad_last_visit_timestamp_seconds", "When any source was last visited.")
_BEAT = _Family("ohliad_heartbeat_timestamp_seconds", "The last sign of life of the service.")
_BYTES = _Family("ohliad_bytes", "Bytes on disk by part.")

Sample = tuple[_Family, tuple[tuple[str, str], ...], float]


def picture(state: Path, store: Store, config: Config) -> Picture:
    """What one place is like now. Raises StoreError."""
    states = store.source_states()
    served = store.size()
    rows = store.issues.heads()
    issues = Counter((row.kind, row.state) for row in rows)
    letters = Counter(letter.state for letter in store.issues.letters())
    return Picture(
        place=store.place,
        counts=tuple(sorted(store.counts().items())),
        sources=tuple(states.get(source.id, SourceState(id=source.id)) for source in config.sources),
        issues=tuple((kind, name, number) for (kind, name), number in sorted(issues.items())),
        letters=tuple(sorted(letters.items())),
        deleted=store.deletions.count(),
        newest=store.deletions.newest(),
        bytes=(
            ("archive", _size(state / "archive")),
            ("database", _size(state, "ohliad.sqlite*") if served is None else served),
        ),
        heartbeat=_beat(state),
    )


def _size(folder: Path, pattern: str = "*") -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def _beat(state: Path) -> datetime | None:
    from monitor.errors import StoreError
    from monitor.schedule.heartbeat import read_beat

    try:
        return read_beat(state).time
    except StoreError:
        return None


def render(pictures: Sequence[Picture], version: str) -> str:
    """The text format 0.0.4: every family once with its help and type, all places in it."""
    families: dict[_Family, list[str]] = {_INFO: [_line(_INFO.name, (("version", version),), 1)]}
    for one in pictures:
        for family, labels, value in _samples(one):
            families.setdefault(family, []).append(_line(family.name, (("place", one.place), *labels), value))
    lines: list[str] = []
    for family, samples in families.items():
        lines += [f"# HELP {family.name} {family.help}", f"# TYPE {family.name} {family.kind}", *samples]
    return "\n".join(lines) + "\n"


def _samples(one: Picture) -> Iterator[Sample]:
    for name, number in one.counts:
        subject, _, state = name.partition(" ")
        yield (_ENTRIES, (("state", state),), number) if state else (_STORED, (("subject", subject),), number)
    for kind, state, number in one.issues:
        yield _ISSUES, (("kind", kind), ("state", state)), number
    for state, number in one.letters:
        yield _LETTERS, (("state", state),), number
    yield _DELETED, (), one.deleted
    for part, size in one.bytes:
        yield _BYTES, (("part", part),), size
    for family, instant in ((_VISIT, one.newest), (_BEAT, one.heartbeat)):
        if instant is not None:
            yield family, (), instant.timestamp()
    yield from _of_sources(one.sources)


def _of_sources(sources: Iterable[SourceState]) -> Iterator[Sample]:
    for source in sources:
        name = ("source", source.id)
        yield _STATE, (name, ("state", source.state)), 1
        yield _FAILURES, (name,), source.failures
        for family, instant in ((_ANSWERED, source.answered), (_BROUGHT, source.brought)):
            if instant is not None:
                yield family, (name,), instant.timestamp()


def _line(name: str, labels: Iterable[tuple[str, str]], value: float) -> str:
    text = ",".join(f'{key}="{_escaped(one)}"' for key, one in labels)
    return f"{name}{{{text}}} {int(value) if float(value).is_integer() else value}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
