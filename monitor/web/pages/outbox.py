"""The outbox: every letter with its state. Of an unknown one only a person can say whether it arrived."""

from __future__ import annotations

from starlette.responses import Response

from monitor.pipeline import outbox
from monitor.web.ask import Ask, Section, action, page
from monitor.web.errors import Refusal
from monitor.web.pages.issues import CHANNELS, LETTER_STATES, titles
from monitor.web.paging import Pager

ON_A_PAGE = 100
ANSWERS = {"arrived": True, "again": False}


def index(ask: Ask) -> Response:
    """Letters, those that wait for a person first."""
    shelf = ask.office.store.shelf
    state = str(ask.query.get("state", ""))
    state = state if state in LETTER_STATES else ""
    counts = shelf.letter_counts()
    total = counts.get(state, 0) if state else sum(counts.values())
    pager = Pager.of(ask.number("page", 1), total, ON_A_PAGE, f"/outbox?state={state}")
    return ask.render(
        "issues/outbox.html",
        titles=titles(ask),
        letters=shelf.letters(ON_A_PAGE, pager.offset, state=state or None),
        counts=counts,
        state=state,
        states=LETTER_STATES,
        channels=CHANNELS,
        pager=pager,
        may_answer=ask.person.may("editor"),
    )


def answer(ask: Ask) -> Response:
    """The letter arrived after all, or it is to be sent again."""
    arrived = ANSWERS.get(ask.field("answer", 10))
    letter = ask.field("letter", 12)
    if arrived is None or not (letter.isascii() and letter.isdigit()):
        raise Refusal(400)
    if not outbox.settle(ask.office.store, int(letter), arrived=arrived, by=ask.person.name, at=ask.now):
        raise Refusal(409, "Про цей лист уже вирішили або його стан змінився. Оновіть сторінку.")
    return ask.back("/outbox", "letter-answered")


section = Section(
    routes=(page("/outbox", index), action("/outbox", answer, role="editor")),
    messages={"letter-answered": "Записано."},
)
