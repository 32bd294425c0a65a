"""Letters that wait for a person: nobody knows whether they arrived, or they were refused for good. Sends nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.pipeline.desk import Desk, Report
from monitor.store import Store
from monitor.text import clean_line

TODO = "ask the recipient, then `ohliad outbox settle {letter} sent`, or `… again` to send it once more"

AGAIN = "mend that, then `ohliad send --retry`"
FRESH = timedelta(days=7)  # an older refusal was told all that week; a letter nobody knows about is told until settled


def tell_waiting(desk: Desk, report: Report) -> None:
    """Each letter that an earlier run or sending left to a person is a failure of this run too, until it is settled."""
    for letter in desk.store.issues.letters():
        if letter.state == "unknown":
            todo = TODO.format(letter=letter.id)
        elif letter.state == "failed" and letter.changed > desk.now - FRESH:
            todo = AGAIN
        else:
            continue
        why = f"{desk.store.issues.get(letter.issue).name} is {letter.state}: {letter.error or 'no reason is known'}"
        report.fail(letter.recipient, "deliver", f"{why}; {todo}", counted_as=f"still {letter.state}")


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
