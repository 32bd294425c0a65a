"""Whole statements beside the name of who made them: «Ремонт закінчать – Шпак», «Воду вимкнуть: міськрада». Pure.

A name after a dash or a colon may as well be the subject («Школу очолить – Шпак»), one of those just counted or what a
list begins with, so that only words complete without it are taken for its statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import Finding, Sentence, negated
from classifiers.citation.setting import own_words

QUESTIONS = turn("which") | frozenset(
    "хто кто що что де где куди куда звідки откуда коли когда як как який какой чому почему"
    " скільки сколько чи чий".split()
)
_PASSIVE = re.compile("(?:[аеєя]н|[аеиіоуыюя]т)[оы]$")
_REFLEXIVE = ("ся", "сь")
_NUMERALS = frozenset("двоє двое троє трое четверо п'ятеро пятеро обоє оба обидва обидві обе один одна одно".split())
_BE = frozenset(("бути", "быть"))
_GOVERNS = frozenset().union(
    *map(own_words, ("council", "board", "power", "administration", "administration.noun", "executive"))
)
_COLON = re.compile(r"^ ?: $")


def whole(sentence: Sentence, first: int, last: int) -> bool:
    """Do the words say something with nobody behind them: with a subject, or a verb that needs none beside it?"""
    if last <= first or sentence.form(first) in QUESTIONS or not _closes(sentence, last - 1):
        return False
    if any(re.search("[:;–—]", sentence.gap(i)) for i in range(first + 1, last)):
        return False
    verbs = [i for i in range(first, last) if is_verb(sentence, i)]
    if not verbs:
        return False
    if any(_is_one(sentence, i) for i in range(first, last)):
        return False
    verb = verbs[-1]
    if not sentence.words[verb].gram & Gram.FINITE:
        return _PASSIVE.search(sentence.form(verb)) is not None  # «Роботи завершено», «работы завершены»
    return bool(sentence.words[verb].gram & Gram.FINITE_PLURAL) or _has_subject(sentence, first, verb)


def is_verb(sentence: Sentence, index: int) -> bool:
    gram = sentence.words[index].gram
    return bool(gram & (Gram.FINITE | Gram.SHORT)) and not gram & (Gram.NOUN | Gram.ADJ | Gram.PRONOUN | Gram.ADVERB)


def _closes(sentence: Sentence, index: int) -> bool:
    """Not «відкрила вчителька – …», «стали двоє – …», «отримали найкращі – …»: the name says who that is."""
    gram, form = sentence.words[index].gram, sentence.form(index)
    if form in _NUMERALS or form[:1].isdigit():
        return False
    alive = gram & Gram.NOUN and gram & Gram.ANIMATE and not gram & Gram.SURN  # «зими» is a surname's as well
    return not alive and not (gram & Gram.ADJ and gram & Gram.NOMN and not gram & Gram.NOUN)


def _is_one(sentence: Sentence, index: int) -> bool:
    """«Вшанують засновника міста – …», «Переможцем оголошено – …», «Чекали на одного – …»: one whom the name is of."""
    gram = sentence.words[index].gram
    somebody = gram & Gram.NOUN and gram & Gram.ANIMATE and not gram & (Gram.SURN | Gram.PLURAL)
    return bool(somebody) or bool(sentence.words[index].lemmas & (_NUMERALS | _OF_ONE))


# What is said of a person, whose name follows: a street so called, a list, an hour of reception, a book.
_OF_ONE = frozenset(
    "перейменувати назвати увійти ввійти обрати призначити вшанувати нагородити перевидати прийом прийматися пам'ятник"
    " переименовать назвать войти избрать назначить наградить переиздать приём прием памятник".split()
)


def _has_subject(sentence: Sentence, first: int, verb: int) -> bool:
    """«Вода повернеться», «Ремонт завершиться», not «Турнір виграла»: a noun that can be nothing but the subject."""
    intransitive = sentence.form(verb).endswith(_REFLEXIVE) or sentence.words[verb].lemmas & _BE
    for at in range(verb - 1, first - 1, -1):
        gram = sentence.words[at].gram
        if "," in sentence.gap(at + 1):
            return False
        if gram & Gram.NOUN and gram & Gram.NOMN and gram & Gram.SINGULAR:
            return bool(intransitive or not gram & Gram.ACCS)
    return False


def of_statement(sentence: Sentence) -> Iterator[Finding]:
    """«Воду вимкнуть до вечора: міськрада»: a headline that ends in who said it, after a colon."""
    mention = sentence.ends.get(sentence.last)
    if mention is None or not is_headline(sentence) or not _COLON.match(sentence.gap(mention.first)):
        return
    if not mention.cases & Gram.NOMN or not may_say(sentence, mention):
        return
    verbs = [i for i in range(mention.first) if is_verb(sentence, i)]
    certain = any(is_future(sentence.words[i].gram) or negated(sentence, i) for i in verbs)
    if certain and whole(sentence, 0, mention.first):
        yield Finding(mention.first, mention.last, mention, "label", 0.75)


def may_say(sentence: Sentence, mention: Mention) -> bool:
    """A person, an office, people who speak as a body, or who governs; «центр», «школа» are where it happens."""
    governs = any(sentence.words[i].lemmas & _GOVERNS for i in range(mention.first, mention.last))
    return bool(mention.name or mention.sort & (Sort.ROLE | Sort.PEOPLE) or governs)


def is_headline(sentence: Sentence) -> bool:
    """Is the sentence the whole headline of its item?"""
    return sentence.first == 0 and sentence.gap(sentence.last).startswith("\n\n")


def announced(sentence: Sentence, mention: Mention) -> float | None:
    """How sure «Міськрада: воду вимкнуть до вечора» is, a headline of a body that governs; None for what is none.

    «Міськрада: адреса, телефон», «Міськрада: хто увійшов до складу», «Міськрада: депутати голосуватимуть» tell of it.
    """
    if not is_headline(sentence) or mention.name or not mention.sort & Sort.BODY or not may_say(sentence, mention):
        return None
    first = mention.last
    if first >= sentence.last:
        return None
    verbs = [i for i in range(first, sentence.last) if is_verb(sentence, i)]
    if not verbs or sentence.form(first) in QUESTIONS:
        return _OF_IT
    others = sentence.starts.get(first)
    if others is not None and others.cases & Gram.NOMN and sentence.words[others.head].gram & Gram.ANIMATE:
        return None
    return _SAID if any(is_future(sentence.words[i].gram) for i in verbs) else None


# How sure such a headline is what the body says: with a verb of the future; with no verb, or a question.
_SAID, _OF_IT = 0.7, 0.4
