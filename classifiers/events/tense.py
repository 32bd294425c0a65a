"""How many verbs of a tense a text has: what is told of as past, as to come, or as neither."""

from __future__ import annotations

import re

from monitor.language.lemmas import parses
from monitor.language.words import scan

# Words that may be a verb of the future: no others are parsed.
_VERBAL = re.compile(r"(?:т|ть|м|мо|ме|ймо|імо|ю|у|є|е|ся|сь|те)$")
_SHORTEST_VERB = 4
_UKRAINIAN, _RUSSIAN = re.compile("(?i)[іїєґ]"), re.compile("(?i)[ыэъё]")
_SAID = re.compile(r"«[^»]{0,300}»")


def count(text: str, tense: str) -> int:
    """How many verbs of a tense a text has outside of what is quoted: words that can be nothing else."""
    languages = _languages(text)
    found = 0
    for token in scan(_SAID.sub(" ", text)):
        word = token.word.lower()
        if len(word) < _SHORTEST_VERB or (tense == "futr" and not _VERBAL.search(word)):
            continue
        found += any(_is_told(word, tense, language) for language in languages)
    return found


def _languages(text: str) -> tuple[str, ...]:
    """The language of a text by its letters; both where a short one has none that tells."""
    if _UKRAINIAN.search(text):
        return ("uk",)
    return ("ru",) if _RUSSIAN.search(text) else ("uk", "ru")


def _is_told(word: str, tense: str, language: str) -> bool:
    # Ukrainian writes its infinitive with «ти»: «вирушать» is «they will set off».
    readings = [p for p in parses(word, language) if language == "ru" or "infn" not in p.tag.grammemes]
    return bool(readings) and all(p.tag.POS == "VERB" and tense in p.tag.grammemes for p in readings)
