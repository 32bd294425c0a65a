"""Everything after the fetch, made again from stored pages: the archive is the truth.

Records are taken in the order they were written. Where a later record speaks of a clip whose earlier page was not
yet read, that one is read first, so that every version comes out again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from monitor import archive, plan
from monitor.archive import Record
from monitor.collectors import COLLECTORS
from monitor.errors import FetchError, OhliadError
from monitor.model import Page, Seen, Source
from monitor.pipeline.announce import keep_announcement
from monitor.pipeline.collect import keep, note_petitions, sighted, visit_of
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.intake import CHECKED, keep_found, read_items
from monitor.pipeline.printed import replay_pdf
from monitor.pipeline.read import extract_articles
from monitor.store import SourceState, StoredPage


@dataclass(slots=True)
class _Rebuild:
    desk: Desk
    report: Report
    unread: set[str] = field(default_factory=set)  # clips whose page waits to be read

    def before(self, articles: set[str]) -> None:
        """Read what waits before any of these clips is said or shown anew."""
        if articles & self.unread:
            extract_articles(self.desk, self.report)
            self.unread = set()


def rebuild(desk: Desk, report: Report, files: Sequence[Path]) -> None:
    """Feed the records of our own WARC files back into the store. A damaged file fails alone."""
    state = _Rebuild(desk, report)
    for number, path in enumerate(sorted(files, key=lambda path: path.name), start=1):
        try:
            _replay_file(state, path)
        except OhliadError as error:
            report.fail(path.name, "replay", str(error))
        desk.tell("replay", number, len(files))


def _replay_file(state: _Rebuild, path: Path) -> None:
    """Visits are replayed once all their pages are read: the source's own document comes before its parts."""
    desk = state.desk
    visit: list[tuple[Record, StoredPage]] = []
    for record, position in archive.located(path):
        if record.place and record.place != desk.config.place.id:
            state.report.count("replay", "of another place")
            continue
        if not record.role:
            state.report.count("replay", "of another program")
            continue
        stored = position if path.resolve().parent == desk.archive.folder.resolve() else desk.archive.add(record)
        state.report.count("replay", "records")
        if visit and (record.role != "part" or record.visit != visit[0][0].visit):
            _visit(state, visit)
            visit = []
        if record.role in ("source", "part"):
            visit.append((record, stored))
        elif record.role == "article":
            _page(state, record, stored)
        elif record.role == "failure":
            _failure(state, record, stored)
        elif record.role == "import":
            read_items(desk, state.report, record.page, stored, unchecked=record.given != CHECKED)
        elif record.role == "clip":
            replay_pdf(desk, state.report, record, stored)
    if visit:
        _visit(state, visit)
    if state.report.steps.get("replay", Counter())["of another program"]:
        state.report.fail(path.name, "replay", "it holds pages of another program; take them in with `ohliad import`")


def _visit(state: _Rebuild, visit: list[tuple[Record, StoredPage]]) -> None:
    desk = state.desk
    main = visit[0][0].page
    name = visit[0][0].visit.rpartition(" ")[0]
    source = next((source for source in desk.config.sources if source.id == name), None)
    if source is None:
        state.report.fail(name, "replay", f"the source {name!r} is no longer in the configuration; its pages wait")
        return
    past = desk.store.source_states().get(source.id, SourceState(id=source.id))
    source = plan.caught_up(source, past.answered, main.fetched)  # as deep as it was read then
    parts = {record.page.url: record.page for record, _ in visit[1:]}
    try:
        harvest = COLLECTORS[source.kind](source, main, lambda url: _part(parts, url), _seen(desk, source))
    except OhliadError as error:
        state.report.fail(source.id, "replay", str(error))
        return
    seen = sighted(desk.config.outlets_by_id[source.outlet], harvest)
    news = desk.store.brings_news(seen)
    state.before(set(news))
    state.unread |= {item.article for item in seen if item.article in news and item.entry.complete}
    after = SourceState(
        id=source.id,
        etag=main.validators.etag,
        last_modified=main.validators.last_modified,
        body_hash=hashlib.sha256(main.content).hexdigest(),
        visited=main.fetched,
        answered=main.fetched,
        brought=main.fetched if news else past.brought,
        state="ok" if harvest.entries or harvest.state == "ok" else "empty",
    )
    keep(desk, state.report, visit_of(after, harvest, seen, tuple(stored for _, stored in visit)))
    note_petitions(desk, state.report, source, harvest, main.fetched)


def _part(parts: dict[str, Page], url: str) -> Page:
    if url not in parts:
        raise FetchError(url, "gone", f"{url} is not among the stored pages of this visit")
    return parts[url]


def _seen(desk: Desk, source: Source) -> Seen:
    return lambda key: desk.store.is_seen(source.id, key)


def _page(state: _Rebuild, record: Record, stored: StoredPage) -> None:
    desk = state.desk
    if record.subject:
        state.before({record.subject})
        state.unread.add(record.subject)
        desk.store.save_page(record.subject, stored)
    else:
        keep_found(desk, state.report, record, stored, missed=record.visit == "add")


def _failure(state: _Rebuild, record: Record, stored: StoredPage) -> None:
    """The page could not be had, or (it was had and) could not be read: then reading it again says so first."""
    desk = state.desk
    state.before({record.subject})
    pending = desk.store.entry(record.subject)
    if pending is not None and desk.store.article(record.subject) is None:
        keep_announcement(desk, state.report, pending, stored)
