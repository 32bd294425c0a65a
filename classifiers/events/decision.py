"""Article -> Event or None: what kind of gathering, when, where, by whom and about what.

An event needs both a gathering and a party, union, civic or religious body that holds it; what councils, police and
schools hold is news of other kinds. Pure; never guesses a date where the publication has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifiers.events import cancelled, day, history, holding, matter, protests, speaking, spot, who
from classifiers.events.abroad import is_abroad, is_elsewhere
from classifiers.events.bodies import CIVIC
from classifiers.events.deeds import ORGANISING
from classifiers.events.holding import BESIDE, PROTESTS, Gathering
from classifiers.events.kinds import NAMED, STEMS, WEAK, present
from classifiers.events.verbs import LODGED
from classifiers.events.when import WEEKDAY
from classifiers.events.wording import (
    CALLING,
    COURT,
    DESPITE,
    GENERAL,
    GIVING,
    HELD,
    LEISURE,
    ON_SCREEN,
    PAST,
    PROTESTING,
    RELATIVE_CLAUSE,
    SHAREHOLDERS,
    SPOKEN_OF,
    WE_COME,
    WEEKLY,
    YEARLY,
)
from classifiers.events.worship import (
    ASSEMBLY,
    CARRIED,
    DEVOUT,
    GOING,
    LAWS,
    REQUIEM,
    SHRINE_ABROAD,
    VOTING,
    WORK,
    is_funeral,
    is_requiem_at_funeral,
)
from monitor.dates import kyiv_day
from monitor.language.lemmas import known
from monitor.language.words import scan
from monitor.model import Article, Event, Outlet, Place
from monitor.registers.nouns import Organisation
from monitor.text import sentences, straight

VERSION = "events-16"
# A longer text is a digest or a transcript; its events stand in its first part.
LONGEST_TEXT = 8_000
LONGEST_TITLE = 1_000
LONGEST_JOINED = 300
# The hour to come at stands no further than this from the call, in sentences.
_HOUR_WITHIN = 2
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэёъЫЭЁЪ]")
_CLOCK = re.compile(  # of small letters
    r"(?<!\d)(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\d)|\b(?:о|об) \d{1,2}-й\b|\b(?:о|об|в) \d{1,2} (?:годин|ранку"
    r"|вечора|дня|час|утра"
    r"|вечера)|\b(?:опівдні|в полдень|в полночь)\b|\bоб? (?:перш|друг|трет|четверт|п'ят|шост|сьом|восьм|дев'ят|десят"
    r"|одинадцят"
    r"|дванадцят)\w+\b"
)
# Often only a part of another event: taken where nothing else is told.
_SLIGHT = frozenset({"молитовне зібрання", "круглий стіл", "флешмоб", "громадське обговорення"})
# Owners of flats and shareholders hold it too: its holder must be told beside.
_ANYBODYS = frozenset({"загальні збори"})
# A sentence of one of these tells of another thing than the kind.
_NO_SUCH = {
    "громадські слухання": COURT,
    "парафіяльні збори": LAWS,
    "голосування вірян": LAWS,
    "проща": SHRINE_ABROAD,
    "живий ланцюг": WORK,
}
_PRAYER = "молитовне зібрання"
_PROCESSION = "хресна хода"
_PROTEST = "акція протесту"
_VOTE = "голосування вірян"
_ASSEMBLED = ("парафіяльні збори", "собрание прихожан")
# No service or commemoration at a funeral is one to record.
_NO_FUNERAL = frozenset({"молитовне зібрання", "вшанування пам’яті"})
# Words of many meanings: a sale and a collection are called so too.
_ANY_KIND = frozenset({"збори", "акція"})
# Kinds that many texts seem to tell of.
_CROWDS = frozenset({"зустріч", "акція"})
# Kinds told by who held them in a clause.
_TALKS = frozenset({"зустріч", "публічна дискусія"})
_ACTION = re.compile(r"(?i)акц[іи]")
# A sentence of one of these tells of no event to record.
_NONE = (PAST, GENERAL)
_NONE_OF_WEAK = (*_NONE, COURT, LEISURE)
# Who holds a meeting of owners for their sake.
_FOR_OTHERS = frozenset({"civic", "party", "union"})
# A kind of event: how it is told, its name in Ukrainian and in Russian.
_Kind = tuple[re.Pattern[str], str, str]


@dataclass(frozen=True, slots=True)
class EventClassifier:
    """The event decision for one place, whose register of organisations it knows."""

    place: Place
    register: who.Register = who.NOBODY

    def classify(self, article: Article, outlet: Outlet | None = None) -> Event | None:
        """The public event an item reports or announces, or None. Dates are Kyiv's days.

        An outlet that is a body's own («Парафія Святого Юрія») is told, for what it says of itself is the body's word.
        """
        lines = _whole(sentences(straight(f"{article.title[:LONGEST_TITLE]}\n{article.text[:LONGEST_TEXT]}")))
        told = [gathering for gathering in _gatherings(lines) if not gathering.weak or _deed_beside(lines, gathering)]
        if not told:
            return None
        language = _language(" ".join(lines))
        bodies = who.organisers(lines, language, self.register)
        speaker = speaking.of_outlet(outlet.name, language) if outlet else ()
        published = kyiv_day(article.published.at) if article.published else None
        for gathering in told:
            if published and history.is_history(lines, gathering.sentence, published, gathering.kind):
                continue
            if self._abroad(lines, gathering.sentence):
                continue
            holders = holding.holders(lines, gathering, language, bodies, speaker=speaker, published=published)
            if gathering.names[0] == _VOTE and not day.told(article, lines, gathering.sentence, stamps=False):
                continue
            if self._elsewhere(lines[gathering.sentence], holders, bodies):
                continue
            if _of_owners(lines[gathering.sentence], holders, bodies):
                continue
            if holders and (not gathering.weak or _set(article, lines, gathering)):
                return _event(article, lines, gathering, language, holders)
        return None

    def _abroad(self, lines: Sequence[str], at: int) -> bool:
        """Do its sentence, the one before or the title tell of a foreign town, and none of them of the place?"""
        near = " ".join((lines[0], lines[max(0, at - 1)], lines[at]))
        return is_abroad(near) and not any(
            re.search(rf"(?i)\b[ув] {re.escape(name[: max(_STEM, len(name) - _ENDING)])}", near)
            for name in (self.place.name, self.place.russian)
            if name
        )

    def _elsewhere(self, line: str, holders: Sequence[str], bodies: Sequence[who.Organiser]) -> bool:
        """Is nobody but a church told to hold it, and that in another city?"""
        firm = (o for o in bodies if o.name in holders and not (o.kind == "faith" and o.loose))
        return is_elsewhere(line, self.place.name, self.place.russian) and next(firm, None) is None


# Of a place's name this much stands in all its cases: «Ніжин» in «у Ніжині», «Прилу» in «у Прилуках».
_STEM, _ENDING = 4, 2


def _event(
    article: Article, lines: Sequence[str], gathering: Gathering, language: str, holders: tuple[str, ...]
) -> Event:
    first = gathering.first
    if gathering.names[0] in PROTESTS:
        first = next((number for number in range(first) if PROTESTING.search(lines[number])), first)
    on, until = day.of(article, lines, first, gathering.kind)
    place = spot.of(lines, gathering.first)
    return Event(
        date=on,
        until=until,
        kind=gathering.names[0 if language == "uk" else 1],
        place=place,
        organisers=holders,
        subject=matter.of(lines, gathering.first, spot.starts) or article.title.strip() or None,
    )


def _deed_beside(lines: Sequence[str], gathering: Gathering) -> bool:
    """Could a body be told beside to hold it? Saves the search for bodies in most texts."""
    beside = lines[max(0, gathering.sentence - BESIDE) : gathering.sentence + BESIDE + 1]
    return gathering.names[0] not in _CROWDS or any(
        _ACTION.search(line) or ORGANISING.search(line) or WE_COME.search(line) for line in beside
    )


def _set(article: Article, lines: Sequence[str], gathering: Gathering) -> bool:
    """Is a meeting of no certain kind held on a day, not every week or when one likes?"""
    line = lines[gathering.sentence]
    if gathering.names[0] != "зустріч" or gathering.manner:
        return True
    return not WEEKLY.search(line) and (HELD.search(line) is not None or day.told(article, lines, gathering.sentence))


def load(place: Place, organisations: Sequence[Organisation] = ()) -> EventClassifier:
    """The classifier of one place."""
    return EventClassifier(place, who.register(organisations))


def _whole(lines: Sequence[str]) -> list[str]:
    """Sentences, those cut inside a quoted name («Родини 5-ї. Ніжин») put together again."""
    found: list[str] = []
    for line in lines:
        if found and found[-1].count("«") > found[-1].count("»") and len(found[-1]) < LONGEST_JOINED:
            found[-1] += " " + line
        else:
            found.append(line)
    return found


def _language(text: str) -> str:
    ukrainian, russian = len(_UKRAINIAN.findall(text)), len(_RUSSIAN.findall(text))
    if ukrainian == russian:
        words = [token.word for token in scan(text[:LONGEST_JOINED])]
        ukrainian, russian = (sum(known(word, language) for word in words) for language in ("uk", "ru"))
    return "uk" if ukrainian >= russian else "ru"


def _gatherings(lines: Sequence[str]) -> Iterator[Gathering]:
    """What the text may tell of, the surest first; each sentence that names a kind gives one."""
    whole = "\n".join(lines).lower()
    names = present(whole)
    kinds = [kind for kind in NAMED if kind[1] in names]
    for slight in (False, True):
        yield from _named(lines, [kind for kind in kinds if (kind[1] in _SLIGHT) == slight], _NONE)
    yield from protests.by_manner(lines, whole)
    yield from _called(lines)
    weak = [kind for kind in WEAK if kind[1] in names]
    yield from _named(lines, weak, _NONE_OF_WEAK, weak=True)


def _named(
    lines: Sequence[str], kinds: Sequence[_Kind], never: Sequence[re.Pattern[str]], *, weak: bool = False
) -> Iterator[Gathering]:
    if not kinds:
        return
    first: dict[str, int] = {}
    off = {kind[1] for kind in kinds if cancelled.called_off_by_title(lines, kind[0])}
    named: dict[str, bool] = {}  # the kinds named so far: is theirs called off?
    for number, line in enumerate(lines):
        low = line.lower()
        likely = (kind for kind in kinds if any(stem in low for stem in STEMS[kind[1]]))
        kind = next((kind for kind in likely if kind[0].search(line)), None)
        if kind and (kind[1] in off or cancelled.off_so_far(named, kind[1], kind[0], lines, number)):
            continue
        if kind and kind[1] == _VOTE:
            kind = _vote(kind, lines, number)
        if kind and (none := _NO_SUCH.get(kind[1])) and none.search(line):
            continue
        if kind and kind[1] == _PROTEST and not kind[0].search(LODGED.sub("", line)):
            continue
        if kind and kind[1] in _NO_FUNERAL and _buried(line, lines[number - 1] if number else ""):
            continue
        if kind and kind[1] == _PRAYER and WEEKLY.search(line) and not HELD.search(line):
            continue
        if kind and kind[1] == _PROCESSION and YEARLY.search(line) and not _is_dated(line):
            continue
        if kind and kind[1] == "хода" and _no_procession(line, lines[number + 1 : number + 2]):
            continue
        if kind and not _refused(line, kind, never) and not (kind[1] in _ANY_KIND and weak and GIVING.search(line)):
            at = first.setdefault(kind[1], number)
            devout = DEVOUT.search(line) is not None or (weak and _requiem(line))
            yield Gathering(
                (kind[1], kind[2]), number, at, weak=weak or kind[1] in _ANYBODYS, faithful=devout, kind=kind[0]
            )


def _of_owners(line: str, holders: Sequence[str], bodies: Sequence[who.Organiser]) -> bool:
    """Do those who own a firm meet, and no civic body, party or union holds it for them?"""
    if not holders or not SHAREHOLDERS.search(line):
        return False
    return not any(o.kind in _FOR_OTHERS for o in bodies if o.name in holders)


def _vote(kind: _Kind, lines: Sequence[str], at: int) -> _Kind | None:
    """«Парафіяни проголосували за перехід»: an assembly where one is told, else a vote; a bare decision is neither."""
    near = " ".join(lines[max(0, at - holding.BESIDE) : at + holding.BESIDE + 1])
    if ASSEMBLY.search(near):
        return (kind[0], *_ASSEMBLED)
    return kind if VOTING.search(near) else None


def _requiem(line: str) -> bool:
    return REQUIEM.search(line) is not None and not is_funeral(line)


def _buried(line: str, before: str) -> bool:
    return is_funeral(line) or is_requiem_at_funeral(line, before)


def _is_dated(line: str) -> bool:
    """Is what a sentence tells held, called or told with its day, and no mere custom?"""
    told = HELD.search(line) or CALLING.search(line) or WEEKDAY.search(line)
    return told is not None or any(sign.isdigit() for sign in line)


def _no_procession(line: str, after: Sequence[str]) -> bool:
    """Is a procession only spoken of: as a custom of every week, or by what is carried with no one going?"""
    held = HELD.search(line) is not None
    weekly = WEEKLY.search(line) is not None
    if CARRIED.search(line) is None or held or CALLING.search(line):
        return weekly and not held
    return weekly or not any(GOING.search(one) for one in (line, *after))


def _refused(line: str, kind: _Kind, never: Sequence[re.Pattern[str]]) -> bool:
    """Does the sentence tell of no event to record, be it that a part of it tells of one in spite of something?"""
    if any(pattern.search(line) for pattern in never):
        return True
    if protests.no_one_came(line) or (kind[1] in _TALKS and _is_spoken_of(line, kind[0])):
        return True
    in_spite = DESPITE.search(line) is not None and HELD.search(line) is not None
    return not in_spite and cancelled.is_called_off(line, kind[0])


def _is_spoken_of(line: str, kind: re.Pattern[str]) -> bool:
    """«Мер розповів про захід, який організували волонтери ГО»: only what is told with its day is an event then."""
    named = kind.search(line)
    if named is None or SPOKEN_OF.search(line[: named.start()]) is None:
        return False
    clause = RELATIVE_CLAUSE.search(line, named.start())
    return clause is not None and not any(sign.isdigit() for sign in clause[0])


def _called(lines: Sequence[str]) -> Iterator[Gathering]:
    """People are called to come at an hour: a meeting, whatever the text names it."""
    hours = [number for number, line in enumerate(lines) if _CLOCK.search(line.lower())]
    for number, line in enumerate(lines):
        if not any(abs(number - hour) <= _HOUR_WITHIN for hour in hours) or not CALLING.search(line):
            continue
        near = " ".join(lines[max(0, number - _HOUR_WITHIN) : number + _HOUR_WITHIN + 1])
        if not any(pattern.search(near) for pattern in (LEISURE, WEEKLY, ON_SCREEN)):
            yield Gathering(("зустріч", "встреча"), number, number, manner=True, weak=not CIVIC.search(near))
