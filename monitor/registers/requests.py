"""Journalists' requests: their table, until when each must be answered, and which are late. Pure: `now` is given."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from monitor.dates import from_local, to_local
from monitor.registers.columns import Cells, Column, folded, read
from monitor.registers.nouns import Request
from monitor.registers.terms import Law, due

State = Literal["answered", "answered-late", "waiting", "soon", "overdue"]
STATES: dict[State, str] = {
    "answered": "відповідь надано",
    "answered-late": "відповідь надано із запізненням",
    "waiting": "чекає на відповідь",
    "soon": "строк спливає",
    "overdue": "прострочено",
}
# A reply has to be signed by somebody: one working day's notice.
SOON = timedelta(days=1)
# An hour as a workbook keeps it: the part of a day that has passed, 0.430555555555556 for 10:20.
_PART_OF_DAY = re.compile(r"0[.,][0-9]{1,17}")
_MINUTES = 24 * 60
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
COLUMNS = (
    Column("number", ("номер", "№", "вхідний номер", "вх. номер"), required=True),
    Column("received", ("надійшов", "дата надходження", "дата", "отримано"), required=True),
    Column("clock", ("година", "час")),
    Column("sender", ("від кого", "журналіст", "заявник", "автор"), required=True),
    Column("outlet", ("видання", "змі", "редакція", "медіа")),
    Column("subject", ("зміст", "про що", "тема", "предмет"), required=True),
    Column("law", ("закон", "за яким законом")),
    Column("term", ("строк", "вид строку", "термін")),
    Column("answered", ("відповідь", "дата відповіді", "надано відповідь")),
    Column("reply", ("вихідний номер", "вих. номер", "номер відповіді")),
    Column("note", ("примітка", "примітки")),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A request with the instant it is due (UTC), the law that says so, and where it stands."""

    request: Request
    due: datetime
    law: str
    state: State

    @property
    def last_day(self) -> date:
        """The last Kyiv day on which a reply is in time."""
        return to_local(self.due - timedelta(seconds=1)).date()


def key(request: Request) -> str:
    """Incoming numbers begin anew every year."""
    return f"{request.received.year}/{folded(request.number)}"


def with_answers(rows: Sequence[tuple[str, object]], known: Mapping[str, Request]) -> list[tuple[str, object]]:
    """Imported requests by key; an answer noted here is not undone by a table that does not know of it yet."""
    return [(name, _answered(row, known.get(name))) for name, row in rows]


def _answered(row: object, old: Request | None) -> object:
    if not isinstance(row, Request) or row.answered or old is None or old.answered is None:
        return row
    return replace(row, answered=old.answered, reply=row.reply or old.reply)


def read_requests(rows: Sequence[Sequence[str]], name: str, laws: Mapping[str, Law]) -> tuple[Request, ...]:
    """The requests of a table. Raises ConfigError (see columns.read)."""
    named = {word: law.id for law in laws.values() for word in (law.id, folded(law.name), *law.words)}

    def make(cells: Cells) -> Request:
        law = cells.choice("law", named, next(iter(laws)))
        terms = {word: code for code, term in laws[law].terms.items() for word in (code, *term.words)}
        received, answered = cells.needed_day("received"), cells.day("answered")
        if answered and answered < received:
            cells.wrong("answered", "відповідь раніша за запит")
        return Request(
            number=cells.text("number"),
            received=received,
            clock=_clock(cells),
            sender=cells.text("sender"),
            outlet=cells.text("outlet"),
            subject=cells.text("subject"),
            law=law,
            term=cells.choice("term", terms, "usual"),
            answered=answered,
            reply=cells.text("reply"),
            note=cells.text("note"),
        )

    return read(rows, COLUMNS, make, name=name, key=key)


def _clock(cells: Cells) -> str:
    text = cells.text("clock").removesuffix(":00") if cells.text("clock").count(":") == 2 else cells.text("clock")
    if not text:
        return ""
    if _PART_OF_DAY.fullmatch(text):
        minutes = min(round(float(text.replace(",", ".")) * _MINUTES), _MINUTES - 1)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    match = _CLOCK.fullmatch(text)
    if match is None:
        cells.wrong("clock", f"не година: «{text}»; пишіть 14:30")
        return ""
    return f"{int(match[1]):02d}:{match[2]}"


def standing(
    requests: Iterable[Request], laws: Mapping[str, Law], holidays: Collection[date], now: datetime
) -> list[Standing]:
    """Every request with its term, the most urgent first, answered ones after them by day of receipt."""
    found = [_standing(request, laws, holidays, now) for request in requests]
    open_ones = sorted(
        (one for one in found if one.request.answered is None), key=lambda one: (one.due, one.request.number)
    )
    answered = sorted(
        (one for one in found if one.request.answered is not None),
        key=lambda one: (one.request.received, one.request.number),
    )
    return [*open_ones, *answered]


def _standing(request: Request, laws: Mapping[str, Law], holidays: Collection[date], now: datetime) -> Standing:
    # A request may name a law or term that the office has since taken out of its table: then the first law's usual.
    law = laws.get(request.law) or next(iter(laws.values()))
    until = due(law.terms.get(request.term) or law.terms["usual"], request.received, request.clock, holidays)
    name = f"{law.name}, {law.article}" if law.article else law.name
    state: State
    if request.answered is not None:
        # The hour of a reply is not noted: a day that began before the term ran out is in time.
        state = "answered" if from_local(request.answered) < until else "answered-late"
    elif now >= until:
        state = "overdue"
    else:
        state = "soon" if until - now <= SOON else "waiting"
    return Standing(request, until, name, state)
