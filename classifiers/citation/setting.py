"""What is known around a source when it is asked whose voice it is, and the answer. Pure nouns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from classifiers.citation.lexicon import sections
from classifiers.citation.mention import Mention
from classifiers.citation.reading import Reading
from classifiers.citation.rounds import Heading
from classifiers.citation.voices import Voices

Kind = Literal["department", "site", "council", "other"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whose voice it is and how sure that is, in 0..1. `doubt` names what a person should check."""

    kind: Kind
    certainty: float
    doubt: str | None = None


OTHER = Resolution("other", 1.0)


@cache
def own_words(name: str) -> frozenset[str]:
    """The words of one section of own.txt. Raises KeyError where there is none."""
    return frozenset(sections("own")[name])


# «соцкомунікації», «інформробота»: words made up of what communications departments do.
_MADE_UP = re.compile(
    "комунікац|коммуникац|^(?:інформ|информ|інфо|инфо|прес)-?(?:робот|работ|політик|политик|аналіт|аналит|зв'язк|связ)"
)


def made_up(word: str) -> bool:
    """Does the word alone say that a department is for communications?"""
    return _MADE_UP.search(word) is not None


@lru_cache(5_000)
def press_words(lemmas: frozenset[str]) -> frozenset[str]:
    """Those of the words that a communications department's name may be made of."""
    return (lemmas & own_words("press")) | {word for word in lemmas if made_up(word)}


@dataclass(frozen=True, slots=True)
class Setting:
    """The item around a source: its reading, its day, whether its outlet is a local one."""

    reading: Reading
    voices: Voices
    day: date | None
    local: bool
    occupied: bool  # the text speaks as or of an occupation authority
    towns: tuple[tuple[int, str], ...]  # word -> town, over the whole text
    headings: tuple[Heading, ...]  # of the parts of a round-up
    own: tuple[tuple[int, int, str], ...]  # words of our full names: first, last, kind
    surnames: frozenset[int]  # words that are surnames of our officials
    named: frozenset[str]  # surnames of our officials that the text gives in full somewhere


def lemmas_of(setting: Setting, mention: Mention) -> frozenset[str]:
    """The dictionary forms of the mention's words and of an adjective or prefix right before it."""
    words = setting.reading.words
    found = frozenset().union(*(words[i].lemmas for i in range(mention.first, mention.last)))
    if mention.first > 0 and setting.reading.gaps[mention.first] == " ":
        before = words[mention.first - 1]
        if before.lemmas & (own_words("former") | own_words("occupier")):
            found |= before.lemmas
    return found
