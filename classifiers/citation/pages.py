"""A body that told something on its own page: «на своїй сторінці», «на офіційному сайті», «у телеграмі». Pure."""

from __future__ import annotations

import re

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import CASES
from classifiers.citation.reading import Reading
from classifiers.citation.sentence import IN
from classifiers.citation.setting import own_words
from classifiers.citation.sources import Source

_OWN, _THAT = turn("own"), turn("that")
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
        if index >= source.last and (re.search("[.!?;]", reading.gaps[index]) or _told_there(reading, index)):
            return None
        if reading.words[index].sort & Sort.SITE:
            if _set_off(reading, source, index):
                return reading.tokens[index].end
            between = range(source.mention.last, index)
            own = any(reading.words[i].lemmas & _OWN or reading.tokens[i].word in _HERE for i in between)
            if own or (_alone(reading, index) and not _on_anothers(reading, source, index)):
                return max(reading.tokens[index].end, source.end)
            return None
    return None


# Who wrote a line of credit, and where: «Джерело: міська рада / Telegram», «Міська рада, Facebook» at its end.
_CREDITS = frozenset(("label", "signature", "signed"))
_SET_OFF = re.compile(r"^ ?[/|,(–—-] ?$|^ \($")


def _set_off(reading: Reading, source: Source, index: int) -> bool:
    """Does the page stand right behind its body, set off by a mark, at the end of a line that credits it?"""
    behind = index == source.mention.last and source.cue in _CREDITS and _SET_OFF.search(reading.gaps[index])
    if not behind:
        return False
    end = reading.tokens[index].end
    return not reading.text[end : end + 2].strip(" ).")[:1].strip()


def _told_there(reading: Reading, index: int) -> bool:
    """«, що мешканці скаржаться у Facebook»: does what is told begin with the word?"""
    return "," in reading.gaps[index] and reading.tokens[index].word in _THAT


# What others wrote there: «відповіла на допис у Facebook», «реагує на скаргу в Telegram».
_ABOUT = frozenset("на про щодо о об до під за из-за через".split())


def _on_anothers(reading: Reading, source: Source, index: int) -> bool:
    """Does «у Facebook» belong to a text that the body only speaks of, with a preposition before that text?"""
    for at in range(index - 2, source.mention.last, -1):
        if reading.gaps[at + 1] != " ":
            return False
        word = reading.words[at]
        if word.gram & (Gram.FINITE | Gram.PRONOUN) and not word.gram & Gram.NOUN:
            return False
        if reading.tokens[at].word in _ABOUT:
            return True
    return False


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
    if before < 0 or reading.tokens[before].word not in IN or not _can_be_in(reading.words[index].gram):
        return False
    after = index + 1
    if after >= len(reading.words) or reading.gaps[after] != " ":
        return after >= len(reading.words) or not re.search('[«"“„]', reading.gaps[after])
    word = reading.words[after]
    if after == body and reading.words[index - 1].lemmas & own_words("official"):
        return True  # «распространил на официальном сайте Нежинский городской совет»
    text = word.sort & (Sort.INFO | Sort.DOCUMENT) and word.gram & Gram.ACCS  # «поширила у Facebook відео»
    return (
        bool(text or word.gram & (Gram.FINITE | Gram.PREP | Gram.CONJ)) and not reading.tokens[after].text[:1].isupper()
    )


def _can_be_in(gram: int) -> bool:
    """Can the word stand after «у»? «Facebook» and what no dictionary knows have no case at all."""
    return bool(gram & Gram.LOCT) or not gram & CASES
