"""Clips -> rows of the review table. One row a clip; what the program thinks, why it asks, and empty cells to fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from monitor.codec import stamp
from monitor.dates import KYIV
from monitor.model import Clip
from monitor.review.words import spoken
from monitor.text import clean_line, shorten

EXCERPT = 300

# key -> header. A key is what `take` looks for; the decisions are the six before the note.
COLUMNS: dict[str, str] = {
    "id": "код",
    "date": "дата",
    "outlet": "видання",
    "title": "заголовок",
    "excerpt": "уривок",
    "url": "посилання",
    "relevance": "стосунок",
    "topic": "тема",
    "citation": "джерело",
    "tone": "тональність",
    "evidence": "підстава",
    "reason": "чому позначено",
    "decide relevance": "рішення: стосунок",
    "decide topic": "рішення: тема",
    "decide citation": "рішення: джерело",
    "decide tone": "рішення: тональність",
    "decide use": "рішення: до огляду",
    "decide continued": "рішення: продовження",
    "note": "примітка",
    "exported": "вивантажено",
}
DECISIONS = ("relevance", "topic", "citation", "tone", "use", "continued")


def rows(
    clips: Iterable[Clip], exported: datetime, *, mark: int = 0, reasons: Mapping[str, str] | None = None
) -> list[Sequence[str]]:
    """The header and a row for each clip, in the order given.

    `mark`: the newest decision this table shows, so that a newer one is noticed when it comes back; `reasons`: why
    further clips stand here, by id.
    """
    return [
        tuple(COLUMNS.values()),
        *(_row(clip, exported, mark, (reasons or {}).get(clip.article.id)) for clip in clips),
    ]


def _row(clip: Clip, exported: datetime, mark: int, reason: str | None) -> Sequence[str]:
    article = clip.article
    moment = article.published
    # With the comma or the «р.» no spreadsheet takes it for a date to be shown in its own way.
    when = f"{moment.at.astimezone(KYIV):{'%d.%m.%Y, %H:%M' if moment.exact else '%d.%m.%Y р.'}}" if moment else ""
    spans = [clean_line(span) for _, found in clip.evidence for span in found[:2]]
    doubts = [clean_line(flag.text) for flag in clip.flags]
    if article.quarantine:
        doubts.insert(0, clean_line(article.quarantine))
    if reason:
        doubts.insert(0, reason)
    return (
        f"#{article.id}",  # a bare id of digits and «e» would be read as a number
        when,
        clean_line(clip.outlet.name),
        clean_line(article.title),
        shorten(clean_line(article.text), EXCERPT),
        article.url if article.url.startswith(("http://", "https://")) else "",
        spoken("relevance", clip.relevance),
        spoken("topic", clip.topic),
        spoken("citation", clip.citation),
        spoken("tone", clip.tone),
        " | ".join(dict.fromkeys(spans)),
        " ".join(doubts),
        *("" for _ in DECISIONS),
        "",
        f"{stamp(exported)} №{mark}",  # with the number no spreadsheet takes it for a date
    )
