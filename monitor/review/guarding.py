"""The review table as CSV that a spreadsheet neither runs nor «improves», and back exactly. Pure.

Beside what might start a formula, what looks like a number, a date or a truth value gets an apostrophe: LibreOffice
makes 12 of «0012», 01/02/2026 of «1/2» and 100000 of «1e5» (measured).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from digests.render.csv import BOM
from digests.render.csv import guard as against_formulas

_LONGEST = 40  # characters; nothing longer is read as a number or a date
_NUMBER = re.compile(r"(?=\D*\d)[\d\s\u00a0\u202f.,:/\\%$€₴₽№()'’eETZ+–−-]+", re.ASCII)
_MONTH = re.compile(
    r"(?:січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*",
    re.IGNORECASE,
)
_TRUTH = frozenset({"true", "false", "істина", "хибність", "хиба", "истина", "ложь"})


def guard(cell: str) -> str:
    """The cell as it may stand in a spreadsheet; what begins with an apostrophe gets one more."""
    guarded = against_formulas(cell)
    return f"'{cell}" if guarded == cell and _improvable(cell) else guarded


def unguard(cell: str) -> str:
    """What `guard` was given; an apostrophe that a person wrote before other words stays."""
    bare = cell.removeprefix("'")
    return bare if guard(bare) == cell else cell


def _improvable(cell: str) -> bool:
    bare = cell.strip()
    if not bare or len(bare) > _LONGEST:
        return False
    if bare.lower() in _TRUTH:
        return True
    return _NUMBER.fullmatch(_MONTH.sub("", bare, count=1)) is not None


def write(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as a CSV file for Ukrainian Excel: UTF-8 with its mark, semicolons, CRLF, every cell quoted."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return (BOM + made.getvalue()).encode()
