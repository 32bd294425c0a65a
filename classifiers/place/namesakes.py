"""What one naming shows of all the others in a text: another bearer of the name, another town's district. Pure.

A writer speaks of one bearer of a name at a time. Refuses to judge where the place's own district, region, people or
bodies are named as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from classifiers.place.cues import cues
from classifiers.place.mentions import Mention
from classifiers.place.names import Names
from classifiers.place.nearby import before, quoted
from classifiers.place.reading import Reading, Section
from classifiers.place.rivals import LAND, TOWN, Rival, starts_sentence
from monitor.language import grammemes, normal
from monitor.language.derive import adjectives as adjectives_of
from monitor.language.derive import russian_adjectives
from monitor.language.gazetteer import cities, notable
from monitor.language.russian import russian_name

_BARE = ("name", "unsure", "quoted")
_SPEAKS_FOR_OURS = frozenset(
    {"district", "land", "near", "region", "official", "body", "people", "community", "attr", "village"}
)


def of_one_bearer(found: Sequence[Mention], reading: Reading) -> list[Mention]:
    """«У Лозовій на Вінниччині … жителі Лозової»: bare names are the homonym's that the text names first.

    A title is too short to say which bearer it means: the text's first naming speaks for it, too. A river is none: it
    flows through the town of its name.
    """
    bare = [m for m in found if m.role in (*_BARE, "homonym")]
    first, told = next(iter(bare), None), next((m for m in bare if m.section > 0), None)
    if not any(m and m.role == "homonym" and not _is_river(m, reading) for m in (first, told)):
        return list(found)
    if any(m.role in _SPEAKS_FOR_OURS and not (m.section == 0 and m.role in RULED) for m in found):
        return list(found)
    return [replace(m, role="homonym") if m.role in (*_BARE, *RULED) else m for m in found]


def _is_river(mention: Mention, reading: Reading) -> bool:
    return before(reading.section(mention.section), mention.first, "river_word")


# What speaks for the place itself and not for a community whose adjective is the same.
OURS_ALONE = frozenset({"district", "land", "near", "region", "official", "people", "village", "link"})


def of_other_community(
    found: Sequence[Mention], rivals: Sequence[Rival], names: Names, reading: Reading
) -> list[Mention]:
    """«Білоцерківська громада на Полтавщині»: the bodies of another community of that adjective.

    Its region is named, and its seat too or the region right behind; but no name of the place, nor its district or
    region. Displaced bodies work in other regions.
    """
    lands = {r.name for r in rivals if r.kind == LAND}
    ruled = [m for m in found if m.role in RULED]
    if ruled and not any(m.role in OURS_ALONE for m in found) and _is_of_other_district(ruled, names, reading):
        return [replace(m, role="homonym") if m.role in RULED else m for m in found]
    if not lands or not ruled:
        return list(found)
    seats = {normal(name) for name, region in seats_of(names.adjectives) if region in lands}
    behind = bool(seats) and _stands_before(ruled, rivals, reading) and not _is_of_exiles(reading)
    named_so = behind and normal(names.place.name) in seats  # «У Костянтинівці … громада на Миколаївщині»
    if any(m.role in OURS_ALONE or (m.role == "name" and not (named_so or is_adjective(m, names))) for m in found):
        return list(found)
    if not behind and not any(normal(r.name) in seats for r in rivals):
        return list(found)
    return [replace(m, role="homonym") if m.role in (*RULED, "name") else m for m in found]


_IN = frozenset({"на", "у", "в", "во"})


def _stands_before(ruled: Sequence[Mention], rivals: Sequence[Rival], reading: Reading) -> bool:
    """«… громада на Полтавщині», «… громада Полтавської області»: does another region follow a body right behind?

    «… допомагають Полтавщині» does not: the region must be a part of the body's name, after «на» or in the genitive.
    """
    ends = {(m.section, m.last) for m in ruled if m.last < len(reading.section(m.section).tokens)}
    words = {(s, at): reading.section(s).tokens[at].word for s, at in ends}
    behind = {(s, at + 1) for (s, at), word in words.items() if word in _IN}
    behind |= {end for end, word in words.items() if word.endswith(_OF_REGION)}
    return any(r.kind == LAND and (r.section, r.first) in behind for r in rivals)


# «Полтавської області», «Полтавщини»: a region in the genitive.
_OF_REGION = ("ської", "цької", "ской", "цкой", "щини", "ччини", "щины", "ччины")
_DISTRICT = frozenset({"район", "р-н"})


def _is_of_other_district(ruled: Sequence[Mention], names: Names, reading: Reading) -> bool:
    """«Тихогірська міськрада Кропивницького району»: does the district of another bearer follow a body right behind?"""
    if names.found is None:
        return False
    for mention in ruled:
        section, at = reading.section(mention.section), mention.last
        if at + 1 >= len(section.tokens) or section.keys[at + 1].isdisjoint(_DISTRICT):
            continue
        district = section.tokens[at].word
        if district.endswith(("ського", "цького", "ского", "цкого")) and section.between(at - 1, at) == " ":
            stem = district.removesuffix("ого") + "ий"
            named = _districts_of(names.adjectives)
            if named.get(stem, names.found.district) != names.found.district:
                return True
    return False


@cache
def _districts_of(adjectives: frozenset[str]) -> dict[str, str]:
    """The districts of the cities, settlements and seats of communities that have such an adjective.

    Ukrainian and Russian adjectives of the districts, as words are compared, with the districts' own names.
    """
    found = {place.district for place in notable() if not adjectives.isdisjoint(place.adjectives)}
    seats = {a: place for place in cities() for a in adjectives_of(place.name)}
    named = {normal(district): district for district in found}
    for district in found:
        seat = seats.get(normal(district))
        russian = russian_name(seat.name) if seat else None
        named.update((a, district) for a in (russian_adjectives(russian, seat.name) if seat and russian else ()))
    return named


def _is_of_exiles(reading: Reading) -> bool:
    wanted = cues("exile") | cues("displaced")
    return any(not wanted.isdisjoint(keys) for s in reading.sections for keys in s.keys)


_OF_DISTRICTS = frozenset("районах районів районам районами районов".split())
_OF_DISTRICT = ("ський", "цький", "зький", "ский", "цкий")


def with_districts(found: Sequence[Mention], reading: Reading) -> list[Mention]:
    """The mentions, a lone «Ніжинський» taken for the district where the title or any sentence speaks of districts."""
    titled = any("район" in keys for s in reading.sections if s.index == 0 for keys in s.keys)
    titled = titled or any(token.word in _OF_DISTRICTS for s in reading.sections for token in s.tokens)
    return [
        replace(m, role="district")
        if titled and m.role == "person" and normal(m.text).endswith(_OF_DISTRICT) and " " not in m.text
        else m
        for m in found
    ]


# Offices of a whole region, called by its centre's adjective.
_OF_REGION_WEATHER = re.compile("(?:гідро|гидро)мет")
_WEATHER_REACH = 3  # «Тернопільський обласний центр з гідрометеорології»


def with_regional(found: Sequence[Mention], reading: Reading, names: Names) -> list[Mention]:
    """The mentions, «Тернопільський гідрометцентр» taken for the region's where the title tells of the region."""
    titled = any(m.role == "region" and m.section == 0 for m in found)
    if (
        not titled
        or names.region is None
        or normal(names.region.adjective).removesuffix("а") + "ий" not in names.adjectives
    ):
        return list(found)

    def is_regional(mention: Mention) -> bool:
        if mention.role not in ("attr", "body"):
            return False
        tokens = reading.section(mention.section).tokens[mention.first : mention.last + _WEATHER_REACH]
        return any(_OF_REGION_WEATHER.match(token.word) for token in tokens)

    return [replace(m, role="region") if is_regional(m) else m for m in found]


