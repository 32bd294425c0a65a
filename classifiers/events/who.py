"""Who holds an event: civic organisations, parties, trade unions and religious communities a text names.

Finds names, not deeds: whether they hold the event is decided beside it. Never takes a council, firm or outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from classifiers.events import named
from classifiers.events.deeds import (
    ADDRESSED,
    ASKING,
    FORMER,
    GATHERING_OF,
    HOLDS_AFTER,
    HOLDS_BEFORE,
    INVITED,
    ORGANISING,
)
from classifiers.events.named import Named
from classifiers.events.naming import alone
from classifiers.events.wording import CALLING, HELD, LEISURE, STATE
from monitor.registers.mentions import Finder, finder
from monitor.registers.nouns import Organisation
from monitor.registers.organisations import key

# Kinds told by a common word or a bare name: bodies only where a deed of organising stands close by.
_LOOSE = frozenset({"bare", "league", "group"})
# In characters: who did a thing stands no further than this from the verb, whose people gather from the kind.
_BESIDE, _LONGEST_KIND = 70, 64
# A clause on the body between its name and its deed.
_ASIDE = re.compile(
    r"(?i)[^,.!?\n«»]{0,50}, (?:як(?:а|ий|е|і)|що|чи(?:ю|я|й|є|ї)|котор(?:ая|ый|ое|ые)) [^,.!?\n]{3,100}, "
)
# A club may be one of football players, a church is a spot of the town: they hold what a verb right beside says.
_CLUB = re.compile(
    r"(?i)\b(?:клуб|кост[её]л|монастир|монастыр|синагог|мечет|центр|хор\b|студі|студи|театр|притул|приют"
    r"|кооператив|палат)"
)
_OF_CLUB = re.compile(r"(?i)(?:громад|общин|параф|приход|вірн|вірян|верующ)")
_PEOPLE = re.compile(r"(?i)парафіян|прихожан|вірн|вірян|верующ|католик|лютеран[иеа]")


@dataclass(frozen=True, slots=True)
class Organiser:
    """A body as a report would name it, the number of its sentence, and whether a deed of organising stands there."""

    name: str
    sentence: int
    deed: bool
    kind: str  # civic | party | union | faith | league | group | bare
    near: bool = False  # the deed stands close to the name
    loose: bool = False  # told by a common word or by a name alone: it holds nothing without a deed near
    asks: bool = False  # it is told to demand something
    signs: bool = False  # its name is a line of its own

    @property
    def people(self) -> bool:
        """Is it a parish's people rather than a body?"""
        return self.kind == "faith" and _PEOPLE.match(self.name) is not None


@dataclass(frozen=True, slots=True)
class Register:
    """The organisations of a place: a finder of their names, and what each is called and is."""

    finder: Finder
    known: Mapping[str, Organisation]


def register(organisations: Sequence[Organisation]) -> Register:
    """The register made ready for many texts."""
    return Register(finder(organisations), {key(one): one for one in organisations})


NOBODY = register(())
_KINDS = {"party": "party", "civic": "civic", "religious": "faith"}


def organisers(lines: Sequence[str], language: str, known: Register = NOBODY) -> list[Organiser]:
    """Every body of the sentences that could hold a public event, in order, each once."""
    found: list[Organiser] = []
    for number, line in enumerate(lines):
        spans = [match.span() for match in ORGANISING.finditer(line)]
        theirs = [match.span() for match in STATE.finditer(line)] if spans else []
        deeds = [(start, end) for start, end in spans if not any(a <= start < b for a, b in theirs)]
        asking = [match.span() for match in ASKING.finditer(line)]
        for one in named.of(line, language):
            before = (max(0, one.start - _BESIDE), one.start)
            if FORMER.search(line, *before) or ADDRESSED.search(line, *before):
                continue
            own = [] if INVITED.search(line, *before) else deeds
            near = _deeds(one, line, [span for span in own if not _between(span, one, theirs)])
            loose = one.loose or one.kind in _LOOSE
            if near or one.kind != "bare":
                asks = _asks(one, asking)
                told = Organiser(
                    one.name,
                    number,
                    near or bool(own),
                    one.kind,
                    near,
                    loose,
                    asks,
                    alone(line[: one.start], line[one.end :]),
                )
                _add(found, told)
        for name, kind in _registered(line, known):
            found = _introduced(found, Organiser(name, number, bool(deeds), kind, bool(deeds)))
    return found


