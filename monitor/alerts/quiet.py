"""Quiet hours on the Kyiv clock: until when something must be held. Pure; both changes of the clock included."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from monitor.alerts.nouns import Quiet
from monitor.dates import KYIV, to_local
from monitor.errors import ConfigError

_SHAPE = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)")


def parse(text: str) -> Quiet:
    """«22:00-07:00». Raises ConfigError."""
    match = _SHAPE.fullmatch(text.strip())
    if match is None:
        raise ConfigError('write quiet hours as "22:00-07:00"')
    hours = [int(part) for part in match.groups()]
    quiet = Quiet(time(hours[0], hours[1]), time(hours[2], hours[3]))
    if quiet.start == quiet.end:
        raise ConfigError("quiet hours that end where they begin would hold everything for ever")
    return quiet


def is_quiet(quiet: Quiet, now: datetime) -> bool:
    clock = to_local(now).time()
    if quiet.start < quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end


def held_until(quiet: Quiet | None, now: datetime) -> datetime | None:
    """When the quiet hours around `now` end; None outside of them.

    An end in the hour that is skipped in March falls one hour later on the clock; in October, when an hour comes
    twice, the end is the first reading that is still ahead.
    """
    if quiet is None or not is_quiet(quiet, now):
        return None
    local = to_local(now)
    day = local.date() + (timedelta(days=1) if local.time() >= quiet.end else timedelta(0))
    first, second = (datetime.combine(day, quiet.end.replace(fold=fold), KYIV).astimezone(UTC) for fold in (0, 1))
    return first if first > now else second
