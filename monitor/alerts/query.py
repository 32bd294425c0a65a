"""The language of `when`: words, "quoted phrases", AND, OR, NOT, NEAR/5 (І, АБО, НЕ, БІЛЯ/5) and brackets. Pure.

A hand-written parser by recursive descent. NEAR binds closest, then NOT, AND, OR; words side by side are joined by AND.
Every mistake is a ConfigError that names the column and, where one is near, the word that was probably meant.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from monitor.errors import ConfigError
from monitor.language.tokens import tokens

NEAR_DEFAULT, NEAR_MOST = 5, 50
LONGEST, DEEPEST, MOST_TERMS = 2000, 30, 100

_OPERATORS = {
    "AND": "and",
    "І": "and",
    "I": "and",
    "OR": "or",
    "АБО": "or",
    "NOT": "not",
    "НЕ": "not",
    "NEAR": "near",
    "БІЛЯ": "near",
}
_QUOTES = {'"': '"', "«": "»", "“": "”", "„": "”“"}
_CHUNK = re.compile(r"[^\s()\"«»“”„]+")
_WITH_DISTANCE = re.compile(r"([^\W\d_]+)/(\d*)")
_ODD_OPERATOR = re.compile(r"[A-Z]{2,6}")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or a phrase of consecutive words, found in every inflection."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Both sides within `distance` words of each other, in either order."""

    left: Node
    right: Node
    distance: int


@dataclass(frozen=True, slots=True)
class Not:
    of: Node


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


