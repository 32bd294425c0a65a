"""Every format a product may ask for, behind one function. A format is added by one line here and its module."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from digests.issues import canonical
from digests.model import DRAFT, Digest, Imprint
from digests.render import csv, docx, email, html, pdf, text
from digests.render.names import filename
from monitor.errors import RenderError
from monitor.model import Document

Renderer = Callable[[Digest, Imprint, Sequence[Path]], tuple[Document, ...]]


def render(
    digest: Digest, formats: Iterable[str], imprint: Imprint = DRAFT, folders: Sequence[Path] = ()
) -> tuple[Document, ...]:
    """The documents of all these formats, each file name once. Raises RenderError, also for an unknown format.

    Beside a mail, which may be cut, page and text are named «…-full», as the page is where the mail attaches it.
    """
    wanted = tuple(dict.fromkeys(formats))
    if unknown := [name for name in wanted if name not in RENDERERS]:
        raise RenderError(f"there is no format {', '.join(unknown)}; known: {', '.join(RENDERERS)}")
    made: dict[str, Document] = {}
    for name in wanted:
        for document in _documents(name, digest, imprint, folders, full="full" if "email" in wanted else ""):
            made.setdefault(document.filename, document)
    return tuple(made.values())


def _documents(
    name: str, digest: Digest, imprint: Imprint, folders: Sequence[Path], *, full: str
) -> tuple[Document, ...]:
    if name == "html":
        return html.render(digest, imprint, folders, suffix=full)
    if name == "text":
        return text.render(digest, imprint, folders, suffix=full)
    return RENDERERS[name](digest, imprint, folders)


def _pdf(digest: Digest, imprint: Imprint, folders: Sequence[Path]) -> tuple[Document, ...]:
    return tuple(pdf.convert(document) for document in docx.render(digest, imprint, folders))


def _json(digest: Digest, imprint: Imprint, folders: Sequence[Path]) -> tuple[Document, ...]:  # noqa: ARG001
    name = filename(digest, "", "json")
    return (Document(filename=name, media_type="application/json", content=canonical(digest)),)


RENDERERS: Mapping[str, Renderer] = {
    "email": email.render,
    "html": html.render,
    "text": text.render,
    "docx": docx.render,
    "pdf": _pdf,
    "csv": lambda digest, imprint, folders: csv.render(digest),  # noqa: ARG005
    "json": _json,
}
