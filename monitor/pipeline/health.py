"""After a visit: what is now thought of the source, and what a brief says of it. Nothing is visited less for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from monitor import health, plan
from monitor.health import GOOD, SILENT, Health, History
from monitor.language.numerals import SOURCE, clock, count, day_month, kyiv
from monitor.model import Source
from monitor.pipeline.answers import is_wrong
from monitor.pipeline.desk import Desk, Report
from monitor.store import SourceState, Store

EVERY = timedelta(hours=1)  # between two judgements of one source
CUT_TOLD = timedelta(days=7)  # how long «Джерела» and «Сьогодні» go on telling of a visit that was not read to its end
LONG_AGO = timedelta(hours=3)  # half the longest interval; who asks in it before a product is told nothing
ENTERS_NEXT = "Що вони подали пізніше, увійде до наступного випуску."
NAMED_ONES = 6  # of more sources the number alone is told
_ANSWERS = ("ok", "unchanged", "empty")
_MAY_BE_EMPTY = ("sitemap", "petition")
_UNWELL = {"dry": "dry", "empty": "emptied"}


def judge_sources(desk: Desk, report: Report) -> None:
    """Judge every source that was visited in this run, or is failing, and was not judged within the hour."""
    judged = desk.store.health.judged()
    visited = {line.source for line in report.sources}
    states = desk.store.source_states()
    found = []
    for source in desk.config.sources:
        state = states.get(source.id)
        if state is None or (source.id not in visited and not state.failures):
            continue
        if _lately(judged.get(source.id), desk.now):
            continue
        history = replace(
            desk.store.health.history(source.id, desk.now),
            holidays=desk.config.holidays,
            windowed=source.kind == "sitemap",
            itemless=source.kind == "petition",
        )
        if _is_ahead(judged.get(source.id), desk.now):
            history = replace(history, before=_known_before(history))
        now = health.judge(history, desk.now)
        found.append((source.id, now))
        if now.state not in GOOD:
            report.count("health", now.state)
    if found:
        desk.store.health.save(found, desk.now)


def _lately(judged: datetime | None, now: datetime) -> bool:
    return judged is not None and now - EVERY < judged <= now


def _is_ahead(judged: datetime | None, now: datetime) -> bool:
    """Was it judged by a clock that ran ahead? What was missed in days that never were is no interruption."""
    return judged is not None and judged > now + EVERY


def _known_before(history: History) -> Health | None:
    """What the visits before the last one said, without what a clock that ran ahead made of them."""
    earlier = history.visits[:-1]
    return health.judge(replace(history, before=None), earlier[-1].at) if earlier else None


def never_had_any(store: Store, source: Source, past: SourceState | None, at: datetime) -> bool:
    """Was every answer of this source without an entry until then? One that shows a span of time may begin empty.

    Its health needs a day to say so; a brief that is made before must not count it among those that gave theirs.
    """
    if source.kind in _MAY_BE_EMPTY or past is None or (past.brought is not None and past.brought <= at):
        return False
    told = [visit for visit in store.health.history(source.id, at).visits if visit.state in ("ok", "empty")]
    return bool(told) and not any(visit.state == "ok" for visit in told)


def state_of(health: Health | None, state: str, at: datetime, reason: str = "", *, never: bool = False) -> str:
    """A visit's state as the brief counts it; `never`: it had no entry yet.

    A source that answers but is not well is «dry», or «emptied» where its entries are gone; one that answers with
    something else than what it should is «wrong», not silent.
    """
    if is_wrong(state, reason):
        return "wrong"
    if never and state in _ANSWERS:
        return "emptied"
    if health is None or state not in _ANSWERS or health.state not in _UNWELL or at < health.since:
        return state
    return _UNWELL[health.state]


def silent_since(health: Health | None, until: datetime) -> str | None:
    """The state of a source that has not answered since before `until`, though it was not due again."""
    if health is None or health.since > until or health.state not in SILENT:
        return None
    return "wrong" if is_wrong(health.state, health.reason) else health.state


def unasked(source: Source, past: SourceState | None, until: datetime) -> bool:
    """Was nobody asking this source any more at `until`? One that has been asked since had its past read then."""
    return past is not None and plan.overdue(source, past.visited, past.next_visit, until)


def long_ago(visits: Mapping[str, datetime], name: Callable[[str], str], until: datetime) -> list[str]:
    """The sentence on sources (source -> its last visit before `until`) that were asked long before an issue's end."""
    late = {source: at for source, at in visits.items() if until - at > LONG_AGO}
    if not late:
        return []
    said = [f"{name(source)} ({_since(at, until)})" for source, at in sorted(late.items(), key=lambda one: one[::-1])]
    if len(said) > NAMED_ONES:
        said = [f"{count(len(said), SOURCE)}, найдавніше – {_since(min(late.values()), until)}"]
    return [f"Востаннє опитано задовго до кінця періоду: {', '.join(said)}. {ENTERS_NEXT}"]


def _since(at: datetime, until: datetime) -> str:
    local = kyiv(at)
    day = "" if local.date() == kyiv(until).date() else f"{day_month(local.date())}, "
    return f"{day}{clock(at)}"


def remarks(healths: Mapping[str, Health], name: Callable[[str], str], since: datetime, until: datetime) -> list[str]:
    """What a brief of [since, until] says beside the count of sources: who recovered in it, who brings a flood."""
    lately = {source: line for source, line in healths.items() if since <= line.since <= until}
    fixed = [n for n, line in lately.items() if line.state in GOOD and line.before not in GOOD]
    surging = [n for n, line in lately.items() if line.state == "surging"]
    return [
        f"{words}: {', '.join(sorted({name(source) for source in sources}))}."
        for words, sources in (
            ("Знову працює після перерви" if len(fixed) == 1 else "Знову працюють після перерви", fixed),
            ("Незвично багато нового", surging),
        )
        if sources
    ]
