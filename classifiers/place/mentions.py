"""Every naming of the watched place in an article, judged by the words around it. Pure.

A name alone proves little: «вулиця Ніжинська» lies in Kyiv, «Вацлав Ніжинський» danced in Paris, «Ніжинський район» is
not the city. Each finding gets a role; refuses to weigh roles against each other, which `features` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from classifiers.landscape import RURAL
from classifiers.place.coming import is_arrival, is_from, is_of_today, is_through, of_player
from classifiers.place.cues import cues
from classifiers.place.homonyms import is_continued, is_homonym
from classifiers.place.names import (
    ADJECTIVE,
    BODY,
    DISTRICT,
    LAND,
    NAME,
    NEAR,
    NEAR_ADJECTIVE,
    OFFICIAL,
    PEOPLE,
    REGION,
    REGION_LAND,
    VILLAGE,
    Names,
)
from classifiers.place.namings import namings
from classifiers.place.nearby import WINDOW, adjective_role, before, is_land, noun_after, quoted
from classifiers.place.onland import own_lands
from classifiers.place.owned import is_animals_name, is_of_many_streets, owns_subject
from classifiers.place.plain import has_surname, is_plain, is_street_of_person
from classifiers.place.reading import Section
from classifiers.place.rivals import after_first_name, is_cue, starts_sentence
from classifiers.place.standing import is_of_union, is_past
from classifiers.place.townlike import no_people
from monitor.language import Span, grammemes
from monitor.language.names import is_common

# Roles that speak for the place, strongest first; for its surroundings; for something else of the same name.
SURE = ("body", "name", "attr", "community", "people", "village", "official", "organisation", "compound", "link")
WEAK = ("quoted", "plant", "unsure")
AREA = ("district", "land", "near", "region")
OTHER = ("street", "shop", "person", "goods", "route", "church", "homonym", "excluded")

_LONGEST_STEM_TAIL = 30
_SHORTEST_COMPOUND = 8
_NO_COMPANY = ("ський", "цький", "зький", "ский", "цкий", "щина", "ець", "анин")
# Words after a name in small letters among which other names show whether the writer uses capitals.
_CAPITALS_REACH = 12


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming: its role, its section and half-open place there, and how it stands.

    `flags`: origin (someone was born or worked there), list (one of several places), near («біля …»), inside («у …»),
    toward («до», «з», «через»), edge («на виїзді з …»), background («Нагадаємо, …»), route («траса Київ – …»), titled
    (within a quoted name), office (of the district's police, court and the like), moves (the seat's people, a club).
    """

    role: str
    section: int
    first: int
    last: int
    start: int
    end: int
    text: str
    flags: frozenset[str] = frozenset()


def _mention(role: str, section: Section, first: int, last: int, flags: Iterable[str] = ()) -> Mention:
    start, end = section.tokens[first].start, section.tokens[last - 1].end
    return Mention(role, section.index, first, last, start, end, section.text[start:end], frozenset(flags))


def _name_role(section: Section, first: int, last: int, names: Names) -> str:
    token = section.tokens[first]
    capital = token.text[0].isupper()
    if token.word.startswith("по-"):
        return "name"  # «огірки по-ніжинськи»: `senses` sees what the text is about
    if not capital and (names.common or _is_small(section, first)):
        return "excluded"
    if is_street_of_person(section, first, names):
        return "street"
    if names.common and before(section, first, "street"):
        return "name" if is_of_many_streets(section, first, last, names) else "street"
    nominative = first > 0 and section.tokens[first - 1].word in ("вулиця", "площа", "улица", "площадь")
    if nominative and token.word.endswith(("ська", "цька")):  # «вулиця Лисичанська», no street of Lysychansk's
        return "street"
    if is_homonym(section, first, last, names):
        return "homonym"
    if _branded(section, first, last):
        return "goods"
    if quoted(section, first, last):
        return _quoted_role(section, first)
    if before(section, first, "goods_mark") or before(section, first, "estate"):
        return "goods"
    if _is_borne(section, first, last, names) or has_surname(section, first, last, names):
        return "person"  # «Ізмаїла Озтюрка», «Володимир Кулик»
    return "name" if not names.common or is_plain(section, first, last, names) else "unsure"


