"""The series of one place: what people entered, what queries count, and every unit behind a counted figure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Literal, cast

from digests.definition import asked, load_definitions
from digests.reports import provenance
from digests.reports.assembly import Assembled, assemble, ends_before, named, redecided
from digests.reports.book import SeriesBook, load_series
from digests.reports.counting import Correction, Decided, Issued, Tally, Unit, Used, corrections, last_day, tally
from digests.reports.material import Material
from digests.reports.past_years import read_past_years
from digests.reports.series import Approximate, Figure, Former, Origin, Period
from monitor.config import Config
from monitor.dates import kyiv_day
from monitor.errors import ConfigError
from monitor.ledger import in_force
from monitor.model import DIRECT
from monitor.pipeline.units import NOT_PRINTED, Printed, printed
from monitor.store import Store
from monitor.store.figures import FigureRow

# Where registers hand over what they count; a place without registers has none.
REGISTERS = "monitor.pipeline.registers"
# As in the files of past years: councils in their present form date from 1990.
OLDEST = 1990
# A stock read on 1 January closes the year before; a month later it is a figure of the new year.
CLOSING = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All figures of a place at one moment, and what registers bring for one period."""

    book: SeriesBook
    assembled: Assembled
    material: Material
    tallies: dict[str, Tally]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of a figure as an auditor sees it; `address` and the page are empty for an issue or a lost page.

    `printed`: what its issue says it is; `corrected`: it would go («out»), or is no unit and would come («in»), by what
    was decided after approval.
    """

    unit: Unit
    address: str
    warc: str
    offset: int
    sha256: str
    corrected: Literal["", "out", "in"] = ""
    printed: Printed = NOT_PRINTED


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: its figures, how many of them were new or corrected, its counted rows passed over."""

    held: int
    new: int
    counted: int


def known(store: Store, config: Config, period: Period, now: datetime) -> Known:
    """Every figure as it was known at `now`: what was approved, decided and entered by then.

    Registers are read as they stand. Raises ConfigError for a broken definition, StoreError.
    """
    material = from_registers(store, config, period, now)
    book = load_series([config.folder_of_definitions]).extended(material.series)
    tallies = counts(store, book, now)
    found = assemble(book, entered(store, until=now), tallies, material.figures, kyiv_day(now))
    found = redecided(book, found, changed(store, config, book, tallies, now))
    return Known(book=book, assembled=found, material=material, tallies=tallies)


def from_registers(store: Store, config: Config, period: Period, now: datetime) -> Material:
    """Figures and lists of the registers, where there are registers."""
    if find_spec(REGISTERS) is None:
        return Material()
    ask = cast("Callable[..., Material]", import_module(REGISTERS).material)
    return ask(store, period, now=now, config=config)


def counts(store: Store, book: SeriesBook, until: datetime | None = None) -> dict[str, Tally]:
    """The units of every series that a query counts, in the issues approved by then (None: ever)."""
    kinds = _kinds(book)
    issues = _issues(store, kinds, until)
    rows = store.figures.items(kinds, until=until)
    uses = [Used(issues[row.issue], row.article, row.position, row.direct) for row in rows if row.issue in issues]
    return {id: tally(count, tuple(issues.values()), uses) for id, count in book.counts.items()}


def changed(
    store: Store, config: Config, book: SeriesBook, tallies: Mapping[str, Tally], now: datetime
) -> dict[str, tuple[Correction, ...]]:
    """What would count otherwise by the decisions made after approval and known at `now`, by series."""
    decisions = list(_decided(store, config, _kinds(book), now))
    return {id: corrections(count, tallies[id], decisions) for id, count in book.counts.items()}


def _decided(store: Store, config: Config, kinds: Sequence[str], now: datetime) -> Iterator[Decided]:
    """As an issue takes its clips: about the city (or what else its definition asks for), or by a person's «use»."""
    issues = _issues(store, kinds, now)
    rows = [row for row in store.figures.errata(kinds, until=now) if row.issue in issues]
    doubtful = sorted({row.article for row in rows if row.field in ("use", "relevance")})
    put_in = _put_in(store, doubtful, now)
    about = {clip.article.id: clip.relevance for clip in store.clips(articles=doubtful, relevance=None)}
    wanted = load_definitions([config.folder_of_definitions])
    use: dict[tuple[str, str], str] = {}
    relevance: dict[tuple[str, str], str | None] = {}
    for row in rows:
        kind = issues[row.issue].kind
        key = kind, row.article
        if row.field == "citation":
            yield Decided(*key, direct=row.now in DIRECT)
        elif row.field == "use" and not row.now:  # nobody puts it in or leaves it out any more: its relevance decides
            use[key] = ""
            relevance.setdefault(key, about.get(row.article))
        elif row.field in ("use", "relevance"):
            (use if row.field == "use" else relevance)[key] = row.now
        if row.field in ("use", "relevance"):
            taken = key not in relevance or relevance[key] in asked(wanted, kind)
            yield Decided(*key, used=use.get(key) != "no" and (taken or row.article in put_in))


