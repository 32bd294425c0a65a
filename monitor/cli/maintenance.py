"""Commands around the work: init, doctor, metrics, backup, restore, demo."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from monitor import __version__, files
from monitor.cli import show
from monitor.cli.wiring import Options, database, decider, is_stored, owners_mistakes, renamed, require_state, store
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from monitor.config import Config
    from monitor.doctor import Finding

_DAMAGED = "restore the last backup, or rebuild with `ohliad replay`"


def register(app: typer.Typer) -> None:
    app.command()(init)
    app.command()(doctor)
    app.command()(metrics)
    app.command()(backup)
    app.command()(restore)
    app.command()(demo)


def init(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="Where to write sources.yaml.")] = None,
) -> int:
    """Write a commented sources.yaml to start from; --config gives the file another name."""
    path = _to_write(context.obj, folder)
    if path.exists():
        raise ConfigError(f"{path} is there already and stays as it is")
    files.write(path, _example())
    named = "" if path == Options().configs[0] else f" --config {shlex.quote(str(path))}"
    told = f"wrote {path}; change place, institution and outlets, then: ohliad check --live{named}"
    show.console().print(Text(told), soft_wrap=True)
    return 0


def _to_write(options: Options, folder: Path | None) -> Path:
    """The file that `init` writes. Raises ConfigError where both a folder and a file are named, or several files."""
    default = Options().configs
    if options.configs == default:
        return (folder or Path()) / default[0]
    if folder is not None or len(options.configs) > 1:
        raise ConfigError("init writes one file: name its folder, or the file itself by one --config")
    return options.configs[0]


def _example() -> bytes:
    """The packaged example; from a source tree, the project's own configuration."""
    packaged = resources.files("monitor") / "sources.example.yaml"
    if packaged.is_file():
        return packaged.read_bytes()
    return (Path(__file__).parents[2] / "sources.yaml").read_bytes()


def doctor(
    context: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Read every stored page, not a sample.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nothing of the network.")] = False,
) -> int:
    """Check what the work needs: configuration, disk, database, archive, issues, clock, mail, models, the service."""
    options: Options = context.obj
    found = []
    for finding in _findings(options, full=full, offline=offline):
        found.append(finding)
        if not options.json:
            words = f"{finding.state:<8}{finding.check:<14}{finding.text}"
            show.console().print(Text(words + (f" -> {finding.todo}" if finding.todo else "")), soft_wrap=True)
    if options.json:
        show.emit(
            [
                {"check": one.check, "ok": one.state == "ok", "state": one.state, "finding": one.text, "todo": one.todo}
                for one in found
            ]
        )
    return 1 if any(one.state == "failed" for one in found) else 0


def _findings(options: Options, *, full: bool, offline: bool) -> Iterator[Finding]:
    from monitor.doctor import Finding, Outside, check_folder, check_world, collect

    yield Finding(check="version", state="ok", text=f"ohliad {__version__}, Python {sys.version.split()[0]}")
    configuration = list(collect("configuration", lambda: _configuration(options), "ohliad check"))
    yield from configuration
    yield from check_folder(options.state, datetime.now(UTC))
    if configuration[0].state == "failed":
        return
    yield from collect("classifiers", lambda: _classifiers(options), "reinstall ohliad, or remove var/models")
    for config in options.places:
        yield from collect("definitions", partial(_definitions, options, config), "mend them: `ohliad check`")
        yield from collect("mail", partial(_stranded, config), "look at `digests:` and `delivery:`")
        if is_stored(options):
            yield from collect("database", partial(_stored, options, config, full=full), _DAMAGED)
        if not offline:
            outside = Outside(
                urls=tuple(source.url for source in config.sources),
                smtp=config.smtp,
                password=os.environ.get("OHLIAD_SMTP_PASSWORD"),
                allow_private=options.allow_private,
            )
            yield from check_world(outside, datetime.now(UTC))


def _configuration(options: Options) -> Finding:
    from monitor.doctor import Finding

    text = "; ".join(f"{config.place.name}: {len(config.sources)} sources" for config in options.places)
    return Finding(check="configuration", state="ok", text=text)


