"""Is a place's name that is also a common word, a first name or a surname here the name of the place? Pure.

«Рівне», «Щастя», «Ізмаїл», «Самар»: looks at the words beside one naming; refuses to look at the rest of the text.
"""

from __future__ import annotations

import re

from classifiers.place.acting import UNDER, WITHOUT, acts_as_town
from classifiers.place.cues import cues
from classifiers.place.names import REGION, REGION_LAND, Names
from classifiers.place.nearby import before
from classifiers.place.reading import Section
from classifiers.place.rivals import starts_sentence
from monitor.language import grammemes

# A list of villages, up to the end of the sentence.
_VILLAGES = re.compile(
    r"\b(?:сел(?:а|ах|ами)|сіл|с[её]ла(?:х|ми)?|пос[её]лк\w+|селищ(?:а|ах)|громад(?:и|ах))\b[^.!?]*$", re.IGNORECASE
)
_LED = re.compile(r"\s*(?::|[–—]\s|\|)")
_ADDRESSED = re.compile(r"\s*(?:[:,!.|]|[–—]\s)")
# Letters between «села» and the last village of its list.
_LONGEST_LIST_TEXT = 400
# «переправа Ізмаїл – Плауру»: a dash and one more name with a capital, on either side.
_DASHED_AFTER = re.compile(r" ?[–—] ?(?P<other>[А-ЯІЇЄҐ][\w’'ʼ]{2,30})")
_DASHED_BEFORE = re.compile(r"(?P<other>[А-ЯІЇЄҐ][\w’'ʼ]{2,30}) ?[–—] ?$")
_LOOK = 40


def is_plain(section: Section, first: int, last: int, names: Names) -> bool:
    """Is a name that is a common word too («Рівне», «Щастя») here a name beyond doubt?

    After a preposition, «місто» or «мер», in brackets, in a list of villages; with a capital inside a sentence, unless
    it could be a surname; before a colon or dash, as in a digest; a city also as an address («Суми, увага!»). A city
    whose name few people bear («Ізмаїл», «Самар») is meant in any other case and before a verb, without a surname.
    """
    start = section.tokens[first].start
    text = section.text[max(0, start - _LONGEST_LIST_TEXT) : start]
    if text.endswith("(") or _VILLAGES.search(text):
        return True
    if any(before(section, first, words) for words in ("preposition", "place_word", "body", "near", "of_town")):
        return True
    oblique = section.tokens[first].word not in names.own
    if oblique and (before(section, first, "people_word") or not names.personal):
        return True
    if _is_dashed(section, first, last) or (is_rare(names) and (oblique or _acts(section, last))):
        return True
    if not starts_sentence(section, first):
        return not names.personal
    after = section.text[section.tokens[last - 1].end :][:10]
    city = names.found is not None and names.found.city
    if city and not names.personal and acts_as_town(section, first, last):
        return True
    return bool((_ADDRESSED if city else _LED).match(after)) or region_follows(section, last, names)


_STATE = WITHOUT | UNDER


def _acts(section: Section, at: int) -> bool:
    """«Ізмаїл готується до свята», «Рені без води»: does a verb or a state follow?"""
    if at >= len(section.tokens) or section.between(at - 1, at) != " ":
        return False
    return section.tokens[at].word in _STATE or "VERB" in grammemes(section.tokens[at].word)


def is_rare(names: Names) -> bool:
    """Is it a city whose name is a first name or surname that few bear, and no adjective («Хмельницький»)?"""
    if names.found is None or not names.found.city or not names.personal:
        return False
    own = frozenset(names.place.name.lower().split())
    return not own & cues("first_name") and "ADJF" not in grammemes(names.place.name, "uk")


def _is_dashed(section: Section, first: int, last: int) -> bool:
    """«Ізмаїл – Плауру»: one end of a way between two names, neither a first name."""
    start, end = section.tokens[first].start, section.tokens[last - 1].end
    found = _DASHED_AFTER.match(section.text[end : end + _LOOK])
    found = found or _DASHED_BEFORE.search(section.text[max(0, start - _LOOK) : start])
    return found is not None and "Name" not in grammemes(found["other"].lower())


def is_street_of_person(section: Section, first: int, names: Names) -> bool:
    """«На Хмельницького»: «на» takes no genitive, so that a street of that name is meant."""
    if not names.personal or first == 0 or section.between(first - 1, first) != " ":
        return False
    return section.tokens[first - 1].word == "на" and section.tokens[first].word.endswith(("ого", "его"))


def region_follows(section: Section, at: int, names: Names) -> bool:
    """«Миколаївка Сумської області»: does the place's own region stand right behind?"""
    if at >= len(section.keys):
        return False
    return any(name in (REGION, REGION_LAND) for name, _ in names.phrases.starting(section.keys, at))


def has_surname(section: Section, first: int, last: int, names: Names) -> bool:
    """«Ізмаїла Озтюрка», «князь Володимир»: does a surname follow, or a title lead to, a name that is a first name?"""
    form = names.place.name.lower()
    if names.common and before(section, first, "person_title"):
        return True
    if not (names.personal or form in cues("first_name")) or last >= len(section.tokens):
        return False
    following = section.tokens[last]
    if section.between(last - 1, last) != " " or not following.text[0].isupper() or following.text.isupper():
        return False
    parts = grammemes(following.word)
    if ("Name" in parts and "Surn" not in parts) or "Geox" in parts or region_follows(section, last, names):
        return False
    # «У Володимирі Кулик відкрив»: a place's case takes no surname.
    return not (section.tokens[first].word.endswith(("і", "е")) and before(section, first, "preposition"))
