"""Whom an interview is with: named in its headline or lead, answering questions behind dashes, or line by line. Pure.

«Із Оленою Шпак ми зустрілися у школі. – Олено Іванівно, що нового? – Дах. …»; «Олена Шпак: Дах. … Олена Шпак: …».
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import Chunker
from classifiers.citation.reading import Reading
from classifiers.citation.sentence import Finding

CUE = "interview"
_STRENGTH = 0.8
_DASHED = re.compile(r"(?m)^[ \t]*[–—-][ \t]*(?=[\w«\"„“])[^\n]*$")
_ASKS = re.compile(r"\?[»\"”)!.… ]*$")
_SPEAKS = re.compile(r"(?m)^([А-ЯҐЄІЇ][\w'’ʼ-]{1,20}(?: [А-ЯҐЄІЇ][\w'’ʼ-]{1,20}){1,2}):(?=\s)")
# Questions and answers that make a text an interview, lines of one speaker that make it a transcript.
_FEWEST = 2
# Letters that a form of address shares with a first name («Наталіє» – «Наталією»).
_ALIKE = 4
# Words of a question among which whoever is asked is addressed.
_ADDRESS = 4
_WITH, _TALKS, _WHICH = turn("with"), turn("talks"), turn("which")
_ASKING = turn("interviewers")
# Whose conversation it is: «ми зустрілися», «у нашій студії»; strangers who only talk in a story are not asked by us.
_US = frozenset(
    "ми нас нам нами наш наша наше наші нашого нашої нашому нашій нашу нашим нашою мы нашего нашей нашем".split()
)
_GUEST = frozenset(
    "гість гостя гостею гостем гостьова редакція редакції студія студії гость гостья редакции студии".split()
)
_TO_US = frozenset("ми мы запитання питання вопрос".split())
_ABOUT = frozenset(("про", "о", "об"))
# Words of an answer at the least, on the average, where nothing else says that it is an interview.
_LONG = 12


def interviewed(chunker: Chunker) -> Iterator[Finding]:
    """Who answers in the interview or speaks in the transcript that the text is."""
    yield from _speakers(chunker)
    mention = _answering(chunker)
    if mention is not None:
        yield Finding(mention.first, mention.last, mention, CUE, _STRENGTH)


def _speakers(chunker: Chunker) -> Iterator[Finding]:
    """The names that open at least two lines each, before a colon."""
    lines = list(_SPEAKS.finditer(chunker.reading.text))
    counts = Counter(line[1] for line in lines)
    for line in lines:
        if counts.pop(line[1], 0) >= _FEWEST:
            first = _word_at(chunker.reading, line.start())
            mention = chunker.at(first, first + len(line[1].split()))
            if mention is not None and mention.name and not mention.sort:
                yield Finding(mention.first, mention.last, mention, CUE, _STRENGTH)


def _answering(chunker: Chunker) -> Mention | None:
    """Who answers questions behind dashes: addressed by name, met, or the only one named in headline and lead."""
    lines = list(_DASHED.finditer(chunker.reading.text))
    if not _in_turns(lines):
        return None
    people = list(_full_names(chunker, _word_at(chunker.reading, lines[0].start())))
    asked = [line for line in lines if _ASKS.search(line.group())]
    chosen = [m for m in people if any(_addressed(chunker.reading, line.start(), m) for line in asked)]
    chosen = chosen or [m for m in people if _met(chunker.reading, m)]
    if not chosen and len({_surname(chunker.reading, m) for m in people}) == 1:
        lead = _word_at(chunker.reading, lines[0].start())
        chosen = [m for m in people if m.cases & Gram.NOMN and not _asks(chunker.reading, m)]
        chosen = [m for m in chosen if not _aside(chunker.reading, m)]
        chosen = [m for m in chosen if _long(lines) or _of_ours(chunker.reading, lead, m)]
    return chosen[0] if len({_surname(chunker.reading, m) for m in chosen}) == 1 else None


def _in_turns(lines: list[re.Match[str]]) -> bool:
    """Do answers follow questions, twice at least?"""
    asks = [_ASKS.search(line.group()) is not None for line in lines]
    return sum(one and not other for one, other in pairwise(asks)) >= _FEWEST


def _long(lines: list[re.Match[str]]) -> bool:
    """Are the answers told at length, as nobody talks in a story?"""
    answers = [line.group() for line in lines if not _ASKS.search(line.group())]
    return sum(len(answer.split()) for answer in answers) >= _LONG * len(answers)


def _of_ours(reading: Reading, last: int, mention: Mention) -> bool:
    """Does the lead say that it is a talk, or that the writers took part in it, and with nobody else?"""
    for start, end in zip(reading.starts, reading.starts[1:], strict=False):
        if start >= last:
            return False
        words = range(start, min(end, last))
        talk = any(reading.words[i].lemmas & _TALKS and reading.words[i].gram & Gram.NOUN for i in words)
        ours = talk or any(reading.tokens[i].word in _US | _GUEST for i in words)
        if ours and (mention.first in words or not any(_is_person(reading, i) for i in words)):
            return True
    return False


def _is_person(reading: Reading, index: int) -> bool:
    """«Ми розпитали господиню»: somebody else by a noun, and no guest."""
    word = reading.words[index]
    noun = word.gram & Gram.NOUN and word.gram & Gram.ANIMATE and not word.gram & (Gram.PRONOUN | Gram.ADVERB)
    about = index > 0 and reading.tokens[index - 1].word in _ABOUT
    return bool(noun) and not about and reading.tokens[index].word not in _GUEST


def _aside(reading: Reading, mention: Mention) -> bool:
    """«…, яку відкривав Остап Чумак», «Ювілярку привітав Остап Чумак»; not «До нас завітав Остап Чумак»."""
    sentence = _sentence(reading, mention)
    before = [reading.words[i] for i in range(sentence.start, mention.first)]
    if any(word.lemmas & _WHICH for word in before):
        return True
    acted = any(word.gram & Gram.FINITE and not word.gram & (Gram.NOUN | Gram.ADJ) for word in before)
    return acted and not any(
        reading.tokens[i].word in _GUEST or reading.words[i].lemmas & (_TALKS | _TO_US) for i in sentence
    )


def _word_at(reading: Reading, offset: int) -> int:
    return bisect_left(reading.tokens, offset, key=lambda token: token.start)


def _full_names(chunker: Chunker, last: int) -> Iterator[Mention]:
    """The people named with first name and surname before the first question."""
    reading = chunker.reading
    for start, end in zip(reading.starts, reading.starts[1:], strict=False):
        if start >= last:
            return
        for mention in chunker.mentions(start, min(end, last)):
            if mention.name is not None and mention.name[1] - mention.name[0] > 1:
                yield mention


def _surname(reading: Reading, mention: Mention) -> str:
    at = mention.name[1] - 1 if mention.name else mention.head
    return reading.tokens[at].word[:_ALIKE]


def _addressed(reading: Reading, offset: int, mention: Mention) -> bool:
    """«– Олено Іванівно, …?», «– Скажіть, Олено, …?»: is the first name set off by commas near the question's begin?"""
    if mention.name is None:
        return False
    known, surname = (reading.tokens[i].word[:_ALIKE] for i in (mention.name[0], mention.name[1] - 1))
    first = _word_at(reading, offset)
    for index in range(first, min(first + _ADDRESS, len(reading.tokens) - 1)):
        if reading.tokens[index].text[:1].isupper() and reading.tokens[index].word[:_ALIKE] == known:
            after = index + 1
            patronymic = reading.gaps[after] == " " and reading.tokens[after].text[:1].isupper()
            if patronymic and not reading.tokens[after].word.startswith(surname):
                after += 1
            return after < len(reading.gaps) and reading.gaps[after][:1] in ",!?"
    return False


