"""What has the place's name behind it in the genitive: a body of several words, an animal, its streets. Pure.

«Спілка жінок Тихогора обрала голову», «бродячих собак Тихогора стерилізують», «вулиці Тихогора прибрали»: looks at the
words beside one naming; refuses to say what an article is about.
"""

from __future__ import annotations

import re
from functools import cache

from classifiers.place.cues import cues
from classifiers.place.homonyms import NO_GENITIVE
from classifiers.place.names import Names
from classifiers.place.reading import Section
from classifiers.place.rivals import after_first_name, is_cue, starts_sentence
from monitor.language import grammemes, normal, word_forms
from monitor.language.lemmas import languages, parses

# Words before the town's genitive that one noun phrase may have: «Для ветеранів праці й інвалідів Тихогора».
_LONGEST_PHRASE = 5
# Heads that only tell where somebody is from or what leads there, and whose news is elsewhere.
_ELSEWHERE = ("origin", "pupil", "way", "near", "river_word")


# «Бучі», «Винниці»: the genitive of a soft noun in «-а», «-я»; of one in «-ь» where it is feminine («Умані»).
_SOFT = re.compile("(?:[жчшщ]а|я)$")


@cache
def _ends_in_i(name: str) -> bool:
    word = normal(name)
    feminine = word.endswith("ь") and not any(form.endswith("еві") for form in word_forms(name, "uk"))
    return feminine or _SOFT.search(word) is not None


def is_genitive(section: Section, first: int, last: int, names: Names) -> bool:
    """May the name's form be a genitive, which its first form and most other cases are not?"""
    whole = " ".join(token.word for token in section.tokens[first:last])
    if whole in names.own or whole.endswith(NO_GENITIVE):
        return False
    return not whole.endswith("і") or _ends_in_i(names.place.name)


def owns_subject(section: Section, first: int, last: int, names: Names) -> bool:
    """«Рада ветеранів Тихогора провела збори»: does a phrase with the town's genitive open a sentence, a verb behind?

    What the sentence tells of is the town's then, be it its subject or not («Для собак Тихогора відкрили …»).
    """
    if not is_genitive(section, first, last, names) or not _verb_follows(section, last):
        return False
    start = _phrase_start(section, first)
    if start is None or not starts_sentence(section, start):
        return False
    words = range(start, first)
    if names.personal and not any(is_cue(section, at, "body") for at in words):
        return False  # «Брат Ізмаїла приїхав»
    head = next((at for at in words if "NOUN" in grammemes(section.tokens[at].word)), start)
    if is_cue(section, head, "kin"):
        return False  # «Син лікарки Тихогора», but «Рада матерів Тихогора»
    return not any(is_cue(section, at, kind) for at in words for kind in _ELSEWHERE)


def _verb_follows(section: Section, at: int) -> bool:
    """Does a verb stand there, or an adverb and a verb («… вчора провела»)?"""
    for index in range(at, min(at + 2, len(section.tokens))):
        told = grammemes(section.tokens[index].word)
        if section.between(index - 1, index) != " " or section.tokens[index].text[0].isupper():
            return False
        if "VERB" in told:
            return True
        if "ADVB" not in told:
            return False
    return False


def _phrase_start(section: Section, first: int) -> int | None:
    """Where the nouns and adjectives before the name begin; None where no common noun stands right before it."""
    if first == 0 or not _is_nominal(section, first - 1, ("NOUN",)) or after_first_name(section, first):
        return None
    at = first - 1
    while at > 0 and first - at <= _LONGEST_PHRASE and _is_nominal(section, at - 1, ("NOUN", "ADJF", "PREP", "CONJ")):
        at -= 1
    return at


def _is_nominal(section: Section, at: int, parts: tuple[str, ...]) -> bool:
    """Is the word of such a part of speech, joined to the next one, and no name inside the sentence?"""
    token = section.tokens[at]
    if section.between(at, at + 1) != " ":
        return False
    named = token.text[0].isupper() and not token.text.isupper() and not starts_sentence(section, at)
    told = grammemes(token.word)
    return not named and (token.text.isupper() or not told.isdisjoint(parts))


