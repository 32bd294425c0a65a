"""The chronicle of public events: what items tell of parties, civic and religious organisations, one event each.

Merges what several items tell of one event and puts a person's word before the program's. Finds no event itself: that
is the classifiers'. How an event is written stands in event_lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from monitor.dates import kyiv_day
from monitor.language import lemmas, tokens
from monitor.language.numerals import days
from monitor.model import Clip, Event
from monitor.registers.cells import LONGEST_SPAN, CellError, day
from monitor.registers.columns import folded
from monitor.registers.mentions import same_name
from monitor.registers.nouns import EventDecision, EventState, Organisation, PublicEvent
from monitor.registers.organisations import key

STATES: dict[EventState, str] = {"proposed": "не розглянуто", "confirmed": "підтверджено", "rejected": "відхилено"}
FIELDS = ("state", "date", "until", "kind", "place", "organisers", "subject", "same")
# Of 21 events found in the written items 21 were events: Wilson's lower bound of that precision. Each further outlet
# that tells of the same event is taken as a witness of its own.
ONE_WITNESS = 0.85
_WITHOUT_DAY = 0.5  # an event without a day cannot be told from another of its kind
# Half of the telling words: «площа біля міської ради» and «майдан перед будівлею міської ради» are one place.
_SAME_PLACE = 0.5
_SHORTEST_WORD = 3
UNSAID = "захід"  # the kind of an event that only a person saw, until they say it
# The verb by which a sentence that names an event goes on: what follows is no subject of the event.
_HAPPENED = re.compile(
    r"(?i)\s(?:відбу(?:вся|лася|лося|лися|деться|дуться|вається|ваються)|пройш(?:ов|ла|ло|ли)|про(?:йде|ходить)"
    r"|прош(?:ёл|ел|ла|ло|ли)|состо(?:ялся|ялась|ялось|ялись|ится|ятся)|прой?д[её]т)\b"
)
_JOINING = tuple(
    [word] for word in ("що", "який", "яка", "яке", "які", "что", "который", "которая", "которое", "которые")
)
# Kinds that items use for one event, Ukrainian first: outlets call the same gathering a rally, a picket or a protest.
_FAMILIES: tuple[tuple[str, ...], ...] = (
    (
        "мітинг", "мітинг-протест", "пікет", "акція протесту", "мирна акція", "акція на підтримку", "акція-нагадування",
        "хода", "страйк", "народне віче", "автопробіг", "флешмоб", "демонстрація", "голодування", "живий ланцюг",
        "велопробіг", "акція",
    ),
    ("хресна хода", "молитовне зібрання", "проща"),
    ("громадські слухання", "громадське обговорення", "круглий стіл", "зустріч", "публічна дискусія", "дебати"),
    ("звітно-виборна конференція", "конференція", "форум", "з’їзд", "загальні збори", "збори", "установчі збори"),
    ("парафіяльні збори",),
    ("пресконференція",),
    ("вшанування пам’яті",),
    ("толока",),
    ("колядування",),
)  # fmt: skip
# The names of kinds in items written in Russian; the report is in Ukrainian.
_RUSSIAN = {
    "митинг": "мітинг", "пикет": "пікет", "митинг-протест": "мітинг-протест", "крестный ход": "хресна хода",
    "общественные слушания": "громадські слухання", "общественное обсуждение": "громадське обговорення",
    "пресс-конференция": "пресконференція", "отчётно-выборная конференция": "звітно-виборна конференція",
    "собрание прихожан": "парафіяльні збори", "общее собрание": "загальні збори",
    "акция-напоминание": "акція-нагадування", "акция протеста": "акція протесту", "мирная акция": "мирна акція",
    "акция в поддержку": "акція на підтримку", "забастовка": "страйк", "шествие": "хода",
    "сход жителей": "народне віче", "автопробег": "автопробіг",
    "круглый стол": "круглий стіл", "молитвенное собрание": "молитовне зібрання",
    "съезд": "з’їзд", "конференция": "конференція", "встреча": "зустріч",
    "демонстрация": "демонстрація", "голодовка": "голодування", "живая цепь": "живий ланцюг", "собрание": "збори",
    "публичная дискуссия": "публічна дискусія", "дебаты": "дебати", "паломничество": "проща",
    "субботник": "толока", "вечер памяти": "вшанування пам’яті", "колядки": "колядування", "велопробег": "велопробіг",
    "учредительное собрание": "установчі збори", "акция": "акція",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told:
    """One item's word on an event."""

    clip: Clip
    event: Event
    kind: str  # in Ukrainian

    @property
    def span(self) -> tuple[date, date] | None:
        return (self.event.date, self.event.until or self.event.date) if self.event.date else None


def chronicle(
    clips: Iterable[Clip],
    decisions: Sequence[EventDecision] = (),
    organisations: Sequence[Organisation] = (),
    *,
    named: Collection[str] = (),
) -> tuple[PublicEvent, ...]:
    """Every event the clips tell of, by day, then by what happened; those without a day stand last.

    `named`: articles of which a person said that they tell of one, though the program saw none: its fields are theirs
    to fill in.
    Rejected ones are there too, with their state. A decision stands with whatever event its item belongs to now.
    """
    joined = _joined(decisions)
    groups = _grouped(_told(clips, named), joined)
    found = [_decided(_event(group, organisations), decisions) for group in groups]
    return tuple(sorted(found, key=_order))


