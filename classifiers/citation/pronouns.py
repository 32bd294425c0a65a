"""Whom a pronoun stands for: «за її словами», «Людям він заявив …». Pure; knows no institution."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import Chunker
from classifiers.citation.reading import Reading
from classifiers.citation.sentence import Finding

_PRONOUNS = turn("she")
# Words of a sentence that are looked through for who a pronoun stands for.
_LONGEST = 120
# A pronoun stands for a person named in its own sentence or in one of so many before it.
_LOOK_BACK = 4
# An office without a name is soon forgotten.
_OFFICE_BACK = 2


def antecedent(chunker: Chunker, finding: Finding, spoken: Sequence[Finding]) -> Mention | None:
    """«Гнатюк приїхав із рулеткою. За його словами, …»: the person named last before the pronoun, as a subject."""
    starts = chunker.reading.starts
    own = bisect_right(starts, finding.first) - 1
    woman = _of_woman(chunker.reading.tokens[finding.mention.first].word)
    if leads_verb(finding):
        return _right_before(chunker, finding, woman)
    inserted = _inserted(chunker.reading, finding) and (
        _spoke(spoken, starts[max(0, own - _LOOK_BACK)], finding.first) or _just_named(chunker, own, woman)
    )
    for sentence in range(own, max(-1, own - 1 - _LOOK_BACK), -1):
        last = min(finding.first, starts[sentence + 1])
        here = [m for m in chunker.mentions(max(starts[sentence], last - _LONGEST), last) if m.cases & Gram.NOMN]
        if inserted and here and here[-1].last == finding.first:
            here.pop()  # «Мер, за її словами, був на нараді»: hers are the words of who spoke or was named before
        fits = (m for m in here if woman is None or is_woman(chunker.reading, m) in (None, woman))
        named = [m for m in fits if m.name or (m.sort & Sort.ROLE and own - sentence <= _OFFICE_BACK)]
        if named:
            return next((m for m in reversed(named) if m.name), named[-1])
    return None


_HER, _HIS = turn("her"), turn("his")
# First names of men that end as women's do.
_MEN = turn("men")
_PEOPLE = Sort.ROLE | Sort.PERSON


def _spoke(spoken: Sequence[Finding], first: int, last: int) -> bool:
    """Was a person a source in the words first..last-1?"""
    return any(first <= finding.first and finding.last <= last for finding in spoken)


def _just_named(chunker: Chunker, own: int, woman: bool | None) -> bool:
    """Is a person of that gender a subject, named, in the sentence before sentence `own`?"""
    if own == 0:
        return False
    first, last = chunker.reading.starts[own - 1], chunker.reading.starts[own]
    named = (m for m in chunker.mentions(max(first, last - _LONGEST), last) if m.name and m.cases & Gram.NOMN)
    return any(woman is None or is_woman(chunker.reading, m) in (None, woman) for m in named)


def _inserted(reading: Reading, finding: Finding) -> bool:
    """«…, за її словами, …»: does the phrase stand between commas?"""
    after = reading.gaps[finding.last] if finding.last < len(reading.gaps) else ""
    return reading.gaps[finding.first].strip() == "," and after.strip() == ","


def leads_verb(finding: Finding) -> bool:
    """«Людям він заявив»: a pronoun before its verb, surely somebody's only where he or she was named last."""
    return finding.cue == "pronoun" and finding.verb > finding.mention.first


def _right_before(chunker: Chunker, finding: Finding, woman: bool | None) -> Mention | None:
    """«До людей вийшов мер Гай. Людям він заявив …»: the last person named in the sentence before, if nobody since."""
    starts = chunker.reading.starts
    own = bisect_right(starts, finding.first) - 1
    for sentence in range(own, max(-1, own - 1 - _RIGHT_BEFORE), -1):
        last = min(finding.first, starts[sentence + 1])
        people = (
            m for m in chunker.mentions(max(starts[sentence], last - _LONGEST), last) if m.name or m.sort & _PEOPLE
        )
        fits = [m for m in people if is_woman(chunker.reading, m) in (None, woman) and not is_many(chunker.reading, m)]
        if fits:
            return fits[-1] if sentence < own else None
    return None


# Sentences before in which nobody else of that gender may be named.
_RIGHT_BEFORE = 2


def is_many(reading: Reading, mention: Mention) -> bool:
    gram = reading.words[mention.head].gram
    return mention.name is None and bool(gram & Gram.PLURAL) and not gram & Gram.SINGULAR


def _of_woman(pronoun: str) -> bool | None:
    """Is the pronoun a woman's? None where it is of more than one."""
    return True if pronoun in _HER else False if pronoun in _HIS else None


def is_woman(reading: Reading, mention: Mention) -> bool | None:
    """What the first name, the patronymic or the adjective («міський голова») says; None where they say nothing."""
    if mention.name is None:
        word = reading.tokens[mention.first].word
        adjective = reading.words[mention.first].gram & Gram.ADJ and mention.first < mention.head
        ends = adjective and mention.cases & Gram.NOMN
        return None if not ends else True if word.endswith(("а", "я")) else False if word.endswith(_HIM) else None
    for index in range(*mention.name):
        word, gram = reading.tokens[index].word, reading.words[index].gram
        if gram & Gram.PATR and word.endswith(_PATRONYMICS):
            return "вн" in word[-5:] or word[-3:-1] == "чн"
        if gram & Gram.NAME and mention.cases & Gram.NOMN and mention.name[1] - mention.name[0] > 1:
            return word.endswith(("а", "я", "ов")) and word not in _MEN
    return None


_HIM = ("ий", "ій", "ый", "ой")
_PATRONYMICS = tuple("вна вни вну вною вні вны вной вне чна ич ича ичу ичем ичеві іч".split())


def stands_in(reading: Reading, finding: Finding) -> bool:
    """«він розповідає»: a pronoun for whoever was spoken of before."""
    mention = finding.mention
    return mention.last - mention.first == 1 and reading.tokens[mention.first].word in _PRONOUNS
