"""Communications departments and official pages that are merely named, whatever ties them to what is told. Pure.

They exist to tell: in invented items of ten writers 381 of 384 that named one cited it, and 63 of 69 that were
written to mislead. So a department needs no construction, only a word of telling, a text or a quotation beside it that
is not somebody else's; a page needs nothing. What speaks against both is looked for: asked in vain, telephoned, hiring,
broken, yet to come.
"""

from __future__ import annotations

import re

from classifiers.citation.deeds import OUT_OF, REQUESTS, TEXTS
from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.offices import led_once
from classifiers.citation.sentence import IN, NOT, QUOTE_BEFORE, Sentence, quotation_follows
from classifiers.citation.setting import own_words

# Words on either side that are asked what became of the naming.
_REACH = 12
# Words of a line of credit, words between a quotation and who is quoted.
_BESIDE, _LED = 3, 5
_TOLD = Sort.SAY | Sort.INFO | Sort.NOUN | Sort.DOCUMENT
_ANSWERS = TEXTS | turn("lays_out") | turn("mailings") | turn("under") | turn("answers") | turn("interviewed")
_BARRED = REQUESTS | turn("posts") | own_words("former")
_BARRED_HERE = turn("awaited") | turn("contacts")  # in the clause of the department
_NO_PAGE = turn("broken") | turn("service") | turn("contacts") | turn("pictured")
_PICTURES = turn("pictured")
_UNREAL, _UNANSWERED, _TOWARD = turn("unreal"), turn("unanswered"), turn("whither")
_TOGETHER, _DOERS, _HOLDS, _SURE = turn("together"), turn("doers"), turn("holds"), turn("sure")
_PREPOSITIONS = turn("prepositions")
_HANDS = turn("sends") | turn("handed")
_REPLIED = frozenset("відповіли ответили відповіла ответила відповів ответил".split())
_SPEAKERS = turn("interviewed")
_HENCE, _WHO, _THAT = frozenset(("звідки", "откуда")), turn("which"), turn("that")
_AFTER = frozenset(("за",))
_AGAIN = frozenset("він вона воно вони нього неї них он она оно они него нее них".split())
_SAME = frozenset(("ж", "же", "й", "і", "и", "саме", "именно"))
_QUOTES = re.compile("[«“„:]")
_SIGN = re.compile(r"(?:©|\([cсCС]\))\s*[«\"]?$")
_SILENT = ("мовч", "молч", "промовч", "промолч", "проігнор", "проигнор")


