"""What is due, and what is new: decisions before effects. Pure; `now` is an argument, jitter comes from names."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Literal, Protocol

from monitor.dates import day_start, from_local, kyiv_day
from monitor.model import Entry, Harvest, Outlet, Source, Validators
from monitor.text import fingerprint
from monitor.urls import canonical

SHORTEST = timedelta(minutes=15)  # a busy news site is not asked more often
LONGEST = timedelta(hours=6)  # a sleepy one still four times a day: the brief must not miss its morning
BACK_OFF_CEILING = timedelta(hours=24)  # a dead source is tried daily, for ever (promise 27)
FIRST_RETRY = timedelta(minutes=15)
JITTER = 0.1  # of the interval, so that sources of one host do not move in step
RECENT = timedelta(hours=1)  # before a product is made, a source that was asked longer ago is asked once more


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What a decision about a source needs to know of its past."""

    failures: int = 0
    visited: datetime | None = None
    brought: datetime | None = None
    next_visit: datetime | None = None
    fresh: int | None = None  # seconds for which its last answer asked to be left alone


def due(sources: Iterable[Source], next_visits: Mapping[str, datetime | None], now: datetime) -> tuple[Source, ...]:
    """Sources whose time has come; one never visited is due, and one whose time was set by a clock that was ahead."""
    return tuple(
        source for source in sources if not now < (next_visits.get(source.id) or now) <= now + _farthest(source)
    )


def before_product(
    sources: Iterable[Source], remembered: Mapping[str, Remembered], now: datetime
) -> tuple[Source, ...]:
    """Sources that are to be asked before a product is made now: those due, and those last asked over RECENT ago.

    Whoever has a time of their own keeps it: the owner's `every`, the back-off of one that fails, its own max-age.
    """
    pasts = {source.id: remembered.get(source.id, Remembered()) for source in sources}
    ready = {source.id for source in due(sources, {name: past.next_visit for name, past in pasts.items()}, now)}
    return tuple(source for source in sources if source.id in ready or _may_be_asked(source, pasts[source.id], now))


def _may_be_asked(source: Source, past: Remembered, now: datetime) -> bool:
    if source.every is not None or past.failures or past.visited is None:
        return False
    return now - past.visited > max(RECENT, _believed(past.fresh))


def _believed(max_age: int | None) -> timedelta:
    return min(timedelta(seconds=max_age or 0), LONGEST)


def _farthest(source: Source) -> timedelta:
    """No rule plans a visit further ahead: the owner's interval, or a day of back-off or Retry-After, with jitter."""
    return max(timedelta(seconds=source.every or 0), BACK_OFF_CEILING) * (1 + 2 * JITTER)


def next_after_success(source: Source, past: Remembered, now: datetime, *, new: int, max_age: int | None) -> datetime:
    """The configured interval, else twice as often as the source lately brought news, within bounds.

    What header or feed says of freshness (max-age, ttl) is honoured up to LONGEST; the configured one comes first.
    Jitter makes no interval longer than LONGEST.
    """
    jitter = 1 + JITTER * _unit(source.id)
    if source.every is not None:
        return now + timedelta(seconds=source.every) * jitter
    if new:
        since = now - past.brought if past.brought else SHORTEST * 2
        interval = since / 2 / max(1, new)
    else:
        interval = (now - past.brought) / 2 if past.brought else LONGEST / 2
    interval = max(min(max(interval, SHORTEST), LONGEST / (1 + JITTER)), _believed(max_age))
    return now + min(interval * jitter, LONGEST)


def next_after_failure(source: Source, past: Remembered, now: datetime, retry_at: datetime | None) -> datetime:
    """Doubling from FIRST_RETRY to once a day; never before the server's own Retry-After."""
    wait = min(FIRST_RETRY * (1 << min(past.failures, 10)), BACK_OFF_CEILING)
    planned = now + wait * (1 + JITTER * _unit(source.id))
    return max(planned, retry_at) if retry_at else min(planned, now + BACK_OFF_CEILING)


def retry_page(attempts: int, now: datetime, retry_at: datetime | None) -> datetime:
    """When a page that could not be had is tried again."""
    return max(now + FIRST_RETRY * (1 << min(attempts, 5)), retry_at or now)


ASKED_AGAIN_FIRST = timedelta(hours=1)
ASKED_AGAIN_FOR = timedelta(days=3)  # repairs end within hours, some after a weekend


def ask_again(since: datetime, now: datetime) -> datetime | None:
    """When a page is fetched anew that has shown something else since then: ever more seldom, about eight times."""
    waited = now - since
    return now + min(max(waited, ASKED_AGAIN_FIRST), BACK_OFF_CEILING) if waited < ASKED_AGAIN_FOR else None


