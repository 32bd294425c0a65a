"""One source's health from its own history. Each rule is a function that finds its fault or nothing; the gravest wins.

No figure here is a limit for all sources: what is usual is learned from each. The constants say how unlikely
something must be before a person is told, and were measured by tests/test_health.py (docs/health.md).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.health import wording
from monitor.health.nouns import GOOD, SILENT, Arrival, Health, History, Seen
from monitor.health.rhythm import Rhythm, learn
from monitor.health.tails import count_tail

# A site that fails for a few hours is no news; one that fails for a day must have been told (promise 27).
PATIENCE, PATIENCE_AT_MOST = timedelta(hours=12), timedelta(hours=20)
OWN_OUTAGE = 1.5  # times the longest outage it recovered from
TRIES = 3
# Empty answers are believed sooner than failures: a server in trouble seldom says that all is well.
EMPTY_FOR = timedelta(hours=6)
NEVER_FOR, NEVER_WINDOWED_FOR = timedelta(hours=24), timedelta(days=60)  # a source that never had an entry
OWN_EMPTINESS = 2.5  # times the longest run of empty answers that ended by itself
FEW = 3  # entries; a document of so few may run empty by itself
QUIET_WINDOW = 0.8  # of the silence that is usual, before an empty window is a fault
# How unlikely a run of empty answers, or of items without text, must be by the source's own past.
UNLIKELY = 1e-3
BARE_RISK = 0.004  # a week: who brings hundreds of items has many chances of a run
# Equal dates of items that appeared on different days.
FROZEN_ITEMS, FROZEN_FOR = 5, timedelta(days=3)
# A surge: so unlikely, at least so many, and so many times the usual.
SURGE_RISK, SURGE_LEAST, SURGE_TIMES = 1e-8, 12, 3.0
SURGE_RECORD = 1.75  # times the most there ever was in one day
SURGE_DAYS = 28  # of the past it is measured against
SURGE_KNOWN = 21  # days that must be known


def judge(history: History, now: datetime) -> Health:
    """The source's health at `now`. `since` is when the fault began, or when the source recovered."""
    visits = tuple(visit for visit in history.visits if visit.at <= now)
    if not visits:
        return Health(state="new", since=now, reason=wording.new())
    found = _failing(visits, now) or _answering(replace(history, visits=visits), now)
    past = history.before
    if past is None:
        return found
    if past.state == found.state or (past.state in ("ok", "unchanged") and found.state in ("ok", "unchanged")):
        return replace(found, since=past.since, before=past.before)
    if _kept(past, found, visits):
        return past
    since = visits[-1].at if found.state in GOOD else found.since
    return replace(found, since=since, before=past.state)


def _kept(past: Health, found: Health, visits: Sequence[Seen]) -> bool:
    """Does a verdict stay? A silent source is well again only when it answers; a few failures do not mend a dry one."""
    return found.state in GOOD and past.state not in GOOD and visits[-1].state in SILENT


def _answering(history: History, now: datetime) -> Health:
    answered = [visit for visit in history.visits if visit.state not in SILENT]
    if not answered:  # it fails, but not for long enough to say so
        return Health(state="new", since=now, reason=wording.unanswered())
    rhythm = rhythm_of(history)
    last = max((arrival.seen for arrival in history.arrivals), default=None)
    silence = rhythm.silence(last or answered[0].at, answered[-1].at)
    faults = (
        _empty(answered, history, silence),
        _bare(history, rhythm),
        _frozen(history),
        _dry(rhythm, last, answered) if silence > 1 and not history.itemless else None,
    )
    for fault in faults:
        if fault is not None:
            return fault
    state = "unchanged" if answered[-1].state == "unchanged" else "ok"
    well = Health(state=state, since=answered[0].at, reason=wording.well())
    return _surging(history, now) or well


# --- silent -------------------------------------------------------------------------------------------------------


def _failing(visits: Sequence[Seen], now: datetime) -> Health | None:
    """A run of failures longer than the source's own outages used to be."""
    start = len(visits)
    while start and visits[start - 1].state in SILENT:
        start -= 1
    run = visits[start:]
    if len(run) < TRIES:
        return None
    patience = min(max(PATIENCE, OWN_OUTAGE * _longest_outage(visits[:start])), PATIENCE_AT_MOST)
    if now - run[0].at < patience:
        return None
    last = run[-1]
    return Health(
        state=last.state,
        since=run[0].at,
        reason=wording.failing(last.state, run[0].at, len(run), last.reason),
    )


def _longest_outage(visits: Sequence[Seen]) -> timedelta:
    longest, start = timedelta(0), None
    for visit in visits:
        if visit.state in SILENT:
            start = start or visit.at
        elif start is not None:
            longest, start = max(longest, visit.at - start), None
    return longest


# --- it answers, but --------------------------------------------------------------------------------------------------


