"""Step 5: stored pages -> articles. Child processes read, this one compares with what is known and writes."""

from __future__ import annotations

import math
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor import pdf, plan, versions, workers
from monitor.archive import Archive
from monitor.errors import ExtractError, NoWords, StoreError
from monitor.model import OTHER_WORDS, PAGE_UNREAD, Article, Outlet, Recipe
from monitor.pdftext import is_doubt as is_pdf_doubt
from monitor.pipeline.announce import announce
from monitor.pipeline.desk import Desk, Report
from monitor.store import Pending
from monitor.store.intake import QUARANTINE_AFTER

SECONDS_A_PAGE = 30.0  # p95 of real pages is 0.2 s; what takes this long will not end
PAGES_A_PROCESS = 100  # a second process costs a second and 100 MB: only worth it for more pages than this
BATCH = 25  # articles in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One page to read; everything a child process needs to know."""

    folder: Path
    pending: Pending
    outlet: Outlet
    recipe: Recipe | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Expected trouble, as a value that crosses the process border."""

    error: str
    trace: str = ""  # of a bug
    passing: bool = False  # something else stands there for now


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePdf:
    """A PDF that was not read in its time: the machine may have been busy."""

    error: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """The page is a PDF: it is read in a child process of its own, under stricter limits."""


@dataclass(frozen=True, slots=True)
class Wordless:
    """A post of a picture or a recording alone: there is nothing to read, and nothing failed."""


Read = Article | Unreadable | Wordless


def read_page(task: Task) -> Read | Printed:
    """Runs in a child process."""
    from monitor.extract import article

    entry, stored = task.pending.entry, task.pending.page
    page = None
    try:
        if stored is not None and not entry.complete:
            page = Archive(task.folder).read(stored.warc, stored.offset, stored.sha256)
            if pdf.is_pdf(page.content, page.content_type):
                return Printed()
        return article(
            page,
            entry,
            outlet=task.outlet,
            article_id=task.pending.article,
            now=stored.fetched if stored else task.pending.first_seen,
            recipe=task.recipe,
        )
    except NoWords:
        return Wordless()
    except (ExtractError, StoreError) as error:
        return Unreadable(error=str(error), passing=isinstance(error, ExtractError) and error.passing)
    except Exception as bug:  # noqa: BLE001 - told with its traceback and exit code 3, see Report.bug
        return Unreadable(error=f"{type(bug).__name__}: {bug}", trace=traceback.format_exc())


def extract_articles(desk: Desk, report: Report) -> None:
    """Read every stored page that waits, and keep articles and their versions."""
    waiting = desk.store.pending("fetched", desk.now)
    if not waiting:
        return
    outlets = desk.store.outlets()
    recipes = {source.id: source.recipe for source in desk.config.sources}
    tasks = [
        Task(
            folder=desk.archive.folder,
            pending=entry,
            outlet=outlets[entry.outlet],
            recipe=recipes.get(entry.source),
            now=desk.now,
        )
        for entry in waiting
    ]
    batch: list[tuple[Pending, Article]] = []
    for number, (task, result) in enumerate(_read(desk, tasks), start=1):
        desk.tell("extract", number, len(tasks))
        if isinstance(result, Article):
            batch.append((task.pending, result))
            if len(batch) == BATCH:
                _commit(desk, report, batch)
                batch = []
        elif isinstance(result, Wordless):
            desk.store.save_articles([(None, task.pending.article, None, task.pending.missed, ())])
            report.count("extract", "without words")
        else:
            _note_failure(desk, report, task, result)
    _commit(desk, report, batch)


def _note_failure(desk: Desk, report: Report, task: Task, result: Unreadable | LatePdf | workers.Lost) -> None:
    """A page that cannot be read will not be readable tomorrow: a person looks. Others are worth another try.

    A process that died may have been killed from outside, a PDF was late on a busy machine, and where a site tells of
    repairs or asks for consent its page is asked for again, while a person sees what the source said of it.
    """
    pending, outlet, url = task.pending, task.outlet.name, task.pending.entry.url
    retry_at = None
    if isinstance(result, (workers.Lost, LatePdf)):
        retry_at = plan.retry_page(pending.attempts, desk.now, None)
    elif result.passing and (pending.entry.title or pending.entry.summary):
        since = pending.in_vain_since or desk.now
        retry_at = plan.ask_again(since, desk.now)
        if retry_at is not None:
            announce(desk, report, pending, result.error, given_up=False)
            desk.store.ask_again(pending.article, result.error, since=since, until=retry_at)
            report.fail(pending.article, "extract", result.error, retry_at, outlet=outlet, url=url)
            return
    if desk.store.save_failure(pending.article, result.error, retry_at, at=desk.now) == "quarantine":
        announce(desk, report, pending, result.error)
    if isinstance(result, Unreadable) and result.trace:
        report.bug(pending.article, "extract", result.trace, outlet=outlet, url=url)
    else:
        report.fail(pending.article, "extract", result.error, retry_at, outlet=outlet, url=url)


def _read(desk: Desk, tasks: list[Task]) -> Iterator[tuple[Task, Read | LatePdf | workers.Lost]]:
    printed: list[Task] = []
    for task, result in _first_read(desk, tasks):
        if isinstance(result, Printed):
            printed.append(task)
        else:
            yield task, result
    for task in printed:  # behind the others, of which none must wait for one that takes its time
        yield task, _read_printed(task)


def _read_printed(task: Task) -> Article | Unreadable | LatePdf:
    """The last time that it is late it is kept without its text, for a person."""
    from monitor.extract import from_pdf

    stored = task.pending.page
    assert stored is not None, "it was read from there just now"
    try:
        page = Archive(task.folder).read(stored.warc, stored.offset, stored.sha256)
    except StoreError as error:
        return Unreadable(error=str(error))
    found = pdf.read(page.content)
    if found.unread in pdf.PASSING and task.pending.attempts + 1 < QUARANTINE_AFTER:
        return LatePdf(error=found.doubt or found.unread)
    identifier = task.pending.article
    return from_pdf(found, task.pending.entry, outlet=task.outlet, article_id=identifier, fetched=stored.fetched)


def _first_read(desk: Desk, tasks: list[Task]) -> Iterator[tuple[Task, Read | Printed | workers.Lost]]:
    if desk.processes == 0:
        return ((task, read_page(task)) for task in tasks)
    return workers.run(
        read_page,
        tasks,
        processes=max(1, min(desk.processes, math.ceil(len(tasks) / PAGES_A_PROCESS))),
        seconds=SECONDS_A_PAGE,
        preload=("monitor.extract", "monitor.archive"),
    )


def _is_news(known: Article, article: Article) -> bool:
    """Is it another text than the one we have, or the page at last of what was only announced?

    What may not be the item's text at all takes the place of none that is.
    """
    if (article.quarantine or "").startswith(OTHER_WORDS):
        held = known.quarantine or ""
        if held != PAGE_UNREAD and not held.startswith(OTHER_WORDS):
            return False
    return known.quarantine == PAGE_UNREAD or versions.is_changed(known, article)


def _commit(desk: Desk, report: Report, batch: list[tuple[Pending, Article]]) -> None:
    rows: list[tuple[Article | None, str, int | None, bool, tuple[str, ...]]] = []
    for pending, article in batch:
        known = desk.store.article(article.id)
        page = pending.page.id if pending.page else None
        if known is not None and not _is_news(known.article, article):
            rows.append((None, article.id, page, pending.missed, ()))
            report.count("extract", "unchanged")
            continue
        difference = versions.difference(known.article, article) if known else ()
        rows.append((article, article.id, page, pending.missed, difference))
        report.count("extract", "new versions" if known else "articles")
        if article.quarantine:
            report.count("extract", "quarantined")
        if is_pdf_doubt(article.quarantine):
            report.notes.append(f"{article.url}: {article.quarantine}")
    if rows:
        desk.store.save_articles(rows)
