"""What a person brought and no product takes by itself: that person is told, and how to change it."""

from __future__ import annotations

from collections.abc import Sequence

from digests.choose import unsure
from monitor.errors import OhliadError
from monitor.language.numerals import MATERIAL, count
from monitor.model import Clip
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.gathered import CHUNK
from monitor.pipeline.publish import definitions
from monitor.review.words import RELEVANCE
from monitor.text import clean_line, shorten

MOST_TOLD = 20  # by headline; an imported archive holds thousands
TITLE = 80


def left_out(desk: Desk, articles: Sequence[str]) -> list[Clip]:
    """Those of these articles that no product takes by their relevance, and about which nobody is asked or has said.

    What is in doubt is none of them: issues show it among what waits for a decision.
    """
    wanted = _taken(desk)
    parts = (articles[start : start + CHUNK] for start in range(0, len(articles), CHUNK))
    clips = (clip for part in parts for clip in desk.store.clips(articles=part, relevance=None))
    return [clip for clip in clips if clip.relevance is not None and clip.relevance not in wanted and _is_silent(clip)]


def _is_silent(clip: Clip) -> bool:
    said = {"use", "relevance", "left-out"} & set(clip.decided)
    return not (said or unsure(clip) or clip.article.quarantine or clip.article.withdrawn or clip.outlet.official)


def _taken(desk: Desk) -> frozenset[str]:
    try:
        found = definitions(desk).values()
    except OhliadError:  # it is told where a product is built
        return frozenset({"about"})
    return frozenset(relevance for definition in found for relevance in definition.filters.relevance)


def tell_left_out(desk: Desk, report: Report) -> None:
    """A note for each such item, and their number beside what was taken in."""
    brought = list(dict.fromkeys(report.brought))
    found = left_out(desk, brought) if brought else []
    if not found:
        return
    report.count("import" if "import" in report.steps else "add", "left out", len(found))
    report.notes += [_said(clip) for clip in found[:MOST_TOLD]]
    if (more := len(found) - MOST_TOLD) > 0:
        report.notes.append(f"Так само не потраплять до випусків: ще {count(more, MATERIAL)}.")


def _said(clip: Clip) -> str:
    title = shorten(clean_line(clip.article.title or clip.article.text), TITLE)
    return (
        f"{clip.article.id} «{title}» ({clip.outlet.name}): визначено як «{RELEVANCE[clip.relevance or 'none']}»,"
        f" до випусків не потрапить; якщо це про місто: ohliad decide {clip.article.id} relevance=about"
    )
