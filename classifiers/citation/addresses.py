"""Addresses to the people («записав відеозвернення: …») and words held up to whoever said them. Pure."""

from __future__ import annotations

import re

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import IN, Sentence, quotation_follows

_AIR = turn("air")
_RECORDS, _ADDRESS, _SHOWN, _TURNS = turn("records"), turn("address"), turn("shown"), turn("turns_to")
_TO = ("до", "к", "ко")
# Words from the verb to the colon after which the words told stand.
_LED = 8


def addresses(sentence: Sentence, verb: int, subject: Mention) -> bool:
    """Does the verb lead to an address to the people, what it says following a colon?"""
    return _on_air(sentence, verb, subject) or _records_address(sentence, verb, subject)


def _on_air(sentence: Sentence, verb: int, subject: Mention) -> bool:
    """«Мер вийшов у прямий ефір: …»: where he went is where one speaks."""
    if not (subject.name or subject.sort & Sort.ROLE) or not subject.cases & Gram.NOMN:
        return False
    for at in range(verb + 1, min(sentence.last, verb + 5)):
        if sentence.words[at].lemmas & _AIR and any(sentence.form(k) in IN for k in range(verb + 1, at)):
            return ":" in sentence.gap(at + 1)
    return False


def _records_address(sentence: Sentence, verb: int, subject: Mention) -> bool:
    """«Мер записав відеозвернення: …», «Міськрада звернулася до містян: …»: an address, and what it says."""
    if not subject.cases & Gram.NOMN or not (subject.name or subject.sort & (Sort.ROLE | Sort.BODY)):
        return False
    word = sentence.words[verb]
    records, turns = word.lemmas & _RECORDS, word.lemmas & _TURNS
    for at in range(verb + 1, min(sentence.last, verb + _LED)):
        if subject.first <= at < subject.last:
            continue
        if not sentence.plain(at):
            return False
        led = sentence.form(at - 1) in _TO and turns
        if (records and sentence.words[at].lemmas & _ADDRESS) or (led and _public(sentence, at)):
            end = next((i for i in range(at + 1, min(sentence.last, at + _LED) + 1) if sentence.gap(i).strip()), None)
            if end is None or ":" not in sentence.gap(end):
                return False
            # «записав відео з відпустки: море»: a picture's contents, not words
            return not (records and sentence.words[at].lemmas & _SHOWN) or quotation_follows(sentence, end)
    return False


_BOASTS, _CONTRARY = turn("boasts"), turn("contrary")
# Words after the verb among which what it speaks about stands in quotation marks, and what is so in fact follows.
_ABOUT, _CONTRAST = 5, 12


def reproached(sentence: Sentence, verb: int) -> bool:
    """«Мерія звітує про «чисте місто», а тут …», «Чому мерія звітує про «ремонт»?»: held up to it, not told by it."""
    if not sentence.words[verb].lemmas & _BOASTS:
        return False
    about = range(verb + 1, min(sentence.last, verb + _ABOUT))
    if not any(re.search('[«"“„]', sentence.gap(i)) and i - 1 > verb for i in about):
        return False
    if sentence.form(sentence.first) in _CONTRARY and sentence.first < verb and "?" in sentence.gap(sentence.last):
        return True
    after = range(verb + 2, min(len(sentence.words) - 1, verb + _CONTRAST))
    return any(sentence.form(i) == "а" and _contrast(sentence, i) for i in after)


def _contrast(sentence: Sentence, at: int) -> bool:
    """«а тут», «а на ділі», «а по факту»."""
    found = next((i for i in range(at + 1, min(len(sentence.words), at + 3)) if sentence.form(i) in _CONTRARY), None)
    return found is not None and not (sentence.form(found) == _HERE and _may_be_done(sentence, found))


# Words after «тут» among which what can be done here stands: «а тут можна подати заяву», but «а тут не пройти».
_HERE, _DONE = "тут", 4
_INFINITIVE = ("ти", "ть", "тись", "тися", "ться", "чь")


def _may_be_done(sentence: Sentence, here: int) -> bool:
    near = range(here + 1, min(len(sentence.words), here + 1 + _DONE))
    done = next(
        (i for i in near if sentence.words[i].gram & Gram.OTHER_VERB and sentence.form(i).endswith(_INFINITIVE)), None
    )
    return done is not None and not any(sentence.form(i) in ("не", "ні", "ни") for i in range(here + 1, done))


def _public(sentence: Sentence, at: int) -> bool:
    """«до містян», «до батьків школярів», «до громади»: people, not an authority, a driver or the mayor's doctors."""
    word = sentence.words[at]
    if word.lemmas & _PUBLICS:
        return bool(word.gram & Gram.PLURAL or word.lemmas & _COLLECTIVE)
    if word.lemmas & _SERVES:
        return False
    people = word.gram & Gram.ANIMATE and word.gram & Gram.PLURAL and not word.gram & Gram.SINGULAR
    return bool(people) and not word.sort & (Sort.BODY | Sort.ROLE | Sort.PEOPLE)


_PUBLICS, _COLLECTIVE, _SERVES = turn("publics"), turn("collective"), turn("serves")
_WHICH = turn("which")
_WHERE = frozenset(("де", "где"))
_MAKES = turn("records") | turn("publish") | frozenset(("написати", "написать"))
_TEXTS = turn("address") | frozenset("лист письмо заява заявление коментар комментарий".split())
# Words from the verb of the main clause to the comma: «записав для містян коротке відео, у якому …».
_MAIN = 7


def in_which(sentence: Sentence, index: int) -> bool:
    """Does the verb's clause begin with «, у якому», «, де»?"""
    for at in range(index - 1, max(sentence.first, index - 4), -1):
        if "," in sentence.gap(at):
            which = at + 1 < index and sentence.form(at) in IN and sentence.words[at + 1].lemmas & _WHICH
            return bool(which) or sentence.form(at) in _WHERE
        if not sentence.plain(at):
            return False
    return False


def text_made(sentence: Sentence, index: int) -> int | None:
    """«Мер записав відео, у якому розповів …»: the verb that made the text."""
    comma = next((i for i in range(index - 1, sentence.first, -1) if "," in sentence.gap(i)), None)
    text = sentence.ends.get(comma) if comma is not None else None
    if text is None or not sentence.words[text.head].lemmas & _TEXTS:
        return None
    for at in range(text.first - 1, max(sentence.first - 1, text.first - _MAIN), -1):
        word = sentence.words[at]
        if word.gram & Gram.FINITE and not word.gram & Gram.NOUN:
            return at if word.lemmas & _MAKES else None
        if not sentence.plain(at + 1):
            return None
    return None
