"""The command `contracts`: contracts and letters of request, their publications, and what outlets still owe."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from monitor.cli import show
from monitor.cli.registers import TYPED, By, take_file
from monitor.cli.wiring import Options, require_state, store
from monitor.errors import ConfigError, OhliadError

if TYPE_CHECKING:
    from monitor.registers.fulfilment import Progress
    from monitor.store import Store

DEPARTMENT = "відділ"
contracts_app = typer.Typer(
    help="Contracts and letters of request with outlets: what was ordered and what came of it.",
    invoke_without_command=True,
)
Key = Annotated[str, typer.Argument(help="The key of the contract, as `contracts` shows it.")]
Item = Annotated[str, typer.Argument(help="The id of the publication.")]


def register(app: typer.Typer) -> None:
    app.add_typer(contracts_app, name="contracts")


@contracts_app.callback()
def contracts(
    context: typer.Context,
    owed: Annotated[bool, typer.Option("--owed", help="Only what is overdue.")] = False,
) -> int:
    """Every contract and letter with its publications and proposals for them."""
    if context.invoked_subcommand is not None:
        return 0
    return _list(context.obj, owed=owed)


@contracts_app.command("list")
def list_(
    context: typer.Context,
    owed: Annotated[bool, typer.Option("--owed", help="Only what is overdue.")] = False,
) -> int:
    """The same as `contracts` alone."""
    return _list(context.obj, owed=owed)


def _list(options: Options, *, owed: bool) -> int:
    require_state(options)
    with store(options, options.config) as opened:
        found = _progress(opened, options)
    if owed:
        found = [one for one in found if one.state == "overdue"]
    if options.json:
        show.emit([asdict(one) for one in found])
        return 0
    _print(found)
    return 0


def _progress(opened: Store, options: Options) -> list[Progress]:
    from monitor.pipeline.registers import contracts as progress

    return progress(opened, options.instant)


def _print(found: list[Progress]) -> None:
    from monitor.registers.fulfilment import STATES
    from monitor.registers.lines import contract

    out = show.console()
    style = {"fulfilled": "green", "overdue": "red", "waiting": ""}
    for one in found:
        done = f"{STATES[one.state]} ({len(one.published)} з {one.contract.pieces})"
        out.print(Text(f"{one.key}  {contract(one.contract)} – {done}", style=style[one.state]))
        for article in one.published:
            out.print(Text(f"    опубліковано: {article}"))
        for proposal in one.proposals:
            out.print(Text(f"    можливо: {proposal.article} ({proposal.score:.2f}; {proposal.reason})"))


@contracts_app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="CSV or XLSX; the first row names the columns.", exists=True)],
    letters: Annotated[bool, typer.Option("--letters", help="Rows that do not say are letters of request.")] = False,
    by: By = DEPARTMENT,
) -> int:
    """Take in a table of contracts and letters; one wrong cell and nothing is taken."""
    return take_file(context.obj, "letters" if letters else "contracts", file, by=by)


@contracts_app.command("add")
def add(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="Its number.")],
    signed: Annotated[str, typer.Argument(help="Its date, 03.02.2026.")],
    outlet: Annotated[str, typer.Argument(help="The outlet.")],
    subject: Annotated[str, typer.Argument(help="What is to be published.")],
    letter: Annotated[bool, typer.Option("--letter", help="A letter of request, not a contract.")] = False,
    size: Annotated[str, typer.Option("--size", help="«400 см²» or «10 хв».")] = "",
    pieces: Annotated[int, typer.Option("--pieces", min=1, help="How many publications.")] = 1,
    deadline: Annotated[str, typer.Option("--deadline", help="The last day, 31.03.2026.")] = "",
    phrase: Annotated[str, typer.Option("--phrase", help="What its publications are known by.")] = "",
    by: By = DEPARTMENT,
) -> int:
    """Write one contract or letter into the ledger."""
    from monitor.registers.catalogue import CONTRACTS
    from monitor.registers.contracts import COLUMNS, read_contracts

    options: Options = context.obj
    heads = ("form", "number", "signed", "outlet", "subject", "size", "pieces", "deadline", "phrase")
    assert {*heads} <= {column.field for column in COLUMNS}
    cells = ("letter" if letter else "contract", number, signed, outlet, subject, size, str(pieces), deadline, phrase)
    [made] = read_contracts([heads, cells], "contracts add")
    with store(options, options.config) as opened:
        saved = opened.registers.put(
            CONTRACTS.name, [(CONTRACTS.key(made), made)], by=by, at=options.instant, origin=TYPED
        )
    if options.json:
        show.emit({"key": CONTRACTS.key(made), **asdict(saved)})
    else:
        show.console().print(f"{CONTRACTS.key(made)}: {'додано' if saved.new else 'оновлено'}")
    return 0


@contracts_app.command("confirm")
def confirm(context: typer.Context, contract: Key, item: Item, by: By = DEPARTMENT) -> int:
    """This publication fulfils the contract."""
    return _say(context.obj, contract, item, confirmed=True, by=by)


@contracts_app.command("refuse")
def refuse(context: typer.Context, contract: Key, item: Item, by: By = DEPARTMENT) -> int:
    """This publication has nothing to do with it; it is not proposed again."""
    return _say(context.obj, contract, item, confirmed=False, by=by)


def _say(options: Options, contract: str, item: str, *, confirmed: bool, by: str) -> int:
    require_state(options)
    item = item.removeprefix("#")
    with store(options, options.config) as opened:
        if contract not in {one.key for one in _progress(opened, options)}:
            raise OhliadError(f"{contract}: there is no such contract; `ohliad contracts` lists them")
        if opened.article(item) is None:
            raise ConfigError(f"{item}: there is no such item")
        opened.registers.fulfil(contract, item, confirmed=confirmed, by=by, at=options.instant)
        found = [one for one in _progress(opened, options) if one.key == contract]
    if options.json:
        show.emit(asdict(found[0]))
    else:
        _print(found)
    return 0
