"""Which of a text's bodies hold a gathering: whose deed of organising is told beside it, or who can be nobody else.

Never takes a body for being named: of gatherings that anybody holds the holder must be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.events import who
from classifiers.events.wording import PARISH, SAME, STATE

# How many sentences may lie between a gathering and the body that holds it, where no deed of organising is told.
NEAR = 3
# The same for gatherings that councils and schools hold as often, and for the word that they do.
BESIDE = 1
_ORGANISERS = re.compile(r"(?i)організатор|организатор|ініціатор|инициатор")
_FAITHFUL = frozenset({"хресна хода", "молитовне зібрання", "парафіяльні збори", "проща"})
# A body is founded at it: nobody need be told to hold it.
_FOUNDING = frozenset({"установчі збори"})
PROTESTS = frozenset({"мітинг", "мітинг-протест", "пікет", "акція протесту", "мирна акція", "страйк", "хода"})


@dataclass(frozen=True, slots=True)
class Gathering:
    """A kind of event (its name in both languages) and the sentence that tells it."""

    names: tuple[str, str]
    sentence: int
    first: int  # the sentence that tells of it first
    manner: bool = False  # told by its manner only
    weak: bool = False  # of a kind that many bodies hold
    faithful: bool = False  # one that a parish may hold as well as anybody


def holders(
    lines: Sequence[str], gathering: Gathering, language: str, bodies: Sequence[who.Organiser]
) -> tuple[str, ...]:
    faithful = gathering.names[0] in _FAITHFUL
    held = [o for o in bodies if not o.loose or o.near or _stands_for(o, gathering)]
    found = [o for o in held if faithful or o.kind != "faith" or _holds_worldly(o, gathering)]
    named = [o for o in found if o.kind != "bare" or _ORGANISERS.search(lines[o.sentence])] or found
    best = _best(named, gathering) or _told_later(lines, named, gathering)
    if best and not any(o.near for o in best) and _of_the_state(lines, gathering):
        return ()
    if not best and faithful and not gathering.weak:
        community = who.church(lines, language)
        return (community,) if community else ()
    bodily = [o for o in best if not o.people] or best
    return tuple(o.name for o in sorted(bodily, key=lambda o: not o.near)[:3])


def _stands_for(one: who.Organiser, gathering: Gathering) -> bool:
    """Does a body of which no deed is told ask for something at this protest, or is it founded at this assembly?"""
    near = abs(one.sentence - gathering.sentence) <= NEAR
    protest = gathering.names[0] in PROTESTS or gathering.manner
    return near and ((one.asks and protest) or (one.kind == "league" and gathering.names[0] in _FOUNDING))


def _holds_worldly(one: who.Organiser, gathering: Gathering) -> bool:
    """Is a religious body told, in the same sentence, to hold a gathering of another kind?"""
    called = gathering.names[0] == "зустріч"  # a service is told so too
    return one.near and not one.people and not called and one.sentence == gathering.sentence


def _best(found: Sequence[who.Organiser], gathering: Gathering) -> list[who.Organiser]:
    """Those whose deed is told near the gathering, else the ones near it, else those whose deed is told anywhere."""

    def within(furthest: int) -> list[who.Organiser]:
        return [o for o in found if abs(o.sentence - gathering.sentence) <= furthest]

    if gathering.weak:
        return [o for o in within(BESIDE) if o.near and not (gathering.manner and o.kind == "bare")]
    close = [o for o in within(NEAR) if o.deed or o.asks or not gathering.manner]
    deeds = [o for o in found if o.deed and o.kind != "bare"] if not gathering.manner else []
    return [o for o in close if o.near] or [o for o in close if o.deed] or close or deeds


def _told_later(lines: Sequence[str], found: Sequence[who.Organiser], gathering: Gathering) -> list[who.Organiser]:
    """«Захід улаштувала ГО …» further down; «парафія пройшла хресною ходою» of the parish named before."""
    if gathering.names[0] in _FAITHFUL:
        return [o for o in found if o.kind == "faith"] if PARISH.search(lines[gathering.sentence]) else []
    later = [o for o in found if gathering.sentence < o.sentence <= gathering.sentence + NEAR]
    return [o for o in later if o.near and not o.loose and SAME.search(lines[o.sentence])]


def _of_the_state(lines: Sequence[str], gathering: Gathering) -> bool:
    """Is it told near the gathering that a council, the police or a school holds it?"""
    near = lines[max(0, gathering.sentence - BESIDE) : gathering.sentence + BESIDE + 1]
    return any(STATE.search(line) for line in near)
