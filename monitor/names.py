"""Names turned into identifiers. Pure; an owner may always write his own."""

from __future__ import annotations

import re

# Cabinet of Ministers resolution 55 of 27.01.2010, without its word-initial variants for є ї й ю я.
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia", "ы": "y", "э": "e", "ё": "io", "ъ": "", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def slug(name: str) -> str:
    """A small Latin identifier: «Ніжин» -> nizhyn, «Газета "Вісті"» -> hazeta-visti; "x" where nothing is left."""
    words = re.findall(r"[\w'’ʼ]+", name.lower())
    latin = "-".join(filter(None, (_latin(word) for word in words)))
    return re.sub(r"[^a-z0-9-]", "", latin)[:48].strip("-") or "x"


def _latin(word: str) -> str:
    head = _INITIAL.get(word[0])
    return (head or _LATIN.get(word[0], word[0])) + "".join(_LATIN.get(letter, letter) for letter in word[1:])
