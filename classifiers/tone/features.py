"""What of a text shows tone: words and turns of blame and joy, near the institution or not, marks and signs. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from monitor.language import lemmas, tokens
from monitor.model import Institution
from monitor.text import sentences

_LEXICON = Path(__file__).parent / "lexicon.txt"
_PHRASES = Path(__file__).parent / "phrases.txt"
_ANGRY = "😡😠🤬🤡🙃💩🤢😤😞💔😒🤦🙄"
_HAPPY = "🎉🎈🤩💛💙🥇🏆👏🤝😍❤😊🥳💜🎊💚💪"
_SAD = "🕯😢🖤🥀"
_IRONY = re.compile(r"\b(?:ага|типу|чи то|ну-ну|цирк|шо|хай|ото)\b", re.IGNORECASE)
_BAD = ("snub", "neglect", "sneer", "charge", "blame", "lack")
_GOOD = ("praise", "gain", "joy")
_DENIED = frozenset("не ні ни нет немає нема без ані жоден жодн ніхто никто нічог ничег".split())
# Words shorter than this say nothing; rare ones were left out when the model was built.
_SHORTEST = 3
# Words of turns are compared by their beginnings: endings do not matter, and no dictionary is needed.
_BEGINNING = 5
_LONGEST_TURN = 3
# Of one class, a sentence counts at most this many words: one outburst is one outburst.
_MOST = 3
# Single words share one loudness in a text, so a long text is no louder than a short one.
_WORDS = 4.0
_FEWEST = 16


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text's signs; `power` counts the sentences that speak of the institution or of what belongs to it."""

    features: Mapping[str, float]
    power: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    counts: Counter[str]
    words: frozenset[str]
    power: bool
    size: int


def _classed(path: Path, separator: str | None) -> Iterator[tuple[str, str]]:
    """(entry, class) of a file whose [class] lines rule the lines below them."""
    current = ""
    for line in path.read_text("utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("["):
            current = text.strip("[]")
        else:
            yield from ((entry, current) for entry in text.split(separator) if entry.strip())


@cache
def _lexicon() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, name in _classed(_LEXICON, None):
        found.setdefault(word, set()).add(name)
    return {word: frozenset(classes) for word, classes in found.items()}


@cache
def _turns() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for turn, name in _classed(_PHRASES, ","):
        found.setdefault(" ".join(_beginning(token.word) for token in tokens(turn)), set()).add(name)
    return {turn: frozenset(classes) for turn, classes in found.items()}


@cache
def _starts() -> frozenset[str]:
    """First words of turns: most words are none, and are passed over fast."""
    return frozenset(turn.partition(" ")[0] for turn in _turns())


def _beginning(word: str) -> str:
    return word.lower().replace("’", "'")[:_BEGINNING]


@lru_cache(100_000)
def _known(word: str) -> tuple[frozenset[str], frozenset[str], tuple[str, ...], str]:
    """The dictionary forms of a word, the classes of the lexicon it belongs to, its features, its beginning."""
    found, table, short = lemmas(word), _lexicon(), _beginning(word)
    names = [f"l={form}" for form in found if len(form) >= _SHORTEST and form.isalpha()]
    names += [f"p={short}"] if len(short) >= _SHORTEST else []
    return frozenset(found), frozenset().union(*(table.get(lemma, frozenset()) for lemma in found)), tuple(names), short


def power_words(institution: Institution) -> frozenset[str]:
    """Dictionary forms that name the institution itself: the nouns of its names, its officials' surnames."""
    names = [token.word for named in institution.names for token in tokens(named.name)[-1:]]
    people = [token.word for official in institution.officials for token in tokens(official.name)[-1:]]
    return frozenset(names) | frozenset(people)


def signs(text: str, own: frozenset[str]) -> Weighed:
    """The signs of a text; rates are per length, and its worst, best and last sentences count by themselves."""
    read = [_of_sentence(sentence, own) for sentence in sentences(text)]
    counts: Counter[str] = Counter()
    words: set[str] = set()
    for sentence in read:
        counts.update(sentence.counts)
        words |= sentence.words
    size = sum(sentence.size for sentence in read)
    features = {name: 2 * value / (5 + size / 25) for name, value in counts.items()}
    features.update(_outbursts(read))
    loudness = _WORDS / math.sqrt(max(len(words), _FEWEST))
    features.update(dict.fromkeys(words, loudness))
    power = sum(sentence.power for sentence in read)
    features.update(_marks(text))
    features["no power"] = 0.0 if power else 1.0
    features["grieving"] = 2.0 if counts["grief"] >= _MOST else 0.0
    return Weighed({name: value for name, value in features.items() if value}, power)


def _of_sentence(sentence: str, own: frozenset[str]) -> _Sentence:
    """Counts of classes, alone and beside the institution; dictionary forms and beginnings of words."""
    read = [_known(token.word) for token in tokens(sentence)]
    short = [beginning for *_, beginning in read]
    words: set[str] = set()
    raw: Counter[str] = Counter(no=sum(word in _DENIED for word in short))
    power = False
    for forms, classes, names, _ in read:
        words.update(names)
        if classes:
            raw.update(classes)
        power = power or "power" in classes or not forms.isdisjoint(own)
    turns, starts = _turns(), _starts()
    for start, first in enumerate(short):
        if first in starts:
            for end in range(start + 1, min(start + _LONGEST_TURN, len(short)) + 1):
                raw.update(turns.get(" ".join(short[start:end]), ()))
    counts = Counter({name: min(_MOST, value) for name, value in raw.items() if value and name != "power"})
    # Thanks for a hole in the road are none.
    counts["mock"] = min(raw["praise"], raw["trouble"] + sum(raw[name] for name in _BAD))
    if power:
        counts.update({f"{name}+power": min(2, value) for name, value in counts.items()})
    return _Sentence(counts, frozenset(words), power, len(read))


def _outbursts(read: list[_Sentence]) -> dict[str, float]:
    """How bad the worst and how good the best sentence is, also beside the institution, at the start and the end."""
    found: dict[str, float] = {}
    for name, classes in (("bad", _BAD), ("good", _GOOD)):
        each = [sum(sentence.counts[key] for key in classes) for sentence in read]
        beside = [value for value, sentence in zip(each, read, strict=True) if sentence.power]
        at = {"": max(each, default=0), "power": max(beside, default=0), "@0": each[0] if each else 0}
        at["last"] = each[-1] if each else 0
        found.update({f"max {name}{where}": min(4, value) / 2 for where, value in at.items()})
    return found


def _marks(text: str) -> dict[str, float]:
    emoji = {"angry": (_ANGRY, 2), "happy": (_HAPPY, 3), "sad": (_SAD, 1)}
    found = {name: 2.0 * min(most, sum(text.count(mark) for mark in marks)) for name, (marks, most) in emoji.items()}
    found.update({mark: min(4, text.count(mark)) / 2 for mark in "?!"})
    found["irony"] = 2.0 * min(_MOST, len(_IRONY.findall(text)))
    return found