def _unit(name: str) -> float:
    """A number in 0..1 that is the same for a name on every machine."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big") / 2**32


# --- after a pause ------------------------------------------------------------------------------------------------

LONG_PAUSE = timedelta(hours=12)  # twice the longest interval: nobody asked, so the list ran on
DEEPEST_FEED = 10  # documents, of ten to fifty items: two weeks of a busy local outlet
DEEPEST_LISTING = 50  # pages, the most sources.yaml allows; the reading stops where something known is met
BACKDATED = timedelta(days=7)  # how long before the last answer an item may be dated that was put up after it


def caught_up(source: Source, answered: datetime | None, now: datetime) -> Source:
    """The source as it is visited now: one that was read before is followed back until something known is met.

    Telegram previews and sitemaps do that by themselves. A listing is followed DEEPEST_LISTING pages at most, and not
    beyond a page whose items were all there at the last answer by their dates (a redesign makes every address new).
    Where it shows no dates and nothing known was met, only its `pages` count, times the days that went by; they also
    bound the first visit. Of a feed in which nothing is known some items have come and gone. A page of
    petitions is read as deep as usual, times the days that went by.
    """
    if answered is None:
        return source
    if source.kind == "feed":
        return replace(source, back=DEEPEST_FEED)
    if source.listing is None:
        return source
    times = 1 + (now - answered) // timedelta(days=1)
    deeper = max(source.listing.pages, min(DEEPEST_LISTING, source.listing.pages * times))
    if source.kind == "listing":
        rule = replace(source.listing, pages=DEEPEST_LISTING, since=answered - BACKDATED, unmet=deeper)
        return replace(source, listing=rule)
    if now - answered < LONG_PAUSE:
        return source
    return replace(source, listing=replace(source.listing, pages=deeper))


def overdue(source: Source, visited: datetime | None, next_visit: datetime | None, now: datetime) -> bool:
    """Should it have been asked LONG_PAUSE ago? Then nobody asks: it is not well, whatever it last answered."""
    if visited is None or visited > now:
        return False
    planned = visited + _farthest(source)
    return now - min(next_visit or planned, planned) > LONG_PAUSE


# --- slots --------------------------------------------------------------------------------------------------------

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# A tick comes every half minute; the collection before a product may take ten minutes and the building one. What
# is later than this was kept from its time by something the reader should know of.
LATE_AFTER = timedelta(minutes=30)
WEEKLY_WORTH = timedelta(days=7)  # a weekly product is worth having until the next one; a daily one, until midnight
LOOK_BACK = timedelta(days=62)  # slots of a longer standstill are not even noted as missed

How = Literal["on-time", "late", "missed"]


class Timed(Protocol):
    """What a slot needs to know of a product: `at` is "08:30" or "fri 15:00", `days` is "mon-fri,sun"; Kyiv time."""

    @property
    def name(self) -> str: ...
    @property
    def at(self) -> str: ...
    @property
    def days(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One time a product is owed. Its name for ever is the product and the Kyiv day, whatever the clocks do."""

    product: str
    day: date
    at: datetime
    how: How = "on-time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """From when on the slots of a product are owed, and the hours that was said of."""

    product: str
    at: str
    days: str
    since: datetime


def duty(known: Duty | None, product: Timed, now: datetime) -> Duty:
    """What is owed of a product: a new one owes no past slot, one whose hours were changed none before today.

    A beginning that lies ahead was noted by a clock set wrong: it begins now.
    """
    if known is None or known.since > now:
        return Duty(product=product.name, at=product.at, days=product.days, since=now)
    if (known.at, known.days) == (product.at, product.days):
        return known
    since = max(known.since, day_start(kyiv_day(now)))
    return Duty(product=product.name, at=product.at, days=product.days, since=since)


def slots(
    now: datetime,
    products: Iterable[Timed],
    done: Mapping[tuple[str, date], str],
    holidays: Collection[date],
    owed: Mapping[str, datetime],
) -> tuple[Slot, ...]:
    """The slots to be served now, the earliest first: on time, late, or only to be noted as missed.

    `done` tells the state of slots already met, by product and day: made and late ones never come again; one noted
    as missed comes again where its time is not over after all (the clock was ahead). `owed` is the instant from
    which each product's slots count.
    """
    today, free = kyiv_day(now), frozenset(holidays)
    found = []
    for product in products:
        since = owed.get(product.name, now)
        first = max(kyiv_day(since), today - LOOK_BACK)
        for day in (first + timedelta(days=n) for n in range((today - first).days + 1)):
            state = done.get((product.name, day))
            if state in ("made", "late") or not has_slot(product.at, product.days, free, day):
                continue
            at = slot_of_day(product.at, day)
            if since <= at <= now:
                how = _how(product.at, day, at, now)
                if how != "missed" or state != "missed":
                    found.append(Slot(product=product.name, day=day, at=at, how=how))
    return tuple(sorted(found, key=lambda one: (one.at, one.product)))


def _how(at: str, day: date, slot: datetime, now: datetime) -> How:
    if now - slot <= LATE_AFTER:
        return "on-time"
    worth = now < slot_of_day(at, day + WEEKLY_WORTH) if is_weekly(at) else kyiv_day(now) == day
    return "late" if worth else "missed"


def next_slots(now: datetime, products: Iterable[Timed], holidays: Collection[date]) -> tuple[Slot, ...]:
    """The next slot of each product after `now`, the earliest first."""
    today, free = kyiv_day(now), frozenset(holidays)
    found = []
    for product in products:
        days = (today + timedelta(days=n) for n in range(LOOK_BACK.days))
        coming = (day for day in days if has_slot(product.at, product.days, free, day))
        times = (Slot(product=product.name, day=day, at=slot_of_day(product.at, day)) for day in coming)
        found += [slot for slot in [next((one for one in times if one.at > now), None)] if slot is not None]
    return tuple(sorted(found, key=lambda one: (one.at, one.product)))


def is_weekly(at: str) -> bool:
    return " " in at


def has_slot(at: str, days: str, holidays: Collection[date], day: date) -> bool:
    """Has a product a slot on this Kyiv day: the right weekday, and no holiday?"""
    weekday = _WEEK[day.weekday()]
    return day not in holidays and weekday in _named_days(days) and (not is_weekly(at) or at.startswith(weekday))


def slot_of_day(at: str, day: date) -> datetime:
    """The instant of "08:30" (or of the time in "fri 15:00") on a Kyiv day."""
    hour, minute = at[-5:].split(":")
    return from_local(day, time(int(hour), int(minute)))


def slot(at: str, days: str, holidays: Sequence[date], now: datetime) -> datetime | None:
    """Today's slot of a product, or None where it has none today (weekday, holiday)."""
    today = kyiv_day(now)
    return slot_of_day(at, today) if has_slot(at, days, holidays, today) else None


