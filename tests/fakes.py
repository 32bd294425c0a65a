"""Stand-ins for the edges: a web of canned pages and a decider of one rule. No mocks: they behave, they do not record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from monitor.archive import Archive
from monitor.config import Config
from monitor.errors import FetchError
from monitor.model import (
    Article,
    Classification,
    Institution,
    Named,
    Outlet,
    Page,
    Place,
    Source,
    Unchanged,
    Validators,
    Verdict,
)
from monitor.pipeline.desk import Desk
from monitor.store import Store

NOW = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
PLACE = Place(id="verbosillia", name="Вербосілля", russian="Вербоселье", region="Чернігівська область")
INSTITUTION = Institution(names=(Named(name="Вербосільська міська рада"),))


class FakeDoor:
    """A web of pages by URL; a page with an etag answers a conditional request; an exception is raised."""

    def __init__(self, pages: dict[str, str | bytes | FetchError]) -> None:
        self.pages = pages
        self.asked: list[str] = []
        self.now = NOW

    def get(self, url: str, *, validators: Validators | None = None, robots: bool = False) -> Page | Unchanged:
        self.asked.append(url)
        found = self.pages.get(url)
        if found is None:
            raise FetchError(url, "gone", f"{url} answers 404.", status=404)
        if isinstance(found, FetchError):
            raise found
        content = found.encode() if isinstance(found, str) else found
        etag = f'"{len(content)}-{sum(content) % 9973}"'
        if validators is not None and validators.etag == etag:
            return Unchanged(url=url, fetched=self.now)
        kind = "application/rss+xml" if content.lstrip().startswith(b"<?xml") else "text/html; charset=utf-8"
        return Page(
            url=url,
            final_url=url,
            status=200,
            content_type=kind,
            content=content,
            fetched=self.now,
            validators=Validators(etag=etag),
        )


class FakeDecider:
    """«Вербосілл» in title or text is `about`; nothing else is decided."""

    version = "fake-1"

    def classify(self, article: Article, outlet: Outlet) -> Classification:
        about = "ербосілл" in f"{article.title} {article.text}"

        def verdict(name: str, label: str) -> Verdict:
            return Verdict(classifier=name, version="fake-1", label=label, score=1.0, reason="")

        return Classification(
            article=article.id,
            language="uk",
            relevance=verdict("relevance", "about" if about else "none"),
            topic=verdict("topic", "culture"),
            secondary=(),
            citation=verdict("citation", "none"),
            tone=verdict("tone", "neutral"),
        )


def feed(*items: tuple[str, str, str], host: str = "https://news.example") -> str:
    """An RSS feed of (slug, title, description) items, an hour apart, the first the newest."""
    rows = "".join(
        f"<item><title>{title}</title><link>{host}/{slug}</link><guid>{host}/{slug}</guid>"
        f"<pubDate>Fri, 20 Nov 2026 {5 - n % 5:02d}:{n % 60:02d}:00 +0000</pubDate><description>{text}</description></item>"
        for n, (slug, title, text) in enumerate(items)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>N</title>{rows}</channel></rss>'


def page(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang='uk'><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    )


def config(tmp_path: Path, *sources: str, place: Place = PLACE) -> Config:
    """A configuration with one outlet «Вісті» whose feeds are these."""
    return Config(
        path=tmp_path / "sources.yaml",
        place=place,
        institution=INSTITUTION,
        outlets=(Outlet(id="visti", name="Вісті", home="https://news.example/"),),
        sources=tuple(
            Source(id=f"visti-{n}", outlet="visti", kind="feed", url=url) for n, url in enumerate(sources, start=1)
        ),
        pace=0.0,
    )


def desk(tmp_path: Path, door: FakeDoor, setup: Config | None = None, now: datetime = NOW) -> Desk:
    setup = setup or config(tmp_path, "https://news.example/feed")
    store = Store.open(tmp_path / "var" / "ohliad.sqlite", setup.place.id)
    store.save_outlets(setup.outlets)
    return Desk(
        config=setup,
        store=store,
        archive=Archive(tmp_path / "var" / "archive"),
        door=door,
        decider=FakeDecider,
        state=tmp_path / "var",
        now=now,
        rehearsal=True,
        processes=0,
    )


def later(at: Desk, now: datetime) -> Desk:
    return replace(at, now=now)


def settings_of_one_feed(folder: Path) -> Path:
    """A sources.yaml of the place, council and feed of `config`, for tests of commands."""
    settings = folder / "sources.yaml"
    settings.write_text(
        "place: {id: verbosillia, name: Вербосілля, russian: Вербоселье, region: Чернігівська область}\n"
        "institution: {name: Вербосільська міська рада}\n"
        "outlets:\n  - id: visti\n    name: Вісті\n    home: https://news.example/\n"
        "    sources: [{kind: feed, url: https://news.example/feed}]\n",
        encoding="utf-8",
    )
    return settings
