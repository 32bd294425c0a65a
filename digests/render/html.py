"""A digest as one page that needs nothing else: no script, no outside file, a policy that forbids both."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from digests import wording
from digests.coverage import sentence
from digests.model import DRAFT, Digest, Imprint
from digests.render import charts, page, sheet
from digests.render.names import filename
from monitor.model import Document

STYLE = (Path(__file__).resolve().parents[1] / "templates" / "page.css").read_text(encoding="utf-8").strip()
_NOWHERE = "base-uri 'none'; form-action 'none'"


def render(
    digest: Digest, imprint: Imprint = DRAFT, folders: Sequence[Path] = (), *, suffix: str = ""
) -> tuple[Document, ...]:
    """The full digest as an HTML file. Raises RenderError."""
    body = whole(digest, imprint, folders)
    return (
        Document(
            filename=filename(digest, suffix, "html"), media_type="text/html; charset=utf-8", content=body.encode()
        ),
    )


def whole(digest: Digest, imprint: Imprint = DRAFT, folders: Sequence[Path] = ()) -> str:
    """The page as text, every item shown."""
    digested = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    values: dict[str, object] = {
        "digest": digest,
        "imprint": imprint,
        "wording": wording,
        "coverage": sentence(digest.coverage),
        "label": wording.label(digest, imprint),
        "figures": sheet.figures(digest.totals, digest.before) if _long(digest) else (),
        "compared": digest.before is not None,
        "charts": [
            {
                "title": chart.title,
                "text": chart.text,
                "source": f"data:image/png;base64,{base64.b64encode(chart.png).decode()}",
            }
            for chart in (charts.drawn(digest) if _long(digest) else ())
        ],
        "style": page.trusted(STYLE),
        "policy": f"default-src 'none'; style-src 'sha256-{digested}'; img-src data:; {_NOWHERE}",
    }
    return page.render("page.html.j2", values, folders)


def _long(digest: Digest) -> bool:
    """A product of more than two days has its figures in a table and in charts."""
    return (digest.window.last_day - digest.window.first_day).days > 1 and digest.totals.clips > 0
