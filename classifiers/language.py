"""Ukrainian, Russian, a mixture of both, or something else; short posts and surzhyk included. Pure.

Letters decide where they can (і ї є ґ against ы э ё ъ), words of one dictionary alone where they cannot. A text whose
clear words are divided between the languages is "mixed"; so is surzhyk, told by its own small list of words. Refuses
to name other languages.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from monitor.language.lemmas import known
from monitor.language.words import CACHE, normal
from monitor.model import Language

# Addresses, handles and hashtags are in nobody's language.
_NO_LANGUAGE = re.compile(r"https?://\S+|www\.\S+|[@#]\w+")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_CYRILLIC = re.compile("[а-яґєіїёў]")
_UKRAINIAN = re.compile("[іїєґ]|[бвгґджзйклмнпрстфхцчшщ]'[яюєї]")
_RUSSIAN = re.compile("[ыэёъ]")
# What the dictionaries share or lack, but one language alone uses: the commonest words of short posts.
_UKRAINIAN_WORDS = frozenset(
    "та але що як це цей ця ці де коли чи якщо вже ще теж також від або бо щоб навіть дуже лише тільки буде було його"
    " йому мене тебе себе вони вона воно хто чому тому тут там зараз сьогодні завтра вчора година дякую немає".split()
)
_RUSSIAN_WORDS = frozenset(
    "и с но что как это этот где когда или если уже еще тоже также от потому чтобы даже очень только будет было его ему"
    " меня они она оно кто почему поэтому здесь сейчас сегодня завтра вчера спасибо нет нету из со во".split()
)
_SURZHYK = frozenset(
    "шо шоб чо щас січас сєйчас сичас када нікада тода канєшно конєшно канешно тока токо ваще вобще вопше нада"
    " получаєця получається получилось случилось понятно понімаю понімаєш здєсь єслі єслиб нічо ілі вопщем короче"
    " кароче харашо хорошо спасіба пожалуста дєла ужас ужє єщо вродє навєрно потомушо лєт врємя".split()
)
# Words beyond these tell nothing new.
MOST_WORDS = 400
MOST_LETTERS = 8_000
# A text this long in which no letter is Ukrainian alone is rather Russian: every fourteenth Ukrainian letter is і, ї,
# є or ґ, and every fortieth Russian one is ы, э, ё or ъ.
_LONG_ENOUGH = 10
# A text is mixed where the rarer language has at least this share of the clear words, and enough of them: of 1,865
# real posts none below these is a mixture, and quotations in the other language stay below them.
_MIXED_SHARE = 0.4
_MIXED_WORDS = 6
_SURZHYK_SHARE = 0.12
_SURZHYK_WORDS = 2
# Less Cyrillic than this among the letters, and the text is something else, unless it says enough beside the
# translation or the names in Latin letters.
_CYRILLIC_SHARE = 0.5
_ENOUGH_SHARE, _ENOUGH_WORDS = 0.3, 12


class _Word(NamedTuple):
    """A word's form for comparison, whether it has a Cyrillic letter, and its leaning."""

    form: str
    cyrillic: bool
    leaning: int


@lru_cache(CACHE)
def _word(printed: str) -> _Word:
    form = normal(printed)
    cyrillic = _CYRILLIC.search(form) is not None
    return _Word(form, cyrillic, _leaning(form) if cyrillic else 0)


def _leaning(word: str) -> int:
    """1 for a word only Ukrainian has, -1 for one only Russian has, 0 where both or none might."""
    if _UKRAINIAN.search(word):
        return -1 if _RUSSIAN.search(word) else 1
    if _RUSSIAN.search(word):
        return -1
    if word in _UKRAINIAN_WORDS or word in _RUSSIAN_WORDS:
        return (word in _UKRAINIAN_WORDS) - (word in _RUSSIAN_WORDS)
    return int(known(word, "uk")) - int(known(word, "ru"))


def identify(text: str) -> tuple[Language, float]:
    """The language of a text and how sure that is, 0..1; ("other", 0.0) where there are no letters."""
    found = _WORD.findall(_NO_LANGUAGE.sub(" ", text[:MOST_LETTERS]))
    words = [_word(printed) for printed in found[:MOST_WORDS]]
    cyrillic = [word for word in words if word.cyrillic]
    letters = sum(len(word.form) for word in words)
    share = sum(len(word.form) for word in cyrillic) / letters if letters else 0.0
    enough = share >= _ENOUGH_SHARE and len(cyrillic) >= _ENOUGH_WORDS
    if share < _CYRILLIC_SHARE and not enough:
        return "other", round(1 - share, 3) if letters else 0.0
    if sum("ў" in word.form for word in cyrillic) > len(cyrillic) * 0.03:
        return "other", 0.9
    return _of_cyrillic(cyrillic)


def _of_cyrillic(words: list[_Word]) -> tuple[Language, float]:
    leanings = [word.leaning for word in words]
    ukrainian, russian = leanings.count(1), leanings.count(-1)
    clear = ukrainian + russian
    fewer = min(ukrainian, russian)
    surzhyk = sum(word.form in _SURZHYK for word in words)
    if surzhyk >= _SURZHYK_WORDS and surzhyk >= _SURZHYK_SHARE * len(words):
        return "mixed", 0.7
    if fewer >= _MIXED_WORDS and fewer >= _MIXED_SHARE * clear:
        return "mixed", round(0.5 + fewer / clear, 3)
    if ukrainian == russian:
        return _undivided([word.form for word in words])
    # One doubtful word more or less must not make a short text certain: two are added against.
    score = round((max(ukrainian, russian) + 1) / (clear + 2), 3)
    return ("uk" if ukrainian > russian else "ru"), score


def _undivided(words: list[str]) -> tuple[Language, float]:
    """Words of both dictionaries only, or as many clear ones on either side."""
    if not any(known(word, "uk") or known(word, "ru") for word in words):
        return "other", 0.5
    letters = "".join(words)
    return ("ru" if len(letters) >= _LONG_ENOUGH and not _UKRAINIAN.search(letters) else "uk"), 0.5
