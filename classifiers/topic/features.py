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


# What channels hang under every post says nothing of its topic. Left out, and with the first sentence read as the
# headline where there is none, 0.4 points are won in cross-validation over writers, 2 to 5 on real posts.
_CALLS = re.compile(
    r"(?i)https?://\S+|\bt\.me/\S+|@\w+|\b(?:ссылка на наш канал|посилання на (?:наш )?канал|прислать новость|"
    r"надіслати новину|предложить новость|підписатис[яь]|подписаться|підпису?йтесь|підписуйся|подписывайтесь|подпишись|"
    r"підписка|подписка|детальніше читайте тут|читайте тут|читайте також|читайте также|по вопросам рекламы|"
    r"наш(?:их)? (?:чат|сайт)|надсилайте|live ютуб|\(натисни\))\b[^\n]{0,40}"
)
# One of these stands in every such call, so that most texts need not be searched for them.
_CALL_STEMS = (
    *("http", "t.me/", "@", "ссылка на наш", "посилання на", "прислать новость", "надіслати новину", "наш"),
    *("предложить новость", "підпис", "подпис", "подпиш", "читайте", "по вопросам", "надсилайте", "live ", "(натисни"),
)
_LEAD = re.compile(r"(?s).{20,200}?[.!?…\n]")
_LEAD_LENGTH = 120


def skeleton(word: str) -> str:
    """A word without what Ukrainian and Russian spelling make of the same sounds."""
    return word.translate(_SKELETON)


@lru_cache(CACHE)
def lemma(word: str) -> str:
    """One dictionary form, always the same one: the first of all parses in the order of the alphabet."""
    return skeleton(min(lemmas(word)))


def word_features(word: str) -> list[str]:
    """The names of one word's own features: `w:` lemma, `p:` beginning, `c:` letter runs with the
    word's edges as spaces."""
    folded = skeleton(word)
    edged = f" {folded} "
    runs = [
        "c:" + edged[start : start + size]
        for size in range(_SHORTEST_RUN, _LONGEST_RUN + 1)
        for start in range(len(edged) - size + 1)
    ]
    return ["w:" + lemma(word), "p:" + folded[:_STEM], *runs]


def pair_features(words: list[str]) -> Iterator[str]:
    """`b:` every two neighbours."""
    for left, right in pairwise(map(lemma, words)):
        yield f"b:{left} {right}"


def sign_features(text: str) -> Iterator[str]:
    """`s:` signs of manner; how often, in four steps."""
    for name, pattern in _SIGNS:
        count = sum(1 for _ in pattern.finditer(text))
        for step in (1, 2, 4, 8):
            if count >= step:
                yield f"s:{name}{step}"


def read(title: str, text: str) -> tuple[list[Token], list[Token]]:
    """The words of the headline and of the text; without a title the first sentence is the headline.

    Addresses and a channel's calls to subscribe are left out; a very long text is cut.
    """
    body = text[:LONGEST_TEXT]
    low = body.lower()
    if any(stem in low for stem in _CALL_STEMS):
        body = _CALLS.sub(" ", body)
    head = title[:LONGEST_TEXT].strip() or _lead(body)
    return scan(head), scan(body)


def _lead(text: str) -> str:
    found = _LEAD.match(text)
    return found[0] if found else text[:_LEAD_LENGTH]
