"""Departments: the communications one in other words than the configured ones, and those told by their task. Pure."""

from __future__ import annotations

import re
from functools import cache

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.reading import Reading
from classifiers.citation.setting import Setting, made_up, own_words, press_words
from classifiers.citation.voices import telling_words
from classifiers.citation.wording import OPEN


def is_department(setting: Setting, lemmas: frozenset[str]) -> bool:
    """Does the mention name a communications department in other words than the configured ones?"""
    if lemmas & (own_words("desk") | setting.voices.desks):
        return True
    if not lemmas & own_words("unit"):
        return False
    press = press_words(lemmas)
    if not press:
        return False
    if any(made_up(word) for word in press):
        return True
    for words in setting.voices.department_words:
        shared = len(press & _both(words))
        if shared >= 2 or (shared == 1 and (len(words) == 1 or press & telling_words())):
            return True
    return False


def of_stranger(setting: Setting, mention: Mention) -> bool:
    """«відділ комунікацій НСЗУ»: another body's, unless everything is in capitals."""
    if setting.reading.tokens[mention.head].text.isupper():
        return False
    ours = any(first < mention.last and mention.first < end for first, end, _ in setting.own)
    return (mention.quoted and not ours) or any(stranger(setting, i) for i in range(mention.head + 1, mention.last))


@cache
def _both(words: frozenset[str]) -> frozenset[str]:
    """The words with their Russian counterparts, told by what the spellings share."""
    pairs = {
        "комунікація": "коммуникация",
        "громадськість": "общественность",
        "інформаційно-аналітичний": "информационно-аналитический",
        "інформаційний": "информационный",
        "зв'язок": "связь",
        "внутрішній": "внутренний",
        "політика": "политика",
        "змі": "сми",
        "преса": "пресса",
        "інформація": "информация",
        "аналітичний": "аналитический",
        "взаємодія": "взаимодействие",
        "медіа": "медиа",
        "комунікаційний": "коммуникационный",
        "інформполітика": "информполитика",
        "інфополітика": "инфополитика",
    }
    return words | {pairs[w] for w in words if w in pairs}


def is_unit(setting: Setting, mention: Mention, lemmas: frozenset[str], head: frozenset[str]) -> bool:
    """A department of a town's council by its task: «управління освіти», «начальниця відділу культури»."""
    tasks = lemmas & own_words("unit.subject")
    if not lemmas & own_words("unit") or not tasks:
        return False
    if tasks <= own_words("unit.common") and _of_company(setting, mention):
        return False
    if any(stranger(setting, i) for i in range(mention.first, mention.last)):
        return False
    if _of_region(setting, mention, lemmas):
        return False
    return bool((mention.sort | mention.owner) & (Sort.BODY | Sort.ROLE)) or bool(head & own_words("unit"))


# Letters of a department's initials that are nobody else's: «ІАР» of «інформаційно-аналітичної роботи».
_SHORTEST = 3


def stranger(setting: Setting, index: int) -> bool:
    """Is the word an abbreviation of some other body («департамент освіти КМДА»)?"""
    text, lemmas = setting.reading.tokens[index].text, setting.reading.words[index].lemmas
    ours = own_words("council") | own_words("administration") | own_words("unit.subject") | own_words("press")
    if len(text) <= 1 or not text.isupper() or lemmas & ours:
        return False
    if any(first <= index < last for first, last, _ in setting.own):
        return False  # «відділ комунікацій НМР»
    return len(text) < _SHORTEST or not any(text in initials for initials in setting.voices.department_initials)


def _of_region(setting: Setting, mention: Mention, lemmas: frozenset[str]) -> bool:
    """«Начальник ОВА провів нараду. … Фахівці управління соцзахисту …»: one of the body spoken of, or that signs.

    A region's has the departments a town's has; only a town's own outlet means its town's where it says no more.
    """
    if lemmas & (own_words("town") | own_words("town.noun") | _councils()):
        return False
    words, towns = setting.reading.words, setting.towns
    if any(mention.first <= at <= mention.last for at, _ in towns):
        return False  # «управління освіти Калуша»
    ours = max((last for _, last, _ in setting.own if last <= mention.first), default=0)
    town = max((at for at, _ in towns if at < mention.first), default=0)
    line = next((i for i in range(mention.first, 0, -1) if "\n" in setting.reading.gaps[i]), 0)
    beside = max(ours, town) > line or any(word.lemmas & _councils() for word in words[line : mention.first])
    if not beside and _signed_by_wider(setting.reading):
        return True
    for index in range(mention.first - 1, max(ours, town) - 1, -1):
        if is_wider_body(setting.reading, index):
            return not setting.local
        if words[index].lemmas & _councils():
            return False
    return False


