"""A body named again by one bare word: «На запит адміністрація відповіла», «умови рада розмістила на сайті». Pure.

The bare word is ours where the last body of its kind that the text named is; which town an abbreviation belongs to is
asked elsewhere.
"""

from __future__ import annotations

from classifiers.citation.grammar import Gram
from classifiers.citation.mention import Mention
from classifiers.citation.reading import Reading
from classifiers.citation.setting import Setting, own_words
from classifiers.citation.towns import OWN


def named_before(setting: Setting, mention: Mention) -> bool:
    """«На запит адміністрація відповіла»: one bare word for our body, the last of its kind that the text named."""
    kinds = own_words("board") | own_words("administration.noun") | own_words("committee")
    words = setting.reading.words
    bare = mention.first + (bool(words[mention.first].lemmas & _ITSELF) and mention.last - mention.first > 1)
    alone = mention.last - bare == 1 or bool(words[mention.head].lemmas & own_words("site"))
    if not words[mention.last - 1].lemmas & kinds or not alone or mention.name:
        return False
    bodies = kinds | own_words("council") | own_words("administration")
    for index in range(mention.first - 1, -1, -1):
        if words[index].lemmas & kinds and _alone(setting.reading, index):
            continue  # «Адміністрація цього не робить», – відповіли в адміністрації: the same bare word before
        if words[index].lemmas & _WIDER:
            return False
        if words[index].lemmas & bodies:
            whole = any(first <= index < last for first, last, _ in setting.own)
            governs = words[index].lemmas & (own_words("administration") | own_words("administration.noun"))
            if words[mention.last - 1].lemmas & own_words("administration.noun") and not governs:
                return False  # after a council it is a hospital's or a market's
            one = _one_word(setting, index) or words[index].lemmas & own_words("administration")
            return whole or bool(one) or _of_war(setting, index)
    return False


# A region's or a district's board in one word: «облрада».
_WIDER = frozenset(word for word in own_words("wider") if word.endswith(("рада", "совет", "адміністрація")))
_ITSELF = frozenset("сам самий самый самої цей этот".split())  # «у самій адміністрації»


def _alone(reading: Reading, index: int) -> bool:
    """Is a body called by its bare noun, nothing beside it that says which?"""
    before, after = index - 1, index + 1
    if index not in reading.starts and reading.gaps[index] == " " and reading.words[before].gram & Gram.ADJ:
        return False
    if after >= len(reading.words) or reading.gaps[after].strip(' «"'):
        return True
    word, text = reading.words[after], reading.tokens[after].text
    described = (
        word.gram & (Gram.GENT | Gram.ADJ) and word.gram & (Gram.NOUN | Gram.ADJ) and not word.gram & Gram.PRONOUN
    )
    return not (described or text[:1].isupper() or reading.gaps[after].strip())


def _one_word(setting: Setting, index: int) -> bool:
    """«Калуська міськрада», «мерія Калуша»: the council of our town, in one word of no configured name."""
    if not setting.voices.council(setting.day) or not setting.reading.words[index].lemmas & own_words("council"):
        return False
    beside = [town for at, town in setting.towns if at in (index - 1, index + 1)]
    return beside == [OWN]


def _of_war(setting: Setting, index: int) -> bool:
    """«міська військова адміністрація»: a town's military administration in full, no town beside it."""
    words = setting.reading.words[max(0, index - 3) : index]
    kinds = own_words("administration.kind"), own_words("town")
    told = all(any(word.lemmas & kind for word in words) for kind in kinds)
    return told and setting.voices.administration(setting.day)