def of_word(found: Sequence[Mention], reading: Reading, names: Names, home: bool) -> list[Mention]:
    """The namings of a text that tells of the common word: «стрий – батьків брат», and a capital only by rule.

    Small letters inside a sentence and outside quotation marks, nothing leading to a place, nothing else of the place
    nor of a town's life; not where lines begin so too, whose writer uses no capitals («вчора тихогір святкував»). Of
    words that the dictionary knows, `plain` and `acting` tell.
    """
    bare = [m for m in found if m.role in (*_BARE, "excluded")]
    if (
        home
        or names.common
        or any(m.role in _SPEAKS_FOR_OURS for m in found)
        or any(m.flags & _PLACED_ANYHOW for m in bare)
    ):
        return list(found)
    if any(_is_of_town(section) for section in reading.sections):
        return list(found)
    inner = [m for m in bare if not starts_sentence(reading.section(m.section), m.first)]
    small = [m for m in inner if m.text.islower() and _is_word(reading.section(m.section), m)]
    if not small or any(not m.text.islower() for m in inner):
        return list(found)
    return [replace(m, role="homonym") if m.role in _BARE else m for m in found]


def _is_of_town(section: Section) -> bool:
    """Does the line begin with a small letter or tell of a town's life?"""
    if section.tokens and section.tokens[0].text[0].islower():
        return True
    return any(keys & (cues("town_life") | cues("under_fire") | cues("harm")) for keys in section.keys)


def _is_word(section: Section, mention: Mention) -> bool:
    """Does it stand by itself, no hashtag, address, manner («по-стрийськи») or quotation?"""
    around = section.text[max(0, mention.start - 1) : mention.start] + section.text[mention.end : mention.end + 1]
    own = not mention.text.startswith("по-") and not quoted(section, mention.first, mention.last)
    return own and _GLUED.isdisjoint(around)


_GLUED = frozenset("#@/_-")
_PLACED_ANYHOW = frozenset({"inside", "toward", "near", "list", "run", "whose", "edge"})

RULED = ("body", "community", "attr")


