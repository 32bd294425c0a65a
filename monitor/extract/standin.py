"""Pages that answer well and yet are not the article: repairs, a wall of consent, «no such page», another text.

Each says so in its own words, or has not one word of what its source announced. Decides nothing about lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.extract import phrases
from monitor.language.letters import letters
from monitor.markup import Block, beside
from monitor.text import words

# Such a page says little; a wall of consent lists its partners and purposes.
SHORT, WALL = 600, 3_000
# Share of the page's words that must be of that kind.
MOSTLY = 0.5
# A headline of fewer words of its own may be any text's.
TELLING_WORDS = 3
# What of a word finds it in another form («дітям», «діти»): the first four letters of a long one, three of another.
STEM, SHORT_STEM, LONG_WORD = 4, 3, 6
_FUNCTION_WORDS = frozenset(
    "або але без біля вже все від для його коли крім лише має між над нам них під при про раз сам так там теж тим той "
    "хто цей цим чим ще щоб щодо яка які який але был быть вас все для его или как кто нам над них она они при про так "
    "там тем тот чем что это этот".split()
)

WORKS = "Сайт відповів повідомленням про технічні роботи, а не матеріалом."
CONSENT = "Сайт відповів запитом згоди на файли cookie, а не матеріалом."
MISSING = "Сайт відповів сторінкою «не знайдено»."


@dataclass(frozen=True, slots=True)
class _Said:
    lines: tuple[str, ...]
    size: int

    def mostly(self, *kinds: Callable[[str], bool]) -> bool:
        told = sum(len(line) for line in self.lines if any(kind(line) for kind in kinds))
        return told >= MOSTLY * self.size


def notice(title: str, lines: list[Block], raw: list[Block]) -> str | None:
    """Why the page is no article by its own words, or None. For headlines that nobody announced."""
    shown = raw or [line for line in lines if not line.linked and not beside(line.element)]
    said = _Said(tuple(line.text for line in shown), sum(len(line.text) for line in shown))
    if not 0 < said.size <= WALL:
        return None
    if said.size <= SHORT:
        if said.mostly(phrases.misses_page):
            return MISSING
        greets = any(map(phrases.addresses_visitors, said.lines))
        works = phrases.tells_of_works(title) or any(map(phrases.tells_of_works, said.lines))
        if works and greets and said.mostly(phrases.tells_of_works, phrases.addresses_visitors):
            return WORKS
    return CONSENT if said.mostly(phrases.asks_consent) else None


def another(announced: str, title: str, raw: list[Block]) -> bool:
    """Whether a short page has not one word of the announced headline, in any form of it.

    A text of some length under another headline is an article whose headline its outlet changed. Of a headline in the
    page's other language, or one of next to no words, nothing can be said.
    """
    wanted = _content(announced)
    if len(wanted) < TELLING_WORDS or not 0 < sum(len(line.text) for line in raw) <= SHORT:
        return False
    text = " ".join((title, *(line.text for line in raw)))
    languages = {letters(announced), letters(text)}
    if None in languages or len(languages) > 1:
        return False
    said = {word[:length] for word in _content(text) for length in (SHORT_STEM, STEM)}
    return not any(word[: STEM if len(word) >= LONG_WORD else SHORT_STEM] in said for word in wanted)


def _content(text: str) -> set[str]:
    return {word for word in words(text) if len(word) >= SHORT_STEM and word.isalpha()} - _FUNCTION_WORDS