@lru_cache(maxsize=256)
def _named_days(days: str) -> frozenset[str]:
    """«mon-fri,sun» as a set; a range may run over the end of the week."""
    found: set[str] = set()
    for part in days.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        start, end = _WEEK.index(first), _WEEK.index(last or first)
        found |= {_WEEK[n % 7] for n in range(start, (end if end >= start else end + 7) + 1)}
    return frozenset(found)


# --- identity -----------------------------------------------------------------------------------------------------


def article_id(outlet: str, identity: str) -> str:
    """The id of a clip: 12 letters and digits of outlet + canonical URL (or another identity where there is none)."""
    digest = blake2b(f"{outlet}\n{identity}".encode(), digest_size=8).digest()
    return base64.b32encode(digest).decode().lower()[:12]


def identity(entry: Entry) -> str:
    """What makes an entry the same clip: its canonical URL, else its key."""
    return canonical(entry.url) if entry.url.startswith(("http://", "https://")) else entry.key


def entry_digest(entry: Entry) -> str:
    """Changes when the source says something else: another title, text or time of change; views do not count.

    Of an entry that is the whole item nothing is left to fetch: its words alone count (YouTube moves the time of change
    of a video with its views).
    """
    words = (
        entry.title,
        fingerprint(entry.summary),
        fingerprint(entry.content),
        "" if entry.complete else str(entry.updated or ""),
        str(entry.post.edited if entry.post else ""),
    )
    return blake2b("\n".join(words).encode(), digest_size=12).hexdigest()


def sightings(outlet: Outlet, harvest: Harvest) -> tuple[tuple[str, str, Entry], ...]:
    """(article id, digest, entry) of a harvest: entries that are one clip are one, the fullest of them."""
    found: dict[str, Entry] = {}
    for entry in harvest.entries:
        identifier = article_id(outlet.id, identity(entry))
        other = found.get(identifier)
        if other is None or len(entry.content) + len(entry.summary) > len(other.content) + len(other.summary):
            found[identifier] = entry if other is None else replace(entry, published=entry.published or other.published)
    return tuple((identifier, entry_digest(entry), entry) for identifier, entry in found.items())


def conditional(etag: str | None, last_modified: str | None) -> Validators | None:
    return Validators(etag=etag, last_modified=last_modified) if etag or last_modified else None
