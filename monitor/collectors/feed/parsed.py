"""What every feed format gives, and the rules they share: keys nothing is lost by, dates with or without a zone."""

from __future__ import annotations

import calendar
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b

from monitor import dates
from monitor.model import Entry
from monitor.urls import canonical

_ZONE = re.compile(
    r"(?:\d\s{0,3}Z|\b(?:UTC?|GMT)|[+-]\d{2}:?\d{2}|\b[ECMP][SD]T)\s*(?:\([^()]{0,40}\))?\s*$", re.IGNORECASE
)
# Zone names of Eastern European clocks, which parsers take for UTC.
_NAMED_ZONES = {"EET": "+0200", "EEST": "+0300", "MSK": "+0300", "MSD": "+0400", "CET": "+0100", "CEST": "+0200"}
_NAMED_ZONE = re.compile(r"\b(EET|EEST|MSK|MSD|CET|CEST)\s*$", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"\d{1,2}[:.]\d{2}")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The entries of one feed document (their `source` is still empty) and notes for the operator."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    max_age: int | None = None  # seconds the feed itself says it may be kept
    earlier: str = ""  # the address of the document with the entries before these


@dataclass(frozen=True, slots=True)
class When:
    """An instant of a feed; `exact` is False where only the day was given (then midnight in Kyiv)."""

    at: datetime
    exact: bool = True


def when(written: str, struct: time.struct_time | None, now: datetime) -> When | None:
    """The instant written in a feed; `struct` is feedparser's reading of it in UTC.

    A reading without a zone is Kyiv time: that is what Ukrainian sites mean by it.
    """
    written = written.strip()
    if struct is not None and _ZONE.search(written):
        return _from_struct(struct)
    named = _NAMED_ZONE.sub(lambda match: _NAMED_ZONES[match.group(1).upper()], written)
    if found := dates.parse(named, now):
        return When(found[0], found[1])
    if struct is None or (given := _from_struct(struct)) is None:
        return None
    local = dates.from_local(given.at.date(), given.at.time())
    return When(local, _TIME_OF_DAY.search(written) is not None)


def _from_struct(struct: time.struct_time) -> When | None:
    try:
        return When(datetime.fromtimestamp(calendar.timegm(struct), UTC))
    except (ValueError, OverflowError, OSError):
        return None


def urn(*texts: str) -> str:
    """A name for an entry that has neither link nor identifier: the same texts give the same name."""
    joined = "\n".join(texts).encode("utf-8", "replace")
    return f"urn:entry:{blake2b(joined, digest_size=12).hexdigest()}"


def distinct(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries with keys that are unique in the document.

    Full repetitions are dropped. Where one identifier stands on different links, the canonical link is the key of
    each; where even that repeats with other words, the words are added. So a careless guid hides nothing.
    """
    entries = tuple(dict.fromkeys(entries))
    pages: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        pages[entry.key].add(canonical(entry.url))
    by_link = [replace(e, key=canonical(e.url)) if len(pages[e.key]) > 1 else e for e in entries]
    counts: dict[str, int] = defaultdict(int)
    result: list[Entry] = []
    for entry in by_link:
        counts[entry.key] += 1
        again = counts[entry.key] > 1
        result.append(replace(entry, key=f"{entry.key}#{urn(entry.title, entry.summary)[10:]}") if again else entry)
    return tuple(result)
