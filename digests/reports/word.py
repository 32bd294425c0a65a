"""A report as DOCX: the office's form filled by docxtpl. Same report, same bytes; every value escaped."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from digests.fixed_zip import repack
from digests.render.docx import MEDIA_TYPE, PICTURE_WIDTH, form
from digests.render.page import printable
from digests.reports import chart, provenance
from digests.reports.report import Bars, Grid, Listing, Notice, Piece, Report
from monitor.errors import RenderError
from monitor.language.numerals import bind
from monitor.model import Document

_FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIGURE_KEYS = ("what", "told", "origin", "who", "note")


def render(report: Report, folders: Sequence[Path] = ()) -> Document:
    """The document. Raises RenderError where the form is missing or broken."""
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    path = form("report", folders)
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=printable)
    try:
        document = DocxTemplate(path)
        document.init_docx()
        document.render(_context(document, report), environment, autoescape=True)
        _describe(document, report)
        made = datetime.combine(report.made, time())
        document.docx.core_properties.created = document.docx.core_properties.modified = made
        content = io.BytesIO()
        document.save(content)
    except (TemplateError, PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise RenderError(f"{path.name}: the form could not be filled: {error}") from error
    return Document(filename=f"{report.name}.docx", media_type=MEDIA_TYPE, content=repack(content.getvalue()))


def _context(document: Any, report: Report) -> dict[str, object]:
    numbers = iter(range(1, 1000))
    heading = report.heading
    return {
        "institution": heading.institution,
        "department": heading.department,
        "role": heading.role,
        "signatory": heading.signatory,
        "title": report.title,
        "span": report.span,
        "period": report.span,
        "notices": [notice.text for notice in report.notices],
        "chapters": [
            {"title": chapter.title, "pieces": [_piece(document, piece, numbers) for piece in chapter.pieces]}
            for chapter in report.chapters
        ],
        "closing": report.closing,
        "figures": [dict(zip(_FIGURE_KEYS, row, strict=True)) for row in provenance.appendix(report)],
    }


def _piece(document: Any, piece: Piece, numbers: Any) -> dict[str, object]:
    if isinstance(piece, Grid):
        return {"kind": piece.kind, "title": piece.title, "head": piece.head, "rows": piece.rows}
    if isinstance(piece, Listing):
        return {"kind": piece.kind, "title": piece.title, "lines": [bind(line) for line in piece.lines]}
    if isinstance(piece, Bars):
        picture = _picture(document, chart.draw(piece))
        return {"kind": piece.kind, "title": piece.title, "picture": picture, "number": next(numbers)}
    return {"kind": piece.kind, "text": piece.text if isinstance(piece, Notice) else bind(piece.text)}


def _picture(document: Any, png: bytes) -> object:
    from docx.shared import Mm
    from docxtpl import InlineImage

    return InlineImage(document, io.BytesIO(png), width=Mm(PICTURE_WIDTH))


def _describe(document: Any, report: Report) -> None:
    """Alternative text for the charts, in their order; pictures of the form keep their own."""
    frames = [frame for frame in document.docx.element.body.iter(_FRAME) if not frame.get("descr")]
    charts = [piece for piece in report.pieces if isinstance(piece, Bars)]
    for frame, piece in zip(frames, charts, strict=False):
        frame.set("descr", piece.words)
