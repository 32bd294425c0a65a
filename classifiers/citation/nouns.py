"""Sources named by a noun: «за словами …», «з посиланням на …», «Джерело: …», «в інтерв’ю …». Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import SPEAKER, Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.papers import ACTS, WITH
from classifiers.citation.sentence import IN, Finding, Sentence

_BY = turn("by")
LINK = turn("link")
_VIEWS = turn("views")
_TALES = turn("tales")
_LEARNT = turn("learnt")
MORE = turn("more")
LABELS = turn("labels")
_WAIT = turn("wait")
_THEIR = turn("their")
_BOOKING = turn("booking")


def of_noun(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«за словами …», «по данным …», «з посиланням на …», «Джерело: …»."""
    word = sentence.words[index]
    start = _introduced(sentence, index)
    if start is None:
        if sentence.form(index) in LABELS:
            yield from of_label(sentence, index)
        return
    if index + 1 >= sentence.last or not sentence.plain(index + 1):
        pronoun = start < index - 1 and sentence.form(index - 1) in _THEIR
        if pronoun:
            empty = Mention(index - 1, index, index - 1, Gram.GENT, Sort.NONE, Sort.NONE)
            yield Finding(start, index + 1, empty, "pronoun", 0.7)
        return
    mention = sentence.chunker.at(index + 1, sentence.last)
    place = sentence.starts.get(index + 2) if sentence.form(index + 1) in IN else None
    if place is not None and place.sort & Sort.SITE:
        yield Finding(start, place.last, place, "noun", 0.8)  # «за повідомленням на сторінці ради»
        return
    if mention is not None and mention.cases & Gram.GENT:
        sure = 1.0 if word.sort & Sort.NOUN else 0.7
        if (mention.speaker or word.sort & Sort.NOUN) and not word.lemmas & ACTS:
            yield Finding(start, mention.last, mention, "noun", sure if mention.speaker else 0.6)


def of_reference(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«з посиланням на …», «посилаючись на …», «ссылается на …»."""
    if index + 2 < sentence.last and sentence.form(index + 1) == "на":
        mention = sentence.chunker.at(index + 2, sentence.last)
        told = Sort.INFO | Sort.DOCUMENT | Sort.NOUN
        if mention is not None and (mention.speaker or mention.owner & SPEAKER or mention.sort & told):
            by = index > sentence.first and sentence.form(index - 1) in WITH
            if not by and sentence.words[index].gram & Gram.NOUN:
                return
            yield Finding(index - 1 if by else index, mention.last, mention, "reference", 1.0)


_ACCORD = frozenset(("згідно", "согласно"))


def _introduced(sentence: Sentence, index: int) -> int | None:
    """Where the preposition that makes the noun a reference stands: «за попередніми даними»."""
    for at in range(index - 1, max(sentence.first, index - 4) - 1, -1):
        if not sentence.plain(at + 1):
            return None
        if sentence.form(at) in _BY:
            if sentence.form(at) == "на" and not sentence.words[index].lemmas & _VIEWS:
                return None
            if sentence.form(at) in ("з", "із", "с") and at > sentence.first and sentence.form(at - 1) in _ACCORD:
                return at - 1
            if sentence.form(at) in WITH and not sentence.words[index].lemmas & _TALES and at == index - 1:
                return None
            return at
        if not sentence.words[at].gram & (Gram.ADJ | Gram.PRONOUN):
            return None
    return None


def of_giver(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«інформація від прокуратури», «дізналися від мешканців»."""
    mention = sentence.starts.get(index + 1)
    if mention is None or not mention.speaker or not mention.cases & Gram.GENT or not sentence.plain(index + 1):
        return
    for at in range(index - 1, max(sentence.first, index - 4) - 1, -1):
        word = sentence.words[at]
        if _BOOKING & word.lemmas and ":" not in sentence.gap(mention.last):
            return  # «електронний запис від мерії знову впав»
        if (word.sort & Sort.INFO or word.lemmas & _LEARNT) and not _waited(sentence, at, mention.last):
            yield Finding(at, mention.last, mention, "from", 0.7)
            return
        if not sentence.plain(at + 1) and sentence.gap(at + 1).strip() not in ("–", "—", "-", ":"):
            break
    for at in range(mention.last, min(sentence.last, mention.last + 2)):
        if sentence.words[at].lemmas & _LEARNT and sentence.plain(at):
            yield Finding(index, at + 1, mention, "from", 0.7)  # «Від секретарки ради дізнаємося»
            return


def _waited(sentence: Sentence, first: int, last: int) -> bool:
    """«На відповідь від міськради чекаємо»: what has not come."""
    near = range(max(sentence.first, first - 5), min(sentence.last, last + 3))
    return any(sentence.words[i].lemmas & _WAIT for i in near)


def of_occasion(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«в інтерв’ю «Нашому слову»», «в ефірі радіо», «у розмові з порталом»: the outlet to which it was told."""
    before = index - 1
    if before < sentence.first or sentence.form(before) not in IN or index + 1 >= sentence.last:
        return
    if not sentence.plain(index + 1) or not sentence.words[index].gram & Gram.LOCT:
        return
    at = index + 1
    if sentence.form(at) in ("з", "із", "с", "со", "для", "на") and at + 1 < sentence.last:
        at += 1
    mention = sentence.chunker.at(at, sentence.last)
    if mention is None or sentence.words[mention.first].sort & Sort.OWN:
        return
    outlet = mention.sort & Sort.OUTLET or (mention.sort & (Sort.MEDIA | Sort.SITE) and mention.last > at + 1)
    plural = sentence.words[mention.head].gram & Gram.PLURAL and not sentence.words[mention.head].gram & Gram.SINGULAR
    if plural and not mention.quoted and not mention.proper:
        return  # «в ефірі провідних телеканалів»
    if outlet or (mention.proper and mention.first == at):
        yield Finding(before, mention.last, mention, "occasion", 0.6)


def _opens_line(sentence: Sentence, index: int) -> bool:
    """«… на сайті в розділі «Погода» Джерело – X»: a capital and a dash where the page lost the line's end."""
    led = index + 1 < sentence.last and re.match(r" ?[:–—]", sentence.gap(index + 1))
    return bool(led and sentence.form(index) in _ORIGIN and sentence.reading.tokens[index].text[:1].isupper())


_ORIGIN = frozenset(("джерело", "источник"))


def of_label(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«Джерело: …», «Інформація прокуратури»."""
    after = index + 1
    if after >= sentence.last:
        return
    gap = sentence.gap(after).strip(' «"“„')
    mention = sentence.chunker.at(after, sentence.last)
    if mention is None or not (index == sentence.first or _opens_line(sentence, index)):
        return
    if not gap and not (mention.speaker or mention.owner & SPEAKER):
        return  # «Источник базы»
    if gap in (":", "–", "—", "-") or (not gap and mention.last >= sentence.last - 1 and mention.cases & Gram.GENT):
        more = sentence.form(index) in MORE
        yield Finding(index, mention.last, mention, "more" if more else "label", 0.4 if more else 0.9)
