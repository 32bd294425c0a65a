"""Other places a text names: settlements, regions, countries. Pure.

A word is taken for a place only where it cannot well be anything else: names that are also common words, first names
or surnames («Щастя», «Володимир», «Бойко») need a preposition or «місто» before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from classifiers.place.cues import cues
from classifiers.place.ground import in_part, on_ground, opens_address
from classifiers.place.onland import region_led
from classifiers.place.reading import Section
from monitor.language import Phrases, grammemes, lemmas, normal, phrase
from monitor.language.derive import adjectives as adjectives_of
from monitor.language.derive import russian_adjectives
from monitor.language.gazetteer import Notable, notable, other_names, regions
from monitor.language.names import is_common
from monitor.language.russian import russian_name

# Letters before a word in which its sentence's start shows.
_NEAR = 20
_SENTENCE_END = '.!?…:•▪»"'
_ABROAD = Path(__file__).with_name("abroad.txt")
TOWN, ATTRIBUTE, LAND, ABROAD = "town", "attribute", "land", "abroad"


# «Черкаський апеляційний суд» sits there and judges the whole region.
_SEATED_FOR_REGION = frozenset({"апеляційний", "апелляционный"})


# A congregation, which a text of churches calls so.
_CONGREGATION = frozenset({"громада", "община", "релігійний", "религиозный"})


@dataclass(frozen=True, slots=True)
class Rival:
    """One naming of another place. `kind`: town, attribute (броварський), land (a region), abroad."""

    name: str
    kind: str
    section: int
    first: int
    last: int
    inside: bool = False  # «у …», or «броварська рада»: something happens or rules there


@dataclass(frozen=True, slots=True)
class _Index:
    towns: dict[str, tuple[str, int]]  # lemma -> name, how it must be marked
    adjectives: dict[str, str]
    regions: dict[str, str]  # lemma of the adjective -> region
    lands: dict[str, str]
    abroad: dict[str, str]
    several: Phrases  # names of several words
    capital: frozenset[str]  # keys a capitalised word must have to be looked at
    small: frozenset[str]  # the same of a word without a capital: adjectives only


# How a name must be marked to count: not at all, by a preposition, by «місто», «село» and the like.
_BARE, _PREPOSITION, _PLACE_WORD = range(3)


def _marking(place: Notable) -> int:
    if place.kind in "KM":
        return _PREPOSITION if place.common else _BARE
    return _PLACE_WORD if place.common or len(place.name) < 5 else _PREPOSITION


def _add(towns: dict[str, tuple[str, int]], several: dict[str, str], name: str, canonical: str, marking: int) -> None:
    if " " in name or "-" in name:
        several.setdefault(name.replace("-", " "), canonical)
    if " " not in name:
        known = towns.get(normal(name))
        if known is None or marking < known[1]:
            towns[normal(name)] = (canonical, marking)


@cache
def _index() -> _Index:
    towns: dict[str, tuple[str, int]] = {}
    several: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for place in sorted(notable(), key=lambda p: "KMTC".index(p.kind)):
        marking = _marking(place)
        _add(towns, several, place.name, place.name, marking)
        if place.russian:
            _add(towns, several, place.russian, place.name, marking)
        if place.kind in "KM":
            for old in other_names(place.name):
                _add(towns, several, old, place.name, _PREPOSITION if is_common(old) else _BARE)
                for adjective in (*adjectives_of(old), *russian_adjectives(russian_name(old) or "")):
                    adjectives.setdefault(adjective, place.name)
            for adjective in (*place.adjectives, *place.russian_adjectives):
                adjectives.setdefault(adjective, place.name)
    for word in cues("common_adjective"):
        adjectives.pop(word, None)
    lines = (line for line in _ABROAD.read_text("utf-8").splitlines() if not line.startswith("#"))
    abroad = {normal(word): word for line in lines for word in line.split()}
    of_regions = {_masculine(a): r.adjective for r in regions() for a in (r.adjective, r.russian)}
    lands = {normal(n): r.adjective for r in regions() for n in (*r.nouns, *r.russian_nouns)}
    phrases = Phrases([phrase(name, canonical) for name, canonical in several.items()])
    small = frozenset(adjectives) | frozenset(of_regions)
    capital = frozenset().union(towns, lands, abroad, phrases.first, small)
    return _Index(towns, adjectives, of_regions, lands, abroad, phrases, capital, small)


def _masculine(adjective: str) -> str:
    form = normal(adjective)
    return form.removesuffix("ая") + "ий" if form.endswith("ая") else form.removesuffix("а") + "ий"


def is_cue(section: Section, at: int, name: str) -> bool:
    """Is the word one of a section of cues? «с.» is a village only with its full stop; «с» alone is a preposition."""
    wanted = cues(name)
    if section.keys[at] & wanted:
        return True
    token = section.tokens[at]
    return section.text[token.end : token.end + 1] == "." and f"{token.word}." in wanted


def starts_sentence(section: Section, at: int) -> bool:
    """Is the word the first of its sentence, line or quotation, where every word has a capital?"""
    start = section.tokens[at].start
    before = section.text[max(0, start - _NEAR) : start].rstrip(" «“„\"'(–—-*\u00a0")
    return not before or before[-1] in _SENTENCE_END or not re.search(r"\w", before)


def _marked(section: Section, at: int) -> int:
    """What stands before the word: «місто», «село», «громада»; a preposition («на» leads to streets); nothing."""
    if at == 0:
        return _BARE
    if is_cue(section, at - 1, "place_word"):
        return _PLACE_WORD
    if _rules(section, at):
        return _PREPOSITION
    before = section.keys[at - 1]
    return _PREPOSITION if before & cues("preposition") and section.tokens[at - 1].word != "на" else _BARE


def _rules(section: Section, at: int) -> bool:
    """«міська рада Хмельницького», «мер Сум»: does a town's name in the genitive follow its council or head?

    A surname after «мер» stands in the head's own case.
    """
    if at == 0 or section.between(at - 1, at) != " " or not section.tokens[at].text[0].isupper():
        return False
    if at + 1 < len(section.tokens) and "Name" in grammemes(section.tokens[at + 1].word):
        return False  # «міський голова Малина Оксана»
    head = section.keys[at - 1]
    if head & {"рада", "голова", "совет", "глава"}:
        municipal = at > 1 and bool(section.keys[at - 2] & {"міський", "городской", "селищний", "поселковый"})
    else:
        municipal = bool(head & cues("municipal"))
    word = section.tokens[at].word
    return municipal and (word.endswith(_GENITIVE) or not (word.endswith(_OTHER_CASES) or word in _index().towns))


_GENITIVE = tuple("а я у ю и і ї ого ої ой ы ей ів".split())
_OTHER_CASES = tuple("ом ем єм им ім ий ой о е є".split())  # «мером Малином»; but «мер Сум», «мер Черкас»


def after_first_name(section: Section, at: int) -> bool:
    """Does a first name or an initial stand right before the word, so that it is a surname?"""
    if at == 0 or section.between(at - 1, at).strip(" .\u00a0"):
        return False
    before = section.tokens[at - 1]
    if not before.text[:1].isupper():
        return False
    initial = len(before.text) == 1 and section.between(at - 1, at).startswith(".")
    parts = grammemes(before.word)  # «Из», «Із» are forms of a first name too
    return (initial and before.word not in "мс") or ("Name" in parts and "PREP" not in parts)


def _town(section: Section, at: int, index: _Index) -> Rival | None:
    for lemma in section.keys[at]:
        if (hit := index.towns.get(lemma)) is None:
            continue
        name, marking = hit
        doubtful = marking == _BARE and len(section.keys[at]) > 2 and starts_sentence(section, at)
        doubtful = doubtful and not _acts(section, at + 1) and not opens_address(section, at)
        if after_first_name(section, at) or _marked(section, at) < (_PREPOSITION if doubtful else marking):
            continue
        if (led := region_led(section, at)) is not None:
            return Rival(led[0].adjective, LAND, section.index, at, at + 1)
        return Rival(name, TOWN, section.index, at, at + 1, _inside(section, at))
    return None


def _acts(section: Section, at: int) -> bool:
    """Does a verb of the past in the plural follow («Черкаси купили»)?"""
    return at < len(section.tokens) and section.tokens[at].word.endswith(("ли", "лися", "лись"))


def _inside(section: Section, at: int) -> bool:
    """Does «у», or «у місті», stand before the word, its council, or «у центрі» of it?"""
    if _rules(section, at) or in_part(section, at) or opens_address(section, at):
        return True
    at -= at > 0 and is_cue(section, at - 1, "place_word")
    return at > 0 and is_cue(section, at - 1, "inside")


def _adjective(section: Section, at: int, index: _Index) -> Rival | None:
    """A region where «область» follows, else a town's attribute where a noun that is no district follows."""
    region = name = None
    for lemma in section.keys[at]:
        region = region or index.regions.get(lemma)
        name = name or index.adjectives.get(lemma)
    if region is None and name is None:
        return None
    if _is_common_word(section, at):
        return None  # «слов’янська міфологія»
    following = section.keys[at + 1] if at + 1 < len(section.keys) else frozenset()
    if following & _SEATED_FOR_REGION:
        return None
    if region and following & cues("region_word"):
        return Rival(region, LAND, section.index, at, at + 2)
    town = name and any(lemma in index.towns for lemma in section.keys[at]) and section.tokens[at].text[0].isupper()
    if town and not following & (cues("body") | cues("community")):
        return None
    if name and not following & (cues("district") | cues("street") | cues("route")) and at + 1 < len(section.keys):
        rules = not cues("council").isdisjoint(following) or on_ground(section, at)
        return Rival(name, ATTRIBUTE, section.index, at, at + 2, rules)
    return None


