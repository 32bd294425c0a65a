"""A text as tokens, and as lemmas for a full-text index. Pure."""

from __future__ import annotations

import re

from monitor.language.endings import ADJECTIVE
from monitor.language.lemmas import RUSSIAN, UKRAINIAN, known, lemmas, parses
from monitor.language.words import Token, normal, scan

_HYPHENS = "-\u2010\u2011"
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_ENDINGS = "|".join(sorted({*ADJECTIVE["uk"], *ADJECTIVE["ru"]}))
# «Каменец-Подольская», «Могилев-Подольского»: what distinguishes a name is a part of it, not a second town.
_DISTINGUISHED = re.compile(f"[сцз]ь?к(?:{_ENDINGS})$")


def tokens(text: str) -> list[Token]:
    """The words and numbers of a text in order; punctuation lies between them.

    An apostrophe or hyphen inside a word belongs to it («об’їзд», «прес-служба», «Івано-Франківськ»), but two
    capitalised words that no dictionary knows as one are two («Київ-Ніжин»), unless both can be surnames or the
    second is an adjective («Каменец-Подольский»).
    """
    if not any(hyphen in text for hyphen in _HYPHENS):
        return scan(text)
    found: list[Token] = []
    for token in scan(text):
        if "-" in token.word and (parts := _parts(token)):
            found.extend(parts)
        else:
            found.append(token)
    return found


def _parts(token: Token) -> list[Token]:
    pieces = _HYPHEN.split(token.text)
    if not all(piece[:1].isupper() for piece in pieces) or any(known(token.word, x) for x in (UKRAINIAN, RUSSIAN)):
        return []
    if _DISTINGUISHED.search(normal(pieces[-1])) or _surnames([normal(piece) for piece in pieces]):
        return []
    parts: list[Token] = []
    start = token.start
    for piece in pieces:
        parts.append(Token(piece, start, start + len(piece), normal(piece)))
        start += len(piece) + 1
    return parts


def _surnames(pieces: list[str]) -> bool:
    """«Ковальчук-Лісовий»: each could be a surname, one is known as such, none as a place."""
    read = [[parse for name in (UKRAINIAN, RUSSIAN) for parse in parses(piece, name)] for piece in pieces]
    tags = [[(parse.is_known, parse.tag.grammemes) for parse in found] for found in read]
    if any(sure and "Geox" in tag for found in tags for sure, tag in found):
        return False
    could = all(any("Surn" in tag for _, tag in found) for found in tags)
    return could and any(sure and "Surn" in tag for found in tags for sure, tag in found)


def lemma_text(text: str, language: str | None = None) -> str:
    """The text as space-joined dictionary forms, for a full-text index.

    Every form of every parse stands there, so that a query turned by the same function finds its word whatever the
    reading; the order of the words is kept.
    """
    return " ".join(lemma for token in tokens(text) for lemma in sorted(lemmas(token.word, language)))