def _met(reading: Reading, mention: Mention) -> bool:
    """«Із Оленою Шпак ми зустрілися …», «розмова з Оленою Шпак»; not «прийшли з Оленою Шпак»."""
    before = mention.first - 1
    if before < 0 or reading.tokens[before].word not in _WITH or not mention.cases & Gram.ABLT:
        return False
    sentence = _sentence(reading, mention)
    return any(reading.words[i].lemmas & _TALKS or reading.tokens[i].word in _US for i in sentence)


def _sentence(reading: Reading, mention: Mention) -> range:
    number = bisect_left(reading.starts, mention.first + 1)
    return range(reading.starts[number - 1], reading.starts[min(number, len(reading.starts) - 1)])


def _asks(reading: Reading, mention: Mention) -> bool:
    """«Розмовляла Олена Гай», «Журналістка Олена Гай поговорила …», «Текст: Олена Гай»: who asks the questions."""
    if reading.words[mention.head].lemmas & _ASKING or mention.sort & Sort.MEDIA:
        return True
    sentence = _sentence(reading, mention)
    labelled = any(":" in reading.gaps[i] for i in sentence if sentence.start < i <= mention.first)
    talks = any(reading.words[i].lemmas & (_TALKS | _ASKING) for i in sentence)
    return labelled or ":" in reading.gaps[mention.first] or talks
