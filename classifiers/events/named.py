"""The bodies that one sentence names, each under the name a report gives it, and where: of all kinds, in all cases.

Tells nothing of what they do, but for churches, which are bodies only where they hold something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.events import churches, confessions, nationwide
from classifiers.events.apposition import THEIRS, is_bare
from classifiers.events.bodies import (
    CELL,
    CHAPTER,
    CIVIC,
    COMMUNITY,
    COUNCIL,
    FAITH,
    FIRM,
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
from classifiers.events.deeds import OBJECT
from classifiers.events.naming import form, genitive, guillemets, nominative, party
from monitor.language.lemmas import parses

_PARTY_WORD = re.compile(r"(?i)парт[іи]|осередок|осередк|ячейк")
_OF_PARTY = re.compile(r"(?i)парт[іи]|райком|міськком|горком")
# People called by an adjective: «товариство незрячих».
_PEOPLE_OF = re.compile(
    r"(?i)незряч|глух|осбб|осмд|оссб|впо$|віруюч|верующ|полонен|зникл|пленн|пропавш|учен|вчен|военнослуж"
    r"|військовослуж"
)
_ALLOWED_HEADS = re.compile(r"(?i)організац|организац|осеред|ячейк|парт[іи]")
_ORGANISATION = re.compile(r"(?i)(?:організац|организац)\w*$")
# Words before a body that are no part of its name: «новый Союз ветеранов».
_NO_NAME = re.compile(
    r"(?i)(?:нов|наш|місцев|местн|кожн|кажд|одн|друг|інш|сам)(?:ий|ый|ой|а|ая|е|ое|ого|ої|у|ую|им|ым|ою)$"
)
# What is done to a body stands no further before it, in characters.
_LONGEST_OBJECT = 30


@dataclass(frozen=True, slots=True)
class Named:
    """A body as one sentence names it, and where."""

    name: str
    kind: str
    start: int
    end: int
    loose: bool = False
    holds: bool = False  # a verb of holding is known to be its own


def of(line: str, language: str) -> Iterator[Named]:
    """Every body of a sentence; one named in two ways stands twice."""
    taken: list[tuple[int, int]] = []
    unions = list(_unions(line, language))
    spans = [(one.start, one.end) for one in unions]
    quoted = [
        one
        for one in _quoted(line, language)
        if one.kind not in ("bare", "party") or not any(a < one.end and one.start < b for a, b in spans)
    ]
    forms = [(one.start, one.end) for one in quoted if one.kind != "bare"]
    for known in nationwide.named(line):
        if not any(a < known.end and known.start < b for a, b in (*forms, *taken)):
            taken.append((known.start, known.end))
            name = known.ukrainian if language == "uk" else known.russian
            yield Named(name, known.kind, known.start, known.end, loose=True)
    for one in quoted:
        if one.kind != "bare" or not any(a < one.end and one.start < b for a, b in taken):
            taken.append((one.start, one.end))
            yield one
    if not taken and (cell := CELL.search(line)):
        kind = "party" if _OF_PARTY.search(cell["head"]) else "league"
        yield Named(nominative(cell["head"], language), kind, *cell.span())
    yield from unions
    yield from _faithful(line, language)
    yield from (one for one in _loose(line, language) if not any(a < one.end and one.start < b for a, b in taken))


def _faithful(line: str, language: str) -> Iterator[Named]:
    """Religious bodies, churches that hold something among them; of two names of one the longer."""
    found = [
        Named(nominative(match["head"], language) + match["rest"].rstrip(), "faith", *match.span())
        for match in FAITH.finditer(line)
    ]
    for church in (*churches.holding(line, language), *confessions.holding(line)):
        if not any(one.start < church.end < one.end and church.start < one.end for one in found):
            yield Named(church.name, "faith", church.start, church.end, loose=True, holds=True)
    yield from found


def at_start(name: str, language: str) -> list[Named]:
    """The bodies with whose name a text of one name begins."""
    return [one for one in of(name, language) if one.start == 0]


def _unions(line: str, language: str) -> Iterator[Named]:
    """Trade unions, with who they are of and a name of their own."""
    for match in UNION.finditer(line):
        if line[: match.start()].endswith("«") and (end := line.find("»", match.end())) > 0:
            yield Named(line[match.start() - 1 : end + 1], "union", match.start() - 1, end + 1)
            continue
        rest = genitive(match["rest"], language)
        end = match.end("head") + len(rest)
        own = OWN_NAME.match(line, end)
        name = nominative(match["head"], language) + rest + (f" {guillemets(own[1])}" if own else "")
        yield Named(name, "union", match.start(), own.end() if own else end)


def _quoted(line: str, language: str) -> Iterator[Named]:
    """Bodies with a name in quotes."""
    quoted: set[str] = set()
    for match in CIVIC.finditer(line):
        quoted.add(match["name"])
        yield Named(f"{form(match['form'], language)} {guillemets(match['name'])}", "civic", *match.span())
    for match in COMMUNITY.finditer(line):
        quoted.add(match["name"])
        yield Named(f"{_league(match, language, 'head')} {guillemets(match['name'])}", "faith", *match.span())
    for match in LEAGUE.finditer(line):
        rest = match["rest"]
        if match["name"] in quoted or genitive(rest, language) != rest:
            continue
        if _ORGANISATION.search(match["form"]) and not _of_people(rest, language):
            continue  # a party's branch, or one without a word on whose it is
        quoted.add(match["name"])
        if NO_BODY.match(match["form"]) or FIRM.search(line, 0, match.start("name")):
            continue
        yield Named(_league(match, language) + f"{rest} {guillemets(match['name'])}", "league", *match.span())
    for match in PARTY.finditer(line):
        head, word = match["head"] or "", match["word"] or ""
        if match["name"] in quoted:
            continue
        if _PARTY_WORD.search(head + word) or (head and _ALLOWED_HEADS.search(head)):
            quoted.add(match["name"])
            yield Named(party(head, word, match["name"], language), "party", *match.span())
        elif is_bare(line[: match.start("name")], match["name"], language):
            theirs = THEIRS.search(line[: match.start("name")].rstrip()) is not None
            name = f"«{nominative(match['name'][1:-1], language)}»" if theirs else guillemets(match["name"])
            yield Named(name, "bare", *match.span("name"))


def _loose(line: str, language: str) -> Iterator[Named]:
    """Bodies without a name in quotes, known by a common word and who they are of."""
    for match in GUILD.finditer(line):
        rest = genitive(match["rest"], language)
        if _of_people(rest, language) and not NO_BODY.match(match["head"]):
            name = _league(match, language, "head") + rest
            yield Named(name, "league", match.start(), match.end("head") + len(rest))
    for match in COUNCIL.finditer(line):
        if OBJECT.search(line, max(0, match.start() - _LONGEST_OBJECT), match.start()):
            continue
        rest = genitive(match["rest"], language)
        yield Named(nominative(match["head"], language) + rest, "league", match.start(), match.end("head") + len(rest))
    for match in CHAPTER.finditer(line):
        yield Named(f"{_league(match, language, 'head')} {match['rest']}", "league", *match.span())
    for match in UNQUOTED_PARTY.finditer(line):
        word = "партія" if language == "uk" else "партия"
        yield Named(f"{word} {guillemets('«' + match['name'] + '»')}", "league", *match.span())
    for match in MANY.finditer(line):
        many = match["head"] or match["after"]
        yield Named(many, "union", *match.span())
    for match in GROUP.finditer(line):
        rest = genitive(match["rest"], language)
        name = nominative(match["head"], language) + rest
        yield Named(name, "group", match.start(), match.end("head") + len(rest))


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
