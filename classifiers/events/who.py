"""Who holds an event: civic organisations, parties, trade unions and religious communities a text names.

Finds names, not deeds: whether they hold the event is decided beside it. Never takes a council, firm or outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from classifiers.events import churches, nationwide
from classifiers.events.apposition import THEIRS, is_bare
from classifiers.events.bodies import (
    CELL,
    CHAPTER,
    CIVIC,
    COMMUNITY,
    COUNCIL,
    FAITH,
    GROUP,
    GUILD,
    LEAGUE,
    MANY,
    NO_BODY,
    OWN_NAME,
    PARTY,
    UNION,
    UNQUOTED_PARTY,
)
from classifiers.events.deeds import (
    ADDRESSED,
    ASKING,
    FORMER,
    GATHERING_OF,
    HOLDS_AFTER,
    HOLDS_BEFORE,
    INVITED,
    OBJECT,
    ORGANISING,
)
from classifiers.events.naming import alone, form, genitive, guillemets, nominative, party
from classifiers.events.wording import LEISURE, STATE
from monitor.language.lemmas import parses
from monitor.registers.mentions import Finder, finder
from monitor.registers.nouns import Organisation
from monitor.registers.organisations import key

_PARTY_WORD = re.compile(r"(?i)парт[іи]|осередок|осередк|ячейк")
_OF_PARTY = re.compile(r"(?i)парт[іи]|райком|міськком|горком")
# People called by an adjective: «товариство незрячих».
_PEOPLE_OF = re.compile(
    r"(?i)незряч|глух|осбб|осмд|оссб|впо$|віруюч|верующ|полонен|зникл|пленн|пропавш|учен|вчен|военнослуж"
    r"|військовослуж"
)
_ALLOWED_HEADS = re.compile(r"(?i)організац|организац|осеред|ячейк|парт[іи]")


_ORGANISATION = re.compile(r"(?i)(?:організац|организац)\w*$")
# Kinds told by a common word or a bare name: bodies only where a deed of organising stands close by.
_LOOSE = frozenset({"bare", "league", "group"})
# The name of who did a thing stands no further than this from the verb, in characters.
_BESIDE, _LONGEST_KIND = 70, 64
# A clause on the body between its name and its deed.
_ASIDE = re.compile(
    r"(?i)[^,.!?\n«»]{0,50}, (?:як(?:а|ий|е|і)|що|чи(?:ю|я|й|є|ї)|котор(?:ая|ый|ое|ые)) [^,.!?\n]{3,100}, "
)
# Words before a body that are no part of its name: «новый Союз ветеранов».
_NO_NAME = re.compile(
    r"(?i)(?:нов|наш|місцев|местн|кожн|кажд|одн|друг|інш|сам)(?:ий|ый|ой|а|ая|е|ое|ого|ої|у|ую|им|ым|ою)$"
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
class _Named:
    """A body as one sentence names it, and where."""

    name: str
    kind: str
    start: int
    end: int
    loose: bool = False
    holds: bool = False  # a verb of holding is known to be its own


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
        for one in _of(line, language):
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


def _between(deed: tuple[int, int], one: _Named, theirs: Sequence[tuple[int, int]]) -> bool:
    """Does a council's own deed stand between a verb and the body?"""
    first, last = (deed[1], one.start) if deed[1] <= one.start else (one.end, deed[0])
    return any(first <= start and end <= last for start, end in theirs)


def _asks(one: _Named, asking: Sequence[tuple[int, int]]) -> bool:
    """Is it the body that demands: its name stands before the verb, or right behind it?"""
    return any(0 <= start - one.end <= _BESIDE or 0 <= one.start - end <= 1 for start, end in asking)


def _beside(one: _Named, line: str, deeds: Sequence[tuple[int, int]]) -> bool:
    aside = _ASIDE.match(line, one.end)  # «громада храму, яка після евакуації молиться в Умані, зібралася»
    end_of_name = aside.end() if aside else one.end
    return any(0 <= one.start - end <= _BESIDE or one.start <= start <= end_of_name + _BESIDE for start, end in deeds)


def _deeds(one: _Named, line: str, deeds: Sequence[tuple[int, int]]) -> bool:
    """Is it told close to the name that it holds something: by a verb, or by whose gathering it is?"""
    if one.holds:
        return True
    if one.kind != "bare" and not _club(one):
        of_it = GATHERING_OF.search(line, max(0, one.start - _LONGEST_KIND), one.start) is not None
        return of_it or _beside(one, line, deeds)
    if LEISURE.search(line):
        return False
    if one.kind == "bare" and GATHERING_OF.search(line, max(0, one.start - _LONGEST_KIND), one.start):
        return True
    return HOLDS_BEFORE.search(line, max(0, one.start - _BESIDE), one.start) is not None or (
        HOLDS_AFTER.match(line, one.end) is not None
    )


def _club(one: _Named) -> bool:
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


