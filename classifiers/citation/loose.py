"""Namings of a source that no construction of `cues` knows: a word of telling with whoever stands nearest to it. Pure.

Wider than the constructions and weaker: only the ranking, fitted on marked texts, says which are worth listing, and
such a naming never makes a label.
"""

from __future__ import annotations

from classifiers.citation.frames import work_done
from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import TELLING, Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import QUOTE_BEFORE, Finding, Sentence, in_brackets, thing_met

_THAT, _AGREES = turn("that"), turn("agrees")
_LEFT, _RIGHT = 9, 6
# Below what makes a label (`decide.SURE`).
WEAK = 0.2
_PRONOUNS = frozenset("він вона вони он она они хто хтось кто кто-то".split())
_TOLD = TELLING | Sort.IMPERSONAL
_NAMED = Sort.NOUN | Sort.DOCUMENT | Sort.OCCASION


def of_loose(sentence: Sentence, index: int) -> Finding | None:
    """What the word at `index` may show, where no construction holds."""
    word = sentence.words[index]
    verb = word.gram & (Gram.FINITE | Gram.OTHER_VERB | Gram.SHORT) and not word.gram & Gram.PREP
    if verb and (word.sort & _TOLD or _that_follows(sentence, index)):
        return _of_verb(sentence, index)
    if word.sort & _NAMED and word.gram & Gram.NOUN:
        mention = sentence.covered.get(index)
        if mention is not None:
            return Finding(mention.first, mention.last, mention, "loose-noun", WEAK)
    return None


def _that_follows(sentence: Sentence, index: int) -> bool:
    """«…, що»: any verb may tell."""
    at = index + 1
    return at < sentence.last and "," in sentence.gap(at) and sentence.form(at) in _THAT


def _of_verb(sentence: Sentence, index: int) -> Finding | None:
    right = _right(sentence, index)
    left = None if right is not None and QUOTE_BEFORE.search(sentence.gap(index)) else _left(sentence, index)
    subject = left or right
    if work_done(sentence, index, subject) or sentence.words[index].lemmas & _AGREES:
        return None
    if subject is None:
        if _first_person(sentence, index):
            return None
        alone = Mention(index, index + 1, index, Gram.NOMN, Sort.NONE, Sort.NONE)
        return Finding(index, index + 1, alone, "loose-alone", WEAK, index)
    first, last = min(index, subject.first), max(index + 1, subject.last)
    return Finding(first, last, subject, "loose-left" if left else "loose-right", WEAK, index)


_OURS = ("ємо", "емо", "имо", "їмо", "аем", "яем", "уем", "юем")


def _first_person(sentence: Sentence, index: int) -> bool:
    """«Пояснюємо, що …», «Сообщаем, …», «Розповісти, що …»: the writer tells, or nobody yet."""
    infinitive = sentence.words[index].gram & Gram.OTHER_VERB and sentence.form(index).endswith(("ти", "ть", "тися"))
    return bool(infinitive) or sentence.form(index).endswith(_OURS)


def _left(sentence: Sentence, index: int) -> Mention | None:
    commas = 0
    for at in range(index - 1, max(sentence.first, index - _LEFT) - 1, -1):
        gap = sentence.gap(at + 1)
        commas += "," in gap
        if commas > 1 or any(mark in gap for mark in ":;.!?…"):
            return None
        if (found := _who(sentence, at)) is not None:
            return None if in_brackets(sentence, found) else found
    return None


def _right(sentence: Sentence, index: int) -> Mention | None:
    for at in range(index + 1, min(sentence.last, index + _RIGHT)):
        if not sentence.plain(at):
            return None
        if (found := _who(sentence, at)) is not None:
            return None if thing_met(sentence, index, found) else found
    return None


def _who(sentence: Sentence, at: int) -> Mention | None:
    """The mention a word belongs to, or the word itself, where it can be somebody who tells."""
    word, token = sentence.words[at], sentence.reading.tokens[at]
    mention = sentence.covered.get(at)
    if mention is not None:
        return mention if mention.cases & Gram.NOMN else None
    shouted = token.text.isupper() and len(token.text) > 1
    little = word.gram & (Gram.PREP | Gram.CONJ | Gram.ADVERB | Gram.PRONOUN)
    noun = word.gram & Gram.NOUN and word.gram & Gram.NOMN and not little
    if not (shouted or token.word in _PRONOUNS or (noun and (token.text[:1].isupper() or word.gram & Gram.ANIMATE))):
        return None
    return Mention(at, at + 1, at, word.gram | Gram.NOMN, word.sort, Sort.NONE, proper=token.text[:1].isascii())
