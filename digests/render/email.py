"""The daily brief as a mail: HTML for phones and Outlook, plain text, and the full brief attached where it is cut.

Tables, inline CSS, no image at all, readable in dark mode, below the size at which mail programs hide the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import css_inline

from digests import wording
from digests.coverage import sentence
from digests.model import DRAFT, Digest, Imprint, Section
from digests.render import html, page, text
from digests.render.names import filename
from monitor.model import Document
from monitor.text import clean_line, shorten

# Gmail hides what follows about 102 KB of HTML; the office asked for less than 100 KB.
MOST_BYTES = 98_000
# A phone shows about 70 characters of a subject; mail programs keep what is longer, so the story comes last.
SUBJECT = 150
PREHEADER = 140
PENDING = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What delivery needs to make a message."""

    subject: str
    preheader: str
    html: str
    text: str
    attachments: tuple[Document, ...] = ()


def render(digest: Digest, imprint: Imprint = DRAFT, folders: Sequence[Path] = ()) -> tuple[Document, ...]:
    """The mail as files: its HTML and text, and what would be attached. Raises RenderError."""
    mail = compose(digest, imprint, folders)
    return (
        Document(
            filename=filename(digest, "", "html"), media_type="text/html; charset=utf-8", content=mail.html.encode()
        ),
        Document(
            filename=filename(digest, "", "txt"), media_type="text/plain; charset=utf-8", content=mail.text.encode()
        ),
        *mail.attachments,
    )


def compose(digest: Digest, imprint: Imprint = DRAFT, folders: Sequence[Path] = ()) -> Mail:
    """The mail of one issue: as much as fits below 100 KB, the rest announced and attached in full."""
    sections = _fitting(digest, imprint, folders)
    cut = any(section.hidden for section in sections) or len(digest.pending) > PENDING
    attachments = html.render(digest, imprint, folders, suffix="full") if cut else ()
    return Mail(
        subject=subject(digest),
        preheader=_preheader(digest),
        html=_html(digest, sections, imprint, folders),
        text=text.plain(digest, sections, imprint),
        attachments=attachments,
    )


def subject(digest: Digest) -> str:
    """«Огляд преси: Ніжин, 22.11.2026 – заголовок головної події»; one clean line."""
    story = wording.top(digest)
    news = wording.nothing_short(digest) if story is None else story.lead.headline
    return shorten(clean_line(f"{wording.short_title(digest)} – {news}"), SUBJECT)


def _preheader(digest: Digest) -> str:
    if not digest.totals.clips:
        return shorten(sentence(digest.coverage), PREHEADER)
    return shorten(f"{wording.headcount(digest.totals)}. {sentence(digest.coverage)}", PREHEADER)


def _fitting(digest: Digest, imprint: Imprint, folders: Sequence[Path]) -> tuple[Section, ...]:
    """The sections with as many shown items as the size allows: halving on the number of items, best first."""
    if _fits(digest, digest.sections, imprint, folders):
        return digest.sections
    low, high = 0, sum(len(section.items) for section in digest.sections)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(digest, _capped(digest.sections, middle), imprint, folders):
            low = middle
        else:
            high = middle - 1
    return _capped(digest.sections, low)


def _fits(digest: Digest, sections: Sequence[Section], imprint: Imprint, folders: Sequence[Path]) -> bool:
    return len(_html(digest, sections, imprint, folders).encode()) <= MOST_BYTES


def _capped(sections: Sequence[Section], most: int) -> tuple[Section, ...]:
    """At most `most` items in all, taken round by round from the top of every section."""
    shown = [0] * len(sections)
    while sum(shown) < most:
        open_ones = [i for i, section in enumerate(sections) if shown[i] < min(section.shown, len(section.items))]
        if not open_ones:
            break
        for i in open_ones[: most - sum(shown)]:
            shown[i] += 1
    return tuple(replace(section, shown=count) for section, count in zip(sections, shown, strict=True))


def _html(digest: Digest, sections: Sequence[Section], imprint: Imprint, folders: Sequence[Path]) -> str:
    cut = any(section.hidden for section in sections) or len(digest.pending) > PENDING
    values: dict[str, object] = {
        "digest": digest,
        "sections": sections,
        "wording": wording,
        "subject": subject(digest),
        "preheader": _preheader(digest),
        "coverage": sentence(digest.coverage),
        "label": wording.label(digest, imprint),
        "pending_shown": PENDING,
        "public_url": imprint.public_url,
        "attached": filename(digest, "full", "html") if cut and not imprint.public_url else None,
    }
    made = page.render("mail.html.j2", values, folders)
    return str(_INLINER.inline(made))


_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False)
