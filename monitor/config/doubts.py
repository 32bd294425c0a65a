"""What is legal in sources.yaml and yet most likely a slip: told by `check`, refused by nobody."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from monitor.config import schema, yaml_lines
from monitor.language import normal
from monitor.language.derive import adjectives
from monitor.language.gazetteer import region, regions
from monitor.language.own import is_own_word
from monitor.urls import canonical

Place = list[str | int]


def doubts(path: Path, data: CommentedMap, shape: schema.FileShape) -> tuple[str, ...]:
    """One sentence each with file, line and key."""
    found = [
        *_no_region(shape.place),
        *_own_words(shape.place),
        *_twice(shape),
        *_backwards(shape.institution, ["institution"]),
    ]
    return tuple(f"{path}:{yaml_lines.line_of(data, at)}: {'.'.join(map(str, at))}: {said}" for at, said in found)


def _own_words(place: schema.PlaceShape) -> Iterator[tuple[Place, str]]:
    """A word under `not` that would leave out the place itself: all its news by that word, and nobody would see it."""
    for index, name in enumerate(place.namesakes):
        if is_own_word(name, place.name, place.russian, place.aliases):
            yield (
                ["place", "not", index],
                f"{name!r} alone is the place's own name or adjective and would take half of its news with it, so it"
                " leaves nothing out (a surname is known by the words beside it); write the whole name of the person or"
                f" street that is not the place, e.g. {_examples(place.name)}",
            )


ALIKE = 0.75  # of the letters of a region's name: «Чернигівська» and «Черніговська», no «Марсіанська»
# Regions by law that are no oblast.
_OTHER_REGIONS = frozenset(("київ", "севастополь", "крим"))


def _no_region(place: schema.PlaceShape) -> Iterator[tuple[Place, str]]:
    """By its region a settlement is told from its namesakes; of one that is not known nothing can be derived."""
    if region(place.region) is not None or _OTHER_REGIONS & set(normal(place.region).split()):
        return
    known = {name: one.adjective for one in regions() for name in (one.adjective, one.russian, *one.nouns)}
    close = difflib.get_close_matches(place.region.split()[0], known, n=1, cutoff=ALIKE)
    hint = f"; did you mean '{known[close[0]]} область'?" if close else ""
    yield (
        ["place", "region"],
        f"no region of Ukraine is called {place.region!r}, so the place is not told from its namesakes by it{hint}",
    )


def _examples(name: str) -> str:
    """A person's and a street's whole name made of the place's own adjective, or of its name where it has none."""
    own = next(iter(adjectives(name)), name)
    own = own[0].upper() + own[1:]
    street = own.removesuffix("ий") + "а" if own.endswith("ий") else own
    return f"`Іван {own}`, `вулиця {street}`"


def _twice(shape: schema.FileShape) -> Iterator[tuple[Place, str]]:
    """An address that is visited twice: all its items are counted twice, for two outlets where there are two."""
    first: dict[str, tuple[str, str]] = {}
    for index, outlet in enumerate(shape.outlets):
        for number, source in enumerate(outlet.sources):
            address = canonical(source.url.replace("t.me/s/", "t.me/") if source.kind == "telegram" else source.url)
            if address not in first:
                first[address] = (outlet.id, source.url)
                continue
            other, written = first[address]
            where = "of this outlet" if other == outlet.id else f"of the outlet {other!r}"
            same = "" if written == source.url else f" ({written})"
            effect = "it is visited twice" if other == outlet.id else "every item of it is counted for both"
            yield (
                ["outlets", index, "sources", number, "url"],
                f"{source.url} is the address of a source {where} too{same}; {effect}",
            )


def _backwards(shape: schema.Shape, at: Place) -> Iterator[tuple[Place, str]]:
    """Names, officials, sites whose last day is before their first: they are never in force."""
    if isinstance(shape, schema.Dated) and shape.since and shape.until and shape.until < shape.since:
        yield [*at, "until"], f"{shape.until} is before `from` ({shape.since}), so this is never in force"
    for name in type(shape).model_fields:
        value = getattr(shape, name)
        if isinstance(value, schema.Shape):
            yield from _backwards(value, [*at, name])
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, schema.Shape):
                    yield from _backwards(item, [*at, name, number])