def implied_desk(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Підказала начальниця відділу комунікацій», «виконавець: відділ комунікацій»: the words that show it."""
    if _copyright(sentence, mention):
        return mention.first, mention.last
    chained = _chained(sentence, mention)
    if chained is not None:
        return mention.first, chained + 1
    others = _around(sentence, mention)
    if _goes_there(sentence, mention) or _will(sentence, mention) or any(_bars(sentence, mention, i) for i in others):
        return None
    inside = not mention.cases & Gram.NOMN and _led(sentence, mention, IN)
    tells = _is_told if inside else _tells
    told = any(tells(sentence, i) and not _anothers(sentence, mention, i) for i in others)
    told = told or (inside and _taken(sentence, others)) or _quoted(sentence, mention) or _line(sentence, mention)
    return (mention.first, mention.last) if told else None


def implied_page(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«делимся просьбой с официальной страницы горсовета», «© офіційний канал міськради»: the words that show it."""
    if _copyright(sentence, mention):
        return mention.first, mention.last
    others = _around(sentence, mention)
    barred = _NO_PAGE - _PICTURES if _with_text(sentence, others) else _NO_PAGE
    if any(sentence.form(i) in NOT or sentence.words[i].lemmas & barred or _later(sentence, i) for i in others):
        return None
    if not others and mention.cases & Gram.NOMN:
        return mention.first, mention.last
    if not mention.cases & Gram.GENT:
        return None
    if _led(sentence, mention, OUT_OF):
        return mention.first - 1, mention.last
    before = mention.first - 1
    part = before > sentence.first and sentence.form(before - 1) in IN
    text = not mention.cases & Gram.NOMN and any(_tells(sentence, i) for i in others)
    return (mention.first, mention.last) if (text or part) and not _before_noun(sentence, mention) else None


def _with_text(sentence: Sentence, others: list[int]) -> bool:
    """«Фото і карта – зі сторінки ради»: is more than a picture taken?"""
    return any(sentence.words[i].lemmas & TEXTS - _PICTURES and sentence.words[i].gram & Gram.NOUN for i in others)


def _before_noun(sentence: Sentence, mention: Mention) -> bool:
    """«дизайн сайту», «розробка порталу»: what is told of the page itself."""
    before = mention.first - 1
    if before < sentence.first or not sentence.plain(mention.first):
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


def _around(sentence: Sentence, mention: Mention) -> list[int]:
    """The words near the mention, neither quoted before it nor told after it, none in brackets."""
    first = mention.first
    while first > max(sentence.first, mention.first - _REACH) and "»" not in sentence.gap(first):
        first -= 1
    found = list(range(first, mention.first))
    bracketed = False
    for index in range(mention.last, min(sentence.last, mention.last + _REACH)):
        gap = sentence.gap(index)
        if _QUOTES.search(gap) or sentence.form(index) in _THAT:
            break
        bracketed = ("(" in gap or bracketed) and ")" not in gap
        if not bracketed:
            found.append(index)
    return found


def _led(sentence: Sentence, mention: Mention, by: frozenset[str]) -> bool:
    before = mention.first - 1
    return before >= sentence.first and sentence.form(before) in by


def _quoted(sentence: Sentence, mention: Mention) -> bool:
    """Do its own words stand beside: after a colon, or before a dash that leads to it?"""
    after = range(mention.last, min(sentence.last, mention.last + _REACH) + 1)
    if mention.cases & (Gram.NOMN | Gram.ABLT) and any(quotation_follows(sentence, i) for i in after):
        return True
    before = range(mention.first, max(sentence.first, mention.first - _LED) - 1, -1)
    return any(QUOTE_BEFORE.search(sentence.gap(i)) and "\u00bb" in sentence.gap(i) for i in before)


def _line(sentence: Sentence, mention: Mention) -> bool:
    """«А внизу дрібно: «виконавець – відділ комунікацій»»: a line without a verb that ends in its name."""
    if mention.first - sentence.first + sentence.last - mention.last > _BESIDE:
        return False
    words = [i for i in range(sentence.first, sentence.last) if not mention.first <= i < mention.last]
    rest = [sentence.reading.tokens[i].text for i in range(mention.last, sentence.last)]
    if not mention.cases & Gram.NOMN or not all(text.isupper() for text in rest):
        return False  # «відділ комунікацій ТМР»
    grams = (sentence.words[i].gram for i in words)
    verbs = any(gram & (Gram.FINITE | Gram.SHORT) and not gram & Gram.NOUN for gram in grams)
    return not verbs and not any(sentence.words[i].lemmas & _DOERS for i in words)


def _taken(sentence: Sentence, others: list[int]) -> bool:
    """«Цю статистику я випросила у відділі»: information and how it was come by."""
    got = any(sentence.words[i].lemmas & _HANDS and sentence.words[i].gram & Gram.FINITE for i in others)
    return got and any(sentence.words[i].sort & Sort.INFO and sentence.words[i].gram & Gram.NOUN for i in others)


def _is_told(sentence: Sentence, index: int) -> bool:
    """A verb of telling in the plural, or who told: «уточнили у відділі», «співрозмовник у відділі»."""
    word = sentence.words[index]
    told = word.sort & (Sort.SAY | Sort.OPINE) or word.lemmas & (_ANSWERS | _SURE)
    plural = word.gram & (Gram.FINITE_PLURAL | Gram.ADJ | Gram.SHORT)
    return bool((told and plural) or word.lemmas & _SPEAKERS)


def _anothers(sentence: Sentence, mention: Mention, index: int) -> bool:
    """«…, уточнили в ДСНС»: is the word of telling somebody else's?"""
    at = index + 2 if index + 1 < sentence.last and sentence.form(index + 1) in IN else index + 1
    beside = (sentence.starts.get(at), sentence.ends.get(index))
    for other in beside:
        if other is not None and other.speaker and not other.first < mention.last <= other.last:
            overlaps = other.first < mention.last and mention.first < other.last
            if not overlaps and sentence.words[index].gram & Gram.FINITE and other.cases & (Gram.NOMN | Gram.LOCT):
                return True
    return False


def _chained(sentence: Sentence, mention: Mention) -> int | None:
    """«записують у відділі комунікацій, звідки й надійшло оголошення»: where the word of telling stands."""
    at = mention.last
    if at >= sentence.last or "," not in sentence.gap(at):
        return None
    if at + 1 < sentence.last and sentence.form(at) in OUT_OF and sentence.words[at + 1].lemmas & _WHO:
        texts = (i for i in range(at, min(sentence.last, at + _REACH)) if _tells(sentence, i))
        return next(texts, None)  # «…, від якого редакція і має цей перелік»
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
    """«лист до відділу», «писали у відділ», «доручили відділу», «разом із відділом», «очолила відділ»: not telling."""
    before = mention.first - 1
    if before >= sentence.first and led_once(sentence.reading, before):
        return True  # «яка раніше очолювала відділ, розповіла»: whoever told it has left the post
    if _led(sentence, mention, _TOWARD) or any(
        sentence.form(i) in _TOGETHER for i in range(max(sentence.first, before - 1), mention.first)
    ):
        return True
    if _led(sentence, mention, _AFTER) and mention.cases & Gram.ABLT:
        return not _quoted(sentence, mention)  # «слово в слово за відділом: «…»»
    if mention.cases & Gram.NOMN and not _led(sentence, mention, _PREPOSITIONS):
        return False
    if _led(sentence, mention, IN):
        return not mention.cases & Gram.LOCT
    if _led(sentence, mention, OUT_OF):
        return not mention.cases & Gram.GENT
    holds = any(sentence.words[i].lemmas & _HOLDS for i in range(max(sentence.first, before - 1), mention.first))
    return not (mention.cases & Gram.ABLT and holds)


def _will(sentence: Sentence, mention: Mention) -> bool:
    """«Афішу підготує відділ комунікацій»: what it has not done yet."""
    beside = (i for i in (mention.first - 1, mention.last) if sentence.first <= i < sentence.last)
    return any(_later(sentence, i) for i in beside if sentence.plain(max(i, mention.first)))


def _later(sentence: Sentence, index: int) -> bool:
    gram = sentence.words[index].gram
    return bool(gram & Gram.FINITE) and is_future(gram)


def _bars(sentence: Sentence, mention: Mention, index: int) -> bool:
    form, lemmas = sentence.form(index), sentence.words[index].lemmas
    if form in _UNREAL:
        return index < mention.first and _one_clause(sentence, mention, index)
    if form in NOT:
        unanswered = index + 1 < sentence.last and sentence.form(index + 1) in _UNANSWERED
        return unanswered or _one_clause(sentence, mention, index)
    if lemmas & _BARRED_HERE:
        return _one_clause(sentence, mention, index)
    near = range(index, min(sentence.last, index + _REACH))
    if lemmas & REQUESTS and any(sentence.form(i) in _REPLIED for i in near):
        return False  # «у відділі, куди ми надіслали запит, відповіли»
    return form.startswith(_SILENT) or bool(lemmas & _BARRED)


def _one_clause(sentence: Sentence, mention: Mention, index: int) -> bool:
    between = range(index + 1, mention.first + 1) if index < mention.first else range(mention.last, index + 1)
    return not any("," in sentence.gap(i) for i in between)


def _tells(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    return bool(word.sort & _TOLD or word.lemmas & _ANSWERS)
