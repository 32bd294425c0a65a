"""How long the office waits for its products: a day of 200 items, a week of 1,500."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

from digests import brief
from digests.definition import load_definitions, window
from digests.model import Coverage
from digests.render import formats
from monitor.model import TOPICS, Article, Clip, Moment, Outlet
from tests.fakes import INSTITUTION, NOW, PLACE

TEXT = "У Вербосіллі на засіданні ради обговорили ремонт доріг, опалення шкіл і план роботи на зиму. Депутати поставили сім запитань."


def clips(number: int, hours: int) -> list[Clip]:
    outlets = [Outlet(id=f"o{n}", name=f"Видання {n}") for n in range(30)]
    topics = list(TOPICS)
    return [
        Clip(
            article=Article(
                id=f"{n:06d}",
                outlet=outlets[n % 30].id,
                url=f"https://o{n % 30}.example/{n}",
                kind="site",
                title=f"Новина {n}: у Вербосіллі готуються до зими",
                paragraphs=(TEXT, f"Подія {n}. {TEXT}"),
                published=Moment(at=NOW - timedelta(hours=n % hours), rule="feed", confidence=1.0),
            ),
            outlet=outlets[n % 30],
            relevance="about",
            topic=topics[n % 17],
            citation=("department", "site", "council", "none", "none")[n % 5],
            tone="neutral",
            story=f"{n - n % 3:06d}",
            relation="original" if n % 3 == 0 else "reprint",
            of=None if n % 3 == 0 else f"{n - n % 3:06d}",
        )
        for n in range(number)
    ]


def measure() -> Iterator[tuple[str, str]]:
    definitions = load_definitions()
    for name, number, hours, wanted in (
        ("daily", 200, 24, ("email",)),
        ("thematic", 1500, 150, ("docx", "csv")),
        ("situation-weekly", 1500, 150, ("docx", "email")),
    ):
        found = clips(number, hours)
        for attempt in ("first", "again"):
            start = time.perf_counter()
            digest = brief.build(
                definitions[name],
                found,
                window=window(definitions[name], until=NOW),
                place=PLACE,
                institution=INSTITUTION,
                coverage=Coverage(),
            )
            documents = formats.render(digest, wanted)
            seconds = time.perf_counter() - start
            size = sum(len(document.content) for document in documents)
            yield (
                f"{name}, {number} items, {attempt} time",
                f"{seconds:.1f} s, {size // 1024} KB in {len(documents)} files",
            )
