"""The analyst's round trip: `review export` and `review import`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from monitor import files
from monitor.cli import show
from monitor.cli.days import unread
from monitor.cli.wiring import ANALYST, Options, parse_now, require_state, store
from monitor.errors import ConfigError
from monitor.review.sampling import SIZE

if TYPE_CHECKING:
    from monitor.review.bringing import Brought, Line

DAYS = 14

review_app = typer.Typer(help="Flagged items out as a table, decisions back in.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(review_app, name="review")


@review_app.command("export")
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The .csv or .xlsx to write.")],
    everything: Annotated[
        bool, typer.Option("--all", help="All items about the place, not only flagged ones.")
    ] = False,
    issue: Annotated[str | None, typer.Option("--issue", help="The items of one issue.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="From this day, 2026-11-22; default: two weeks.")] = None,
    sample: Annotated[
        int, typer.Option("--sample", min=0, max=1000, help="Items of last week that were left out, to find misses.")
    ] = SIZE,
) -> int:
    """Write the items that wait for a person, with empty cells for decisions."""
    from monitor.review import guarding, rows, workbook
    from monitor.review.choosing import of_issue, waiting

    options: Options = context.obj
    require_state(options)
    if file.suffix.lower() not in (".csv", ".xlsx"):
        raise ConfigError(f"{file}: the name must end with .csv or .xlsx")
    start = _day(since) if since else options.instant - timedelta(days=DAYS)
    with store(options, options.config) as opened:
        chosen = (
            of_issue(opened, issue)
            if issue is not None
            else waiting(opened, start, options.instant, everything=everything, sample=sample)
        )
    table = rows(chosen.clips, options.instant, mark=chosen.mark, reasons=chosen.reasons)
    files.write(file, guarding.write(table) if file.suffix.lower() == ".csv" else workbook.build(table))
    if options.json:
        show.emit({"file": str(file), "items": len(chosen.clips), "drawn": len(chosen.reasons)})
        return 0
    drawn = f", {len(chosen.reasons)} of them drawn from what was left out last week" if chosen.reasons else ""
    show.console().print(Text(f"wrote {file}: {len(chosen.clips)} items{drawn}"))
    return 0


def _day(text: str) -> datetime:
    """The beginning of a day in Kyiv, or an instant. Raises ConfigError."""
    try:
        found = parse_now(text)
    except ConfigError as error:
        raise ConfigError(f"--since {text!r}: {unread(text, 'a day as 2026-11-22')}") from error
    assert found is not None
    return found


@review_app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The edited .csv or .xlsx.", exists=True, dir_okay=False)],
    by: Annotated[str, typer.Option("--by", help="Who decided.")] = ANALYST,
) -> int:
    """Apply the changed cells; show conflicts and rejected rows; apply nothing of a file that is not ours."""
    from monitor.review.bringing import bring
    from monitor.review.reading import bounded

    options: Options = context.obj
    require_state(options)
    content = bounded(file)
    with store(options, options.config) as opened:
        brought = bring(opened, content, file.name, by=by, at=options.instant)
    if options.json:
        show.emit(_fields(brought))
    else:
        _print(brought)
    return 1 if brought.conflicts or brought.rejected else 0


def _print(brought: Brought) -> None:
    out = show.console()
    counted = f"застосовано {len(brought.applied)}, уже вирішено так само {len(brought.same)}"
    out.print(f"{counted}, не заповнено рядків {brought.blank}")
    for line in brought.conflicts:
        one = line.outcome
        out.print(Text(f"рядок {line.line}, #{one.article}: {one.text}", style="yellow"))
    for rejected in brought.rejected:
        out.print(Text(f"рядок {rejected.line}, стовпець «{rejected.column}»: {rejected.text}", style="red"))


def _fields(brought: Brought) -> dict[str, object]:
    def fields(line: Line) -> dict[str, object]:
        one = line.outcome
        return {"line": line.line, "id": one.article, "field": one.field, "text": one.text, "label": one.label}

    return {
        "applied": [fields(line) for line in brought.applied],
        "same": [fields(line) for line in brought.same],
        "conflicts": [fields(line) for line in brought.conflicts],
        "rejected": [asdict(one) for one in brought.rejected],
        "blank": brought.blank,
    }
