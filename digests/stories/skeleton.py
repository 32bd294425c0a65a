"""A word's key that is the same over its forms and over Ukrainian and Russian spelling. Pure.

«Синяківській» and «Синяковской» give one key, so do «генераторів» and «генераторов»; «лікарня» and «больница» do
not by themselves: word pairs of that kind stand in `data/pairs.tsv`. Method: the dictionary form, in which letters
that sound alike in both languages are folded and the ending is cut; in a longer word the vowels go as well, for it
is they that differ (Харків, Харьков). Refuses to guess a meaning: of many readings it takes the longest key.
"""

from __future__ import annotations

import re
from functools import lru_cache

from digests.stories.background import background
from monitor.language import lemmas

CACHE = 50_000
_FOLD = str.maketrans({"ґ": "г", "є": "е", "і": "и", "ї": "и", "ы": "и", "э": "е", "ё": "е"} | dict.fromkeys("йъ'-"))
_SOFT = re.compile("ь(?!$|ся$)")  # kept at the end only, where it marks a Russian infinitive
_DOUBLE = re.compile(r"(.)\1")
_NEAR_VOWELS = str.maketrans("оеяю", "ииау")  # засідання, заседание
# Endings of dictionary forms in both languages after folding; the longest that leaves a stem is cut.
_ENDINGS = frozenset(
    "а я о е и у ь ая ое ее ия ие ю ие"
    " ати яти ити ути ювати увати ать ять ить еть уть ивать ывать овать евать увать ювать ирать ировать"
    " тись тися тсь ться атись итись ятись атися итися ятися утися ватися уватися юватися"
    " аться иться еться яться уться оваться иваться ироваться"
    " аня еня иня тя ане ене ание ение ания ения уваня юваня ование ирование"
    " ний ни ени ани яни ован уван ени ено ано ан ен"
    " ск ска ске ски ско ская ское ские скии цк цка цке цки цко цкая цкое цкие".split()
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
STEM = 3  # letters at least left before an ending is cut
SHORT = 5  # a word of so many letters is kept whole: місто is not міст
LONG = 5  # letters of a stem from which vowels are told apart no more than the two languages tell them
# Prefixes that are one in both languages: відкрити/открыть, розклад/расписание, збір/сбор.
_PREFIXES = (
    ("вид", "от"),
    ("роз", "раз"),
    ("рас", "раз"),
    *((f"з{letter}", f"с{letter}") for letter in "бвгджклмнпрт"),
)


@lru_cache(CACHE)
def skeleton(word: str) -> str:
    """The key of one word (its form for comparison) in any case and spelling; short words keep their vowels."""
    keys = {of_lemma(lemma) for lemma in lemmas(word)}
    if len(keys) == 1:
        return keys.pop()
    common = background().readings
    return max(keys, key=lambda key: (common.get(key, 0.0), len(key), key))


def of_lemma(lemma: str) -> str:
    """The key of a dictionary form in lower case."""
    folded = _DOUBLE.sub(r"\1", _SOFT.sub("", lemma.translate(_FOLD)))
    stem = _stem(folded).replace("ь", "")
    if len(stem) < LONG:
        return stem
    for ours, theirs in _PREFIXES:
        if stem.startswith(ours):
            stem = theirs + stem[len(ours) :]
            break
    return stem.translate(_NEAR_VOWELS)


def _stem(word: str) -> str:
    if len(word) <= SHORT:
        return word
    for length in range(min(_LONGEST_ENDING, len(word) - STEM), 0, -1):
        if word[-length:] in _ENDINGS:
            return word[:-length]
    return word
