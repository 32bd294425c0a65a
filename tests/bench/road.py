"""1,000 stored pages through extract, classify, group and commit, with the real classifiers and two processes."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.archive import Record
from monitor.model import Entry, Page
from monitor.pipeline import Report
from monitor.pipeline.decide import classify_articles
from monitor.pipeline.desk import Desk
from monitor.pipeline.grouping import group_stories
from monitor.pipeline.read import extract_articles
from monitor.store import Sighting
from tests.fakes import NOW, FakeDoor, desk

ROOT = Path(__file__).resolve().parents[2]
PAGES = 1000


class Texts:
    """The project's own training texts: real lengths, both languages.

    Read one at a time: held whole they would weigh 40 MB in the memory measured.
    """

    def __init__(self) -> None:
        self._places = [
            (path, start)
            for path in sorted((ROOT / "classifiers" / "topic" / "texts").glob("*.jsonl"))
            for start in _lines(path)
        ]

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, at: int) -> dict[str, str]:
        path, start = self._places[at]
        with path.open("rb") as file:
            file.seek(start)
            item: dict[str, str] = json.loads(file.readline())
        return {**item, "title": item["title"] or item["text"][:60]}


def _lines(path: Path) -> Iterator[int]:
    """Where each line of a file begins."""
    start = 0
    with path.open("rb") as file:
        for line in file:
            yield start
            start += len(line)


def html(item: dict[str, str], number: int) -> str:
    """A page with the furniture of a local site around the text, about 30 KB."""
    menu = "".join(f"<li><a href='/rubric/{n}'>Рубрика {n}</a></li>" for n in range(60))
    side = "".join(
        f"<div class='card'><a href='/news/{n}'>Інша новина під номером {n}</a><time>12:0{n % 10}</time></div>"
        for n in range(80)
    )
    body = "".join(f"<p class='text'>{line}</p>" for line in item["text"].split("\n") if line.strip())
    filler = "<script>" + "var a=1;" * 1200 + "</script>"
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{item['title']} | Вісті</title>"
        f"<meta property='article:published_time' content='2026-11-{number % 18 + 1:02d}T0{number % 10}:15:00+02:00'>{filler}</head>"
        f"<body><nav><ul>{menu}</ul></nav><main><article><h1>{item['title']}</h1>{body}</article></main>"
        f"<aside>{side}</aside><footer>© Вісті</footer></body></html>"
    )


def filled(folder: Path) -> Desk:
    import classifiers

    at = desk(folder, FakeDoor({}))
    loaded = classifiers.load(at.config.place, at.config.institution)
    at = replace(at, decider=lambda: loaded, processes=2)
    items = Texts()
    for number in range(PAGES):
        item = items[number * 7 % len(items)]
        url = f"https://news.example/{number}"
        page = Page(
            url=url,
            final_url=url,
            status=200,
            content_type="text/html; charset=utf-8",
            content=html(item, number).encode(),
            fetched=NOW,
        )
        entry = Entry(
            source="visti-1", key=url, url=url, title=item["title"], published=NOW - timedelta(hours=number % 240)
        )
        stored = at.archive.add(Record(page=page, place="x", role="article", subject=str(number)))
        at.store.save_found(
            Sighting(article=f"{number:012d}", outlet="visti", entry=entry, digest="d"), stored, NOW, missed=False
        )
    return at


def measure() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        at = filled(Path(folder))
        report = Report()
        total = 0.0
        for name, step in (("extract", extract_articles), ("classify", classify_articles), ("group", group_stories)):
            start = time.perf_counter()
            step(at, report)
            seconds = time.perf_counter() - start
            total += seconds
            yield f"{name}: {PAGES} pages", f"{PAGES / seconds:.0f} a second"
        yield f"extract → classify → group → commit: {PAGES} pages", f"{PAGES / total:.0f} a second (aim: 25)"
        yield "articles stored", str(at.store.counts()["articles"])
