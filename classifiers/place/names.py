"""What to look for: every word by which a text may call the watched place, its surroundings and its council. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from classifiers.place.displacement import is_displaced
from monitor.language import Phrase, Phrases, grammemes, normal, phrase, settlements, word_forms
from monitor.language.derive import adjectives, manner_forms, people_forms, russian_adjectives, surroundings_forms
from monitor.language.endings import adjective_forms
from monitor.language.gazetteer import (
    Region,
    Settlement,
    cities,
    community,
    district_seats,
    homonyms,
    locate,
    other_names,
    region,
    regions,
)
from monitor.language.names import is_common
from monitor.language.own import is_own_word
from monitor.language.romanise import romanised
from monitor.language.russian import russian_name, russian_names
from monitor.language.townspeople import townspeople
from monitor.model import Institution, Place
from monitor.registers.mentions import core_name
from monitor.registers.nouns import Organisation

NAME, ADJECTIVE, PEOPLE, LAND = "name", "adjective", "people", "land"
VILLAGE, DISTRICT, REGION, REGION_LAND, NEAR, NEAR_ADJECTIVE = (
    "village", "district", "region", "region-land", "near", "near-adjective",
)  # fmt: skip
BODY, OFFICIAL, ORGANISATION, EXCLUDED = "body", "official", "organisation", "excluded"

# The Kyiv city authorities and «столиця» mean Kyiv without naming it.
_CAPITAL_WORDS = ("столиця", "столица")
_CAPITAL_BODIES = ("КМДА", "КМВА", "Київрада", "Киевсовет", "КГГА", "КГВА")
_CAPITAL_ADJECTIVES = {"uk": "столичний", "ru": "столичный"}
# First halves of double names that are other towns' names.
_OTHER_TOWNS = frozenset({"новгород", "білгород", "белгород", "володимир", "владимир", "кам'янка", "каменка"})


_MILITARY = re.compile(r"військов\w* адміністраці|\b(?:мва|гва|вца)\b")


@dataclass(frozen=True, slots=True)
class Names:
    """The compiled search for one place. `names` maps a phrase's label to its kind; see the module's constants."""

    place: Place
    phrases: Phrases
    found: Settlement | None
    region: Region | None
    common: bool  # the name is a common word or a surname too
    personal: bool  # … a surname or a first name
    homonyms: int  # other settlements of that name
    greatest: bool  # the place is the only city of that name
    stems: tuple[str, ...]  # what a company's name may begin with: «Ніжинводоканал»
    domains: tuple[str, ...]  # own sites and pages, lower case
    latin: tuple[str, ...]  # how addresses write the name
    own: frozenset[str]  # lower-case names of the place, its community and their old names
    adjectives: frozenset[str]
    people: frozenset[str] = frozenset()  # every form of the townspeople's names
    displaced: bool = False  # its district is occupied: its people and its council live elsewhere
    evacuated: bool = False  # … or it stands at the front under a military administration: many of its people do


def _exact(text_words: Iterable[frozenset[str]], label: str) -> Phrase:
    return Phrase(label, tuple(frozenset("=" + form for form in forms) for forms in text_words))


def _noun(name: str, language: str, label: str) -> Phrase:
    return _exact((word_forms(word, language) for word in normal(name).split()), label)


def _nouns(name: str, language: str, label: str) -> Iterator[Phrase]:
    """The name's phrase; of a double name also its halves in turn, as a text's unknown forms are read."""
    yield _noun(name, language, label)
    if label == NAME and " " not in name and "-" not in name:
        yield _exact([frozenset(f"{form}-2" for form in word_forms(normal(name), language))], label)  # second team
    if "-" in name:
        yield _noun(name.replace("-", " "), language, label)
        head, _, tail = normal(name).rpartition("-")
        if tail.endswith(("ський", "ский")):  # «Новгород-Сіверського»
            forms = (f"{head}-{form}" for form in adjective_forms(tail, language))
            yield Phrase(label, (frozenset("=" + form for form in forms),))


def _all_names(place: Place) -> list[str]:
    """The Ukrainian names: present, former, aliases, and the short form of a double name."""
    names = [place.name, *place.aliases, *other_names(place.name)]
    names += [short for name in names if (short := _short(name))]
    return list(dict.fromkeys(names))


def _short(name: str) -> str | None:
    head, hyphen, tail = name.partition("-")
    if not hyphen:
        return None
    short = head if tail.endswith(("ський", "ська")) else tail
    return short if len(short) > 4 and normal(short) not in _OTHER_TOWNS else None


def _russian_all(place: Place, names: list[str]) -> list[str]:
    found = [place.russian] if place.russian else list(russian_names(place.name))
    for name in names[1:]:
        found.extend([sure] if (sure := russian_name(name)) else russian_names(name)[:4])
    return list(dict.fromkeys(filter(None, found)))


def _place_phrases(ukrainian: list[str], russian: list[str], where: Region | None) -> Iterator[Phrase]:
    for language, names in (("uk", ukrainian), ("ru", russian)):
        for name in names:
            if not normal(name):
                continue
            derived = adjectives(name) if language == "uk" else russian_adjectives(name, ukrainian[0])
            yield from _nouns(name, language, NAME)
            if people := townspeople(name, derived, language):
                yield _exact([people], PEOPLE)
            for adjective in derived:
                yield _exact([adjective_forms(adjective, language)], ADJECTIVE)
                yield _exact([people_forms(adjective, language)], PEOPLE)
                if (lands := surroundings_forms(adjective, language)).isdisjoint(_foreign_nouns(where)):
                    yield _exact([lands], LAND)
                yield _exact([manner_forms(adjective, language)], NAME)
    if "київ" in map(normal, ukrainian):
        for word in _CAPITAL_WORDS:
            yield phrase(word, NAME)
        for word in _CAPITAL_BODIES:
            yield phrase(word, BODY)
        for adjective in _CAPITAL_ADJECTIVES.values():
            yield phrase(adjective, ADJECTIVE)


def _village_phrases(names: Iterable[str]) -> Iterator[Phrase]:
    for name in names:
        yield from _nouns(name, "uk", f"{VILLAGE}:{name}")
        for russian in russian_names(name)[:4]:
            yield from _nouns(russian, "ru", f"{VILLAGE}:{name}")


def _district_phrases(names: Iterable[str]) -> Iterator[Phrase]:
    """The district's adjective before a word for district; the rules see to what follows it."""
    for name in names:
        stem = normal(name).removesuffix(" район").removesuffix(" р-н")
        if stem.endswith(("ький", "ий")):
            yield _exact([adjective_forms(stem, "uk")], DISTRICT)
            seat = next(iter(_seats_of(stem)), None)
            russian = russian_name(seat) if seat else None
            for adjective in russian_adjectives(russian, seat) if russian else ():
                yield _exact([adjective_forms(adjective, "ru")], DISTRICT)


