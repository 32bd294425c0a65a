"""A communications department named beside a text, an answer or a quotation, whatever ties them together. Pure.

It exists to tell: of 207 items of ten writers that named one, 205 named it as their source. So what must be shown is
not that it told but that it did not: asked in vain, told to, telephoned, appointed, hiring.
"""

from __future__ import annotations

import re

from classifiers.citation.deeds import REQUESTS, TEXTS
from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import NOT, Sentence
from classifiers.citation.setting import own_words

# Words on either side among which the text or the answer may be named.
_REACH = 12
_TOLD = Sort.SAY | Sort.INFO | Sort.NOUN | Sort.DOCUMENT
_ANSWERS = TEXTS | turn("lays_out") | turn("mailings") | turn("under") | turn("replies")
_BARRED = REQUESTS | turn("posts") | own_words("former")
_BARRED_HERE = turn("awaited") | turn("contacts")  # in the clause of the department
_UNREAL, _UNANSWERED, _TOWARD = turn("unreal"), turn("unanswered"), turn("whither")
_HANDS = turn("sends") | turn("handed")
_HENCE, _WHO, _THAT = frozenset(("звідки", "откуда")), turn("which"), turn("that")
_AGAIN = frozenset("він вона воно вони нього неї них он она оно они него нее них".split())
_SAME = frozenset(("ж", "же", "й", "і", "и", "саме", "именно"))
_FROM = turn("out_of")
_QUOTES = re.compile("[«“„:]")


def implied(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Підказала начальниця відділу комунікацій», «виконавець: відділ комунікацій»: the words that show it."""
    chained = _chained(sentence, mention)
    if chained is not None:
        return mention.first, chained + 1
    near = range(max(sentence.first, mention.first - _REACH), _content(sentence, mention))
    others = [i for i in near if not mention.first <= i < mention.last]
    if _goes_there(sentence, mention) or _will(sentence, mention) or any(_bars(sentence, mention, i) for i in others):
        return None
    told = any(_tells(sentence, i) for i in others)
    quoted = any(_QUOTES.search(sentence.gap(i)) for i in (*others, mention.first, near.stop))
    return (mention.first, mention.last) if told or quoted else None


def _chained(sentence: Sentence, mention: Mention) -> int | None:
    """«записують у відділі комунікацій, звідки й надійшло оголошення»: where the word of telling stands."""
    at = mention.last
    if at >= sentence.last or "," not in sentence.gap(at):
        return None
    again = _again([sentence.form(i) for i in range(at, min(sentence.last, at + 3))])
    if not again and sentence.form(at) not in _WHO:
        return None
    for index in range(at, min(sentence.last, at + _REACH)):
        word = sentence.words[index]
        if sentence.form(index) in NOT:
            return None
        if _tells(sentence, index) or (word.lemmas & _HANDS and (again or _text_near(sentence, index))):
            return index
    return None


def _again(opening: list[str]) -> bool:
    """«звідки», «вони ж», «від нього ж»: the same department once more?"""
    if opening[0] in _FROM:
        opening = opening[1:]
    first, second = (*opening, "", "")[:2]
    return first in _HENCE or (first in _AGAIN and second in _SAME)


def _text_near(sentence: Sentence, index: int) -> bool:
    return any(_tells(sentence, i) for i in range(index + 1, min(sentence.last, index + 4)))


def _content(sentence: Sentence, mention: Mention) -> int:
    """Where what it told begins, or the reach of its words."""
    last = min(sentence.last, mention.last + _REACH)
    for index in range(mention.last, last):
        if _QUOTES.search(sentence.gap(index)) or sentence.form(index) in _THAT:
            return index
    return last


def _goes_there(sentence: Sentence, mention: Mention) -> bool:
    """«лист до відділу комунікацій», «доручили відділу комунікацій»: told to, not telling."""
    before = mention.first - 1
    if before >= sentence.first and sentence.form(before) in _TOWARD:
        return True
    return not mention.cases & (Gram.NOMN | Gram.GENT | Gram.LOCT | Gram.ABLT)


def _will(sentence: Sentence, mention: Mention) -> bool:
    """«Афішу підготує відділ комунікацій»: what it has not done yet."""
    beside = [i for i in (mention.first - 1, mention.last) if sentence.first <= i < sentence.last]
    grams = [sentence.words[i].gram for i in beside if sentence.plain(max(i, mention.first))]
    return any(gram & Gram.FINITE and gram & Gram.FUTURE and not gram & Gram.NOW for gram in grams)


def _bars(sentence: Sentence, mention: Mention, index: int) -> bool:
    form, lemmas = sentence.form(index), sentence.words[index].lemmas
    if form in _UNREAL:
        return index < mention.first and _one_clause(sentence, mention, index)
    if lemmas & _BARRED_HERE:
        return _one_clause(sentence, mention, index)
    return form in NOT or form in _UNANSWERED or bool(lemmas & _BARRED)


def _one_clause(sentence: Sentence, mention: Mention, index: int) -> bool:
    between = range(index + 1, mention.first + 1) if index < mention.first else range(mention.last, index + 1)
    return not any("," in sentence.gap(i) for i in between)


def _tells(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    return bool(word.sort & _TOLD or word.lemmas & _ANSWERS)
