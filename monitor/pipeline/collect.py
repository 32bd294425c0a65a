"""Steps 1-4: visit the sources that are due, fetch what is new, archive it. Threads for waiting, one for writing."""

from __future__ import annotations

import hashlib
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from monitor import deletion, plan, urls
from monitor.archive import Record
from monitor.codec import stamp
from monitor.collectors import COLLECTORS
from monitor.errors import CollectError, FetchError, OhliadError
from monitor.fetch import reason_uk
from monitor.model import Harvest, Outlet, Page, Source, SourceReport, Unchanged, Validators
from monitor.pipeline import answers
from monitor.pipeline.announce import announce
from monitor.pipeline.desk import Desk, Report
from monitor.store import Pending, Sighting, SourceState, StoredPage, Visit

_log = structlog.get_logger()
T = TypeVar("T")
R = TypeVar("R")

# Found by crawling, so the site's robots.txt is asked for the pages behind them (design, promise 23).
CRAWLED = frozenset({"sitemap", "listing", "petition"})
LONGEST_WAIT = timedelta(hours=24)  # for a site that asks to wait; then its item is told as far as it is known
CUT = "прочитано не весь перелік: нового більше, ніж програма гортає за раз; частину матеріалів могло бути пропущено"
_BROKEN = {"blocked": "blocked", "robots": "blocked"}


@dataclass(slots=True)
class _Trip:
    """One visit while it lasts: what was fetched, and what came of it."""

    source: Source
    pages: list[Page] = field(default_factory=list)
    harvest: Harvest | None = None
    unchanged: bool = False
    error: OhliadError | None = None


def visit_sources(desk: Desk, report: Report, sources: Sequence[Source]) -> None:
    """Visit each source once; every visit is written in one transaction, its pages being on disk before."""
    states = desk.store.source_states()
    groups = _by_host(sources, lambda source: source.url)

    def visit(source: Source) -> _Trip:
        return _visit(desk, source, states.get(source.id, SourceState(id=source.id)))

    for number, (source, trip) in enumerate(_spread(visit, groups, desk.config.workers), start=1):
        state = states.get(source.id, SourceState(id=source.id))
        line = _settle(desk, report, trip, state)
        report.sources.append(line)
        _log.info("visited", source=line.source, state=line.state, entries=line.entries, new=line.new)
        desk.tell("collect", number, len(sources))


def _visit(desk: Desk, source: Source, state: SourceState) -> _Trip:
    """Fetch and read one source. Expected trouble becomes the trip's error; a bug goes on up."""
    source = plan.caught_up(source, state.answered, desk.now)
    trip = _Trip(source)
    crawled = source.kind in CRAWLED

    def get(url: str) -> Page | Unchanged:
        page = _fetched(desk, url, None, robots=crawled)
        if isinstance(page, Page):
            trip.pages.append(page)
        return page

    # A sitemap's index may stay the same while the maps it names change, so it is always read.
    alone = source.kind != "sitemap"
    validators = plan.conditional(state.etag, state.last_modified) if alone else None
    try:
        first = _fetched(desk, source.url, validators, robots=crawled)
        if isinstance(first, Unchanged) or (alone and hashlib.sha256(first.content).hexdigest() == state.body_hash):
            trip.unchanged = True
            return trip
        trip.pages.append(first)
        trip.harvest = COLLECTORS[source.kind](source, first, get, _seen(desk, source))
    except OhliadError as error:
        trip.error = error
    return trip


def remembered_of(past: SourceState) -> plan.Remembered:
    return plan.Remembered(
        failures=past.failures,
        visited=past.visited,
        brought=past.brought,
        next_visit=past.next_visit,
        fresh=past.fresh,
    )


def _fetched(desk: Desk, url: str, validators: Validators | None, *, robots: bool) -> Page | Unchanged:
    page = desk.door.get(url, validators=validators, robots=robots)
    return replace(page, fetched=desk.now) if desk.rehearsal else page


def _seen(desk: Desk, source: Source) -> Callable[[str], bool]:
    return lambda key: desk.store.is_seen(source.id, key)


