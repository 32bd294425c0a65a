"""Commands that move items along the road: run, collect, check, import, replay, build, add."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli import show
from monitor.cli.days import unread
from monitor.cli.wiring import Options, desk, is_stored, owners_mistakes, renamed, store
from monitor.errors import ConfigError, StoreError
from monitor.text import clean_line

if TYPE_CHECKING:
    from monitor.cli.lists import Offered
    from monitor.config import Config
    from monitor.pipeline import Report
    from monitor.pipeline.printed import Given


def register(app: typer.Typer) -> None:
    app.command()(run)
    app.command()(collect)
    app.command()(check)
    app.command("import")(import_)
    app.command()(replay)
    app.command()(build)
    app.command()(add)


def code(reports: Sequence[Report]) -> int:
    """The exit code of a finished run: 3 where a bug was met, 1 where something failed, else 0."""
    for trace in (trace for report in reports for trace in report.bugs):
        print(trace, file=sys.stderr)
    return 3 if any(report.bugs for report in reports) else 1 if any(report.failed for report in reports) else 0


def run(context: typer.Context) -> int:
    """Do everything that is due now: collect, extract, classify, group, build, deliver."""
    from monitor import pipeline

    options: Options = context.obj
    reports = []
    for config in options.places:
        with desk(options, config) as at:
            reports.append(pipeline.run(at))
    show.report(reports, as_json=options.json)
    return code(reports)


def collect(
    context: typer.Context,
    sources: Annotated[
        list[str] | None, typer.Argument(help="Ids of sources or outlets; none: all that are due.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what each source offers; store nothing.")] = False,
) -> int:
    """Visit sources and store what is new."""
    from monitor import pipeline

    options: Options = context.obj
    config = options.config
    chosen = _chosen(options, sources)
    with desk(options, config) as at:
        if dry_run:
            return show.harvests(pipeline.try_sources(at, chosen or config.sources), as_json=options.json)
        report = pipeline.collect(at, chosen)
    show.report([report], as_json=options.json)
    return code([report])


def _chosen(options: Options, names: list[str] | None) -> Any:
    if not names:
        return None
    known = options.config.sources
    found = [source for source in known if source.id in names or source.outlet in names]
    missing = [name for name in names if not any(name in (source.id, source.outlet) for source in known)]
    if missing:
        raise ConfigError(f"no such source: {', '.join(missing)}; known: {', '.join(s.id for s in known) or 'none'}")
    return tuple(found)


def check(
    context: typer.Context,
    live: Annotated[bool, typer.Option("--live", help="Visit every source once; nothing is stored.")] = False,
) -> int:
    """Check the configuration and the files beside it.

    With --live tell each source's state: ok, empty, unchanged, blocked or broken.
    """
    from monitor import pipeline
    from monitor.pipeline.addressees import stranded

    options: Options = context.obj
    if problems := [problem for config in options.places for problem in owners_mistakes(options, config)]:
        raise ConfigError(problems)
    failed = 0
    for config in options.places:
        if not (live and options.json):  # then the sources' states are the answer
            show.configuration(config, as_json=options.json)
        for doubt in config.doubts:
            print(doubt, file=sys.stderr)
        for product in config.products:
            if product.unmailed:
                said = f"{config.path}: digests.{product.name}: formats lack `email`, so `to` gets no letter"
                print(f"{said}: {', '.join(product.unmailed)}", file=sys.stderr)
        for name, missed in stranded(config).items():
            said = f"{config.path}: digests.{name}: delivery.smtp is missing, so no letter goes to"
            print(f"{said}: {', '.join(missed)}", file=sys.stderr)
        for first, second, name in _namesakes(config):
            told = f"a clip typed as {name!r} goes to {first}; give {second} a name of its own"
            print(f"{config.path}: outlets {first} and {second} are both called {name!r}: {told}", file=sys.stderr)
        if not live:  # a desk says it by itself
            _look_for_former(options, config)
        if live:
            with desk(options, config) as at:
                failed += show.harvests(pipeline.try_sources(at, config.sources), as_json=options.json, names=config)
    return 1 if failed else 0


def _namesakes(config: Config) -> Iterator[tuple[str, str, str]]:
    """(first, second, name) of outlets that a typed clip cannot tell apart."""
    taken: dict[str, str] = {}
    for outlet in config.outlets:
        for name in dict.fromkeys((outlet.name, *outlet.aliases)):
            if (first := taken.setdefault(name.casefold(), outlet.id)) != outlet.id:
                yield first, outlet.id, name


def _look_for_former(options: Options, config: Config) -> None:
    """Say it where the place may be one of the database under a new name. A database that cannot be read is none."""
    if not is_stored(options):
        return
    try:
        with store(options, config) as opened:
            told = renamed(options, config, opened)
    except StoreError:  # the doctor's to tell
        return
    if told:
        print(told, file=sys.stderr)


def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="JSON lines, CSV of clips, PDF, WARC or OPML.", exists=True)],
    outlet: Annotated[str, typer.Option("--outlet", help="PDF: whose it is, an id or name; a new name is added.")] = "",
    published: Annotated[str, typer.Option("--published", help="PDF: the day it came out, 2026-11-20.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="PDF: newspaper (default), tv, radio …")] = "",
    level: Annotated[str, typer.Option("--level", help="PDF of a new outlet: local, region (default), nation.")] = "",
    title: Annotated[str, typer.Option("--title", help="PDF: its headline, where the file tells none.")] = "",
) -> int:
    """Take in items from files: print, broadcast, archived or exported ones."""
    from monitor import pipeline
    from monitor.cli.lists import offers
    from monitor.pipeline.printed import Given

    options: Options = context.obj
    given = Given(outlet=outlet, published=published, kind=kind, level=level, title=title)
    _require_owner(files, given, options.instant)
    lists = [path for path in files if path.suffix.lower() == ".opml"]
    others = [path for path in files if path not in lists]
    read = pipeline.Report()
    # A list may come before there is a configuration.
    offered = offers(lists, options.config if others or options.configs[0].exists() else None, read) if lists else []
    reports = [read] if lists else []
    if others:
        with desk(options, options.config) as at:
            reports.append(pipeline.take_in(at, others, given))
    if not lists:
        show.report(reports, as_json=options.json)
    else:
        _show_lists(offered, reports, as_json=options.json, alone=not others)
    return code(reports)


def _show_lists(offered: Sequence[Offered], reports: Sequence[Report], *, as_json: bool, alone: bool) -> None:
    """One object for machines; for people the blocks by themselves, so that they can be sent into a file."""
    from monitor.cli.lists import as_objects, as_yaml

    if as_json or alone:
        for note in (note for one in reports for note in one.notes):
            print(clean_line(note), file=sys.stderr)
    if as_json:
        show.emit({**show.as_object(reports), "outlets": as_objects(offered)})
        return
    if offered:
        print(as_yaml(offered))
    if not alone:
        show.report(reports, as_json=False)
        return
    for failed in reports[0].failed:
        print(clean_line(f"{failed.subject}: {failed.error}"), file=sys.stderr)


def _require_owner(files: Sequence[Path], given: Given, now: datetime) -> None:
    """A PDF does not say whose it is, a table does. Raises ConfigError before anything is taken in."""
    from monitor.pdf import is_pdf_file
    from monitor.pipeline.printed import Given, problem

    printed = [path for path in files if is_pdf_file(path)]
    others = [path for path in files if path not in printed]
    if others and given != Given():
        raise ConfigError(f"{others[0].name}: the options of import are for PDF files; take other files in apart")
    if not printed:
        return
    if not given.outlet.strip():
        raise ConfigError(
            f"{printed[0].name}: say whose it is: --outlet NAME (an outlet's id or name; a new name is added)"
        )
    if given.title and len(printed) > 1:
        raise ConfigError("--title is the headline of one PDF; take the others in apart")
    if told := problem(given, now):
        raise ConfigError(f"{printed[0].name}: {told}")


def replay(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="WARC files of this program's archive.", exists=True)],
) -> int:
    """Rebuild everything after the fetch from stored pages."""
    from monitor import pipeline

    options: Options = context.obj
    with desk(options, options.config) as at:
        report = pipeline.replay(at, files)
    show.report([report], as_json=options.json)
    return code([report])


def build(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="daily, situation-daily, situation-weekly, thematic or an own one.")],
    day: Annotated[str | None, typer.Option("--date", help="The issue's day, 2026-11-22; default: today.")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Write the files beside; keep no draft.")] = False,
) -> int:
    """Make the draft of a product."""
    from monitor import pipeline

    options: Options = context.obj
    with desk(options, options.config) as at:
        made = pipeline.build(at, name, _day(day), preview=preview)
    show.issue(made, as_json=options.json)
    return 0


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"--date {text!r}: {unread(text, 'a day as 2026-11-22')}") from error
    if not date(1991, 8, 24) <= found <= date(2099, 12, 31) - timedelta(days=1):
        raise ConfigError(f"--date {text!r}: outside of what can be briefed")
    return found


def add(context: typer.Context, url: Annotated[str, typer.Argument(help="A page somebody else found.")]) -> int:
    """Take in one page that our sources missed; it is counted as missed by us."""
    from monitor import pipeline

    options: Options = context.obj
    with desk(options, options.config) as at:
        report = pipeline.add(at, url)
    show.report([report], as_json=options.json)
    return code([report])
