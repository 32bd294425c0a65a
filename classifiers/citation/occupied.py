"""An office that an occupying power gave, or that its teller calls so-called: nobody's of the institution. Pure.

«Мер» in quotation marks, «мер від окупантів», «призначений росіянами міський голова»: the word for the office is there,
and with it the text's word that it is not held by right.
"""

from __future__ import annotations

import re

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.setting import Setting, own_words
from classifiers.citation.wording import OPEN

_FROM, _WHICH = turn("from") | {"од"}, turn("which")
_SHUT = re.compile(r"^[»\"”“]")
_SO, _CALLED = frozenset(("так", "т")), frozenset("званий зваться называть називати".split())
# Words of an office in quotation marks; words of «якого призначили окупанти».
_OFFICE, _CLAUSE = 4, 5


_BODIES = own_words("board") | own_words("council")


def is_usurped(setting: Setting, mention: Mention) -> bool:
    """Does the text say of an office that occupiers gave it, or put it in quotation marks?"""
    if not (mention.sort | mention.owner) & (Sort.ROLE | Sort.BODY) and not mention.proper:
        return False
    return (
        (bool(mention.sort & Sort.ROLE) and _in_scare_quotes(setting, mention))
        or _town_body_in_quotes(setting, mention)
        or _so_called(setting, mention)
        or _of_occupiers(setting, mention)
        or _installed_before(setting, mention)
        or _installed_after(setting, mention)
    )


def _in_scare_quotes(setting: Setting, mention: Mention) -> bool:
    """««Глава города» от оккупантов»: quotation marks around the office and nothing else."""
    gaps = setting.reading.gaps
    opened = next((i for i in range(mention.first, mention.head + 1) if OPEN.search(gaps[i])), None)
    end = mention.name[0] if mention.name else mention.last
    titled = any(setting.reading.words[i].lemmas & _BODIES for i in range(mention.head + 1, mention.last))
    if opened is None or "(" in gaps[opened] or titled:
        return False  # «Міський голова („мер“)», «Голова міської ради» as a title
    after = (*gaps[mention.head + 1 : min(end, opened + _OFFICE) + 1], "")
    if mention.head + 1 == len(gaps):  # the office is the last word of the text
        after = (setting.reading.text[setting.reading.tokens[mention.head].end :], "")
    closed = next((gap for gap in after if gap.strip(" ")), "")
    return _SHUT.search(closed) is not None


def _town_body_in_quotes(setting: Setting, mention: Mention) -> bool:
    """«В „адміністрації міста“ заявили»: a town's administration by no name, in quotation marks that end with it."""
    words, gaps = setting.reading.words, setting.reading.gaps
    if not words[mention.head].lemmas & own_words("administration.noun"):
        return False
    if setting.voices.council(setting.day) or not setting.voices.administration(setting.day):
        return False
    named = any(words[i].lemmas & own_words("administration.kind") for i in range(mention.first, mention.last))
    after = gaps[mention.last] if mention.last < len(gaps) else setting.reading.text[-_OFFICE:]
    return not named and bool(OPEN.search(gaps[mention.first])) and _SHUT.search(after.strip()) is not None


def _so_called(setting: Setting, mention: Mention) -> bool:
    """«Так званий мер»."""
    words, tokens = setting.reading.words, setting.reading.tokens
    near = range(max(1, mention.first - 1), mention.head + 1)
    return any(words[i].lemmas & _CALLED and words[i].gram & Gram.ADJ and tokens[i - 1].word in _SO for i in near)


def _occupies(setting: Setting, index: int) -> bool:
    return not setting.reading.words[index].lemmas.isdisjoint(own_words("occupier") | own_words("occupier.side"))


def _installs(setting: Setting, index: int) -> bool:
    return not setting.reading.words[index].lemmas.isdisjoint(own_words("installs"))


def _of_occupiers(setting: Setting, mention: Mention) -> bool:
    """«Мер від окупантів», «„мэра“ от рф»."""
    after = mention.name[0] if mention.name else mention.last
    tokens, gaps = setting.reading.tokens, setting.reading.gaps
    if after < len(tokens) and _SHUT.search(gaps[after].strip()) and setting.reading.words[after].gram & Gram.GENT:
        return _occupies(setting, after)  # «Міська рада» окупантів
    if after + 1 >= len(tokens) or tokens[after].word not in _FROM or gaps[after].strip(' »"”“'):
        return False
    return gaps[after + 1] in (" ", " «", ' "') and _occupies(setting, after + 1)


def _installed_before(setting: Setting, mention: Mention) -> bool:
    """«Призначений росіянами мер», «окупантами призначений голова»: both words right before the office."""
    first, gaps = mention.first, setting.reading.gaps
    near = range(max(0, first - 2), mention.head)
    if any(gaps[i].strip(' «"“„') for i in range(near.start + 1, first + 1)):
        return False
    by = any(_occupies(setting, i) and setting.reading.words[i].gram & Gram.ABLT for i in near)
    return by and any(_installs(setting, i) and setting.reading.words[i].gram & Gram.ADJ for i in near)


def _installed_after(setting: Setting, mention: Mention) -> bool:
    """«Мер, призначений росіянами», «мэр, которого поставили оккупанты»."""
    at, reading = mention.last, setting.reading
    if at >= len(reading.tokens) or reading.gaps[at].strip(' »"”“') != ",":
        return False
    led = reading.words[at].lemmas & _WHICH and reading.words[at].gram & (Gram.ACCS | Gram.GENT)
    if not (led or (_installs(setting, at) and reading.words[at].gram & Gram.ADJ)):
        return False
    end = next((i for i in range(at + 1, len(reading.gaps)) if reading.gaps[i] != " " or i > at + _CLAUSE), at + 1)
    clause = range(at, end)
    return any(_occupies(setting, i) for i in clause) and any(_installs(setting, i) for i in clause)
