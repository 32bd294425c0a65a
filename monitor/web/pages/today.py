"""Today at a glance: what was found, what waits for a person, how the sources fare. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from digests import coverage as covering
from digests.outlets import told_apart
from monitor import plan
from monitor.dates import kyiv_day
from monitor.health import Health, cut
from monitor.model import Source, SourceReport
from monitor.pipeline.health import CUT_TOLD, state_of
from monitor.store import SourceState
from monitor.web.ask import Ask, Entry, Section, action, page
from monitor.web.errors import missing
from monitor.web.office import Office
from monitor.web.pages.issues import titles
from monitor.web.period import period

STORIES = 15  # a screen of them; the page of stories has all
SPANS = {"two": "учора й сьогодні", "one": "сьогодні", "week": "сім днів"}
DAYS = {"two": 2, "one": 1, "week": 7}
RECENT = timedelta(days=14)  # what is older and has no verdict is told by `ohliad doctor`
BAD = ("broken", "blocked", "wrong")
UNFRUITFUL = ("dry", "emptied")  # by its past, not by its last answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A source that does not answer, is asked no more, or answers without anything new; `reason` is what it said."""

    source: str
    name: str
    state: str
    reason: str
    answered: datetime | None


def today(ask: Ask) -> Response:
    span = str(ask.query.get("span", "two"))
    span = span if span in SPANS else "two"
    shown = period({}, kyiv_day(ask.now), DAYS[span])
    office = ask.office
    own = own_channels(office)
    states = office.store.source_states()
    reports = _reports(office, states, ask.now)
    return ask.render(
        "today.html",
        today=kyiv_day(ask.now),
        span=span,
        spans=SPANS,
        period=shown,
        counts=office.store.catalogue.counts(shown.since, shown.until, own),
        titles=titles(ask),
        waiting=office.store.catalogue.waiting(ask.now - RECENT, own),
        stories=office.store.overview.stories(shown.since, shown.until, least=1, limit=STORIES, offset=0),
        coverage=covering.sentence(covering.coverage(reports)),
        faults=_faults(reports, states),
        cuts=_cuts(office, reports, ask.now - CUT_TOLD),
        unread=office.store.unread(),
        rejected=office.store.rejects.all(),
    )


def drop(ask: Ask) -> Response:
    """A page that was rejected is told of no more."""
    if not ask.office.store.rejects.drop(ask.field("article", 64)):
        raise missing("Цієї сторінки вже немає серед непрочитаних.")
    return ask.back("/#waits", "rejected-dropped")


def own_channels(office: Office) -> tuple[str, ...]:
    """The outlets whose items are releases, never clips."""
    return tuple(outlet.id for outlet in office.store.outlets().values() if outlet.official)


def _reports(office: Office, states: dict[str, SourceState], now: datetime) -> list[SourceReport]:
    """Every configured source as it stands now."""
    names = told_apart((outlet.id, outlet.name, outlet.level) for outlet in office.config.outlets)
    several = [source.outlet for source in office.config.sources]
    healths = office.store.health.all()
    found = []
    for source in office.config.sources:
        past, health = states.get(source.id), healths.get(source.id)
        state = _state(source, past, health, now)
        name = names[source.outlet]
        found.append(
            SourceReport(
                source=source.id,
                outlet=source.outlet,
                name=name if several.count(source.outlet) == 1 else f"{name} ({source.kind})",
                state=state,
                reason=health.reason if health and state in UNFRUITFUL else past.reason if past else "",
            )
        )
    return found


def _state(source: Source, past: SourceState | None, health: Health | None, now: datetime) -> str:
    if past is None or past.visited is None:
        return "not-due"
    if plan.overdue(source, past.visited, past.next_visit, now):
        return "unasked"
    return state_of(health, past.state, now, past.reason)


def _faults(reports: list[SourceReport], states: dict[str, SourceState]) -> list[Fault]:
    return [
        Fault(
            source=report.source,
            name=report.name,
            state=report.state,
            reason=report.reason,
            answered=states[report.source].answered,
        )
        for report in reports
        if report.state in (*BAD, *UNFRUITFUL, "unasked")
    ]


def _cuts(office: Office, reports: list[SourceReport], since: datetime) -> list[tuple[str, str]]:
    """(source, what is said) of the visits since then that were not read to their end."""
    found = office.store.health.cut(since)
    return [(report.name, cut(*found[report.source])) for report in reports if report.source in found]


section = Section(
    routes=(page("/", today), action("/rejected/drop", drop)),
    menu=(Entry(rank=10, path="/", text="Сьогодні"),),
    messages={"rejected-dropped": "Сторінку прибрано з непрочитаних."},
)
