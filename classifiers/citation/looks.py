"""What the ranking sees of one naming: its construction, its words of telling, what stands around it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import TELLING, Sort
from classifiers.citation.reading import Reading
from classifiers.citation.sentence import NOT, Finding

_VERBS = TELLING | Sort.IMPERSONAL | Sort.GIVE | Sort.NOUN
_SORTS = tuple((name, bit) for name, bit in vars(Sort).items() if name.isupper())
_LITTLE = Gram.PREP | Gram.CONJ | Gram.ADVERB | Gram.PRONOUN
_PAST = ("в", "ла", "ли", "ло", "л", "лась", "вся", "лася", "лися", "лся", "лись")
_MARKS = frozenset(',:.–—-«»"“”()!?…\n')
# Of small words these letters tell enough.
_SMALL = 6
# Words with which a text opens.
_OPENING = 25
# Hundreds of words.
_LONGEST_SEEN = 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a naming stands among the others: its number among those of its source, how many they are, how many
    sources a construction names in the text; and whether it is a bare word for somebody named before."""

    nth: int
    namings: int
    sources: int
    bare: bool


def features(reading: Reading, finding: Finding, form: str, place: Place) -> dict[str, float]:
    """What the model sees of one naming: switches of 1.0, and shares in 0..1."""
    found = dict.fromkeys(_switches(reading, finding, form, place), 1.0)
    found["strength"] = finding.strength
    found["down"] = finding.first / max(1, len(reading.tokens))
    found["sources"] = min(place.sources, 8) / 8
    found["namings"] = min(place.namings, 3) / 3
    # The weights have seen no text of more than 177 words: a long article must not lose its sources for being long.
    found["length"] = min(_LONGEST_SEEN, len(reading.tokens) / 100)
    verb = _verb(reading, finding)
    if verb is not None:
        mention = finding.mention
        gap = verb - mention.last if mention.first < verb else mention.first - verb
        found["distance"] = min(5, gap) / 5
    return found


def _switches(reading: Reading, finding: Finding, form: str, place: Place) -> Iterator[str]:
    yield ""
    yield f"cue={finding.cue}"
    yield f"form={form}"
    yield f"cue={finding.cue} form={form}"
    yield f"nth={min(place.nth, 2)}"
    if place.bare:
        yield "bare"
    yield from _of_mention(reading, finding, form)
    yield from _of_surroundings(reading, finding)
    verb = _verb(reading, finding)
    if verb is not None:
        yield from _of_verb(reading, finding, form, verb)


def _of_mention(reading: Reading, finding: Finding, form: str) -> Iterator[str]:
    """Who is named."""
    mention = finding.mention
    head, named = reading.words[mention.head], mention.name is not None
    length = mention.last - mention.first
    yield f"words={min(length, 3)}"
    yield f"head={min(head.lemmas, default='')}"
    if named:
        yield "named"
    if mention.proper:
        yield "proper"
    if mention.quoted:
        yield "quoted"
    if length == 1 and not named:
        yield f"one word form={form}"
    if head.gram & Gram.PLURAL and not named:
        yield f"plural form={form}"
    if not mention.sort and not named and not mention.proper:
        yield "unknown head"
    token = reading.tokens[mention.head].text
    if token.isupper():
        yield "shouted"
    if token[:1].isupper():
        yield "capital"
    yield from (f"is {name}" for name, bit in _SORTS if mention.sort & bit)
    yield from (f"of {name}" for name, bit in _SORTS if mention.owner & bit)


def _of_surroundings(reading: Reading, finding: Finding) -> Iterator[str]:
    """What stands before and after, and whether it is spoken by somebody else."""
    first, start = finding.first, reading.tokens[finding.first].start
    yield f"before={_marks(reading, first)}"
    if first > 0:
        yield f"previous={_small(reading, first - 1)}"
    if _is_headline(reading, finding.last):
        yield "headline"
    yield f"after={_marks(reading, finding.last)}"
    yield f"next={_small(reading, finding.last)}"
    if first in reading.starts:
        yield "opens"
    if first < _OPENING:
        yield "early"
    if reading.text.count("«", 0, start) > reading.text.count("»", 0, start):
        yield "quotation"
    line = reading.text.rfind("\n", 0, start) + 1
    if reading.text[line : line + 2].lstrip()[:1] in ("–", "—", "-"):
        yield "speech"


def _is_headline(reading: Reading, last: int) -> bool:
    """Does the naming end in a first line with an empty line below? What a headline names the text names again."""
    below = reading.text.find("\n\n")
    return below > 0 and reading.tokens[last - 1].end <= below and "\n" not in reading.text[:below].strip()


def _of_verb(reading: Reading, finding: Finding, form: str, verb: int) -> Iterator[str]:
    """The word of telling and what is joined to it."""
    word = reading.words[verb]
    yield f"verb={min(word.lemmas, default='')}"
    yield f"verb after={_marks(reading, verb + 1)}"
    yield f"verb next={_small(reading, verb + 1)}"
    for name, bit in _SORTS:
        if word.sort & bit:
            yield f"verb {name}"
            yield f"verb {name} cue={finding.cue}"
            yield f"verb {name} form={form}"
    if finding.mention.first < verb:
        yield "left"
        yield f"left cue={finding.cue}"
    if verb and reading.tokens[verb - 1].word in NOT:
        yield "denied"
    if reading.tokens[verb].word.endswith(_PAST):
        yield "past"
    if is_future(word.gram):
        yield "future"


def _verb(reading: Reading, finding: Finding) -> int | None:
    """The word of telling of a finding."""
    mention = finding.mention
    around: list[int] = [*range(finding.first, mention.first), *range(mention.last, finding.last)]
    for index in around:
        if reading.words[index].sort & _VERBS:
            return index
    return None if finding.verb < 0 else finding.verb


def _marks(reading: Reading, index: int) -> str:
    """The punctuation before a word, three marks at most."""
    if not 0 <= index < len(reading.gaps):
        return "end"
    return "".join(mark for mark in reading.gaps[index] if mark in _MARKS)[:3]


def _small(reading: Reading, index: int) -> str:
    """A preposition, conjunction, adverb or pronoun itself; «N» for any other word."""
    if not 0 <= index < len(reading.words):
        return "end"
    return reading.tokens[index].word[:_SMALL] if reading.words[index].gram & _LITTLE else "N"
