"""Finds many phrases in one pass over a text's tokens, whatever the inflection. Pure.

A phrase is a sequence of slots; a slot is the set of keys it accepts: a lemma («рада»), or an exact form written
with a leading "=" («=ради»). Refuses to decide what a finding means.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from monitor.language.lemmas import lemmas
from monitor.language.tokens import tokens
from monitor.language.words import CACHE, LONGEST_WORD, Token

Slot = frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What to look for. `name` says what it is for; several phrases may share one."""

    name: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a phrase was found: tokens[first:last], characters text[start:end]."""

    name: str
    first: int
    last: int
    start: int
    end: int


def keys(form: str, language: str | None) -> frozenset[str]:
    """What a normalised word can be matched by: its lemmas and its exact form."""
    return _keys(form, language) if len(form) <= LONGEST_WORD else frozenset({_exactly(form)})


@lru_cache(CACHE)
def _keys(form: str, language: str | None) -> frozenset[str]:
    return lemmas(form, language) | {_exactly(form)}


def _exactly(form: str) -> str:
    """The key of a form as it stands; ё and е are one letter here."""
    return "=" + form.replace("ё", "е")


def phrase(text: str, name: str | None = None, language: str | None = None) -> Phrase:
    """The phrase that finds `text` in every inflection of its words (by the lemmas of all their parses)."""
    return Phrase(name if name is not None else text, tuple(lemmas(t.word, language) for t in tokens(text)))


def exact(text: str, name: str | None = None) -> Phrase:
    """The phrase that finds `text` only as it stands (case and apostrophes aside)."""
    return Phrase(name if name is not None else text, tuple(frozenset({_exactly(t.word)}) for t in tokens(text)))


@dataclass(slots=True)
class _Node:
    slot: Slot = frozenset()
    children: dict[str, list[_Node]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)


class Phrases:
    """A set of phrases made ready for `find`; build it once, use it for every article."""

    __slots__ = ("_root", "first")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._root = _Node()
        for wanted in phrases:
            if wanted.slots and all(wanted.slots):
                self._add(wanted)
        # Most words of a text begin no phrase: one set test spares them the walk.
        self.first = frozenset(self._root.children)

    def _add(self, wanted: Phrase) -> None:
        node = self._root
        for slot in wanted.slots:
            siblings = node.children.get(min(slot), [])
            child = next((n for n in siblings if n.slot == slot), None)
            if child is None:
                child = _Node(slot)
                for key in slot:
                    node.children.setdefault(key, []).append(child)
            node = child
        if wanted.name not in node.names:
            node.names.append(wanted.name)

    def starting(self, read: Sequence[frozenset[str]], first: int) -> list[tuple[str, int]]:
        """(name, index after the last token) of every phrase that starts at token `first`."""
        found: list[tuple[str, int]] = []
        if self.first.isdisjoint(read[first]):
            return found
        nodes = [self._root]
        for index in range(first, len(read)):
            nodes = _step(nodes, read[index])
            if not nodes:
                break
            found.extend((name, index + 1) for node in nodes for name in node.names)
        return found


def _step(nodes: list[_Node], keys_here: frozenset[str]) -> list[_Node]:
    reached: list[_Node] = []
    for node in nodes:
        if not node.children:
            continue
        for key in keys_here:
            for child in node.children.get(key, ()):
                if not any(child is seen for seen in reached):
                    reached.append(child)
    return reached


def find(phrases: Phrases, read: Sequence[Token], language: str | None = None) -> list[Span]:
    """Every occurrence of every phrase, in order of start, the longest first where several start together.

    Overlaps are kept: the caller knows which name matters. One pass, linear in the number of tokens for phrases of
    bounded length.
    """
    return find_in(phrases, read, [keys(token.word, language) for token in read])


def find_in(phrases: Phrases, read: Sequence[Token], seen: Sequence[frozenset[str]]) -> list[Span]:
    """`find` for tokens whose `keys` are known already."""
    spans: list[Span] = []
    for first, token in enumerate(read):
        if phrases.first.isdisjoint(seen[first]):
            continue
        found = phrases.starting(seen, first)
        spans.extend(
            Span(name, first, last, token.start, read[last - 1].end)
            for name, last in sorted(found, key=lambda f: (-f[1], f[0]))
        )
    return spans


def outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans not inside a longer one, left to right: of two that overlap the earlier, then the longer, stays."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.first, -s.last)):
        if not kept or span.first >= kept[-1].last:
            kept.append(span)
    return kept