def _seats_of(stem: str) -> Iterator[str]:
    return (city.name for city in cities() if stem in adjectives(city.name))


def _region_phrases(found: Region) -> Iterator[Phrase]:
    yield _exact([adjective_forms(normal(found.adjective).removesuffix("а") + "ий", "uk")], REGION)
    yield _exact([adjective_forms(normal(found.russian).removesuffix("ая") + "ий", "ru")], REGION)
    for noun in found.nouns:
        yield from _nouns(noun, "uk", REGION_LAND)
    for noun in found.russian_nouns:
        yield from _nouns(noun, "ru", REGION_LAND)


@cache
def _region_nouns() -> frozenset[str]:
    """«Миколаївщина» is a region before it is what lies around Миколаївка."""
    return frozenset(normal(noun) for found in regions() for noun in (*found.nouns, *found.russian_nouns))


def _foreign_nouns(own: Region | None) -> frozenset[str]:
    """The same without those of the place's own region («Полтавщина» around Полтава)."""
    ours = (*own.nouns, *own.russian_nouns) if own else ()
    return _region_nouns() - {normal(noun) for noun in ours}


def _near_phrases(seats: Iterable[Settlement]) -> Iterator[Phrase]:
    """Other communities of the district."""
    for seat in seats:
        known = (seat.name, *other_names(seat.name))  # the press keeps «Сєвєродонецьк»
        russian = tuple(r for name in known for r in russian_names(name)[:2])
        for language, names in (("uk", known), ("ru", russian)):
            for name in names:
                yield from _nouns(name, language, NEAR)
                for adjective in adjectives(name) if language == "uk" else russian_adjectives(name, seat.name):
                    yield _exact([adjective_forms(adjective, language)], NEAR_ADJECTIVE)
                    if (lands := surroundings_forms(adjective, language)).isdisjoint(_region_nouns()):
                        yield _exact([lands], NEAR)


def _institution_phrases(institution: Institution) -> Iterator[Phrase]:
    for named in (*institution.names, *institution.departments):
        found = phrase(named.name, BODY)
        if len(found.slots) > 1 or "рада" in normal(named.name):
            yield found
    for official in institution.officials:
        words = official.name.split()
        if len(words) >= 2:
            yield phrase(official.name, OFFICIAL)
            yield phrase(" ".join(reversed(words[:2])), OFFICIAL)


