"""Ukrainian or Russian by letters alone: a first mark on the article. The classifier of language decides finally."""

from __future__ import annotations

from monitor.model import Language

_UKRAINIAN = frozenset("іїєґІЇЄҐ")
_RUSSIAN = frozenset("ыэёъЫЭЁЪ")
# A quote in the other language gives 5-15 % of its letters; from a quarter on the text is mixed.
MIXED_SHARE = 0.25
# Letters that only one language has, per hundred Cyrillic ones: 9 in Ukrainian, 4 in Russian.
LEAST_CYRILLIC = 0.5


def letters(text: str) -> Language | None:
    """uk, ru or mixed by the letters only one of the two has; other for no Cyrillic; None where nothing tells."""
    alphabetic = [character for character in text if character.isalpha()]
    cyrillic = sum("\u0400" <= character <= "\u04ff" for character in alphabetic)
    if not alphabetic or cyrillic < LEAST_CYRILLIC * len(alphabetic):
        return "other"
    ukrainian = sum(character in _UKRAINIAN for character in alphabetic) / 9
    russian = sum(character in _RUSSIAN for character in alphabetic) / 4
    if ukrainian == russian == 0:
        return None
    share = ukrainian / (ukrainian + russian)
    if MIXED_SHARE < share < 1 - MIXED_SHARE:
        return "mixed"
    return "uk" if share > 0.5 else "ru"
