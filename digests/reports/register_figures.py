"""What registers count: figures of every month and year they know, and the series of their own. Stores nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from digests.reports.chronicle import for_report
from digests.reports.counting import last_day
from digests.reports.material import Section
from digests.reports.series import MONTHS, Figure, Measure, Period, Series
from monitor.dates import kyiv_day
from monitor.language.numerals import MATERIAL, Noun
from monitor.language.romanise import romanised
from monitor.registers.columns import folded
from monitor.registers.diary import latest
from monitor.registers.fulfilment import Progress
from monitor.registers.greetings import Greeting
from monitor.registers.nouns import DiaryEntry, Organisation, PublicEvent, Subscribers
from monitor.registers.organisations import standing_on
from monitor.registers.petitions import Watched
from monitor.registers.requests import Standing
from monitor.registers.site import Publication, section_of

# Reports compare with at most seven earlier years; a register of organisations reaches back for decades.
YEARS_BACK = 7
NEWS = "Новини"
_FOLLOWER = Noun("підписник", "підписники", "підписників", "підписника")
_NETWORKS = {
    "facebook": ("facebook", "фейсбук", "fb"),
    "telegram": ("telegram", "телеграм", "t.me"),
    "instagram": ("instagram", "інстаграм"),
    "youtube": ("youtube", "ютуб", "ютюб"),
    "viber": ("viber", "вайбер"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Everything the registers of a place hold at one moment."""

    organisations: tuple[Organisation, ...] = ()
    progress: tuple[Progress, ...] = ()
    fulfilled: tuple[date, ...] = ()  # the day of each confirmed publication, or the day it was fetched
    requests: tuple[Standing, ...] = ()
    greetings: tuple[Greeting, ...] = ()
    released: date | None = None  # the day of the first own release that is stored: before it nothing is known of them
    diary: tuple[DiaryEntry, ...] = ()
    subscribers: tuple[Subscribers, ...] = ()
    petitions: tuple[Watched, ...] = ()
    events: tuple[PublicEvent, ...] = ()
    publications: tuple[Publication, ...] = ()  # of the own sites
    site_read: date | None = None  # the last day on which the own site was read, where it is read no more
    sections: tuple[tuple[str, str], ...] = ()  # beginning of a path, name of the section
    today: date


@dataclass(frozen=True, slots=True)
class _Count:
    series: str
    days: tuple[date, ...]
    by: str
    since: date | None = None  # from when none means nought: the register was kept already
    until: date | None = None  # after which none means nothing: nobody looked


def figures(kept: Kept, period: Period) -> tuple[Figure, ...]:
    """Figures of the period's year and of all earlier ones that the registers know, with their months."""
    found: list[Figure] = []
    for count in _flows(kept):
        found += _flow(count, period, kept.today)
    found += _stocks(kept, period)
    found += _followers(kept, period)
    return tuple(found)


def own_series(kept: Kept) -> tuple[tuple[Series, Section], ...]:
    """The series that no definition names, with their section of the report: parts of the site, further pages."""
    site = [
        (_series(_section_id(name), MATERIAL, f"матеріали розділу «{name}»", "flow"), _SITE)
        for name in _section_names(kept)
        if name != NEWS
    ]
    pages = [
        (_series(series, _FOLLOWER, f"підписники: {page}", "stock"), _SOCIAL)
        for page, series in _pages(kept.subscribers).items()
        if series.removeprefix("subscribers-") not in _NETWORKS
    ]
    return (*site, *pages)


_SITE: Section = "site"
_SOCIAL: Section = "social"


def _series(id: str, noun: Noun, unit: str, measure: Measure) -> Series:
    return Series(id=id, noun=noun, unit=unit, measure=measure)


# --- flows --------------------------------------------------------------------------------------------------------


def _flows(kept: Kept) -> Iterator[_Count]:
    contracts = [one.contract for one in kept.progress]
    yield _count("contracts", (one.signed for one in contracts if one.form == "contract"), "реєстр договорів")
    yield _count("contract-letters", (one.signed for one in contracts if one.form == "letter"), "реєстр листів-заявок")
    signed = min((one.signed for one in contracts), default=None)
    yield _count("contract-publications", kept.fulfilled, "підтверджені публікації за договорами", signed)
    yield _count("greetings", (one.published for one in kept.greetings if one.published), "календар привітань")
    events = for_report(kept.events, date.min, date.max)
    held = (one.first for one in events if one.held and one.first)
    told = min((one.first for one in kept.events if one.first), default=None)
    yield _count("events-held", held, "підтверджені події хроніки", told)
    seen = min((kyiv_day(one.first_seen) for one in kept.petitions), default=None)
    # What stood there on our first visit opened at a time nobody knows, unless it says so itself.
    opened = (one.opened for one in kept.petitions if one.opened)
    yield _count("petitions", opened, "спостереження за петиціями", seen)
    reached = (kyiv_day(one.reached) for one in kept.petitions if one.reached)
    yield _count("petitions-supported", reached, "спостереження за петиціями", seen)
    requests = [one.request for one in kept.requests]
    yield _count("journalist-requests", (one.received for one in requests), "журнал запитів")
    # Replies are a part of the requests received, so a reply belongs to the period of its request.
    replied = (one.received for one in requests if one.answered)
    received = min((one.received for one in requests), default=None)
    yield _count("journalist-replies", replied, "журнал запитів", received)
    for kind, series in (("event", "diary-events"), ("sitting", "diary-sittings"), ("training", "diary-trainings")):
        yield _count(series, (one.spans[0][0] for one in kept.diary if one.kind == kind), "щоденник відділу")
    yield from _site(kept)