def _put_in(store: Store, articles: Sequence[str], now: datetime) -> set[str]:
    """Those that a person's «use» held in at `now`; a decision taken back later stood then."""
    rows = store.opinions.history(articles, until=now + timedelta(seconds=1)) if articles else []
    known = {row.id for row in rows}
    then = [replace(row, undone=None) if (row.undone or 0) > 0 and row.undone not in known else row for row in rows]
    found = {
        name: in_force([one for one in then if (one.label.article, one.label.field) == (name, "use")])
        for name in articles
    }
    return {name for name, entry in found.items() if entry is not None and entry.label.value == "yes"}


def _kinds(book: SeriesBook) -> list[str]:
    return sorted({kind for count in book.counts.values() for kind in count.kinds})


def _issues(store: Store, kinds: Sequence[str], until: datetime | None) -> dict[int, Issued]:
    return {
        row.id: Issued(f"{row.kind}/{row.day.year}/{row.number}", row.kind, row.day, row.sha256)
        for row in store.figures.issues(kinds, until=until)
    }


def entered_before(store: Store, book: SeriesBook, series: str, period: Period, now: datetime) -> int:
    """How much of a figure people entered for months before the first issue: it has no units."""
    if series not in book.counts:
        return 0
    since = counts(store, book, now)[series].since
    first = Period(since.year, since.month) if since else None
    known = [one for one in entered(store, series, until=now) if first is None or ends_before(one.period, first)]
    own = [one for one in known if one.period == period]
    months = [one for one in known if period.month is None and one.period.month and one.period.year == period.year]
    return sum(one.value for one in own or months)


# --- what people entered ------------------------------------------------------------------------------------------


def entered(store: Store, series: str | None = None, *, until: datetime | None = None) -> tuple[Figure, ...]:
    """The figures in force (`until`: at that instant) with their history; withdrawn ones are left out."""
    found: dict[tuple[str, Period], list[FigureRow]] = {}
    for row in store.figures.rows(series, until=until):
        found.setdefault((row.series, Period(row.year, row.month)), []).append(row)
    return tuple(_figure(rows) for rows in found.values() if rows[-1].value is not None)


def _figure(rows: Sequence[FigureRow]) -> Figure:
    history = tuple(_former(row, then) for row, then in pairwise(rows) if row.value is not None)
    last = rows[-1]
    assert last.value is not None
    return Figure(
        series=last.series,
        period=Period(last.year, last.month),
        value=last.value,
        as_of=last.as_of,
        partial=last.partial,
        approximate=cast("Approximate", last.approximate),
        source=cast("Origin", last.source),
        by=last.by,
        note="; ".join(part for part in (last.note, last.origin) if part),
        history=history,
        at=kyiv_day(last.at),
    )


def _former(row: FigureRow, then: FigureRow) -> Former:
    """What `then` put out of force; why stands as its note."""
    assert row.value is not None
    approximate, source = cast("Approximate", row.approximate), cast("Origin", row.source)
    return Former(row.value, approximate, source, row.by, kyiv_day(then.at), "")


def enter(store: Store, book: SeriesBook, figures: Sequence[Figure], now: datetime, *, origin: str = "") -> int:
    """Store figures; those that stand already just so are passed over. Returns how many are new or corrected.

    All or nothing: raises ConfigError where one is of a time that a query counts.
    """
    tallies = counts(store, book)
    today = kyiv_day(now)
    problems = [said for figure in figures if (said := _counted(book, figure.series, figure.period, tallies))]
    problems += [said for figure in figures if (said := _untimely(figure, today))]
    if problems:
        raise ConfigError(problems)
    standing = {figure.key: figure for figure in entered(store)}
    rows = [_row(figure, now, origin) for figure in figures if not _same(standing.get(figure.key), figure)]
    store.figures.add(rows)
    return len(rows)


def withdraw(store: Store, book: SeriesBook, series: str, period: Period, *, by: str, now: datetime, note: str) -> None:
    """Take a figure back: from now on there is no data for that period; what stood there stays in the history.

    Raises ConfigError where nobody entered one, or where a query counts it.
    """
    if said := _counted(book, series, period, counts(store, book)):
        raise ConfigError(said)
    if all(figure.period != period for figure in entered(store, series)):
        raise ConfigError(f"{series} {named(period)}: nobody entered a figure, so none can be taken back")
    row = FigureRow(series=series, year=period.year, month=period.month, value=None, by=by, at=now, note=note)
    store.figures.add([row])