def _settle(desk: Desk, report: Report, trip: _Trip, past: SourceState) -> SourceReport:
    """Archive and store what a trip brought; returns the line of the table."""
    source = trip.source
    outlet = desk.config.outlets_by_id[source.outlet]
    remembered = remembered_of(past)
    if trip.error is not None:
        kind, reason, retry_at = trouble(trip.error)
        later = plan.next_after_failure(source, remembered, desk.now, retry_at)
        state = replace(past, visited=desk.now, failures=past.failures + 1, state=kind, reason=reason, next_visit=later)
        desk.store.save_visit(Visit(source=state, at=desk.now, state=kind, reason=reason))
        report.fail(source.id, "collect", str(trip.error), later)
        return _line(trip, outlet.name, kind, reason)
    if trip.harvest is None:
        later = plan.next_after_success(source, remembered, desk.now, new=0, max_age=past.fresh)
        state = replace(
            past, visited=desk.now, answered=desk.now, failures=0, state="unchanged", reason="", next_visit=later
        )
        desk.store.save_visit(Visit(source=state, at=desk.now, state="unchanged"))
        report.count("collect", "unchanged")
        return _line(trip, outlet.name, "unchanged", "")
    return _keep(desk, report, trip, past, remembered)


def _keep(desk: Desk, report: Report, trip: _Trip, past: SourceState, remembered: plan.Remembered) -> SourceReport:
    """A visit that answered: archive its pages if they brought news, then write it."""
    source, harvest, main = trip.source, trip.harvest, trip.pages[0]
    assert harvest is not None
    outlet = desk.config.outlets_by_id[source.outlet]
    seen = sighted(outlet, harvest)
    name = f"{source.id} {stamp(main.fetched)}"
    fresh = desk.store.brings_news(seen)
    stored = tuple(
        desk.archive.add(
            Record(
                page=one.page,
                place=desk.config.place.id,
                role="source" if one.page.url == main.url else "part",
                visit=name,
                redacted=one.redacted,
            )
        )
        for one in deletion.kept(desk.store, seen, trip.pages if fresh or harvest.petitions else ())
    )
    kind = "ok" if harvest.entries or harvest.state == "ok" else "empty"
    notes, max_age = harvest.notes, _freshest(main, harvest)
    cut = harvest.cut and kind == "ok" and past.answered is not None  # a first visit is cut by intent
    if past.answered is not None and len(fresh) == len(seen) > 1:
        notes = (*notes, "every entry is new: some may have come and gone between two visits")
        max_age = None  # what it says of its pace is wrong: asking so seldom loses news
    # What was left unread must be met again, though the document stay the same.
    state = replace(
        past,
        etag=None if harvest.partial else main.validators.etag,
        last_modified=None if harvest.partial else main.validators.last_modified,
        body_hash=None if harvest.partial else hashlib.sha256(main.content).hexdigest(),
        visited=desk.now,
        answered=desk.now,
        brought=desk.now if fresh else past.brought,
        next_visit=plan.next_after_success(source, remembered, desk.now, new=len(fresh), max_age=max_age),
        fresh=max_age,
        failures=0,
        state=kind,
        reason=CUT if cut else "" if kind == "ok" else _empty_reason(harvest),
    )
    new = keep(desk, report, visit_of(state, replace(harvest, notes=notes), seen, stored))
    note_petitions(desk, report, source, harvest, desk.now)
    if cut:
        report.fail(source.id, "collect", CUT, counted_as="cut short")
    shown = len(seen) + len(harvest.petitions)
    return replace(_line(trip, outlet.name, kind, state.reason), entries=shown, new=new)


def _freshest(page: Page, harvest: Harvest) -> int | None:
    """How long header (Cache-Control, Expires) or document (`ttl`) asks to leave the source alone, in seconds."""
    return max((age for age in (page.max_age, harvest.max_age) if age is not None), default=None)


def sighted(outlet: Outlet, harvest: Harvest) -> tuple[Sighting, ...]:
    return tuple(
        Sighting(article=identifier, outlet=outlet.id, entry=entry, digest=digest)
        for identifier, digest, entry in plan.sightings(outlet, harvest)
    )


def visit_of(state: SourceState, harvest: Harvest, seen: tuple[Sighting, ...], stored: tuple[StoredPage, ...]) -> Visit:
    """The visit that ends in this state."""
    assert state.visited is not None, "a state after a visit knows when it was"
    return Visit(
        source=state,
        at=state.visited,
        state=state.state,
        reason=state.reason,
        sightings=seen,
        pages=stored,
        notes=harvest.notes,
        entries=len(seen) + len(harvest.petitions),
    )


def keep(desk: Desk, report: Report, visit: Visit) -> int:
    """Write one visit in one transaction; returns how many clips are new."""
    new, changed = desk.store.save_visit(visit)
    for what, number in (("visited", 1), ("entries", visit.entries), ("new", new), ("changed", changed)):
        report.count("collect", what, number)
    return new


def note_petitions(desk: Desk, report: Report, source: Source, harvest: Harvest, at: datetime) -> None:
    """Write down what a page of petitions showed at that instant."""
    if harvest.petitions:
        new = desk.store.registers.see_petitions(source.id, harvest.petitions, at)
        report.count("collect", "petitions", len(harvest.petitions))
        report.count("collect", "new petitions", new)


