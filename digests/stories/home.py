"""The monitored place's own names as grouping reads them: where something happened, never what. Pure.

Towns of note are known to everybody (`meanings.place`); the villages of a hromada only to its configuration. Unknown,
a village is the rarest word of its window and ties all that ever happens there into one event.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from digests.stories.background import background
from digests.stories.openings import opens
from digests.stories.skeleton import CACHE, of_lemma, skeleton
from monitor.language import adjectives, lemmas
from monitor.language.words import Token, normal
from monitor.model import Place

# Of each place what it is called, nominative, in either language.
Called = tuple[tuple[str, ...], ...]
# A key of a name's last word -> (keys of each word before it, the name), the longest first.
Names = dict[str, tuple[tuple[tuple[frozenset[str], ...], str], ...]]
NOWHERE: Names = {}


def names_of(place: Place) -> Called:
    """What the monitored place and its settlements are called."""
    own = tuple(name for name in (place.name, place.russian, *place.aliases) if name.strip())
    return (own, *((name,) for name in place.settlements if name.strip()))


@lru_cache(16)
def home(called: Called) -> Names:
    """The names and their adjectives, found by their last word; each stands for the first name of its place."""
    found: dict[str, dict[tuple[frozenset[str], ...], str]] = {}
    for place in called:
        for name in place:
            *before, last = (_keys(word) for word in normal(name).split())
            for key in last:
                found.setdefault(key, {}).setdefault(tuple(before), place[0])
            for adjective in adjectives(name):
                found.setdefault(of_lemma(adjective), {}).setdefault((), place[0])
    return {last: tuple(sorted(rows.items(), key=lambda row: -len(row[0]))) for last, rows in found.items()}


def named(line: str, tokens: Sequence[Token], names: Names) -> dict[int, str]:
    """The words of a line that are names of those places, each with the place; streets are left to the caller.

    Where a sentence opens, a common word is no name («Воля», «Мир»).
    """
    found: dict[int, str] = {}
    for number, token in enumerate(tokens):
        if not token.text[0].isupper():
            continue
        rows = next((names[key] for key in sorted(_keys(token.word)) if key in names), ())
        for before, name in rows:
            start = number - len(before)
            near = tokens[max(start, 0) : number]
            if start < 0 or not all(keys & _keys(other.word) for keys, other in zip(before, near, strict=True)):
                continue
            if before or not opens(line, token.start) or skeleton(token.word) not in background().texts:
                found |= dict.fromkeys(range(start, number + 1), name)
            break
    return found


@lru_cache(CACHE)
def _keys(word: str) -> frozenset[str]:
    """The keys of all readings: of a village's name the likeliest is often that of another word («у Броді»)."""
    return frozenset(of_lemma(lemma) for lemma in lemmas(word))
