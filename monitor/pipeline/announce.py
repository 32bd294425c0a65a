"""What a source says of an item whose page cannot be had: kept as an article for a person, never lost in silence."""

from __future__ import annotations

from monitor.archive import Record
from monitor.model import PAGE_UNREAD, Article, Moment, Page
from monitor.pipeline.desk import Desk, Report
from monitor.store import Pending, StoredPage
from monitor.text import clean_text
from monitor.urls import untracked

FEED_CONFIDENCE = 0.8  # a feed's own date, with no page beside it to agree or disagree


def announce(desk: Desk, report: Report, pending: Pending, error: str, *, given_up: bool = True) -> None:
    """Keep headline and summary; the failure itself goes into the archive, so that a replay meets it too."""
    if not (pending.entry.title or pending.entry.summary) or desk.store.article(pending.article) is not None:
        return
    page = Page(
        url=pending.entry.url,
        final_url=pending.entry.url,
        status=599,
        content_type="text/plain; charset=utf-8",
        content=error.encode(),
        # A page that was had but cannot be read fails alike in every replay, at the instant it was fetched.
        fetched=pending.page.fetched if pending.page else desk.now,
    )
    record = Record(page=page, place=desk.config.place.id, role="failure", subject=pending.article)
    keep_announcement(desk, report, pending, desk.archive.add(record), given_up=given_up)


def keep_announcement(
    desk: Desk, report: Report, pending: Pending, stored: StoredPage, *, given_up: bool = True
) -> None:
    entry = pending.entry
    published = None
    if entry.published is not None and entry.published <= stored.page.fetched:
        exact = entry.published_exact
        published = Moment(at=entry.published, rule="feed", confidence=FEED_CONFIDENCE, exact=exact)
    desk.store.save_announcement(
        Article(
            id=pending.article,
            outlet=pending.outlet,
            url=untracked(entry.url),
            kind=desk.store.outlets()[pending.outlet].kind,
            title=entry.title,
            paragraphs=tuple(clean_text(entry.summary).split("\n")) if entry.summary.strip() else (),
            byline=entry.author,
            links=entry.links,
            published=published,
            updated=entry.updated,
            fetched=stored.page.fetched,
            quarantine=PAGE_UNREAD,
        ),
        stored,
        given_up=given_up,
    )
    report.count("extract", "announcements")
