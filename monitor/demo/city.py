"""The invented city: its outlets and what each published, read from `data/`. Pure but for reading its own package.

Every item carries the labels a careful person would give it, so that tests can score a run against them. Nothing
here is a real place, person, outlet or event.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Literal
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from monitor.model import ItemKind, Level, SourceKind

KYIV = ZoneInfo("Europe/Kyiv")
LAST_DAY = date(2026, 11, 20)  # a Friday
DAYS = tuple(LAST_DAY - timedelta(days=n) for n in range(9, -1, -1))
REDESIGN = datetime(2026, 11, 16, 0, 0, tzinfo=KYIV)  # the listing site changes its whole markup
_DATA = resources.files("monitor.demo") / "data"

Row = dict[str, object]  # one entry of a YAML file
Condition = Literal["ok", "dead", "blocked"]
Style = Literal["council", "table", "modern", "plain", "cards"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One outlet of the city and how it speaks to machines."""

    id: str
    name: str
    level: Level = "local"
    kind: ItemKind = "site"
    official: bool = False
    source: SourceKind = "feed"
    entry: str  # path of the source document
    format: Literal["rss", "atom", "json"] = "rss"
    encoding: str = "utf-8"
    style: Style = "modern"
    host: str
    condition: Condition = "ok"
    recent: int = 25  # how many items its feed or list shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a careful person would say of an item; `day` where the page itself is older than its source claims."""

    relevance: str
    topic: str
    citation: str
    release: str | None = None
    story: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One publication. Paragraphs may hold links as [text](address)."""

    id: str
    outlet: str
    at: datetime
    title: str
    paragraphs: tuple[str, ...]
    language: str
    gold: Gold
    edited: datetime | None = None
    addition: tuple[str, ...] = ()
    gone: datetime | None = None
    twin: tuple[str, ...] = ()  # the same text in Russian: title, then paragraphs
    twice: bool = False  # its feed lists it under two tracking addresses
    leak: bool = False  # the list of latest news is glued to its text

    @property
    def number(self) -> int:
        return int(self.id.rpartition("-")[2])

    def text_at(self, now: datetime) -> tuple[str, ...]:
        return (*self.paragraphs, *self.addition) if self.edited and self.edited <= now else self.paragraphs

    def changed_at(self, now: datetime) -> datetime:
        return self.edited if self.edited and self.edited <= now else self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Everything there is to serve and to check."""

    head: str  # `place`, `institution` and `digests` of its sources.yaml
    outlets: tuple[Published, ...]
    pieces: tuple[Piece, ...]
    clipped: tuple[Piece, ...]  # of print and broadcast; `outlet` is the name
    clippings: Mapping[date, str]  # the same as CSV files, by the morning they were brought

    def of(self, outlet: Published, now: datetime) -> tuple[Piece, ...]:
        """What the outlet shows at this instant, newest first."""
        shown = [
            piece
            for piece in self.pieces
            if piece.outlet == outlet.id and piece.at <= now and not (piece.gone and piece.gone <= now)
        ]
        return tuple(sorted(shown, key=lambda piece: (piece.at, piece.id), reverse=True))


@cache
def load() -> City:
    """The packaged city."""
    outlets = tuple(_outlet(row) for row in _rows(_read("outlets.yaml")))
    raw = [(outlet.id, row) for outlet in outlets for row in _rows(_read(f"items/{outlet.id}.yaml"))]
    known = {str(row["id"]): row for _, row in raw}
    clips = tuple(_rows(_read("clippings.yaml")))
    return City(
        head=_read("city.yaml"),
        outlets=outlets,
        pieces=tuple(_piece(outlet, row, known) for outlet, row in raw),
        clipped=tuple(_piece(str(row["outlet"]), {**row, "at": f"{row['date']} 00:00"}, {}) for row in clips),
        clippings={
            day: _csv(rows) for day in DAYS if (rows := [row for row in clips if str(row["morning"]) == str(day)])
        },
    )


def _csv(rows: Sequence[Row]) -> str:
    """As an office keeps it: semicolons, Ukrainian headings, dates of day, month and year."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(("видання", "вид", "номер", "сторінка", "см2", "дата", "заголовок", "текст"))
    for row in rows:
        day = date.fromisoformat(str(row["date"]))
        words = " ".join(_paragraphs(row, "text"))
        parts = [row.get(key, "") for key in ("outlet", "kind", "number", "page", "size")]
        writer.writerow((*parts, f"{day:%d.%m.%Y}", row["title"], words))
    return out.getvalue()


def _outlet(row: Row) -> Published:
    return Published(**row)  # type: ignore[arg-type]  # the package's own data, checked by its tests


def _read(name: str) -> str:
    path = _DATA / name
    return path.read_text(encoding="utf-8") if path.is_file() else "[]"


def _rows(text: str) -> Iterator[Row]:
    yield from YAML(typ="safe").load(text) or ()


def _piece(outlet: str, row: Row, known: Mapping[str, Row]) -> Piece:
    """A row may `copy` another one's first `keep` paragraphs, with its own words `before` and after them."""
    words = [*_paragraphs(row, "before"), *_copied(row, known), *_paragraphs(row, "text")]
    relevance, topic, citation = str(row["gold"]).split()
    twin = str(row.get("twin") or "")
    return Piece(
        id=str(row["id"]),
        outlet=outlet,
        at=_instant(row["at"]),
        title=str(row["title"]),
        paragraphs=tuple(words),
        language=str(row.get("lang", "uk")),
        gold=Gold(
            relevance=relevance,
            topic=topic,
            citation=citation,
            release=_optional(row, "release"),
            story=_optional(row, "story"),
            day=date.fromisoformat(str(row["day"])) if "day" in row else None,
        ),
        edited=_instant(row["edited"]) if "edited" in row else None,
        addition=tuple(_paragraphs(row, "addition")),
        gone=_instant(row["gone"]) if "gone" in row else None,
        twin=tuple(" ".join(part.split()) for part in twin.split("\n\n") if part.strip()),
        twice=bool(row.get("twice")),
        leak=bool(row.get("leak")),
    )


def _copied(row: Row, known: Mapping[str, Row]) -> list[str]:
    if "copy" not in row:
        return []
    source = known[str(row["copy"])]
    words = [*_paragraphs(source, "before"), *_copied(source, known), *_paragraphs(source, "text")]
    keep = row.get("keep")
    return words[: keep if isinstance(keep, int) else None]


def _paragraphs(row: Row, key: str) -> list[str]:
    return [" ".join(part.split()) for part in str(row.get(key) or "").split("\n\n") if part.strip()]


def _optional(row: Row, key: str) -> str | None:
    return str(row[key]) if key in row else None


def _instant(value: object) -> datetime:
    """«2026-11-12 09:40», Kyiv time."""
    return datetime.fromisoformat(str(value)).replace(tzinfo=KYIV)
