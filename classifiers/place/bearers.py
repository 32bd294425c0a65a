"""Does another settlement bear the name an article tells of, the town's or that of its community's village? Pure.

Refuses to judge where the place, its district or its region is named as well.
"""

from __future__ import annotations

from classifiers.place.cues import cues
from classifiers.place.features import Evidence
from classifiers.place.names import Names
from classifiers.place.reading import Section
from classifiers.place.rivals import ATTRIBUTE, LAND

_DISTRICT_WORD = frozenset({"район", "р-н"})
_OF_DISTRICT = tuple(
    stem + end
    for stems, ends in ((("ськ", "цьк", "зьк"), "ий ого ому им ім"), (("ск", "цк"), "ий ого ому ом им"))
    for stem in stems
    for end in ends.split()
)
_OURS = ("district", "land", "near", "region", "official", "name", "attr", "body", "people", "community", "link")


def is_other_bearer(evidence: Evidence, names: Names) -> bool:
    """Is the name borne elsewhere too, does another region lead, and nothing speak for ours («Миколаївка» of many)?"""
    if names.greatest or not names.homonyms or evidence.home or not evidence.named:
        return False
    ours = evidence.role("district", "land", "near", "region", "official", "village") or evidence.link
    return not ours and any(r.kind == LAND for r in evidence.rivals)


def is_other_village(evidence: Evidence) -> bool:
    """«Привілля Дубенського району», «полтавське село Золотарівка», «Білогорівка на Київщині»: a namesake of a village?

    The place itself is not named, another district stands by its name, or another region in the same paragraph.
    """
    villages = evidence.role("village", "unsure")
    if not villages or evidence.home or evidence.link or evidence.role(*_OURS):
        return False
    sections = {m.section for m in villages}
    beside = evidence.lead | sections
    if any(_other_district(section) for section in evidence.reading.sections if section.index in beside):
        return True
    texts = {s.index: s for s in evidence.reading.sections}
    for rival in evidence.rivals:
        if rival.section not in sections:
            continue
        if rival.kind == ATTRIBUTE and texts[rival.section].keys[rival.last - 1] & cues("village_word"):
            return True
        if rival.kind == LAND and not _of_exiles(evidence):
            return True
    return False


def _other_district(section: Section) -> bool:
    """«Дубенський район»: since all of the place's own is left out, any district named is another's."""
    return any(
        keys & _DISTRICT_WORD and at > 0 and section.tokens[at - 1].word.endswith(_OF_DISTRICT)
        for at, keys in enumerate(section.keys)
    )


def _of_exiles(evidence: Evidence) -> bool:
    """Do displaced people of the village live in that region?"""
    wanted = cues("exile")
    return any(keys & wanted for s in evidence.reading.sections for keys in s.keys)
