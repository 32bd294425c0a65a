"""Commands about sources: their health, a proposal for a new one, and the list as OPML."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from monitor import files
from monitor.cli import show
from monitor.cli.wiring import KYIV, Options, door, require_state, store
from monitor.errors import OhliadError
from monitor.model import Outlet
from monitor.names import slug
from monitor.store.rows import SourceState
from monitor.text import clean_line

_HEALTH = ("state", "visited", "answered", "brought", "next_visit", "failures", "reason")

sources_app = typer.Typer(help="Health of each source; proposals for new ones.", invoke_without_command=True)


def register(app: typer.Typer) -> None:
    app.add_typer(sources_app, name="sources")


@sources_app.callback()
def sources(context: typer.Context) -> int:
    """Health of each source: state, last visit, last news, failures."""
    if context.invoked_subcommand is not None:
        return 0
    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        states = opened.source_states()
    rows = [states.get(source.id, SourceState(id=source.id)) for source in options.config.sources]
    if options.json:
        show.emit([{"id": row.id, **{name: getattr(row, name) for name in _HEALTH}} for row in rows])
        return 0
    table = Table("source", "state", "visited", "last news", "next", "failures", "reason", box=None, pad_edge=False)
    for row in rows:
        times = [_short(at) for at in (row.visited, row.brought, row.next_visit)]
        table.add_row(Text(row.id), row.state, *times, str(row.failures), Text(clean_line(row.reason)))
    show.console().print(table)
    return 0


def _short(at: datetime | None) -> str:
    return f"{at.astimezone(KYIV):%d.%m %H:%M}" if at else "–"


@sources_app.command("add")
def propose(
    context: typer.Context, url: Annotated[str, typer.Argument(help="A site's home page, feed or list.")]
) -> int:
    """Look for feeds, a sitemap and a list of articles; print a block for sources.yaml."""
    from monitor.discover import discover, render_yaml
    from monitor.urls import host

    options: Options = context.obj
    web = door(options, options.config)
    found = discover(url, web.get)
    if not found:
        raise OhliadError(f"{url}: no feed, sitemap or list of articles was found")
    name = host(url)
    print(render_yaml(Outlet(id=slug(name.replace(".", " ")), name=name, home=url), found))
    return 0


@sources_app.command("opml")
def opml(context: typer.Context, file: Annotated[Path, typer.Argument(help="The file to write.")]) -> int:
    """Write the feeds of the configuration as OPML."""
    from monitor.opml import write

    config = context.obj.config
    files.write(file, write(f"Ohliad: {config.place.name}", config.outlets, config.sources))
    show.console().print(f"wrote {file}")
    return 0
