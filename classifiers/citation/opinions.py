"""Verbs of opinion whose bare object is what is thought: «не виключає підвищення», «нарікає на брак коштів». Pure."""

from __future__ import annotations

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import Sentence, is_prep, negated

_DEEMS, _ALLOWS, _CHANCES, _FLAWS = turn("deems"), turn("allows"), turn("chances"), turn("flaws")
_ANY = _DEEMS | _ALLOWS | turn("excludes")
_PEOPLE = Sort.ROLE | Sort.PERSON
_ENDS = ("ння", "ття", "ість", "ние", "тие", "ость")
# Words between the verb and what is thought of: «прогнозує ще одне різке зростання».
_MATTER = 5
# Words after it among which «з переліку» makes the verb one of doing.
_FROM = 4
_OUT_OF = frozenset("з із зі из с со".split())


def held(sentence: Sentence, verb: int, subject: Mention | None) -> bool:
    """«Мер сподівається на субвенцію», «У мерії не виключають боргів»: is an opinion told by its matter alone?

    Not «не допускає журналістів на сесію», «виключає будинок із переліку», «допускає порушення»: these are deeds.
    """
    lemmas = sentence.words[verb].lemmas
    if lemmas.isdisjoint(_ANY) or subject is None:
        return False
    matter = _matter(sentence, max(verb + 1, subject.last))
    if matter is None or lemmas & _DEEMS:
        return matter is not None
    denied = negated(sentence, verb)
    if is_prep(sentence, matter - 1) or (denied and lemmas & _ALLOWS):
        return False  # «не допускає порушень»
    if not denied and subject.cases & Gram.NOMN and not (subject.name or subject.sort & _PEOPLE):
        return False  # a body that excludes or admits something does so
    return _possible(sentence, matter) and not _taken_out(sentence, matter + 1)


def _possible(sentence: Sentence, matter: int) -> bool:
    """«підвищення», «можливість», «борг»: what may come to be, and nothing one puts in or takes out."""
    lemmas = sentence.words[matter].lemmas
    likely = lemmas & _CHANCES or any(lemma.endswith(_ENDS) for lemma in lemmas)
    return bool(likely) and lemmas.isdisjoint(_FLAWS)


def _matter(sentence: Sentence, first: int) -> int | None:
    """The noun of what is thought, adjectives and a preposition before it."""
    for at in range(first, min(sentence.last, first + _MATTER)):
        if not sentence.plain(at):
            return None
        gram = sentence.words[at].gram
        if gram & Gram.NOUN and not gram & (Gram.PREP | Gram.CONJ | Gram.PRONOUN):
            return at
        if gram & (Gram.FINITE | Gram.OTHER_VERB) and not gram & (Gram.ADJ | Gram.ADVERB | Gram.PREP | Gram.PRONOUN):
            return None
    return None


def _taken_out(sentence: Sentence, first: int) -> bool:
    """«виключає приміщення із переліку»: out of what?"""
    for at in range(first, min(sentence.last, first + _FROM)):
        if not sentence.plain(at):
            return False
        if sentence.form(at) in _OUT_OF:
            return True
    return False
