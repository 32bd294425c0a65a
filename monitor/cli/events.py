"""The command `events`: the chronicle of public events, and a person's word on each of them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from monitor import files
from monitor.cli import show
from monitor.cli.registers import By, Period, days_of, rows_of
from monitor.cli.wiring import ANALYST, Options, require_state, store
from monitor.errors import ConfigError, OhliadError

if TYPE_CHECKING:
    from monitor.registers.nouns import PublicEvent
    from monitor.store import Store

EventId = Annotated[str, typer.Argument(help="The code of the event.")]

events_app = typer.Typer(
    help="The chronicle of public events: list, confirm, reject, edit.", invoke_without_command=True
)


def register(app: typer.Typer) -> None:
    app.add_typer(events_app, name="events")


@events_app.callback()
def events(
    context: typer.Context,
    period: Period = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write them as a table with empty cells to fill.")] = None,
) -> int:
    """Public events of parties, civic and religious organisations that items tell of."""
    if context.invoked_subcommand is not None:
        return 0
    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        found = _events(opened, options, period)
        urls = _addresses(opened, found) if csv is not None else {}
    if csv is not None:
        return _write(csv, found, urls, options)
    if options.json:
        show.emit([_object(event) for event in found])
        return 0
    _print(found)
    return 0


def _events(opened: Store, options: Options, period: str | None) -> tuple[PublicEvent, ...]:
    """The events of a period, and those without a day: they belong to any until somebody gives them one."""
    from digests.reports.chronicle import within
    from monitor.pipeline.registers import events as chronicle

    found = chronicle(opened)
    undated = tuple(event for event in found if event.first is None)
    return (*within(found, *days_of(options, period)), *undated)


def _object(event: PublicEvent) -> dict[str, object]:
    from digests.reports.event_lines import line

    return {**asdict(event), "line": line(event)}


def _addresses(opened: Store, found: tuple[PublicEvent, ...]) -> dict[str, str]:
    stored = [opened.article(article) for event in found for article in event.articles]
    web = ("http://", "https://")
    return {one.article.id: one.article.url for one in stored if one is not None and one.article.url.startswith(web)}


def _write(path: Path, found: tuple[PublicEvent, ...], urls: dict[str, str], options: Options) -> int:
    from digests.render import csv
    from digests.reports.event_lines import line
    from monitor.review import events as sheet

    files.write(path, csv.write(sheet.rows(found, urls, line, options.instant)))
    if options.json:
        show.emit({"file": str(path), "events": len(found)})
    else:
        show.console().print(f"wrote {path}: {len(found)} events")
    return 0


def _print(found: tuple[PublicEvent, ...]) -> None:
    from digests.reports.chronicle import STATES
    from digests.reports.event_lines import line

    table = Table("id", "state", "", "confidence", "items", "event", box=None, pad_edge=False)
    for event in found:
        told = "held" if event.held else "announced"
        row = (event.id, Text(STATES[event.state]), told, f"{event.confidence:.2f}", str(len(event.articles)))
        table.add_row(*row, Text(line(event)))
    show.console().print(table)


@events_app.command("confirm")
def confirm(context: typer.Context, event: EventId, by: By = ANALYST) -> int:
    """It was an event, and the report may count it."""
    return _decide(context.obj, event, {"state": "confirmed"}, by)


@events_app.command("reject")
def reject(context: typer.Context, event: EventId, by: By = ANALYST) -> int:
    """It was none, or none of ours."""
    return _decide(context.obj, event, {"state": "rejected"}, by)


@events_app.command("set")
def set_(
    context: typer.Context,
    event: EventId,
    fields: Annotated[
        list[str], typer.Argument(help="FIELD=VALUE: date, until, kind, place, organisers, subject, same.")
    ],
    by: By = ANALYST,
) -> int:
    """Put a field right; `same=ID` joins two events, its own ID parts them; organisers are set apart by |."""
    pairs = [field.partition("=") for field in fields]
    if wrong := [field for field, (_, sign, _value) in zip(fields, pairs, strict=True) if not sign]:
        raise ConfigError(f"{wrong[0]!r}: write FIELD=VALUE")
    return _decide(context.obj, event, {name: value.strip() for name, _, value in pairs}, by)


def _decide(options: Options, code: str, fields: dict[str, str], by: str) -> int:
    from digests.reports.chronicle import problem, with_word
    from digests.reports.event_lines import line
    from monitor.pipeline.registers import events as chronicle
    from monitor.pipeline.said_of_events import decide_events
    from monitor.registers.nouns import EventDecision

    require_state(options)
    code = code.removeprefix("#").lower()
    if "same" in fields:
        fields["same"] = fields["same"].removeprefix("#").lower()
    with store(options, options.config) as opened:
        known = {name: event for event in chronicle(opened) for name in event.codes}
        if code not in known:
            raise OhliadError(f"{code}: there is no such event; `ohliad events` lists them")
        problems: list[str] = []
        event = known[code]
        for name in sorted(fields, key=lambda name: name == "until"):  # the last day is read beside the first
            if said := problem(event, name, fields[name]):
                problems.append(f"{name}: {said}")
            else:
                event = with_word(event, name, fields[name])
        if "same" in fields and fields["same"] not in known:
            problems.append(f"same: події з кодом «{fields['same']}» немає")
        if problems:
            raise ConfigError(problems)
        words = (EventDecision(event=code, field=n, value=v, by=by, at=options.instant) for n, v in fields.items())
        decide_events(opened, list(words))
        now = next(event for event in chronicle(opened) if code in event.codes)
    if options.json:
        show.emit(_object(now))
    else:
        show.console().print(Text(line(now)))
    return 0


@events_app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The edited table of `events --csv`.", exists=True, dir_okay=False)],
    by: By = ANALYST,
) -> int:
    """Apply the filled cells; show conflicts and rejected ones; apply nothing of a file that is not ours."""
    from digests.reports.chronicle import problem
    from monitor.pipeline.registers import events as chronicle
    from monitor.pipeline.said_of_events import decide_events
    from monitor.registers.nouns import EventDecision
    from monitor.review import events as sheet

    options: Options = context.obj
    require_state(options)
    rows = rows_of(file)
    with store(options, options.config) as opened:
        written = False
        while not written:  # a word that somebody says meanwhile is weighed, too
            decisions = opened.registers.event_decisions()
            taken = sheet.take(rows, chronicle(opened), decisions, problem, name=file.name, by=by, unguard=str)
            made = [
                EventDecision(
                    event=one.event, field=one.field, value=one.value, by=by, at=options.instant, origin=file.name
                )
                for one in taken.changes
            ]
            written = decide_events(opened, made, known=len(decisions))
    if options.json:
        show.emit({**asdict(taken), "applied": len(taken.changes)})
    else:
        out = show.console()
        out.print(f"застосовано {len(taken.changes)}, без змін {taken.unchanged}")
        for conflict in taken.conflicts:
            out.print(Text(f"рядок {conflict.line}, #{conflict.event}: {conflict.text}", style="yellow"))
        for rejected in taken.rejected:
            out.print(Text(f"рядок {rejected.line}, стовпець «{rejected.column}»: {rejected.text}", style="red"))
    return 1 if taken.conflicts or taken.rejected else 0
