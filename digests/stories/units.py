"""A text as units that may be compared place by place: words, names, streets, days, hours, figures. Pure.

Read only for pairs already thought to be one story; `contradiction` asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from digests.stories import days, numerals
from digests.stories.furniture import is_furniture, is_reminder, is_signature
from digests.stories.openings import opens
from digests.stories.reading import LONGEST_SENTENCE, Reading, keys_of, on_street
from digests.stories.skeleton import of_lemma, skeleton
from monitor.language.words import Token, scan
from monitor.text import sentences

Kind = Literal["word", "name", "street", "day", "hour", "figure", "small"]
READ = 40  # sentences of an article that are compared: what identifies an event stands in the first of them
PREPARED = 2000  # articles kept; a window is compared in order of time, so neighbours meet again soon
# Who tells it, when: outlets say it each of themselves, of one event.
_TOLD = re.compile(r"^\W*(?:про це|об этом)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"(?:повідом|сообщ|переда[єюєе]|пише|пишут|пишет|розпов|рассказ|інформу|информиру|зазнач|відомо|джерел|источник|слов)"
)
TELLER = 4  # units back within which a verb of telling makes a name that of the one who tells
_SCALE = re.compile(r"\s?(тис|тыс|млн|мільйон|миллион|млрд|мільярд|миллиард)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One word or value: `key` is equal for equal ones, `value` is minutes of an hour, or the figure."""

    kind: Kind
    key: str
    value: float = 0.0
    teller: bool = False
    sound: str = ""  # of a street or name: its key by sound; in the other language it may be translated or kept
    days: frozenset[str] = frozenset()  # those a day's unit names: of a span or a list, all


class Line:
    """A sentence: its units in order, and their keys in order and as a set."""

    __slots__ = ("keys", "parts", "units")

    def __init__(self, parts: tuple[Unit, ...]) -> None:
        self.units = parts
        self.keys = tuple(unit.key for unit in parts)
        self.parts = frozenset(self.keys)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The title and the sentences that tell something; all their keys; the days and streets named outright."""

    title: Line
    lines: tuple[Line, ...]
    whole: frozenset[tuple[str, ...]]
    keys: frozenset[str]
    days: frozenset[str]
    streets: frozenset[str]


@lru_cache(PREPARED)
def told(reading: Reading) -> Told:
    """The article's units."""
    article = reading.filed.article
    title = units(article.title, reading.russian)
    lines = [
        units(line[:LONGEST_SENTENCE], reading.russian)
        for line in sentences("\n".join(article.paragraphs))[:READ]
        if not (_TOLD.match(line) or is_furniture(line) or is_reminder(line) or is_signature(scan(line)))
    ]
    known = [unit for line in (title, *lines) for unit in line.units]

    def named(kind: Kind) -> frozenset[str]:
        return _keys(unit for unit in known if unit.kind == kind)

    return Told(
        title=title,
        lines=tuple(line for line in lines if line.units),
        whole=frozenset(line.keys for line in lines),
        keys=_keys(known),
        days=frozenset(day for unit in known for day in unit.days),
        streets=named("street"),
    )


def _keys(known: Iterable[Unit]) -> frozenset[str]:
    return frozenset(key for unit in known for key in (unit.key, unit.sound) if key)


def units(line: str, russian: bool) -> Line:
    """The units of one sentence in order."""
    spans = [(*match.span(), unit) for match, unit in _values(line)]
    tokens = scan(line)
    shouting = line.isupper()
    for number, token in enumerate(tokens):
        if token.text[0].isdigit() and token.text.isdigit():
            continue
        if (unit := _word(line, tokens, number, russian, shouting=shouting)) is not None:
            spans.append((token.start, token.end, unit))
    found: list[Unit] = []
    end, last = 0, -TELLER - 1
    for start, stop, unit in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < end:
            continue
        end = stop
        if unit.kind == "word" and _TELLS.match(line[start:stop].lower()):
            last = len(found)
        found.append(replace(unit, teller=len(found) - last <= TELLER))
    return Line(tuple(found))


def _values(line: str) -> list[tuple[re.Match[str], Unit]]:
    """Days, hours and figures with their places; where two overlap the earlier of these kinds holds."""
    found: list[tuple[re.Match[str], Unit]] = []
    taken = [False] * len(line)
    for pattern in (days.DAY, days.FIGURES, numerals.CLOCK, numerals.SCORE, numerals.NUMBER):
        for match in pattern.finditer(line):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            found.append((match, _value(pattern, match, line)))
    return found


def _value(pattern: re.Pattern[str], match: re.Match[str], line: str) -> Unit:
    if pattern is days.DAY or pattern is days.FIGURES:
        named = [f"d{month}-{day}" for month, day in sorted(days.named(match.group(), None))]
        return Unit("day", "+".join(named), days=frozenset(named)) if named else Unit("figure", f"n{match.group()}")
    if pattern is numerals.CLOCK:
        hour, minute = int(match.group(1)), int(match.group(2))
        return Unit("hour", f":{hour}:{minute:02}", hour * 60.0 + minute)
    if pattern is numerals.SCORE:
        return Unit("figure", f":{match.group()}", float("inf"))
    scale = _SCALE.match(line, match.end())
    value = _scaled(match.group(), scale.group(1) if scale else "")
    return Unit("figure", f"n{value:g}", value)


def _scaled(figure: str, word: str) -> float:
    """The figure's value with the word of thousands or millions after it, where it is one."""
    scale = _SCALE.match(word)
    return max(numerals.figures(f"{figure} {scale.group(1)}" if scale else figure), default=0.0)


def _word(line: str, tokens: list[Token], number: int, russian: bool, *, shouting: bool) -> Unit | None:
    token = tokens[number]
    keys = keys_of(token.word, russian)
    key = keys[-1] if keys else skeleton(token.word)
    if not key:
        return None
    if key in _numbers():
        scale = tokens[number + 1].word if number + 1 < len(tokens) else ""
        value = _scaled(f"{_numbers()[key]:g}", scale)
        return Unit("figure", f"n{value:g}", value)
    capital = token.text[0].isupper() and not shouting
    if capital and on_street(tokens, number):
        return Unit("street", key, sound=skeleton(token.word))
    if capital and number and not token.text.isupper() and not opens(line, token.start):
        return Unit("name", key, sound=skeleton(token.word))
    return Unit("word" if keys else "small", key)


@cache
def _numbers() -> dict[str, float]:
    """Key of a number from two on -> its value; «один» is hardly ever a figure, «сто» is also «стоїть»."""
    return {of_lemma(word): value for value, words in numerals.WORDS for word in words.split() if value not in (1, 100)}
