"""All settlements of Ukraine with their community, district and region. Pure; the table is read on first use.

Facts of the state classifier KATOTTG, made by `build_gazetteer`; former names from `data/renamed.tsv`. Refuses to
say which of several homonyms a text means.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from monitor.language.words import normal

_DATA = Path(__file__).parent / "data"
TABLE = _DATA / "settlements.tsv.xz"
NOTABLE = _DATA / "notable.tsv.xz"
_RENAMED = _DATA / "renamed.tsv"
_REGIONS = _DATA / "regions.tsv"


@dataclass(frozen=True, slots=True)
class Settlement:
    """One settlement. `kind`: K (city with special status), M (city), T (settlement), C (village).

    `community`, `district` and `region` are the adjectives of the classifier («Ніжинська», «Ніжинський»,
    «Чернігівська»); `seat` says that it is its community's centre.
    """

    name: str
    kind: str
    community: str
    district: str
    region: str
    seat: bool

    @property
    def city(self) -> bool:
        return self.kind in "KM"


@dataclass(frozen=True, slots=True)
class Region:
    """A region by its adjective and its other names: «Чернігівська», (Чернігівщина, Сіверщина), Russian the same.

    `led`: forms of its chief town's name that mean the region after «на» («на Запоріжжі»).
    """

    adjective: str
    nouns: tuple[str, ...]
    russian: str
    russian_nouns: tuple[str, ...]
    led: tuple[str, ...] = ()
    russian_led: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notable:
    """A city, settlement or seat of a community with the words a text may call it by.

    `common` says that the name is also a common word, a first name or a surname.
    """

    name: str
    kind: str
    region: str
    district: str
    common: bool
    adjectives: tuple[str, ...]
    russian: str
    russian_adjectives: tuple[str, ...]


class _Table:
    """The settlements as columns; objects are made only for what is asked."""

    __slots__ = ("areas", "by_name", "names", "rows")

    def __init__(self, text: str) -> None:
        self.areas: list[tuple[str, str, str]] = []  # community, district, region
        self.names: list[str] = []
        self.rows: list[tuple[str, int, bool]] = []  # kind, index into areas, seat
        region = district = ""
        seat = False
        for line in text.splitlines():
            kind, _, name = line.partition("\t")
            if kind == "R":
                region, district = name, ""
            elif kind == "D":
                district = name
            elif kind == "H":
                self.areas.append((name, district, region))
                seat = True
            else:
                self.names.append(name)
                self.rows.append((kind, len(self.areas) - 1, seat))
                seat = False
        self.by_name: dict[str, list[int]] = {}
        for index, name in enumerate(self.names):
            self.by_name.setdefault(normal(name), []).append(index)

    def settlement(self, index: int) -> Settlement:
        kind, area, seat = self.rows[index]
        return Settlement(self.names[index], kind, *self.areas[area], seat)


@cache
def _table() -> _Table:
    return _Table(lzma.decompress(TABLE.read_bytes()).decode())


@cache
def _renamed() -> dict[str, tuple[str, ...]]:
    """Lower-case name -> its other names, both ways."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _RENAMED.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            old, new = line.split("\t")
            found[normal(old)] = (*found.get(normal(old), ()), new)
            found[normal(new)] = (*found.get(normal(new), ()), old)
    return found


def other_names(name: str) -> tuple[str, ...]:
    """Former and present names of a renamed settlement, the given one left out: «Кіровоград» -> («Кропивницький»,)."""
    return _renamed().get(normal(name), ())


def settlements(name: str) -> tuple[Settlement, ...]:
    """Every settlement of that present name, cities first; () where there is none. Case and apostrophes aside."""
    table = _table()
    found = [table.settlement(i) for i in table.by_name.get(normal(name), ())]
    return tuple(sorted(found, key=lambda s: ("KMTC".index(s.kind), not s.seat, s.region, s.district)))


