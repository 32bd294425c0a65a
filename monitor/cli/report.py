"""The command `report`: the department's month and year report, and the reader of contradictions for any report."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor import files
from monitor.cli import show
from monitor.cli.wiring import Options, require_state, store
from monitor.errors import ConfigError
from monitor.home import home

if TYPE_CHECKING:
    from digests.reports.linter import Finding
    from digests.reports.series import Period

report_app = typer.Typer(
    help="The department's report of a month or year; contradictions of a report.", no_args_is_help=True
)
_PERIOD = re.compile(r"((?:19|20)[0-9]{2})(?:-(0[1-9]|1[0-2]))?")
_FORMATS = "docx,html,csv"
Formats = Annotated[str, typer.Option("--format", help="docx, html, csv, pdf, text; several with commas.")]
Out = Annotated[Path | None, typer.Option("--out", help="Where to write; default: reports in the state folder.")]


def register(app: typer.Typer) -> None:
    app.add_typer(report_app, name="report")


def read_period(text: str) -> Period:
    """A year, 2026, or a month of it, 2026-11. Raises ConfigError."""
    from digests.reports.series import Period

    match = _PERIOD.fullmatch(text)
    if match is None:
        raise ConfigError(f"{text!r}: write a year as 2026 or a month as 2026-11")
    return Period(int(match[1]), int(match[2]) if match[2] else None)


@report_app.command("month")
def month(
    context: typer.Context,
    period: Annotated[str, typer.Argument(help="The month, 2026-11.")],
    out: Out = None,
    formats: Formats = _FORMATS,
) -> int:
    """Write the report of a month."""
    asked = read_period(period)
    if asked.month is None:
        raise ConfigError(f"{period!r} is a year: `ohliad report year {period}`")
    return _write(context.obj, asked, out, formats)


@report_app.command("year")
def year(
    context: typer.Context,
    period: Annotated[str, typer.Argument(help="The year, 2026.")],
    out: Out = None,
    formats: Formats = _FORMATS,
) -> int:
    """Write the report of a year, earlier years in brackets."""
    asked = read_period(period)
    if asked.month is not None:
        raise ConfigError(f"{period!r} is a month: `ohliad report month {period}`")
    return _write(context.obj, asked, out, formats)


def _write(options: Options, period: Period, out: Path | None, formats: str) -> int:
    from monitor.pipeline import report as making

    require_state(options)
    wanted = [name.strip().lower() for name in formats.split(",") if name.strip()]
    config = options.config
    with store(options, config) as opened:
        made = making.make(opened, config, period, options.instant)
        folder = out or home(options.state, opened) / "reports"
    written = []
    for document in making.render(made, wanted, config):
        files.write(folder / document.filename, document.content)
        written.append(str(folder / document.filename))
    found = making.findings(made)
    if options.json:
        told = [_fields(one) for one in found]
        show.emit({"report": made.name, "files": written, "missing": made.missing, "findings": told})
        return 0
    for name in written:
        print(name)
    print(made.closing)
    for one in found:
        print(f"{one.sentence} «{_short(one.quote)}» ({one.rule})", file=sys.stderr)
    return 0


@report_app.command("lint")
def lint(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A report: .txt, .docx or .html.", exists=True, dir_okay=False)],
) -> int:
    """Name the contradictions of a finished report: line, rule, what is wrong, the words. 1 where there are any."""
    from digests.reports.linter import lint as read
    from monitor.pipeline.report_text import read as text_of

    found = read(text_of(file))
    if context.obj.json:
        show.emit([_fields(one) for one in found])
        return 1 if found else 0
    for one in found:
        print(f"{one.line}: {one.rule}: {one.sentence}\n    «{_short(one.quote)}»")
    if not found:
        print("no contradiction was found")
    return 1 if found else 0


def _fields(one: Finding) -> dict[str, object]:
    return {"line": one.line, "rule": one.rule, "quote": one.quote, "sentence": one.sentence}


def _short(quote: str) -> str:
    from monitor.text import clean_line, shorten

    return shorten(clean_line(quote), 90)
