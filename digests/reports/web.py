"""A report as one page that needs nothing else: no script, no outside file, a policy that forbids both."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from digests.render import page
from digests.reports import chart, provenance
from digests.reports.report import Bars, Report
from monitor.language.numerals import bind
from monitor.model import Document

_TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_NOWHERE = "base-uri 'none'; form-action 'none'"
STYLE = "\n".join((_TEMPLATES / name).read_text(encoding="utf-8").strip() for name in ("page.css", "report.css"))


def render(report: Report, folders: Sequence[Path] = ()) -> Document:
    """The report as an HTML file. Raises RenderError."""
    digested = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    charts = [piece for piece in report.pieces if isinstance(piece, Bars)]
    sources = {piece.title: base64.b64encode(chart.draw(piece)).decode() for piece in charts}
    values: dict[str, object] = {
        "report": report,
        "bind": bind,
        "sources": sources,
        "head": provenance.HEAD,
        "figures": provenance.appendix(report),
        "style": page.trusted(STYLE),
        "policy": f"default-src 'none'; style-src 'sha256-{digested}'; img-src data:; {_NOWHERE}",
    }
    body = page.render("report.html.j2", values, folders)
    return Document(filename=f"{report.name}.html", media_type="text/html; charset=utf-8", content=body.encode())
