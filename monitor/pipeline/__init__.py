"""The only place that knows the order of the steps. Each step reads what is pending, decides, writes once.

Any step may be stopped at any point and run again; nothing is passed from step to step but through the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from monitor import plan
from monitor.collectors import COLLECTORS
from monitor.errors import OhliadError
from monitor.model import Source, SourceReport, Unchanged
from monitor.pipeline.alerts import watch
from monitor.pipeline.collect import fetch_pages, trouble, visit_sources
from monitor.pipeline.dated import release_dated
from monitor.pipeline.decide import classify_articles
from monitor.pipeline.delivery import approve, deliver_due
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.grouping import group_stories
from monitor.pipeline.health import judge_sources
from monitor.pipeline.inbox import take_waiting
from monitor.pipeline.intake import take_in_files, take_in_page
from monitor.pipeline.left_out import tell_left_out
from monitor.pipeline.outbox import tell_waiting
from monitor.pipeline.printed import Given
from monitor.pipeline.publish import build_issue, draft_of_today
from monitor.pipeline.read import extract_articles
from monitor.pipeline.rebuild import rebuild
from monitor.pipeline.shelved import make_up
from monitor.pipeline.slots import draft_open, open_now, sources_before

__all__ = ["Desk", "Report", "add", "approve", "build", "collect", "refresh", "replay", "run", "take_in", "try_sources"]


def run(desk: Desk) -> Report:
    """Everything that is due now, drafts of products among it; always leaves a draft of today's daily brief."""
    report = collect(desk, before_products=bool(open_now(desk)))
    make_up(desk, report)
    draft_of_today(desk, report)
    draft_open(desk, report)
    tell_waiting(desk, report)
    deliver_due(desk, report)
    return report


def collect(desk: Desk, sources: Sequence[Source] | None = None, *, before_products: bool = False) -> Report:
    """Visit sources (those due, or these), carry what is new as far as stories, and tell whom a rule names.

    `before_products`: a product is made of it now, so that sources are asked which could wait otherwise.
    """
    report = Report()
    extract_articles(desk, report)  # what an interrupted run left, before a visit says anything newer of it
    if sources is None:
        sources = sources_before(desk.store, desk.config, desk.now) if before_products else _due(desk)
        report.count("due", "sources", len(sources))
    visit_sources(desk, report, sources)
    fetch_pages(desk, report)
    take_waiting(desk, report)
    refresh(desk, report)
    judge_sources(desk, report)
    watch(desk, report)
    return report


def _due(desk: Desk) -> tuple[Source, ...]:
    next_visits = {name: state.next_visit for name, state in desk.store.source_states().items()}
    return plan.due(desk.config.sources, next_visits, desk.now)


def refresh(desk: Desk, report: Report) -> None:
    """Everything after the fetch: extract, classify, group; what was dated ahead waits no longer than its day."""
    extract_articles(desk, report)
    classify_articles(desk, report)
    release_dated(desk)
    group_stories(desk, report)
    tell_left_out(desk, report)


def take_in(desk: Desk, files: Sequence[Path], given: Given | None = None) -> Report:
    """Items from files travel the rest of the road like any other. `given`: what was said of PDF files."""
    report = Report()
    take_in_files(desk, report, files, given)
    refresh(desk, report)
    return report


def add(desk: Desk, url: str) -> Report:
    """One page that somebody else found: counted as missed by us."""
    report = Report()
    take_in_page(desk, report, url)
    refresh(desk, report)
    return report


def replay(desk: Desk, files: Sequence[Path]) -> Report:
    """Rebuild from stored pages all that a run would have made of them."""
    report = Report()
    rebuild(desk, report, files)
    refresh(desk, report)
    return report


def build(desk: Desk, name: str, day: date | None, *, preview: bool, report: Report | None = None) -> dict[str, Any]:
    """Make the draft of one product; with a `report`, files that cannot be written are a failure in it."""
    return build_issue(desk, name, day, preview=preview, report=report)


def try_sources(desk: Desk, sources: Sequence[Source]) -> list[SourceReport]:
    """Visit each source and tell what it offers; nothing is stored."""
    found = []
    states = desk.store.source_states()
    for number, source in enumerate(sources, start=1):
        found.append(_try(desk, source, states))
        desk.tell("check", number, len(sources))
    return found


def _try(desk: Desk, source: Source, states: dict[str, Any]) -> SourceReport:
    name = desk.config.outlets_by_id[source.outlet].name
    report = SourceReport(source=source.id, outlet=source.outlet, name=name, state="ok")
    state = states.get(source.id)
    validators = plan.conditional(state.etag, state.last_modified) if state else None
    try:
        page = desk.door.get(source.url, validators=validators)
        if isinstance(page, Unchanged):
            return _with(report, "unchanged", "the server says nothing is new since our last visit")
        harvest = COLLECTORS[source.kind](source, page, desk.door.get, lambda _key: True)
    except OhliadError as error:
        return _with(report, trouble(error)[0], str(error))
    new = sum(not desk.store.is_seen(source.id, entry.key) for entry in harvest.entries)
    notes = "; ".join(harvest.notes[:2])
    if not harvest.entries:
        return _with(report, "empty", notes or f"it answers, but without entries ({harvest.state})")
    return _with(report, "ok", notes, entries=len(harvest.entries), new=new)


def _with(report: SourceReport, state: str, reason: str, entries: int = 0, new: int = 0) -> SourceReport:
    return SourceReport(
        source=report.source,
        outlet=report.outlet,
        name=report.name,
        state=state,
        reason=reason,
        entries=entries,
        new=new,
    )
