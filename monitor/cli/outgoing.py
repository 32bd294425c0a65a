"""`issues register`: the office's own outgoing number of an issue, and how it is told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from monitor.cli import show
from monitor.cli.days import unread
from monitor.cli.wiring import Options, require_state, store
from monitor.dates import KYIV
from monitor.errors import ConfigError, OhliadError
from monitor.model import Document
from monitor.registers import cells
from monitor.store.registrations import Registered
from monitor.text import clean_line


def note(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="An approved issue.")],
    number: Annotated[str, typer.Argument(help="The office's outgoing number.")],
    day: Annotated[str, typer.Argument(help="Its date, 2026-11-22 or 22.11.2026.")],
    signed: Annotated[Path | None, typer.Option("--copy", help="The signed copy, a file.", exists=True)] = None,
    by: Annotated[str, typer.Option("--by", help="Who writes it down.")] = "operator",
) -> int:
    """Note the office's own outgoing registration; the frozen issue and the numbers before it stay."""
    options: Options = context.obj
    if not (number := clean_line(number)):
        raise ConfigError("the outgoing number is empty: write it as it stands on the paper")
    require_state(options)
    with store(options, options.config) as opened:
        row = opened.issues.find(name)
        if row is None or row.number is None:
            raise OhliadError(f"{name}: there is no such approved issue")
        copy = Document(filename=signed.name, media_type="", content=signed.read_bytes()) if signed else None
        before = opened.shelf.registered(row.id)
        opened.issues.register(row.id, number, _date(day), by=by, at=options.instant, signed=copy)
        now = opened.shelf.registered(row.id)
    said = f"{row.name}: {told(now)}" if now else row.name
    show.console().print(Text(f"{said}; before: {told(before)}" if before and before != now else said))
    return 0


def written(kept: Registered) -> str:
    """« (Н. Дуб, 23.11.2026 10:05)»; nothing where an earlier version did not note it."""
    return f" ({kept.by}, {kept.at.astimezone(KYIV):%d.%m.%Y %H:%M})" if kept.by and kept.at else ""


def told(kept: Registered) -> str:
    return f"{kept.number} of {kept.day}{f', signed copy {kept.copy}' if kept.copy else ''}"


def _date(text: str) -> str:
    try:
        return cells.day(text).isoformat()
    except cells.CellError as error:
        raise ConfigError(f"{text!r}: {unread(text, 'a day as 2026-11-22 or 22.11.2026')}") from error
