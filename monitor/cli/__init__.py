"""The command line: parses, calls, prints. The only place that wires the objects together.

Exit codes: 0 all well, 1 some sources or items failed, 2 wrong usage or configuration, 3 a bug (with its traceback),
130 broken off by Ctrl-C: nothing says that the work was finished, so it is none of the others.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

INTERRUPTED = 130  # as shells and typer have it: 128 and the number of SIGINT

# Common options are accepted before or after the command; value: does it take an argument?
_COMMON = {"--config": True, "--state": True, "--now": True, "--allow-private": False, "--json": False, "-v": False}


def front(arguments: Sequence[str]) -> list[str]:
    """Move the common options before the command, where the parser expects them."""
    common: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for word in waiting:
        name = word.split("=", 1)[0]
        if word == "--":
            rest += [word, *waiting]
        elif name not in _COMMON:
            rest.append(word)
        else:
            common.append(word)
            if _COMMON[name] and "=" not in word:
                common += [value for value in [next(waiting, None)] if value is not None]
    return [*common, *rest]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Its modules take a moment to load; Ctrl-C may come then as well."""
    try:
        from monitor.cli.application import invoke

        code = invoke(front(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        print("ohliad: interrupted; what was done is kept, run it again to go on", file=sys.stderr)
    return code