def _count(series: str, days: Iterable[date], by: str, since: date | None = None, until: date | None = None) -> _Count:
    return _Count(series, tuple(sorted(days)), by, since, until)


def _site(kept: Kept) -> Iterator[_Count]:
    """A section called «Новини» is the site's news; where there is none, everything on the site is."""
    names = _section_names(kept)
    by = "матеріали власного сайту"
    if NEWS not in names:
        yield _count("site-news", (one.day for one in kept.publications), by, until=kept.site_read)
    for name in names:
        days = (one.day for one in kept.publications if section_of(one.url, kept.sections) == name)
        yield _count("site-news" if name == NEWS else _section_id(name), days, by, until=kept.site_read)


def _section_names(kept: Kept) -> list[str]:
    """Sections that have anything, as configured, then by name; one section alone says nothing."""
    met = {section_of(one.url, kept.sections) for one in kept.publications}
    order = [name for _, name in kept.sections]
    names = [name for name in dict.fromkeys((*order, *sorted(met))) if name in met]
    return names if len(names) > 1 else []


def _section_id(name: str) -> str:
    return f"site-section-{_slug(name)}"


def _slug(name: str) -> str:
    """A readable id that stays the same for a name; the end keeps apart names that read alike in Latin letters."""
    words = [word if word.isascii() else min(romanised(word)) for word in folded(name).split()]
    latin = "-".join(filter(None, (re.sub(r"[^a-z0-9]", "", word) for word in words)))
    return f"{latin[:30].strip('-')}-{blake2b(folded(name).encode(), digest_size=2).hexdigest()}"


def _flow(count: _Count, period: Period, today: date) -> Iterator[Figure]:
    """A figure for every month from the first counted one to the period's end or today, and for every year.

    None for a month after the last day on which anybody looked: it is unknown, not nought.
    """
    known = [*count.days[:1], *([count.since] if count.since else [])]
    if not known:
        return
    looked = min(today, max([count.until, *count.days[-1:]])) if count.until else today
    first, last = min(known), min(looked, last_day(period))
    for year in range(first.year, last.year + 1):
        begin = first.month if year == first.year else 1
        end = last.month if year == last.year else MONTHS
        for span in (*(Period(year, month) for month in range(begin, end + 1)), Period(year)):
            yield Figure(
                series=count.series,
                period=span,
                value=sum(_within(day, span) and day <= last for day in count.days),
                as_of=min(looked, last_day(span)),
                source="query",
                by=count.by,
                note=f"рахується з {first:%d.%m.%Y}" if span == Period(first.year) else "",
                at=today,
            )


def _within(day: date, period: Period) -> bool:
    return day.year == period.year and period.month in (None, day.month)


# --- stocks -------------------------------------------------------------------------------------------------------


def _stocks(kept: Kept, period: Period) -> Iterator[Figure]:
    for series, kind in (("parties", "party"), ("civic", "civic"), ("religious", "religious")):
        mine = [one for one in kept.organisations if one.kind == kind]
        known = [one.registered for one in mine if one.registered]
        if not mine:
            continue
        begin = max(min(known).year if known else kept.today.year, period.year - YEARS_BACK)
        for span in _spans(begin, period, kept.today):
            on = min(kept.today, last_day(span))
            yield _stock((series, span), len(standing_on(mine, on)), on, by="реєстр організацій", today=kept.today)


def _followers(kept: Kept, period: Period) -> Iterator[Figure]:
    for page, series in _pages(kept.subscribers).items():
        first = min(one.day for one in kept.subscribers if one.page == page)
        for span in _spans(first.year, period, kept.today):
            found = latest(kept.subscribers, page, min(kept.today, last_day(span)))
            # An older reading is another period's figure.
            if found is not None and _within(found.day, span):
                yield _stock((series, span), found.count, found.day, by="підписники сторінок", today=kept.today)


def _pages(subscribers: Sequence[Subscribers]) -> dict[str, str]:
    """page -> series: that of its network, unless two pages share one."""
    pages = list(dict.fromkeys(one.page for one in subscribers))
    networks = {page: _network(page) for page in pages}
    alone = {page: network for page, network in networks.items() if list(networks.values()).count(network) == 1}
    return {page: f"subscribers-{alone.get(page) or _slug(page)}" for page in pages}


def _network(page: str) -> str:
    words = folded(page)
    return next((name for name, marks in _NETWORKS.items() if any(mark in words for mark in marks)), "")


def _spans(first_year: int, period: Period, today: date) -> Iterator[Period]:
    for year in range(first_year, period.year + 1):
        for month in range(1, MONTHS + 1):
            if date(year, month, 1) <= min(today, last_day(period)):
                yield Period(year, month)
        if date(year, 1, 1) <= today:
            yield Period(year)


def _stock(place: tuple[str, Period], value: int, on: date, *, by: str, today: date) -> Figure:
    series, period = place
    return Figure(series=series, period=period, value=value, as_of=on, source="query", by=by, at=today)
