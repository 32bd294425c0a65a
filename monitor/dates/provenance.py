"""When was it published: every statement of feed, page and address, weighed against the others.

Gives an instant with its rule and a confidence, never one in the future. Does not fetch and does not look at a clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from monitor.dates.kyiv import day_start, from_local, kyiv_day, to_local
from monitor.dates.visible import Seen, timed, visible
from monitor.dates.wording import parse
from monitor.markup import Block, Element, Structured, blocks, parse_html, structured
from monitor.model import Entry, Moment
from monitor.text import alike, clean_line

# A server's clock may run ahead of ours by this much before its date is called future.
AHEAD = timedelta(minutes=10)
EARLIEST = date(1995, 1, 1)
# Two statements about one publication differ by time zones and by late edits of a day, not by more.
AGREE = timedelta(hours=12)
# A feed that is this much newer than everything the page says has re-dated an old text.
REDATED = timedelta(days=3)
# A printed date accuses the markup only where it is plainly the article's stamp, right below the headline.
PRINTED = 1.0
# Whose dates name a time zone, often a wrong one: local time labelled as UTC lies two or three hours ahead.
_ZONED = frozenset(("post", "feed", "json-ld", "meta"))
# How sure the place of a page's date must be before it may accuse the feed.
PLAIN = 0.85

_WEIGHT = {"post": 9.0, "feed": 3.0, "json-ld": 3.0, "meta": 2.5, "time": 2.0, "visible": 2.0, "url": 2.0}
_ORDER = tuple(_WEIGHT)
_TRUST = {"post": 1.0, "feed": 0.8, "json-ld": 0.85, "meta": 0.8, "time": 0.7, "visible": 0.65, "url": 0.6}
FIRST_SEEN_TRUST = 0.2
# What one strong contradiction leaves of the confidence.
CONFLICT = 0.55
# What a statement one day off leaves: drafts, midnights and servers on UTC cause it.
NEAR_MISS = 0.85
# A date inside a slug («zvit-2019-12-31») may be the event's; in folders (/2026/11/22/) it is the publication's.
SLUG_SURE = 0.6
# JSON-LD of the page and not of an article may be the template's.
FRAME_SURE = 0.6
# JSON-LD whose own headline is not the page's («Вісті – головні новини») speaks of the site, and so does its date.
STRANGER, STRANGER_SURE = 0.2, 0.5
# Folders this much older than the publication date mean that the site has re-dated its own archive.
OLD_FOLDERS = timedelta(days=31)

_META = (
    "article:published_time og:article:published_time og:published_time article:published datepublished "
    "publishdate publish_date publish-date pubdate published_time published_at date.published mediator_published_time "
    "sailthru.date parsely-pub-date cxenseparse:recs:publishtime dcterms.created dcterms.date dc.date.issued dc.date "
    "dcterms.issued dc.date.created datecreated article:created article_date_original date created pub_date"
).split()
_META_UPDATED = "article:modified_time og:updated_time datemodified dcterms.modified last-modified".split()
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_URL_DAY_REVERSED = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])([._-])(0[1-9]|1[0-2])\2((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement. `sure` is 1 where its place on the page is plain, less where it was only found nearby."""

    at: datetime
    exact: bool
    rule: str
    sure: float = 1.0

    @property
    def weight(self) -> float:
        return _WEIGHT[self.rule] * self.sure

    @property
    def day(self) -> date:
        return kyiv_day(self.at)


@dataclass(frozen=True, slots=True)
class Dating:
    """The decision: the moment, the last change, and why a person must look (one Ukrainian sentence) or None."""

    moment: Moment
    updated: datetime | None = None
    doubt: str | None = None


def is_future(at: datetime, now: datetime) -> bool:
    """Whether a date lies more than AHEAD after now."""
    return at > now + AHEAD


def published(
    page_html: str | Element | None, url: str, entry: Entry | None, now: datetime, first_seen: datetime | None = None
) -> Moment:
    """The publication moment of the page at `url`; see `judge`."""
    return judge(page_html, url, entry, now, first_seen=first_seen).moment


