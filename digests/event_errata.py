"""What people said of events after an issue was approved, as corrections beside it. Pure; changes no issue.

Only what people said: news that came in later makes no correction, though a new issue would print it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from digests import wording
from digests.model import Digest, Item
from digests.reports.event_fields import as_event
from monitor.model import Event
from monitor.registers.nouns import PublicEvent

NONE = "no"  # as a decision on an item's event says it


def corrections(
    digest: Digest, events: Iterable[PublicEvent], said: Mapping[str, str]
) -> tuple[tuple[str, str, str], ...]:
    """(article, was, now) of every event that the issue prints otherwise than people say now.

    Only issues with a list of events print any. `said`: article -> what the last correction made of its event.
    """
    known = {code: event for event in events for code in event.codes}
    shown = [item for section in digest.sections if section.view == "events" for item in section.items]
    if not any(section.view == "events" for section in digest.sections):
        return ()
    told: dict[str, str] = {}  # event -> its line
    found = []
    for item in (*dict.fromkeys(shown), *(one for one in digest.items if one not in shown and one.event is None)):
        event = next((known[line.article] for line in item.lines if line.article in known), None)
        if event is None or (item.event is None and event.id in told):
            continue
        printed = _line(item, item.event)
        was = said.get(item.lead.article, printed)
        now = told.setdefault(event.id, _line(item, _as_people_say(item.event, event)))
        if now != (printed if was == "yes" else was):
            found.append((item.lead.article, was, now))
    return tuple(found)


def _as_people_say(printed: Event | None, event: PublicEvent) -> Event | None:
    """The printed event with what a person set; one that nobody printed as a whole, and none where it was rejected."""
    if event.state == "rejected":
        return None
    whole = as_event(event)
    if printed is None:
        return whole
    days = {"date", "until"} & set(event.edited)  # a day that is moved takes the last one along
    names = {*(set(event.edited) - {"date", "until", "same", "state"}), *(("date", "until") if days else ())}
    return replace(printed, **{name: getattr(whole, name) for name in names})


def _line(item: Item, event: Event | None) -> str:
    return NONE if event is None else wording.event(replace(item, event=event)).removesuffix(".")
