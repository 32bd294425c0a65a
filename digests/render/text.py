"""Plain text of a digest: for the mail's text part, for messengers and for a terminal. Wraps at 76 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

from digests import wording
from digests.coverage import sentence
from digests.model import DRAFT, Digest, Imprint, Item, Line, Section
from digests.render.names import filename
from digests.render.page import href
from monitor.language.numerals import NBSP, bind
from monitor.model import Document
from monitor.text import clean_line

WIDTH = 76


def render(
    digest: Digest,
    imprint: Imprint = DRAFT,
    folders: Sequence[Path] = (),  # noqa: ARG001 - every renderer takes them; plain text has no template
    *,
    suffix: str = "",
) -> tuple[Document, ...]:
    """The whole digest as one text file."""
    body = plain(digest, digest.sections, imprint, everything=True)
    return (
        Document(
            filename=filename(digest, suffix, "txt"), media_type="text/plain; charset=utf-8", content=body.encode()
        ),
    )


def plain(digest: Digest, sections: Sequence[Section], imprint: Imprint = DRAFT, *, everything: bool = False) -> str:
    """The digest with these sections; `everything` ignores how many items they want shown."""
    blocks = [_head(digest, imprint)]
    if not digest.totals.clips:
        blocks.append(_wrap(wording.nothing(digest)))
    for section in sections:
        blocks += _section(section, digest, imprint, everything=everything)
    blocks += _pending(digest)
    blocks.append("\n".join(["-" * 40, *(_wrap(note) for note in (sentence(digest.coverage), *digest.coverage.notes))]))
    blocks.append(_wrap(wording.VERBATIM))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _head(digest: Digest, imprint: Imprint) -> str:
    lines = [
        f"{digest.institution} · {wording.label(digest, imprint)}",
        digest.title,
        f"{wording.dateline(digest)}. {wording.period(digest.window)}",
        wording.warning(digest) or "",
        wording.headcount(digest.totals) if digest.totals.clips else "",
        wording.unchecked(digest.totals) or "",
    ]
    return "\n".join(_wrap(line) for line in lines if line)


def _section(section: Section, digest: Digest, imprint: Imprint, *, everything: bool) -> list[str]:
    title = clean_line(section.title).upper() + (
        f" ({section.clips})" if section.clips and section.view == "items" else ""
    )
    shown = section.items if everything else section.items[: section.shown]
    blocks = [title, *(_item(item, section, digest) for item in shown)]
    if not section.items:
        blocks.append(_wrap(wording.empty(section, digest)))
    if section.hidden and not everything:
        blocks.append(_wrap(wording.hidden(section.hidden, linked=imprint.public_url is not None)))
    return blocks


def _item(item: Item, section: Section, digest: Digest) -> str:
    if section.view == "events":
        return _wrap(f"{wording.listed(item, digest.window)}.", "– ")
    if section.view != "items":
        words = wording.cited(item) if section.view == "institution" else wording.carried(item)
        return _wrap(f"{item.lead.headline} – {words}", "– ")
    lines = [_wrap(f"{item.number}. {item.lead.headline}"), _wrap(_meta(item.lead, digest), "   ")]
    if item.quote:
        lines.append(_wrap(" ".join(item.quote), "   "))
    lines += _links(item.lead)
    for words, others in (("Той самий текст", item.same), ("Про це також", item.related)):
        for line in others:
            title = f" – {line.headline}" if line in item.related or wording.retitled(item, line) else ""
            lines += [_wrap(f"{words}: {_meta(line, digest)}{title}", "   "), *_links(line)]
    lines.append(_wrap(wording.standing(item) or "", "   "))
    return "\n".join(line for line in lines if line.strip())


def _meta(line: Line, digest: Digest) -> str:
    marks = [f"[{words}]" for _, words in wording.marks(line)]
    return " ".join([f"{line.outlet_name}, {wording.when(line, digest.window)}", *marks])


def _links(line: Line) -> list[str]:
    urls = (line.url, *(twin.url for twin in line.twins))
    return [f"   {safe}" for safe in map(href, urls) if safe]


def _pending(digest: Digest) -> list[str]:
    if not digest.pending:
        return []
    blocks = ["ЧЕКАЮТЬ НА РІШЕННЯ", _wrap(wording.waiting(digest) or "")]
    for pending in digest.pending:
        head = f"{pending.line.headline} ({pending.line.outlet_name}, {wording.when(pending.line, digest.window)})"
        blocks.append("\n".join([_wrap(f"{head}. {pending.why}", "– "), *_links(pending.line)]))
    return blocks


def _wrap(text: str, indent: str = "") -> str:
    """The text in lines, none of which ends between a number and its word; the spaces stay common ones."""
    bound = bind(clean_line(text))
    # A chain («ст. 1 ч. 1 п. 1 …») longer than a line may break anywhere.
    parts = (part if len(part) < WIDTH - len(indent) else part.replace(NBSP, " ") for part in bound.split(" "))
    filled = textwrap.fill(
        " ".join(parts),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return filled.replace(NBSP, " ")
