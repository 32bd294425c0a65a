"""Clips typed in ahead of their day: once it has come, their date is no doubt any more and they enter by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.dates import kyiv_day
from monitor.items import RULE, doubt
from monitor.model import Article, Clip
from monitor.pdftext import is_doubt as is_pdf_doubt
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.story import settle

UNDATED = "дати немає, в огляді буде «дату не встановлено»"


def without_past_doubts(clips: Iterable[Clip], now: datetime) -> list[Clip]:
    """The clips as they will stand once their day's doubts are released; nothing is written, for a look is no word."""
    return [
        replace(clip, article=replace(clip.article, quarantine=None))
        if clip.article.quarantine and _is_ahead(clip.article) and _has_come(clip.article, now)
        else clip
        for clip in clips
    ]


def release_dated(desk: Desk) -> int:
    """Judge the date again of what was taken in with a day ahead of it; returns how many clips wait no longer."""
    come = [
        article for article in desk.store.ahead.doubted(desk.now) if _is_ahead(article) and _has_come(article, desk.now)
    ]
    if come:
        desk.store.ahead.release(come)
        settle(desk.store, desk.config.place, [article.id for article in come])
    return len(come)


def tell_of_date(report: Report, where: str, article: Article, now: datetime, *, remedy: str) -> None:
    """No date, or a day that has not come, often a slip in the year: no issue before it has the clip, its own has.

    `where`: what was imported, as a file and line; `remedy`: how to give a date.
    """
    if article.published is None:
        report.count("import", "undated")
        report.notes.append(f"{where}: {UNDATED}; {remedy}")
    elif kyiv_day(article.published.at) > kyiv_day(now):
        report.count("import", "future")
        day = f"{kyiv_day(article.published.at):%d.%m.%Y}"
        report.notes.append(
            f"{where}: {day} ще не настало: до огляду матеріал потрапить не раніше цього дня; перевірте рік"
        )


def tell_of_undated(report: Report, name: str, lines: Sequence[int], *, remedy: str) -> None:
    """The lines of a file whose items have no date, every one of them, in one sentence: an archive has thousands."""
    if lines:
        report.count("import", "undated", len(lines))
        where = f"{name}:{lines[0]}" if len(lines) == 1 else f"{name}: рядки {_spans(lines)}"
        report.notes.append(f"{where}: {UNDATED}; {remedy}")


def _spans(numbers: Sequence[int]) -> str:
    """«3, 5–9, 12» of ascending numbers."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    return ", ".join("–".join(map(str, span)) for span in spans)


def _is_ahead(article: Article) -> bool:
    """Was its date the doubt? A typed or imported clip knows no other, but for a PDF without all of its text."""
    typed = article.published is not None and article.published.rule == RULE
    return typed and not is_pdf_doubt(article.quarantine)


def _has_come(article: Article, now: datetime) -> bool:
    published = article.published
    return published is not None and published.at <= now and doubt(published.at, now) is None