def take_file(store: Store, book: SeriesBook, path: Path, now: datetime, *, by: str) -> Imported:
    """Import a CSV of past years, or our own report's: what it counted is passed over.

    Raises ConfigError that names file, line and column of every problem; then nothing is stored.
    """
    data = path.read_bytes()
    read = read_past_years(data, book.series, name=path.name, by=by)
    figures = [replace(figure, source="imported") for figure in read.figures]
    origin = f"{path.name}, sha256 {hashlib.sha256(data).hexdigest()[:12]}"
    return Imported(len(figures), enter(store, book, figures, now, origin=origin), read.counted)


def _counted(book: SeriesBook, series: str, period: Period, tallies: Mapping[str, Tally]) -> str:
    """Why nothing may be entered there, or nothing."""
    found = tallies.get(series)
    if found is None or found.since is None:
        return ""
    begin = Period(found.since.year, found.since.month)
    if ends_before(period, begin):
        return ""
    unit = book.find(series).unit
    return (
        f"{series} ({unit}): from {begin.month:02d}.{begin.year} on approved issues are counted and nothing is "
        f"typed; a month before it may be entered as {begin.year}-MM"
    )


def _untimely(figure: Figure, today: date) -> str:
    """Why nobody can know this figure, or nothing: its period is to come, or its day belongs to another one."""
    period, read = figure.period, figure.as_of
    name = f"{figure.series} {period.year}{f'-{period.month:02d}' if period.month else ''}"
    first = date(period.year, period.month or 1, 1)
    if period.year < OLDEST:
        return f"{name}: the year is before {OLDEST}, so it is a slip"
    if first > today:
        return f"{name}: has not begun"
    if read is not None and not first <= read <= last_day(period) + CLOSING:
        return f"{name}: the day it was read, {read:%d.%m.%Y}, is not of that {'month' if period.month else 'year'}"
    return ""


def _same(old: Figure | None, new: Figure) -> bool:
    def said(one: Figure) -> tuple[object, ...]:
        return one.value, one.approximate, one.partial, one.as_of, one.by

    # A note that is new must not be lost; what was imported carries its file behind its note.
    return old is not None and said(old) == said(new) and new.note in provenance.note(old)


def _row(figure: Figure, now: datetime, origin: str) -> FigureRow:
    return FigureRow(
        series=figure.series,
        year=figure.period.year,
        month=figure.period.month,
        value=figure.value,
        approximate=figure.approximate,
        as_of=figure.as_of,
        partial=figure.partial,
        source=figure.source,
        by=figure.by,
        at=now,
        note=figure.note,
        origin=origin,
    )


# --- the units behind a figure ------------------------------------------------------------------------------------


def units(
    store: Store, config: Config, book: SeriesBook, series: str, period: Period, *, now: datetime
) -> list[UnitRow]:
    """Every unit of a queried figure as known at `now`: what it is, its stored page; those to come at the end.

    Of the chronicle's figure a unit is an event. Raises ConfigError for other series.
    """
    book.find(series)
    if series == "events-held":
        from monitor.pipeline.held_events import held  # the registers, which few commands need

        known = {unit.article: (unit, told) for unit, told in held(store) if unit.within(period)}
        where = store.evidence(list(known))
        return [UnitRow(unit, *where.get(one, ("", "", 0, "")), "", told) for one, (unit, told) in known.items()]
    if series not in book.counts:
        raise ConfigError(
            f"{series} is not counted by a query: it has no units; `ohliad figures {series}` shows who gave it"
        )
    tallies = counts(store, book, now)
    later = changed(store, config, book, tallies, now)[series]
    gone = {one.unit.article for one in later if not one.comes}
    found = [unit for unit in tallies[series].units if unit.within(period)]
    new = [one.unit for one in later if one.comes and one.unit.within(period)]
    pages = store.evidence([unit.article for unit in (*found, *new) if unit.article])
    names = {issued.name: issue for issue, issued in _issues(store, _kinds(book), now).items()}
    lines = store.figures.printed(
        sorted({names[unit.issue.name] for unit in (*found, *new)}), [unit.article for unit in (*found, *new)]
    )

    def row(unit: Unit, corrected: Literal["", "out", "in"]) -> UnitRow:
        told = printed(lines.get((names[unit.issue.name], unit.article), "{}"))
        return UnitRow(unit, *pages.get(unit.article, ("", "", 0, "")), corrected, told)

    return [*(row(unit, "out" if unit.article in gone else "") for unit in found), *(row(unit, "in") for unit in new)]