def judge(
    page_html: str | Element | None,
    url: str,
    entry: Entry | None,
    now: datetime,
    *,
    first_seen: datetime | None = None,
    facts: Structured | None = None,
    lines: list[Block] | None = None,
    headline: str = "",
    stated: str = "",
) -> Dating:
    """Weigh feed, JSON-LD, meta, <time>, visible text and URL; without any of them the moment is first_seen or now.

    `facts`, `lines` and `headline` spare a second reading of the page; `stated` is the text of a recipe's own date
    element, which counts as the surest visible date. The result is never later than now + AHEAD.
    """
    root = parse_html(page_html) if isinstance(page_html, str) else page_html
    found = list(_entry_candidates(entry))
    modified: list[datetime] = [entry.updated] if entry is not None and entry.updated is not None else []
    if root is not None:
        facts = facts if facts is not None else structured(root)
        lines = lines if lines is not None else blocks(root)
        headline = headline or next(facts.named("og:title"), "") or clean_line(root.findtext(".//title") or "")
        page = [*_machine(facts, headline, now), *_human(root, lines, headline, stated, now)]
        found.extend(_on_kyiv_clock(page))
        modified.extend(_instants((*facts.modified, *facts.named(*_META_UPDATED)), now))
    found.extend(_from_url(url))
    kept = [c for c in found if not is_future(c.at, now) and c.day >= EARLIEST]
    fallback = min(first_seen or now, now)
    if not kept:
        moment = Moment(at=fallback, rule="first-seen", confidence=FIRST_SEEN_TRUST)
        return Dating(moment, None, _only_strange(found, Candidate(fallback, True, moment.rule), now))
    winner, confidence = _decide(kept)
    moment = Moment(at=winner.at, rule=winner.rule, confidence=round(confidence, 2), exact=winner.exact)
    later = [at for at in modified if winner.at < at <= now + AHEAD]
    return Dating(moment, max(later, default=None), _doubt(winner, kept, found, now))


# --- what is said -------------------------------------------------------------------------------------------------


def _entry_candidates(entry: Entry | None) -> Iterator[Candidate]:
    if entry is not None and entry.published is not None:
        rule = "post" if entry.post is not None else "feed"
        yield Candidate(entry.published.astimezone(UTC), entry.published_exact, rule)


def _machine(facts: Structured, headline: str, now: datetime) -> Iterator[Candidate]:
    strange = facts.headline and headline and alike(facts.headline, headline) < STRANGER
    stated = (
        ("json-ld", facts.published, STRANGER_SURE if strange else 1.0),
        ("json-ld", () if facts.published else facts.framed, FRAME_SURE),
        ("meta", tuple(facts.named(*_META)), 1.0),
    )
    for rule, values, sure in stated:
        for value in values:
            if (read := parse(value, now)) is not None:
                yield Candidate(*_unless_midnight(read), rule, sure)
                break


def _human(root: Element, lines: list[Block], headline: str, stated: str, now: datetime) -> Iterator[Candidate]:
    if stated and (read := parse(stated, now)) is not None:
        yield Candidate(*read, "visible", 1.5)
    seen: Iterable[tuple[str, Seen | None]] = (
        ("time", timed(root, lines, headline, now)),
        ("visible", visible(lines, headline, now)),
    )
    for rule, result in seen:
        if result is not None and not (stated and rule == "visible"):
            yield Candidate(result.at, result.exact, rule, result.sure)


def _unless_midnight(read: tuple[datetime, bool]) -> tuple[datetime, bool]:
    """Systems that store only a day print it as 00:00 local time."""
    at, exact = read
    return (at, False) if exact and at == day_start(kyiv_day(at)) else read


def _from_url(url: str) -> Iterator[Candidate]:
    path = url.partition("://")[2].partition("/")[2].partition("#")[0]
    for match in _URL_DAY.finditer(path):
        if match[2] or len(match[0]) == 8:
            yield from _day_candidate(match[1], match[3], match[4], 1.0 if match[2] == "/" else SLUG_SURE)
            return
    for match in _URL_DAY_REVERSED.finditer(path):
        yield from _day_candidate(match[4], match[3], match[1], SLUG_SURE)
        return


def _day_candidate(year: str, month: str, day: str, sure: float) -> Iterator[Candidate]:
    try:
        yield Candidate(day_start(date(int(year), int(month), int(day))), False, "url", sure)
    except ValueError:
        return


def _instants(values: Iterable[str], now: datetime) -> list[datetime]:
    return [read[0] for value in values if (read := parse(value, now)) is not None]


# --- the decision -------------------------------------------------------------------------------------------------


def _on_kyiv_clock(found: list[Candidate]) -> list[Candidate]:
    """Undo the commonest lie: local time labelled as UTC.

    When the visible clock reads 09:15 and a machine field says 09:15Z, the reader's clock is right.
    """
    shown = [c for c in found if c.rule in ("time", "visible") and c.exact]
    if not shown:
        return found
    return [_corrected(c, shown) if c.rule in ("json-ld", "meta") and c.exact else c for c in found]


