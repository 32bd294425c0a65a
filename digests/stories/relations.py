"""The members of one story: who wrote it first, who copied whom and how much, and which release was taken. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from digests.stories.contradiction import parting
from digests.stories.credit import agency, credits, names_outlet
from digests.stories.reading import Reading
from digests.stories.reuse import Reuse, translated, verbatim
from monitor.model import Member, Outlet, Relation, Story

# Of an item's meaning words, that stand in the other language's text: 14 renderings written for the tests and read ones
# of the written gold share 0.67 to 1.0, own tellings of the same facts 0.2 to 0.53.
RENDERED = 0.6
CLOCKS = 12 * 3600.0  # seconds a copy may be dated before the release: mailed releases, day-only dates, wrong clocks
SOURCES = 60  # earlier members an item is compared with


@dataclass(frozen=True, slots=True)
class _Source:
    """An earlier article an item may have taken, and how much it took."""

    reading: Reading
    reuse: Reuse
    probable: bool


def story(members: Sequence[Reading]) -> Story:
    """The story of these articles, which are given in order of publication."""
    officials = [reading.filed.outlet for reading in members if reading.filed.outlet.official]
    return Story(
        id=members[0].id,
        members=tuple(_member(reading, members, officials, place) for place, reading in enumerate(members)),
    )


def _member(reading: Reading, members: Sequence[Reading], officials: Sequence[Outlet], place: int) -> Member:
    earlier = [*members[:place], *_releases_of_no_date(reading, members[place + 1 :])]
    outlet = reading.filed.outlet
    if outlet.official:
        earlier = [other for other in earlier if other.filed.outlet.official]
    release = None if outlet.official else _release(reading, members)
    source = _source(reading, earlier)
    relation, of = _relation(reading, earlier, source)
    same = source is not None and of == source.reading.id
    return Member(
        article=reading.id,
        relation=relation,
        of=of,
        share=source.reuse.share if source is not None and same else 0.0,
        release=release.reading.id if release else None,
        release_share=release.reuse.taken if release else 0.0,
        credited=credits(reading.filed, release.reading.filed, officials) if release else None,
        agency=None if outlet.official else agency(reading.filed.article),
        probable=bool((release and release.probable) or (source and same and source.probable)),
    )


def _releases_of_no_date(reading: Reading, later: Sequence[Reading]) -> list[Reading]:
    """Own releases that stand after an undated item of another outlet by their id alone: the release came first."""
    if math.isfinite(reading.order[0]) or reading.filed.outlet.official:
        return []
    return [other for other in later if other.filed.outlet.official]


def _relation(reading: Reading, earlier: Sequence[Reading], source: _Source | None) -> tuple[Relation, str | None]:
    """The relation and the article it points to."""
    outlet = reading.filed.outlet
    if source is not None:
        same = source.reading.filed.outlet.id == outlet.id and not source.probable
        return ("update" if same else "reprint"), source.reading.id
    own = [other for other in earlier if other.filed.outlet.id == outlet.id]
    if own:
        return "update", own[-1].id
    return ("related" if earlier else "original"), None


def _source(reading: Reading, earlier: Sequence[Reading]) -> _Source | None:
    """The article whose words these are: one it names before others, then the most taken, then the earliest."""
    found = [
        source
        for other in earlier[:SOURCES]
        if (source := _taken(reading, other)) is not None and not parting(reading, other).another_text
    ]
    if not found:
        return None
    article = reading.filed.article
    return max(
        found,
        key=lambda source: (
            not source.probable,
            names_outlet(article, source.reading.filed.outlet),
            round(source.reuse.share, 1),
            (-source.reading.order[0], source.reading.id),
        ),
    )


def _release(reading: Reading, members: Sequence[Reading]) -> _Source | None:
    """The own release this item takes at least half of its sentences from."""
    latest = reading.order[0] + CLOCKS
    found = [
        source
        for other in members
        if other.filed.outlet.official and other.order[0] <= latest and (source := _taken(reading, other)) is not None
        if not parting(reading, other).two_events
    ]
    if not found:
        return None
    return max(
        found,
        key=lambda source: (
            not source.probable,
            round(source.reuse.share, 2),
            source.reuse.taken,
            -source.reading.order[0],
        ),
    )


def _taken(reading: Reading, other: Reading) -> _Source | None:
    """How the item takes the other article, where it is its text."""
    reuse = verbatim(reading, other)
    if reuse.is_copy:
        return _Source(other, reuse, probable=False)
    if reading.russian != other.russian:
        reuse = translated(reading, other)
        if reuse.is_copy and reuse.words >= RENDERED:
            return _Source(other, reuse, probable=True)
    return None
