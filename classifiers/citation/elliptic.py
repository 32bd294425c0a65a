"""Headlines and posts that leave out the verb of telling: «…, – мер про басейн», «…, – у міськраді», «Гай: води нема».

Pure. Only the first sentence of an item is so written; below it the same words say where something is, or of what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import IN, Finding, Sentence, is_prep
from classifiers.citation.statements import QUESTIONS, is_verb, may_say

_ABOUT = frozenset("про щодо стосовно о об".split())
_QUOTED, _MARK = re.compile(r"^\s*:\s*(?:[–—-]\s*)?[«\"“„]"), re.compile(r"^\s*:\s")
_BEFORE_WHO = re.compile(r"(?:[,»”\"!?…]\s*[–—-]+|[»”\"!?…]?\s*:|\s[–—-])\s*$")
_BEFORE_WHERE = re.compile(r"[,»”\"!?…]\s*[–—-]+\s*$")
# Words of what somebody speaks about, before the colon; of a statement, at least.
_MATTER, _STATEMENT = 9, 2
_ACCUSERS = turn("accusers")


def of_told_about(sentence: Sentence) -> Iterator[Finding]:
    """«Грошей немає», – мер про басейн; «Мер про басейн: «Грошей немає»»."""
    if sentence.first:
        return
    for mention in sentence.mentions:
        if not mention.cases & Gram.NOMN or not _tells(sentence, mention) or not _about(sentence, mention.last):
            continue
        if mention.first == sentence.first:
            sure = _before_words(sentence, mention)
            if sure:
                yield Finding(mention.first, mention.last, mention, "colon", sure)
        elif _BEFORE_WHO.search(sentence.gap(mention.first)) and _nothing_else(sentence, mention.last):
            yield Finding(mention.first, mention.last, mention, "dash", 0.75)


def _tells(sentence: Sentence, mention: Mention) -> bool:
    paper = mention.sort & (Sort.DOCUMENT | Sort.NOUN | Sort.INFO | Sort.OCCASION)
    return not paper and (bool(mention.sort & (Sort.ROLE | Sort.PERSON)) or may_say(sentence, mention))


def _about(sentence: Sentence, at: int) -> bool:
    return at + 1 < sentence.last and sentence.form(at) in _ABOUT and sentence.plain(at) and sentence.plain(at + 1)


def _before_words(sentence: Sentence, mention: Mention) -> float:
    """How sure «Мер про басейн: …» is that the mayor says what follows."""
    clause = False
    for at in range(mention.last + 1, min(sentence.last, mention.last + _MATTER) + 1):
        gap = sentence.gap(at)
        if _QUOTED.match(gap):
            return 0.8
        if _MARK.match(gap):
            return 0.7 if asserts(sentence, at) else 0.4
        clause = clause or "," in gap  # «про те, чому немає води»
        if at == sentence.last or (is_verb(sentence, at) and not clause) or re.search("[;–—?]", gap):
            return 0.0
    return 0.0


def _nothing_else(sentence: Sentence, at: int) -> bool:
    """«… – мер про басейн»: the sentence ends with what was spoken of, and is no question."""
    rest = range(at + 1, sentence.last)
    if any(re.search("[:;–—]", sentence.gap(i)) for i in rest):
        return False
    comma = next((i for i in rest if "," in sentence.gap(i)), sentence.last)
    if any(is_verb(sentence, i) for i in range(at + 1, comma)):
        return False
    return "?" not in sentence.gap(sentence.last).partition("\n")[0]


def of_told_at(sentence: Sentence) -> Iterator[Finding]:
    """«Басейн не добудують, – у міськраді»: in which body it was said."""
    mention = sentence.ends.get(sentence.last)
    if sentence.first or mention is None or not mention.sort & Sort.BODY or not mention.cases & Gram.LOCT:
        return
    led = mention.first - 1
    if led - sentence.first < _STATEMENT or sentence.form(led) not in IN or not sentence.plain(mention.first):
        return
    if not may_say(sentence, mention) or not _BEFORE_WHERE.search(sentence.gap(led)):
        return
    if "?" not in sentence.gap(sentence.last).partition("\n")[0] and _states(sentence, led):
        yield Finding(led, mention.last, mention, "dash", 0.75)


def _states(sentence: Sentence, last: int) -> bool:
    """Has what stands before the dash a verb outside clauses («Зустріч, на яку чекали, – у міськраді» has none)?"""
    inside = False
    for at in range(sentence.first, last):
        if at == sentence.first or "," in sentence.gap(at):
            led = min(at + is_prep(sentence, at), last - 1)  # «на яку»
            inside = not sentence.words[led].lemmas.isdisjoint(QUESTIONS) or sentence.form(led) in QUESTIONS
        if not inside and is_verb(sentence, at):
            return True
    return False


def asserts(sentence: Sentence, first: int) -> bool:
    """Do the words after a colon state something, and ask nothing («хто вона?») nor tell of a case («суд обрав …»)?"""
    if first >= sentence.last or sentence.form(first) in QUESTIONS or "такий" in sentence.words[first].lemmas:
        return False
    rest = range(first, sentence.last)
    if any(sentence.words[i].lemmas & _ACCUSERS for i in rest):
        return False
    return any(is_verb(sentence, i) or sentence.form(i) in _NONE for i in rest)


_NONE = frozenset("немає нема нет".split())


def stated_by(sentence: Sentence, mention: Mention) -> bool:
    """«Ковтунець: садки відкриють»: a name that opens an item, what it says after the colon.

    One word must be nothing but a surname: «Мороз: завтра до двадцяти» is as often the weather.
    """
    if mention.name is None or sentence.first or mention.first != mention.name[0]:
        return False
    gram = sentence.words[mention.first].gram
    common = gram & Gram.NOUN and gram & Gram.KNOWN and not gram & (Gram.ONLY_NAME | Gram.ADJ)
    return not (common and mention.last - mention.first == 1) and asserts(sentence, mention.last)
