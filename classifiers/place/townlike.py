"""A word that looks like the townspeople: is it a village, a dance, a kerchief, a good Samaritan? Pure.

«У Тихогорівці» is a village: people have a small letter inside a sentence. Refuses to look beyond the words beside it;
what the village shows of the other namings `alike` tells.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.names import NEAR, Names
from classifiers.place.nearby import before, quoted
from classifiers.place.reading import Section
from classifiers.place.rivals import after_first_name, is_cue, starts_sentence
from monitor.language import grammemes, settlements

# The cases in which a village in -ка meets a form of the townspeople's name: «Полтавка», «у Полтавці».
_VILLAGE = re.compile("(?:к[аиуе]|кою|кой|ці)$")
_LOCATIVE = re.compile("(?:ці|ке)$")
_WOMAN = re.compile("(?:к[аиуе]|кою|кой|ок|кам|ками|ках|ці)$")
_IN = frozenset({"у", "в", "во", "на", "по", "при"})
# Adjectives between the preposition and the village: «у захопленій росіянами Полтавці».
_REACH = 3
# Words between «сорт» and its name: «сорт груші «Уманка»».
_MARKED = 2
_FEMININE = ("ій", "ої", "у", "ю", "ою", "ей", "ой")
_OLD = re.compile(r"\d-?(?:річн|летн)|^(?:молод|юн)")


# «Тренер Уманчан»: many people's genitive, which ends no surname.
_MANY = ("чан", "жан", "шан", "лян", "нян", "рян")


def no_people(section: Section, at: int, names: Names) -> str | None:
    """«Андрій Калушанин», «хірург Уманців», «у Полтавці»: the role of what only looks like the townspeople.

    Behind an occupation they have a small letter («лікар уманців»).
    """
    token = section.tokens[at]
    if token.text[0].isupper():
        called = not token.text.isupper() and not token.word.endswith(_MANY) and before(section, at, "occupation")
        if called or after_first_name(section, at):
            return "person"
    return townlike(section, at, names)


def townlike(section: Section, at: int, names: Names) -> str | None:
    """The role of a form of the townspeople's name that is something else; None where it is people."""
    token = section.tokens[at]
    if not _WOMAN.search(token.word) and section.keys[at].isdisjoint(cues("people_other")):
        return None
    if token.text[0].isupper() and _is_village(section, at):
        if any(_village_of(token.word) in name.split() for name in names.own):
            return None  # «у Борщагівці» of «Петропавлівська Борщагівка»
        return _of_district(section, at, names)
    if quoted(section, at, at + 1) and _WOMAN.search(token.word) and not token.word.endswith("ці"):
        marked = any(before(section, at, words, _MARKED) for words in ("goods_mark", "brand", "label", "shop"))
        return "goods" if marked else "quoted"
    if token.word.endswith("ці"):  # «коломийці зібрали», before it is «у коломийці»
        return None
    if section.keys[at].isdisjoint(cues("people_other")) or _is_woman(section, at):
        return None
    return "excluded"


def _is_village(section: Section, at: int) -> bool:
    """«У захопленій Полтавці», «селище Полтавка», «до Полтавки»: a capital inside the sentence, led by «у»."""
    word, led = section.tokens[at].word, at - 1
    if led < 0 or not _VILLAGE.search(word):
        return False
    if any(is_cue(section, led, words) for words in ("village_word", "place_word", "river_word")):
        return section.between(led, at).strip() in ("", ".")
    if section.tokens[at].text.isupper() and not _LOCATIVE.search(word):
        return False
    while led > max(0, at - _REACH) and _goes_on(section, led):
        led -= 1
    if section.between(led, at).strip(" \u00a0") and led == at - 1:
        return False
    if _LOCATIVE.search(word):
        return section.tokens[led].word in _IN
    return led == at - 1 and is_cue(section, led, "preposition") and not starts_sentence(section, at)


def _goes_on(section: Section, at: int) -> bool:
    """Is the word part of what stands before the village: an adjective of its gender, or who acts in it?"""
    if section.between(at, at + 1) != " ":
        return False
    parts = grammemes(section.tokens[at].word)
    if parts & {"ADJF", "PRTF"} and section.tokens[at].word.endswith(_FEMININE):
        return True
    return section.tokens[at].word.endswith(("ами", "ями")) and "NOUN" in parts


def _village_of(word: str) -> str:
    """The village's own name: «полтавці» -> «полтавка»."""
    return _VILLAGE.sub("ка", word)


def _of_district(section: Section, at: int, names: Names) -> str:
    """«near» for a village of the place's own district, «homonym» for any other."""
    if any(name == NEAR for name, _ in names.phrases.starting(section.keys, at)):
        return "near"
    ours = names.found
    bare = _village_of(section.tokens[at].word)
    same = ours is not None and any(s.district == ours.district and s.region == ours.region for s in settlements(bare))
    return "near" if same else "homonym"


def _is_woman(section: Section, at: int) -> bool:
    """«19-річна коломийка Марія»: does an age stand before the word, or a name behind it?"""
    if at > 0 and (_OLD.search(section.tokens[at - 1].text.lower()) or before(section, at, "people_word")):
        return True
    if at + 1 >= len(section.tokens) or section.between(at, at + 1) != " ":
        return False
    following = section.tokens[at + 1]
    return following.text[0].isupper() and bool(grammemes(following.word) & {"Name", "Surn"})
