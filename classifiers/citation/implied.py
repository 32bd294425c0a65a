"""Communications departments and official pages that are merely named: sources, unless something says otherwise. Pure.

They exist to tell: of 207 plain items of ten writers that named the department 205 named it as their source, of 177
that named an official page 176; of 69 written to mislead, 63. So what must be shown is not that they told but that
they did not: asked in vain, telephoned, hiring, doing something else; broken, counterfeited, yet to be filled in.
"""

from __future__ import annotations

import re

from classifiers.citation.deeds import OUT_OF, REQUESTS, TEXTS
from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import IN, NOT, Sentence
from classifiers.citation.setting import own_words

# Words on either side that are asked what became of the naming.
_REACH = 12
# Words beside a department among which the verb of its own deed stands.
_BESIDE = 3
_TOLD = Sort.SAY | Sort.INFO | Sort.NOUN | Sort.DOCUMENT
_ANSWERS = TEXTS | turn("lays_out") | turn("mailings") | turn("under") | turn("replies")
_BARRED = REQUESTS | turn("posts") | own_words("former")
_BARRED_HERE = turn("awaited") | turn("contacts")  # in the clause of the department
_NO_PAGE = turn("broken") | turn("service") | turn("contacts") | turn("pictured")
_UNREAL, _UNANSWERED, _TOWARD = turn("unreal"), turn("unanswered"), turn("whither")
_WITH = turn("together")
_HANDS = turn("sends") | turn("handed")
_HENCE, _WHO, _THAT = frozenset(("звідки", "откуда")), turn("which"), turn("that")
_AGAIN = frozenset("він вона воно вони нього неї них он она оно они него нее них".split())
_SAME = frozenset(("ж", "же", "й", "і", "и", "саме", "именно"))
_QUOTES = re.compile("[«“„:]")
_SIGN = re.compile(r"(?:©|\([cсCС]\))\s*[«\"]?$")
_SILENT = ("мовч", "молч", "промовч", "промолч", "проігнор", "проигнор")
_CLAUSE = re.compile("[,;:()«»“”–—]")