def _corrected(candidate: Candidate, shown: list[Candidate]) -> Candidate:
    naive = candidate.at.replace(tzinfo=None)
    local = from_local(naive.date(), naive.time())
    if any(c.at.replace(second=0) == local.replace(second=0, microsecond=0) for c in shown):
        return Candidate(local, True, candidate.rule, candidate.sure)
    return candidate


def _agree(one: Candidate, other: Candidate) -> bool:
    if one.day == other.day:
        return True
    return one.exact and other.exact and abs(one.at - other.at) <= AGREE


def _decide(kept: list[Candidate]) -> tuple[Candidate, float]:
    def support(candidate: Candidate) -> float:
        return sum(other.weight for other in kept if _agree(candidate, other))

    best = max(kept, key=lambda c: (support(c), -_ORDER.index(c.rule)))
    group = sorted((c for c in kept if _agree(best, c)), key=lambda c: _ORDER.index(c.rule))
    same_day = [c for c in group if c.day == best.day]
    winner = next((c for c in same_day if c.exact), same_day[0])
    return winner, _confidence(winner, group, kept)


def _confidence(winner: Candidate, group: list[Candidate], kept: list[Candidate]) -> float:
    """1 - doubt: each further agreeing kind of statement halves the doubt, each strong contradiction cuts trust."""
    doubt = 1 - _TRUST[winner.rule] * min(1.0, winner.sure)
    for _ in {c.rule for c in group if c.sure >= 0.6} - {winner.rule}:
        doubt /= 2
    trust = 1 - doubt
    for other in kept:
        if other not in group and other.weight >= 1.5:
            trust *= NEAR_MISS if abs((other.day - winner.day).days) <= 1 else CONFLICT
    return min(trust, 0.99 if winner.rule != "post" else 1.0)


def _doubt(winner: Candidate, kept: list[Candidate], found: list[Candidate], now: datetime) -> str | None:
    feeds = [c for c in kept if c.rule == "feed"]
    page = [c for c in kept if c.rule not in ("feed", "post") and c.sure >= PLAIN]
    if feeds and page:
        newest = max(page, key=lambda c: c.at)
        if feeds[0].at - newest.at > REDATED + timedelta(days=0 if newest.exact else 1):
            return (
                f"Стрічка датує матеріал {_show(feeds[0].at)}, а сторінка – {_show(newest.at)}: "
                "схоже, старий матеріал передатовано."
            )
    for folder in (c for c in page if c.rule == "url"):
        if winner.at - folder.at > OLD_FOLDERS:
            return (
                f"Матеріал датовано {_show(winner.at)}, а його адресу – {_show(folder.at)}: "
                "схоже, старий матеріал передатовано."
            )
    if (printed := _contradicted(winner, kept)) is not None:
        return (
            f"У розмітці сторінки названо дату {_show(winner.at)}, а надруковано на ній {_show(printed.at)}: "
            "схоже, старий матеріал передатовано."
        )
    stated = [c for c in found if c.rule in ("feed", "json-ld")]
    if not feeds and (future := _ahead(stated, winner, now)) is not None:
        return f"Коли матеріал прочитано, джерело називало дату публікації в майбутньому: {_show(future.at)}."
    return None


def _contradicted(winner: Candidate, kept: list[Candidate]) -> Candidate | None:
    """The date printed at the headline, days older than the winner, which nothing but the markup says.

    A newer one is mostly the site's own calendar.
    """
    if any(c.rule not in ("json-ld", "meta") for c in kept if _agree(c, winner)):
        return None
    printed = (c for c in kept if c.rule in ("time", "visible") and c.sure >= PRINTED)
    return next((c for c in printed if winner.day - c.day > REDATED), None)


def _only_strange(found: list[Candidate], read: Candidate, now: datetime) -> str | None:
    """Why no date was believed; `read` stands in for it."""
    if (future := _ahead(found, read, now)) is not None:
        return f"Коли матеріал прочитано, єдина дата його публікації була в майбутньому: {_show(future.at)}."
    if past := [c for c in found if not is_future(c.at, now)]:
        return f"Дата публікації неправдоподібна: {_show(past[0].at)}."
    return None


def _ahead(found: list[Candidate], believed: Candidate, now: datetime) -> Candidate | None:
    """A date ahead of the reading that no wrong time zone explains: never the publication's, which was out by then."""
    return next((c for c in found if is_future(c.at, now) and not (c.rule in _ZONED and _agree(c, believed))), None)


def _show(at: datetime) -> str:
    return f"{to_local(at):%d.%m.%Y}"