def _empty(answered: Sequence[Seen], history: History, silence: float) -> Health | None:
    """Answers without entries, where the source's own past makes that unlikely; `silence` as in Rhythm.silence."""
    start = len(answered)
    for index in range(len(answered) - 1, -1, -1):
        visit = answered[index]
        if visit.state != "unchanged" and visit.entries:
            break
        if visit.state != "unchanged":
            start = index
    run = answered[start:]
    if not run:
        return None
    told = [visit for visit in answered[:start] if visit.state != "unchanged"]
    since = run[0].at
    past = history.before
    if past is not None and past.state == "empty":  # what came before may have left the window by now
        return Health(state="empty", since=past.since, reason=wording.empty(past.since, ever=True))
    lasted = run[-1].at - since
    if not told:
        long = lasted >= (NEVER_WINDOWED_FOR if history.windowed else NEVER_FOR) and len(run) >= TRIES
        return Health(state="empty", since=since, reason=wording.empty(since, ever=False)) if long else None
    if (history.windowed or _windowed(told)) and silence < QUIET_WINDOW:
        return None
    # Empty answers come in runs (a quiet weekend of a news sitemap), so runs are compared, not single answers.
    runs = _empty_runs(told)
    enough = max(EMPTY_FOR, OWN_EMPTINESS * max(runs, default=timedelta(0)))
    if len(run) < 2 or lasted < enough:
        return None
    return Health(state="empty", since=since, reason=wording.empty(since, ever=True))


def _windowed(told: Sequence[Seen]) -> bool:
    """Does it show a span of time (a news sitemap) rather than a number of entries? Then it may well run empty."""
    counts = [visit.entries for visit in told if visit.entries]
    return not counts or max(counts) <= FEW or min(counts) <= max(counts) / 2


def _empty_runs(told: Sequence[Seen]) -> list[timedelta]:
    """How long each run of empty answers lasted until an entry came."""
    found, start = [], None
    for visit in told:
        if not visit.entries:
            start = start or visit.at
        elif start is not None:
            found.append(visit.at - start)
            start = None
    return found


def _bare(history: History, rhythm: Rhythm) -> Health | None:
    """The latest items all without text, where the source's earlier ones had it."""
    read = [arrival for arrival in history.arrivals if arrival.empty is not None]
    start = len(read)
    while start and read[start - 1].empty:
        start -= 1
    run, earlier = read[start:], read[:start]
    if len(run) < 2:
        return None
    if not (history.before is not None and history.before.state == "dry" and not earlier):
        usual = (sum(bool(arrival.empty) for arrival in earlier) + 1) / (len(earlier) + 2)
        if usual ** len(run) >= min(UNLIKELY, BARE_RISK / rhythm.weekly):
            return None
    since = run[0].seen
    return Health(state="dry", since=since, reason=wording.bare(since, len(run)))


def _frozen(history: History) -> Health | None:
    """The latest items all bear one date although they appeared on different days, and earlier ones did not."""
    dated = [arrival for arrival in history.arrivals if arrival.published is not None]
    if len(dated) < FROZEN_ITEMS:
        return None
    date = dated[-1].published
    start = len(dated)
    while start and dated[start - 1].published == date:
        start -= 1
    run = dated[start:]
    if date is None or len(run) < FROZEN_ITEMS or run[-1].seen - run[0].seen < FROZEN_FOR:
        return None
    return Health(state="dry", since=run[0].seen, reason=wording.frozen(len(run), date))


def _dry(rhythm: Rhythm, last: datetime | None, answered: Sequence[Seen]) -> Health:
    """No new item for longer than the source's own rhythm allows."""
    until = answered[-1].at
    since = last or answered[0].at
    days = (until - since) / timedelta(days=1)
    return Health(state="dry", since=since, reason=wording.dry(last, days, _usual(rhythm, since, days)))


def rhythm_of(history: History) -> Rhythm:
    return learn(tuple(arrival.at for arrival in history.arrivals), history.holidays)


def _usual(rhythm: Rhythm, since: datetime, days: float) -> float:
    """The patience in calendar days, counted from `since`."""
    worked = rhythm.at(since + timedelta(days=days)) - rhythm.at(since)
    return days * rhythm.patience / worked if worked else days


# --- more than usual --------------------------------------------------------------------------------------------------


def _surging(history: History, now: datetime) -> Health | None:
    """Many more items in 24 hours than this source's same weekdays bring."""
    day = timedelta(days=1)
    instants = sorted(arrival.at for arrival in history.arrivals)
    count = _within(instants, now - day, now)
    if count < SURGE_LEAST:
        return None
    known = min((now - instants[0]) // day, SURGE_DAYS)
    if known < SURGE_KNOWN:
        return None
    rhythm = rhythm_of(replace(history, arrivals=_until(history.arrivals, now - day)))
    windows = [_within(instants, now - day * (n + 1), now - day * n) for n in range(1, known)]
    weights = [rhythm.at(now - day * n) - rhythm.at(now - day * (n + 1)) for n in range(known)]
    rate = sum(windows) / max(sum(weights[1:]), 0.1)
    expected = [max(rate * weight, 0.05) for weight in weights]
    spread = sum((seen - mean) ** 2 / mean for seen, mean in zip(windows, expected[1:], strict=True)) / len(windows)
    usual = expected[0]
    if count < SURGE_TIMES * usual or count < SURGE_RECORD * max(windows):
        return None
    if count_tail(count, usual, max(1.0, spread)) >= SURGE_RISK:
        return None
    return Health(state="surging", since=now - day, reason=wording.surging(count, usual))


def _within(instants: Sequence[datetime], since: datetime, until: datetime) -> int:
    return bisect_left(instants, until) - bisect_left(instants, since)


def _until(arrivals: Sequence[Arrival], until: datetime) -> tuple[Arrival, ...]:
    return tuple(arrival for arrival in arrivals if arrival.at < until)
