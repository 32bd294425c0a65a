"""A body that told something on its own page: «на своїй сторінці», «на офіційному сайті», «у телеграмі». Pure."""

from __future__ import annotations

import re

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.reading import Reading
from classifiers.citation.sentence import IN
from classifiers.citation.setting import own_words
from classifiers.citation.sources import Source

_OWN = turn("own")
_HERE = frozenset(("себе", "себя"))  # «у себе в телеграмі»
# Words after the body in which its own page is named.
_REACH = 9


def own_page_end(reading: Reading, source: Source) -> int | None:
    """Where the words that name the source end, if it told what it told on its own page; None where it did not."""
    if _between(reading, source) or _within(reading, source):
        return source.end
    paper = reading.words[source.mention.head].sort & Sort.DOCUMENT
    for index in range(source.mention.last, min(len(reading.words), source.last + _REACH)):
        if paper and index == source.mention.last + 1 and reading.words[index].sort & Sort.SITE:
            return max(reading.tokens[index].end, source.end)  # «застерігає допис міськради у Facebook»
        if index > source.last and re.search("[.!?;]", reading.gaps[index]):
            return None
        if reading.words[index].sort & Sort.SITE:
            between = range(source.mention.last, index)
            own = any(reading.words[i].lemmas & _OWN or reading.tokens[i].word in _HERE for i in between)
            if own or _alone(reading, index):
                return max(reading.tokens[index].end, source.end)
            return None
    return None


def _within(reading: Reading, source: Source) -> bool:
    """«допис міськради у Facebook»: the paper stands on a page."""
    inside = range(source.mention.head + 2, source.mention.last)
    return any(reading.words[i].sort & Sort.SITE and reading.tokens[i - 1].word in IN for i in inside)


def _between(reading: Reading, source: Source) -> bool:
    """«розмістила на своїй офіційній сторінці міська адміністрація»: the page stands between the verb and its body."""
    pages = (i for i in range(source.first, source.mention.first) if reading.words[i].sort & Sort.SITE)
    at = next(pages, None)
    if at is None:
        return False
    owned = range(max(source.first, at - 2), at)
    own = any(reading.words[i].lemmas & _OWN or reading.tokens[i].word in _HERE for i in owned)
    return own or _alone(reading, at, source.mention.first)


def _alone(reading: Reading, index: int, body: int = -1) -> bool:
    """«на офіційному сайті», «у телеграмі» with nothing that says whose; `body`: the first word of who told it."""
    before = index - 1
    while before >= 0 and reading.words[before].lemmas & own_words("official") and reading.gaps[before + 1] == " ":
        before -= 1
    if before < 0 or reading.tokens[before].word not in IN or not reading.words[index].gram & Gram.LOCT:
        return False
    after = index + 1
    if after >= len(reading.words) or reading.gaps[after] != " ":
        return after >= len(reading.words) or not re.search('[«"“„]', reading.gaps[after])
    word = reading.words[after]
    if after == body and reading.words[index - 1].lemmas & own_words("official"):
        return True  # «распространил на официальном сайте Нежинский городской совет»
    return bool(word.gram & (Gram.FINITE | Gram.PREP | Gram.CONJ)) and not reading.tokens[after].text[:1].isupper()
