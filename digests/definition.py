"""What a product is, as data: YAML files checked into frozen Definitions. A new product needs no code.

A folder holds `definitions/*.yaml`; an owner's file of the same name replaces the packaged one as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter

from digests import reading
from digests.model import View, Window
from monitor.errors import ConfigError, RivalProduct
from monitor.language.names import agreed
from monitor.language.numerals import kyiv, midnight
from monitor.model import TOPICS, Citation, Level, Relevance

PACKAGED = Path(__file__).parent
NAME = r"[a-z][a-z0-9-]{0,39}"
SLOTS = ("place", "place_accusative", "place_locative", "institution", "region", "period", "date")
# A break longer than this (a holiday, a broken server) is reported, not silently swallowed into one issue.
LONGEST_SINCE_LAST = timedelta(days=31)
# How long before the window a text may have been published and still come in as late: search engines and slow
# sites bring most stragglers within days; an archive found by a new source must not flood one issue.
LATE_FOR = timedelta(days=14)
DAY = timedelta(days=1)
MONDAY = 0
# Days of a window, and how long before them the last issue may have ended for it to go on from there: a slot cuts its
# day short, and a weekly issue may come out two days early before a holiday. A week that nobody made is not swallowed.
DAYS = {"day": 1, "week": 7}
REACH = {"day": DAY, "week": 3 * DAY}


def _known_slots(title: str) -> str:
    for slot in re.findall(r"\{(\w*)\}", title):
        if slot not in SLOTS:
            raise ValueError(f"{{{slot}}} is not one of {', '.join(SLOTS)}{reading.nearest(slot, SLOTS)}")
    return title


def _known_topic(topic: str) -> str:
    if topic != "rest" and topic not in TOPICS:
        raise ValueError(f"{topic!r} is not a topic of the codebook{reading.nearest(topic, tuple(TOPICS))}")
    return topic


WindowRule = Literal["day", "week", "since-last"]
Order = Literal["direct", "rank", "time", "outlet"]
Format = Literal["email", "html", "text", "docx", "pdf", "csv", "json"]
Topic = Annotated[str, AfterValidator(_known_topic)]
Name = Annotated[str, Field(pattern=f"^{NAME}$")]
Title = Annotated[str, Field(min_length=1)]
Shown = Annotated[int, Field(ge=1, le=100_000)]
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which clips may enter; an empty tuple lets every value through."""

    __pydantic_config__ = _STRICT

    relevance: tuple[Relevance, ...] = ("about",)
    topics: tuple[Topic, ...] = ()
    levels: tuple[Level, ...] = ()
    citation: tuple[Citation, ...] = ()
    confident: bool = False  # a clip whose relevance a person should check waits for that person


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is shown; what is beyond is announced («ще 5 …») and stands in the full form."""

    __pydantic_config__ = _STRICT

    items: Shown = 60  # in the short form, all sections together
    section: Shown = 12  # in the short form, one section
    sentences: Annotated[int, Field(ge=0, le=10)] = 2  # quoted of the lead clip
    characters: Annotated[int, Field(ge=80, le=2000)] = 320  # of the quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRule:
    """One section: which topics it gathers («rest» takes all that no other section does), or what it points at."""

    __pydantic_config__ = _STRICT

    code: Name
    title: Title
    topics: tuple[Topic, ...] = ()
    view: View = "items"
    kinds: tuple[str, ...] = ()  # of events: word beginnings such as «мітинг»
    least: Shown = 2  # outlets a story needs for the resonance view
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who receives it, and of which topics only (none: all)."""

    __pydantic_config__ = _STRICT

    address: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One product. `sections` empty: one section for each topic, in the codebook's order."""

    __pydantic_config__ = _STRICT

    name: Name
    kind: Name
    title: Annotated[str, Field(min_length=1), AfterValidator(_known_slots)]
    window: WindowRule
    filters: Filters = Filters()
    order: Annotated[tuple[Order, ...], Field(min_length=1)] = ("direct", "rank")
    limits: Limits = Limits()
    sections: tuple[SectionRule, ...] = ()
    formats: Annotated[tuple[Format, ...], Field(min_length=1)] = ("html", "text")
    template: Name = "daily"
    approve: Literal["auto", "hand"] = "hand"
    compare: bool = False  # with the window before
    to: tuple[Recipient, ...] = ()


def load_definitions(folders: Sequence[Path] = ()) -> dict[str, Definition]:
    """Every definition by name: the packaged ones, then those of each folder's `definitions/`, later ones winning.

    No two are of one kind: issues are kept by kind and day, and one would take the other's draft and numbers. The
    `rivals` are left out, so that the other products come out all the same.
    Raises ConfigError that lists all problems, each with file, line and key.
    """
    return load_products(folders)[0]


def rivals(folders: Sequence[Path] = ()) -> dict[str, str]:
    """name -> why it is no product: its kind is another's; with file, line, key and remedies. Raises ConfigError."""
    return {name: str(rival) for name, rival in load_products(folders)[1].items()}


