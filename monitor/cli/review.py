"""The analyst's round trip: `review export` and `review import`."""

from __future__ import annotations

import random
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from monitor import files
from monitor.cli import show
from monitor.cli.wiring import Options, require_state, store
from monitor.errors import ConfigError, OhliadError
from monitor.model import Clip, Label
from monitor.store import Store

SAMPLE = 10  # clips the classifiers left out, added to every export, so that misses are estimated too
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
) -> int:
    """Write the items that wait for a person, with empty cells for decisions."""
    from digests.render import csv
    from monitor.review import rows, workbook

    options: Options = context.obj
    require_state(options)
    if file.suffix.lower() not in (".csv", ".xlsx"):
        raise ConfigError(f"{file}: the name must end with .csv or .xlsx")
    with store(options, options.config) as opened:
        clips = _chosen(opened, options, everything=everything, issue=issue, since=since)
    table = rows(clips, options.instant)
    files.write(file, csv.write(table) if file.suffix.lower() == ".csv" else workbook.build(table))
    show.console().print(f"wrote {file}: {len(clips)} items")
    return 0


def _chosen(opened: Store, options: Options, *, everything: bool, issue: str | None, since: str | None) -> list[Clip]:
    if issue is not None:
        row = opened.issues.find(issue)
        if row is None:
            raise OhliadError(f"there is no issue {issue!r}; `ohliad issues` lists them")
        return opened.clips(articles=[item.article for item in opened.issues.items(row.id)], relevance=None)
    start = _day(since) if since else options.instant - timedelta(days=DAYS)
    found = [clip for clip in opened.clips(since=start, relevance=None) if not clip.outlet.official]
    if everything:
        return [clip for clip in found if clip.relevance == "about" or clip.flags or clip.article.quarantine]
    asked = [clip for clip in found if clip.flags or (clip.article.quarantine and clip.relevance in ("about", None))]
    left_out = [clip for clip in found if not clip.flags and clip.relevance not in ("about", None) and not clip.decided]
    # The same week draws the same sample, so that a second export asks nothing new.
    draw = random.Random(f"{options.instant:%G-%V}")  # noqa: S311 - a sample, not a secret
    return [*asked, *draw.sample(left_out, min(SAMPLE, len(left_out)))]


def _day(text: str) -> datetime:
    from monitor.cli.wiring import parse_now

    found = parse_now(text)
    assert found is not None
    return found


@review_app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The edited .csv or .xlsx.", exists=True, dir_okay=False)],
    by: Annotated[str, typer.Option("--by", help="Who decided.")] = "аналітик",
) -> int:
    """Apply the changed cells; show conflicts and rejected rows; apply nothing of a file that is not ours."""
    from digests.render import csv
    from monitor.review import reading, take

    options: Options = context.obj
    require_state(options)
    name = file.name
    rows = reading.table(file.read_bytes(), name)
    with store(options, options.config) as opened:
        taken = take(
            rows,
            lambda article: opened.article(article) is not None,
            opened.labels(),
            name=name,
            unguard=csv.unguard,
        )
        for change in taken.changes:
            opened.add_label(
                Label(
                    article=change.article,
                    field=change.field,
                    value=change.value,
                    by=by,
                    at=options.instant,
                    why=change.note,
                ),
                name,
            )
    if options.json:
        show.emit({**asdict(taken), "applied": len(taken.changes)})
    else:
        out = show.console()
        out.print(f"застосовано {len(taken.changes)}, без змін {taken.unchanged}")
        for conflict in taken.conflicts:
            out.print(Text(f"рядок {conflict.line}, #{conflict.article}: {conflict.text}", style="yellow"))
        for rejected in taken.rejected:
            out.print(Text(f"рядок {rejected.line}, стовпець «{rejected.column}»: {rejected.text}", style="red"))
    return 1 if taken.conflicts or taken.rejected else 0