def is_settlement(name: str) -> bool:
    """Is it the present or a former name of a settlement?"""
    return normal(name) in _table().by_name or normal(name) in _renamed()


def is_city(name: str) -> bool:
    """Is a settlement of that present or former name a city?"""
    return any(s.city for n in (name, *other_names(name)) for s in settlements(n))


def homonyms(name: str) -> int:
    """How many settlements bear that present name."""
    return len(_table().by_name.get(normal(name), ()))


def locate(name: str, region: str, district: str | None = None) -> Settlement | None:
    """The settlement of that present or former name in a region («Чернігівська область»), the largest of several.

    `district` narrows the choice where it fits any. None where the classifier has no such settlement there.
    """
    wanted = normal(region).split(" ")[0]
    found = [
        s for n in (name, *other_names(name)) for s in settlements(n) if normal(s.region) == wanted or s.kind == "K"
    ]
    if district:
        near = [s for s in found if normal(s.district) == normal(district).split(" ")[0]]
        found = near or found
    return found[0] if found else None


@cache
def _communities() -> dict[tuple[str, str, str], tuple[Settlement, ...]]:
    table = _table()
    found: dict[tuple[str, str, str], list[Settlement]] = {}
    for index in range(len(table.names)):
        settlement = table.settlement(index)
        found.setdefault((settlement.community, settlement.district, settlement.region), []).append(settlement)
    return {area: tuple(members) for area, members in found.items()}


def community(of: Settlement) -> tuple[Settlement, ...]:
    """All settlements of its community, the seat first."""
    return _communities()[(of.community, of.district, of.region)]


def district_seats(of: Settlement) -> tuple[Settlement, ...]:
    """The seats of all communities of its district, its own community's among them."""
    return tuple(
        members[0]
        for (_, district, region), members in _communities().items()
        if (district, region) == (of.district, of.region)
    )


def all_settlements() -> tuple[Settlement, ...]:
    """Every settlement, in the classifier's order."""
    table = _table()
    return tuple(table.settlement(index) for index in range(len(table.names)))


@cache
def notable() -> tuple[Notable, ...]:
    """Cities, settlements and seats of communities, in the classifier's order."""
    found = []
    for line in lzma.decompress(NOTABLE.read_bytes()).decode().splitlines():
        name, kind, region_, district, common, adjectives, russian, russian_adjectives = line.split("\t")
        words = tuple(filter(None, adjectives.split(","))), tuple(filter(None, russian_adjectives.split(",")))
        found.append(Notable(name, kind, region_, district, bool(common), words[0], russian, words[1]))
    return tuple(found)


def cities() -> tuple[Settlement, ...]:
    """All cities, in the classifier's order."""
    table = _table()
    return tuple(table.settlement(i) for i, (kind, _, _) in enumerate(table.rows) if kind in "KM")


@cache
def seats() -> tuple[Settlement, ...]:
    """The seats of all communities, in the classifier's order."""
    table = _table()
    return tuple(table.settlement(i) for i, (_, _, seat) in enumerate(table.rows) if seat)


@cache
def districts() -> tuple[tuple[str, str], ...]:
    """(district, region) adjectives of all districts: («Ніжинський», «Чернігівська»)."""
    return tuple(dict.fromkeys((district, region) for _, district, region in _table().areas if district))


@cache
def regions() -> tuple[Region, ...]:
    """All regions with their other names."""
    rows = (line.split("\t") for line in _REGIONS.read_text("utf-8").splitlines() if line and line[0] != "#")
    return tuple(
        Region(adjective, tuple(nouns.split()), russian, *(tuple(names.split()) for names in others))
        for adjective, nouns, russian, *others in rows
    )


def region(name: str) -> Region | None:
    """The region of an adjective or full name: «Чернігівська» or «Чернігівська область»."""
    wanted = normal(name).split(" ")[0]
    return next((r for r in regions() if normal(r.adjective) == wanted), None)
