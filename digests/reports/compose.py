"""Writes the department's report for one period: sentences, tables, charts, lists, and what there is no data for.

Pure: figures, layout and registers in, a frozen Report out. It writes no claim that is not a figure, a list or the
office's own words, and drops nothing: a paragraph without data stays as a visible gap and is counted at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from digests.reports.assembly import Assembled, Doubt, span
from digests.reports.book import Block, Layout, Part, SeriesBook
from digests.reports.counting import last_day
from digests.reports.material import REGISTER_SERIES, Material, ReportList, Section
from digests.reports.report import Bars, Chapter, Grid, Heading, Listing, Notice, Paragraph, Piece, Report
from digests.reports.sentence import MISSING, bare, sentence
from digests.reports.series import MONTHS, Figure, Period, Series
from digests.reports.year_table import month_table, year_table
from monitor.language.numerals import Noun, count, short_date

_GAP = Noun("пропуск", "пропуски", "пропусків", "пропуску")
_DOUBT = Noun("застереження", "застереження", "застережень", "застереження")
_NOBODY = "нічого не внесено"


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a chapter is written from."""

    book: SeriesBook
    period: Period
    found: Mapping[str, Mapping[Period, Figure]]
    doubts: tuple[Doubt, ...]
    today: date

    def now(self, series: str) -> Figure | None:
        return self.found.get(series, {}).get(self.period)

    def of(self, series: Sequence[str]) -> tuple[Figure, ...]:
        return tuple(figure for id in dict.fromkeys(series) for figure in self.found.get(id, {}).values())


def compose(
    layout: Layout,
    book: SeriesBook,
    assembled: Assembled,
    material: Material,
    *,
    period: Period,
    heading: Heading,
    today: date,
) -> Report:
    """The report of `period` as known on `today`. The same arguments give the same report.

    Raises ValueError for a period that has not begun.
    """
    if date(period.year, period.month or 1, 1) > today:
        raise ValueError("the period has not begun")
    found: dict[str, dict[Period, Figure]] = {}
    for figure in assembled.figures:
        if figure.period.year <= period.year:
            found.setdefault(figure.series, {})[figure.period] = figure
    desk = _Desk(book, period, found, assembled.doubts, today)
    chapters = tuple(_chapter(desk, part, material) for part in layout.parts)
    places = {part.section for part in layout.parts}
    orphans = tuple(one for one in material.lists if one.section not in places)
    if orphans:
        chapters = (*chapters, Chapter("Інше", tuple(_listing(one) for one in orphans)))
    notices = _unfinished(period, today)
    pieces = [*notices, *(piece for chapter in chapters for piece in chapter.pieces)]
    return Report(
        name=f"report-{period.year}-{period.month:02d}" if period.month else f"report-{period.year}",
        title=layout.title,
        span=span(period),
        heading=heading,
        made=today,
        notices=notices,
        chapters=chapters,
        closing=_closing(pieces),
        figures=_shown(desk, layout, material),
    )


def _unfinished(period: Period, today: date) -> tuple[Notice, ...]:
    if today > last_day(period):
        return ()
    said = f"[період не завершено: показники подано станом на {short_date(today)}]"
    return (Notice(said, missing=False),)


def _closing(pieces: Sequence[Piece]) -> str:
    missing = sum(isinstance(piece, Notice) and piece.missing for piece in pieces)
    doubtful = sum(isinstance(piece, Notice) and not piece.missing for piece in pieces)
    if not missing and not doubtful:
        return "Усі розділи звіту заповнено даними."
    said = [count(missing, _GAP)] if missing else []
    said += [count(doubtful, _DOUBT)] if doubtful else []
    return f"У звіті позначено: {' і '.join(said)}; їх виділено у квадратних дужках."


# --- chapters -----------------------------------------------------------------------------------------------------