def _signed_by_wider(reading: Reading) -> bool:
    """Does a region's or a district's body sign the text in a line of its own?"""
    last = reading.starts[-2]
    words, verbs = reading.words[last:], Gram.FINITE | Gram.OTHER_VERB | Gram.SHORT
    if len(words) > _SIGNATURE or "\n" not in reading.gaps[last] or "." in reading.text[reading.tokens[-1].end :]:
        return False
    if any(word.gram & verbs and not word.gram & (Gram.NOUN | Gram.ADJ) for word in words):
        return False  # «Гроші дала облрада»
    labelled = any(":" in reading.gaps[i] for i in range(last + 1, len(reading.words)))
    if reading.tokens[last].word in _CREDITS or (labelled and words[0].lemmas.isdisjoint(_LABELS)):
        return False  # «Фото ОВА», «Ілюстрація: ОВА»
    return any(is_wider_body(reading, i) and not _led(reading, i, last) for i in range(last, len(reading.words)))


def _led(reading: Reading, index: int, first: int) -> bool:
    """«Спільний проєкт із Полтавською ОВА»: does a preposition stand before the body within its line?"""
    before = index - 1
    while before > first and reading.words[before].gram & Gram.ADJ:
        before -= 1
    return before > first and bool(reading.words[before].gram & Gram.PREP)


# Words of «Департамент інформаційної діяльності Полтавської обласної військової адміністрації» and the like.
_SIGNATURE = 12
# What says whose a picture is.
_CREDITS = frozenset("фото світлина світлини ілюстрація відео архів видео иллюстрация архив".split())
_LABELS = turn("labels")
_WIDER_NAME = re.compile("рад|адмін|совет|админ")
# Words from the body back to «обласна»: «обласна державна військова адміністрація».
_WIDER = 4


def is_wider_body(reading: Reading, index: int) -> bool:
    """«ОВА», «облрада», «обласна військова адміністрація»: is the word a region's or a district's body?"""
    word, token = reading.words[index], reading.tokens[index]
    wider = own_words("wider")
    if word.lemmas & wider and not word.gram & Gram.ADJ:
        return token.text.isupper() or _WIDER_NAME.search(token.word) is not None
    if not word.lemmas & (own_words("administration.noun") | own_words("board")):
        return False
    for before in range(index - 1, max(-1, index - _WIDER), -1):
        if reading.gaps[before + 1].strip() or not reading.words[before].gram & Gram.ADJ:
            return False
        if reading.words[before].lemmas & wider:
            return True
    return False


def of_others(setting: Setting, page: Mention) -> bool:
    """«На сторінці критиків міської ради», «… закладу міської ради»: whose page is people's or another body's?"""
    ours = ("unit", "desk", "council", "board", "committee", "administration", "head", "mayor", "secretary", "press")
    for word in setting.reading.words[page.head + 1 : page.last]:
        if any(word.lemmas & own_words(name) for name in ours):
            return False
        people = word.gram & Gram.ANIMATE and not word.gram & (Gram.ADJ | Gram.SURN | Gram.NAME)
        if word.gram & Gram.NOUN and (people or word.lemmas & _FOUNDED):
            return True
    return False


_FOUNDED = frozenset("заклад заведение установа учреждение".split())


def _of_company(setting: Setting, mention: Mention) -> bool:
    """«Укрзалізниця додала рейс … пасажирський департамент»: a task that companies have too, and only one is named."""
    reading = setting.reading
    if setting.own or any(word.lemmas & _councils() for word in reading.words):
        return False
    companies = (i for i in range(mention.first) if reading.words[i].lemmas & own_words("company"))
    return any(reading.tokens[i].text[:1].isupper() or OPEN.search(reading.gaps[i + 1]) for i in companies)


@cache
def _councils() -> frozenset[str]:
    """What names a council, its head or an administration."""
    return frozenset().union(
        *map(own_words, ("council", "board", "administration", "administration.noun", "mayor", "member"))
    )
