"""Which of a text's bodies hold a gathering: whose deed of organising is told beside it, or who can be nobody else.

Never takes a body for being named: of gatherings that anybody holds the holder must be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from classifiers.events import churches, speaking, who
from classifiers.events.bodies import CHURCH
from classifiers.events.wording import CALLING, HELD, HELD_IT, LEISURE, OTHER_DEED, OURS, PARISH, SAME, STATE
from classifiers.events.worship import OWN_PARISH

# How many sentences may lie between a gathering and the body that holds it, where no deed of organising is told.
NEAR = 3
# The same for gatherings that councils and schools hold as often, and for the word that they do.
BESIDE = 1
_ORGANISERS = re.compile(r"(?i)організатор|организатор|ініціатор|инициатор")
_FAITHFUL = frozenset({"хресна хода", "молитовне зібрання", "парафіяльні збори", "голосування вірян", "проща"})
# Believers of no church named pray; no body of theirs is told.
_PRAYER = "молитовне зібрання"
_MARCH = "хода"
_SERVICES = frozenset({_PRAYER, "вшанування пам’яті"})
# What others say is no word of the parish itself.
_QUOTED = re.compile(r"«[^»]*»")
_TELLING = re.compile(
    r"(?i)\b(?:каж[еу]|сказа(?:в|л)|розпові|розказа|рассказ|говорит|зазнач|додав|додала|добавил|отметил|пояснив|пояснила"
    r"|объяснил|поділи|пригадує|вважає|считает|пише\b|пишет\b)"
)
_CREDIT = re.compile(r"(?i)\W*(?:організатор|организатор)\w* ?(?:[:–—-]|акції|акции|заходу|мероприятия)")
# A community told by common words alone.
_NO_OWN_NAME = re.compile(
    r"(?i)(?:релігійна |религиозная |церковна |церковная |місцева |местная )?(?:громада|община|парафія|приход|парафіяни"
    r"|прихожане|віряни|вірні|верующие)(?: (?:храму|храма|церкви|собору|собора|парафії|прихода|вірян|парафіян"
    r"|верующих|костелу|кост[её]ла))?"
)
_PARISH = re.compile(r"(?i)(?:громада|община|парафія|приход)\b")
# The parish itself votes at it, whatever the verb.
_OF_PEOPLE = frozenset({"парафіяльні збори", "голосування вірян"})
# A body is founded at it: nobody need be told to hold it.
_FOUNDING = frozenset({"установчі збори"})
# Councils and their departments hold most of them.
_OF_OFFICES = frozenset({"громадські слухання", "громадське обговорення", "публічна дискусія"})
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
    kind: re.Pattern[str] | None = None  # the words that tell it, where it is told by its name


def holders(
    lines: Sequence[str],
    gathering: Gathering,
    language: str,
    bodies: Sequence[who.Organiser],
    *,
    speaker: Sequence[who.Organiser] = (),
    published: date | None = None,
) -> tuple[str, ...]:
    """The names of those who hold a gathering; `speaker` is the body whose own outlet tells it."""
    own = gathering.names[0] in _FAITHFUL
    faithful = own or gathering.faithful
    ours = _ours(lines, gathering)
    bodies = [replace(o, near=True, deed=True) if ours and _signs(o) else o for o in bodies]
    held = [o for o in bodies if not o.loose or o.near or _stands_for(o, gathering)]
    found = [
        o
        for o in held
        if faithful or o.kind != "faith" or _holds_worldly(o, gathering) or _held_it(lines, o, gathering)
    ]
    if gathering.names[0] == _PRAYER:
        found = [o for o in found if not (o.people and " " not in o.name)]
    if gathering.names[0] not in _OF_PEOPLE:
        found = [o for o in found if not o.people or o.near or o.deed or _is_told_of(lines[o.sentence])]
    named = [o for o in found if o.kind != "bare" or _ORGANISERS.search(lines[o.sentence])] or found
    best = _best(named, gathering) or [o for o in named if _credited(lines, o, gathering) or (ours and _signs(o))]
    best = (
        (_introduced(best, named) if own else best)
        or _told_later(lines, named, gathering)
        or _speaking_of(lines, gathering, speaker)
    )
    if best and _of_others(lines, gathering, best):
        return ()
    if not best and faithful:
        community = _of_church(lines, gathering, language, published)
        return (community,) if community else ()
    bodily = _distinct([o for o in best if not o.people] or best)
    return tuple(o.name for o in sorted(bodily, key=lambda o: not o.near)[:3])


def _introduced(best: Sequence[who.Organiser], named: Sequence[who.Organiser]) -> list[who.Organiser]:
    """«Парафія пройшла хресною ходою» of the community that the text has named: whose name is told, else those told."""
    if not best or any(" " in o.name or o.kind != "faith" for o in best):
        return list(best)
    return [o for o in named if o.kind == "faith" and " " in o.name and _PARISH.match(o.name)] or list(best)


def _of_church(lines: Sequence[str], gathering: Gathering, language: str, published: date | None) -> str | None:
    """The community at whose church the faithful gather, where no body of theirs is told."""
    if gathering.weak:
        if gathering.names[0] not in _SERVICES or _of_the_state(lines, gathering):
            return None
        return churches.of_service(lines, gathering.sentence, language, published)
    named = _church(lines, language) or _speaking(lines, language)
    if named or gathering.names[0] in _OF_PEOPLE or _of_the_state(lines, gathering):
        return named
    return churches.of_procession(lines, gathering.sentence, language, published)


def _distinct(found: Sequence[who.Organiser]) -> list[who.Organiser]:
    """One community named twice is one holder: «громада храму» is the «парафія Троїцького храму» of the same item."""
    faith = [o for o in found if o.kind == "faith"]
    found = [o for o in found if o.kind != "faith" or not any(_repeats(o, other, faith) for other in faith)]
    return [o for o in found if not any(_is_short_for(o, other) for other in found)]


# «Профспілка медиків»: a union told by whose it is alone.
_UNION_OF = re.compile(r"(?i)(?:профспілка|профсоюз) ")


def _is_short_for(one: who.Organiser, other: who.Organiser) -> bool:
    """A headline's «профспілка медиків» is the text's «первинна профспілкова організація медиків лікарні»."""
    if {one.kind, other.kind} != {"union"} or one.sentence == other.sentence:
        return False
    short, long = _UNION_OF.sub("", one.name).lower().split(), other.name.lower().split()
    return len(one.name.split()) > 1 and len(short) < len(long) and set(short) <= set(long)


def _repeats(one: who.Organiser, other: who.Organiser, faith: Sequence[who.Organiser]) -> bool:
    """Does a name say less than another, or the same later?"""
    if one is other:
        return False
    if _NO_OWN_NAME.fullmatch(one.name):
        return not _NO_OWN_NAME.fullmatch(other.name) or faith.index(other) < faith.index(one)
    # A brotherhood or a monastery of the same patron is another body, and so is who stands beside in one sentence.
    if one.sentence == other.sentence or not all(_PARISH.match(o.name) for o in (one, other)):
        return False
    tails = [o.name.lower().partition(" ")[2] for o in (one, other)]
    return bool(tails[0]) and tails[0] == tails[1] and faith.index(other) < faith.index(one)


def _credited(lines: Sequence[str], one: who.Organiser, gathering: Gathering) -> bool:
    """«Організатори: ГО «Крок»» on a line of its own: the whole text's gathering is theirs, however far above."""
    if _CREDIT.match(lines[one.sentence]) is None:
        return False
    behind = 0 < one.sentence - gathering.sentence <= NEAR  # «Проща вирушить у неділю. … Організатор – єпархія»
    between = lines[gathering.sentence + 1 : one.sentence + 1]
    of_it = behind and one.near and not any(LEISURE.search(line) or STATE.search(line) for line in between)
    return (_signs(one) and not gathering.weak) or of_it


