"""A finished report of any origin as plain text for the reader of contradictions: .txt, .docx, .html. Judges nothing.

Tables come out as a row a line between bars, paragraphs as lines. Nothing outside the file is looked at.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from monitor.charset import decode
from monitor.errors import ConfigError

LARGEST = 20 * 1024 * 1024  # bytes; a department's report with its pictures has a few megabytes
_BLOCKS = frozenset("p div li h1 h2 h3 h4 h5 h6 caption dt dd section article header footer ul ol blockquote".split())
# What python-docx, lxml and zipfile raise for a document cut, encrypted or put together wrongly.
_BROKEN = (LookupError, ValueError, AttributeError, RuntimeError, SyntaxError, zlib.error, EOFError)
_SILENT = frozenset("script style template head noscript svg".split())


def read(path: Path) -> str:
    """The text. Raises ConfigError for another kind of file, a broken, an empty or a monstrous one."""
    text = _read(path)
    if not any(letter.isalnum() for letter in text):
        raise ConfigError(f"{path}: holds no text that could be read")
    return text


def _read(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise ConfigError(f"{path}: larger than {LARGEST // 2**20} MB; this is no report")
    data = path.read_bytes()
    kind = path.suffix.lower()
    if kind in (".txt", ".md"):
        return _plain(data, path)
    if kind == ".docx":
        return _word(data, path)
    if kind in (".html", ".htm"):
        return _page(data, path)
    raise ConfigError(f"{path}: only .txt, .docx and .html are read; save the document as one of them")


def _plain(data: bytes, path: Path) -> str:
    text, _ = decode(data)
    if "\0" in text:  # no text in any charset of an office: a document or a picture under another name
        raise ConfigError(f"{path}: is no text, whatever its name says; save the document as .docx, .html or .txt")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\u202f", " ")


# --- Word ---------------------------------------------------------------------------------------------------------


def _word(data: bytes, path: Path) -> str:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > 10 * LARGEST:
                raise ConfigError(f"{path}: unpacks to more than {10 * LARGEST // 2**20} MB; this is no report")
        return _lines(_parts(Document(io.BytesIO(data))))
    except (PackageNotFoundError, BadZipFile, *_BROKEN) as error:
        raise ConfigError(f"{path}: not a Word document: {error}") from error


def _parts(document: Any) -> Iterator[str]:
    from docx.table import Table

    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield ""
            for row in part.rows:
                # A merged cell is met once for every column it spans.
                cells = dict.fromkeys(cell._tc for cell in row.cells)
                texts = {cell._tc: cell.text for cell in row.cells}
                yield _bars([texts[cell] for cell in cells])
            yield ""
        else:
            yield f"– {part.text}" if _is_item(part) else part.text


def _is_item(paragraph: Any) -> bool:
    """Whether Word itself draws a bullet or number before the paragraph."""
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    return bool(paragraph.text.strip()) and (numbered or str(paragraph.style.name).startswith("List"))


# --- HTML ---------------------------------------------------------------------------------------------------------


def _page(data: bytes, path: Path) -> str:
    from monitor.markup import parse_html

    root = parse_html(decode(data)[0])
    if root is None:
        raise ConfigError(f"{path}: holds no HTML")
    lines: list[str] = [""]
    _walk(root, lines)
    return _lines(lines)


def _walk(element: Any, lines: list[str]) -> None:
    """Text into the last line, a new line at every block; parse_html bounds how deep this can go."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in _SILENT:
        return
    if tag == "tr":
        lines += [_bars([" ".join(cell.itertext()) for cell in element if cell.tag in ("td", "th")])]
        return
    # A paragraph inside a list's item goes on after its dash.
    opens = (tag in _BLOCKS or tag in ("br", "table")) and (tag == "li" or lines[-1].strip() != "–")
    if opens:
        lines.append("– " if tag == "li" else "")
    lines[-1] += element.text or ""
    for child in element:
        _walk(child, lines)
        lines[-1] += child.tail or "" if child.tag != "tr" else ""
    if opens and tag != "br":
        lines.append("")


def _lines(lines: Iterable[str]) -> str:
    """A paragraph a line; empty ones only beside tables, so that a sentence stands next to the one that explains it."""
    kept = [""]
    for line in map(_flat, lines):
        if line or kept[-1].startswith("|"):
            kept += ["", line] if line.startswith("|") and kept[-1] and not kept[-1].startswith("|") else [line]
    return "\n".join(kept[1:])


def _bars(cells: list[str]) -> str:
    return f"| {' | '.join(_flat(cell).replace('|', '/') for cell in cells)} |"


def _flat(line: str) -> str:
    return " ".join(line.split())
