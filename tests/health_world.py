"""Invented sources of every tempo, ninety days of visits on a virtual clock, and faults whose hours are known.

The visits follow monitor.plan as the real ones do. Shapes in TUNED were looked at while thresholds were chosen;
those in JUDGED only score.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from monitor import plan
from monitor.dates import to_local
from monitor.health import GOOD, Arrival, Health, History, Seen, judge
from monitor.model import Source

START = datetime(2026, 3, 2, tzinfo=UTC)  # the clocks change on 29.03
HOLIDAYS = (date(2026, 3, 9), date(2026, 4, 13), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 25))
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PAST = 180  # days of items that came out before we began to look
TEMPOS = (20.0, 8.0, 3.0, 1.0, 0.5, 1 / 7, 1 / 14)  # items a day
TUNED = ("steady", "weekday", "weekly", "paper", "bursty", "uneven", "evening", "lull", "fading", "campaign",
         "contagious", "fortnights", "school", "regimes", "growing", "columnist")  # fmt: skip
JUDGED = ("blackouts", "election", "moving", "shifts", "archive", "drifting")
FAULTS = ("gone", "challenge", "redesign", "emptied", "frozen", "same", "bare")
RUSH = (30, 44)  # days of a campaign: twice as much, then less
SHOWN = 12  # items a feed holds


@dataclass(slots=True)
class World:
    """One source with its whole truth."""

    name: str
    tempo: float
    shape: str
    items: list[datetime]
    empty: list[bool]
    outages: list[tuple[datetime, datetime]]
    dated: bool  # does the source say when its items came out?
    recent: bool  # a news sitemap: shows the last two days only
    fault: str | None = None
    fault_at: datetime = START
    fault_end: datetime = START
    found_at: datetime | None = None
    found_as: str = ""
    fixed_at: datetime | None = None
    false: list[tuple[datetime, str, str]] = field(default_factory=list)
    requests: int = 0
    rushes: int = 0  # true surges that were told

    def faulty(self, now: datetime) -> bool:
        return self.fault is not None and self.fault_at <= now < self.fault_end

    def surges(self, now: datetime) -> bool:
        """Is there in truth more than usual? Then to say so is no false alarm."""
        return self.shape == "election" and RUSH[0] <= (now - START) / DAY < RUSH[1] + 1


def worlds(seed: int, shapes: tuple[str, ...], count: int = 50, days: int = 90) -> list[World]:
    """`count` sources; every second one meets a fault between the 8th and the 45th day."""
    made = []
    for number in range(count):
        rng = random.Random(f"{seed} {number} {shapes}")
        tempo = TEMPOS[number % len(TEMPOS)]
        shape = shapes[(number // len(TEMPOS) + seed) % len(shapes)]
        items = sorted(_items(rng, tempo, shape, days))
        share = rng.choice((0.0, 0.0, 0.0, 0.02, 0.1))
        world = World(
            name=f"s{number}",
            tempo=min(tempo, 1 / 7) if shape == "weekly" else tempo,  # what counts is how often it speaks
            shape=shape,
            items=items,
            empty=[rng.random() < share for _ in items],
            outages=list(_outages(rng, days)),
            dated=rng.random() < 0.8,
            recent=rng.random() < 0.1,
        )
        if rng.random() < 0.6:
            world.fault = rng.choice(FAULTS)
            world.fault_at = START + DAY * rng.uniform(8, days / 2)
            mended = world.tempo >= 1 and rng.random() < 0.4
            world.fault_end = world.fault_at + DAY * 21 if mended else START + DAY * (days + 1)
        made.append(world)
    return made


def _outages(rng: random.Random, days: int) -> Iterator[tuple[datetime, datetime]]:
    """Once a month the host is away for an hour or two, rarely for half a day."""
    at = START
    while True:
        at += DAY * rng.expovariate(1 / 30)
        if at > START + DAY * days:
            return
        yield at, at + HOUR * min(rng.lognormvariate(0.4, 1.0), 14)


def _items(rng: random.Random, tempo: float, shape: str, days: int) -> Iterator[datetime]:
    """When items come out, in [START - PAST, START + days)."""
    at, end = START - DAY * PAST, START + DAY * days
    if shape == "weekly":  # an issue every so often, its items within an hour
        step = max(1, round(7 * (1 / 7) / min(tempo, 1 / 7)))
        while at < end:
            for _ in range(max(1, round(tempo * 7))):
                yield at + HOUR * (9 + rng.random())
            at += DAY * (7 if tempo >= 1 / 7 else 7 * step)
        return
    if shape == "columnist":  # on set weekdays, an item missed now and then
        weekdays = sorted(rng.sample(range(7), max(1, min(7, round(tempo * 7)))))
        step = max(1, round(1 / (7 * tempo)))
        while at < end:
            week = (at - START).days // 7
            if to_local(at).weekday() in weekdays and week % step == 0 and rng.random() < 0.92:
                for _ in range(max(1, round(tempo))):
                    yield at + HOUR * rng.uniform(8, 19)
            at += DAY
        return
    for gap in _gaps(rng, tempo, shape):
        at = _next(rng, at, gap, shape)
        if at >= end:
            return
        if shape == "campaign" and rng.random() < 0.05:
            for _ in range(rng.randint(2, 6)):
                yield at + HOUR * rng.random() * 6
        yield at


def _gaps(rng: random.Random, tempo: float, shape: str) -> Iterator[float]:
    """Days of working time between items."""
    mean = 1 / tempo
    while True:
        if shape == "uneven":
            yield rng.lognormvariate(0, 0.9) * mean / 1.5
        elif shape == "bursty":
            yield mean * 0.15 if rng.random() < 0.6 else rng.expovariate(1 / (mean * 2.3))
        elif shape == "contagious":  # each item may call forth others within hours
            yield min(mean, 0.1) * rng.random() if rng.random() < 0.35 else rng.expovariate(1 / (mean * 1.4))
        elif shape == "archive":  # a parcel of old items now and then, little between
            yield mean * 0.05 if rng.random() < 0.5 else rng.expovariate(1 / (mean * 1.95))
        elif shape == "paper":
            yield rng.gammavariate(4, mean / 4)
        else:
            yield rng.expovariate(1 / mean)


_HOURS = {"evening": [0.1] * 16 + [3.0] * 7 + [0.5]}
_USUAL = [0.15] * 6 + [0.6] + [1.6] * 12 + [1.0] * 3 + [0.5] * 2


def _next(rng: random.Random, at: datetime, gap: float, shape: str) -> datetime:
    """`gap` working days after `at`: hours of the day, weekends, holidays and seasons weigh as they do there."""
    profile = _HOURS.get(shape, _USUAL)
    unit = sum(profile) / 24
    while True:
        local = to_local(at)
        weight = profile[local.hour] / unit
        if shape in ("weekday", "evening") and (local.weekday() > 4 or local.date() in HOLIDAYS):
            weight *= 0.02
        elif local.weekday() > 4:
            weight *= 0.6
        days = (at - START) / DAY
        if shape == "lull" and 40 <= days < 68:
            weight *= 0.4
        if shape == "fortnights" and (local.date().toordinal() // 14) % 2:
            weight *= 0.5
        if shape == "blackouts" and (local.date().toordinal() * 7919) % 19 == 0:  # whole days without power
            weight = 0.0
        if shape == "election":
            weight *= 2.2 if RUSH[0] <= days < RUSH[1] else 0.6 if RUSH[1] <= days < 58 else 1
        if shape == "moving" and days > 45:  # from day to evening work
            weight *= 1.8 if local.hour >= 17 else 0.5
        if shape == "shifts" and local.weekday() in (4, 5, 6):  # Monday to Thursday
            weight *= 0.05
        if shape == "drifting":  # the pace wanders from week to week
            weight *= (1.0, 0.7, 1.4, 0.5, 1.1, 0.9, 1.6, 0.6)[local.date().toordinal() // 9 % 8]
        if shape == "school" and (local.date() in HOLIDAYS or 22 <= days < 29):  # a week of holidays
            weight *= 0.15
        if shape == "regimes":  # a newsroom of changing size
            weight *= (0.6, 1.5, 1.0)[local.date().toordinal() // 20 % 3]
        if shape == "growing":
            weight *= 0.6 + 0.9 * min(max(days, 0) / 90, 1)
        if shape == "fading":
            weight *= 1 - 0.5 * min(max(days, 0) / 90, 1)
        if gap <= weight / 24:
            return at + HOUR * (gap / (weight / 24)) * rng.uniform(0.9, 1.0)
        gap -= weight / 24
        at += HOUR


def live(world: World, seed: int, days: int = 90, every: timedelta = timedelta(hours=2)) -> World:
    """Visit the source for `days` days and judge it after visits; what was found stands in the world afterwards."""
    rng = random.Random(f"{seed} {world.name} visits")
    source = Source(id=world.name, outlet=world.name, kind="feed", url=f"https://{world.name}.example/feed")
    past = plan.Remembered()
    visits: list[Seen] = []
    arrivals: list[Arrival] = []
    known: set[int] = set()
    health: Health | None = None
    now, end, judged = START + HOUR * rng.random(), START + DAY * days, START - DAY
    while now < end:
        world.requests += 1
        seen, new = _visit(world, rng, now, known)
        visits.append(seen)
        arrivals += new
        past, nxt = _planned(source, past, now, seen, len(new))
        if now - judged >= every:
            judged = now
            history = History(
                visits=tuple(visits[-400:]),
                arrivals=tuple(arrivals[-500:]),
                before=health,
                holidays=HOLIDAYS,
                windowed=world.recent,
            )
            health = _noted(world, health, judge(history, now), now)
        now = nxt
    return world


def _planned(
    source: Source, past: plan.Remembered, now: datetime, seen: Seen, new: int
) -> tuple[plan.Remembered, datetime]:
    if seen.state in ("broken", "blocked"):
        later = plan.next_after_failure(source, past, now, None)
        return plan.Remembered(failures=past.failures + 1, visited=now, brought=past.brought, next_visit=later), later
    later = plan.next_after_success(source, past, now, new=new, max_age=None)
    brought = now if new else past.brought
    return plan.Remembered(failures=0, visited=now, brought=brought, next_visit=later), later


def _visit(world: World, rng: random.Random, now: datetime, known: set[int]) -> tuple[Seen, list[Arrival]]:
    fault = world.fault if world.faulty(now) else None
    away = any(start <= now < end for start, end in world.outages) or rng.random() < 0.01
    if away or fault == "gone":
        return Seen(at=now, state="broken", reason="сайт не відповідає"), []
    if fault == "challenge":
        return Seen(at=now, state="blocked", reason="сторінка захисту від роботів"), []
    if fault in ("redesign", "emptied"):
        return Seen(at=now, state="unchanged" if rng.random() < 0.5 else "ok"), []
    if fault == "frozen":
        return Seen(at=now, state="unchanged"), []
    shown = [n for n, at in enumerate(world.items) if at <= (world.fault_at if fault == "same" else now)][-SHOWN:]
    if world.recent:
        shown = [n for n in shown if now - world.items[n] <= DAY * 2]
    fresh = [n for n in shown if n not in known]
    known.update(fresh)
    new = [
        Arrival(
            seen=now,
            published=world.items[n] if world.dated else None,
            empty=True if fault == "bare" else world.empty[n],
        )
        for n in fresh
    ]
    same = not fresh and (fault == "same" or rng.random() < 0.6)
    return Seen(at=now, state="unchanged" if same else "ok", entries=0 if same else len(shown)), new


def _noted(world: World, before: Health | None, after: Health, now: datetime) -> Health:
    """Keep score of one verdict."""
    was = "new" if before is None else before.state
    if after.state in GOOD and after.state != "surging":
        if was not in GOOD and world.fault and now >= world.fault_end and world.fixed_at is None:
            world.fixed_at = now
        return after
    if after.state == was:
        return after
    if world.faulty(now):
        if world.found_at is None and after.state != "surging":
            world.found_at, world.found_as = now, after.state
    elif after.state == "surging" and world.surges(now):
        world.rushes += 1
    elif not (world.fault and world.fault_end <= now and world.fixed_at is None):
        world.false.append((now, after.state, after.reason))
    return after


@dataclass(frozen=True, slots=True)
class Score:
    """Recall, false alarms per 100 source-weeks, hours to detect (median, p95) by tempo."""

    faults: int
    found: int
    false: int
    weeks: float
    hours: dict[float, list[float]]
    missed: list[tuple[str, float, str]]
    fixed: tuple[int, int]

    @property
    def recall(self) -> float:
        return self.found / max(1, self.faults)

    @property
    def per_hundred(self) -> float:
        return 100 * self.false / self.weeks


def score(done: list[World], days: int = 90) -> Score:
    faulty = [world for world in done if world.fault]
    hours: dict[float, list[float]] = {}
    for world in faulty:
        if world.found_at is not None:
            hours.setdefault(world.tempo, []).append((world.found_at - world.fault_at) / HOUR)
    end = START + DAY * days
    healthy = sum(days - (min(w.fault_end, end) - w.fault_at) / DAY if w.fault else days for w in done)
    mended = [world for world in faulty if world.fault_end < end and world.found_at is not None]
    return Score(
        faults=len(faulty),
        found=sum(world.found_at is not None for world in faulty),
        false=sum(len(world.false) for world in done),
        weeks=healthy / 7,
        hours=hours,
        missed=[(str(w.fault), w.tempo, w.shape) for w in faulty if w.found_at is None],
        fixed=(sum(world.fixed_at is not None for world in mended), len(mended)),
    )
