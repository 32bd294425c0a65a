"""The command `registers`: tables in, entries out; mentions of organisations; the own site by section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.table import Table
from rich.text import Text

from monitor.cli import show
from monitor.cli.pickup import read_days
from monitor.cli.wiring import Options, require_state, store
from monitor.dates import kyiv_day
from monitor.errors import ConfigError, OhliadError

if TYPE_CHECKING:
    from monitor.registers.catalogue import Register
    from monitor.store import Store

T = TypeVar("T")
TYPED = "typed"
Period = Annotated[str | None, typer.Option("--period", help="2026-11, 2026, or 2026-11-01..2026-11-22.")]
By = Annotated[str, typer.Option("--by", help="Who says so.")]

registers_app = typer.Typer(
    help="What the department keeps by hand: organisations, contracts, requests, occasions, diary, subscribers.",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    app.add_typer(registers_app, name="registers")


def days_of(options: Options, period: str | None) -> tuple[date, date]:
    """The days asked for; without a word the year of the rehearsed or present day."""
    if period is not None:
        return read_days(period)
    year = kyiv_day(options.instant).year
    return date(year, 1, 1), date(year, 12, 31)


@registers_app.command("import")
def import_(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="parties, civic, religious, organisations, contracts, letters, …")],
    file: Annotated[Path, typer.Argument(help="CSV or XLSX; the first row names the columns.", exists=True)],
    by: By = "відділ",
) -> int:
    """Take in a table: new entries are added, changed ones updated. One wrong cell and nothing is taken."""
    return take_file(context.obj, kind, file, by=by)


def take_file(options: Options, kind: str, file: Path, *, by: str) -> int:
    """Import one table into the register of this kind and say what it did. Raises ConfigError with every problem."""
    from monitor.pipeline.registers import laws
    from monitor.registers.catalogue import KINDS, ORGANISATIONS, REQUESTS, keyed
    from monitor.registers.organisations import outgrown, with_codes
    from monitor.registers.requests import with_answers

    if kind not in KINDS:
        raise ConfigError(f"{kind!r} is no register; known: {', '.join(KINDS)}")
    found = keyed(kind, rows_of(file), file.name, laws(options.config))
    with store(options, options.config) as opened:
        if KINDS[kind] == REQUESTS.name:
            found = with_answers(found, {REQUESTS.key(one): one for one in opened.registers.entries(REQUESTS)})
        earlier: list[str] = []
        if KINDS[kind] == ORGANISATIONS.name:
            found = with_codes(found, opened.registers.entries(ORGANISATIONS))
            earlier = outgrown(found)
        saved = opened.registers.put(
            KINDS[kind], found, by=by, at=options.instant, origin=file.name, instead_of=earlier
        )
    if options.json:
        show.emit({"register": KINDS[kind], **asdict(saved)})
    else:
        show.console().print(f"{file.name}: нових {saved.new}, змінено {saved.changed}, без змін {saved.same}")
    return 0


def rows_of(file: Path) -> list[list[str]]:
    """The cells of a table that a spreadsheet saved, with our own guards against formulas taken off."""
    from digests.render.csv import unguard
    from monitor.review import reading

    return [[unguard(cell) for cell in row] for row in reading.table(reading.bounded(file), file.name)]


@registers_app.command("list")
def list_(
    context: typer.Context,
    kind: Annotated[str | None, typer.Argument(help="One register; none: how many entries each has.")] = None,
) -> int:
    """The registers and how much they hold, or every entry of one with its key."""
    from monitor.registers.catalogue import KINDS, NAMES

    options: Options = context.obj
    require_state(options)
    if kind is not None and kind not in KINDS:
        raise ConfigError(f"{kind!r} is no register; known: {', '.join(KINDS)}")
    with store(options, options.config) as opened:
        if kind is None:
            return _counts({name: len(_entries(opened, name)) for name in NAMES}, as_json=options.json)
        entries = [(key, line) for key, line, entry in _entries(opened, KINDS[kind]) if _is_of(entry, kind)]
    if options.json:
        show.emit([{"key": key, "entry": line} for key, line in entries])
        return 0
    table = Table("key", "entry", box=None, pad_edge=False)
    for key, line in entries:
        table.add_row(Text(key), Text(line))
    show.console().print(table)
    return 0


def _is_of(entry: object, kind: str) -> bool:
    """`list parties` shows parties only, `list letters` letters."""
    from monitor.registers.nouns import Contract, Organisation

    if isinstance(entry, Organisation):
        return kind == "organisations" or entry.kind == {"parties": "party"}.get(kind, kind)
    return not isinstance(entry, Contract) or (kind == "letters") == (entry.form == "letter")


def _entries(opened: Store, register: str) -> list[tuple[str, str, object]]:
    """(key, line, entry) of everything in a register."""
    from monitor.registers import catalogue

    readers: dict[str, Callable[[], list[tuple[str, str, object]]]] = {
        catalogue.ORGANISATIONS.name: lambda: _listed(opened, catalogue.ORGANISATIONS),
        catalogue.CONTRACTS.name: lambda: _listed(opened, catalogue.CONTRACTS),
        catalogue.REQUESTS.name: lambda: _listed(opened, catalogue.REQUESTS),
        catalogue.OCCASIONS.name: lambda: _listed(opened, catalogue.OCCASIONS),
        catalogue.DIARY.name: lambda: _listed(opened, catalogue.DIARY),
        catalogue.SUBSCRIBERS.name: lambda: _listed(opened, catalogue.SUBSCRIBERS),
    }
    return readers[register]()


def _listed(opened: Store, register: Register[T]) -> list[tuple[str, str, object]]:
    from monitor.registers.lines import line

    return [(register.key(entry), line(entry), entry) for entry in opened.registers.entries(register)]


def _counts(counts: dict[str, int], *, as_json: bool) -> int:
    if as_json:
        show.emit(counts)
        return 0
    table = Table("register", "entries", box=None, pad_edge=False)
    for name, number in counts.items():
        table.add_row(name, str(number))
    show.console().print(table)
    return 0


@registers_app.command("drop")
def drop(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="The register.")],
    key: Annotated[str, typer.Argument(help="The key that `registers list` shows.")],
    by: By = "відділ",
) -> int:
    """Take an entry out that should not be there; its history stays."""
    from monitor.registers.catalogue import KINDS

    options: Options = context.obj
    require_state(options)
    if kind not in KINDS:
        raise ConfigError(f"{kind!r} is no register; known: {', '.join(KINDS)}")
    with store(options, options.config) as opened:
        if not opened.registers.drop(KINDS[kind], key, by=by, at=options.instant):
            raise OhliadError(f"{kind}: there is no entry {key!r}; `ohliad registers list {kind}` shows the keys")
    if options.json:
        show.emit({"dropped": key})
    else:
        show.console().print("вилучено")
    return 0


@registers_app.command("years")
def years(
    context: typer.Context,
    since: Annotated[
        int | None, typer.Option("--since", min=1900, max=2100, help="First year; default: seven years back.")
    ] = None,
) -> int:
    """How many organisations of each kind there were on 31 December, and how many came and went."""
    from monitor.registers.catalogue import ORGANISATIONS
    from monitor.registers.organisations import KINDS, year_lines

    options: Options = context.obj
    require_state(options)
    today = kyiv_day(options.instant)
    span = range(since or today.year - 7, today.year + 1)
    with store(options, options.config) as opened:
        entries = opened.registers.entries(ORGANISATIONS)
    lines = {kind: year_lines(entries, kind, span, today) for kind in KINDS}
    if options.json:
        show.emit({kind: [asdict(one) for one in found] for kind, found in lines.items()})
        return 0
    for kind, found in lines.items():
        table = Table("станом на 31 грудня", "усього", "зареєстровано", "припинено", title=KINDS[kind], box=None)
        for one in found:
            # As the report marks it: the year is not over.
            year = (
                str(one.year)
                if (one.as_of.month, one.as_of.day) == (12, 31)
                else f"{one.year} (на {one.as_of:%d.%m.%Y})"
            )
            table.add_row(year, str(one.standing), str(one.came), str(one.went))
        show.console().print(table)
    return 0


@registers_app.command("mentions")
def mentions(context: typer.Context, period: Period = None) -> int:
    """Which items name which organisation, in whatever case; most often named first."""
    from monitor.pipeline.registers import mentions as named
    from monitor.registers.catalogue import ORGANISATIONS

    options: Options = context.obj
    require_state(options)
    first, last = days_of(options, period)
    with store(options, options.config) as opened:
        found = named(opened, first, last)
        names = {ORGANISATIONS.key(one): one.name for one in opened.registers.entries(ORGANISATIONS)}
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), names[pair[0]]))
    if options.json:
        show.emit(
            [
                {
                    "organisation": names[key],
                    "key": key,
                    "items": [
                        {"id": clip.article.id, "url": clip.article.url, "spans": mention.spans}
                        for clip, mention in clips
                    ],
                }
                for key, clips in ordered
            ]
        )
        return 0
    table = Table("organisation", "items", "last", box=None, pad_edge=False)
    for key, clips in ordered:
        table.add_row(Text(names[key]), str(len(clips)), Text(clips[-1][0].article.title))
    show.console().print(table)
    return 0


@registers_app.command("site")
def site(context: typer.Context, period: Period = None) -> int:
    """Materials on the own site by section: the `sections` of its sources, else the first part of the path."""
    from monitor.pipeline.registers import publications, sections
    from monitor.registers.site import by_section

    options: Options = context.obj
    require_state(options)
    first, last = days_of(options, period)
    with store(options, options.config) as opened:
        found = by_section(publications(opened), sections(options.config), first, last)
    if options.json:
        show.emit([{"section": name, "items": number} for name, number in found])
        return 0
    table = Table("розділ", "матеріалів", box=None, pad_edge=False)
    for name, number in found:
        table.add_row(Text(name), str(number))
    table.add_row("усього", str(sum(number for _, number in found)))
    show.console().print(table)
    return 0
