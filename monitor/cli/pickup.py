"""The command `pickup`: what became of our own releases."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from monitor import files
from monitor.cli import show
from monitor.cli.days import unread
from monitor.cli.wiring import KYIV, Options, require_state, store
from monitor.dates import day_start
from monitor.errors import ConfigError, OhliadError

if TYPE_CHECKING:
    from digests.pickup import Cascade
    from monitor.model import Article, Clip, Story
    from monitor.store import Store


# As in `--now`: before 1991 Kyiv had another clock, and dates near the ends of the calendar have no neighbours.
_YEARS = range(1991, 2100)


_PORTION = 10_000


def register(app: typer.Typer) -> None:
    app.command()(pickup)


def pickup(
    context: typer.Context,
    release: Annotated[str | None, typer.Argument(help="The id of one release; none: all of the period.")] = None,
    period: Annotated[str | None, typer.Option("--period", help="2026-11, 2026, or 2026-11-01..2026-11-22.")] = None,
    chart: Annotated[
        Path | None, typer.Option("--chart", help="Draw pick-up over time into this .png or .svg.")
    ] = None,
) -> int:
    """Who took over our releases, how soon, how much of the text, with credit or without; and what nobody took."""
    from digests.pickup import over_time
    from digests.pickup import pickup as follow

    options: Options = context.obj
    require_state(options)
    if chart is not None and chart.suffix not in (".png", ".svg"):
        raise ConfigError(f"--chart {chart}: the name must end with .png or .svg")
    days = read_days(period) if period else None
    with store(options, options.config) as opened:
        releases, clips, stories = _material(opened, days)
        found = follow(releases, clips, stories, days)
    if release is not None:
        found = tuple(cascade for cascade in found if cascade.release == release)
        if not found:
            raise OhliadError(f"{release}: there is no such release; `ohliad pickup` lists them")
    if chart is not None:
        _draw(found, chart)
    if options.json:
        show.emit({"releases": [asdict(cascade) for cascade in found], "weeks": over_time(found)})
        return 0
    _print(found)
    return 0


def _material(opened: Store, days: tuple[date, date] | None) -> tuple[list[Article], list[Clip], list[Story]]:
    """Our releases of the days, whatever stands in one story with them, and these stories; the rest is not read."""
    since, until = (day_start(days[0]), day_start(days[1] + timedelta(days=1))) if days else (None, None)
    releases = [item.article for item in opened.judged(official=True, since=since, until=until)]
    stories = {
        story.id: story for some in _portions([one.id for one in releases]) for story in opened.stories(articles=some)
    }
    beside = [member.article for story in stories.values() for member in story.members]
    clips = [clip for some in _portions(beside) for clip in opened.clips(articles=some, relevance=None)]
    return releases, clips, list(stories.values())


def _portions(ids: list[str]) -> Iterator[list[str]]:
    """As many ids as a database takes in one question: SQLite 32,766 values, some of them our own."""
    return (ids[at : at + _PORTION] for at in range(0, len(ids), _PORTION))


def _draw(found: tuple[Cascade, ...], chart: Path) -> None:
    from digests.render.pickup_chart import draw

    picture = draw(found, "svg" if chart.suffix == ".svg" else "png")
    if picture is None:
        raise OhliadError("there is no dated release to draw")
    files.write(chart, picture.content)
    print(picture.text, file=sys.stderr)


def _print(found: tuple[Cascade, ...]) -> None:
    out = show.console()
    taken = [cascade for cascade in found if cascade.takes]
    out.print(f"{len(found)} releases, {len(taken)} taken over, {sum(len(c.takes) for c in found)} takes")
    for cascade in found:
        when = f"{cascade.published.astimezone(KYIV):%d.%m.%Y %H:%M}" if cascade.published else "–"
        out.print(Text(f"{when}  {cascade.title}  ({cascade.release})", style="bold"))
        if not cascade.takes:
            out.print("    nobody took it")
            continue
        table = Table("", "outlet", "after", "of the release", "credit", box=None, pad_edge=False, show_header=True)
        for take in cascade.takes:
            lag = f"{take.lag.total_seconds() / 3600:.1f} h" if take.lag is not None else "?"
            credit = {True: "yes", False: "no", None: "?"}[take.credited]
            table.add_row(
                "   ", Text(take.outlet), lag, f"{take.share:.0%}", credit + (" (probable)" if take.probable else "")
            )
        out.print(table)


def read_days(text: str) -> tuple[date, date]:
    """First and last day of a year, a month, or two days with two dots between. Raises ConfigError."""
    try:
        if ".." in text:
            first, last = (date.fromisoformat(part) for part in text.split("..", 1))
        elif len(text) == 4:
            first, last = date(int(text), 1, 1), date(int(text), 12, 31)
        else:
            first = date.fromisoformat(f"{text}-01")
            last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    except ValueError as error:
        raise ConfigError(f"--period {text!r}: {unread(text, '2026, 2026-11 or 2026-11-01..2026-11-22')}") from error
    if first > last:
        raise ConfigError(f"--period {text!r}: ends before it begins")
    if not _YEARS.start <= first.year <= last.year < _YEARS.stop:
        raise ConfigError(f"--period {text!r}: years from {_YEARS.start} to {_YEARS.stop - 1} are known")
    return first, last
