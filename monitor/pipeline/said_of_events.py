"""A person's words on events: written together with the corrections beside the approved issues that print otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digests.event_errata import corrections
from digests.issues import restore
from monitor.pipeline.registers import events as chronicle
from monitor.registers.nouns import EventDecision, PublicEvent
from monitor.store import Store
from monitor.store.rows import Correction


def decide_events(store: Store, words: Sequence[EventDecision], *, known: int | None = None) -> bool:
    """All of it or nothing. False where more than `known` words, those that were weighed, have been said by now."""
    weighed = store.registers.event_decisions()
    if known is not None and known != len(weighed):
        return False
    while not store.registers.decide_events(words, known=len(weighed), errata=_errata(store, words)):
        if known is not None:
            return False
        weighed = store.registers.event_decisions()  # somebody else said something meanwhile
    return True


def _errata(store: Store, words: Sequence[EventDecision]) -> list[Correction]:
    if not words:
        return []
    meant = {code for one in words for code in (one.event, *((one.value,) if one.field == "same" else ()))}
    touched = [event for event in chronicle(store, words) if meant & set(event.codes)]
    last = words[-1]
    return [
        Correction(issue=issue, article=article, field="event", was=was, now=now, by=last.by, at=last.at)
        for issue in store.issues.holding(sorted({code for event in touched for code in event.codes}))
        for article, was, now in _of_issue(store, issue, touched)
    ]


def _of_issue(store: Store, issue: int, touched: Sequence[PublicEvent]) -> tuple[tuple[str, str, str], ...]:
    said: Mapping[str, str] = {
        row["article"]: row["now"] for row in store.issues.errata(issue) if row["field"] == "event"
    }
    return corrections(restore(store.issues.get(issue).body.encode()), touched, said)
