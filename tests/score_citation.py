"""Scores the citation classifier on the shared gold: totals only. Run it, or let a test hold its figures.

python tests/score_citation.py [GOLD FOLDER]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from classifiers import citation
from monitor.config import load
from monitor.model import Article, Level, Link, Moment, Outlet

ROOT = Path(__file__).resolve().parents[1]
CONFIGS = {"nizhyn": ROOT / "sources.yaml", "lysychansk": ROOT / "examples" / "lysychansk.yaml"}
LEVELS: dict[str, Level] = {"local": "local", "regional": "region", "national": "nation"}


class Named(TypedDict):
    """One marked source."""

    span: str
    form: str


class Item(TypedDict, total=False):
    """One gold item of either kind."""

    id: str
    city: str
    scope: str
    published: str
    title: str
    text: str
    links: list[str]
    citation: str
    evidence: str
    sources: list[Named]
    tone: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Counts of one class."""

    right: int
    given: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} (n = {self.wanted})"


@dataclass(frozen=True, slots=True)
class Written:
    """Labels: direct citation (department or site), council, and the share of evidence that overlaps the gold."""

    direct: Pair
    council: Pair
    spans: float
    flagged: float


@dataclass(frozen=True, slots=True)
class Press:
    """Named sources by overlap of spans, and how often body or official is told from person, media or site."""

    named: Pair
    forms: float


def items(path: Path) -> Iterator[Item]:
    """The items of one JSON-lines file."""
    for line in path.read_text("utf-8").splitlines():
        item: Item = json.loads(line)
        yield item


def article_of(item: Item) -> Article:
    published = item.get("published")
    at = Moment(at=datetime.fromisoformat(published), rule="import", confidence=1.0) if published else None
    return Article(
        id=item["id"],
        outlet="o",
        url="",
        kind="site",
        title=item["title"],
        paragraphs=tuple(p for p in item["text"].split("\n") if p.strip()),
        links=tuple(Link(url=url) for url in item.get("links", [])),
        published=at,
    )


def _overlap(text: str, one: str, other: str) -> bool:
    flat = " ".join(text.split())
    first, second = " ".join(one.split()), " ".join(other.split())
    start, end = flat.find(first), flat.find(second)
    inside = first in second or second in first
    return inside or (0 <= start < end + len(second) and 0 <= end < start + len(first))


def written(gold: Path, names: tuple[str, ...] = ("written_1", "written_2")) -> Written:
    """The label scores over the written items."""
    configs = {city: load(path) for city, path in CONFIGS.items()}
    classifiers = {city: citation.load(c.place, c.institution) for city, c in configs.items()}
    counts: Counter[tuple[str, str | None]] = Counter()
    overlapping = flagged = total = 0
    for name in names:
        for item in items(gold / f"{name}.items.jsonl"):
            outlet = Outlet(id="o", name="o", level=LEVELS[item["scope"]])
            verdict, _, flags = classifiers[item["city"]].classify(article_of(item), outlet)
            counts[item["citation"], verdict.label] += 1
            total += 1
            flagged += bool(flags)
            if verdict.label == item["citation"] != "none":
                text = f"{item['title']} {item['text']}"
                overlapping += any(_overlap(text, item["evidence"], span) for span in verdict.evidence)
    agreed = sum(n for (wanted, given), n in counts.items() if wanted == given != "none")
    return Written(
        direct=_pair(counts, ("department", "site")),
        council=_pair(counts, ("council",)),
        spans=overlapping / agreed,
        flagged=flagged / total,
    )


def _pair(counts: Counter[tuple[str, str | None]], labels: tuple[str, ...]) -> Pair:
    return Pair(
        right=sum(n for (wanted, given), n in counts.items() if wanted in labels and given in labels),
        given=sum(n for (_, given), n in counts.items() if given in labels),
        wanted=sum(n for (wanted, _), n in counts.items() if wanted in labels),
    )


def press(gold: Path, *, odd: bool | None = None) -> Press:
    """The source scores over real texts: the odd lines (texts unread, totals printed while developing), the even ones, or all."""
    config = load(CONFIGS["nizhyn"])
    classifier = citation.load(config.place, config.institution)
    outlet = Outlet(id="o", name="o", level="nation")
    right = given = wanted = told = alike = 0
    for number, item in enumerate(items(gold / "real.jsonl"), start=1):
        if odd is not None and (number % 2 == 1) is not odd:
            continue
        _, attributions, _ = classifier.classify(article_of(item), outlet)
        text = f"{item['title']} {item['text']}"
        met: set[int] = set()
        for attribution in attributions:
            hits = [n for n, s in enumerate(item["sources"]) if _overlap(text, attribution.span, s["span"])]
            met.update(hits)
            given += not hits
            if hits:
                told += 1
                ours = attribution.form in ("body", "official")
                alike += any((item["sources"][n]["form"] in ("body", "official")) is ours for n in hits)
        right += len(met)
        given += len(met)
        wanted += len(item["sources"])
    return Press(Pair(right, given, wanted), alike / told if told else 0.0)


def main(arguments: list[str]) -> None:
    """Print the totals."""
    gold = Path(arguments[0]) if arguments else ROOT.parent / "shared" / "gold"
    for names in (("written_1",), ("written_2",)):
        score = written(gold, names)
        print(
            f"{names[0]}: direct {score.direct}; council {score.council}; spans {score.spans:.3f}; flagged {score.flagged:.3f}"
        )
    for odd in (False, True):
        found = press(gold, odd=odd)
        print(f"real.jsonl, {'odd' if odd else 'even'} lines: sources {found.named}; forms {found.forms:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
