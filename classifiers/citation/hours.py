"""Entries of a liveblog: «23:12 Мер: «…»», «22:15 ДСНС: пожежу загасили». Pure.

The hour that opens a line is no part of a name; whoever stands between it and a colon tells what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import Finding, Sentence
from classifiers.citation.setting import own_words

_HOUR = re.compile(
    r"(?m)^(?P<before>[^\w\n]{0,8})(?P<hour>[\[(]?(?:[01]?\d|2[0-3])[:.][0-5]\d[\])]?)"
    r"(?=[^\w\n]{1,8}(?:[\[(]?(?:upd|оновлено|обновлено)[\])]?[^\w\n]{1,4})?[A-ZА-ЯҐЄІЇ])"
)
CUE = "entry"
# What stands for the hour and its signs: a list's mark, after which a sentence begins.
_MARK = "•"
_COLON = re.compile(r"^[»”\"]?\s*:\s")


def hours(text: str) -> str:
    """The text with the hours that open lines as marks of a list, its length unchanged."""
    return _HOUR.sub(lambda m: m["before"] + _MARK.ljust(len(m["hour"])), text) if ":" in text or "." in text else text


def of_entry(sentence: Sentence) -> Iterator[Finding]:
    """«22:15 ДСНС: …», «21:49 У місті вибух. Шпак: …»: who tells in a line that an hour opens."""
    mention = sentence.starts.get(sentence.first)
    if mention is None or not _COLON.match(sentence.gap(mention.last)) or not in_entry(sentence):
        return
    if is_force(sentence, mention):
        mention = replace(mention, sort=Sort.BODY)
    if mention.last - mention.first == 1 and mention.first in sentence.chunker.towns:
        return  # «07:20 Полтава: потяг прибув»
    known = _tells(sentence, mention)
    if known and mention.cases & Gram.NOMN:
        yield Finding(mention.first, mention.last, mention, CUE, 0.8)


def in_entry(sentence: Sentence) -> bool:
    """Does an hour open the line in which the sentence stands?"""
    text, at = sentence.reading.text, sentence.reading.tokens[sentence.first].start
    return _HOUR.match(text, text.rfind("\n", 0, at) + 1) is not None


def _tells(sentence: Sentence, mention: Mention) -> bool:
    """Are words of theirs what follows, and not what is held there («18:00 Ліцей: виставка», «Мер: прийом людей»)?"""
    words, head = sentence.words, sentence.reading.tokens[mention.head]
    if any(not words[i].lemmas.isdisjoint(own_words("separate")) for i in range(mention.first, mention.last)):
        return False
    if is_force(sentence, mention) or any(name in head.word for name in own_words("supplier")):
        return True
    if not mention.speaker or (mention.last < sentence.last and sentence.form(mention.last) in _ASKS):
        return False
    if mention.sort & Sort.BODY and head.text.isupper():
        return True
    quoted = _QUOTED.search(sentence.gap(mention.last)) is not None
    stop = _CLOSED if quoted else _COMMA
    end = next((i for i in range(mention.last + 1, sentence.last) if stop.search(sentence.gap(i))), sentence.last)
    closed = sentence.gap(end) if end < len(words) else sentence.reading.text[sentence.reading.tokens[-1].end :]
    long = end - mention.last >= _WORDS or _STOP.search(closed) is not None
    if quoted and end == sentence.last and long:
        return True
    told = any(_is_verb(words[i].gram) for i in range(mention.last, end))
    return told or any(_is_ours(sentence, i) for i in range(mention.last, sentence.last))


def _is_verb(gram: int) -> bool:
    return bool(gram & (Gram.FINITE | Gram.SHORT) and not gram & (Gram.NOUN | Gram.ADJ))


def _is_ours(sentence: Sentence, index: int) -> bool:
    """«Мер: укриття відкриті, просимо не панікувати»: a verb of theirs about themselves."""
    return bool(sentence.words[index].gram & Gram.OTHER_VERB) and sentence.form(index).endswith(("мо", "им", "ем"))


_QUOTED = re.compile(r":\s*[«\"“„]")
# Where the words or the clause that may tell end: «Мер: прийом, нагородять найкращих», «Мер: «Назва», грають актори».
_CLOSED, _COMMA = re.compile(r"[»”\"]"), re.compile(",")
# Words in quotation marks that are no title of what is on, and what ends them otherwise.
_WORDS = 3
_STOP = re.compile(r"^[.!?…]|^[»”\"][.!]")
# «19:30 Мер: що зроблено за рік»: what a broadcast is about.
_ASKS = frozenset("що як чому хто де коли скільки что почему кто где когда сколько".split())


def is_force(sentence: Sentence, mention: Mention) -> bool:
    """«Повітряні сили», «Сили оборони»."""
    head, first = sentence.words[mention.head], sentence.reading.tokens[mention.first]
    return bool(head.lemmas & _FORCES and head.gram & Gram.PLURAL and first.text[:1].isupper())


_FORCES = frozenset(("сила",))