def _is_told_of(line: str) -> bool:
    """Does a sentence tell of something held or called? Its people are else only spoken of: «насмешило прихожан»."""
    return HELD.search(line) is not None or CALLING.search(line) is not None


def _stands_for(one: who.Organiser, gathering: Gathering) -> bool:
    """Does a body of which no deed is told ask for something at this protest, or is it founded at this assembly?"""
    near = abs(one.sentence - gathering.sentence) <= NEAR
    protest = gathering.names[0] in PROTESTS or gathering.manner
    return near and ((one.asks and protest) or (one.kind == "league" and gathering.names[0] in _FOUNDING))


def _holds_worldly(one: who.Organiser, gathering: Gathering) -> bool:
    """Is a religious body told, in the same sentence, to hold a gathering of another kind?"""
    called = gathering.names[0] == "зустріч"  # a service is told so too
    if one.people and not (gathering.names[0] == _MARCH and " " in one.name):
        return False  # «парафіяни собору пройшли ходою»
    return one.near and not called and one.sentence == gathering.sentence


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
    held_it = [o for o in found if not o.loose and _held_it(lines, o, gathering)]
    if held_it or gathering.names[0] in _FAITHFUL:
        parish = not held_it and not gathering.weak and PARISH.search(lines[gathering.sentence]) is not None
        return [o for o in found if o.kind == "faith"] if parish else held_it
    later = [o for o in found if gathering.sentence < o.sentence <= gathering.sentence + NEAR]
    return [o for o in later if o.near and not o.loose and SAME.search(lines[o.sentence])]


