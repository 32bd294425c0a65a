"""What a quoted name without the form of a body belongs to: to a thing or a firm named beside it, or to nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifiers.events.bodies import BEARS_NO_NAME, FIRM, THINGS
from classifiers.events.naming import declined
from monitor.language.lemmas import parses

# A gathering seldom called by a name of its own: a declined name after it is its holder's.
THEIRS = re.compile(r"(?i)\b(?:пікет|мітинг|страйк|збори|пикет|митинг|собрание|забастовка)\w{0,2}$")


def is_bare(before: str, name: str, language: str) -> bool:
    """Is a quoted name without a form of its own a body: capitalised, no speech, no thing named before it?"""
    words = before.split()
    inside = name[1:-1].split()
    if not inside or not inside[0][:1].isupper() or len(inside) > 5 or name[-2] in ".,!?…":
        return False
    if not words:
        return True
    if not THINGS.search(words[-1].strip(",(—–-")):
        return FIRM.search(before) is None and not _is_of_thing(words, language)
    return THEIRS.search(words[-1]) is not None and declined(inside[0])


def _is_of_thing(words: Sequence[str], language: str) -> bool:
    """«Банк «Аваль»», «лікарня «Мрія»»: is the name in apposition to a noun, which then says what bears it?

    Not «через дощ «Наш берег» зібрав»: the noun belongs to a preposition.
    """
    word = words[-1]
    if any(p.tag.POS == "PREP" for p in (parses(words[-2].lower(), language) if len(words) > 1 else ())):
        return False
    readings = parses(word.lower(), language) if word.isalpha() else ()
    likely = [p for p in readings if p.tag.POS == "NOUN" and "inan" in p.tag.grammemes]
    # «Центр думки «Лад»»: a genitive belongs to the word before, which bears the name.
    of_another = any(p.tag.case == "gent" and "plur" not in p.tag.grammemes for p in likely)
    return (
        bool(likely)
        and len(likely) == len(readings)
        and not of_another
        and any(p.tag.case == "nomn" for p in likely)
        and BEARS_NO_NAME.match(word) is None
    )
