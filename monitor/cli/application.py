"""The typer application: common options, error sentences and exit codes. Commands live in modules beside this one."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli import logs
from monitor.cli.commands import Application
from monitor.cli.wiring import Options, parse_now
from monitor.errors import ConfigError, ExtractError, FetchError, OhliadError

FAILED, WRONG, BUG = 1, 2, 3


def finish(result: object, **_options: object) -> None:
    """What a command returns is the exit code."""
    raise typer.Exit(result if isinstance(result, int) else 0)


app = typer.Typer(
    name="ohliad",
    cls=Application,
    help="Watches the press about a Ukrainian city: gathers, sorts, briefs and counts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    result_callback=finish,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def common(
    context: typer.Context,
    config: Annotated[
        list[Path] | None, typer.Option("--config", help="Configuration; may be given more than once.")
    ] = None,
    state: Annotated[Path, typer.Option("--state", help="Folder of the database, archive and issues.")] = Path("var"),
    now: Annotated[str | None, typer.Option("--now", help="Rehearse at this instant (ISO 8601, Kyiv time).")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="May fetch from loopback and private addresses.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object for machines.")] = False,
    verbose: Annotated[bool, typer.Option("-v", help="Log more to standard error.")] = False,
) -> None:
    logs.start(state, verbose=verbose)
    context.obj = Options(
        configs=tuple(config or (Path("sources.yaml"),)),
        state=state,
        now=parse_now(now),
        allow_private=allow_private,
        json=json,
        verbose=verbose,
    )


def invoke(arguments: list[str]) -> int:
    """Run the application; expected trouble becomes a sentence and 2 (1: of a page), a bug gives a traceback and 3.

    Ctrl-C is typer's 130, or KeyboardInterrupt where it comes outside of a command.
    """
    try:
        app(arguments)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    except ConfigError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return WRONG
    except OhliadError as error:
        print(f"ohliad: {error}", file=sys.stderr)
        # The call was right, the page was not.
        return FAILED if isinstance(error, (FetchError, ExtractError)) else WRONG
    except BrokenPipeError:
        return FAILED
    except OSError as error:  # a folder that cannot be written, a name that is no file
        print(f"ohliad: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return WRONG
    except Exception:  # noqa: BLE001 - the outermost line: a bug must show and must not look like success
        traceback.print_exc()
        return BUG
    return 0