def _held_it(lines: Sequence[str], one: who.Organiser, gathering: Gathering) -> bool:
    """«Організувала її парафія» further down: is the gathering what a pronoun stands for, and nothing else between?"""
    later = gathering.sentence < one.sentence <= gathering.sentence + NEAR
    if not later or not one.near or one.people or HELD_IT.search(lines[one.sentence]) is None:
        return False
    return not any(LEISURE.search(line) or STATE.search(line) for line in lines[gathering.sentence + 1 : one.sentence])


def _ours(lines: Sequence[str], gathering: Gathering) -> bool:
    """Does the text itself call to the gathering: «стаємо з портретами», «запрошуємо о десятій»?"""
    near = lines[max(0, gathering.sentence - BESIDE) : gathering.sentence + NEAR]
    return any(OURS.search(line) for line in near)


def _speaking_of(lines: Sequence[str], gathering: Gathering, speaker: Sequence[who.Organiser]) -> list[who.Organiser]:
    """The body whose own outlet tells the gathering, where its own words call to that very gathering."""
    if not speaker or gathering.kind is None or _of_the_state(lines, gathering):
        return []
    if not speaking.calls_to(lines[gathering.sentence], gathering.kind):
        return []
    return [replace(o, near=True, deed=True) for o in speaker]


def _signs(one: who.Organiser) -> bool:
    """Is the body only named as who signs the text or speaks at its head?"""
    return one.signs and one.kind != "bare"


def _of_others(lines: Sequence[str], gathering: Gathering, best: Sequence[who.Organiser]) -> bool:
    """Is it told that an office holds it and not the bodies, or are they only named beside a hearing?"""
    if not any(o.near for o in best):
        return gathering.names[0] in _OF_OFFICES or _of_the_state(lines, gathering)
    told = (lines[gathering.sentence], lines[gathering.first])
    if gathering.names[0] not in _OF_OFFICES or not any(STATE.search(line) for line in told):
        return False
    # «Управління проведе слухання. ГО закликає прочитати проєкт».
    return not any(
        o.near and (o.sentence == gathering.sentence or SAME.search(lines[o.sentence]) or _held_it(lines, o, gathering))
        for o in best
    )


def _of_the_state(lines: Sequence[str], gathering: Gathering) -> bool:
    """Is it told near the gathering that a council, the police or a school holds it?"""
    near = lines[max(0, gathering.sentence - BESIDE) : gathering.sentence + BESIDE + 1]
    told = (
        match[0].lower()
        for line in near
        for match in STATE.finditer(line)
        if line == lines[gathering.sentence] or not OTHER_DEED.search(line[match.end() :])
    )
    protest = gathering.names[0] in PROTESTS or gathering.manner  # deputies come to it beside others
    return any(not (protest and "депутат" in what) for what in told)


def _speaking(lines: Sequence[str], language: str) -> str | None:
    """The parish whose own words the text is: «Дорогі парафіяни! …», «навколо нашого храму»."""
    own = (_QUOTED.sub("", line) for line in lines if OWN_PARISH.search(line))
    if not any(OWN_PARISH.search(line) and not _TELLING.search(line) for line in own):
        return None
    return "парафія" if language == "uk" else "приход"


def _church(lines: Sequence[str], language: str) -> str | None:
    """The community of the first church a procession is told to start from or end at."""
    for line in lines:
        if match := CHURCH.search(line):
            words = "громада" if language == "uk" else "община"
            tail = {"собор": "собору", "храм": "храму", "церкв": "церкви"}.get(match["head"], match["head"] + "я")
            tail = tail if language == "uk" else {"собор": "собора", "храм": "храма"}.get(match["head"], tail)
            return f"{words} {match['name']} {tail}"
    return None
