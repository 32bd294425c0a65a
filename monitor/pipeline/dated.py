"""Clips typed in ahead of their day: once it has come, their date is no doubt any more and they enter by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from monitor.dates import kyiv_day
from monitor.items import RULE, doubt
from monitor.model import Article, Clip
from monitor.pdftext import is_doubt as is_pdf_doubt
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.story import settle


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


def tell_of_date(report: Report, where: str, article: Article, now: datetime, *, remedy: str | None) -> None:
    """No date, or a day that has not come, often a slip in the year: no issue before it has the clip, its own has.

    `where`: what was imported, as a file and line; `remedy`: how to give a date, None where it is missed in silence.
    """
    if article.published is None:
        report.count("import", "undated")
        if remedy is not None:
            report.notes.append(f"{where}: дати немає, в огляді буде «дату не встановлено»; {remedy}")
    elif kyiv_day(article.published.at) > kyiv_day(now):
        report.count("import", "future")
        day = f"{kyiv_day(article.published.at):%d.%m.%Y}"
        report.notes.append(
            f"{where}: {day} ще не настало: до огляду матеріал потрапить не раніше цього дня; перевірте рік"
        )


def _is_ahead(article: Article) -> bool:
    """Was its date the doubt? A typed or imported clip knows no other, but for a PDF without all of its text."""
    typed = article.published is not None and article.published.rule == RULE
    return typed and not is_pdf_doubt(article.quarantine)


def _has_come(article: Article, now: datetime) -> bool:
    published = article.published
    return published is not None and published.at <= now and doubt(published.at, now) is None