def _is_common_word(section: Section, at: int) -> bool:
    """Is it in small letters a word of another sense, and no body's or people's attribute?"""
    if section.tokens[at].text[0].isupper() or section.keys[at].isdisjoint(cues("common_sense")):
        return False
    wanted = cues("body") | cues("community") | cues("district") | cues("people_word")
    return all(keys.isdisjoint(wanted) for keys in section.keys[at + 1 : at + 3])


def _village(section: Section, at: int) -> Rival | None:
    """Any capitalised word or two right after «село», «селище», «хутір»."""
    if at == 0 or not is_cue(section, at - 1, "village_word") or len(section.tokens[at].text) < 3:
        return None
    if section.between(at - 1, at).strip(" .\u00a0«\"'"):
        return None
    name = min(lemmas(section.tokens[at].word))
    last = at + 1
    if last < len(section.tokens) and section.tokens[last].text[0].isupper() and section.between(at, last) == " ":
        name, last = f"{name} {min(lemmas(section.tokens[last].word))}", last + 1
    return Rival(name, TOWN, section.index, at, last, _inside(section, at))


def rivals(section: Section) -> list[Rival]:
    """Every other place a section names, in order; the watched place itself is left for the caller to take out."""
    index = _index()
    found: list[Rival] = []
    taken = -1
    feasts = cues("dedication")
    for at, token in enumerate(section.tokens):
        keys = section.keys[at]
        if at < taken or (not feasts.isdisjoint(keys) and _is_shrine(section, at)):
            continue
        if not token.text[0].isupper():
            hit = None if index.small.isdisjoint(keys) else _adjective(section, at, index)
        else:
            hit = _one(section, at, index)
        if hit is not None:
            found.append(hit)
            taken = hit.last
    return found


def _is_shrine(section: Section, at: int) -> bool:
    """«Громада Воскресенського собору», «Хрестовоздвиженська община»: an adjective of a feast or a saint?"""
    following = section.keys[at + 1] if at + 1 < len(section.keys) else frozenset()
    if not following.isdisjoint(cues("shrine")):
        return True
    religious = not following.isdisjoint(_CONGREGATION)
    return religious and any(not keys.isdisjoint(cues("shrine") | cues("church")) for keys in section.keys)


def _one(section: Section, at: int, index: _Index) -> Rival | None:
    if index.capital.isdisjoint(section.keys[at]):
        return _village(section, at)
    longest = max(index.several.starting(section.keys, at), key=lambda hit: hit[1], default=None)
    if longest is not None:
        return Rival(longest[0], TOWN, section.index, at, longest[1], _inside(section, at))
    if (village := _village(section, at)) is not None:
        return village
    if (adjective := _adjective(section, at, index)) is not None:
        return adjective
    for words, kind in ((index.lands, LAND), (index.abroad, ABROAD)):
        name = next((words[x] for x in section.keys[at] if x in words), None)
        if name is not None:
            return Rival(name, kind, section.index, at, at + 1)
    return _town(section, at, index)
