"""One event out of the items that tell of it: which item gives which field, in Ukrainian wherever one of them does.

Says nothing of which items tell of one event: that is the chronicle's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.dates import kyiv_day
from monitor.model import Article, Clip, Event
from monitor.registers.mentions import same_name
from monitor.registers.nouns import Organisation, PublicEvent
from monitor.registers.organisations import key
from monitor.text import straight

# Of 21 events found in the written items 21 were events: Wilson's lower bound of that precision. Each further outlet
# that tells of the same event is taken as a witness of its own.
ONE_WITNESS = 0.85
_WITHOUT_DAY = 0.5  # an event without a day cannot be told from another of its kind
# The verb by which a sentence that names an event goes on: what follows is no subject of the event.
_HAPPENED = re.compile(
    r"(?i)\s(?:відбу(?:вся|лася|лося|лися|деться|дуться|вається|ваються)|пройш(?:ов|ла|ло|ли)|про(?:йде|ходить)"
    r"|прош(?:ёл|ел|ла|ло|ли)|состо(?:ялся|ялась|ялось|ялись|ится|ятся)|прой?д[её]т)\b"
)
# The same of who calls it or calls it off: not in a subordinate clause («проти тарифів, які призначили»).
_CALLED = re.compile(
    r"(?i)^[^,]*?(\s(?:признач(?:или|ено|ені)|запланува(?:ли)|заплановано|перенес(?:ли|ено|ені)|відкла(?:ли|дено)|скасу(?:вали)"
    r"|скасовано|оголо(?:сили|шено)|проведуть|назнач(?:или|ены|ен)|запланирова(?:ли|ны)|перенес(?:ены|ён|ен)"
    r"|отложи(?:ли)|отлож(?:ены|ен)|отмен(?:или|ены|ён|ен)|объяв(?:или|лены)|проведут)\b)"
)
_RELATIVE = re.compile(r"(?i)(?:що|щоб|чому|хто|коли|як\w*|что|чтобы|кто|когда|котор\w+|не|й|і|та|и)$")
# A clause ends at a dot, but not at that of a day or of a sum; of what follows as much is taken as a clause may have.
_NUMBER_GOES_ON = re.compile(r"(?:\.\d+)+[^.!?;»\n]{0,100}")
_LONGEST_TEXT = 8_000  # characters in which the classifier looks for events
_JOINING = tuple(
    [word] for word in ("що", "який", "яка", "яке", "які", "что", "который", "которая", "которое", "которые")
)


@dataclass(frozen=True, slots=True)
class Told:
    """One item's word on an event."""

    clip: Clip
    event: Event
    kind: str  # in Ukrainian

    @property
    def russian(self) -> bool:
        return self.clip.article.language == "ru"

    @property
    def span(self) -> tuple[date, date] | None:
        return (self.event.date, self.event.until or self.event.date) if self.event.date else None


def age(told: Told) -> tuple[date, str]:
    """What items are sorted by, the earliest first, those without a day last."""
    return published(told) or date.max, told.clip.article.id


def published(told: Told) -> date | None:
    """The Kyiv day on which the item came out."""
    moment = told.clip.article.published
    return kyiv_day(moment.at) if moment else None


def merged(group: Sequence[Told], organisations: Sequence[Organisation]) -> PublicEvent:
    """The earliest item gives the name, the latest that says a field gives the field, Ukrainian before Russian."""
    latest_first = group[::-1]
    everyone = sorted(latest_first, key=lambda told: told.russian)
    dated = next((told for told in everyone if told.span), None)
    everybody = _organisers(everyone)
    subject, quoted = _subject(everyone)
    return PublicEvent(
        id=group[0].clip.article.id,
        first=dated.event.date if dated else None,
        last=dated.span[1] if dated and dated.span else None,
        kind=everyone[0].kind,
        place=next((told.event.place for told in everyone if told.event.place), "").rstrip(" .,;:"),
        organisers=_organisers([told for told in everyone if not told.russian]) or everybody,
        subject=subject,
        quoted=quoted,
        held=_held(group, dated.event.date if dated else None),
        confidence=_confidence(group, dated=dated is not None),
        # A person who said «event: yes» of one of the items has confirmed it.
        state="confirmed" if any("event" in told.clip.decided for told in group) else "proposed",
        articles=tuple(told.clip.article.id for told in group),
        registered=_registered(everybody, organisations),
    )


def _organisers(told: Sequence[Told]) -> tuple[str, ...]:
    found: list[str] = []
    for one in told:
        found.extend(name for name in one.event.organisers if not any(same_name(name, known) for known in found))
    return tuple(found)


def _subject(told: Sequence[Told]) -> tuple[str, bool]:
    """A clause of the text, or else a headline, which must be told as one."""
    clauses = [one for one in told if one.event.subject and one.event.subject.strip() != one.clip.article.title.strip()]
    titles = [one for one in told if one.event.subject and one not in clauses]
    ours = [one for one in (*clauses, *titles) if not one.russian] or [*clauses, *titles]
    if not ours:
        return "", False
    if ours[0] in titles:
        return str(ours[0].event.subject), True
    return _without_predicate(_whole(str(ours[0].event.subject), ours[0].clip.article)), False


def _whole(clause: str, article: Article) -> str:
    """The clause on to its end where a dot inside a number cut it: «тарифів на 24» of «тарифів на 24.5 грн»."""
    if not clause[-1].isdigit():
        return clause
    text = straight(f"{article.title}\n{article.text[:_LONGEST_TEXT]}")
    start = text.find(straight(clause))
    rest = _NUMBER_GOES_ON.match(text, start + len(clause)) if start >= 0 else None
    return clause + rest[0].rstrip(" ,–") if rest else clause


def _without_predicate(clause: str) -> str:
    """«проти забудови парку відбувся на площі» -> «проти забудови парку»; a subordinate clause keeps its verb."""
    found = _HAPPENED.search(clause)
    if found is not None and clause[: found.start()].split()[-1:] not in _JOINING:
        return clause[: found.start()].rstrip(" ,–-")
    called = _CALLED.match(clause)
    before = clause[: called.start(1)].rstrip(" ,–-") if called else ""
    return clause if " " not in before or _RELATIVE.search(before.split()[-1]) else before


def _held(group: Iterable[Told], day_of_event: date | None) -> bool:
    """Did an item tell of it on its day or later? What came before can only have announced it."""
    days = [day for told in group if (day := published(told))]
    return day_of_event is not None and any(day >= day_of_event for day in days)


def _confidence(group: Sequence[Told], *, dated: bool) -> float:
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


def as_event(found: PublicEvent) -> Event:
    """An event of the chronicle in the words of a verdict, as the brief prints it."""
    return Event(
        date=found.first,
        until=found.last if found.last != found.first else None,
        kind=found.kind,
        place=found.place or None,
        organisers=found.organisers,
        subject=found.subject or None,
    )