def _empty_reason(harvest: Harvest) -> str:
    names = {
        "none": "каналу з такою назвою немає",
        "restricted": "канал не показує дописів у браузері",
        "group": "це група, а не канал",
    }
    return names.get(harvest.state, "відповідає, але записів немає")


def trouble(error: OhliadError) -> tuple[str, str, datetime | None]:
    """(state, Ukrainian reason for the brief, when to try again) of a visit that failed."""
    if isinstance(error, FetchError):
        return _BROKEN.get(error.kind, "broken"), reason_uk(error), error.retry_at
    if isinstance(error, CollectError):
        return "blocked" if error.kind == "blocked" else "broken", answers.reason(error), None
    return "broken", str(error), None


def _line(trip: _Trip, outlet: str, state: str, reason: str) -> SourceReport:
    return SourceReport(source=trip.source.id, outlet=trip.source.outlet, name=outlet, state=state, reason=reason)


# --- pages of new entries -----------------------------------------------------------------------------------------


def fetch_pages(desk: Desk, report: Report) -> None:
    """Fetch the page of every entry that waits for one."""
    waiting = desk.store.pending("new", desk.now)
    sources = {source.id: source for source in desk.config.sources}

    def fetch(entry: Pending) -> Page | OhliadError:
        kind = sources[entry.source].kind if entry.source in sources else "listing"
        try:
            page = _fetched(desk, entry.entry.url, None, robots=kind in CRAWLED)
        except OhliadError as error:
            return error
        assert isinstance(page, Page), "an unconditional request has no «not modified» answer"
        return page

    groups = _by_host(waiting, lambda entry: entry.entry.url)
    for number, (entry, result) in enumerate(_spread(fetch, groups, desk.config.workers), start=1):
        desk.tell("fetch", number, len(waiting))
        if isinstance(result, OhliadError):
            _fail_page(desk, report, entry, result)
            continue
        record = Record(page=result, place=desk.config.place.id, role="article", subject=entry.article)
        desk.store.save_page(entry.article, desk.archive.add(record))
        report.count("fetch", "pages")


def _fail_page(desk: Desk, report: Report, entry: Pending, error: OhliadError) -> None:
    """Plan another try, or announce what cannot be had.

    A site that asks to wait, or does not answer at all (it may be our own line), has said nothing of its pages: they
    wait up to LONGEST_WAIT, each time twice as long.
    """
    retry_at = None
    if not isinstance(error, FetchError) or error.kind not in ("gone", "refused", "robots"):
        retry_at = plan.retry_page(entry.attempts, desk.now, getattr(error, "retry_at", None))
    outlet = desk.store.outlets()[entry.outlet].name
    report.fail(entry.article, "fetch", str(error), retry_at, outlet=outlet, url=entry.entry.url)
    kind = error.kind if isinstance(error, FetchError) else ""
    waited = desk.now - entry.first_seen
    if retry_at is not None and waited < LONGEST_WAIT and kind in ("busy", "network", "timeout"):
        until = retry_at if kind == "busy" else max(retry_at, desk.now + waited)
        desk.store.postpone(entry.article, trouble(error)[1], until)
    elif desk.store.save_failure(entry.article, trouble(error)[1], retry_at, at=desk.now) == "quarantine":
        announce(desk, report, entry, str(error))


def _by_host(items: Sequence[T], address: Callable[[T], str]) -> list[list[T]]:
    """Items of one host stay together and in order, so that no thread waits for another's pause."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(urls.host(address(item)), []).append(item)
    return list(groups.values())


def _spread(function: Callable[[T], R], groups: list[list[T]], threads: int) -> Iterator[tuple[T, R]]:
    """Run groups side by side, each in order; yield (item, result) as they come. A bug in a thread is raised here."""
    done: queue.Queue[tuple[T, R] | BaseException | None] = queue.Queue()

    stop = threading.Event()

    def work(group: list[T]) -> None:
        try:
            for item in group:
                if stop.is_set():
                    return
                done.put((item, function(item)))
            done.put(None)
        except BaseException as bug:
            done.put(bug)
            raise

    pool = ThreadPoolExecutor(max_workers=min(threads, max(1, len(groups))))
    try:
        left = len([pool.submit(work, group) for group in groups])
        while left:
            result = done.get()
            if result is None:
                left -= 1
            elif isinstance(result, BaseException):
                raise result
            else:
                yield result
    finally:  # also when the caller is interrupted: what is asked already may finish, nothing further is asked
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