def _definitions(options: Options, config: Config) -> Finding:
    from monitor.doctor import Finding

    if problems := owners_mistakes(options, config):
        raise ConfigError("; ".join(problems))
    return Finding(check="definitions", state="ok", text="products, series, the report and selectors can be read")


def _stranded(config: Config) -> list[Finding]:
    from monitor.doctor import Finding
    from monitor.pipeline.addressees import stranded

    todo = "write delivery.smtp into sources.yaml"
    return [
        Finding(
            check="mail", state="warning", text=f"no server, so no letter of {name} goes to {', '.join(to)}", todo=todo
        )
        for name, to in stranded(config).items()
    ]


def _stored(options: Options, config: Config, *, full: bool) -> list[Finding]:
    from monitor.doctor import Finding, asked, check_store, collect

    with store(options, config) as opened:
        found = list(check_store(options.state, opened, datetime.now(UTC), full=full))
        found += collect("sources", lambda: asked(opened, config.sources, options.instant), "look at the log")
        told = renamed(options, config, opened)
    return [*found, Finding(check="place", state="warning", text=told, todo="look at `place:`")] if told else found


def _classifiers(options: Options) -> Finding:
    from monitor.doctor import Finding

    return Finding(check="classifiers", state="ok", text=f"version {decider(options, options.places[0]).version}")


def metrics(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Option("--file", help="Write it here, whole, for the node exporter's textfile collector.")
    ] = None,
) -> int:
    """Counts and states in the text format of Prometheus."""
    from monitor import metrics as figures

    options: Options = context.obj
    require_state(options)
    pictures = []
    for config in options.places:
        with store(options, config) as opened:
            pictures.append(figures.picture(options.state, opened, config))
    text = figures.render(pictures, __version__)
    if file is None:
        print(text, end="")
    else:
        files.write(file, text.encode())
    return 0


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
    _refuse_server(options, "backed up with its own tools: pg_dump first, then a copy of the state folder")
    if rewrite:
        gone = deletion.read_list(options.state / deletion.LIST)
        taken_out = deletion.rewrite(file, gone, options.instant)
        _tell(options, f"{file}: {taken_out} items taken out", {"file": str(file), "taken_out": taken_out})
        return 0
    saved = write(options.state, file)
    fields = {"file": str(saved.path), "files": saved.files, "missing": dict(saved.missing)}
    _tell(options, f"wrote {saved.path}: {saved.files} files", fields)
    for name, why in saved.missing.items():
        print(f"{saved.path} lacks {name}: {why}; put it back from an older backup", file=sys.stderr)
    return 1 if saved.missing else 0


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
    _refuse_server(options, "restored with its own tools: pg_restore, and the state folder beside it")
    gone = deletion.read_list(forgotten) if forgotten else {}
    found = unpack(file, options.state)
    again = deletion.reapply(options.state, gone, options.instant)
    fields = {
        "state": str(options.state),
        "files": found.files,
        "deleted_again": again,
        "letters": found.letters,
        "alerts": found.alerts,
        "missing": list(found.missing),
    }
    _tell(options, f"{options.state}: {found.files} files restored and checked; {again} items deleted again", fields)
    if found.letters and not options.json:
        told = f"letters that waited and may have been sent since: {found.letters}; ask, then `ohliad outbox settle`"
        show.console().print(told, soft_wrap=True)
    if found.alerts and not options.json:
        show.console().print(f"letters of alerts that waited and are not sent: {found.alerts}; see `ohliad alerts`")
    for name in found.missing:
        print(f"{file} was written without {name}: put it back from an older backup", file=sys.stderr)
    return 1 if found.missing else 0


def _tell(options: Options, sentence: str, fields: Mapping[str, object]) -> None:
    if options.json:
        show.emit(fields)
    else:
        show.console().print(sentence)


def _refuse_server(options: Options, instead: str) -> None:
    """Our backups hold SQLite's file. Raises ConfigError where OHLIAD_DATABASE names another database."""
    if "://" in str(database(options)):
        raise ConfigError(f"a PostgreSQL database (OHLIAD_DATABASE) is {instead}; see docs/operations.md")


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Option("--folder", help="Where the demo keeps its state.")] = Path("var/demo"),
) -> int:
    """The whole main job on a recorded sample city, served on the loopback address; needs no network."""
    from monitor.demo import play

    return play(folder, as_json=context.obj.json)