def _chapter(desk: _Desk, part: Part, material: Material) -> Chapter:
    told = frozenset(one.series.id for block in part.blocks for one in block.sentence)
    monthly = frozenset(id for block in part.blocks for id in block.months)
    pieces = [piece for block in part.blocks for piece in _block(desk, block, told, monthly)]
    shown = {id for block in part.blocks for id in block.series}
    pieces += _further(desk, part.section, shown, material)
    pieces += [_listing(one) for one in material.lists if one.section == part.section]
    if not pieces:
        pieces = [Notice(f"[немає даних: {_NOBODY}]")]
    pieces += _doubts(desk, {id for id in shown if id not in told or desk.now(id) is None})
    return Chapter(part.title, tuple(pieces))


def _doubts(desk: _Desk, series: Set[str]) -> Iterator[Piece]:
    """What must be known of these series; one notice where several share their words."""
    told: dict[str, list[str]] = {}
    for doubt in desk.doubts:
        if doubt.series.id in series and _concerns(doubt.period, desk.period):
            told.setdefault(doubt.words, []).append(doubt.series.unit)
    yield from (Notice(f"[{', '.join(units)}: {words}]", missing=False) for words, units in told.items())


def _concerns(doubtful: Period, period: Period) -> bool:
    """A year's report is touched by doubts of the year and of earlier ones, a month's by its own."""
    if period.month is None:
        return doubtful.month is None and doubtful.year <= period.year
    return doubtful == period


def _block(desk: _Desk, block: Block, told: Set[str], monthly: Set[str]) -> Iterator[Piece]:
    """`told` are the series of the chapter's sentences: what they lack is not said again under a table."""
    series = [desk.book.find(id) for id in (*block.table, *block.months)]
    if block.text:
        yield Paragraph(block.text)
    elif block.sentence:
        yield from _sentence(desk, block)
    elif block.chart:
        yield from _bars(desk, desk.book.find(block.chart), block.title)
    elif block.months or desk.period.month:
        if block.months or not monthly >= set(block.table):
            extra = bool(block.months) or told >= set(block.table)
            yield from _monthly(desk, series, block.title, told=told, extra=extra)
    else:
        yield from _yearly(desk, series, block.title, told=told, known=block.known)


def _sentence(desk: _Desk, block: Block) -> Iterator[Piece]:
    series = [clause.series for clause in block.sentence]
    silent = [one for one in series if desk.now(one.id) is None]
    if len(silent) < len(series) or any(_has_past(desk, one) for one in series):
        figures = desk.of([one.id for one in series])
        yield Paragraph(sentence(block.sentence, figures, desk.period, today=desk.today))
        yield from _doubts(desk, {one.id for one in series if one not in silent})
    if silent:
        yield _missing([one.unit for one in silent], desk.period)


def _has_past(desk: _Desk, series: Series) -> bool:
    """Whether an earlier year has a figure for its bracket: then the sentence stands, saying «немає даних» of now."""
    return any(period.month == desk.period.month for period in desk.found.get(series.id, {}))


def _missing(what: Sequence[str], period: Period) -> Notice:
    return Notice(f"[немає даних: {', '.join(what)} {span(period)}]")


def _yearly(
    desk: _Desk, series: Sequence[Series], title: str, *, told: Set[str], known: bool = True
) -> Iterator[Piece]:
    """A row a year; with `known` only the columns that have a figure."""
    with_data = [one for one in series if any(period.month is None for period in desk.found.get(one.id, {}))]
    if with_data:
        columns = with_data if known else series
        years = [period.year for one in with_data for period in desk.found[one.id] if period.month is None]
        head, *rows = year_table(columns, desk.of([one.id for one in columns]), range(min(years), desk.period.year + 1))
        yield Grid(title, head, tuple(rows))
    yield from _unsaid(desk, with_data if known and with_data else series, told, title)


