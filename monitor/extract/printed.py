"""The Article of an entry whose page is a PDF: the text as it was read, the date from what the source says of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from monitor.dates import judge
from monitor.extract.reading import from_entry
from monitor.language.letters import letters
from monitor.model import Article, Entry, Outlet
from monitor.pdftext import PdfText, headline
from monitor.text import clean_line
from monitor.urls import untracked


def from_pdf(found: PdfText, entry: Entry, *, outlet: Outlet, article_id: str, fetched: datetime) -> Article:
    """The entry's article. Where the PDF has no text it holds what the entry itself says, and why in `quarantine`.

    Never refuses: what cannot be read is a person's to look at.
    """
    title = clean_line(entry.title) or headline(found) or _file_name(entry.url)
    lines = found.paragraphs or tuple(line.text for line in from_entry(entry))
    if len(lines) > 1 and lines[0] == title:
        lines = lines[1:]
    dating = judge(None, "", entry, fetched, first_seen=fetched)
    return Article(
        id=article_id,
        outlet=outlet.id,
        url=untracked(entry.url),
        kind=outlet.kind,
        title=title,
        paragraphs=lines,
        byline=clean_line(entry.author or "") or None,
        links=entry.links,
        language=letters("\n".join((title, *lines))),
        published=dating.moment,
        updated=dating.updated,
        fetched=fetched.astimezone(UTC),
        post=entry.post,
        quarantine=" ".join(one for one in (found.doubt, dating.doubt) if one) or None,
    )


def _file_name(url: str) -> str:
    """The last part of the address, which of a file says at least something."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return url
    return clean_line(PurePosixPath(unquote(path, errors="replace")).stem.replace("_", " ")) or url
