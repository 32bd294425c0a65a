"""The nouns of a finished report: what a renderer prints and an auditor checks. Frozen, free of any lookup."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from digests.reports.series import Figure, Series


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    kind: str = field(default="text", init=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """Highlighted words in square brackets: what is missing (`missing`) or doubtful."""

    text: str
    missing: bool = True
    kind: str = field(default="notice", init=False)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its title (may be empty), headings and rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Bars:
    """One series by year; None where a year has no figure. `words` is the alternative text, `marks` what bars carry."""

    title: str
    labels: tuple[str, ...]
    values: tuple[int | None, ...]
    marks: tuple[str, ...]
    words: str
    kind: str = field(default="chart", init=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list under its clause; each line carries its closing mark."""

    title: str
    lines: tuple[str, ...]
    kind: str = field(default="list", init=False)


Piece = Paragraph | Notice | Grid | Bars | Listing


@dataclass(frozen=True, slots=True)
class Chapter:
    """One section as printed."""

    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Whose report it is; without a signatory a line is left to sign on."""

    institution: str
    department: str = ""
    role: str = ""
    signatory: str = "____________________"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report. `figures` are all that it shows, with their provenance; `made` is the local day."""

    name: str  # «report-2026-11»
    title: str
    span: str  # «за листопад 2026 року»
    heading: Heading
    made: date
    notices: tuple[Notice, ...]
    chapters: tuple[Chapter, ...]
    closing: str
    figures: tuple[tuple[Series, Figure], ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every piece, in print order."""
        return (*self.notices, *(piece for chapter in self.chapters for piece in chapter.pieces))

    @property
    def missing(self) -> int:
        """How many paragraphs, tables or sections have no data."""
        return sum(isinstance(piece, Notice) and piece.missing for piece in self.pieces)