def _of(line: str, language: str) -> Iterator[_Named]:
    taken: list[tuple[int, int]] = []
    unions = list(_unions(line, language))
    spans = [(one.start, one.end) for one in unions]
    quoted = [
        one
        for one in _quoted(line, language)
        if one.kind != "bare" or not any(a < one.end and one.start < b for a, b in spans)
    ]
    forms = [(one.start, one.end) for one in quoted if one.kind != "bare"]
    for known in nationwide.named(line):
        if not any(a < known.end and known.start < b for a, b in (*forms, *taken)):
            taken.append((known.start, known.end))
            name = known.ukrainian if language == "uk" else known.russian
            yield _Named(name, known.kind, known.start, known.end, loose=True)
    for one in quoted:
        if one.kind != "bare" or not any(a < one.end and one.start < b for a, b in taken):
            taken.append((one.start, one.end))
            yield one
    if not taken and (cell := CELL.search(line)):
        kind = "party" if _OF_PARTY.search(cell["head"]) else "league"
        yield _Named(nominative(cell["head"], language), kind, *cell.span())
    yield from unions
    for church in churches.holding(line):
        yield _Named(church.name, "faith", church.start, church.end, loose=True, holds=True)
    for match in FAITH.finditer(line):
        yield _Named(nominative(match["head"], language) + match["rest"].rstrip(), "faith", *match.span())
    yield from (one for one in _loose(line, language) if not any(a < one.end and one.start < b for a, b in taken))


def _unions(line: str, language: str) -> Iterator[_Named]:
    """Trade unions, with who they are of and a name of their own."""
    for match in UNION.finditer(line):
        if line[: match.start()].endswith("«") and (end := line.find("»", match.end())) > 0:
            yield _Named(line[match.start() - 1 : end + 1], "union", match.start() - 1, end + 1)
            continue
        rest = genitive(match["rest"], language)
        end = match.end("head") + len(rest)
        own = OWN_NAME.match(line, end)
        name = nominative(match["head"], language) + rest + (f" {guillemets(own[1])}" if own else "")
        yield _Named(name, "union", match.start(), own.end() if own else end)


def _quoted(line: str, language: str) -> Iterator[_Named]:
    """Bodies with a name in quotes."""
    quoted: set[str] = set()
    for match in CIVIC.finditer(line):
        quoted.add(match["name"])
        yield _Named(f"{form(match['form'], language)} {guillemets(match['name'])}", "civic", *match.span())
    for match in COMMUNITY.finditer(line):
        quoted.add(match["name"])
        yield _Named(f"{_league(match, language, 'head')} {guillemets(match['name'])}", "faith", *match.span())
    for match in LEAGUE.finditer(line):
        rest = match["rest"]
        if match["name"] in quoted or genitive(rest, language) != rest:
            continue
        if _ORGANISATION.search(match["form"]) and not _of_people(rest, language):
            continue  # a party's branch, or one without a word on whose it is
        quoted.add(match["name"])
        if NO_BODY.match(match["form"]):
            continue
        yield _Named(_league(match, language) + f"{rest} {guillemets(match['name'])}", "league", *match.span())
    for match in PARTY.finditer(line):
        head, word = match["head"] or "", match["word"] or ""
        if match["name"] in quoted:
            continue
        if _PARTY_WORD.search(head + word) or (head and _ALLOWED_HEADS.search(head)):
            quoted.add(match["name"])
            yield _Named(party(head, word, match["name"], language), "party", *match.span())
        elif is_bare(line[: match.start("name")], match["name"]):
            theirs = THEIRS.search(line[: match.start("name")].rstrip()) is not None
            name = f"«{nominative(match['name'][1:-1], language)}»" if theirs else guillemets(match["name"])
            yield _Named(name, "bare", *match.span("name"))


def _loose(line: str, language: str) -> Iterator[_Named]:
    """Bodies without a name in quotes, known by a common word and who they are of."""
    for match in GUILD.finditer(line):
        rest = genitive(match["rest"], language)
        if _of_people(rest, language) and not NO_BODY.match(match["head"]):
            name = _league(match, language, "head") + rest
            yield _Named(name, "league", match.start(), match.end("head") + len(rest))
    for match in COUNCIL.finditer(line):
        if OBJECT.search(line, max(0, match.start() - _LONGEST_KIND), match.start()):
            continue
        rest = genitive(match["rest"], language)
        yield _Named(nominative(match["head"], language) + rest, "league", match.start(), match.end("head") + len(rest))
    for match in CHAPTER.finditer(line):
        yield _Named(f"{_league(match, language, 'head')} {match['rest']}", "league", *match.span())
    for match in UNQUOTED_PARTY.finditer(line):
        word = "партія" if language == "uk" else "партия"
        yield _Named(f"{word} {guillemets('«' + match['name'] + '»')}", "league", *match.span())
    for match in MANY.finditer(line):
        many = match["head"] or match["after"]
        yield _Named(many, "union", *match.span())
    for match in GROUP.finditer(line):
        rest = genitive(match["rest"], language)
        name = nominative(match["head"], language) + rest
        yield _Named(name, "group", match.start(), match.end("head") + len(rest))


def _league(match: re.Match[str], language: str, group: str = "form") -> str:
    """The common word in the nominative, with the adjective before it where it is one."""
    words = match[group]
    adjective = match.groupdict().get("adjective")
    if adjective and (
        _NO_NAME.match(adjective) or not any(p.tag.POS == "ADJF" for p in parses(adjective.lower(), language))
    ):
        words = words[len(adjective) :].strip()
    return nominative(words, language)


def _of_people(words: str, language: str) -> bool:
    return any(
        {"plur", "gent"} <= p.tag.grammemes and ("anim" in p.tag.grammemes or _PEOPLE_OF.match(word))
        for word in words.split()
        for p in parses(word.lower(), language)
    )


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
