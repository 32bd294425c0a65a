"""Weekly documents for signature: a DOCX form filled by docxtpl. Same digest, same bytes; every value escaped."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docxtpl import DocxTemplate, InlineImage, RichText
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from digests.fixed_zip import repack
from digests.model import DRAFT, Digest, Imprint
from digests.render import charts
from digests.render.names import filename
from digests.render.page import PACKAGED, href, printable
from digests.render.sheet import Sheet, sheet
from monitor.errors import RenderError
from monitor.language.numerals import kyiv
from monitor.model import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURE_WIDTH = 160  # mm; the text is 170 mm wide
_FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def render(digest: Digest, imprint: Imprint = DRAFT, folders: Sequence[Path] = ()) -> tuple[Document, ...]:
    """The document. Raises RenderError where the form is missing or broken."""
    content = fill(form(digest.template, folders), digest, imprint)
    return (Document(filename=filename(digest, "", "docx"), media_type=MEDIA_TYPE, content=content),)


def form(template: str, folders: Sequence[Path] = ()) -> Path:
    """The form's file: the last folder whose `templates/` has it, else the packaged one. Raises RenderError."""
    for folder in (*reversed(folders), PACKAGED):
        path = folder / "templates" / f"{template}.docx"
        if path.is_file():
            return path
    raise RenderError(f"there is no form templates/{template}.docx")


def fill(path: Path, digest: Digest, imprint: Imprint) -> bytes:
    """The form filled with the digest. Raises RenderError, naming the form."""
    from docx.opc.exceptions import PackageNotFoundError

    pictures = charts.drawn(digest)
    try:
        document = DocxTemplate(path)
        document.init_docx()
        context = _context(document, sheet(digest, imprint), pictures)
        document.render(context, _environment(document), autoescape=True)
        _describe(document, pictures)
        _dates(document, digest)
        made = io.BytesIO()
        document.save(made)
    except (TemplateError, PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise RenderError(f"{path.name}: the form could not be filled: {error}") from error
    return repack(made.getvalue())


def _context(document: Any, words: Sheet, pictures: Sequence[charts.Chart]) -> dict[str, object]:
    drawn = [{"title": chart.title, "picture": _picture(document, chart.png)} for chart in pictures]
    return {"charts": drawn, **{name: getattr(words, name) for name in Sheet.__slots__}}


def _picture(document: Any, png: bytes) -> object:
    from docx.shared import Mm

    return InlineImage(document, io.BytesIO(png), width=Mm(PICTURE_WIDTH))


def _environment(document: Any) -> ImmutableSandboxedEnvironment:
    """Filters `link` (a headline that leads to its page, or plain words) and `strong` (marks)."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=printable)
    known: dict[str, str] = {}

    def link(entry: Any) -> RichText:
        target = href(entry.url)
        if target is None:
            return RichText(entry.headline)
        if target not in known:
            # An id of our own: finding a free one anew for each of 3,000 links takes seconds.
            known[target] = f"link{len(known) + 1}"
            document.docx.part.rels.add_relationship(_LINK, target, known[target], is_external=True)
        return RichText(entry.headline, style="Hyperlink", url_id=known[target])

    made.filters["link"] = link
    made.filters["strong"] = lambda text: RichText(text, style="OhliadMark")
    return made


def _describe(document: Any, pictures: Sequence[charts.Chart]) -> None:
    """Alternative text for the charts, in their order; other pictures of the form keep their own."""
    frames = [frame for frame in document.docx.element.body.iter(_FRAME) if not frame.get("descr")]
    for frame, picture in zip(frames, pictures, strict=False):
        frame.set("descr", picture.text)


def _dates(document: Any, digest: Digest) -> None:
    made: datetime = kyiv(digest.window.end).replace(tzinfo=None, microsecond=0)
    document.docx.core_properties.created = document.docx.core_properties.modified = made