def is_adjective(mention: Mention, names: Names) -> bool:
    """«Покровська» of «Покровська рада», which is a form of «Покровськ» as well."""
    return mention.text.lower().endswith(("ська", "цька", "зька")) and normal(mention.text) not in names.own


@cache
def seats_of(adjectives: frozenset[str]) -> frozenset[tuple[str, str]]:
    """(name, region) of the cities, settlements and seats of communities that have such an adjective."""
    return frozenset((place.name, place.region) for place in notable() if not adjectives.isdisjoint(place.adjectives))


def without_districts_of_others(found: Sequence[Mention], section: Section, rivals: Sequence[Rival]) -> list[Mention]:
    """«Покровський район Кривого Рогу»: a quarter of another town, which stands right behind it in the genitive."""
    behind = {r.first for r in rivals if r.kind == TOWN and _is_oblique(section, r)}
    return [
        replace(m, role="homonym")
        if m.last in behind and (m.role == "district" or (m.role == "near" and section.keys[m.last - 1] & _DISTRICT))
        else m
        for m in found
    ]


def _is_oblique(section: Section, rival: Rival) -> bool:
    """Does the name follow another word with nothing between, in another form than its first («…, Київ» does not)?

    A neuter like «Запоріжжя» has one form for both: it is another word's subject where a verb in the singular follows.
    """
    if rival.first == 0 or section.between(rival.first - 1, rival.first) != " ":
        return False
    if rival.name.endswith(_NEUTER):  # what happens «у Тихогірському районі Запоріжжя» has its subject behind
        return section.tokens[rival.first - 1].word in _IN_DISTRICT or not _is_subject(section, rival)
    return section.tokens[rival.first].word != normal(rival.name).split()[0]


_NEUTER = ("жжя", "лля", "ння", "ття", "ччя", "сся", "ззя")
_IN_DISTRICT = frozenset({"районі", "районе"})
# Endings of a verb that has another subject than a neuter noun: «зійшлися», «ходять», «згорів», «просила».
_NOT_NEUTER = tuple(
    "ли лися лись в вся л лся ла лася лась уть ють ать ять уться ються аться яться"
    " ут ют ат ят утся ются атся ятся".split()
)
# Words that may stand between a subject and its verb: «Запоріжжя вже не приймає».
_VERB_REACH = 3


def _is_subject(section: Section, rival: Rival) -> bool:
    """«Через удари по Тихогірському району Запоріжжя прийняло 40 родин»: does the town act by itself?"""
    for at in range(rival.last, min(len(section.tokens), rival.last + _VERB_REACH)):
        if section.between(at - 1, at) != " ":
            return False
        word = section.tokens[at].word
        if "VERB" in grammemes(word):
            return not word.endswith(_NOT_NEUTER)
    return False


def confirmed(found: Sequence[Mention]) -> list[Mention]:
    """«Буча проведе …» is the town where the text names it surely: the subject of a sentence, else a common word."""
    sure = {normal(m.text)[:3] for m in found if m.role == "name"}
    return [
        replace(m, role="name") if m.role == "unsure" and "subject" in m.flags and normal(m.text)[:3] in sure else m
        for m in found
    ]


# A text of old times has at least this many different words of them.
_FEWEST_OLD = 2


def of_surname(
    found: Sequence[Mention], reading: Reading, rivals: Sequence[Rival], names: Names, national: bool
) -> list[Mention]:
    """The namings of a town whose name is a surname too, by what the text tells of: old times or a town's life.

    «За часів Хмельницького … гетьман» is the hetman; «Хмельницький отримає тролейбуси» is the town, but in a national
    outlet or where something happens in another town.
    """
    adjective = "ADJF" in grammemes(names.place.name, "uk")  # «Рівне отримало …»
    if not (names.personal or (names.common and adjective)) or not any(
        m.role in ("name", "unsure", "body") for m in found
    ):
        return list(found)
    told = frozenset().union(*(keys for s in reading.sections for keys in s.keys))
    if names.personal and len(told & cues("history")) >= _FEWEST_OLD and not any(_is_placed(m) for m in found):
        return [replace(m, role="person") if m.role in ("name", "unsure", "body") else m for m in found]
    if national or any(m.role == "person" for m in found) or told.isdisjoint(cues("town_life")):
        return list(found)
    if any(r.inside for r in rivals):
        return list(found)
    return [
        replace(m, role="name") if m.role == "unsure" and "subject" in m.flags and m.section <= 1 else m for m in found
    ]


_PLACED_BY = frozenset({"inside", "whose", "list", "run", "near"})


def _is_placed(mention: Mention) -> bool:
    """Does the naming show that the town is meant: «у Хмельницькому», its council, an official, its people?"""
    if mention.role in ("official", "people", "community", "district", "land", "compound", "link"):
        return True
    if mention.role == "name":
        return bool(mention.flags & _PLACED_BY)
    return mention.role == "body" and not normal(mention.text).split()[0].endswith(("ого", "его"))
