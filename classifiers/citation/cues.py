"""Every naming of a source in a text, sentence by sentence. Pure; knows no institution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifiers.citation.bare import (
    BULLET,
    of_address,
    of_address_to_all,
    of_brackets,
    of_colon,
    of_credit,
    of_dash,
    of_page_in_brackets,
)
from classifiers.citation.channels import has_channels, of_channels
from classifiers.citation.dropped import of_dropped, of_those_there
from classifiers.citation.elliptic import of_told_about, of_told_at
from classifiers.citation.grammar import Gram
from classifiers.citation.headings import of_conclusion, of_dateline, of_heading, of_material
from classifiers.citation.hours import in_entry, of_entry
from classifiers.citation.joint import of_joint
from classifiers.citation.lexicon import TELLING, Sort, turn
from classifiers.citation.loose import of_loose
from classifiers.citation.mentions import SURE, Chunker
from classifiers.citation.nouns import LABELS, LINK, MORE, of_giver, of_label, of_noun, of_occasion, of_reference
from classifiers.citation.papers import (
    ACCORDING,
    FROM,
    KNOWN,
    of_accord,
    of_passive,
    of_place,
    of_record,
    of_site,
    of_trust,
)
from classifiers.citation.reading import Reading
from classifiers.citation.remarks import of_remarks
from classifiers.citation.sentence import Finding, Sentence
from classifiers.citation.speeches import of_briefing, of_statement_made
from classifiers.citation.statements import of_statement
from classifiers.citation.verbs import ASKED, of_asked, of_verb

PASSIVE = turn("passive")
_READ_IN = turn("read_in")
_WORDS = ACCORDING | KNOWN | FROM | LABELS | MORE | _READ_IN


def findings(chunker: Chunker) -> Iterator[Finding]:
    """Every source the text names, in order; the same source may come several times."""
    reading = chunker.reading
    quoted = _quoted(reading)
    bulleted = len(BULLET.findall(reading.text)) > 1
    telling = _telling(reading)
    for first, last in zip(reading.starts, reading.starts[1:], strict=False):
        led = last < len(reading.gaps) and ":" in reading.gaps[last]
        told = led or any(telling[first:last]) or _broken(reading.gaps[first:last])
        channels = has_channels(reading, first, last)
        if not (told or channels):
            continue
        sentence = Sentence(reading, chunker, first, last)
        if channels:
            yield from of_channels(sentence)
        if not told:
            continue
        strict = list(_constructions(sentence, quoted, bulleted, telling))
        yield from strict
        yield from of_remarks(sentence)
        taken = {index for finding in strict for index in range(finding.first, finding.last)}
        for index in range(first, last):
            if index not in quoted and index not in taken:
                loose = of_loose(sentence, index)
                if loose is not None:
                    yield loose


def _constructions(
    sentence: Sentence, quoted: frozenset[int], bulleted: bool, telling: Sequence[bool]
) -> Iterator[Finding]:
    yield from of_address(sentence)
    yield from of_credit(sentence)
    yield from of_brackets(sentence)
    yield from of_page_in_brackets(sentence)
    yield from of_dateline(sentence)
    yield from of_heading(sentence)
    yield from of_material(sentence)
    yield from of_entry(sentence) if in_entry(sentence) else of_colon(sentence)
    yield from of_address_to_all(sentence)
    yield from of_statement(sentence)
    yield from of_told_about(sentence)
    yield from of_told_at(sentence)
    yield from of_dropped(sentence)
    yield from of_those_there(sentence)
    if not bulleted:
        yield from of_dash(sentence)
    for index in range(sentence.first, sentence.last):
        # Five words of six are neither verbs nor words of telling: `_at` makes nothing of them.
        if index not in quoted and (telling[index] or sentence.words[index].gram & Gram.FINITE):
            for finding in _at(sentence, index):
                yield from of_joint(sentence, finding)


_TRIGGERS = TELLING | Sort.IMPERSONAL | Sort.NOUN | Sort.SITE | Sort.OCCASION | Sort.GIVE | Sort.DOCUMENT
_LEMMAS = LINK | SURE | ASKED | PASSIVE
_MARKS = re.compile("[:–—(/-]")


def _telling(reading: Reading) -> list[bool]:
    """Of each word: can it make its sentence name a source? All at once: a call a word took one part in forty."""
    return [
        word.sort & _TRIGGERS != 0 or token.word in _WORDS or not word.lemmas.isdisjoint(_LEMMAS)
        for word, token in zip(reading.words, reading.tokens, strict=True)
    ]


def _broken(gaps: Sequence[str]) -> bool:
    """Can the punctuation between the words make their sentence name a source?"""
    return any(gap == "." or _MARKS.search(gap) is not None for gap in gaps if gap != " ")


def _quoted(reading: Reading) -> frozenset[int]:
    """Words inside quotations of more than a few words."""
    found: set[int] = set()
    opened: int | None = None
    for index, gap in enumerate(reading.gaps):
        if opened is not None and ("»" in gap or "”" in gap):
            if index - opened > 5:
                found.update(range(opened, index))
            opened = None
        if "«" in gap or "“" in gap or "„" in gap:
            opened = index
    return frozenset(found)


def _at(sentence: Sentence, index: int) -> Iterator[Finding]:
    """What the word at `index` makes of its sentence: a verb, a place of telling, or a noun."""
    word = sentence.words[index]
    if word.lemmas & LINK:
        yield from of_reference(sentence, index)
        if not word.gram & Gram.FINITE:
            return
    if sentence.form(index) in KNOWN and word.gram & Gram.FINITE:
        yield from of_record(sentence, index)  # «следует из объявления фонда»
    elif sentence.form(index) in _READ_IN or (
        word.sort & Sort.IMPERSONAL and word.gram & (Gram.FINITE | Gram.SHORT | Gram.ADJ)
    ):
        yield from of_place(sentence, index)
    elif word.lemmas & SURE:
        yield from of_verb(sentence, index)
    elif word.lemmas & ASKED:
        yield from of_asked(sentence, index)
    elif word.sort & (TELLING | Sort.GIVE) and word.gram & Gram.SHORT:
        yield from of_place(sentence, index)
    elif word.gram & Gram.FINITE and not _noun_here(sentence, index):
        yield from of_verb(sentence, index)
    elif word.gram & Gram.ADJ and not word.sort & Sort.NOUN and (word.sort & Sort.GIVE or word.lemmas & PASSIVE):
        yield from of_passive(sentence, index)
    elif word.gram & Gram.OTHER_VERB and word.sort & Sort.OPINE:
        yield from of_trust(sentence, index)
    else:
        yield from _at_noun(sentence, index)


def _at_noun(sentence: Sentence, index: int) -> Iterator[Finding]:
    word = sentence.words[index]
    if sentence.form(index) in KNOWN:
        yield from of_record(sentence, index)
    elif sentence.form(index) in FROM:
        yield from of_giver(sentence, index)
    elif word.sort & Sort.SITE and not word.sort & TELLING:
        yield from of_site(sentence, index)
    elif word.sort & Sort.OCCASION:
        yield from of_briefing(sentence, index)
        yield from of_occasion(sentence, index)
    elif sentence.form(index) in ACCORDING:
        yield from of_accord(sentence, index)
    elif word.sort & (Sort.NOUN | Sort.DOCUMENT):
        yield from of_conclusion(sentence, index)
        yield from of_statement_made(sentence, index)
        yield from of_noun(sentence, index)
    elif sentence.form(index) in LABELS | MORE:
        yield from of_label(sentence, index)


def _noun_here(sentence: Sentence, index: int) -> bool:
    """Is a form that could be a verb the head of a mention instead («мати», «мер»)?"""
    return index in sentence.covered
