"""What of a text shows tone: words and turns of blame and joy, near the institution or not, marks and signs. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from monitor.language import Token, lemmas, tokens
from monitor.language.words import CACHE
from monitor.model import Institution
from monitor.text import sentences

_LEXICON = Path(__file__).parent / "lexicon.txt"
_PHRASES = Path(__file__).parent / "phrases.txt"
_ANGRY = "😡😠🤬🤡🙃💩🤢😤😞💔😒🤦🙄"
_HAPPY = "🎉🎈🤩💛💙🥇🏆👏🤝😍❤😊🥳💜🎊💚💪"
_SAD = "🕯😢🖤🥀"
_IRONY = re.compile(r"\b(?:ага|типу|чи то|ну-ну|цирк|шо|хай|ото)\b")
_BAD = ("snub", "neglect", "sneer", "charge", "blame", "lack")
_GOOD = ("praise", "gain", "joy")
_AIMED = {**dict.fromkeys(_BAD, "bad~"), **dict.fromkeys(_GOOD, "good~")}
# Classes that only say who is spoken of.
_NAMING = ("power", "office")
# As many words apart, blame or praise is taken to be the institution's.
_CLOSE = 5
# Words of thanks and how far from them the one stands who is thanked: in the dative, not behind a preposition of place.
_THANKS = (
    "дякує",
    "дякую",
    "дякув",
    "подяк",
    "вдячн",
    "спасиб",
    "уклін",
    "благодар",
    "поблагодар",
    "респект",
    "поклон",
)
_NEAR = 3
_DATIVE = ("у", "ю", "і", "ї", "ові", "еві", "єві", "ам", "ям", "ии")
_WHERE = frozenset("у в на при по про о об з зі від с со от".split())
# «Міській» needs its noun, «громаді» are the people.
_NOT_THANKED = ("міські", "місько", "міська", "міську", "городск", "громад", "общин")
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
    """A text's signs; `power` counts the sentences that speak of the institution or of what belongs to it.

    `thanked`: somebody thanks it in so many words, and for nothing bad.
    """

    features: Mapping[str, float]
    power: int
    thanked: bool


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


@lru_cache(CACHE)
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
    thanked = counts["thanked"] > 0
    return Weighed({name: value for name, value in features.items() if value}, power, thanked)


def _of_sentence(sentence: str, own: frozenset[str]) -> _Sentence:
    """Counts of classes, alone, beside the institution and close to it; dictionary forms and beginnings of words."""
    shown = tokens(sentence)
    short: list[str] = []
    words: set[str] = set()
    named: list[int] = []  # where the institution stands, or what may be it
    told: list[tuple[int, str]] = []
    power = False
    for place, token in enumerate(shown):
        forms, classes, names, beginning = _known(token.word)
        short.append(beginning)
        words.update(names)
        if classes:
            told.extend((place, name) for name in classes)
        if "power" in classes or not forms.isdisjoint(own):
            power = True
            named.append(place)
        elif "office" in classes:
            named.append(place)
    told.extend(_told_by_turns(short))
    raw = Counter(name for _, name in told if name not in _NAMING)
    raw["no"] = sum(word in _DENIED for word in short)
    counts = {name: min(_MOST, value) for name, value in raw.items() if value}
    # Thanks for a hole in the road are none.
    counts["mock"] = min(raw["praise"], raw["trouble"] + sum(raw[name] for name in _BAD))
    if power:
        counts |= {f"{name}+power": min(2, value) for name, value in counts.items()}
    if named:
        counts |= _aimed(named, told)
        counts["thanked"] = int(not counts["mock"] and _thanked(named, shown, short))
    return _Sentence(Counter(counts), frozenset(words), power, len(shown))


def _told_by_turns(short: list[str]) -> Iterator[tuple[int, str]]:
    """Place and class of every turn of phrase in a sentence's beginnings of words."""
    turns, starts = _turns(), _starts()
    for start, first in enumerate(short):
        if first in starts:
            for end in range(start + 1, min(start + _LONGEST_TURN, len(short)) + 1):
                for name in turns.get(" ".join(short[start:end]), ()):
                    yield start, name


def _aimed(named: list[int], told: list[tuple[int, str]]) -> dict[str, int]:
    """How much blame and praise stands within a few words of the institution."""
    close = {near for where in named for near in range(where - _CLOSE, where + _CLOSE + 1)}
    found = Counter(_AIMED[name] for place, name in told if place in close and name in _AIMED)
    return {name: min(_MOST, value) for name, value in found.items()}


def _thanked(named: list[int], shown: list[Token], short: list[str]) -> bool:
    """Whether the institution is thanked («спасибі міськраді»), not the one who thanks («подякував мер»)."""
    thanks = [place for place, token in enumerate(shown) if token.word.startswith(_THANKS)]
    near = {where for place in thanks for where in range(place - _NEAR, place + _NEAR + 1)}
    return any(
        shown[where].word.endswith(_DATIVE)
        and not shown[where].word.startswith(_NOT_THANKED)
        and _WHERE.isdisjoint(short[max(0, where - 2) : where])
        for where in named
        if where in near
    )


def _outbursts(read: list[_Sentence]) -> dict[str, float]:
    """How bad the worst and how good the best sentence is, also beside the institution, at the start and the end."""
    found: dict[str, float] = {}
    for name, classes in (("bad", _BAD), ("good", _GOOD)):
        each = [sum(sentence.counts[key] for key in classes) for sentence in read]
        beside = [value for value, sentence in zip(each, read, strict=True) if sentence.power]
        at = {"": max(each, default=0), "power": max(beside, default=0), "@0": each[0] if each else 0}
        at["last"] = each[-1] if each else 0
        found.update({f"max {name}{where}": min(4, value) / 2 for where, value in at.items()})
    for name in ("bad~", "good~"):
        found[f"max {name}"] = max((sentence.counts[name] for sentence in read), default=0)
    return found


def _marks(text: str) -> dict[str, float]:
    found = {
        name: 2.0 * min(most, sum(map(text.count, kind)))
        for name, kind, most in (("angry", _ANGRY, 2), ("happy", _HAPPY, 3), ("sad", _SAD, 1))
    }
    found.update({mark: min(4, text.count(mark)) / 2 for mark in "?!"})
    found["irony"] = 2.0 * min(_MOST, len(_IRONY.findall(text.lower())))
    return found
