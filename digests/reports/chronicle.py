"""The chronicle of public events: what items tell of parties, civic and religious organisations, one event each.

Merges what several items tell of one event and puts a person's word before the program's. Finds no event itself: that
is the classifiers'. How an event is written stands in event_lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from digests.reports.event_fields import Told, age, as_event, merged
from digests.reports.event_kinds import kindred, ukrainian
from monitor.language import lemmas, tokens
from monitor.language.numerals import days
from monitor.model import Clip, Event
from monitor.registers.cells import LONGEST_SPAN, CellError, day
from monitor.registers.columns import folded
from monitor.registers.mentions import same_name
from monitor.registers.nouns import EventDecision, EventState, Organisation, PublicEvent

STATES: dict[EventState, str] = {"proposed": "не розглянуто", "confirmed": "підтверджено", "rejected": "відхилено"}
FIELDS = ("state", "date", "until", "kind", "place", "organisers", "subject", "same")
# Half of the telling words: «площа біля міської ради» and «майдан перед будівлею міської ради» are one place.
_SAME_PLACE = 0.5
_SHORTEST_WORD = 3
UNSAID = "захід"  # the kind of an event that only a person saw, until they say it


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
    Rejected ones are there too, with their state. A decision stands with whatever event its item belongs to now; that
    of an item which tells of it no longer (a person left it out), with the event whose other items tell the same.
    """
    clips = list(clips)
    joined = _joined(decisions)
    told = _told(clips, named)
    groups = _grouped(told, joined)
    heirs = _heirs(groups, _left_out(clips, told, decisions), joined)
    whole = [replace(merged(group, organisations), inherits=tuple(heirs.get(n, ()))) for n, group in enumerate(groups)]
    found = [_decided(one, decisions) for one in whole]
    return tuple(sorted(found, key=_order))


def of_stories(
    stories: Sequence[Sequence[Clip]],
    decisions: Sequence[EventDecision] = (),
    events: Iterable[PublicEvent] = (),
) -> list[Event | None]:
    """The event that the clips of each story tell of; of two, the one a Ukrainian clip tells, then the first in order.

    What several stories tell is joined as in the chronicle, and each of them has the whole event: equal events are one.
    Each field comes from a Ukrainian item where one says it; the kind is Ukrainian always. `events` is the chronicle:
    what people said there comes before what these clips say, and an event that somebody rejected is none.
    """
    said = {name: one for one in events if one.edited or one.state != "proposed" for name in one.articles}
    told = [
        [Told(clip, clip.event, ukrainian(clip.event.kind)) for clip in clips if clip.event is not None]
        for clips in stories
    ]
    groups = _grouped(sorted((one for story in told for one in story), key=age), _joined(decisions))
    whole = {one.clip.article.id: as_event(merged(group, ())) for group in groups for one in group}
    named = [next((one for one in story if not one.russian), story[0] if story else None) for story in told]
    found: list[Event | None] = []
    for clips, one in zip(stories, named, strict=True):
        word = next((said[clip.article.id] for clip in clips if clip.article.id in said), None)
        if word is not None:
            found.append(as_event(word) if word.state != "rejected" else None)
        else:
            found.append(whole[one.clip.article.id] if one is not None else None)
    return found


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


def _told(clips: Iterable[Clip], named: Collection[str]) -> list[Told]:
    seen = ((clip, clip.event or (_unseen(clip) if clip.article.id in named else None)) for clip in clips)
    found = [
        Told(clip, event, ukrainian(event.kind))
        for clip, event in seen
        if event is not None and (clip.relevance == "about" or clip.outlet.official)
    ]
    return sorted(found, key=age)


def _unseen(clip: Clip) -> Event:
    return Event(date=None, until=None, kind=UNSAID, place=None, organisers=(), subject=clip.article.title or None)


def _grouped(told: Sequence[Told], joined: Mapping[str, frozenset[str]]) -> list[list[Told]]:
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
    found: dict[int, list[Told]] = {}
    for number, one in enumerate(told):
        found.setdefault(group[number], []).append(one)
    return list(found.values())


def _meets(one: Told, joined: Mapping[str, frozenset[str]]) -> Iterator[object]:
    """Where an item may meet others of its event: its days, its story, and the item a person joined it with."""
    if one.span:
        yield from days(one.span[0], min(one.span[1], one.span[0] + LONGEST_SPAN))
    if one.clip.story is not None:
        yield "story", one.clip.story
    yield "item", one.clip.article.id
    for other in sorted(joined.get(one.clip.article.id, ())):
        yield "item", other


def _same(one: Told, other: Told, joined: Mapping[str, frozenset[str]]) -> bool:
    if other.clip.article.id in joined.get(one.clip.article.id, ()):
        return True
    story = one.clip.story is not None and one.clip.story == other.clip.story
    if not kindred(one.kind, other.kind):
        return False
    if one.span is None or other.span is None:
        return story
    if one.span[0] > other.span[1] or other.span[0] > one.span[1]:
        return False
    return story or _share_organiser(one.event, other.event) or _share_place(one.event, other.event)


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


# --- a person's word ----------------------------------------------------------------------------------------------


def _decided(event: PublicEvent, decisions: Iterable[EventDecision]) -> PublicEvent:
    for decision in decisions:
        if decision.event in event.codes and decision.field != "same":
            event = _edited(event, decision)
    return event


def _left_out(clips: Sequence[Clip], told: Sequence[Told], decisions: Iterable[EventDecision]) -> list[Told]:
    """What items say that a person left out, and on whose events something was decided before."""
    standing = {one.clip.article.id for one in told}
    meant = {one.event for one in decisions} - standing
    return [
        Told(clip, clip.event, ukrainian(clip.event.kind))
        for clip in clips
        if clip.event is not None and clip.article.id in meant and "relevance" in clip.decided
    ]


def _heirs(
    groups: Sequence[Sequence[Told]], gone: Sequence[Told], joined: Mapping[str, frozenset[str]]
) -> dict[int, list[str]]:
    """Number of a group -> the items left out that tell of its event: of the first group that says the same."""
    meeting: dict[object, list[tuple[int, Told]]] = {}
    for number, group in enumerate(groups if gone else ()):
        for other in group:
            for place in _meets(other, joined):
                meeting.setdefault(place, []).append((number, other))
    found: dict[int, list[str]] = {}
    for one in gone:
        others = (pair for place in _meets(one, joined) for pair in meeting.get(place, ()))
        alike = [number for number, other in others if _same(one, other, joined)]
        if alike:
            found.setdefault(min(alike), []).append(one.clip.article.id)
    return found


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
