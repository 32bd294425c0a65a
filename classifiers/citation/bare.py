"""Sources named with no word of telling: after a dash, before a colon, in brackets. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.nouns import LABELS
from classifiers.citation.sentence import IN, Finding, Sentence

_BEFORE_NAME = re.compile(r"[,»”\"!?…]\s*[–—-]\s+$|^[^.;:\w]*\n[^.;:\w]*[–—-]\s+$")
_UNCITED = turn("uncited")
BULLET = re.compile(r"(?m)^[ \t]*[–—•*-][ \t]+\S")


def of_dash(sentence: Sentence) -> Iterator[Finding]:
    """«…, – міністр енергетики» at the end of a sentence: whose the words before the dash are."""
    for mention in sentence.mentions:
        if mention.last != sentence.last and "\n" not in sentence.gap(mention.last):
            continue
        if mention.speaker and mention.cases & Gram.NOMN and _BEFORE_NAME.search(sentence.gap(mention.first)):
            yield Finding(mention.first, mention.last, mention, "dash", 0.6)


_SAYS = re.compile(r"^\s*:\s*(?:[«\"“„–—-]|\n|[А-ЯҐЄІЇA-Z])?")


def of_colon(sentence: Sentence) -> Iterator[Finding]:
    """«Шпак: води вистачить», «Міністр енергетики Олена Шпак:» and what was said after the colon."""
    mention = sentence.starts.get(sentence.first)
    if mention is None or not mention.speaker or not mention.cases & Gram.NOMN:
        return
    after = sentence.gap(mention.last)
    if sentence.words[mention.head].lemmas & LABELS:
        return
    if _SAYS.match(after) and not mention.sort & (Sort.DOCUMENT | Sort.NOUN | Sort.INFO | Sort.OCCASION):
        quoted = any(mark in after for mark in '«"“„')
        yield Finding(mention.first, mention.last, mention, "colon", 0.7 if quoted else 0.55)


_IN_BRACKETS = re.compile('[»”"!?.…]\\s*[(]$')


def of_address(sentence: Sentence) -> Iterator[Finding]:
    """A web address that ends the text, as the item's origin; shops, banks, invitations and mail boxes are none."""
    mention = sentence.ends.get(len(sentence.words))
    if mention is None or not (mention.proper and mention.sort & Sort.SITE) or mention.last - mention.first < 2:
        return
    words = {sentence.form(i) for i in range(mention.first, mention.last)}
    marks = "".join(sentence.gap(i) for i in range(mention.first, mention.last + 1))
    if not words & _UNCITED and not any(mark in marks for mark in "+@]["):
        yield Finding(mention.first, mention.last, mention, "address", 0.6)


_CREDITED, _PICTURED = turn("credited"), turn("pictured")


def of_credit(sentence: Sentence) -> Iterator[Finding]:
    """«Текст і фото – відділ комунікацій»."""
    lemmas = sentence.words[sentence.first].lemmas
    if not lemmas & (_CREDITED | _PICTURED):
        return
    for mention in sentence.mentions:
        near = sentence.first < mention.first <= sentence.first + 3
        if near and mention.speaker and sentence.gap(mention.first).strip(' «"“„') in (":", "–", "—", "-"):
            cue = "label" if lemmas & _CREDITED else "picture"
            yield Finding(mention.first, mention.last, mention, cue, 0.8)


def of_brackets(sentence: Sentence) -> Iterator[Finding]:
    """«…» (Шпак): the name in brackets after a quotation."""
    for mention in sentence.mentions:
        who = mention.name or mention.proper or mention.sort & (Sort.ROLE | Sort.BODY | Sort.MEDIA)
        if who and _IN_BRACKETS.search(sentence.gap(mention.first)) and sentence.gap(mention.last).startswith(")"):
            yield Finding(mention.first, mention.last, mention, "brackets", 0.5)


# Words between «у» and the kind of address: «у вечірньому відео», «у своєму щоденному зверненні».
_BETWEEN = 4


def of_address_to_all(sentence: Sentence) -> Iterator[Finding]:
    """«Мер у вечірньому відео: …», «Гнатюк в ефірі радіо – про воду»: who spoke, with no verb at all."""
    mention = sentence.starts.get(sentence.first)
    if mention is None or not mention.speaker or not mention.cases & Gram.NOMN or mention.last + 1 >= sentence.last:
        return
    if sentence.form(mention.last) not in IN or not sentence.plain(mention.last):
        return
    for index in range(mention.last + 1, min(sentence.last, mention.last + 1 + _BETWEEN)):
        word = sentence.words[index]
        if word.sort & Sort.OCCASION and word.gram & Gram.NOUN:
            for after in range(index + 1, sentence.last + 1):
                if re.search("[:(–—]", sentence.gap(after)):
                    yield Finding(mention.first, index + 1, mention, "colon", 0.8)
                    return
                if after < sentence.last and sentence.words[after].gram & Gram.FINITE:
                    return
            return
        if not word.gram & (Gram.ADJ | Gram.PRONOUN):
            return