# How texts introduce an organisation; a name without its form may be a shop's or a song's.
_ORGANISATION_FORMS = ("ГО", "громадська організація", "ОО", "общественная организация", "БФ", "благодійний фонд")


def _organisation_phrases(organisations: Iterable[Organisation]) -> Iterator[Phrase]:
    """Civic organisations of the place's register: their form and quoted name.

    A name of one word is common to many towns' organisations; parties and churches have one name everywhere.
    """
    for organisation in organisations:
        core = core_name(organisation.name)
        if organisation.kind == "civic" and core != organisation.name.strip() and len(core.split()) > 1:
            yield from (phrase(f"{form} {core}", ORGANISATION) for form in _ORGANISATION_FORMS)


def _villages(place: Place, found: Settlement | None) -> list[str]:
    """The community's other settlements: as configured, else the classifier's where the place is its seat."""
    if place.settlements or found is None or not found.seat:
        return list(place.settlements)
    seats = {
        seat.name for seat in _neighbours(found) if seat.city
    }  # a neighbour's town is meant before a village of its name
    return [s.name for s in community(found) if s.name != found.name and s.name not in seats]


def _districts(place: Place, found: Settlement | None) -> list[str]:
    """The district's adjectives or names: as configured, by the classifier, and by its seat's former name."""
    named = [name for name in (place.district, found.district if found else None) if name]
    stems = [normal(name).removesuffix(" район").removesuffix(" р-н") for name in named]
    former = [a for stem in stems for seat in _seats_of(stem) for old in other_names(seat) for a in adjectives(old)]
    return list(dict.fromkeys([*named, *former]))


def _neighbours(found: Settlement | None) -> list[Settlement]:
    """The seats of the district's other communities."""
    if found is None or not found.district:
        return []
    return [seat for seat in district_seats(found) if seat.community != found.community]


def _stems(ukrainian: list[str], russian: list[str]) -> tuple[str, ...]:
    words = (normal(name) for name in (*ukrainian, *russian))
    return tuple(sorted({word for word in words if " " not in word and len(word) >= 4}))


def _is_own(excluded: str, place: Place) -> bool:
    """«Калуський» for Калуш: meant as a surname, which is told by what stands beside, and never every adjective."""
    return is_own_word(excluded, place.name, place.russian, place.aliases)


_OF_DISTRICT = re.compile(r"\bрайонна (?:військова |державна )?(?:рада|адміністрація)\b|\bр[дв]а\b")


def _is_left_out(name: str, place: Place) -> bool:
    """A district's council or administration is no town's, whatever the configuration says, and stays the area."""
    return not _is_own(name, place) and not _OF_DISTRICT.search(normal(name))


def compile_names(place: Place, institution: Institution, organisations: Iterable[Organisation] = ()) -> Names:
    """Everything to look for in one place's press, derived from its nominative name, region, council and register."""
    found = locate(place.name, place.region, place.district)
    ukrainian = _all_names(place)
    russian = _russian_all(place, ukrainian)
    villages = _villages(place, found)
    districts = _districts(place, found)
    where = region(place.region)
    phrases = [
        *_place_phrases(ukrainian, russian, where),
        *_village_phrases(villages),
        *_district_phrases(districts),
        *(_region_phrases(where) if where else ()),
        *_near_phrases(_neighbours(found)),
        *_institution_phrases(institution),
        *_organisation_phrases(organisations),
        *(phrase(name, EXCLUDED) for name in place.namesakes if _is_left_out(name, place)),
    ]
    same = settlements(place.name)
    displaced = is_displaced(place, found)
    return Names(
        place=place,
        phrases=Phrases(phrases),
        found=found,
        region=where,
        common=is_common(place.name),
        personal=is_common(place.name) and bool(grammemes(place.name, "uk") & {"Surn", "Name"}),
        homonyms=max(0, homonyms(place.name) - 1),
        greatest=found is None or (found.city and sum(s.city for s in same) <= 1),
        stems=_stems(ukrainian, russian),
        domains=tuple(normal(named.name) for named in (*institution.sites, *institution.pages)),
        latin=tuple(sorted(f for name in (*ukrainian, *russian) for f in romanised(name) if len(f) >= 4)),
        own=frozenset(normal(name) for name in (*ukrainian, *russian, *villages)),
        adjectives=frozenset(a for name in ukrainian for a in adjectives(name)),
        people=frozenset(key[1:] for one in phrases if one.name == PEOPLE for key in one.slots[0]),
        displaced=displaced,
        evacuated=displaced or any(_MILITARY.search(normal(named.name)) for named in institution.names),
    )
