"""A DOCX as PDF through LibreOffice, where installed. Not byte-identical: LibreOffice writes the time into it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from monitor.errors import RenderError
from monitor.model import Document

# A cold start takes 5-10 seconds on a small machine; a document of 1,500 items half a minute.
SECONDS = 180


def available() -> bool:
    """Whether LibreOffice can be found on this machine."""
    return _program() is not None


def convert(document: Document) -> Document:
    """The same document as PDF. Raises RenderError where LibreOffice is missing, fails or takes too long."""
    program = _program()
    if program is None:
        raise RenderError("PDF needs LibreOffice, which is not installed")
    with tempfile.TemporaryDirectory(prefix="ohliad-pdf-") as name:
        folder = Path(name)
        source = folder / "document.docx"
        source.write_bytes(document.content)
        # A profile of its own, so that an office open on the same desk neither blocks nor joins in.
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", name, str(source)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603
            content = (folder / "document.pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise RenderError(f"{document.filename}: LibreOffice could not make a PDF: {error}") from error
    filename = document.filename.removesuffix(".docx") + ".pdf"
    return Document(filename=filename, media_type="application/pdf", content=content)


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")