def load_products(folders: Sequence[Path] = ()) -> tuple[dict[str, Definition], dict[str, RivalProduct]]:
    """`load_definitions` and `rivals`, these as what is to be raised of them; the files are read once."""
    found, paths = _read(folders)
    refused = _of_one_kind(found, paths)
    return {name: found[name] for name in sorted(found) if name not in refused}, refused


def _read(folders: Sequence[Path]) -> tuple[dict[str, Definition], dict[str, Path]]:
    """Every definition by name and the file of each. Raises ConfigError that lists all problems."""
    found: dict[str, Definition] = {}
    paths: dict[str, Path] = {}
    problems: list[str] = []
    for folder in (PACKAGED, *folders):
        for path in sorted((folder / "definitions").glob("*.y*ml")):
            try:
                found[path.stem] = read_definition(path)
                paths[path.stem] = path
            except ConfigError as error:
                problems += error.problems
    if problems:
        raise ConfigError(problems)
    return found, paths


def _of_one_kind(found: Mapping[str, Definition], paths: Mapping[str, Path]) -> dict[str, RivalProduct]:
    """Every definition whose kind belongs to another: to the one named so, else to the first of them."""
    told: dict[str, RivalProduct] = {}
    for name, definition in found.items():
        same = [other for other in found if found[other].kind == definition.kind]
        owner = definition.kind if definition.kind in same else same[0]
        if name != owner:
            where = f"{paths[name]}:{reading.line_of(reading.mapping(paths[name]), ['kind'])}: kind"
            problem = (
                f"{where}: {definition.kind!r} is the kind of {owner} already, and issues are numbered and kept by "
                f"kind, one a day; to have it instead of {owner}, with the numbers so far, name its file "
                f"{definition.kind}.yaml (and so under `digests:`); to have both, give {name} a kind of its own, "
                f"such as {name!r}, which is numbered from 1"
            )
            told[name] = RivalProduct(name, definition.kind, owner, problem)
    return told


def read_definition(path: Path) -> Definition:
    """One definition; its name is the file's. Raises ConfigError."""
    if re.fullmatch(NAME, path.stem) is None:
        raise ConfigError(f"{path}:1: a definition's file name is small Latin letters, digits and hyphens")
    data = reading.mapping(path)
    given = {"kind": path.stem, "template": path.stem, **reading.plain(data)}
    if "name" in given:
        raise ConfigError(f"{path}:{reading.line_of(data, ['name'])}: name: a definition is named by its file")
    if given.get("sections") == "topics":
        del given["sections"]
    if isinstance(given.get("to"), list):
        given["to"] = [{"address": item} if isinstance(item, str) else item for item in given["to"]]
    return reading.checked(TypeAdapter(Definition), {"name": path.stem, **given}, path, data)


def asked(definitions: Mapping[str, Definition], kind: str) -> frozenset[str]:
    """The relevance with which an issue of a kind takes a clip by itself."""
    own = [relevance for found in definitions.values() if found.kind == kind for relevance in found.filters.relevance]
    return frozenset(own) or frozenset({"about"})


def fill(title: str, values: Mapping[str, str]) -> str:
    """The title with its {slots} filled; nothing else in it is interpreted."""
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match.group(1), match.group(0)), title)


def place_slots(name: str) -> dict[str, str]:
    """The slots of the place's name: «про місто {place_accusative}», «у місті {place_locative}»."""
    return {"place": name, "place_accusative": agreed(name, "accs"), "place_locative": agreed(name, "loct")}


def window(
    definition: Definition,
    *,
    until: datetime,
    last: datetime | None = None,
    first: datetime | None = None,
) -> Window:
    """The window of an issue that ends at `until`: now, or the midnight that ends a past day which is asked for.

    Rule `day`: the Kyiv day of its last instant. `week`: the seven Kyiv days that end with that day. Both begin at
    `last`, the end of the last issue of this kind, where that is within REACH before them: what came out after that
    issue was cut at the hour of its slot belongs to this one. `since-last`: from `last`, or where there is none 24
    hours, on a Monday three days.
    `first` is the start of the first issue of the kind: older texts are archive, not late ones.
    """
    day = (kyiv(until) - timedelta(microseconds=1)).date()
    if definition.window == "since-last":
        # The first issue of a Monday tells of Friday evening, too.
        start = until - DAY * (3 if day.weekday() == MONDAY else 1)
        if last is not None and last < until:
            start = max(last, until - LONGEST_SINCE_LAST)
    else:
        start = midnight(day - DAY * (DAYS[definition.window] - 1))
        if last is not None and start - REACH[definition.window] <= last < start:
            start = last
    late_from = None if first is None else min(start, max(first, start - LATE_FOR))
    return Window(start=start, end=until, day=day, late_from=late_from)
