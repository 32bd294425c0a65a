"""Runs every measurement, or those named, and prints one table: `python -m tests.bench [filter|road|memory|products|outbox|hosts|load|stories|web …]`."""

from __future__ import annotations

import sys

import structlog

from tests.bench import filter as classify_filter
from tests.bench import hosts, load, memory, outbox, products, road, schedule, stories, web

ALL = {
    "filter": classify_filter.measure,
    "road": road.measure,
    "memory": memory.measure,
    "products": products.measure,
    "outbox": outbox.measure,
    "hosts": hosts.measure,
    "load": load.measure,
    "schedule": schedule.measure,
    "stories": stories.measure,
    "web": web.measure,
}


def _drop(_logger: object, _method: str, _event: object) -> dict[str, object]:
    raise structlog.DropEvent


def main() -> None:
    names = sys.argv[1:] or list(ALL)
    for name in names:
        if name not in ALL:
            sys.exit(f"no measurement is called {name!r}; known: {', '.join(ALL)}")
    structlog.configure(processors=[_drop])
    print("| what | figure |\n|---|---|")
    for name in names:
        for what, figure in ALL[name]():
            print(f"| {what} | {figure} |", flush=True)


if __name__ == "__main__":
    main()
