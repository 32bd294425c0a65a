"""The chronicle as a table: events out with empty cells for decisions, filled cells back in. Pure: applies nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from monitor.codec import instant, stamp
from monitor.dates import to_local
from monitor.registers.nouns import EventDecision, PublicEvent
from monitor.review.reading import TableError, places
from monitor.review.taking import Rejected
from monitor.text import clean_line

# key -> header, as in the review of items; the decisions are those that begin so.
COLUMNS: dict[str, str] = {
    "id": "код",
    "state": "стан",
    "date": "дата",
    "until": "до дати",
    "kind": "вид",
    "place": "місце",
    "organisers": "організатори",
    "subject": "предмет",
    "line": "запис у звіті",
    "held": "відбулося",
    "confidence": "певність",
    "items": "матеріали",
    "decide state": "рішення: стан",
    "decide date": "рішення: дата",
    "decide until": "рішення: до дати",
    "decide kind": "рішення: вид",
    "decide place": "рішення: місце",
    "decide organisers": "рішення: організатори",
    "decide subject": "рішення: предмет",
    "exported": "вивантажено",
}
DECISIONS = ("state", "date", "until", "kind", "place", "organisers", "subject")
_STATES = {"proposed": "не розглянуто", "confirmed": "підтверджено", "rejected": "відхилено"}
_SAID = {
    **{word: code for code, word in _STATES.items()},
    **{code: code for code in _STATES},
    "так": "confirmed",
    "+": "confirmed",
    "підтвердити": "confirmed",
    "ні": "rejected",
    "-": "rejected",
    "відхилити": "rejected",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell that says something new; `event` is the code in the table."""

    line: int
    event: str
    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A newer decision says otherwise; neither is overwritten. `text` is a Ukrainian sentence."""

    line: int
    event: str
    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The plan of one file."""

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    unchanged: int = 0


def rows(
    events: Sequence[PublicEvent], urls: Mapping[str, str], line: Callable[[PublicEvent], str], exported: datetime
) -> list[Sequence[str]]:
    """The header and a row for each event, in the order given. `urls`: article -> address."""
    return [tuple(COLUMNS.values()), *(_row(event, urls, line, exported) for event in events)]


def _row(
    event: PublicEvent, urls: Mapping[str, str], line: Callable[[PublicEvent], str], exported: datetime
) -> Sequence[str]:
    return (
        f"#{event.id}",  # a bare id of digits and «e» would be read as a number
        _STATES[event.state],
        _day(event.first),
        _day(event.last) if event.last != event.first else "",
        clean_line(event.kind),
        clean_line(event.place),
        " | ".join(clean_line(name) for name in event.organisers),
        clean_line(event.subject),
        clean_line(line(event)),
        "так" if event.held else "ні",
        f"{event.confidence:.2f}".replace(".", ","),
        " ".join(urls.get(article, f"#{article}") for article in event.articles),
        *("" for _ in DECISIONS),
        stamp(exported),
    )


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def take(
    rows: Sequence[Sequence[str]],
    events: Sequence[PublicEvent],
    decisions: Sequence[EventDecision],
    problem: Callable[[PublicEvent, str, str], str],
    *,
    name: str,
    by: str,
    unguard: Callable[[str], str],
) -> Taken:
    """The plan for a table: what to decide, what a newer decision of another person contradicts, what is no legal
    value.

    Raises TableError where the table is not ours.
    """
    if not rows:
        raise TableError(f"{name}: таблиця порожня.")
    where = places(rows[0], COLUMNS, [f"decide {field}" for field in DECISIONS], name)
    known = {code: event for event in events for code in event.codes}
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    rejected: list[Rejected] = []
    unchanged = 0
    for number, row in enumerate(rows[1:], start=2):
        cells = {key: unguard(row[at]).strip() if at < len(row) else "" for key, at in where.items()}
        asked = {field: text for field in DECISIONS if (text := cells.get(f"decide {field}", ""))}
        code = cells["id"].removeprefix("#").lower()
        event = known.get(code)
        if asked and event is None:
            rejected.append(Rejected(line=number, column=COLUMNS["id"], text=f"події з кодом «{cells['id']}» немає"))
            continue
        for field, text in asked.items():
            assert event is not None
            value = _SAID.get(text.lower(), text) if field == "state" else text.replace(";", "|")
            said = _no_state(text) if field == "state" and value not in _STATES else problem(event, field, value)
            if said:
                rejected.append(Rejected(line=number, column=COLUMNS[f"decide {field}"], text=said))
                continue
            standing = [one for one in decisions if one.event in event.codes and one.field == field]
            if standing and standing[-1].value == value:
                unchanged += 1
            elif standing and not _corrects(standing, by, value) and _newer(standing[-1], cells.get("exported", "")):
                conflicts.append(Conflict(line=number, event=code, field=field, text=_conflict(standing[-1], text)))
            else:
                changes.append(Change(line=number, event=code, field=field, value=value))
        unchanged += not asked and any(cells.values())
    return Taken(changes=tuple(changes), conflicts=tuple(conflicts), rejected=tuple(rejected), unchanged=unchanged)


def _corrects(standing: Sequence[EventDecision], by: str, value: str) -> bool:
    """Is it a person's new word after their own? What they said before comes of the same table read again."""
    return standing[-1].by == by and all((one.by, one.value) != (by, value) for one in standing)


def _no_state(text: str) -> str:
    near = get_close_matches(text.lower()[:60], _STATES.values(), n=1)
    hint = f"; можливо, «{near[0]}»?" if near else "."
    return f"«{text[:60]}» – такого стану немає{hint} Можна: {'; '.join(f'«{word}»' for word in _STATES.values())}"


def _newer(decision: EventDecision, exported: str) -> bool:
    """Was the decision made after the table was exported, or in its second? A table without its column is too old."""
    try:
        return decision.at.replace(microsecond=0) >= instant(exported)
    except ValueError:
        return True


def _conflict(decision: EventDecision, text: str) -> str:
    was = _STATES.get(decision.value, decision.value)
    when = f"{to_local(decision.at):%d.%m.%Y %H:%M}"
    return f"{decision.by} уже вирішив(ла) «{was}» ({when}), а в таблиці – «{text}»; лишається «{was}»"
