"""Communications departments and official pages named with no word of telling: what they made, sent, carried. Pure.

They have nothing to do but tell, so that one knows them for a source by «розписав погодинно», «переслали з відділу …»,
«(сайт міськради)», or where they are merely named (`implied`). Whose they are is not asked here; such a naming is weak
unless they are the institution's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from classifiers.citation.agreement import agree
from classifiers.citation.deeds import (
    BY,
    OUT_OF,
    REACH,
    REQUESTS,
    TEXTS,
    UNDER,
    agent,
    asked,
    denied,
    handed,
    inside,
    made,
    part,
    put_there,
    quoted,
    thanked,
    was_put,
)
from classifiers.citation.grammar import Gram
from classifiers.citation.implied import implied_desk, implied_line, implied_page
from classifiers.citation.lexicon import SPEAKER, Sort, turn
from classifiers.citation.loose import WEAK
from classifiers.citation.mention import CASES, Mention
from classifiers.citation.readers import own_page
from classifiers.citation.reading import Reading
from classifiers.citation.remarks import CUE as REMARK
from classifiers.citation.sentence import NOT, Finding, Sentence, clause
from classifiers.citation.setting import own_words, press_words
from monitor.language.words import CACHE

# Cues that the ranking of named sources does not know: of what is found here, and of remarks.
CHANNELS = frozenset(("desk", "page", "own", "named", REMARK))
_CONTACTS = turn("contacts")
_RELEASES = turn("releases") | turn("mailings")
_SUCH = frozenset(("такий", "такой", "це"))
_UNIT, _PRESS, _SITE, _WHOSE = 1, 2, 4, 8
_HEADS = own_words("unit") | own_words("desk") | own_words("site")
_HOLDERS = ("council", "board", "power", "administration", "administration.noun", "committee")
_BODIES = ("council", "board", "power", "administration", "administration.noun", "town.noun", "official", "committee")


@lru_cache(CACHE)
def _of_form(lemmas: frozenset[str]) -> int:
    """What a word can be in the name of a communications department or of an official page."""
    found = _UNIT if lemmas & own_words("unit") else 0
    found |= _PRESS if press_words(lemmas) else 0
    found |= _UNIT | _PRESS if lemmas & own_words("desk") else 0
    found |= _SITE if lemmas & own_words("site") else 0
    return found | (_WHOSE if any(lemmas & own_words(name) for name in (*_BODIES, "town")) else 0)


def _cue(reading: Reading, first: int, last: int) -> str | None:
    """The word "page" where the words can name an official site or page, "desk" where a communications department."""
    words = reading.words[first:last]
    for word in words:
        if not word.lemmas.isdisjoint(_HEADS):
            break
    else:  # as most sentences end: without one of these words there is neither
        return None
    found = 0
    for word in words:
        found |= _of_form(word.lemmas)
    if found & (_SITE | _WHOSE) == _SITE | _WHOSE:
        return "page"
    return "desk" if found & (_UNIT | _PRESS) == _UNIT | _PRESS else None


def has_channels(reading: Reading, first: int, last: int) -> bool:
    """Can anything in the words first..last-1 be a communications department or an official page?"""
    return _cue(reading, first, last) is not None


def of_channels(sentence: Sentence) -> Iterator[Finding]:
    """Each communications department or official page of the sentence that is its source."""
    for given in sentence.mentions:
        mention = _page_of(sentence, given)
        if not (mention.sort | mention.owner) & (Sort.BODY | Sort.SITE):
            continue
        cue = _cue(sentence.reading, mention.first, mention.last)
        if own_page(sentence, mention):
            if sentence.words[mention.head].lemmas & own_words("site"):
                yield from _on_its_own(sentence, mention)
            continue
        if cue is None:
            continue
        head = sentence.words[mention.head]
        paper = bool(head.lemmas & (_RELEASES | UNDER | TEXTS) or head.sort & (Sort.INFO | Sort.DOCUMENT))
        voice = mention.sort & (Sort.BODY | Sort.ROLE | Sort.PEOPLE | Sort.SITE)
        if not (paper or voice or (cue == "page" and head.lemmas & own_words("site"))):
            continue
        span = _span(sentence, mention, cue, paper=paper)
        if span is None and not _bracketed_office(sentence, mention):
            span, cue = _implied(sentence, mention, cue, paper=paper), "named"
        if span is not None:
            yield Finding(span[0], span[1], mention, cue, WEAK)


def _implied(sentence: Sentence, mention: Mention, cue: str, *, paper: bool) -> tuple[int, int] | None:
    if cue == "page":
        alone = mention.first == sentence.first and mention.last == sentence.last
        return None if paper or (alone and not _official(sentence, mention)) else implied_page(sentence, mention)
    return implied_line(sentence, mention) if paper else implied_desk(sentence, mention)


def _on_its_own(sentence: Sentence, page: Mention) -> Iterator[Finding]:
    """«яку виконком виклав на своєму сайті»: the body that put something on its own page, all in one clause."""
    near = clause(sentence, page, REACH)
    verb = next((i for i in near if was_put(sentence, i)), None)
    if verb is None or not page.cases & (Gram.LOCT | Gram.ACCS) or any(sentence.form(i) in NOT for i in near):
        return
    holders = [m for m in sentence.mentions if m.first in near and m.cases & Gram.NOMN and m is not page]
    bodies = (_body_at(sentence, i) for i in near)
    body = next((body for body in bodies if body is not None), None)
    people = any(m.name or m.sort & (Sort.ROLE | Sort.PERSON) for m in holders)
    if body is not None and not people:
        yield Finding(min(body.first, verb, page.first), max(body.last, verb + 1, page.last), body, "own", WEAK)


def _body_at(sentence: Sentence, index: int) -> Mention | None:
    """The body that the word is the head of, as a subject; it may stand right after the page."""
    word = sentence.words[index]
    if _letters_put(sentence, index):
        return sentence.chunker.at(index, sentence.last)
    if not word.sort & Sort.BODY or not word.gram & Gram.NOMN:
        return None
    before = index - 1
    adjective = before >= sentence.first and sentence.plain(index) and sentence.words[before].gram & Gram.ADJ
    found = sentence.chunker.at(before if adjective else index, sentence.last)
    return found if found is not None and found.head == index and found.cases & Gram.NOMN else None


def _letters_put(sentence: Sentence, index: int) -> bool:
    """«Графік МВА виклала»: an abbreviation of every case right before a verb that nothing else agrees with."""
    verb = index + 1
    if sentence.words[index].gram & CASES not in (Gram.NONE, CASES) or not sentence.chunker.is_shouted(index):
        return False
    if verb >= sentence.last or not (sentence.plain(verb) and was_put(sentence, verb)):
        return False
    return not any(agree(sentence.form(i), sentence.form(verb)) for i in range(sentence.first, sentence.last))


_PARTS = turn("page_parts")


def _page_of(sentence: Sentence, mention: Mention) -> Mention:
    """«у розділі «Новини» сайту ради», «в архиве официального ресурса»: the page itself."""
    if not sentence.words[mention.head].lemmas & _PARTS:
        return mention
    for index in range(mention.head + 1, mention.last):
        inner = sentence.chunker.at(index, mention.last)
        if inner is not None and (inner.sort & Sort.SITE or sentence.words[inner.head].lemmas & own_words("site")):
            return replace(inner, cases=mention.cases)
    return mention


def _span(sentence: Sentence, mention: Mention, cue: str, *, paper: bool) -> tuple[int, int] | None:
    """The words that show the mention is a source, if any do."""
    found = _in_brackets(sentence, mention, cue) or _after_colon(sentence, mention)
    if found is not None or paper:
        return found or _in_paper(sentence, mention)
    if cue == "page":
        found = put_there(sentence, mention) or _closing(sentence, mention) or part(sentence, mention)
    else:
        found = handed(sentence, mention) or quoted(sentence, mention) or agent(sentence, mention)
        found = found or inside(sentence, mention) or asked(sentence, mention) or thanked(sentence, mention)
    return found or made(sentence, mention)


# --- where it stands -----------------------------------------------------------------------------------------------


def _in_brackets(sentence: Sentence, mention: Mention, cue: str) -> tuple[int, int] | None:
    """«… (відділ комунікацій)», «… (з офіційного сайту міської ради)»."""
    after = sentence.gap(mention.last).strip()
    if after[:1] not in (")", ";", ",", "/", "—", "–"):
        return None
    for first in range(mention.first, max(sentence.first, mention.first - 4) - 1, -1):
        gap = sentence.gap(first)
        if gap.rstrip(' «"').endswith("("):
            fits = _closed(sentence, mention.last) and not _contact(sentence, first, mention.last)
            bare = first == mention.first and cue == "desk" and _of_person(sentence, mention)
            return None if bare or not fits else (first, mention.last)
        if first == sentence.first or not (sentence.plain(first) or gap.strip() == "."):
            return None
        leads = sentence.words[first - 1]
        told = leads.gram & (Gram.PREP | Gram.ADJ) or leads.sort & (Sort.INFO | Sort.NOUN)
        if not told and not gap.startswith("."):
            return None
    return None


def _closed(sentence: Sentence, last: int) -> bool:
    end = sentence.reading.tokens[last - 1].end
    return ")" in sentence.reading.text[end : end + _LONG]


def _bracketed_office(sentence: Sentence, mention: Mention) -> bool:
    return sentence.gap(mention.first).rstrip(' «"').endswith("(") and _of_person(sentence, mention)


def _of_person(sentence: Sentence, mention: Mention) -> bool:
    """«Голи забили Гай (відділ комунікацій) і Лис»: what stands in brackets after a name says who that is."""
    before = sentence.ends.get(mention.first)
    return before is not None and before.name is not None


# Characters in which a bracket is closed.
_LONG = 60
_PHONE = re.compile(r"\d")


def _contact(sentence: Sentence, first: int, last: int) -> bool:
    """Does a telephone number or «довідки», «заявки» stand before the bracket?"""
    near = [*range(max(sentence.first, first - 6), first), *range(last, min(sentence.last, last + 2))]
    phone = any("-" in sentence.gap(i + 1) and _PHONE.match(sentence.form(i)) for i in near if i + 1 < sentence.last)
    return phone or any(sentence.words[i].lemmas & _CONTACTS for i in near)


def _after_colon(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """A headline «Зупинка буде: сайт міськради»."""
    if not _official(sentence, mention):
        return None
    headline = sentence.first == 0 and sentence.gap(sentence.last).startswith("\n\n")
    led = mention.first > sentence.first and ":" in sentence.gap(mention.first)
    if headline and led and mention.last == sentence.last and mention.cases & Gram.NOMN:
        return mention.first, mention.last
    return None


def _official(sentence: Sentence, mention: Mention) -> bool:
    """Not the page of the town and of nobody else: so outlets call themselves («Стара газета: сайт міста N»).

    A page of a body's, or one called official, is the institution's; a department is none and is not asked.
    """
    lemmas = [sentence.words[index].lemmas for index in range(mention.first, mention.last)]
    if not any(word & own_words("site") for word in lemmas):
        return True
    return any(word & own_words(name) for word in lemmas for name in ("official", *_HOLDERS))


def _closing(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """The page alone as the last line: «Офіційний сайт міської ради», «з сайту міськради»."""
    if not _official(sentence, mention):
        return None
    if sentence.last != len(sentence.words) or mention.last != sentence.last or not sentence.first:
        return None
    led = sentence.form(sentence.first) in OUT_OF
    fits = mention.cases & (Gram.GENT if led else Gram.NOMN)
    return (sentence.first, mention.last) if fits and mention.first == sentence.first + led else None


def _in_paper(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«у пресрелізі відділу комунікацій – лише дати»."""
    before = mention.first - 1
    if not mention.owner & SPEAKER:
        return None
    near = range(mention.last, min(sentence.last, mention.last + REACH))
    if denied(sentence, mention) or any(sentence.words[i].lemmas & REQUESTS for i in near):
        return None
    if before >= sentence.first and sentence.form(before) in BY | OUT_OF:
        return before, mention.last
    if not mention.cases & Gram.NOMN:
        return None
    at = mention.first if sentence.words[mention.first].lemmas & _SUCH else max(before, sentence.first)
    if sentence.words[at].lemmas & _SUCH:
        return at, mention.last  # «така статистика відділу комунікацій»
    whole = mention.first == sentence.first and sentence.last == len(sentence.words) == mention.last
    told = mention.first == sentence.first and any(":" in sentence.gap(i) for i in (*near, sentence.last))
    led = ":" in sentence.gap(mention.last)  # «Нижче – інструкція відділу комунікацій: …»
    return (mention.first, mention.last) if whole or told or led else None
