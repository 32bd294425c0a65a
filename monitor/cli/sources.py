"""Commands about sources: their health and funnel, proposals for new and broken ones, and the list as OPML."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urljoin

import typer
from rich.table import Table
from rich.text import Text

from monitor import files, plan
from monitor.cli import show
from monitor.cli.days import unread
from monitor.cli.wiring import KYIV, Options, door, require_state, store
from monitor.dates import day_start
from monitor.errors import ConfigError, FetchError, OhliadError
from monitor.health import GOOD, SILENT, Health, cut
from monitor.model import Get, Outlet, Source
from monitor.names import slug
from monitor.pipeline.health import CUT_TOLD
from monitor.store.health import Funnel
from monitor.store.rows import SourceState
from monitor.text import clean_line

_HEALTH = ("state", "visited", "answered", "brought", "next_visit", "failures", "reason")

if TYPE_CHECKING:
    from monitor.config import Config
    from monitor.discover import Proposal

sources_app = typer.Typer(help="Health of each source; proposals for new ones.", invoke_without_command=True)


def register(app: typer.Typer) -> None:
    app.add_typer(sources_app, name="sources")


@sources_app.callback()
def sources(
    context: typer.Context,
    since: Annotated[str | None, typer.Option("--since", help="Count the funnel from this day (2026-11-01).")] = None,
) -> int:
    """Health of each source, and its funnel: found, parsed, relevant, used."""
    if context.invoked_subcommand is not None:
        return 0
    options: Options = context.obj
    require_state(options)
    start = _day(since)
    with store(options, options.config) as opened:
        states, healths = opened.source_states(), opened.health.all()
        funnels = opened.health.funnel(start)
        now = options.now or datetime.now(UTC)
        cuts = {source: cut(*told) for source, told in opened.health.cut(now - CUT_TOLD).items()}
    rows = [states.get(source.id, SourceState(id=source.id)) for source in options.config.sources]
    pairs = zip(options.config.sources, rows, strict=True)
    late = {row.id for source, row in pairs if plan.overdue(source, row.visited, row.next_visit, now)}
    if options.json:
        show.emit(
            [
                _plain(row, healths.get(row.id), funnels.get(row.id, Funnel()), row.id in late, cuts.get(row.id))
                for row in rows
            ]
        )
        return 0
    show.console().print(_table(rows, healths, funnels, late, cuts))
    return 0


def _table(
    rows: list[SourceState],
    healths: dict[str, Health],
    funnels: dict[str, Funnel],
    late: Collection[str],
    cuts: Mapping[str, str],
) -> Table:
    names = (
        "source",
        "state",
        "visited",
        "last news",
        "next",
        "failures",
        "found",
        "parsed",
        "relevant",
        "used",
        "reason",
    )
    table = Table(*names, box=None, pad_edge=False)
    for row in rows:
        health, funnel = healths.get(row.id), funnels.get(row.id, Funnel())
        times = [_short(at) for at in (row.visited, row.brought, row.next_visit)]
        counts = [str(number) for number in (funnel.found, funnel.parsed, funnel.relevant, funnel.used)]
        table.add_row(
            Text(row.id),
            _state(row, health),
            *times,
            str(row.failures),
            *counts,
            Text(clean_line(_why(row, health, row.id in late, cuts.get(row.id)))),
        )
    return table


def _plain(row: SourceState, health: Health | None, funnel: Funnel, late: bool, rest: str | None) -> dict[str, object]:
    judged = asdict(health) if health else {"state": None, "since": None, "reason": None, "before": None}
    return {
        "id": row.id,
        **{name: getattr(row, name) for name in _HEALTH},
        "health": judged,
        "unasked": late,
        "cut": rest,
        "funnel": asdict(funnel),
    }


def _state(row: SourceState, health: Health | None) -> str:
    """The last visit's own word, unless the source as a whole is not well."""
    return health.state if health is not None and health.state not in ("ok", "unchanged", "new") else row.state


def _why(row: SourceState, health: Health | None, late: bool, rest: str | None) -> str:
    """Why it is not well; then, for some days, what a visit left unread."""
    why = health.reason if health is not None and health.state not in ("ok", "unchanged", "new") else row.reason
    if rest:
        why = rest if row.state == "ok" and why == row.reason else f"{why} {rest}".strip()
    return f"not asked for over 12 hours: does the program run? {why}".strip() if late else why


