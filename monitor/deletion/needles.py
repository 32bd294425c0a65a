"""What must not be found any more: the words of deleted items and the name of a person, in whatever markup. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from monitor.deletion.person import Name
from monitor.model import WITHDRAWN, Article, Entry
from monitor.text import straight

SHORTEST = 12  # characters: «Погода» as a headline belongs to many items and proves nothing
SHORTEST_PARAGRAPH = 30
FEW = 400  # up to here one search a fragment is the faster way (measured: 2 ms on a page of 100 KB)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPACE = re.compile(r"\s+")
_SCHEME = re.compile(r"^https?://(?:www\.)?")
_WORDLIKE = re.compile(r"[\w-]")


def fold(text: str) -> str:
    """One form for comparison: case, apostrophes and white space do not tell texts apart."""
    return _SPACE.sub(" ", straight(text.replace("\u00ad", "")).lower()).strip()


@dataclass(frozen=True)
class Needles:
    """Fragments (folded) and at most one person."""

    fragments: frozenset[str] = frozenset()
    person: Name | None = None

    def __bool__(self) -> bool:
        return bool(self.fragments) or self.person is not None

    def found(self, text: str) -> bool:
        """Does a text, plain or with markup, JSON or entities, hold any of it?"""
        if not self:
            return False
        return any(self._in(reading) for reading in _readings(text))

    def _in(self, text: str) -> bool:
        if self.person is not None and self.person.found(text):
            return True
        return bool(self.fragments) and self._holds(fold(text))

    def _holds(self, text: str) -> bool:
        if len(self.fragments) <= FEW:
            return any(_stands(one, text) for one in self.fragments)
        # Every place of the text is looked up once by its next few letters: linear, however many fragments.
        heads = self._heads
        for at in range(len(text) - SHORTEST + 1):
            for one in heads.get(text[at : at + SHORTEST], ()):
                if text.startswith(one, at) and _ends(one, text, at):
                    return True
        return False

    @cached_property
    def _heads(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self.fragments:
            found.setdefault(one[:SHORTEST], []).append(one)
        return found


def _readings(text: str) -> Iterator[str]:
    """The text as it stands; without entities, escapes and tags, where it has any."""
    yield text
    plain = text
    if "\\u" in plain:
        plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), plain)
    if "&" in plain:
        plain = html.unescape(html.unescape(plain))
    if "%" in plain:
        plain = unquote(plain, errors="ignore")
    if '\\"' in plain:
        plain = plain.replace('\\"', '"')
    if plain != text:
        yield plain
    if "<" in plain:
        yield _TAG.sub("", plain)
        yield _TAG.sub(" ", plain)


def _stands(fragment: str, text: str) -> bool:
    at = text.find(fragment)
    while at >= 0:
        if _ends(fragment, text, at):
            return True
        at = text.find(fragment, at + 1)
    return False


def _ends(fragment: str, text: str, at: int) -> bool:
    """«…/news/1» is no part of «…/news/12»."""
    end = at + len(fragment)
    return not (_WORDLIKE.match(fragment[-1]) and _WORDLIKE.match(text[end : end + 1]))


def of_items(
    articles: Iterable[Article], entries: Iterable[Entry] = (), person: Name | None = None, *, words: bool = True
) -> Needles:
    """The fragments by which these items are known wherever they are quoted or linked.

    Without `words` only addresses and headlines: what stands in the margins of other pages of the same site.
    """
    found: set[str] = set()
    for article in articles:
        found.update((*_address(article.url), *_long(SHORTEST, article.title)))
        if not words:
            continue
        found.update(_long(SHORTEST_PARAGRAPH, *article.paragraphs))
    for entry in entries:
        found.update((*_address(entry.url), *_address(entry.key), *_long(SHORTEST, entry.title)))
        if not words:
            continue
        plain = _TAG.sub("\n", html.unescape(entry.content)) if entry.content else ""
        found.update(_long(SHORTEST_PARAGRAPH, entry.summary, *plain.split("\n")))
    found.discard(fold(WITHDRAWN))
    return Needles(frozenset(found), person)


def _long(least: int, *texts: str) -> Iterator[str]:
    yield from (one for one in map(fold, texts) if len(one) >= least)


def _address(url: str) -> Iterator[str]:
    """Host and path without the scheme; a bare host belongs to a whole site."""
    rest = _SCHEME.sub("", url).split("#")[0].rstrip("/")
    if rest != url and "/" in rest:
        yield from _long(SHORTEST, rest, unquote(rest, errors="ignore"))