def _joined(decisions: Iterable[EventDecision]) -> dict[str, frozenset[str]]:
    """item -> the items that a person said tell of its event, both ways; a word on itself takes all of its own back."""
    found: dict[str, frozenset[str]] = {}
    for one in decisions:
        if one.field != "same":
            continue
        if one.value == one.event:
            for other in found.pop(one.event, frozenset()):
                found[other] -= {one.event}
        else:
            for name, other in ((one.event, one.value), (one.value, one.event)):
                found[name] = found.get(name, frozenset()) | {other}
    return found


def within(events: Iterable[PublicEvent], first: date, last: date) -> tuple[PublicEvent, ...]:
    """The events that begin on these days, in the order given."""
    return tuple(one for one in events if one.first is not None and first <= one.first <= last)


def for_report(events: Iterable[PublicEvent], first: date, last: date) -> tuple[PublicEvent, ...]:
    """What a report lists and counts: confirmed events of these days."""
    return tuple(one for one in within(events, first, last) if one.state == "confirmed")


def _order(event: PublicEvent) -> tuple[object, ...]:
    return (event.first is None, event.first or date.min, event.last or date.min, folded(event.kind), event.id)


# --- which items tell of one event --------------------------------------------------------------------------------


def _told(clips: Iterable[Clip], named: Collection[str]) -> list[_Told]:
    seen = ((clip, clip.event or (_unseen(clip) if clip.article.id in named else None)) for clip in clips)
    found = [
        _Told(clip, event, _RUSSIAN.get(event.kind, event.kind))
        for clip, event in seen
        if event is not None and (clip.relevance == "about" or clip.outlet.official)
    ]
    return sorted(found, key=lambda told: (_published(told) or date.max, told.clip.article.id))


def _unseen(clip: Clip) -> Event:
    return Event(date=None, until=None, kind=UNSAID, place=None, organisers=(), subject=clip.article.title or None)


def _published(told: _Told) -> date | None:
    moment = told.clip.article.published
    return kyiv_day(moment.at) if moment else None


def _grouped(told: Sequence[_Told], joined: Mapping[str, frozenset[str]]) -> list[list[_Told]]:
    """Items that tell of one event, through others of it where need be; every group in the order of `told`."""
    group = list(range(len(told)))  # the lowest number of its group
    meeting: dict[object, list[int]] = {}
    for number, one in enumerate(told):
        for place in _meets(one, joined):
            others = meeting.setdefault(place, [])
            for other in others:
                if group[number] != group[other] and _same(one, told[other], joined):
                    low, high = sorted((group[number], group[other]))
                    group = [low if found == high else found for found in group]
            others.append(number)
    found: dict[int, list[_Told]] = {}
    for number, one in enumerate(told):
        found.setdefault(group[number], []).append(one)
    return list(found.values())


def _meets(one: _Told, joined: Mapping[str, frozenset[str]]) -> Iterator[object]:
    """Where an item may meet others of its event: its days, its story, and the item a person joined it with."""
    if one.span:
        yield from days(one.span[0], min(one.span[1], one.span[0] + LONGEST_SPAN))
    if one.clip.story is not None:
        yield "story", one.clip.story
    yield "item", one.clip.article.id
    for other in sorted(joined.get(one.clip.article.id, ())):
        yield "item", other


def _same(one: _Told, other: _Told, joined: Mapping[str, frozenset[str]]) -> bool:
    if other.clip.article.id in joined.get(one.clip.article.id, ()):
        return True
    story = one.clip.story is not None and one.clip.story == other.clip.story
    if not _kindred(one.kind, other.kind):
        return False
    if one.span is None or other.span is None:
        return story
    if one.span[0] > other.span[1] or other.span[0] > one.span[1]:
        return False
    return story or _share_organiser(one.event, other.event) or _share_place(one.event, other.event)


def _kindred(one: str, other: str) -> bool:
    return one == other or any(one in family and other in family for family in _FAMILIES)


def _share_organiser(one: Event, other: Event) -> bool:
    return any(same_name(left, right) for left in one.organisers for right in other.organisers)


def _share_place(one: Event, other: Event) -> bool:
    """Most telling words of the shorter place stand in the longer; nothing is shared with a place not told."""
    first, second = (_words(event.place) for event in (one, other))
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    return sum(any(word & seen for seen in long) for word in short) / len(short) > _SAME_PLACE


def _words(text: str | None) -> list[frozenset[str]]:
    return [lemmas(token.word) for token in tokens(text or "") if len(token.word) >= _SHORTEST_WORD]


# --- one event out of its items -----------------------------------------------------------------------------------