Node = Term | Near | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed `when`, with its words as they were written."""

    text: str
    node: Node


class _Lexeme(NamedTuple):
    kind: str  # term | and | or | not | near | ( | ) | end
    text: str
    column: int
    distance: int = 0


def parse(text: str) -> Query:
    """The query a text says. Raises ConfigError, and nothing else, naming the column of the first mistake."""
    if len(text) > LONGEST:
        raise ConfigError(f"column {LONGEST}: a query has at most {LONGEST} characters")
    lexemes = list(_lexemes(text))
    if sum(lexeme.kind == "term" for lexeme in lexemes) > MOST_TERMS:
        raise ConfigError(f"column 1: a query has at most {MOST_TERMS} words and phrases")
    parser = _Parser(lexemes)
    node = parser.either(0)
    if parser.here.kind != "end":
        raise _mistake(parser.here, "this bracket closes nothing")
    if not _asks(node):
        raise ConfigError(
            "column 1: a query must say what is to be found, not only what must not stand there (NOT, НЕ)"
        )
    return Query(text, node)


def terms(node: Node) -> Iterator[str]:
    """The words and phrases of a query, in order."""
    if isinstance(node, Term):
        yield node.text
    elif isinstance(node, Near):
        yield from terms(node.left)
        yield from terms(node.right)
    elif isinstance(node, Not):
        yield from terms(node.of)
    else:
        for part in node.parts:
            yield from terms(part)


def _asks(node: Node) -> bool:
    """Can it be true only of a text that holds something?"""
    if isinstance(node, Not):
        return False
    if isinstance(node, And):
        return any(_asks(part) for part in node.parts)
    return all(_asks(part) for part in node.parts) if isinstance(node, Or) else True


# --- words of the language ------------------------------------------------------------------------------------------


def _lexemes(text: str) -> Iterator[_Lexeme]:
    place = 0
    while place < len(text):
        sign = text[place]
        if sign.isspace():
            place += 1
        elif sign in "()":
            yield _Lexeme(sign, sign, place + 1)
            place += 1
        elif sign in _QUOTES:
            end = next((n for n in range(place + 1, len(text)) if text[n] in _QUOTES[sign]), -1)
            if end < 0:
                raise ConfigError(f"column {place + 1}: the quotation mark {sign} is not closed")
            yield _term(text[place + 1 : end], place + 1)
            place = end + 1
        elif match := _CHUNK.match(text, place):
            yield _word(match.group(), place + 1)
            place = match.end()
        else:
            raise ConfigError(f"column {place + 1}: the quotation mark {sign} opens nothing")
    yield _Lexeme("end", "", len(text) + 1)


def _word(chunk: str, column: int) -> _Lexeme:
    if chunk in _OPERATORS:
        return _Lexeme(_OPERATORS[chunk], chunk, column, NEAR_DEFAULT)
    if match := _WITH_DISTANCE.fullmatch(chunk):
        name, distance = match.groups()
        if _OPERATORS.get(name) == "near":
            return _Lexeme("near", chunk, column, _distance(distance, column))
        if name.isupper():
            raise ConfigError(f"column {column}: unknown operator {chunk!r}{_meant(name, ('NEAR', 'БІЛЯ'), '/5')}")
    name, slash, distance = chunk.partition("/")
    if slash and _OPERATORS.get(name.upper()) == "near":
        _distance(distance if distance.isdecimal() else "", column)
    if name.upper() in _OPERATORS and (slash or name.islower()):  # every text would have to hold the word itself
        raise ConfigError(f"column {column}: write operators in capitals: {name.upper()!r}. Quote it if it is a word.")
    if _ODD_OPERATOR.fullmatch(chunk) and (near := _meant(chunk, ("AND", "OR", "NOT", "NEAR"), "", cutoff=0.66)):
        raise ConfigError(f"column {column}: unknown operator {chunk!r}{near} Quote it if it is a word.")
    return _term(chunk, column)


def _distance(digits: str, column: int) -> int:
    if not digits or len(digits) > 3 or not 1 <= int(digits) <= NEAR_MOST:
        raise ConfigError(f"column {column}: write how many words apart, 1 to {NEAR_MOST}: NEAR/{NEAR_DEFAULT}")
    return int(digits)


def _meant(given: str, words: tuple[str, ...], tail: str, cutoff: float = 0.0) -> str:
    close = difflib.get_close_matches(given, words, n=1, cutoff=cutoff)
    return f"; did you mean {close[0] + tail!r}?" if close else ""


def _term(text: str, column: int) -> _Lexeme:
    words = [token.word for token in tokens(text)]
    if not words:
        raise ConfigError(f"column {column}: {text[:40]!r} holds no word to look for")
    if "*" in text:
        raise ConfigError(f"column {column}: no * is needed: words are found in all their forms")
    return _Lexeme("term", " ".join(words), column)


# --- grammar --------------------------------------------------------------------------------------------------------


class _Parser:
    """One reading of the lexemes from left to right."""

    def __init__(self, lexemes: list[_Lexeme]) -> None:
        self.lexemes, self.place = lexemes, 0

    @property
    def here(self) -> _Lexeme:
        return self.lexemes[self.place]

    def take(self, kind: str) -> bool:
        if self.here.kind != kind:
            return False
        self.place += 1
        return True

    def either(self, depth: int) -> Node:
        parts = [self.both(depth)]
        while self.take("or"):
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self, depth: int) -> Node:
        parts = [self.negated(depth)]
        while self.take("and") or self.here.kind in ("term", "(", "not"):
            parts.append(self.negated(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negated(self, depth: int) -> Node:
        negative = False
        while self.take("not"):
            negative = not negative
        node = self.close(depth)
        return Not(node) if negative else node

    def close(self, depth: int) -> Node:
        node = self.operand(depth)
        while self.here.kind == "near":
            sign = self.here
            self.place += 1
            right = self.operand(depth)
            if not (_has_place(node) and _has_place(right)):
                raise _mistake(sign, "stands between words, phrases or a choice of them in brackets (OR, АБО)")
            node = Near(node, right, sign.distance)
        return node

    def operand(self, depth: int) -> Node:
        found = self.here
        if self.take("term"):
            return Term(found.text)
        if depth >= DEEPEST:
            raise _mistake(found, f"brackets may stand {DEEPEST} deep")
        if not self.take("("):
            raise _mistake(found, 'expected a word, a "phrase" or a bracket here')
        node = self.either(depth + 1)
        if not self.take(")"):
            raise _mistake(found, "this bracket is not closed")
        return node


def _has_place(node: Node) -> bool:
    """Can one say where in the text it stands?"""
    if isinstance(node, Or):
        return all(_has_place(part) for part in node.parts)
    return isinstance(node, Term | Near)


def _mistake(found: _Lexeme, what: str) -> ConfigError:
    where = f"column {found.column}: "
    return ConfigError(
        f"{where}the query ends, but {what}" if found.kind == "end" else f"{where}{found.text!r}: {what}"
    )
