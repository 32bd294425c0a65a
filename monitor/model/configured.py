"""What the owner wrote in sources.yaml: the place, the institution, who publishes and where we look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitor.model.vocabulary import ItemKind, Level, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The monitored place: a city and its hromada."""

    id: str
    name: str  # nominative, Ukrainian
    russian: str
    region: str  # «Чернігівська область»
    district: str | None = None  # «Ніжинський район»
    settlements: tuple[str, ...] = ()  # villages of its hromada
    aliases: tuple[str, ...] = ()  # old or unusual names
    namesakes: tuple[str, ...] = ()  # `not:` phrases the owner wants excluded


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name (of a body, site, alias) in force from `since` to `until`, both inclusive and both optional."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A person who speaks for the institution while in office."""

    name: str
    role: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """The council whose press we read; `names[0]` is its present full name."""

    names: tuple[Named, ...]  # name, then aliases
    departments: tuple[Named, ...] = ()  # the communications department's name, then its aliases
    officials: tuple[Official, ...] = ()
    sites: tuple[Named, ...] = ()  # domains
    pages: tuple[Named, ...] = ()  # official social pages and channels, without scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes. The institution's own channels are `official`: they give releases, never clips."""

    id: str
    name: str
    level: Level = "local"
    kind: ItemKind = "site"
    home: str | None = None
    official: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """CSS selectors of one site, used before the generic extraction."""

    title: str | None = None
    text: str | None = None
    date: str | None = None
    author: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRule:
    """CSS selectors of a page that lists articles, or (with `votes`) petitions."""

    item: str
    link: str = "a[href]"
    title: str | None = None
    date: str | None = None
    next: str | None = None
    pages: int = 3  # how many pages deep at most when nothing known is met
    since: datetime | None = None  # a page of older dates alone ends the reading: what it lists was there before
    unmet: int | None = None  # pages that count where no date is shown and nothing known was met on any
    votes: str | None = None
    threshold: str | None = None  # where a page shows how many votes are needed; `goal` where it does not
    goal: int | None = None
    deadline: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where we look: one configured document of one outlet."""

    id: str
    outlet: str  # Outlet.id
    kind: SourceKind
    url: str
    every: int | None = None  # seconds between visits; None = adaptive
    verified: bool = True
    pace: float | None = None  # seconds between two requests to this host
    recipe: Recipe | None = None
    listing: ListingRule | None = None
    back: int = 0  # earlier documents of a feed that this visit may read; set by plan.caught_up
    sections: tuple[tuple[str, str], ...] = ()  # of an official site: beginning of a path, name of the section
