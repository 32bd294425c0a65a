"""Letters nobody knows about: a person says what became of them. Sends nothing."""

from __future__ import annotations

from datetime import datetime

from monitor.store import Store
from monitor.text import clean_line

TODO = "ask the recipient, then `ohliad outbox settle {letter} sent`, or `… again` to send it once more"


def settle(store: Store, letter: int, *, arrived: bool, by: str, at: datetime) -> bool:
    """An unknown letter is `sent` because it arrived after all, or queued again; its issue is sent with its last one.

    False where the letter is not unknown any more: then somebody else has answered.
    """
    said = "дійшло" if arrived else "надіслати ще раз"
    state = "sent" if arrived else "queued"
    issue = store.shelf.answer(letter, state, at=at, note=clean_line(f"{by}: {said}"))
    if issue is None:
        return False
    if store.shelf.all_sent(issue):
        store.issues.mark_sent(issue)
    return True
