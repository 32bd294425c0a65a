"""Commands that remind: `requests` with their legal terms, `occasions` to greet on, `petitions` and their votes."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from monitor.cli import show
from monitor.cli.registers import TYPED, By
from monitor.cli.wiring import Options, require_state, store
from monitor.dates import kyiv_day, to_local
from monitor.errors import ConfigError, OhliadError

requests_app = typer.Typer(
    help="Journalists' requests and until when each must be answered.", invoke_without_command=True
)
_STYLE = {"overdue": "red", "soon": "yellow", "answered-late": "yellow", "near": "yellow", "supported": "green"}


def register(app: typer.Typer) -> None:
    app.add_typer(requests_app, name="requests")
    app.command()(occasions)
    app.command()(petitions)


@requests_app.callback()
def requests(
    context: typer.Context,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose term has run out.")] = False,
) -> int:
    """Every request with its last day, the most urgent first. Exit code 1 while one is overdue."""
    if context.invoked_subcommand is not None:
        return 0
    from monitor.pipeline.registers import requests as standing
    from monitor.registers.requests import STATES

    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        found = standing(opened, options.config, options.instant)
    if overdue:
        found = [one for one in found if one.state == "overdue"]
    if options.json:
        show.emit([{**asdict(one), "last_day": one.last_day} for one in found])
    else:
        table = Table("№", "надійшов", "від кого", "про що", "строк", "стан", box=None, pad_edge=False)
        for one in found:
            asked = one.request
            clock = f" {to_local(one.due):%H:%M}" if asked.clock and asked.term == "urgent" else ""
            row = (Text(asked.number), f"{asked.received:%d.%m.%Y}", Text(asked.sender), Text(asked.subject))
            table.add_row(
                *row, f"{one.last_day:%d.%m.%Y}{clock}", Text(STATES[one.state], style=_STYLE.get(one.state, ""))
            )
        show.console().print(table)
    return 1 if any(one.state == "overdue" for one in found) else 0


@requests_app.command("reopen")
def reopen(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="Its incoming number, or YEAR/NUMBER.")],
    by: By = "відділ",
) -> int:
    """Take a noted answer back: the request waits for its reply again."""
    return _noted(context.obj, number, None, "", by)


@requests_app.command("answer")
def answer(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="Its incoming number, or YEAR/NUMBER.")],
    day: Annotated[str, typer.Argument(help="The day of the reply, 12.11.2026.")],
    reply: Annotated[str, typer.Option("--reply", help="The outgoing number of the reply.")] = "",
    by: By = "відділ",
) -> int:
    """Note that a request was answered."""
    from monitor.registers import cells

    options: Options = context.obj
    try:
        answered = cells.day(day)
    except cells.CellError as error:
        raise ConfigError(str(error)) from error
    if answered > kyiv_day(options.instant):
        raise ConfigError(f"{answered:%d.%m.%Y} ще не настало: відповідь не може бути майбутньою")
    return _noted(options, number, answered, reply, by)


def _noted(options: Options, number: str, answered: date | None, reply: str, by: str) -> int:
    """Note the day of a reply, or (None) that there is none."""
    from monitor.registers.catalogue import REQUESTS

    require_state(options)
    with store(options, options.config) as opened:
        entries = {REQUESTS.key(one): one for one in opened.registers.entries(REQUESTS)}
        fitting = [key for key, one in entries.items() if number in (key, one.number)]
        if len(fitting) != 1:
            raise OhliadError(
                f"{number}: {'several' if fitting else 'no'} requests have this number; write YEAR/NUMBER"
            )
        old = entries[fitting[0]]
        if answered is not None and answered < old.received:
            raise ConfigError("відповідь раніша за запит")
        made = replace(old, answered=answered, reply=(reply or old.reply) if answered else "")
        opened.registers.put(REQUESTS.name, [(fitting[0], made)], by=by, at=options.instant, origin=TYPED)
    if options.json:
        show.emit({"key": fitting[0], "answered": answered})
    else:
        said = f"відповідь {answered:%d.%m.%Y}" if answered else "чекає на відповідь"
        show.console().print(f"{fitting[0]}: {said}")
    return 0


def occasions(
    context: typer.Context,
    ahead: Annotated[int, typer.Option("--ahead", min=0, max=400, help="How many days ahead.")] = 14,
    behind: Annotated[int, typer.Option("--behind", min=0, max=400, help="How many days back.")] = 0,
) -> int:
    """Days to greet on, and which of them have no greeting on the own site or pages yet."""
    from monitor.pipeline.registers import feasts

    options: Options = context.obj
    require_state(options)
    today = kyiv_day(options.instant)
    with store(options, options.config) as opened:
        found = feasts(opened, today - timedelta(days=behind), today + timedelta(days=ahead))
    if options.json:
        show.emit(
            [{"day": one.feast.day, **asdict(one.feast.occasion), "release": one.release} for one in found],
        )
        return 0
    table = Table("день", "свято", "кого", "привітання", box=None, pad_edge=False)
    for one in found:
        occasion = one.feast.occasion
        said = Text(one.release) if one.release else Text("немає", style="yellow")
        table.add_row(f"{one.feast.day:%d.%m.%Y}", Text(occasion.name), Text(occasion.whom), said)
    show.console().print(table)
    return 0


def petitions(
    context: typer.Context,
    history: Annotated[bool, typer.Option("--history", help="Every dated number of votes.")] = False,
) -> int:
    """Watched petitions: votes, how many are needed, until when, and what they gained in a week."""
    from monitor.pipeline.registers import petitions as watched
    from monitor.registers.petitions import STATES

    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        found = watched(opened, options.instant)
    if options.json:
        show.emit([asdict(one) for one in found])
        return 0
    table = Table("петиція", "підписів", "потрібно", "за тиждень", "до", "стан", box=None, pad_edge=False)
    for one in found:
        shown = one.petition
        table.add_row(
            Text(shown.title),
            "?" if shown.votes is None else str(shown.votes),
            str(shown.threshold or "?"),
            "" if one.gained is None else f"{one.gained:+d}",
            f"{shown.deadline:%d.%m.%Y}" if shown.deadline else "",
            Text(STATES[one.state], style=_STYLE.get(one.state, "")),
        )
        if history:
            for vote in one.votes:
                table.add_row(f"    {to_local(vote.at):%d.%m.%Y %H:%M}", str(vote.votes), "", "", "", "")
    show.console().print(table)
    return 0
