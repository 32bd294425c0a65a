"""Who tells together with another: «повідомили у поліції та міськраді», «за даними ДСНС і міської ради». Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import IN, NOT, Finding, Sentence

_JOINS = frozenset(("та", "і", "й", "и"))
# Names in a row: «у поліції, ДСНС, лікарні та міськраді».
_MOST = 5
_BODIES = Sort.BODY | Sort.PEOPLE


def of_joint(sentence: Sentence, finding: Finding) -> Iterator[Finding]:
    """The source and the others in a row with it: all in one case, «та» before the last."""
    mention = finding.mention
    case = _case(sentence, finding)
    inner = _swallowed(sentence, mention) if case == Gram.GENT else None
    if inner is not None:
        finding = replace(finding, mention=replace(mention, last=inner.first - 1))
        row = [inner]
    else:
        row = _row(sentence, mention, case) if case else []
    yield finding
    if not row or (finding.verb < mention.first and _goes_on(sentence, row[-1].last)):
        return
    for other in row:
        yield replace(finding, last=max(finding.last, row[-1].last), mention=other)


def row_before(sentence: Sentence, mention: Mention) -> Mention:
    """The first of «У поліції, ДСНС та міськраді повідомили», of which `mention` is the last; itself where alone."""
    at = mention.first - 1
    if at <= sentence.first or sentence.form(at) not in _JOINS or not sentence.plain(mention.first):
        return mention
    first = sentence.ends.get(at)
    for _ in range(_MOST):
        if first is None or not first.sort & _BODIES or not first.cases & Gram.LOCT:
            return mention
        before = first.first - 1
        if before >= sentence.first and sentence.form(before) in IN and sentence.plain(first.first):
            return first
        if sentence.gap(first.first).strip() != ",":
            return mention
        first = sentence.ends.get(first.first)
    return mention


def _case(sentence: Sentence, finding: Finding) -> int:
    """The case in which others may follow: of «у поліції …» and of «за даними поліції …»; 0 where none may."""
    mention = finding.mention
    if finding.cue == "noun":
        return Gram.GENT if mention.cases & Gram.GENT else Gram.NONE
    told = finding.cue.startswith("verb") or finding.cue == "impersonal"
    led = mention.first > sentence.first and sentence.form(mention.first - 1) in IN
    inside = told and led and mention.sort & _BODIES and mention.cases & Gram.LOCT
    return Gram.LOCT if inside else Gram.NONE


def _row(sentence: Sentence, mention: Mention, case: int) -> list[Mention]:
    """The mentions after it, if they end in one after «та»."""
    row: list[Mention] = []
    at = mention.last
    while at < sentence.last and len(row) < _MOST:
        comma = sentence.gap(at).strip() == ","
        also = sentence.form(at) == "а" and at + 1 < sentence.last and sentence.form(at + 1) in ("також", "также")
        joined = (sentence.form(at) in _JOINS and sentence.plain(at)) or also
        if not (joined or comma):
            break
        other = _next(sentence, at + (2 if also else 1 if joined else 0), case)
        if other is None:
            break
        row.append(other)
        if joined:
            return row
        at = other.last
    return []


def _next(sentence: Sentence, at: int, case: int) -> Mention | None:
    """The mention at the word, or behind a preposition there («та в міськраді»)."""
    if case == Gram.LOCT and at < sentence.last and sentence.form(at) in IN:
        at += 1
        if at < sentence.last and not sentence.plain(at):
            return None
    known = sentence.starts.get(at)
    other = known or (sentence.chunker.at(at, sentence.last) if at < sentence.last else None)
    told = _BODIES if case == Gram.LOCT else _BODIES | Sort.ROLE
    fits = other is not None and other.sort & told and not other.sort & Sort.OCCASION and other.cases & case
    return other if fits else None


def _swallowed(sentence: Sentence, mention: Mention) -> Mention | None:
    """«за даними поліції Сумщини та міськради»: the second body, which by its case may hang on the first."""
    if mention.name or mention.sort & Sort.ROLE or not mention.sort & _BODIES:
        return None
    for at in range(mention.head + 2, mention.last - 1):
        if sentence.form(at) in _JOINS:
            other = sentence.chunker.at(at + 1, sentence.last)
            fits = other is not None and other.sort & Sort.BODY and other.cases & Gram.GENT
            return other if fits else None
    return None


def _goes_on(sentence: Sentence, at: int) -> bool:
    """«повідомили у поліції та в міськраді не заперечують»: does a verb of their own follow the last?"""
    if at >= sentence.last or not sentence.plain(at):
        return False
    word = sentence.words[at]
    return sentence.form(at) in NOT or bool(word.gram & Gram.FINITE and not word.gram & (Gram.NOUN | Gram.ADJ))
