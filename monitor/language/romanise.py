"""How addresses write a Ukrainian or Russian name in Latin letters. Pure; one way only, and only for names."""

from __future__ import annotations

import re

from monitor.language.words import normal

# The official romanisation (Cabinet resolution 55 of 2010), the habit before it, and that from Russian names.
_LETTERS = "а б в г ґ д е з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я є ж ы э ё".split()
_WAYS = tuple(
    dict(zip(_LETTERS, row.replace("-", "").split(" "), strict=True))
    for row in (
        "a b v h g d e z y i i i k l m n o p r s t u f kh ts ch sh shch - iu ia ie zh y e e",
        "a b v g g d e z y i yi y k l m n o p r s t u f h c ch sh sch - yu ya ye zh y e e",
        "a b v g g d e z i i i i k l m n o p r s t u f kh ts ch sh sch - yu ya e zh y e e",
    )
)
_OTHER = re.compile("[^а-яґєіїё]")


def romanised(name: str) -> frozenset[str]:
    """The ways to write a name in an address, lower case, without signs: Лисичанськ -> lysychansk, lisichansk …"""
    word = _OTHER.sub("", normal(name))
    return frozenset("".join(way.get(letter, "") for letter in word) for way in _WAYS)
