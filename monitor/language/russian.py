"""The Russian name of a Ukrainian settlement, by table, by rule and by the Russian dictionary. Pure.

Letters alone do not decide (і stands for и, е or о), so rules give candidates; one is chosen only where the Russian
dictionary knows it as a place or the shape leaves no doubt. Refuses to guess else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

from monitor.language.lemmas import analyzer
from monitor.language.words import normal

_TABLE = Path(__file__).parent / "data" / "russian.tsv"
# More candidates than this say that the name is too uncertain to try them all.
MOST_CANDIDATES = 64
# Endings first (the longest fits), then letters from left to right; a slash separates rivals, the likelier first.
_ENDINGS = tuple(
    tuple(row.split())
    for row in """
    івка овка/евка
    ївка евка
    івці овцы/овци
    ївці евцы
    иця ица/ыца
    ниця ница
    ці цы
    ця ца
    івське овское/евское
    івськ овск/евск
    ськ ск
    цьк цк
    зьк зск
    ське ское
    цьке цкое
    ський ский
    цький цкий
    ська ская
    цька цкая
    ове ово/овое
    еве ево/евое
    єве ево
    ине ино/иное
    іне ино
    їне ино
    не ное
    нє нее
    е ое/о/е
    є ее/ье
    ів ов/ев
    їв ев
    ець ец
    єць ец
    піль поль
    ір ор/ир/ер
    іг ог/иг
    рів ров
    ія ия
    ій ий/ей
    ий ый/ий/ой
    ілля олье/илье
    лля лье
    гір'я горье
    сся сье
    ття тье
    ння нье
    ддя дье
    ззя зье
    жжя жье
    ччя чье
    ки ки
    ги ги
    хи хи
    жи жи
    ші ши
    чі чи
    щі щи
    жі жи
    и ы/и
    і и/ы
    ї и
    'я ья
    """.strip().splitlines()
    for row in [row.replace("/", " ")]
)
# What a stem's spelling becomes beyond single letters: Степногірськ, Подільська, Гончарівське, Олександрівка.
_STEMS = (
    ("йо|ьо", "е"),
    ("'", ""),
    ("ськ", "ск"),
    ("цьк", "цк"),
    ("гір(?=[сонк]|$)", "гор"),
    ("поділ(?=ь)", "подол"),
    ("^олександр", "александр"),
    ("(?<=-)олександр", "александр"),
    ("^хрест", "крест"),
)
_LETTERS = {"і": "ие", "ї": "ие", "є": "е", "ґ": "г", "и": "иы", "щ": "щ"}


@cache
def _table() -> dict[str, str]:
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and line[0] != "#")
    return {normal(ukrainian): russian for ukrainian, russian in rows}


def _candidates(word: str) -> Iterator[str]:
    suffix, *endings = max((e for e in _ENDINGS if word.endswith(e[0])), key=lambda e: len(e[0]), default=("", ""))
    stem = word[: len(word) - len(suffix)] if suffix else word
    for ukrainian, russian in _STEMS:
        stem = re.sub(ukrainian, russian, stem)
    choices = [endings, *(_LETTERS.get(letter, letter) for letter in stem)]
    for ending, *letters in product(*choices):
        yield "".join(letters) + ending


@lru_cache(5_000)
def russian_candidates(name: str) -> tuple[str, ...]:
    """What one word of a name can be in Russian, lower case, likelier first; at most MOST_CANDIDATES."""
    listed = _table().get(normal(name))
    return (normal(listed),) if listed else tuple(dict.fromkeys(islice(_candidates(normal(name)), MOST_CANDIDATES)))


def _is_place(word: str) -> bool:
    return any(
        p.is_known and "Geox" in p.tag.grammemes and "nomn" in p.tag.grammemes for p in analyzer("ru").parse(word)
    )


def _adjective(word: str) -> str | None:
    """The Russian adjective that a name's first word is («Біла» -> «Белая»), where the dictionary knows one."""
    ending = next((r for u, r in _ADJECTIVES if word.endswith(u)), None)
    if ending is None:
        return None
    stem = re.sub("(ій|ий|а|я|е|є|і)$", "", word).replace("ськ", "ск").replace("цьк", "цк")
    choices = product(*(_LETTERS.get(letter, letter) + ("о" if letter == "і" else "") for letter in stem))
    for letters in islice(choices, MOST_CANDIDATES):
        soft = ending.startswith("ый") and stem.endswith(("ск", "цк"))  # «чумацкой» is no nominative
        for end in ("ий",) if soft else ending.split("/"):
            if analyzer("ru").word_is_known(found := "".join(letters) + end):
                return found
    return None


_ADJECTIVES = (
    ("ій", "ий"),
    ("ий", "ый/ой/ий"),
    ("а", "ая"),
    ("я", "яя"),
    ("е", "ое"),
    ("є", "ее"),
    ("і", "ые/ие"),
)


def _word(word: str) -> str | None:
    candidates = russian_candidates(word)
    sure = [c for c in candidates if _is_place(c)]
    if sure:
        return sure[0]
    if len(candidates) == 1:
        return candidates[0]
    return None


def _qualifiers(words: list[str]) -> list[str] | None:
    """The Russian adjectives of all words but the last; None where one of them is not to be told."""
    parts = [_adjective(normal(word)) for word in words[:-1]]
    sure = [_capital(part) for part in parts if part]
    return sure if len(sure) == len(parts) else None


@lru_cache(5_000)
def russian_name(name: str) -> str | None:
    """The Russian name of a Ukrainian settlement, capitals as given; None where it cannot be told for sure.

    Then whoever configures the place is asked for it; `russian_names` serve for recognising meanwhile.
    """
    listed = _table().get(normal(name))
    if listed:
        return listed
    words = name.split()
    before = _qualifiers(words)
    last = _word(normal(words[-1])) if words else None
    return " ".join([*before, _capital(last)]) if before is not None and last else None


def _capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def russian_names(name: str) -> tuple[str, ...]:
    """Every Russian name worth looking for: the sure one alone, else all candidates; () where none can be made."""
    sure = russian_name(name)
    words = name.split()
    before = _qualifiers(words)
    if sure or before is None or not words:
        return (sure,) if sure else ()
    return tuple(" ".join([*before, _capital(c)]) for c in russian_candidates(words[-1]))