def _monthly(
    desk: _Desk, series: Sequence[Series], title: str, *, told: Set[str], extra: bool = False
) -> Iterator[Piece]:
    """A row for each known month of the report's year, up to its own.

    An `extra` table repeats what sentences say: it stands only where it compares months, and lacks nothing.
    """
    period = desk.period
    last = period.month or MONTHS
    known = {
        one.id: [
            at.month for at in desk.found.get(one.id, {}) if at.year == period.year and at.month and at.month <= last
        ]
        for one in series
    }
    months = sorted({month for found in known.values() for month in found})
    with_data = [one for one in series if known[one.id]]
    if with_data and (len(months) > 1 or not extra):
        wanted = range(months[0], months[-1] + 1)
        head, *rows = month_table(with_data, desk.of([one.id for one in with_data]), period.year, wanted)
        yield Grid(title, head, tuple(rows))
    if not extra:
        yield from _unsaid(desk, with_data or series, told, title)


def _unsaid(desk: _Desk, series: Sequence[Series], told: Set[str], title: str) -> Iterator[Piece]:
    """The gaps of a table that no sentence tells."""
    if silent := [one.unit for one in series if one.id not in told and desk.now(one.id) is None]:
        what = f"{title[:1].lower()}{title[1:]} – {', '.join(silent)}" if title else ", ".join(silent)
        yield _missing([what], desk.period)


def _bars(desk: _Desk, series: Series, title: str) -> Iterator[Piece]:
    if desk.period.month:
        return
    by_year = {one.year: figure for one, figure in desk.found.get(series.id, {}).items() if one.month is None}
    if not by_year:
        yield _missing([f"діаграма «{title or series.unit}»"], desk.period)
        return
    years = range(min(by_year), desk.period.year + 1)
    found = [by_year.get(year) for year in years]
    marks = tuple(_mark(figure) for figure in found)
    words = "; ".join(f"{year} рік – {mark}" for year, mark in zip(years, marks, strict=True))
    name = title or series.unit[:1].upper() + series.unit[1:]
    values = tuple(figure.value if figure else None for figure in found)
    yield Bars(name, tuple(map(str, years)), values, marks, f"Діаграма «{name}»: {words}.")


def _mark(figure: Figure | None) -> str:
    if figure is None:
        return MISSING
    if figure.partial:
        return f"{bare(figure)} (за {figure.partial} міс.)"
    ends = last_day(figure.period)
    read = f" (на {short_date(figure.as_of)})" if figure.as_of and figure.as_of < ends else ""
    return f"{bare(figure)}{read}"


def _further(desk: _Desk, section: Section, shown: set[str], material: Material) -> Iterator[Piece]:
    """Series that registers place in this section and the layout does not show: a table of stocks, one of flows."""
    places = {**REGISTER_SERIES, **dict(material.section_of)}
    mine = [one for one in desk.book.series if places.get(one.id) == section and one.id not in shown]
    for measure in ("stock", "flow"):
        series = [one for one in mine if one.measure == measure and desk.found.get(one.id)]
        if series:
            table = _monthly if desk.period.month else _yearly
            yield from table(desk, series, "", told=frozenset())


def _listing(one: ReportList) -> Piece:
    if not one.lines:
        return Notice(f"[немає даних: {one.title[:1].lower()}{one.title[1:]}]")
    bare = [line.rstrip(" ;.") for line in one.lines]
    return Listing(f"{one.title.rstrip(' :')}:", (*(f"{line};" for line in bare[:-1]), f"{bare[-1]}."))


def _shown(desk: _Desk, layout: Layout, material: Material) -> tuple[tuple[Series, Figure], ...]:
    """Every figure of the series that stand in the report, up to its period: what the appendix proves."""
    places = {**REGISTER_SERIES, **dict(material.section_of)}
    sections = {part.section for part in layout.parts}
    named = {id for part in layout.parts for block in part.blocks for id in block.series}
    named |= {id for id, section in places.items() if section in sections}
    return tuple(
        (series, figure)
        for series in desk.book.series
        if series.id in named
        for period, figure in desk.found.get(series.id, {}).items()
        if _belongs(period, desk.period)
    )


def _belongs(shown: Period, period: Period) -> bool:
    """A year shows years and its own months; a month shows itself in each year and the months before it."""
    if shown.year == period.year and shown.month:
        return shown.month <= (period.month or MONTHS)
    return shown.month == period.month
