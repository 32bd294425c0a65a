"""Pure: what response headers say about repeating the request (RFC 9110, 9111). Decides no schedule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from monitor.model import Validators

LONGEST_WAIT = timedelta(hours=24)
_LONGEST_AGE = 365 * 24 * 3600
_LONGEST_VALIDATOR = 4_096  # opaque, but not a place to store books
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,18})", re.IGNORECASE)
_STALE_AT_ONCE = re.compile(r"(?:^|[\s,])no-(?:cache|store)(?:$|[\s,=])", re.IGNORECASE)


def http_date(value: str) -> datetime | None:
    """An HTTP date in any of its three forms, in UTC; None when it is none."""
    try:
        found = parsedate_to_datetime(value.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the server asks us to stay away, at most 24 hours; None when it does not say."""
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]+(\.[0-9]*)?", value):
        seconds = int(value.partition(".")[0][:9])
        return min(timedelta(seconds=seconds + 1 if "." in value else seconds), LONGEST_WAIT)
    at = http_date(value) if value else None
    return None if at is None else min(max(at - now, timedelta()), LONGEST_WAIT)


def validators(headers: Mapping[str, str]) -> Validators:
    """ETag and Last-Modified exactly as sent."""

    def kept(name: str) -> str | None:
        value = headers.get(name)
        return value if value and len(value) <= _LONGEST_VALIDATOR else None

    return Validators(etag=kept("etag"), last_modified=kept("last-modified"))


def conditions(known: Validators | None) -> dict[str, str]:
    """Headers that make a request conditional; a stored value that could not be a header value is left out."""
    pairs = {
        "If-None-Match": known.etag if known else None,
        "If-Modified-Since": known.last_modified if known else None,
    }
    return {name: value for name, value in pairs.items() if value and _is_header_value(value)}


def _is_header_value(value: str) -> bool:
    return len(value) <= _LONGEST_VALIDATOR and all(c == "\t" or (" " <= c <= "ÿ" and c != "\x7f") for c in value)


def same_strong_etag(headers: Mapping[str, str], known: Validators | None) -> bool:
    """Did a server that ignores If-None-Match send the very version we have?"""
    etag = headers.get("etag", "")
    return known is not None and etag.startswith('"') and etag == known.etag


def max_age(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds the reply stays fresh, from Cache-Control, else Expires; None when the server does not say."""
    control = headers.get("cache-control", "")
    if _STALE_AT_ONCE.search(control):
        return 0
    if match := _MAX_AGE.search(control):
        age = headers.get("age", "").strip()
        spent = int(age[:9]) if age.isascii() and age.isdigit() else 0
        return max(0, min(int(match.group(1)), _LONGEST_AGE) - spent)
    if "expires" not in headers:
        return None
    expires = http_date(headers["expires"])
    if expires is None:  # "0" and other rubbish mean: already stale (RFC 9111, 5.3)
        return 0
    sent = http_date(headers.get("date", "")) or now
    return max(0, min(int((expires - sent).total_seconds()), _LONGEST_AGE))
