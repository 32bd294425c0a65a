"""The words the citation classifier knows, read from the text files beside this module. Pure."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


class Sort:
    """What a word can be; one word can be several things: bits of an int."""

    NONE = 0
    SAY = 1
    PASS = 2
    OPINE = 4
    MANNER = 8
    IMPERSONAL = 16
    NOUN = 32
    DOCUMENT = 64
    OCCASION = 128
    HEARER = 256
    OWN = 512
    BODY = 1024
    ROLE = 2048
    PERSON = 4096
    MEDIA = 8192
    SITE = 16384
    OUTLET = 32768
    PEOPLE = 65536  # people who speak as a body: «рятувальники»
    GIVE = 131072
    INFO = 262144
    WANT = 524288


TELLING = Sort.SAY | Sort.PASS | Sort.OPINE | Sort.MANNER | Sort.WANT
SPEAKER = Sort.BODY | Sort.ROLE | Sort.PERSON | Sort.MEDIA | Sort.SITE | Sort.OUTLET | Sort.PEOPLE
_SECTIONS = {
    "say": Sort.SAY,
    "pass": Sort.PASS,
    "opine": Sort.OPINE,
    "manner": Sort.MANNER,
    "impersonal": Sort.IMPERSONAL,
    "noun": Sort.NOUN,
    "document": Sort.DOCUMENT,
    "occasion": Sort.OCCASION,
    "hearer": Sort.HEARER,
    "own": Sort.OWN,
    "give": Sort.GIVE,
    "info": Sort.INFO,
    "want": Sort.WANT,
    "body": Sort.BODY,
    "body.people": Sort.PEOPLE,
    "role": Sort.ROLE,
    "person": Sort.PERSON,
    "media": Sort.MEDIA,
    "media.name": Sort.OUTLET,
    "site": Sort.SITE,
}


def sections(name: str) -> dict[str, list[str]]:
    """Section -> words of one lexicon file; "_" inside an entry stands for a space.

    Raises ValueError on a word before the first [section].
    """
    found: dict[str, list[str]] = {}
    current = ""
    for line in (_HERE / f"{name}.txt").read_text("utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("["):
            current = text.strip("[]")
            found.setdefault(current, [])
        elif text and not current:
            raise ValueError(f"{name}.txt: a word before the first section: {text}")
        elif text:
            found[current].extend(text.replace("ё", "е").split())
    return found


@cache
def sorts() -> dict[str, int]:
    """Dictionary form -> what it can be."""
    found: dict[str, int] = {}
    for file in ("telling", "sources"):
        for section, words in sections(file).items():
            for word in words:
                found[word] = found.get(word, Sort.NONE) | _SECTIONS[section]
    return found


@cache
def _turns() -> dict[str, list[str]]:
    return sections("turns")


def turn(name: str) -> frozenset[str]:
    """The small words of one section of turns.txt. Raises KeyError where there is none."""
    return frozenset(_turns()[name])
