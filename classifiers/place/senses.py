"""Namings that are words of another sense: a dish or its ingredient, a manner, an adjective of a common word. Pure.

«Бограч по-мукачівськи», «беремо «тихогірські рожеві»», «слов’янська міфологія», «вишневий пиріг»: told by the rest of
the text; refuses to look at other bearers of the name, which `namesakes` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifiers.place.cues import cues
from classifiers.place.mentions import Mention
from classifiers.place.reading import Reading, Section
from classifiers.place.rivals import Rival, starts_sentence

# A recipe names at least this many different things of the kitchen.
_FEWEST_DISHES = 5
# … and at least this many where an ingredient is measured: «банка тихогірської згущівки», «200 г тихогірських огірків».
_FEWEST_BESIDE_MEASURE = 4
_MEASURE = re.compile(
    r"(?:\b(?:банк|баноч|пачк|пляшк|склянк|ложк|кілограм|грам|літр|дрібк|жмен|бутылк|стакан|килограмм|грамм|литр)\w{0,4}"
    r"|\d ?(?:г|гр|кг|мл|л))\.? $",
    re.IGNORECASE,
)
_LONGEST_MEASURE = 12
_MANNER = "по-"


def is_recipe(reading: Reading, fewest: int = _FEWEST_DISHES) -> bool:
    """Does the text name enough of what is cooked and with what?"""
    wanted = cues("dish")
    return len({w for s in reading.sections for keys in s.keys for w in keys & wanted}) >= fewest


def without_goods(
    found: Sequence[Mention], reading: Reading, rivals: Sequence[Rival], home: bool = False
) -> list[Mention]:
    """The mentions, a recipe's manner and ingredients taken for goods; in the own outlet («home») they are the town's.

    A manner («паркування по-тихогірськи») speaks of another town's matters too where that town is the scene.
    """
    if not any(_is_candidate(m) for m in found):
        return list(found)
    recipe = not home and is_recipe(reading)
    kitchen = not home and is_recipe(reading, _FEWEST_BESIDE_MEASURE)
    elsewhere = any(r.inside and r.section <= 1 for r in rivals)
    texts = {s.index: s for s in reading.sections}
    goods = {s.index for s in reading.sections if any(keys & cues("brand") for keys in s.keys)}

    def is_goods(mention: Mention) -> bool:
        if _is_manner(mention) and (elsewhere or mention.section in goods):
            return True
        if kitchen and mention.role == "attr" and _is_measured(mention, texts[mention.section]):
            return True
        return recipe and _is_candidate(mention) and _is_eaten(mention, texts[mention.section])

    return [replace(m, role="goods") if is_goods(m) else m for m in found]


def _is_candidate(mention: Mention) -> bool:
    return mention.role in ("attr", "quoted", "people") or _is_manner(mention)


def _is_manner(mention: Mention) -> bool:
    return mention.role == "name" and mention.text[:3].lower() == _MANNER


def _is_eaten(mention: Mention, section: Section) -> bool:
    """Does a quotation mark stand before it, or is its noun a dish?"""
    if _is_manner(mention) or mention.role == "quoted":
        return True
    return _is_opened(section, mention) or not section.keys[mention.last - 1].isdisjoint(cues("dish"))


def _is_measured(mention: Mention, section: Section) -> bool:
    """Does a measure stand before it, and is its noun something of the kitchen?"""
    kept = cues("dish") | cues("brand")
    before = section.text[max(0, mention.start - _LONGEST_MEASURE) : mention.start]
    return bool(_MEASURE.search(before)) and not section.keys[mention.last - 1].isdisjoint(kept)


def with_lands(found: Sequence[Mention], reading: Reading, home: bool) -> list[Mention]:
    """The mentions, «полтавська земля», «сумське прикордоння» taken for the land around; in the own outlet the latter.

    Within a quoted name it is whose it is: «газета «Полтавський край»».
    """
    wanted = cues("border_land") if home else cues("border_land") | cues("land_noun")

    def is_land(mention: Mention) -> bool:
        if mention.role != "attr" or mention.last - mention.first < 2:
            return False
        section = reading.section(mention.section)
        return not wanted.isdisjoint(section.keys[mention.last - 1]) and not _is_opened(section, mention)

    return [replace(m, role="land") if is_land(m) else m for m in found]


def _is_opened(section: Section, mention: Mention) -> bool:
    return section.text[: mention.start].endswith(("«", '"', "“", "„"))


def without_common(found: Sequence[Mention], reading: Reading, national: bool = False) -> list[Mention]:
    """The mentions without adjectives that are common words («слов’янська міфологія», «сонячний день»).

    A sentence's first word has its capital by rule: «Слов’янський курорт» is the town's but in a national outlet.
    Such an adjective counts where the town's name or its body stands in the text, and beside words for its people.
    """
    doubtful = [m for m in found if m.role == "attr" and _is_common(m, reading, national)]
    if not doubtful or any(m.role in ("name", "body", "official", "community") for m in found):
        return list(found)
    return [m for m in found if m not in doubtful]


def _is_common(mention: Mention, reading: Reading, national: bool) -> bool:
    section = reading.section(mention.section)
    if section.keys[mention.first].isdisjoint(cues("common_sense") | cues("common_adjective")):
        return False
    if mention.text[0].isupper():
        if not starts_sentence(section, mention.first):
            return False
        relational = not section.keys[mention.first].isdisjoint(cues("relational_sense"))
        if relational and not national and section.keys[mention.last - 1].isdisjoint(cues("culture")):
            return False
    keys = frozenset().union(*section.keys[mention.first : mention.last])
    return keys.isdisjoint(cues("people_word") | cues("own_city"))
