"""What a last line adds to the name that signs it: the town of its body, or that it invites and reminds. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import Chunker
from classifiers.citation.reading import Reading
from classifiers.citation.setting import own_words, press_words

# Who has no other work than to tell: its last line is its signature, whatever it does there.
_UNIT = own_words("unit") | own_words("desk")
_CLOSES, _HIRES, _PUBLICS = turn("closes"), turn("posts") | turn("hired"), turn("publics")
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
    """Do only the verb and a few words follow, and nobody who is hired and nothing of work?"""
    if verb >= last or reading.gaps[verb] != " " or not _closes(reading, verb):
        return False
    rest = range(verb + 1, last)
    plain = all(reading.gaps[i] == " " and not _hired(reading, i) for i in rest)
    return plain and len(rest) <= _WHOM


def _hired(reading: Reading, index: int) -> bool:
    """«… запрошує дизайнера», «… до команди»: whoever is not of the public is invited to work."""
    word = reading.words[index]
    somebody = word.gram & Gram.ANIMATE and not word.gram & Gram.PRONOUN and not word.lemmas & (_PUBLICS | _GUESTS)
    return bool(somebody or word.lemmas & _HIRES)


_GUESTS = frozenset("гість гость дитина діти дети друг учасник участник глядач зритель".split())


def _tells(reading: Reading, mention: Mention) -> bool:
    """Is it a department, and one for communications?"""
    words = [reading.words[i].lemmas for i in range(mention.first, mention.last)]
    return any(lemmas & _UNIT for lemmas in words) and any(press_words(lemmas) for lemmas in words)


_TOWN = frozenset("м місто г город смт с".split())
_SET_OFF = re.compile(r"^ ?[,–—(] ?$|^ \($")
# Words of the longest: «Слов’янська міська військова адміністрація».
_LONGEST_SEAT = 4


def with_seat(chunker: Chunker, mention: Mention, last: int) -> Mention:
    """The mention with the town or the body behind it to the end of the line: it tells whose department it is."""
    after = range(mention.last, last)
    if not after or len(after) > _LONGEST_SEAT or not _SET_OFF.search(chunker.reading.gaps[after.start]):
        return mention
    seated = _is_town(chunker, after) or _is_body(chunker, after)
    return replace(mention, last=last) if seated else mention


def with_body(chunker: Chunker, mention: Mention, last: int) -> Mention:
    """The department of «Ізюмська МВА, відділ комунікацій», with its body: the other order of the same signature."""
    behind = mention.last < last and _SET_OFF.search(chunker.reading.gaps[mention.last])
    if not behind or not any(chunker.words[i].lemmas & _GOVERNS for i in range(mention.first, mention.last)):
        return mention
    unit = chunker.at(mention.last, last)
    if unit is None or unit.last != last or not unit.cases & Gram.NOMN or not chunker.words[unit.head].lemmas & _UNIT:
        return mention
    return replace(unit, first=mention.first)


def _is_town(chunker: Chunker, words: range) -> bool:
    """«Ізюм», «м. Ізюм»: a town that is known or called one; any name may be a company's («Укрпошта»)."""
    reading = chunker.reading
    told = reading.tokens[words.start].word in _TOWN
    named = words[told:]
    capital = all(reading.tokens[i].text[:1].isupper() and not reading.words[i].sort & Sort.SITE for i in named)
    return bool(named) and capital and (told or named.start in chunker.towns)


_RULES = ("council", "board", "administration", "administration.noun")
_GOVERNS = frozenset().union(*map(own_words, _RULES)) | {"громада", "община"}


def _is_body(chunker: Chunker, words: range) -> bool:
    """«Ізюмська міська рада», «Ізюмська громада»."""
    body = chunker.at(words.start, words.stop)
    if body is None or body.last != words.stop or not body.cases & Gram.NOMN or body.name:
        return False
    return any(chunker.words[i].lemmas & _GOVERNS for i in words) or _tells(chunker.reading, body)
