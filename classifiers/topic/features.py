"""What the topic model sees of a text: names of features, the same for training and for deciding.

Words give their lemma and letter runs, neighbours give pairs, the whole text gives signs that need no language.
Ukrainian and Russian spellings are folded to one skeleton, so that what is learnt in one language helps in the
other. Refuses to weigh anything: that is the model's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from monitor.language import lemmas
from monitor.language.words import CACHE, Token, scan

# A title says in ten words what the text says in two hundred.
TITLE_WEIGHT = 2
# Longer texts say nothing new about their topic, and an input may be a megabyte.
LONGEST_TEXT = 6000
_SHORTEST_RUN, _LONGEST_RUN = 3, 5
_STEM = 5
_SKELETON = str.maketrans(
    {"і": "и", "ї": "и", "ы": "и", "є": "е", "э": "е", "ё": "е", "ґ": "г", "ъ": "", "ь": "", "'": ""}
)
_SIGNS = (
    ("emoji", re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")),
    ("score", re.compile(r"\b\d{1,3}:\d{1,3}\b")),
    ("money", re.compile(r"(?i)\d\s?(?:тис|млн|млрд|грн|гривен|гривень|доларів|долларов|євро|евро)|[$€₴]")),
    ("hashtag", re.compile(r"#\w")),
    ("call", re.compile("!")),
    ("speech", re.compile(r"(?m)^\s?[–—-]\s")),
    ("question", re.compile(r"\?")),
)


def skeleton(word: str) -> str:
    """A word without what Ukrainian and Russian spelling make of the same sounds."""
    return word.translate(_SKELETON)


@lru_cache(CACHE)
def lemma(word: str) -> str:
    """One dictionary form, always the same one: the first of all parses in the order of the alphabet."""
    return skeleton(min(lemmas(word)))


def word_features(word: str) -> Iterator[str]:
    """The names of one word's own features: `w:` lemma, `p:` beginning, `c:` letter runs with the
    word's edges as spaces."""
    yield "w:" + lemma(word)
    yield "p:" + skeleton(word)[:_STEM]
    edged = f" {skeleton(word)} "
    for size in range(_SHORTEST_RUN, _LONGEST_RUN + 1):
        for start in range(len(edged) - size + 1):
            yield "c:" + edged[start : start + size]


def pair_features(words: list[str]) -> Iterator[str]:
    """`b:` every two neighbours."""
    for left, right in pairwise(words):
        yield f"b:{lemma(left)} {lemma(right)}"


def sign_features(text: str) -> Iterator[str]:
    """`s:` signs of manner; how often, in four steps."""
    for name, pattern in _SIGNS:
        count = sum(1 for _ in pattern.finditer(text))
        for step in (1, 2, 4, 8):
            if count >= step:
                yield f"s:{name}{step}"


def read(title: str, text: str) -> tuple[list[Token], list[Token]]:
    """The words of title and text, those of a very long text cut."""
    return scan(title[:LONGEST_TEXT]), scan(text[:LONGEST_TEXT])
