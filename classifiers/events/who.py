"""Who holds an event: civic organisations, parties, trade unions and religious communities a text names.

Finds names, not deeds: whether they hold the event is decided beside it. Never takes a council, firm or outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifiers.events.wording import CELL, CHURCH, CIVIC, FAITH, ORGANISING, PARTY, THINGS, UNION
from monitor.language.lemmas import Parse, analyzer
from monitor.registers.mentions import Finder, finder
from monitor.registers.nouns import Organisation
from monitor.registers.organisations import key

_SHORT_FORMS = re.compile(r"[А-ЯІ]{2,4}")
_PARTY_WORD = re.compile(r"(?i)парт[іи]|осередок|осередк|ячейк")
_ALLOWED_HEADS = re.compile(r"(?i)організац|организац|осеред|ячейк|парт[іи]")


@dataclass(frozen=True, slots=True)
class Organiser:
    """A body as a report would name it, the number of its sentence, and whether a deed of organising stands there."""

    name: str
    sentence: int
    deed: bool
    kind: str  # civic | party | union | faith | bare


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
        deed = ORGANISING.search(line) is not None
        for name, kind in _of(line, language, deed=deed):
            if not any(_same(name, other.name) for other in found):
                found.append(Organiser(name, number, deed, kind))
            elif deed:
                found = [
                    Organiser(o.name, number, True, o.kind) if _same(name, o.name) and not o.deed else o for o in found
                ]
        for name, kind in _registered(line, known):
            found = _introduced(found, Organiser(name, number, deed, kind))
    return found


def _of(line: str, language: str, *, deed: bool) -> Iterator[tuple[str, str]]:
    quoted: set[str] = set()
    for match in CIVIC.finditer(line):
        quoted.add(match["name"])
        yield f"{_form(match['form'], language)} {_guillemets(match['name'])}", "civic"
    for match in PARTY.finditer(line):
        head, word = match["head"] or "", match["word"] or ""
        if match["name"] in quoted:
            continue
        if _PARTY_WORD.search(head + word) or (head and _ALLOWED_HEADS.search(head)):
            quoted.add(match["name"])
            yield _party(head, word, match["name"], language), "party"
        elif deed and _bare(line[: match.start("name")], match["name"]):
            yield _guillemets(match["name"]), "bare"
    if not quoted and (cell := CELL.search(line)):
        yield _nominative(cell["head"], language), "party"
    for match in UNION.finditer(line):
        yield _nominative(match["head"], language) + _genitive(match["rest"], language), "union"
    for match in FAITH.finditer(line):
        yield _nominative(match["head"], language) + match["rest"].rstrip(), "faith"


def church(lines: Sequence[str], language: str) -> str | None:
    """The community of the first church a procession is told to start from or end at."""
    for line in lines:
        if match := CHURCH.search(line):
            words = "громада" if language == "uk" else "община"
            tail = {"собор": "собору", "храм": "храму", "церкв": "церкви"}.get(match["head"], match["head"] + "я")
            tail = tail if language == "uk" else {"собор": "собора", "храм": "храма"}.get(match["head"], tail)
            return f"{words} {match['name']} {tail}"
    return None


def _introduced(found: list[Organiser], one: Organiser) -> list[Organiser]:
    """The bodies with one of the register: what the text says of it stands, but a bare quoted name is now a body's."""
    if not any(_same(one.name, other.name) for other in found):
        return [*found, one]
    return [
        Organiser(one.name, other.sentence, other.deed, one.kind)
        if other.kind == "bare" and _same(one.name, other.name)
        else other
        for other in found
    ]


def _registered(line: str, known: Register) -> Iterator[tuple[str, str]]:
    """Organisations of the register that a sentence names, under the name they have there."""
    for mention in known.finder.mentions(line) if known.known else ():
        organisation = known.known[mention.organisation]
        yield organisation.name, _KINDS[organisation.kind]


def _bare(before: str, name: str) -> bool:
    """Is a quoted name without a form of its own a body: capitalised, no speech, no thing named before it?"""
    words = before.split()
    inside = name[1:-1].split()
    if not inside or not inside[0][:1].isupper() or len(inside) > 5 or name[-2] in ".,!?…":
        return False
    return not (words and THINGS.search(words[-1].strip(",(—–-")))


def _genitive(rest: str, language: str) -> str:
    """The words after a noun that can belong to it: adjectives and nouns in the genitive, as long as they run."""
    found = ""
    for word in rest.split():
        parses = analyzer(language).parse(word.lower())
        name = word[:1].isupper() and any("Name" in p.tag.grammemes or "Surn" in p.tag.grammemes for p in parses)
        if name or not any(p.tag.POS in ("NOUN", "ADJF") and p.tag.case == "gent" for p in parses):
            break
        found += " " + word
    return found


def _form(form: str, language: str) -> str:
    if _SHORT_FORMS.fullmatch(form):
        return form
    low = form.lower()
    if low.startswith(("благодійн", "благотворит")):
        return "БФ" if "фонд" in low else "БО"
    if low.startswith(("громадськ", "общественн")) and not low.split()[1].startswith(("рух", "движ", "ініц", "иниц")):
        return "ГО" if language == "uk" else "ОО"
    return _nominative(form, language)


def _party(head: str, word: str, name: str, language: str) -> str:
    lead = _nominative(head.strip(), language) if head.strip() else ""
    if word.strip():
        noun = ("партії" if language == "uk" else "партии") if lead else ("партія" if language == "uk" else "партия")
        return f"{lead} {noun} {_guillemets(name)}".strip()
    # «організація «Нашого краю»»: the name itself is declined where no «партія» stands before it.
    return f"{lead} {_guillemets('«' + _nominative(name[1:-1], language) + '»')}".strip()


def _guillemets(name: str) -> str:
    return f"«{name[1:-1].strip()}»"


def _nominative(phrase: str, language: str) -> str:
    """Adjectives and the noun they belong to in the nominative; what follows the noun stays."""
    words = phrase.split()
    parsed = [_best(word, language) for word in words]
    noun = next((i for i, p in enumerate(parsed) if p is not None and p.tag.POS == "NOUN"), None)
    if noun is None:
        return phrase
    head = parsed[noun]
    assert head is not None
    plural = "plur" in head.tag.grammemes and words[noun].lower() != head.normal_form
    target = {"nomn", "plur"} if plural else {"nomn"}
    found = [_inflected(words[noun], head, target)]
    gender = head.tag.gender
    for i in range(noun - 1, -1, -1):
        parse = parsed[i]
        wanted = target if plural or gender is None else {*target, gender}
        found.insert(0, words[i] if parse is None else _inflected(words[i], parse, wanted))
    return " ".join([*found, *words[noun + 1 :]])


def _best(word: str, language: str) -> Parse | None:
    parses = analyzer(language).parse(word.lower())
    wanted = [p for p in parses if p.tag.POS in ("NOUN", "ADJF", "NPRO")]
    return wanted[0] if wanted else None


def _inflected(word: str, parse: Parse, grammemes: set[str]) -> str:
    form = next((p.word for p in parse.lexeme if _fits(p, grammemes)), word)
    return form.capitalize() if word[:1].isupper() else form


def _fits(parse: Parse, grammemes: set[str]) -> bool:
    return grammemes <= parse.tag.grammemes and ("plur" in grammemes or "plur" not in parse.tag.grammemes)


def _same(left: str, right: str) -> bool:
    a, b = left.lower(), right.lower()
    name = re.search("«([^»]+)»", a)
    return a == b or (name is not None and name[1] in b) or a in b or b in a
