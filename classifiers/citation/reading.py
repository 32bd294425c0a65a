"""A text as words with what grammar and the lexicon say of each, cut into sentences. Pure; decides nothing.

Lines that a page wrapped in mid-sentence are read as one; a line that ends a sentence, or a short line, stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from classifiers.citation.grammar import Word, look
from classifiers.citation.people import stem
from monitor.language import Token, tokens
from monitor.language.words import LONGEST_WORD


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's words; `gaps[i]` is what stands before word i; `sentence[i]` numbers its sentence.

    `starts` are the indices of the first words of sentences, with the number of words as a last entry.
    """

    text: str
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]
    gaps: tuple[str, ...]
    starts: tuple[int, ...]

    def span(self, first: int, last: int) -> str:
        """The text of words first..last-1."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def unbroken(reading: Reading, whole: Iterable[tuple[int, int]]) -> Reading:
    """The reading without sentence ends inside the given runs of words (names split over lines)."""
    inside = {i for first, last in whole for i in range(first + 1, last)}
    return replace(reading, starts=tuple(s for s in reading.starts if s not in inside))


_ABBREVIATIONS = frozenset(
    "м с смт сел вул бул пл просп пров пер р рр ст обл р-н тис млн млрд грн коп ім гр напр див т тел каб буд кв г о"
    " гг ул пр д им руб п пп ч хв год сек кг км св проф акад доц ред в нар деп зам заст".split()
)
_LONGEST_GAP = 60
_SPACES = re.compile("  +")
_STOP = re.compile(r"[.!?…;•|]")
# A picture between words ends a sentence as a stop does where a capital follows.
_PICTURE = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
# A line this long, unfinished, was broken by a page's width and goes on in the next.
_WRAPPED, _WIDEST = 55, 100
# A text is taken for a wrapped one when at least this share of its lines are that long and none is longer.
_MOSTLY = 0.4


def _is_wrapped(text: str) -> bool:
    lines = [len(line) for line in text.splitlines() if line.strip()]
    long = sum(length >= _WRAPPED for length in lines)
    return len(lines) > 2 and max(lines) <= _WIDEST and long >= _MOSTLY * len(lines)


def read(text: str, double: Collection[str] = ()) -> Reading:
    """The text as words and sentences; surnames whose stems are in `double` stay one word («Гаевой-Дуб»)."""
    found = _joined(text, tokens(text), double) if double else tokens(text)
    gaps = [_short(text[(found[i - 1].end if i else 0) : token.start]) for i, token in enumerate(found)]
    starts = [0] if found else []
    wrapped = _is_wrapped(text)
    broken = (i for i in range(1, len(found)) if gaps[i] != " ")
    starts += [i for i in broken if _ends(text, found[i - 1], gaps[i], found[i], wrapped)]
    words = _networks([look(token.word) for token in found], found, gaps)
    return Reading(text, tuple(found), words, tuple(gaps), (*starts, len(found)))


def _networks(words: list[Word], found: list[Token], gaps: list[str]) -> tuple[Word, ...]:
    """The words, «мережах» in «соціальних мережах» and «сетях» in «социальных сетях» read as «соцмережах»."""
    for index in range(1, len(words)):
        form = found[index].word
        if form.startswith(_NETS) and gaps[index] == " " and found[index - 1].word.startswith(_SOCIAL):
            words[index] = look(f"соц{form}")
    return tuple(words)


_NETS, _SOCIAL = ("мереж", "сет"), ("соціальн", "социальн")
_HYPHENS = "-\u2010\u2011"


def _joined(text: str, found: list[Token], double: Collection[str]) -> list[Token]:
    """The words with the two parts of a known double surname, both with a capital, made one again."""
    joined: list[Token] = []
    for token in found:
        before = joined[-1] if joined else None
        beside = before is not None and before.end + 1 == token.start and text[before.end] in _HYPHENS
        if before and beside and token.text[:1].isupper() and before.text[:1].isupper():
            word = f"{before.word}-{token.word}"
            if len(word) <= LONGEST_WORD and stem(word) in double:
                joined[-1] = Token(text[before.start : token.end], before.start, token.end, word)
                continue
        joined.append(token)
    return joined


def _short(gap: str) -> str:
    """A gap between words with one space for many, the middle of a monstrous one left out."""
    if "  " in gap:
        gap = _SPACES.sub(" ", gap)
    return gap if len(gap) <= _LONGEST_GAP else gap[: _LONGEST_GAP // 2] + gap[-_LONGEST_GAP // 2 :]


def _ends(text: str, before: Token, gap: str, after: Token, wrapped: bool) -> bool:
    """Does a sentence end in this gap that is no mere space?"""
    lower = after.text[:1].islower()
    if "\n" in gap:
        if not gap.strip() and _is_scrap(text, before.end):
            return False
        sign = gap.rpartition("\n")[2].strip()
        if sign and sign[0] not in _OPENS:
            return True  # «ℹ️ відділ …», «© редакція»
        if gap.count("\n") > 1 and not lower:
            return True
        line = before.end - (text.rfind("\n", 0, before.end) + 1)
        if _STOP.search(gap):  # a signature under the text may begin with a small letter
            whole = gap[:1] in ".!?…" and before.word not in _ABBREVIATIONS and len(before.word) > 1
            return not lower or whole
        return not (lower or (wrapped and line >= _WRAPPED and gap.strip() in ("", ",", "(", "«", '"', "–", "—", "-")))
    if not _STOP.search(gap):
        return not lower and _PICTURE.search(gap) is not None
    if lower and ";" not in gap and "•" not in gap and "|" not in gap:
        return False
    if gap.strip() == "." and (before.word in _ABBREVIATIONS or (len(before.text) == 1 and before.text.isalpha())):
        return False
    return (" " in gap or "\n" in gap or "•" in gap) and not _in_name(text, before.end)


# What may open a line that goes on; any other sign begins a line of its own.
_OPENS = "«»\"“”„'’([{–—-,;:*_"
# Words of a line that a channel's markup cut out of its sentence («… в \n інтерв’ю \n Укрінформу повідомив …»).
_SCRAP = 2


def _is_scrap(text: str, end: int) -> bool:
    """Is the line that ends here one or two words, the first without a capital: a piece of a sentence in bold?"""
    start = text.rfind("\n", 0, end) + 1
    line = text[start:end].strip()
    return start > 0 and line[:1].islower() and len(line.split()) <= _SCRAP


# Letters of a name in quotation marks that may hold a stop («Вісник. Регіон»).
_LONGEST_NAME = 40


def _in_name(text: str, at: int) -> bool:
    """Does the stop stand inside a short name in quotation marks?"""
    opened = text.rfind("«", max(0, at - _LONGEST_NAME), at)
    if opened < 0 or "»" in text[opened:at]:
        return False
    closed = text.find("»", at, opened + _LONGEST_NAME)
    return closed > 0 and "\n" not in text[opened:closed]