def _quoted_role(section: Section, first: int) -> str:
    """The role of a name in quotation marks by the word before them."""
    if before(section, first, "station") or before(section, first, "club"):
        return "name"
    if before(section, first, "shop"):
        return "shop"
    marked = before(section, first, "goods_mark", 2)
    return "goods" if marked or before(section, first, "estate") or before(section, first, "label") else "quoted"


def _is_borne(section: Section, first: int, last: int, names: Names) -> bool:
    """«Степан Тихогір», «жеребець Тихогір»: does a person or an animal bear the name?"""
    if is_animals_name(section, first, last, names):
        return True
    named = after_first_name(section, first) and not before(section, first, "of_town")  # «Власти», a name's form too
    return named and (names.common or not before(section, first, "preposition"))


_BRANDED = re.compile(r"-[А-ЯҐЄІЇA-Z][\w-]{1,30}[»\"”]")


def _branded(section: Section, first: int, last: int) -> bool:
    """«Тихогір-Транс»: the name begins a firm's, in quotation marks and with a hyphen."""
    start, end = section.tokens[first].start, section.tokens[last - 1].end
    return section.text[max(0, start - 1) : start] in ("«", '"', "“", "„") and bool(_BRANDED.match(section.text, end))


def _is_small(section: Section, first: int) -> bool:
    """«Гороскоп для калуша»: a small letter where other words have their capitals, and nothing leads to a place."""
    if any(before(section, first, words) for words in ("preposition", "place_word", "people_word", "body")):
        return False
    nearby = enumerate(section.tokens[: first + _CAPITALS_REACH])
    return any(token.text[0].isupper() and not starts_sentence(section, at) for at, token in nearby)


def _flags(section: Section, first: int) -> set[str]:
    found: set[str] = {"subject"} if _is_subject(section, first) else set()
    if before(section, first, "origin", WINDOW) and not (is_arrival(section, first) or is_of_today(section, first)):
        found.add("origin")
    if before(section, first, "near") or before(section, first, "road", 2):
        found |= {"inside", "edge"} if first > 0 and is_cue(section, first - 1, "skirts") else {"near"}
    place_word = first > 0 and is_cue(section, first - 1, "place_word")
    at = first - 1 if place_word else first
    found.update(words for words in ("inside", "toward") if before(section, at, words))
    if at > 0 and section.tokens[at - 1].word in _WITHIN:
        found.add("inside")  # «у межах Тихогора»
    if is_arrival(section, first):
        found.add("arrival")
    if is_from(section, at):
        found.add("body-from")
    if any(before(section, first, words) for words in ("body", "people_word")):
        found.add("whose")  # «у соборі Тихогора», «жителі Тихогора»
    if at > 1 and found & {"inside", "toward"} and is_cue(section, at - 2, "edge"):  # «на виїзді з Тихогора»
        found = (found | {"inside", "edge"}) - {"toward"}
    if is_past(section, first):
        found.add("origin")
    return found


_WITHIN = frozenset("межах пределах черті черте вулицях улицах мікрорайонах микрорайонах території территории".split())


def _is_subject(section: Section, first: int) -> bool:
    """«Ковель прокидається»: does the name open a sentence and a verb follow?"""
    if first + 1 >= len(section.tokens) or not starts_sentence(section, first):
        return False
    gap, following = section.between(first, first + 1), grammemes(section.tokens[first + 1].word)
    state = section.tokens[first + 1].word in ("без", "під", "под")  # «Тихогір без води»
    return (gap == " " and ("VERB" in following or state)) or (gap == ", " and "PRTF" in following)


# A quotation opened and not closed before a word: «ГО «Родини Ніжинщини»».
_WITHIN_QUOTES = re.compile(r"[«“„][^«»“”„]*$")


