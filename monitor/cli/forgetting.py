"""The command that deletes: on demand by item, source, outlet or person, and what is older than its term."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from monitor.cli import show
from monitor.cli.wiring import Options, desk, require_state
from monitor.codec import instant
from monitor.dates import kyiv_day
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from monitor.deletion import Choice, Gone, Seen
    from monitor.pipeline.desk import Desk
    from monitor.store.deletion_rows import Target

SHOWN = 20
_HINT = "delete or rewrite the backups made before today: `ohliad backup --rewrite FILE`"


def register(app: typer.Typer) -> None:
    app.command()(forget)


def forget(
    context: typer.Context,
    article: Annotated[str | None, typer.Option("--article", help="The id of one item.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="All items of this source.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="All items of this outlet.")] = None,
    person: Annotated[str | None, typer.Option("--person", help="All items that name this person.")] = None,
    expired: Annotated[bool, typer.Option("--expired", help="What is older than `retention:` says.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what would be deleted.")] = False,
    why: Annotated[str, typer.Option("--why", help="The reason that is kept; without names.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who orders it.")] = "",
) -> int:
    """Delete items for good: text, index, stored pages, documents, logs. The counts stay; nothing brings them back."""
    options: Options = context.obj
    require_state(options)
    if expired:
        return _expire(options)
    choice = _choice({"article": article, "source": source, "outlet": outlet, "person": person})
    if not dry_run and not (why.strip() and by.strip()):
        raise ConfigError("say --why and --by: both are kept with the deletion (look first with --dry-run)")
    return _everywhere(
        options, lambda at: _list(at, choice, options) if dry_run else _delete(at, choice, options, why=why, by=by)
    )


def _everywhere(options: Options, act: Callable[[Desk], int]) -> int:
    """The act in every place; an id is one place's own, so only where no place knows it is it refused."""
    from monitor.deletion import NothingStored

    codes, unknown = [], None
    for config in options.places:
        with desk(options, config, show=False) as at:
            try:
                codes.append(act(at))
            except NothingStored as error:
                unknown = error
    if unknown is not None and not codes:
        raise unknown
    return max(codes, default=0)


def _choice(given: dict[str, str | None]) -> Choice:
    from monitor import deletion

    named = {kind: value for kind, value in given.items() if value}
    if len(named) != 1:
        raise ConfigError("say one of --article ID, --source ID, --outlet ID, --person NAME, --expired")
    ((kind, value),) = named.items()
    if kind != "person":
        return deletion.Choice(kind=kind, subject=value)
    try:
        return deletion.Choice(kind=kind, person=deletion.name(value))
    except ValueError as error:
        raise ConfigError(f"--person: {error}") from error


def _list(at: Desk, choice: Choice, options: Options) -> int:
    from monitor import deletion

    seen = deletion.look(at.store, choice)
    if options.json:
        show.emit(_rows(seen))
        return 0
    console = show.console()
    for target in seen.targets:
        console.print(Text(f"{target.article} {_day(target)} {target.outlet}: {target.title}"))
    for target in seen.possible:
        console.print(Text(f"only the surname, stays: {target.article} {_day(target)} {target.title}"))
    _unread(seen.unread)
    console.print(Text(f"{_items(len(seen.targets))} would be deleted; nothing was changed"))
    return 0


def _day(target: Target) -> date:
    """The day as people here know it: a clip of print stands at midnight in Kyiv."""
    return kyiv_day(instant(target.published))


def _unread(pdfs: Sequence[tuple[str, str]]) -> None:
    """PDF files that speak of the person must be named by hand."""
    if not pdfs:
        return
    console = show.console()
    for article, url in pdfs[:SHOWN]:
        console.print(Text(f"not searched, a PDF: {article or 'no item'} {url}"))
    files = "1 stored PDF file was" if len(pdfs) == 1 else f"{len(pdfs)} stored PDF files were"
    console.print(Text(f"{files} not searched for the name; look there yourself and name their items: --article ID"))


def _items(number: int) -> str:
    return f"{number} item{'' if number == 1 else 's'}"


def _rows(seen: Seen) -> dict[str, Any]:
    def row(target: Any) -> dict[str, str]:
        return {name: getattr(target, name) for name in ("article", "outlet", "published", "title")}

    return {
        "targets": [row(one) for one in seen.targets],
        "possible": [row(one) for one in seen.possible],
        "unread": [{"article": article, "url": url} for article, url in seen.unread],
    }


def _delete(at: Desk, choice: Choice, options: Options, *, why: str, by: str) -> int:
    from monitor import deletion

    folders = (Path(at.config.folder),) if at.config.folder else ()
    signed = deletion.Signed(by=by, why=why, at=at.now)
    gone = deletion.forget(at.state, at.store, choice, signed, folders=folders)
    _feeds(at)
    _tell(gone, options)
    if choice.kind in ("source", "outlet") and not options.json:
        show.console().print("Take it out of sources.yaml too: what it publishes from now on would be collected.")
    return 1 if gone.left else 0


def _feeds(at: Desk) -> None:
    """Our own feeds, made anew from the issues as they stand now."""
    from monitor.pipeline.proof import write_feeds

    if any(row.number is not None for row in at.store.issues.heads()):
        write_feeds(at)


def _tell(gone: Gone, options: Options) -> None:
    if options.json:
        show.emit({name: getattr(gone, name) for name in type(gone).__slots__})
        return
    console = show.console()
    console.print(
        Text(
            f"deletion {gone.id}: {_items(gone.articles)}; {gone.records} stored pages gone, {gone.redacted} without a"
            f" part; {gone.issues} issues, {gone.files} files, {gone.log_lines} lines of the log"
        )
    )
    for path in gone.left:
        console.print(Text(f"still found in {path}; look there yourself"))
    _unread(gone.unread)
    console.print(Text(_HINT))


def _expire(options: Options) -> int:
    from monitor import deletion

    for config in options.places:
        with desk(options, config, show=False) as at:
            gone = deletion.expire(at.state, at.store, config.retention, at.now)
            if gone is None:
                show.console().print("nothing is older than `retention:` says")
            else:
                _tell(gone, options)
    return 0
