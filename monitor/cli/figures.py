"""The command `figures`: the series of a place, entering and importing past ones, the units behind a counted one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text
from typer.core import TyperGroup

from monitor import files
from monitor.cli import show
from monitor.cli.report import read_period
from monitor.cli.wiring import Options, require_state, store
from monitor.dates import kyiv_day
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from digests.reports.assembly import Assembled
    from digests.reports.book import SeriesBook
    from digests.reports.series import Figure, Period
    from monitor.pipeline.figures import Known, UnitRow
    from monitor.store import Store

# Columns are only ever added, at the end.
_KEYS = ("series", "issue", "day", "article", "url", "warc", "offset", "sha256", "corrected")
_UNITS = ("показник", "випуск", "дата випуску", "код матеріалу", "адреса", "файл архіву", "зсув", "sha256", "уточнення")
_PRINTED = ("видання", "дата", "заголовок", "номер і сторінка")
_CORRECTED = {"": "", "out": "вилучено після затвердження", "in": "додано після затвердження"}


class _SeriesOrCommand(TyperGroup):
    """`figures reviews` is `figures show reviews`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["show", *args]
        return super().resolve_command(ctx, args)


figures_app = typer.Typer(
    cls=_SeriesOrCommand, help="The figures of reports: list, enter, import, prove.", invoke_without_command=True
)


def register(app: typer.Typer) -> None:
    app.add_typer(figures_app, name="figures")


@figures_app.callback()
def figures(context: typer.Context) -> int:
    """Every series with its years; with the id of one, all its figures and their corrections."""
    if context.invoked_subcommand is not None:
        return 0
    return year_series(context.obj)


def year_series(options: Options) -> int:
    """The year series with their counts, a row a series."""
    known = _known(options)
    from digests.reports.sentence import bare

    found = _by_series(known.assembled)
    years = sorted({figure.period.year for figure in known.assembled.figures if figure.period.month is None})
    rows = [
        (series, {figure.period.year: figure for figure in found[series.id] if figure.period.month is None})
        for series in known.book.series
        if series.id in found
    ]
    if options.json:
        show.emit({series.id: [_fields(figure) for figure in found[series.id]] for series, _ in rows})
        return 0
    table = Table("series", "", *map(str, years), box=None, pad_edge=False)
    for series, values in rows:
        cells = (_cell(values[year], bare) if year in values else "–" for year in years)
        table.add_row(series.id, Text(series.unit), *cells)
    show.console().print(table if rows else "no figure is known yet; past years: ohliad figures import FILE.csv")
    for doubt in known.assembled.doubts:
        show.console().print(Text(f"? {doubt.series.unit}: {doubt.words}", style="yellow"))
    return 0


def _cell(figure: Figure, bare: Any) -> str:
    return str(bare(figure)) + (f" ({figure.partial} міс.)" if figure.partial else "")


@figures_app.command("show")
def show_series(context: typer.Context, series: Annotated[str, typer.Argument(help="The id of a series.")]) -> int:
    """One series: every figure with its source, who gave it and when, and what was corrected."""
    from digests.reports import provenance

    options: Options = context.obj
    known = _known(options)
    one = known.book.find(series)
    found = [figure for figure in known.assembled.figures if figure.series == one.id]
    if options.json:
        show.emit([_fields(figure) for figure in found])
        return 0
    table = Table(*provenance.ROW_HEAD, box=None, pad_edge=False)
    for figure in found:
        table.add_row(*(Text(cell) for cell in provenance.row(figure)))
    show.console().print(Text(f"{one.id}: {one.unit}, {one.measure}", style="bold"))
    show.console().print(table if found else "no figure is known yet")
    return 0


# «-5» is a value, if a wrong one, and no option.
@figures_app.command("set", context_settings={"ignore_unknown_options": True})
def set_figure(
    context: typer.Context,
    series: Annotated[str, typer.Argument(help="The id of a series.")],
    period: Annotated[str, typer.Argument(help="A year, 2019, or a month, 2019-03.")],
    value: Annotated[str, typer.Argument(help="105, «понад 2400», «близько 300»; «немає даних» takes it back.")],
    as_of: Annotated[str | None, typer.Option("--as-of", help="The day it was read, 2019-12-31.")] = None,
    months: Annotated[
        int | None, typer.Option("--months", min=1, max=11, help="It covers only so many months.")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who says so.")] = "operator",
    note: Annotated[str, typer.Option("--note", help="Anything for the record.")] = "",
) -> int:
    """Enter or correct one figure; what stood there is kept as its history."""
    from digests.reports.past_years import is_missing, typed_day, typed_value
    from digests.reports.series import Figure
    from monitor.pipeline import figures as road

    options: Options = context.obj
    asked = read_period(period)
    day = typed_day(as_of) if as_of else None
    if months is not None and asked.month is not None:
        raise ConfigError("only a year can be partial: --months does not go with a month")
    with store(options, options.config) as opened:
        book = _book(options, opened, asked)
        book.find(series)
        if is_missing(value):
            road.withdraw(opened, book, series, asked, by=by, now=options.instant, note=note)
            new = 1
        else:
            number, approximate = typed_value(value)
            figure = Figure(series, asked, number, day, months, approximate, "typed", by, note)
            new = road.enter(opened, book, [figure], options.instant)
    show.console().print(Text(f"{series} {period}: {value}" if new else f"{series} {period} stood at {value} already"))
    return 0


@figures_app.command("import")
def import_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A CSV of past years.", exists=True, dir_okay=False)],
    by: Annotated[str, typer.Option("--by", help="Who says so, where a row does not.")] = "operator",
) -> int:
    """Take in past years from a CSV: all of it, or a list of what is wrong with it."""
    from digests.reports.series import Period
    from monitor.pipeline import figures as road

    options: Options = context.obj
    with store(options, options.config) as opened:
        book = _book(options, opened, Period(options.instant.year))
        done = road.take_file(opened, book, file, options.instant, by=by)
    passed = f"; {done.counted} passed over: the program counts them itself" if done.counted else ""
    show.console().print(Text(f"{file}: {done.held} figures, {done.new} new or corrected{passed}"))
    return 0