def _titled(section: Section, first: int) -> set[str]:
    """«titled» where the word stands within a quoted name, which says whose it is and not where things happen."""
    return {"titled"} if _WITHIN_QUOTES.search(section.text[: section.tokens[first].start]) else set()


def _standing_of_district(section: Section, first: int, last: int) -> set[str]:
    """«office» where a police, court or rescue office of the district is meant: it sits in the town."""
    keys = frozenset().union(*section.keys[first : last + 1])
    office = keys & cues("office") and not keys & {"рада", "совет", "адміністрація", "администрация", "рда", "рва"}
    return _titled(section, first) | ({"office"} if office else set())


def _judge(section: Section, span: Span, names: Names) -> Mention | None:
    """The mention a finding makes; None where it is nothing at all."""
    first, last = span.first, span.last
    kind = span.name.partition(":")[0]
    if kind == NAME:
        flags = _flags(section, first) | ({"whose"} if owns_subject(section, first, last, names) else set())
        flags |= {"inside"} if is_through(section, first, last) else set()
        return _mention(_name_role(section, first, last, names), section, first, last, flags)
    if kind == ADJECTIVE:
        role, end, listed = adjective_role(section, first)
        if role in ("body", "community") and not listed and _is_of_village(section, first, end, names):
            role = "homonym"
        flags = _flags(section, first) | ({"list"} if listed else set()) | of_player(section, first)
        if role == "district":
            flags |= _standing_of_district(section, first, end)
        return _mention(role, section, first, end, flags)
    if kind == DISTRICT:
        return _judge_district(section, first, names)
    if kind == VILLAGE:
        return _village(section, first, last, names, span.name.partition(":")[2])
    if kind in (REGION, NEAR_ADJECTIVE):
        return _surroundings(section, first, kind)
    capital = section.tokens[first].text[0].isupper()
    if kind in (LAND, NEAR, REGION_LAND) and not capital:
        return None
    if kind == NEAR and (ruled := _ruled(section, first)) is not None:
        return ruled
    if kind == NEAR and (after_first_name(section, first) or quoted(section, first, last)):
        return None
    role = {LAND: "land", NEAR: "near", REGION_LAND: "region", BODY: "body", OFFICIAL: "official"}.get(kind, kind)
    if kind == OFFICIAL and not capital:
        return None
    if kind == PEOPLE and (other := no_people(section, first, names)) is not None:
        return _mention(other, section, first, last, {"alike"} if other == "homonym" else ())
    flags = _flags(section, first) if kind == PEOPLE else set()
    flags |= _titled(section, first) if kind in (LAND, REGION_LAND) else set()
    flags |= {"titled"} if kind == LAND and is_of_union(section, first) else set()
    return _mention(role, section, first, last, flags)


# «Тихогірська лікарня», «тихогірські рятувальники» of the district's seat; not «тихогірський напрямок».
_WHO_ACTS = ("community", "council", "body", "office", "people_word", "plant")
# Of them, whose acts a national outlet tells too because of where they sit; people, clubs, schools go about.
_WHO_STAYS = ("community", "council", "office", "plant")


def _judge_district(section: Section, first: int, names: Names) -> Mention | None:
    """The district, or the neighbour whose adjective is the district's."""
    role, end, _ = adjective_role(section, first)
    if role == "district":
        return _mention("district", section, first, end, _standing_of_district(section, first, end))
    if _is_near(section, first, names):
        return _mention("near", section, first, first + 1)  # «У Тихогорську», a form of its adjective as well
    seat = any(name == NEAR_ADJECTIVE for name, _ in names.phrases.starting(section.keys, first))
    acts = seat and any(section.keys[i] & cues(words) for i in range(first + 1, end) for words in _WHO_ACTS)
    found = _surroundings(section, first, NEAR_ADJECTIVE) if acts else None
    if found is None or any(section.keys[i] & cues(words) for i in range(first + 1, end) for words in _WHO_STAYS):
        return found
    return replace(found, flags=found.flags | {"moves"})


