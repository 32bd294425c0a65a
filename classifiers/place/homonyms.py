"""Is one bare naming another bearer of the place's name, by the words right beside it? Pure.

«Річка Стрий», «польський Конотоп», «село Ніжин», «Слов’янськ-на-Кубані»; refuses to look at other namings, which
`namesakes` does.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.names import Names
from classifiers.place.nearby import before
from classifiers.place.reading import Section
from classifiers.place.rivals import is_cue, starts_sentence

# A name that goes on so is another town's: «-на-Кубані», «-над-Дністром», «-под-Киевом».
_CONTINUED = re.compile(r"-(?:на|над|під|под|при|in|am)-", re.IGNORECASE)
# States that the place itself once belonged to: «жив у польському Дрогобичі» is the town's own past.
_ONCE = frozenset("польський польский російський российский румунський румынский угорський венгерский".split())
# Forms in which a word for a village leads a part of a town («селище Білої Церкви») and no village of that name.
_FIRST_FORMS = frozenset("село селище хутір хутор поселок посёлок деревня".split())
# A name in such a case agrees with the word before it or is its object: it is no genitive.
NO_GENITIVE = tuple("у ю ом ем єм ою ею єю ами ями ам ям ах ях".split())


def is_continued(word: str) -> bool:
    """«Ростов-на-Дону»: does a river or a land make the name another town's?"""
    return bool(_CONTINUED.search(word))


_SECOND = "-2"
_SCORE = re.compile(r"(?<![\d:])\d{1,2} ?: ?\d(?!\d)")


def is_no_team(section: Section, last: int) -> bool:
    """«Тихогір-2» without words of sport or a score: a substation, a station, a second Tykhohir of some trouble."""
    if not section.tokens[last - 1].word.endswith(_SECOND) or _SCORE.search(section.text):
        return False
    wanted = cues("sport") | cues("club") | cues("team")
    return not any(keys & wanted for keys in section.keys)


def is_homonym(section: Section, first: int, last: int, names: Names) -> bool:
    """Does the word before the name, or what the name goes on with, say that another place or a river is meant?"""
    if before(section, first, "river_word"):
        return True
    village = before(section, first, "village_word") and not (first > 1 and is_cue(section, first - 2, "and"))
    village = village and not _is_part(section, first, last, names)
    city = names.found is None or names.found.city
    if names.found is not None and city and names.greatest and village:
        return True  # a town is never called a village, be the village abroad
    if before(section, first, "foreign"):
        return _is_abroad(section, first)
    return bool(names.homonyms and (village if city else before(section, first, "city_word")))


def _is_abroad(section: Section, first: int) -> bool:
    """«В сербській Білій Церкві»: another country's town, unless that country may have held our own."""
    if section.index == 0 or section.keys[first - 1].isdisjoint(_ONCE):
        return True
    words = cues("village_word") | cues("abroad_word")
    return starts_sentence(section, first - 1) or any(keys & words for keys in section.keys)


def _is_part(section: Section, first: int, last: int, names: Names) -> bool:
    """«Залізничне селище Білої Церкви»: does the word for a village stand in its first form, the name in the genitive?

    Or has the word a name of its own before it, with a capital inside the sentence.
    """
    if first == 0 or section.between(first - 1, first) != " ":
        return False
    whole = " ".join(token.word for token in section.tokens[first:last])
    if whole in names.own:
        return False
    if section.tokens[first - 1].word in _FIRST_FORMS and not whole.endswith(NO_GENITIVE):
        return True
    if first < 2 or section.between(first - 2, first - 1) != " " or starts_sentence(section, first - 2):
        return False
    own = section.tokens[first - 2]
    return own.text[0].isupper() and own.word.endswith(("ому", "ім", "ом", "ем", "ого", "ій", "ой"))