@figures_app.command("units")
def units(
    context: typer.Context,
    series: Annotated[str, typer.Argument(help="A series that a query counts.")],
    period: Annotated[str, typer.Argument(help="A year, 2026, or a month, 2026-11.")],
    out: Annotated[Path | None, typer.Option("--out", help="Write them as CSV.")] = None,
) -> int:
    """Every unit behind a counted figure: its issue, outlet, date, headline, page, address, stored page and hash."""
    from digests.render import csv
    from monitor.pipeline import figures as road

    options: Options = context.obj
    require_state(options)
    asked = read_period(period)
    if date(asked.year, asked.month or 1, 1) > kyiv_day(options.instant):
        raise ConfigError(f"{period} has not begun")
    with store(options, options.config) as opened:
        book = _book(options, opened, asked)
        rows = road.units(opened, options.config, book, series, asked, now=options.instant)
        entered = road.entered_before(opened, book, series, asked, options.instant)
    if out is not None:
        cells = ((*_unit(series, row), _CORRECTED[row.corrected], *asdict(row.printed).values()) for row in rows)
        files.write(out, csv.write([(*_UNITS, *_PRINTED), *cells]))
        show.console().print(Text(f"wrote {out}: {_amount(rows)}"))
    elif options.json:
        show.emit(
            [
                {**dict(zip(_KEYS, (*_unit(series, row), row.corrected), strict=True)), **asdict(row.printed)}
                for row in rows
            ]
        )
    else:
        for row in rows:
            _, issue, day, article, address, *_ = _unit(series, row)
            source, headline = row.printed.source, row.printed.headline
            parts = (issue, day, article, source, headline, address, _CORRECTED[row.corrected])
            show.console().print(Text("  ".join(part for part in parts if part)), soft_wrap=True)
        show.console().print(_amount(rows))
    if entered and not options.json:
        told = f"{entered} more were entered by hand for earlier months" if rows else f"{entered} were entered by hand"
        show.console().print(f"{told} and have no units")
    return 0


def _amount(rows: Sequence[UnitRow]) -> str:
    """«16 units; with corrections after approval 15: 2 out, 1 in»."""
    out, new = (sum(row.corrected == mark for row in rows) for mark in ("out", "in"))
    frozen = len(rows) - new
    said = f"{frozen} unit{'' if frozen == 1 else 's'}"
    if out or new:
        said += f"; with corrections after approval {frozen - out + new}: {out} out, {new} in"
    return said


def _unit(series: str, row: UnitRow) -> tuple[str, ...]:
    unit = row.unit
    digest = row.sha256 if unit.article else unit.issue.sha256
    offset = str(row.offset) if row.warc else ""
    return series, unit.issue.name, unit.day.isoformat(), unit.article, row.address, row.warc, offset, digest


def _book(options: Options, opened: Store, period: Period) -> SeriesBook:
    from digests.reports.book import load_series
    from monitor.pipeline import figures as road

    further = road.from_registers(opened, options.config, period, options.instant).series
    return load_series([options.config.folder_of_definitions]).extended(further)


def _known(options: Options) -> Known:
    from digests.reports.series import Period
    from monitor.pipeline import figures as road

    require_state(options)
    with store(options, options.config) as opened:
        return road.known(opened, options.config, Period(options.instant.year), options.instant)


def _by_series(found: Assembled) -> dict[str, list[Figure]]:
    grouped: dict[str, list[Figure]] = {}
    for figure in found.figures:
        grouped.setdefault(figure.series, []).append(figure)
    return grouped


def _fields(figure: Figure) -> dict[str, object]:
    def day(one: date | None) -> str | None:
        return one.isoformat() if one else None

    return {
        "series": figure.series,
        "year": figure.period.year,
        "month": figure.period.month,
        "value": figure.value,
        "corrected": figure.corrected,
        "approximate": figure.approximate,
        "as_of": day(figure.as_of),
        "months": figure.partial,
        "source": figure.source,
        "by": figure.by,
        "at": day(figure.at),
        "note": figure.note,
        "history": [{"value": one.value, "by": one.by, "until": day(one.until)} for one in figure.history],
    }
