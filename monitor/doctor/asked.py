"""Are the sources being asked at all? A service that died leaves each of them as well as it last was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor import plan
from monitor.doctor.finding import Finding
from monitor.model import Source
from monitor.store import SourceState, Store

SHOWN = 5


def asked(store: Store, sources: Sequence[Source], now: datetime) -> Finding:
    """A warning that names those that should have been asked over 12 hours ago."""
    states = store.source_states()
    known = [(source, states.get(source.id, SourceState(id=source.id))) for source in sources]
    late = [one.id for one, past in known if plan.overdue(one, past.visited, past.next_visit, now)]
    if not late:
        met = sum(past.visited is not None for _, past in known)
        return Finding(check="sources", state="ok", text=f"{met} of {len(known)} asked so far, none long overdue")
    more = f" and {len(late) - SHOWN} more" if len(late) > SHOWN else ""
    text = f"not asked for over 12 hours: {', '.join(late[:SHOWN])}{more} ({len(late)} of {len(known)})"
    return Finding(check="sources", state="warning", text=text, todo="see that the service or the timer of `run` runs")
