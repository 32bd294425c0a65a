"""A report as plain text, as the reader of contradictions takes it: a sentence a line, tables between bars."""

from __future__ import annotations

from collections.abc import Iterator

from digests.reports.report import Bars, Grid, Listing, Piece, Report


def plain(report: Report) -> str:
    """The report's own text without its appendix."""
    lines = [f"{report.title} {report.span}", ""]
    lines += [notice.text for notice in report.notices]
    for chapter in report.chapters:
        lines += ["", chapter.title]
        for piece in chapter.pieces:
            lines += _lines(piece)
    return "\n".join([*lines, "", report.closing, ""])


def _lines(piece: Piece) -> Iterator[str]:
    if isinstance(piece, Grid):
        yield from [piece.title] if piece.title else []
        yield ""
        yield from (f"| {' | '.join(row)} |" for row in (piece.head, *piece.rows))
        yield ""
    elif isinstance(piece, Listing):
        yield piece.title
        yield from (f"– {line}" for line in piece.lines)
        yield ""
    elif isinstance(piece, Bars):
        return  # it shows figures that a table holds
    else:
        yield piece.text
