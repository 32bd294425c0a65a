"""The office said after a person's name: «Олена Шпак, заступниця мера», «Олена Шпак, яка очолює відділ …». Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import Chunker
from classifiers.citation.reading import Reading
from classifiers.citation.sentence import IN

_WHO = frozenset("який яка котрий котра що который которая".split())
_FROM = frozenset(("з", "із", "зі", "из", "с", "со"))
_HOLDS, _LED, _TAKES = turn("holds"), turn("led"), turn("takes_over")
_PAST = re.compile("(?:в|вся|л|лся|ла|лася|лась|ло|ли|лися)$")
# Words of the clause that says what somebody is.
_CLAUSE = 8


def with_office(chunker: Chunker, mention: Mention) -> Mention:
    """The mention with the office after its name; itself where none is said."""
    if mention.name is None or mention.sort & Sort.ROLE or mention.last >= len(chunker.words):
        return mention
    starts = chunker.reading.starts
    last = starts[bisect_right(starts, mention.first)]
    from_where = mention.last + 1 < last and chunker.reading.tokens[mention.last].word in _FROM
    if from_where and chunker.gap(mention.last) == " ":
        body = chunker.at(mention.last + 1, last)  # «Марта Лис із відділу освіти»
        known = body is not None and body.sort & Sort.BODY and body.cases & Gram.GENT
        return _extended(mention, body) if body is not None and known else mention
    if chunker.gap(mention.last).strip() not in (",", "("):
        return mention
    if mention.last >= last:
        return mention
    if chunker.reading.tokens[mention.last].word in _WHO:
        return _held(chunker, mention, min(last, mention.last + _CLAUSE))
    second = chunker.at(mention.last, last)
    if second is None:
        return mention
    whole = "(" in chunker.gap(mention.last) or second.last == last  # «Марта Лис (відділ освіти)»
    offices = Sort.ROLE | (Sort.BODY if whole else 0)
    # «по словам Марты Лис, заместителя начальника …»
    if not second.sort & offices or not second.cases & (Gram.NOMN | mention.cases) or second.name:
        return mention
    return replace(mention, last=second.last, head=second.head, sort=second.sort, owner=second.owner)


def _held(chunker: Chunker, mention: Mention, last: int) -> Mention:
    """«…, яка очолює управління освіти»: what he or she leads, or is answerable for «у виконкомі»."""
    tokens, words = chunker.reading.tokens, chunker.words
    clause = range(mention.last, last)
    holds = [i for i in clause if words[i].lemmas & (_HOLDS | _TAKES) and not led_once(chunker.reading, i)]
    body = next((m for m in chunker.mentions(mention.last + 1, last) if m.sort & Sort.BODY), None) if holds else None
    if body is None:
        return mention
    # «яка очолила протест у міській раді»
    aside = tokens[body.first - 1].word in IN and any(words[i].lemmas & (_LED | _TAKES) for i in holds)
    return mention if aside else _extended(mention, body)


def led_once(reading: Reading, index: int) -> bool:
    """«яка раніше очолювала відділ»: a post that was held, and is no more; one may represent a body on one day."""
    return bool(reading.words[index].lemmas & _LED) and _PAST.search(reading.tokens[index].word) is not None


def _extended(mention: Mention, body: Mention) -> Mention:
    return replace(mention, last=body.last, head=body.head, sort=Sort.ROLE, owner=Sort.BODY)