def _is_near(section: Section, first: int, names: Names) -> bool:
    """Does a neighbour's name stand alone after a preposition of place?"""
    if noun_after(section, first) is not None or not before(section, first, "inside"):
        return False
    named = any(name == NEAR for name, _ in names.phrases.starting(section.keys, first))
    return named and section.tokens[first].text[0].isupper()


def _ruled(section: Section, first: int) -> Mention | None:
    """«Тихогорська МВА»: a neighbour's council or community, whose adjective is the genitive of the town as well."""
    if not section.tokens[first].word.endswith(("ська", "цька")):
        return None
    found = _surroundings(section, first, NEAR_ADJECTIVE)
    rules = found is not None and section.keys[found.last - 1] & (cues("community") | cues("council"))
    return found if rules else None


_VILLAGE_COUNCIL = RURAL | {"сільрада", "сельсовет"}


def _is_of_village(section: Section, first: int, end: int, names: Names) -> bool:
    """«Тихогірська сільська рада» is not that of the city Тихогір."""
    if names.found is None or not names.found.city:
        return False
    keys = frozenset().union(*section.keys[first:end])
    return bool(keys & _VILLAGE_COUNCIL and keys & (cues("council") | cues("community") | _VILLAGE_COUNCIL))


def _village(section: Section, first: int, last: int, names: Names, village: str) -> Mention | None:
    if not section.tokens[first].text[0].isupper() or after_first_name(section, first):
        return None
    if before(section, first, "street") or (before(section, first, "city_word") and names.found is not None):
        return _mention("street", section, first, last) if before(section, first, "street") else None
    if _distinguished(section, first):
        return None
    marked = before(section, first, "preposition") or before(section, first, "place_word")
    if starts_sentence(section, first) and not marked and is_common(village):
        return _mention("unsure", section, first, last)
    return _mention("village", section, first, last, _flags(section, first))


def _distinguished(section: Section, first: int) -> bool:
    """«Кривого Рогу»: an adjective with a capital inside a sentence makes it a part of another name."""
    if first == 0 or section.between(first - 1, first) != " " or starts_sentence(section, first - 1):
        return False
    token = section.tokens[first - 1]
    return token.text[0].isupper() and not token.text.isupper() and "ADJF" in grammemes(token.word)


def _surroundings(section: Section, at: int, kind: str) -> Mention | None:
    following = section.keys[at + 1] if at + 1 < len(section.keys) else frozenset()
    if kind == REGION:
        named = following & (cues("region_word") | {"обласний", "областной"})
        return _mention("region", section, at, at + 2) if named or is_land(section, at) else None
    head = noun_after(section, at)
    if head is None or before(section, at, "street"):
        return None
    if section.keys[head[0]] & (cues("street") | cues("region_word")):  # «Миколаївської області»
        return None
    return _mention("near", section, at, head[0] + 1)


def _compounds(section: Section, names: Names) -> list[Mention]:
    """Names of companies that begin with the place's: «Ніжинтепломережі», «Київводоканал»."""
    found: list[Mention] = []
    for at, token in enumerate(section.tokens):
        if len(token.text) < _SHORTEST_COMPOUND or not token.text[0].isupper():
            continue
        for stem in names.stems:
            tail = len(token.word) - len(stem)
            if 4 <= tail <= _LONGEST_STEM_TAIL and token.word.startswith(stem) and "NOUN" in grammemes(token.word):
                if is_continued(token.word):
                    found.append(_mention("homonym", section, at, at + 1))
                elif not any(key.endswith(_NO_COMPANY) for key in section.keys[at]):
                    found.append(_mention("compound", section, at, at + 1))
                break
    return found


def mentions(section: Section, names: Names) -> list[Mention]:
    """Every naming of the place and its surroundings in one section, left to right, one a word."""
    found = [m for span in namings(section, names) if (m := _judge(section, span, names)) is not None]
    taken = {index for m in found for index in range(m.first, m.last)}
    found += [m for m in _compounds(section, names) if m.first not in taken]
    found += [_mention("region", section, first, last) for first, last in own_lands(section, names.region)]
    return sorted(found, key=lambda m: m.start)
