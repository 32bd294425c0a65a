"""Which series there are and what a report consists of, as data: YAML checked into frozen nouns. Counts nothing.

Packaged files stand in definitions/reports/; an owner's beside sources.yaml add series (replacing those of the same
id) and replace the report as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from digests import reading
from digests.reports.material import SECTIONS, Section
from digests.reports.sentence import Clause, Verb
from digests.reports.series import Break, Measure, Series
from monitor.errors import ConfigError
from monitor.language.numerals import Noun

PACKAGED = Path(__file__).resolve().parents[1]
_FOLDER = Path("definitions") / "reports"
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_STRICT = ConfigDict(extra="forbid")
Words = Annotated[str, Field(min_length=1, max_length=300)]
Counts = Literal["issues", "items", "direct"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a query counts over the approved issues of these kinds: the issues, their clips, or the direct ones."""

    __pydantic_config__ = _STRICT

    what: Counts
    kinds: Annotated[tuple[Words, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class SeriesBook:
    """Every known series in its printed order, and which of them a query counts."""

    series: tuple[Series, ...]
    counts: Mapping[str, Count]

    def find(self, id: str) -> Series:
        """The series of this id. Raises ConfigError with the nearest known ones."""
        for one in self.series:
            if one.id == id:
                return one
        known = [one.id for one in self.series]
        hint = reading.nearest(id, known) or f"; known: {', '.join(known)}"
        raise ConfigError(f"there is no series {id!r}{hint}")

    def extended(self, others: Sequence[Series]) -> SeriesBook:
        """The book with the series that registers bring; a known id keeps its definition."""
        known = {one.id for one in self.series}
        return SeriesBook((*self.series, *(one for one in others if one.id not in known)), self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of a section; exactly one of the kinds is set."""

    sentence: tuple[Clause, ...] = ()
    table: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    chart: str = ""
    text: str = ""
    title: str = ""
    known: bool = False

    @property
    def series(self) -> tuple[str, ...]:
        """The ids of every series the block shows."""
        return (
            *(one.series.id for one in self.sentence),
            *self.table,
            *self.months,
            *([self.chart] * bool(self.chart)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section with its blocks in print order."""

    section: Section
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a report consists of, for any period."""

    title: str
    parts: tuple[Part, ...]


# --- shapes of the files ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _BreakShape:
    __pydantic_config__ = _STRICT

    year: Annotated[int, Field(ge=1990, le=2100)]
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _SeriesShape:
    __pydantic_config__ = _STRICT

    noun: tuple[Words, Words, Words, Words]
    unit: Words
    one: str = ""
    measure: Measure = "flow"
    breaks: tuple[_BreakShape, ...] = ()
    count: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _ClauseShape:
    __pydantic_config__ = _STRICT

    series: Words
    verb: str = ""
    verb_one: str = ""
    verbless: bool = False
    tail: str = ""
    link: str = ""
    link_one: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _BlockShape:
    __pydantic_config__ = _STRICT

    sentence: tuple[_ClauseShape, ...] = ()
    table: tuple[Words, ...] = ()
    months: tuple[Words, ...] = ()
    chart: str = ""
    text: str = ""
    title: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _PartShape:
    __pydantic_config__ = _STRICT

    section: Section
    title: str = ""
    blocks: tuple[_BlockShape, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _LayoutShape:
    __pydantic_config__ = _STRICT

    title: Words = "Звіт про роботу"
    sections: Annotated[tuple[_PartShape, ...], Field(min_length=1)]


# --- reading ------------------------------------------------------------------------------------------------------


def load_series(folders: Sequence[Path] = ()) -> SeriesBook:
    """The packaged series, then those of each folder. Raises ConfigError with file, line and key of every problem."""
    found: dict[str, tuple[Series, Count | None]] = {}
    for path in _files("series.yaml", folders):
        data = reading.mapping(path)
        for id in data:
            if not _ID.fullmatch(str(id)):
                where = reading.line_of(data, [id])
                raise ConfigError(f"{path}:{where}: {id}: a series is named by small Latin letters, digits and hyphens")
        shapes = reading.checked(TypeAdapter(dict[str, _SeriesShape]), reading.plain(data), path, data)
        found |= {id: (_series(id, shape), shape.count) for id, shape in shapes.items()}
    counts = {id: count for id, (_, count) in found.items() if count is not None}
    return SeriesBook(tuple(series for series, _ in found.values()), counts)


def load_layout(book: SeriesBook, folders: Sequence[Path] = ()) -> Layout:
    """The report's definition: the last folder's, else the packaged one. Raises ConfigError."""
    path = _files("report.yaml", folders)[-1]
    data = reading.mapping(path)
    shape = reading.checked(TypeAdapter(_LayoutShape), reading.plain(data), path, data)
    parts, problems = [], []
    for at, part in enumerate(shape.sections):
        blocks = []
        for place, block in enumerate(part.blocks):
            try:
                blocks.append(_block(book, block))
            except ConfigError as error:
                line = reading.line_of(data, ["sections", at, "blocks", place])
                problems.append(f"{path}:{line}: sections.{at}.blocks.{place}: {error}")
        parts.append(Part(section=part.section, title=part.title or SECTIONS[part.section], blocks=tuple(blocks)))
    if problems:
        raise ConfigError(problems)
    return Layout(title=shape.title, parts=tuple(parts))


def _files(name: str, folders: Sequence[Path]) -> list[Path]:
    return [path for folder in (PACKAGED, *folders) if (path := folder / _FOLDER / name).is_file()]


def _series(id: str, shape: _SeriesShape) -> Series:
    breaks = tuple(Break(one.year, one.reason) for one in shape.breaks)
    return Series(id, Noun(*shape.noun), shape.unit, shape.measure, shape.one, breaks)


def _block(book: SeriesBook, shape: _BlockShape) -> Block:
    kinds: dict[str, Any] = {
        name: getattr(shape, name) for name in ("sentence", "table", "months", "chart", "text") if getattr(shape, name)
    }
    if len(kinds) != 1:
        raise ConfigError("a block is one of sentence, table, months, chart, text")
    for id in (*shape.table, *shape.months, *([shape.chart] if shape.chart else ())):
        book.find(id)
    if len({book.find(id).measure for id in (*shape.table, *shape.months)}) > 1:
        raise ConfigError("a table holds stocks or flows, not both")
    if shape.sentence:
        kinds["sentence"] = tuple(_clause(book, one) for one in shape.sentence)
    return Block(title=shape.title, known=shape.known, **kinds)


def _clause(book: SeriesBook, shape: _ClauseShape) -> Clause:
    verb = None if shape.verbless else Verb(shape.verb, shape.verb_one)
    return Clause(book.find(shape.series), verb, shape.tail, shape.link, shape.link_one)
