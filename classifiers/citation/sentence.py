"""One sentence with its mentions, and what a naming of a source is. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import turn
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import Chunker
from classifiers.citation.reading import Reading

QUOTE_BEFORE = re.compile(r"(?:[»”\"!?…]\s*[_*]*\s*,?|,)\s*[_*]*\s*[–—-]+\s*$|[»”\"]\s*,\s*$")
IN = turn("in")
VIA = turn("via")
LEARN = turn("learn")
NOT = ("не", "ні")
_PREPOSITIONS = turn("prepositions")
REACH = 14
_PARTICLES = frozenset(("вже", "уже", "таки", "ж", "же"))
_BEFORE_PARTICLE = ("а", "і", "й", "та", "ну", "але")


@dataclass(frozen=True, slots=True)
class Finding:
    """Words first..last-1 show that `mention` is a source. `cue`: verb | noun | impersonal | label | chain | …"""

    first: int
    last: int
    mention: Mention
    cue: str
    strength: float
    verb: int = -1


class Sentence:
    """One sentence of a reading with its mentions, and what is quoted in it."""

    __slots__ = ("chunker", "covered", "ends", "first", "last", "mentions", "reading", "starts", "words")

    def __init__(self, reading: Reading, chunker: Chunker, first: int, last: int) -> None:
        self.reading, self.chunker, self.words = reading, chunker, reading.words
        self.first, self.last = first, last
        self.mentions = chunker.mentions(first, last)
        self.starts = {m.first: m for m in self.mentions}
        self.ends = {m.last: m for m in self.mentions}
        self.covered = {index: m for m in self.mentions for index in range(m.first, m.last)}

    def form(self, index: int) -> str:
        """The word's form for comparison."""
        return self.reading.tokens[index].word

    def gap(self, index: int) -> str:
        """What stands before the word; after the last one, what follows it."""
        gaps = self.reading.gaps
        if index < len(gaps):
            return gaps[index]
        end = self.reading.tokens[-1].end
        return self.reading.text[end : end + 60]

    def plain(self, index: int) -> bool:
        """No punctuation before the word but the end of a quoted name, brackets or mark-up?"""
        return not self.gap(index).strip(' \n\t\u00a0*_»"”()«“„')


def negated(sentence: Sentence, index: int) -> bool:
    """Does a «не» of this sentence stand right before the word?"""
    return index > sentence.first and sentence.form(index - 1) in NOT


# Letters that a quotation has at least: shorter ones are names and single words.
_QUOTATION = re.compile(r":\s*(?:[–—-]\s*)?[«\"“„]([^«»\"“”„]{15,}?)(?:[»\"”«“„]|$)(?!,?\s*[–—-]\s)")
_LONGEST_GLANCE = 400


def quotation_follows(sentence: Sentence, index: int) -> bool:
    """Does a colon and somebody's words, not a name in quotation marks, follow right before word `index`?"""
    reading = sentence.reading
    start = reading.tokens[index - 1].end
    match = _QUOTATION.match(reading.text[start : start + _LONGEST_GLANCE].lstrip(' )»"'))
    if match is None:
        return False
    end = start + match.end(1) + 1
    inside = range(index, min(len(reading.tokens), index + _MOST_GLANCED))
    verbs = Gram.FINITE | Gram.OTHER_VERB | Gram.SHORT
    return any(reading.tokens[i].start < end and reading.words[i].gram & verbs for i in inside)


# Words of the quotation among which its verb is looked for.
_MOST_GLANCED = 25


def is_prep(sentence: Sentence, index: int) -> bool:
    """Is the word a preposition of this sentence?"""
    if not sentence.first <= index < sentence.last or sentence.form(index) not in _PREPOSITIONS:
        return False
    # «А от міськрада …»: the Ukrainian particle, not the Russian preposition
    return sentence.form(index) != "от" or (index > sentence.first and sentence.form(index - 1) not in _BEFORE_PARTICLE)


def skippable(sentence: Sentence, index: int) -> bool:
    """Can the word stand between a verb and its subject: an adverb, a pronoun, a number?"""
    word = sentence.words[index]
    if sentence.form(index) in _PARTICLES:
        return True
    # «відповів їм»: a pronoun that is spelt as a form of «їсти»
    if word.gram & (Gram.FINITE | Gram.OTHER_VERB) and not word.gram & (Gram.ADVERB | Gram.PRONOUN):
        return False
    if word.gram & (Gram.ADVERB | Gram.PRONOUN | Gram.PREP):
        return True
    return bool(word.gram & Gram.ADJ) or sentence.form(index)[:1].isdigit()


# Marks that part clauses.
PARTS = re.compile("[,;:()–—]")


def clause(sentence: Sentence, mention: Mention, reach: int = REACH) -> range:
    """The words around the mention, its own among them, up to a mark that parts clauses; `reach` of them at most."""
    first, last = mention.first, mention.last
    while first > max(sentence.first, mention.first - reach) and not PARTS.search(sentence.gap(first)):
        first -= 1
    while last < min(sentence.last, mention.last + reach) and not PARTS.search(sentence.gap(last)):
        last += 1
    return range(first, last)


def in_brackets(sentence: Sentence, mention: Mention) -> bool:
    """«спортсмен (Alex Noon) считает»: a foreign spelling in brackets of its own."""
    return mention.proper and sentence.gap(mention.first).endswith("(") and sentence.gap(mention.last)[:1] == ")"


def thing_met(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """«У Львові помітили Corvette»: a foreign name right after a verb of many that is no word of saying."""
    word = sentence.words[verb]
    foreign = mention.proper and not mention.sort and sentence.reading.tokens[mention.head].text[:1].isascii()
    return bool(foreign and mention.first > verb and word.gram & Gram.FINITE_PLURAL and word.lemmas & LEARN)
