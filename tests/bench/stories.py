"""Grouping of windows of growing size: articles a second, memory, and what an article costs as the window grows.

The texts are the training texts of the topic model, a third of them taken over by a second outlet within hours.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

from digests.stories import Filed, group
from monitor.model import Article, Moment, Outlet

TEXTS = Path(__file__).resolve().parents[2] / "classifiers" / "topic" / "texts"
START = datetime(2026, 3, 1, tzinfo=UTC)
DAYS = 14
SIZES = (1_250, 2_500, 5_000, 10_000)
COPIED = 3  # every so many-th text is taken over
OUTLETS = tuple(Outlet(id=f"o{number}", name=f"Видання {number}") for number in range(60))


def measure() -> Iterator[tuple[str, str]]:
    process = psutil.Process()
    for size in SIZES:
        window = list(_window(size))
        before = process.memory_info().rss
        start = time.process_time()
        stories = group(window)
        seconds = time.process_time() - start
        grown = (process.memory_info().rss - before) / 2**20
        figure = f"{size / seconds:.0f} articles/s, {1000 * seconds / size:.2f} ms each, +{grown:.0f} MB"
        yield f"stories: {size} articles in {DAYS} days, one core", f"{figure}, {len(stories)} stories"


def _window(size: int) -> Iterator[Filed]:
    chance = random.Random(5)
    texts = [
        json.loads(line) for path in sorted(TEXTS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    chance.shuffle(texts)
    number = 0
    while True:
        for given in texts:
            hours = chance.random() * DAYS * 24
            for lag in (0.0, 3.0) if number % COPIED == 0 else (0.0,):
                yield _filed(f"{number:06d}", given, chance.choice(OUTLETS), START + timedelta(hours=hours + lag))
                number += 1
                if number == size:
                    return


def _filed(name: str, given: dict[str, str], outlet: Outlet, at: datetime) -> Filed:
    moment = Moment(at=at, rule="feed", confidence=1.0)
    body = tuple(part for part in given["text"].split("\n") if part)
    article = Article(
        id=name, outlet=outlet.id, url=f"https://{outlet.id}.example/{name}", kind="site", title=given.get("title", ""),
        paragraphs=body, published=moment,
    )  # fmt: skip
    return Filed(article=article, outlet=outlet)
