"""Work that kills itself at the k-th function call: `python -m tests.killed JOBS`, a list [["FOLDER", K], …] as JSON.

A job may name further work: ["FOLDER", K, "office", PORT] ["FOLDER", K, "forget"], or
["FOLDER", BYTES, "disk"]: no file may grow beyond BYTES. Prints [calls, result] of each
job that ends by itself and ["ended", code] of every one. The canned web has a feed with an edited page, so versions
are met too; the office imports a file and a reviewed table, approves, and sends to a mail server at PORT.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import FrameType

import structlog

from monitor import deletion, pipeline
from monitor.codec import stamp
from monitor.config import Product, Smtp
from monitor.errors import OhliadError
from monitor.pipeline import Report
from monitor.pipeline.delivery import approve, deliver_due, send
from monitor.pipeline.desk import Desk
from monitor.review.bringing import bring
from tests.fakes import NOW, FakeDoor, config, desk, feed, later, page

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


LINES = "".join(
    json.dumps({"outlet": "Газета", "published": f"2026-11-{day}", "page": "3", "title": f"Вербосілля у листопаді, {day}",
                "text": f"У Вербосіллі {day} листопада відбулася подія, про яку написала газета."}, ensure_ascii=False) + "\n"
    for day in range(10, 16)
)  # fmt: skip
EVENING = NOW + timedelta(hours=9)


def office(folder: Path, port: int) -> str:
    """Import, review, approval and sending; every part may find that it was done already."""
    base = config(folder, FEED)
    daily = Product(
        name="daily", at="08:30", days="mon-fri", to=("a@x.org", "b@x.org"), formats=("email",), approve="hand"
    )
    smtp = Smtp(host="127.0.0.1", port=port, sender="ohliad@x.org", name=None, security="none", user=None)
    setup = replace(base, products=(daily,), smtp=smtp, folder=str(folder / "out"))
    at = later(desk(folder, web(1), setup), EVENING)
    (row,) = at.store.issues.listed("daily") or [None]
    if row is None or row.number is None:
        pipeline.run(at)
        lines = folder / "print.jsonl"
        lines.write_text(LINES, encoding="utf-8")
        pipeline.take_in(at, [lines])
        bring(at.store, table(at), "table.csv", by="Аналітик", at=EVENING)
        pipeline.build(at, "daily", None, preview=False)
        approve(at, "daily", "Редактор")
    report = Report()
    deliver_due(at, report)
    send(at, report, only_in_slot=False)
    (row,) = at.store.issues.listed("daily")
    labels = {name: sorted(f"{one.field}={one.value}" for one in many) for name, many in at.store.labels().items()}
    documents = hash_of(b"".join(document.content for document in at.store.issues.documents(row.id)))
    files = at.state / "issues" / "daily"
    kept = [(files / one.filename).read_bytes() == one.content for one in at.store.issues.documents(row.id)]
    solid = [kept, at.store.fingerprint(), at.store.counts(), labels, row.number, row.sha256, documents]
    letters = {f"{one.channel} {Path(one.recipient).name}": one.state for one in at.store.issues.letters()}
    return json.dumps({"solid": hash_of(json.dumps(solid, sort_keys=True).encode()), "letters": letters})


def table(at: Desk) -> bytes:
    """The analyst's table with a topic filled in for every second item."""
    names = sorted(clip.article.id for clip in at.store.clips())
    rows = [f"{name};{'спорт' if number % 2 else ''};{stamp(EVENING)}" for number, name in enumerate(names)]
    return ("код;рішення: тема;вивантажено\n" + "\n".join(rows) + "\n").encode("utf-8-sig")


def forgetting(folder: Path) -> str:
    """A morning's run, then one item is deleted."""
    if not (folder / "morning").exists():
        pipeline.run(desk(folder, web(1)))
        (folder / "morning").touch()
    at = desk(folder, web(1))
    deletion.settle(at.state, at.store)
    signed = deletion.Signed(by="К", why="вимога", at=NOW)
    if not at.store.deletions.log():
        (clip,) = [clip for clip in at.store.clips() if clip.article.title == "Новина n7 з Вербосілля"]
        deletion.forget(at.state, at.store, deletion.Choice(kind="article", subject=clip.article.id), signed)
    pages = [at.archive.read(*one).url for one in at.store.deletions.page_rows(None)]
    return f"{at.store.fingerprint()} {at.store.counts()} {hash_of(' '.join(pages).encode())}"


def full_disk(folder: Path, most: int) -> str:
    """The same work where no file may grow beyond `most` bytes: to SQLite and to us a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        return work(folder)
    except (OhliadError, OSError) as error:
        return f"stopped: {error}"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))  # the pipe to our parent may be a file


def drop(_logger: object, _method: str, _event: object) -> dict[str, object]:
    raise structlog.DropEvent


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main() -> None:
    """Each job in a child of its own, forked from a process that has imported everything and done nothing."""
    structlog.configure(processors=[drop])
    for folder, fatal, *arguments in json.loads(sys.argv[1]):
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            print(json.dumps(counted(Path(folder), fatal, arguments)), flush=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(json.dumps(["ended", os.waitstatus_to_exitcode(status)]), flush=True)


def counted(folder: Path, fatal: int, arguments: list[object]) -> tuple[int, str]:
    """(calls, what came of it), unless the call comes at which the process ends itself."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        if event in ("call", "c_call"):
            calls += 1
            if calls == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    if fatal and arguments != ["disk"]:  # to count costs as much again as the work
        threading.setprofile(count)
        sys.setprofile(count)
    try:
        match arguments:
            case ["office", int(port)]:
                result = office(folder, port)
            case ["disk"]:
                return 0, full_disk(folder, fatal)
            case ["forget"]:
                result = forgetting(folder)
            case _:
                result = work(folder)
    finally:
        sys.setprofile(None)
    return calls, result


if __name__ == "__main__":
    main()