def implied_desk(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Підказала начальниця відділу комунікацій», «виконавець: відділ комунікацій»: the words that show it."""
    chained = _chained(sentence, mention)
    if chained is not None:
        return mention.first, chained + 1
    if _copyright(sentence, mention):
        return mention.first, mention.last
    others, quoted = _around(sentence, mention)
    if _goes_there(sentence, mention) or _will(sentence, mention) or any(_bars(sentence, mention, i) for i in others):
        return None
    told = quoted or any(_tells(sentence, i) for i in others)
    return (mention.first, mention.last) if told or not _acts(sentence, mention) else None


def implied_page(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«делимся просьбой с официальной страницы горсовета», «© офіційний канал міськради»: the words that show it."""
    if _copyright(sentence, mention):
        return mention.first, mention.last
    others, _ = _around(sentence, mention)
    if any(sentence.form(i) in NOT or sentence.words[i].lemmas & _NO_PAGE or _later(sentence, i) for i in others):
        return None
    before = mention.first - 1
    led = before >= sentence.first and sentence.form(before) in OUT_OF and mention.cases & Gram.GENT
    alone = not others and mention.cases & Gram.NOMN
    part = mention.cases & Gram.GENT and before > sentence.first and sentence.form(before - 1) in IN
    text = mention.cases & (Gram.GENT | Gram.NOMN) and any(_tells(sentence, i) for i in others)
    if led or alone:
        return mention.first - bool(led), mention.last
    return (mention.first, mention.last) if (text or part) and not _before_noun(sentence, mention) else None


def _before_noun(sentence: Sentence, mention: Mention) -> bool:
    """«дизайн сайту», «розробка порталу»: what is told of the page itself."""
    before = mention.first - 1
    if before < sentence.first or not sentence.plain(mention.first) or not mention.cases & Gram.GENT:
        return False
    word = sentence.words[before]
    if before > sentence.first and word.gram & Gram.LOCT and sentence.form(before - 1) in IN:
        return False  # «в архиве официального ресурса»: a part of the page
    return bool(word.gram & Gram.NOUN) and not (word.sort & _TOLD or word.lemmas & TEXTS)


def implied_line(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Інформація та фото відділу комунікацій»: a line of credit, nothing else in it."""
    words = range(sentence.first, mention.first)
    bare = mention.last == sentence.last and mention.first - sentence.first <= _BESIDE
    return (sentence.first, mention.last) if bare and all(_credits(sentence, i) for i in words) else None


def _credits(sentence: Sentence, index: int) -> bool:
    return _tells(sentence, index) or bool(sentence.words[index].gram & Gram.CONJ)


def _copyright(sentence: Sentence, mention: Mention) -> bool:
    """«© відділ комунікацій», «(с) официальный канал горсовета»."""
    start = sentence.reading.tokens[mention.first].start
    return _SIGN.search(sentence.reading.text[max(0, start - 8) : start]) is not None


def _around(sentence: Sentence, mention: Mention) -> tuple[list[int], bool]:
    """The words near the mention, up to where what it told begins, none in brackets; and whether that is quoted."""
    found = list(range(max(sentence.first, mention.first - _REACH), mention.first))
    quoted = any(_QUOTES.search(sentence.gap(i)) for i in (*found, mention.first))
    bracketed = False
    for index in range(mention.last, min(sentence.last, mention.last + _REACH) + 1):
        gap = sentence.gap(index)
        if _QUOTES.search(gap):
            return found, True
        if index >= sentence.last or sentence.form(index) in _THAT:
            break
        bracketed = ("(" in gap or bracketed) and ")" not in gap
        if not bracketed:
            found.append(index)
    return found, quoted


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
    if opening[0] in OUT_OF:
        opening = opening[1:]
    first, second = (*opening, "", "")[:2]
    return first in _HENCE or (first in _AGAIN and second in _SAME)


def _text_near(sentence: Sentence, index: int) -> bool:
    return any(_tells(sentence, i) for i in range(index + 1, min(sentence.last, index + 4)))


def _goes_there(sentence: Sentence, mention: Mention) -> bool:
    """«лист до відділу комунікацій», «доручили відділу комунікацій», «разом із відділом»: not telling."""
    before = mention.first - 1
    if before >= sentence.first and sentence.form(before) in _TOWARD:
        return True
    if any(sentence.form(i) in _WITH for i in range(max(sentence.first, before - 1), mention.first)):
        return True
    told = (
        before >= sentence.first and sentence.plain(mention.first) and sentence.words[before].gram & Gram.FINITE_PLURAL
    )
    return not mention.cases & (Gram.NOMN | Gram.GENT | Gram.LOCT | Gram.ABLT) or bool(
        told and mention.cases & Gram.DATV
    )


def _will(sentence: Sentence, mention: Mention) -> bool:
    """«Афішу підготує відділ комунікацій»: what it has not done yet."""
    beside = (i for i in (mention.first - 1, mention.last) if sentence.first <= i < sentence.last)
    return any(_later(sentence, i) for i in beside if sentence.plain(max(i, mention.first)))


def _later(sentence: Sentence, index: int) -> bool:
    gram = sentence.words[index].gram
    return bool(gram & Gram.FINITE and gram & Gram.FUTURE and not gram & Gram.NOW)


def _acts(sentence: Sentence, mention: Mention) -> bool:
    """«Відділ комунікацій передав бригаді дрон»: a deed of its own, no word of telling beside it."""
    if not mention.cases & Gram.NOMN:
        return False
    for index in range(mention.last, min(sentence.last, mention.last + _BESIDE)):
        if _CLAUSE.search(sentence.gap(index)):
            break
        if _is_deed(sentence, index):
            return True
    for index in range(mention.first - 1, max(sentence.first, mention.first - _BESIDE) - 1, -1):
        if _CLAUSE.search(sentence.gap(index + 1)):
            break
        if _is_deed(sentence, index):
            return True
    return False


def _is_deed(sentence: Sentence, index: int) -> bool:
    gram = sentence.words[index].gram
    return bool(gram & Gram.FINITE) and not gram & (Gram.FINITE_PLURAL | Gram.NOUN | Gram.ADVERB)


def _bars(sentence: Sentence, mention: Mention, index: int) -> bool:
    form, lemmas = sentence.form(index), sentence.words[index].lemmas
    if form in _UNREAL:
        return index < mention.first and _one_clause(sentence, mention, index)
    if form in NOT:
        unanswered = index + 1 < sentence.last and sentence.form(index + 1) in _UNANSWERED
        return unanswered or _one_clause(sentence, mention, index)
    if lemmas & _BARRED_HERE:
        return _one_clause(sentence, mention, index)
    return form.startswith(_SILENT) or bool(lemmas & _BARRED)


def _one_clause(sentence: Sentence, mention: Mention, index: int) -> bool:
    between = range(index + 1, mention.first + 1) if index < mention.first else range(mention.last, index + 1)
    return not any("," in sentence.gap(i) for i in between)


def _tells(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    return bool(word.sort & _TOLD or word.lemmas & _ANSWERS)