def _between(deed: tuple[int, int], one: Named, theirs: Sequence[tuple[int, int]]) -> bool:
    """Does a council's own deed stand between a verb and the body?"""
    first, last = (deed[1], one.start) if deed[1] <= one.start else (one.end, deed[0])
    return any(first <= start and end <= last for start, end in theirs)


def _asks(one: Named, asking: Sequence[tuple[int, int]]) -> bool:
    """Is it the body that demands: its name stands before the verb, or right behind it?"""
    return any(0 <= start - one.end <= _BESIDE or 0 <= one.start - end <= 1 for start, end in asking)


def _beside(one: Named, line: str, deeds: Sequence[tuple[int, int]]) -> bool:
    aside = _ASIDE.match(line, one.end)  # «громада храму, яка після евакуації молиться в Умані, зібралася»
    end_of_name = aside.end() if aside else one.end
    return any(0 <= one.start - end <= _BESIDE or one.start <= start <= end_of_name + _BESIDE for start, end in deeds)


def _deeds(one: Named, line: str, deeds: Sequence[tuple[int, int]]) -> bool:
    """Is it told close to the name that it holds something: by a verb, or by whose gathering it is?"""
    if one.holds:
        return not STATE.search(line)  # «храм запрошує на форум, який проведе міська рада»
    if one.kind != "bare" and not _club(one):
        return _is_of(one, line) or _beside(one, line, deeds)
    if LEISURE.search(line):
        return False
    if one.kind == "bare" and _is_of(one, line):
        return True
    return HOLDS_BEFORE.search(line, max(0, one.start - _BESIDE), one.start) is not None or (
        HOLDS_AFTER.match(line, one.end) is not None
    )


def _is_of(one: Named, line: str) -> bool:
    """Is the gathering told to be the body's: «збори осередку»? «Збори активістів партії» only if held or called."""
    of_it = GATHERING_OF.search(line, max(0, one.start - _LONGEST_KIND), one.start)
    return of_it is not None and (of_it["theirs"] is None or bool(HELD.search(line) or CALLING.search(line)))


def _club(one: Named) -> bool:
    """Is it a spot or a club, or else the community that has its name from one: «громада костелу»?"""
    return _CLUB.search(one.name) is not None and not _OF_CLUB.match(one.name)


def _add(found: list[Organiser], one: Organiser) -> None:
    """Put a body in, or its deed to the one already there."""
    for at, other in enumerate(found):
        if _same(one.name, other.name):
            loose, signs = one.loose and other.loose, one.signs or other.signs
            if (one.near, one.deed, one.asks) > (other.near, other.deed, other.asks):
                found[at] = replace(one, name=other.name, kind=other.kind, loose=loose, signs=signs)
            else:
                found[at] = replace(other, loose=loose, signs=signs)
            return
    found.append(one)


def _introduced(found: list[Organiser], one: Organiser) -> list[Organiser]:
    """The bodies with one of the register: what the text says of it stands, but a bare quoted name is now a body's."""
    if not any(_same(one.name, other.name) for other in found):
        return [*found, one]
    return [
        other
        if not _same(one.name, other.name)
        else replace(other, name=one.name, kind=one.kind, loose=False)
        if other.kind == "bare"
        else replace(other, loose=False)
        for other in found
    ]


def _registered(line: str, known: Register) -> Iterator[tuple[str, str]]:
    """Organisations of the register that a sentence names, under the name they have there."""
    for mention in known.finder.mentions(line) if known.known else ():
        organisation = known.known[mention.organisation]
        yield organisation.name, _KINDS[organisation.kind]


def _same(left: str, right: str) -> bool:
    a, b = left.lower(), right.lower()
    name = re.search("«([^»]+)»", a)
    return a == b or (name is not None and name[1] in b) or a in b or b in a