def is_animals_name(section: Section, first: int, last: int, names: Names) -> bool:
    """«Жеребець Тихогір», «на коні Калуші»: is the name that of the animal right before it?

    Two nouns of one thing stand in one case: «кіт Долини», «собак Нікополя» are the town's.
    """
    if first == 0 or section.between(first - 1, first) != " " or not is_cue(section, first - 1, "animal"):
        return False
    if not is_genitive(section, first, last, names):
        return True
    singular, plural = _numbers(section.tokens[first - 1].word)
    if not singular or (plural and _opens_alone(section, first)):
        return False
    return _is_young(section, first - 1) or section.tokens[first - 1].word not in cues("animal")


def _opens_alone(section: Section, first: int) -> bool:
    """«Безпритульні собаки Тихогора»: does the animal open a sentence, with adjectives and animals before it alone?

    «Господарка собаки Тихогора» has it in the genitive.
    """
    start = _phrase_start(section, first)
    start = first - 1 if start is None else start
    others = (
        is_cue(section, at, "animal") or grammemes(section.tokens[at].word) & {"ADJF", "CONJ"}
        for at in range(start, first)
    )
    return starts_sentence(section, start) and all(others)


_YOUNG = ("ня", "ля")


def _is_young(section: Section, at: int) -> bool:
    """«Цуценя»: its first form is the accusative too, beside which the name's would be the genitive."""
    return section.tokens[at].word.endswith(_YOUNG)


def _numbers(word: str) -> tuple[bool, bool]:
    """Can the form of an animal's noun be a singular, and a plural?"""
    plural = {
        parse.tag.number == "plur"  # the Ukrainian dictionary gives a singular noun no number
        for name in languages(word)
        for parse in parses(word, name)
        if parse.normal_form.replace("ё", "е") in cues("animal")
    }
    return False in plural, True in plural


_STREETS = frozenset(
    (
        "вулиць вулицях вулицям вулицями улиц улицах улицам улицами площ площах площами алей алеях алеями провулків"
        " провулках провулками проспектів проспектах проспектами бульварів бульварах бульварами"
        " площадей площадях переулков переулках проспектов проспектах бульваров бульварах"
    ).split()
)
# The town's streets, and its square, where a sentence opens with them; inside one they are a street's cases.
_OPENING_STREETS = frozenset("вулиці улицы площа площу площадь".split())


def is_of_many_streets(section: Section, first: int, last: int, names: Names) -> bool:
    """«На вулицях Рівного», «Вулиці Долини прибрали»: several streets bear no one name, and one none of a valley's."""
    if first == 0 or section.between(first - 1, first) != " ":
        return False
    word = section.tokens[first - 1].word
    if word in _STREETS:
        return True
    city = names.found is not None and names.found.city
    return word in _OPENING_STREETS and city and not names.personal and owns_subject(section, first, last, names)


# Nouns of several streets in cases that one of them has too: only a verb or an adjective before them tells.
_PLURAL_STREETS = frozenset(
    "вулиці площі алеї проспекти провулки бульвари улицы площади аллеи проспекты переулки бульвары".split()
)
_PLURAL_ADJECTIVE = ("і", "ї", "ые", "ие")
# «вулиці Тихогірська, Садова», «вулиці Тихогірська та Садова», «вулиця Тихогірська, 5»: a list of streets, an address.
_STREETS_GO_ON = re.compile(r"(?:,| (?:та|і|й|и|або|или)) ?[А-ЯІЇЄҐ\d]|,? \d")


def is_of_whole_town(section: Section, first: int, last: int) -> bool:
    """«На вулицях Тихогірська», «перекрили вулиці Тихогірська»: streets of the town, whose genitive one of them bears?

    The street called after it is one and agrees with its noun: «на вулиці Тихогірській»; or, however wrongly, stays as
    on the plate: «на вулиці Тихогірська, 5», «ремонт вулиці Тихогірська».
    """
    if last != first + 2 or section.between(first, first + 1) != " ":
        return False
    if not section.tokens[first + 1].word.endswith(_NO_PLURAL) or _STREETS_GO_ON.match(
        section.text, section.tokens[last - 1].end
    ):
        return False
    word = section.tokens[first].word
    if word in _STREETS:
        return True
    if word not in _PLURAL_STREETS:
        return False
    if starts_sentence(section, first):
        return True
    led, told = section.tokens[first - 1].word, grammemes(section.tokens[first - 1].word)
    return "VERB" in told or ("ADJF" in told and led.endswith(_PLURAL_ADJECTIVE))


# The endings of one street's name, and of the town's genitive.
_NO_PLURAL = ("ська", "цька", "зька")