def _day(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return day_start(date.fromisoformat(text))
    except ValueError as error:
        raise ConfigError(f"--since {text!r}: {unread(text, 'a day as 2026-11-01')}") from error


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
    found = discover(url, _web(options, options.config))
    if not found:
        raise OhliadError(f"{url}: no feed, sitemap or list of articles was found")
    name = host(url)
    print(render_yaml(Outlet(id=slug(name.replace(".", " ")), name=name, home=url), found))
    return 0


def _web(options: Options, config: Config) -> Get:
    """The door's pages, in a rehearsal as of its instant: «сьогодні, 06:50» is said of that day."""
    get = door(options, config).get
    return get if options.now is None else lambda url: replace(get(url), fetched=options.instant)


@sources_app.command("repair")
def repair(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help="Ids of sources; none: all that are not well.")] = None,
) -> int:
    """Look on the sites of broken sources for a feed or sitemap in their place; prints lines, changes nothing."""
    options: Options = context.obj
    config = options.config
    chosen = _ailing(options, config, names or [])
    web = _web(options, config)
    out = show.console()
    found = []
    for source in chosen:
        proposals = _instead(config, source, web)
        found.append({"id": source.id, "proposals": [asdict(proposal) for proposal in proposals]})
        if not options.json:
            out.print(Text(_advice(source, proposals)), soft_wrap=True)
    if options.json:
        show.emit(found)
    elif not chosen:
        out.print("no source is broken or blocked, nor otherwise unwell; name one to look for something better")
    return 0 if all(line["proposals"] for line in found) else 1


def _ailing(options: Options, config: Config, names: list[str]) -> list[Source]:
    """The named sources, else those that `sources` shows as unwell: by their last visit, or by their own past."""
    known = {source.id: source for source in config.sources}
    if unknown := [name for name in names if name not in known]:
        raise ConfigError(f"no such source: {', '.join(unknown)}; known: {', '.join(known) or 'none'}")
    if names:
        return [known[name] for name in names]
    require_state(options)
    with store(options, config) as opened:
        states, healths = opened.source_states(), opened.health.all()
    silent = {name for name, state in states.items() if state.state in SILENT}
    ailing = silent | {name for name, health in healths.items() if health.state not in GOOD}
    return [source for source in config.sources if source.id in ailing]


def _instead(config: Config, source: Source, get: Get) -> list[Proposal]:
    """What answers at the outlet's home page, else at the root of the source's own host, best first."""
    from monitor.discover import discover
    from monitor.urls import canonical

    home = config.outlets_by_id[source.outlet].home
    root = urljoin(source.url, "/")
    for address in dict.fromkeys((home or root, root)):
        try:
            offers = discover(address, get)
        except FetchError:
            continue
        if found := [offer for offer in offers if canonical(offer.url) != canonical(source.url)]:
            return found
    return []


def _advice(source: Source, proposals: list[Proposal]) -> str:
    """Lines to put into sources.yaml by hand."""
    from monitor.discover import source_lines

    if not proposals:
        return f"# {source.id}: nothing was found in place of {clean_line(source.url)}"
    lines = [f"# {source.id}: in place of {clean_line(source.url)}"]
    for proposal in proposals:
        lines += source_lines(proposal)
    return "\n".join(lines)


@sources_app.command("opml")
def opml(context: typer.Context, file: Annotated[Path, typer.Argument(help="The file to write.")]) -> int:
    """Write the feeds of the configuration as OPML; names the sources that are no feeds."""
    from monitor.opml import left_out, write

    config = context.obj.config
    files.write(file, write(f"Ohliad: {config.place.name}", config.outlets, config.sources))
    without = left_out(config.sources)
    told = f"wrote {file}: {len(config.sources) - len(without)} of {len(config.sources)} sources"
    if without:
        told += f"; OPML lists feeds only, left out: {', '.join(f'{one.id} ({one.kind})' for one in without)}"
    show.console().print(Text(told), soft_wrap=True)
    return 0