def _event(group: Sequence[_Told], organisations: Sequence[Organisation]) -> PublicEvent:
    """The earliest item gives the name, the latest that says a field gives the field, Ukrainian before Russian."""
    last_word = [told for told in reversed(group) if told.clip.article.language != "ru"] or list(reversed(group))
    everyone = [*last_word, *(told for told in reversed(group) if told not in last_word)]
    dated = next((told for told in everyone if told.span), None)
    organisers = _organisers(everyone)
    subject, quoted = _subject(everyone)
    return PublicEvent(
        id=group[0].clip.article.id,
        first=dated.event.date if dated else None,
        last=dated.span[1] if dated and dated.span else None,
        kind=everyone[0].kind,
        place=next((told.event.place for told in everyone if told.event.place), "").rstrip(" .,;:"),
        organisers=organisers,
        subject=subject,
        quoted=quoted,
        held=_held(group, dated.event.date if dated else None),
        confidence=_confidence(group, dated=dated is not None),
        # A person who said «event: yes» of one of the items has confirmed it.
        state="confirmed" if any("event" in told.clip.decided for told in group) else "proposed",
        articles=tuple(told.clip.article.id for told in group),
        registered=_registered(organisers, organisations),
    )


def _organisers(told: Sequence[_Told]) -> tuple[str, ...]:
    found: list[str] = []
    for one in told:
        found.extend(name for name in one.event.organisers if not any(same_name(name, known) for known in found))
    return tuple(found)


def _subject(told: Sequence[_Told]) -> tuple[str, bool]:
    """A clause of the text, or else a headline, which must be told as one."""
    clauses = [one for one in told if one.event.subject and one.event.subject.strip() != one.clip.article.title.strip()]
    if clauses:
        return _without_predicate(str(clauses[0].event.subject)), False
    return next(((str(one.event.subject), True) for one in told if one.event.subject), ("", False))


def _without_predicate(clause: str) -> str:
    """«проти забудови парку відбувся на площі» -> «проти забудови парку»; a subordinate clause keeps its verb."""
    found = _HAPPENED.search(clause)
    if found is None or clause[: found.start()].split()[-1:] in _JOINING:
        return clause
    return clause[: found.start()].rstrip(" ,–-")


def _held(group: Iterable[_Told], day_of_event: date | None) -> bool:
    """Did an item tell of it on its day or later? What came before can only have announced it."""
    published = [found for told in group if (found := _published(told))]
    return day_of_event is not None and any(found >= day_of_event for found in published)


def _confidence(group: Sequence[_Told], *, dated: bool) -> float:
    witnesses = {told.clip.outlet.id for told in group if told.clip.relation != "reprint"}
    found = 1 - (1 - ONE_WITNESS) ** max(1, len(witnesses))
    return round(found if dated else found * _WITHOUT_DAY, 3)


def _registered(names: Iterable[str], organisations: Sequence[Organisation]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            key(one)
            for name in names
            for one in organisations
            if any(same_name(name, known) for known in (one.name, *one.aliases))
        )
    )


# --- a person's word ----------------------------------------------------------------------------------------------


def _decided(event: PublicEvent, decisions: Iterable[EventDecision]) -> PublicEvent:
    for decision in decisions:
        if decision.event in event.articles and decision.field != "same":
            event = _edited(event, decision)
    return event


def _edited(event: PublicEvent, decision: EventDecision) -> PublicEvent:
    changes = dict(_changes(event, decision.field, decision.value))
    edited = event.edited if decision.field == "state" else tuple(dict.fromkeys((*event.edited, decision.field)))
    return replace(event, **changes, edited=edited)  # type: ignore[arg-type]  # names and types are those of _changes


def _changes(event: PublicEvent, field: str, value: str) -> Iterator[tuple[str, object]]:
    if field == "state":
        yield "state", cast(EventState, value)
    elif field == "date":
        found = day(value)
        length = event.last - event.first if event.first and event.last and "until" not in event.edited else None
        yield "first", found
        yield "last", found + length if length is not None else max(found, event.last or found)
    elif field == "until":
        yield "last", day(value) if value else event.first
    elif field == "organisers":
        yield "organisers", tuple(part.strip() for part in value.split("|") if part.strip())
    elif field == "subject":
        yield from (("subject", value), ("quoted", False))
    else:
        yield field, value


def with_word(event: PublicEvent, field: str, value: str) -> PublicEvent:
    """The event as it will be once a person's word without problems is stored."""
    return event if field == "same" else replace(event, **dict(_changes(event, field, value)))  # type: ignore[arg-type]


def problem(event: PublicEvent, field: str, value: str) -> str:
    """What is wrong with a person's word before it is stored, as a Ukrainian sentence; "" where nothing is."""
    if field not in FIELDS:
        return f"невідоме поле «{field}»; можна: {', '.join(FIELDS)}"
    if field == "state" and value not in STATES:
        return f"невідомий стан «{value}»; можна: {', '.join(STATES)}"
    if field == "kind" and not value.strip():
        return "вид події не може бути порожнім"
    if field in ("date", "until") and (value or field == "date"):
        try:
            found = day(value)
        except CellError as error:
            return str(error)
        if field == "until" and event.first is not None and found < event.first:
            return "подія закінчується раніше, ніж починається"
    return ""
