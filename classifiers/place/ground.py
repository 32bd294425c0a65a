"""Is the ground of a town the scene, told without «у» right before its name: a part of it, its metro, an address? Pure.

Refuses to say which town it is, which `rivals` does.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.reading import Section
from monitor.language import grammemes

# Parts of a town before its name in the genitive, and those that are one only with an adjective of their own: «у
# Салтівському районі Харкова», for «у районі Бахмута» is somewhere about it.
_PARTS = frozenset("центр мікрорайон микрорайон вулиця улица площа площадь парк сквер".split())
_DISTRICTS = frozenset({"район"})
_PART_REACH = 3
_AT = frozenset("у в во на".split())


def in_part(section: Section, at: int) -> bool:
    """«У центрі Києва», «у Салтівському районі Харкова», «на вулицях Одеси»: is a part of the town the scene?"""
    if at < 2 or section.between(at - 1, at) != " " or section.keys[at - 1].isdisjoint(_PARTS | _DISTRICTS):
        return False
    for first in range(at - 2, max(-1, at - 2 - _PART_REACH), -1):
        if section.between(first, first + 1) != " ":
            return False
        if section.tokens[first].word in _AT:
            return first < at - 2 or section.keys[at - 1].isdisjoint(_DISTRICTS)
        if "ADJF" not in grammemes(section.tokens[first].word):
            return False
    return False


# «Київ, Садова, 5», «Львів, вул. Зелена, 12»: where a paragraph opens with its scene.
_ADDRESS = re.compile(
    r", (?:(?:вул|ул|просп|пр|бульв|пл)\.? ?)?[А-ЯІЇЄҐ][\w’'-]{2,20}(?: [А-ЯІЇЄҐ][\w’'-]{2,20})?, \d{1,3}"
)


def opens_address(section: Section, at: int) -> bool:
    """Does the paragraph open with the town, a street and a house?"""
    return at == 0 and bool(_ADDRESS.match(section.text, section.tokens[at].end))


_LOCATIVE = ("ому", "ім", "ій", "их", "ом", "ой", "ых")


# What the adjective of a large city tells of that city alone, even where it is the beginning of a proper name.
_ONLY_THERE = frozenset({"метро", "метрополітен", "метрополитен", "зоопарк"})


def on_ground(section: Section, at: int) -> bool:
    """«У київському метро», «на львівській площі»: does the adjective tell whose ground the scene is?

    Not with a capital: «на Київському ринку», «у Полтавському сквері» are names which any town gives its own.
    """
    if at == 0 or section.tokens[at - 1].word not in _AT or not section.tokens[at].word.endswith(_LOCATIVE):
        return False  # «на київський вокзал» only leads there
    wanted = _ONLY_THERE if section.tokens[at].text[0].isupper() else cues("ground")
    for index in range(at + 1, min(at + 1 + _PART_REACH, len(section.tokens))):
        if section.between(index - 1, index) != " ":
            return False
        if section.keys[index] & wanted:
            return True
        if "ADJF" not in grammemes(section.tokens[index].word):
            return False
    return False
