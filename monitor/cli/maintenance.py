"""Commands around the work: init, doctor, backup, restore, demo."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from monitor import __version__, files
from monitor.cli import show
from monitor.cli.wiring import Options, database, decider, store
from monitor.errors import ConfigError, OhliadError

LEAST_DISK = 500 * 1024 * 1024  # bytes: a year of one city's pages


def register(app: typer.Typer) -> None:
    app.command()(init)
    app.command()(doctor)
    app.command()(backup)
    app.command()(restore)
    app.command()(demo)


def init(
    folder: Annotated[Path, typer.Argument(help="Where to write sources.yaml.")] = Path(),
) -> int:
    """Write a commented sources.yaml to start from."""
    path = folder / "sources.yaml"
    if path.exists():
        raise ConfigError(f"{path} is there already and stays as it is")
    files.write(path, _example())
    show.console().print(f"wrote {path}; change place, institution and outlets, then: ohliad check --live")
    return 0


def _example() -> bytes:
    """The packaged example; from a source tree, the project's own configuration."""
    packaged = resources.files("monitor") / "sources.example.yaml"
    if packaged.is_file():
        return packaged.read_bytes()
    return (Path(__file__).parents[2] / "sources.yaml").read_bytes()


def doctor(context: typer.Context) -> int:
    """Check what the work needs: configuration, database, archive, disk, clock, language data, models."""
    options: Options = context.obj
    results = list(_findings(options))
    if options.json:
        show.emit([{"check": name, "ok": ok, "finding": finding} for name, ok, finding in results])
    else:
        for name, ok, finding in results:
            show.console().print(f"{'ok  ' if ok else 'BAD '} {name:<14} {finding}", markup=False)
    return 0 if all(ok for _, ok, _ in results) else 1


def _findings(options: Options) -> Iterator[tuple[str, bool, str]]:
    checks: tuple[tuple[str, Callable[[Options], str]], ...] = (
        ("version", lambda _: f"ohliad {__version__}, Python {sys.version.split()[0]}"),
        ("configuration", _configuration),
        ("database", _database),
        ("disk", _disk),
        ("clock", _clock),
        ("classifiers", _classifiers),
    )
    for name, check in checks:
        try:
            yield name, True, check(options)
        except (OhliadError, OSError) as error:
            yield name, False, str(error)


def _configuration(options: Options) -> str:
    return "; ".join(f"{config.place.name}: {len(config.sources)} sources" for config in options.places)


def _database(options: Options) -> str:
    where = database(options)
    if "://" not in str(where) and not Path(where).exists():
        return "nothing is stored yet"
    with store(options, options.places[0]) as opened:
        problem = opened.integrity()
        if problem != "ok":
            raise OhliadError(f"the database is damaged: {problem}; restore the last backup or `ohliad replay`")
        counts = opened.counts()
    return f"sound; {counts['articles']} articles, {counts['issues']} issues"


def _disk(options: Options) -> str:
    folder = options.state if options.state.exists() else options.state.absolute().parent
    free = shutil.disk_usage(folder).free
    if free < LEAST_DISK:
        raise OhliadError(f"only {free // 2**20} MB are free; the archive needs at least {LEAST_DISK // 2**20}")
    return f"{free // 2**30} GB free"


def _clock(options: Options) -> str:
    now = datetime.now(UTC)
    archive = options.state / "archive"
    newest = max((path.stat().st_mtime for path in archive.glob("*.warc.gz")), default=0.0)
    if now.year < 2025 or newest > now.timestamp() + 3600:
        raise OhliadError(f"the clock says {now:%Y-%m-%d %H:%M} UTC, earlier than pages that are already stored")
    return f"{now:%Y-%m-%d %H:%M} UTC"


def _classifiers(options: Options) -> str:
    return f"version {decider(options, options.places[0]).version}"


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The file to write, e.g. b.tar.")],
    rewrite: Annotated[
        bool, typer.Option("--rewrite", help="Take what was deleted since out of an older backup.")
    ] = False,
) -> int:
    """Write database, archive and issues into one file, consistently, while the work goes on."""
    from monitor import deletion
    from monitor.backup import backup as write

    options: Options = context.obj
    if "://" in str(database(options)):
        raise ConfigError("a PostgreSQL database is backed up with its own tools (pg_dump)")
    if rewrite:
        gone = deletion.read_list(options.state / deletion.LIST)
        show.console().print(f"{file}: {deletion.rewrite(file, gone, options.instant)} items taken out")
    else:
        show.console().print(f"wrote {file}: {write(options.state, file)} files")
    return 0


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A backup.", exists=True, dir_okay=False)],
    forgotten: Annotated[
        Path | None,
        typer.Option("--forgotten", help="forgotten.jsonl of the lost state folder: deletes again what is on it."),
    ] = None,
) -> int:
    """Unpack a backup into an empty state folder."""
    from monitor import deletion
    from monitor.backup import restore as unpack

    options: Options = context.obj
    gone = deletion.read_list(forgotten) if forgotten else {}
    count = unpack(file, options.state)
    again = deletion.reapply(options.state, gone, options.instant)
    show.console().print(f"{options.state}: {count} files restored and checked; {again} items deleted again")
    return 0


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Option("--folder", help="Where the demo keeps its state.")] = Path("var/demo"),
) -> int:
    """The whole main job on a recorded sample city, served on the loopback address; needs no network."""
    from monitor.demo import play

    return play(folder, as_json=context.obj.json)
