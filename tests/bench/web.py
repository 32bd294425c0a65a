"""Every page with 100,000 items in the database: the 95th percentile of each, asked in this process, without a network."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import insert, text
from starlette.testclient import TestClient

from monitor import schema
from monitor.codec import encode, stamp
from monitor.model import (
    TOPICS,
    Article,
    Classification,
    Entry,
    Flag,
    Label,
    Member,
    Moment,
    Outlet,
    Source,
    Verdict,
)
from monitor.pipeline.desk import Desk
from monitor.pipeline.publish import build_issue
from monitor.store import SourceState, Visit
from monitor.store.engine import writing
from monitor.web.app import build
from monitor.web.office import Office
from monitor.web.settings import Settings
from tests.fakes import FakeDoor, config, desk

ITEMS = 100_000
DAYS = 200  # 500 items a day: the busiest day of one department
ABOUT = 0.05
OUTLETS = 60
SOURCES = 120
LABELS = 2_000
BATCH = 5_000
ASKED = 25  # times each page
LIMIT = 150  # milliseconds
NOW = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
WORDS = (
    "рада місто вулиця ремонт тепло котельня школа ліцей лікарня бюджет сесія депутат набережна міст дорога автобус"
    " маршрут тариф вода світло графік поліція пожежа суд ярмарок музей бібліотека спорт турнір команда громада петиція"
    " слухання субвенція благодійник ветеран захисник оборона тривога дитина садок дерево річка сміття довкілля"
).split()


def outlet(number: int) -> Outlet:
    level = ("local", "region", "nation")[number % 3]
    return Outlet(
        id=f"o{number}",
        name=f"Видання {number}",
        level=level,  # type: ignore[arg-type]
        home=f"https://o{number}.example/",
        official=number == 0,
    )


def article(number: int, chance: Random) -> Article:
    """A text of the usual length: about 200 words."""
    paragraphs = tuple(" ".join(chance.choices(WORDS, k=50)).capitalize() + "." for _ in range(4))
    published = NOW - timedelta(minutes=number * DAYS * 24 * 60 // ITEMS)
    where = number % OUTLETS
    return Article(
        id=f"{number:012d}",
        outlet=f"o{where}",
        url=f"https://o{where}.example/{number}",
        kind="site",
        title=" ".join(chance.choices(WORDS, k=8)).capitalize(),
        paragraphs=paragraphs,
        language="uk",
        published=Moment(at=published, rule="feed", confidence=1.0),
        fetched=published + timedelta(minutes=7),
    )


def classified(item: Article, about: bool, chance: Random) -> Classification:
    def verdict(name: str, label: str | None) -> Verdict:
        features = tuple((word, 0.5) for word in chance.choices(WORDS, k=6))
        return Verdict(classifier=name, version="b", label=label, score=0.9, reason="Бо так.", features=features)

    flags = (Flag(classifier="topic", code="unsure", text="Тема непевна."),) if about and chance.random() < 0.2 else ()
    return Classification(
        article=item.id,
        language="uk",
        relevance=verdict("relevance", "about" if about else "none"),
        topic=verdict("topic", chance.choice(list(TOPICS))),
        secondary=(),
        citation=verdict("citation", chance.choice(("site", "none", "none", "council"))),
        tone=verdict("tone", chance.choice(("neutral", "neutral", "negative"))),
        flags=flags,
    )


def fill(at: Desk) -> None:
    """The rows a year of work would have left, written in bulk."""
    chance = Random(1)
    place = at.config.place.id
    for start in range(0, ITEMS, BATCH):
        items = [article(number, chance) for number in range(start, start + BATCH)]
        rows: dict[str, list[dict[str, object]]] = {}
        for item in items:
            about = item.outlet == "o0" or chance.random() < ABOUT
            _rows(rows, place, item, classified(item, about, chance))
        with writing(at.store.engine) as tx:
            for name, found in rows.items():
                if name == "fulltext":
                    tx.execute(
                        text(
                            "INSERT INTO fulltext (rowid, place, article, lemmas) VALUES (:hit, :place, :article, :lemmas)"
                        ),
                        found,
                    )
                else:
                    tx.execute(insert(schema.metadata.tables[name]), found)
    with writing(at.store.engine) as tx:
        tx.exec_driver_sql("ANALYZE")
    for number in range(LABELS):
        name = f"{number * 37 % ITEMS:012d}"
        label = Label(article=name, field="topic", value="culture", by="аналітик", at=NOW - timedelta(days=1))
        at.store.add_label(label, "bench")
    for number in range(SOURCES):
        past = SourceState(id=f"s{number}", visited=NOW, answered=NOW, brought=NOW, state="ok")
        for hour in range(48):
            at.store.save_visit(Visit(source=past, at=NOW - timedelta(hours=hour), state="ok", entries=20))


def _rows(rows: dict[str, list[dict[str, object]]], place: str, item: Article, made: Classification) -> None:
    """One item in every table it stands in."""
    assert item.published is not None
    assert item.fetched is not None
    published, number = stamp(item.published.at), int(item.id)
    entry = Entry(source=f"s{number % SOURCES}", key=item.url, url=item.url, title=item.title)
    labels = {name: getattr(made, name).label for name in ("relevance", "topic", "citation", "tone")}

    def add(table: str, **values: object) -> None:
        rows.setdefault(table, []).append({"place": place, **values})

    add("entries", article=item.id, source=entry.source, outlet=item.outlet, key=item.url, url=item.url,
        body=encode(entry), digest="d", first_seen=published, last_seen=published, state="done", attempts=0, error="",
        missed=False)  # fmt: skip
    add("articles", id=item.id, outlet=item.outlet, url=item.url, kind=item.kind, title=item.title, published=published,
        fetched=stamp(item.fetched), version=1, missed=False, body=encode(item))  # fmt: skip
    add("verdicts", article=item.id, article_version=1, classifiers="b", language="uk", flags=len(made.flags),
        body=encode(made), **labels)  # fmt: skip
    add("catalogue", article=item.id, published=published, outlet=item.outlet, language="uk",
        flagged=bool(made.flags), decided=False, missed=False, hit=number + 1, **labels)  # fmt: skip
    add("fulltext", hit=number + 1, article=item.id, lemmas=f"{item.title} {item.text}".lower().replace(".", ""))
    if labels["relevance"] == "about":
        first = number - number % 40
        member = Member(article=item.id, relation="original" if number == first else "reprint", of=None)
        add("members", article=item.id, story=f"{first:012d}", body=encode(member))


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    plain = config(folder)
    outlets = tuple(outlet(number) for number in range(OUTLETS))
    sources = tuple(
        Source(
            id=f"s{number}",
            outlet=f"o{number % OUTLETS}",
            kind="feed",
            url=f"https://o{number % OUTLETS}.example/{number}",
        )
        for number in range(SOURCES)
    )
    at = desk(folder, FakeDoor({}), replace(plain, outlets=outlets, sources=sources), now=NOW)
    fill(at)
    build_issue(at, "daily", None, preview=False)

    @contextmanager
    def work() -> Iterator[Desk]:
        yield at

    yield Office(
        config=at.config,
        store=at.store,
        archive=at.archive,
        state=at.state,
        settings=Settings(secret=b"b" * 32),
        clock=lambda: NOW,
        work=work,
    )
    at.store.close()


def pages(made: Office) -> Sequence[str]:
    since = (NOW - timedelta(days=2)).date()
    stories = made.store.overview.stories(NOW - timedelta(days=7), NOW, least=2, limit=1, offset=0)
    whole = f"since={(NOW - timedelta(days=DAYS)).date()}"
    return (
        "/",
        "/items",
        "/items?relevance=about&topic=culture",
        "/items?show=flagged",
        f"/items?{whole}",
        f"/items?{whole}&page=900",
        f"/items?{whole}&q=котельня+набережна",
        f"/items/{100:012d}",
        "/stories",
        f"/stories?{whole}&least=2",
        f"/stories/{stories[0].id}",
        "/sources",
        "/sources/s1",
        "/issues",
        "/issues/1",
        "/outbox",
        f"/pickup?since={since}",
        "/charts",
        f"/charts?{whole}",
        "/add",
        "/api/items",
        f"/api/counts?{whole}",
        "/api/stories",
    )


def measure() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder, office(Path(folder)) as made:
        client = TestClient(build(made), base_url="http://127.0.0.1:8765")
        yield "items in the database", f"{made.store.counts()['articles']:,}"
        for path in pages(made):
            client.get(path)
            spent = [_timed(client, path) for _ in range(ASKED)]
            wall, busy = ([one[place] for one in spent] for place in (0, 1))
            yield (
                f"`{path}`",
                f"p95 {_p95(wall):.0f} ms (limit {LIMIT}), median {statistics.median(wall):.0f}; processor p95 {_p95(busy):.0f} ms",
            )


def _timed(client: TestClient, path: str) -> tuple[float, float]:
    """Milliseconds on the wall and of the processor: on a busy machine only the second says what the page costs."""
    start, work = time.perf_counter(), time.process_time()
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return (time.perf_counter() - start) * 1000, (time.process_time() - work) * 1000


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
