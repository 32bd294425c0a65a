"""Scores: which items of a labelled set each classifier gets right. Reads files; compares nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import classifiers
from classifiers.topic import TopicClassifier, samples
from monitor.errors import OhliadError
from monitor.model import Article, Classification, Event, Institution, Level, Link, Moment, Named, Outlet, Place
from monitor.text import clean_line, clean_text

CASES = Path(__file__).parent / "cases.jsonl"
_LEVELS: dict[str, Level] = {"local": "local", "regional": "region", "region": "region", "national": "nation"}
# The office of the invented cases.
PLACE = Place(
    id="pryluky",
    name="Прилуки",
    russian="Прилуки",
    region="Чернігівська область",
    district="Прилуцький район",
)
INSTITUTION = Institution(
    names=(Named(name="Прилуцька міська рада"), Named(name="Прилуцька міськрада")),
    departments=(Named(name="відділ інформації та зв'язків з громадськістю"),),
    sites=(Named(name="pryluky.example.gov.ua"),),
    pages=(Named(name="facebook.com/prylukyexample"),),
)
WHOLE_TEXT = 130  # characters
Office = tuple[Place, Institution]


@dataclass(frozen=True, slots=True)
class Score:
    """One classifier on one set: the SHA-256 of the set and, in its order, which items are right."""

    name: str  # «topic/written»
    data: str
    right: tuple[bool, ...]

    @property
    def share(self) -> float:
        return sum(self.right) / len(self.right) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class _Expected:
    article: Article
    outlet: Outlet
    labels: dict[str, str]
    event: dict[str, object] | None


def own(models: Path | None = None) -> list[Score]:
    """Every classifier on the project's own data: the invented cases, and texts the topic model never reads."""
    data = CASES.read_bytes()
    judge = classifiers.load(PLACE, INSTITUTION, models)
    found = _scores("own", hashlib.sha256(data).hexdigest(), _items(data), judge.classify)
    return [*found, *_topic_held(judge.topic), *_language()]


def shared(gold: Path, offices: dict[str, Office], models: Path | None = None) -> list[Score]:
    """Every classifier on `gold`/written_*.items.jsonl (`city` names the office), topic on real.jsonl's odd lines."""
    files = sorted(gold.glob("written_*.items.jsonl"))
    judges = {city: classifiers.load(*office, models) for city, office in offices.items()}
    found: list[Score] = []
    for file in files:
        data = file.read_bytes()
        rows = [json.loads(line) for line in data.decode().splitlines() if line.strip()]
        expected = [_expected(row) for row in rows]
        verdicts = [
            judges[row["city"]].classify(item.article, item.outlet) for row, item in zip(rows, expected, strict=True)
        ]
        name = file.name.split(".")[0]
        found.extend(_judged(name, hashlib.sha256(data).hexdigest(), expected, verdicts))
    real = gold / "real.jsonl"
    if real.is_file() and judges:
        found.append(_real(real, next(iter(judges.values())).topic))
    return found


def _items(data: bytes) -> list[_Expected]:
    return [_expected(json.loads(line)) for line in data.decode().splitlines() if line.strip()]


def _expected(row: dict[str, object]) -> _Expected:
    name = str(row["outlet"])
    at = datetime.fromisoformat(str(row["published"]))
    level = _LEVELS.get(str(row.get("level") or row.get("scope")), "nation")
    links = row.get("links")
    article = Article(
        id=str(row["id"]),
        outlet=name,
        url=f"https://outlet.example/{row['id']}",
        kind=row["kind"],  # type: ignore[arg-type]  # the codebook's kinds
        title=clean_line(str(row["title"])),
        paragraphs=tuple(clean_text(str(row["text"])).split("\n")),
        links=tuple(_links(links)),
        published=Moment(at=at, rule="import", confidence=1.0),
    )
    labels = {key: str(row[key]) for key in ("relevance", "topic", "citation", "tone", "lang") if row.get(key)}
    event = row.get("event")
    outlet = Outlet(id=name, name=name, level=level, kind=article.kind)
    return _Expected(article, outlet, labels, event if isinstance(event, dict) else None)


def _links(given: object) -> Iterator[Link]:
    for link in given if isinstance(given, list) else []:
        if isinstance(link, dict):
            yield Link(url=str(link.get("url", "")), text=str(link.get("text", "")))
        else:
            yield Link(url=str(link))


def _scores(
    name: str, digest: str, items: Sequence[_Expected], classify: Callable[[Article, Outlet], Classification]
) -> list[Score]:
    return _judged(name, digest, items, [classify(item.article, item.outlet) for item in items])


def _judged(name: str, digest: str, items: Sequence[_Expected], verdicts: Sequence[Classification]) -> list[Score]:
    said: dict[str, list[bool]] = {}
    for item, verdict in zip(items, verdicts, strict=True):
        four = {
            "relevance": verdict.relevance.label,
            "topic": verdict.topic.label,
            "citation": verdict.citation.label,
            "tone": verdict.tone.label,
            "lang": verdict.language,
        }
        for field, label in item.labels.items():
            said.setdefault(field, []).append(four[field] == label)
        said.setdefault("events", []).append(event_right(verdict.event, item.event))
    return [Score(f"{field}/{name}", digest, tuple(right)) for field, right in sorted(said.items())]


def event_right(found: Event | None, expected: dict[str, object] | None) -> bool:
    """No event where none is, or an event on the right day."""
    if found is None or expected is None:
        return found is None and expected is None
    return (found.date.isoformat() if found.date else None) == expected["date"]


def _topic_held(topic: TopicClassifier) -> list[Score]:
    held = samples.held()
    if not held:
        return []
    right = tuple(topic.best(sample.title, sample.text) == sample.topic for sample in held)
    return [Score("topic/held", samples.fingerprint(held), right)]


def _language() -> list[Score]:
    """On whole texts: a headline alone may be written alike in both languages."""
    held = [s for s in samples.held() if s.language in ("uk", "ru") and len(s.text) >= WHOLE_TEXT]
    if not held:
        return []
    right = tuple(classifiers.language.identify(f"{s.title}\n{s.text}")[0] == s.language for s in held)
    return [Score("lang/held", samples.fingerprint(held), right)]


def _real(file: Path, topic: TopicClassifier) -> Score:
    data = file.read_bytes()
    rows = [json.loads(line) for line in data.decode().splitlines() if line.strip()][0::2]
    if not rows:
        raise OhliadError(f"{file}: no items")
    right = tuple(topic.best(str(row.get("title") or ""), str(row["text"])) == row["topic"] for row in rows)
    return Score("topic/real-odd", hashlib.sha256(data).hexdigest(), right)
