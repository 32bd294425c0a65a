"""Tables for Excel that cannot start a formula and come back exactly: BOM, semicolons, CRLF, every cell quoted.

A cell a spreadsheet might run gets one apostrophe before it; a cell that begins with an apostrophe gets one more, so
that taking one away always gives the original.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from digests.model import Digest, Item, Line, Section
from digests.render.names import filename
from digests.render.page import href
from digests.wording import CONTINUED
from monitor.language.numerals import kyiv
from monitor.model import Document
from monitor.text import clean_line

# OWASP's list with the full-width forms that Excel folds to the plain ones.
_STARTS = tuple("=+-@\t\r\n|%＝＋－＠－\u2212")
BOM = "\ufeff"

UNITS = (
    "номер",
    "розділ",
    "тема",
    "заголовок",
    "видання",
    "рівень",
    "дата",
    "час",
    "адреса",
    "друга адреса",
    "посилання на установу",
    "пряме посилання",
    "підстава",
    "тональність",
    "зв’язок",
    "подія",
    "наше повідомлення",
    "частка",
    "позначки",
    "код матеріалу",
)


def guard(cell: str) -> str:
    """The cell as it may stand in a spreadsheet."""
    bare = cell.lstrip(" \u00a0\u200b\ufeff")
    return "'" + cell if cell.startswith("'") or bare.startswith(_STARTS) or cell.startswith(_STARTS) else cell


def unguard(cell: str) -> str:
    """What `guard` was given."""
    return cell.removeprefix("'")


def write(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as a CSV file for Ukrainian Excel."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return (BOM + made.getvalue()).encode()


def read(content: bytes) -> list[list[str]]:
    """The rows `write` was given."""
    text = content.decode().removeprefix(BOM)
    return [[unguard(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")]


def render(digest: Digest) -> tuple[Document, ...]:
    """One row for each counted clip of the digest, in print order."""
    return (
        Document(
            filename=filename(digest, "units", "csv"),
            media_type="text/csv; charset=utf-8; header=present",
            content=units(digest),
        ),
    )


def units(digest: Digest) -> bytes:
    """The units table: what every figure of the issue counts."""
    rows = [
        _row(line, item, section)
        for section in digest.sections
        if section.view == "items"
        for item in section.items
        for line in item.lines
    ]
    return write([UNITS, *rows])


def _row(line: Line, item: Item, section: Section) -> list[str]:
    local = kyiv(line.published) if line.published is not None else None
    return [
        str(item.number),
        clean_line(section.title),
        line.topic or "",
        clean_line(line.headline),
        clean_line(line.outlet_name),
        line.level,
        local.date().isoformat() if local else "",
        local.strftime("%H:%M") if local and line.exact else "",
        href(line.url) or "",
        " ".join(url for url in (href(twin.url) for twin in line.twins) if url),
        line.citation or "",
        "так" if line.direct else "ні",
        " | ".join(clean_line(span) for span in line.proof),
        line.tone or "",
        line.relation or "",
        item.story,
        line.release or "",
        f"{line.share:.2f}".replace(".", ",") if line.release else "",
        " | ".join((*(clean_line(text) for text in line.flags), *([CONTINUED] if line.continued else []))),
        line.article,
    ]
