"""What of a text shows tone: words of blame, joy and grief, near the institution or not, marks and signs. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from monitor.language import lemmas, tokens
from monitor.model import Institution
from monitor.text import sentences

_LEXICON = Path(__file__).parent / "lexicon.txt"
_ANGRY = "😡😠🤬🤡🙃💩🤢😤😞💔😒🤦🙄"
_HAPPY = "🎉🎈🤩💛💙🥇🏆👏🤝😍❤😊🥳💜🎊💚💪"
_SAD = "🕯😢🖤🥀"
_IRONY = re.compile(r"\b(?:ага|типу|чи то|ну-ну|цирк|шо|хай|ото)\b", re.IGNORECASE)
_COUNTED = ("blame", "lack", "joy", "grief")
# Words shorter than this say nothing; rare ones were left out when the model was built.
_SHORTEST = 3
# Of one class, a sentence counts at most this many words: one outburst is one outburst.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its own signs."""

    text: str
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text's signs; `power` counts the sentences that speak of the institution or of what belongs to it."""

    features: Mapping[str, float]
    sentences: tuple[Sentence, ...]
    power: int


@cache
def _lexicon() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    current = ""
    for line in _LEXICON.read_text("utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("["):
            current = text.strip("[]")
        else:
            for word in text.split():
                found.setdefault(word, set()).add(current)
    return {word: frozenset(classes) for word, classes in found.items()}


@lru_cache(100_000)
def _classes(word: str) -> frozenset[str]:
    table = _lexicon()
    return frozenset().union(*(table.get(lemma, frozenset()) for lemma in lemmas(word)))


def power_words(institution: Institution) -> frozenset[str]:
    """Dictionary forms that name the institution itself: the nouns of its names, its officials' surnames."""
    names = [token.word for named in institution.names for token in tokens(named.name)[-1:]]
    people = [token.word for official in institution.officials for token in tokens(official.name)[-1:]]
    return frozenset(names) | frozenset(people)


def signs(text: str, own: frozenset[str]) -> Weighed:
    """The signs of a whole text and of each of its sentences; rates are per length, so long texts are no louder."""
    counts: Counter[str] = Counter()
    found: list[Sentence] = []
    words: set[str] = set()
    size = 0
    for index, sentence in enumerate(sentences(text)):
        here, lemmas_here, length = _of_sentence(sentence, own)
        counts.update(here)
        counts.update({f"{name}@0": min(2, here[name]) for name in _COUNTED} if index == 0 else {})
        words |= lemmas_here
        size += length
        found.append(Sentence(sentence, tuple(_scaled(here, lemmas_here, length, sentence).items())))
    return Weighed(_scaled(counts, words, size, text), tuple(found), counts["power"])


def _of_sentence(sentence: str, own: frozenset[str]) -> tuple[Counter[str], set[str], int]:
    """Counts of classes, alone and beside the institution; the lemmas; the number of words."""
    read = tokens(sentence)
    words: set[str] = set()
    raw: Counter[str] = Counter()
    for token in read:
        found = lemmas(token.word)
        words |= found
        raw.update(_classes(token.word) | ({"power"} if found & own else frozenset()))
    counts: Counter[str] = Counter({name: min(_MOST, raw[name]) for name in _COUNTED})
    if raw["power"]:
        counts["power"] = 1
        counts.update({f"{name}+power": min(2, raw[name]) for name in ("blame", "lack", "joy")})
    counts["blame+lack"] = int(bool(raw["blame"] and raw["lack"]))
    counts["?"] = sentence.count("?")
    counts["!"] = min(2, sentence.count("!"))
    return counts, words, len(read)


def _scaled(counts: Counter[str], words: set[str], size: int, text: str) -> dict[str, float]:
    features = {name: 2 * value / (5 + size / 25) for name, value in counts.items() if value}
    features.update({f"l={word}": 1.0 for word in words if len(word) >= _SHORTEST and word.isalpha()})
    emoji = {"angry": (_ANGRY, 2), "happy": (_HAPPY, 3), "sad": (_SAD, 1)}
    for name, (marks, most) in emoji.items():
        features[name] = 2.0 * min(most, sum(text.count(mark) for mark in marks))
    features["no power"] = 0.0 if counts["power"] else 2.0
    features["grieving"] = 2.0 if counts["grief"] >= _MOST else 0.0
    features["irony"] = 2.0 * len(_IRONY.findall(text))
    return {name: value for name, value in features.items() if value}
