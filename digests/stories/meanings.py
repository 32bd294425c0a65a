"""What a word's key stands for in either language: «пожар» and «пожежа» are one meaning, both belong to «вогонь».

The tables are the project's own and beside it: `pairs.tsv` (words of one meaning) and `concepts.tsv` (families of
words that tell one kind of event). Pure; they are read on first use.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from digests.stories.skeleton import CACHE, of_lemma
from monitor.language import lemmas
from monitor.language.gazetteer import notable, regions
from monitor.language.words import normal

_DATA = Path(__file__).parent / "data"


def lines(name: str) -> Iterator[tuple[str, str]]:
    for line in (_DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            left, right = line.split("\t")
            yield left, right


@cache
def meanings(russian: bool) -> dict[str, str]:
    """Key of a word -> the key of its meaning, for words of one language. Words not there mean themselves."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for ours, theirs in lines("pairs.tsv"):
        names = [f"u{of_lemma(normal(word))}" for word in ours.split()] + [
            f"r{of_lemma(normal(word))}" for word in theirs.split()
        ]
        for name in names[1:]:
            parent[root(name)] = root(names[0])
    first = "r" if russian else "u"
    return {name[1:]: root(name)[1:] for name in parent if name[0] == first}


@cache
def families() -> dict[str, str]:
    """Key of a word -> the family of its kind of event."""
    return {of_lemma(normal(word)): f"~{name}" for name, words in lines("concepts.tsv") for word in words.split()}


@cache
def _places() -> dict[str, str]:
    """Dictionary form -> the town or region it names, as noun or adjective, in either language."""
    found: dict[str, str] = {}
    for place in notable():
        if not place.common:
            for word in (place.name, place.russian, *place.adjectives, *place.russian_adjectives):
                found.setdefault(normal(word), place.name)
    for region in regions():
        for word in (region.adjective, *region.nouns, region.russian, *region.russian_nouns):
            found.setdefault(normal(word), region.adjective)
    return found


@lru_cache(CACHE)
def place(word: str) -> str | None:
    """The town or region a capitalised word (its form for comparison) names, whatever its case; None for others."""
    table = _places()
    return next((table[lemma] for lemma in sorted(lemmas(word)) if lemma in table), None)
