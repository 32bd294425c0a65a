"""What a last line adds to the name that signs it: the town of its body, or that it invites and reminds. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import CERTAIN_NAME, Mention
from classifiers.citation.mentions import Chunker
from classifiers.citation.reading import Reading
from classifiers.citation.setting import own_words, press_words

# Who has no other work than to tell: its last line is its signature, whatever it does there.
_UNIT = own_words("unit") | own_words("desk")
_CLOSES, _HIRES = turn("closes"), turn("posts") | {"робота", "работа", "співпраця", "сотрудничество"}
# Words that may follow «запрошує»: «… вас на свято».
_WHOM = 3


def inviting(chunker: Chunker, first: int, last: int) -> Mention | None:
    """The department of «Відділ комунікацій запрошує», «Запрошує відділ …»: a line of its own, the last of the text."""
    reading = chunker.reading
    if last != len(reading.words) or "\n" not in reading.gaps[first]:
        return None
    ahead = first + 1 < last and _closes(reading, first)
    mention = chunker.at(first + ahead, last)
    if mention is None or not mention.cases & Gram.NOMN or not _tells(reading, mention):
        return None
    if ahead:
        return mention if mention.last == last else None
    return mention if _only_invites(reading, mention.last, last) else None


def _closes(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    now = word.gram & Gram.FINITE and word.gram & Gram.NOW and not word.gram & Gram.FINITE_PLURAL
    return bool(now and word.lemmas & _CLOSES)


def _only_invites(reading: Reading, verb: int, last: int) -> bool:
    """Do only the verb and a few words follow, and nothing of work that is offered?"""
    if verb >= last or reading.gaps[verb] != " " or not _closes(reading, verb):
        return False
    rest = range(verb + 1, last)
    plain = all(reading.gaps[i] == " " and not reading.words[i].lemmas & _HIRES for i in rest)
    return plain and len(rest) <= _WHOM


def _tells(reading: Reading, mention: Mention) -> bool:
    """Is it a department, and one for communications?"""
    words = [reading.words[i].lemmas for i in range(mention.first, mention.last)]
    return any(lemmas & _UNIT for lemmas in words) and any(press_words(lemmas) for lemmas in words)


_TOWN = frozenset("м місто г город смт с".split())
_COMMUNITY = frozenset(("громада", "община"))
_SET_OFF = re.compile(r"^ ?[,–—(] ?$|^ \($")
# Words of the longest: «Слов’янська міська військова адміністрація».
_LONGEST_SEAT = 4


def with_seat(chunker: Chunker, mention: Mention, last: int) -> Mention:
    """The mention with the town or the body behind it to the end of the line: it tells whose department it is."""
    after = range(mention.last, last)
    if not after or len(after) > _LONGEST_SEAT or not _SET_OFF.search(chunker.reading.gaps[after.start]):
        return mention
    seated = _is_town(chunker.reading, after) or _is_body(chunker, after)
    return replace(mention, last=last) if seated else mention


def _is_town(reading: Reading, words: range) -> bool:
    """«Ізюм», «м. Ізюм»: a name with a capital that is no person's and no page's («Міська рада, Facebook»)."""
    told = reading.tokens[words.start].word in _TOWN
    named = words[told:]
    if any(reading.words[i].sort & Sort.SITE for i in named):
        return False
    persons = not told and any(reading.words[i].gram & CERTAIN_NAME for i in named)
    return bool(named) and not persons and all(reading.tokens[i].text[:1].isupper() for i in named)


def _is_body(chunker: Chunker, words: range) -> bool:
    """«Ізюмська міська рада», «Ізюмська громада»."""
    body = chunker.at(words.start, words.stop)
    if body is None or body.last != words.stop or not body.cases & Gram.NOMN or body.name:
        return False
    return bool(body.sort & Sort.BODY or chunker.words[body.head].lemmas & _COMMUNITY)
