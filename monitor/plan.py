"""What is due, and what is new: decisions before effects. Pure; `now` is an argument, jitter comes from names."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import blake2b

from monitor.dates import from_local, kyiv_day
from monitor.model import Entry, Harvest, Outlet, Source, Validators
from monitor.text import fingerprint
from monitor.urls import canonical

SHORTEST = timedelta(minutes=15)  # a busy news site is not asked more often
LONGEST = timedelta(hours=6)  # a sleepy one still four times a day: the brief must not miss its morning
BACK_OFF_CEILING = timedelta(hours=24)  # a dead source is tried daily, for ever (promise 27)
FIRST_RETRY = timedelta(minutes=15)
JITTER = 0.1  # of the interval, so that sources of one host do not move in step


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What a decision about a source needs to know of its past."""

    failures: int = 0
    visited: datetime | None = None
    brought: datetime | None = None
    next_visit: datetime | None = None


def due(sources: Iterable[Source], next_visits: Mapping[str, datetime | None], now: datetime) -> tuple[Source, ...]:
    """Sources whose time has come; one never visited is due."""
    return tuple(source for source in sources if (next_visits.get(source.id) or now) <= now)


def next_after_success(source: Source, past: Remembered, now: datetime, *, new: int, max_age: int | None) -> datetime:
    """The configured interval, else twice as often as the source lately brought news, within bounds.

    What the server says about freshness (max-age) is honoured up to LONGEST.
    """
    if source.every is not None:
        interval = timedelta(seconds=source.every)
    elif new:
        since = now - past.brought if past.brought else SHORTEST * 2
        interval = since / 2 / max(1, new)
    else:
        interval = (now - past.brought) / 2 if past.brought else LONGEST / 2
    if source.every is None:
        interval = min(max(interval, SHORTEST), LONGEST)
        interval = max(interval, min(timedelta(seconds=max_age or 0), LONGEST))
    return now + interval * (1 + JITTER * _unit(source.id))


def next_after_failure(source: Source, past: Remembered, now: datetime, retry_at: datetime | None) -> datetime:
    """Doubling from FIRST_RETRY to once a day; never before the server's own Retry-After."""
    wait = min(FIRST_RETRY * (1 << min(past.failures, 10)), BACK_OFF_CEILING)
    planned = now + wait * (1 + JITTER * _unit(source.id))
    return max(planned, retry_at) if retry_at else min(planned, now + BACK_OFF_CEILING)


def retry_page(attempts: int, now: datetime, retry_at: datetime | None) -> datetime:
    """When a page that could not be had is tried again."""
    return max(now + FIRST_RETRY * (1 << min(attempts, 5)), retry_at or now)


def _unit(name: str) -> float:
    """A number in 0..1 that is the same for a name on every machine."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big") / 2**32


# --- slots --------------------------------------------------------------------------------------------------------

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def slot_of_day(at: str, day: date) -> datetime:
    """The instant of "08:30" (or of the time in "fri 15:00") on a Kyiv day."""
    hour, minute = at[-5:].split(":")
    return from_local(day, time(int(hour), int(minute)))


def slot(at: str, days: str, holidays: Sequence[date], now: datetime) -> datetime | None:
    """Today's slot of a product, or None where it has none today (weekday, holiday)."""
    today = kyiv_day(now)
    weekday = _WEEK[today.weekday()]
    if today in holidays or weekday not in _named_days(days) or (" " in at and not at.startswith(weekday)):
        return None
    return slot_of_day(at, today)


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
    """Changes when the source says something else: another title, text or time of change; views do not count."""
    words = (
        entry.title,
        fingerprint(entry.summary),
        fingerprint(entry.content),
        str(entry.updated or ""),
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
