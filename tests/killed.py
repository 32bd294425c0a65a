"""A run that kills itself at the k-th function call: `python -m tests.killed FOLDER K` (K = 0: never).

Prints the number of calls of a whole run. The canned web has a feed with an edited page, so versions are met too.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path
from types import FrameType

import structlog

from monitor import pipeline
from tests.fakes import NOW, FakeDoor, desk, feed, later, page

FEED = "https://news.example/feed"


def web(edition: int) -> FakeDoor:
    names = [f"n{n}" for n in range(12)]
    pages = {
        f"https://news.example/{name}": page(
            f"Новина {name} з Вербосілля",
            f"У Вербосіллі сталася подія під назвою {name}, про яку довго говоритимуть усі мешканці громади.",
            f"Подробиці події {name} уточнюють; редакція стежить за розвитком подій. Видання {edition if n % 3 == 0 else 0}.",
        )
        for n, name in enumerate(names)
    }
    rows = [
        (name, f"Новина {name} з Вербосілля" + "!" * (edition if n % 3 == 0 else 0), "Коротко.")
        for n, name in enumerate(names)
    ]
    return FakeDoor({FEED: feed(*rows), **pages})


def work(folder: Path) -> str:
    """Two runs, the second with edited pages; the fingerprint of all that came of it, files of the brief included."""
    morning = folder / "morning"
    if not morning.exists():  # a restart goes on with the edition of the web that is up now
        pipeline.run(desk(folder, web(1)))
        morning.touch()
    again = desk(folder, web(2))
    pipeline.run(later(again, NOW + timedelta(hours=7)))
    brief = b"".join(path.read_bytes() for path in sorted((folder / "var" / "issues").rglob("*.*")))
    return f"{again.store.fingerprint()} {again.store.counts()} {hash_of(brief)}"


def drop(_logger: object, _method: str, _event: object) -> dict[str, object]:
    raise structlog.DropEvent


def hash_of(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def main() -> None:
    folder, fatal = Path(sys.argv[1]), int(sys.argv[2])
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        if event in ("call", "c_call"):
            calls += 1
            if calls == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    structlog.configure(processors=[drop])
    threading.setprofile(count)
    sys.setprofile(count)
    result = work(folder)
    sys.setprofile(None)
    print(calls)
    print(result)


if __name__ == "__main__":
    main()
